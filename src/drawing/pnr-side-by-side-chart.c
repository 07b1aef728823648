/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each of several scenarios changes, measure by measure, with intervals on common shoppers. */
#include "config.h"

#include "drawing/pnr-side-by-side-chart.h"

#include "base/pnr-money.h"
#include "drawing/pnr-axis.h"
#include "drawing/pnr-chart-head.h"
#include "drawing/pnr-compare-chart.h"
#include "drawing/pnr-mark.h"
#include "drawing/pnr-pen.h"

#include <glib/gi18n.h>
#include <math.h>

#define RADIUS 5.0
#define LARGEST_LINE 24.0

static const PnrMetric shown_metrics[] = { PNR_METRIC_CONTRIBUTION, PNR_METRIC_REVENUE,
                                           PNR_METRIC_AOV,          PNR_METRIC_UNITS,
                                           PNR_METRIC_SURPLUS,      PNR_METRIC_MARGIN_SHARE };

#define N_SHOWN G_N_ELEMENTS (shown_metrics)

typedef struct {
  double legend_y;
  double top;
  double block_height;
  double line_height;
  double names_width;
  double left;
  double right;
  double words_left;
  double words_right;
  PnrAxis axes[N_SHOWN];
} SideGround;

struct _PnrSideBySideChart {
  PnrChart parent_instance;

  PnrComparison *comparison;
};

G_DEFINE_FINAL_TYPE (PnrSideBySideChart, pnr_side_by_side_chart, PNR_TYPE_CHART)

static const PnrEstimate *
get_change (PnrSideBySideChart *self, guint scenario, guint row)
{
  return &self->comparison->outcomes[scenario]->estimates[PNR_SIDE_DELTA][shown_metrics[row]];
}

/**
 * pnr_metric_dup_change:
 * @metric: a metric
 * @value: a difference in it
 * @currency: the plan's currency
 *
 * Returns: (transfer full): the difference with its sign, shares in percentage points
 */
char *
pnr_metric_dup_change (PnrMetric metric, double value, const char *currency)
{
  const char *sign = value < 0.0 ? "\u2212" : "+";
  g_autofree char *figure = NULL;

  if (!isfinite (value))
    return g_strdup ("–");
  if (pnr_metric_is_money (metric))
    figure = pnr_chart_dup_amount (fabs (value), currency);
  else if (pnr_metric_is_share (metric))
    /* Translators: a difference of two percentages, in percentage points. */
    return g_strdup_printf (_ ("%s%.2f pp"), sign, 100.0 * fabs (value));
  else
    figure = g_strdup_printf ("%'.1f", fabs (value));
  return g_strconcat (sign, figure, NULL);
}

static char *
dup_words (PnrSideBySideChart *self, guint scenario, guint row)
{
  const PnrEstimate *change = get_change (self, scenario, row);
  g_autofree char *figure =
      pnr_metric_dup_change (shown_metrics[row], change->value, self->comparison->currency);

  return pnr_estimate_could_be_nothing (change)
             ? g_strdup_printf (_ ("%s, could be nothing"), figure)
             : g_steal_pointer (&figure);
}

static PnrAxis
make_axis (PnrSideBySideChart *self, guint row, double left, double right)
{
  double low = 0.0, high = 0.0, room;

  for (guint i = 0; i < self->comparison->n_scenarios; i++) {
    const PnrEstimate *change = get_change (self, i, row);
    double ends[] = { change->value, change->low, change->high };

    for (guint k = 0; k < G_N_ELEMENTS (ends); k++) {
      if (isfinite (ends[k])) {
        low = MIN (low, ends[k]);
        high = MAX (high, ends[k]);
      }
    }
  }
  room = MAX (high - low, 1e-9) * 0.06;
  return pnr_axis_linear (low - room, high + room, left, right, 4, FALSE);
}

