/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way to the disk that leaves a plan as it is until something in it is changed, and then leaves
 * nothing of what was deleted. */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

const char *pnr_calm_vfs_get_name (void);
gboolean pnr_calm_vfs_hides_mark (sqlite3 *handle);

G_END_DECLS
