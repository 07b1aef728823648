/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole copies of a plan: made through SQLite, checked, and put in their place at once. */
#pragma once

#include "base/pnr-progress.h"
#include "store/pnr-db.h"

G_BEGIN_DECLS

/* Called on a copy before it is put in its place. */
typedef gboolean (*PnrBackupFunc) (PnrDb *copy, gpointer data, GError **error);

gboolean pnr_backup_pages (PnrDb *source, PnrDb *target, PnrProgress *progress, GError **error);
gboolean pnr_backup_copy (PnrDb *db, const char *path, gboolean replaces, PnrBackupFunc finish,
                          gpointer data, PnrProgress *progress, GError **error);
gboolean pnr_backup_before_version (PnrDb *db, const char *path, guint version, GError **error);

G_END_DECLS
