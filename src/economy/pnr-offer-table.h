/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every content of a cart costs when all offers of a plan, of whatever kind, are live. */
#pragma once

#include "base/pnr-progress.h"
#include "model/pnr-bundle.h"

G_BEGIN_DECLS

#define PNR_OFFER_TABLE_MAX_PRODUCTS 14
#define PNR_OFFER_TABLE_MAX_OFFERS 24
#define PNR_OFFER_TABLE_MOST_CONTENTS 8192
#define PNR_OFFER_TABLE_MOST_UNITS 100
#define PNR_OFFER_TABLE_NOT_SOLD G_MAXINT64
#define PNR_OFFER_TABLE_NONE G_MAXUINT

/* @list_minor: known. @cost_minor: %PNR_MONEY_UNKNOWN where nobody has said. @cap: most units of
 * it in a cart, to %PNR_OFFER_TABLE_MOST_UNITS. */
typedef struct {
  gint64 id;
  gint64 list_minor;
  gint64 cost_minor;
  gboolean is_sold_singly;
  guint cap;
} PnrOfferProduct;

/* Offers without a fault whose products are all here. */
typedef struct {
  guint n_products;
  PnrOfferProduct products[PNR_OFFER_TABLE_MAX_PRODUCTS];
  guint n_offers;
  PnrBundle *offers[PNR_OFFER_TABLE_MAX_OFFERS];
} PnrOfferShop;

/* One line of a proof. @offer -1: bought singly. */
typedef struct {
  int offer;
  guint quantity[PNR_OFFER_TABLE_MAX_PRODUCTS];
  gint64 price_minor;
} PnrOfferLine;

typedef struct _PnrOfferTable PnrOfferTable;

gboolean pnr_offer_shop_has_room (const PnrOfferShop *self);

PnrOfferTable *pnr_offer_table_new (const PnrOfferShop *shop, guint banned, PnrProgress *progress,
                                    GError **error);
void pnr_offer_table_free (PnrOfferTable *self);
guint pnr_offer_table_get_n_products (PnrOfferTable *self);
guint pnr_offer_table_get_n_contents (PnrOfferTable *self);
guint pnr_offer_table_get_quantity (PnrOfferTable *self, guint content, guint product);
guint pnr_offer_table_get_units (PnrOfferTable *self, guint content);
guint pnr_offer_table_get_less (PnrOfferTable *self, guint content, guint product);
gint64 pnr_offer_table_get_paid (PnrOfferTable *self, guint content);
gint64 pnr_offer_table_get_list (PnrOfferTable *self, guint content);
gint64 pnr_offer_table_get_cost (PnrOfferTable *self, guint content);
gint64 pnr_offer_table_get_saving (PnrOfferTable *self, guint content, guint offer);
gint64 pnr_offer_table_quote_once (PnrOfferTable *self, guint content, guint offer);
guint pnr_offer_table_find_cheapest (PnrOfferTable *self, const guint *wanted);
gboolean pnr_offer_table_makes_use (PnrOfferTable *self, guint content, guint offer);
gboolean pnr_offer_table_is_all_of (PnrOfferTable *self, guint content, guint offer);
GArray *pnr_offer_table_dup_proof (PnrOfferTable *self, guint content);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrOfferTable, pnr_offer_table_free)

G_END_DECLS
