/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of pages that nothing leads to any more, because what led there is damaged.
 *
 * Only where a table's tree has a hole can its leaves be loose. A loose leaf belongs to the table
 * with a hole whose rows look like its own. */
#include "config.h"

#include "store/pnr-leaf-salvage.h"

#include <string.h>

#include "store/pnr-row-salvage.h"
#include "store/pnr-statement.h"
#include "store/pnr-table-shape.h"

#define PAGES_PER_LOOK 4096

typedef struct {
  PnrPageMap *map;
  PnrDb *fresh;
  GPtrArray *shapes;
  const char *const *wanted;
  guint8 *is_known; /* by page */
  gboolean *has_hole;
  PnrStatement **inserts;
} Leaves;

/* @has_hole: set where something that should be a page of the tree is none. */
static void
mark_tree (Leaves *self, guint root, gboolean *has_hole)
{
  g_autoptr (GArray) waiting = g_array_new (FALSE, FALSE, sizeof (guint));

  g_array_append_val (waiting, root);
  while (waiting->len > 0) {
    guint page = g_array_index (waiting, guint, waiting->len - 1);
    PnrPageKind kind = pnr_page_map_get_kind (self->map, page);

    g_array_set_size (waiting, waiting->len - 1);
    if (kind != PNR_PAGE_TABLE_INNER && kind != PNR_PAGE_TABLE_LEAF) {
      *has_hole = TRUE;
      continue;
    }
    if (self->is_known[page])
      continue;
    self->is_known[page] = 1;
    for (guint cell = 0;
         kind == PNR_PAGE_TABLE_INNER && cell <= pnr_page_map_get_n_cells (self->map, page);
         cell++) {
      guint child = pnr_page_map_get_child (self->map, page, cell);

      g_array_append_val (waiting, child);
    }
  }
}

static gboolean
mark_trees (Leaves *self, PnrDb *damaged)
{
  g_autoptr (PnrStatement) find = pnr_statement_new (
      damaged, "SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name = ?", NULL);
  gboolean is_needed = FALSE;
  gboolean ignored = FALSE;

  mark_tree (self, 1, &ignored);
  for (guint i = 0; i < self->shapes->len; i++) {
    const PnrTableShape *shape = g_ptr_array_index (self->shapes, i);
    gboolean has_row = FALSE;

    if (!shape->has_rowid)
      continue;
    if (find != NULL) {
      pnr_statement_reset (find);
      pnr_statement_bind_text (find, 1, shape->name);
    }
    if (find != NULL && pnr_statement_step (find, &has_row, NULL) && has_row)
      mark_tree (self, (guint) pnr_statement_get_number (find, 0), &self->has_hole[i]);
    else
      self->has_hole[i] = TRUE;
    is_needed = is_needed || self->has_hole[i];
  }
  return is_needed;
}

static PnrStatement *
insert_into (Leaves *self, guint index, GError **error)
{
  const PnrTableShape *shape = g_ptr_array_index (self->shapes, index);
  g_autoptr (GString) sql = g_string_new (NULL);

  if (self->inserts[index] != NULL)
    return self->inserts[index];
  g_string_printf (sql, "INSERT OR IGNORE INTO %s VALUES (?", shape->name);
  for (gsize i = 1; i < strlen (shape->columns); i++)
    g_string_append (sql, ", ?");
  g_string_append_c (sql, ')');
  self->inserts[index] = pnr_statement_new (self->fresh, sql->str, error);
  return self->inserts[index];
}

static double
real_of (const PnrPageValue *value)
{
  gint64 bits = pnr_page_value_get_number (value);
  double real;

  memcpy (&real, &bits, sizeof real);
  return real;
}

static void
bind_value (sqlite3_stmt *to, int parameter, const PnrPageValue *value)
{
  if (value->type == 0)
    sqlite3_bind_null (to, parameter);
  else if (value->type == 7)
    sqlite3_bind_double (to, parameter, real_of (value));
  else if (value->type < 12)
    sqlite3_bind_int64 (to, parameter, pnr_page_value_get_number (value));
  else if (value->type % 2 == 1)
    sqlite3_bind_text (to, parameter, (const char *) value->bytes, (int) value->size,
                       SQLITE_TRANSIENT);
  else
    sqlite3_bind_blob (to, parameter, value->bytes, (int) value->size, SQLITE_TRANSIENT);
}

