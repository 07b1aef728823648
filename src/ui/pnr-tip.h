/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tips that explain a figure: several sentences, broken into lines that can be read. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void pnr_tip_set (GtkWidget *widget, const char *text);
const char *pnr_tip_get (GtkWidget *widget);

G_END_DECLS
