/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes a list one stop of the Tab key; arrows move inside it. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void pnr_tab_stop_make (GtkWidget *list);

G_END_DECLS
