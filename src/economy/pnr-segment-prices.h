/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The best prices of contents for a handful of customer segments, as an integer program. */
#pragma once

#include "base/pnr-progress.h"

G_BEGIN_DECLS

#define PNR_SEGMENT_MAX_PRICES 64

/* A plan is a way to own a content: it costs the sum of the prices whose bits are set in @priced.
 * @extra_cost: what it costs the seller beside the goods of the content. */
typedef struct {
  guint content;
  guint64 priced;
  double extra_cost;
} PnrSegmentPlan;

/* Price @whole must not exceed the sum of prices @part. */
typedef struct {
  guint whole;
  guint part[2];
} PnrSegmentCap;

/* The sum of @coefficient times price must not exceed @bound. */
typedef struct {
  double coefficient[PNR_SEGMENT_MAX_PRICES];
  double bound;
} PnrSegmentRow;

/* Where a price may lie: between @low and @high, at @offset plus a whole number of @step; a step of
 * zero: anywhere. */
typedef struct {
  double low;
  double high;
  double step;
  double offset;
} PnrSegmentRoom;

/* @rooms, @rows and @least_surplus, of all segments together, may be left out. */
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
  const PnrSegmentRoom *rooms;
  GArray *rows; /* of PnrSegmentRow */
  const double *least_surplus;
} PnrSegmentMarket;

gboolean pnr_segment_market_optimise (const PnrSegmentMarket *market, double *prices,
                                      guint *assignment, double *profit, PnrProgress *progress,
                                      GError **error);

G_END_DECLS
