/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who gains: the change of customers' surplus against the change of contribution, with crosses. */
#include "config.h"

#include "drawing/pnr-win-win-chart.h"

#include "base/pnr-money.h"
#include "drawing/pnr-chart-head.h"
#include "drawing/pnr-mark.h"
#include "drawing/pnr-value-axis.h"

#include <glib/gi18n.h>
#include <math.h>

#define MOST_CORNER_LINES 3
#define REACH 28.0
#define RADIUS 6.0

typedef struct {
  char *name;
  PnrEstimate surplus;
  PnrEstimate contribution;
} WinWinPoint;

typedef struct {
  double left;
  double right;
  double top;
  double bottom;
  PnrAxis surpluses;
  PnrAxis contributions;
  double surplus_divisor;
  double contribution_divisor;
} WinWinGround;

struct _PnrWinWinChart {
  PnrChart parent_instance;

  char *currency;
  guint n_points;
  WinWinPoint points[PNR_WIN_WIN_MOST];
};

G_DEFINE_FINAL_TYPE (PnrWinWinChart, pnr_win_win_chart, PNR_TYPE_CHART)

typedef enum {
  PNR_GAIN_BOTH,
  PNR_GAIN_SHOP,
  PNR_GAIN_CUSTOMERS,
  PNR_GAIN_NEITHER,
  PNR_GAIN_UNCLEAR,
} PnrGain;

static gboolean
is_clear (const PnrEstimate *estimate)
{
  return estimate->low > 0.0 || estimate->high < 0.0;
}

static PnrGain
get_gain (const WinWinPoint *point)
{
  if (!is_clear (&point->surplus) || !is_clear (&point->contribution))
    return PNR_GAIN_UNCLEAR;
  if (point->contribution.low > 0.0)
    return point->surplus.low > 0.0 ? PNR_GAIN_BOTH : PNR_GAIN_SHOP;
  return point->surplus.low > 0.0 ? PNR_GAIN_CUSTOMERS : PNR_GAIN_NEITHER;
}

static const char *
get_gain_words (PnrGain gain)
{
  switch (gain) {
  case PNR_GAIN_BOTH:
    return _ ("both gain");
  case PNR_GAIN_SHOP:
    return _ ("only the shop gains");
  case PNR_GAIN_CUSTOMERS:
    return _ ("only customers gain");
  case PNR_GAIN_NEITHER:
    return _ ("neither gains");
  case PNR_GAIN_UNCLEAR:
  default:
    return _ ("too close to call");
  }
}

static void
widen (const PnrEstimate *estimate, double *low, double *high)
{
  double ends[] = { estimate->value, estimate->low, estimate->high };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++) {
    if (isfinite (ends[i])) {
      *low = MIN (*low, ends[i]);
      *high = MAX (*high, ends[i]);
    }
  }
}

/* Zero is always in sight, with some of every quadrant round it. */
static void
get_reach (PnrWinWinChart *self, gboolean is_surplus, double *low, double *high)
{
  double span;

  *low = *high = 0.0;
  for (guint i = 0; i < self->n_points; i++)
    widen (is_surplus ? &self->points[i].surplus : &self->points[i].contribution, low, high);
  span = MAX (*high - *low, 1.0);
  *low = MIN (*low - span * 0.08, -span * 0.25);
  *high = MAX (*high + span * 0.08, span * 0.25);
}

static WinWinGround
lay_out (PnrWinWinChart *self, PnrPen *pen, double width, double height)
{
  WinWinGround ground = { 0 };
  double line = pnr_pen_get_line_height (pen, PNR_LETTERING_SMALL);
  double low, high;

  ground.top = pnr_chart_head (PNR_CHART (self), pen, width, height) + line + 6.0;
  ground.bottom = MAX (height - PNR_CHART_MARGIN / 2.0 - 2.0 * line - 8.0, ground.top + 8.0);
  get_reach (self, FALSE, &low, &high);
  ground.contributions = pnr_axis_linear (
      low, high, ground.bottom, ground.top,
      (guint) CLAMP ((ground.bottom - ground.top) / (line * 2.5), 2.0, 6.0), FALSE);
  ground.contribution_divisor = pnr_value_axis_choose_divisor (self->currency, low, high);
  ground.left = PNR_CHART_MARGIN + 8.0
                + pnr_value_axis_measure (pen, &ground.contributions, ground.contribution_divisor);
  ground.right = MAX (width - PNR_CHART_MARGIN - 4.0, ground.left + 8.0);
  get_reach (self, TRUE, &low, &high);
  ground.surpluses =
      pnr_axis_linear (low, high, ground.left, ground.right,
                       (guint) CLAMP ((ground.right - ground.left) / 90.0, 2.0, 8.0), FALSE);
  ground.surplus_divisor = pnr_value_axis_choose_divisor (self->currency, low, high);
  return ground;
}

