/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a price sweep is built, for the search and for worked cases. */
#pragma once

#include "economy/pnr-price-sweep.h"
#include "economy/pnr-crowd.h"

G_BEGIN_DECLS

/* One step of a shopper: with (more of) the item, its own price left out, and without. @threshold:
 * the dearest price at which she takes the step, in the sample's parts of a minor unit. @items: how
 * many of the item it adds. @extra_keep: what tax leaves of one minor unit of their price beyond
 * the usual rate, for all of them. @is_further: a step after another of the same shopper, who is
 * counted there. @is_cut: the true threshold lies between two parts, so that at the rounded one she
 * is in no doubt. @is_turn: the offers that she is shown change there, and where she is in doubt
 * @turn_gain decides. @takers_besides: whether she joins or leaves the takers there, beyond joining
 * them with the first step. */
typedef struct {
  gint32 threshold;
  gboolean is_further;
  gboolean is_cut;
  gboolean is_turn;
  int takers_besides;
  double turn_gain;
  double weight;
  double items;
  double extra_keep;
  double units_with;
  double units_without;
  double orders_with;
  double orders_without;
  double contribution_with;
  double contribution_without;
  double revenue_with;
  double revenue_without;
  double surplus_with;
  double surplus_without;
} PnrSweepShopper;

typedef enum {
  PNR_TIE_FOR_SHOP,
  PNR_TIE_AGAINST_SHOP,
} PnrTie;

/* The item whose price is free: a bundle or one product (the other is G_MAXUINT). @tie: what a
 * shopper does who finds two baskets equally good at the other prices. @is_held: the price is that
 * of the market; a sweep then tells of that one price alone, asked at 0. @least_minor: nobody asks
 * for a price below it. */
typedef struct {
  const PnrMarket *market;
  guint bundle;
  guint product;
  PnrTie tie;
  gboolean is_held;
  gint64 least_minor;
} PnrSweepItem;

/* Who is asked: each stands for @weight, and for her own of @weights besides, where there are any.
 * @least: the least threshold that matters, in the crowd's parts of a minor unit. @keep: what the
 * usual rate leaves of one minor unit in the sweep that takes the answers. */
typedef struct {
  const PnrCrowd *crowd;
  const PnrBelief *belief;
  const double *weights;
  double weight;
  gint32 least;
  double keep;
} PnrSweepAsking;

typedef struct _PnrSweepTables PnrSweepTables;

gboolean pnr_market_needs_price_grid (const PnrMarket *market);
gboolean pnr_market_needs_meeting (const PnrMarket *market);
gboolean pnr_market_has_own_price (const PnrMarket *market, guint bundle);
gboolean pnr_sweep_item_is_exact (const PnrSweepItem *item);
gboolean pnr_sweep_item_check (const PnrSweepItem *item, GError **error);
gboolean pnr_sweep_market_check (const PnrMarket *market, GError **error);
PnrSweepTables *pnr_sweep_tables_new (const PnrSweepItem *item, PnrProgress *progress);
void pnr_sweep_tables_free (PnrSweepTables *self);
guint pnr_sweep_tables_get_n_steps (const PnrSweepTables *self);
gsize pnr_sweep_tables_serve (const PnrSweepTables *self, const PnrSweepAsking *asking,
                              PnrSweepShopper *steps, PnrSweepShopper *rest);
gsize pnr_sweep_room_get_size (const PnrSweepTables *tables, guint block_size);
void pnr_sweep_tables_fill (const PnrSweepTables *self, gpointer room, const PnrBelief *belief,
                            const double *weights, double weight, PnrPriceSweep *sweep, guint part);

PnrPriceSweep *pnr_price_sweep_new_take (PnrSweepShopper *shoppers, gsize n, gint32 scale,
                                         double keep);
PnrPriceSweep *pnr_price_sweep_begin (PnrPriceSweep *spare, guint n_parts, gint32 scale,
                                      double keep);
void pnr_price_sweep_fill (PnrPriceSweep *self, guint part, const PnrSweepShopper *steps, gsize n,
                           guint64 *keys);
void pnr_price_sweep_add_rest (PnrPriceSweep *self, guint part, const PnrSweepShopper *rest);
double pnr_price_sweep_get_keep (const PnrPriceSweep *self);
void pnr_price_sweep_end (PnrPriceSweep *self);
double pnr_price_sweep_get_contribution (const PnrPriceSweep *self, gint64 price_minor, PnrTie tie);
void pnr_price_sweep_evaluate_tie (const PnrPriceSweep *self, gint64 price_minor, PnrTie tie,
                                   PnrPricePoint *point);
GArray *pnr_price_sweep_get_candidates (const PnrPriceSweep *self, gint64 low_minor,
                                        gint64 high_minor);
gsize pnr_price_sweep_count_thresholds (const PnrPriceSweep *self);
gint64 pnr_price_sweep_find_best (const PnrPriceSweep *self, GArray *candidates,
                                  PnrPriceObjective objective, PnrTie tie);
void pnr_price_sweep_scan (const PnrPriceSweep *self, GArray *prices, PnrPriceObjective objective,
                           PnrTie tie, double *values, double *surplus);
PnrMarket *pnr_market_copy_with_free_price (const PnrMarket *market, guint bundle);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrSweepTables, pnr_sweep_tables_free)

G_END_DECLS
