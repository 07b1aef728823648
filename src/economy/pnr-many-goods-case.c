/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Worked cases of three goods with a price per content, and of many goods in one pure bundle. */
#include "config.h"

#include "economy/pnr-exact-cases.h"

#include <glib/gi18n.h>
#include <gsl/gsl_errno.h>
#include <math.h>

#include "economy/pnr-case-input.h"
#include "economy/pnr-closed-form.h"
#include "economy/pnr-three-goods.h"

#define MOST_GOODS 500
/* How far off the best prices of three goods may be found. */
#define CLOSED_FORM_WITHIN 1e-6

static const char *const content_names[PNR_N_TRIPLE_CONTENTS] = { "none", "1",  "2",  "12",
                                                                  "3",    "13", "23", "123" };

static gboolean
pnr_triple_case_read (GVariant *inputs, PnrThreeGoods *goods, GError **error)
{
  g_autoptr (GVariant) demand = pnr_case_object (inputs, "demand", error);

  if (demand == NULL || !pnr_case_fill (demand, "lo", 3, goods->low, error)
      || !pnr_case_fill (demand, "hi", 3, goods->high, error)
      || !pnr_case_fill (inputs, "cost", 3, goods->cost, error))
    return FALSE;
  for (guint i = 0; i < 3; i++)
    if (!(goods->high[i] > goods->low[i])) {
      pnr_case_fail (error, _ ("The field “%s” must give every good a spread larger than 0."),
                     "demand");
      return FALSE;
    }
  return TRUE;
}

static void
pnr_triple_case_tell (GVariantDict *report, const PnrThreeGoodsSale *sale)
{
  GVariantDict *shares = pnr_report_new ();

  for (guint s = 0; s < PNR_N_TRIPLE_CONTENTS; s++)
    pnr_report_add_number (shares, content_names[s], sale->share[s]);
  pnr_report_add_value (report, "share", pnr_report_end (shares));
  pnr_report_add_number (report, "revenue", sale->revenue);
  pnr_report_add_number (report, "profit", sale->profit);
  pnr_report_add_number (report, "consumer_surplus", sale->consumer_surplus);
  pnr_report_add_number (report, "sd_profit_per_shopper", sale->sd_profit);
}

/* A content that is not listed, or listed above the sum of its parts, costs its parts. */
static gboolean
pnr_triple_case_read_prices (GVariant *inputs, double *price, GError **error)
{
  g_autoptr (GVariant) listed = pnr_case_object (inputs, "prices_by_content", error);

  if (listed == NULL)
    return FALSE;
  price[0] = 0;
  for (guint s = 1; s < PNR_N_TRIPLE_CONTENTS; s++) {
    if (!pnr_report_get_number (listed, content_names[s], &price[s]) || !isfinite (price[s]))
      price[s] = INFINITY;
    for (guint part = 1; part < s; part++)
      if ((part & s) == part)
        price[s] = MIN (price[s], price[part] + price[s & ~part]);
  }
  return TRUE;
}

static GVariant *
pnr_triple_case_evaluate (GVariant *inputs, const PnrThreeGoods *goods, GError **error)
{
  double price[PNR_N_TRIPLE_CONTENTS];
  PnrThreeGoodsSale sale;
  GVariantDict *report;

  if (!pnr_triple_case_read_prices (inputs, price, error))
    return NULL;
  pnr_three_goods_sell (goods, price, &sale);
  report = pnr_report_new ();
  pnr_triple_case_tell (report, &sale);
  return pnr_report_end (report);
}

static double
pnr_triple_case_profit (const double *by_size, gconstpointer market)
{
  double price[PNR_N_TRIPLE_CONTENTS];
  PnrThreeGoodsSale sale;

  pnr_three_goods_price_by_size (by_size, price);
  pnr_three_goods_sell (market, price, &sale);
  return sale.profit;
}

static double
pnr_triple_case_share_without (const PnrThreeGoods *goods, const double *by_size)
{
  double price[PNR_N_TRIPLE_CONTENTS];
  PnrThreeGoodsSale sale;

  pnr_three_goods_price_by_size (by_size, price);
  pnr_three_goods_sell (goods, price, &sale);
  return sale.share[0];
}

/* The price of all three that leaves a share of the shoppers without purchase; the share grows
 * with the price. */
