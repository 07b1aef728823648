/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many orders are worth how much without and with a scenario, over one another.
 *
 * Orders without the scenario are filled columns, those with it an outline over them, so that both
 * stay readable where they agree. Means are dashed lines, medians dotted ones, in the colour of
 * their side; the value from which shipping is free or a gift is given is a solid line. */
#include "config.h"

#include "drawing/pnr-order-shift-chart.h"

#include "base/pnr-money.h"
#include "drawing/pnr-chart-head.h"
#include "drawing/pnr-order-ground.h"

#include <glib/gi18n.h>
#include <math.h>

#define N_SHIFT_SIDES 2
/* For the two figures of a side in one line. */
#define WIDTH_FOR_LINES 480.0
#define SAMPLE_WIDTH 24.0
#define OUTLINE_WIDTH 2.0

struct _PnrOrderShiftChart {
  PnrChart parent_instance;

  PnrOutcome *outcome;
};

G_DEFINE_FINAL_TYPE (PnrOrderShiftChart, pnr_order_shift_chart, PNR_TYPE_CHART)

static gboolean
pnr_order_shift_chart_is_empty (PnrOrderShiftChart *self)
{
  return self->outcome == NULL || self->outcome->order_values.n_bins == 0
         || self->outcome->order_values.bin_minor <= 0;
}

static const PnrOrderValues *
get_values (PnrOrderShiftChart *self)
{
  return &self->outcome->order_values;
}

static gboolean
has_threshold (PnrOrderShiftChart *self)
{
  return self->outcome->order_values.threshold_minor > 0;
}

static double
get_mean (PnrOrderShiftChart *self, guint side)
{
  return self->outcome->estimates[side == 0 ? PNR_SIDE_BASELINE : PNR_SIDE_SCENARIO][PNR_METRIC_AOV]
      .value;
}

static const char *
get_side_title (guint side)
{
  return side == 0 ? C_ ("order values", "Without") : C_ ("order values", "With");
}

static PnrColour
get_side_colour (const PnrPalette *palette, guint side)
{
  return palette->series[side];
}

static double
find_most (PnrOrderShiftChart *self)
{
  const PnrOrderValues *values = get_values (self);
  double most = 0.0;

  for (guint side = 0; side < N_SHIFT_SIDES; side++)
    for (guint bin = 0; bin < values->n_bins; bin++)
      most = MAX (most, values->orders[side][bin]);
  return most;
}

/* Where there is not the room for its words in one line, a side has two lanes. */
static guint
get_lanes_each (double width)
{
  return width < WIDTH_FOR_LINES ? 2 : 1;
}

static PnrOrderGround
lay_out (PnrOrderShiftChart *self, PnrPen *pen, double width, double height)
{
  const PnrOrderValues *values = get_values (self);
  guint n_lanes = N_SHIFT_SIDES * get_lanes_each (width) + (has_threshold (self) ? 1 : 0);

  return pnr_order_ground_lay_out (PNR_CHART (self), pen, width, height, n_lanes,
                                   self->outcome->currency, 0.0,
                                   (double) values->bin_minor * values->n_bins, find_most (self));
}

static double
get_bin_left (PnrOrderShiftChart *self, const PnrOrderGround *ground, guint bin)
{
  return pnr_axis_place (&ground->values, (double) get_values (self)->bin_minor * bin);
}

static void
paint_columns (PnrOrderShiftChart *self, PnrPen *pen, const PnrOrderGround *ground)
{
  const PnrOrderValues *values = get_values (self);
  PnrColour pale = get_side_colour (pen->palette, 0);

  pale = pnr_colour_mix (pen->palette->background, pale, 0.55);
  pnr_pen_set_colour (pen->cr, pale);
  for (guint bin = 0; bin < values->n_bins; bin++)
    pnr_order_ground_paint_bar (ground, pen, (double) values->bin_minor * bin,
                                (double) values->bin_minor * (bin + 1), values->orders[0][bin]);
}

