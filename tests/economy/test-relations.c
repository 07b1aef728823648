/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What relationships show: a closed form, hand-made shoppers, random markets against a second way
 * to count them, and the limits of exposure. */
#include "config.h"

#include <math.h>
#include <string.h>

#include "economy/pnr-acceptance.h"
#include "economy/pnr-cannibalisation.h"
#include "economy/pnr-simulation.h"
#include "economy/pnr-tally.h"
#include "economy/pnr-taste.h"
#include "economy/pnr-tornado.h"

#define SCALE 16
#define GRID 64
#define N_MARKETS 400
#define N_SHOPPERS 64
#define UNKNOWN   \
  (PnrRange)      \
  {               \
    0.5, 0.0, 1.0 \
  }

static PnrMarketProduct *
add_product (PnrMarket *market, const char *sku, gint64 price, gint64 cost)
{
  PnrMarketProduct *product = pnr_market_add_product (market, sku, sku);

  product->price_minor = price;
  product->cost_minor = cost;
  product->n_orders = 100;
  return product;
}

static PnrMarketBundle *
add_relation (PnrMarket *market, PnrOfferedAs as, guint from, guint to, double exposure)
{
  g_autofree char *sku =
      g_strdup_printf ("%s>%s", market->products[from].sku, market->products[to].sku);
  PnrMarketBundle *offer = pnr_market_add_bundle (market, sku, sku);
  PnrShownRelation *shown = g_new0 (PnrShownRelation, 1);

  offer->kind = PNR_OFFER_ADD_ON;
  offer->offered_as = as;
  offer->quantity[to] = 1;
  offer->anchor_quantity[from] = 1;
  offer->price_minor = market->products[to].price_minor;
  offer->exposure = (PnrRange){ exposure, exposure, exposure };
  if (as == PNR_OFFERED_AS_UPSELL)
    market->products[from].alternative_group = market->products[to].alternative_group = 1;
  *shown = (PnrShownRelation){ .kind = as == PNR_OFFERED_AS_UPSELL ? PNR_RELATION_KIND_UPSELL
                                                                   : PNR_RELATION_KIND_CROSS_SELL,
                               .takes_part = TRUE,
                               .is_offered = TRUE,
                               .offer = market->n_bundles - 1 };
  g_ptr_array_add (market->relations, shown);
  return offer;
}

/* Everything that a crowd does, at the most likely exposures and losses. */
static PnrOutcome *
serve (const PnrMarket *market, const PnrCrowd *crowd, PnrFigures figures)
{
  g_autoptr (PnrShop) shop = pnr_shop_new (market, NULL);
  g_autoptr (PnrTally) tally = pnr_tally_new (shop);
  PnrOutcome *outcome = pnr_outcome_new ("EUR");
  PnrBelief belief = { .n_shoppers = crowd->n, .demand = { .scale = SCALE } };

  for (guint b = 0; b < market->n_bundles; b++) {
    belief.exposure[b] = market->bundles[b].exposure.value;
    belief.loss[b] = market->bundles[b].loss.value;
  }
  pnr_tally_serve (tally, shop, market, &belief, crowd);
  pnr_tally_to_figures (tally, shop, market, &belief, figures);
  pnr_tally_fill_outcome (tally, shop, market, &belief, outcome);
  return outcome;
}

static const PnrRelationOutcome *
get_relation (const PnrOutcome *outcome, guint i)
{
  return g_ptr_array_index (outcome->relations, i);
}

/* Values of both spread evenly over 0 to 10000, independently: one shopper in each cell. */
static PnrCrowd *
make_even_crowd (guint16 knows)
{
  PnrCrowd *crowd = g_new0 (PnrCrowd, 1);

  crowd->n = GRID * GRID;
  crowd->scale = SCALE;
  for (guint i = 0; i < crowd->n; i++) {
    crowd->values[i] = (gint32) (SCALE * 10000 * (2 * (i % GRID) + 1) / (2 * GRID));
    crowd->values[PNR_DEMAND_BLOCK + i] =
        (gint32) (SCALE * 10000 * (2 * (i / GRID) + 1) / (2 * GRID));
    crowd->knows[i] = knows;
  }
  return crowd;
}

