/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first rows of a file as they stand in it, below the fields that its columns are read as. */
#include "config.h"

#include "ui/import/pnr-preview-table.h"

#include "ui/import/pnr-field-words.h"

#define MOST_COLUMNS 40

/* Narrower than its own ellipsis a label would be inconsistent about its size. */
static void
attach (GtkGrid *grid, const char *text, const char *style, int column, int row)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), (int) CLAMP (g_utf8_strlen (text, -1), 3, 14));
  gtk_label_set_max_width_chars (GTK_LABEL (label), 24);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_grid_attach (grid, label, column, row, 1, 1);
}

static void
fill_cells (GtkGrid *grid, const PnrImportPreview *preview, guint column, const char *style)
{
  for (guint row = 0; row < preview->rows->len; row++) {
    char **cells = preview->rows->pdata[row];

    if (column < g_strv_length (cells))
      attach (grid, cells[column], style, (int) column, (int) row + 2);
  }
}

static guint
count_columns (const PnrImportPreview *preview)
{
  guint n_columns = 0;

  for (guint row = 0; row < preview->rows->len; row++)
    n_columns = MAX (n_columns, g_strv_length (preview->rows->pdata[row]));
  return MIN (n_columns, MOST_COLUMNS);
}

/* What a column is read as stands above its header; an unread column is dimmed throughout. A list
 * of baskets has neither fields nor headers. */
void
pnr_preview_table_fill (GtkGrid *grid, const PnrImportPreview *preview)
{
  gboolean has_headers = preview->headers != NULL && preview->shape != PNR_IMPORT_BASKETS;
  guint n_headers = has_headers ? g_strv_length (preview->headers) : 0;
  guint n_columns = MAX (count_columns (preview), MIN (n_headers, MOST_COLUMNS));
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (grid))) != NULL)
    gtk_grid_remove (grid, child);
  for (guint column = 0; column < n_columns; column++) {
    const char *field = column < n_headers ? preview->fields[column] : NULL;

    if (column < n_headers) {
      attach (grid, pnr_field_words_get (field), field != NULL ? "field-chip" : "dim-label",
              (int) column, 0);
      attach (grid, preview->headers[column], "heading", (int) column, 1);
    }
    fill_cells (grid, preview, column, has_headers && field == NULL ? "dim-label" : NULL);
  }
}