static void
paint_outline (PnrOrderShiftChart *self, PnrPen *pen, const PnrOrderGround *ground)
{
  const PnrOrderValues *values = get_values (self);

  pnr_pen_set_colour (pen->cr, get_side_colour (pen->palette, 1));
  cairo_set_line_width (pen->cr, OUTLINE_WIDTH * pen->palette->line_scale);
  cairo_move_to (pen->cr, ground->left, ground->bottom);
  for (guint bin = 0; bin < values->n_bins; bin++) {
    double y = pnr_axis_place (&ground->counts, values->orders[1][bin]);

    cairo_line_to (pen->cr, get_bin_left (self, ground, bin), y);
    cairo_line_to (pen->cr, get_bin_left (self, ground, bin + 1), y);
  }
  cairo_line_to (pen->cr, ground->right, ground->bottom);
  cairo_stroke (pen->cr);
}

static void
paint_marks (PnrOrderShiftChart *self, PnrPen *pen, const PnrOrderGround *ground)
{
  static const double dashes[] = { 7.0, 4.0 }, dots[] = { 2.0, 3.0 };

  if (has_threshold (self))
    pnr_order_ground_paint_upright (ground, pen, pen->palette->foreground,
                                    (double) get_values (self)->threshold_minor, NULL, 0);
  for (guint side = 0; side < N_SHIFT_SIDES; side++) {
    PnrColour colour = get_side_colour (pen->palette, side);

    pnr_order_ground_paint_upright (ground, pen, colour,
                                    pnr_order_values_get_median (get_values (self), side), dots,
                                    G_N_ELEMENTS (dots));
    pnr_order_ground_paint_upright (ground, pen, colour, get_mean (self, side), dashes,
                                    G_N_ELEMENTS (dashes));
  }
}

static char *
dup_amount (PnrOrderShiftChart *self, double minor)
{
  return isfinite (minor) ? pnr_money_format (llround (minor), self->outcome->currency)
                          : g_strdup ("–");
}

static char *
dup_side (PnrOrderShiftChart *self, guint side)
{
  g_autofree char *mean = dup_amount (self, get_mean (self, side));
  g_autofree char *median =
      dup_amount (self, pnr_order_values_get_median (get_values (self), side));

  /* Translators: a side such as “Without”, then two amounts; the marks tell the lines apart. */
  return g_strdup_printf (_ ("%s: mean %s (dashed), median about %s (dotted)"),
                          get_side_title (side), mean, median);
}

static char *
dup_threshold (PnrOrderShiftChart *self)
{
  g_autofree char *amount = dup_amount (self, (double) get_values (self)->threshold_minor);

  return get_values (self)->is_threshold_of_gift
             ? g_strdup_printf (_ ("Gift from %s"), amount)
             : g_strdup_printf (_ ("Free shipping from %s"), amount);
}

static void
paint_lane (PnrPen *pen, const PnrOrderGround *ground, guint lane, guint n_lines, const char *label,
            PnrColour colour)
{
  double line = pnr_pen_get_line_height (pen, PNR_LETTERING_SMALL);
  double y = pnr_order_ground_get_lane (ground, pen, lane);

  pnr_pen_set_colour (pen->cr, colour);
  if (lane == 0) {
    pnr_pen_set_colour (pen->cr, pnr_colour_mix (pen->palette->background, colour, 0.55));
    cairo_rectangle (pen->cr, PNR_CHART_MARGIN, y + 2.0, SAMPLE_WIDTH - 6.0, line - 4.0);
    cairo_fill (pen->cr);
  } else {
    pnr_pen_line (pen, colour, OUTLINE_WIDTH, PNR_CHART_MARGIN, y + line / 2.0,
                  PNR_CHART_MARGIN + SAMPLE_WIDTH - 6.0, y + line / 2.0);
  }
  pnr_pen_write_lines (pen, label, PNR_LETTERING_SMALL | PNR_LETTERING_BOLD,
                       pen->palette->foreground, PNR_CHART_MARGIN + SAMPLE_WIDTH, y,
                       ground->right - PNR_CHART_MARGIN - SAMPLE_WIDTH, n_lines);
}