static SideGround
lay_out (PnrSideBySideChart *self, PnrPen *pen, double width, double height)
{
  SideGround ground = { 0 };
  double line = pnr_pen_get_line_height (pen, PNR_LETTERING_SMALL);
  guint n = self->comparison->n_scenarios;
  double names = 0.0, words = 0.0, room;

  ground.legend_y = pnr_chart_head (PNR_CHART (self), pen, width, height);
  ground.top = ground.legend_y + line + 10.0;
  room = (height - ground.top - PNR_CHART_MARGIN / 2.0) / N_SHOWN;
  ground.line_height = CLAMP ((room - 8.0) / n, 6.0, LARGEST_LINE);
  ground.block_height = ground.line_height * n + 8.0;
  for (guint row = 0; row < N_SHOWN; row++) {
    double text_width;

    pnr_pen_measure (pen, pnr_compare_chart_get_metric_title (shown_metrics[row]),
                     PNR_LETTERING_SMALL | PNR_LETTERING_BOLD, &text_width, NULL);
    names = MAX (names, text_width);
    for (guint i = 0; i < n; i++) {
      g_autofree char *text = dup_words (self, i, row);

      pnr_pen_measure (pen, text, PNR_LETTERING_SMALL, &text_width, NULL);
      words = MAX (words, text_width);
    }
  }
  ground.names_width = MIN (ceil (names) + 1.0, width * 0.3);
  ground.words_right = width - PNR_CHART_MARGIN;
  ground.words_left = ground.words_right - MIN (ceil (words) + 1.0, width * 0.36);
  ground.left = PNR_CHART_MARGIN + ground.names_width + 18.0;
  ground.right = MAX (ground.words_left - 18.0, ground.left + 8.0);
  for (guint row = 0; row < N_SHOWN; row++)
    ground.axes[row] = make_axis (self, row, ground.left, ground.right);
  return ground;
}

static double
get_y (const SideGround *ground, guint row, guint scenario)
{
  return ground->top + row * ground->block_height + (scenario + 0.5) * ground->line_height;
}

static void
paint_legend (PnrSideBySideChart *self, PnrPen *pen, const SideGround *ground, double width)
{
  double line = pnr_pen_get_line_height (pen, PNR_LETTERING_SMALL);
  guint n = self->comparison->n_scenarios;
  double most = (width - 2.0 * PNR_CHART_MARGIN) / n - 2.0 * RADIUS - 16.0;
  double x = PNR_CHART_MARGIN;

  for (guint i = 0; i < n; i++) {
    const char *name = self->comparison->names[i];
    double text_width;

    pnr_pen_measure (pen, name, PNR_LETTERING_SMALL, &text_width, NULL);
    text_width = MIN (text_width + 1.0, MAX (most, 8.0));
    pnr_mark_paint (pen, pen->palette->series[i], i, x + RADIUS, ground->legend_y + line / 2.0,
                    RADIUS);
    pnr_pen_write (pen, name, PNR_LETTERING_SMALL, pen->palette->foreground, x + 2.0 * RADIUS + 5.0,
                   ground->legend_y, text_width, 0.0);
    x += 2.0 * RADIUS + 5.0 + text_width + 14.0;
  }
}

static void
paint_line (PnrSideBySideChart *self, PnrPen *pen, const SideGround *ground, guint row, guint i)
{
  const PnrEstimate *change = get_change (self, i, row);
  const PnrAxis *axis = &ground->axes[row];
  PnrColour colour = pen->palette->series[i];
  double line = pnr_pen_get_line_height (pen, PNR_LETTERING_SMALL);
  double y = get_y (ground, row, i);
  g_autofree char *words = dup_words (self, i, row);
  gboolean is_doubtful = pnr_estimate_could_be_nothing (change);

  if (!isfinite (change->value))
    return;
  if (isfinite (change->low) && isfinite (change->high)) {
    double low = pnr_axis_place (axis, change->low), high = pnr_axis_place (axis, change->high);

    pnr_pen_line (pen, colour, 2.0, low, y, high, y);
    pnr_pen_line (pen, colour, 1.0, low, y - 3.0, low, y + 3.0);
    pnr_pen_line (pen, colour, 1.0, high, y - 3.0, high, y + 3.0);
  }
  pnr_mark_paint (pen, colour, i, pnr_axis_place (axis, change->value), y, RADIUS);
  if (ground->line_height >= line * 0.8)
    pnr_pen_write (pen, words, PNR_LETTERING_SMALL,
                   is_doubtful ? pen->palette->dim : pen->palette->foreground, ground->words_left,
                   y - line / 2.0, ground->words_right - ground->words_left, 0.0);
}

