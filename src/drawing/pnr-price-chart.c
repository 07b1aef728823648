/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Profit and order value against a bundle's price, with the band of prices that are nearly best. */
#include "config.h"

#include "drawing/pnr-price-chart.h"

#include "base/pnr-money.h"
#include "drawing/pnr-axis.h"
#include "drawing/pnr-chart-head.h"
#include "drawing/pnr-pen.h"
#include "drawing/pnr-value-axis.h"

#include <glib/gi18n.h>
#include <math.h>

#define N_PANELS 2
#define N_MARKS 6
#define PROFIT_SHARE 0.62

typedef double (*PointValue) (const PnrPricePoint *point);

/* A price that has a line of its own, the most important first. */
typedef struct {
  const char *name;
  gint64 price_minor;
  const double *dashes;
  int n_dashes;
  double line_width;
  double label_x;
  int lane;
} PriceMark;

typedef struct {
  double top;
  double bottom;
  PnrAxis axis;
  double divisor;
} PricePanel;

typedef struct {
  double left;
  double right;
  double lanes_top;
  double lane_height;
  PnrAxis prices;
  double price_divisor;
  PricePanel panels[N_PANELS];
  PriceMark marks[N_MARKS];
} PriceGround;

struct _PnrPriceChart {
  PnrChart parent_instance;

  PnrPriceCurve *curve;
  gint64 current_minor;
};

G_DEFINE_FINAL_TYPE (PnrPriceChart, pnr_price_chart, PNR_TYPE_CHART)

static double
point_profit (const PnrPricePoint *point)
{
  return point->profit;
}

static double
point_aov (const PnrPricePoint *point)
{
  return point->aov;
}

static const PointValue panel_values[N_PANELS] = { point_profit, point_aov };

static gboolean
pnr_price_chart_is_empty (PnrPriceChart *self)
{
  return self->curve == NULL || self->curve->points->len == 0;
}

static void
list_marks (PnrPriceChart *self, PriceMark *marks)
{
  static const double sum_dashes[] = { 6.0, 4.0 };
  static const double tie_dashes[] = { 1.5, 3.0 };
  static const double robust_dashes[] = { 8.0, 3.0, 1.5, 3.0 };
  static const double floor_dashes[] = { 3.0, 2.0 };
  PnrPriceCurve *curve = self->curve;
  PriceMark known[N_MARKS] = {
    { C_ ("price", "Best"), curve->best_minor, NULL, 0, 2.0 },
    { C_ ("price", "Now"), self->current_minor, NULL, 0, 1.0 },
    { C_ ("price", "Sum of parts"), curve->sum_minor, sum_dashes, 2, 1.0 },
    { C_ ("price", "Tie-proof"), curve->tie_proof_minor, tie_dashes, 2, 1.5 },
    { C_ ("price", "Robust"), curve->robust_minor, robust_dashes, 4, 1.5 },
    { C_ ("price", "Margin floor"), curve->floor_minor, floor_dashes, 2, 1.0 },
  };

  for (guint i = 0; i < N_MARKS; i++)
    marks[i] = known[i];
}

/* The prices shown: all points, and the current price and the sum where they are not far off. */
static void
find_price_range (PnrPriceChart *self, double *low, double *high)
{
  GArray *points = self->curve->points;
  gint64 others[] = { self->current_minor, self->curve->sum_minor };
  double first = (double) g_array_index (points, PnrPricePoint, 0).price_minor;
  double last = (double) g_array_index (points, PnrPricePoint, points->len - 1).price_minor;
  double room = MAX (last - first, 1.0) * 0.5;

  *low = first;
  *high = last;
  for (guint i = 0; i < G_N_ELEMENTS (others); i++) {
    if (others[i] == PNR_MONEY_UNKNOWN)
      continue;
    if (others[i] < *low && others[i] >= first - room)
      *low = (double) others[i];
    if (others[i] > *high && others[i] <= last + room)
      *high = (double) others[i];
  }
}

static void
find_value_range (PnrPriceChart *self, PointValue value, double *low, double *high)
{
  GArray *points = self->curve->points;

  *low = INFINITY;
  *high = -INFINITY;
  for (guint i = 0; i < points->len; i++) {
    double found = value (&g_array_index (points, PnrPricePoint, i));

    if (isfinite (found)) {
      *low = MIN (*low, found);
      *high = MAX (*high, found);
    }
  }
  if (!(*low <= *high))
    *low = *high = 0.0;
  if (*low > 0.0 && *low < *high * 0.4)
    *low = 0.0;
}

