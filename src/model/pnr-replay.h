/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What past orders would have come to with the offers of a scenario: counted, and assumed. */
#pragma once

#include <glib-object.h>

#include "model/pnr-market.h"

G_BEGIN_DECLS

/* No share of would-be takers pays the offer back, or what they would bring is not known. */
#define PNR_REPLAY_NEVER (-1)

/* One bundle by itself. Orders are either touched, not cheaper, would-be takers, or none of these,
 * which are not counted here. Orders are counted and amounts added up as if everybody saw the
 * offer; @exposure: the share that does, by which pnr_replay_offer_expect() takes amounts.
 *
 * @n_touched: hold what the offer asks for and would have cost less, or got a gift. @n_uses: how
 * often the offer applies in them. @n_not_cheaper: hold it, but were as cheap already.
 * @n_would_be: hold a part of it, so that the rest is on offer to them. @given_minor,
 * @given_contribution_minor: what the touched orders would have brought less. @upgrade_minor,
 * @upgrade_contribution_minor: what all would-be takers together would have brought more, had they
 * taken it. @break_even_ppm: the share of them, rounded up, from which on the offer earns what it
 * gives away, or %PNR_REPLAY_NEVER. @held, @missing: words for what would-be takers hold, where
 * that is the same for all, and for what they lack; else %NULL. */
typedef struct {
  char *sku;
  char *name;
  char *held;
  char *missing;
  gboolean is_gift;
  gint64 n_touched;
  gint64 n_uses;
  gint64 n_not_cheaper;
  gint64 n_would_be;
  gint64 given_minor;
  gint64 given_contribution_minor;
  gint64 upgrade_minor;
  gint64 upgrade_contribution_minor;
  gint64 break_even_ppm;
  PnrRange exposure;
} PnrReplayOffer;

/* Contribution against the past at shares of would-be takers that take: none, the one assumed, the
 * greatest assumed. */
typedef enum {
  PNR_REPLAY_FLOOR,
  PNR_REPLAY_EXPECTED,
  PNR_REPLAY_CEILING,
  PNR_REPLAY_N_COLUMNS,
} PnrReplayColumn;

#define PNR_TYPE_REPLAY (pnr_replay_get_type ())

/* @n_touched, @given_minor, @given_contribution_minor: of all offers together, an order taking
 * those that make it cheapest, each product in one of them; the amounts are what is expected where
 * each offer is seen by its share. @n_unpriced: orders of which the
 * history does not say what was paid. */
typedef struct {
  gatomicrefcount ref_count;
  char *currency;
  char *inputs_hash;
  GPtrArray *offers; /* PnrReplayOffer */
  gint64 n_orders;
  gint64 n_unpriced;
  gint64 n_touched;
  gint64 revenue_minor;
  gint64 given_minor;
  gint64 given_contribution_minor;
  double acceptance[PNR_REPLAY_N_COLUMNS];
} PnrReplay;

GType pnr_replay_get_type (void);
PnrReplay *pnr_replay_new (const char *currency);
PnrReplay *pnr_replay_ref (PnrReplay *self);
void pnr_replay_unref (PnrReplay *self);

PnrReplayOffer *pnr_replay_add_offer (PnrReplay *self, const char *sku, const char *name);
gboolean pnr_replay_is_seen_by_all (const PnrReplay *self);
gint64 pnr_replay_offer_expect (const PnrReplayOffer *offer, gint64 minor);
gboolean pnr_replay_offer_find_change (const PnrReplay *self, const PnrReplayOffer *offer,
                                       PnrReplayColumn column, gint64 *change_minor);
char *pnr_replay_dup_sentence (const PnrReplay *self);
char *pnr_replay_dup_exposure_sentence (const PnrReplay *self);
char *pnr_replay_offer_dup_sentence (const PnrReplay *self, const PnrReplayOffer *offer);
GVariant *pnr_replay_to_report (PnrReplay *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrReplay, pnr_replay_unref)

G_END_DECLS
