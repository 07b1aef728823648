/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Revenue, orders and order value over the days or weeks of a period, and of the one before it. */
#include "config.h"

#include "drawing/pnr-trend-chart.h"

#include "base/pnr-money.h"
#include "drawing/pnr-chart-head.h"
#include "drawing/pnr-value-axis.h"

#include <glib/gi18n.h>
#include <math.h>

#define LEAST_PANEL 44.0
#define DAYS_OF_ONE_YEAR 400

typedef enum {
  PANEL_REVENUE,
  PANEL_ORDERS,
  PANEL_AOV,
  N_PANELS,
} PnrTrendPanel;

typedef struct {
  double top;
  double bottom;
  PnrAxis axis;
  double divisor;
} TrendPanel;

typedef struct {
  double left;
  double right;
  double legend_y;
  guint n_panels;
  TrendPanel panels[N_PANELS];
} TrendGround;

struct _PnrTrendChart {
  PnrChart parent_instance;

  PnrOverview *overview;
};

G_DEFINE_FINAL_TYPE (PnrTrendChart, pnr_trend_chart, PNR_TYPE_CHART)

static const PnrTrendPoint *
get_point (PnrTrendChart *self, guint index)
{
  return &g_array_index (self->overview->trend, PnrTrendPoint, index);
}

static gboolean
pnr_trend_chart_is_empty (PnrTrendChart *self)
{
  return self->overview == NULL || self->overview->trend->len == 0
         || self->overview->figures.n_orders == 0;
}

static double
find_value (const PnrTrendPoint *point, guint panel, gboolean is_before)
{
  guint n_orders = is_before ? point->n_orders_before : point->n_orders;
  double revenue = (double) (is_before ? point->revenue_before_minor : point->revenue_minor);

  switch (panel) {
  case PANEL_REVENUE:
    return revenue;
  case PANEL_ORDERS:
    return n_orders;
  default:
    return n_orders > 0 ? revenue / n_orders : NAN;
  }
}

/* Sums begin at zero, for a half must look like a half; a mean may begin where it moves. */
static void
find_range (PnrTrendChart *self, guint panel, double *low, double *high)
{
  *low = INFINITY;
  *high = -INFINITY;
  for (guint i = 0; i < self->overview->trend->len; i++) {
    for (int is_before = 0; is_before <= self->overview->has_comparison; is_before++) {
      double value = find_value (get_point (self, i), panel, is_before);

      if (isfinite (value)) {
        *low = MIN (*low, value);
        *high = MAX (*high, value);
      }
    }
  }
  if (!(*low <= *high))
    *low = *high = 0.0;
  if (panel != PANEL_AOV || (*low > 0.0 && *low < *high * 0.4))
    *low = MIN (*low, 0.0);
}

static const char *
get_panel_name (guint panel)
{
  static const char *const names[N_PANELS] = { N_ ("Revenue"), N_ ("Orders"), N_ ("Order value") };

  return _ (names[panel]);
}

static const char *
get_panel_currency (PnrTrendChart *self, guint panel)
{
  return panel == PANEL_ORDERS ? NULL : self->overview->currency;
}

static void
lay_out_panels (PnrTrendChart *self, TrendGround *ground, PnrPen *pen, double top, double bottom)
{
  double line = pnr_pen_get_line_height (pen, PNR_LETTERING_SMALL);
  double head = 2.0 * line + 6.0; /* the title, and half a number above and below it */
  double height;

  ground->n_panels = (guint) CLAMP ((bottom - top) / (LEAST_PANEL + head), 1.0, N_PANELS);
  height = MAX ((bottom - top) / ground->n_panels - head, 8.0);
  for (guint i = 0; i < ground->n_panels; i++) {
    TrendPanel *panel = &ground->panels[i];
    double low, high;

    find_range (self, i, &low, &high);
    panel->top = top + i * (height + head) + head;
    panel->bottom = panel->top + height;
    panel->axis = pnr_axis_linear (low, high, panel->bottom, panel->top,
                                   (guint) CLAMP (height / (line * 1.8), 1.0, 5.0), TRUE);
    if (i == PANEL_ORDERS && panel->axis.step < 1.0)
      panel->axis.step = 1.0;
    panel->divisor = pnr_value_axis_choose_divisor (get_panel_currency (self, i), low, high);
  }
}

