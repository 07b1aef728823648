/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fields that the families of worked cases read: any other is told, as it changes nothing. */
#include "config.h"

#include "economy/pnr-case-keys.h"

#include <glib/gi18n.h>

#include "base/pnr-known-keys.h"

#define MOST_NOTICES 20

static const char *const breakeven_keys[] = {
  "acceptance",        "bundle_price_cents",
  "list_prices_cents", "lost_share",
  "margin_base",       "margin_if_all_bought_separately",
  "margin_of_bundle",  "margin_of_part_bought_otherwise",
  "margin_upgrade",    "price_base",
  "price_upgrade",     NULL
};

static const char *const calibration_keys[] = { "elasticity",
                                                "kind",
                                                "log_sd",
                                                "price",
                                                "rate",
                                                "share_buying_at_least_one",
                                                "share_buying_at_least_two",
                                                NULL };

static const char *const choice_keys[] = { "baseline.products[].id",
                                           "baseline.products[].name",
                                           "baseline.products[].price",
                                           "baseline.products[].cost",
                                           "baseline.products[].cap",
                                           "baseline.products[].decay",
                                           "baseline.products[].alone",
                                           "baseline.products[].group",
                                           "baseline.products[].weight",
                                           "baseline.products[].ship_units",
                                           "baseline.offers[].id",
                                           "baseline.offers[].name",
                                           "baseline.offers[].kind",
                                           "baseline.offers[].content",
                                           "baseline.offers[].price",
                                           "baseline.offers[].n",
                                           "baseline.offers[].group",
                                           "baseline.offers[].percents",
                                           "baseline.offers[].threshold",
                                           "baseline.offers[].anchor",
                                           "baseline.offers[].exposure",
                                           "baseline.offers[].friction",
                                           "baseline.offers[].loss",
                                           "baseline.offers[].handling",
                                           "baseline.offers[].merge_shipping",
                                           "baseline.costs.ship_order",
                                           "baseline.costs.ship_unit",
                                           "baseline.costs.ship_bands",
                                           "baseline.costs.fee_rate",
                                           "baseline.costs.fee_fixed",
                                           "baseline.costs.vat",
                                           "baseline.costs.ship_charge",
                                           "baseline.costs.free_ship_from",
                                           "baseline.theta",
                                           "scenario.products[].id",
                                           "scenario.products[].name",
                                           "scenario.products[].price",
                                           "scenario.products[].cost",
                                           "scenario.products[].cap",
                                           "scenario.products[].decay",
                                           "scenario.products[].alone",
                                           "scenario.products[].group",
                                           "scenario.products[].weight",
                                           "scenario.products[].ship_units",
                                           "scenario.offers[].id",
                                           "scenario.offers[].name",
                                           "scenario.offers[].kind",
                                           "scenario.offers[].content",
                                           "scenario.offers[].price",
                                           "scenario.offers[].n",
                                           "scenario.offers[].group",
                                           "scenario.offers[].percents",
                                           "scenario.offers[].threshold",
                                           "scenario.offers[].anchor",
                                           "scenario.offers[].exposure",
                                           "scenario.offers[].friction",
                                           "scenario.offers[].loss",
                                           "scenario.offers[].handling",
                                           "scenario.offers[].merge_shipping",
                                           "scenario.costs.ship_order",
                                           "scenario.costs.ship_unit",
                                           "scenario.costs.ship_bands",
                                           "scenario.costs.fee_rate",
                                           "scenario.costs.fee_fixed",
                                           "scenario.costs.vat",
                                           "scenario.costs.ship_charge",
                                           "scenario.costs.free_ship_from",
                                           "scenario.theta",
                                           "shoppers[].wtp",
                                           "shoppers[].weight",
                                           "shoppers[].aware",
                                           "shoppers[].background",
                                           NULL };

static const char *const discrete2_keys[] = { "shoppers",   "weight", "cost",
                                              "strategies", "tick",   NULL };

static const char *const gaussian_keys[] = { "cost",      "demand.hi",   "demand.kind",
                                             "demand.lo", "demand.mean", "demand.rho",
                                             "demand.sd", "mean",        "prices",
                                             "sd",        "statement",   "strategies",
                                             "strategy",  "theta",       NULL };

static const char *const lognormal_keys[] = { "cost",       "demand.hi",       "demand.kind",
                                              "demand.lo",  "demand.log_mean", "demand.log_sd",
                                              "demand.rho", "prices",          "strategies",
                                              "strategy",   "theta",           NULL };

static const char *const ltv_keys[] = { "T",
                                        "a",
                                        "alpha",
                                        "b",
                                        "bgnbd.a",
                                        "bgnbd.alpha",
                                        "bgnbd.b",
                                        "bgnbd.r",
                                        "data",
                                        "dataset",
                                        "fee_fixed",
                                        "fee_rate",
                                        "filter",
                                        "gamma",
                                        "gamma_gamma.gamma",
                                        "gamma_gamma.p",
                                        "gamma_gamma.q",
                                        "gross_margin",
                                        "horizon",
                                        "horizon_weeks",
                                        "mean_spend",
                                        "order_value_lift",
                                        "p",
                                        "q",
                                        "r",
                                        "ship_order",
                                        "ship_unit",
                                        "spend",
                                        "t_x",
                                        "time_unit",
                                        "units_per_order",
                                        "weekly_discount",
                                        "x",
                                        NULL };

