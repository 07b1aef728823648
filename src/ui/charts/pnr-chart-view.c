/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows any chart: read by pointer, keys and ear, copied, saved, or turned into a table. */
#include "config.h"

#include "ui/charts/pnr-chart-view.h"

#include "base/pnr-text.h"
#include "drawing/pnr-chart-file.h"
#include "drawing/pnr-picture-file.h"
#include "ui/charts/pnr-chart-area.h"
#include "ui/charts/pnr-chart-table.h"
#include "ui/pnr-late-menu.h"

#include <glib/gi18n.h>

/* A file is for paper and slides: always of this size, whatever the window has. */
#define FILE_WIDTH 900.0
#define FILE_HEIGHT 560.0

struct _PnrChartView {
  AdwBin parent_instance;

  GtkStack *stack;
  GtkLabel *empty_label;
  PnrChartArea *area;
  GtkLabel *table_title;
  PnrChartTable *table;
  GtkMenuButton *menu_button;
  GMenuModel *chart_menu;
  GtkWidget *popover;

  PnrChart *chart;
  char *stamp;
  gboolean shows_table;
};

enum {
  PROP_0,
  PROP_CHART,
  PROP_STAMP,
  PROP_EMPTY_TEXT,
  PROP_SHOWS_TABLE,
  N_PROPS
};

enum {
  CLICKED,
  POINT_ACTIVATED,
  FAILED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PnrChartView, pnr_chart_view, ADW_TYPE_BIN)

static void
pnr_chart_view_update (PnrChartView *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean has_chart = self->chart != NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->menu_button), has_chart);
  gtk_widget_action_set_enabled (widget, "chart.copy", has_chart);
  gtk_widget_action_set_enabled (widget, "chart.save", has_chart);
  gtk_widget_action_set_enabled (widget, "chart.menu", has_chart);
  if (has_chart && self->shows_table) {
    pnr_chart_table_set_chart (self->table, self->chart);
    gtk_label_set_label (self->table_title, pnr_chart_get_title (self->chart));
  } else {
    pnr_chart_table_set_chart (self->table, NULL);
  }
  gtk_stack_set_visible_child_name (self->stack, !has_chart          ? "empty"
                                                 : self->shows_table ? "table"
                                                                     : "chart");
}

static void
area_clicked_cb (PnrChartView *self, double x, double y)
{
  g_signal_emit (self, signals[CLICKED], 0, x, y);
}

static void
area_point_activated_cb (PnrChartView *self, guint point)
{
  g_signal_emit (self, signals[POINT_ACTIVATED], 0, point);
}

/* Title and sentence, then the values as a spreadsheet takes them. */
static char *
pnr_chart_view_dup_text (PnrChartView *self)
{
  g_autofree char *description = pnr_chart_dup_description (self->chart);
  g_auto (GStrv) headers = pnr_chart_dup_headers (self->chart);
  g_autoptr (GPtrArray) rows = pnr_chart_dup_rows (self->chart);
  g_autofree char *head = g_strjoinv ("\t", headers);
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s\n%s\n\n%s\n", pnr_chart_get_title (self->chart), description,
                          head);
  for (guint i = 0; i < rows->len; i++) {
    g_autofree char *row = g_strjoinv ("\t", g_ptr_array_index (rows, i));

    g_string_append_printf (text, "%s\n", row);
  }
  if (self->stamp != NULL)
    g_string_append_printf (text, "\n%s\n", self->stamp);
  return g_string_free (text, FALSE);
}

static void
pnr_chart_view_fail (PnrChartView *self, const GError *error)
{
  g_signal_emit (self, signals[FAILED], 0, error->message);
}

static GBytes *
pnr_chart_view_print (PnrChartView *self, const char *format, GError **error)
{
  PnrPalette palette = pnr_palette_print ();

  return pnr_chart_to_bytes (self->chart, format, FILE_WIDTH, FILE_HEIGHT, &palette, self->stamp,
                             error);
}

static void
chart_copy (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrChartView *self = PNR_CHART_VIEW (widget);
  g_autofree char *text = pnr_chart_view_dup_text (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) png = pnr_chart_view_print (self, "png", &error);
  g_autoptr (GBytes) svg = png != NULL ? pnr_chart_view_print (self, "svg", &error) : NULL;
  g_autoptr (GdkContentProvider) content = NULL;

  if (svg == NULL) {
    pnr_chart_view_fail (self, error);
    return;
  }
  content = gdk_content_provider_new_union (
      (GdkContentProvider *[]){ gdk_content_provider_new_for_bytes ("image/png", png),
                                gdk_content_provider_new_for_bytes ("image/svg+xml", svg),
                                gdk_content_provider_new_typed (G_TYPE_STRING, text) },
      3);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (widget), content);
}

typedef struct {
  char *path;
  GBytes *bytes;
} PnrChartFile;