static void
paint_lanes (PnrOrderShiftChart *self, PnrPen *pen, const PnrOrderGround *ground, guint n_each)
{
  for (guint side = 0; side < N_SHIFT_SIDES; side++) {
    g_autofree char *label = dup_side (self, side);

    paint_lane (pen, ground, side * n_each, n_each, label, get_side_colour (pen->palette, side));
  }
  if (has_threshold (self)) {
    g_autofree char *label = dup_threshold (self);

    paint_lane (pen, ground, N_SHIFT_SIDES * n_each, 1, label, pen->palette->foreground);
  }
}

static void
pnr_order_shift_chart_paint (PnrChart *chart, cairo_t *cr, double width, double height,
                             const PnrPalette *palette)
{
  PnrOrderShiftChart *self = PNR_ORDER_SHIFT_CHART (chart);
  g_auto (PnrPen) pen = pnr_pen_begin (cr, palette);
  PnrOrderGround ground;

  if (pnr_order_shift_chart_is_empty (self)) {
    pnr_chart_paint_empty (chart, &pen, width, height);
    return;
  }
  ground = lay_out (self, &pen, width, height);
  pnr_order_ground_paint_axes (&ground, &pen, self->outcome->currency);
  paint_columns (self, &pen, &ground);
  paint_outline (self, &pen, &ground);
  paint_marks (self, &pen, &ground);
  paint_lanes (self, &pen, &ground, get_lanes_each (width));
}

static const char *
pnr_order_shift_chart_get_title (PnrChart *chart)
{
  return _ ("Order values of these products, without and with the scenario");
}

static char *
pnr_order_shift_chart_dup_description (PnrChart *chart)
{
  PnrOrderShiftChart *self = PNR_ORDER_SHIFT_CHART (chart);
  g_autofree char *before = NULL, *after = NULL;

  if (pnr_order_shift_chart_is_empty (self))
    return g_strdup (_ ("There are no simulated orders."));
  before = dup_amount (self, get_mean (self, 0));
  after = dup_amount (self, get_mean (self, 1));
  return g_strdup_printf (_ ("The mean order is worth %s without the scenario and %s with it."),
                          before, after);
}

static guint
pnr_order_shift_chart_get_n_points (PnrChart *chart)
{
  PnrOrderShiftChart *self = PNR_ORDER_SHIFT_CHART (chart);

  return pnr_order_shift_chart_is_empty (self) ? 0 : get_values (self)->n_bins;
}

static gboolean
pnr_order_shift_chart_get_point_position (PnrChart *chart, guint index, double width, double height,
                                          double *x, double *y)
{
  PnrOrderShiftChart *self = PNR_ORDER_SHIFT_CHART (chart);
  g_auto (PnrPen) pen = pnr_pen_begin (NULL, pnr_chart_get_palette (chart));
  PnrOrderGround ground = lay_out (self, &pen, width, height);
  const PnrOrderValues *values = get_values (self);

  *x = pnr_axis_place (&ground.values, ((double) index + 0.5) * (double) values->bin_minor);
  *y =
      MIN (pnr_axis_place (&ground.counts, MAX (values->orders[0][index], values->orders[1][index]))
               + 1.0,
           ground.bottom);
  return TRUE;
}

static char *
dup_span (PnrOrderShiftChart *self, guint index)
{
  const PnrOrderValues *values = get_values (self);
  g_autofree char *low =
      pnr_money_format (values->bin_minor * (gint64) index, self->outcome->currency);
  g_autofree char *high =
      pnr_money_format (values->bin_minor * ((gint64) index + 1) - 1, self->outcome->currency);

  if (index == values->n_bins - 1)
    return g_strdup_printf (_ ("%s or more"), low);
  return g_strdup_printf (_ ("%s to %s"), low, high);
}

