/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of one table of a damaged plan, as many as can be read.
 *
 * Rows are read in the order of their ids until a page fails. From there ever longer steps lead
 * over the damaged part, and once a page answers again, halving the last step finds its first
 * row. The last row is always tried, so that a short end is not stepped over; a readable part is
 * missed only when it is short and lies between two damaged ones. Tables without row ids are
 * short: they are read from both ends. */
#include "config.h"

#include "store/pnr-row-salvage.h"

#include "store/pnr-statement.h"

#define MOST_FAILURES 10000
#define ROWS_PER_CHECK 1000
#define MOST_IN_ORDER 1000000

typedef struct {
  PnrDb *damaged;
  PnrDb *fresh;
  PnrStatement *insert;
  PnrRowSalvage *result;
  PnrProgress *progress;
  guint n_failures;
} Salvage;

static int
count_columns (PnrDb *fresh, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s", table);
  g_autoptr (PnrStatement) rows = pnr_statement_new (fresh, sql, NULL);

  return rows != NULL ? sqlite3_column_count (pnr_statement_get_handle (rows)) : 0;
}

static PnrStatement *
prepare_insert (PnrDb *fresh, const char *table, GError **error)
{
  int n_columns = count_columns (fresh, table);
  g_autoptr (GString) sql = g_string_new (NULL);

  g_string_printf (sql, "INSERT OR IGNORE INTO %s VALUES (?", table);
  for (int i = 1; i < n_columns; i++)
    g_string_append (sql, ", ?");
  g_string_append_c (sql, ')');
  return pnr_statement_new (fresh, sql->str, error);
}

/* A value that the table does not take is as lost as one that cannot be read. */
static void
salvage_row (Salvage *self, PnrStatement *row)
{
  sqlite3_stmt *from = pnr_statement_get_handle (row);
  sqlite3_stmt *to = pnr_statement_get_handle (self->insert);
  int before = sqlite3_total_changes (pnr_db_get_handle (self->fresh));

  pnr_statement_reset (self->insert);
  for (int i = 0; i < sqlite3_bind_parameter_count (to) && i < sqlite3_column_count (from); i++)
    sqlite3_bind_value (to, i + 1, sqlite3_column_value (from, i));
  if (pnr_statement_run (self->insert, NULL))
    self->result->n_found += sqlite3_total_changes (pnr_db_get_handle (self->fresh)) - before;
}

/* @at: (inout): the first id that was not read yet. A page that leads back to an earlier one would
 * be read for ever. Returns: whether the range is at its end */
static gboolean
salvage_until_failure (Salvage *self, PnrStatement *rows, gint64 *at, gint64 last, GError **error)
{
  gboolean has_row = TRUE;

  pnr_statement_reset (rows);
  pnr_statement_bind_number (rows, 1, *at);
  pnr_statement_bind_number (rows, 2, last);
  for (guint n = 0; has_row; n++) {
    if (n % ROWS_PER_CHECK == 0 && !pnr_progress_check (self->progress, error))
      return FALSE;
    if (!pnr_statement_step (rows, &has_row, NULL))
      return FALSE;
    if (has_row && pnr_statement_get_number (rows, 0) < *at)
      return FALSE;
    if (has_row) {
      *at = pnr_statement_get_number (rows, 0) + 1;
      salvage_row (self, rows);
    }
  }
  return TRUE;
}

/* Whether the first row from @id on can be read, or there is none. */
static gboolean
is_readable (Salvage *self, PnrStatement *rows, gint64 id, gint64 last)
{
  gboolean has_row;
  gboolean is_read;

  pnr_statement_reset (rows);
  pnr_statement_bind_number (rows, 1, id);
  pnr_statement_bind_number (rows, 2, last);
  is_read = pnr_statement_step (rows, &has_row, NULL);
  pnr_statement_reset (rows);
  self->n_failures += !is_read;
  return is_read;
}

/* The first readable id behind the unreadable @at, or one behind @last. */
static gint64
find_end_of_damage (Salvage *self, PnrStatement *rows, gint64 at, gint64 last)
{
  gint64 bad = at;
  gint64 step = MIN (1, last - at);
  gint64 good;

  while (!is_readable (self, rows, at + step, last)) {
    if (step == last - at || self->n_failures >= MOST_FAILURES)
      return last + 1;
    bad = at + step;
    step = MIN (step + step / 4 + 1, last - at);
  }
  for (good = at + step; good - bad > 1;) {
    gint64 middle = bad + (good - bad) / 2;

    *(is_readable (self, rows, middle, last) ? &good : &bad) = middle;
  }
  return good;
}

/* @what: an aggregate of the row ids. */
static gint64
read_or (PnrDb *db, const char *what, const char *table, gint64 otherwise)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM %s", what, table);
  gint64 number;

  return pnr_db_read_number (db, sql, &number, NULL) ? number : otherwise;
}

static gboolean
salvage_by_id (Salvage *self, const char *table, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT * FROM %s WHERE rowid BETWEEN ? AND ? ORDER BY rowid", table);
  g_autoptr (PnrStatement) rows = pnr_statement_new (self->damaged, sql, NULL);
  /* What has an id that is none would make the new plan one that is not opened. */
  gint64 at = MAX (read_or (self->damaged, "min (rowid)", table, 1), 1);
  gint64 last =
      MIN (read_or (self->damaged, "max (rowid)", table, G_MAXINT32), PNR_ROW_SALVAGE_LAST_ID);
  g_autoptr (GError) refusal = NULL;

  while (rows != NULL && at <= last && !salvage_until_failure (self, rows, &at, last, &refusal)) {
    if (refusal != NULL) {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return FALSE;
    }
    at = find_end_of_damage (self, rows, at, last);
  }
  return TRUE;
}

static void
salvage_in_order (Salvage *self, const char *table, const char *direction)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT * FROM %s ORDER BY 1 %s, 2 %s", table, direction, direction);
  g_autoptr (PnrStatement) rows = pnr_statement_new (self->damaged, sql, NULL);
  gboolean has_row = rows != NULL;

  for (guint n = 0; has_row && n < MOST_IN_ORDER && pnr_statement_step (rows, &has_row, NULL);
       n++) {
    if (has_row)
      salvage_row (self, rows);
  }
}

static gboolean
has_rowid (PnrDb *fresh, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT rowid FROM %s", table);
  g_autoptr (PnrStatement) rows = pnr_statement_new (fresh, sql, NULL);

  return rows != NULL;
}

/**
 * pnr_row_salvage_copy:
 * @damaged: where to read
 * @fresh: where to write, inside a transaction; it has the same table, and its names are trusted
 * @table: a table
 * @salvage: (out): what was found
 * @progress: (nullable): whether to stop
 * @error: a place for a sentence
 *
 * Returns: %FALSE only when it was stopped or nothing can be written
 */
gboolean
pnr_row_salvage_copy (PnrDb *damaged, PnrDb *fresh, const char *table, PnrRowSalvage *salvage,
                      PnrProgress *progress, GError **error)
{
  g_autoptr (PnrStatement) insert = prepare_insert (fresh, table, error);
  Salvage self = { damaged, fresh, insert, salvage, progress, 0 };

  if (insert == NULL)
    return FALSE;
  salvage->n_found = 0;
  salvage->n_expected = read_or (damaged, "count (*)", table, -1);
  if (has_rowid (fresh, table))
    return salvage_by_id (&self, table, error);
  salvage_in_order (&self, table, "ASC");
  salvage_in_order (&self, table, "DESC");
  return TRUE;
}
