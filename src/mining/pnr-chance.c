/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How likely chance alone would do this: exact tails of counts, in logarithms to base 10. */
#include "config.h"

#include "mining/pnr-chance.h"

#include <math.h>

/* The idea: one probability is computed by Stirling's series in logarithms; its neighbours follow
 * by the ratio of terms. A tail is summed away from the mode in units of its first, largest term,
 * so it never underflows and stops after a few dozen terms; the tail that holds the mode is one
 * minus the other. Cost: at most a few standard deviations of the count.
 *
 * Fisher's exact test: R. A. Fisher, The Design of Experiments (1935); the 2 × 2 table's margins
 * are held fixed, so the count of both is hypergeometric. */

/* A term this small against the sum no longer changes a double. */
#define NEGLIGIBLE 1e-17
/* Two tables count as equally probable when they differ by no more than rounding. */
#define TIE 1e-7

static const double log_factorials[16] = {
  0.0,
  0.0,
  0.69314718055994530942,
  1.79175946922805500081,
  3.17805383034794561964,
  4.78749174278204599424,
  6.57925121201010099506,
  8.52516136106541430016,
  10.60460290274525022842,
  12.80182748008146961121,
  15.10441257307551529523,
  17.50230784587388583929,
  19.98721449566188614952,
  22.55216385312342288557,
  25.19122118273868150009,
  27.89927138384089156609,
};

/* ln x!, by Stirling's series (Abramowitz and Stegun 6.1.41); exact to rounding from 16 on. */
static double
log_factorial (double x)
{
  const double half_log_two_pi = 0.91893853320467274178;
  double inverse = 1.0 / x;
  double square = inverse * inverse;

  if (x < 16)
    return log_factorials[(int) x];
  return (x + 0.5) * log (x) - x + half_log_two_pi
         + inverse * (1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square / 1680)));
}

static double
log_choose (double n, double k)
{
  return log_factorial (n) - log_factorial (k) - log_factorial (n - k);
}

/* A distribution of counts, as the walk along its terms needs it. */
typedef struct {
  double n;
  double a;
  double b;
  double low;
  double high;
  double mode;
} Hypergeometric;

static Hypergeometric
hypergeometric_new (guint32 n, guint32 n_if, guint32 n_then)
{
  Hypergeometric self = { .n = n, .a = n_if, .b = n_then };

  self.low = MAX (0.0, self.a + self.b - self.n);
  self.high = MIN (self.a, self.b);
  self.mode = floor ((self.a + 1) * (self.b + 1) / (self.n + 2));
  self.mode = CLAMP (self.mode, self.low, self.high);
  return self;
}

static double
hypergeometric_log (const Hypergeometric *self, double k)
{
  return log_choose (self->a, k) + log_choose (self->n - self->a, self->b - k)
         - log_choose (self->n, self->b);
}

/* p(k + 1) / p(k) */
static double
hypergeometric_ratio (const Hypergeometric *self, double k)
{
  return (self->a - k) * (self->b - k) / ((k + 1) * (self->n - self->a - self->b + k + 1));
}

/* ln P[C >= k] for k at or above the mode. */
static double
hypergeometric_log_above (const Hypergeometric *self, double k)
{
  double start = k;
  double term = 1.0;
  double sum = 1.0;

  for (; k < self->high && term > NEGLIGIBLE * sum; k++) {
    term *= hypergeometric_ratio (self, k);
    sum += term;
  }
  return hypergeometric_log (self, start) + log (sum);
}

/* ln P[C <= k] for k at or below the mode. */
static double
hypergeometric_log_below (const Hypergeometric *self, double k)
{
  double start = k;
  double term = 1.0;
  double sum = 1.0;

  for (; k > self->low && term > NEGLIGIBLE * sum; k--) {
    term /= hypergeometric_ratio (self, k - 1);
    sum += term;
  }
  return hypergeometric_log (self, start) + log (sum);
}

static double
log_of_rest (double log_share)
{
  return log1p (-exp (MIN (log_share, 0.0)));
}

static double
as_log10 (double natural)
{
  return MIN (natural, 0.0) / G_LN10;
}

/**
 * pnr_chance_hypergeometric_at_least:
 * @n: all baskets
 * @n_if: baskets with the left side
 * @n_then: baskets with the right side
 * @count: baskets with both
 *
 * Returns: log10 P[C >= @count]: Fisher's exact test against "together no more than by chance"
 */
double
pnr_chance_hypergeometric_at_least (guint32 n, guint32 n_if, guint32 n_then, guint32 count)
{
  Hypergeometric self = hypergeometric_new (n, n_if, n_then);

  if (count <= self.low)
    return 0.0;
  if (count > self.high)
    return -INFINITY;
  if (count > self.mode)
    return as_log10 (hypergeometric_log_above (&self, count));
  return as_log10 (log_of_rest (hypergeometric_log_below (&self, count - 1.0)));
}

/**
 * pnr_chance_hypergeometric_at_most:
 * @n: all baskets
 * @n_if: baskets with the left side
 * @n_then: baskets with the right side
 * @count: baskets with both
 *
 * Returns: log10 P[C <= @count]: Fisher's exact test against "apart no more than by chance"
 */
double
pnr_chance_hypergeometric_at_most (guint32 n, guint32 n_if, guint32 n_then, guint32 count)
{
  Hypergeometric self = hypergeometric_new (n, n_if, n_then);

  if (count >= self.high)
    return 0.0;
  if (count < self.low)
    return -INFINITY;
  if (count < self.mode)
    return as_log10 (hypergeometric_log_below (&self, count));
  return as_log10 (log_of_rest (hypergeometric_log_above (&self, count + 1.0)));
}