static PnrMarket *
make_ladder (double exposure)
{
  PnrMarket *market = pnr_market_new ("EUR");

  add_product (market, "A", 4000, 1500);
  add_product (market, "B", 6000, 2000)->awareness = UNKNOWN;
  add_relation (market, PNR_OFFERED_AS_UPSELL, 0, 1, exposure);
  return market;
}

/* Of shoppers who buy A at p and see B at p' > p, all from 0 to 1, those with v' - p' > v - p take
 * it: they are (1 - p')² / 2 of all. */
static void
test_closed_form (void)
{
  static const double exposures[] = { 0.25, 0.5, 0.8, 1.0 };
  g_autofree PnrCrowd *crowd = make_even_crowd (1);
  const double n = GRID * GRID;

  for (guint i = 0; i < G_N_ELEMENTS (exposures); i++) {
    g_autoptr (PnrMarket) market = make_ladder (exposures[i]);
    PnrFigures figures;
    g_autoptr (PnrOutcome) outcome = serve (market, crowd, figures);
    const PnrRelationOutcome *told = get_relation (outcome, 0);
    double buyers = 0, switchers = 0;

    for (guint s = 0; s < crowd->n; s++) {
      gint32 a = crowd->values[s] - 4000 * SCALE;
      gint32 b = crowd->values[PNR_DEMAND_BLOCK + s] - 6000 * SCALE;

      buyers += a >= 0;
      switchers += a >= 0 && b > a;
    }
    g_assert_cmpfloat_with_epsilon (switchers / n, 0.4 * 0.4 / 2, 0.02 * 0.08);
    g_assert_cmpfloat_with_epsilon (told->shown, exposures[i] * buyers, 1e-6 * n);
    g_assert_cmpfloat_with_epsilon (told->taken, exposures[i] * switchers, 1e-6 * n);
    g_assert_cmpfloat (told->instead, ==, 1.0);
    g_assert_cmpfloat_with_epsilon (figures[PNR_SIDE_DELTA][PNR_METRIC_ORDERS], 0.0, 1e-9);
    g_assert_cmpfloat_with_epsilon (figures[PNR_SIDE_DELTA][PNR_METRIC_CONTRIBUTION],
                                    exposures[i] * switchers * (4000 - 2500), 1e-3);
    /* A single sale at its own price is no sale of a bundle. */
    g_assert_true (isnan (figures[PNR_SIDE_SCENARIO][PNR_METRIC_TAKE_RATE])
                   || figures[PNR_SIDE_SCENARIO][PNR_METRIC_TAKERS] == 0.0);
    g_assert_cmpfloat_with_epsilon (figures[PNR_SIDE_SCENARIO][PNR_METRIC_SINGLE_SALES],
                                    figures[PNR_SIDE_SCENARIO][PNR_METRIC_REVENUE], 1e-6);
  }
}

/* Seen by nobody it is as if it were not there. */
static void
test_unseen (void)
{
  g_autofree PnrCrowd *crowd = make_even_crowd (1);
  g_autoptr (PnrMarket) market = make_ladder (0.0);
  PnrFigures unseen;
  g_autoptr (PnrOutcome) outcome = serve (market, crowd, unseen);

  for (int metric = 0; metric < PNR_N_METRICS; metric++)
    if (isfinite (unseen[PNR_SIDE_BASELINE][metric]))
      g_assert_cmpfloat (unseen[PNR_SIDE_SCENARIO][metric], ==, unseen[PNR_SIDE_BASELINE][metric]);
  g_assert_cmpfloat (get_relation (outcome, 0)->shown, ==, 0.0);
  g_assert_cmpfloat (get_relation (outcome, 0)->taken, ==, 0.0);
}

