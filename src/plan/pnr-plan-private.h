/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the jobs of this room need of the open document: its writer thread and the way to merge. */
#pragma once

#include "plan/pnr-plan.h"
#include "store/pnr-store.h"

G_BEGIN_DECLS

/* Runs in the store's thread. A function that changed the plan hands out what changed. */
typedef gpointer (*PnrPlanStoreFunc) (PnrStore *store, gpointer data, PnrStoreChange **change,
                                      GError **error);

/* Blocks; callable from any thread. What changed is merged into the lists at once when called in
 * the main thread, else on its next turn. */
gpointer pnr_plan_run_on_store (PnrPlan *self, PnrPlanStoreFunc func, gpointer data,
                                GError **error);

/* A connection of the calling thread, for reading only; close it with pnr_store_close(). */
PnrStore *pnr_plan_open_reader (PnrPlan *self, GError **error);

/* An import happens inside one pnr_plan_run_on_store(), so that its transaction is never shared:
 * pnr_store_begin_import(), read the files into the intake, pnr_store_finish_import(). */

G_END_DECLS
