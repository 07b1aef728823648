/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Worked cases of two goods with uniform, normal or lognormal values: at given and best prices. */
#include "config.h"

#include "economy/pnr-exact-cases.h"

#include <glib/gi18n.h>
#include <gsl/gsl_cdf.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_randist.h>
#include <math.h>

#include "economy/pnr-case-input.h"
#include "economy/pnr-closed-form.h"
#include "economy/pnr-exact-uniform.h"
#include "economy/pnr-two-goods-price.h"
#include "economy/pnr-two-goods.h"

/* How far means, spreads and costs may lie apart. */
#define MOST_RATIO 10000.0
#define MOST_LOG 20.0
#define MOST_LOG_SPREAD 5.0
/* How far off the best prices may be found. */
#define CLOSED_FORM_WITHIN 1e-7

static const char *const strategy_names[PNR_N_STRATEGIES] = { "components", "pure", "mixed",
                                                              "partial1" };

static gboolean
pnr_two_goods_case_read_spread (const PnrTwoGoods *goods, GError **error)
{
  for (guint i = 0; i < 2; i++)
    if (goods->taste == PNR_TASTE_UNIFORM ? !(goods->spread[i] > goods->place[i])
                                          : !(goods->spread[i] > 0)) {
      pnr_case_fail (error, _ ("The field “%s” must give both goods a spread larger than 0."),
                     "demand");
      return FALSE;
    }
  return TRUE;
}

/* Integrals over values that differ by many powers of ten are lost in rounding. */
static gboolean
pnr_two_goods_case_is_balanced (const PnrTwoGoods *goods)
{
  double widest = MAX (goods->spread[0], goods->spread[1]);

  for (guint i = 0; i < 2; i++) {
    if (goods->taste == PNR_TASTE_NORMAL
        && !(fabs (goods->place[i]) <= MOST_RATIO * goods->spread[i]
             && goods->spread[i] * MOST_RATIO >= widest && goods->cost[i] <= MOST_RATIO * widest
             && goods->cost[i] >= -MOST_RATIO * widest))
      return FALSE;
    if (goods->taste == PNR_TASTE_LOGNORMAL
        && !(fabs (goods->place[i] - goods->place[1 - i]) <= MOST_LOG
             && fabs (goods->place[i]) <= MOST_LOG && goods->spread[i] <= MOST_LOG_SPREAD
             && goods->spread[i] * MOST_RATIO >= widest
             && fabs (goods->cost[i]) <= MOST_RATIO * exp (MAX (goods->place[0], goods->place[1]))))
      return FALSE;
  }
  return TRUE;
}

static gboolean
pnr_two_goods_case_read_demand (GVariant *inputs, PnrTwoGoods *goods, GError **error)
{
  static const struct {
    const char *kind;
    const char *place;
    const char *spread;
  } kinds[] = {
    [PNR_TASTE_UNIFORM] = { "uniform", "lo", "hi" },
    [PNR_TASTE_NORMAL] = { "normal", "mean", "sd" },
    [PNR_TASTE_LOGNORMAL] = { "lognormal", "log_mean", "log_sd" },
  };
  g_autoptr (GVariant) demand = pnr_case_object (inputs, "demand", error);
  g_autofree char *kind = demand != NULL ? pnr_case_text (demand, "kind", error) : NULL;

  if (kind == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    if (!g_str_equal (kind, kinds[i].kind))
      continue;
    goods->taste = i;
    return pnr_case_fill (demand, kinds[i].place, 2, goods->place, error)
           && pnr_case_fill (demand, kinds[i].spread, 2, goods->spread, error)
           && (i == PNR_TASTE_UNIFORM
               || pnr_case_number_within (demand, "rho", -0.999, 0.999, &goods->rho, error))
           && pnr_two_goods_case_read_spread (goods, error);
  }
  pnr_case_fail (error, _ ("There is no demand of the kind “%s”."), kind);
  return FALSE;
}

/* Complementarity may be left out: then the goods simply add up. */
static gboolean
pnr_two_goods_case_read (GVariant *inputs, PnrTwoGoods *goods, GError **error)
{
  g_autoptr (GVariant) theta = pnr_report_get (inputs, "theta");

  if (!pnr_two_goods_case_read_demand (inputs, goods, error)
      || !pnr_case_fill (inputs, "cost", 2, goods->cost, error)
      || (theta != NULL
          && !pnr_case_number_within (inputs, "theta", -0.9, 10, &goods->theta, error)))
    return FALSE;
  if (pnr_two_goods_case_is_balanced (goods))
    return TRUE;
  pnr_case_fail (error,
                 _ ("The field “%s” mixes values, spreads and costs that differ too much from each "
                    "other to be computed."),
                 "demand");
  return FALSE;
}

