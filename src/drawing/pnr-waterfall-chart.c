/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From without a scenario to with it, step by step: units, contribution, revenue. */
#include "config.h"

#include "drawing/pnr-waterfall-chart.h"

#include "base/pnr-money.h"
#include "drawing/pnr-axis.h"
#include "drawing/pnr-chart-head.h"
#include "drawing/pnr-pen.h"

#include <glib/gi18n.h>
#include <math.h>

#define LARGEST_ROW 32.0
/* Counts are kept in tenths. */
#define PARTS 10.0

/* Rows, not columns: names and amounts have their places at the sides and can never collide. A
 * panel starts with a row for its title. */
typedef struct {
  double top;
  double row_height;
  double names_width;
  double left;
  double right;
  double amounts_right;
  PnrAxis axes[8];
} WaterfallGround;

typedef struct {
  guint panel;
  guint step;
} Place;

struct _PnrWaterfallChart {
  PnrChart parent_instance;

  PnrWaterfall *waterfall;
};

G_DEFINE_FINAL_TYPE (PnrWaterfallChart, pnr_waterfall_chart, PNR_TYPE_CHART)

static gboolean
pnr_waterfall_chart_is_empty (PnrWaterfallChart *self)
{
  return self->waterfall == NULL || self->waterfall->panels->len == 0;
}

static const PnrWaterfallPanel *
get_panel (PnrWaterfallChart *self, guint panel)
{
  return g_ptr_array_index (self->waterfall->panels, panel);
}

static const PnrWaterfallStep *
get_step (PnrWaterfallChart *self, Place place)
{
  return g_ptr_array_index (get_panel (self, place.panel)->steps, place.step);
}

static Place
get_place (PnrWaterfallChart *self, guint point)
{
  Place place = { 0, point };

  while (place.step >= get_panel (self, place.panel)->steps->len)
    place.step -= get_panel (self, place.panel++)->steps->len;
  return place;
}

/* The row of a step counted from the top, panel titles included. */
static guint
get_row (PnrWaterfallChart *self, Place place)
{
  guint row = place.step + 1;

  for (guint panel = 0; panel < place.panel; panel++)
    row += get_panel (self, panel)->steps->len + 1;
  return row;
}

static char *
dup_value (const PnrWaterfallPanel *panel, gint64 value, gboolean is_signed)
{
  const char *sign = value < 0 ? "\u2212" : is_signed && value > 0 ? "+" : "";
  g_autofree char *figure = panel->currency != NULL
                                ? pnr_money_format (ABS (value), panel->currency)
                                : g_strdup_printf ("%'.1f", (double) ABS (value) / PARTS);

  return g_strconcat (sign, figure, NULL);
}

static char *
dup_step_amount (const PnrWaterfallPanel *panel, const PnrWaterfallStep *step)
{
  if (step->is_total)
    return dup_value (panel, step->to, FALSE);
  return dup_value (panel, step->to - step->from, TRUE);
}

static PnrLettering
get_lettering (const PnrWaterfallStep *step)
{
  return step->is_total ? PNR_LETTERING_SMALL | PNR_LETTERING_BOLD : PNR_LETTERING_SMALL;
}

/* A change of one per cent is not seen on bars that start at zero: each panel shows the stretch
 * where its steps are, and says where it begins. */
static void
measure_panel (PnrWaterfallChart *self, guint panel, double *low, double *high)
{
  GPtrArray *steps = get_panel (self, panel)->steps;
  double room;

  *low = INFINITY;
  *high = -INFINITY;
  for (guint i = 0; i < steps->len; i++) {
    const PnrWaterfallStep *step = g_ptr_array_index (steps, i);

    *low = MIN (*low, (double) step->to);
    *high = MAX (*high, (double) step->to);
  }
  room = MAX ((*high - *low) * 0.35, 1.0);
  *low = *low >= 0.0 && *low - room <= 0.0 ? 0.0 : *low - room;
  *high += room * 0.1;
}