static void
pnr_side_by_side_chart_paint (PnrChart *chart, cairo_t *cr, double width, double height,
                              const PnrPalette *palette)
{
  PnrSideBySideChart *self = PNR_SIDE_BY_SIDE_CHART (chart);
  g_auto (PnrPen) pen = pnr_pen_begin (cr, palette);
  SideGround ground;
  double line;

  if (self->comparison == NULL) {
    pnr_chart_paint_empty (chart, &pen, width, height);
    return;
  }
  ground = lay_out (self, &pen, width, height);
  line = pnr_pen_get_line_height (&pen, PNR_LETTERING_SMALL);
  paint_legend (self, &pen, &ground, width);
  for (guint row = 0; row < N_SHOWN; row++) {
    double top = ground.top + row * ground.block_height;
    double bottom = top + ground.block_height - 8.0;
    double zero = floor (pnr_axis_place (&ground.axes[row], 0.0)) + 0.5;

    if (row > 0)
      pnr_pen_line (&pen, palette->grid, 1.0, PNR_CHART_MARGIN, floor (top) - 4.5,
                    ground.words_right, floor (top) - 4.5);
    pnr_pen_line (&pen, palette->outline, 1.0, zero, top, zero, bottom);
    pnr_pen_write (&pen, pnr_compare_chart_get_metric_title (shown_metrics[row]),
                   PNR_LETTERING_SMALL | PNR_LETTERING_BOLD, palette->foreground, PNR_CHART_MARGIN,
                   (top + bottom - line) / 2.0, ground.names_width, 0.0);
    for (guint i = 0; i < self->comparison->n_scenarios; i++)
      paint_line (self, &pen, &ground, row, i);
  }
}

static const char *
pnr_side_by_side_chart_get_title (PnrChart *chart)
{
  return _ ("Change against the shop without any of them");
}

const char *
pnr_objective_get_title (PnrObjective objective)
{
  static const char *const titles[PNR_N_OBJECTIVES] = {
    [PNR_OBJECTIVE_CONTRIBUTION] = N_ ("Contribution"),
    [PNR_OBJECTIVE_REVENUE] = N_ ("Revenue"),
    [PNR_OBJECTIVE_CONTRIBUTION_KEEP_REVENUE] = N_ ("Contribution, revenue not below today"),
    [PNR_OBJECTIVE_CONTRIBUTION_KEEP_SURPLUS] =
        N_ ("Contribution, customers not worse off than today"),
  };

  g_return_val_if_fail (objective < PNR_N_OBJECTIVES, NULL);

  return _ (titles[objective]);
}

static char *
dup_quoted (const char *name)
{
  /* Translators: the name of a scenario. */
  return g_strdup_printf (_ ("“%s”"), name);
}

/* The leader and those that nobody can tell from it, as a list for a sentence. */
static char *
dup_tied (PnrComparison *comparison, const PnrStanding *standing)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *last = dup_quoted (comparison->names[standing->leader]);

  for (guint i = 0; i < comparison->n_scenarios; i++) {
    if (!standing->rivals[i])
      continue;
    g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", last);
    g_free (last);
    last = dup_quoted (comparison->names[i]);
  }
  /* Translators: the last two parts of a list; the first may hold commas. */
  return g_strdup_printf (C_ ("list", "%s and %s"), names->str, last);
}

