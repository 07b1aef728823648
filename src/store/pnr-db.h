/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One connection to a plan file: opened with care, used by the thread that opened it. */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

#include "store/pnr-store-error.h"

G_BEGIN_DECLS

/* "PNNR", the application id in a plan's head. */
#define PNR_DB_APPLICATION_ID 0x504E4E52

typedef struct _PnrDb PnrDb;
typedef struct _PnrStatement PnrStatement;

PnrDb *pnr_db_open (const char *path, gboolean is_read_only, GError **error);
PnrDb *pnr_db_open_for_a_glance (const char *path, GError **error);
PnrDb *pnr_db_create (const char *path, GError **error);
PnrDb *pnr_db_new_in_memory (GError **error);
PnrDb *pnr_db_new_temporary (GError **error);
void pnr_db_close (PnrDb *self);

void pnr_db_watch (PnrDb *self, GCancellable *cancellable);
GCancellable *pnr_db_get_cancellable (PnrDb *self);
gboolean pnr_db_has_log (const char *path);
gboolean pnr_db_end_log (PnrDb *self, GError **error);
gboolean pnr_db_is_damaged (PnrDb *self);
gboolean pnr_db_is_corrupt (PnrDb *self);
void pnr_db_set_bound (PnrDb *self, gboolean is_bound);
sqlite3 *pnr_db_get_handle (PnrDb *self);
PnrStatement *pnr_db_get_statement (PnrDb *self, const char *sql, GError **error);
gboolean pnr_db_run (PnrDb *self, const char *sql, GError **error);
gboolean pnr_db_read_number (PnrDb *self, const char *sql, gint64 *number, GError **error);

gboolean pnr_db_begin (PnrDb *self, GError **error);
gboolean pnr_db_commit (PnrDb *self, GError **error);
void pnr_db_roll_back (PnrDb *self);
gboolean pnr_db_settle (PnrDb *self, GError **error);

gboolean pnr_db_set_error (PnrDb *self, int result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrDb, pnr_db_close)

G_END_DECLS
