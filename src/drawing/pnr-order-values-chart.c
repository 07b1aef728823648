/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many orders were worth how much, with the mean and the median marked. */
#include "config.h"

#include "drawing/pnr-order-values-chart.h"

#include "base/pnr-money.h"
#include "drawing/pnr-chart-head.h"
#include "drawing/pnr-order-ground.h"

#include <glib/gi18n.h>
#include <math.h>

#define N_MARKS 2
#define SAMPLE_WIDTH 24.0

struct _PnrOrderValuesChart {
  PnrChart parent_instance;

  PnrOverview *overview;
};

G_DEFINE_FINAL_TYPE (PnrOrderValuesChart, pnr_order_values_chart, PNR_TYPE_CHART)

static gboolean
pnr_order_values_chart_is_empty (PnrOrderValuesChart *self)
{
  return self->overview == NULL || self->overview->bins->len == 0;
}

static const PnrValueBin *
get_bin (PnrOrderValuesChart *self, guint index)
{
  return &g_array_index (self->overview->bins, PnrValueBin, index);
}

static PnrOrderGround
lay_out (PnrOrderValuesChart *self, PnrPen *pen, double width, double height)
{
  PnrOverview *overview = self->overview;
  double low = (double) get_bin (self, 0)->low_minor;
  double high = (double) get_bin (self, overview->bins->len - 1)->high_minor;
  double most = 0.0;

  for (guint i = 0; i < overview->bins->len; i++)
    most = MAX (most, get_bin (self, i)->n_orders);
  return pnr_order_ground_lay_out (PNR_CHART (self), pen, width, height, N_MARKS,
                                   overview->currency, low, high, most);
}

static void
paint_bars (PnrOrderValuesChart *self, PnrPen *pen, const PnrOrderGround *ground)
{
  pnr_pen_set_colour (pen->cr, pen->palette->series[0]);
  for (guint i = 0; i < self->overview->bins->len; i++) {
    const PnrValueBin *bin = get_bin (self, i);

    pnr_order_ground_paint_bar (ground, pen, (double) bin->low_minor, (double) bin->high_minor,
                                bin->n_orders);
  }
}

/* Each mark has a lane of its own over the bars, where no line runs, so that two close values can
 * both be read; a piece of the line before the name tells which is which. */
static void
paint_mark (PnrOrderValuesChart *self, PnrPen *pen, const PnrOrderGround *ground, guint lane,
            const char *name, gint64 value_minor)
{
  static const double dashes[] = { 5.0, 3.0 };
  double line = pnr_pen_get_line_height (pen, PNR_LETTERING_SMALL);
  double lane_y = pnr_order_ground_get_lane (ground, pen, lane);
  double x = pnr_axis_place (&ground->values, (double) value_minor);
  g_autofree char *amount = pnr_money_format (value_minor, self->overview->currency);
  g_autofree char *label = g_strdup_printf ("%s %s", name, amount);
  double width, left;

  x = floor (CLAMP (x, ground->left, ground->right)) + 0.5;
  pnr_pen_measure (pen, label, PNR_LETTERING_SMALL | PNR_LETTERING_BOLD, &width, NULL);
  width += SAMPLE_WIDTH;
  left = CLAMP (x - width / 2.0, PNR_CHART_MARGIN, MAX (ground->right - width, PNR_CHART_MARGIN));
  pnr_order_ground_paint_upright (ground, pen, pen->palette->foreground, (double) value_minor,
                                  dashes, lane == 0 ? 0 : 2);
  cairo_set_dash (pen->cr, dashes, lane == 0 ? 0 : 2, 0.0);
  pnr_pen_line (pen, pen->palette->foreground, 2.0, left, lane_y + line / 2.0,
                left + SAMPLE_WIDTH - 6.0, lane_y + line / 2.0);
  cairo_set_dash (pen->cr, NULL, 0, 0.0);
  pnr_pen_write (pen, label, PNR_LETTERING_SMALL | PNR_LETTERING_BOLD, pen->palette->foreground,
                 left + SAMPLE_WIDTH, lane_y, 0.0, 0.0);
}

static void
pnr_order_values_chart_paint (PnrChart *chart, cairo_t *cr, double width, double height,
                              const PnrPalette *palette)
{
  PnrOrderValuesChart *self = PNR_ORDER_VALUES_CHART (chart);
  g_auto (PnrPen) pen = pnr_pen_begin (cr, palette);
  PnrOrderGround ground;

  if (pnr_order_values_chart_is_empty (self)) {
    pnr_chart_paint_empty (chart, &pen, width, height);
    return;
  }
  ground = lay_out (self, &pen, width, height);
  paint_bars (self, &pen, &ground);
  pnr_order_ground_paint_axes (&ground, &pen, self->overview->currency);
  paint_mark (self, &pen, &ground, 0, C_ ("order value", "Mean"),
              self->overview->figures.aov_minor);
  paint_mark (self, &pen, &ground, 1, C_ ("order value", "Median"),
              self->overview->figures.median_minor);
}

static const char *
pnr_order_values_chart_get_title (PnrChart *chart)
{
  return _ ("Order values");
}

static char *
pnr_order_values_chart_dup_description (PnrChart *chart)
{
  PnrOrderValuesChart *self = PNR_ORDER_VALUES_CHART (chart);
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;

  if (pnr_order_values_chart_is_empty (self))
    return g_strdup (_ ("There are no orders in this period."));
  low = pnr_money_format (self->overview->figures.p10_minor, self->overview->currency);
  high = pnr_money_format (self->overview->figures.p90_minor, self->overview->currency);
  return g_strdup_printf (_ ("One order in ten is worth %s or less, nine in ten %s or less."), low,
                          high);
}

