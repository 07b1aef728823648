/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The painted part of a chart view: pointer and keyboard read values from it. */
#include "config.h"

#include "ui/charts/pnr-chart-area.h"

#include "ui/charts/pnr-chart-view.h"

#include <adwaita.h>

#define LEAST_WIDTH 240
#define LEAST_HEIGHT 180
#define USUAL_WIDTH 520
#define USUAL_HEIGHT 320
#define READING_GAP 14

struct _PnrChartArea {
  GtkWidget parent_instance;

  PnrChart *chart;
  GtkWidget *reading;
  GskRenderNode *picture; /* kept while only the mark moves */
  int picture_width;
  int picture_height;
  guint point;
  gboolean has_point;
};

enum {
  CLICKED,
  POINT_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PnrChartArea, pnr_chart_area, GTK_TYPE_WIDGET)

static void
pnr_chart_area_describe (PnrChartArea *self)
{
  g_autofree char *sentence = NULL;
  g_autofree char *text = NULL;

  if (self->chart == NULL)
    return;
  sentence = pnr_chart_dup_description (self->chart);
  text = self->has_point
             ? g_strdup_printf ("%s\n%s", gtk_label_get_label (GTK_LABEL (self->reading)), sentence)
             : g_strdup (sentence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  pnr_chart_get_title (self->chart),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
}

static void
pnr_chart_area_forget_picture (PnrChartArea *self)
{
  g_clear_pointer (&self->picture, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
pnr_chart_area_clear_point (PnrChartArea *self)
{
  if (!self->has_point)
    return;
  self->has_point = FALSE;
  gtk_widget_set_visible (self->reading, FALSE);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  pnr_chart_area_describe (self);
}

static void
pnr_chart_area_set_point (PnrChartArea *self, guint point)
{
  g_autofree char *text = NULL;

  if (self->has_point && self->point == point)
    return;
  text = pnr_chart_dup_point_reading (self->chart, point);
  self->point = point;
  self->has_point = TRUE;
  gtk_label_set_label (GTK_LABEL (self->reading), text);
  gtk_widget_set_visible (self->reading, TRUE);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
  pnr_chart_area_describe (self);
}

static gboolean
pnr_chart_area_find (PnrChartArea *self, double x, double y, guint *point)
{
  return self->chart != NULL
         && pnr_chart_find_point (self->chart, x, y, gtk_widget_get_width (GTK_WIDGET (self)),
                                  gtk_widget_get_height (GTK_WIDGET (self)), point);
}

static void
moved_cb (PnrChartArea *self, double x, double y)
{
  guint point;

  if (pnr_chart_area_find (self, x, y, &point))
    pnr_chart_area_set_point (self, point);
  else
    pnr_chart_area_clear_point (self);
}

static void
pressed_cb (PnrChartArea *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
released_cb (PnrChartArea *self, int n_presses, double x, double y)
{
  guint point;

  if (self->chart == NULL || !gtk_widget_contains (GTK_WIDGET (self), x, y))
    return;
  g_signal_emit (self, signals[CLICKED], 0, x, y);
  if (self->chart != NULL && pnr_chart_area_find (self, x, y, &point))
    g_signal_emit (self, signals[POINT_ACTIVATED], 0, point);
}

static void
chart_changed_cb (PnrChartArea *self)
{
  self->has_point = FALSE;
  gtk_widget_set_visible (self->reading, FALSE);
  pnr_chart_area_forget_picture (self);
  pnr_chart_area_describe (self);
}

/* Steps are added to the point that is read; the ends of the chart are walls. */
static gboolean
pnr_chart_area_walk (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  PnrChartArea *self = PNR_CHART_AREA (widget);
  int step = g_variant_get_int32 (args);
  guint n_points = self->chart != NULL ? pnr_chart_get_n_points (self->chart) : 0;
  gint64 point;

  if (n_points == 0)
    return FALSE;
  if (step == G_MININT32)
    point = 0;
  else if (step == G_MAXINT32)
    point = n_points - 1;
  else
    point = self->has_point ? (gint64) self->point + step : step > 0 ? 0 : n_points - 1;
  pnr_chart_area_set_point (self, (guint) CLAMP (point, 0, (gint64) n_points - 1));
  return TRUE;
}

static gboolean
pnr_chart_area_activate (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  PnrChartArea *self = PNR_CHART_AREA (widget);
  double x;
  double y;

  if (!self->has_point
      || !pnr_chart_get_point_position (self->chart, self->point, gtk_widget_get_width (widget),
                                        gtk_widget_get_height (widget), &x, &y))
    return FALSE;
  g_signal_emit (self, signals[CLICKED], 0, x, y);
  g_signal_emit (self, signals[POINT_ACTIVATED], 0, self->point);
  return TRUE;
}

static gboolean
pnr_chart_area_escape (GtkWidget *widget, GVariant *args, gpointer user_data)
{
  PnrChartArea *self = PNR_CHART_AREA (widget);
  gboolean had_point = self->has_point;

  pnr_chart_area_clear_point (self);
  return had_point;
}

static void
focus_left_cb (PnrChartArea *self)
{
  pnr_chart_area_clear_point (self);
}

static void
pnr_chart_area_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                        int *natural, int *minimum_baseline, int *natural_baseline)
{
  gboolean is_wide = orientation == GTK_ORIENTATION_HORIZONTAL;

  *minimum = is_wide ? LEAST_WIDTH : LEAST_HEIGHT;
  *natural = is_wide ? USUAL_WIDTH : USUAL_HEIGHT;
}

/* The reading stands over its point, below it where there is no room, always inside the chart. */
static void
pnr_chart_area_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  PnrChartArea *self = PNR_CHART_AREA (widget);
  GtkRequisition size;
  GtkAllocation box;
  double x = 0;
  double y = 0;

  if (!self->has_point || !gtk_widget_should_layout (self->reading))
    return;
  gtk_widget_get_preferred_size (self->reading, NULL, &size);
  box.width = MIN (size.width, width);
  gtk_widget_measure (self->reading, GTK_ORIENTATION_VERTICAL, box.width, NULL, &box.height, NULL,
                      NULL);
  pnr_chart_get_point_position (self->chart, self->point, width, height, &x, &y);
  box.x = CLAMP ((int) x - box.width / 2, 0, MAX (0, width - box.width));
  box.y = (int) y - READING_GAP - box.height;
  if (box.y < 0)
    box.y = MIN ((int) y + READING_GAP, MAX (0, height - box.height));
  gtk_widget_size_allocate (self->reading, &box, -1);
}

static void
pnr_chart_area_paint_picture (PnrChartArea *self, int width, int height)
{
  PnrPalette palette = pnr_chart_area_get_palette (self);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  cairo_t *cr;

  g_clear_pointer (&self->picture, gsk_render_node_unref);
  self->picture = gsk_cairo_node_new (&bounds);
  self->picture_width = width;
  self->picture_height = height;
  cr = gsk_cairo_node_get_draw_context (self->picture);
  pnr_chart_paint (self->chart, cr, width, height, &palette);
  cairo_destroy (cr);
}

static void
pnr_chart_area_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  PnrChartArea *self = PNR_CHART_AREA (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);

  if (self->chart == NULL || width <= 0 || height <= 0)
    return;
  if (self->picture == NULL || self->picture_width != width || self->picture_height != height)
    pnr_chart_area_paint_picture (self, width, height);
  gtk_snapshot_append_node (snapshot, self->picture);
  if (self->has_point) {
    PnrPalette palette = pnr_chart_area_get_palette (self);
    cairo_t *cr = gtk_snapshot_append_cairo (
        snapshot, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));

    pnr_chart_paint_mark (self->chart, cr, self->point, width, height, &palette);
    cairo_destroy (cr);
    gtk_widget_snapshot_child (widget, self->reading, snapshot);
  }
}