static WaterfallGround
lay_out (PnrWaterfallChart *self, PnrPen *pen, double width, double height)
{
  WaterfallGround ground = { 0 };
  double names = 0.0, amounts = 0.0;
  guint n_rows = 0;

  ground.top = pnr_chart_head (PNR_CHART (self), pen, width, height) + 4.0;
  for (guint p = 0; p < self->waterfall->panels->len; p++) {
    const PnrWaterfallPanel *panel = get_panel (self, p);

    n_rows += panel->steps->len + 1;
    for (guint i = 0; i < panel->steps->len; i++) {
      const PnrWaterfallStep *step = g_ptr_array_index (panel->steps, i);
      g_autofree char *amount = dup_step_amount (panel, step);
      double text_width;

      pnr_pen_measure (pen, step->title, get_lettering (step), &text_width, NULL);
      names = MAX (names, text_width);
      pnr_pen_measure (pen, amount, get_lettering (step), &text_width, NULL);
      amounts = MAX (amounts, text_width);
    }
  }
  ground.row_height = MIN ((height - ground.top - PNR_CHART_MARGIN) / n_rows, LARGEST_ROW);
  ground.names_width = MIN (names + 1.0, (width - 2.0 * PNR_CHART_MARGIN) * 0.4);
  ground.amounts_right = width - PNR_CHART_MARGIN;
  ground.left = PNR_CHART_MARGIN + ground.names_width + 10.0;
  ground.right = MAX (ground.amounts_right - amounts - 10.0, ground.left + 8.0);
  for (guint p = 0; p < MIN (self->waterfall->panels->len, G_N_ELEMENTS (ground.axes)); p++) {
    double low, high;

    measure_panel (self, p, &low, &high);
    ground.axes[p] = pnr_axis_linear (low, high, ground.left, ground.right, 4, FALSE);
  }
  return ground;
}

/* Where a total's bar does not start at zero, a ragged edge says so. */
static void
paint_break (PnrPen *pen, double x, double top, double thickness)
{
  cairo_t *cr = pen->cr;

  pnr_pen_set_colour (cr, pen->palette->background);
  for (double offset = 6.0; offset <= 11.0; offset += 5.0) {
    cairo_move_to (cr, x + offset, top + thickness + 1.0);
    cairo_line_to (cr, x + offset + 5.0, top - 1.0);
    cairo_set_line_width (cr, 2.0);
    cairo_stroke (cr);
  }
}

static PnrColour
get_colour (const PnrPalette *palette, const PnrWaterfallStep *step)
{
  if (step->is_total)
    return palette->series[0];
  if (step->to == step->from)
    return palette->outline;
  return step->to > step->from ? palette->positive : palette->negative;
}

static void
paint_step (PnrWaterfallChart *self, PnrPen *pen, const WaterfallGround *ground, Place place)
{
  const PnrWaterfallPanel *panel = get_panel (self, place.panel);
  const PnrWaterfallStep *step = get_step (self, place);
  const PnrAxis *axis = &ground->axes[place.panel];
  const PnrPalette *palette = pen->palette;
  double line = pnr_pen_get_line_height (pen, PNR_LETTERING_SMALL);
  double middle = ground->top + (get_row (self, place) + 0.5) * ground->row_height;
  double from = step->is_total ? ground->left : pnr_axis_place (axis, (double) step->from);
  double to = pnr_axis_place (axis, (double) step->to);
  double thickness = MAX (ground->row_height * 0.58, 2.0);
  g_autofree char *amount = dup_step_amount (panel, step);

  if (step->is_total && axis->low < 0.0)
    from = pnr_axis_place (axis, CLAMP (0.0, axis->low, axis->high));
  pnr_pen_set_colour (pen->cr, get_colour (palette, step));
  cairo_rectangle (pen->cr, MIN (from, to), middle - thickness / 2.0, MAX (fabs (to - from), 1.5),
                   thickness);
  cairo_fill (pen->cr);
  if (step->is_total && axis->low > 0.0)
    paint_break (pen, ground->left, middle - thickness / 2.0, thickness);
  if (place.step + 1 < panel->steps->len)
    pnr_pen_line (pen, palette->outline, 1.0, floor (to) + 0.5, middle + thickness / 2.0,
                  floor (to) + 0.5, middle + ground->row_height - thickness / 2.0);
  pnr_pen_write (pen, step->title, get_lettering (step), palette->foreground, PNR_CHART_MARGIN,
                 middle - line / 2.0, ground->names_width, 0.0);
  pnr_pen_write (pen, amount, get_lettering (step), palette->foreground, ground->amounts_right,
                 middle - line / 2.0, 0.0, 1.0);
}

