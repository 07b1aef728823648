/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One product in a bundle: how many of it, in which role, on which terms of its own. */
#pragma once

#include "model/pnr-kinds.h"

G_BEGIN_DECLS

/* More units of one product than any bundle sells; sums of prices stay far from overflowing. */
#define PNR_COMPONENT_MOST_UNITS 999
/* Shares of the price that a merchant gives out by hand; only their ratio counts. */
#define PNR_COMPONENT_MOST_WEIGHT 1000000

/* A value: bundles keep components by copy, in the merchant's order. @min_quantity and
 * @max_quantity: what a shopper may make of @quantity, 0 where that is fixed. @weight: its share
 * when the price is split by hand, 0 where nobody said. @off_ppm: a percentage of its own, in
 * place of the bundle's. @extra_minor: what each unit adds to the bundle's price. */
typedef struct {
  gint64 product_id;
  gint64 quantity;
  PnrComponentRole role;
  gboolean is_optional;
  gint64 min_quantity;
  gint64 max_quantity;
  gint64 weight;
  gint64 off_ppm;
  gint64 extra_minor;
} PnrComponent;

gboolean pnr_component_equal (const PnrComponent *a, const PnrComponent *b);
gint64 pnr_component_get_least (const PnrComponent *self);
gint64 pnr_component_get_most (const PnrComponent *self);

G_END_DECLS
