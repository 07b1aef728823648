/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gives the copy of a damaged plan a list of its tables again.
 *
 * Where a table begins is known in three ways: a line of the old list may have survived; a plan
 * that was made with these tables has them all at the same pages; and else the trees that nobody
 * points to are tried until the rows of one look like the table's. Only tables are listed, as plain
 * as can be: their indexes are not needed to read them, and may be damaged, too. */
#include "config.h"

#include "store/pnr-schema-mend.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "store/pnr-statement.h"
#include "store/pnr-table-shape.h"

#define HEAD_SIZE 100
#define MOST_LEVELS 20
#define SCHEMA_VALUES 5

static gboolean
has_all_tables (const char *copy, GPtrArray *shapes)
{
  g_autoptr (PnrDb) db = pnr_db_open (copy, TRUE, NULL);
  gboolean has_all = db != NULL;

  for (guint i = 0; has_all && i < shapes->len; i++) {
    const PnrTableShape *shape = g_ptr_array_index (shapes, i);
    g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s", shape->name);
    g_autoptr (PnrStatement) rows = pnr_statement_new (db, sql, NULL);

    has_all = rows != NULL;
  }
  return has_all;
}

static gboolean
value_is (const PnrPageValue *value, const char *text)
{
  return value->type >= 13 && value->type % 2 == 1 && value->size == strlen (text)
         && memcmp (value->bytes, text, value->size) == 0;
}

/* Whether the row is a line of the old list that says where @shape begins. */
static gboolean
is_line_of (const PnrPageRow *row, const PnrTableShape *shape)
{
  return row->n_values == SCHEMA_VALUES && value_is (&row->values[0], "table")
         && value_is (&row->values[1], shape->name) && value_is (&row->values[2], shape->name)
         && row->values[3].type >= 1 && row->values[3].type <= 6;
}

static void
read_old_lines (PnrPageMap *map, GPtrArray *shapes, guint *roots)
{
  g_auto (PnrPageRow) row = { 0 };

  for (guint page = 1; page <= pnr_page_map_get_n_pages (map); page++) {
    if (pnr_page_map_get_kind (map, page) != PNR_PAGE_TABLE_LEAF)
      continue;
    for (guint cell = 0; cell < pnr_page_map_get_n_cells (map, page); cell++) {
      if (!pnr_page_map_read_row (map, page, cell, &row))
        continue;
      for (guint i = 0; i < shapes->len; i++) {
        if (is_line_of (&row, g_ptr_array_index (shapes, i)))
          roots[i] = (guint) pnr_page_value_get_number (&row.values[3]);
      }
    }
  }
}

static gboolean
is_tree_of (PnrPageKind kind, gboolean has_rowid)
{
  return has_rowid ? kind == PNR_PAGE_TABLE_LEAF || kind == PNR_PAGE_TABLE_INNER
                   : kind == PNR_PAGE_INDEX_LEAF || kind == PNR_PAGE_INDEX_INNER;
}

/* Whether the first row of the tree at @page looks like the table's. @is_empty: what to say where
 * the tree has none. */
static gboolean
tree_fits (PnrPageMap *map, guint page, const PnrTableShape *shape, gboolean is_empty)
{
  g_auto (PnrPageRow) row = { 0 };

  if (!is_tree_of (pnr_page_map_get_kind (map, page), shape->has_rowid))
    return FALSE;
  for (guint level = 0; level < MOST_LEVELS; level++) {
    PnrPageKind kind = pnr_page_map_get_kind (map, page);

    if (kind == PNR_PAGE_TABLE_INNER)
      page = pnr_page_map_get_child (map, page, 0);
    else if (kind != PNR_PAGE_TABLE_LEAF || pnr_page_map_get_n_cells (map, page) == 0)
      return is_empty;
    else
      return pnr_page_map_read_row (map, page, 0, &row) && pnr_table_shape_fits (shape, &row);
  }
  return FALSE;
}

/* Pages of tables that no page of a tree points to. */
static GArray *
list_tops (PnrPageMap *map)
{
  guint n_pages = pnr_page_map_get_n_pages (map);
  g_autofree guint8 *is_child = g_new0 (guint8, n_pages + 1);
  GArray *tops = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint page = 1; page <= n_pages; page++) {
    if (pnr_page_map_get_kind (map, page) != PNR_PAGE_TABLE_INNER)
      continue;
    for (guint cell = 0; cell <= pnr_page_map_get_n_cells (map, page); cell++) {
      guint child = pnr_page_map_get_child (map, page, cell);

      if (child <= n_pages)
        is_child[child] = 1;
    }
  }
  for (guint page = 2; page <= n_pages; page++) {
    if (!is_child[page] && is_tree_of (pnr_page_map_get_kind (map, page), TRUE))
      g_array_append_val (tops, page);
  }
  return tops;
}

static gboolean
is_taken (const guint *roots, guint n_roots, guint page)
{
  for (guint i = 0; i < n_roots; i++) {
    if (roots[i] == page)
      return TRUE;
  }
  return FALSE;
}

