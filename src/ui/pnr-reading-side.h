/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows a wide table from the side on which reading begins. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void pnr_reading_side_keep (GtkWidget *scrollable);

G_END_DECLS