/* The count on the far side of the mode from which on all tables are at most as probable as
 * @log_limit; one past the range when there is none. */
static double
hypergeometric_far_side (const Hypergeometric *self, double log_limit, gboolean is_above)
{
  double near = self->mode;
  double far = is_above ? self->high + 1 : self->low - 1;

  while (fabs (far - near) > 1) {
    double middle = floor ((near + far) / 2);

    if (hypergeometric_log (self, middle) <= log_limit)
      far = middle;
    else
      near = middle;
  }
  return far;
}

/**
 * pnr_chance_hypergeometric_two_sided:
 * @n: all baskets
 * @n_if: baskets with the left side
 * @n_then: baskets with the right side
 * @count: baskets with both
 *
 * Returns: log10 of the sum over all tables not more probable than the observed one
 */
double
pnr_chance_hypergeometric_two_sided (guint32 n, guint32 n_if, guint32 n_then, guint32 count)
{
  Hypergeometric self = hypergeometric_new (n, n_if, n_then);
  double limit = hypergeometric_log (&self, count) + TIE;
  double below;
  double above;
  double larger;
  double smaller;

  if (limit >= hypergeometric_log (&self, self.mode))
    return 0.0;
  below = count < self.mode ? count : hypergeometric_far_side (&self, limit, FALSE);
  above = count > self.mode ? count : hypergeometric_far_side (&self, limit, TRUE);
  below = below < self.low ? -INFINITY : hypergeometric_log_below (&self, below);
  above = above > self.high ? -INFINITY : hypergeometric_log_above (&self, above);
  larger = MAX (below, above);
  smaller = MIN (below, above);
  return as_log10 (larger + log1p (exp (smaller - larger)));
}

/**
 * pnr_chance_hypergeometric_quantile:
 * @n: all baskets
 * @n_if: baskets with the left side
 * @n_then: baskets with the right side
 * @share: a probability
 *
 * Returns: the smallest count q with P[C <= q] >= @share
 */
guint32
pnr_chance_hypergeometric_quantile (guint32 n, guint32 n_if, guint32 n_then, double share)
{
  Hypergeometric self = hypergeometric_new (n, n_if, n_then);
  double k = self.mode;
  double term = exp (hypergeometric_log (&self, k));
  double sum = exp (hypergeometric_log_below (&self, k));

  while (sum < share && k < self.high) {
    term *= hypergeometric_ratio (&self, k++);
    sum += term;
  }
  while (k > self.low && sum - term >= share) {
    sum -= term;
    term /= hypergeometric_ratio (&self, --k);
  }
  return (guint32) k;
}

static double
poisson_log (double mean, double k)
{
  return k * log (mean) - mean - log_factorial (k);
}

/* ln P[X >= k] for k at or above the mean. */
static double
poisson_log_above (double mean, double k)
{
  double start = k;
  double term = 1.0;
  double sum = 1.0;

  while (term > NEGLIGIBLE * sum) {
    term *= mean / ++k;
    sum += term;
  }
  return poisson_log (mean, start) + log (sum);
}

/* ln P[X <= k] for k at or below the mean. */
static double
poisson_log_below (double mean, double k)
{
  double start = k;
  double term = 1.0;
  double sum = 1.0;

  for (; k > 0 && term > NEGLIGIBLE * sum; k--) {
    term *= k / mean;
    sum += term;
  }
  return poisson_log (mean, start) + log (sum);
}

/* log10 P[X >= count] of a Poisson count. */
double
pnr_chance_poisson_at_least (double mean, guint32 count)
{
  if (count == 0)
    return 0.0;
  if (mean <= 0)
    return -INFINITY;
  if (count > mean)
    return as_log10 (poisson_log_above (mean, count));
  return as_log10 (log_of_rest (poisson_log_below (mean, count - 1.0)));
}

/* log10 P[X <= count] of a Poisson count. */
double
pnr_chance_poisson_at_most (double mean, guint32 count)
{
  if (mean <= 0)
    return 0.0;
  if (count < mean)
    return as_log10 (poisson_log_below (mean, count));
  return as_log10 (log_of_rest (poisson_log_above (mean, count + 1.0)));
}

/* The smallest count q with P[X <= q] >= @share. */
guint32
pnr_chance_poisson_quantile (double mean, double share)
{
  double k = floor (MAX (mean, 0.0));
  double term;
  double sum;

  if (mean <= 0)
    return 0;
  term = exp (poisson_log (mean, k));
  sum = exp (poisson_log_below (mean, k));
  while (sum < share && term > 0) {
    term *= mean / ++k;
    sum += term;
  }
  while (k > 0 && sum - term >= share) {
    sum -= term;
    term *= k-- / mean;
  }
  return (guint32) k;
}

/**
 * pnr_chance_chi_square_beyond:
 * @chi_square: a value with one degree of freedom
 *
 * Far out, where erfc() underflows, its asymptotic series (Abramowitz and Stegun 7.1.23) goes on.
 *
 * Returns: log10 of the upper tail
 */
double
pnr_chance_chi_square_beyond (double chi_square)
{
  double z = sqrt (MAX (chi_square, 0.0) / 2);
  double w = 1.0 / (2 * z * z);

  if (z < 20)
    return log10 (erfc (z));
  return as_log10 (-z * z - log (z * sqrt (G_PI))
                   + log1p (-w * (1 - 3 * w * (1 - 5 * w * (1 - 7 * w)))));
}