/* Who knows both chose between them already: seeing one of them again changes nothing. */
static void
test_known (void)
{
  g_autofree PnrCrowd *crowd = make_even_crowd (3);
  g_autoptr (PnrMarket) market = make_ladder (1.0);
  PnrFigures figures;
  g_autoptr (PnrOutcome) outcome = serve (market, crowd, figures);

  g_assert_cmpfloat (figures[PNR_SIDE_DELTA][PNR_METRIC_CONTRIBUTION], ==, 0.0);
  g_assert_cmpfloat (figures[PNR_SIDE_DELTA][PNR_METRIC_SURPLUS], ==, 0.0);
}

/* The shoppers of the worked case of an upsell, shown to those alone who have the cheaper one. */
static void
test_worked_case (void)
{
  static const gint32 values[5][3] = { { 23000, 28000, 2600 },
                                       { 21000, 28500, 1000 },
                                       { 20500, 25000, 3000 },
                                       { 19000, 26500, 2000 },
                                       { 25000, 33500, 2700 } };
  g_autoptr (PnrMarket) market = pnr_market_new ("EUR");
  g_autofree PnrCrowd *crowd = g_new0 (PnrCrowd, 1);
  PnrFigures figures;
  g_autoptr (PnrOutcome) outcome = NULL;

  add_product (market, "std", 20000, 14000);
  add_product (market, "pro", 26000, 17000)->awareness = UNKNOWN;
  add_product (market, "case", 2500, 700);
  market->costs = (PnrMarketCosts){ 400, 50, 20000, 25, 0 };
  add_relation (market, PNR_OFFERED_AS_UPSELL, 0, 1, 0.6);
  crowd->n = 5;
  crowd->scale = SCALE;
  for (guint i = 0; i < 5; i++) {
    for (guint j = 0; j < 3; j++)
      crowd->values[j * PNR_DEMAND_BLOCK + i] = SCALE * values[i][j];
    crowd->knows[i] = i == 4 ? 7 : 5;
  }
  outcome = serve (market, crowd, figures);
  g_assert_cmpfloat_with_epsilon (figures[PNR_SIDE_BASELINE][PNR_METRIC_CONTRIBUTION], 28480, 1e-6);
  g_assert_cmpfloat_with_epsilon (get_relation (outcome, 0)->shown, 1.8, 1e-9);
  g_assert_cmpfloat_with_epsilon (get_relation (outcome, 0)->taken, 0.6, 1e-9);
  /* 26000 less 2 % and 17000 against 20000 less 2 % and 14000. */
  g_assert_cmpfloat_with_epsilon (figures[PNR_SIDE_DELTA][PNR_METRIC_CONTRIBUTION], 0.6 * 2880,
                                  1e-6);
}

/* The case goes beside phone A alone; who takes phone B instead is not sold it, unless she knows it
 * anyway. */
static void
test_together (void)
{
  double gain[4];

  for (guint shown = 1; shown < 4; shown++)
    for (guint knows_case = 0; knows_case < 2; knows_case++) {
      g_autoptr (PnrMarket) market = pnr_market_new ("EUR");
      g_autofree PnrCrowd *crowd = g_new0 (PnrCrowd, 1);
      PnrFigures figures;
      g_autoptr (PnrOutcome) outcome = NULL;

      add_product (market, "A", 10000, 6000);
      add_product (market, "B", 15000, 8000)->awareness = UNKNOWN;
      add_product (market, "T", 2000, 500)->awareness = UNKNOWN;
      if (shown & 1)
        add_relation (market, PNR_OFFERED_AS_UPSELL, 0, 1, 1.0);
      if (shown & 2)
        add_relation (market, PNR_OFFERED_AS_CROSS_SELL, 0, 2, 1.0);
      market->products[0].alternative_group = market->products[1].alternative_group = 1;
      crowd->n = 1;
      crowd->scale = SCALE;
      crowd->values[0] = SCALE * 12000;
      crowd->values[PNR_DEMAND_BLOCK] = SCALE * 19000;
      crowd->values[2 * PNR_DEMAND_BLOCK] = SCALE * 3000;
      crowd->knows[0] = knows_case ? 5 : 1;
      outcome = serve (market, crowd, figures);
      if (knows_case)
        g_assert_cmpfloat (figures[PNR_SIDE_SCENARIO][PNR_METRIC_REVENUE], ==,
                           shown & 1 ? 17000 : 12000);
      else
        gain[shown] = figures[PNR_SIDE_DELTA][PNR_METRIC_CONTRIBUTION];
    }
  g_assert_cmpfloat (gain[1], ==, 7000 - 4000);
  g_assert_cmpfloat (gain[2], ==, 1500);
  g_assert_cmpfloat (gain[3], ==, gain[1]);
}

