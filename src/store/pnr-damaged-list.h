/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of plans that were found damaged, so that no program of this user writes to them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean pnr_damaged_list_has (int descriptor);
void pnr_damaged_list_add (int descriptor);
void pnr_damaged_list_remove (int descriptor);

G_END_DECLS