static void
pnr_chart_file_free (gpointer data)
{
  PnrChartFile *file = data;

  g_free (file->path);
  g_bytes_unref (file->bytes);
  g_free (file);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  PnrChartFile *file = task_data;
  g_autoptr (GError) error = NULL;

  if (pnr_picture_write (file->bytes, file->path, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!g_task_propagate_boolean (G_TASK (result), &error))
    pnr_chart_view_fail (PNR_CHART_VIEW (source), error);
}

static void
save_response_cb (GtkNativeDialog *dialog, int response, PnrChartView *self)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = NULL;
  g_autofree char *path = NULL;
  PnrChartFile *order;
  GBytes *bytes;

  g_object_unref (dialog);
  if (response != GTK_RESPONSE_ACCEPT || file == NULL || self->chart == NULL)
    return;
  path = g_file_get_path (file);
  bytes = pnr_chart_view_print (self, pnr_picture_get_format (path), &error);
  if (bytes == NULL) {
    pnr_chart_view_fail (self, error);
    return;
  }
  order = g_new0 (PnrChartFile, 1);
  order->path = g_steal_pointer (&path);
  order->bytes = bytes;
  task = g_task_new (self, NULL, written_cb, NULL);
  g_task_set_task_data (task, order, pnr_chart_file_free);
  g_task_run_in_thread (task, write_in_thread);
}

static void
add_filter (GtkFileChooser *chooser, const char *name, const char *suffix)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, name);
  gtk_file_filter_add_suffix (filter, suffix);
  gtk_file_chooser_add_filter (chooser, filter);
}