/* A tenth of those who see it and do not want it leave; who never had the anchor does not. */
static void
test_loss (void)
{
  g_autofree PnrCrowd *crowd = make_even_crowd (1);
  g_autoptr (PnrMarket) market = make_ladder (0.5);
  PnrFigures figures;
  g_autoptr (PnrOutcome) outcome = NULL;
  const PnrRelationOutcome *told;

  market->bundles[0].loss = (PnrRange){ 0.1, 0.1, 0.1 };
  outcome = serve (market, crowd, figures);
  told = get_relation (outcome, 0);
  g_assert_cmpfloat_with_epsilon (figures[PNR_SIDE_DELTA][PNR_METRIC_ORDERS],
                                  -0.1 * (told->shown - told->taken),
                                  1e-4 * (told->shown - told->taken));
}

typedef struct {
  const PnrMarket *market;
  const PnrCrowd *crowd;
  guint i;
  guint seen; /* relationships alone; everybody sees the bundle */
} Shopper;

static gboolean
is_relation (const PnrMarket *market, guint b)
{
  return market->bundles[b].offered_as != PNR_OFFERED_AS_BUNDLE;
}

static guint
get_only (const gint64 *quantity)
{
  guint j = 0;

  while (quantity[j] == 0)
    j++;
  return j;
}

/* Whether product @j can be had as a part of @content, by what she knows and sees. */
static gboolean
can_have (const Shopper *self, guint j, guint content)
{
  if (self->crowd->knows[self->i] >> j & 1)
    return TRUE;
  for (guint b = 0; b < self->market->n_bundles; b++) {
    const PnrMarketBundle *offer = &self->market->bundles[b];

    if (!is_relation (self->market, b)) {
      if (offer->quantity[j] > 0)
        return TRUE;
    } else if ((self->seen >> b & 1) && offer->quantity[j] > 0
               && (offer->offered_as == PNR_OFFERED_AS_UPSELL
                   || (content >> get_only (offer->anchor_quantity) & 1)))
      return TRUE;
  }
  return FALSE;
}

static gint64
get_price (const PnrMarket *market, guint content)
{
  gint64 price = 0;

  for (guint j = 0; j < market->n_products; j++)
    price += content >> j & 1 ? market->products[j].price_minor : 0;
  /* The bundle of the first two, where there is one. */
  for (guint b = 0; b < market->n_bundles; b++)
    if (!is_relation (market, b) && (content & 3) == 3)
      price += market->bundles[b].price_minor - market->products[0].price_minor
               - market->products[1].price_minor;
  return price;
}

static guint
choose (const Shopper *self)
{
  gint64 best = 0;
  guint chosen = 0;

  for (guint content = 1; content < 1u << self->market->n_products; content++) {
    gint64 surplus = -SCALE * get_price (self->market, content);
    gboolean is_sold = TRUE;

    for (guint j = 0; j < self->market->n_products; j++) {
      if (!(content >> j & 1))
        continue;
      surplus += self->crowd->values[j * PNR_DEMAND_BLOCK + self->i];
      is_sold = is_sold && can_have (self, j, content);
      for (guint k = 0; k < j; k++)
        is_sold = is_sold
                  && !((content >> k & 1) && self->market->products[j].alternative_group != 0
                       && self->market->products[k].alternative_group
                              == self->market->products[j].alternative_group);
    }
    if (is_sold && surplus > best) {
      best = surplus;
      chosen = content;
    }
  }
  return chosen;
}

typedef struct {
  double orders;
  double revenue;
  double shown[PNR_MARKET_MAX_BUNDLES];
} Expected;

