/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a scenario changes, metric by metric, each with its interval and its own scale.
 *
 * The scale is that of the change: levels can be so doubtful that their intervals would hide it. */
#include "config.h"

#include "drawing/pnr-compare-chart.h"

#include "base/pnr-money.h"
#include "drawing/pnr-axis.h"
#include "drawing/pnr-chart-head.h"
#include "drawing/pnr-pen.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* Below this width the words stand over the marks instead of beside them. */
#define WIDTH_FOR_COLUMNS 560.0

struct _PnrCompareChart {
  PnrChart parent_instance;

  PnrOutcome *outcome;
  PnrMetric metrics[PNR_N_METRICS];
  guint n_metrics;
};

typedef struct {
  guint n_rows;
  double legend_y;
  double top;
  double row_height;
  double plot_left;
  double plot_right;
  double words_left;
  gboolean is_stacked;
} CompareGround;

G_DEFINE_FINAL_TYPE (PnrCompareChart, pnr_compare_chart, PNR_TYPE_CHART)

static const PnrMetric usual_metrics[] = { PNR_METRIC_AOV,          PNR_METRIC_STORE_AOV,
                                           PNR_METRIC_ORDERS,       PNR_METRIC_REVENUE,
                                           PNR_METRIC_CONTRIBUTION, PNR_METRIC_SURPLUS,
                                           PNR_METRIC_MARGIN_SHARE, PNR_METRIC_TAKE_RATE };

/**
 * pnr_compare_chart_get_metric_title:
 * @metric: a metric
 *
 * Returns: its name in the merchant's language
 */
const char *
pnr_compare_chart_get_metric_title (PnrMetric metric)
{
  static const char *const titles[PNR_N_METRICS] = {
    [PNR_METRIC_AOV] = N_ ("Order value of these products"),
    [PNR_METRIC_ORDERS] = N_ ("Orders"),
    [PNR_METRIC_CONVERSION] = N_ ("Conversion"),
    [PNR_METRIC_UNITS] = N_ ("Units"),
    [PNR_METRIC_REVENUE] = N_ ("Revenue"),
    [PNR_METRIC_COST] = N_ ("Cost of goods"),
    [PNR_METRIC_SHIPPING] = N_ ("Shipping"),
    [PNR_METRIC_CONTRIBUTION] = N_ ("Contribution"),
    [PNR_METRIC_MARGIN_SHARE] = N_ ("Margin"),
    [PNR_METRIC_SURPLUS] = N_ ("Customers’ surplus"),
    [PNR_METRIC_TAKE_RATE] = N_ ("Take rate"),
    [PNR_METRIC_CANNIBALISATION] = N_ ("Cannibalisation"),
    [PNR_METRIC_SHIPPING_PER_ORDER] = N_ ("Shipping per order"),
    [PNR_METRIC_SINGLE_SALES] = N_ ("Single sales"),
    [PNR_METRIC_TAKERS] = N_ ("Orders with an offer"),
    [PNR_METRIC_STORE_AOV] = N_ ("Order value of the whole shop"),
    [PNR_METRIC_LTV] = N_ ("Lifetime value"),
  };

  g_return_val_if_fail (metric < PNR_N_METRICS, NULL);

  return _ (titles[metric]);
}

/* 1: more is good for the shop; -1: less is. */
static int
metric_direction (PnrMetric metric)
{
  return metric == PNR_METRIC_COST || metric == PNR_METRIC_SHIPPING
                 || metric == PNR_METRIC_SHIPPING_PER_ORDER || metric == PNR_METRIC_CANNIBALISATION
             ? -1
             : 1;
}

/* A mean of thousands is not known to the cent: from 1,000 units on it is written without. */
static char *
dup_rounded_amount (double minor, const char *currency)
{
  double unit = (double) pnr_currency_get_unit (currency);
  g_autofree char *amount = NULL;
  g_autofree char *zeros = NULL;
  char *cents;

  if (fabs (minor) < 1000.0 * unit || unit <= 1.0)
    return pnr_chart_dup_amount (minor, currency);
  amount = pnr_chart_dup_amount (round (minor / unit) * unit, currency);
  zeros = g_strdup_printf ("%.*f", (int) lround (log10 (unit)), 0.0);
  cents = g_strrstr (amount, zeros + 1);
  if (cents == NULL)
    return g_steal_pointer (&amount);
  *cents = '\0';
  return g_strconcat (amount, cents + strlen (zeros + 1), NULL);
}

