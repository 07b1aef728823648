/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rows of a table look like, so that they are known again without the list of tables. */
#include "config.h"

#include "store/pnr-table-shape.h"

#include <string.h>

#include "store/pnr-statement.h"

void
pnr_table_shape_free (PnrTableShape *self)
{
  g_free (self->name);
  g_free (self->columns);
  g_free (self->plain_sql);
  g_free (self);
}

/* Types in the order of the columns, and the same as a table that has neither checks nor indexes.
 */
static gboolean
read_columns (PnrTableShape *self, PnrDb *fresh, GError **error)
{
  g_autoptr (PnrStatement) rows = pnr_statement_new (
      fresh,
      "SELECT name, type, \"notnull\", pk, (SELECT max (pk) FROM pragma_table_info (?1)) "
      "FROM pragma_table_info (?1) ORDER BY cid",
      error);
  g_autoptr (GString) columns = g_string_new (NULL);
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (GString) key = g_string_new (NULL);
  gboolean has_row = rows != NULL;

  if (rows != NULL)
    pnr_statement_bind_text (rows, 1, self->name);
  g_string_printf (sql, "CREATE TABLE %s (", self->name);
  while (has_row && pnr_statement_step (rows, &has_row, error)) {
    const char *type = has_row ? pnr_statement_get_text (rows, 1) : "";
    gboolean is_key = has_row && pnr_statement_get_number (rows, 3) > 0;
    gboolean is_id = is_key && self->has_rowid && g_str_equal (type, "INTEGER")
                     && pnr_statement_get_number (rows, 4) == 1;

    if (!has_row)
      break;
    if (is_id)
      self->id_column = (int) columns->len;
    g_string_append_printf (sql, "%s%s %s%s", columns->len > 0 ? ", " : "",
                            pnr_statement_get_text (rows, 0), type, is_id ? " PRIMARY KEY" : "");
    if (is_key)
      g_string_append_printf (key, "%s%s", key->len > 0 ? ", " : "",
                              pnr_statement_get_text (rows, 0));
    g_string_append_c (columns, is_key || pnr_statement_get_number (rows, 2) != 0
                                    ? *type
                                    : g_ascii_tolower (*type));
  }
  if (rows == NULL || has_row)
    return FALSE;
  if (!self->has_rowid)
    g_string_append_printf (sql, ", PRIMARY KEY (%s)) WITHOUT ROWID", key->str);
  else
    g_string_append_c (sql, ')');
  self->columns = g_strdup (columns->str);
  self->plain_sql = g_strdup (sql->str);
  return TRUE;
}

/**
 * pnr_table_shape_list:
 * @fresh: a plan that has the tables and was not brought forward with rows in it
 * @error: a place for a sentence
 *
 * Returns: (transfer full) (nullable) (element-type PnrTableShape): its tables
 */
GPtrArray *
pnr_table_shape_list (PnrDb *fresh, GError **error)
{
  g_autoptr (GPtrArray) shapes =
      g_ptr_array_new_with_free_func ((GDestroyNotify) pnr_table_shape_free);
  g_autoptr (PnrStatement) rows = pnr_statement_new (
      fresh,
      "SELECT schema.name, schema.rootpage, list.wr FROM sqlite_schema AS schema "
      "JOIN pragma_table_list AS list ON list.name = schema.name AND list.schema = 'main' "
      "WHERE schema.type = 'table' ORDER BY schema.rootpage",
      error);
  gboolean has_row = rows != NULL;

  while (has_row && pnr_statement_step (rows, &has_row, error)) {
    PnrTableShape *shape;

    if (!has_row)
      return g_steal_pointer (&shapes);
    shape = g_new0 (PnrTableShape, 1);
    g_ptr_array_add (shapes, shape);
    shape->name = g_strdup (pnr_statement_get_text (rows, 0));
    shape->root = (guint) pnr_statement_get_number (rows, 1);
    shape->has_rowid = pnr_statement_get_number (rows, 2) == 0;
    shape->id_column = -1;
    if (!read_columns (shape, fresh, error))
      return NULL;
  }
  return NULL;
}

static gboolean
value_fits (char column, guint64 type)
{
  if (type == 0)
    return g_ascii_islower (column);
  switch (g_ascii_toupper (column)) {
  case 'I':
    return type <= 9 && type != 7;
  case 'R':
    return type <= 9;
  case 'T':
    return type >= 13 && type % 2 == 1;
  default:
    return type >= 12 && type % 2 == 0;
  }
}

/* Whether it could be a row of the table. Columns that were added later are not in old rows. */
gboolean
pnr_table_shape_fits (const PnrTableShape *self, const PnrPageRow *row)
{
  guint n_columns = (guint) strlen (self->columns);

  if (row->n_values > n_columns)
    return FALSE;
  for (guint i = 0; i < n_columns; i++) {
    guint64 type = i < row->n_values ? row->values[i].type : 0;

    /* The row's id stands before the row. */
    if ((int) i == self->id_column ? type != 0 : !value_fits (self->columns[i], type))
      return FALSE;
  }
  return TRUE;
}
