/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the journal beside a plan is the plan's own, tried on a copy before anything is played
 * back into the plan. */
#pragma once

#include "store/pnr-db.h"
#include "store/pnr-plan-file.h"

G_BEGIN_DECLS

typedef enum {
  PNR_TORN_PLAN_TAKE_BACK,
  PNR_TORN_PLAN_FOREIGN,
  PNR_TORN_PLAN_DAMAGED,
  PNR_TORN_PLAN_NO_ROOM,
} PnrTornPlanVerdict;

PnrTornPlanVerdict pnr_torn_plan_judge (PnrPlanFile *file, PnrDb **copy);
PnrDb *pnr_torn_plan_open_before (PnrPlanFile *file);
gboolean pnr_torn_plan_put_aside (PnrPlanFile *file, char **name, GError **error);

G_END_DECLS
