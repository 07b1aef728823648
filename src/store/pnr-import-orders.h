/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The orders and customers an import meets: found again, made when new, completed by later rows. */
#pragma once

#include "model/pnr-intake.h"
#include "store/pnr-history.h"

G_BEGIN_DECLS

/* An order during an import. @is_closed: an earlier import or an earlier file brought it with its
 * lines, so nothing is added. @line_batch: the file of its lines, 0: it has none of this import;
 * @seen_batch: the last file that named it. @last_line: how many lines this import had brought with
 * the last one of this order, 0: none of it. @is_hidden: its key is kept as a hash. */
typedef struct {
  gint64 id;
  gboolean is_closed;
  gboolean is_ours;
  gboolean is_hidden;
  gint64 last_line;
  gint64 line_batch;
  gint64 seen_batch;
  gboolean has_time;
  gboolean has_customer;
  gboolean has_channel;
  gboolean is_cancelled;
} PnrImportOrder;

/* A customer during an import. @is_ours: this import brought it. @grouped_at: when the order was
 * made that says @group; where that is of an earlier import it is looked up when it matters. */
typedef struct {
  gint64 id;
  gboolean is_ours;
  char *group;
  gboolean has_time;
  gint64 grouped_at;
} PnrImportCustomer;

/* @orders: by their numbers as the files have them. @n_new, @n_existing, @n_hidden (orders whose
 * number was not kept as it is) and @n_covered (orders of the plan whose number no longer is) count
 * what was met since the file began. */
typedef struct {
  PnrDb *db;
  PnrRecording *recording;
  GBytes *salt;
  GHashTable *orders;
  GHashTable *customers;
  const char *last_key;
  PnrImportOrder *last_order;
  gint64 batch;
  gboolean had_orders;
  gboolean had_lines;
  gboolean had_hidden;
  gint64 n_new;
  gint64 n_existing;
  gint64 n_hidden;
  gint64 n_covered;
} PnrImportOrders;

PnrImportOrders *pnr_import_orders_new (PnrDb *db, PnrRecording *recording, gboolean had_lines,
                                        GError **error);
void pnr_import_orders_free (PnrImportOrders *self);
char *pnr_import_orders_hide (PnrImportOrders *self, const char *text);

PnrImportOrder *pnr_import_orders_find (PnrImportOrders *self, const PnrOrderRecord *record,
                                        gboolean *is_new, GError **error);
gboolean pnr_import_orders_complete (PnrImportOrders *self, PnrImportOrder *order,
                                     const PnrOrderRecord *record, gboolean *is_changed,
                                     GError **error);
gboolean pnr_import_orders_regroup (PnrImportOrders *self, const PnrOrderRecord *record,
                                    gboolean *is_changed, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrImportOrders, pnr_import_orders_free)

G_END_DECLS