static gboolean
pnr_two_goods_case_strategy (GVariant *name, PnrStrategy *strategy, GError **error)
{
  if (name != NULL && g_variant_is_of_type (name, G_VARIANT_TYPE_STRING))
    for (guint i = 0; i < PNR_N_STRATEGIES; i++)
      if (g_str_equal (strategy_names[i], g_variant_get_string (name, NULL))) {
        *strategy = i;
        return TRUE;
      }
  pnr_case_fail (error, _ ("The field “%s” must name components, pure, mixed or partial1."),
                 "strategy");
  return FALSE;
}

static GVariant *
pnr_two_goods_case_shares (PnrStrategy strategy, const PnrTwoGoodsSale *sale)
{
  static const char *names[PNR_N_CONTENTS] = { "none", "1", "2", "12" };
  GVariantDict *shares = pnr_report_new ();

  for (guint k = 0; k < PNR_N_CONTENTS; k++) {
    gboolean is_sold = k == PNR_CONTENT_1 ? strategy != PNR_STRATEGY_PURE
                       : k == PNR_CONTENT_2
                           ? strategy == PNR_STRATEGY_COMPONENTS || strategy == PNR_STRATEGY_MIXED
                           : TRUE;

    if (is_sold)
      pnr_report_add_number (shares, names[k], sale->share[k]);
  }
  return pnr_report_end (shares);
}

static void
pnr_two_goods_case_tell (GVariantDict *report, PnrStrategy strategy, const PnrTwoGoodsSale *sale)
{
  pnr_report_add_value (report, "share", pnr_two_goods_case_shares (strategy, sale));
  pnr_report_add_value (report, "units", pnr_case_numbers_new (sale->units, 2));
  pnr_report_add_number (report, "revenue", sale->revenue);
  pnr_report_add_number (report, "profit", sale->profit);
  pnr_report_add_number (report, "consumer_surplus", sale->consumer_surplus);
  pnr_report_add_number (report, "sd_profit_per_shopper", sale->sd_profit);
}

static void
pnr_two_goods_case_tell_exactly (GVariantDict *report, const PnrTwoGoods *goods,
                                 PnrStrategy strategy, const double *prices)
{
  static const char *names[PNR_N_CONTENTS] = { "none", "1", "2", "12" };
  GVariantDict *shares = pnr_report_new ();
  PnrExactSale sale;

  pnr_exact_uniform_sell (goods, strategy, prices, &sale);
  for (guint k = 0; k < PNR_N_CONTENTS; k++)
    if (sale.share[k] != NULL)
      pnr_report_add_text (shares, names[k], sale.share[k]);
  pnr_report_add_value (report, "exact_share", pnr_report_end (shares));
  pnr_report_add_text (report, "exact_profit", sale.profit);
  pnr_exact_sale_clear (&sale);
}

static GVariant *
pnr_two_goods_case_evaluate (GVariant *inputs, const PnrTwoGoods *goods, GError **error)
{
  g_autoptr (GVariant) name = pnr_report_get (inputs, "strategy");
  double prices[3] = { 0 };
  PnrStrategy strategy;
  PnrTwoGoodsSale sale;
  GVariantDict *report;

  if (!pnr_two_goods_case_strategy (name, &strategy, error)
      || !pnr_case_fill (inputs, "prices", pnr_strategy_n_prices (strategy), prices, error))
    return NULL;
  pnr_two_goods_sell (goods, strategy, prices, TRUE, &sale);
  report = pnr_report_new ();
  pnr_two_goods_case_tell (report, strategy, &sale);
  if (goods->taste == PNR_TASTE_UNIFORM)
    pnr_two_goods_case_tell_exactly (report, goods, strategy, prices);
  return pnr_report_end (report);
}

