/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Stands the head of a column of numbers over the numbers. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void pnr_column_head_align_end (GtkColumnView *view, GtkColumnViewColumn *column);

G_END_DECLS
