/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rooms beside the open document share: its parts, its writer thread, the way to merge. */
#pragma once

#include "plan/pnr-plan-worker.h"
#include "plan/pnr-plan.h"
#include "store/pnr-store.h"

G_BEGIN_DECLS

/* The store lives in the worker's thread. What it changed comes back in @arrived, in the order of
 * the commits, and is merged into the lists in the thread that made the plan: the main thread. */
struct _PnrPlan {
  GObject parent_instance;

  PnrPlanWorker *worker;
  PnrStore *store;
  GThread *main_thread;
  GMainContext *context;
  GAsyncQueue *arrived;
  char *name;
  char *path;
  char *currency;
  gboolean is_read_only;
  char *read_only_reason;
  char *undo_name;
  char *redo_name;
  char *notice;
  gint64 n_orders;
  gint64 history_days;
  gint64 newest_action;
  PnrNounList *products;
  PnrNounList *relations;
  PnrNounList *bundles;
  PnrNounList *scenarios;
  PnrNounList *places;
  PnrNounList *verdicts;
};

/* Runs in the store's thread. A function that changed the plan hands out what changed. */
typedef gpointer (*PnrPlanStoreFunc) (PnrStore *store, gpointer data, PnrStoreChange **change,
                                      GError **error);

/* Blocks; callable from any thread. What changed is merged into the lists at once when called in
 * the main thread, else on its next turn. */
gpointer pnr_plan_run_on_store (PnrPlan *self, PnrPlanStoreFunc func, gpointer data,
                                GError **error);

void pnr_plan_call_later (PnrPlan *self, PnrPlanStoreFunc func, gpointer data,
                          GDestroyNotify free_data, GDestroyNotify free_result,
                          GAsyncReadyCallback callback, gpointer user_data);
gpointer pnr_plan_call_finish (PnrPlan *self, GAsyncResult *result, GError **error);

/* A connection of the calling thread, for reading only; close it with pnr_store_close(). */
PnrStore *pnr_plan_open_reader (PnrPlan *self, GError **error);

/* An import happens inside one pnr_plan_run_on_store(), so that its transaction is never shared:
 * pnr_store_begin_import(), read the files into the intake, pnr_store_finish_import(). */

/* In the main thread: what the store's thread left in @arrived. */
void pnr_plan_merge_arrived (PnrPlan *self);

G_END_DECLS