static char *
dup_panel_title (PnrPriceChart *self, guint panel, double divisor)
{
  return pnr_value_axis_dup_title (panel == 0 ? _ ("Profit") : _ ("Order value"),
                                   self->curve->currency, divisor);
}

static char *
dup_mark_label (PnrPriceChart *self, const PriceMark *mark)
{
  g_autofree char *price = pnr_money_format (mark->price_minor, self->curve->currency);

  return g_strdup_printf ("%s %s", mark->name, price);
}

static gboolean
is_shown (const PriceGround *ground, const PriceMark *mark)
{
  return mark->price_minor != PNR_MONEY_UNKNOWN && (double) mark->price_minor >= ground->prices.low
         && (double) mark->price_minor <= ground->prices.high;
}

/* Each label stands over its line, in the first lane where it meets no other; the first lane begins
 * behind the title. There is a lane for each: a line without its name says nothing. */
static guint
place_mark_labels (PnrPriceChart *self, PnrPen *pen, PriceGround *ground)
{
  g_autofree char *title = dup_panel_title (self, 0, ground->panels[0].divisor);
  double taken[N_MARKS][2];
  double title_width;
  guint n_used = 1;

  pnr_pen_measure (pen, title, PNR_LETTERING_SMALL | PNR_LETTERING_BOLD, &title_width, NULL);

  for (guint i = 0; i < N_MARKS; i++) {
    PriceMark *mark = &ground->marks[i];
    g_autofree char *label = NULL;
    double width, x;

    mark->lane = -1;
    if (!is_shown (ground, mark))
      continue;
    label = dup_mark_label (self, mark);
    pnr_pen_measure (pen, label,
                     i == 0 ? PNR_LETTERING_SMALL | PNR_LETTERING_BOLD : PNR_LETTERING_SMALL,
                     &width, NULL);
    x = pnr_axis_place (&ground->prices, (double) mark->price_minor) - width / 2.0;
    x = CLAMP (x, ground->left, MAX (ground->right - width, ground->left));
    taken[i][0] = x - 4.0;
    taken[i][1] = x + width + 4.0;
    for (int lane = 0; lane <= N_MARKS && mark->lane < 0; lane++) {
      gboolean is_free = lane > 0 || taken[i][0] > PNR_CHART_MARGIN + title_width + 8.0;

      for (guint j = 0; j < i && is_free; j++)
        is_free =
            ground->marks[j].lane != lane || taken[j][1] < taken[i][0] || taken[j][0] > taken[i][1];
      if (is_free)
        mark->lane = lane;
    }
    mark->label_x = x;
    n_used = MAX (n_used, (guint) (mark->lane + 1));
  }
  return n_used;
}

static void
lay_out_panels (PnrPriceChart *self, PriceGround *ground, PnrPen *pen, double top, double bottom)
{
  double line = pnr_pen_get_line_height (pen, PNR_LETTERING_SMALL);
  double gap = line * 1.5 + 8.0;
  double room = bottom - top - (N_PANELS - 1) * gap;
  double heights[N_PANELS] = { room * PROFIT_SHARE, room * (1.0 - PROFIT_SHARE) };

  for (guint i = 0; i < N_PANELS; i++) {
    PricePanel *panel = &ground->panels[i];
    double low, high;

    find_value_range (self, panel_values[i], &low, &high);
    panel->top = top;
    panel->bottom = top + heights[i];
    panel->axis = pnr_axis_linear (low, high, panel->bottom, panel->top,
                                   (guint) CLAMP (heights[i] / (line * 2.2), 1.0, 6.0), TRUE);
    panel->divisor = pnr_value_axis_choose_divisor (self->curve->currency, low, high);
    top = panel->bottom + gap;
  }
}

