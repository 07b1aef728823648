/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks for the name, the currency and the folder of a new plan, and makes it. */
#pragma once

#include "ui/pnr-application.h"

G_BEGIN_DECLS

#define PNR_TYPE_NEW_PLAN_WINDOW (pnr_new_plan_window_get_type ())
G_DECLARE_FINAL_TYPE (PnrNewPlanWindow, pnr_new_plan_window, PNR, NEW_PLAN_WINDOW, AdwWindow)

void pnr_new_plan_window_set_files (PnrNewPlanWindow *self, GListModel *files);
PnrNewPlanWindow *pnr_new_plan_window_new (PnrApplication *application, GtkWindow *parent);

G_END_DECLS