static const char *const manygoods_keys[] = { "cost",        "demand.goods", "demand.hi",
                                              "demand.kind", "demand.lo",    "strategies",
                                              NULL };

static const char *const replay_keys[] = { "assumptions.visibility",
                                           "assumptions.full_applies",
                                           "assumptions.upgrade",
                                           "assumptions.new_orders",
                                           "assumptions.max_per_order",
                                           "assumptions.ship_order",
                                           "assumptions.ship_unit",
                                           "assumptions.fee_rate",
                                           "assumptions.fee_fixed",
                                           "incremental_price",
                                           "missing.log_mean",
                                           "missing.log_sd",
                                           "missing.price",
                                           "offer.content",
                                           "offer.price",
                                           "orders[].lines",
                                           "orders[].shipping",
                                           "owned.log_mean",
                                           "owned.log_sd",
                                           "owned.price",
                                           "products.*.cost",
                                           "rho",
                                           NULL };

static const char *const segments_keys[] = { "bundles",    "cost",   "segments",
                                             "strategies", "weight", NULL };

static const char *const statistics_keys[] = { "a.orders",
                                               "a.revenue",
                                               "after",
                                               "b.orders",
                                               "b.revenue",
                                               "before",
                                               "coefficient_of_variation",
                                               "covariate",
                                               "covariate_population_mean",
                                               "customer_orders",
                                               "customer_revenue",
                                               "half_width",
                                               "level",
                                               "order_values",
                                               "outcome",
                                               "z",
                                               NULL };

static const char *const sweep_keys[] = { "bundles",
                                          "cost",
                                          "fee_bp",
                                          "grid.ending",
                                          "grid.from",
                                          "grid.to",
                                          "handling",
                                          "order_cost",
                                          "price",
                                          "price_range",
                                          "price_variables",
                                          "sample.base",
                                          "sample.common_span",
                                          "sample.n",
                                          "sample.seed",
                                          "sample.share_percent",
                                          "sample.span",
                                          "theta_percent",
                                          "vary",
                                          NULL };

static const char *const tetrachoric_keys[] = { "both",    "first_only", "h",           "k",
                                                "neither", "rho",        "second_only", NULL };

static const char *const theta_keys[] = { "demand.kind", "demand.lo", "demand.hi",
                                          "theta",       "strategy",  "strategies",
                                          "prices",      "cost",      NULL };

static const char *const uniform2_keys[] = { "demand.kind", "demand.lo", "demand.hi",
                                             "theta",       "strategy",  "strategies",
                                             "prices",      "cost",      NULL };

static const char *const uniform3_keys[] = { "cost",      "demand.hi",         "demand.kind",
                                             "demand.lo", "prices_by_content", "strategies",
                                             NULL };

static const struct {
  const char *family;
  const char *const *keys;
} families[] = {
  { "breakeven", breakeven_keys },
  { "calibration", calibration_keys },
  { "choice", choice_keys },
  { "discrete2", discrete2_keys },
  { "gaussian", gaussian_keys },
  { "lognormal", lognormal_keys },
  { "ltv", ltv_keys },
  { "manygoods", manygoods_keys },
  { "replay", replay_keys },
  { "segments", segments_keys },
  { "statistics", statistics_keys },
  { "sweep", sweep_keys },
  { "tetrachoric", tetrachoric_keys },
  { "theta", theta_keys },
  { "uniform2", uniform2_keys },
  { "uniform3", uniform3_keys },
};

/**
 * pnr_case_keys_dup_notices:
 * @family: the group of a case
 * @inputs: its fields
 *
 * Returns: (transfer full) (nullable): a list of sentences, one for each field that no task of the
 *   family reads; %NULL where there is none
 */
GVariant *
pnr_case_keys_dup_notices (const char *family, GVariant *inputs)
{
  g_autoptr (GPtrArray) strangers = NULL;
  GVariantBuilder builder;

  for (gsize i = 0; i < G_N_ELEMENTS (families) && strangers == NULL; i++)
    if (g_str_equal (families[i].family, family))
      strangers = pnr_known_keys_find_strangers (inputs, families[i].keys, MOST_NOTICES);
  if (strangers == NULL || strangers->len == 0)
    return NULL;
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("av"));
  for (guint i = 0; i < strangers->len; i++) {
    const char *path = g_ptr_array_index (strangers, i);
    g_autofree char *sentence = g_strdup_printf (
        _ ("Pannier does not know the field “%s” of this family and leaves it aside."), path);

    g_variant_builder_add (&builder, "v", g_variant_new_string (sentence));
  }
  return g_variant_ref_sink (g_variant_builder_end (&builder));
}
