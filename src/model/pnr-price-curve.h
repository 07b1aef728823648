/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a bundle earns at each price, the band of prices that are nearly best, and the safe one. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* @profit: contribution of the whole market in the period. Money in minor units. */
typedef struct {
  gint64 price_minor;
  double profit;
  double revenue;
  double aov;
  double units;
  double take_rate;
  double surplus;
} PnrPricePoint;

#define PNR_TYPE_PRICE_CURVE (pnr_price_curve_get_type ())

/* @band_low to @band_high: the longest run of allowed prices round the best with at least 98 % of
 * its profit. @tie_proof: best when every indifferent shopper does what is worse for the shop.
 * @robust: best on average over the assumptions; PNR_MONEY_UNKNOWN when not asked for.
 * @floor: the least that leaves the wanted margin; PNR_MONEY_UNKNOWN when none is wanted.
 * @ending: best of those that end as wanted, or like shelf prices where nothing is wanted.
 * @profit_on_second_sample: what the best price earns of shoppers it was not chosen on;
 * @profit_without_on_second_sample: what they leave where the bundle is not offered, and
 * @gain_error: the standard error of the difference. NaN where nobody else was asked. */
typedef struct {
  gatomicrefcount ref_count;
  char *currency;
  char *bundle_sku;
  char *inputs_hash;
  char *priced;   /* (nullable): whose price this is, a sentence */
  char *scenario; /* (nullable): whose assumptions it rests on */
  GArray *points; /* PnrPricePoint, ascending prices */
  gint64 n_shoppers;
  guint64 seed;
  gint64 best_minor;
  gint64 band_low_minor;
  gint64 band_high_minor;
  gint64 tie_proof_minor;
  gint64 robust_minor;
  gint64 floor_minor;
  gint64 ending_minor;
  gint64 current_minor;
  gint64 sum_minor;
  gint64 cost_minor;
  gboolean is_grid; /* the best of prices tried one by one, not of all */
  double profit;
  double profit_if_ties_go_against;
  double profit_at_current;
  double profit_without;
  double profit_on_second_sample;
  double profit_without_on_second_sample;
  double gain_error;
  GPtrArray *assumed;  /* (nullable): PnrAssumed */
  GPtrArray *warnings; /* char*: sentences */
  const char *loss;    /* (nullable): the warning that no offer at all earns more */
  const char *flat;    /* (nullable): the warning that the price hardly matters */
} PnrPriceCurve;

GType pnr_price_curve_get_type (void);
PnrPriceCurve *pnr_price_curve_new (const char *currency, const char *bundle_sku);
PnrPriceCurve *pnr_price_curve_ref (PnrPriceCurve *self);
void pnr_price_curve_unref (PnrPriceCurve *self);

void pnr_price_curve_add_point (PnrPriceCurve *self, const PnrPricePoint *point);
double pnr_price_curve_get_profit (PnrPriceCurve *self);
double pnr_price_curve_get_profit_without (PnrPriceCurve *self);
guint pnr_price_curve_get_n_points (PnrPriceCurve *self);
const PnrPricePoint *pnr_price_curve_get_point (PnrPriceCurve *self, guint index);
GVariant *pnr_price_point_to_report (const PnrPricePoint *point, const char *currency);
GVariant *pnr_price_curve_to_report (PnrPriceCurve *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrPriceCurve, pnr_price_curve_unref)

G_END_DECLS
