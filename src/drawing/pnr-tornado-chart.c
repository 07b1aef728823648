/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which assumption moves a scenario's contribution how far: a bar for each, the longest on top. */
#include "config.h"

#include "drawing/pnr-tornado-chart.h"

#include "base/pnr-money.h"
#include "drawing/pnr-chart-head.h"
#include "drawing/pnr-value-axis.h"

#include <glib/gi18n.h>
#include <math.h>

#define LARGEST_ROW 52.0
#define KEY_SIDE 10.0
/* Below this width each name stands over its bar: beside it neither could be read. */
#define WIDTH_FOR_NAMES 480.0

typedef struct {
  guint n_rows;
  double legend_y;
  double top;
  double bottom;
  double row_height;
  double name_height; /* of a line over each bar, or 0 where names stand beside them */
  double names_width;
  double left;
  double right;
  PnrAxis axis;
  double divisor;
} TornadoGround;

struct _PnrTornadoChart {
  PnrChart parent_instance;

  PnrTornado *tornado;
};

G_DEFINE_FINAL_TYPE (PnrTornadoChart, pnr_tornado_chart, PNR_TYPE_CHART)

static gboolean
pnr_tornado_chart_is_empty (PnrTornadoChart *self)
{
  return self->tornado == NULL || self->tornado->bars->len == 0;
}

static const PnrTornadoBar *
get_bar (PnrTornadoChart *self, guint index)
{
  return g_ptr_array_index (self->tornado->bars, index);
}

/* Lines that are too thin to read are left out, the shortest bars first; the table has them all. */
static TornadoGround
lay_out (PnrTornadoChart *self, PnrPen *pen, double width, double height)
{
  PnrTornado *tornado = self->tornado;
  TornadoGround ground = { 0 };
  double line = pnr_pen_get_line_height (pen, PNR_LETTERING_SMALL);
  double names = 0.0, low = MIN (tornado->change, 0.0), high = MAX (tornado->change, 0.0);

  ground.legend_y = pnr_chart_head (PNR_CHART (self), pen, width, height);
  ground.top = ground.legend_y + line + 8.0;
  ground.bottom = MAX (height - PNR_CHART_MARGIN / 2.0 - 2.0 * line - 8.0, ground.top + line);
  ground.name_height = width < WIDTH_FOR_NAMES ? line : 0.0;
  ground.n_rows =
      MIN (tornado->bars->len,
           (guint) MAX ((ground.bottom - ground.top) / (line + 4.0 + ground.name_height), 1.0));
  ground.row_height = MIN ((ground.bottom - ground.top) / ground.n_rows, LARGEST_ROW);
  ground.bottom = ground.top + ground.n_rows * ground.row_height;
  for (guint i = 0; i < ground.n_rows; i++) {
    const PnrTornadoBar *bar = get_bar (self, i);
    double text_width;

    pnr_pen_measure (pen, bar->title, PNR_LETTERING_SMALL, &text_width, NULL);
    names = MAX (names, text_width);
    low = MIN (low, MIN (bar->change_low, bar->change_high));
    high = MAX (high, MAX (bar->change_low, bar->change_high));
  }
  ground.names_width = MIN (names + 1.0, (width - 2.0 * PNR_CHART_MARGIN) * 0.42);
  ground.left = PNR_CHART_MARGIN + ground.names_width + 12.0;
  if (ground.name_height > 0.0) {
    ground.names_width = width - 2.0 * PNR_CHART_MARGIN;
    ground.left = PNR_CHART_MARGIN + 16.0;
  }
  ground.right = MAX (width - PNR_CHART_MARGIN - 16.0, ground.left + 8.0);
  ground.axis =
      pnr_axis_linear (low, high, ground.left, ground.right,
                       (guint) CLAMP ((ground.right - ground.left) / 90.0, 2.0, 8.0), TRUE);
  ground.divisor =
      pnr_value_axis_choose_divisor (tornado->currency, ground.axis.low, ground.axis.high);
  return ground;
}

static double
get_bar_middle (const TornadoGround *ground, guint row)
{
  return ground->top + (row + 0.5) * ground->row_height + ground->name_height / 2.0;
}

