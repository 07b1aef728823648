/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The live offers around one bundle: the cheapest other way to it, and the odd carts they allow. */
#pragma once

#include "base/pnr-progress.h"
#include "economy/pnr-offer-exploit.h"
#include "model/pnr-contents.h"

G_BEGIN_DECLS

/* @extra: units beyond the bundle's own that a cart may hold of its products. @n_left_out: bundles
 * for which there was no room. @with, @without: the carts with the bundle on offer, offer 0, and
 * without it; %NULL where nobody could look. @exploits: looked for when first asked. */
typedef struct {
  PnrContents *contents;
  PnrBundle *bundle;
  PnrOfferShop shop;
  guint extra;
  guint n_left_out;
  PnrOfferTable *with;
  PnrOfferTable *without;
  gboolean has_exploits;
  PnrOfferExploits exploits;
} PnrPlanDeals;

/* @own: what the bundle asks for @selection, one use of it; of several the one that is beaten by
 * most. @best: the content, in the table without the bundle, that holds it for the least;
 * %PNR_OFFER_TABLE_NONE where it cannot be had otherwise. */
typedef struct {
  guint selection;
  guint n_selections;
  gint64 own_minor;
  guint best;
  gint64 best_minor;
  gboolean is_beaten;
} PnrPlanBestDeal;

gboolean pnr_plan_is_neighbour (PnrBundle *bundle, PnrBundle *other);

PnrPlanDeals *pnr_plan_deals_new (PnrContents *contents, PnrBundle *bundle, PnrProgress *progress,
                                  GError **error);
void pnr_plan_deals_free (PnrPlanDeals *self);
gboolean pnr_plan_deals_is_searched (PnrPlanDeals *self);
gboolean pnr_plan_deals_find_best (PnrPlanDeals *self, PnrPlanBestDeal *deal);
const PnrOfferExploits *pnr_plan_deals_find_exploits (PnrPlanDeals *self);
PnrBundle *pnr_plan_deals_get_first_offer (PnrPlanDeals *self, guint content);
char *pnr_plan_deals_describe (PnrPlanDeals *self, PnrOfferTable *table, guint content);
char *pnr_plan_deals_describe_cart (PnrPlanDeals *self, PnrOfferTable *table, guint content);
GVariant *pnr_plan_deals_report (PnrPlanDeals *self);
GVariant *pnr_plan_deals_report_odd_carts (PnrPlanDeals *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrPlanDeals, pnr_plan_deals_free)

G_END_DECLS