static PriceGround
lay_out (PnrPriceChart *self, PnrPen *pen, double width, double height)
{
  PriceGround ground = { 0 };
  double head = pnr_chart_head (PNR_CHART (self), pen, width, height);
  double line = pnr_pen_get_line_height (pen, PNR_LETTERING_SMALL);
  double bottom = height - PNR_CHART_MARGIN / 2.0 - 2.0 * line - 6.0;
  guint n_lanes;
  double low, high, label_width = 0.0;

  find_price_range (self, &low, &high);
  list_marks (self, ground.marks);
  ground.right = width - PNR_CHART_MARGIN - 4.0;
  ground.lanes_top = head;
  ground.lane_height = line + 1.0;
  ground.price_divisor = pnr_value_axis_choose_divisor (self->curve->currency, low, high);
  lay_out_panels (self, &ground, pen, head, bottom);
  for (guint i = 0; i < N_PANELS; i++)
    label_width = MAX (label_width, pnr_value_axis_measure (pen, &ground.panels[i].axis,
                                                            ground.panels[i].divisor));
  ground.left = PNR_CHART_MARGIN + label_width + 8.0;
  ground.prices =
      pnr_axis_linear (low, high, ground.left, ground.right,
                       (guint) CLAMP ((ground.right - ground.left) / 56.0, 2.0, 12.0), FALSE);
  n_lanes = place_mark_labels (self, pen, &ground);
  lay_out_panels (self, &ground, pen, ground.lanes_top + n_lanes * ground.lane_height + 3.0,
                  bottom);
  return ground;
}

static void
paint_band (PnrPriceChart *self, PnrPen *pen, const PriceGround *ground)
{
  double left = pnr_axis_place (&ground->prices, (double) self->curve->band_low_minor);
  double right = pnr_axis_place (&ground->prices, (double) self->curve->band_high_minor);

  if (self->curve->band_low_minor == PNR_MONEY_UNKNOWN
      || self->curve->band_high_minor == PNR_MONEY_UNKNOWN)
    return;
  left = CLAMP (left, ground->left, ground->right);
  right = CLAMP (right, ground->left, ground->right);
  pnr_pen_set_colour (pen->cr, pen->palette->band);
  for (guint i = 0; i < N_PANELS; i++) {
    cairo_rectangle (pen->cr, left, ground->panels[i].top, MAX (right - left, 2.0),
                     ground->panels[i].bottom - ground->panels[i].top);
    cairo_fill (pen->cr);
  }
  pnr_pen_line (pen, pen->palette->accent, 3.0, left, ground->panels[0].bottom, right,
                ground->panels[0].bottom);
}

static void
paint_panel_axis (PnrPriceChart *self, PnrPen *pen, const PriceGround *ground, guint index)
{
  const PricePanel *panel = &ground->panels[index];
  g_autofree char *title = dup_panel_title (self, index, panel->divisor);
  double line = pnr_pen_get_line_height (pen, PNR_LETTERING_SMALL);
  double title_y = index == 0 ? ground->lanes_top : panel->top - line * 1.5 - 3.0;

  pnr_value_axis_paint (pen, &panel->axis, panel->divisor, ground->left, ground->right);
  pnr_pen_write (pen, title, PNR_LETTERING_SMALL | PNR_LETTERING_BOLD, pen->palette->series[index],
                 PNR_CHART_MARGIN, title_y, ground->right - PNR_CHART_MARGIN, 0.0);
}

static void
paint_price_axis (PnrPriceChart *self, PnrPen *pen, const PriceGround *ground)
{
  double line = pnr_pen_get_line_height (pen, PNR_LETTERING_SMALL);
  double y = ground->panels[N_PANELS - 1].bottom;
  g_autofree char *title = g_strdup_printf (_ ("Bundle price, %s"), self->curve->currency);
  guint n_ticks;
  g_autofree double *ticks = pnr_axis_dup_ticks (&ground->prices, &n_ticks);

  for (guint i = 0; i < n_ticks; i++) {
    g_autofree char *label = pnr_axis_dup_label (&ground->prices, ticks[i], ground->price_divisor);
    double x = pnr_axis_place (&ground->prices, ticks[i]);
    double width;

    pnr_pen_measure (pen, label, PNR_LETTERING_SMALL, &width, NULL);
    pnr_pen_line (pen, pen->palette->outline, 1.0, floor (x) + 0.5, y, floor (x) + 0.5, y + 4.0);
    pnr_pen_write (pen, label, PNR_LETTERING_SMALL, pen->palette->dim,
                   MIN (x, ground->right + 8.0 - width / 2.0), y + 5.0, 0.0, 0.5);
  }
  pnr_pen_write (pen, title, PNR_LETTERING_SMALL, pen->palette->dim,
                 (ground->left + ground->right) / 2.0, y + 5.0 + line, ground->right - ground->left,
                 0.5);
}

