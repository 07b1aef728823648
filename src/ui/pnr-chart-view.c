/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any chart on the screen: reads values under pointer and keys, copies, saves, shows its table. */
#include "config.h"

#include "ui/pnr-chart-view.h"

#include "base/pnr-text.h"
#include "drawing/pnr-chart-file.h"

#include <glib/gi18n.h>

#define NO_POINT G_MAXUINT
#define PAPER_WIDTH 720.0
#define PAPER_HEIGHT 405.0

struct _PnrChartView {
  AdwBin parent_instance;

  GtkStack *stack;
  GtkDrawingArea *area;
  GtkColumnView *table;
  GtkLabel *reading_label;

  PnrChart *chart;
  char *stamp;
  guint point;
};

enum {
  PRESSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PnrChartView, pnr_chart_view, ADW_TYPE_BIN)

/* The colours of the platform's present look. */
PnrPalette
pnr_chart_view_find_palette (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  gboolean is_dark = adw_style_manager_get_dark (manager);

  if (adw_style_manager_get_high_contrast (manager))
    return pnr_palette_high_contrast (is_dark);
  return is_dark ? pnr_palette_dark () : pnr_palette_light ();
}

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer user_data)
{
  PnrChartView *self = user_data;
  PnrPalette palette = pnr_chart_view_find_palette ();

  if (self->chart == NULL)
    return;
  pnr_chart_paint (self->chart, cr, width, height, &palette);
  if (self->point != NO_POINT)
    pnr_chart_paint_mark (self->chart, cr, self->point, width, height, &palette);
}

static void
pnr_chart_view_set_point (PnrChartView *self, guint point)
{
  g_autofree char *reading = NULL;

  if (self->point == point)
    return;
  self->point = point;
  if (point != NO_POINT)
    reading = pnr_chart_dup_point_reading (self->chart, point);
  else if (self->chart != NULL)
    reading = pnr_chart_dup_description (self->chart);
  gtk_label_set_label (self->reading_label, reading != NULL ? reading : "");
  gtk_widget_queue_draw (GTK_WIDGET (self->area));
}

static void
motion_cb (PnrChartView *self, double x, double y)
{
  double width;
  double height;
  guint point;

  pnr_chart_view_get_size (self, &width, &height);
  if (self->chart != NULL && pnr_chart_find_point (self->chart, x, y, width, height, &point))
    pnr_chart_view_set_point (self, point);
}

static void
pointer_left_cb (PnrChartView *self)
{
  if (!gtk_widget_has_focus (GTK_WIDGET (self->area)))
    pnr_chart_view_set_point (self, NO_POINT);
}

static void
pressed_cb (PnrChartView *self, int n_press, double x, double y)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->area));
  g_signal_emit (self, signals[PRESSED], 0, x, y);
}

static void
pnr_chart_view_press_point (PnrChartView *self)
{
  double width;
  double height;
  double x;
  double y;

  pnr_chart_view_get_size (self, &width, &height);
  if (self->point != NO_POINT
      && pnr_chart_get_point_position (self->chart, self->point, width, height, &x, &y))
    g_signal_emit (self, signals[PRESSED], 0, x, y);
}

