/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The open document: its lists for the window, and the one gate through which it changes. */
#pragma once

#include <gio/gio.h>

#include "base/pnr-progress.h"
#include "model/pnr-contents.h"
#include "model/pnr-edit.h"
#include "model/pnr-noun-list.h"

G_BEGIN_DECLS

#define PNR_TYPE_PLAN (pnr_plan_get_type ())
G_DECLARE_FINAL_TYPE (PnrPlan, pnr_plan, PNR, PLAN, GObject)

/* Properties, all read-only and notified on the main thread: "name", "path", "currency",
 * "is-read-only", "read-only-reason", "undo-name", "redo-name" (NULL: nothing to undo or redo),
 * "n-orders" (of the history), "newest-action" (of the log, by id; 0: none), "notice". */

PnrPlan *pnr_plan_create (const char *path, const char *currency, GError **error);
PnrPlan *pnr_plan_open (const char *path, GError **error);
PnrPlan *pnr_plan_open_watched (const char *path, PnrProgress *progress, GError **error);
PnrPlan *pnr_plan_open_to_read (const char *path, PnrProgress *progress, GError **error);
PnrPlan *pnr_plan_open_to_try (const char *path, PnrProgress *progress, GError **error);
void pnr_plan_open_async (const char *path, PnrProgress *progress, GAsyncReadyCallback callback,
                          gpointer user_data);
PnrPlan *pnr_plan_open_finish (GAsyncResult *result, GError **error);
void pnr_plan_close (PnrPlan *self);

const char *pnr_plan_get_name (PnrPlan *self);
const char *pnr_plan_get_path (PnrPlan *self);
const char *pnr_plan_get_currency (PnrPlan *self);
gboolean pnr_plan_is_read_only (PnrPlan *self);
const char *pnr_plan_get_read_only_reason (PnrPlan *self);
const char *pnr_plan_get_undo_name (PnrPlan *self);
const char *pnr_plan_get_redo_name (PnrPlan *self);
gint64 pnr_plan_get_n_orders (PnrPlan *self);
gint64 pnr_plan_get_newest_action (PnrPlan *self);
const char *pnr_plan_get_notice (PnrPlan *self);

PnrNounList *pnr_plan_get_products (PnrPlan *self);
PnrNounList *pnr_plan_get_relations (PnrPlan *self);
PnrNounList *pnr_plan_get_bundles (PnrPlan *self);
PnrNounList *pnr_plan_get_scenarios (PnrPlan *self);
PnrNounList *pnr_plan_get_places (PnrPlan *self);
PnrNounList *pnr_plan_get_verdicts (PnrPlan *self);
PnrContents *pnr_plan_get_contents (PnrPlan *self);
PnrContents *pnr_plan_read_contents (PnrPlan *self, GError **error);

gint64 pnr_plan_take_id (PnrPlan *self);

gboolean pnr_plan_commit (PnrPlan *self, PnrEdit *edit, GError **error);
void pnr_plan_commit_async (PnrPlan *self, PnrEdit *edit, GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean pnr_plan_commit_finish (PnrPlan *self, GAsyncResult *result, GError **error);
gboolean pnr_plan_can_try_again (const GError *error);

gboolean pnr_plan_undo (PnrPlan *self, PnrProgress *progress, GError **error);
void pnr_plan_undo_async (PnrPlan *self, PnrProgress *progress, GAsyncReadyCallback callback,
                          gpointer user_data);
gboolean pnr_plan_undo_finish (PnrPlan *self, GAsyncResult *result, GError **error);
gboolean pnr_plan_redo (PnrPlan *self, PnrProgress *progress, GError **error);
void pnr_plan_redo_async (PnrPlan *self, PnrProgress *progress, GAsyncReadyCallback callback,
                          gpointer user_data);
gboolean pnr_plan_redo_finish (PnrPlan *self, GAsyncResult *result, GError **error);

G_END_DECLS
