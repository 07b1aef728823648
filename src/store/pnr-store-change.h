/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an action did to the plan: the nouns that are new or different now, and those that went. */
#pragma once

#include "model/pnr-contents.h"

G_BEGIN_DECLS

typedef struct {
  GType type;
  gint64 id;
} PnrStoreRemoval;

/* @contents: everything as it is now, when so much changed that lists are better replaced; then
 * @puts and @removals are empty. @puts: fresh nouns. The names, the count of orders, the
 * days that they span and the
 * newest action of the log that stands (0: none) hold after the action. @notice: a sentence
 * to be told once, or NULL. Handed from the store's
 * thread to the main thread as a whole. */
typedef struct {
  PnrContents *contents;
  GPtrArray *puts;
  GArray *removals;
  char *undo_name;
  char *redo_name;
  gint64 n_orders;
  gint64 history_days;
  gint64 newest_action;
  char *notice;
} PnrStoreChange;

PnrStoreChange *pnr_store_change_new (void);
void pnr_store_change_free (PnrStoreChange *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrStoreChange, pnr_store_change_free)

G_END_DECLS