/* A value that the table does not take is as lost as one that cannot be read. */
static void
insert_row (PnrStatement *insert, const PnrTableShape *shape, const PnrPageRow *row)
{
  sqlite3_stmt *to = pnr_statement_get_handle (insert);

  if (shape->id_column >= 0 && (row->rowid < 1 || row->rowid > PNR_ROW_SALVAGE_LAST_ID))
    return;
  pnr_statement_reset (insert);
  sqlite3_clear_bindings (to);
  for (guint i = 0; i < row->n_values; i++)
    bind_value (to, (int) i + 1, &row->values[i]);
  if (shape->id_column >= 0)
    sqlite3_bind_int64 (to, shape->id_column + 1, row->rowid);
  pnr_statement_run (insert, NULL);
  pnr_statement_reset (insert);
}

/* The first table with a hole that the row could be of. */
static int
find_table (Leaves *self, const PnrPageRow *row)
{
  for (guint i = 0; i < self->shapes->len; i++) {
    if (self->has_hole[i] && pnr_table_shape_fits (g_ptr_array_index (self->shapes, i), row))
      return (int) i;
  }
  return -1;
}

static const PnrTableShape *
shape_at (Leaves *self, int table)
{
  return g_ptr_array_index (self->shapes, (guint) table);
}

static gboolean
copy_leaf (Leaves *self, guint page, GError **error)
{
  g_auto (PnrPageRow) row = { 0 };

  for (guint cell = 0; cell < pnr_page_map_get_n_cells (self->map, page); cell++) {
    int table = pnr_page_map_read_row (self->map, page, cell, &row) ? find_table (self, &row) : -1;
    PnrStatement *insert;

    if (table < 0 || !g_strv_contains (self->wanted, shape_at (self, table)->name))
      continue;
    insert = insert_into (self, (guint) table, error);
    if (insert == NULL)
      return FALSE;
    insert_row (insert, shape_at (self, table), &row);
  }
  return TRUE;
}

static gboolean
copy_loose_leaves (Leaves *self, PnrProgress *progress, GError **error)
{
  for (guint page = 2; page <= pnr_page_map_get_n_pages (self->map); page++) {
    if (page % PAGES_PER_LOOK == 0 && !pnr_progress_check (progress, error))
      return FALSE;
    if (!self->is_known[page] && pnr_page_map_get_kind (self->map, page) == PNR_PAGE_TABLE_LEAF
        && !copy_leaf (self, page, error))
      return FALSE;
  }
  return TRUE;
}

/**
 * pnr_leaf_salvage_copy:
 * @damaged: a connection to @copy
 * @fresh: where to write, inside a transaction; rows that are there already stay
 * @copy: the damaged plan's bytes, which nobody changes meanwhile
 * @page_size: of its pages
 * @shapes: (element-type PnrTableShape): the tables of both
 * @wanted: the tables to write to; loose rows of the others are known by their shape and left
 * @progress: (nullable): whether to stop
 * @error: a place for a sentence
 *
 * Free pages hold nothing, for what is deleted is overwritten.
 *
 * Returns: %FALSE only when it was stopped or nothing can be written
 */
gboolean
pnr_leaf_salvage_copy (PnrDb *damaged, PnrDb *fresh, const char *copy, guint page_size,
                       GPtrArray *shapes, const char *const *wanted, PnrProgress *progress,
                       GError **error)
{
  g_autoptr (PnrPageMap) map = pnr_page_map_new (copy, page_size);
  Leaves self = { map, fresh, shapes, wanted, NULL, NULL, NULL };
  gboolean is_done;

  if (map == NULL)
    return TRUE;
  self.is_known = g_new0 (guint8, (gsize) pnr_page_map_get_n_pages (map) + 1);
  self.has_hole = g_new0 (gboolean, shapes->len);
  self.inserts = g_new0 (PnrStatement *, shapes->len);
  is_done = !mark_trees (&self, damaged) || copy_loose_leaves (&self, progress, error);
  for (guint i = 0; i < shapes->len; i++)
    g_clear_pointer (&self.inserts[i], pnr_statement_free);
  g_free (self.is_known);
  g_free (self.has_hole);
  g_free (self.inserts);
  return is_done;
}