/* Profit at bundle prices around the best one, the other prices held. */
static GVariant *
pnr_two_goods_case_curve (const PnrTwoGoods *goods, PnrStrategy strategy, const double *prices)
{
  static const double shares[] = { 0.8, 0.9, 0.95, 1.0, 1.05, 1.1, 1.2 };
  guint last = pnr_strategy_n_prices (strategy) - 1;
  double moved[3] = { prices[0], last > 0 ? prices[1] : 0, last > 1 ? prices[2] : 0 };
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("av"));
  for (guint i = 0; i < G_N_ELEMENTS (shares); i++) {
    PnrTwoGoodsSale sale;
    double point[2];

    moved[last] = point[0] = shares[i] * prices[last];
    pnr_two_goods_sell (goods, strategy, moved, TRUE, &sale);
    point[1] = sale.profit;
    g_variant_builder_add (&builder, "v", pnr_case_numbers_new (point, 2));
  }
  return g_variant_builder_end (&builder);
}

typedef struct {
  const PnrTwoGoods *goods;
  PnrStrategy strategy;
} PnrTwoGoodsOffer;

static double
pnr_two_goods_case_profit (const double *prices, gconstpointer market)
{
  const PnrTwoGoodsOffer *offer = market;
  PnrTwoGoodsSale sale;

  pnr_two_goods_sell (offer->goods, offer->strategy, prices, TRUE, &sale);
  return sale.profit;
}

/* The best prices as fractions and roots, where they are such numbers and profit is flat at them.
 * One name stands for both goods, so that their prices must be the same. */
static void
pnr_two_goods_case_tell_closed_form (GVariantDict *told, const PnrTwoGoods *goods,
                                     PnrStrategy strategy, const double *found)
{
  static const char *const names[PNR_N_STRATEGIES][2] = {
    [PNR_STRATEGY_COMPONENTS] = { "components_price", NULL },
    [PNR_STRATEGY_PURE] = { NULL, "pure_price" },
    [PNR_STRATEGY_MIXED] = { "mixed_component_price", "mixed_bundle_price" },
  };
  PnrTwoGoodsOffer offer = { goods, strategy };
  guint n_prices = pnr_strategy_n_prices (strategy);
  PnrClosedForm forms[3], profit;
  double prices[3];

  for (guint i = 0; i < n_prices; i++) {
    if (!pnr_closed_form_find (found[i], CLOSED_FORM_WITHIN, &forms[i]))
      return;
    prices[i] = forms[i].value;
  }
  if ((n_prices > 1 && !g_str_equal (forms[0].text, forms[1].text))
      || !pnr_closed_form_is_top (pnr_two_goods_case_profit, &offer, prices, n_prices))
    return;
  if (names[strategy][0] != NULL)
    pnr_report_add_text (told, names[strategy][0], forms[0].text);
  if (names[strategy][1] != NULL)
    pnr_report_add_text (told, names[strategy][1], forms[n_prices - 1].text);
  if (strategy == PNR_STRATEGY_PURE
      && pnr_closed_form_find (pnr_two_goods_case_profit (prices, &offer), 1e-12, &profit))
    pnr_report_add_text (told, "pure_profit", profit.text);
}

static GVariant *
pnr_two_goods_case_best (const PnrTwoGoods *goods, PnrStrategy strategy, GVariantDict *forms,
                         PnrProgress *progress, GError **error)
{
  guint n_prices = pnr_strategy_n_prices (strategy);
  gboolean is_identified[3], are_identified = TRUE;
  GVariantBuilder identified;
  PnrTwoGoodsSale sale;
  GVariantDict *report;
  double prices[3] = { 0 };

  if (!pnr_two_goods_optimise (goods, strategy, prices, is_identified, progress, error))
    return NULL;
  g_variant_builder_init (&identified, G_VARIANT_TYPE ("av"));
  for (guint i = 0; i < n_prices; i++)
    g_variant_builder_add (&identified, "v", g_variant_new_boolean (is_identified[i]));
  report = pnr_report_new ();
  pnr_report_add_value (report, "prices", pnr_case_numbers_new (prices, n_prices));
  pnr_report_add_value (report, "price_identified", g_variant_builder_end (&identified));
  pnr_two_goods_sell (goods, strategy, prices, TRUE, &sale);
  pnr_two_goods_case_tell (report, strategy, &sale);
  for (guint i = 0; i < n_prices; i++)
    are_identified &= is_identified[i];
  if (are_identified && goods->taste == PNR_TASTE_UNIFORM)
    pnr_two_goods_case_tell_closed_form (forms, goods, strategy, prices);
  if (strategy != PNR_STRATEGY_COMPONENTS)
    pnr_report_add_value (report, "curve", pnr_two_goods_case_curve (goods, strategy, prices));
  return pnr_report_end (report);
}

