/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A lift with its interval as a small bar on a shared scale, 1 being chance. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PNR_TYPE_LIFT_BAR (pnr_lift_bar_get_type ())
G_DECLARE_FINAL_TYPE (PnrLiftBar, pnr_lift_bar, PNR, LIFT_BAR, GtkWidget)

GtkWidget *pnr_lift_bar_new (void);

void pnr_lift_bar_set_lift (PnrLiftBar *self, double lift, double low, double high);

G_END_DECLS