static void
expect_shopper (const PnrMarket *market, const PnrCrowd *crowd, guint i, Expected *expected)
{
  for (guint seen = 0; seen < 1u << market->n_bundles; seen++) {
    Shopper shopper = { market, crowd, i, 0 };
    guint first = choose (&shopper), last;
    double weight = 1.0;

    for (guint b = 0; b < market->n_bundles; b++) {
      double exposure = market->bundles[b].exposure.value;

      weight *= seen >> b & 1 ? exposure : 1.0 - exposure;
      if (is_relation (market, b) && (seen >> b & 1)
          && (first >> get_only (market->bundles[b].anchor_quantity) & 1))
        shopper.seen |= 1u << b;
    }
    last = choose (&shopper);
    for (guint b = 0; b < market->n_bundles; b++)
      expected->shown[b] += shopper.seen >> b & 1 ? weight : 0.0;
    expected->orders += last != 0 ? weight : 0.0;
    expected->revenue += weight * (double) get_price (market, last);
  }
}

static PnrMarket *
roll_market (GRand *rand)
{
  PnrMarket *market = pnr_market_new ("EUR");
  guint n_relations = (guint) g_rand_int_range (rand, 1, 4);

  for (guint j = 0; j < 4; j++) {
    g_autofree char *sku = g_strdup_printf ("P%u", j);

    add_product (market, sku, 100 * g_rand_int_range (rand, 8, 40), 300)->awareness = UNKNOWN;
  }
  if (g_rand_boolean (rand)) {
    PnrMarketBundle *set = pnr_market_add_bundle (market, "SET", "SET");

    set->quantity[0] = set->quantity[1] = 1;
    set->price_minor = (market->products[0].price_minor + market->products[1].price_minor) * 8 / 10;
  }
  for (guint r = 0; r < n_relations; r++) {
    guint from = (guint) g_rand_int_range (rand, 0, 2), to = (guint) g_rand_int_range (rand, 2, 4);
    gboolean is_upsell = g_rand_int_range (rand, 0, 3) == 0 && to == 3;
    double exposure = 0.25 * g_rand_int_range (rand, 0, 5);

    add_relation (market, is_upsell ? PNR_OFFERED_AS_UPSELL : PNR_OFFERED_AS_CROSS_SELL, from, to,
                  exposure);
  }
  return market;
}

/* Every shopper of random markets, counted once more from what the words of the model say. The
 * alternatives never share a bundle. */
static void
test_random_markets (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (815);
  g_autofree PnrCrowd *crowd = g_new0 (PnrCrowd, 1);
  double all_shown = 0.0;

  for (guint turn = 0; turn < N_MARKETS; turn++) {
    g_autoptr (PnrMarket) market = roll_market (rand);
    g_autoptr (PnrOutcome) outcome = NULL;
    Expected expected = { 0 };
    PnrFigures figures;

    /* Two anchors with one alternative would be alternatives to each other. */
    if (market->products[0].alternative_group != 0 && market->products[1].alternative_group != 0)
      market->products[1].alternative_group = 0;
    crowd->n = N_SHOPPERS;
    crowd->scale = SCALE;
    for (guint i = 0; i < crowd->n; i++) {
      crowd->knows[i] = (guint16) g_rand_int_range (rand, 0, 16);
      for (guint j = 0; j < 4; j++)
        /* Never just the price: who is indifferent is another test's matter. */
        crowd->values[j * PNR_DEMAND_BLOCK + i] = 2 * g_rand_int_range (rand, 250, 40000) + 1;
      expect_shopper (market, crowd, i, &expected);
    }
    g_test_message ("market %u", turn);
    outcome = serve (market, crowd, figures);
    g_assert_cmpfloat_with_epsilon (figures[PNR_SIDE_SCENARIO][PNR_METRIC_ORDERS], expected.orders,
                                    1e-6);
    g_assert_cmpfloat_with_epsilon (figures[PNR_SIDE_SCENARIO][PNR_METRIC_REVENUE],
                                    expected.revenue, 1e-3);
    for (guint r = 0; r < outcome->relations->len; r++) {
      const PnrRelationOutcome *told = get_relation (outcome, r);

      g_assert_cmpfloat_with_epsilon (told->shown, expected.shown[told->relation->offer], 1e-6);
      g_assert_cmpfloat (told->taken, <=, told->shown + 1e-9);
      all_shown += told->shown;
    }
  }
  g_assert_cmpfloat (all_shown, >, 0.0);
}