static void
paint_axis (PnrTornadoChart *self, PnrPen *pen, const TornadoGround *ground)
{
  const PnrPalette *palette = pen->palette;
  double line = pnr_pen_get_line_height (pen, PNR_LETTERING_SMALL);
  g_autofree char *title = pnr_value_axis_dup_title (_ ("Change of contribution"),
                                                     self->tornado->currency, ground->divisor);
  guint n_ticks;
  g_autofree double *ticks = pnr_axis_dup_ticks (&ground->axis, &n_ticks);

  for (guint i = 0; i < n_ticks; i++) {
    g_autofree char *label = pnr_axis_dup_label (&ground->axis, ticks[i], ground->divisor);
    double x = floor (pnr_axis_place (&ground->axis, ticks[i])) + 0.5;

    pnr_pen_line (pen, ticks[i] == 0.0 ? palette->outline : palette->grid,
                  ticks[i] == 0.0 ? 1.5 : 1.0, x, ground->top, x, ground->bottom + 4.0);
    pnr_pen_write (pen, label, PNR_LETTERING_SMALL, palette->dim, x, ground->bottom + 5.0, 0.0,
                   0.5);
  }
  pnr_pen_write (pen, title, PNR_LETTERING_SMALL, palette->dim,
                 (ground->left + ground->right) / 2.0, ground->bottom + 5.0 + line,
                 ground->right - ground->left, 0.5);
}

/* The low end is hatched, so that the two are told apart without their colours. */
static void
fill_end (PnrPen *pen, PnrColour colour, double x1, double x2, double y, double height,
          gboolean is_hatched)
{
  double left = MIN (x1, x2), width = MAX (fabs (x2 - x1), 1.5);

  pnr_pen_set_colour (pen->cr, colour);
  cairo_rectangle (pen->cr, left, y, width, height);
  if (!is_hatched) {
    cairo_fill (pen->cr);
    return;
  }
  cairo_save (pen->cr);
  cairo_clip_preserve (pen->cr);
  pnr_pen_set_colour (pen->cr, pnr_colour_mix (colour, pen->palette->background, 0.55));
  cairo_fill (pen->cr);
  for (double x = left - height; x < left + width; x += 5.0)
    pnr_pen_line (pen, colour, 1.5, x, y + height, x + height, y);
  cairo_restore (pen->cr);
}

static void
paint_bar (PnrTornadoChart *self, PnrPen *pen, const TornadoGround *ground, guint row)
{
  const PnrTornadoBar *bar = get_bar (self, row);
  const PnrPalette *palette = pen->palette;
  double middle = get_bar_middle (ground, row);
  double thickness = MAX ((ground->row_height - ground->name_height) * 0.6, 4.0);
  double centre = pnr_axis_place (&ground->axis, self->tornado->change);
  double low = pnr_axis_place (&ground->axis, bar->change_low);
  double high = pnr_axis_place (&ground->axis, bar->change_high);
  gboolean is_one_sided = (low - centre) * (high - centre) > 0.0;

  /* Where both ends lie on one side, each gets half of the height. */
  if (bar->low < bar->value)
    fill_end (pen, palette->series[1], centre, low, middle - thickness / 2.0,
              is_one_sided ? thickness / 2.0 : thickness, TRUE);
  if (bar->high > bar->value)
    fill_end (pen, palette->series[0], centre, high,
              is_one_sided && bar->low < bar->value ? middle : middle - thickness / 2.0,
              is_one_sided && bar->low < bar->value ? thickness / 2.0 : thickness, FALSE);
}

/* Over what is drawn, so that no line runs through the letters. */
static void
paint_name (PnrTornadoChart *self, PnrPen *pen, const TornadoGround *ground, guint row)
{
  const char *title = get_bar (self, row)->title;
  double line = pnr_pen_get_line_height (pen, PNR_LETTERING_SMALL);
  double y = get_bar_middle (ground, row) - line / 2.0;
  double width;

  if (ground->name_height > 0.0) {
    y = ground->top + row * ground->row_height;
    pnr_pen_measure (pen, title, PNR_LETTERING_SMALL, &width, NULL);
    pnr_pen_set_colour (pen->cr, pen->palette->background);
    cairo_rectangle (pen->cr, PNR_CHART_MARGIN, y, MIN (width, ground->names_width) + 2.0, line);
    cairo_fill (pen->cr);
  }
  pnr_pen_write (pen, title, PNR_LETTERING_SMALL, pen->palette->foreground, PNR_CHART_MARGIN, y,
                 ground->names_width, 0.0);
}

static double
paint_key (PnrPen *pen, PnrColour colour, gboolean is_hatched, const char *text, double x, double y)
{
  double line = pnr_pen_get_line_height (pen, PNR_LETTERING_SMALL);
  double width;

  fill_end (pen, colour, x, x + 1.6 * KEY_SIDE, y + (line - KEY_SIDE) / 2.0, KEY_SIDE, is_hatched);
  pnr_pen_write (pen, text, PNR_LETTERING_SMALL, pen->palette->dim, x + 1.6 * KEY_SIDE + 6.0, y,
                 0.0, 0.0);
  pnr_pen_measure (pen, text, PNR_LETTERING_SMALL, &width, NULL);
  return x + 1.6 * KEY_SIDE + 6.0 + width + 18.0;
}