static TrendGround
lay_out (PnrTrendChart *self, PnrPen *pen, double width, double height)
{
  TrendGround ground = { 0 };
  double head = pnr_chart_head (PNR_CHART (self), pen, width, height);
  double line = pnr_pen_get_line_height (pen, PNR_LETTERING_SMALL);
  double label_width = 0.0;

  ground.legend_y = head;
  ground.right = width - PNR_CHART_MARGIN - 4.0;
  lay_out_panels (self, &ground, pen, head + (self->overview->has_comparison ? line + 2.0 : 0.0),
                  height - PNR_CHART_MARGIN / 2.0 - line - 8.0);
  for (guint i = 0; i < ground.n_panels; i++)
    label_width = MAX (label_width, pnr_value_axis_measure (pen, &ground.panels[i].axis,
                                                            ground.panels[i].divisor));
  ground.left = PNR_CHART_MARGIN + label_width + 8.0;
  return ground;
}

static double
place_point (PnrTrendChart *self, const TrendGround *ground, guint index)
{
  guint n = self->overview->trend->len;

  if (n == 1)
    return (ground->left + ground->right) / 2.0;
  return ground->left + 4.0 + index * (ground->right - ground->left - 8.0) / (n - 1);
}

static gboolean
is_short (PnrTrendChart *self, guint index)
{
  return get_point (self, index)->n_days < self->overview->step_days;
}

/* A short week would look like a fall: it stands by itself, as a dot. */
static void
paint_line (PnrTrendChart *self, PnrPen *pen, const TrendGround *ground, guint index,
            gboolean is_before)
{
  static const double dashes[] = { 4.0, 3.0 };
  const TrendPanel *panel = &ground->panels[index];
  gboolean is_drawing = FALSE;

  for (guint i = 0; i < self->overview->trend->len; i++) {
    double value = find_value (get_point (self, i), index, is_before);
    double x = place_point (self, ground, i);

    if (!isfinite (value) || (is_short (self, i) && self->overview->trend->len > 1)) {
      is_drawing = FALSE;
      continue;
    }
    if (is_drawing)
      cairo_line_to (pen->cr, x, pnr_axis_place (&panel->axis, value));
    else
      cairo_move_to (pen->cr, x, pnr_axis_place (&panel->axis, value));
    is_drawing = TRUE;
  }
  pnr_pen_set_colour (pen->cr, is_before ? pen->palette->outline : pen->palette->series[index]);
  cairo_set_line_width (pen->cr, (is_before ? 1.2 : 2.0) * pen->palette->line_scale);
  cairo_set_line_join (pen->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_line_cap (pen->cr, CAIRO_LINE_CAP_ROUND);
  if (is_before)
    cairo_set_dash (pen->cr, dashes, G_N_ELEMENTS (dashes), 0.0);
  cairo_stroke (pen->cr);
  cairo_set_dash (pen->cr, NULL, 0, 0.0);
  cairo_set_line_cap (pen->cr, CAIRO_LINE_CAP_BUTT);
}

static void
paint_lone_points (PnrTrendChart *self, PnrPen *pen, const TrendGround *ground, guint index)
{
  const TrendPanel *panel = &ground->panels[index];

  for (guint i = 0; i < MIN (self->overview->trend->len, 1); i++) {
    double value = find_value (get_point (self, i), index, FALSE);

    if (isfinite (value) && (is_short (self, i) || self->overview->trend->len == 1))
      pnr_pen_dot (pen, pen->palette->series[index], place_point (self, ground, i),
                   pnr_axis_place (&panel->axis, value), 3.0);
  }
}

static char *
dup_day (gint64 time, gboolean has_year)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (time);

  if (moment == NULL)
    return g_strdup ("–");
  /* Translators: a day and a day with its year, short, for g_date_time_format(). */
  return g_date_time_format (moment, has_year ? C_ ("day", "%-d %b %Y") : C_ ("day", "%-d %b"));
}

