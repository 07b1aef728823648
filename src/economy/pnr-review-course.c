/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the orders of a period spread: over its days or weeks, and over their values. */
#include "config.h"

#include "economy/pnr-review-course.h"

#define DAY G_GINT64_CONSTANT (86400)

/* A chart of more points than this shows nothing that fewer would not. */
#define MOST_POINTS 2000

/* A shorter period shows days, a longer one weeks. */
#define DAYS_FOR_WEEKS 60

#define N_BINS 24

/**
 * pnr_review_course_begin:
 * @overview: an overview that is being made
 * @from: where the period begins
 * @to: the first second after it
 *
 * The points are laid from the end of the period backwards, so that the newest one is whole and
 * only the first may be short.
 */
void
pnr_review_course_begin (PnrOverview *overview, gint64 from, gint64 to)
{
  gint64 n_days = (to - from) / DAY;
  guint step = n_days < DAYS_FOR_WEEKS ? 1 : 7;
  guint n_points;

  overview->step_days = step;
  if (n_days <= 0)
    return;
  while (n_days / step > MOST_POINTS)
    step *= 2;
  overview->step_days = step;
  n_points = (guint) ((n_days + step - 1) / step);
  g_array_set_size (overview->trend, n_points);
  for (guint i = 0; i < n_points; i++) {
    PnrTrendPoint *point = &g_array_index (overview->trend, PnrTrendPoint, i);
    gint64 begin = to - (gint64) (n_points - i) * step * DAY;

    point->from = MAX (begin, from);
    point->n_days = (guint) (step - (point->from - begin) / DAY);
  }
}

void
pnr_review_course_add (PnrOverview *overview, guint period, gint64 period_to,
                       const PnrLedgerOrder *order)
{
  gint64 from_end;
  PnrTrendPoint *point;

  if (order->time == PNR_LEDGER_TIME_UNKNOWN || overview->trend->len == 0
      || order->time >= period_to)
    return;
  from_end = (period_to - 1 - order->time) / (overview->step_days * DAY);
  if (from_end >= overview->trend->len)
    return;
  point = &g_array_index (overview->trend, PnrTrendPoint, overview->trend->len - 1 - from_end);
  if (period == 0) {
    point->n_orders++;
    point->revenue_minor += order->total_minor;
  } else {
    point->n_orders_before++;
    point->revenue_before_minor += order->total_minor;
  }
}

/* The smallest of 1, 2 and 5 times a power of ten that is not below @least. */
static gint64
find_round_step (gint64 least)
{
  gint64 power = 1;

  while (power <= G_MAXINT64 / 100) {
    if (power >= least)
      return power;
    if (2 * power >= least)
      return 2 * power;
    if (5 * power >= least)
      return 5 * power;
    power *= 10;
  }
  return power;
}

static gint64
round_down (gint64 value, gint64 step)
{
  gint64 rest = value % step;

  return value - (rest < 0 ? rest + step : rest);
}

/* Half of one per cent at either end would leave no room for the rest. */
static void
find_bounds (GArray *values, gint64 *low, gint64 *high)
{
  guint cut = values->len / 200;

  *low = g_array_index (values, gint64, cut);
  *high = g_array_index (values, gint64, values->len - 1 - cut);
  if (*low > 0 && *low < *high / 2)
    *low = 0;
}

/**
 * pnr_review_course_bin:
 * @overview: an overview that is being made
 * @sorted_values: (element-type gint64): the values of its orders, ascending
 *
 * Equally wide bins with round bounds; the outermost take what lies beyond them.
 */
void
pnr_review_course_bin (PnrOverview *overview, GArray *sorted_values)
{
  gint64 low, high, step;
  guint n_bins;

  if (sorted_values->len == 0)
    return;
  find_bounds (sorted_values, &low, &high);
  /* Amounts near the end of the numbers have no round bounds. */
  if (low < -G_MAXINT64 / 4 || high > G_MAXINT64 / 4)
    return;
  step = find_round_step (MAX ((high - low) / N_BINS, 1));
  low = round_down (low, step);
  n_bins = (guint) ((high - low) / step) + 1;
  g_array_set_size (overview->bins, n_bins);
  for (guint i = 0; i < n_bins; i++) {
    PnrValueBin *bin = &g_array_index (overview->bins, PnrValueBin, i);

    bin->low_minor = low + i * step;
    bin->high_minor = bin->low_minor + step;
  }
  for (guint i = 0; i < sorted_values->len; i++) {
    gint64 value = g_array_index (sorted_values, gint64, i);
    gint64 index = value < low ? 0 : MIN ((value - low) / step, (gint64) n_bins - 1);

    g_array_index (overview->bins, PnrValueBin, index).n_orders++;
  }
  overview->has_lower_bins = g_array_index (sorted_values, gint64, 0) < low;
  overview->has_higher_bins =
      g_array_index (sorted_values, gint64, sorted_values->len - 1) >= low + n_bins * step;
}