static PnrMarket *
make_goods (void)
{
  static const gint64 orders[] = { 400, 300, 160, 350, 200 };
  PnrMarket *market = pnr_market_new ("EUR");

  add_product (market, "PHONE", 20000, 13000);
  add_product (market, "CASE", 2500, 800);
  add_product (market, "MAX", 25000, 15500)->awareness = (PnrRange){ 0.3, 0.1, 0.6 };
  add_product (market, "BUDS", 6000, 3000)->awareness = (PnrRange){ 0.6, 0.4, 0.8 };
  add_product (market, "GLASS", 1500, 300)->awareness = (PnrRange){ 0.7, 0.5, 0.9 };
  for (guint j = 0; j < market->n_products; j++)
    market->products[j].n_orders = orders[j];
  market->n_orders = 3000;
  market->n_pair_orders[0][1] = market->n_pair_orders[1][0] = 150;
  market->n_pair_orders[2][1] = market->n_pair_orders[1][2] = 50;
  market->n_pair_orders[0][3] = market->n_pair_orders[3][0] = 60;
  market->n_pair_orders[0][4] = market->n_pair_orders[4][0] = 70;
  market->relevant_shoppers = (PnrRange){ 9000, 5000, 16000 };
  market->costs = (PnrMarketCosts){ 390, 20, 19000, 30, 190000 };
  return market;
}

/* A shop with a bundle, an upsell and a cross-sell, as plans make it. */
static PnrMarket *
make_plan_market (void)
{
  PnrMarket *market = make_goods ();
  PnrMarketBundle *set = pnr_market_add_bundle (market, "SET", "SET");

  set->quantity[0] = set->quantity[1] = 1;
  set->price_minor = 21000;
  add_relation (market, PNR_OFFERED_AS_UPSELL, 0, 2, 0.6)->exposure = (PnrRange){ 0.6, 0.3, 0.9 };
  add_relation (market, PNR_OFFERED_AS_CROSS_SELL, 0, 3, 0.7)->exposure =
      (PnrRange){ 0.7, 0.4, 0.95 };
  market->bundles[1].loss = (PnrRange){ 0.02, 0.0, 0.05 };
  return market;
}

static char *
simulate_to_text (PnrMarket *market, guint n_threads)
{
  PnrSimulationSettings settings = { .n_shoppers = 16384, .n_threads = n_threads, .n_draws = 4 };
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrOutcome) outcome = pnr_simulate (market, &settings, NULL, &error);
  g_autoptr (GVariant) report = NULL;

  g_assert_no_error (error);
  report = g_variant_ref_sink (pnr_outcome_to_report (outcome));
  return g_variant_print (report, TRUE);
}

static void
test_threads (gconstpointer is_drawn)
{
  g_autoptr (PnrMarket) market = make_plan_market ();
  g_autofree char *one = NULL, *two = NULL, *eight = NULL;

  if (GPOINTER_TO_INT (is_drawn)) {
    add_relation (market, PNR_OFFERED_AS_CROSS_SELL, 0, 4, 0.5);
    market->bundles[0].exposure = (PnrRange){ 0.9, 0.8, 1.0 };
  }
  one = simulate_to_text (market, 1);
  two = simulate_to_text (market, 2);
  eight = simulate_to_text (market, 8);
  g_assert_cmpstr (one, ==, two);
  g_assert_cmpstr (one, ==, eight);
}

