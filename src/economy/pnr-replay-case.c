/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Worked cases of past orders lived through again with a bundle on offer, order by order. */
#include "config.h"

#include "economy/pnr-exact-cases.h"

#include <glib/gi18n.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <math.h>

#include "economy/pnr-case-input.h"

/* No shopper is drawn: a complete basket pays the bundle's price (giveaway), a basket with a part
 * of the bundle is completed with the merchant's own probability, the rest stays as it was. What
 * follows is an expectation, linear in those probabilities. */

typedef struct {
  double orders;
  double goods;
  double shipping;
  double units;
  double cost;
} PnrReplayTotals;

typedef struct {
  double visibility;
  double full_applies;
  double upgrade;
  double new_orders;
  double max_per_order;
  double ship_order;
  double ship_unit;
  double fee_rate;
  double fee_fixed;
} PnrReplayAssumptions;

typedef struct {
  GVariant *products;
  GVariant *content; /* [[product, quantity], ...] */
  double price;
  PnrReplayAssumptions assumed;
  PnrReplayTotals before;
  PnrReplayTotals after;
  double giveaway;
  double upgrade_revenue;
  double offers_taken;
  gint64 n_full;
  gint64 n_partial;
  gint64 n_none;
  gint64 n_not_cheaper;
} PnrReplay;

static gboolean
pnr_replay_read_assumptions (GVariant *inputs, PnrReplayAssumptions *assumed, GError **error)
{
  g_autoptr (GVariant) given = pnr_case_object (inputs, "assumptions", error);
  const struct {
    const char *key;
    double fallback;
    double high;
    double *number;
  } fields[] = {
    { "visibility", 1, 1, &assumed->visibility },
    { "full_applies", 1, 1, &assumed->full_applies },
    { "upgrade", 0, 1, &assumed->upgrade },
    { "new_orders", 0, 1e9, &assumed->new_orders },
    { "max_per_order", 1, 1e6, &assumed->max_per_order },
    { "ship_order", 0, 1e9, &assumed->ship_order },
    { "ship_unit", 0, 1e9, &assumed->ship_unit },
    { "fee_rate", 0, 1, &assumed->fee_rate },
    { "fee_fixed", 0, 1e9, &assumed->fee_fixed },
  };

  if (given == NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++) {
    g_autoptr (GVariant) value = pnr_report_get (given, fields[i].key);

    *fields[i].number = fields[i].fallback;
    if (value != NULL
        && !pnr_case_number_within (given, fields[i].key, 0, fields[i].high, fields[i].number,
                                    error))
      return FALSE;
  }
  return TRUE;
}

/* Reads [name, number, ...]; the name is the caller's to free. */
static char *
pnr_replay_read_row (GVariant *row, const char *field, double *numbers, gsize n_numbers,
                     GError **error)
{
  g_autoptr (GVariant) name = NULL;
  gboolean is_good = pnr_report_list_length (row) == n_numbers + 1
                     && g_variant_is_of_type (row, G_VARIANT_TYPE ("av"));

  if (is_good)
    name = pnr_report_list_get (row, 0);
  is_good = is_good && g_variant_is_of_type (name, G_VARIANT_TYPE_STRING);
  for (gsize i = 0; is_good && i < n_numbers; i++) {
    g_autoptr (GVariant) value = pnr_report_list_get (row, i + 1);

    is_good = pnr_variant_as_number (value, &numbers[i]) && numbers[i] >= 0;
  }
  if (is_good)
    return g_variant_dup_string (name, NULL);
  pnr_case_fail (error, _ ("The field “%s” has a row that is not a product with its numbers."),
                 field);
  return NULL;
}

static gboolean
pnr_replay_cost (PnrReplay *self, const char *product, double *cost, GError **error)
{
  g_autoptr (GVariant) entry = pnr_report_get (self->products, product);

  if (entry != NULL)
    return pnr_case_number (entry, "cost", cost, error);
  pnr_case_fail (error, _ ("The field “%s” does not list the product “%s”."), "products", product);
  return FALSE;
}

