/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row of tools that becomes two rows where the window is narrow. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PNR_TYPE_TOOLBAR (pnr_toolbar_get_type ())
G_DECLARE_FINAL_TYPE (PnrToolbar, pnr_toolbar, PNR, TOOLBAR, GtkWidget)

/* Children come from the template. Those that expand share what room is left in their row, and
 * those of them that fill it may shrink to their minimum before a row is broken. */

G_END_DECLS
