/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one thread that owns the plan's writing connection, and the queue of what it shall do. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _PnrPlanWorker PnrPlanWorker;
typedef void (*PnrPlanWorkerFunc) (gpointer data);

PnrPlanWorker *pnr_plan_worker_new (void);
gboolean pnr_plan_worker_stop (PnrPlanWorker *self, PnrPlanWorkerFunc func, gpointer data);
void pnr_plan_worker_free (PnrPlanWorker *self);

/* Both from any thread. %FALSE: it was stopped, and @func will not run. */
gboolean pnr_plan_worker_push (PnrPlanWorker *self, PnrPlanWorkerFunc func, gpointer data);
gboolean pnr_plan_worker_run (PnrPlanWorker *self, PnrPlanWorkerFunc func, gpointer data);
void pnr_plan_worker_call_back (GMainContext *context, GSourceFunc func, gpointer data,
                                GDestroyNotify destroy);

G_END_DECLS
