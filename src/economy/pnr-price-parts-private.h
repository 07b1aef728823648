/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a price sweep is made of, for those who walk over it. */
#pragma once

#include "economy/pnr-price-sweep-private.h"

G_BEGIN_DECLS

/* Sums over the shoppers with the k dearest thresholds, taking the item instead of not. */
typedef struct {
  double weight;
  double items;
  double extra_keep;
  double contribution;
  double revenue;
  double units;
  double orders;
  double surplus;
} PnrSweepSums;

/* Steps from the dearest threshold down, with sums along them: @sums of n + 1. @ties: what each
 * shopper does at exactly her threshold, which is the only price she can be in doubt at. */
typedef struct {
  gsize n;
  gsize capacity;
  gint32 *thresholds;
  guint8 *ties;
  PnrSweepSums *sums;
  PnrSweepSums without;
  double surplus_without;
} PnrSweepPart;

struct _PnrPriceSweep {
  gatomicrefcount ref_count;
  gint32 scale;
  double keep;
  guint n_parts;
  guint part_capacity;
  PnrSweepPart *parts;
  PnrSweepSums without;
  double surplus_without;
};

G_END_DECLS
