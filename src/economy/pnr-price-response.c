/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a product's weekly sales moved with its price, from past orders.
 *
 * A Poisson regression of the units of each week on the logarithm of its price, with a trend, from
 * a year on the months, and weeks of promotion by themselves. It says what went together, not what
 * came of what: a price that was lowered when business was slow looks less attractive than it is.
 * Nothing is found where there are less than three prices, or two that held for eight weeks. */
#include "config.h"

#include "economy/pnr-price-response.h"

#include <math.h>

#include "base/pnr-money.h"
#include "model/pnr-sale.h"

#define DAY 86400
#define WEEK (7 * DAY)
#define MOST_WEEKS 2000
#define LEAST_PRICES 3
#define LEAST_WEEKS 8
#define LEAST_LASTING_PRICES 2
#define SAME_LEVEL 1.01
/* A week of several prices has none; this much of it must have been sold at one. */
#define LEAST_MODE_SHARE 0.75
#define WEEKS_OF_MONTHS 52
#define MOST_COLUMNS 16
#define N_ROUNDS 50
#define PRIOR_SD 1.5
#define TAIL_SCORE 1.6448536269514722
#define SINGULAR 1e-9

/* @mode_minor: the price of most units, 0 where nothing tells. */
typedef struct {
  double units;
  double priced;
  double paid_minor;
  double reduced;
  double mode_units;
  gint64 mode_minor;
  guint month;
} Week;

typedef struct {
  guint n_rows;
  guint n_columns;
  double *x; /* by row */
  double *y;
} Table;

typedef double Matrix[MOST_COLUMNS][MOST_COLUMNS];

static gboolean
has_price (const PnrSale *sale)
{
  return sale->total_minor != PNR_MONEY_UNKNOWN && sale->total_minor > 0;
}

static gint64
get_unit_minor (const PnrSale *sale)
{
  return has_price (sale)
             ? llround ((double) sale->total_minor * 1e3 / (double) sale->quantity_milli)
             : 0;
}

static int
compare_times (const void *a, const void *b)
{
  const PnrSale *left = a, *right = b;
  gint64 left_minor, right_minor;

  if (left->time != right->time)
    return left->time < right->time ? -1 : 1;
  left_minor = get_unit_minor (left);
  right_minor = get_unit_minor (right);
  return (left_minor > right_minor) - (left_minor < right_minor);
}

/* Sales whose @time is the number of their week, sorted by week and price. */
static GArray *
sort_by_week (GArray *sales, gint64 start, guint n_weeks)
{
  GArray *sorted = g_array_new (FALSE, FALSE, sizeof (PnrSale));

  for (guint i = 0; i < sales->len; i++) {
    PnrSale sale = g_array_index (sales, PnrSale, i);

    if (sale.time == PNR_SALE_TIME_UNKNOWN || sale.time < start)
      continue;
    sale.time = (sale.time - start) / WEEK;
    if (sale.time < n_weeks)
      g_array_append_val (sorted, sale);
  }
  g_array_sort (sorted, compare_times);
  return sorted;
}

static void
add_sale (Week *week, const PnrSale *sale, double *run)
{
  double units = (double) sale->quantity_milli / 1e3;

  week->units += units;
  if (!has_price (sale))
    return;
  week->priced += units;
  week->paid_minor += (double) sale->total_minor;
  week->reduced += sale->is_reduced ? units : 0.0;
  *run += units;
  if (*run > week->mode_units) {
    week->mode_units = *run;
    week->mode_minor = get_unit_minor (sale);
  }
}

static void
fill_weeks (GArray *sales, gint64 start, Week *weeks, guint n_weeks)
{
  g_autoptr (GArray) sorted = sort_by_week (sales, start, n_weeks);
  double run = 0.0;

  for (guint w = 0; w < n_weeks; w++) {
    g_autoptr (GDateTime) middle =
        g_date_time_new_from_unix_utc (start + w * (gint64) WEEK + WEEK / 2);

    weeks[w].month = middle != NULL ? (guint) g_date_time_get_month (middle) : 1;
  }
  for (guint i = 0; i < sorted->len; i++) {
    const PnrSale *sale = &g_array_index (sorted, PnrSale, i);

    if (i > 0) {
      const PnrSale *before = &g_array_index (sorted, PnrSale, i - 1);

      if (before->time != sale->time || get_unit_minor (before) != get_unit_minor (sale))
        run = 0.0;
    }
    add_sale (&weeks[sale->time], sale, &run);
  }
  for (guint w = 0; w < n_weeks; w++)
    if (weeks[w].mode_units < LEAST_MODE_SHARE * weeks[w].units)
      weeks[w].mode_minor = 0;
}

/* Nobody wrote down the price of a week without sales; between two weeks at one price it is that
 * one. To leave such weeks out would make bad prices look better. */