/* In the quadrant's own width, in as many lines as that takes; @alignment 1.0: at its bottom. */
static void
write_left_corner (PnrPen *pen, const char *text, double x, double y, double width,
                   double alignment)
{
  double room = MAX (width - 12.0, 1.0);
  double height = pnr_pen_measure_lines (pen, text, PNR_LETTERING_SMALL, room, MOST_CORNER_LINES);

  pnr_pen_write_lines (pen, text, PNR_LETTERING_SMALL, pen->palette->dim, x + 6.0,
                       y - alignment * height, room, MOST_CORNER_LINES);
}

static void
write_right_corner (PnrPen *pen, const char *text, PnrColour colour, double x, double y,
                    double width)
{
  pnr_pen_write (pen, text, PNR_LETTERING_SMALL, colour, x - 6.0, y, MAX (width - 12.0, 1.0), 1.0);
}

static void
paint_quadrants (PnrPen *pen, const WinWinGround *ground)
{
  const PnrPalette *palette = pen->palette;
  double line = pnr_pen_get_line_height (pen, PNR_LETTERING_SMALL);
  double x = pnr_axis_place (&ground->surpluses, 0.0);
  double y = pnr_axis_place (&ground->contributions, 0.0);

  pnr_pen_set_colour (pen->cr, pnr_colour_mix (palette->positive, palette->background, 0.82));
  cairo_rectangle (pen->cr, x, ground->top, ground->right - x, y - ground->top);
  cairo_fill (pen->cr);
  write_right_corner (pen, _ ("Both gain"), palette->positive, ground->right, ground->top + 4.0,
                      ground->right - x);
  write_left_corner (pen, _ ("Only the shop gains"), ground->left, ground->top + 4.0,
                     x - ground->left, 0.0);
  write_right_corner (pen, _ ("Only customers gain"), palette->dim, ground->right,
                      ground->bottom - line - 4.0, ground->right - x);
  write_left_corner (pen, _ ("Neither gains"), ground->left, ground->bottom - 4.0, x - ground->left,
                     1.0);
}

static void
paint_axes (PnrWinWinChart *self, PnrPen *pen, const WinWinGround *ground)
{
  const PnrPalette *palette = pen->palette;
  double line = pnr_pen_get_line_height (pen, PNR_LETTERING_SMALL);
  g_autofree char *across = pnr_value_axis_dup_title (_ ("Change of customers’ surplus"),
                                                      self->currency, ground->surplus_divisor);
  g_autofree char *up = pnr_value_axis_dup_title (_ ("Change of contribution"), self->currency,
                                                  ground->contribution_divisor);
  double zero_y = floor (pnr_axis_place (&ground->contributions, 0.0)) + 0.5;
  guint n_ticks;
  g_autofree double *ticks = pnr_axis_dup_ticks (&ground->surpluses, &n_ticks);
  guint n_steps;
  g_autofree double *steps = pnr_axis_dup_ticks (&ground->contributions, &n_steps);
  double zero_x = floor (pnr_axis_place (&ground->surpluses, 0.0)) + 0.5;

  for (guint i = 0; i < n_steps; i++) {
    g_autofree char *label =
        pnr_axis_dup_label (&ground->contributions, steps[i], ground->contribution_divisor);
    double y = floor (pnr_axis_place (&ground->contributions, steps[i])) + 0.5;

    /* The corners have words in them. */
    if (y > ground->top + line + 6.0 && y < ground->bottom - line - 6.0)
      pnr_pen_line (pen, palette->grid, 1.0, ground->left, y, ground->right, y);
    pnr_pen_write (pen, label, PNR_LETTERING_SMALL, palette->dim, ground->left - 8.0,
                   y - line / 2.0, 0.0, 1.0);
  }
  for (guint i = 0; i < n_ticks; i++) {
    g_autofree char *label =
        pnr_axis_dup_label (&ground->surpluses, ticks[i], ground->surplus_divisor);
    double x = floor (pnr_axis_place (&ground->surpluses, ticks[i])) + 0.5;

    if (ticks[i] != 0.0)
      pnr_pen_line (pen, palette->grid, 1.0, x, ground->top + line + 8.0, x,
                    ground->bottom - line - 8.0);
    pnr_pen_line (pen, palette->outline, 1.0, x, ground->bottom, x, ground->bottom + 4.0);
    pnr_pen_write (pen, label, PNR_LETTERING_SMALL, palette->dim, x, ground->bottom + 5.0, 0.0,
                   0.5);
  }
  pnr_pen_line (pen, palette->outline, 1.5, zero_x, ground->top, zero_x, ground->bottom);
  pnr_pen_line (pen, palette->outline, 1.5, ground->left, zero_y, ground->right, zero_y);
  pnr_pen_write (pen, across, PNR_LETTERING_SMALL, palette->dim,
                 (ground->left + ground->right) / 2.0, ground->bottom + 5.0 + line,
                 ground->right - ground->left, 0.5);
  pnr_pen_write (pen, up, PNR_LETTERING_SMALL, palette->dim, PNR_CHART_MARGIN,
                 ground->top - line - 5.0, ground->right - PNR_CHART_MARGIN, 0.0);
}

