/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The log of the plan as a list, read beside the main thread and changed only where it differs. */
#pragma once

#include "model/pnr-log-entry.h"
#include "plan/pnr-plan.h"

G_BEGIN_DECLS

#define PNR_TYPE_LOG_LIST (pnr_log_list_get_type ())
G_DECLARE_FINAL_TYPE (PnrLogList, pnr_log_list, PNR, LOG_LIST, GObject)

/* Signals: "changing" and "changed" around every renewal, "failed" (char *sentence). */

PnrLogList *pnr_log_list_new (PnrPlan *plan);

GListModel *pnr_log_list_get_entries (PnrLogList *self);
gboolean pnr_log_list_refresh (PnrLogList *self);
void pnr_log_list_count_steps (PnrLogList *self, gint64 action_id, guint *n_back, guint *n_again);

G_END_DECLS
