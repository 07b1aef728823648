/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which offer suits an anchor: the best upsell, cross-sell and bundle, ranked in one currency. */
#include "config.h"

#include "model/pnr-advice.h"

#include <glib/gi18n.h>
#include <math.h>

#include "base/pnr-money.h"
#include "base/pnr-report.h"

G_DEFINE_BOXED_TYPE (PnrAdvice, pnr_advice, pnr_advice_ref, pnr_advice_unref)

static void
offer_free (PnrAdviceOffer *offer)
{
  g_free (offer->sku);
  g_free (offer->name);
  g_free (offer->source);
  g_free (offer);
}

static void
assumed_free (PnrAssumed *assumed)
{
  g_free (assumed->name);
  g_free (assumed->source);
  g_free (assumed);
}

PnrAdvice *
pnr_advice_new (const char *currency, const char *anchor_sku, const char *anchor_name)
{
  PnrAdvice *self = g_new0 (PnrAdvice, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->currency = g_strdup (currency);
  self->anchor_sku = g_strdup (anchor_sku);
  self->anchor_name = g_strdup (anchor_name);
  self->offers = g_ptr_array_new_with_free_func ((GDestroyNotify) offer_free);
  self->assumed = g_ptr_array_new_with_free_func ((GDestroyNotify) assumed_free);
  self->warnings = g_ptr_array_new_with_free_func (g_free);
  return self;
}

PnrAdvice *
pnr_advice_ref (PnrAdvice *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
pnr_advice_unref (PnrAdvice *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->currency);
  g_free (self->anchor_sku);
  g_free (self->anchor_name);
  g_free (self->inputs_hash);
  g_ptr_array_unref (self->offers);
  g_ptr_array_unref (self->assumed);
  g_ptr_array_unref (self->warnings);
  g_free (self);
}

/* (transfer none): the offer, whose figures are still to be found. */
PnrAdviceOffer *
pnr_advice_add_offer (PnrAdvice *self, PnrTactic tactic, gint64 id, const char *sku,
                      const char *name)
{
  PnrAdviceOffer *offer = g_new0 (PnrAdviceOffer, 1);

  offer->tactic = tactic;
  offer->id = id;
  offer->sku = g_strdup (sku);
  offer->name = g_strdup (name);
  offer->giveaway = offer->break_even = NAN;
  offer->gain = (PnrEstimate){ NAN, NAN, NAN, NAN };
  g_ptr_array_add (self->offers, offer);
  return offer;
}

void
pnr_advice_remove_offer (PnrAdvice *self, PnrAdviceOffer *offer)
{
  g_ptr_array_remove (self->offers, offer);
}

/* Several bundles may rest on the same assumption; it is listed once. */
void
pnr_advice_add_assumed (PnrAdvice *self, const char *name, double value, double low, double high,
                        const char *source)
{
  PnrAssumed *assumed;

  for (guint i = 0; i < self->assumed->len; i++) {
    const PnrAssumed *other = g_ptr_array_index (self->assumed, i);

    if (g_strcmp0 (other->name, name) == 0 && other->value == value)
      return;
  }
  assumed = g_new0 (PnrAssumed, 1);
  *assumed = (PnrAssumed){ g_strdup (name), g_strdup (source), value, low, high };
  g_ptr_array_add (self->assumed, assumed);
}

void
pnr_advice_add_warning (PnrAdvice *self, const char *sentence)
{
  if (!g_ptr_array_find_with_equal_func (self->warnings, sentence, g_str_equal, NULL))
    g_ptr_array_add (self->warnings, g_strdup (sentence));
}

static int
compare_offers (gconstpointer a, gconstpointer b)
{
  const PnrAdviceOffer *left = *(PnrAdviceOffer *const *) a;
  const PnrAdviceOffer *right = *(PnrAdviceOffer *const *) b;

  if (left->gain.value != right->gain.value)
    return left->gain.value > right->gain.value ? -1 : 1;
  return g_strcmp0 (left->sku, right->sku);
}

void
pnr_advice_rank (PnrAdvice *self)
{
  g_ptr_array_sort (self->offers, compare_offers);
}

/**
 * pnr_advice_list_best:
 * @self: an advice whose offers are ranked
 * @best: (out caller-allocates) (array fixed-size=3): the best offer of each tactic that has one
 *
 * Returns: how many tactics there are; the best comes first
 */
guint
pnr_advice_list_best (PnrAdvice *self, const PnrAdviceOffer **best)
{
  guint seen = 0, n_best = 0;

  for (guint i = 0; i < self->offers->len; i++) {
    const PnrAdviceOffer *offer = g_ptr_array_index (self->offers, i);

    if (seen & 1u << offer->tactic)
      continue;
    seen |= 1u << offer->tactic;
    best[n_best++] = offer;
  }
  return n_best;
}

/* An interval that is not known could hold anything. */
static gboolean
beats (const PnrAdviceOffer *offer, double most)
{
  return offer->gain.low > most;
}

/* The first of the others that the best does not clearly beat, NULL for none. */
static const PnrAdviceOffer *
find_rival (const PnrAdviceOffer **best, guint n_best)
{
  for (guint i = 1; i < n_best; i++)
    if (!beats (best[0], best[i]->gain.high))
      return best[i];
  return NULL;
}

/* Whether the shop surely does better to offer nothing. */
static gboolean
do_all_lose (const PnrAdviceOffer **best, guint n_best)
{
  for (guint i = 0; i < n_best; i++)
    if (!(best[i]->gain.value <= 0.0 && best[i]->gain.high <= 0.0))
      return FALSE;
  return TRUE;
}

PnrAdviceVerdict
pnr_advice_get_verdict (PnrAdvice *self)
{
  const PnrAdviceOffer *best[PNR_N_TACTICS];
  guint n_best = pnr_advice_list_best (self, best);

  if (n_best == 0)
    return PNR_ADVICE_NOTHING;
  if (do_all_lose (best, n_best))
    return PNR_ADVICE_NONE_PAYS;
  if (!beats (best[0], 0.0) || find_rival (best, n_best) != NULL)
    return PNR_ADVICE_CLOSE;
  return n_best == 1 ? PNR_ADVICE_ALONE : PNR_ADVICE_CLEAR;
}

static const struct {
  const char *word;
  const char *label;
} tactics[PNR_N_TACTICS] = {
  [PNR_TACTIC_UPSELL] = { "upsell", N_ ("Upsell") },
  [PNR_TACTIC_CROSS_SELL] = { "cross-sell", N_ ("Cross-sell") },
  [PNR_TACTIC_BUNDLE] = { "bundle", N_ ("Bundle") },
};

const char *
pnr_tactic_get_label (PnrTactic tactic)
{
  g_return_val_if_fail (tactic < PNR_N_TACTICS, NULL);

  return _ (tactics[tactic].label);
}

static char *
dup_title (const PnrAdviceOffer *offer)
{
  /* Translators: a tactic such as “Upsell”, then the name of what is offered. */
  return g_strdup_printf (_ ("%s “%s”"), pnr_tactic_get_label (offer->tactic), offer->name);
}

/* Which of them nobody can tell apart: the best and another, or the best and doing nothing. */
static char *
dup_close_sentence (PnrAdvice *self, const PnrAdviceOffer **best, guint n_best)
{
  const PnrAdviceOffer *rival = find_rival (best, n_best);
  g_autofree char *first = dup_title (best[0]);
  g_autofree char *low = NULL, *high = NULL;

  if (beats (best[0], 0.0) && rival != NULL) {
    g_autofree char *second = dup_title (rival);

    return g_strdup_printf (_ ("Too close to call: the intervals of %s and %s overlap."), first,
                            second);
  }
  if (!isfinite (best[0]->gain.low) || !isfinite (best[0]->gain.high))
    return g_strdup_printf (_ ("Too close to call: to offer nothing may be as good as %s."), first);
  low = pnr_money_format (llround (best[0]->gain.low), self->currency);
  high = pnr_money_format (llround (best[0]->gain.high), self->currency);
  /* Translators: an offer, two amounts. */
  return g_strdup_printf (_ ("Too close to call: to offer nothing may be as good as %s, which "
                             "changes the contribution of 100 visitors by %s to %s."),
                          first, low, high);
}

/**
 * pnr_advice_dup_sentence:
 * @self: an advice whose offers are ranked
 *
 * Returns: (transfer full): what the ranking comes to, in words
 */
char *
pnr_advice_dup_sentence (PnrAdvice *self)
{
  const PnrAdviceOffer *best[PNR_N_TACTICS];
  guint n_best = pnr_advice_list_best (self, best);
  PnrAdviceVerdict verdict = pnr_advice_get_verdict (self);
  g_autofree char *first = NULL;
  g_autofree char *gain = NULL;

  if (verdict == PNR_ADVICE_NOTHING)
    return g_strdup_printf (_ ("There is nothing to offer beside “%s” yet. Relate products to it, "
                               "or put it into a bundle."),
                            self->anchor_name);
  first = dup_title (best[0]);
  gain = pnr_money_format (llround (best[0]->gain.value), self->currency);
  switch (verdict) {
  case PNR_ADVICE_NONE_PAYS:
    return g_strdup_printf (_ ("None of them pays: even the best, %s, changes the contribution of "
                               "100 visitors by %s."),
                            first, gain);
  case PNR_ADVICE_CLOSE:
    return dup_close_sentence (self, best, n_best);
  case PNR_ADVICE_ALONE:
    return g_strdup_printf (
        _ ("%s brings %s more contribution per 100 visitors, and its interval lies "
           "above zero. There is no other tactic to compare it with."),
        first, gain);
  default:
    return g_strdup_printf (_ ("%s is best: it brings %s more contribution per 100 visitors, and "
                               "its interval lies above that of every other tactic."),
                            first, gain);
  }
}

static void
add_money (GVariantDict *report, const char *key, double minor, const char *currency)
{
  if (isfinite (minor))
    pnr_report_add_money (report, key, (gint64) llround (minor), currency);
  else
    pnr_report_add_text (report, key, NULL);
}

static GVariant *
range_to_report (PnrRange range)
{
  GVariantDict *report = pnr_report_new ();

  pnr_report_add_number (report, "value", range.value);
  pnr_report_add_number (report, "low", range.low);
  pnr_report_add_number (report, "high", range.high);
  return pnr_report_end (report);
}

static GVariant *
gain_to_report (PnrAdvice *self, const PnrEstimate *gain)
{
  GVariantDict *report = pnr_report_new ();

  add_money (report, "value", gain->value, self->currency);
  add_money (report, "low", gain->low, self->currency);
  add_money (report, "high", gain->high, self->currency);
  return pnr_report_end (report);
}

static GVariant *
offer_to_report (PnrAdvice *self, const PnrAdviceOffer *offer)
{
  GVariantDict *report = pnr_report_new ();
  gboolean is_bundle = offer->tactic == PNR_TACTIC_BUNDLE;

  pnr_report_add_text (report, "tactic", tactics[offer->tactic].word);
  pnr_report_add_text (report, "sku", offer->sku);
  pnr_report_add_text (report, "name", offer->name);
  pnr_report_add_money (report, "price", offer->price_minor, self->currency);
  pnr_report_add_value (report, "contribution_per_100", gain_to_report (self, &offer->gain));
  if (is_bundle)
    pnr_report_add_value (report, "take_rate", range_to_report (offer->take_rate));
  pnr_report_add_value (report, is_bundle ? "takers_per_anchor_order" : "acceptance",
                        range_to_report (offer->acceptance));
  pnr_report_add_truth (report, "too_close", !(offer->gain.low > 0.0 || offer->gain.high < 0.0));
  pnr_report_add_value (report, "lost_sales", range_to_report (offer->loss));
  pnr_report_add_number (report, "break_even_acceptance", is_bundle ? NAN : offer->break_even);
  pnr_report_add_number (report, "bought_anyway", is_bundle ? offer->giveaway : offer->already);
  pnr_report_add_number (report, "break_even_giveaway", is_bundle ? offer->break_even : NAN);
  add_money (report, "order_value", offer->aov_minor, self->currency);
  pnr_report_add_text (report, "source", offer->source);
  return pnr_report_end (report);
}

/**
 * pnr_advice_to_report:
 * @self: an advice whose offers are ranked
 *
 * Returns: (transfer floating): the dictionary that the command line prints
 */
GVariant *
pnr_advice_to_report (PnrAdvice *self)
{
  const PnrAdviceOffer *best[PNR_N_TACTICS];
  guint n_best = pnr_advice_list_best (self, best);
  PnrAdviceVerdict verdict = pnr_advice_get_verdict (self);
  GVariantDict *report = pnr_report_new ();
  GPtrArray *ranking = g_ptr_array_new (), *offers = g_ptr_array_new ();
  g_autofree char *sentence = pnr_advice_dup_sentence (self);

  for (guint i = 0; i < n_best; i++)
    g_ptr_array_add (ranking, offer_to_report (self, best[i]));
  for (guint i = 0; i < self->offers->len; i++)
    g_ptr_array_add (offers, offer_to_report (self, g_ptr_array_index (self->offers, i)));
  pnr_report_add_text (report, "anchor", self->anchor_sku);
  pnr_report_add_text (report, "anchor_name", self->anchor_name);
  pnr_report_add_count (report, "anchor_orders", self->n_orders);
  pnr_report_add_text (report, "advice", sentence);
  pnr_report_add_truth (report, "too_close", verdict == PNR_ADVICE_CLOSE);
  pnr_report_add_list (report, "ranking", ranking);
  pnr_report_add_list (report, "offers", offers);
  pnr_report_add_text (report, "inputs_hash", self->inputs_hash);
  pnr_report_add_list (report, "assumptions", pnr_assumed_to_reports (self->assumed));
  pnr_report_add_list (report, "warnings", pnr_warnings_to_reports (self->warnings));
  return pnr_report_end (report);
}
