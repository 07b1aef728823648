/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What sending an order costs: a carrier's table by weight, and where a further item costs a step.
 */
#pragma once

#include "model/pnr-parcel-tariff.h"

G_BEGIN_DECLS

/* Units of one product in an order: price, cost and weight are of one unit, money net of tax. */
typedef struct {
  gint64 quantity;
  gint64 price_minor;
  gint64 cost_minor;
  gint64 weight;
} PnrParcelLine;

/* Shares are of @goods_minor, NaN where it is zero. */
typedef struct {
  gint64 goods_minor;
  gint64 charge_minor;
  gint64 ship_minor;
  gint64 contribution_minor;
  gint64 weight;
  gint64 units;
  double ship_share;
  double contribution_share;
} PnrParcelFigures;

/* The unit that makes the order dearer to send: the @units-th, by @step_minor. */
typedef struct {
  gint64 units;
  gint64 weight;
  gint64 ship_minor;
  gint64 step_minor;
} PnrParcelCliff;

gint64 pnr_parcel_tariff_get_cost (const PnrParcelTariff *self, gint64 weight, gint64 units);
gint64 pnr_parcel_tariff_get_charge (const PnrParcelTariff *self, gint64 goods_minor);
PnrParcelFigures pnr_parcel_tariff_get_figures (const PnrParcelTariff *self,
                                                const PnrParcelLine *lines, gsize n_lines);
gboolean pnr_parcel_tariff_share_cost (const PnrParcelTariff *self, const PnrParcelLine *lines,
                                       gsize n_lines, gint64 *shares_minor);
GArray *pnr_parcel_tariff_find_cliffs (const PnrParcelTariff *self, const PnrParcelLine *lines,
                                       gsize n_lines, gint64 item_weight, gint64 most_units);

G_END_DECLS