/**
 * pnr_comparison_dup_verdict:
 * @comparison: a comparison
 * @objective: what to judge it by
 *
 * Returns: (transfer full): who leads, in sentences that never name a winner inside the noise
 */
char *
pnr_comparison_dup_verdict (PnrComparison *comparison, PnrObjective objective)
{
  PnrStanding standing = pnr_comparison_get_standing (comparison, objective);
  PnrMetric metric = pnr_objective_get_metric (objective);
  const char *measure = pnr_compare_chart_get_metric_title (metric);
  const char *leader = standing.has_leader ? comparison->names[standing.leader] : NULL;
  g_autofree char *change = NULL;

  if (leader == NULL)
    return g_strdup (_ ("No scenario keeps what must not suffer."));
  change = pnr_metric_dup_change (
      metric, comparison->outcomes[standing.leader]->estimates[PNR_SIDE_DELTA][metric].value,
      comparison->currency);
  if (standing.n_rivals > 0) {
    g_autofree char *tied = dup_tied (comparison, &standing);

    /* Translators: a list of scenarios, the name of a measure. */
    return g_strdup_printf (_ ("Too close to call between %s: the difference in %s could be "
                               "nothing."),
                            tied, measure);
  }
  if (!standing.beats_baseline)
    /* Translators: a scenario, the name of a measure, an amount with its sign. */
    return g_strdup_printf (_ ("“%s” is ahead of the others in %s, but against today its change "
                               "of %s could be nothing."),
                            leader, measure, change);
  return g_strdup_printf (_ ("“%s” is ahead in %s, by %s against today."), leader, measure, change);
}

static char *
pnr_side_by_side_chart_dup_description (PnrChart *chart)
{
  PnrSideBySideChart *self = PNR_SIDE_BY_SIDE_CHART (chart);

  if (self->comparison == NULL)
    return g_strdup (_ ("No scenarios have been compared yet."));
  return pnr_comparison_dup_verdict (self->comparison, self->comparison->objective);
}

static guint
pnr_side_by_side_chart_get_n_points (PnrChart *chart)
{
  PnrSideBySideChart *self = PNR_SIDE_BY_SIDE_CHART (chart);

  return self->comparison != NULL ? N_SHOWN * self->comparison->n_scenarios : 0;
}

static gboolean
pnr_side_by_side_chart_get_point_position (PnrChart *chart, guint index, double width,
                                           double height, double *x, double *y)
{
  PnrSideBySideChart *self = PNR_SIDE_BY_SIDE_CHART (chart);
  g_auto (PnrPen) pen = pnr_pen_begin (NULL, pnr_chart_get_palette (chart));
  SideGround ground = lay_out (self, &pen, width, height);
  guint row = index / self->comparison->n_scenarios, i = index % self->comparison->n_scenarios;

  *x = pnr_axis_place (&ground.axes[row], get_change (self, i, row)->value);
  *y = get_y (&ground, row, i);
  return isfinite (*x);
}

static char *
dup_interval (PnrSideBySideChart *self, guint scenario, guint row)
{
  const PnrEstimate *change = get_change (self, scenario, row);
  PnrMetric metric = shown_metrics[row];
  g_autofree char *low = pnr_metric_dup_change (metric, change->low, self->comparison->currency);
  g_autofree char *high = pnr_metric_dup_change (metric, change->high, self->comparison->currency);

  return g_strdup_printf (_ ("%s to %s"), low, high);
}

static char *
pnr_side_by_side_chart_dup_point_reading (PnrChart *chart, guint index)
{
  PnrSideBySideChart *self = PNR_SIDE_BY_SIDE_CHART (chart);
  guint row = index / self->comparison->n_scenarios, i = index % self->comparison->n_scenarios;
  g_autofree char *words = dup_words (self, i, row);
  g_autofree char *interval = dup_interval (self, i, row);

  /* Translators: a scenario, a measure, its change, the interval of the change. */
  return g_strdup_printf (_ ("%s, %s: %s; nine times in ten %s"), self->comparison->names[i],
                          pnr_compare_chart_get_metric_title (shown_metrics[row]), words, interval);
}

