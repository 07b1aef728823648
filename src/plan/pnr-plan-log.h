/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The log of the open document: who did what and when, and the way back to any point of it. */
#pragma once

#include "model/pnr-log-entry.h"
#include "plan/pnr-plan.h"

G_BEGIN_DECLS

/* (element-type PnrLogEntry), the newest first. @n_newest 0: all. */
GPtrArray *pnr_plan_read_log (PnrPlan *self, guint n_newest, GError **error);
void pnr_plan_read_log_async (PnrPlan *self, guint n_newest, GAsyncReadyCallback callback,
                              gpointer user_data);
GPtrArray *pnr_plan_read_log_finish (PnrPlan *self, GAsyncResult *result, GError **error);
GVariant *pnr_plan_dup_log (PnrPlan *self, guint n_newest, GError **error);

GPtrArray *pnr_plan_undo_several (PnrPlan *self, guint n_most, const char *why,
                                  PnrProgress *progress, GError **error);
GPtrArray *pnr_plan_redo_several (PnrPlan *self, guint n_most, const char *why,
                                  PnrProgress *progress, GError **error);
gboolean pnr_plan_return_to (PnrPlan *self, gint64 action_id, const char *why,
                             PnrProgress *progress, GError **error);
void pnr_plan_return_to_async (PnrPlan *self, gint64 action_id, PnrProgress *progress,
                               GAsyncReadyCallback callback, gpointer user_data);
gboolean pnr_plan_return_to_finish (PnrPlan *self, GAsyncResult *result, GError **error);

G_END_DECLS
