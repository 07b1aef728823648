/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gives the eye and the keyboard to the row of a list that is chosen. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void pnr_chosen_row_focus (GtkWidget *view);
void pnr_chosen_row_reveal (GtkWidget *view, guint position);

G_END_DECLS
