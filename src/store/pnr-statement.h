/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One prepared statement: bind values, step through rows, read columns. */
#pragma once

#include <glib-object.h>

#include "store/pnr-db.h"

G_BEGIN_DECLS

PnrStatement *pnr_statement_new (PnrDb *db, const char *sql, GError **error);
void pnr_statement_free (PnrStatement *self);

/* Parameters count from 1, columns from 0, as in SQLite. */
void pnr_statement_bind_number (PnrStatement *self, int parameter, gint64 number);
void pnr_statement_bind_known (PnrStatement *self, int parameter, gint64 number, gint64 unknown);
void pnr_statement_bind_real (PnrStatement *self, int parameter, double number);
void pnr_statement_bind_text (PnrStatement *self, int parameter, const char *text);
void pnr_statement_bind_kind (PnrStatement *self, int parameter, GType type, int kind);
void pnr_statement_bind_blob (PnrStatement *self, int parameter, gconstpointer data, gsize size);

gboolean pnr_statement_run (PnrStatement *self, GError **error);
gboolean pnr_statement_step (PnrStatement *self, gboolean *has_row, GError **error);
void pnr_statement_reset (PnrStatement *self);

gboolean pnr_statement_is_null (PnrStatement *self, int column);
gint64 pnr_statement_get_number (PnrStatement *self, int column);
gint64 pnr_statement_get_known (PnrStatement *self, int column, gint64 unknown);
double pnr_statement_get_real (PnrStatement *self, int column);
const char *pnr_statement_get_text (PnrStatement *self, int column);
int pnr_statement_get_kind (PnrStatement *self, int column, GType type);
GBytes *pnr_statement_dup_blob (PnrStatement *self, int column);
sqlite3_stmt *pnr_statement_get_handle (PnrStatement *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrStatement, pnr_statement_free)

G_END_DECLS