/* What is shown is an input like any other: every number of it changes the stamp. */
static void
test_stamp (void)
{
  g_autoptr (PnrMarket) market = make_plan_market ();
  g_autofree char *hash = pnr_market_dup_hash (market);
  g_autoptr (PnrMarket) copy = pnr_market_copy (market);
  g_autofree char *same = pnr_market_dup_hash (copy);
  g_autofree char *exposed = NULL, *as_bundle = NULL;

  g_assert_cmpstr (hash, ==, same);
  copy->bundles[1].exposure.low = 0.2;
  exposed = pnr_market_dup_hash (copy);
  g_assert_cmpstr (hash, !=, exposed);
  market->bundles[1].offered_as = PNR_OFFERED_AS_BUNDLE;
  as_bundle = pnr_market_dup_hash (market);
  g_assert_cmpstr (hash, !=, as_bundle);
}

static const PnrTornadoBar *
find_bar (PnrTornado *tornado, const char *key)
{
  for (guint i = 0; i < tornado->bars->len; i++) {
    const PnrTornadoBar *bar = g_ptr_array_index (tornado->bars, i);

    if (g_strcmp0 (bar->assumption, key) == 0)
      return bar;
  }
  g_error ("no bar of %s", key);
}

/* Every number that is new can be moved, and moves something. */
static void
test_tornado (void)
{
  static const char *const keys[] = { "product page exposure", "cart exposure", "awareness MAX",
                                      "awareness BUDS", "upsell lost sales" };
  g_autoptr (PnrMarket) market = make_plan_market ();
  PnrSimulationSettings settings = { .n_shoppers = 16384 };
  g_autoptr (PnrTornado) tornado = pnr_tornado_run (market, &settings, NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    const PnrTornadoBar *bar = find_bar (tornado, keys[i]);

    g_assert_cmpfloat (bar->low, <, bar->high);
    g_assert_cmpfloat (bar->change_low, !=, bar->change_high);
  }
}

/* What the dearer one takes from the cheaper one stands in the split, and all steps add up. */
static void
test_waterfall (void)
{
  g_autoptr (PnrMarket) market = make_plan_market ();
  PnrSimulationSettings settings = { .n_shoppers = 16384 };
  g_autoptr (PnrWaterfall) waterfall = pnr_cannibalisation_split (market, &settings, NULL, NULL);
  const PnrWaterfallPanel *units = g_ptr_array_index (waterfall->panels, 0);
  gint64 level = 0, given_up = 0, instead = 0;

  for (guint i = 0; i < units->steps->len; i++) {
    const PnrWaterfallStep *step = g_ptr_array_index (units->steps, i);

    if (i > 0)
      g_assert_cmpint (step->is_total ? step->to : step->from, ==, level);
    level = step->to;
    if (g_str_equal (step->title, "Given up"))
      given_up = step->to - step->from;
    if (g_str_equal (step->title, "Instead"))
      instead = step->to - step->from;
  }
  g_assert_cmpint (given_up, <, 0);
  g_assert_cmpint (instead, >, 0);
}

/* Relationships are shown to some and put some off, and yet the last bar is the simulation's figure
 * to the cent. */
static void
test_waterfall_ends_at_outcome (void)
{
  const PnrMetric metrics[] = { PNR_METRIC_UNITS, PNR_METRIC_CONTRIBUTION, PNR_METRIC_REVENUE };
  const double parts[] = { 10.0, 1.0, 1.0 };

  for (guint64 seed = 1; seed <= 3; seed++) {
    g_autoptr (PnrMarket) market = make_plan_market ();
    PnrSimulationSettings settings = { .n_shoppers = 16384, .seed = seed };
    g_autoptr (PnrOutcome) outcome = pnr_simulate (market, &settings, NULL, NULL);
    g_autoptr (PnrWaterfall) waterfall = pnr_cannibalisation_split (market, &settings, NULL, NULL);

    for (guint p = 0; p < waterfall->panels->len; p++) {
      const PnrWaterfallPanel *panel = g_ptr_array_index (waterfall->panels, p);
      const PnrWaterfallStep *last = g_ptr_array_index (panel->steps, panel->steps->len - 1);

      g_assert_cmpint (
          last->to, ==,
          llround (outcome->estimates[PNR_SIDE_SCENARIO][metrics[p]].value * parts[p]));
    }
  }
}