static guint
pnr_order_values_chart_get_n_points (PnrChart *chart)
{
  PnrOrderValuesChart *self = PNR_ORDER_VALUES_CHART (chart);

  return self->overview != NULL ? self->overview->bins->len : 0;
}

static gboolean
pnr_order_values_chart_get_point_position (PnrChart *chart, guint index, double width,
                                           double height, double *x, double *y)
{
  PnrOrderValuesChart *self = PNR_ORDER_VALUES_CHART (chart);
  g_auto (PnrPen) pen = pnr_pen_begin (NULL, pnr_chart_get_palette (chart));
  PnrOrderGround ground = lay_out (self, &pen, width, height);
  const PnrValueBin *bin = get_bin (self, index);

  *x = pnr_axis_place (&ground.values, ((double) bin->low_minor + (double) bin->high_minor) / 2.0);
  *y = MIN (pnr_axis_place (&ground.counts, bin->n_orders) + 1.0, ground.bottom);
  return TRUE;
}

static char *
dup_span (PnrOrderValuesChart *self, guint index)
{
  PnrOverview *overview = self->overview;
  const PnrValueBin *bin = get_bin (self, index);
  g_autofree char *low = pnr_money_format (bin->low_minor, overview->currency);
  g_autofree char *high = pnr_money_format (bin->high_minor - 1, overview->currency);

  if (index == 0 && overview->has_lower_bins)
    /* Translators: an amount of money. */
    return g_strdup_printf (_ ("%s or less"), high);
  if (index == overview->bins->len - 1 && overview->has_higher_bins)
    return g_strdup_printf (_ ("%s or more"), low);
  return g_strdup_printf (_ ("%s to %s"), low, high);
}

static char *
dup_share (PnrOrderValuesChart *self, guint index)
{
  return g_strdup_printf (_ ("%.1f %%"), 100.0 * get_bin (self, index)->n_orders
                                             / self->overview->figures.n_orders);
}

static char *
pnr_order_values_chart_dup_point_reading (PnrChart *chart, guint index)
{
  PnrOrderValuesChart *self = PNR_ORDER_VALUES_CHART (chart);
  g_autofree char *span = dup_span (self, index);
  g_autofree char *share = dup_share (self, index);
  guint n_orders = get_bin (self, index)->n_orders;

  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%s: %'u order, %s", "%s: %'u orders, %s", n_orders), span,
      n_orders, share);
}

static gboolean
pnr_order_values_chart_find_point (PnrChart *chart, double x, double y, double width, double height,
                                   guint *point)
{
  PnrOrderValuesChart *self = PNR_ORDER_VALUES_CHART (chart);
  g_auto (PnrPen) pen = pnr_pen_begin (NULL, pnr_chart_get_palette (chart));
  PnrOrderGround ground = lay_out (self, &pen, width, height);

  return pnr_order_ground_find_bin (&ground, x, y, self->overview->bins->len, point);
}

static GStrv
pnr_order_values_chart_dup_headers (PnrChart *chart)
{
  const char *headers[] = { _ ("Order value"), _ ("Orders"), _ ("Share"), NULL };

  return g_strdupv ((GStrv) headers);
}

static GPtrArray *
pnr_order_values_chart_dup_rows (PnrChart *chart)
{
  PnrOrderValuesChart *self = PNR_ORDER_VALUES_CHART (chart);
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint i = 0; i < pnr_order_values_chart_get_n_points (chart); i++) {
    GStrv row = g_new0 (char *, 4);

    row[0] = dup_span (self, i);
    row[1] = g_strdup_printf ("%'u", get_bin (self, i)->n_orders);
    row[2] = dup_share (self, i);
    g_ptr_array_add (rows, row);
  }
  return rows;
}

static void
pnr_order_values_chart_finalize (GObject *object)
{
  g_clear_pointer (&PNR_ORDER_VALUES_CHART (object)->overview, pnr_overview_unref);

  G_OBJECT_CLASS (pnr_order_values_chart_parent_class)->finalize (object);
}

static void
pnr_order_values_chart_class_init (PnrOrderValuesChartClass *klass)
{
  PnrChartClass *chart_class = PNR_CHART_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pnr_order_values_chart_finalize;
  chart_class->paint = pnr_order_values_chart_paint;
  chart_class->get_title = pnr_order_values_chart_get_title;
  chart_class->dup_description = pnr_order_values_chart_dup_description;
  chart_class->get_n_points = pnr_order_values_chart_get_n_points;
  chart_class->get_point_position = pnr_order_values_chart_get_point_position;
  chart_class->dup_point_reading = pnr_order_values_chart_dup_point_reading;
  chart_class->find_point = pnr_order_values_chart_find_point;
  chart_class->dup_headers = pnr_order_values_chart_dup_headers;
  chart_class->dup_rows = pnr_order_values_chart_dup_rows;
}

static void
pnr_order_values_chart_init (PnrOrderValuesChart *self)
{
}

/**
 * pnr_order_values_chart_new:
 * @overview: (nullable): what to show
 */
PnrOrderValuesChart *
pnr_order_values_chart_new (PnrOverview *overview)
{
  PnrOrderValuesChart *self = g_object_new (PNR_TYPE_ORDER_VALUES_CHART, NULL);

  self->overview = overview != NULL ? pnr_overview_ref (overview) : NULL;
  return self;
}
