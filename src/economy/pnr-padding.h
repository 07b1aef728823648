/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds components that only pad a bundle: without them it would earn as much or more. */
#pragma once

#include "economy/pnr-allocation.h"

G_BEGIN_DECLS

/* Shoppers to try a bundle on. @values: what each would pay for all units of each component, in
 * minor units, [shopper × n_parts + part]. */
typedef struct {
  const PnrAllocationPart *parts;
  gsize n_parts;
  gint64 price_minor;
  gboolean is_pure;
  const gint64 *values;
  gsize n_shoppers;
} PnrPaddingTest;

/* @gain_minor: takers × margin of the bundle. */
typedef struct {
  gint64 price_minor;
  gint64 n_takers;
  gint64 gain_minor;
} PnrPaddingTrial;

/* The bundle as it is; without the component at the same price; and at a price less the share of
 * the component in it. */
typedef struct {
  PnrPaddingTrial with;
  PnrPaddingTrial same_price;
  PnrPaddingTrial less_share;
  gboolean is_padding;
} PnrPadding;

gboolean pnr_padding_find (const PnrPaddingTest *test, PnrPadding *found, GError **error);

G_END_DECLS
