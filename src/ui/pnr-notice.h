/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows and hides a notice that slides in. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void pnr_notice_show (GtkRevealer *notice, gboolean is_shown);

G_END_DECLS