static gboolean
pnr_side_by_side_chart_find_point (PnrChart *chart, double x, double y, double width, double height,
                                   guint *point)
{
  PnrSideBySideChart *self = PNR_SIDE_BY_SIDE_CHART (chart);
  g_auto (PnrPen) pen = pnr_pen_begin (NULL, pnr_chart_get_palette (chart));
  SideGround ground = lay_out (self, &pen, width, height);
  double row = floor ((y - ground.top + 4.0) / ground.block_height);
  double line;

  if (row < 0.0 || row >= N_SHOWN)
    return FALSE;
  line = floor ((y - ground.top - row * ground.block_height) / ground.line_height);
  *point = (guint) row * self->comparison->n_scenarios
           + (guint) CLAMP (line, 0.0, self->comparison->n_scenarios - 1.0);
  return TRUE;
}

static GStrv
pnr_side_by_side_chart_dup_headers (PnrChart *chart)
{
  const char *headers[] = { _ ("Measure"), _ ("Scenario"), _ ("Change"), _ ("90 % interval"),
                            NULL };

  return g_strdupv ((GStrv) headers);
}

static GPtrArray *
pnr_side_by_side_chart_dup_rows (PnrChart *chart)
{
  PnrSideBySideChart *self = PNR_SIDE_BY_SIDE_CHART (chart);
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint index = 0; index < pnr_side_by_side_chart_get_n_points (chart); index++) {
    guint metric = index / self->comparison->n_scenarios;
    guint i = index % self->comparison->n_scenarios;
    GStrv row = g_new0 (char *, 5);

    row[0] = g_strdup (pnr_compare_chart_get_metric_title (shown_metrics[metric]));
    row[1] = g_strdup (self->comparison->names[i]);
    row[2] = dup_words (self, i, metric);
    row[3] = dup_interval (self, i, metric);
    g_ptr_array_add (rows, row);
  }
  return rows;
}

static void
pnr_side_by_side_chart_finalize (GObject *object)
{
  g_clear_pointer (&PNR_SIDE_BY_SIDE_CHART (object)->comparison, pnr_comparison_unref);

  G_OBJECT_CLASS (pnr_side_by_side_chart_parent_class)->finalize (object);
}

static void
pnr_side_by_side_chart_class_init (PnrSideBySideChartClass *klass)
{
  PnrChartClass *chart_class = PNR_CHART_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pnr_side_by_side_chart_finalize;
  chart_class->paint = pnr_side_by_side_chart_paint;
  chart_class->get_title = pnr_side_by_side_chart_get_title;
  chart_class->dup_description = pnr_side_by_side_chart_dup_description;
  chart_class->get_n_points = pnr_side_by_side_chart_get_n_points;
  chart_class->get_point_position = pnr_side_by_side_chart_get_point_position;
  chart_class->dup_point_reading = pnr_side_by_side_chart_dup_point_reading;
  chart_class->find_point = pnr_side_by_side_chart_find_point;
  chart_class->dup_headers = pnr_side_by_side_chart_dup_headers;
  chart_class->dup_rows = pnr_side_by_side_chart_dup_rows;
}

static void
pnr_side_by_side_chart_init (PnrSideBySideChart *self)
{
}

/**
 * pnr_side_by_side_chart_new:
 * @comparison: (nullable): what to show
 */
PnrSideBySideChart *
pnr_side_by_side_chart_new (PnrComparison *comparison)
{
  PnrSideBySideChart *self = g_object_new (PNR_TYPE_SIDE_BY_SIDE_CHART, NULL);

  self->comparison = comparison != NULL ? pnr_comparison_ref (comparison) : NULL;
  return self;
}
