/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Is a piece of history what SQLite would have written? Looked at before it is ever applied. */
#include "config.h"

#include "store/pnr-changeset.h"

#include <glib/gi18n.h>
#include <string.h>

#include "store/pnr-history.h"
#include "store/pnr-statement.h"

/* SQLite trusts a changeset: a length in it that is too large is read beyond its end. But the
 * history of a stranger's plan is a stranger's. The format is that of sqlite3session.c: for each
 * table 'T', the number of columns, a byte per column (part of the key or not) and the name; then
 * its rows: operation, a flag, and the old and the new values, each a type byte and a value. */
typedef struct {
  const guint8 *at;
  const guint8 *end;
  GArray *is_key;
  gboolean may_only_change; /* no row comes or goes */
} Reader;

enum {
  VALUE_ABSENT = 0,
  VALUE_INTEGER = SQLITE_INTEGER,
  VALUE_REAL = SQLITE_FLOAT,
  VALUE_TEXT = SQLITE_TEXT,
  VALUE_BLOB = SQLITE_BLOB,
  VALUE_NULL = SQLITE_NULL,
};

static gboolean
skip (Reader *self, guint64 n_bytes)
{
  if (n_bytes > (guint64) (self->end - self->at))
    return FALSE;
  self->at += n_bytes;
  return TRUE;
}

static gboolean
read_byte (Reader *self, guint8 *byte)
{
  if (self->at == self->end)
    return FALSE;
  *byte = *self->at++;
  return TRUE;
}

/* Seven bits a byte, the last one without the high bit; nothing here needs more than five. */
static gboolean
read_length (Reader *self, guint64 *length)
{
  *length = 0;
  for (int i = 0; i < 5; i++) {
    guint8 byte;

    if (!read_byte (self, &byte))
      return FALSE;
    *length = *length << 7 | (byte & 0x7f);
    if (byte < 0x80)
      return TRUE;
  }
  return FALSE;
}

static gboolean
read_value (Reader *self, guint8 *type)
{
  guint64 length;

  if (!read_byte (self, type))
    return FALSE;
  switch (*type) {
  case VALUE_ABSENT:
  case VALUE_NULL:
    return TRUE;
  case VALUE_INTEGER:
  case VALUE_REAL:
    return skip (self, 8);
  case VALUE_TEXT:
  case VALUE_BLOB:
    return read_length (self, &length) && skip (self, length);
  default:
    return FALSE;
  }
}

/* @types: what each value is. */
static gboolean
read_values (Reader *self, guint8 *types)
{
  for (guint i = 0; i < self->is_key->len; i++) {
    if (!read_value (self, &types[i]))
      return FALSE;
  }
  return TRUE;
}

/* Every key of the recorded tables is made of numbers. */
static gboolean
row_is_whole (Reader *self, const guint8 *types)
{
  for (guint i = 0; i < self->is_key->len; i++) {
    if (types[i] == VALUE_ABSENT
        || (g_array_index (self->is_key, guint8, i) && types[i] != VALUE_INTEGER))
      return FALSE;
  }
  return TRUE;
}

/* A changed row says its key once and of every changed column both values. */
static gboolean
rows_match (Reader *self, const guint8 *old_types, const guint8 *new_types)
{
  for (guint i = 0; i < self->is_key->len; i++) {
    if (g_array_index (self->is_key, guint8, i)
            ? old_types[i] != VALUE_INTEGER || new_types[i] != VALUE_ABSENT
            : (old_types[i] == VALUE_ABSENT) != (new_types[i] == VALUE_ABSENT))
      return FALSE;
  }
  return TRUE;
}

static gboolean
read_row (Reader *self, guint8 operation)
{
  guint8 old_types[128];
  guint8 new_types[128];

  if (self->is_key->len == 0 || self->is_key->len > sizeof old_types || !skip (self, 1))
    return FALSE;
  if (operation == SQLITE_INSERT || operation == SQLITE_DELETE)
    return !self->may_only_change && read_values (self, old_types)
           && row_is_whole (self, old_types);
  return operation == SQLITE_UPDATE && read_values (self, old_types)
         && read_values (self, new_types) && rows_match (self, old_types, new_types);
}

/* Whether that table is recorded and the plan has it, with at least these columns and exactly this
 * key. */
static gboolean
table_is_ours (PnrDb *db, const char *name, GArray *is_key, gboolean *is_ours, GError **error)
{
  PnrStatement *columns =
      pnr_db_get_statement (db, "SELECT pk > 0 FROM pragma_table_info (?) ORDER BY cid", error);
  gboolean has_row = TRUE;

  if (columns == NULL)
    return FALSE;
  pnr_statement_bind_text (columns, 1, name);
  *is_ours = pnr_history_records (name);
  for (guint i = 0; has_row; i++) {
    if (!pnr_statement_step (columns, &has_row, error))
      return FALSE;
    if (has_row && i < is_key->len)
      *is_ours &= pnr_statement_get_number (columns, 0) == g_array_index (is_key, guint8, i);
    else if (has_row)
      *is_ours &= pnr_statement_get_number (columns, 0) == 0;
    else
      *is_ours &= i >= is_key->len;
  }
  return TRUE;
}

static gboolean
read_table (Reader *self, PnrDb *db, gboolean *is_sound, GError **error)
{
  guint64 n_columns;
  const char *name;

  *is_sound = FALSE;
  if (!read_length (self, &n_columns) || n_columns > (guint64) (self->end - self->at))
    return TRUE;
  g_array_set_size (self->is_key, 0);
  for (guint i = 0; i < n_columns; i++) {
    guint8 is_key = *self->at++ != 0;

    g_array_append_val (self->is_key, is_key);
  }
  name = (const char *) self->at;
  if (memchr (name, '\0', self->end - self->at) == NULL)
    return TRUE;
  self->at += strlen (name) + 1;
  /* Customers come and go with their orders. */
  self->may_only_change = g_str_equal (name, "customer");
  return table_is_ours (db, name, self->is_key, is_sound, error);
}

/* Returns: %FALSE, so that callers can return it */
gboolean
pnr_changeset_refuse (GError **error)
{
  g_set_error_literal (error, PNR_STORE_ERROR, PNR_STORE_ERROR_DAMAGED,
                       _ ("What this step did is no longer readable in the plan, so it cannot be "
                          "taken back or repeated. Nothing was changed."));
  return FALSE;
}

/**
 * pnr_changeset_check:
 * @db: the plan it is about
 * @changeset: a changeset out of that plan
 * @error: a place for a sentence
 *
 * Returns: whether it can be handed to SQLite
 */
gboolean
pnr_changeset_check (PnrDb *db, GBytes *changeset, GError **error)
{
  g_autoptr (GArray) is_key = g_array_new (FALSE, FALSE, 1);
  gsize size;
  const guint8 *data = g_bytes_get_data (changeset, &size);
  Reader reader = { data, NULL, is_key, FALSE };
  gboolean is_sound = size > 0;
  guint8 mark;

  /* Actions that change nothing are not recorded. */
  if (is_sound)
    reader.end = data + size;
  while (is_sound && read_byte (&reader, &mark)) {
    if (mark != 'T')
      is_sound = read_row (&reader, mark);
    else if (!read_table (&reader, db, &is_sound, error))
      return FALSE;
  }
  return is_sound || pnr_changeset_refuse (error);
}