static void
pnr_chart_area_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (pnr_chart_area_parent_class)->css_changed (widget, change);

  pnr_chart_area_forget_picture (PNR_CHART_AREA (widget));
}

static void
pnr_chart_area_dispose (GObject *object)
{
  PnrChartArea *self = PNR_CHART_AREA (object);

  if (self->chart != NULL)
    g_signal_handlers_disconnect_by_data (self->chart, self);
  g_clear_object (&self->chart);
  g_clear_pointer (&self->picture, gsk_render_node_unref);
  g_clear_pointer (&self->reading, gtk_widget_unparent);

  G_OBJECT_CLASS (pnr_chart_area_parent_class)->dispose (object);
}

static void
pnr_chart_area_add_bindings (GtkWidgetClass *widget_class)
{
  static const struct {
    guint key;
    int step;
  } walks[] = {
    { GDK_KEY_Left, -1 },        { GDK_KEY_KP_Left, -1 },        { GDK_KEY_Up, -1 },
    { GDK_KEY_KP_Up, -1 },       { GDK_KEY_Right, 1 },           { GDK_KEY_KP_Right, 1 },
    { GDK_KEY_Down, 1 },         { GDK_KEY_KP_Down, 1 },         { GDK_KEY_Page_Up, -10 },
    { GDK_KEY_Page_Down, 10 },   { GDK_KEY_Home, G_MININT32 },   { GDK_KEY_KP_Home, G_MININT32 },
    { GDK_KEY_End, G_MAXINT32 }, { GDK_KEY_KP_End, G_MAXINT32 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (walks); i++)
    gtk_widget_class_add_binding (widget_class, walks[i].key, 0, pnr_chart_area_walk, "i",
                                  walks[i].step);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, pnr_chart_area_activate, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, 0, pnr_chart_area_activate, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, pnr_chart_area_escape, NULL);
}

