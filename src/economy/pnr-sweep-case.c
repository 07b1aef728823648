/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers worked cases of exact pricing on a given sample of shoppers.
 *
 * A case speaks in whole cents and basis points. Scaled by 10,000 every contribution is a whole
 * number below 2^53, so the sweep's sums of doubles are exact here. */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "economy/pnr-case-input.h"
#include "economy/pnr-demand.h"
#include "economy/pnr-engine-cases.h"
#include "economy/pnr-price-sweep-private.h"

#define BAND_SHARE 0.98

typedef struct {
  guint n_products;
  gsize n_shoppers;
  gint32 *values; /* product-major */
  guint64 checksum;
  PnrMarket *market;
  PnrSweepItem item;
} SweepCase;

static void
sweep_case_free (SweepCase *self)
{
  g_clear_pointer (&self->market, pnr_market_unref);
  g_free (self->values);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SweepCase, sweep_case_free)

static guint64
split_mix (guint64 *state)
{
  guint64 z = *state += 0x9E3779B97F4A7C15u;

  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

/* Cents of a case; with as many products as a market has, sums of them fit 32 bits. */
#define MOST_CENTS 10000000

/* Whole-cent prices that a case may have walked over, and shoppers it may draw. */
#define MOST_PRICES 5000000
#define MOST_SHOPPERS 1000000

typedef struct {
  gint64 seed;
  gint64 n;
  gint64 common_span;
  double base[PNR_MARKET_MAX_PRODUCTS];
  double span[PNR_MARKET_MAX_PRODUCTS];
  double share[PNR_MARKET_MAX_PRODUCTS];
} SampleRecipe;

static gboolean
read_recipe (SweepCase *self, GVariant *inputs, SampleRecipe *recipe, GError **error)
{
  g_autoptr (GVariant) sample = pnr_case_object (inputs, "sample", error);
  gsize n_bases = 0, n_spans = 0, n_shares = 0;

  if (sample == NULL
      || !pnr_case_whole (sample, "seed", G_MININT64, G_MAXINT64, &recipe->seed, error)
      || !pnr_case_whole (sample, "n", 1, MOST_SHOPPERS, &recipe->n, error)
      || !pnr_case_whole (sample, "common_span", 0, MOST_CENTS, &recipe->common_span, error)
      || !pnr_case_numbers_or_none (sample, "base", PNR_MARKET_MAX_PRODUCTS, 0, MOST_CENTS,
                                    recipe->base, &n_bases, error)
      || !pnr_case_numbers_or_none (sample, "span", PNR_MARKET_MAX_PRODUCTS, 0, MOST_CENTS,
                                    recipe->span, &n_spans, error)
      || !pnr_case_numbers_or_none (sample, "share_percent", PNR_MARKET_MAX_PRODUCTS, 0, 100,
                                    recipe->share, &n_shares, error))
    return FALSE;
  self->n_products = n_bases;
  self->n_shoppers = recipe->n;
  if (n_bases > 0 && n_spans == n_bases && n_shares == n_bases)
    return TRUE;
  pnr_case_fail (error, _ ("The fields “%s”, “%s” and “%s” must list one number per product."),
                 "base", "span", "share_percent");
  return FALSE;
}

/* Draws the case's shoppers: a common taste and one of their own per product. */
static gboolean
draw_sample (SweepCase *self, GVariant *inputs, GError **error)
{
  SampleRecipe recipe = { 0 };
  guint64 state;

  if (!read_recipe (self, inputs, &recipe, error))
    return FALSE;
  state = (guint64) recipe.seed;
  self->values = g_new (gint32, self->n_products * self->n_shoppers);
  for (gsize i = 0; i < self->n_shoppers; i++) {
    guint64 common = split_mix (&state);

    for (gsize j = 0; j < self->n_products; j++) {
      guint64 own = split_mix (&state);
      gint64 taste = recipe.common_span > 0 ? (gint64) (common % (guint64) recipe.common_span)
                                                  * (gint64) recipe.share[j] / 100
                                            : 0;
      gint64 value = (gint64) recipe.base[j] + taste
                     + (recipe.span[j] >= 1 ? (gint64) (own % (guint64) recipe.span[j]) : 0);

      self->values[j * self->n_shoppers + i] = (gint32) value;
      self->checksum += (guint64) value * (1 + (i * self->n_products + j) % 1000003);
    }
  }
  self->checksum &= G_MAXINT64;
  return TRUE;
}

static gboolean
add_bundle (SweepCase *self, GVariant *bundle)
{
  g_autoptr (GVariant) bits = NULL;
  g_autoptr (GVariant) price = NULL;
  const char *text;
  double number;
  PnrMarketBundle *offer;

  if (!g_variant_is_of_type (bundle, G_VARIANT_TYPE ("av")) || pnr_report_list_length (bundle) != 2)
    return FALSE;
  bits = pnr_report_list_get (bundle, 0);
  price = pnr_report_list_get (bundle, 1);
  if (!g_variant_is_of_type (bits, G_VARIANT_TYPE_STRING) || !pnr_variant_as_number (price, &number)
      || !(number >= 0 && number <= MOST_CENTS))
    return FALSE;
  text = g_variant_get_string (bits, NULL);
  if (strspn (text, "01") != self->n_products || text[self->n_products] != '\0'
      || strchr (text, '1') == NULL)
    return FALSE;
  offer = pnr_market_add_bundle (self->market, text, text);
  offer->price_minor = (gint64) number;
  for (guint j = 0; j < self->n_products; j++)
    offer->quantity[j] = text[j] == '1';
  return TRUE;
}

static gboolean
add_bundles (SweepCase *self, GVariant *inputs, GError **error)
{
  g_autoptr (GVariant) bundles = NULL;
  double handling[PNR_MARKET_MAX_BUNDLES] = { 0 };
  gsize n_handlings = 0;

  if (!pnr_case_list_or_none (inputs, "bundles", PNR_MARKET_MAX_BUNDLES, &bundles, error)
      || !pnr_case_numbers_or_none (inputs, "handling", PNR_MARKET_MAX_BUNDLES, 0, MOST_CENTS,
                                    handling, &n_handlings, error))
    return FALSE;
  for (gsize b = 0; b < pnr_report_list_length (bundles); b++) {
    g_autoptr (GVariant) bundle = pnr_report_list_get (bundles, b);

    if (!add_bundle (self, bundle)) {
      pnr_case_fail (error,
                     _ ("The field “%s” must list pairs of a content such as “101” and a price."),
                     "bundles");
      return FALSE;
    }
    self->market->bundles[b].handling_minor = (gint64) handling[b];
  }
  return TRUE;
}

/* A sample has no bonds between products, so a case that wants some is not answered wrongly. */
static gboolean
check_theta (GVariant *inputs, GError **error)
{
  double theta[PNR_MARKET_MAX_PRODUCTS];
  gsize n_thetas = 0;

  return pnr_case_numbers_or_none (inputs, "theta_percent", PNR_MARKET_MAX_PRODUCTS, 0, 0, theta,
                                   &n_thetas, error);
}

static gboolean
read_market (SweepCase *self, GVariant *inputs, GError **error)
{
  double price[PNR_MARKET_MAX_PRODUCTS], cost[PNR_MARKET_MAX_PRODUCTS];
  gsize n_prices = 0, n_costs = 0;
  gint64 fee_bp, order_cost;

  if (!check_theta (inputs, error)
      || !pnr_case_numbers_or_none (inputs, "price", self->n_products, 0, MOST_CENTS, price,
                                    &n_prices, error)
      || !pnr_case_numbers_or_none (inputs, "cost", self->n_products, 0, MOST_CENTS, cost, &n_costs,
                                    error)
      || !pnr_case_whole_or (inputs, "fee_bp", 0, 0, 10000, &fee_bp, error)
      || !pnr_case_whole_or (inputs, "order_cost", 0, 0, MOST_CENTS, &order_cost, error))
    return FALSE;
  if (n_costs != self->n_products || (n_prices != 0 && n_prices != self->n_products)) {
    pnr_case_fail (error, _ ("The field “%s” must list one number per product."),
                   n_costs != self->n_products ? "cost" : "price");
    return FALSE;
  }
  self->market = pnr_market_new ("XXX");
  for (guint j = 0; j < self->n_products; j++) {
    char name[] = { 'A' + j, '\0' };
    PnrMarketProduct *product = pnr_market_add_product (self->market, name, name);

    product->price_minor = n_prices != 0 ? (gint64) price[j] : 1;
    product->cost_minor = (gint64) cost[j];
  }
  self->market->costs.fee_ppm = fee_bp * 100;
  self->market->costs.ship_order_minor = order_cost;
  return add_bundles (self, inputs, error);
}

/* "bundle price 0" or "product price 2": which price the case leaves open. */
static gboolean
read_item (SweepCase *self, GVariant *inputs, GError **error)
{
  g_autofree char *vary = pnr_case_text (inputs, "vary", error);
  const char *number = vary != NULL ? strrchr (vary, ' ') : NULL;
  gboolean is_bundle = vary != NULL && g_str_has_prefix (vary, "bundle");
  guint n_items;
  guint64 index;

  if (vary == NULL)
    return FALSE;
  n_items = is_bundle ? self->market->n_bundles : self->n_products;
  if (number == NULL || n_items == 0
      || !g_ascii_string_to_unsigned (number + 1, 10, 0, n_items - 1, &index, NULL)) {
    pnr_case_fail (error, _ ("The field “%s” names no price of the case."), "vary");
    return FALSE;
  }
  self->item = (PnrSweepItem){ self->market, G_MAXUINT, G_MAXUINT };
  if (is_bundle)
    self->item.bundle = (guint) index;
  else
    self->item.product = (guint) index;
  return TRUE;
}

static void
fill_crowd (const SweepCase *self, gsize from, PnrCrowd *crowd)
{
  crowd->n = (guint) MIN (PNR_DEMAND_BLOCK, self->n_shoppers - from);
  crowd->scale = 1;
  for (gsize j = 0; j < self->n_products; j++)
    memcpy (crowd->values + j * PNR_DEMAND_BLOCK, self->values + j * self->n_shoppers + from,
            crowd->n * sizeof *crowd->values);
}

/* Contributions in 1/10000 cent, whole. */
static PnrPriceSweep *
build_sweep (const SweepCase *self)
{
  g_autoptr (PnrSweepTables) tables = pnr_sweep_tables_new (&self->item, NULL);
  g_autofree PnrCrowd *crowd = g_new0 (PnrCrowd, 1);
  gsize n_steps = pnr_sweep_tables_get_n_steps (tables);
  PnrSweepShopper *steps = g_new0 (PnrSweepShopper, self->n_shoppers * n_steps);
  double keep = pnr_market_get_keep (self->market);
  PnrBelief belief = { 0 };
  /* Everybody is a step of her own, so that each is rounded by herself. */
  PnrSweepAsking asking = { crowd, &belief, NULL, 1.0, G_MININT32, keep };
  PnrSweepShopper rest;
  gsize n = 0;

  for (gsize from = 0; from < self->n_shoppers; from += PNR_DEMAND_BLOCK) {
    fill_crowd (self, from, crowd);
    n += pnr_sweep_tables_serve (tables, &asking, steps + n, &rest);
  }
  for (gsize i = 0; i < n; i++) {
    steps[i].contribution_with = rint (1e4 * steps[i].contribution_with);
    steps[i].contribution_without = rint (1e4 * steps[i].contribution_without);
  }
  return pnr_price_sweep_new_take (steps, n, 1, rint (1e4 * keep));
}

static void
add_e4 (GVariantDict *report, const char *key, double amount)
{
  pnr_report_add_count (report, key, (gint64) llround (amount));
}

static void
count_choices (const SweepCase *self, const PnrPriceTable *table, guint32 *chosen, gint64 *surplus)
{
  g_autofree gint32 *own = g_new (gint32, self->n_shoppers);

  pnr_price_table_choose (table, self->values, self->n_shoppers, self->n_shoppers, 1, own, chosen);
  for (gsize i = 0; i < self->n_shoppers; i++)
    *surplus += own[i];
}

/* Everything at the best price, by one run of all shoppers over all contents. */
static GVariant *
report_at_best (const SweepCase *self, gint64 price, double contribution)
{
  g_autoptr (PnrMarket) market = pnr_market_copy (self->market);
  g_autoptr (PnrPriceTable) table = NULL;
  g_autofree guint32 *chosen = g_new (guint32, self->n_shoppers);
  g_autofree gint64 *counts = NULL;
  GVariantDict *report = pnr_report_new (), *count = pnr_report_new ();
  GPtrArray *units = g_ptr_array_new (), *sold = g_ptr_array_new ();
  gint64 surplus = 0, orders = 0, revenue = 0;
  gint64 n_units[PNR_MARKET_MAX_PRODUCTS] = { 0 }, n_sold[PNR_MARKET_MAX_BUNDLES] = { 0 };

  if (self->item.product < self->n_products)
    market->products[self->item.product].price_minor = price;
  else
    market->bundles[self->item.bundle].price_minor = price;
  table = pnr_price_table_new (market,
                               &(PnrPriceTableOptions){ .products = (1u << self->n_products) - 1,
                                                        .bundles = (1u << market->n_bundles) - 1 });
  count_choices (self, table, chosen, &surplus);
  counts = g_new0 (gint64, table->n_contents);
  for (gsize i = 0; i < self->n_shoppers; i++)
    counts[chosen[i]]++;
  for (guint c = 0; c < table->n_contents; c++) {
    const PnrPriceCell *cell = &table->cells[c];
    char bits[PNR_MARKET_MAX_PRODUCTS + 1] = { 0 };

    for (guint j = 0; j < self->n_products; j++) {
      bits[j] = '0' + cell->quantity[j];
      n_units[j] += counts[c] * cell->quantity[j];
    }
    for (guint b = 0; b < market->n_bundles; b++)
      n_sold[b] += (cell->bundles >> b & 1) * counts[c];
    if (counts[c] > 0)
      pnr_report_add_count (count, bits, counts[c]);
    orders += c != 0 ? counts[c] : 0;
    revenue += counts[c] * cell->paid_minor;
  }
  for (guint j = 0; j < self->n_products; j++)
    g_ptr_array_add (units, g_variant_new_int64 (n_units[j]));
  for (guint b = 0; b < market->n_bundles; b++)
    g_ptr_array_add (sold, g_variant_new_int64 (n_sold[b]));
  pnr_report_add_value (report, "count", pnr_report_end (count));
  pnr_report_add_count (report, "orders", orders);
  pnr_report_add_count (report, "revenue", revenue);
  add_e4 (report, "contribution_e4", contribution);
  pnr_report_add_count (report, "surplus_e2", 100 * surplus);
  pnr_report_add_list (report, "units", units);
  pnr_report_add_list (report, "bundles_sold", sold);
  return pnr_report_end (report);
}

/* The most that anyone would pay for everything bounds the prices worth a look. */
static gint64
get_greatest_price (const SweepCase *self)
{
  gint64 sum = 0;

  for (guint j = 0; j < self->n_products; j++) {
    gint32 greatest = 0;

    for (gsize i = 0; i < self->n_shoppers; i++)
      greatest = MAX (greatest, self->values[j * self->n_shoppers + i]);
    sum += greatest;
  }
  return sum;
}

static gint64
find_edge (const PnrPriceSweep *sweep, gint64 best, gint64 bound, double least)
{
  gint64 step = bound < best ? -1 : 1;
  gint64 price = best;

  while (price != bound
         && pnr_price_sweep_get_contribution (sweep, price + step, PNR_TIE_FOR_SHOP) >= least)
    price += step;
  return price;
}

/* The prices of the case's grid, in cents; %NULL without error where it has none. */
static gboolean
read_grid (GVariant *inputs, GArray **prices, GError **error)
{
  g_autoptr (GVariant) given = pnr_report_get (inputs, "grid");
  g_autoptr (GVariant) grid = given != NULL ? pnr_case_object (inputs, "grid", error) : NULL;
  gint64 from, to, ending;

  *prices = NULL;
  if (given == NULL)
    return TRUE;
  if (grid == NULL || !pnr_case_whole (grid, "from", 0, MOST_PRICES, &from, error)
      || !pnr_case_whole (grid, "to", 0, MOST_PRICES, &to, error)
      || !pnr_case_whole (grid, "ending", 0, 99, &ending, error))
    return FALSE;
  *prices = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (gint64 price = from; price <= to; price++)
    if (price % 100 == ending)
      g_array_append_val (*prices, price);
  if ((*prices)->len > 0)
    return TRUE;
  g_clear_pointer (prices, g_array_unref);
  pnr_case_fail (error, _ ("The field “%s” holds no price."), "grid");
  return FALSE;
}

static void
add_best_on_grid (GVariantDict *report, const PnrPriceSweep *sweep, GArray *prices)
{
  GVariantDict *best;
  gint64 price;

  price = pnr_price_sweep_find_best (sweep, prices, PNR_PRICE_OBJECTIVE_MARGIN, PNR_TIE_FOR_SHOP);
  best = pnr_report_new ();
  pnr_report_add_count (best, "price", price);
  add_e4 (best, "contribution_e4",
          pnr_price_sweep_get_contribution (sweep, price, PNR_TIE_FOR_SHOP));
  pnr_report_add_value (report, "best_on_grid", pnr_report_end (best));
}

static void
add_sample (GVariantDict *report, const SweepCase *self)
{
  GPtrArray *first = g_ptr_array_new ();

  for (guint j = 0; j < self->n_products; j++)
    g_ptr_array_add (first, g_variant_new_int64 (self->values[j * self->n_shoppers]));
  pnr_report_add_count (report, "sample_checksum", (gint64) self->checksum);
  pnr_report_add_list (report, "first_shopper", first);
}

static void
add_band (GVariantDict *report, const PnrPriceSweep *sweep, gint64 best, gint64 low, gint64 high)
{
  double most = pnr_price_sweep_get_contribution (sweep, best, PNR_TIE_FOR_SHOP);
  GPtrArray *band = g_ptr_array_new ();

  g_ptr_array_add (band, g_variant_new_int64 (find_edge (sweep, best, low, BAND_SHARE * most)));
  g_ptr_array_add (band, g_variant_new_int64 (find_edge (sweep, best, high, BAND_SHARE * most)));
  pnr_report_add_list (report, "band_98_percent", band);
}

/* Where the price may lie. */
static gboolean
read_range (const SweepCase *self, GVariant *inputs, gint64 *low, gint64 *high, GError **error)
{
  double range[2];
  gsize n_bounds = 0;

  if (!pnr_case_numbers_or_none (inputs, "price_range", 2, 0, MOST_PRICES, range, &n_bounds, error))
    return FALSE;
  *low = n_bounds == 2 ? (gint64) range[0] : 0;
  *high = n_bounds == 2 ? (gint64) range[1] : get_greatest_price (self);
  if (n_bounds == 1 || *low > *high) {
    pnr_case_fail (error, _ ("The field “%s” must be a lower and an upper price."), "price_range");
    return FALSE;
  }
  if (*high <= MOST_PRICES)
    return TRUE;
  pnr_case_fail (error, _ ("The field “%s” makes shoppers who would pay more than %d cents."),
                 "sample", MOST_PRICES);
  return FALSE;
}

static GVariant *
solve_exact_price (const SweepCase *self, GVariant *inputs, GError **error)
{
  g_autoptr (PnrPriceSweep) sweep = NULL;
  g_autoptr (GArray) prices = NULL;
  g_autoptr (GArray) grid = NULL;
  gint64 low, high;
  GVariantDict *report;
  PnrPricePoint without;
  gint64 best, tie_proof;
  double contribution;

  if (!read_range (self, inputs, &low, &high, error) || !read_grid (inputs, &grid, error))
    return NULL;
  sweep = build_sweep (self);
  report = pnr_report_new ();
  prices = pnr_price_sweep_get_candidates (sweep, low, high);
  best = pnr_price_sweep_find_best (sweep, prices, PNR_PRICE_OBJECTIVE_MARGIN, PNR_TIE_FOR_SHOP);
  tie_proof =
      pnr_price_sweep_find_best (sweep, prices, PNR_PRICE_OBJECTIVE_MARGIN, PNR_TIE_AGAINST_SHOP);
  contribution = pnr_price_sweep_get_contribution (sweep, best, PNR_TIE_FOR_SHOP);
  pnr_price_sweep_evaluate_without (sweep, &without);
  add_sample (report, self);
  pnr_report_add_count (report, "best_price", best);
  add_e4 (report, "contribution_e4", contribution);
  add_e4 (report, "without_e4", without.profit);
  pnr_report_add_count (report, "distinct_breakpoints",
                        (gint64) pnr_price_sweep_count_thresholds (sweep));
  add_e4 (report, "at_best_if_ties_go_against_e4",
          pnr_price_sweep_get_contribution (sweep, best, PNR_TIE_AGAINST_SHOP));
  pnr_report_add_count (report, "tie_proof_price", tie_proof);
  add_e4 (report, "tie_proof_contribution_e4",
          pnr_price_sweep_get_contribution (sweep, tie_proof, PNR_TIE_AGAINST_SHOP));
  add_band (report, sweep, best, low, high);
  if (grid != NULL)
    add_best_on_grid (report, sweep, grid);
  pnr_report_add_value (report, "at_best", report_at_best (self, best, contribution));
  return pnr_report_end (report);
}

/* Tries of whole-cent prices that a case may ask for before it is no longer small. */
#define MAX_JOINT_TRIES 1000000000.0

typedef struct {
  gint64 profit;
  gint64 price[3];
} JointPrices;

/* What all shoppers leave at two single prices and one of the bundle; ties go to the shop. */
static gint64
get_joint_profit (const SweepCase *self, gint64 first, gint64 second, gint64 bundle)
{
  const gint64 cost[2] = { self->market->products[0].cost_minor,
                           self->market->products[1].cost_minor };
  gint64 together = MIN (bundle, first + second);
  gint64 profit = 0;

  for (gsize i = 0; i < self->n_shoppers; i++) {
    gint64 a = self->values[i], b = self->values[self->n_shoppers + i];
    const gint64 surplus[3] = { a - first, b - second, a + b - together };
    const gint64 gain[3] = { first - cost[0], second - cost[1], together - cost[0] - cost[1] };
    gint64 best = 0, left = 0;

    for (int plan = 0; plan < 3; plan++)
      if (surplus[plan] > best || (surplus[plan] == best && gain[plan] > left)) {
        best = surplus[plan];
        left = gain[plan];
      }
    profit += left;
  }
  return profit;
}

/* The most that one item brings on its own; @first and @second say what is in it. */
static gint64
get_single_profit (const SweepCase *self, gboolean first, gboolean second, gint64 most)
{
  gint64 cost = (first ? self->market->products[0].cost_minor : 0)
                + (second ? self->market->products[1].cost_minor : 0);
  gint64 best = 0;

  for (gint64 price = 0; price <= most; price++) {
    gint64 profit = 0;

    for (gsize i = 0; i < self->n_shoppers; i++) {
      gint64 value =
          (first ? self->values[i] : 0) + (second ? self->values[self->n_shoppers + i] : 0);

      profit += value >= price ? price - cost : 0;
    }
    best = MAX (best, profit);
  }
  return best;
}

static GVariant *
prices_to_list (const gint64 *price)
{
  GPtrArray *prices = g_ptr_array_new ();

  for (int i = 0; i < 3; i++)
    g_ptr_array_add (prices, g_variant_new_int64 (price[i]));
  return pnr_report_list_end (prices);
}

/* The best price of one item while the other two are held; the lowest of equally good ones. */
static gboolean
climb_one (const SweepCase *self, int item, gint64 most, JointPrices *at)
{
  gint64 held = at->price[item];
  gint64 best = held;

  for (gint64 price = 0; price <= most; price++) {
    gint64 profit;

    at->price[item] = price;
    profit = get_joint_profit (self, at->price[0], at->price[1], at->price[2]);
    if (profit > at->profit) {
      at->profit = profit;
      best = price;
    }
  }
  at->price[item] = best;
  return best != held;
}

/* What a merchant does who improves one price at a time, from the average values on. */
static void
add_coordinate_ascent (GVariantDict *report, const SweepCase *self, const gint64 *most)
{
  gint64 sums[2] = { 0, 0 };
  gint64 n = (gint64) self->n_shoppers;
  GVariantDict *ascent = pnr_report_new ();
  JointPrices at;
  gboolean is_moving = TRUE;

  for (gsize i = 0; i < self->n_shoppers; i++)
    for (int j = 0; j < 2; j++)
      sums[j] += self->values[j * self->n_shoppers + i];
  at = (JointPrices){ 0, { sums[0] / n, sums[1] / n, (sums[0] + sums[1]) / n } };
  at.profit = get_joint_profit (self, at.price[0], at.price[1], at.price[2]);
  pnr_report_add_value (ascent, "start", prices_to_list (at.price));
  while (is_moving) {
    is_moving = FALSE;
    for (int item = 0; item < 3; item++)
      is_moving |= climb_one (self, item, item < 2 ? most[item] + 1 : most[0] + most[1] + 1, &at);
  }
  pnr_report_add_count (ascent, "profit", at.profit);
  pnr_report_add_value (ascent, "prices", prices_to_list (at.price));
  pnr_report_add_value (report, "coordinate_ascent_from_means", pnr_report_end (ascent));
}

/* All vertices of this problem are whole numbers, so trying every whole price is exact. */
static GVariant *
solve_joint_price (const SweepCase *self, PnrProgress *progress, GError **error)
{
  gint64 most[2] = { 0, 0 };
  JointPrices best = { G_MININT64, { 0 } };
  GVariantDict *report;

  for (int j = 0; j < 2; j++)
    for (gsize i = 0; i < self->n_shoppers; i++)
      most[j] = MAX (most[j], self->values[j * self->n_shoppers + i]);
  for (gint64 first = 0; first <= most[0] + 1; first++) {
    if (!pnr_progress_check (progress, error))
      return NULL;
    for (gint64 second = 0; second <= most[1] + 1; second++)
      for (gint64 bundle = MAX (first, second); bundle <= first + second; bundle++) {
        gint64 profit = get_joint_profit (self, first, second, bundle);

        if (profit > best.profit)
          best = (JointPrices){ profit, { first, second, bundle } };
      }
  }
  report = pnr_report_new ();
  add_sample (report, self);
  pnr_report_add_count (report, "global_profit", best.profit);
  pnr_report_add_value (report, "one_optimal_prices", prices_to_list (best.price));
  pnr_report_add_count (report, "best_components_profit",
                        get_single_profit (self, TRUE, FALSE, most[0])
                            + get_single_profit (self, FALSE, TRUE, most[1]));
  pnr_report_add_count (report, "best_pure_profit",
                        get_single_profit (self, TRUE, TRUE, most[0] + most[1]));
  add_coordinate_ascent (report, self, most);
  return pnr_report_end (report);
}

static gboolean
check_joint (const SweepCase *self, GError **error)
{
  double tries = (double) self->n_shoppers;

  if (self->n_products != 2) {
    pnr_case_fail (error, _ ("The field “%s” must describe two products."), "sample");
    return FALSE;
  }
  for (guint j = 0; j < 2; j++) {
    gint32 most = 0;

    for (gsize i = 0; i < self->n_shoppers; i++)
      most = MAX (most, self->values[j * self->n_shoppers + i]);
    tries *= most;
    tries *= j == 0 ? most : 1.0;
  }
  if (tries <= MAX_JOINT_TRIES)
    return TRUE;
  pnr_case_fail (error, _ ("The field “%s” describes too many shoppers or prices to try them all."),
                 "sample");
  return FALSE;
}

/**
 * pnr_sweep_case_solve:
 * @task: exact_price, or joint_price for two products and their bundle
 * @inputs: the case's inputs
 * @progress: (nullable): can cancel
 * @error: what the case lacks
 *
 * Returns: (transfer floating) (nullable): the results, named as the case names them
 */
GVariant *
pnr_sweep_case_solve (const char *task, GVariant *inputs, PnrProgress *progress, GError **error)
{
  g_autoptr (SweepCase) self = g_new0 (SweepCase, 1);

  if (!pnr_progress_check (progress, error))
    return NULL;
  if (g_strcmp0 (task, "exact_price") == 0)
    return draw_sample (self, inputs, error) && read_market (self, inputs, error)
                   && read_item (self, inputs, error)
               ? solve_exact_price (self, inputs, error)
               : NULL;
  if (g_strcmp0 (task, "joint_price") == 0)
    return draw_sample (self, inputs, error) && read_market (self, inputs, error)
                   && check_joint (self, error)
               ? solve_joint_price (self, progress, error)
               : NULL;
  pnr_case_unknown_task ("sweep", task, error);
  return NULL;
}