static PnrColour
get_colour (const PnrPalette *palette, const WinWinPoint *point, guint index)
{
  return get_gain (point) == PNR_GAIN_BOTH ? palette->positive
                                           : palette->series[index % PNR_PALETTE_N_SERIES];
}

static void
paint_cross (PnrPen *pen, const WinWinGround *ground, const WinWinPoint *point, PnrColour colour)
{
  double x = pnr_axis_place (&ground->surpluses, point->surplus.value);
  double y = pnr_axis_place (&ground->contributions, point->contribution.value);

  if (isfinite (point->surplus.low) && isfinite (point->surplus.high)) {
    double left = pnr_axis_place (&ground->surpluses, point->surplus.low);
    double right = pnr_axis_place (&ground->surpluses, point->surplus.high);

    pnr_pen_line (pen, colour, 1.8, left, y, right, y);
    pnr_pen_line (pen, colour, 1.2, left, y - 4.0, left, y + 4.0);
    pnr_pen_line (pen, colour, 1.2, right, y - 4.0, right, y + 4.0);
  }
  if (isfinite (point->contribution.low) && isfinite (point->contribution.high)) {
    double low = pnr_axis_place (&ground->contributions, point->contribution.low);
    double high = pnr_axis_place (&ground->contributions, point->contribution.high);

    pnr_pen_line (pen, colour, 1.8, x, low, x, high);
    pnr_pen_line (pen, colour, 1.2, x - 4.0, low, x + 4.0, low);
    pnr_pen_line (pen, colour, 1.2, x - 4.0, high, x + 4.0, high);
  }
}

typedef struct {
  double x;
  double y;
  double width;
} Label;

/* A name stands where no other name is: right below its point, else further down. */
static Label
place_label (PnrWinWinChart *self, PnrPen *pen, const WinWinGround *ground, guint index,
             const Label *before)
{
  const WinWinPoint *point = &self->points[index];
  double line = pnr_pen_get_line_height (pen, PNR_LETTERING_SMALL | PNR_LETTERING_BOLD);
  Label label;

  pnr_pen_measure (pen, point->name, PNR_LETTERING_SMALL | PNR_LETTERING_BOLD, &label.width, NULL);
  label.width = MIN (label.width, (ground->right - ground->left) * 0.45);
  label.x = pnr_axis_place (&ground->surpluses, point->surplus.value) + RADIUS + 5.0;
  label.y = pnr_axis_place (&ground->contributions, point->contribution.value) + 3.0;
  if (label.x + label.width > ground->right)
    label.x -= label.width + 2.0 * (RADIUS + 5.0);
  label.y = MIN (label.y, ground->bottom - line);
  for (guint tries = 0; tries < PNR_WIN_WIN_MOST; tries++)
    for (guint k = 0; k < index; k++)
      if (fabs (before[k].y - label.y) < line && before[k].x < label.x + label.width + 4.0
          && label.x < before[k].x + before[k].width + 4.0)
        label.y =
            before[k].y + line <= ground->bottom - line ? before[k].y + line : before[k].y - line;
  return label;
}

