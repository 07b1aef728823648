/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lets the wheel through what scrolls sideways only, to the page around it. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void pnr_sideways_keep (GtkWidget *child);

G_END_DECLS
