/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The miner finds exactly what plain counting finds, on small random and on real baskets. */
#include <gio/gio.h>
#include <math.h>
#include <string.h>

#include "base/pnr-report.h"
#include "basket-file.h"
#include "mining/pnr-miner.h"
#include "mining/pnr-mining-report.h"
#include "mining/pnr-ranking.h"
#include "mining/pnr-significance.h"

#define MOST_ITEMS 12

static PnrBasketSet *
make_baskets (guint32 seed, guint n_baskets, guint n_items, double share)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (PnrBasketSetBuilder) builder = pnr_basket_set_builder_new ();

  for (guint i = 0; i < n_items; i++) {
    char name[] = { (char) ('a' + n_items - 1 - i), '\0' };

    pnr_basket_set_builder_add_item (builder, (gint64) i + 1, name);
  }
  for (guint i = 0; i < n_baskets; i++) {
    for (guint k = 0; k < n_items; k++) {
      if (g_rand_double (rand) < share)
        pnr_basket_set_builder_add_entry (builder, k);
    }
    pnr_basket_set_builder_end_basket (builder);
  }
  return pnr_basket_set_builder_end (g_steal_pointer (&builder));
}

/* Counts of all item combinations, by bit mask. */
static guint32 *
count_masks (PnrBasketSet *baskets)
{
  guint32 n_masks = 1u << pnr_basket_set_get_n_items (baskets);
  guint32 *counts = g_new0 (guint32, n_masks);

  for (guint32 i = 0; i < pnr_basket_set_get_n_baskets (baskets); i++) {
    guint32 n_items;
    const guint32 *items = pnr_basket_set_get_basket (baskets, i, &n_items);
    guint32 basket = 0;

    for (guint32 k = 0; k < n_items; k++)
      basket |= 1u << items[k];
    for (guint32 mask = 1; mask < n_masks; mask++)
      counts[mask] += (mask & basket) == mask;
  }
  return counts;
}

static guint32
to_mask (PnrRuleSet *found, guint32 first, guint32 n_items)
{
  const guint32 *items = pnr_rule_set_get_items (found, first);
  guint32 mask = 0;

  for (guint32 i = 0; i < n_items; i++) {
    g_assert_true (i == 0 || items[i - 1] < items[i]);
    mask |= 1u << items[i];
  }
  return mask;
}

static void
check_itemsets (PnrBasketSet *baskets, const guint32 *counts, const PnrMiningSettings *settings)
{
  g_autoptr (PnrRuleSet) found = pnr_mine_itemsets (baskets, settings, NULL, NULL);
  guint32 n_masks = 1u << pnr_basket_set_get_n_items (baskets);
  g_autofree gboolean *is_seen = g_new0 (gboolean, n_masks);
  guint32 n_expected = 0;

  for (guint32 mask = 1; mask < n_masks; mask++)
    n_expected +=
        counts[mask] >= settings->min_count
        && (settings->max_items == 0 || (guint) __builtin_popcount (mask) <= settings->max_items);
  g_assert_cmpuint (pnr_rule_set_get_n_itemsets (found), ==, n_expected);
  for (guint32 i = 0; i < n_expected; i++) {
    const PnrItemset *set = pnr_rule_set_get_itemset (found, i);
    guint32 mask = to_mask (found, set->first, set->n_items);

    g_assert_false (is_seen[mask]);
    is_seen[mask] = TRUE;
    g_assert_cmpuint (set->count, ==, counts[mask]);
  }
}

static void
check_rules (PnrBasketSet *baskets, const guint32 *counts, const PnrMiningSettings *settings)
{
  g_autoptr (PnrRuleSet) found = pnr_mine_rules (baskets, settings, NULL, NULL);
  guint32 n_masks = 1u << pnr_basket_set_get_n_items (baskets);
  guint32 n_expected = 0;

  for (guint32 mask = 1; mask < n_masks; mask++) {
    gboolean is_wanted =
        counts[mask] >= settings->min_count
        && (settings->max_items == 0 || (guint) __builtin_popcount (mask) <= settings->max_items);

    for (guint32 then = (mask - 1) & mask; is_wanted && then > 0; then = (then - 1) & mask)
      n_expected += (settings->any_split || __builtin_popcount (then) == 1)
                    && (double) counts[mask] / counts[mask & ~then] >= settings->min_confidence;
  }
  g_assert_cmpuint (pnr_rule_set_get_n_rules (found), ==, n_expected);
  for (guint32 i = 0; i < n_expected; i++) {
    const PnrRule *rule = pnr_rule_set_get_rule (found, i);
    guint32 left = to_mask (found, rule->first, rule->n_if);
    guint32 right = to_mask (found, rule->first + rule->n_if, rule->n_then);

    g_assert_cmpuint (left & right, ==, 0);
    g_assert_cmpuint (rule->count, ==, counts[left | right]);
    g_assert_cmpuint (rule->count_if, ==, counts[left]);
    g_assert_cmpuint (rule->count_then, ==, counts[right]);
  }
}

