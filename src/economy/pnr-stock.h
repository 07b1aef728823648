/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many bundles and single goods can be sold together from one stock. */
#pragma once

#include "base/pnr-progress.h"

G_BEGIN_DECLS

/* No limit: nobody counts this stock. */
#define PNR_STOCK_ENDLESS G_MAXINT64

/* Live bundles and single sales. @stock: units of each product, %PNR_STOCK_ENDLESS where unknown.
 * @quantity: [offer × n_products + product] units in every sale. @daily: expected sales of each
 * offer a day. @most: (nullable): no more of an offer than this is wanted.
 * @n_picks: (nullable): how many the shopper picks in one sale of each offer, 0 for none. @pool:
 * (nullable): [offer × n_products + product] the most of these picks that may be the product, 0
 * where it is no choice. @pick_units: (nullable): as @pool, units of stock in one pick, else 1. */
typedef struct {
  guint n_products;
  const gint64 *stock;
  guint n_offers;
  const gint64 *quantity;
  const double *daily;
  const gint64 *most;
  const gint64 *n_picks;
  const gint64 *pool;
  const gint64 *pick_units;
} PnrStockQuestion;

/* @alone: of each offer if nothing else is sold. @together: one way to sell as many as possible in
 * all; offers without any limit stay out of it. @in_step: of each offer when all sell at their
 * expected pace until the first product is gone, after @days_of_cover. @first_gone: that product,
 * G_MAXUINT for none. @is_exact FALSE: a better way may exist, at most @bound in all. */
typedef struct {
  guint n_offers;
  gint64 *alone;
  gint64 *together;
  gint64 *in_step;
  gint64 n_together;
  gint64 bound;
  double days_of_cover;
  guint first_gone;
  gboolean is_exact;
} PnrStockAnswer;

/* @units: of one offer. @is_exact FALSE: fewer may be left. */
typedef struct {
  gint64 units;
  gboolean is_exact;
} PnrStockLeft;

gboolean pnr_stock_find_left (const PnrStockQuestion *question, guint offer,
                              guint most_milliseconds, PnrProgress *progress, PnrStockLeft *left,
                              GError **error);

PnrStockAnswer *pnr_stock_answer_new (const PnrStockQuestion *question);
PnrStockAnswer *pnr_stock_answer_new_within (const PnrStockQuestion *question,
                                             guint most_milliseconds, PnrProgress *progress,
                                             GError **error);
void pnr_stock_answer_free (PnrStockAnswer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrStockAnswer, pnr_stock_answer_free)

G_END_DECLS
