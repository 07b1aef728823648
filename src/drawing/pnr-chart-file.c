/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts as files: SVG, PDF and PNG, the same bytes for the same chart. */
#include "config.h"

#include "drawing/pnr-chart-file.h"

#include "drawing/pnr-pen.h"
#include "drawing/pnr-picture-file.h"

#define STAMP_MARGIN 10.0

typedef struct {
  PnrChart *chart;
  double width;
  double height;
  const PnrPalette *palette;
  const char *stamp;
} ChartPicture;

static void
paint_chart_picture (cairo_t *cr, gpointer user_data)
{
  ChartPicture *picture = user_data;
  g_auto (PnrPen) pen = pnr_pen_begin (cr, picture->palette);
  double foot = 0.0;

  pnr_pen_set_colour (cr, picture->palette->background);
  cairo_paint (cr);
  if (picture->stamp != NULL && picture->stamp[0] != '\0') {
    foot = pnr_pen_get_line_height (&pen, PNR_LETTERING_SMALL) + STAMP_MARGIN / 2.0;
    pnr_pen_write (&pen, picture->stamp, PNR_LETTERING_SMALL, picture->palette->dim,
                   picture->width - STAMP_MARGIN, picture->height - foot,
                   picture->width - 2.0 * STAMP_MARGIN, 1.0);
  }
  pnr_chart_paint (picture->chart, cr, picture->width, picture->height - foot, picture->palette);
}

/**
 * pnr_chart_to_bytes:
 * @chart: a chart
 * @format: "svg", "pdf" or "png"
 * @width: in picture units
 * @height: in picture units
 * @palette: colours and lettering
 * @stamp: (nullable): data hash and version, painted small at the foot
 *
 * Returns: (transfer full): what pnr_chart_save() would write, for the clipboard
 */
GBytes *
pnr_chart_to_bytes (PnrChart *chart, const char *format, double width, double height,
                    const PnrPalette *palette, const char *stamp, GError **error)
{
  ChartPicture picture = { chart, width, height, palette, stamp };

  g_return_val_if_fail (PNR_IS_CHART (chart), NULL);

  return pnr_picture_to_bytes (format, width, height, paint_chart_picture, &picture, error);
}

gboolean
pnr_chart_save (PnrChart *chart, const char *path, double width, double height,
                const PnrPalette *palette, const char *stamp, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (PNR_IS_CHART (chart), FALSE);

  bytes = pnr_chart_to_bytes (chart, pnr_picture_get_format (path), width, height, palette, stamp,
                              error);
  return bytes != NULL && pnr_picture_write (bytes, path, error);
}
