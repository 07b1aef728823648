/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One thing that is to be done to a plan: an edit, or a way through its log. */
#pragma once

#include "plan/pnr-plan.h"

G_BEGIN_DECLS

#define PNR_TYPE_ACT (pnr_act_get_type ())
G_DECLARE_FINAL_TYPE (PnrAct, pnr_act, PNR, ACT, GObject)

typedef enum {
  PNR_ACT_EDIT,
  PNR_ACT_UNDO,
  PNR_ACT_REDO,
  PNR_ACT_RETURN,
} PnrActKind;

PnrAct *pnr_act_new_edit (PnrEdit *edit);
PnrAct *pnr_act_new_undo (const char *action);
PnrAct *pnr_act_new_redo (const char *action);
PnrAct *pnr_act_new_return (gint64 action_id);

PnrActKind pnr_act_get_kind (PnrAct *self);
const char *pnr_act_get_name (PnrAct *self);
PnrEdit *pnr_act_get_edit (PnrAct *self);
gint64 pnr_act_get_action_id (PnrAct *self);

void pnr_act_do_async (PnrAct *self, PnrPlan *plan, PnrProgress *progress,
                       GAsyncReadyCallback callback, gpointer user_data);
gboolean pnr_act_do_finish (PnrPlan *plan, GAsyncResult *result, GError **error);

G_END_DECLS
