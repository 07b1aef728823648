/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept while past orders are gone through: of each offer, and of all together. */
#pragma once

#include "economy/pnr-replay.h"

G_BEGIN_DECLS

/* Changes against the past, over orders. @cost_minor: %PNR_MONEY_UNKNOWN once one was. */
typedef struct {
  gint64 n_orders;
  gint64 n_uses;
  gint64 paid_minor;
  gint64 net_minor;
  gint64 charge_minor;
  gint64 ship_minor;
  gint64 cost_minor;
} PnrReplaySums;

/* The same where each combination of offers seen counts by its probability. */
typedef struct {
  double paid;
  double net;
  double charge;
  double ship;
  double cost;
  gboolean is_cost_unknown;
} PnrReplayExpected;

/* One bundle: where its products are among those of the orders. */
typedef struct {
  PnrBundle *bundle;
  guint n_lines;
  guint32 *places;
  PnrBasketLine *lines;
  PnrReplayProduct *products;
  guint64 rivals; /* bundles that ask for one of its products */
  double exposure;
  PnrReplaySums touched;
  PnrReplaySums parts;
  gint64 n_not_cheaper;
} PnrReplayBundle;

typedef struct {
  const PnrReplayShop *shop;
  PnrReplayBundle *offers;
  guint n_offers;
  PnrReplayFit *fits;
  gint64 *prices; /* paid for each product in the order at hand */
  gint64 *units;
  gint64 n_touched;
  PnrReplayExpected together;
} PnrReplaying;

void pnr_replay_sums_add (PnrReplaySums *sums, const PnrReplayFit *fit);
void pnr_replay_sums_add_order (const PnrReplaying *self, const PnrPastOrder *order,
                                const PnrReplayFit *change, PnrReplaySums *sums);

/* See pnr-replay-together.c. */
void pnr_replay_count_together (PnrReplaying *self, const PnrPastOrder *order);
PnrReplaySums pnr_replay_round_together (const PnrReplayExpected *expected);

G_END_DECLS