static void
check_pairs (PnrBasketSet *baskets, const guint32 *counts, const PnrMiningSettings *settings)
{
  g_autoptr (PnrRuleSet) found = pnr_mine_pairs (baskets, settings, NULL, NULL);
  guint32 n_items = pnr_basket_set_get_n_items (baskets);
  guint32 n_expected = 0;

  for (guint32 a = 0; a < n_items; a++) {
    for (guint32 b = 0; b < a; b++)
      n_expected += counts[1u << a | 1u << b] >= settings->min_count;
  }
  g_assert_cmpuint (pnr_rule_set_get_n_rules (found), ==, n_expected);
  for (guint32 i = 0; i < n_expected; i++) {
    const PnrRule *rule = pnr_rule_set_get_rule (found, i);
    const guint32 *items = pnr_rule_set_get_items (found, rule->first);

    g_assert_cmpuint (rule->count, ==, counts[1u << items[0] | 1u << items[1]]);
    g_assert_cmpuint (rule->count_if, ==, counts[1u << items[0]]);
    g_assert_cmpint (strcmp (pnr_basket_set_get_item_name (baskets, items[0]),
                             pnr_basket_set_get_item_name (baskets, items[1])),
                     <, 0);
  }
}

static void
test_naive (void)
{
  for (guint32 seed = 1; seed <= 24; seed++) {
    guint n_items = 3 + seed % (MOST_ITEMS - 2);
    g_autoptr (PnrBasketSet) baskets =
        make_baskets (seed, 30 + seed * 4, n_items, 0.15 + 0.03 * seed);
    g_autofree guint32 *counts = count_masks (baskets);
    PnrMiningSettings settings = { .min_count = 1 + seed % 5,
                                   .max_items = seed % 3 == 0 ? seed % 5 : 0,
                                   .any_split = seed % 2 == 0,
                                   .min_confidence = 0.1 * (seed % 8),
                                   .n_threads = 1 + seed % 3 };

    check_itemsets (baskets, counts, &settings);
    check_rules (baskets, counts, &settings);
    settings.min_confidence = 0;
    check_pairs (baskets, counts, &settings);
  }
}

static void
assert_same (PnrRuleSet *a, PnrRuleSet *b)
{
  g_assert_cmpuint (pnr_rule_set_get_n_itemsets (a), ==, pnr_rule_set_get_n_itemsets (b));
  g_assert_cmpuint (pnr_rule_set_get_n_rules (a), ==, pnr_rule_set_get_n_rules (b));
  for (guint32 i = 0; i < pnr_rule_set_get_n_itemsets (a); i++) {
    const PnrItemset *x = pnr_rule_set_get_itemset (a, i);
    const PnrItemset *y = pnr_rule_set_get_itemset (b, i);

    g_assert_cmpmem (x, sizeof *x, y, sizeof *y);
    g_assert_cmpmem (pnr_rule_set_get_items (a, x->first), x->n_items * sizeof (guint32),
                     pnr_rule_set_get_items (b, y->first), y->n_items * sizeof (guint32));
  }
  for (guint32 i = 0; i < pnr_rule_set_get_n_rules (a); i++) {
    const PnrRule *x = pnr_rule_set_get_rule (a, i);
    const PnrRule *y = pnr_rule_set_get_rule (b, i);

    g_assert_cmpmem (x, sizeof *x, y, sizeof *y);
  }
}

static void
test_threads (void)
{
  g_autoptr (PnrBasketSet) baskets = make_baskets (7, 3000, 24, 0.25);
  PnrMiningSettings one = { .min_count = 40, .min_confidence = 0.2, .n_threads = 1 };
  PnrMiningSettings four = one;
  PnrRuleSet *(*mine[]) (PnrBasketSet *, const PnrMiningSettings *, PnrProgress *,
                         GError **) = { pnr_mine_pairs, pnr_mine_itemsets, pnr_mine_rules };

  four.n_threads = 4;
  for (guint i = 0; i < G_N_ELEMENTS (mine); i++) {
    g_autoptr (PnrRuleSet) a = mine[i](baskets, &one, NULL, NULL);
    g_autoptr (PnrRuleSet) b = mine[i](baskets, &four, NULL, NULL);

    assert_same (a, b);
  }
}