static void
paint_marks (PnrPriceChart *self, PnrPen *pen, const PriceGround *ground)
{
  for (guint i = 0; i < N_MARKS; i++) {
    const PriceMark *mark = &ground->marks[i];
    PnrColour colour = i == 0 ? pen->palette->accent : pen->palette->dim;
    g_autofree char *label = NULL;
    double x, top = ground->panels[0].top;

    if (!is_shown (ground, mark))
      continue;
    x = floor (pnr_axis_place (&ground->prices, (double) mark->price_minor)) + 0.5;
    cairo_set_dash (pen->cr, mark->dashes, mark->n_dashes, 0.0);
    for (guint j = 0; j < N_PANELS; j++)
      pnr_pen_line (pen, colour, mark->line_width, x, ground->panels[j].top, x,
                    ground->panels[j].bottom);
    cairo_set_dash (pen->cr, NULL, 0, 0.0);
    if (mark->lane < 0)
      continue;
    label = dup_mark_label (self, mark);
    pnr_pen_line (pen, colour, 1.0, x, top - 3.0, x, top);
    pnr_pen_write (pen, label,
                   i == 0 ? PNR_LETTERING_SMALL | PNR_LETTERING_BOLD : PNR_LETTERING_SMALL, colour,
                   mark->label_x, ground->lanes_top + mark->lane * ground->lane_height, 0.0, 0.0);
  }
}

static void
paint_curve (PnrPriceChart *self, PnrPen *pen, const PriceGround *ground, guint index)
{
  const PricePanel *panel = &ground->panels[index];
  GArray *points = self->curve->points;
  gboolean is_drawing = FALSE;

  for (guint i = 0; i < points->len; i++) {
    const PnrPricePoint *point = &g_array_index (points, PnrPricePoint, i);
    double value = panel_values[index](point);
    double x = pnr_axis_place (&ground->prices, (double) point->price_minor);

    if (!isfinite (value)) {
      is_drawing = FALSE;
      continue;
    }
    if (is_drawing)
      cairo_line_to (pen->cr, x, pnr_axis_place (&panel->axis, value));
    else
      cairo_move_to (pen->cr, x, pnr_axis_place (&panel->axis, value));
    is_drawing = TRUE;
  }
  pnr_pen_set_colour (pen->cr, pen->palette->series[index]);
  cairo_set_line_width (pen->cr, 2.0 * pen->palette->line_scale);
  cairo_set_line_join (pen->cr, CAIRO_LINE_JOIN_ROUND);
  cairo_stroke (pen->cr);
}

static gboolean
find_nearest_price (PnrPriceChart *self, double price, guint *point)
{
  GArray *points = self->curve->points;
  double least = INFINITY;

  *point = 0;
  for (guint i = 0; i < points->len; i++) {
    double distance = fabs ((double) g_array_index (points, PnrPricePoint, i).price_minor - price);

    if (distance < least) {
      least = distance;
      *point = i;
    }
  }
  return isfinite (least);
}

static void
pnr_price_chart_paint (PnrChart *chart, cairo_t *cr, double width, double height,
                       const PnrPalette *palette)
{
  PnrPriceChart *self = PNR_PRICE_CHART (chart);
  g_auto (PnrPen) pen = pnr_pen_begin (cr, palette);
  PriceGround ground;
  guint best;

  if (pnr_price_chart_is_empty (self)) {
    pnr_chart_paint_empty (chart, &pen, width, height);
    return;
  }
  ground = lay_out (self, &pen, width, height);
  paint_band (self, &pen, &ground);
  for (guint i = 0; i < N_PANELS; i++)
    paint_panel_axis (self, &pen, &ground, i);
  paint_price_axis (self, &pen, &ground);
  paint_marks (self, &pen, &ground);
  for (guint i = 0; i < N_PANELS; i++)
    paint_curve (self, &pen, &ground, i);
  if (find_nearest_price (self, (double) self->curve->best_minor, &best)) {
    const PnrPricePoint *point = &g_array_index (self->curve->points, PnrPricePoint, best);
    double x = pnr_axis_place (&ground.prices, (double) point->price_minor);

    for (guint i = 0; i < N_PANELS; i++) {
      double y = pnr_axis_place (&ground.panels[i].axis, panel_values[i](point));

      if (!isfinite (y))
        continue;
      pnr_pen_dot (&pen, palette->background, x, y, i == 0 ? 6.0 : 5.0);
      pnr_pen_dot (&pen, i == 0 ? palette->accent : palette->series[i], x, y, i == 0 ? 4.5 : 3.5);
    }
  }
}

static const char *
pnr_price_chart_get_title (PnrChart *chart)
{
  return _ ("Profit by bundle price");
}