static char *
pnr_order_shift_chart_dup_point_reading (PnrChart *chart, guint index)
{
  PnrOrderShiftChart *self = PNR_ORDER_SHIFT_CHART (chart);
  const PnrOrderValues *values = get_values (self);
  g_autofree char *span = dup_span (self, index);

  /* Translators: a span of amounts, then two numbers of orders. */
  return g_strdup_printf (_ ("%s: %'.0f orders without, %'.0f with the scenario"), span,
                          values->orders[0][index], values->orders[1][index]);
}

static gboolean
pnr_order_shift_chart_find_point (PnrChart *chart, double x, double y, double width, double height,
                                  guint *point)
{
  PnrOrderShiftChart *self = PNR_ORDER_SHIFT_CHART (chart);
  g_auto (PnrPen) pen = pnr_pen_begin (NULL, pnr_chart_get_palette (chart));
  PnrOrderGround ground = lay_out (self, &pen, width, height);

  return pnr_order_ground_find_bin (&ground, x, y, get_values (self)->n_bins, point);
}

static GStrv
pnr_order_shift_chart_dup_headers (PnrChart *chart)
{
  const char *headers[] = { _ ("Order value"), _ ("Orders without"), _ ("Orders with"), NULL };

  return g_strdupv ((GStrv) headers);
}

static GPtrArray *
pnr_order_shift_chart_dup_rows (PnrChart *chart)
{
  PnrOrderShiftChart *self = PNR_ORDER_SHIFT_CHART (chart);
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint i = 0; i < pnr_order_shift_chart_get_n_points (chart); i++) {
    GStrv row = g_new0 (char *, 4);

    row[0] = dup_span (self, i);
    row[1] = g_strdup_printf ("%'.0f", get_values (self)->orders[0][i]);
    row[2] = g_strdup_printf ("%'.0f", get_values (self)->orders[1][i]);
    g_ptr_array_add (rows, row);
  }
  return rows;
}

static void
pnr_order_shift_chart_finalize (GObject *object)
{
  g_clear_pointer (&PNR_ORDER_SHIFT_CHART (object)->outcome, pnr_outcome_unref);

  G_OBJECT_CLASS (pnr_order_shift_chart_parent_class)->finalize (object);
}

static void
pnr_order_shift_chart_class_init (PnrOrderShiftChartClass *klass)
{
  PnrChartClass *chart_class = PNR_CHART_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pnr_order_shift_chart_finalize;
  chart_class->paint = pnr_order_shift_chart_paint;
  chart_class->get_title = pnr_order_shift_chart_get_title;
  chart_class->dup_description = pnr_order_shift_chart_dup_description;
  chart_class->get_n_points = pnr_order_shift_chart_get_n_points;
  chart_class->get_point_position = pnr_order_shift_chart_get_point_position;
  chart_class->dup_point_reading = pnr_order_shift_chart_dup_point_reading;
  chart_class->find_point = pnr_order_shift_chart_find_point;
  chart_class->dup_headers = pnr_order_shift_chart_dup_headers;
  chart_class->dup_rows = pnr_order_shift_chart_dup_rows;
}

static void
pnr_order_shift_chart_init (PnrOrderShiftChart *self)
{
}

/**
 * pnr_order_shift_chart_new:
 * @outcome: (nullable): what to show
 */
PnrOrderShiftChart *
pnr_order_shift_chart_new (PnrOutcome *outcome)
{
  PnrOrderShiftChart *self = g_object_new (PNR_TYPE_ORDER_SHIFT_CHART, NULL);

  self->outcome = outcome != NULL ? pnr_outcome_ref (outcome) : NULL;
  return self;
}