static double
pnr_triple_case_price_leaving (const PnrThreeGoods *goods, const double *by_size, double share)
{
  double low = by_size[2] - 1e-3, high = by_size[2] + 1e-3;

  for (guint i = 0; i < 50; i++) {
    double moved[] = { by_size[0], by_size[1], (low + high) / 2 };

    if (pnr_triple_case_share_without (goods, moved) < share)
      low = moved[2];
    else
      high = moved[2];
  }
  return (low + high) / 2;
}

/* The best prices by size as fractions and roots, where the first two are such numbers and profit
 * is flat at them. The last price may be a root of higher degree; if the share without purchase
 * is a fraction, that says which one. */
static void
pnr_triple_case_tell_closed_form (GVariantDict *report, const PnrThreeGoods *goods,
                                  const double *found)
{
  PnrClosedForm forms[3], without = { 0 };
  double prices[3], share = pnr_triple_case_share_without (goods, found);
  GVariantDict *told;

  for (guint i = 0; i < 2; i++) {
    if (!pnr_closed_form_find (found[i], CLOSED_FORM_WITHIN, &forms[i]))
      return;
    prices[i] = forms[i].value;
  }
  prices[2] = found[2];
  if (pnr_closed_form_find (found[2], CLOSED_FORM_WITHIN, &forms[2])) {
    prices[2] = forms[2].value;
  } else if (pnr_closed_form_find (share, CLOSED_FORM_WITHIN, &without)) {
    prices[2] = pnr_triple_case_price_leaving (goods, prices, without.value);
    g_snprintf (forms[2].text, sizeof forms[2].text, "root of P(no purchase)=%s, about %.4f",
                without.text, prices[2]);
  }
  if (!pnr_closed_form_is_top (pnr_triple_case_profit, goods, prices, 3))
    return;
  told = pnr_report_new ();
  pnr_report_add_text (told, "p1", forms[0].text);
  pnr_report_add_text (told, "p2", forms[1].text);
  pnr_report_add_text (told, "p3", forms[2].text);
  pnr_report_add_value (report, "closed_form", pnr_report_end (told));
}

static GVariant *
pnr_triple_case_best (const PnrThreeGoods *goods, const char *strategy, GVariantDict *all,
                      PnrProgress *progress, GError **error)
{
  gboolean is_component = g_str_equal (strategy, "components");
  gboolean is_pure = g_str_equal (strategy, "pure");
  double by_size[3], price[PNR_N_TRIPLE_CONTENTS];
  PnrThreeGoodsSale sale;
  GVariantDict *report;

  if (!is_component && !is_pure && !g_str_equal (strategy, "size_mixed")) {
    pnr_case_fail (error, _ ("The field “%s” names an unknown strategy."), "strategies");
    return NULL;
  }
  if (!pnr_three_goods_optimise (goods, is_component, is_pure, by_size, progress, error))
    return NULL;
  pnr_three_goods_price_by_size (by_size, price);
  pnr_three_goods_sell (goods, price, &sale);
  report = pnr_report_new ();
  if (is_component || is_pure) {
    pnr_report_add_number (report, "price", by_size[is_pure ? 2 : 0]);
  } else {
    pnr_report_add_value (report, "prices_by_size", pnr_case_numbers_new (by_size, 3));
    pnr_triple_case_tell_closed_form (all, goods, by_size);
  }
  pnr_triple_case_tell (report, &sale);
  return pnr_report_end (report);
}

static GVariant *
pnr_triple_case_optimise (GVariant *inputs, const PnrThreeGoods *goods, PnrProgress *progress,
                          GError **error)
{
  g_autoptr (GVariant) strategies = pnr_case_list (inputs, "strategies", error);
  g_autoptr (GVariantDict) report = pnr_report_new ();

  for (gsize i = 0; i < pnr_report_list_length (strategies); i++) {
    g_autoptr (GVariant) item = pnr_report_list_get (strategies, i);
    gboolean is_text = g_variant_is_of_type (item, G_VARIANT_TYPE_STRING);
    const char *name = is_text ? g_variant_get_string (item, NULL) : "";
    GVariant *best = pnr_triple_case_best (goods, name, report, progress, error);

    if (best == NULL)
      return NULL;
    pnr_report_add_value (report, name, best);
  }
  return strategies != NULL ? pnr_report_end (g_steal_pointer (&report)) : NULL;
}

