/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every chart can do: paint itself, say its sentence, read values under a pointer, be a table.
 */
#include "config.h"

#include "drawing/pnr-chart.h"

#include "drawing/pnr-pen.h"

#define MARK_RADIUS 7.0

typedef struct {
  PnrPalette palette;
} PnrChartPrivate;

enum {
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (PnrChart, pnr_chart, G_TYPE_OBJECT)

static void
pnr_chart_class_init (PnrChartClass *klass)
{
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
pnr_chart_init (PnrChart *self)
{
  PnrChartPrivate *priv = pnr_chart_get_instance_private (self);

  priv->palette = pnr_palette_light ();
}

/**
 * pnr_chart_paint:
 * @self: a chart
 * @cr: a context whose origin is the chart's top left corner
 * @width: the chart's width
 * @height: the chart's height
 * @palette: colours and lettering
 *
 * Paints the chart with its background. Hit tests afterwards use the lettering of @palette.
 */
void
pnr_chart_paint (PnrChart *self, cairo_t *cr, double width, double height,
                 const PnrPalette *palette)
{
  PnrChartPrivate *priv = pnr_chart_get_instance_private (self);

  g_return_if_fail (PNR_IS_CHART (self));
  g_return_if_fail (palette != NULL);

  priv->palette = *palette;
  priv->palette.font_family = g_intern_string (palette->font_family);
  cairo_save (cr);
  cairo_rectangle (cr, 0.0, 0.0, width, height);
  cairo_clip (cr);
  pnr_pen_set_colour (cr, palette->background);
  cairo_paint (cr);
  PNR_CHART_GET_CLASS (self)->paint (self, cr, width, height, &priv->palette);
  cairo_restore (cr);
}

/**
 * pnr_chart_paint_mark:
 * @self: a chart
 * @cr: a context, as for pnr_chart_paint()
 * @point: the point under the pointer or the keyboard
 * @width: the chart's width
 * @height: the chart's height
 * @palette: colours and lettering
 *
 * Paints a ring round @point, to be laid over the chart.
 */
void
pnr_chart_paint_mark (PnrChart *self, cairo_t *cr, guint point, double width, double height,
                      const PnrPalette *palette)
{
  double x, y;

  g_return_if_fail (PNR_IS_CHART (self));

  if (pnr_chart_get_point_position (self, point, width, height, &x, &y)) {
    g_auto (PnrPen) pen = pnr_pen_begin (cr, palette);

    pnr_pen_ring (&pen, palette->background, x, y, MARK_RADIUS, 5.0);
    pnr_pen_ring (&pen, palette->foreground, x, y, MARK_RADIUS, 2.0);
  }
}

const char *
pnr_chart_get_title (PnrChart *self)
{
  g_return_val_if_fail (PNR_IS_CHART (self), NULL);

  return PNR_CHART_GET_CLASS (self)->get_title (self);
}

/**
 * pnr_chart_dup_description:
 * @self: a chart
 *
 * Returns: (transfer full): the sentence that the chart shows, in words
 */
char *
pnr_chart_dup_description (PnrChart *self)
{
  g_return_val_if_fail (PNR_IS_CHART (self), NULL);

  return PNR_CHART_GET_CLASS (self)->dup_description (self);
}

guint
pnr_chart_get_n_points (PnrChart *self)
{
  g_return_val_if_fail (PNR_IS_CHART (self), 0);

  return PNR_CHART_GET_CLASS (self)->get_n_points (self);
}

gboolean
pnr_chart_get_point_position (PnrChart *self, guint point, double width, double height, double *x,
                              double *y)
{
  g_return_val_if_fail (PNR_IS_CHART (self), FALSE);

  if (point >= pnr_chart_get_n_points (self))
    return FALSE;
  return PNR_CHART_GET_CLASS (self)->get_point_position (self, point, width, height, x, y);
}

char *
pnr_chart_dup_point_reading (PnrChart *self, guint point)
{
  g_return_val_if_fail (PNR_IS_CHART (self), NULL);

  if (point >= pnr_chart_get_n_points (self))
    return NULL;
  return PNR_CHART_GET_CLASS (self)->dup_point_reading (self, point);
}

/**
 * pnr_chart_find_point:
 * @self: a chart
 * @x: where the pointer is
 * @y: where the pointer is
 * @width: the chart's width
 * @height: the chart's height
 * @point: (out): the point meant
 *
 * Returns: whether the pointer means a point
 */
gboolean
pnr_chart_find_point (PnrChart *self, double x, double y, double width, double height, guint *point)
{
  g_return_val_if_fail (PNR_IS_CHART (self), FALSE);

  if (pnr_chart_get_n_points (self) == 0)
    return FALSE;
  return PNR_CHART_GET_CLASS (self)->find_point (self, x, y, width, height, point);
}

/**
 * pnr_chart_dup_reading:
 *
 * Returns: (transfer full) (nullable): the values under the pointer in words
 */
char *
pnr_chart_dup_reading (PnrChart *self, double x, double y, double width, double height)
{
  guint point;

  g_return_val_if_fail (PNR_IS_CHART (self), NULL);

  if (!pnr_chart_find_point (self, x, y, width, height, &point))
    return NULL;
  return pnr_chart_dup_point_reading (self, point);
}

GStrv
pnr_chart_dup_headers (PnrChart *self)
{
  g_return_val_if_fail (PNR_IS_CHART (self), NULL);

  return PNR_CHART_GET_CLASS (self)->dup_headers (self);
}

/**
 * pnr_chart_dup_rows:
 * @self: a chart
 *
 * Returns: (transfer full) (element-type GStrv): the chart as a table, one row per point, as many
 *   cells as there are headers
 */
GPtrArray *
pnr_chart_dup_rows (PnrChart *self)
{
  g_return_val_if_fail (PNR_IS_CHART (self), NULL);

  return PNR_CHART_GET_CLASS (self)->dup_rows (self);
}

const PnrPalette *
pnr_chart_get_palette (PnrChart *self)
{
  PnrChartPrivate *priv = pnr_chart_get_instance_private (self);

  return &priv->palette;
}

void
pnr_chart_changed (PnrChart *self)
{
  g_return_if_fail (PNR_IS_CHART (self));

  g_signal_emit (self, signals[CHANGED], 0);
}
