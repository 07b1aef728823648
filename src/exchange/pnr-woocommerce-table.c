/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows for WooCommerce's importer, printed so that no cell is empty. */
#include "config.h"

#include "exchange/pnr-woocommerce-table.h"

#include <string.h>

/* When it updates, the importer clears what an empty cell stands for and leaves what has no
 * column. So a file may only have the columns that all of its rows fill, and rows that fill
 * different columns go to different files. Columns are bits of a number. */
struct _PnrWoocommerceTable {
  const char *const *headers;
  guint n_columns;
  GPtrArray *rows;
  GArray *filled;
};

#define BYTE_ORDER_MARK "\xef\xbb\xbf"
#define ROWS_PER_BATCH 1024

PnrWoocommerceTable *
pnr_woocommerce_table_new (const char *const *headers, guint n_columns)
{
  PnrWoocommerceTable *self = g_new0 (PnrWoocommerceTable, 1);

  self->headers = headers;
  self->n_columns = n_columns;
  self->rows = g_ptr_array_new ();
  self->filled = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

void
pnr_woocommerce_table_free (PnrWoocommerceTable *self)
{
  for (guint row = 0; row < self->rows->len; row++) {
    char **cells = self->rows->pdata[row];

    for (guint column = 0; column < self->n_columns; column++)
      g_free (cells[column]);
    g_free (cells);
  }
  g_ptr_array_unref (self->rows);
  g_array_unref (self->filled);
  g_free (self);
}

/**
 * pnr_woocommerce_table_take_row:
 * @self: a table
 * @cells: (transfer full): one text or %NULL for each column; an empty text counts as none
 */
void
pnr_woocommerce_table_take_row (PnrWoocommerceTable *self, char **cells)
{
  guint filled = 0;

  for (guint column = 0; column < self->n_columns; column++) {
    if (cells[column] != NULL && *cells[column] != '\0')
      filled |= 1u << column;
  }
  g_ptr_array_add (self->rows, cells);
  g_array_append_val (self->filled, filled);
}

guint
pnr_woocommerce_table_get_filled (PnrWoocommerceTable *self, guint row)
{
  return g_array_index (self->filled, guint, row);
}

/* Returns: the columns that every row fills; none for an empty table */
guint
pnr_woocommerce_table_get_common (PnrWoocommerceTable *self)
{
  guint common = self->rows->len > 0 ? G_MAXUINT : 0;

  for (guint row = 0; row < self->filled->len; row++)
    common &= pnr_woocommerce_table_get_filled (self, row);
  return common;
}

static gboolean
table_has (PnrWoocommerceTable *self, guint row, guint columns, gboolean exactly)
{
  guint filled = pnr_woocommerce_table_get_filled (self, row);

  return exactly ? filled == columns : (filled & columns) == columns;
}

guint
pnr_woocommerce_table_count (PnrWoocommerceTable *self, guint columns, gboolean exactly)
{
  guint n_rows = 0;

  for (guint row = 0; row < self->rows->len; row++)
    n_rows += table_has (self, row, columns, exactly);
  return n_rows;
}

static void
csv_add (GString *csv, const char *text)
{
  if (strpbrk (text, " ,\"\n\r\t") == NULL) {
    g_string_append (csv, text);
    return;
  }
  g_string_append_c (csv, '"');
  for (const char *c = text; *c != '\0'; c++) {
    if (*c == '"')
      g_string_append_c (csv, '"');
    g_string_append_c (csv, *c);
  }
  g_string_append_c (csv, '"');
}

static void
table_print_row (PnrWoocommerceTable *self, const char *const *cells, guint columns, GString *csv)
{
  gboolean is_first = TRUE;

  for (guint column = 0; column < self->n_columns; column++) {
    if ((columns & 1u << column) == 0)
      continue;
    if (!is_first)
      g_string_append_c (csv, ',');
    csv_add (csv, cells[column]);
    is_first = FALSE;
  }
  g_string_append_c (csv, '\n');
}

/**
 * pnr_woocommerce_table_print:
 * @self: a table
 * @columns: the columns to print
 * @exactly: only the rows that fill nothing else; otherwise all that fill these
 * @progress: (nullable): asked once per batch of rows
 *
 * Returns: (transfer full) (nullable): a CSV without an empty cell
 */
char *
pnr_woocommerce_table_print (PnrWoocommerceTable *self, guint columns, gboolean exactly,
                             PnrProgress *progress, GError **error)
{
  g_autoptr (GString) csv = g_string_new (BYTE_ORDER_MARK);

  table_print_row (self, self->headers, columns, csv);
  for (guint row = 0; row < self->rows->len; row++) {
    if (row % ROWS_PER_BATCH == 0 && !pnr_progress_check (progress, error))
      return NULL;
    if (table_has (self, row, columns, exactly))
      table_print_row (self, self->rows->pdata[row], columns, csv);
  }
  return g_string_free (g_steal_pointer (&csv), FALSE);
}

/**
 * pnr_woocommerce_sku_is_expressible:
 * @sku: (nullable): a SKU
 *
 * The importer cannot find an empty SKU, "0", or one with blanks around it, and an item that reads
 * "id:12" means a number of the shop.
 *
 * Returns: whether the shop can know a product by it
 */
gboolean
pnr_woocommerce_sku_is_expressible (const char *sku)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (sku != NULL ? sku : ""));

  return *trimmed != '\0' && strcmp (trimmed, sku) == 0 && strcmp (sku, "0") != 0
         && g_ascii_strncasecmp (sku, "id:", 3) != 0;
}

/* In a list a backslash at the end would take the comma after it into the SKU. */
gboolean
pnr_woocommerce_sku_is_listable (const char *sku)
{
  return pnr_woocommerce_sku_is_expressible (sku) && !g_str_has_suffix (sku, "\\");
}

void
pnr_woocommerce_list_add (GString *list, const char *item)
{
  if (list->len > 0)
    g_string_append (list, ", ");
  for (const char *c = item; *c != '\0'; c++) {
    if (*c == ',')
      g_string_append_c (list, '\\');
    g_string_append_c (list, *c);
  }
}