static void
search_tops (PnrPageMap *map, GPtrArray *shapes, guint *roots)
{
  g_autoptr (GArray) tops = list_tops (map);

  for (guint i = 0; i < shapes->len; i++) {
    const PnrTableShape *shape = g_ptr_array_index (shapes, i);

    for (guint t = 0; roots[i] == 0 && shape->has_rowid && t < tops->len; t++) {
      guint page = g_array_index (tops, guint, t);

      if (!is_taken (roots, shapes->len, page) && tree_fits (map, page, shape, FALSE))
        roots[i] = page;
    }
  }
}

/* Where the pages that a new plan would use hold other rows, this was not made as a new plan is
 * made today, and none of them is believed without a row. */
static void
take_usual_roots (PnrPageMap *map, GPtrArray *shapes, guint *roots)
{
  gboolean is_usual = TRUE;

  for (guint i = 0; i < shapes->len; i++) {
    const PnrTableShape *shape = g_ptr_array_index (shapes, i);

    is_usual = is_usual
               && (roots[i] == 0 ? pnr_page_map_get_kind (map, shape->root) == PNR_PAGE_OTHER
                                       || tree_fits (map, shape->root, shape, TRUE)
                                 : roots[i] == shape->root);
  }
  for (guint i = 0; i < shapes->len; i++) {
    const PnrTableShape *shape = g_ptr_array_index (shapes, i);

    if (roots[i] == 0 && !is_taken (roots, shapes->len, shape->root)
        && shape->root <= pnr_page_map_get_n_pages (map)
        && (is_usual || tree_fits (map, shape->root, shape, FALSE)))
      roots[i] = shape->root;
  }
}

/* The first page of an empty list; the file's head stays. */
static gboolean
clear_list (const char *copy, guint page_size)
{
  g_autofree guint8 *page = g_malloc0 (page_size);
  int descriptor = g_open (copy, O_RDWR | O_CLOEXEC, 0);
  gboolean is_cleared = descriptor >= 0 && pread (descriptor, page, HEAD_SIZE, 0) == HEAD_SIZE;

  if (is_cleared) {
    /* What is free is not needed, and its list may be wrong. */
    memset (page + 32, 0, 8);
    page[HEAD_SIZE] = PNR_PAGE_TABLE_LEAF;
    page[HEAD_SIZE + 5] = (page_size >> 8) & 0xff;
    page[HEAD_SIZE + 6] = page_size & 0xff;
    is_cleared = pwrite (descriptor, page, page_size, 0) == (gssize) page_size;
  }
  if (descriptor >= 0)
    close (descriptor);
  return is_cleared;
}

static gboolean
write_list (const char *copy, GPtrArray *shapes, const guint *roots, GError **error)
{
  g_autoptr (PnrDb) db = pnr_db_open (copy, FALSE, error);
  g_autoptr (PnrStatement) insert = NULL;
  gboolean is_written;

  if (db == NULL)
    return FALSE;
  sqlite3_db_config (pnr_db_get_handle (db), SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
  is_written = pnr_db_run (db,
                           "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; "
                           "PRAGMA writable_schema = ON",
                           error)
               && (insert = pnr_statement_new (
                       db, "INSERT INTO sqlite_schema VALUES ('table', ?1, ?1, ?2, ?3)", error))
                      != NULL;
  for (guint i = 0; is_written && i < shapes->len; i++) {
    const PnrTableShape *shape = g_ptr_array_index (shapes, i);

    if (roots[i] == 0)
      continue;
    pnr_statement_bind_text (insert, 1, shape->name);
    pnr_statement_bind_number (insert, 2, roots[i]);
    pnr_statement_bind_text (insert, 3, shape->plain_sql);
    is_written = pnr_statement_run (insert, error);
    pnr_statement_reset (insert);
  }
  return is_written;
}

/**
 * pnr_schema_mend:
 * @copy: the bytes of a damaged plan, whose head is mended; they are changed
 * @page_size: of its pages
 * @shapes: (element-type PnrTableShape): the tables it should have
 * @error: a place for a sentence
 *
 * Returns: %FALSE only where the copy cannot be written
 */
gboolean
pnr_schema_mend (const char *copy, guint page_size, GPtrArray *shapes, GError **error)
{
  g_autoptr (PnrPageMap) map = NULL;
  g_autofree guint *roots = g_new0 (guint, shapes->len);

  if (has_all_tables (copy, shapes))
    return TRUE;
  map = pnr_page_map_new (copy, page_size);
  if (map == NULL)
    return TRUE;
  read_old_lines (map, shapes, roots);
  take_usual_roots (map, shapes, roots);
  search_tops (map, shapes, roots);
  for (guint i = 0; i < shapes->len; i++) {
    if (roots[i] < 2 || roots[i] > pnr_page_map_get_n_pages (map))
      roots[i] = 0;
  }
  g_clear_pointer (&map, pnr_page_map_free);
  return !clear_list (copy, page_size) || write_list (copy, shapes, roots, error);
}