/* About as many take it as were assumed to: what alternatives take from each other is put right
 * only after it was inferred who knows them. */
static void
test_acceptance (void)
{
  static const double acceptances[] = { 0.03, 0.08, 0.15 };

  for (guint i = 0; i < G_N_ELEMENTS (acceptances); i++) {
    g_autoptr (PnrMarket) market = make_goods ();
    PnrSimulationSettings settings = { .n_shoppers = 131072 };
    PnrRange acceptance = { acceptances[i], acceptances[i] / 2, acceptances[i] * 2 };
    g_autoptr (PnrOutcome) outcome = NULL;
    const PnrRelationOutcome *upsell, *cross_sell;

    for (guint as = PNR_OFFERED_AS_CROSS_SELL; as < PNR_N_OFFERED_AS; as++) {
      guint target = as == PNR_OFFERED_AS_UPSELL ? 2 : 3;

      add_relation (market, as, 0, target, 1.0);
      market->products[target].awareness =
          pnr_acceptance_infer_awareness (market, as, 0, target, &acceptance);
      g_assert_cmpfloat (market->products[target].awareness.low, <,
                         market->products[target].awareness.high);
    }
    outcome = pnr_simulate (market, &settings, NULL, NULL);
    cross_sell = get_relation (outcome, 0);
    upsell = get_relation (outcome, 1);
    g_assert_cmpfloat_with_epsilon (upsell->take_rate, acceptances[i], 0.35 * acceptances[i]);
    g_assert_cmpfloat_with_epsilon (cross_sell->take_rate * (1.0 - cross_sell->anyway),
                                    acceptances[i] * (1.0 - 60.0 / 400.0), 0.3 * acceptances[i]);
  }
}

/* With one product that both are bought with, tastes for alternatives go together by the product of
 * the two correlations; with none they do not. */
static void
test_taste (void)
{
  g_autoptr (PnrMarket) market = make_plan_market ();
  double awareness[PNR_MARKET_MAX_PRODUCTS] = { 1, 1, 1, 1, 1 };
  double with_case[2], found;

  market->n_products = 3;
  with_case[0] = pnr_taste_get_range (market, 0, 1, 9000, awareness).value;
  with_case[1] = pnr_taste_get_range (market, 2, 1, 9000, awareness).value;
  found = pnr_taste_get_range (market, 0, 2, 9000, awareness).value;
  g_assert_cmpfloat (with_case[0], >, 0.3);
  g_assert_cmpfloat_with_epsilon (found, with_case[0] * with_case[1], 1e-9);
  market->products[2].alternative_group = 0;
  g_assert_cmpfloat (pnr_taste_get_range (market, 0, 2, 9000, awareness).value, <, 0.0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/economy/relations/closed-form", test_closed_form);
  g_test_add_func ("/economy/relations/unseen", test_unseen);
  g_test_add_func ("/economy/relations/known", test_known);
  g_test_add_func ("/economy/relations/worked-case", test_worked_case);
  g_test_add_func ("/economy/relations/together", test_together);
  g_test_add_func ("/economy/relations/loss", test_loss);
  g_test_add_func ("/economy/relations/random-markets", test_random_markets);
  g_test_add_data_func ("/economy/relations/threads", GINT_TO_POINTER (FALSE), test_threads);
  g_test_add_data_func ("/economy/relations/threads-drawn", GINT_TO_POINTER (TRUE), test_threads);
  g_test_add_func ("/economy/relations/stamp", test_stamp);
  g_test_add_func ("/economy/relations/tornado", test_tornado);
  g_test_add_func ("/economy/relations/waterfall", test_waterfall);
  g_test_add_func ("/economy/relations/waterfall-ends-at-outcome", test_waterfall_ends_at_outcome);
  g_test_add_func ("/economy/relations/acceptance", test_acceptance);
  g_test_add_func ("/economy/relations/taste", test_taste);
  return g_test_run ();
}