static void
pnr_win_win_chart_paint (PnrChart *chart, cairo_t *cr, double width, double height,
                         const PnrPalette *palette)
{
  PnrWinWinChart *self = PNR_WIN_WIN_CHART (chart);
  g_auto (PnrPen) pen = pnr_pen_begin (cr, palette);
  Label labels[PNR_WIN_WIN_MOST];
  WinWinGround ground;

  if (self->n_points == 0) {
    pnr_chart_paint_empty (chart, &pen, width, height);
    return;
  }
  ground = lay_out (self, &pen, width, height);
  paint_quadrants (&pen, &ground);
  paint_axes (self, &pen, &ground);
  for (guint i = 0; i < self->n_points; i++)
    paint_cross (&pen, &ground, &self->points[i], get_colour (palette, &self->points[i], i));
  for (guint i = 0; i < self->n_points; i++) {
    const WinWinPoint *point = &self->points[i];

    labels[i] = place_label (self, &pen, &ground, i, labels);
    pnr_mark_paint (&pen, get_colour (palette, point, i), i,
                    pnr_axis_place (&ground.surpluses, point->surplus.value),
                    pnr_axis_place (&ground.contributions, point->contribution.value), RADIUS);
    pnr_pen_write (&pen, point->name, PNR_LETTERING_SMALL | PNR_LETTERING_BOLD, palette->foreground,
                   labels[i].x, labels[i].y, labels[i].width + 1.0, 0.0);
  }
}

static const char *
pnr_win_win_chart_get_title (PnrChart *chart)
{
  return _ ("Who gains");
}

static char *
pnr_win_win_chart_dup_description (PnrChart *chart)
{
  PnrWinWinChart *self = PNR_WIN_WIN_CHART (chart);
  g_autoptr (GString) text = g_string_new (NULL);

  if (self->n_points == 0)
    return g_strdup (_ ("Nothing has been simulated yet."));
  for (guint i = 0; i < self->n_points; i++)
    g_string_append_printf (text, "%s%s: %s", i > 0 ? "; " : "", self->points[i].name,
                            get_gain_words (get_gain (&self->points[i])));
  g_string_append (text, ".");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static guint
pnr_win_win_chart_get_n_points (PnrChart *chart)
{
  return PNR_WIN_WIN_CHART (chart)->n_points;
}

static gboolean
pnr_win_win_chart_get_point_position (PnrChart *chart, guint index, double width, double height,
                                      double *x, double *y)
{
  PnrWinWinChart *self = PNR_WIN_WIN_CHART (chart);
  g_auto (PnrPen) pen = pnr_pen_begin (NULL, pnr_chart_get_palette (chart));
  WinWinGround ground = lay_out (self, &pen, width, height);

  *x = pnr_axis_place (&ground.surpluses, self->points[index].surplus.value);
  *y = pnr_axis_place (&ground.contributions, self->points[index].contribution.value);
  return TRUE;
}

static char *
dup_change (PnrWinWinChart *self, double minor)
{
  g_autofree char *amount = NULL;

  if (!isfinite (minor))
    return g_strdup ("–");
  amount = pnr_chart_dup_amount (fabs (minor), self->currency);
  return g_strconcat (llround (minor) < 0   ? "\u2212"
                      : llround (minor) > 0 ? "+"
                                            : "",
                      amount, NULL);
}

static char *
dup_interval (PnrWinWinChart *self, const PnrEstimate *estimate)
{
  g_autofree char *low = dup_change (self, estimate->low);
  g_autofree char *high = dup_change (self, estimate->high);

  return g_strdup_printf (_ ("%s to %s"), low, high);
}

static char *
pnr_win_win_chart_dup_point_reading (PnrChart *chart, guint index)
{
  PnrWinWinChart *self = PNR_WIN_WIN_CHART (chart);
  const WinWinPoint *point = &self->points[index];
  g_autofree char *surplus = dup_change (self, point->surplus.value);
  g_autofree char *surplus_range = dup_interval (self, &point->surplus);
  g_autofree char *contribution = dup_change (self, point->contribution.value);
  g_autofree char *contribution_range = dup_interval (self, &point->contribution);

  /* Translators: a scenario, customers' change and its interval, the shop's, who gains. */
  return g_strdup_printf (_ ("%s: customers %s (%s), shop %s (%s): %s"), point->name, surplus,
                          surplus_range, contribution, contribution_range,
                          get_gain_words (get_gain (point)));
}

static gboolean
pnr_win_win_chart_find_point (PnrChart *chart, double x, double y, double width, double height,
                              guint *point)
{
  PnrWinWinChart *self = PNR_WIN_WIN_CHART (chart);
  g_auto (PnrPen) pen = pnr_pen_begin (NULL, pnr_chart_get_palette (chart));
  WinWinGround ground = lay_out (self, &pen, width, height);
  double best = REACH;

  for (guint i = 0; i < self->n_points; i++) {
    double distance =
        hypot (x - pnr_axis_place (&ground.surpluses, self->points[i].surplus.value),
               y - pnr_axis_place (&ground.contributions, self->points[i].contribution.value));

    if (distance < best) {
      best = distance;
      *point = i;
    }
  }
  return best < REACH;
}

static GStrv
pnr_win_win_chart_dup_headers (PnrChart *chart)
{
  const char *headers[] = { _ ("Scenario"),
                            _ ("Change of customers’ surplus"),
                            _ ("90 % interval"),
                            _ ("Change of contribution"),
                            _ ("90 % interval"),
                            _ ("Who gains"),
                            NULL };

  return g_strdupv ((GStrv) headers);
}

static GPtrArray *
pnr_win_win_chart_dup_rows (PnrChart *chart)
{
  PnrWinWinChart *self = PNR_WIN_WIN_CHART (chart);
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint i = 0; i < self->n_points; i++) {
    const WinWinPoint *point = &self->points[i];
    GStrv row = g_new0 (char *, 7);

    row[0] = g_strdup (point->name);
    row[1] = dup_change (self, point->surplus.value);
    row[2] = dup_interval (self, &point->surplus);
    row[3] = dup_change (self, point->contribution.value);
    row[4] = dup_interval (self, &point->contribution);
    row[5] = g_strdup (get_gain_words (get_gain (point)));
    g_ptr_array_add (rows, row);
  }
  return rows;
}