static gpointer
cancel_soon (gpointer progress)
{
  g_usleep (50000);
  pnr_progress_cancel (progress);
  return NULL;
}

/* Thirty items all together: a thousand million sets. */
static void
test_cancel (void)
{
  g_autoptr (PnrBasketSet) baskets = make_baskets (3, 10, 30, 1.1);
  g_autoptr (PnrProgress) progress = pnr_progress_new ();
  PnrMiningSettings settings = { .min_count = 2, .max_results = G_MAXUINT64, .n_threads = 2 };
  g_autoptr (GError) error = NULL;
  GThread *thread = g_thread_new ("cancel", cancel_soon, progress);
  gint64 start = g_get_monotonic_time ();

  g_assert_null (pnr_mine_itemsets (baskets, &settings, progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 2 * G_USEC_PER_SEC);
  g_thread_join (thread);
}

static void
test_too_many (void)
{
  g_autoptr (PnrBasketSet) baskets = make_baskets (3, 10, 26, 1.1);
  PnrMiningSettings settings = { .min_count = 2, .max_results = 100, .any_split = TRUE };
  PnrMiningSettings wrong = { .min_confidence = 50 };
  g_autoptr (GError) error = NULL;

  g_assert_null (pnr_mine_pairs (baskets, &settings, NULL, &error));
  g_assert_error (error, PNR_MINING_ERROR, PNR_MINING_ERROR_TOO_MANY);
  g_clear_error (&error);
  g_assert_null (pnr_mine_itemsets (baskets, &settings, NULL, &error));
  g_assert_error (error, PNR_MINING_ERROR, PNR_MINING_ERROR_TOO_MANY);
  g_clear_error (&error);
  settings.max_items = 3;
  settings.max_results = 4000;
  g_assert_null (pnr_mine_rules (baskets, &settings, NULL, &error));
  g_assert_error (error, PNR_MINING_ERROR, PNR_MINING_ERROR_TOO_MANY);
  g_clear_error (&error);
  g_assert_null (pnr_mine_rules (baskets, &wrong, NULL, &error));
  g_assert_error (error, PNR_MINING_ERROR, PNR_MINING_ERROR_SETTINGS);
}

static void
test_nothing (void)
{
  g_autoptr (PnrBasketSet) empty = basket_file_parse ("", ',');
  g_autoptr (PnrBasketSet) single = basket_file_parse ("a\n", ',');
  PnrMiningSettings settings = { 0 };
  g_autoptr (PnrRuleSet) none = pnr_mine_rules (empty, &settings, NULL, NULL);
  g_autoptr (PnrRuleSet) no_pairs = pnr_mine_pairs (single, &settings, NULL, NULL);

  g_assert_cmpuint (pnr_rule_set_get_n_rules (none), ==, 0);
  g_assert_cmpuint (pnr_rule_set_get_n_rules (no_pairs), ==, 0);
}

static void
test_min_support (void)
{
  PnrMiningSettings settings = { .min_support = 0.001 };

  g_assert_cmpuint (pnr_mining_settings_get_min_count (&settings, 9835), ==, 10);
  settings.min_support = 0.005;
  g_assert_cmpuint (pnr_mining_settings_get_min_count (&settings, 9835), ==, 50);
  settings.min_support = 0.07;
  g_assert_cmpuint (pnr_mining_settings_get_min_count (&settings, 100), ==, 7);
}

static void
test_report (void)
{
  g_autoptr (PnrBasketSet) baskets = basket_file_parse ("a,b\na,b,c\nc\nb\n", ',');
  PnrMiningSettings settings = { .min_count = 1 };
  g_autoptr (PnrRuleSet) pairs = pnr_mine_pairs (baskets, &settings, NULL, NULL);
  g_autoptr (GVariant) report = NULL;
  g_autoptr (PnrReportTable) rows = NULL;
  const PnrReportCell *cells;
  gint64 n_found;

  pnr_rule_set_sort (pairs, PNR_MEASURE_LIFT);
  report = g_variant_ref_sink (pnr_mining_report (pairs, PNR_MINING_PAIRS));
  g_assert_true (pnr_report_get_count (report, "found", &n_found));
  g_assert_cmpint (n_found, ==, 3);
  rows = pnr_mining_report_rows (pairs, PNR_MINING_PAIRS, 2);
  g_assert_cmpuint (pnr_report_table_get_n_rows (rows), ==, 2);
  cells = pnr_report_table_read (rows, 0);
  for (guint c = 0; c < pnr_report_table_get_n_columns (rows); c++) {
    const char *column = pnr_report_table_get_column (rows, c);

    if (g_str_equal (column, "if") || g_str_equal (column, "if_skus"))
      g_assert_cmpstr (cells[c].texts[0], ==, "a");
    if (g_str_equal (column, "confidence"))
      g_assert_cmpfloat (cells[c].number, ==, 1.0);
    if (g_str_equal (column, "conviction"))
      g_assert_false (isfinite (cells[c].number));
  }
}

typedef struct {
  const char *file;
  char separator;
  guint32 min_count;
  guint32 n_itemsets;
  guint32 n_by_size[8];
} ItemsetCase;

static const ItemsetCase itemset_cases[] = {
  { "groceries.csv.gz", ',', 10, 13492, { 157, 2981, 6831, 3137, 376, 10 } },
  { "groceries.csv.gz", ',', 50, 1001, { 0 } },
  { "groceries.csv.gz", ',', 60, 747, { 0 } },
  { "groceries.csv.gz", ',', 99, 333, { 88, 213, 32 } },
  { "retail.dat.gz", ' ', 9, 240852, { 0 } },
  { "retail.dat.gz", ' ', 89, 7589, { 2117, 3260, 1794, 382, 36 } },
  { "retail.dat.gz", ' ', 882, 159, { 0 } },
  { "T10I4D100K.dat.gz", ' ', 100, 27532, { 797, 8831, 7130, 5499, 3188, 1429, 503, 130 } },
  { "T10I4D100K.dat.gz", ' ', 1000, 385, { 0 } },
};

static void
test_real_itemsets (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (itemset_cases); i++) {
    const ItemsetCase *test = &itemset_cases[i];
    g_autoptr (PnrBasketSet) baskets = basket_file_read (test->file, test->separator);
    PnrMiningSettings settings = { .min_count = test->min_count, .n_threads = 2 };
    g_autoptr (PnrRuleSet) found = NULL;
    guint32 n_by_size[16] = { 0 };

    if (baskets == NULL)
      continue;
    found = pnr_mine_itemsets (baskets, &settings, NULL, NULL);
    g_assert_cmpuint (pnr_rule_set_get_n_itemsets (found), ==, test->n_itemsets);
    for (guint32 k = 0; k < test->n_itemsets; k++)
      n_by_size[pnr_rule_set_get_itemset (found, k)->n_items - 1]++;
    for (guint k = 0; test->n_by_size[0] > 0 && k < 8; k++)
      g_assert_cmpuint (n_by_size[k], ==, test->n_by_size[k]);
  }
}