static void
chart_save (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrChartView *self = PNR_CHART_VIEW (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      _ ("Save Chart"), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
      GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), NULL);
  g_autofree char *slug = pnr_text_slug (pnr_chart_get_title (self->chart));
  g_autofree char *name = g_strconcat (slug, ".svg", NULL);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  add_filter (GTK_FILE_CHOOSER (dialog), _ ("Scalable picture (SVG)"), "svg");
  add_filter (GTK_FILE_CHOOSER (dialog), _ ("Document (PDF)"), "pdf");
  add_filter (GTK_FILE_CHOOSER (dialog), _ ("Picture (PNG)"), "png");
  g_signal_connect_object (dialog, "response", G_CALLBACK (save_response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
pnr_chart_view_open_menu (PnrChartView *self, double x, double y)
{
  if (self->chart == NULL)
    return;
  if (self->popover == NULL) {
    self->popover = gtk_popover_menu_new_from_model (self->chart_menu);
    gtk_popover_set_has_arrow (GTK_POPOVER (self->popover), FALSE);
    gtk_widget_set_halign (self->popover, GTK_ALIGN_START);
    gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
  }
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover),
                               &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

/* At the point that is read, else in the middle. */
static void
chart_menu (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrChartView *self = PNR_CHART_VIEW (widget);
  double width = gtk_widget_get_width (widget);
  double height = gtk_widget_get_height (widget);
  double x = width / 2;
  double y = height / 2;
  guint point;

  if (!self->shows_table && pnr_chart_area_get_point (self->area, &point))
    pnr_chart_get_point_position (self->chart, point, width, height, &x, &y);
  pnr_chart_view_open_menu (self, x, y);
}

static void
menu_pressed_cb (PnrChartView *self, int n_presses, double x, double y)
{
  pnr_chart_view_open_menu (self, x, y);
}

static void
chart_changed_cb (PnrChartView *self)
{
  if (self->shows_table)
    pnr_chart_view_update (self);
}

static void
pnr_chart_view_dispose (GObject *object)
{
  PnrChartView *self = PNR_CHART_VIEW (object);

  if (self->chart != NULL)
    g_signal_handlers_disconnect_by_data (self->chart, self);
  g_clear_object (&self->chart);
  g_clear_pointer (&self->popover, gtk_widget_unparent);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PNR_TYPE_CHART_VIEW);
  g_clear_pointer (&self->stamp, g_free);

  G_OBJECT_CLASS (pnr_chart_view_parent_class)->dispose (object);
}

static void
pnr_chart_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PnrChartView *self = PNR_CHART_VIEW (object);

  switch (prop_id) {
  case PROP_CHART:
    g_value_set_object (value, self->chart);
    break;
  case PROP_STAMP:
    g_value_set_string (value, self->stamp);
    break;
  case PROP_EMPTY_TEXT:
    g_value_set_string (value, gtk_label_get_label (self->empty_label));
    break;
  case PROP_SHOWS_TABLE:
    g_value_set_boolean (value, self->shows_table);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
pnr_chart_view_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  PnrChartView *self = PNR_CHART_VIEW (object);

  switch (prop_id) {
  case PROP_CHART:
    pnr_chart_view_set_chart (self, g_value_get_object (value));
    break;
  case PROP_STAMP:
    pnr_chart_view_set_stamp (self, g_value_get_string (value));
    break;
  case PROP_EMPTY_TEXT:
    pnr_chart_view_set_empty_text (self, g_value_get_string (value));
    break;
  case PROP_SHOWS_TABLE:
    pnr_chart_view_set_shows_table (self, g_value_get_boolean (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
pnr_chart_view_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "chart.copy", NULL, chart_copy);
  gtk_widget_class_install_action (widget_class, "chart.save", NULL, chart_save);
  gtk_widget_class_install_action (widget_class, "chart.menu", NULL, chart_menu);
  gtk_widget_class_install_property_action (widget_class, "chart.show-table", "shows-table");
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "chart.copy",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "chart.menu",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "chart.menu", NULL);
}

static void
pnr_chart_view_install_properties (GObjectClass *object_class)
{
  properties[PROP_CHART] =
      g_param_spec_object ("chart", NULL, NULL, PNR_TYPE_CHART,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_STAMP] =
      g_param_spec_string ("stamp", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_EMPTY_TEXT] =
      g_param_spec_string ("empty-text", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SHOWS_TABLE] =
      g_param_spec_boolean ("shows-table", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pnr_chart_view_class_init (PnrChartViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pnr_chart_view_dispose;
  object_class->get_property = pnr_chart_view_get_property;
  object_class->set_property = pnr_chart_view_set_property;
  pnr_chart_view_install_properties (object_class);

  signals[CLICKED] = g_signal_new ("clicked", PNR_TYPE_CHART_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[POINT_ACTIVATED] =
      g_signal_new ("point-activated", PNR_TYPE_CHART_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[FAILED] = g_signal_new ("failed", PNR_TYPE_CHART_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  pnr_chart_view_install_actions (widget_class);

  g_type_ensure (PNR_TYPE_CHART_AREA);
  g_type_ensure (PNR_TYPE_CHART_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/pannier/Pannier/ui/charts/pnr-chart-view.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrChartView, stack);
  gtk_widget_class_bind_template_child (widget_class, PnrChartView, empty_label);
  gtk_widget_class_bind_template_child (widget_class, PnrChartView, area);
  gtk_widget_class_bind_template_child (widget_class, PnrChartView, table_title);
  gtk_widget_class_bind_template_child (widget_class, PnrChartView, table);
  gtk_widget_class_bind_template_child (widget_class, PnrChartView, menu_button);
  gtk_widget_class_bind_template_child (widget_class, PnrChartView, chart_menu);
  gtk_widget_class_bind_template_callback (widget_class, area_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, area_point_activated_cb);
}

static void
pnr_chart_view_init (PnrChartView *self)
{
  GtkGesture *menu_click = gtk_gesture_click_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  /* The chart is not mirrored, and its head begins at the left. */
  pnr_late_menu_give (self->menu_button, self->chart_menu);
  gtk_widget_set_direction (GTK_WIDGET (self->menu_button), GTK_TEXT_DIR_LTR);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu_click), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (menu_click, "pressed", G_CALLBACK (menu_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (menu_click));
  pnr_chart_view_update (self);
}

GtkWidget *
pnr_chart_view_new (void)
{
  return g_object_new (PNR_TYPE_CHART_VIEW, NULL);
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
    g_signal_handlers_disconnect_by_data (self->chart, self);
  g_set_object (&self->chart, chart);
  if (chart != NULL)
    g_signal_connect_swapped (chart, "changed", G_CALLBACK (chart_changed_cb), self);
  pnr_chart_area_set_chart (self->area, chart);
  pnr_chart_view_update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHART]);
}

void
pnr_chart_view_set_stamp (PnrChartView *self, const char *stamp)
{
  g_return_if_fail (PNR_IS_CHART_VIEW (self));

  if (g_strcmp0 (self->stamp, stamp) == 0)
    return;
  g_free (self->stamp);
  self->stamp = g_strdup (stamp);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STAMP]);
}

void
pnr_chart_view_set_empty_text (PnrChartView *self, const char *empty_text)
{
  g_return_if_fail (PNR_IS_CHART_VIEW (self));

  gtk_label_set_label (self->empty_label, empty_text != NULL ? empty_text : "");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EMPTY_TEXT]);
}

gboolean
pnr_chart_view_get_shows_table (PnrChartView *self)
{
  g_return_val_if_fail (PNR_IS_CHART_VIEW (self), FALSE);

  return self->shows_table;
}

void
pnr_chart_view_set_shows_table (PnrChartView *self, gboolean shows_table)
{
  g_return_if_fail (PNR_IS_CHART_VIEW (self));

  if (self->shows_table == shows_table)
    return;
  self->shows_table = shows_table;
  pnr_chart_view_update (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWS_TABLE]);
}

/* The size that the chart is painted in, in which clicks are told. */
void
pnr_chart_view_get_area_size (PnrChartView *self, double *width, double *height)
{
  g_return_if_fail (PNR_IS_CHART_VIEW (self));

  *width = gtk_widget_get_width (GTK_WIDGET (self->area));
  *height = gtk_widget_get_height (GTK_WIDGET (self->area));
}

/* The colours of the platform's present look, for all that is painted in a window. */
PnrPalette
pnr_chart_view_find_palette (void)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  gboolean is_dark = adw_style_manager_get_dark (style);

  if (adw_style_manager_get_high_contrast (style))
    return pnr_palette_high_contrast (is_dark);
  return is_dark ? pnr_palette_dark () : pnr_palette_light ();
}