static void
pnr_tornado_chart_paint (PnrChart *chart, cairo_t *cr, double width, double height,
                         const PnrPalette *palette)
{
  PnrTornadoChart *self = PNR_TORNADO_CHART (chart);
  g_auto (PnrPen) pen = pnr_pen_begin (cr, palette);
  TornadoGround ground;
  double x;

  if (pnr_tornado_chart_is_empty (self)) {
    pnr_chart_paint_empty (chart, &pen, width, height);
    return;
  }
  ground = lay_out (self, &pen, width, height);
  x = paint_key (&pen, palette->series[1], TRUE, _ ("Assumption at its low end"), PNR_CHART_MARGIN,
                 ground.legend_y);
  paint_key (&pen, palette->series[0], FALSE, _ ("at its high end"), x, ground.legend_y);
  paint_axis (self, &pen, &ground);
  for (guint i = 0; i < ground.n_rows; i++)
    paint_bar (self, &pen, &ground, i);
  x = floor (pnr_axis_place (&ground.axis, self->tornado->change)) + 0.5;
  pnr_pen_line (&pen, palette->foreground, 1.5, x, ground.top, x, ground.bottom);
  for (guint i = 0; i < ground.n_rows; i++)
    paint_name (self, &pen, &ground, i);
}

static const char *
pnr_tornado_chart_get_title (PnrChart *chart)
{
  return _ ("What the result rests on");
}

static char *
dup_change (PnrTornadoChart *self, double minor)
{
  g_autofree char *amount = pnr_chart_dup_amount (fabs (minor), self->tornado->currency);

  return g_strconcat (llround (minor) < 0   ? "\u2212"
                      : llround (minor) > 0 ? "+"
                                            : "",
                      amount, NULL);
}

static char *
pnr_tornado_chart_dup_description (PnrChart *chart)
{
  PnrTornadoChart *self = PNR_TORNADO_CHART (chart);
  const PnrTornadoBar *bar;
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;
  g_autofree char *change = NULL;

  if (pnr_tornado_chart_is_empty (self))
    return g_strdup (_ ("No assumption has been tried yet."));
  bar = get_bar (self, 0);
  low = dup_change (self, MIN (MIN (bar->change_low, bar->change_high), self->tornado->change));
  high = dup_change (self, MAX (MAX (bar->change_low, bar->change_high), self->tornado->change));
  change = dup_change (self, self->tornado->change);
  /* Translators: an amount of money, the title of an assumption, two amounts. */
  return g_strdup_printf (_ ("Change %s; moved most by %s: from %s to %s."), change, bar->title,
                          low, high);
}

static guint
pnr_tornado_chart_get_n_points (PnrChart *chart)
{
  PnrTornadoChart *self = PNR_TORNADO_CHART (chart);

  return self->tornado != NULL ? self->tornado->bars->len : 0;
}

static gboolean
pnr_tornado_chart_get_point_position (PnrChart *chart, guint index, double width, double height,
                                      double *x, double *y)
{
  PnrTornadoChart *self = PNR_TORNADO_CHART (chart);
  g_auto (PnrPen) pen = pnr_pen_begin (NULL, pnr_chart_get_palette (chart));
  TornadoGround ground = lay_out (self, &pen, width, height);
  const PnrTornadoBar *bar = get_bar (self, index);

  *x = pnr_axis_place (&ground.axis, (bar->change_low + bar->change_high) / 2.0);
  *y = get_bar_middle (&ground, MIN (index, ground.n_rows - 1));
  return index < ground.n_rows;
}

static char *
dup_number (double value)
{
  double size = fabs (value);
  int digits = size >= 100.0 || value == 0.0 ? 0 : size >= 1.0 ? 2 : 4;

  return g_strdup_printf ("%s%'.*f", value < 0.0 ? "\u2212" : "", digits, size);
}

/* The shape of the tail is not a number. */
static gboolean
is_shape (const PnrTornadoBar *bar)
{
  return bar->assumption == NULL && bar->low == 0.0 && bar->high == 1.0;
}