/* How many of a product an order holds and the average price paid for one. */
static gboolean
pnr_replay_find (GVariant *lines, const char *product, double *quantity, double *unit_price,
                 GError **error)
{
  double paid = 0;

  *quantity = *unit_price = 0;
  for (gsize i = 0; i < pnr_report_list_length (lines); i++) {
    g_autoptr (GVariant) line = pnr_report_list_get (lines, i);
    double numbers[2];
    g_autofree char *name = pnr_replay_read_row (line, "lines", numbers, 2, error);

    if (name == NULL)
      return FALSE;
    if (!g_str_equal (name, product))
      continue;
    *quantity += numbers[0];
    paid += numbers[0] * numbers[1];
  }
  if (*quantity > 0)
    *unit_price = paid / *quantity;
  return TRUE;
}

typedef struct {
  double sets;          /* complete bundles in the order */
  double worth;         /* of one bundle at the prices paid */
  double owned_worth;   /* of the part of a bundle it holds */
  double missing_units; /* to complete one bundle */
  double missing_cost;
} PnrReplayFit;

static gboolean
pnr_replay_fit_order (PnrReplay *self, GVariant *lines, PnrReplayFit *fit, GError **error)
{
  *fit = (PnrReplayFit){ .sets = self->assumed.max_per_order };
  for (gsize i = 0; i < pnr_report_list_length (self->content); i++) {
    g_autoptr (GVariant) row = pnr_report_list_get (self->content, i);
    double wanted, quantity, unit_price, cost, owned;
    g_autofree char *product = pnr_replay_read_row (row, "content", &wanted, 1, error);

    if (product == NULL || !pnr_replay_find (lines, product, &quantity, &unit_price, error)
        || !pnr_replay_cost (self, product, &cost, error))
      return FALSE;
    if (wanted < 1) {
      pnr_case_fail (error, _ ("The field “%s” must hold at least one of each product."),
                     "content");
      return FALSE;
    }
    owned = MIN (quantity, wanted);
    fit->sets = MIN (fit->sets, floor (quantity / wanted));
    fit->worth += wanted * unit_price;
    fit->owned_worth += owned * unit_price;
    fit->missing_units += wanted - owned;
    fit->missing_cost += (wanted - owned) * cost;
  }
  return TRUE;
}

static void
pnr_replay_apply (PnrReplay *self, const PnrReplayFit *fit, gboolean holds_part)
{
  double chance;

  if (fit->sets >= 1 && self->price < fit->worth) {
    chance = self->assumed.visibility * self->assumed.full_applies * fit->sets;
    self->giveaway += chance * (fit->worth - self->price);
    self->after.goods -= chance * (fit->worth - self->price);
    self->offers_taken += chance;
    self->n_full++;
  } else if (fit->sets >= 1) {
    self->n_not_cheaper++;
  } else if (holds_part) {
    chance = self->assumed.visibility * self->assumed.upgrade;
    self->upgrade_revenue += chance * (self->price - fit->owned_worth);
    self->after.goods += chance * (self->price - fit->owned_worth);
    self->after.units += chance * fit->missing_units;
    self->after.cost += chance * fit->missing_cost;
    self->offers_taken += chance;
    self->n_partial++;
  } else {
    self->n_none++;
  }
}

static gboolean
pnr_replay_add_order (PnrReplay *self, GVariant *order, GError **error)
{
  g_autoptr (GVariant) lines = pnr_case_list (order, "lines", error);
  PnrReplayTotals total = { .orders = 1 };
  PnrReplayFit fit, none = { 0 };

  if (lines == NULL || !pnr_case_number (order, "shipping", &total.shipping, error))
    return FALSE;
  for (gsize i = 0; i < pnr_report_list_length (lines); i++) {
    g_autoptr (GVariant) line = pnr_report_list_get (lines, i);
    double numbers[2], cost;
    g_autofree char *product = pnr_replay_read_row (line, "lines", numbers, 2, error);

    if (product == NULL || !pnr_replay_cost (self, product, &cost, error))
      return FALSE;
    total.goods += numbers[0] * numbers[1];
    total.units += numbers[0];
    total.cost += numbers[0] * cost;
  }
  for (guint side = 0; side < 2; side++) {
    PnrReplayTotals *sum = side == 0 ? &self->before : &self->after;

    sum->orders += total.orders;
    sum->goods += total.goods;
    sum->shipping += total.shipping;
    sum->units += total.units;
    sum->cost += total.cost;
  }
  if (!pnr_replay_fit_order (self, lines, &fit, error)
      || !pnr_replay_fit_order (self, NULL, &none, error))
    return FALSE;
  pnr_replay_apply (self, &fit, fit.missing_units < none.missing_units);
  return TRUE;
}

