/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gives a button a menu that is built when it is first opened. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void pnr_late_menu_give (GtkMenuButton *button, GMenuModel *model);

G_END_DECLS
