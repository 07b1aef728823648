/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lets a list appear a few rows a frame. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void pnr_unfold_rows (GtkWidget *list);

G_END_DECLS