static char *
pnr_price_chart_dup_description (PnrChart *chart)
{
  PnrPriceChart *self = PNR_PRICE_CHART (chart);
  g_autofree char *best = NULL;
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;

  if (pnr_price_chart_is_empty (self))
    return g_strdup (_ ("No prices have been tried yet. Ask for a price to see what each one "
                        "would earn."));
  best = pnr_money_format (self->curve->best_minor, self->curve->currency);
  low = pnr_money_format (self->curve->band_low_minor, self->curve->currency);
  high = pnr_money_format (self->curve->band_high_minor, self->curve->currency);
  if (self->curve->band_low_minor == self->curve->band_high_minor)
    return g_strdup_printf (_ ("Profit peaks at %s; no other price earns 98 %% of it."), best);
  return g_strdup_printf (_ ("Profit peaks at %s; prices from %s to %s earn at least 98 %% of it."),
                          best, low, high);
}

static guint
pnr_price_chart_get_n_points (PnrChart *chart)
{
  PnrPriceChart *self = PNR_PRICE_CHART (chart);

  return self->curve != NULL ? self->curve->points->len : 0;
}

static gboolean
pnr_price_chart_get_point_position (PnrChart *chart, guint index, double width, double height,
                                    double *x, double *y)
{
  PnrPriceChart *self = PNR_PRICE_CHART (chart);
  g_auto (PnrPen) pen = pnr_pen_begin (NULL, pnr_chart_get_palette (chart));
  PriceGround ground = lay_out (self, &pen, width, height);
  const PnrPricePoint *point = &g_array_index (self->curve->points, PnrPricePoint, index);

  *x = pnr_axis_place (&ground.prices, (double) point->price_minor);
  *y = pnr_axis_place (&ground.panels[0].axis, point->profit);
  return isfinite (*y);
}

static char *
pnr_price_chart_dup_point_reading (PnrChart *chart, guint index)
{
  PnrPriceChart *self = PNR_PRICE_CHART (chart);
  const PnrPricePoint *point = &g_array_index (self->curve->points, PnrPricePoint, index);
  const char *currency = self->curve->currency;
  g_autofree char *price = pnr_money_format (point->price_minor, currency);
  g_autofree char *profit = pnr_chart_dup_amount (point->profit, currency);
  g_autofree char *aov = pnr_chart_dup_amount (point->aov, currency);

  return g_strdup_printf (_ ("At %s: profit %s, order value %s, %.1f %% take the bundle"), price,
                          profit, aov, 100.0 * point->take_rate);
}

static gboolean
pnr_price_chart_find_point (PnrChart *chart, double x, double y, double width, double height,
                            guint *point)
{
  PnrPriceChart *self = PNR_PRICE_CHART (chart);
  g_auto (PnrPen) pen = pnr_pen_begin (NULL, pnr_chart_get_palette (chart));
  PriceGround ground = lay_out (self, &pen, width, height);

  if (x < ground.left - PNR_CHART_MARGIN || x > ground.right + PNR_CHART_MARGIN
      || y < ground.lanes_top || y > ground.panels[N_PANELS - 1].bottom + PNR_CHART_MARGIN)
    return FALSE;
  return find_nearest_price (self, pnr_axis_value (&ground.prices, x), point);
}

static GStrv
pnr_price_chart_dup_headers (PnrChart *chart)
{
  const char *headers[] = { _ ("Price"),        _ ("Profit"),    _ ("Revenue"), _ ("Order value"),
                            _ ("Bundles sold"), _ ("Take rate"), NULL };

  return g_strdupv ((GStrv) headers);
}

static GPtrArray *
pnr_price_chart_dup_rows (PnrChart *chart)
{
  PnrPriceChart *self = PNR_PRICE_CHART (chart);
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint i = 0; !pnr_price_chart_is_empty (self) && i < self->curve->points->len; i++) {
    const PnrPricePoint *point = &g_array_index (self->curve->points, PnrPricePoint, i);
    const char *currency = self->curve->currency;
    GStrv row = g_new0 (char *, 7);

    row[0] = pnr_money_format (point->price_minor, currency);
    row[1] = pnr_chart_dup_amount (point->profit, currency);
    row[2] = pnr_chart_dup_amount (point->revenue, currency);
    row[3] = pnr_chart_dup_amount (point->aov, currency);
    row[4] = g_strdup_printf ("%'.1f", point->units);
    row[5] = g_strdup_printf (_ ("%.1f %%"), 100.0 * point->take_rate);
    g_ptr_array_add (rows, row);
  }
  return rows;
}

