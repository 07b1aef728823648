/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Leaves the wheel to the page that is scrolled with it. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void pnr_wheel_leave (GtkWidget *widget);

G_END_DECLS
