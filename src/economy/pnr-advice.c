/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an upsell, a cross-sell or a bundle does to 100 visitors who are about to buy an anchor.
 *
 * All three are told in one currency: contribution per 100 visitors of the anchor, against selling
 * them the anchor alone. With m1 the contribution of the anchor's order, a the share who take the
 * offer and l the share who leave because of it,
 *
 *   upsell      100 (a (m2 - m1) - l m1)     m2: of the dearer product's order
 *   cross-sell  100 ((1 - c) a m - l m1)     m: what the target adds, c: who buy it anyway
 *   bundle      100 D / n                    D: change of contribution in the simulation of the
 *                                            bundle alone, n: the anchor's orders
 *                                            Its acceptance is of the same n.
 *
 * so that an upsell pays from a* = l m1 / (m2 - m1) on. Nobody knows a of an offer that was never
 * made. It is assumed, apart for cross-sells and for upsells, as the acceptance of an offer that
 * fits perfectly and costs nothing, and then lowered by what is known of this one:
 *
 *   a = prior x relevance x exp (-step x extra price / anchor's price)
 *
 * The relevance of a cross-sell comes from the orders, that of an upsell is 1: who upgrades does
 * not buy both. A measured acceptance stands as it is. The intervals repeat the formula over joint
 * draws of a, l and step. */
#include "config.h"

#include "economy/pnr-advice.h"

#include <math.h>

#include "economy/pnr-belief.h"
#include "economy/pnr-break-even.h"
#include "economy/pnr-market-figures.h"
#include "economy/pnr-quasi-random.h"

#define VISITORS 100.0
#define MILLION 1e6
#define N_DRAWS 256

/**
 * pnr_advice_get_relevance:
 * @n_orders: orders of the history
 * @n_anchor: of them, those that hold the anchor
 * @n_target: those that hold the target
 * @n_both: those that hold both
 *
 * With lift L = both / expected, L / (1 + L): 0.5 for two products that have nothing to do with
 * each other, towards 1 the more they belong together. One order added to both counts keeps a
 * single basket from proving anything.
 *
 * Returns: 0-1, growing with @n_both
 */
double
pnr_advice_get_relevance (gint64 n_orders, gint64 n_anchor, gint64 n_target, gint64 n_both)
{
  double expected = n_orders > 0 ? (double) n_anchor * (double) n_target / (double) n_orders : 0.0;

  return ((double) n_both + 1.0) / ((double) n_both + 1.0 + expected + 1.0);
}

/* What a product adds to an order that is sent anyway. */
double
pnr_advice_get_extra_margin (gint64 price_minor, gint64 cost_minor, const PnrMarketCosts *costs)
{
  double price = (double) price_minor;

  return price / (1.0 + (double) costs->vat_ppm / MILLION) - (double) cost_minor
         - price * (double) costs->fee_ppm / MILLION - (double) costs->ship_unit_minor;
}

double
pnr_advice_get_order_margin (gint64 price_minor, gint64 cost_minor, const PnrMarketCosts *costs)
{
  return pnr_advice_get_extra_margin (price_minor, cost_minor, costs)
         - (double) costs->ship_order_minor - (double) costs->fee_fixed_minor;
}

static double
get_step (PnrTactic tactic, const PnrTacticTerms *terms)
{
  double extra =
      tactic == PNR_TACTIC_UPSELL ? terms->offer_minor - terms->anchor_minor : terms->offer_minor;

  return MAX (extra, 0.0) / terms->anchor_minor;
}

/**
 * pnr_advice_get_acceptance:
 * @tactic: upsell or cross-sell
 * @terms: prices and relevance of the offer
 * @prior: share who take what fits perfectly and costs nothing, or what was measured
 * @loss: share who leave because of it, and cannot accept
 * @step: how fast acceptance falls with the price
 *
 * Returns: the share who take the offer
 */
double
pnr_advice_get_acceptance (PnrTactic tactic, const PnrTacticTerms *terms, double prior, double loss,
                           double step)
{
  double relevance = tactic == PNR_TACTIC_UPSELL ? 1.0 : terms->relevance;
  double acceptance =
      terms->is_measured ? prior : prior * relevance * exp (-step * get_step (tactic, terms));

  return CLAMP (acceptance, 0.0, 1.0 - loss);
}

/* What one visitor brings who takes the offer. */
static double
get_yield (PnrTactic tactic, const PnrTacticTerms *terms)
{
  return tactic == PNR_TACTIC_UPSELL ? terms->offer_margin - terms->anchor_margin
                                     : (1.0 - terms->already) * terms->offer_margin;
}

static double
get_gain (PnrTactic tactic, const PnrTacticTerms *terms, double acceptance, double loss)
{
  return VISITORS * (acceptance * get_yield (tactic, terms) - loss * terms->anchor_margin);
}

static double
get_order_value (PnrTactic tactic, const PnrTacticTerms *terms, double acceptance, double loss)
{
  double stay = 1.0 - loss;
  double more;

  if (!(stay > 0.0))
    return NAN;
  more = tactic == PNR_TACTIC_UPSELL
             ? acceptance * (terms->offer_minor - terms->anchor_minor)
             : (stay * terms->already + (1.0 - terms->already) * acceptance) * terms->offer_minor;
  return terms->anchor_minor + more / stay;
}

static double
get_break_even (PnrTactic tactic, const PnrTacticTerms *terms)
{
  PnrBreakEven result = pnr_break_even_of_upsell (
      terms->anchor_margin, terms->anchor_margin + get_yield (tactic, terms), terms->loss.value);

  if (result.verdict == PNR_BREAK_EVEN_NEVER)
    return NAN;
  return MAX (result.share, 0.0);
}

/* One consistent set of beliefs about the offer. */
static double
draw_gain (PnrTactic tactic, const PnrTacticTerms *terms, guint draw, guint64 seed,
           double *acceptance)
{
  double scores[3], loss, step;

  for (guint i = 0; i < G_N_ELEMENTS (scores); i++)
    pnr_quasi_random_fill (i, draw, 1, seed, G_MAXUINT32, &scores[i]);
  loss = pnr_belief_draw_share (&terms->loss, scores[1]);
  step = terms->step.low + scores[2] * (terms->step.high - terms->step.low);
  *acceptance = pnr_advice_get_acceptance (
      tactic, terms, pnr_belief_draw_share (&terms->acceptance, scores[0]), loss, MAX (step, 0.0));
  return get_gain (tactic, terms, *acceptance, loss);
}

/**
 * pnr_advice_judge:
 * @terms: a product offered beside an anchor or instead of it
 * @seed: key of the draws
 * @offer: (inout): an upsell or a cross-sell; gets its figures
 *
 * Its intervals are the middle 90 % over joint draws of the assumptions.
 */
void
pnr_advice_judge (const PnrTacticTerms *terms, guint64 seed, PnrAdviceOffer *offer)
{
  PnrTactic tactic = offer->tactic;
  double loss = CLAMP (terms->loss.value, 0.0, 1.0);
  double acceptance =
      pnr_advice_get_acceptance (tactic, terms, terms->acceptance.value, loss, terms->step.value);
  PnrEstimate accepted = { .value = acceptance };
  g_autofree double *gains = g_new (double, N_DRAWS);
  g_autofree double *acceptances = g_new (double, N_DRAWS);

  g_return_if_fail (tactic != PNR_TACTIC_BUNDLE && terms->anchor_minor > 0.0);

  for (guint draw = 0; draw < N_DRAWS; draw++)
    gains[draw] = draw_gain (tactic, terms, draw, seed, &acceptances[draw]);
  pnr_market_figures_set_interval (&accepted, acceptances, N_DRAWS);
  offer->acceptance = (PnrRange){ acceptance, accepted.low, accepted.high };
  offer->loss = terms->loss;
  offer->already = tactic == PNR_TACTIC_CROSS_SELL ? terms->already : 0.0;
  offer->gain = (PnrEstimate){ .value = get_gain (tactic, terms, acceptance, loss) };
  pnr_market_figures_set_interval (&offer->gain, gains, N_DRAWS);
  offer->break_even = get_break_even (tactic, terms);
  offer->aov_minor = get_order_value (tactic, terms, acceptance, loss);
}

static void
scale (PnrEstimate *estimate, double factor)
{
  estimate->value *= factor;
  estimate->low *= factor;
  estimate->high *= factor;
  estimate->standard_error *= factor;
}

/**
 * pnr_advice_judge_bundle:
 * @market: with the bundle as its only offer
 * @anchor: place of the anchor in @market
 * @settings: how many shoppers, which seed
 * @advice: gets the assumptions and warnings of the simulation
 * @offer: (inout): gets its figures
 * @progress: (nullable): told the share done; can cancel
 * @error: what is missing and what to do
 *
 * Shoppers who would have bought none of it come with the bundle too, and count.
 *
 * Returns: whether it could be simulated
 */
gboolean
pnr_advice_judge_bundle (PnrMarket *market, guint anchor, const PnrSimulationSettings *settings,
                         PnrAdvice *advice, PnrAdviceOffer *offer, PnrProgress *progress,
                         GError **error)
{
  g_autoptr (PnrOutcome) outcome = pnr_simulate (market, settings, progress, error);
  PnrEstimate *rate, *takers;
  double factor;

  if (outcome == NULL)
    return FALSE;
  factor = VISITORS / (double) market->products[anchor].n_orders;
  offer->gain = outcome->estimates[PNR_SIDE_DELTA][PNR_METRIC_CONTRIBUTION];
  scale (&offer->gain, factor);
  rate = &outcome->estimates[PNR_SIDE_SCENARIO][PNR_METRIC_TAKE_RATE];
  offer->take_rate = (PnrRange){ rate->value, rate->low, rate->high };
  takers = &outcome->estimates[PNR_SIDE_SCENARIO][PNR_METRIC_TAKERS];
  factor /= VISITORS;
  offer->acceptance =
      (PnrRange){ factor * takers->value, factor * takers->low, factor * takers->high };
  offer->giveaway = outcome->takers.giveaway;
  offer->break_even = outcome->takers.break_even_giveaway;
  offer->verdict = outcome->takers.verdict;
  offer->aov_minor = NAN;
  for (guint i = 0; i < outcome->assumed->len; i++) {
    const PnrAssumed *assumed = g_ptr_array_index (outcome->assumed, i);

    pnr_advice_add_assumed (advice, assumed->name, assumed->value, assumed->low, assumed->high,
                            assumed->source);
  }
  for (guint i = 0; i < outcome->warnings->len; i++)
    pnr_advice_add_warning (advice, g_ptr_array_index (outcome->warnings, i));
  return TRUE;
}
