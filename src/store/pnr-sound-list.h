/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of plans this machine closed soundly, so that they open without reading every page. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean pnr_sound_list_has (int descriptor);
void pnr_sound_list_add (int descriptor);

G_END_DECLS