/* From the newest backwards, as many as have room between them. */
static void
paint_days (PnrTrendChart *self, PnrPen *pen, const TrendGround *ground)
{
  guint n = self->overview->trend->len;
  double y = ground->panels[ground->n_panels - 1].bottom;
  gboolean has_year =
      (get_point (self, n - 1)->from - get_point (self, 0)->from) / 86400 > DAYS_OF_ONE_YEAR;
  double free_until = ground->right + PNR_CHART_MARGIN;

  for (guint i = n; i-- > 0;) {
    g_autofree char *label = dup_day (get_point (self, i)->from, has_year);
    double x = place_point (self, ground, i);
    double width, left;

    pnr_pen_measure (pen, label, PNR_LETTERING_SMALL, &width, NULL);
    left = MIN (x - width / 2.0, ground->right + 8.0 - width);
    if (left + width > free_until || left < PNR_CHART_MARGIN / 2.0)
      continue;
    pnr_pen_line (pen, pen->palette->outline, 1.0, floor (x) + 0.5, y, floor (x) + 0.5, y + 4.0);
    pnr_pen_write (pen, label, PNR_LETTERING_SMALL, pen->palette->dim, left, y + 5.0, 0.0, 0.0);
    free_until = left - 14.0;
  }
}

static char *
dup_period (const PnrPeriodFigures *figures)
{
  g_autofree char *from = dup_day (figures->from, TRUE);
  g_autofree char *to = dup_day (figures->to - 1, TRUE);

  /* Translators: two days, the bounds of a period. */
  return g_strdup_printf (_ ("%s to %s"), from, to);
}

static void
paint_legend (PnrTrendChart *self, PnrPen *pen, const TrendGround *ground)
{
  static const double dashes[] = { 4.0, 3.0 };
  double line = pnr_pen_get_line_height (pen, PNR_LETTERING_SMALL);
  double y = ground->legend_y + line / 2.0;
  double x = PNR_CHART_MARGIN;
  g_autofree char *before = dup_period (&self->overview->comparison);

  cairo_set_dash (pen->cr, dashes, G_N_ELEMENTS (dashes), 0.0);
  pnr_pen_line (pen, pen->palette->outline, 1.2, x, y, x + 22.0, y);
  cairo_set_dash (pen->cr, NULL, 0, 0.0);
  pnr_pen_write (pen, before, PNR_LETTERING_SMALL, pen->palette->dim, x + 28.0, ground->legend_y,
                 ground->right - x - 28.0, 0.0);
}

static void
pnr_trend_chart_paint (PnrChart *chart, cairo_t *cr, double width, double height,
                       const PnrPalette *palette)
{
  PnrTrendChart *self = PNR_TREND_CHART (chart);
  g_auto (PnrPen) pen = pnr_pen_begin (cr, palette);
  double line = pnr_pen_get_line_height (&pen, PNR_LETTERING_SMALL);
  TrendGround ground;

  if (pnr_trend_chart_is_empty (self)) {
    pnr_chart_paint_empty (chart, &pen, width, height);
    return;
  }
  ground = lay_out (self, &pen, width, height);
  if (self->overview->has_comparison)
    paint_legend (self, &pen, &ground);
  for (guint i = 0; i < ground.n_panels; i++) {
    const TrendPanel *panel = &ground.panels[i];
    g_autofree char *title =
        pnr_value_axis_dup_title (get_panel_name (i), get_panel_currency (self, i), panel->divisor);

    pnr_value_axis_paint (&pen, &panel->axis, panel->divisor, ground.left, ground.right);
    pnr_pen_write (&pen, title, PNR_LETTERING_SMALL | PNR_LETTERING_BOLD, palette->series[i],
                   PNR_CHART_MARGIN, panel->top - line * 1.5 - 1.0, ground.right - PNR_CHART_MARGIN,
                   0.0);
    if (self->overview->has_comparison)
      paint_line (self, &pen, &ground, i, TRUE);
    paint_line (self, &pen, &ground, i, FALSE);
    paint_lone_points (self, &pen, &ground, i);
  }
  paint_days (self, &pen, &ground);
}