static gboolean
key_pressed_cb (PnrChartView *self, guint keyval, guint keycode, GdkModifierType state)
{
  guint n_points = self->chart != NULL ? pnr_chart_get_n_points (self->chart) : 0;

  if (n_points == 0 || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (keyval) {
  case GDK_KEY_Right:
    pnr_chart_view_set_point (self, self->point == NO_POINT ? 0 : (self->point + 1) % n_points);
    return GDK_EVENT_STOP;
  case GDK_KEY_Left:
    pnr_chart_view_set_point (self, self->point == NO_POINT || self->point == 0 ? n_points - 1
                                                                                : self->point - 1);
    return GDK_EVENT_STOP;
  case GDK_KEY_Home:
    pnr_chart_view_set_point (self, 0);
    return GDK_EVENT_STOP;
  case GDK_KEY_End:
    pnr_chart_view_set_point (self, n_points - 1);
    return GDK_EVENT_STOP;
  case GDK_KEY_Return:
  case GDK_KEY_space:
    pnr_chart_view_press_point (self);
    return GDK_EVENT_STOP;
  default:
    return GDK_EVENT_PROPAGATE;
  }
}

/* The table as tab-separated lines, as spreadsheets take it from the clipboard. */
static char *
pnr_chart_view_dup_text (PnrChartView *self)
{
  GString *text = g_string_new (NULL);
  g_auto (GStrv) headers = pnr_chart_dup_headers (self->chart);
  g_autoptr (GPtrArray) rows = pnr_chart_dup_rows (self->chart);
  g_autofree char *header = g_strjoinv ("\t", headers);

  g_string_append_printf (text, "%s\n%s\n", pnr_chart_get_title (self->chart), header);
  for (guint i = 0; i < rows->len; i++) {
    g_autofree char *line = g_strjoinv ("\t", g_ptr_array_index (rows, i));

    g_string_append_printf (text, "%s\n", line);
  }
  return g_string_free (text, FALSE);
}

static void
chart_copy (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrChartView *self = PNR_CHART_VIEW (widget);
  PnrPalette palette = pnr_palette_print ();
  g_autoptr (GBytes) png = pnr_chart_to_bytes (self->chart, "png", PAPER_WIDTH, PAPER_HEIGHT,
                                               &palette, self->stamp, NULL);
  g_autoptr (GBytes) svg = pnr_chart_to_bytes (self->chart, "svg", PAPER_WIDTH, PAPER_HEIGHT,
                                               &palette, self->stamp, NULL);
  g_autofree char *text = pnr_chart_view_dup_text (self);
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();
  g_autoptr (GdkContentProvider) content = NULL;

  if (png != NULL)
    g_ptr_array_add (parts, gdk_content_provider_new_for_bytes ("image/png", png));
  if (svg != NULL)
    g_ptr_array_add (parts, gdk_content_provider_new_for_bytes ("image/svg+xml", svg));
  g_ptr_array_add (parts, gdk_content_provider_new_typed (G_TYPE_STRING, text));
  content = gdk_content_provider_new_union ((GdkContentProvider **) parts->pdata, parts->len);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (widget), content);
  gtk_label_set_label (self->reading_label, _ ("Copied as a picture and as a table"));
}

static void
save_response_cb (GtkNativeDialog *dialog, int response, PnrChartView *self)
{
  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
    g_autofree char *path = g_file_get_path (file);
    g_autoptr (GError) error = NULL;
    PnrPalette palette = pnr_palette_print ();
    g_autofree char *sentence = NULL;

    if (pnr_chart_save (self->chart, path, PAPER_WIDTH, PAPER_HEIGHT, &palette, self->stamp,
                        &error))
      sentence = g_strdup_printf (_ ("Saved as %s"), path);
    gtk_label_set_label (self->reading_label, sentence != NULL ? sentence : error->message);
  }
  g_object_unref (dialog);
}

static void
chart_save (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrChartView *self = PNR_CHART_VIEW (widget);
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (_ ("Save Chart"), GTK_WINDOW (gtk_widget_get_root (widget)),
                                   GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), NULL);
  g_autofree char *slug = pnr_text_slug (pnr_chart_get_title (self->chart));
  g_autofree char *name = g_strconcat (slug, ".svg", NULL);
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Pictures: .svg, .pdf, .png"));
  gtk_file_filter_add_suffix (filter, "svg");
  gtk_file_filter_add_suffix (filter, "pdf");
  gtk_file_filter_add_suffix (filter, "png");
  gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_signal_connect_object (dialog, "response", G_CALLBACK (save_response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
cell_setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
cell_bind_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  GtkStringObject *line = gtk_list_item_get_item (item);
  g_auto (GStrv) cells = g_strsplit (gtk_string_object_get_string (line), "\t", -1);
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (factory), "column"));

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (item)),
                       column < g_strv_length (cells) ? cells[column] : "");
}

static void
pnr_chart_view_fill_table (PnrChartView *self)
{
  g_auto (GStrv) headers = pnr_chart_dup_headers (self->chart);
  g_autoptr (GPtrArray) rows = pnr_chart_dup_rows (self->chart);
  GListModel *columns = gtk_column_view_get_columns (self->table);
  GtkStringList *lines = gtk_string_list_new (NULL);

  while (g_list_model_get_n_items (columns) > 0) {
    g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);

    gtk_column_view_remove_column (self->table, column);
  }
  for (guint i = 0; headers[i] != NULL; i++) {
    GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
    g_autoptr (GtkColumnViewColumn) column = NULL;

    g_object_set_data (G_OBJECT (factory), "column", GUINT_TO_POINTER (i));
    g_signal_connect (factory, "setup", G_CALLBACK (cell_setup_cb), NULL);
    g_signal_connect (factory, "bind", G_CALLBACK (cell_bind_cb), NULL);
    column = gtk_column_view_column_new (headers[i], factory);
    gtk_column_view_column_set_expand (column, TRUE);
    gtk_column_view_append_column (self->table, column);
  }
  for (guint i = 0; i < rows->len; i++)
    gtk_string_list_take (lines, g_strjoinv ("\t", g_ptr_array_index (rows, i)));
  gtk_column_view_set_model (self->table,
                             GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (lines))));
}