static void
pnr_waterfall_chart_paint (PnrChart *chart, cairo_t *cr, double width, double height,
                           const PnrPalette *palette)
{
  PnrWaterfallChart *self = PNR_WATERFALL_CHART (chart);
  g_auto (PnrPen) pen = pnr_pen_begin (cr, palette);
  WaterfallGround ground;
  double line;

  if (pnr_waterfall_chart_is_empty (self)) {
    pnr_chart_paint_empty (chart, &pen, width, height);
    return;
  }
  ground = lay_out (self, &pen, width, height);
  line = pnr_pen_get_line_height (&pen, PNR_LETTERING_SMALL);
  for (guint p = 0; p < self->waterfall->panels->len; p++) {
    const PnrWaterfallPanel *panel = get_panel (self, p);
    double y = ground.top + get_row (self, (Place){ p, 0 }) * ground.row_height;

    pnr_pen_write (&pen, panel->title, PNR_LETTERING_SMALL | PNR_LETTERING_BOLD, palette->series[0],
                   PNR_CHART_MARGIN, y - line - 2.0, 0.0, 0.0);
    pnr_pen_line (&pen, palette->grid, 1.0, PNR_CHART_MARGIN, floor (y) - 0.5, ground.amounts_right,
                  floor (y) - 0.5);
    for (guint i = 0; i < panel->steps->len; i++)
      paint_step (self, &pen, &ground, (Place){ p, i });
  }
}

static const char *
pnr_waterfall_chart_get_title (PnrChart *chart)
{
  return _ ("How the change adds up");
}