/* People who did not buy are not in the history; the merchant may put a number on them. */
static gboolean
pnr_replay_add_new_orders (PnrReplay *self, GError **error)
{
  PnrReplayFit whole;

  if (!pnr_replay_fit_order (self, NULL, &whole, error))
    return FALSE;
  self->after.orders += self->assumed.new_orders;
  self->after.goods += self->assumed.new_orders * self->price;
  self->after.units += self->assumed.new_orders * whole.missing_units;
  self->after.cost += self->assumed.new_orders * whole.missing_cost;
  self->offers_taken += self->assumed.new_orders;
  return TRUE;
}

static double
pnr_replay_fees (const PnrReplay *self, const PnrReplayTotals *total)
{
  return self->assumed.fee_rate * (total->goods + total->shipping)
         + self->assumed.fee_fixed * total->orders;
}

static double
pnr_replay_carrier (const PnrReplay *self, const PnrReplayTotals *total)
{
  return self->assumed.ship_order * total->orders + self->assumed.ship_unit * total->units;
}

static double
pnr_replay_contribution (const PnrReplay *self, const PnrReplayTotals *total)
{
  return total->goods + total->shipping - total->cost - pnr_replay_fees (self, total)
         - pnr_replay_carrier (self, total);
}

static GVariant *
pnr_replay_tell_side (const PnrReplay *self, const PnrReplayTotals *total)
{
  GVariantDict *report = pnr_report_new ();

  pnr_report_add_number (report, "orders", total->orders);
  pnr_report_add_number (report, "goods", total->goods);
  pnr_report_add_number (report, "shipping", total->shipping);
  pnr_report_add_number (report, "units", total->units);
  pnr_report_add_number (report, "cost", total->cost);
  pnr_report_add_number (report, "fees", pnr_replay_fees (self, total));
  pnr_report_add_number (report, "ship", pnr_replay_carrier (self, total));
  pnr_report_add_number (report, "contribution", pnr_replay_contribution (self, total));
  pnr_report_add_number (report, "aov", total->goods / total->orders);
  pnr_report_add_number (report, "units_per_order", total->units / total->orders);
  return pnr_report_end (report);
}

static GVariant *
pnr_replay_tell_change (const PnrReplay *self)
{
  const PnrReplayTotals *before = &self->before, *after = &self->after;
  GVariantDict *report = pnr_report_new ();

  pnr_report_add_number (report, "orders", after->orders - before->orders);
  pnr_report_add_number (report, "goods", after->goods - before->goods);
  pnr_report_add_number (report, "units", after->units - before->units);
  pnr_report_add_number (report, "contribution",
                         pnr_replay_contribution (self, after)
                             - pnr_replay_contribution (self, before));
  pnr_report_add_number (report, "aov",
                         after->goods / after->orders - before->goods / before->orders);
  return pnr_report_end (report);
}

static GVariant *
pnr_replay_tell (const PnrReplay *self)
{
  GVariantDict *report = pnr_report_new (), *classes = pnr_report_new ();

  pnr_report_add_count (classes, "full", self->n_full);
  pnr_report_add_count (classes, "partial", self->n_partial);
  pnr_report_add_count (classes, "none", self->n_none);
  pnr_report_add_count (classes, "not_cheaper", self->n_not_cheaper);
  pnr_report_add_value (report, "baseline", pnr_replay_tell_side (self, &self->before));
  pnr_report_add_value (report, "scenario", pnr_replay_tell_side (self, &self->after));
  pnr_report_add_value (report, "classes", pnr_report_end (classes));
  pnr_report_add_number (report, "giveaway", self->giveaway);
  pnr_report_add_number (report, "upgrade_revenue", self->upgrade_revenue);
  pnr_report_add_number (report, "offers_taken", self->offers_taken);
  pnr_report_add_value (report, "delta", pnr_replay_tell_change (self));
  return pnr_report_end (report);
}