static void
chart_toggle_table (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrChartView *self = PNR_CHART_VIEW (widget);
  gboolean is_table = g_str_equal (gtk_stack_get_visible_child_name (self->stack), "table");

  if (!is_table)
    pnr_chart_view_fill_table (self);
  gtk_stack_set_visible_child_name (self->stack, is_table ? "chart" : "table");
}

/* Says anew what the chart says, to the eye and to who listens. */
static void
pnr_chart_view_update (PnrChartView *self)
{
  g_autofree char *description = NULL;

  self->point = NO_POINT;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chart.copy", self->chart != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chart.save", self->chart != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "chart.toggle-table", self->chart != NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self->area));
  if (self->chart == NULL)
    return;
  description = pnr_chart_dup_description (self->chart);
  gtk_label_set_label (self->reading_label, description != NULL ? description : "");
  gtk_accessible_update_property (
      GTK_ACCESSIBLE (self->area), GTK_ACCESSIBLE_PROPERTY_LABEL, pnr_chart_get_title (self->chart),
      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description != NULL ? description : "", -1);
  if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "table"))
    pnr_chart_view_fill_table (self);
}

static void
look_changed_cb (PnrChartView *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self->area));
}

static void
pnr_chart_view_dispose (GObject *object)
{
  PnrChartView *self = PNR_CHART_VIEW (object);

  if (self->chart != NULL)
    g_signal_handlers_disconnect_by_func (self->chart, pnr_chart_view_update, self);
  g_clear_object (&self->chart);
  g_clear_pointer (&self->stamp, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), PNR_TYPE_CHART_VIEW);

  G_OBJECT_CLASS (pnr_chart_view_parent_class)->dispose (object);
}

static void
pnr_chart_view_class_init (PnrChartViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_chart_view_dispose;

  signals[PRESSED] = g_signal_new ("pressed", PNR_TYPE_CHART_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);

  gtk_widget_class_set_css_name (widget_class, "chartview");
  gtk_widget_class_install_action (widget_class, "chart.copy", NULL, chart_copy);
  gtk_widget_class_install_action (widget_class, "chart.save", NULL, chart_save);
  gtk_widget_class_install_action (widget_class, "chart.toggle-table", NULL, chart_toggle_table);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "chart.copy",
                                       NULL);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/pannier/Pannier/ui/pnr-chart-view.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrChartView, stack);
  gtk_widget_class_bind_template_child (widget_class, PnrChartView, area);
  gtk_widget_class_bind_template_child (widget_class, PnrChartView, table);
  gtk_widget_class_bind_template_child (widget_class, PnrChartView, reading_label);
  gtk_widget_class_bind_template_callback (widget_class, motion_cb);
  gtk_widget_class_bind_template_callback (widget_class, pointer_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
}

static void
pnr_chart_view_init (PnrChartView *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->point = NO_POINT;
  gtk_drawing_area_set_draw_func (self->area, draw_cb, self, NULL);
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (look_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (look_changed_cb), self,
                           G_CONNECT_SWAPPED);
  pnr_chart_view_update (self);
}

PnrChart *
pnr_chart_view_get_chart (PnrChartView *self)
{
  g_return_val_if_fail (PNR_IS_CHART_VIEW (self), NULL);

  return self->chart;
}

void
pnr_chart_view_set_chart (PnrChartView *self, PnrChart *chart)
{
  g_return_if_fail (PNR_IS_CHART_VIEW (self));

  if (self->chart == chart)
    return;
  if (self->chart != NULL)
    g_signal_handlers_disconnect_by_func (self->chart, pnr_chart_view_update, self);
  g_set_object (&self->chart, chart);
  if (chart != NULL)
    g_signal_connect_swapped (chart, "changed", G_CALLBACK (pnr_chart_view_update), self);
  pnr_chart_view_update (self);
}

/* The line under a saved picture that says from which data it came. */
void
pnr_chart_view_set_stamp (PnrChartView *self, const char *stamp)
{
  g_return_if_fail (PNR_IS_CHART_VIEW (self));

  g_free (self->stamp);
  self->stamp = g_strdup (stamp);
}

void
pnr_chart_view_get_size (PnrChartView *self, double *width, double *height)
{
  g_return_if_fail (PNR_IS_CHART_VIEW (self));

  *width = gtk_widget_get_width (GTK_WIDGET (self->area));
  *height = gtk_widget_get_height (GTK_WIDGET (self->area));
}

gboolean
pnr_chart_view_get_point (PnrChartView *self, guint *point)
{
  g_return_val_if_fail (PNR_IS_CHART_VIEW (self), FALSE);

  *point = self->point;
  return self->point != NO_POINT;
}
