/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line of text in a long list: light to build and to measure, whole in its tooltip when cut. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *pnr_cell_text_new (gboolean is_end);
void pnr_cell_text_set (GtkWidget *cell_text, const char *text);

G_END_DECLS