GVariant *
pnr_three_goods_case_solve (const char *task, GVariant *inputs, PnrProgress *progress,
                            GError **error)
{
  PnrThreeGoods goods;

  gsl_set_error_handler_off ();
  if (!g_str_equal (task, "evaluate") && !g_str_equal (task, "optimise")) {
    pnr_case_unknown_task ("uniform3", task, error);
    return NULL;
  }
  if (!pnr_triple_case_read (inputs, &goods, error))
    return NULL;
  return g_str_equal (task, "evaluate")
             ? pnr_triple_case_evaluate (inputs, &goods, error)
             : pnr_triple_case_optimise (inputs, &goods, progress, error);
}

/* P(sum of n uniform shares <= x), Irwin-Hall, by the recurrence
 * n F_n(x) = x F_(n-1)(x) + (n - x) F_(n-1)(x - 1), whose terms are never negative: the alternating
 * textbook sum loses all digits near 30 goods. (de Boor 1978, A Practical Guide to Splines.) */
static double
pnr_many_goods_below (guint n, double x)
{
  g_autofree double *below = g_new (double, n + 1);

  for (guint k = 0; k <= n; k++)
    below[k] = x - k >= 0;
  for (guint m = 1; m <= n; m++)
    for (guint k = 0; k + m <= n; k++) {
      double at = x - k;

      below[k] = at <= 0 ? 0 : at >= m ? 1 : (at * below[k] + (m - at) * below[k + 1]) / m;
    }
  return below[0];
}

/* The profit of a bundle has one hill: values with a log-concave density leave the logarithm of
 * (p - c) P(v > p) concave, so thirds of the interval can be thrown away. */
static void
pnr_many_goods_best_bundle (guint n, double low, double high, double cost, double *price,
                            double *share)
{
  double from = MAX (n * low, n * cost), to = MAX (n * high, from);
  double ratio = (sqrt (5) - 1) / 2;

  for (guint i = 0; i < 90; i++) {
    double at[2] = { to - ratio * (to - from), from + ratio * (to - from) }, profit[2];

    for (guint k = 0; k < 2; k++)
      profit[k] =
          (at[k] - n * cost) * (1 - pnr_many_goods_below (n, (at[k] - n * low) / (high - low)));
    if (profit[0] < profit[1])
      from = at[0];
    else
      to = at[1];
  }
  *price = (from + to) / 2;
  *share = 1 - pnr_many_goods_below (n, (*price - n * low) / (high - low));
}

static gboolean
pnr_many_goods_case_read (GVariant *inputs, guint *n, double *low, double *high, double *cost,
                          GError **error)
{
  g_autoptr (GVariant) demand = pnr_case_object (inputs, "demand", error);
  double goods;

  if (demand == NULL || !pnr_case_number (demand, "lo", low, error)
      || !pnr_case_number (demand, "hi", high, error)
      || !pnr_case_number_within (demand, "goods", 1, MOST_GOODS, &goods, error)
      || !pnr_case_fill (inputs, "cost", 1, cost, error))
    return FALSE;
  *n = (guint) goods;
  if (*high > *low)
    return TRUE;
  pnr_case_fail (error, _ ("The field “%s” must give every good a spread larger than 0."),
                 "demand");
  return FALSE;
}

GVariant *
pnr_many_goods_case_solve (const char *task, GVariant *inputs, PnrProgress *progress,
                           GError **error)
{
  double low, high, cost, price, share, profit, single, from;
  GVariantDict *report;
  guint n;

  if (!g_str_equal (task, "optimise")) {
    pnr_case_unknown_task ("manygoods", task, error);
    return NULL;
  }
  if (!pnr_many_goods_case_read (inputs, &n, &low, &high, &cost, error))
    return NULL;
  pnr_many_goods_best_bundle (n, low, high, cost, &price, &share);
  profit = (price - n * cost) * share;
  single = MAX (low, MIN (high, (high + cost) / 2));
  from = CLAMP (cost, low, high);
  report = pnr_report_new ();
  pnr_report_add_number (report, "bundle_price", price);
  pnr_report_add_number (report, "price_per_good", price / n);
  pnr_report_add_number (report, "share", share);
  pnr_report_add_number (report, "profit", profit);
  pnr_report_add_number (report, "profit_per_good", profit / n);
  pnr_report_add_number (report, "separate_profit_per_good",
                         MAX (0, (single - cost) * (high - single) / (high - low)));
  pnr_report_add_number (report, "mean_surplus_per_good_available",
                         (high - from) * ((high + from) / 2 - cost) / (high - low));
  return pnr_report_end (report);
}