static const char *
pnr_trend_chart_get_title (PnrChart *chart)
{
  return _ ("Course of revenue");
}

static char *
pnr_trend_chart_dup_description (PnrChart *chart)
{
  PnrTrendChart *self = PNR_TREND_CHART (chart);
  g_autofree char *period = NULL;

  if (self->overview != NULL && self->overview->figures.n_orders > 0
      && self->overview->trend->len == 0)
    return g_strdup (_ ("The orders have no dates, so nothing can be said about their course."));
  if (pnr_trend_chart_is_empty (self))
    return g_strdup (_ ("There are no orders in this period."));
  period = dup_period (&self->overview->figures);
  if (self->overview->step_days == 1)
    return g_strdup_printf (_ ("%s, by day."), period);
  if (self->overview->step_days == 7)
    return g_strdup_printf (_ ("%s, by week."), period);
  return g_strdup_printf (_ ("%s, in steps of %u days."), period, self->overview->step_days);
}

static guint
pnr_trend_chart_get_n_points (PnrChart *chart)
{
  PnrTrendChart *self = PNR_TREND_CHART (chart);

  return pnr_trend_chart_is_empty (self) ? 0 : self->overview->trend->len;
}

static gboolean
pnr_trend_chart_get_point_position (PnrChart *chart, guint index, double width, double height,
                                    double *x, double *y)
{
  PnrTrendChart *self = PNR_TREND_CHART (chart);
  g_auto (PnrPen) pen = pnr_pen_begin (NULL, pnr_chart_get_palette (chart));
  TrendGround ground = lay_out (self, &pen, width, height);

  *x = place_point (self, &ground, index);
  *y = pnr_axis_place (&ground.panels[0].axis,
                       find_value (get_point (self, index), PANEL_REVENUE, FALSE));
  return TRUE;
}

static char *
dup_span (PnrTrendChart *self, const PnrTrendPoint *point)
{
  g_autofree char *from = dup_day (point->from, TRUE);
  g_autofree char *to = NULL;

  if (point->n_days == 1)
    return g_steal_pointer (&from);
  to = dup_day (point->from + (gint64) point->n_days * 86400 - 1, TRUE);
  return g_strdup_printf (_ ("%s to %s"), from, to);
}

static char *
pnr_trend_chart_dup_point_reading (PnrChart *chart, guint index)
{
  PnrTrendChart *self = PNR_TREND_CHART (chart);
  const PnrTrendPoint *point = get_point (self, index);
  const char *currency = self->overview->currency;
  g_autofree char *span = dup_span (self, point);
  g_autofree char *revenue = pnr_money_format (point->revenue_minor, currency);
  g_autofree char *aov = pnr_chart_dup_amount (find_value (point, PANEL_AOV, FALSE), currency);
  g_autofree char *before = pnr_money_format (point->revenue_before_minor, currency);

  if (!self->overview->has_comparison)
    return g_strdup_printf (_ ("%s: revenue %s, %'u orders, order value %s"), span, revenue,
                            point->n_orders, aov);
  return g_strdup_printf (
      _ ("%s: revenue %s, %'u orders, order value %s; before: revenue %s, %'u orders"), span,
      revenue, point->n_orders, aov, before, point->n_orders_before);
}