static char *
pnr_waterfall_chart_dup_description (PnrChart *chart)
{
  PnrWaterfallChart *self = PNR_WATERFALL_CHART (chart);
  g_autoptr (GString) text = g_string_new (NULL);

  if (pnr_waterfall_chart_is_empty (self))
    return g_strdup (_ ("Nothing has been simulated yet."));
  for (guint p = 0; p < self->waterfall->panels->len; p++) {
    const PnrWaterfallPanel *panel = get_panel (self, p);
    const PnrWaterfallStep *first = g_ptr_array_index (panel->steps, 0);
    const PnrWaterfallStep *last = g_ptr_array_index (panel->steps, panel->steps->len - 1);
    g_autofree char *change = dup_value (panel, last->to - first->to, TRUE);

    g_string_append_printf (text, "%s%s %s", p > 0 ? ", " : "", panel->title, change);
  }
  g_string_append (text, ".");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static guint
pnr_waterfall_chart_get_n_points (PnrChart *chart)
{
  PnrWaterfallChart *self = PNR_WATERFALL_CHART (chart);
  guint n = 0;

  for (guint p = 0; self->waterfall != NULL && p < self->waterfall->panels->len; p++)
    n += get_panel (self, p)->steps->len;
  return n;
}

static gboolean
pnr_waterfall_chart_get_point_position (PnrChart *chart, guint index, double width, double height,
                                        double *x, double *y)
{
  PnrWaterfallChart *self = PNR_WATERFALL_CHART (chart);
  g_auto (PnrPen) pen = pnr_pen_begin (NULL, pnr_chart_get_palette (chart));
  WaterfallGround ground = lay_out (self, &pen, width, height);
  Place place = get_place (self, index);
  const PnrWaterfallStep *step = get_step (self, place);
  const PnrAxis *axis = &ground.axes[place.panel];
  double from = MAX ((double) step->from, axis->low);

  *x = (pnr_axis_place (axis, from) + pnr_axis_place (axis, (double) step->to)) / 2.0;
  *y = ground.top + (get_row (self, place) + 0.5) * ground.row_height;
  return TRUE;
}

static char *
pnr_waterfall_chart_dup_point_reading (PnrChart *chart, guint index)
{
  PnrWaterfallChart *self = PNR_WATERFALL_CHART (chart);
  Place place = get_place (self, index);
  const PnrWaterfallPanel *panel = get_panel (self, place.panel);
  const PnrWaterfallStep *step = get_step (self, place);
  g_autofree char *amount = dup_step_amount (panel, step);

  /* Translators: a measure, a step of its change, an amount, who or what is counted. */
  return g_strdup_printf (_ ("%s, %s: %s (%s)"), panel->title, step->title, amount, step->meaning);
}

static gboolean
pnr_waterfall_chart_find_point (PnrChart *chart, double x, double y, double width, double height,
                                guint *point)
{
  PnrWaterfallChart *self = PNR_WATERFALL_CHART (chart);
  g_auto (PnrPen) pen = pnr_pen_begin (NULL, pnr_chart_get_palette (chart));
  WaterfallGround ground = lay_out (self, &pen, width, height);
  double row = floor ((y - ground.top) / ground.row_height);
  guint n = pnr_waterfall_chart_get_n_points (chart);

  for (guint i = 0; i < n; i++) {
    if (get_row (self, get_place (self, i)) == row) {
      *point = i;
      return TRUE;
    }
  }
  return FALSE;
}

static GStrv
pnr_waterfall_chart_dup_headers (PnrChart *chart)
{
  const char *headers[] = { _ ("Measure"), _ ("Step"), _ ("Amount"), _ ("What is counted"), NULL };

  return g_strdupv ((GStrv) headers);
}

static GPtrArray *
pnr_waterfall_chart_dup_rows (PnrChart *chart)
{
  PnrWaterfallChart *self = PNR_WATERFALL_CHART (chart);
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint i = 0; i < pnr_waterfall_chart_get_n_points (chart); i++) {
    Place place = get_place (self, i);
    const PnrWaterfallPanel *panel = get_panel (self, place.panel);
    const PnrWaterfallStep *step = get_step (self, place);
    GStrv row = g_new0 (char *, 5);

    row[0] = g_strdup (panel->title);
    row[1] = g_strdup (step->title);
    row[2] = dup_step_amount (panel, step);
    row[3] = g_strdup (step->meaning);
    g_ptr_array_add (rows, row);
  }
  return rows;
}

static void
pnr_waterfall_chart_finalize (GObject *object)
{
  g_clear_pointer (&PNR_WATERFALL_CHART (object)->waterfall, pnr_waterfall_unref);

  G_OBJECT_CLASS (pnr_waterfall_chart_parent_class)->finalize (object);
}

static void
pnr_waterfall_chart_class_init (PnrWaterfallChartClass *klass)
{
  PnrChartClass *chart_class = PNR_CHART_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pnr_waterfall_chart_finalize;
  chart_class->paint = pnr_waterfall_chart_paint;
  chart_class->get_title = pnr_waterfall_chart_get_title;
  chart_class->dup_description = pnr_waterfall_chart_dup_description;
  chart_class->get_n_points = pnr_waterfall_chart_get_n_points;
  chart_class->get_point_position = pnr_waterfall_chart_get_point_position;
  chart_class->dup_point_reading = pnr_waterfall_chart_dup_point_reading;
  chart_class->find_point = pnr_waterfall_chart_find_point;
  chart_class->dup_headers = pnr_waterfall_chart_dup_headers;
  chart_class->dup_rows = pnr_waterfall_chart_dup_rows;
}

static void
pnr_waterfall_chart_init (PnrWaterfallChart *self)
{
}

/**
 * pnr_waterfall_chart_new:
 * @waterfall: (nullable): what to show, at most eight panels
 */
PnrWaterfallChart *
pnr_waterfall_chart_new (PnrWaterfall *waterfall)
{
  PnrWaterfallChart *self = g_object_new (PNR_TYPE_WATERFALL_CHART, NULL);

  self->waterfall = waterfall != NULL ? pnr_waterfall_ref (waterfall) : NULL;
  return self;
}
