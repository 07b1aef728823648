/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What other programs do to the file of an open plan. */
#pragma once

#include "plan/pnr-plan.h"

G_BEGIN_DECLS

/* SAME: nothing that concerns us. CHANGED: it was changed, and the lists show it as it is now.
 * REPLACED, GONE: nothing more can be saved in what is open here. */
typedef enum {
  PNR_PLAN_FATE_SAME,
  PNR_PLAN_FATE_CHANGED,
  PNR_PLAN_FATE_REPLACED,
  PNR_PLAN_FATE_GONE,
} PnrPlanFate;

void pnr_plan_look_around_async (PnrPlan *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean pnr_plan_look_around_finish (PnrPlan *self, GAsyncResult *result, PnrPlanFate *fate,
                                      GError **error);

G_END_DECLS
