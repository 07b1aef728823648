/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One prepared statement: bind values, step through rows, read columns. */
#include "config.h"

#include "store/pnr-statement.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "model/pnr-kinds.h"

struct _PnrStatement {
  PnrDb *db;
  sqlite3_stmt *handle;
  int refused; /* the parameter whose text was too long, 0: none */
};

PnrStatement *
pnr_statement_new (PnrDb *db, const char *sql, GError **error)
{
  g_autoptr (PnrStatement) self = g_new0 (PnrStatement, 1);
  int result;

  if (!pnr_db_settle (db, error))
    return NULL;
  self->db = db;
  result = sqlite3_prepare_v3 (pnr_db_get_handle (db), sql, -1, SQLITE_PREPARE_PERSISTENT,
                               &self->handle, NULL);
  if (result != SQLITE_OK) {
    pnr_db_set_error (db, result, error);
    return NULL;
  }
  return g_steal_pointer (&self);
}

void
pnr_statement_free (PnrStatement *self)
{
  sqlite3_finalize (self->handle);
  g_free (self);
}

sqlite3_stmt *
pnr_statement_get_handle (PnrStatement *self)
{
  return self->handle;
}

void
pnr_statement_bind_number (PnrStatement *self, int parameter, gint64 number)
{
  sqlite3_bind_int64 (self->handle, parameter, number);
}

/* SQLite binds nothing in the place of what is too long for a row. */
static void
pnr_statement_note (PnrStatement *self, int parameter, int result)
{
  if (result != SQLITE_OK)
    self->refused = parameter;
  else if (self->refused == parameter)
    self->refused = 0;
}

/* Binds nothing when @number is @unknown. */
void
pnr_statement_bind_known (PnrStatement *self, int parameter, gint64 number, gint64 unknown)
{
  if (number == unknown)
    sqlite3_bind_null (self->handle, parameter);
  else
    sqlite3_bind_int64 (self->handle, parameter, number);
}

void
pnr_statement_bind_real (PnrStatement *self, int parameter, double number)
{
  sqlite3_bind_double (self->handle, parameter, number);
}

/* Not copied: @text must live until the statement has run. */
void
pnr_statement_bind_text (PnrStatement *self, int parameter, const char *text)
{
  int result = sqlite3_bind_text (self->handle, parameter, text, -1, SQLITE_STATIC);

  pnr_statement_note (self, parameter, result);
}

void
pnr_statement_bind_kind (PnrStatement *self, int parameter, GType type, int kind)
{
  sqlite3_bind_text (self->handle, parameter, pnr_kind_to_word (type, kind), -1, SQLITE_STATIC);
}

void
pnr_statement_bind_blob (PnrStatement *self, int parameter, gconstpointer data, gsize size)
{
  int result = sqlite3_bind_blob64 (self->handle, parameter, data, size, SQLITE_STATIC);

  pnr_statement_note (self, parameter, result);
}

/* What is stored is inserted: "INSERT INTO table (column, …) VALUES (?, …)" names a column for each
 * parameter. */
static gboolean
pnr_statement_refuse (PnrStatement *self, GError **error)
{
  g_auto (GStrv) words = g_strsplit_set (sqlite3_sql (self->handle), " (),", -1);
  const char *table = "";
  const char *column = "";
  int n_names = 0;

  for (char **at = words; *at != NULL && n_names <= self->refused; at++) {
    if (**at == '\0' || g_str_equal (*at, "INSERT") || g_str_equal (*at, "INTO"))
      continue;
    *(n_names++ == 0 ? &table : &column) = *at;
  }
  g_set_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_INVALID,
               /* Translators: names of a table of the plan and of a column of it. */
               _ ("A text is longer than the 16 MiB that a plan can keep (%s, %s). Nothing was "
                  "changed; shorten it and try again."),
               table, column);
  return FALSE;
}

/**
 * pnr_statement_step:
 * @self: a statement
 * @has_row: (out): whether there is a row to read
 * @error: a place for a sentence
 *
 * Returns: %FALSE on failure; the statement is reset then, and after the last row
 */
gboolean
pnr_statement_step (PnrStatement *self, gboolean *has_row, GError **error)
{
  int result;

  *has_row = FALSE;
  if (self->refused != 0)
    return pnr_statement_refuse (self, error);
  result = sqlite3_step (self->handle);
  *has_row = result == SQLITE_ROW;
  if (result == SQLITE_ROW)
    return TRUE;
  if (result != SQLITE_DONE)
    pnr_db_set_error (self->db, result, error);
  sqlite3_reset (self->handle);
  return result == SQLITE_DONE;
}

/* For statements without rows; bound values stay bound, as bulk writing wants. */
gboolean
pnr_statement_run (PnrStatement *self, GError **error)
{
  gboolean has_row;
  gboolean is_done = pnr_statement_step (self, &has_row, error);

  if (has_row)
    sqlite3_reset (self->handle);
  return is_done;
}

void
pnr_statement_reset (PnrStatement *self)
{
  sqlite3_reset (self->handle);
  sqlite3_clear_bindings (self->handle);
  self->refused = 0;
}

gboolean
pnr_statement_is_null (PnrStatement *self, int column)
{
  return sqlite3_column_type (self->handle, column) == SQLITE_NULL;
}

gint64
pnr_statement_get_number (PnrStatement *self, int column)
{
  return sqlite3_column_int64 (self->handle, column);
}

gint64
pnr_statement_get_known (PnrStatement *self, int column, gint64 unknown)
{
  return pnr_statement_is_null (self, column) ? unknown
                                              : sqlite3_column_int64 (self->handle, column);
}

/* A stranger's infinity is no place on a board. */
double
pnr_statement_get_real (PnrStatement *self, int column)
{
  double number = sqlite3_column_double (self->handle, column);

  return isfinite (number) ? number : 0;
}

/* Valid until the next step. A stranger's bytes that are not UTF-8 are shown as empty. */
const char *
pnr_statement_get_text (PnrStatement *self, int column)
{
  const char *text = (const char *) sqlite3_column_text (self->handle, column);

  if (text != NULL && !g_utf8_validate (text, -1, NULL))
    return "";
  return text;
}

int
pnr_statement_get_kind (PnrStatement *self, int column, GType type)
{
  const char *word = pnr_statement_get_text (self, column);
  int kind = 0;

  if (word != NULL)
    pnr_kind_from_word (type, word, &kind);
  return kind;
}

GBytes *
pnr_statement_dup_blob (PnrStatement *self, int column)
{
  gconstpointer data = sqlite3_column_blob (self->handle, column);

  return g_bytes_new (data, sqlite3_column_bytes (self->handle, column));
}
