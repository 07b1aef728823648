/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chart as a table: the same values, for reading one by one and by ear. */
#include "config.h"

#include "ui/charts/pnr-chart-table.h"

#include "ui/pnr-column-head.h"
#include "ui/pnr-reading-side.h"

/* A cell with more letters than a currency and a unit need is no number. */
#define MOST_LETTERS_OF_NUMBER 5

struct _PnrChartTable {
  AdwBin parent_instance;

  GtkColumnView *view;
  GListStore *rows; /* GtkStringList, one string per column */
};

G_DEFINE_FINAL_TYPE (PnrChartTable, pnr_chart_table, ADW_TYPE_BIN)

static gboolean
looks_like_number (const char *cell)
{
  guint n_letters = 0;

  for (const char *at = cell; *at != '\0'; at = g_utf8_next_char (at))
    n_letters += g_unichar_isalpha (g_utf8_get_char (at));
  return n_letters <= MOST_LETTERS_OF_NUMBER;
}

static gboolean
pnr_chart_table_is_numeric (GPtrArray *rows, guint column)
{
  for (guint i = 0; i < rows->len; i++) {
    char **cells = g_ptr_array_index (rows, i);

    if (!looks_like_number (cells[column]))
      return FALSE;
  }
  return column > 0;
}

static void
cell_setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  gboolean is_numeric = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (factory), "is-numeric"));
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), is_numeric ? 1.0f : 0.0f);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (is_numeric)
    gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
cell_bind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "column"));
  GtkStringList *cells = GTK_STRING_LIST (gtk_list_item_get_item (item));
  GtkWidget *label = gtk_list_item_get_child (item);
  GtkWidget *row = gtk_widget_get_parent (gtk_widget_get_parent (label));

  gtk_label_set_label (GTK_LABEL (label), gtk_string_list_get_string (cells, column));
  /* Rows of a table have no name of their own. */
  if (column == 0 && row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    gtk_string_list_get_string (cells, 0), -1);
}

static void
pnr_chart_table_add_column (PnrChartTable *self, const char *title, guint column,
                            gboolean is_numeric)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) view_column = NULL;

  g_object_set_data (G_OBJECT (factory), "column", GUINT_TO_POINTER (column));
  g_object_set_data (G_OBJECT (factory), "is-numeric", GINT_TO_POINTER (is_numeric));
  g_signal_connect (factory, "setup", G_CALLBACK (cell_setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (cell_bind_cb), NULL);
  view_column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_resizable (view_column, TRUE);
  gtk_column_view_column_set_expand (view_column, TRUE);
  gtk_column_view_append_column (self->view, view_column);
  if (is_numeric)
    pnr_column_head_align_end (self->view, view_column);
}

static void
pnr_chart_table_clear (PnrChartTable *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  g_list_store_remove_all (self->rows);
  while (g_list_model_get_n_items (columns) > 0) {
    g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

    gtk_column_view_remove_column (self->view, column);
  }
}

static void
pnr_chart_table_finalize (GObject *object)
{
  g_clear_object (&PNR_CHART_TABLE (object)->rows);

  G_OBJECT_CLASS (pnr_chart_table_parent_class)->finalize (object);
}

static void
pnr_chart_table_class_init (PnrChartTableClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pnr_chart_table_finalize;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/pannier/Pannier/ui/charts/pnr-chart-table.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrChartTable, view);
}

static void
pnr_chart_table_init (PnrChartTable *self)
{
  g_autoptr (GtkNoSelection) selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_list_store_new (GTK_TYPE_STRING_LIST);
  selection = gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
  pnr_reading_side_keep (GTK_WIDGET (self->view));
}

/**
 * pnr_chart_table_set_chart:
 * @self: a chart table
 * @chart: (nullable): whose values it shows, as they are now
 */
void
pnr_chart_table_set_chart (PnrChartTable *self, PnrChart *chart)
{
  g_auto (GStrv) headers = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  g_return_if_fail (PNR_IS_CHART_TABLE (self));

  pnr_chart_table_clear (self);
  if (chart == NULL)
    return;
  headers = pnr_chart_dup_headers (chart);
  rows = pnr_chart_dup_rows (chart);
  for (guint column = 0; headers[column] != NULL; column++)
    pnr_chart_table_add_column (self, headers[column], column,
                                pnr_chart_table_is_numeric (rows, column));
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (items, gtk_string_list_new (g_ptr_array_index (rows, i)));
  g_list_store_splice (self->rows, 0, 0, items->pdata, items->len);
}

GListModel *
pnr_chart_table_get_rows (PnrChartTable *self)
{
  g_return_val_if_fail (PNR_IS_CHART_TABLE (self), NULL);

  return G_LIST_MODEL (self->rows);
}
