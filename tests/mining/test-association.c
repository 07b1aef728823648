/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every measure of a pair equals what an independent program computed for real groceries. */
#include <gio/gio.h>
#include <math.h>

#include "mining/pnr-association.h"
#include "mining/pnr-chance.h"
#include "mining/pnr-significance.h"

static void
assert_close (double value, double expected, gboolean is_log)
{
  double error = is_log ? 1e-6 : 1e-9 * fabs (expected);

  g_assert_cmpfloat (fabs (value - expected), <=, error);
}

/* First row: names of columns, of which those from the eighth on are measures. */
static void
test_reference (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "groceries-pairs.tsv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_auto (GStrv) words = NULL;
  guint n_lines = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  words = g_strsplit (lines[0], "\t", -1);
  for (guint i = 1; lines[i][0] != '\0'; i++, n_lines++) {
    g_auto (GStrv) fields = g_strsplit (lines[i], "\t", -1);
    PnrAssociation counts = { (guint32) g_ascii_strtoull (fields[2], NULL, 10),
                              (guint32) g_ascii_strtoull (fields[3], NULL, 10),
                              (guint32) g_ascii_strtoull (fields[4], NULL, 10),
                              (guint32) g_ascii_strtoull (fields[5], NULL, 10) };
    PnrAssociation back = { counts.n, counts.n_then, counts.n_if, counts.n_both };

    assert_close (pnr_association_get (&back, PNR_MEASURE_CONFIDENCE),
                  g_ascii_strtod (fields[6], NULL), FALSE);
    assert_close (pnr_association_get (&back, PNR_MEASURE_CONVICTION),
                  g_ascii_strtod (fields[7], NULL), FALSE);
    for (guint k = 8; words[k] != NULL; k++) {
      PnrMeasure measure;

      g_assert_true (pnr_measure_from_word (words[k], &measure));
      assert_close (pnr_association_get (&counts, measure), g_ascii_strtod (fields[k], NULL),
                    g_str_has_suffix (words[k], "log10_p"));
    }
  }
  g_assert_cmpuint (n_lines, >, 80);
}

/* Small enough to add up every table: margins up to 12 of 20 baskets. */
static double
add_tables (guint n, guint a, guint b, guint from, guint to, double limit)
{
  double sum = 0;

  for (guint k = from; k <= to; k++) {
    double p;

    if (k > a || k > b || a + b > n + k)
      continue;
    p = exp (lgamma (a + 1.0) - lgamma (k + 1.0) - lgamma (a - k + 1.0) + lgamma (n - a + 1.0)
             - lgamma (b - k + 1.0) - lgamma (n - a - b + k + 1.0) - lgamma (n + 1.0)
             + lgamma (b + 1.0) + lgamma (n - b + 1.0));
    if (p <= limit)
      sum += p;
  }
  return sum;
}

static void
test_small_tables (void)
{
  const guint n = 20;

  for (guint a = 1; a <= n; a++) {
    for (guint b = 1; b <= n; b++) {
      for (guint k = a + b > n ? a + b - n : 0; k <= MIN (a, b); k++) {
        double own = add_tables (n, a, b, k, k, 2);
        guint quantile = pnr_chance_hypergeometric_quantile (n, a, b, 0.99);

        assert_close (pnr_chance_hypergeometric_at_least (n, a, b, k),
                      log10 (add_tables (n, a, b, k, n, 2)), TRUE);
        assert_close (pnr_chance_hypergeometric_at_most (n, a, b, k),
                      log10 (add_tables (n, a, b, 0, k, 2)), TRUE);
        assert_close (pnr_chance_hypergeometric_two_sided (n, a, b, k),
                      log10 (add_tables (n, a, b, 0, n, own * (1 + 1e-7))), TRUE);
        g_assert_cmpfloat (add_tables (n, a, b, 0, quantile, 2), >=, 0.99 - 1e-12);
        if (quantile > 0)
          g_assert_cmpfloat (add_tables (n, a, b, 0, quantile - 1, 2), <, 0.99 + 1e-12);
      }
    }
  }
}

static void
test_poisson (void)
{
  for (double mean = 0.1; mean < 60; mean *= 1.7) {
    double below = 0;

    for (guint k = 0; k < 80; k++) {
      double p = exp (k * log (mean) - mean - lgamma (k + 1.0));

      if (below < 0.999)
        assert_close (pnr_chance_poisson_at_least (mean, k), log10 (1 - below), TRUE);
      below += p;
      assert_close (pnr_chance_poisson_at_most (mean, k), log10 (MIN (below, 1)), TRUE);
      if (below < 0.97)
        g_assert_cmpuint (pnr_chance_poisson_quantile (mean, 0.975), >, k);
    }
  }
}

/* Far below the smallest double the logarithm goes on; both ways of the tail meet. */
static void
test_far_tails (void)
{
  double far = pnr_chance_hypergeometric_at_least (1000000, 20000, 20000, 20000);

  g_assert_true (isfinite (far));
  g_assert_cmpfloat (far, <, -40000);
  g_assert_cmpfloat (
      fabs (pnr_chance_chi_square_beyond (800 - 1e-7) - pnr_chance_chi_square_beyond (800 + 1e-7)),
      <, 1e-6);
}

static void
test_intervals (void)
{
  PnrAssociation counts = { 100, 20, 30, 10 };
  PnrAssociation never = { 100, 20, 30, 0 };
  double low;
  double high;

  pnr_association_get_confidence_interval (&counts, &low, &high);
  assert_close (low, 0.299298008198, FALSE);
  assert_close (low + high, 1.0, TRUE);
  pnr_association_get_lift_interval (&counts, &low, &high);
  assert_close (sqrt (low * high), 10.0 * 100 / 600, FALSE);
  assert_close (log (high / low) / 2 / 1.959963984540054,
                sqrt (1 / 10.0 - 1 / 20.0 - 1 / 30.0 + 20 / 600.0 - 1 / 100.0), FALSE);
  pnr_association_get_lift_interval (&never, &low, &high);
  g_assert_cmpfloat (low, ==, 0);
  g_assert_cmpfloat (high, >, 0);
}

/* The example of the authors' paper: 15 tests, of which 4 stay at 5 %. */
static void
test_false_discoveries (void)
{
  static const double p[] = { 0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
                              0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0 };
  double log10_p[15];
  g_autofree double *all = NULL;
  g_autofree double *part = NULL;

  for (guint i = 0; i < 15; i++)
    log10_p[i] = log10 (p[i]);
  all = pnr_significance_correct (log10_p, 15, 15);
  part = pnr_significance_correct (log10_p, 4, 15);
  g_assert_cmpfloat (all[3], <=, log10 (0.05));
  g_assert_cmpfloat (all[4], >, log10 (0.05));
  for (guint i = 0; i < 4; i++)
    assert_close (part[i], log10 (p[i] * 15 / (i + 1)), TRUE);
}

static void
test_words (void)
{
  for (guint i = 0; i < PNR_N_MEASURES; i++) {
    PnrMeasure measure;

    g_assert_true (pnr_measure_from_word (pnr_measure_to_word (i), &measure));
    g_assert_cmpuint (measure, ==, i);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/association/reference", test_reference);
  g_test_add_func ("/association/small-tables", test_small_tables);
  g_test_add_func ("/association/poisson", test_poisson);
  g_test_add_func ("/association/far-tails", test_far_tails);
  g_test_add_func ("/association/intervals", test_intervals);
  g_test_add_func ("/association/false-discoveries", test_false_discoveries);
  g_test_add_func ("/association/words", test_words);
  return g_test_run ();
}
