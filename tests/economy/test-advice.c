/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The advisor: the printed golden case, planted winners of each tactic, a tie, and monotony. */
#include "config.h"

#include "economy/pnr-advice.h"

#include <math.h>
#include <string.h>

#define SEED 3

/* A shirt for 20 that earns 8, its better sister for 25 that earns 11. */
static PnrTacticTerms
make_golden (double loss)
{
  return (PnrTacticTerms){ .anchor_minor = 2000,
                           .offer_minor = 2500,
                           .anchor_margin = 800,
                           .offer_margin = 1100,
                           .is_measured = TRUE,
                           .acceptance = { 0.15, 0.15, 0.15 },
                           .loss = { loss, loss, loss } };
}

static void
test_golden (void)
{
  PnrTacticTerms terms = make_golden (0.02);
  g_autoptr (PnrAdvice) advice = pnr_advice_new ("EUR", "A", "A");
  PnrAdviceOffer *offer = pnr_advice_add_offer (advice, PNR_TACTIC_UPSELL, 1, "B", "B");

  pnr_advice_judge (&terms, SEED, offer);
  g_assert_cmpfloat_with_epsilon (offer->gain.value, 2900.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (offer->gain.low, 2900.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (offer->gain.high, 2900.0, 1e-9);
  g_assert_cmpfloat_with_epsilon (offer->break_even, 0.16 / 3.0, 1e-12);
  g_assert_cmpfloat_with_epsilon (offer->aov_minor, 2035.0 / 0.98, 1e-9);
  g_assert_cmpint (lround (offer->aov_minor * 100.0), ==, 207653);

  terms = make_golden (0.05);
  pnr_advice_judge (&terms, SEED, offer);
  g_assert_cmpfloat_with_epsilon (offer->break_even, 0.40 / 3.0, 1e-12);
}

/* An upgrade that earns less than the anchor never pays. */
static void
test_never (void)
{
  PnrTacticTerms terms = make_golden (0.02);
  g_autoptr (PnrAdvice) advice = pnr_advice_new ("EUR", "A", "A");
  PnrAdviceOffer *offer = pnr_advice_add_offer (advice, PNR_TACTIC_UPSELL, 1, "B", "B");
  g_autofree char *sentence = NULL;

  terms.offer_margin = 700;
  pnr_advice_judge (&terms, SEED, offer);
  g_assert_true (isnan (offer->break_even));
  g_assert_cmpint (pnr_advice_get_verdict (advice), ==, PNR_ADVICE_NONE_PAYS);
  sentence = pnr_advice_dup_sentence (advice);
  g_assert_nonnull (strstr (sentence, "None of them pays"));
}

static PnrTacticTerms
make_terms (double acceptance, double width)
{
  return (PnrTacticTerms){ .anchor_minor = 12000,
                           .offer_minor = 4500,
                           .anchor_margin = 5400,
                           .offer_margin = 2700,
                           .already = 0.2,
                           .relevance = 0.8,
                           .acceptance = { acceptance, acceptance - width, acceptance + width },
                           .loss = { 0.01, 0.0, 0.02 },
                           .step = { 1.0, 0.5, 1.5 } };
}

static double
judge (PnrTactic tactic, const PnrTacticTerms *terms, double *acceptance)
{
  g_autoptr (PnrAdvice) advice = pnr_advice_new ("EUR", "A", "A");
  PnrAdviceOffer *offer = pnr_advice_add_offer (advice, tactic, 1, "B", "B");

  pnr_advice_judge (terms, SEED, offer);
  g_assert_cmpfloat (offer->gain.low, <=, offer->gain.value);
  g_assert_cmpfloat (offer->gain.high, >=, offer->gain.value);
  if (acceptance != NULL)
    *acceptance = offer->acceptance.value;
  return offer->gain.value;
}

/* Of two offers that earn the same, the dearer one is taken less often. */
static void
test_price_step (void)
{
  for (int tactic = PNR_TACTIC_UPSELL; tactic <= PNR_TACTIC_CROSS_SELL; tactic++) {
    PnrTacticTerms terms = make_terms (0.2, 0.05);
    double before = 1.0;

    for (terms.offer_minor = 12100; terms.offer_minor < 60000; terms.offer_minor += 700) {
      double acceptance;

      judge (tactic, &terms, &acceptance);
      g_assert_cmpfloat (acceptance, <, before);
      before = acceptance;
    }
  }
}

static void
test_relevance (void)
{
  PnrTacticTerms terms = make_terms (0.2, 0.05);
  double before_relevance = 0.0, before_gain = -G_MAXDOUBLE;

  for (gint64 n_both = 0; n_both <= 50; n_both++) {
    double gain;

    terms.relevance = pnr_advice_get_relevance (1000, 100, 50, n_both);
    g_assert_cmpfloat (terms.relevance, >, before_relevance);
    g_assert_cmpfloat (terms.relevance, <, 1.0);
    gain = judge (PNR_TACTIC_CROSS_SELL, &terms, NULL);
    g_assert_cmpfloat (gain, >, before_gain);
    before_relevance = terms.relevance;
    before_gain = gain;
  }
  g_assert_cmpfloat_with_epsilon (pnr_advice_get_relevance (1000, 100, 50, 5), 0.5, 1e-12);
  g_assert_cmpfloat_with_epsilon (pnr_advice_get_relevance (0, 0, 0, 0), 0.5, 1e-12);
}

/* At its break-even acceptance an offer neither earns nor loses. */
static void
test_break_even (void)
{
  for (int tactic = PNR_TACTIC_UPSELL; tactic <= PNR_TACTIC_CROSS_SELL; tactic++) {
    PnrTacticTerms terms = make_terms (0.2, 0.05);
    g_autoptr (PnrAdvice) advice = pnr_advice_new ("EUR", "A", "A");
    PnrAdviceOffer *offer = pnr_advice_add_offer (advice, tactic, 1, "B", "B");

    terms.offer_margin = tactic == PNR_TACTIC_UPSELL ? 6800 : 2700;
    pnr_advice_judge (&terms, SEED, offer);
    terms.acceptance = (PnrRange){ offer->break_even, offer->break_even, offer->break_even };
    terms.is_measured = TRUE;
    g_assert_cmpfloat_with_epsilon (judge (tactic, &terms, NULL), 0.0, 1e-6);
  }
}

/* Who takes a product anyway earns the shop nothing new. */
static void
test_bought_anyway (void)
{
  PnrTacticTerms terms = make_terms (0.2, 0.05);
  double rarely = judge (PNR_TACTIC_CROSS_SELL, &terms, NULL);

  terms.already = 0.9;
  g_assert_cmpfloat (judge (PNR_TACTIC_CROSS_SELL, &terms, NULL), <, rarely);
}

static void
test_margins (void)
{
  PnrMarketCosts costs = { .ship_order_minor = 400,
                           .ship_unit_minor = 50,
                           .fee_ppm = 20000,
                           .fee_fixed_minor = 25,
                           .vat_ppm = 200000 };

  g_assert_cmpfloat_with_epsilon (pnr_advice_get_extra_margin (1200, 300, &costs),
                                  1000 - 300 - 24 - 50, 1e-9);
  g_assert_cmpfloat_with_epsilon (pnr_advice_get_order_margin (1200, 300, &costs),
                                  1000 - 300 - 24 - 50 - 425, 1e-9);
}

static void
add_product (PnrMarket *market, const char *sku, gint64 price, gint64 cost, gint64 n_orders)
{
  PnrMarketProduct *product = pnr_market_add_product (market, sku, sku);

  product->price_minor = price;
  product->cost_minor = cost;
  product->n_orders = n_orders;
  product->elasticity = (PnrRange){ -3.5, -3.6, -3.4 };
}

/* Buyers who look at the price: a set at 13 % off brings many who would have bought a part. */
static PnrMarket *
make_market (void)
{
  PnrMarket *market = pnr_market_new ("EUR");
  PnrMarketBundle *bundle;

  add_product (market, "JACKET", 12000, 6600, 400);
  add_product (market, "TIE", 3000, 900, 300);
  add_product (market, "CUFF", 4500, 1800, 200);
  market->n_pair_orders[0][1] = market->n_pair_orders[1][0] = 90;
  market->n_pair_orders[0][2] = market->n_pair_orders[2][0] = 60;
  market->n_pair_orders[1][2] = market->n_pair_orders[2][1] = 70;
  market->n_orders = 1100;
  market->relevant_shoppers = (PnrRange){ 10000, 9500, 10500 };
  bundle = pnr_market_add_bundle (market, "SET", "SET");
  bundle->quantity[0] = bundle->quantity[1] = bundle->quantity[2] = 1;
  bundle->price_minor = 16900;
  return market;
}

/* An upsell and a cross-sell that both add 2,600 per taker, beside the same bundle. */
static PnrAdvice *
advise (double upsell, double cross_sell, double width)
{
  g_autoptr (PnrMarket) market = make_market ();
  PnrSimulationSettings settings = { .n_shoppers = 1 << 16, .seed = SEED, .n_draws = 64 };
  g_autoptr (PnrAdvice) advice = pnr_advice_new ("EUR", "JACKET", "Jacket");
  PnrTacticTerms terms = { .anchor_minor = 12000, .anchor_margin = 5400, .is_measured = TRUE };
  g_autoptr (GError) error = NULL;

  terms.offer_minor = 16000;
  terms.offer_margin = 8000;
  terms.acceptance = (PnrRange){ upsell, upsell - width, upsell + width };
  pnr_advice_judge (&terms, SEED,
                    pnr_advice_add_offer (advice, PNR_TACTIC_UPSELL, 1, "BLAZER", "Blazer"));
  terms.offer_minor = 4500;
  terms.offer_margin = 2600;
  terms.acceptance = (PnrRange){ cross_sell, cross_sell - width, cross_sell + width };
  pnr_advice_judge (&terms, SEED,
                    pnr_advice_add_offer (advice, PNR_TACTIC_CROSS_SELL, 2, "CUFF", "Cufflinks"));
  g_assert_true (pnr_advice_judge_bundle (
      market, 0, &settings, advice,
      pnr_advice_add_offer (advice, PNR_TACTIC_BUNDLE, 3, "SET", "Suit set"), NULL, &error));
  g_assert_no_error (error);
  pnr_advice_rank (advice);
  return g_steal_pointer (&advice);
}

static void
assert_winner (double upsell, double cross_sell, PnrTactic winner)
{
  g_autoptr (PnrAdvice) advice = advise (upsell, cross_sell, 0.002);
  const PnrAdviceOffer *best[PNR_N_TACTICS];
  g_autofree char *sentence = pnr_advice_dup_sentence (advice);

  g_assert_cmpuint (pnr_advice_list_best (advice, best), ==, 3);
  g_assert_cmpint (best[0]->tactic, ==, winner);
  g_assert_cmpfloat (best[0]->gain.value, >=, best[1]->gain.value);
  g_assert_cmpfloat (best[1]->gain.value, >=, best[2]->gain.value);
  g_assert_cmpint (pnr_advice_get_verdict (advice), ==, PNR_ADVICE_CLEAR);
  g_assert_true (g_str_has_prefix (sentence, pnr_tactic_get_label (winner)));
  g_assert_cmpuint (advice->assumed->len, >, 5);
}

static void
test_winners (void)
{
  assert_winner (0.005, 0.005, PNR_TACTIC_BUNDLE);
  assert_winner (0.80, 0.10, PNR_TACTIC_UPSELL);
  assert_winner (0.10, 0.80, PNR_TACTIC_CROSS_SELL);
}

static void
test_tie (void)
{
  g_autoptr (PnrAdvice) advice = advise (0.80, 0.80, 0.05);
  g_autofree char *sentence = pnr_advice_dup_sentence (advice);

  g_assert_cmpint (pnr_advice_get_verdict (advice), ==, PNR_ADVICE_CLOSE);
  g_assert_true (g_str_has_prefix (sentence, "Too close to call"));
  g_assert_nonnull (strstr (sentence, "Blazer"));
  g_assert_nonnull (strstr (sentence, "Cufflinks"));
}

static void
add_judged (PnrAdvice *advice, PnrTactic tactic, double low, double value, double high)
{
  PnrAdviceOffer *offer = pnr_advice_add_offer (advice, tactic, 1 + tactic, "B", "B");

  offer->gain = (PnrEstimate){ .value = value, .low = low, .high = high };
}

static void
assert_verdict (PnrAdvice *advice, PnrAdviceVerdict verdict, const char *words)
{
  g_autofree char *sentence = NULL;

  pnr_advice_rank (advice);
  sentence = pnr_advice_dup_sentence (advice);
  g_assert_cmpint (pnr_advice_get_verdict (advice), ==, verdict);
  g_assert_nonnull (strstr (sentence, words));
}

/* To offer nothing is a candidate too: within the noise around zero nobody wins. */
static void
test_nothing_is_a_candidate (void)
{
  g_autoptr (PnrAdvice) doubtful = pnr_advice_new ("USD", "A", "A");
  g_autoptr (PnrAdvice) sure = pnr_advice_new ("USD", "A", "A");
  g_autoptr (PnrAdvice) losing = pnr_advice_new ("USD", "A", "A");
  g_autoptr (PnrAdvice) mixed = pnr_advice_new ("USD", "A", "A");

  add_judged (doubtful, PNR_TACTIC_BUNDLE, -379, 59, 1109);
  assert_verdict (doubtful, PNR_ADVICE_CLOSE, "to offer nothing may be as good");
  add_judged (doubtful, PNR_TACTIC_UPSELL, -900, -700, -600);
  assert_verdict (doubtful, PNR_ADVICE_CLOSE, "to offer nothing may be as good");

  add_judged (sure, PNR_TACTIC_BUNDLE, 1, 59, 1109);
  assert_verdict (sure, PNR_ADVICE_ALONE, "above zero");
  add_judged (sure, PNR_TACTIC_UPSELL, 0, 2, 3);
  assert_verdict (sure, PNR_ADVICE_CLOSE, "overlap");

  add_judged (losing, PNR_TACTIC_BUNDLE, -10, -5, -1);
  assert_verdict (losing, PNR_ADVICE_NONE_PAYS, "None of them pays");
  add_judged (losing, PNR_TACTIC_UPSELL, -90, -50, 1);
  assert_verdict (losing, PNR_ADVICE_CLOSE, "Too close to call");

  add_judged (mixed, PNR_TACTIC_UPSELL, 100, 200, 300);
  add_judged (mixed, PNR_TACTIC_BUNDLE, -50, 10, 90);
  assert_verdict (mixed, PNR_ADVICE_CLEAR, "is best");
}

/* The bundle's figure is the simulation's, per 100 orders of the anchor. */
static void
test_bundle_unit (void)
{
  g_autoptr (PnrAdvice) advice = advise (0.1, 0.1, 0.0);
  g_autoptr (PnrMarket) market = make_market ();
  PnrSimulationSettings settings = { .n_shoppers = 1 << 16, .seed = SEED, .n_draws = 64 };
  g_autoptr (PnrOutcome) outcome = pnr_simulate (market, &settings, NULL, NULL);
  const PnrEstimate *change = &outcome->estimates[PNR_SIDE_DELTA][PNR_METRIC_CONTRIBUTION];
  const PnrEstimate *takers = &outcome->estimates[PNR_SIDE_SCENARIO][PNR_METRIC_TAKERS];

  for (guint i = 0; i < advice->offers->len; i++) {
    const PnrAdviceOffer *offer = g_ptr_array_index (advice->offers, i);

    if (offer->tactic != PNR_TACTIC_BUNDLE)
      continue;
    g_assert_cmpfloat_with_epsilon (offer->gain.value, change->value / 4.0, 1e-6);
    g_assert_cmpfloat_with_epsilon (offer->gain.low, change->low / 4.0, 1e-6);
    g_assert_cmpfloat_with_epsilon (offer->acceptance.value, takers->value / 400.0, 1e-9);
    g_assert_cmpfloat_with_epsilon (offer->acceptance.high, takers->high / 400.0, 1e-9);
    return;
  }
  g_assert_not_reached ();
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/economy/advice/golden", test_golden);
  g_test_add_func ("/economy/advice/never", test_never);
  g_test_add_func ("/economy/advice/price-step", test_price_step);
  g_test_add_func ("/economy/advice/relevance", test_relevance);
  g_test_add_func ("/economy/advice/break-even", test_break_even);
  g_test_add_func ("/economy/advice/bought-anyway", test_bought_anyway);
  g_test_add_func ("/economy/advice/margins", test_margins);
  g_test_add_func ("/economy/advice/winners", test_winners);
  g_test_add_func ("/economy/advice/tie", test_tie);
  g_test_add_func ("/economy/advice/nothing", test_nothing_is_a_candidate);
  g_test_add_func ("/economy/advice/bundle-unit", test_bundle_unit);
  return g_test_run ();
}
