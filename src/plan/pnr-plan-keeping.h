/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept of a plan besides itself: copies, snapshots, and what can be rescued of it. */
#pragma once

#include "base/pnr-progress.h"
#include "model/pnr-snapshot.h"
#include "plan/pnr-plan.h"

G_BEGIN_DECLS

/* @unsaved: (nullable) (element-type PnrAct): what the plan's own file could not take; it is done
 * in the copy. */
gboolean pnr_plan_save_copy (PnrPlan *self, const char *path, gboolean replaces, GPtrArray *unsaved,
                             PnrProgress *progress, GError **error);
void pnr_plan_save_copy_async (PnrPlan *self, const char *path, gboolean replaces,
                               GPtrArray *unsaved, PnrProgress *progress,
                               GAsyncReadyCallback callback, gpointer user_data);
gboolean pnr_plan_save_copy_finish (PnrPlan *self, GAsyncResult *result, GError **error);

/* In an open plan: one action, which can be undone. */
gboolean pnr_plan_return_to_snapshot (PnrPlan *self, PnrSnapshot *snapshot, GError **error);
void pnr_plan_return_to_snapshot_async (PnrPlan *self, PnrSnapshot *snapshot,
                                        GAsyncReadyCallback callback, gpointer user_data);
gboolean pnr_plan_return_to_snapshot_finish (PnrPlan *self, GAsyncResult *result, GError **error);

/* Of plans that need not be open, perhaps because they are damaged; their file is only read.
 * (element-type PnrSnapshot), the newest first. */
GPtrArray *pnr_plan_list_snapshots (const char *path);
void pnr_plan_list_snapshots_async (const char *path, GAsyncReadyCallback callback,
                                    gpointer user_data);
GPtrArray *pnr_plan_list_snapshots_finish (GAsyncResult *result, GError **error);

/* Those taken before a time, in seconds of UTC, for good. */
gboolean pnr_plan_remove_snapshots (const char *path, gint64 before, guint *n_removed,
                                    GError **error);
void pnr_plan_remove_all_snapshots_async (const char *path, GAsyncReadyCallback callback,
                                          gpointer user_data);
gboolean pnr_plan_remove_all_snapshots_finish (GAsyncResult *result, GError **error);

char *pnr_plan_dup_shared_sentence (guint n_snapshots, const char *owner);

gboolean pnr_plan_is_damage (const GError *error);
gboolean pnr_plan_is_no_plan (const GError *error);
void pnr_plan_name_snapshot (const char *path, GError **error);
char *pnr_plan_dup_free_path (const char *path, const char *what);
gboolean pnr_plan_restore (PnrSnapshot *snapshot, const char *target, GError **error);
void pnr_plan_restore_async (PnrSnapshot *snapshot, const char *target,
                             GAsyncReadyCallback callback, gpointer user_data);
gboolean pnr_plan_restore_finish (GAsyncResult *result, GError **error);

GVariant *pnr_plan_rescue (const char *path, const char *target, PnrProgress *progress,
                           GError **error);
void pnr_plan_rescue_async (const char *path, const char *target, PnrProgress *progress,
                            GAsyncReadyCallback callback, gpointer user_data);
GVariant *pnr_plan_rescue_finish (GAsyncResult *result, GError **error);

G_END_DECLS