typedef struct {
  const char *file;
  char separator;
  guint32 min_count;
  double min_confidence;
  gboolean any_split;
  guint32 n_rules;
} RuleCase;

static const RuleCase rule_cases[] = {
  { "groceries.csv.gz", ',', 10, 0.5, FALSE, 5668 },
  { "groceries.csv.gz", ',', 10, 0.8, FALSE, 410 },
  { "groceries.csv.gz", ',', 60, 0.25, FALSE, 463 },
  { "groceries.csv.gz", ',', 99, 0.5, FALSE, 15 },
  { "groceries.csv.gz", ',', 99, 0.25, FALSE, 170 },
  { "groceries.csv.gz", ',', 10, 0.5, TRUE, 5829 },
  { "groceries.csv.gz", ',', 10, 0.8, TRUE, 413 },
  { "groceries.csv.gz", ',', 60, 0.25, TRUE, 467 },
  { "retail.dat.gz", ' ', 89, 0.5, FALSE, 5731 },
  { "retail.dat.gz", ' ', 89, 0.8, FALSE, 711 },
  { "retail.dat.gz", ' ', 89, 0.5, TRUE, 6192 },
  { "retail.dat.gz", ' ', 9, 0.5, FALSE, 370233 },
  { "T10I4D100K.dat.gz", ' ', 100, 0.5, FALSE, 72054 },
};

