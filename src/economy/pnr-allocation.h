/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a bundle's price is split over its components, to the minor unit. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What the shares are proportional to; always of all units of a component together. */
typedef enum {
  PNR_ALLOCATION_BY_LIST_PRICE,
  PNR_ALLOCATION_BY_COST,
  PNR_ALLOCATION_BY_WEIGHT,
} PnrAllocationMode;

/* One component as it is sold. @quantity: units in one bundle, from 1. @list_minor and @cost_minor:
 * of one unit, %PNR_MONEY_UNKNOWN where nobody has said. @weight: the merchant's own share of the
 * whole component, in any unit. @vat_ppm: its tax rate in millionths. */
typedef struct {
  const char *name;
  gint64 quantity;
  gint64 list_minor;
  gint64 cost_minor;
  gint64 weight;
  gint64 vat_ppm;
} PnrAllocationPart;

/* @total_minor = quantity × @unit_minor + @n_dearer_units: that many units carry one minor unit
 * more than the others, because no price per unit sums to the share. */
typedef struct {
  gint64 total_minor;
  gint64 unit_minor;
  gint64 n_dearer_units;
} PnrAllocationShare;

gboolean pnr_allocation_split (gint64 price_minor, PnrAllocationMode mode,
                               const PnrAllocationPart *parts, gsize n_parts,
                               PnrAllocationShare *shares, GError **error);
gint64 pnr_allocation_share_of_units (const PnrAllocationShare *share, gint64 units);

G_END_DECLS