static GVariant *
pnr_two_goods_case_optimise (GVariant *inputs, const PnrTwoGoods *goods, PnrProgress *progress,
                             GError **error)
{
  g_autoptr (GVariant) strategies = pnr_case_list (inputs, "strategies", error);
  g_autoptr (GVariantDict) report = pnr_report_new ();
  g_autoptr (GVariantDict) forms = pnr_report_new ();
  g_autoptr (GVariant) told = NULL;

  if (strategies == NULL)
    return NULL;
  for (gsize i = 0; i < pnr_report_list_length (strategies); i++) {
    g_autoptr (GVariant) name = pnr_report_list_get (strategies, i);
    PnrStrategy strategy;
    GVariant *best;

    if (!pnr_two_goods_case_strategy (name, &strategy, error))
      return NULL;
    best = pnr_two_goods_case_best (goods, strategy, forms, progress, error);
    if (best == NULL)
      return NULL;
    pnr_report_add_value (report, strategy_names[strategy], best);
  }
  told = g_variant_ref_sink (pnr_report_end (g_steal_pointer (&forms)));
  if (g_variant_n_children (told) > 0)
    pnr_report_add_value (report, "closed_form", told);
  return pnr_report_end (g_steal_pointer (&report));
}

static GVariant *
pnr_two_goods_case_single (GVariant *inputs, GError **error)
{
  double mean, sd, cost, price, profit;
  GVariantDict *report;

  if (!pnr_case_number (inputs, "mean", &mean, error)
      || !pnr_case_number_within (inputs, "sd", 1e-9, 1e12, &sd, error)
      || !pnr_case_number (inputs, "cost", &cost, error))
    return NULL;
  pnr_single_good_optimise (mean, sd, cost, &price, &profit);
  report = pnr_report_new ();
  pnr_report_add_number (report, "price", price);
  pnr_report_add_number (report, "profit", profit);
  return pnr_report_end (report);
}

/* Whether a single good at the mark-up @t = (mean - cost) / sd is priced below the mean exactly
 * when a little more spread would lower its profit. */
static gboolean
pnr_two_goods_case_spread_hurts_below_mean (double t)
{
  const double step = 1e-4;
  double price, profit, narrow, wide;

  pnr_single_good_optimise (t, 1, 0, &price, &profit);
  pnr_single_good_optimise (t, 1 - step, 0, &profit, &narrow);
  pnr_single_good_optimise (t, 1 + step, 0, &profit, &wide);
  return (wide < narrow) == (price < t);
}

/* Bundling narrows the spread of values, which helps as soon as the best single price lies below
 * the mean. At that turn the price is the mean: (mean - cost) / sd is Mills' ratio at 0
 * (Schmalensee 1984, Gaussian demand and commodity bundling). The reason is told if it holds at
 * mark-ups on both sides of the turn, far and near. */
static GVariant *
pnr_two_goods_case_identity (void)
{
  static const double shares[] = { 0.2, 0.5, 0.9, 0.99, 1.01, 1.1, 2, 4 };
  double t = gsl_cdf_ugaussian_Q (0) / gsl_ran_ugaussian_pdf (0);
  GVariantDict *report = pnr_report_new ();
  gboolean holds = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (shares); i++)
    holds &= pnr_two_goods_case_spread_hurts_below_mean (shares[i] * t);
  pnr_report_add_number (report, "t", t);
  if (holds)
    pnr_report_add_text (report, "reason",
                         "a single good's optimal profit falls with its spread exactly when the "
                         "optimal price lies below the mean");
  return pnr_report_end (report);
}

GVariant *
pnr_two_goods_case_solve (const char *task, GVariant *inputs, PnrProgress *progress, GError **error)
{
  PnrTwoGoods goods = { 0 };

  gsl_set_error_handler_off ();
  if (g_str_equal (task, "optimise_single"))
    return pnr_two_goods_case_single (inputs, error);
  if (g_str_equal (task, "identity"))
    return pnr_two_goods_case_identity ();
  if (!g_str_equal (task, "evaluate") && !g_str_equal (task, "optimise")) {
    pnr_case_unknown_task ("two goods", task, error);
    return NULL;
  }
  if (!pnr_two_goods_case_read (inputs, &goods, error))
    return NULL;
  return g_str_equal (task, "evaluate")
             ? pnr_two_goods_case_evaluate (inputs, &goods, error)
             : pnr_two_goods_case_optimise (inputs, &goods, progress, error);
}
