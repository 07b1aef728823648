/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The running program: one window per plan, and the actions that need no plan. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PNR_TYPE_APPLICATION (pnr_application_get_type ())
G_DECLARE_FINAL_TYPE (PnrApplication, pnr_application, PNR, APPLICATION, AdwApplication)

PnrApplication *pnr_application_new (void);

GtkWindow *pnr_application_open_plan (PnrApplication *self, GFile *file, GtkWindow *window);

G_END_DECLS
