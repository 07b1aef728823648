/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What other programs do to the file of an open plan. */
#include "config.h"

#include "plan/pnr-plan-watch.h"

#include "plan/pnr-plan-private.h"

static PnrPlanFate
fate_from_store (PnrStoreFate fate)
{
  switch (fate) {
  case PNR_STORE_FATE_CHANGED:
    return PNR_PLAN_FATE_CHANGED;
  case PNR_STORE_FATE_REPLACED:
    return PNR_PLAN_FATE_REPLACED;
  case PNR_STORE_FATE_GONE:
    return PNR_PLAN_FATE_GONE;
  case PNR_STORE_FATE_SAME:
  default:
    return PNR_PLAN_FATE_SAME;
  }
}

/* NULL is no answer, so that the first fate is one. */
static gpointer
look_around (PnrStore *store, gpointer data, PnrStoreChange **change, GError **error)
{
  PnrPlanFate fate = fate_from_store (pnr_store_look_around (store));

  if (fate == PNR_PLAN_FATE_CHANGED) {
    *change = pnr_store_read_state (store, error);
    if (*change == NULL)
      return NULL;
  }
  return GINT_TO_POINTER (fate + 1);
}

/**
 * pnr_plan_look_around_async:
 * @self: an open plan
 * @callback: called with what pnr_plan_look_around_finish() tells
 * @user_data: for @callback
 *
 * Asks, in the store's thread, whether the file is still the one that was opened and whether
 * another program has changed it; what has changed is read at once.
 */
void
pnr_plan_look_around_async (PnrPlan *self, GAsyncReadyCallback callback, gpointer user_data)
{
  pnr_plan_call_later (self, look_around, NULL, NULL, NULL, callback, user_data);
}

gboolean
pnr_plan_look_around_finish (PnrPlan *self, GAsyncResult *result, PnrPlanFate *fate, GError **error)
{
  gpointer answer = pnr_plan_call_finish (self, result, error);

  if (answer != NULL)
    *fate = GPOINTER_TO_INT (answer) - 1;
  return answer != NULL;
}
