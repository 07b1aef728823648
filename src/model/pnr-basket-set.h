/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All baskets of a history as compact arrays: which items were bought together, nothing else. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* A basket above this many lines is kept in the plan but left out of mining, and counted. */
#define PNR_BASKET_SET_LARGEST_BASKET 1000

#define PNR_TYPE_BASKET_SET (pnr_basket_set_get_type ())

typedef struct _PnrBasketSet PnrBasketSet;
typedef struct _PnrBasketSetBuilder PnrBasketSetBuilder;

GType pnr_basket_set_get_type (void);
PnrBasketSet *pnr_basket_set_ref (PnrBasketSet *self);
void pnr_basket_set_unref (PnrBasketSet *self);

guint32 pnr_basket_set_get_n_baskets (PnrBasketSet *self);
guint32 pnr_basket_set_get_n_items (PnrBasketSet *self);
guint32 pnr_basket_set_get_n_entries (PnrBasketSet *self);
guint32 pnr_basket_set_get_n_left_out (PnrBasketSet *self);
const guint32 *pnr_basket_set_get_basket (PnrBasketSet *self, guint32 basket, guint32 *n_items);
const guint32 *pnr_basket_set_get_offsets (PnrBasketSet *self);
const guint32 *pnr_basket_set_get_entries (PnrBasketSet *self);
const char *pnr_basket_set_get_item_name (PnrBasketSet *self, guint32 item);
const char *pnr_basket_set_get_item_sku (PnrBasketSet *self, guint32 item);
gint64 pnr_basket_set_get_item_id (PnrBasketSet *self, guint32 item);
const char *pnr_basket_set_get_hash (PnrBasketSet *self);
gint64 pnr_basket_set_get_first_time (PnrBasketSet *self);
gint64 pnr_basket_set_get_last_time (PnrBasketSet *self);

PnrBasketSetBuilder *pnr_basket_set_builder_new (void);
guint32 pnr_basket_set_builder_add_item (PnrBasketSetBuilder *self, gint64 id, const char *name);
void pnr_basket_set_builder_set_sku (PnrBasketSetBuilder *self, guint32 item, const char *sku);
void pnr_basket_set_builder_add_entry (PnrBasketSetBuilder *self, guint32 item);
void pnr_basket_set_builder_end_basket (PnrBasketSetBuilder *self);
void pnr_basket_set_builder_set_window (PnrBasketSetBuilder *self, gint64 first_time,
                                        gint64 last_time);
PnrBasketSet *pnr_basket_set_builder_end (PnrBasketSetBuilder *self);
void pnr_basket_set_builder_free (PnrBasketSetBuilder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrBasketSet, pnr_basket_set_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrBasketSetBuilder, pnr_basket_set_builder_free)

G_END_DECLS