static void
fill_empty_weeks (Week *weeks, guint n_weeks)
{
  guint last = n_weeks;

  for (guint w = 0; w < n_weeks; w++) {
    if (weeks[w].units <= 0.0)
      continue;
    for (guint e = last + 1; last < n_weeks && e < w; e++)
      if (weeks[last].mode_minor == weeks[w].mode_minor)
        weeks[e].mode_minor = weeks[w].mode_minor;
    last = w;
  }
}

static int
compare_numbers (const void *a, const void *b)
{
  gint64 left = *(const gint64 *) a, right = *(const gint64 *) b;

  return (left > right) - (left < right);
}

static gboolean
has_enough_prices (const Week *weeks, guint n_weeks, PnrPriceResponse *response)
{
  g_autofree gint64 *prices = g_new (gint64, n_weeks);
  guint n = 0, n_lasting = 0;

  for (guint w = 0; w < n_weeks; w++)
    if (weeks[w].mode_minor > 0)
      prices[n++] = weeks[w].mode_minor;
  qsort (prices, n, sizeof *prices, compare_numbers);
  response->n_weeks = n;
  response->n_prices = 0;
  for (guint i = 0; i < n;) {
    guint first = i;

    while (i < n && (double) prices[i] <= SAME_LEVEL * (double) prices[first])
      i++;
    response->n_prices++;
    n_lasting += i - first >= LEAST_WEEKS;
  }
  return response->n_prices >= LEAST_PRICES && n_lasting >= LEAST_LASTING_PRICES;
}

/* Columns: the price first, then what else may have moved the sales. */
static void
add_row (Table *self, const Week *week, double time, guint first_month, gboolean has_months,
         gboolean has_promotions)
{
  double *x = &self->x[self->n_rows * MOST_COLUMNS];
  double price = week->priced > 0.0 ? week->paid_minor / week->priced : (double) week->mode_minor;
  guint n = 0;

  x[n++] = log (price);
  x[n++] = 1.0;
  x[n++] = time;
  if (has_promotions)
    x[n++] = week->reduced > 0.5 * week->priced;
  for (guint month = 1; month <= 12 && has_months; month++)
    if (month != first_month)
      x[n++] = week->month == month;
  self->n_columns = n;
  self->y[self->n_rows++] = week->units;
}

static void
fill_table (Table *self, const Week *weeks, guint n_weeks, guint n_used)
{
  guint n_promotions = 0, first_month = 0;

  for (guint w = 0; w < n_weeks; w++)
    if (weeks[w].mode_minor > 0) {
      n_promotions += weeks[w].reduced > 0.5 * weeks[w].priced;
      first_month = first_month == 0 ? weeks[w].month : first_month;
    }
  for (guint w = 0; w < n_weeks; w++)
    if (weeks[w].mode_minor > 0)
      add_row (self, &weeks[w], (double) w / n_weeks - 0.5, first_month, n_used >= WEEKS_OF_MONTHS,
               n_promotions > 0 && n_promotions < n_used);
}

/* Logarithms of prices lie close to each other; only their differences matter. */
static void
centre_prices (Table *self)
{
  double mean = 0.0;

  for (guint i = 0; i < self->n_rows; i++)
    mean += self->x[i * MOST_COLUMNS] / self->n_rows;
  for (guint i = 0; i < self->n_rows; i++)
    self->x[i * MOST_COLUMNS] -= mean;
}

/* A month without a week says nothing, but must not make the rest unsolvable. */
static void
drop_empty_columns (Table *self)
{
  for (guint c = self->n_columns; c-- > 2;) {
    gboolean is_empty = TRUE;

    for (guint i = 0; i < self->n_rows && is_empty; i++)
      is_empty = self->x[i * MOST_COLUMNS + c] == 0.0;
    if (!is_empty)
      continue;
    self->n_columns--;
    for (guint i = 0; i < self->n_rows; i++)
      self->x[i * MOST_COLUMNS + c] = self->x[i * MOST_COLUMNS + self->n_columns];
  }
}

/* By Cholesky, in place: @a becomes its factor. FALSE where a column is told by the others. */
static gboolean
factor (Matrix a, guint n)
{
  for (guint i = 0; i < n; i++) {
    double whole = a[i][i];

    for (guint j = 0; j < i; j++) {
      for (guint k = 0; k < j; k++)
        a[i][j] -= a[i][k] * a[j][k];
      a[i][j] /= a[j][j];
      a[i][i] -= a[i][j] * a[i][j];
    }
    if (!(a[i][i] > SINGULAR * whole))
      return FALSE;
    a[i][i] = sqrt (a[i][i]);
  }
  return TRUE;
}

static void
solve (Matrix a, guint n, double *b)
{
  for (guint i = 0; i < n; i++) {
    for (guint k = 0; k < i; k++)
      b[i] -= a[i][k] * b[k];
    b[i] /= a[i][i];
  }
  for (guint i = n; i-- > 0;) {
    for (guint k = i + 1; k < n; k++)
      b[i] -= a[k][i] * b[k];
    b[i] /= a[i][i];
  }
}

