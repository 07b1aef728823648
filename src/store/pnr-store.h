/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan file's front door: opens it, reads it, changes it by named actions, takes them back. */
#pragma once

#include <glib-object.h>

#include "base/pnr-progress.h"
#include "model/pnr-basket-set.h"
#include "model/pnr-contents.h"
#include "model/pnr-edit.h"
#include "model/pnr-intake.h"
#include "model/pnr-ledger.h"
#include "model/pnr-past-orders.h"
#include "store/pnr-file-fault.h"
#include "store/pnr-store-change.h"
#include "store/pnr-store-error.h"

G_BEGIN_DECLS

/* A store is used by the thread that opened it, and asserts so; only the getters of path, name,
 * currency, reason and warning and pnr_store_take_id() may be called from anywhere. */
#define PNR_TYPE_STORE (pnr_store_get_type ())
G_DECLARE_FINAL_TYPE (PnrStore, pnr_store, PNR, STORE, GObject)

typedef enum {
  PNR_STORE_OPEN_DEFAULT = 0,
  PNR_STORE_OPEN_READ_ONLY = 1 << 0,
  /* It will only be read: what a crash left is still taken back, but an old plan stays old, and
   * others may write meanwhile. */
  PNR_STORE_OPEN_KEEP_VERSION = 1 << 1,
  /* What is done is done in a copy that nobody sees, wherever the plan is and whoever has it open.
   */
  PNR_STORE_OPEN_TRIAL = 1 << 2,
} PnrStoreOpenFlags;

typedef enum {
  PNR_STORE_IMPORT_KEEP,
  PNR_STORE_IMPORT_DROP,
} PnrStoreImportEnd;

/* What became of the file behind an open plan. */
typedef enum {
  PNR_STORE_FATE_SAME,
  PNR_STORE_FATE_CHANGED,
  PNR_STORE_FATE_REPLACED,
  PNR_STORE_FATE_GONE,
} PnrStoreFate;

PnrStore *pnr_store_create (const char *path, const char *currency, GError **error);
PnrStore *pnr_store_open (const char *path, PnrStoreOpenFlags flags, GError **error);
PnrStore *pnr_store_open_watched (const char *path, PnrStoreOpenFlags flags, PnrProgress *progress,
                                  GError **error);
void pnr_store_close (PnrStore *self);
void pnr_store_watch (PnrStore *self, PnrProgress *progress);

const char *pnr_store_get_path (PnrStore *self);
const char *pnr_store_get_name (PnrStore *self);
const char *pnr_store_get_currency (PnrStore *self);
gboolean pnr_store_is_read_only (PnrStore *self);
const char *pnr_store_get_read_only_reason (PnrStore *self);
const char *pnr_store_get_warning (PnrStore *self);
gint64 pnr_store_take_id (PnrStore *self);
PnrStoreFate pnr_store_look_around (PnrStore *self);

PnrContents *pnr_store_read_contents (PnrStore *self, GError **error);
PnrStoreChange *pnr_store_read_state (PnrStore *self, GError **error);
PnrBasketSet *pnr_store_read_baskets (PnrStore *self, PnrProgress *progress, GError **error);
PnrBasketSet *pnr_store_read_baskets_between (PnrStore *self, gint64 from, gint64 to,
                                              PnrProgress *progress, GError **error);
GArray *pnr_store_read_sales (PnrStore *self, const char *sku, gint64 from, gint64 to,
                              PnrProgress *progress, GError **error);
PnrLedger *pnr_store_read_ledger (PnrStore *self, PnrContents *contents, PnrProgress *progress,
                                  GError **error);
GArray *pnr_store_read_first_products (PnrStore *self, PnrLedger *ledger, PnrProgress *progress,
                                       GError **error);
PnrPastOrders *pnr_store_read_past_orders (PnrStore *self, PnrPastOrders *empty,
                                           gint64 least_total_minor, PnrProgress *progress,
                                           GError **error);
GVariant *pnr_store_read_info (PnrStore *self, GError **error);
GPtrArray *pnr_store_read_log (PnrStore *self, guint n_newest, GError **error);
GArray *pnr_store_read_past_prices (PnrStore *self, GError **error);
char *pnr_store_dump (PnrStore *self, GError **error);
GPtrArray *pnr_store_find_faults (PnrStore *self, GError **error);
gboolean pnr_store_find_broken_texts (PnrStore *self, char **sentence, GError **error);

gboolean pnr_store_apply_edit (PnrStore *self, PnrEdit *edit, PnrStoreChange **change,
                               GError **error);
gboolean pnr_store_undo (PnrStore *self, PnrStoreChange **change, GError **error);
gboolean pnr_store_redo (PnrStore *self, PnrStoreChange **change, GError **error);
gboolean pnr_store_undo_several (PnrStore *self, guint n_most, const char *why, GPtrArray *names,
                                 PnrStoreChange **change, GError **error);
gboolean pnr_store_redo_several (PnrStore *self, guint n_most, const char *why, GPtrArray *names,
                                 PnrStoreChange **change, GError **error);
gboolean pnr_store_return_to (PnrStore *self, gint64 action_id, const char *why,
                              PnrStoreChange **change, GError **error);

PnrIntake *pnr_store_begin_import (PnrStore *self, const char *name, GError **error);
void pnr_store_rename_import (PnrStore *self, const char *name);
void pnr_store_explain_import (PnrStore *self, const char *why);
gboolean pnr_store_finish_import (PnrStore *self, PnrIntake *intake, PnrStoreImportEnd end,
                                  PnrStoreChange **change, GError **error);

gboolean pnr_store_save_copy (PnrStore *self, const char *path, gboolean replaces,
                              PnrProgress *progress, GError **error);

/* Of plans that are not open, perhaps because they are damaged. (element-type PnrSnapshot) */
GPtrArray *pnr_store_list_snapshots (const char *path);
gboolean pnr_store_remove_snapshots (const char *path, gint64 before, guint *n_removed,
                                     GError **error);
GPtrArray *pnr_store_list_faults_of (const char *path, PnrProgress *progress);
gboolean pnr_store_restore (const char *snapshot, const char *path, GError **error);
GVariant *pnr_store_rescue (const char *path, const char *target, PnrProgress *progress,
                            GError **error);

G_END_DECLS
