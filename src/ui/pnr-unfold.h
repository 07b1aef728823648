/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lets lists and pages appear a few pieces a frame. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void pnr_unfold_rows (GtkWidget *list);
void pnr_unfold_piece (GtkWidget *piece);
void pnr_unfold_now (GtkWidget *list);

G_END_DECLS
