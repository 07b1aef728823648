/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the shelves of snapshots and the files on them are called. */
#pragma once

#include "store/pnr-db.h"

G_BEGIN_DECLS

/* Names are times of UTC, so that they sort; whole copies are told from those without orders. */
#define PNR_SNAPSHOT_TIME_FORMAT "%Y%m%dT%H%M%SZ"
#define PNR_SNAPSHOT_TIME_SIZE 16
#define PNR_SNAPSHOT_WHOLE_SUFFIX "-whole.pannier"
#define PNR_SNAPSHOT_PLANNING_SUFFIX ".pannier"

/* The file on each shelf that tells whose it is, and what the plan was like when it was copied. */
#define PNR_SNAPSHOT_ABOUT_FILE "about"
#define PNR_SNAPSHOT_ABOUT_GROUP "Plan"
#define PNR_SNAPSHOT_MARKS_GROUP "Marks"

char *pnr_snapshot_names_get_folder (void);
char *pnr_snapshot_names_read_uuid (PnrDb *db);
char *pnr_snapshot_names_get_shelf (PnrDb *db, const char *path);
gint64 pnr_snapshot_names_get_time (const char *name);
GPtrArray *pnr_snapshot_names_list (const char *shelf);
char *pnr_snapshot_names_dup_note (const char *path);

G_END_DECLS