static char *
dup_figure (PnrCompareChart *self, PnrMetric metric, double value, gboolean is_signed)
{
  const char *sign = is_signed && value > 0.0 ? "+" : "";

  if (!isfinite (value))
    return g_strdup ("–");
  if (pnr_metric_is_money (metric)) {
    g_autofree char *amount = dup_rounded_amount (value, self->outcome->currency);

    return g_strconcat (sign, amount, NULL);
  }
  if (value < 0.0)
    sign = "\u2212";
  if (pnr_metric_is_share (metric) && is_signed)
    /* Translators: a difference of two percentages, in percentage points. */
    return g_strdup_printf (_ ("%s%.2f pp"), sign, 100.0 * fabs (value));
  if (pnr_metric_is_share (metric))
    return g_strdup_printf (_ ("%s%.2f %%"), sign, 100.0 * fabs (value));
  return g_strdup_printf ("%s%'.*f", sign, fabs (value) < 100.0 ? 1 : 0, fabs (value));
}

static gboolean
could_be_nothing (const PnrEstimate *delta)
{
  return !(delta->low > 0.0 || delta->high < 0.0);
}

static const PnrEstimate *
get_estimate (PnrCompareChart *self, PnrSide side, PnrMetric metric)
{
  return &self->outcome->estimates[side][metric];
}

static gboolean
has_change (PnrCompareChart *self, PnrMetric metric)
{
  return isfinite (get_estimate (self, PNR_SIDE_BASELINE, metric)->value)
         && isfinite (get_estimate (self, PNR_SIDE_DELTA, metric)->value);
}

/* What is drawn: the shop without the scenario is where nothing changes. A measure that it does not
 * have is drawn as it is. */
static PnrEstimate
get_drawn (PnrCompareChart *self, PnrSide side, PnrMetric metric)
{
  if (!has_change (self, metric))
    return *get_estimate (self, side, metric);
  return side == PNR_SIDE_BASELINE ? (PnrEstimate){ 0.0, NAN, NAN, NAN }
                                   : *get_estimate (self, PNR_SIDE_DELTA, metric);
}

static guint
list_shown (PnrCompareChart *self, PnrMetric *shown)
{
  guint n = 0;

  for (guint i = 0; self->outcome != NULL && i < self->n_metrics; i++) {
    if (isfinite (get_estimate (self, PNR_SIDE_SCENARIO, self->metrics[i])->value))
      shown[n++] = self->metrics[i];
  }
  return n;
}

/* What a row says in words: its name, the figures of both sides, the change and its interval. */
typedef struct {
  const char *title;
  char *figures;
  char *change;
  char *range;
  PnrColour colour;
} RowWords;