static gboolean
pnr_trend_chart_find_point (PnrChart *chart, double x, double y, double width, double height,
                            guint *point)
{
  PnrTrendChart *self = PNR_TREND_CHART (chart);
  g_auto (PnrPen) pen = pnr_pen_begin (NULL, pnr_chart_get_palette (chart));
  TrendGround ground = lay_out (self, &pen, width, height);
  guint n = self->overview->trend->len;
  double share = (x - ground.left - 4.0) / MAX (ground.right - ground.left - 8.0, 1.0);

  if (x < ground.left - PNR_CHART_MARGIN || x > ground.right + PNR_CHART_MARGIN
      || y < ground.legend_y || y > ground.panels[ground.n_panels - 1].bottom + PNR_CHART_MARGIN)
    return FALSE;
  *point = (guint) lround (CLAMP (share, 0.0, 1.0) * (n - 1));
  return TRUE;
}

static GStrv
pnr_trend_chart_dup_headers (PnrChart *chart)
{
  const char *headers[] = {
    _ ("Period"),         _ ("Revenue"),       _ ("Orders"), _ ("Order value"),
    _ ("Revenue before"), _ ("Orders before"), NULL
  };

  return g_strdupv ((GStrv) headers);
}

static GPtrArray *
pnr_trend_chart_dup_rows (PnrChart *chart)
{
  PnrTrendChart *self = PNR_TREND_CHART (chart);
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint i = 0; i < pnr_trend_chart_get_n_points (chart); i++) {
    const PnrTrendPoint *point = get_point (self, i);
    const char *currency = self->overview->currency;
    gboolean has_before = self->overview->has_comparison;
    GStrv row = g_new0 (char *, 7);

    row[0] = dup_span (self, point);
    row[1] = pnr_money_format (point->revenue_minor, currency);
    row[2] = g_strdup_printf ("%'u", point->n_orders);
    row[3] = pnr_chart_dup_amount (find_value (point, PANEL_AOV, FALSE), currency);
    row[4] = has_before ? pnr_money_format (point->revenue_before_minor, currency) : g_strdup ("–");
    row[5] = has_before ? g_strdup_printf ("%'u", point->n_orders_before) : g_strdup ("–");
    g_ptr_array_add (rows, row);
  }
  return rows;
}

static void
pnr_trend_chart_finalize (GObject *object)
{
  g_clear_pointer (&PNR_TREND_CHART (object)->overview, pnr_overview_unref);

  G_OBJECT_CLASS (pnr_trend_chart_parent_class)->finalize (object);
}

static void
pnr_trend_chart_class_init (PnrTrendChartClass *klass)
{
  PnrChartClass *chart_class = PNR_CHART_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pnr_trend_chart_finalize;
  chart_class->paint = pnr_trend_chart_paint;
  chart_class->get_title = pnr_trend_chart_get_title;
  chart_class->dup_description = pnr_trend_chart_dup_description;
  chart_class->get_n_points = pnr_trend_chart_get_n_points;
  chart_class->get_point_position = pnr_trend_chart_get_point_position;
  chart_class->dup_point_reading = pnr_trend_chart_dup_point_reading;
  chart_class->find_point = pnr_trend_chart_find_point;
  chart_class->dup_headers = pnr_trend_chart_dup_headers;
  chart_class->dup_rows = pnr_trend_chart_dup_rows;
}

static void
pnr_trend_chart_init (PnrTrendChart *self)
{
}

/**
 * pnr_trend_chart_new:
 * @overview: (nullable): what to show
 */
PnrTrendChart *
pnr_trend_chart_new (PnrOverview *overview)
{
  PnrTrendChart *self = g_object_new (PNR_TYPE_TREND_CHART, NULL);

  self->overview = overview != NULL ? pnr_overview_ref (overview) : NULL;
  return self;
}
