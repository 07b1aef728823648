/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lets new text come to a window one piece a frame. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef void (*PnrFramePiece) (GtkWidget *widget);

void pnr_frame_queue_add (GtkWidget *widget, PnrFramePiece piece);

G_END_DECLS