static GVariant *
pnr_replay_case_replay (GVariant *inputs, PnrProgress *progress, GError **error)
{
  g_autoptr (GVariant) orders = pnr_case_list (inputs, "orders", error);
  g_autoptr (GVariant) products = orders ? pnr_case_object (inputs, "products", error) : NULL;
  g_autoptr (GVariant) offer = products ? pnr_case_object (inputs, "offer", error) : NULL;
  g_autoptr (GVariant) content = offer ? pnr_case_list (offer, "content", error) : NULL;
  PnrReplay replay = { .products = products, .content = content };

  if (content == NULL || !pnr_case_number_within (offer, "price", 0, 1e12, &replay.price, error)
      || !pnr_replay_read_assumptions (inputs, &replay.assumed, error))
    return NULL;
  for (gsize i = 0; i < pnr_report_list_length (orders); i++) {
    g_autoptr (GVariant) order = pnr_report_list_get (orders, i);

    if (!pnr_progress_check (progress, error) || !pnr_replay_add_order (&replay, order, error))
      return NULL;
  }
  return pnr_replay_add_new_orders (&replay, error) ? pnr_replay_tell (&replay) : NULL;
}

/* P(Z1 > h, Z2 > k) by Plackett's (1954) derivative, the bivariate density, integrated over the
 * correlation; with rho = sin t the integrand is smooth. */
static double
pnr_replay_both_above (double h, double k, double rho)
{
  gsl_integration_glfixed_table *table = gsl_integration_glfixed_table_alloc (64);
  double sum = 0.25 * erfc (h * M_SQRT1_2) * erfc (k * M_SQRT1_2);

  for (size_t i = 0; i < 64; i++) {
    double t, weight, cosine;

    gsl_integration_glfixed_point (0, asin (rho), i, &t, &weight, table);
    cosine = cos (t);
    sum +=
        weight / (2 * M_PI) * exp (-(h * h + k * k - 2 * h * k * sin (t)) / (2 * cosine * cosine));
  }
  gsl_integration_glfixed_table_free (table);
  return sum;
}

/* She did not buy the missing product at its own price; will she at the smaller step D?
 * (G(D) - G(p)) / (1 - G(p)), G(x) = P(missing worth x | owned worth its price). */
static GVariant *
pnr_replay_case_accept (GVariant *inputs, PnrProgress *progress, GError **error)
{
  static const char *sides[] = { "missing", "owned" };
  double step, rho, price[2], log_mean[2], log_sd[2], score, at_step, at_price;
  double probability;
  GVariantDict *report;

  if (!pnr_case_number (inputs, "incremental_price", &step, error)
      || !pnr_case_number_within (inputs, "rho", -0.999, 0.999, &rho, error))
    return NULL;
  for (guint i = 0; i < 2; i++) {
    g_autoptr (GVariant) side = pnr_case_object (inputs, sides[i], error);

    if (side == NULL || !pnr_case_number_within (side, "price", 1e-9, 1e12, &price[i], error)
        || !pnr_case_number (side, "log_mean", &log_mean[i], error)
        || !pnr_case_number_within (side, "log_sd", 1e-9, 1e3, &log_sd[i], error))
      return NULL;
  }
  score = (log (price[1]) - log_mean[1]) / log_sd[1];
  at_price = pnr_replay_both_above ((log (price[0]) - log_mean[0]) / log_sd[0], score, rho);
  if (step <= 0) {
    probability = 1;
  } else if (step >= price[0]) {
    probability = 0;
  } else {
    double owned = 0.5 * erfc (score * M_SQRT1_2);

    at_step = pnr_replay_both_above ((log (step) - log_mean[0]) / log_sd[0], score, rho);
    probability = (at_step - at_price) / (owned - at_price);
  }
  report = pnr_report_new ();
  pnr_report_add_number (report, "probability", probability);
  return pnr_report_end (report);
}

GVariant *
pnr_replay_case_solve (const char *task, GVariant *inputs, PnrProgress *progress, GError **error)
{
  gsl_set_error_handler_off ();
  if (g_str_equal (task, "replay"))
    return pnr_replay_case_replay (inputs, progress, error);
  if (g_str_equal (task, "accept_probability"))
    return pnr_replay_case_accept (inputs, progress, error);
  pnr_case_unknown_task ("replay", task, error);
  return NULL;
}
