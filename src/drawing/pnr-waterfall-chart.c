/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From without a scenario to with it, step by step: units, contribution, revenue. */
#include "config.h"

#include "drawing/pnr-waterfall-chart.h"

#include "base/pnr-money.h"
#include "drawing/pnr-chart-head.h"
#include "drawing/pnr-step-row.h"

#include <glib/gi18n.h>
#include <math.h>

#define LARGEST_ROW 32.0
/* Counts are kept in tenths. */
#define PARTS 10.0

/* A panel starts with a row for its title. */
typedef struct {
  double top;
  double row_height;
  PnrStepColumns columns;
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

/* The steps of all panels, one after the other, as points are counted. */
static GArray *
list_rows (PnrWaterfallChart *self)
{
  GArray *rows = pnr_step_rows_new ();

  for (guint p = 0; self->waterfall != NULL && p < self->waterfall->panels->len; p++) {
    const PnrWaterfallPanel *panel = get_panel (self, p);

    for (guint i = 0; i < panel->steps->len; i++) {
      const PnrWaterfallStep *step = g_ptr_array_index (panel->steps, i);

      pnr_step_rows_add (rows, step->title, dup_step_amount (panel, step), step->is_total,
                         step->from, step->to);
    }
  }
  return rows;
}

static WaterfallGround
lay_out (PnrWaterfallChart *self, GArray *rows, PnrPen *pen, double width, double height)
{
  WaterfallGround ground = { 0 };
  GPtrArray *panels = self->waterfall->panels;
  guint first = 0;

  ground.top = pnr_chart_head (PNR_CHART (self), pen, width, height) + 4.0;
  ground.row_height =
      MIN ((height - ground.top - PNR_CHART_MARGIN) / (rows->len + panels->len), LARGEST_ROW);
  ground.columns = pnr_step_rows_place (rows, pen, width);
  for (guint p = 0; p < MIN (panels->len, G_N_ELEMENTS (ground.axes)); p++) {
    guint n_rows = get_panel (self, p)->steps->len;

    ground.axes[p] = pnr_step_rows_scale (rows, first, n_rows, &ground.columns);
    first += n_rows;
  }
  return ground;
}

static double
get_row_middle (PnrWaterfallChart *self, const WaterfallGround *ground, Place place)
{
  return ground->top + (get_row (self, place) + 0.5) * ground->row_height;
}

static void
paint_panel_title (PnrWaterfallChart *self, PnrPen *pen, const WaterfallGround *ground, guint panel)
{
  const PnrPalette *palette = pen->palette;
  double line = pnr_pen_get_line_height (pen, PNR_LETTERING_SMALL);
  double y = ground->top + get_row (self, (Place){ panel, 0 }) * ground->row_height;

  pnr_pen_write (pen, get_panel (self, panel)->title, PNR_LETTERING_SMALL | PNR_LETTERING_BOLD,
                 palette->series[0], PNR_CHART_MARGIN, y - line - 2.0, 0.0, 0.0);
  pnr_pen_line (pen, palette->grid, 1.0, PNR_CHART_MARGIN, floor (y) - 0.5,
                ground->columns.amounts_right, floor (y) - 0.5);
}

static void
pnr_waterfall_chart_paint (PnrChart *chart, cairo_t *cr, double width, double height,
                           const PnrPalette *palette)
{
  PnrWaterfallChart *self = PNR_WATERFALL_CHART (chart);
  g_auto (PnrPen) pen = pnr_pen_begin (cr, palette);
  g_autoptr (GArray) rows = list_rows (self);
  WaterfallGround ground;

  if (rows->len == 0) {
    pnr_chart_paint_empty (chart, &pen, width, height);
    return;
  }
  ground = lay_out (self, rows, &pen, width, height);
  for (guint p = 0; p < self->waterfall->panels->len; p++)
    paint_panel_title (self, &pen, &ground, p);
  for (guint i = 0; i < rows->len; i++) {
    Place place = get_place (self, i);

    pnr_step_row_paint (pnr_step_rows_get (rows, i), &pen, &ground.columns,
                        &ground.axes[place.panel], get_row_middle (self, &ground, place),
                        ground.row_height,
                        place.step + 1 == get_panel (self, place.panel)->steps->len);
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
  g_autoptr (GArray) rows = list_rows (self);
  WaterfallGround ground = lay_out (self, rows, &pen, width, height);
  Place place = get_place (self, index);

  *x = pnr_step_row_get_middle (pnr_step_rows_get (rows, index), &ground.axes[place.panel]);
  *y = get_row_middle (self, &ground, place);
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
  g_autoptr (GArray) rows = list_rows (self);
  WaterfallGround ground = lay_out (self, rows, &pen, width, height);
  double row = floor ((y - ground.top) / ground.row_height);

  for (guint i = 0; i < rows->len; i++) {
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
