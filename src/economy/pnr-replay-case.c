/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Worked cases of past orders lived through again with a bundle on offer, order by order. */
#include "config.h"

#include "economy/pnr-exact-cases.h"

#include <glib/gi18n.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_integration.h>
#include <math.h>

#include "economy/pnr-case-input.h"
#include "economy/pnr-replay.h"

/* No shopper is drawn: a complete basket pays the bundle's price (giveaway), a basket with a part
 * of the bundle is completed with the merchant's own probability, the rest stays as it was. What
 * follows is an expectation, linear in those probabilities. How an order stands to the offer is the
 * engine's to say, in integers; cases state means of prices, which these parts keep whole. */
#define PARTS 12600
#define MOST_AMOUNT 1e14
#define MOST_CONTENT 64

typedef struct {
  double orders;
  double goods;
  double shipping;
  double units;
  double cost;
} PnrReplayCaseTotals;

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
} PnrReplayCaseAssumptions;

typedef struct {
  GVariant *products;
  PnrBundle *offer;
  char *names[MOST_CONTENT];
  PnrBasketLine lines[MOST_CONTENT]; /* the products of the offer, each once */
  PnrReplayProduct goods[MOST_CONTENT];
  guint n_lines;
  double wanted[MOST_CONTENT]; /* of them in one use of the offer */
  double price;
  PnrReplayCaseAssumptions assumed;
  PnrReplayCaseTotals before;
  PnrReplayCaseTotals after;
  double giveaway;
  double upgrade_revenue;
  double offers_taken;
  gint64 n_full;
  gint64 n_partial;
  gint64 n_none;
  gint64 n_not_cheaper;
} PnrReplayCase;

