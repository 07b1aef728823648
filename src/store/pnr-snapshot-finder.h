/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The snapshots of a plan, found by what the plan or what is left of it says of itself, or by where
 * it is or was. */
#pragma once

#include "store/pnr-db.h"

G_BEGIN_DECLS

GPtrArray *pnr_snapshot_finder_list (const char *path);
GPtrArray *pnr_snapshot_finder_list_named (const char *name);

G_END_DECLS