static void
row_words_clear (RowWords *words)
{
  g_clear_pointer (&words->figures, g_free);
  g_clear_pointer (&words->change, g_free);
  g_clear_pointer (&words->range, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RowWords, row_words_clear)

static char *
dup_change (PnrCompareChart *self, PnrMetric metric, const PnrEstimate *delta)
{
  g_autofree char *change = dup_figure (self, metric, delta->value, TRUE);

  if (could_be_nothing (delta))
    return g_strdup_printf (_ ("%s, could be nothing"), change);
  return g_strdup_printf ("%s %s", delta->value > 0.0 ? "▲" : "▼", change);
}

static char *
dup_range (PnrCompareChart *self, PnrMetric metric, const PnrEstimate *estimate, gboolean is_signed)
{
  g_autofree char *low = dup_figure (self, metric, estimate->low, is_signed);
  g_autofree char *high = dup_figure (self, metric, estimate->high, is_signed);

  return g_strdup_printf (_ ("%s to %s"), low, high);
}

/* A measure that the shop without the scenario does not have shows its own interval. */
static RowWords
word_row (PnrCompareChart *self, PnrPen *pen, PnrMetric metric)
{
  const PnrEstimate *before = get_estimate (self, PNR_SIDE_BASELINE, metric);
  const PnrEstimate *after = get_estimate (self, PNR_SIDE_SCENARIO, metric);
  const PnrEstimate *delta = get_estimate (self, PNR_SIDE_DELTA, metric);
  g_autofree char *without = dup_figure (self, metric, before->value, FALSE);
  g_autofree char *with = dup_figure (self, metric, after->value, FALSE);
  RowWords words = { pnr_compare_chart_get_metric_title (metric), NULL, NULL, NULL,
                     pen->palette->dim };

  if (!has_change (self, metric)) {
    words.figures = g_strdup (_ ("only with the scenario"));
    words.change = g_steal_pointer (&with);
    words.range = dup_range (self, metric, after, FALSE);
    words.colour = pen->palette->foreground;
    return words;
  }
  words.figures = g_strdup_printf ("%s → %s", without, with);
  words.change = dup_change (self, metric, delta);
  words.range = dup_range (self, metric, delta, TRUE);
  if (!could_be_nothing (delta))
    words.colour = delta->value * metric_direction (metric) > 0.0 ? pen->palette->positive
                                                                  : pen->palette->negative;
  return words;
}

/* The words decide how wide the columns beside the marks are, within bounds. */
static void
set_columns (PnrCompareChart *self, PnrPen *pen, CompareGround *ground, const PnrMetric *shown,
             double width)
{
  double left = 0.0, right = 0.0;

  for (guint row = 0; row < ground->n_rows; row++) {
    g_auto (RowWords) words = word_row (self, pen, shown[row]);
    double title, figures, change, range;

    pnr_pen_measure (pen, words.title, PNR_LETTERING_BOLD, &title, NULL);
    pnr_pen_measure (pen, words.figures, PNR_LETTERING_SMALL, &figures, NULL);
    pnr_pen_measure (pen, words.change, PNR_LETTERING_SMALL | PNR_LETTERING_BOLD, &change, NULL);
    pnr_pen_measure (pen, words.range, PNR_LETTERING_SMALL, &range, NULL);
    left = MAX (left, MAX (title, figures));
    right = MAX (right, MAX (change, range));
  }
  left = MIN (ceil (left), width * 0.34);
  right = MIN (ceil (right), width * 0.34);
  ground->plot_left = PNR_CHART_MARGIN + left + 24.0;
  ground->words_left = width - PNR_CHART_MARGIN - right;
  ground->plot_right = ground->words_left - 24.0;
}

static CompareGround
lay_out (PnrCompareChart *self, PnrPen *pen, double width, double height)
{
  PnrMetric shown[PNR_N_METRICS] = { 0 };
  guint n_shown = list_shown (self, shown);
  double line = pnr_pen_get_line_height (pen, PNR_LETTERING_SMALL);
  double head = pnr_chart_head (PNR_CHART (self), pen, width, height);
  CompareGround ground = { 0 };
  double least;

  ground.is_stacked = width < WIDTH_FOR_COLUMNS;
  ground.legend_y = head;
  ground.top = head + line + 8.0;
  least = ground.is_stacked ? line + 22.0 : line * 2.0 + 8.0;
  ground.n_rows = MIN (n_shown, (guint) MAX ((height - ground.top - 6.0) / least, 1.0));
  ground.row_height = MIN ((height - ground.top - 6.0) / MAX (ground.n_rows, 1), 84.0);
  ground.plot_left = PNR_CHART_MARGIN + 8.0;
  ground.plot_right = width - PNR_CHART_MARGIN - 8.0;
  if (!ground.is_stacked)
    set_columns (self, pen, &ground, shown, width);
  return ground;
}

static PnrAxis
row_axis (PnrCompareChart *self, const CompareGround *ground, PnrMetric metric)
{
  double low = INFINITY, high = -INFINITY, room;

  for (guint side = PNR_SIDE_BASELINE; side <= PNR_SIDE_SCENARIO; side++) {
    PnrEstimate estimate = get_drawn (self, side, metric);
    double ends[] = { estimate.value, estimate.low, estimate.high };

    for (guint i = 0; i < G_N_ELEMENTS (ends); i++) {
      if (isfinite (ends[i])) {
        low = MIN (low, ends[i]);
        high = MAX (high, ends[i]);
      }
    }
  }
  room = (high - low) * 0.06;
  return pnr_axis_linear (low - room, high + room, ground->plot_left, ground->plot_right, 4, FALSE);
}

/* Where the marks of both sides stand in a row: the baseline a little over the scenario. */
static double
mark_y (const CompareGround *ground, guint row, PnrSide side, double line)
{
  double top = ground->top + row * ground->row_height;
  double middle = ground->is_stacked ? top + line + (ground->row_height - line) / 2.0
                                     : top + ground->row_height / 2.0;
  double apart = CLAMP (ground->row_height * 0.14, 4.0, 8.0);

  return middle + (side == PNR_SIDE_BASELINE ? -apart : apart);
}

static void
paint_estimate (PnrPen *pen, const PnrAxis *axis, const PnrEstimate *estimate, double y,
                PnrSide side)
{
  const PnrPalette *palette = pen->palette;
  PnrColour colour = side == PNR_SIDE_BASELINE ? palette->dim : palette->series[0];
  double x = pnr_axis_place (axis, estimate->value);

  if (!isfinite (estimate->value))
    return;
  if (isfinite (estimate->low) && isfinite (estimate->high)) {
    double left = pnr_axis_place (axis, estimate->low);
    double right = pnr_axis_place (axis, estimate->high);

    pnr_pen_line (pen, colour, 2.0, left, y, right, y);
    pnr_pen_line (pen, colour, 1.0, left, y - 3.0, left, y + 3.0);
    pnr_pen_line (pen, colour, 1.0, right, y - 3.0, right, y + 3.0);
  }
  if (side == PNR_SIDE_BASELINE) {
    pnr_pen_dot (pen, palette->background, x, y, 4.5);
    pnr_pen_ring (pen, colour, x, y, 4.0, 1.8);
  } else {
    pnr_pen_dot (pen, palette->background, x, y, 6.0);
    pnr_pen_dot (pen, colour, x, y, 5.0);
  }
}

static void
paint_row_words (PnrCompareChart *self, PnrPen *pen, const CompareGround *ground, guint row,
                 PnrMetric metric, double width)
{
  g_auto (RowWords) words = word_row (self, pen, metric);
  double title_height = pnr_pen_get_line_height (pen, PNR_LETTERING_BOLD);
  double line = pnr_pen_get_line_height (pen, PNR_LETTERING_SMALL);
  double top = ground->top + row * ground->row_height;
  double right = width - PNR_CHART_MARGIN;

  if (ground->is_stacked) {
    pnr_pen_write (pen, words.title, PNR_LETTERING_SMALL | PNR_LETTERING_BOLD,
                   pen->palette->foreground, PNR_CHART_MARGIN, top,
                   (right - PNR_CHART_MARGIN) * 0.42, 0.0);
    pnr_pen_write (pen, words.change, PNR_LETTERING_SMALL, words.colour, right, top,
                   (right - PNR_CHART_MARGIN) * 0.56, 1.0);
    return;
  }
  top += (ground->row_height - 4.0) / 2.0;
  pnr_pen_write (pen, words.title, PNR_LETTERING_BOLD, pen->palette->foreground, PNR_CHART_MARGIN,
                 top - title_height, ground->plot_left - PNR_CHART_MARGIN - 12.0, 0.0);
  pnr_pen_write (pen, words.figures, PNR_LETTERING_SMALL, pen->palette->dim, PNR_CHART_MARGIN,
                 top + 1.0, ground->plot_left - PNR_CHART_MARGIN - 12.0, 0.0);
  pnr_pen_write (pen, words.change, PNR_LETTERING_SMALL | PNR_LETTERING_BOLD, words.colour,
                 ground->words_left, top - line - 1.0, right - ground->words_left, 0.0);
  pnr_pen_write (pen, words.range, PNR_LETTERING_SMALL, pen->palette->dim, ground->words_left,
                 top + 1.0, right - ground->words_left, 0.0);
}

static double
tick_divisor (PnrCompareChart *self, PnrMetric metric)
{
  if (pnr_metric_is_money (metric))
    return (double) pnr_currency_get_unit (self->outcome->currency);
  return pnr_metric_is_share (metric) ? 0.01 : 1.0;
}

/* A row with room has numbers; any other only a line down from where the shop stands now. */
static void
paint_row_scale (PnrCompareChart *self, PnrPen *pen, const CompareGround *ground, guint row,
                 PnrMetric metric, const PnrAxis *axis)
{
  double line = pnr_pen_get_line_height (pen, PNR_LETTERING_SMALL);
  double top = ground->top + row * ground->row_height + (ground->is_stacked ? line : 0.0);
  double bottom = ground->top + (row + 1) * ground->row_height - 4.0;
  double before = get_drawn (self, PNR_SIDE_BASELINE, metric).value;
  gboolean has_labels = !ground->is_stacked && ground->row_height >= line * 2.0 + 24.0;
  guint n_ticks;
  g_autofree double *ticks = pnr_axis_dup_ticks (axis, &n_ticks);

  if (!has_labels && isfinite (before)) {
    double x = floor (pnr_axis_place (axis, before)) + 0.5;

    pnr_pen_line (pen, pen->palette->grid, 1.0, x, top + 3.0, x, bottom);
  }
  for (guint i = 0; has_labels && i < n_ticks; i++) {
    double x = floor (pnr_axis_place (axis, ticks[i])) + 0.5;
    g_autofree char *figure = pnr_axis_dup_label (axis, ticks[i], tick_divisor (self, metric));
    g_autofree char *label =
        g_strconcat (has_change (self, metric) && ticks[i] > 0.0 ? "+" : "", figure, NULL);

    pnr_pen_line (pen, pen->palette->grid, 1.0, x, top + 3.0, x, bottom - line);
    pnr_pen_write (pen, label, PNR_LETTERING_SMALL, pen->palette->dim, x, bottom - line, 0.0, 0.5);
  }
}

static void
paint_legend (PnrPen *pen, const CompareGround *ground, double width)
{
  const PnrPalette *palette = pen->palette;
  double line = pnr_pen_get_line_height (pen, PNR_LETTERING_SMALL);
  double y = ground->legend_y + line / 2.0;
  double x = PNR_CHART_MARGIN + 5.0;
  double text_width;

  pnr_pen_ring (pen, palette->dim, x, y, 4.0, 1.8);
  pnr_pen_write (pen, _ ("Without"), PNR_LETTERING_SMALL, palette->dim, x + 10.0, ground->legend_y,
                 0.0, 0.0);
  pnr_pen_measure (pen, _ ("Without"), PNR_LETTERING_SMALL, &text_width, NULL);
  x += 10.0 + text_width + 18.0;
  pnr_pen_dot (pen, palette->series[0], x, y, 5.0);
  pnr_pen_write (pen, _ ("With the scenario"), PNR_LETTERING_SMALL, palette->dim, x + 10.0,
                 ground->legend_y, 0.0, 0.0);
  pnr_pen_measure (pen, _ ("With the scenario"), PNR_LETTERING_SMALL, &text_width, NULL);
  x += 10.0 + text_width + 12.0;
  pnr_pen_line (pen, palette->series[0], 2.0, x, y, x + 18.0, y);
  /* xgettext:no-c-format */
  pnr_pen_write (pen, _ ("90 % interval of the change"), PNR_LETTERING_SMALL, palette->dim,
                 x + 24.0, ground->legend_y, MAX (width - x - 24.0 - PNR_CHART_MARGIN, 1.0), 0.0);
}

static void
pnr_compare_chart_paint (PnrChart *chart, cairo_t *cr, double width, double height,
                         const PnrPalette *palette)
{
  PnrCompareChart *self = PNR_COMPARE_CHART (chart);
  g_auto (PnrPen) pen = pnr_pen_begin (cr, palette);
  PnrMetric shown[PNR_N_METRICS] = { 0 };
  CompareGround ground;
  double line;

  if (list_shown (self, shown) == 0) {
    pnr_chart_paint_empty (chart, &pen, width, height);
    return;
  }
  ground = lay_out (self, &pen, width, height);
  line = pnr_pen_get_line_height (&pen, PNR_LETTERING_SMALL);
  paint_legend (&pen, &ground, width);
  for (guint row = 0; row < ground.n_rows; row++) {
    PnrAxis axis = row_axis (self, &ground, shown[row]);

    paint_row_scale (self, &pen, &ground, row, shown[row], &axis);
    for (guint side = PNR_SIDE_BASELINE; side <= PNR_SIDE_SCENARIO; side++) {
      PnrEstimate estimate = get_drawn (self, side, shown[row]);

      paint_estimate (&pen, &axis, &estimate, mark_y (&ground, row, side, line), side);
    }
    paint_row_words (self, &pen, &ground, row, shown[row], width);
  }
}

static const char *
pnr_compare_chart_get_title (PnrChart *chart)
{
  return _ ("What the scenario changes");
}

static char *
pnr_compare_chart_dup_description (PnrChart *chart)
{
  PnrCompareChart *self = PNR_COMPARE_CHART (chart);
  PnrMetric shown[PNR_N_METRICS] = { 0 };
  guint n_shown = list_shown (self, shown);
  PnrMetric metric = PNR_METRIC_CONTRIBUTION;
  g_autofree char *change = NULL;
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;
  const PnrEstimate *delta;

  if (n_shown == 0)
    return g_strdup (_ ("Nothing has been simulated yet. Run a scenario to compare it with the "
                        "shop as it is."));
  if (!isfinite (get_estimate (self, PNR_SIDE_DELTA, metric)->value))
    metric = shown[0];
  delta = get_estimate (self, PNR_SIDE_DELTA, metric);
  change = dup_figure (self, metric, delta->value, TRUE);
  low = dup_figure (self, metric, delta->low, TRUE);
  high = dup_figure (self, metric, delta->high, TRUE);
  if (could_be_nothing (delta))
    return g_strdup_printf (_ ("%s changes by %s, but it could be nothing: the interval from %s "
                               "to %s contains zero."),
                            pnr_compare_chart_get_metric_title (metric), change, low, high);
  return g_strdup_printf (_ ("%s changes by %s, with 90 %% certainty by %s to %s."),
                          pnr_compare_chart_get_metric_title (metric), change, low, high);
}

/* Two points a row: baseline, then scenario. */
static guint
pnr_compare_chart_get_n_points (PnrChart *chart)
{
  PnrMetric shown[PNR_N_METRICS] = { 0 };

  return 2 * list_shown (PNR_COMPARE_CHART (chart), shown);
}

static gboolean
place_point (PnrCompareChart *self, PnrPen *pen, const CompareGround *ground, guint point,
             double *x, double *y)
{
  PnrMetric shown[PNR_N_METRICS] = { 0 };
  PnrSide side = point % 2;
  PnrAxis axis;

  list_shown (self, shown);
  if (point / 2 >= ground->n_rows)
    return FALSE;
  axis = row_axis (self, ground, shown[point / 2]);
  *x = pnr_axis_place (&axis, get_drawn (self, side, shown[point / 2]).value);
  *y = mark_y (ground, point / 2, side, pnr_pen_get_line_height (pen, PNR_LETTERING_SMALL));
  return isfinite (*x);
}

static gboolean
pnr_compare_chart_get_point_position (PnrChart *chart, guint point, double width, double height,
                                      double *x, double *y)
{
  g_auto (PnrPen) pen = pnr_pen_begin (NULL, pnr_chart_get_palette (chart));
  CompareGround ground = lay_out (PNR_COMPARE_CHART (chart), &pen, width, height);

  return place_point (PNR_COMPARE_CHART (chart), &pen, &ground, point, x, y);
}

static char *
pnr_compare_chart_dup_point_reading (PnrChart *chart, guint point)
{
  PnrCompareChart *self = PNR_COMPARE_CHART (chart);
  PnrMetric shown[PNR_N_METRICS] = { 0 };
  g_autofree char *value = NULL;
  g_autofree char *low = NULL;
  g_autofree char *high = NULL;
  const PnrEstimate *estimate;
  PnrMetric metric;

  list_shown (self, shown);
  metric = shown[point / 2];
  estimate = get_estimate (self, point % 2, metric);
  value = dup_figure (self, metric, estimate->value, FALSE);
  low = dup_figure (self, metric, estimate->low, FALSE);
  high = dup_figure (self, metric, estimate->high, FALSE);
  if (point % 2 == PNR_SIDE_BASELINE)
    return g_strdup_printf (_ ("%s without the scenario: %s (%s to %s)"),
                            pnr_compare_chart_get_metric_title (metric), value, low, high);
  return g_strdup_printf (_ ("%s with the scenario: %s (%s to %s)"),
                          pnr_compare_chart_get_metric_title (metric), value, low, high);
}

static gboolean
pnr_compare_chart_find_point (PnrChart *chart, double x, double y, double width, double height,
                              guint *point)
{
  double least = INFINITY;
  PnrCompareChart *self = PNR_COMPARE_CHART (chart);
  g_auto (PnrPen) pen = pnr_pen_begin (NULL, pnr_chart_get_palette (chart));
  CompareGround ground = lay_out (self, &pen, width, height);

  if (y < ground.top || y > ground.top + ground.n_rows * ground.row_height)
    return FALSE;
  for (guint i = 0; i < 2 * ground.n_rows; i++) {
    double point_x, point_y;

    if (!place_point (self, &pen, &ground, i, &point_x, &point_y))
      continue;
    /* A row belongs to its marks from end to end; the nearer of the two is meant. */
    if (hypot ((x - point_x) * 0.1, y - point_y) < least) {
      least = hypot ((x - point_x) * 0.1, y - point_y);
      *point = i;
    }
  }
  return isfinite (least);
}

static GStrv
pnr_compare_chart_dup_headers (PnrChart *chart)
{
  const char *headers[] = { _ ("Measure"),
                            _ ("Without"),
                            _ ("With the scenario"),
                            _ ("Difference"),
                            _ ("Lowest likely"),
                            _ ("Highest likely"),
                            NULL };

  return g_strdupv ((GStrv) headers);
}

static GPtrArray *
pnr_compare_chart_dup_rows (PnrChart *chart)
{
  PnrCompareChart *self = PNR_COMPARE_CHART (chart);
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  PnrMetric shown[PNR_N_METRICS] = { 0 };
  guint n_shown = list_shown (self, shown);

  for (guint i = 0; i < n_shown; i++) {
    const PnrEstimate *delta = get_estimate (self, PNR_SIDE_DELTA, shown[i]);
    const PnrEstimate *ends =
        has_change (self, shown[i]) ? delta : get_estimate (self, PNR_SIDE_SCENARIO, shown[i]);
    GStrv row = g_new0 (char *, 7);

    row[0] = g_strdup (pnr_compare_chart_get_metric_title (shown[i]));
    row[1] =
        dup_figure (self, shown[i], get_estimate (self, PNR_SIDE_BASELINE, shown[i])->value, FALSE);
    row[2] =
        dup_figure (self, shown[i], get_estimate (self, PNR_SIDE_SCENARIO, shown[i])->value, FALSE);
    row[3] = dup_figure (self, shown[i], delta->value, TRUE);
    row[4] = dup_figure (self, shown[i], ends->low, ends == delta);
    row[5] = dup_figure (self, shown[i], ends->high, ends == delta);
    g_ptr_array_add (rows, row);
  }
  return rows;
}

static void
pnr_compare_chart_finalize (GObject *object)
{
  g_clear_pointer (&PNR_COMPARE_CHART (object)->outcome, pnr_outcome_unref);

  G_OBJECT_CLASS (pnr_compare_chart_parent_class)->finalize (object);
}

static void
pnr_compare_chart_class_init (PnrCompareChartClass *klass)
{
  PnrChartClass *chart_class = PNR_CHART_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pnr_compare_chart_finalize;
  chart_class->paint = pnr_compare_chart_paint;
  chart_class->get_title = pnr_compare_chart_get_title;
  chart_class->dup_description = pnr_compare_chart_dup_description;
  chart_class->get_n_points = pnr_compare_chart_get_n_points;
  chart_class->get_point_position = pnr_compare_chart_get_point_position;
  chart_class->dup_point_reading = pnr_compare_chart_dup_point_reading;
  chart_class->find_point = pnr_compare_chart_find_point;
  chart_class->dup_headers = pnr_compare_chart_dup_headers;
  chart_class->dup_rows = pnr_compare_chart_dup_rows;
}

static void
pnr_compare_chart_init (PnrCompareChart *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (usual_metrics); i++)
    self->metrics[i] = usual_metrics[i];
  self->n_metrics = G_N_ELEMENTS (usual_metrics);
}

PnrCompareChart *
pnr_compare_chart_new (PnrOutcome *outcome)
{
  PnrCompareChart *self = g_object_new (PNR_TYPE_COMPARE_CHART, NULL);

  pnr_compare_chart_set_outcome (self, outcome);
  return self;
}

void
pnr_compare_chart_set_outcome (PnrCompareChart *self, PnrOutcome *outcome)
{
  g_return_if_fail (PNR_IS_COMPARE_CHART (self));

  if (self->outcome == outcome)
    return;
  g_clear_pointer (&self->outcome, pnr_outcome_unref);
  self->outcome = outcome != NULL ? pnr_outcome_ref (outcome) : NULL;
  pnr_chart_changed (PNR_CHART (self));
}

void
pnr_compare_chart_set_metrics (PnrCompareChart *self, const PnrMetric *metrics, guint n_metrics)
{
  g_return_if_fail (PNR_IS_COMPARE_CHART (self));

  self->n_metrics = MIN (n_metrics, PNR_N_METRICS);
  for (guint i = 0; i < self->n_metrics; i++)
    self->metrics[i] = metrics[i];
  pnr_chart_changed (PNR_CHART (self));
}