static void
test_real_rules (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rule_cases); i++) {
    const RuleCase *test = &rule_cases[i];
    g_autoptr (PnrBasketSet) baskets = basket_file_read (test->file, test->separator);
    PnrMiningSettings settings = { .min_count = test->min_count,
                                   .min_confidence = test->min_confidence,
                                   .any_split = test->any_split,
                                   .n_threads = 2 };
    g_autoptr (PnrRuleSet) found = NULL;

    if (baskets == NULL)
      continue;
    found = pnr_mine_rules (baskets, &settings, NULL, NULL);
    g_assert_cmpuint (pnr_rule_set_get_n_rules (found), ==, test->n_rules);
  }
}

typedef struct {
  const char *file;
  char separator;
  guint32 min_count;
  guint32 n_pairs;
} PairCase;

static const PairCase pair_cases[] = {
  { "groceries.csv.gz", ',', 1, 9636 },    { "groceries.csv.gz", ',', 2, 7522 },
  { "groceries.csv.gz", ',', 10, 2981 },   { "groceries.csv.gz", ',', 99, 213 },
  { "retail.dat.gz", ' ', 9, 67992 },      { "retail.dat.gz", ' ', 89, 3260 },
  { "retail.dat.gz", ' ', 882, 58 },       { "T10I4D100K.dat.gz", ' ', 1, 300828 },
  { "T10I4D100K.dat.gz", ' ', 100, 8831 },
};

static void
test_real_pairs (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pair_cases); i++) {
    const PairCase *test = &pair_cases[i];
    g_autoptr (PnrBasketSet) baskets = basket_file_read (test->file, test->separator);
    PnrMiningSettings settings = { .min_count = test->min_count, .n_threads = 2 };
    g_autoptr (PnrRuleSet) found = NULL;

    if (baskets == NULL)
      continue;
    found = pnr_mine_pairs (baskets, &settings, NULL, NULL);
    g_assert_cmpuint (pnr_rule_set_get_n_rules (found), ==, test->n_pairs);
  }
}

/* 410 of 2,981 grocery pairs and 7,683 of retail's survive Bonferroni's correction. */
static void
test_real_significance (void)
{
  g_autoptr (PnrBasketSet) baskets = basket_file_read ("groceries.csv.gz", ',');
  PnrMiningSettings settings = { .min_count = 10 };
  g_autoptr (PnrRuleSet) found = NULL;
  guint32 n_significant = 0;

  if (baskets == NULL)
    return;
  found = pnr_mine_pairs (baskets, &settings, NULL, NULL);
  g_assert_cmpfloat (fabs (pnr_rule_set_get_chance_lift (found) - 1.436), <, 0.001);
  g_assert_cmpuint (pnr_rule_set_get_n_tests (found), ==, 157 * 156 / 2);
  for (guint32 i = 0; i < pnr_rule_set_get_n_rules (found); i++)
    n_significant += pnr_rule_set_get_rule (found, i)->log10_p
                     <= log10 (0.05 / (double) pnr_rule_set_get_n_tests (found));
  g_test_message ("%u pairs beyond Bonferroni", n_significant);
  g_assert_cmpuint (n_significant, ==, 410);
}

#define N_RANDOM_ITEMS 8

static gboolean
is_same_rule (PnrRuleSet *a, const PnrRule *x, PnrRuleSet *b, const PnrRule *y)
{
  return x->n_if == y->n_if && x->n_then == y->n_then
         && memcmp (pnr_rule_set_get_items (a, x->first), pnr_rule_set_get_items (b, y->first),
                    sizeof (guint32) * (x->n_if + x->n_then))
                == 0;
}

/* Ways to choose @size of @n_items and to split them in two sides. */
static double
count_candidates (guint n_items, guint size, gboolean any_split)
{
  double choices = 1.0;

  for (guint i = 1; i <= size; i++)
    choices *= (n_items - size + i) / (double) i;
  return choices * (any_split ? exp2 (size) - 2.0 : size);
}

static guint32
get_size (PnrRuleSet *rules, guint32 index)
{
  const PnrRule *rule = pnr_rule_set_get_rule (rules, index);

  return rule->n_if + rule->n_then;
}

