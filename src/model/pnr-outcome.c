/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a simulation says: baseline, scenario and their difference, each with its interval. */
#include "config.h"

#include "model/pnr-outcome.h"

#include <math.h>

#include "base/pnr-report.h"

G_DEFINE_BOXED_TYPE (PnrOutcome, pnr_outcome, pnr_outcome_ref, pnr_outcome_unref)

static const char *const metric_words[PNR_N_METRICS] = {
  [PNR_METRIC_AOV] = "aov",
  [PNR_METRIC_ORDERS] = "orders",
  [PNR_METRIC_CONVERSION] = "conversion",
  [PNR_METRIC_UNITS] = "units",
  [PNR_METRIC_REVENUE] = "revenue",
  [PNR_METRIC_COST] = "cost",
  [PNR_METRIC_SHIPPING] = "shipping",
  [PNR_METRIC_CONTRIBUTION] = "contribution",
  [PNR_METRIC_MARGIN_SHARE] = "margin_share",
  [PNR_METRIC_SURPLUS] = "surplus",
  [PNR_METRIC_TAKE_RATE] = "take_rate",
  [PNR_METRIC_CANNIBALISATION] = "cannibalisation",
  [PNR_METRIC_SHIPPING_PER_ORDER] = "shipping_per_order",
  [PNR_METRIC_SINGLE_SALES] = "single_sales",
  [PNR_METRIC_TAKERS] = "takers",
  [PNR_METRIC_STORE_AOV] = "store_aov",
  [PNR_METRIC_LTV] = "ltv",
};

static void
assumed_free (PnrAssumed *assumed)
{
  g_free (assumed->name);
  g_free (assumed->source);
  g_free (assumed);
}

static void
offer_free (PnrOfferOutcome *offer)
{
  g_free (offer->sku);
  g_free (offer->name);
  g_free (offer);
}

static void
relation_free (PnrRelationOutcome *told)
{
  pnr_shown_relation_free (told->relation);
  g_free (told);
}

