/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands over every chart: its title and its sentence; and what stands in an empty one. */
#include "config.h"

#include "drawing/pnr-chart-head.h"

#include "base/pnr-money.h"

#include <math.h>

/* Below this height the curve needs the room more than the title does. */
#define HEIGHT_FOR_TITLE 280.0
/* The first line leaves its end to the button of the chart's menu. */
#define ROOM_FOR_MENU 32.0
/* Below this width a title takes two lines and a sentence four instead of two. */
#define ROOM_FOR_FEW_LINES 420.0

/**
 * pnr_chart_head:
 * @chart: a chart
 * @pen: paints when it has a context, else only measures
 * @width: the chart's width
 * @height: the chart's height
 *
 * Returns: where the chart itself begins
 */
double
pnr_chart_head (PnrChart *chart, PnrPen *pen, double width, double height)
{
  const PnrPalette *palette = pen->palette;
  g_autofree char *sentence = pnr_chart_dup_description (chart);
  double room = width - 2.0 * PNR_CHART_MARGIN;
  gboolean is_small = height < HEIGHT_FOR_TITLE;
  PnrLettering lettering = is_small ? PNR_LETTERING_SMALL : PNR_LETTERING_PLAIN;
  double text_room = is_small ? room - ROOM_FOR_MENU : room;
  double y = is_small ? PNR_CHART_MARGIN / 2.0 : PNR_CHART_MARGIN;
  guint n_lines = room < ROOM_FOR_FEW_LINES && !is_small ? 4 : 2;

  if (!is_small) {
    const char *title = pnr_chart_get_title (chart);
    double title_room = room - ROOM_FOR_MENU;

    if (pen->cr != NULL)
      pnr_pen_write_lines (pen, title, PNR_LETTERING_BOLD | PNR_LETTERING_LARGE,
                           palette->foreground, PNR_CHART_MARGIN, y, title_room, n_lines / 2);
    y += pnr_pen_measure_lines (pen, title, PNR_LETTERING_BOLD | PNR_LETTERING_LARGE, title_room,
                                n_lines / 2)
         + 2.0;
  }
  if (pen->cr != NULL)
    pnr_pen_write_lines (pen, sentence, lettering, palette->dim, PNR_CHART_MARGIN, y, text_room,
                         n_lines);
  return y + pnr_pen_measure_lines (pen, sentence, lettering, text_room, n_lines) + 6.0;
}

void
pnr_chart_paint_empty (PnrChart *chart, PnrPen *pen, double width, double height)
{
  g_autofree char *sentence = pnr_chart_dup_description (chart);
  double room = MIN (width - 2.0 * PNR_CHART_MARGIN, 360.0);
  double title = pnr_pen_get_line_height (pen, PNR_LETTERING_BOLD);
  double text = pnr_pen_measure_lines (pen, sentence, PNR_LETTERING_PLAIN, room, 3);
  double y = MAX ((height - title - text - 4.0) / 2.0, 0.0);

  pnr_pen_write (pen, pnr_chart_get_title (chart), PNR_LETTERING_BOLD, pen->palette->dim,
                 width / 2.0, y, width - 2.0 * PNR_CHART_MARGIN, 0.5);
  pango_layout_set_alignment (pen->layout, PANGO_ALIGN_CENTER);
  pnr_pen_write_lines (pen, sentence, PNR_LETTERING_PLAIN, pen->palette->dim, (width - room) / 2.0,
                       y + title + 4.0, room, 3);
  pango_layout_set_alignment (pen->layout, PANGO_ALIGN_LEFT);
}

/* A mean of money, rounded for reading to the minor unit. */
char *
pnr_chart_dup_amount (double minor, const char *currency)
{
  return pnr_money_format (isfinite (minor) ? (gint64) llround (minor) : PNR_MONEY_UNKNOWN,
                           currency);
}
