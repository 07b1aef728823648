/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Worked cases of two goods with listed shoppers: best prices, and how they stand bad ties. */
#include "config.h"

#include "economy/pnr-exact-cases.h"

#include <glib/gi18n.h>
#include <math.h>

#include "economy/pnr-case-input.h"
#include "economy/pnr-discrete-goods.h"

#define MOST_SHOPPERS 40
#define DEFAULT_TICK 1
#define LEAST_TICK 1e-6
#define MOST_TICK 1e9

static gboolean
pnr_discrete_case_read_values (GVariant *shoppers, double *values, GError **error)
{
  for (gsize i = 0; i < pnr_report_list_length (shoppers); i++) {
    g_autoptr (GVariant) pair = pnr_report_list_get (shoppers, i);

    for (gsize j = 0; j < 2; j++) {
      g_autoptr (GVariant) value =
          pnr_report_list_length (pair) == 2 ? pnr_report_list_get (pair, j) : NULL;

      if (!pnr_variant_as_number (value, &values[2 * i + j]) || !isfinite (values[2 * i + j])) {
        pnr_case_fail (error, _ ("The field “%s” must hold two values per shopper."), "shoppers");
        return FALSE;
      }
    }
  }
  return TRUE;
}

/* Only prices of what is for sale are told, in the order good 1, good 2, bundle. */
static GVariant *
pnr_discrete_case_prices (const PnrDiscreteSale *sale, PnrSelling selling)
{
  guint first = selling == PNR_SELLING_PURE ? 2 : 0;
  guint n_prices = selling == PNR_SELLING_MIXED ? 3 : selling == PNR_SELLING_PURE ? 1 : 2;
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("av"));
  for (guint i = first; i < first + n_prices; i++)
    if (isfinite (sale->price[i]))
      g_variant_builder_add (&builder, "v", g_variant_new_double (sale->price[i]));
    else
      g_variant_builder_add (&builder, "v", g_variant_new_maybe (G_VARIANT_TYPE_VARIANT, NULL));
  return g_variant_builder_end (&builder);
}

static GVariant *
pnr_discrete_case_counts (const PnrDiscreteSale *sale)
{
  static const char *names[] = { "none", "1", "2", "12" };
  GVariantDict *counts = pnr_report_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    pnr_report_add_number (counts, names[i], sale->count[i]);
  return pnr_report_end (counts);
}

static GVariant *
pnr_discrete_case_strategy (const PnrDiscreteGoods *goods, PnrSelling selling, double tick,
                            PnrProgress *progress, GError **error)
{
  PnrDiscreteSale best, unlucky, proof;
  GVariantDict *report, *tie_proof;

  if (!pnr_discrete_goods_optimise (goods, selling, 0, &best, progress, error)
      || !pnr_discrete_goods_optimise (goods, selling, tick, &proof, progress, error))
    return NULL;
  pnr_discrete_goods_sell (goods, best.price, TRUE, &unlucky);
  tie_proof = pnr_report_new ();
  pnr_report_add_number (tie_proof, "tick", tick);
  pnr_report_add_number (tie_proof, "profit", proof.profit);
  pnr_report_add_value (tie_proof, "one_price_vector", pnr_discrete_case_prices (&proof, selling));
  report = pnr_report_new ();
  pnr_report_add_value (report, "one_optimal_price_vector",
                        pnr_discrete_case_prices (&best, selling));
  pnr_report_add_number (report, "profit", best.profit);
  pnr_report_add_number (report, "revenue", best.revenue);
  pnr_report_add_number (report, "consumer_surplus", best.surplus);
  pnr_report_add_value (report, "count", pnr_discrete_case_counts (&best));
  pnr_report_add_number (report, "profit_of_that_vector_if_ties_go_against_seller", unlucky.profit);
  pnr_report_add_value (report, "tie_proof", pnr_report_end (tie_proof));
  return pnr_report_end (report);
}

static GVariant *
pnr_discrete_case_strategies (const PnrDiscreteGoods *goods, GVariant *strategies, double tick,
                              PnrProgress *progress, GError **error)
{
  static const char *names[] = { "components", "pure", "mixed" };
  g_autoptr (GVariantDict) report = pnr_report_new ();

  for (gsize i = 0; i < pnr_report_list_length (strategies); i++) {
    g_autoptr (GVariant) name = pnr_report_list_get (strategies, i);
    GVariant *result = NULL;
    guint selling = 0;

    while (selling < G_N_ELEMENTS (names)
           && (!g_variant_is_of_type (name, G_VARIANT_TYPE_STRING)
               || !g_str_equal (names[selling], g_variant_get_string (name, NULL))))
      selling++;
    if (selling == G_N_ELEMENTS (names)) {
      pnr_case_fail (error, _ ("The field “%s” names an unknown strategy."), "strategies");
      return NULL;
    }
    result = pnr_discrete_case_strategy (goods, selling, tick, progress, error);
    if (result == NULL)
      return NULL;
    pnr_report_add_value (report, names[selling], result);
  }
  return pnr_report_end (g_steal_pointer (&report));
}

/* "tick" is the step of prices at which the tie-proof price is looked for: an assumption, since
 * values and costs do not tell how finely a merchant prices. Price endings allow larger steps (5
 * where all prices end in 0 or 5). Left out, it is one unit of the case's money, the cent where a
 * case counts cents, as in pnr-price-sweep.h. The report repeats the step that was used. */
GVariant *
pnr_discrete_goods_case_solve (const char *task, GVariant *inputs, PnrProgress *progress,
                               GError **error)
{
  g_autoptr (GVariant) shoppers = NULL, strategies = NULL;
  g_autofree double *values = NULL, *weights = NULL;
  PnrDiscreteGoods goods = { 0 };
  double tick;

  if (!g_str_equal (task, "optimise")) {
    pnr_case_unknown_task ("discrete2", task, error);
    return NULL;
  }
  shoppers = pnr_case_list (inputs, "shoppers", error);
  strategies = shoppers != NULL ? pnr_case_list (inputs, "strategies", error) : NULL;
  if (strategies == NULL || !pnr_case_fill (inputs, "cost", 2, goods.cost, error))
    return NULL;
  goods.n_shoppers = pnr_report_list_length (shoppers);
  if (goods.n_shoppers > MOST_SHOPPERS) {
    pnr_case_fail (error, _ ("The field “%s” lists more than %d shoppers."), "shoppers",
                   MOST_SHOPPERS);
    return NULL;
  }
  values = g_new0 (double, 2 * goods.n_shoppers);
  weights = g_new0 (double, goods.n_shoppers);
  if (!pnr_discrete_case_read_values (shoppers, values, error)
      || !pnr_case_fill_weights (inputs, "weight", goods.n_shoppers, weights, error))
    return NULL;
  if (!pnr_case_number_or (inputs, "tick", DEFAULT_TICK, LEAST_TICK, MOST_TICK, &tick, error))
    return NULL;
  goods.values = values;
  goods.weights = weights;
  return pnr_discrete_case_strategies (&goods, strategies, tick, progress, error);
}
