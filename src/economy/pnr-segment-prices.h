/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The best prices of contents for a handful of customer segments, as an integer program. */
#pragma once

#include "base/pnr-progress.h"

G_BEGIN_DECLS

/* A plan is a way to own a content: it costs the sum of the prices whose bits are set in @priced.
 */
typedef struct {
  guint content;
  guint64 priced;
} PnrSegmentPlan;

/* Price @whole must not exceed the sum of prices @part. */
typedef struct {
  guint whole;
  guint part[2];
} PnrSegmentCap;

typedef struct {
  guint n_goods;
  guint n_segments;
  const double *values; /* 2^n_goods per segment, by content */
  const double *weights;
  const double *cost;
  gboolean is_additive; /* contents are worth the sum of their goods */
  guint n_prices;
  GArray *plans; /* of PnrSegmentPlan */
  GArray *caps;  /* of PnrSegmentCap */
} PnrSegmentMarket;

gboolean pnr_segment_market_optimise (const PnrSegmentMarket *market, double *prices,
                                      guint *assignment, double *profit, PnrProgress *progress,
                                      GError **error);

G_END_DECLS
