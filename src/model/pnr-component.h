/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One product in a bundle: how many of it, in which role. */
#pragma once

#include "model/pnr-kinds.h"

G_BEGIN_DECLS

/* More units of one product than any bundle sells; sums of prices stay far from overflowing. */
#define PNR_COMPONENT_MOST_UNITS 999

/* A value: bundles keep components by copy, in the merchant's order. */
typedef struct {
  gint64 product_id;
  gint64 quantity;
  PnrComponentRole role;
} PnrComponent;

gboolean pnr_component_equal (const PnrComponent *a, const PnrComponent *b);

G_END_DECLS