static void
pnr_win_win_chart_finalize (GObject *object)
{
  PnrWinWinChart *self = PNR_WIN_WIN_CHART (object);

  for (guint i = 0; i < self->n_points; i++)
    g_free (self->points[i].name);
  g_free (self->currency);

  G_OBJECT_CLASS (pnr_win_win_chart_parent_class)->finalize (object);
}

static void
pnr_win_win_chart_class_init (PnrWinWinChartClass *klass)
{
  PnrChartClass *chart_class = PNR_CHART_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pnr_win_win_chart_finalize;
  chart_class->paint = pnr_win_win_chart_paint;
  chart_class->get_title = pnr_win_win_chart_get_title;
  chart_class->dup_description = pnr_win_win_chart_dup_description;
  chart_class->get_n_points = pnr_win_win_chart_get_n_points;
  chart_class->get_point_position = pnr_win_win_chart_get_point_position;
  chart_class->dup_point_reading = pnr_win_win_chart_dup_point_reading;
  chart_class->find_point = pnr_win_win_chart_find_point;
  chart_class->dup_headers = pnr_win_win_chart_dup_headers;
  chart_class->dup_rows = pnr_win_win_chart_dup_rows;
}

static void
pnr_win_win_chart_init (PnrWinWinChart *self)
{
}

PnrWinWinChart *
pnr_win_win_chart_new (void)
{
  return g_object_new (PNR_TYPE_WIN_WIN_CHART, NULL);
}

/**
 * pnr_win_win_chart_add:
 * @self: a chart with less than %PNR_WIN_WIN_MOST points
 * @name: of the scenario or bundle
 * @outcome: what its simulation said
 */
void
pnr_win_win_chart_add (PnrWinWinChart *self, const char *name, PnrOutcome *outcome)
{
  g_return_if_fail (PNR_IS_WIN_WIN_CHART (self));
  g_return_if_fail (self->n_points < PNR_WIN_WIN_MOST);

  if (self->currency == NULL)
    self->currency = g_strdup (outcome->currency);
  self->points[self->n_points++] = (WinWinPoint){
    g_strdup (name),
    outcome->estimates[PNR_SIDE_DELTA][PNR_METRIC_SURPLUS],
    outcome->estimates[PNR_SIDE_DELTA][PNR_METRIC_CONTRIBUTION],
  };
  pnr_chart_changed (PNR_CHART (self));
}
