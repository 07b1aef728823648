/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints how long mining takes on real baskets: processor milliseconds and results per case. */
#include <locale.h>
#include <time.h>

#include "basket-file.h"
#include "mining/pnr-miner.h"

typedef PnrRuleSet *(*MineFunc) (PnrBasketSet *, const PnrMiningSettings *, PnrProgress *,
                                 GError **);

typedef struct {
  const char *what;
  MineFunc mine;
  guint32 min_count;
  double min_confidence;
} Case;

static const Case retail_cases[] = {
  { "pairs", pnr_mine_pairs, 89, 0 },      { "pairs", pnr_mine_pairs, 9, 0 },
  { "pairs", pnr_mine_pairs, 1, 0 },       { "itemsets", pnr_mine_itemsets, 89, 0 },
  { "itemsets", pnr_mine_itemsets, 9, 0 }, { "rules 0.5", pnr_mine_rules, 89, 0.5 },
  { "rules 0.5", pnr_mine_rules, 9, 0.5 },
};

static const Case quest_cases[] = {
  { "pairs", pnr_mine_pairs, 100, 0 },
  { "itemsets", pnr_mine_itemsets, 100, 0 },
  { "rules 0.5", pnr_mine_rules, 100, 0.5 },
};

static double
get_cpu_ms (void)
{
  return 1000.0 * (double) clock () / CLOCKS_PER_SEC;
}

static void
run_case (const char *name, PnrBasketSet *baskets, const Case *test, guint n_threads)
{
  PnrMiningSettings settings = { .min_count = test->min_count,
                                 .min_confidence = test->min_confidence,
                                 .n_threads = n_threads };
  double best = G_MAXDOUBLE;
  guint32 n_results = 0;

  for (guint i = 0; i < 5; i++) {
    double start = get_cpu_ms ();
    g_autoptr (PnrRuleSet) found = test->mine (baskets, &settings, NULL, NULL);

    best = MIN (best, get_cpu_ms () - start);
    n_results = MAX (pnr_rule_set_get_n_rules (found), pnr_rule_set_get_n_itemsets (found));
  }
  g_print ("%-20s %-10s >= %-5u %u thread(s) %8.1f ms %10u\n", name, test->what, test->min_count,
           n_threads, best, n_results);
}

static void
run_file (const char *name, const Case *cases, gsize n_cases)
{
  g_autoptr (PnrBasketSet) baskets = basket_file_read (name, ' ');

  for (gsize i = 0; baskets != NULL && i < n_cases; i++) {
    run_case (name, baskets, &cases[i], 1);
    run_case (name, baskets, &cases[i], 2);
  }
}

int
main (void)
{
  setlocale (LC_ALL, "");
  run_file ("retail.dat.gz", retail_cases, G_N_ELEMENTS (retail_cases));
  run_file ("T10I4D100K.dat.gz", quest_cases, G_N_ELEMENTS (quest_cases));
  return 0;
}