static void
pnr_chart_area_class_init (PnrChartAreaClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_chart_area_dispose;
  widget_class->measure = pnr_chart_area_measure;
  widget_class->size_allocate = pnr_chart_area_size_allocate;
  widget_class->snapshot = pnr_chart_area_snapshot;
  widget_class->css_changed = pnr_chart_area_css_changed;

  signals[CLICKED] = g_signal_new ("clicked", PNR_TYPE_CHART_AREA, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[POINT_ACTIVATED] =
      g_signal_new ("point-activated", PNR_TYPE_CHART_AREA, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_css_name (widget_class, "chartarea");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  pnr_chart_area_add_bindings (widget_class);
}

static void
pnr_chart_area_listen (PnrChartArea *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  AdwStyleManager *style = adw_style_manager_get_default ();

  g_signal_connect_swapped (motion, "motion", G_CALLBACK (moved_cb), self);
  g_signal_connect_swapped (motion, "leave", G_CALLBACK (pnr_chart_area_clear_point), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_left_cb), self);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect_swapped (click, "released", G_CALLBACK (released_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (pnr_chart_area_forget_picture), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast",
                           G_CALLBACK (pnr_chart_area_forget_picture), self, G_CONNECT_SWAPPED);
}

static void
pnr_chart_area_init (PnrChartArea *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  self->reading = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->reading), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->reading), 48);
  gtk_widget_set_can_target (self->reading, FALSE);
  gtk_widget_set_visible (self->reading, FALSE);
  gtk_widget_add_css_class (self->reading, "osd");
  gtk_widget_add_css_class (self->reading, "chart-reading");
  gtk_widget_set_parent (self->reading, GTK_WIDGET (self));
  pnr_chart_area_listen (self);
}

void
pnr_chart_area_set_chart (PnrChartArea *self, PnrChart *chart)
{
  g_return_if_fail (PNR_IS_CHART_AREA (self));

  if (self->chart == chart)
    return;
  if (self->chart != NULL)
    g_signal_handlers_disconnect_by_data (self->chart, self);
  g_set_object (&self->chart, chart);
  if (chart != NULL)
    g_signal_connect_swapped (chart, "changed", G_CALLBACK (chart_changed_cb), self);
  chart_changed_cb (self);
}

gboolean
pnr_chart_area_get_point (PnrChartArea *self, guint *point)
{
  g_return_val_if_fail (PNR_IS_CHART_AREA (self), FALSE);

  *point = self->point;
  return self->has_point;
}

/* (nullable): what is read from the point under pointer or focus. */
const char *
pnr_chart_area_get_reading (PnrChartArea *self)
{
  g_return_val_if_fail (PNR_IS_CHART_AREA (self), NULL);

  return self->has_point ? gtk_label_get_label (GTK_LABEL (self->reading)) : NULL;
}

/* Colours follow the style of the desktop, lettering that of the widget. */
PnrPalette
pnr_chart_area_get_palette (PnrChartArea *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double size = (double) pango_font_description_get_size (font) / PANGO_SCALE;
  PnrPalette palette = pnr_chart_view_find_palette ();

  if (!pango_font_description_get_size_is_absolute (font))
    size *= pango_cairo_context_get_resolution (context) / 72.0;
  if (pango_font_description_get_family (font) != NULL)
    palette.font_family = g_intern_string (pango_font_description_get_family (font));
  if (size > 0)
    palette.font_size = size;
  return palette;
}