PnrOutcome *
pnr_outcome_new (const char *currency)
{
  PnrOutcome *self = g_new0 (PnrOutcome, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->currency = g_strdup (currency);
  self->offers = g_ptr_array_new_with_free_func ((GDestroyNotify) offer_free);
  self->relations = g_ptr_array_new_with_free_func ((GDestroyNotify) relation_free);
  self->assumed = g_ptr_array_new_with_free_func ((GDestroyNotify) assumed_free);
  self->warnings = g_ptr_array_new_with_free_func (g_free);
  self->repeat_rate = self->ltv_backtest_error = NAN;
  for (int side = 0; side < PNR_N_SIDES; side++)
    self->estimates[side][PNR_METRIC_LTV] = (PnrEstimate){ NAN, NAN, NAN, NAN };
  return self;
}

PnrOutcome *
pnr_outcome_ref (PnrOutcome *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
pnr_outcome_unref (PnrOutcome *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->currency);
  g_free (self->inputs_hash);
  g_ptr_array_unref (self->offers);
  g_ptr_array_unref (self->relations);
  g_ptr_array_unref (self->assumed);
  g_ptr_array_unref (self->warnings);
  g_free (self);
}

/* Returns: (transfer none): room for what happens to one offer */
PnrOfferOutcome *
pnr_outcome_add_offer (PnrOutcome *self, const char *sku, const char *name)
{
  PnrOfferOutcome *offer = g_new0 (PnrOfferOutcome, 1);

  offer->sku = g_strdup (sku);
  offer->name = g_strdup (name);
  g_ptr_array_add (self->offers, offer);
  return offer;
}

/* Returns: (transfer none): room for what happens to one relationship */
PnrRelationOutcome *
pnr_outcome_add_relation (PnrOutcome *self, const PnrShownRelation *relation)
{
  PnrRelationOutcome *told = g_new (PnrRelationOutcome, 1);

  *told = (PnrRelationOutcome){
    .relation = pnr_shown_relation_copy (relation),
    .exposure = NAN,
    .shown = NAN,
    .taken = NAN,
    .take_rate = NAN,
    .revenue = NAN,
    .anyway = NAN,
    .instead = NAN,
    .beside = NAN,
    .fresh = NAN,
  };
  g_ptr_array_add (self->relations, told);
  return told;
}

void
pnr_outcome_add_assumed (PnrOutcome *self, const char *name, double value, double low, double high,
                         const char *source)
{
  PnrAssumed *assumed = g_new0 (PnrAssumed, 1);

  assumed->name = g_strdup (name);
  assumed->source = g_strdup (source);
  assumed->value = value;
  assumed->low = low;
  assumed->high = high;
  g_ptr_array_add (self->assumed, assumed);
}

void
pnr_outcome_take_warning (PnrOutcome *self, char *sentence)
{
  g_ptr_array_add (self->warnings, sentence);
}

const char *
pnr_metric_to_word (PnrMetric metric)
{
  return metric_words[metric];
}

gboolean
pnr_metric_is_money (PnrMetric metric)
{
  switch (metric) {
  case PNR_METRIC_AOV:
  case PNR_METRIC_REVENUE:
  case PNR_METRIC_COST:
  case PNR_METRIC_SHIPPING:
  case PNR_METRIC_CONTRIBUTION:
  case PNR_METRIC_SURPLUS:
  case PNR_METRIC_SHIPPING_PER_ORDER:
  case PNR_METRIC_SINGLE_SALES:
  case PNR_METRIC_STORE_AOV:
  case PNR_METRIC_LTV:
    return TRUE;
  default:
    return FALSE;
  }
}

gboolean
pnr_metric_is_share (PnrMetric metric)
{
  return metric == PNR_METRIC_CONVERSION || metric == PNR_METRIC_MARGIN_SHARE
         || metric == PNR_METRIC_TAKE_RATE || metric == PNR_METRIC_CANNIBALISATION;
}

static void
add_figure (GVariantDict *report, const char *key, double figure, gboolean is_money,
            const char *currency)
{
  if (is_money && isfinite (figure))
    pnr_report_add_money (report, key, (gint64) llround (figure), currency);
  else
    pnr_report_add_number (report, key, figure);
}

static GVariant *
estimate_to_report (const PnrEstimate *estimate, gboolean is_money, const char *currency)
{
  GVariantDict *figure = pnr_report_new ();

  add_figure (figure, "value", estimate->value, is_money, currency);
  add_figure (figure, "low", estimate->low, is_money, currency);
  add_figure (figure, "high", estimate->high, is_money, currency);
  add_figure (figure, "standard_error", estimate->standard_error, is_money, currency);
  return pnr_report_end (figure);
}

static GVariant *
side_to_report (PnrOutcome *self, PnrSide side)
{
  GVariantDict *report = pnr_report_new ();

  for (int metric = 0; metric < PNR_N_METRICS; metric++) {
    if (metric == PNR_METRIC_LTV && !self->has_ltv)
      pnr_report_add_text (report, metric_words[metric], NULL);
    else
      pnr_report_add_value (report, metric_words[metric],
                            estimate_to_report (&self->estimates[side][metric],
                                                pnr_metric_is_money (metric), self->currency));
  }
  return pnr_report_end (report);
}

/**
 * pnr_takers_do_pay:
 * @self: who takes the offers
 *
 * Returns: whether the shop earns more on the whole orders of the takers than without the offers
 */
gboolean
pnr_takers_do_pay (const PnrTakers *self)
{
  switch (self->verdict) {
  case PNR_BREAK_EVEN_ALWAYS:
    return TRUE;
  case PNR_BREAK_EVEN_BELOW:
    return self->giveaway < self->break_even_giveaway;
  case PNR_BREAK_EVEN_ABOVE:
    return self->giveaway > self->break_even_giveaway;
  case PNR_BREAK_EVEN_NEVER:
  default:
    return FALSE;
  }
}

static GVariant *
takers_to_report (const PnrTakers *takers)
{
  static const char *const verdicts[] = {
    [PNR_BREAK_EVEN_ALWAYS] = "always",
    [PNR_BREAK_EVEN_NEVER] = "never",
    [PNR_BREAK_EVEN_BELOW] = "below",
    [PNR_BREAK_EVEN_ABOVE] = "above",
  };
  GVariantDict *report = pnr_report_new ();

  pnr_report_add_number (report, "giveaway", takers->giveaway);
  pnr_report_add_number (report, "trade_up", takers->trade_up);
  pnr_report_add_number (report, "switch", takers->switched);
  pnr_report_add_number (report, "new", takers->fresh);
  pnr_report_add_number (report, "break_even_giveaway", takers->break_even_giveaway);
  pnr_report_add_text (report, "pays",
                       isfinite (takers->giveaway) ? verdicts[takers->verdict] : NULL);
  return pnr_report_end (report);
}

static GVariant *
offer_to_report (PnrOutcome *self, const PnrOfferOutcome *offer)
{
  GVariantDict *report = pnr_report_new ();

  pnr_report_add_text (report, "sku", offer->sku);
  pnr_report_add_text (report, "name", offer->name);
  pnr_report_add_number (report, "exposed", offer->exposed);
  pnr_report_add_number (report, "taken", offer->taken);
  pnr_report_add_number (report, "take_rate", offer->take_rate);
  add_figure (report, "revenue", offer->revenue, TRUE, self->currency);
  pnr_report_add_number (report, "cannibalisation", offer->cannibalisation);
  pnr_report_add_value (report, "takers", takers_to_report (&offer->takers));
  return pnr_report_end (report);
}

static GVariant *
relation_takers_to_report (const PnrRelationOutcome *told)
{
  GVariantDict *report = pnr_report_new ();

  pnr_report_add_number (report, "anyway", told->anyway);
  pnr_report_add_number (report, "instead", told->instead);
  pnr_report_add_number (report, "beside", told->beside);
  pnr_report_add_number (report, "new", told->fresh);
  return pnr_report_end (report);
}

static GVariant *
relation_to_report (PnrOutcome *self, const PnrRelationOutcome *told)
{
  const PnrShownRelation *relation = told->relation;
  GVariantDict *report = pnr_report_new ();

  pnr_report_add_text (report, "type",
                       pnr_kind_to_word (PNR_TYPE_RELATION_KIND, (int) relation->kind));
  pnr_report_add_text (report, "from", relation->from_sku);
  pnr_report_add_text (report, "to", relation->to_sku);
  pnr_report_add_text (report, "placement", pnr_placement_to_word (relation->placement));
  pnr_report_add_truth (report, "is_offered", relation->is_offered);
  pnr_report_add_text (report, "note", relation->note);
  pnr_report_add_number (report, "exposure", told->exposure);
  pnr_report_add_number (report, "shown", told->shown);
  pnr_report_add_number (report, "taken", told->taken);
  pnr_report_add_number (report, "take_rate", told->take_rate);
  add_figure (report, "revenue", told->revenue, TRUE, self->currency);
  pnr_report_add_value (report, "takers", relation_takers_to_report (told));
  return pnr_report_end (report);
}

/**
 * pnr_order_values_get_median:
 * @self: order values
 * @side: 0 of the baseline, 1 of the scenario
 *
 * Orders of one bin are taken to be spread evenly over it.
 *
 * Returns: the value that half the orders do not reach, in minor units; NaN without orders
 */
double
pnr_order_values_get_median (const PnrOrderValues *self, guint side)
{
  double all = 0.0, below = 0.0;

  for (guint bin = 0; bin < self->n_bins; bin++)
    all += self->orders[side][bin];
  for (guint bin = 0; all > 0.0 && bin < self->n_bins; bin++) {
    double own = self->orders[side][bin];

    if (below + own >= all / 2.0)
      return (double) self->bin_minor * (bin + (all / 2.0 - below) / own);
    below += own;
  }
  return NAN;
}

static GVariant *
order_values_to_report (PnrOutcome *self)
{
  static const char *const sides[] = { "baseline", "scenario" };
  GVariantDict *report = pnr_report_new ();

  pnr_report_add_money (report, "bin", self->order_values.bin_minor, self->currency);
  for (guint side = 0; side < G_N_ELEMENTS (sides); side++) {
    GPtrArray *orders = g_ptr_array_new ();

    for (guint bin = 0; bin < self->order_values.n_bins; bin++)
      g_ptr_array_add (orders, g_variant_new_double (self->order_values.orders[side][bin]));
    pnr_report_add_list (report, sides[side], orders);
  }
  add_figure (report, "baseline_median", pnr_order_values_get_median (&self->order_values, 0), TRUE,
              self->currency);
  add_figure (report, "scenario_median", pnr_order_values_get_median (&self->order_values, 1), TRUE,
              self->currency);
  if (self->order_values.threshold_minor > 0)
    pnr_report_add_money (
        report, self->order_values.is_threshold_of_gift ? "gift_from" : "free_shipping_from",
        self->order_values.threshold_minor, self->currency);
  return pnr_report_end (report);
}

static GVariant *
assumed_to_report (const PnrAssumed *assumed)
{
  GVariantDict *report = pnr_report_new ();

  pnr_report_add_text (report, "name", assumed->name);
  pnr_report_add_number (report, "value", assumed->value);
  pnr_report_add_number (report, "low", assumed->low);
  pnr_report_add_number (report, "high", assumed->high);
  pnr_report_add_text (report, "source", assumed->source);
  return pnr_report_end (report);
}

/* Returns: (transfer full): what pnr_report_add_list() takes; nothing for a missing list */
GPtrArray *
pnr_assumed_to_reports (GPtrArray *assumed)
{
  GPtrArray *reports = g_ptr_array_new ();

  for (guint i = 0; assumed != NULL && i < assumed->len; i++)
    g_ptr_array_add (reports, assumed_to_report (g_ptr_array_index (assumed, i)));
  return reports;
}

GPtrArray *
pnr_warnings_to_reports (GPtrArray *warnings)
{
  GPtrArray *reports = g_ptr_array_new ();

  for (guint i = 0; warnings != NULL && i < warnings->len; i++)
    g_ptr_array_add (reports, g_variant_new_string (g_ptr_array_index (warnings, i)));
  return reports;
}

static void
add_time (GVariantDict *report, const char *key, gint64 time)
{
  g_autoptr (GDateTime) moment = time != 0 ? g_date_time_new_from_unix_utc (time) : NULL;
  g_autofree char *text = moment != NULL ? g_date_time_format (moment, "%Y-%m-%dT%H:%M:%SZ") : NULL;

  pnr_report_add_text (report, key, text);
}

static GVariant *
window_to_report (PnrOutcome *self)
{
  GVariantDict *report = pnr_report_new ();

  pnr_report_add_count (report, "orders", self->n_orders);
  add_time (report, "first_order", self->first_time);
  add_time (report, "last_order", self->last_time);
  return pnr_report_end (report);
}

static GVariant *
loyalty_to_report (PnrOutcome *self)
{
  GVariantDict *report = pnr_report_new ();

  pnr_report_add_count (report, "customers", self->n_customers);
  pnr_report_add_number (report, "repeat_rate", self->repeat_rate);
  pnr_report_add_number (report, "backtest_mape", self->ltv_backtest_error);
  return pnr_report_end (report);
}

/**
 * pnr_outcome_to_report:
 * @self: an outcome
 *
 * Returns: (transfer floating): the dictionary that the command line prints
 */
GVariant *
pnr_outcome_to_report (PnrOutcome *self)
{
  GVariantDict *report = pnr_report_new ();
  GPtrArray *offers = g_ptr_array_new (), *relations = g_ptr_array_new ();

  pnr_report_add_value (report, "baseline", side_to_report (self, PNR_SIDE_BASELINE));
  pnr_report_add_value (report, "scenario", side_to_report (self, PNR_SIDE_SCENARIO));
  pnr_report_add_value (report, "delta", side_to_report (self, PNR_SIDE_DELTA));
  pnr_report_add_value (report, "takers", takers_to_report (&self->takers));
  for (guint i = 0; i < self->offers->len; i++)
    g_ptr_array_add (offers, offer_to_report (self, g_ptr_array_index (self->offers, i)));
  pnr_report_add_list (report, "offers", offers);
  for (guint i = 0; i < self->relations->len; i++)
    g_ptr_array_add (relations, relation_to_report (self, g_ptr_array_index (self->relations, i)));
  pnr_report_add_list (report, "relationships", relations);
  pnr_report_add_value (report, "order_values", order_values_to_report (self));
  pnr_report_add_text (report, "objective", self->objective);
  pnr_report_add_count (report, "shoppers", self->n_shoppers);
  pnr_report_add_count (report, "seed", (gint64) self->seed);
  pnr_report_add_text (report, "inputs_hash", self->inputs_hash);
  pnr_report_add_value (report, "learnt_from", window_to_report (self));
  pnr_report_add_value (report, "loyalty", loyalty_to_report (self));
  pnr_report_add_list (report, "assumptions", pnr_assumed_to_reports (self->assumed));
  pnr_report_add_list (report, "warnings", pnr_warnings_to_reports (self->warnings));
  return pnr_report_end (report);
}