static double
get_mean (const Table *self, guint row, const double *beta)
{
  double sum = 0.0;

  for (guint c = 0; c < self->n_columns; c++)
    sum += self->x[row * MOST_COLUMNS + c] * beta[c];
  return exp (CLAMP (sum, -30.0, 30.0));
}

/* The information at @beta, factored, and the step to where it would be best. */
static gboolean
find_step (const Table *self, const double *beta, Matrix information, double *step)
{
  for (guint a = 0; a < MOST_COLUMNS; a++) {
    step[a] = 0.0;
    for (guint b = 0; b < MOST_COLUMNS; b++)
      information[a][b] = 0.0;
  }
  for (guint i = 0; i < self->n_rows; i++) {
    const double *x = &self->x[i * MOST_COLUMNS];
    double mean = get_mean (self, i, beta);

    for (guint a = 0; a < self->n_columns; a++) {
      step[a] += x[a] * (self->y[i] - mean);
      for (guint b = 0; b < self->n_columns; b++)
        information[a][b] += x[a] * x[b] * mean;
    }
  }
  if (!factor (information, self->n_columns))
    return FALSE;
  solve (information, self->n_columns, step);
  return TRUE;
}

/* Weeks scatter more than chance alone would have it; the error grows with that. */
static double
get_dispersion (const Table *self, const double *beta)
{
  double sum = 0.0;

  for (guint i = 0; i < self->n_rows; i++) {
    double mean = get_mean (self, i, beta);

    sum += (self->y[i] - mean) * (self->y[i] - mean) / mean;
  }
  return MAX (1.0, sum / (self->n_rows - self->n_columns));
}

static gboolean
regress (const Table *self, PnrPriceResponse *response)
{
  double beta[MOST_COLUMNS] = { 0 }, step[MOST_COLUMNS], unit[MOST_COLUMNS] = { 1.0 }, sum = 0.0;
  Matrix information;

  for (guint i = 0; i < self->n_rows; i++)
    sum += self->y[i];
  if (self->n_rows <= self->n_columns || !(sum > 0.0))
    return FALSE;
  beta[1] = log (sum / self->n_rows);
  for (guint round = 0; round < N_ROUNDS; round++) {
    double most = 0.0;

    if (!find_step (self, beta, information, step))
      return FALSE;
    for (guint c = 0; c < self->n_columns; c++)
      most = MAX (most, fabs (step[c]));
    /* Long steps overshoot. */
    for (guint c = 0; c < self->n_columns; c++)
      beta[c] += step[c] * MIN (1.0, 2.0 / most);
    if (most < 1e-8)
      break;
  }
  solve (information, self->n_columns, unit);
  response->elasticity = beta[0];
  response->standard_error = sqrt (unit[0] * get_dispersion (self, beta));
  return isfinite (response->elasticity) && isfinite (response->standard_error)
         && response->standard_error > 0.0;
}

/**
 * pnr_price_response_find:
 * @sales: (element-type PnrSale): the lines with one product
 * @first_time: of the window's orders, of whatever product
 * @last_time: the same
 * @response: (out): how units moved with the price
 *
 * Returns: whether the orders say enough
 */
gboolean
pnr_price_response_find (GArray *sales, gint64 first_time, gint64 last_time,
                         PnrPriceResponse *response)
{
  gint64 start = first_time - ((first_time % DAY) + DAY) % DAY;
  gint64 n_whole = (last_time - start + DAY) / WEEK;
  guint n_weeks = (guint) CLAMP (n_whole, 0, MOST_WEEKS);
  g_autofree Week *weeks = g_new0 (Week, n_weeks + 1);
  g_autofree double *x = g_new0 (double, (n_weeks + 1) * MOST_COLUMNS);
  g_autofree double *y = g_new0 (double, n_weeks + 1);
  Table table = { 0, 0, x, y };

  *response = (PnrPriceResponse){ 0 };
  if (n_weeks < LEAST_LASTING_PRICES * LEAST_WEEKS)
    return FALSE;
  fill_weeks (sales, start, weeks, n_weeks);
  fill_empty_weeks (weeks, n_weeks);
  if (!has_enough_prices (weeks, n_weeks, response))
    return FALSE;
  fill_table (&table, weeks, n_weeks, response->n_weeks);
  centre_prices (&table);
  drop_empty_columns (&table);
  return regress (&table, response);
}

/**
 * pnr_price_response_combine:
 * @self: what the orders say
 * @prior: what is assumed without them
 *
 * Returns: both, each by how sure it is; the middle 90 %
 */
PnrRange
pnr_price_response_combine (const PnrPriceResponse *self, double prior)
{
  double own = 1.0 / (self->standard_error * self->standard_error);
  double other = 1.0 / (PRIOR_SD * PRIOR_SD);
  double value = (self->elasticity * own + prior * other) / (own + other);
  double half = TAIL_SCORE / sqrt (own + other);

  return (PnrRange){ value, value - half, value + half };
}