/* The q values of all rules, each among those of its size. */
static double *
correct_by_size (PnrRuleSet *all, gboolean any_split, double *n_tests)
{
  guint32 n_all = pnr_rule_set_get_n_rules (all);
  double *log10_q = g_new (double, n_all + 1);

  *n_tests = 0.0;
  for (guint32 size = 2; size <= N_RANDOM_ITEMS; size++) {
    g_autofree double *log10_p = g_new (double, n_all + 1);
    g_autofree double *own_q = NULL;
    double n_candidates = count_candidates (N_RANDOM_ITEMS, size, any_split);
    guint32 n = 0;

    for (guint32 i = 0; i < n_all; i++)
      if (get_size (all, i) == size)
        log10_p[n++] = pnr_rule_set_get_rule (all, i)->log10_p;
    own_q = pnr_significance_correct (log10_p, n, n_candidates);
    *n_tests += n > 0 ? n_candidates : 0.0;
    for (guint32 i = 0, at = 0; i < n_all; i++)
      if (get_size (all, i) == size)
        log10_q[i] = own_q[at++];
  }
  return log10_q;
}

/* Every split of every set is a candidate, so a rule's q value does not depend on the limits. */
static void
assert_q_of_all (PnrBasketSet *baskets, guint32 min_count, double min_confidence,
                 gboolean any_split)
{
  PnrMiningSettings settings = { .min_count = min_count, .any_split = any_split };
  g_autoptr (PnrRuleSet) all = pnr_mine_rules (baskets, &settings, NULL, NULL);
  guint32 n_all = pnr_rule_set_get_n_rules (all);
  double n_tests;
  g_autofree double *log10_q = correct_by_size (all, any_split, &n_tests);
  g_autoptr (PnrRuleSet) some = NULL;
  guint32 at = 0;

  settings.min_confidence = min_confidence;
  some = pnr_mine_rules (baskets, &settings, NULL, NULL);
  g_assert_cmpuint (pnr_rule_set_get_n_rules (some), <, n_all);
  g_assert_cmpuint (pnr_rule_set_get_n_tests (some), ==, (guint64) n_tests);
  for (guint32 i = 0; i < pnr_rule_set_get_n_rules (some); i++) {
    const PnrRule *rule = pnr_rule_set_get_rule (some, i);

    while (!is_same_rule (some, rule, all, pnr_rule_set_get_rule (all, at)))
      g_assert_cmpuint (++at, <, n_all);
    g_assert_cmpfloat_with_epsilon (rule->log10_q, log10_q[at], 1e-9);
  }
}

static void
test_q_of_all (void)
{
  g_autoptr (PnrBasketSet) random = make_baskets (5, 400, N_RANDOM_ITEMS, 0.4);

  for (guint i = 0; i < 2; i++) {
    assert_q_of_all (random, 4, 0.3, i);
    assert_q_of_all (random, 4, 0.6, i);
  }
}

/* Counted with another program: 136 items are in 30 baskets each, 5,232 splits of up to five of
 * them pass, and each size has as many candidates as there are ways to choose and split. */
static void
test_real_q_values (void)
{
  static const struct {
    double min_confidence;
    double fdr;
    guint32 n_rules;
  } cases[] = { { 0.2, 0.05, 1759 }, { 0.5, 1e-6, 177 } };
  g_autoptr (PnrBasketSet) baskets = basket_file_read ("groceries.csv.gz", ',');

  for (gsize i = 0; baskets != NULL && i < G_N_ELEMENTS (cases); i++) {
    PnrMiningSettings settings = { .min_count = 30,
                                   .min_confidence = cases[i].min_confidence,
                                   .fdr = cases[i].fdr };
    g_autoptr (PnrRuleSet) found = pnr_mine_rules (baskets, &settings, NULL, NULL);

    g_assert_cmpuint (pnr_rule_set_get_n_rules (found), ==, cases[i].n_rules);
    g_assert_cmpuint (pnr_rule_set_get_n_tests (found), ==, 1855449360);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/miner/naive", test_naive);
  g_test_add_func ("/miner/threads", test_threads);
  g_test_add_func ("/miner/cancel", test_cancel);
  g_test_add_func ("/miner/too-many", test_too_many);
  g_test_add_func ("/miner/nothing", test_nothing);
  g_test_add_func ("/miner/min-support", test_min_support);
  g_test_add_func ("/miner/report", test_report);
  g_test_add_func ("/miner/q-of-all", test_q_of_all);
  g_test_add_func ("/miner/real-q-values", test_real_q_values);
  g_test_add_func ("/miner/real-itemsets", test_real_itemsets);
  g_test_add_func ("/miner/real-rules", test_real_rules);
  g_test_add_func ("/miner/real-pairs", test_real_pairs);
  g_test_add_func ("/miner/real-significance", test_real_significance);
  return g_test_run ();
}