static gboolean
pnr_replay_case_read_assumptions (GVariant *inputs, PnrReplayCaseAssumptions *assumed,
                                  GError **error)
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
pnr_replay_case_read_row (GVariant *row, const char *field, double *numbers, gsize n_numbers,
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
pnr_replay_case_cost (PnrReplayCase *self, const char *product, double *cost, GError **error)
{
  g_autoptr (GVariant) entry = pnr_report_get (self->products, product);

  if (entry != NULL)
    return pnr_case_number (entry, "cost", cost, error);
  pnr_case_fail (error, _ ("The field “%s” does not list the product “%s”."), "products", product);
  return FALSE;
}

/* How many of a product an order holds and the average price paid for one. */
static gboolean
pnr_replay_case_find (GVariant *lines, const char *product, double *quantity, double *unit_price,
                      GError **error)
{
  double paid = 0;

  *quantity = *unit_price = 0;
  for (gsize i = 0; i < pnr_report_list_length (lines); i++) {
    g_autoptr (GVariant) line = pnr_report_list_get (lines, i);
    double numbers[2];
    g_autofree char *name = pnr_replay_case_read_row (line, "lines", numbers, 2, error);

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

static gint64
scale (double amount)
{
  return llround (CLAMP (amount, -MOST_AMOUNT, MOST_AMOUNT) * PARTS);
}

static void
pnr_replay_case_apply (PnrReplayCase *self, const PnrReplayFit *fit)
{
  double change = (double) fit->change_minor / PARTS;
  double chance;

  switch (fit->stand) {
  case PNR_REPLAY_TOUCHED:
    chance = self->assumed.visibility * self->assumed.full_applies;
    self->giveaway -= chance * change;
    self->after.goods += chance * change;
    self->offers_taken += chance * (double) fit->n_uses;
    self->n_full++;
    break;
  case PNR_REPLAY_PART:
    chance = self->assumed.visibility * self->assumed.upgrade;
    self->upgrade_revenue += chance * change;
    self->after.goods += chance * change;
    self->after.units += chance * (double) fit->units;
    self->after.cost += chance * (double) fit->cost_minor / PARTS;
    self->offers_taken += chance;
    self->n_partial++;
    break;
  case PNR_REPLAY_NOT_CHEAPER:
    self->n_not_cheaper++;
    break;
  default:
    self->n_none++;
  }
}

static gboolean
pnr_replay_case_fit_order (PnrReplayCase *self, GVariant *lines, GError **error)
{
  PnrReplayFit fit;

  for (guint i = 0; i < self->n_lines; i++) {
    double quantity, unit_price, cost;

    if (!pnr_replay_case_find (lines, self->names[i], &quantity, &unit_price, error)
        || !pnr_replay_case_cost (self, self->names[i], &cost, error))
      return FALSE;
    self->lines[i].cost_minor = scale (cost);
    self->lines[i].quantity = (gint64) MIN (quantity, 1e6);
    self->lines[i].price_minor = scale (unit_price);
  }
  fit = pnr_replay_fit (self->offer, self->lines, self->goods, self->n_lines, 0);
  pnr_replay_case_apply (self, &fit);
  return TRUE;
}

static gboolean
pnr_replay_case_add_order (PnrReplayCase *self, GVariant *order, GError **error)
{
  g_autoptr (GVariant) lines = pnr_case_list (order, "lines", error);
  PnrReplayCaseTotals total = { .orders = 1 };

  if (lines == NULL || !pnr_case_number (order, "shipping", &total.shipping, error))
    return FALSE;
  for (gsize i = 0; i < pnr_report_list_length (lines); i++) {
    g_autoptr (GVariant) line = pnr_report_list_get (lines, i);
    double numbers[2], cost;
    g_autofree char *product = pnr_replay_case_read_row (line, "lines", numbers, 2, error);

    if (product == NULL || !pnr_replay_case_cost (self, product, &cost, error))
      return FALSE;
    total.goods += numbers[0] * numbers[1];
    total.units += numbers[0];
    total.cost += numbers[0] * cost;
  }
  for (guint side = 0; side < 2; side++) {
    PnrReplayCaseTotals *sum = side == 0 ? &self->before : &self->after;

    sum->orders += total.orders;
    sum->goods += total.goods;
    sum->shipping += total.shipping;
    sum->units += total.units;
    sum->cost += total.cost;
  }
  return pnr_replay_case_fit_order (self, lines, error);
}

/* People who did not buy are not in the history; the merchant may put a number on them. */
static gboolean
pnr_replay_case_add_new_orders (PnrReplayCase *self, GError **error)
{
  for (guint i = 0; i < self->n_lines; i++) {
    double cost;

    if (!pnr_replay_case_cost (self, self->names[i], &cost, error))
      return FALSE;
    self->after.units += self->assumed.new_orders * self->wanted[i];
    self->after.cost += self->assumed.new_orders * self->wanted[i] * cost;
  }
  self->after.orders += self->assumed.new_orders;
  self->after.goods += self->assumed.new_orders * self->price;
  self->offers_taken += self->assumed.new_orders;
  return TRUE;
}

static double
pnr_replay_case_fees (const PnrReplayCase *self, const PnrReplayCaseTotals *total)
{
  return self->assumed.fee_rate * (total->goods + total->shipping)
         + self->assumed.fee_fixed * total->orders;
}

static double
pnr_replay_case_carrier (const PnrReplayCase *self, const PnrReplayCaseTotals *total)
{
  return self->assumed.ship_order * total->orders + self->assumed.ship_unit * total->units;
}

static double
pnr_replay_case_contribution (const PnrReplayCase *self, const PnrReplayCaseTotals *total)
{
  return total->goods + total->shipping - total->cost - pnr_replay_case_fees (self, total)
         - pnr_replay_case_carrier (self, total);
}

static GVariant *
pnr_replay_case_tell_side (const PnrReplayCase *self, const PnrReplayCaseTotals *total)
{
  GVariantDict *report = pnr_report_new ();

  pnr_report_add_number (report, "orders", total->orders);
  pnr_report_add_number (report, "goods", total->goods);
  pnr_report_add_number (report, "shipping", total->shipping);
  pnr_report_add_number (report, "units", total->units);
  pnr_report_add_number (report, "cost", total->cost);
  pnr_report_add_number (report, "fees", pnr_replay_case_fees (self, total));
  pnr_report_add_number (report, "ship", pnr_replay_case_carrier (self, total));
  pnr_report_add_number (report, "contribution", pnr_replay_case_contribution (self, total));
  pnr_report_add_number (report, "aov", total->goods / total->orders);
  pnr_report_add_number (report, "units_per_order", total->units / total->orders);
  return pnr_report_end (report);
}

static GVariant *
pnr_replay_case_tell_change (const PnrReplayCase *self)
{
  const PnrReplayCaseTotals *before = &self->before, *after = &self->after;
  GVariantDict *report = pnr_report_new ();

  pnr_report_add_number (report, "orders", after->orders - before->orders);
  pnr_report_add_number (report, "goods", after->goods - before->goods);
  pnr_report_add_number (report, "units", after->units - before->units);
  pnr_report_add_number (report, "contribution",
                         pnr_replay_case_contribution (self, after)
                             - pnr_replay_case_contribution (self, before));
  pnr_report_add_number (report, "aov",
                         after->goods / after->orders - before->goods / before->orders);
  return pnr_report_end (report);
}

static GVariant *
pnr_replay_case_tell (const PnrReplayCase *self)
{
  GVariantDict *report = pnr_report_new (), *classes = pnr_report_new ();

  pnr_report_add_count (classes, "full", self->n_full);
  pnr_report_add_count (classes, "partial", self->n_partial);
  pnr_report_add_count (classes, "none", self->n_none);
  pnr_report_add_count (classes, "not_cheaper", self->n_not_cheaper);
  pnr_report_add_value (report, "baseline", pnr_replay_case_tell_side (self, &self->before));
  pnr_report_add_value (report, "scenario", pnr_replay_case_tell_side (self, &self->after));
  pnr_report_add_value (report, "classes", pnr_report_end (classes));
  pnr_report_add_number (report, "giveaway", self->giveaway);
  pnr_report_add_number (report, "upgrade_revenue", self->upgrade_revenue);
  pnr_report_add_number (report, "offers_taken", self->offers_taken);
  pnr_report_add_value (report, "delta", pnr_replay_case_tell_change (self));
  return pnr_report_end (report);
}

/* The line of a product of the offer; a product may be named twice. */
static guint
pnr_replay_case_place (PnrReplayCase *self, const char *product)
{
  guint place = 0;

  while (place < self->n_lines && !g_str_equal (self->names[place], product))
    place++;
  if (place < self->n_lines)
    return place;
  self->names[place] = g_strdup (product);
  self->lines[place] = (PnrBasketLine){ .product_id = place + 1 };
  self->n_lines++;
  return place;
}

static gboolean
pnr_replay_case_read_content (PnrReplayCase *self, GVariant *content, GError **error)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, TRUE, sizeof (PnrComponent));

  for (gsize i = 0; i < pnr_report_list_length (content); i++) {
    g_autoptr (GVariant) row = pnr_report_list_get (content, i);
    double wanted;
    g_autofree char *product = pnr_replay_case_read_row (row, "content", &wanted, 1, error);
    PnrComponent part = { 0 };

    if (product == NULL)
      return FALSE;
    if (!(wanted >= 1 && wanted <= PNR_COMPONENT_MOST_UNITS) || wanted != floor (wanted)
        || i >= MOST_CONTENT) {
      pnr_case_fail (error, _ ("The field “%s” must hold at least one of each product."),
                     "content");
      return FALSE;
    }
    part.product_id = pnr_replay_case_place (self, product) + 1;
    part.quantity = (gint64) wanted;
    g_array_append_val (parts, part);
    self->wanted[part.product_id - 1] += wanted;
  }
  pnr_bundle_set_components (self->offer, (const PnrComponent *) parts->data, parts->len);
  return TRUE;
}

static gboolean
pnr_replay_case_read_offer (PnrReplayCase *self, GVariant *inputs, GError **error)
{
  g_autoptr (GVariant) offer = pnr_case_object (inputs, "offer", error);
  g_autoptr (GVariant) content = offer ? pnr_case_list (offer, "content", error) : NULL;

  if (content == NULL || !pnr_case_number_within (offer, "price", 0, 1e12, &self->price, error)
      || !pnr_replay_case_read_content (self, content, error))
    return FALSE;
  pnr_bundle_set_kind (self->offer, PNR_BUNDLE_KIND_MIXED);
  pnr_bundle_set_price_mode (self->offer, PNR_PRICE_MODE_FIXED);
  pnr_bundle_set_price_value (self->offer, scale (self->price));
  return TRUE;
}

static GVariant *
pnr_replay_case_go_through (PnrReplayCase *self, GVariant *inputs, PnrProgress *progress,
                            GError **error)
{
  g_autoptr (GVariant) orders = pnr_case_list (inputs, "orders", error);

  self->products = orders != NULL ? pnr_case_object (inputs, "products", error) : NULL;
  if (self->products == NULL || !pnr_replay_case_read_offer (self, inputs, error)
      || !pnr_replay_case_read_assumptions (inputs, &self->assumed, error))
    return NULL;
  pnr_bundle_set_max_uses (self->offer, MAX (1, (gint64) self->assumed.max_per_order));
  for (gsize i = 0; i < pnr_report_list_length (orders); i++) {
    g_autoptr (GVariant) order = pnr_report_list_get (orders, i);

    if (!pnr_progress_check (progress, error) || !pnr_replay_case_add_order (self, order, error))
      return NULL;
  }
  return pnr_replay_case_add_new_orders (self, error) ? pnr_replay_case_tell (self) : NULL;
}

static GVariant *
pnr_replay_case_replay (GVariant *inputs, PnrProgress *progress, GError **error)
{
  g_autoptr (PnrBundle) offer = pnr_bundle_new (1);
  PnrReplayCase self = { .offer = offer };
  GVariant *report = pnr_replay_case_go_through (&self, inputs, progress, error);

  g_clear_pointer (&self.products, g_variant_unref);
  for (guint i = 0; i < self.n_lines; i++)
    g_free (self.names[i]);
  return report;
}

/* P(Z1 > h, Z2 > k) by Plackett's (1954) derivative, the bivariate density, integrated over the
 * correlation; with rho = sin t the integrand is smooth. */
static double
pnr_replay_case_both_above (double h, double k, double rho)
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
  at_price = pnr_replay_case_both_above ((log (price[0]) - log_mean[0]) / log_sd[0], score, rho);
  if (step <= 0) {
    probability = 1;
  } else if (step >= price[0]) {
    probability = 0;
  } else {
    double owned = 0.5 * erfc (score * M_SQRT1_2);

    at_step = pnr_replay_case_both_above ((log (step) - log_mean[0]) / log_sd[0], score, rho);
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