static void
pnr_price_chart_finalize (GObject *object)
{
  g_clear_pointer (&PNR_PRICE_CHART (object)->curve, pnr_price_curve_unref);

  G_OBJECT_CLASS (pnr_price_chart_parent_class)->finalize (object);
}

static void
pnr_price_chart_class_init (PnrPriceChartClass *klass)
{
  PnrChartClass *chart_class = PNR_CHART_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pnr_price_chart_finalize;
  chart_class->paint = pnr_price_chart_paint;
  chart_class->get_title = pnr_price_chart_get_title;
  chart_class->dup_description = pnr_price_chart_dup_description;
  chart_class->get_n_points = pnr_price_chart_get_n_points;
  chart_class->get_point_position = pnr_price_chart_get_point_position;
  chart_class->dup_point_reading = pnr_price_chart_dup_point_reading;
  chart_class->find_point = pnr_price_chart_find_point;
  chart_class->dup_headers = pnr_price_chart_dup_headers;
  chart_class->dup_rows = pnr_price_chart_dup_rows;
}

static void
pnr_price_chart_init (PnrPriceChart *self)
{
}

/**
 * pnr_price_chart_new:
 * @curve: (nullable): what to show
 */
PnrPriceChart *
pnr_price_chart_new (PnrPriceCurve *curve)
{
  PnrPriceChart *self = g_object_new (PNR_TYPE_PRICE_CHART, NULL);

  pnr_price_chart_set_curve (self, curve);
  return self;
}

void
pnr_price_chart_set_curve (PnrPriceChart *self, PnrPriceCurve *curve)
{
  g_return_if_fail (PNR_IS_PRICE_CHART (self));

  if (self->curve == curve)
    return;
  g_clear_pointer (&self->curve, pnr_price_curve_unref);
  self->curve = curve != NULL ? pnr_price_curve_ref (curve) : NULL;
  self->current_minor = curve != NULL ? curve->current_minor : PNR_MONEY_UNKNOWN;
  pnr_chart_changed (PNR_CHART (self));
}

/**
 * pnr_price_chart_set_current:
 * @self: a chart with a curve
 * @price_minor: what the bundle costs now, which need not be what it did when the curve was found
 */
void
pnr_price_chart_set_current (PnrPriceChart *self, gint64 price_minor)
{
  g_return_if_fail (PNR_IS_PRICE_CHART (self));

  if (self->current_minor == price_minor)
    return;
  self->current_minor = price_minor;
  pnr_chart_changed (PNR_CHART (self));
}

/**
 * pnr_price_chart_get_price_at:
 * @self: a chart
 * @x: a place on it
 * @width: the chart's width
 * @height: the chart's height
 * @price_minor: (out): the tried price nearest to @x
 *
 * Returns: whether there is any; for choosing a price with the pointer
 */
gboolean
pnr_price_chart_get_price_at (PnrPriceChart *self, double x, double width, double height,
                              gint64 *price_minor)
{
  PriceGround ground;
  guint point;

  g_return_val_if_fail (PNR_IS_PRICE_CHART (self), FALSE);

  if (pnr_price_chart_is_empty (self))
    return FALSE;
  g_auto (PnrPen) pen = pnr_pen_begin (NULL, pnr_chart_get_palette (PNR_CHART (self)));
  ground = lay_out (self, &pen, width, height);
  if (!find_nearest_price (self, pnr_axis_value (&ground.prices, x), &point))
    return FALSE;
  *price_minor = g_array_index (self->curve->points, PnrPricePoint, point).price_minor;
  return TRUE;
}

/**
 * pnr_price_chart_get_band:
 *
 * Returns: whether there is a band; then where its shade begins and ends
 */
gboolean
pnr_price_chart_get_band (PnrPriceChart *self, double width, double height, double *left,
                          double *right)
{
  PriceGround ground;

  g_return_val_if_fail (PNR_IS_PRICE_CHART (self), FALSE);

  if (pnr_price_chart_is_empty (self) || self->curve->band_low_minor == PNR_MONEY_UNKNOWN)
    return FALSE;
  g_auto (PnrPen) pen = pnr_pen_begin (NULL, pnr_chart_get_palette (PNR_CHART (self)));
  ground = lay_out (self, &pen, width, height);
  *left = pnr_axis_place (&ground.prices, (double) self->curve->band_low_minor);
  *right = pnr_axis_place (&ground.prices, (double) self->curve->band_high_minor);
  return TRUE;
}
