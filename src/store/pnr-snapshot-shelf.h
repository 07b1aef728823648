/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where older states of a plan are kept: a folder per plan in the user's state folder. */
#pragma once

#include "store/pnr-db.h"

G_BEGIN_DECLS

typedef enum {
  PNR_SNAPSHOT_PLANNING,
  PNR_SNAPSHOT_WHOLE,
} PnrSnapshotKind;

char *pnr_snapshot_shelf_add (PnrDb *db, const char *path, PnrSnapshotKind kind, gboolean is_exact,
                              GError **error);

G_END_DECLS