static char *
pnr_tornado_chart_dup_point_reading (PnrChart *chart, guint index)
{
  PnrTornadoChart *self = PNR_TORNADO_CHART (chart);
  const PnrTornadoBar *bar = get_bar (self, index);
  g_autofree char *at_low = dup_change (self, bar->change_low);
  g_autofree char *at_high = dup_change (self, bar->change_high);
  g_autofree char *low = dup_number (bar->low);
  g_autofree char *high = dup_number (bar->high);

  if (is_shape (bar))
    /* Translators: two amounts of money, and where the assumption comes from. */
    return g_strdup_printf (_ ("%s: log-normal %s, normal %s. %s."), bar->title, at_low, at_high,
                            bar->source);
  /* Translators: an assumption, then twice its value and the change of contribution there, and
   * where the assumption comes from. */
  return g_strdup_printf (_ ("%s: at %s %s, at %s %s. %s."), bar->title, low, at_low, high, at_high,
                          bar->source);
}

static gboolean
pnr_tornado_chart_find_point (PnrChart *chart, double x, double y, double width, double height,
                              guint *point)
{
  PnrTornadoChart *self = PNR_TORNADO_CHART (chart);
  g_auto (PnrPen) pen = pnr_pen_begin (NULL, pnr_chart_get_palette (chart));
  TornadoGround ground = lay_out (self, &pen, width, height);
  double row = floor ((y - ground.top) / ground.row_height);

  if (row < 0.0 || row >= ground.n_rows)
    return FALSE;
  *point = (guint) row;
  return TRUE;
}

static GStrv
pnr_tornado_chart_dup_headers (PnrChart *chart)
{
  const char *headers[] = { _ ("Assumption"),
                            _ ("Low end"),
                            _ ("Contribution there"),
                            _ ("High end"),
                            _ ("Contribution there"),
                            _ ("Source"),
                            NULL };

  return g_strdupv ((GStrv) headers);
}

static GPtrArray *
pnr_tornado_chart_dup_rows (PnrChart *chart)
{
  PnrTornadoChart *self = PNR_TORNADO_CHART (chart);
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint i = 0; i < pnr_tornado_chart_get_n_points (chart); i++) {
    const PnrTornadoBar *bar = get_bar (self, i);
    GStrv row = g_new0 (char *, 7);

    row[0] = g_strdup (bar->title);
    row[1] = is_shape (bar) ? g_strdup (_ ("log-normal")) : dup_number (bar->low);
    row[2] = dup_change (self, bar->change_low);
    row[3] = is_shape (bar) ? g_strdup (_ ("normal")) : dup_number (bar->high);
    row[4] = dup_change (self, bar->change_high);
    row[5] = g_strdup (bar->source);
    g_ptr_array_add (rows, row);
  }
  return rows;
}

static void
pnr_tornado_chart_finalize (GObject *object)
{
  g_clear_pointer (&PNR_TORNADO_CHART (object)->tornado, pnr_tornado_unref);

  G_OBJECT_CLASS (pnr_tornado_chart_parent_class)->finalize (object);
}

static void
pnr_tornado_chart_class_init (PnrTornadoChartClass *klass)
{
  PnrChartClass *chart_class = PNR_CHART_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pnr_tornado_chart_finalize;
  chart_class->paint = pnr_tornado_chart_paint;
  chart_class->get_title = pnr_tornado_chart_get_title;
  chart_class->dup_description = pnr_tornado_chart_dup_description;
  chart_class->get_n_points = pnr_tornado_chart_get_n_points;
  chart_class->get_point_position = pnr_tornado_chart_get_point_position;
  chart_class->dup_point_reading = pnr_tornado_chart_dup_point_reading;
  chart_class->find_point = pnr_tornado_chart_find_point;
  chart_class->dup_headers = pnr_tornado_chart_dup_headers;
  chart_class->dup_rows = pnr_tornado_chart_dup_rows;
}

static void
pnr_tornado_chart_init (PnrTornadoChart *self)
{
}

/**
 * pnr_tornado_chart_new:
 * @tornado: (nullable): what to show
 */
PnrTornadoChart *
pnr_tornado_chart_new (PnrTornado *tornado)
{
  PnrTornadoChart *self = g_object_new (PNR_TYPE_TORNADO_CHART, NULL);

  self->tornado = tornado != NULL ? pnr_tornado_ref (tornado) : NULL;
  return self;
}

/* (nullable): under which name the scenario keeps what the bar stands for. */
const char *
pnr_tornado_chart_get_assumption (PnrTornadoChart *self, guint point)
{
  g_return_val_if_fail (PNR_IS_TORNADO_CHART (self), NULL);

  if (point >= pnr_tornado_chart_get_n_points (PNR_CHART (self)))
    return NULL;
  return get_bar (self, point)->assumption;
}
