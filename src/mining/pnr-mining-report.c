/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells what mining found as a dictionary, for the command line and for scripts. */
#include "config.h"

#include "mining/pnr-mining-report.h"

#include "base/pnr-report.h"
#include "mining/pnr-ranking.h"

static GVariant *
list_names (PnrRuleSet *found, guint32 first, guint32 n_items)
{
  PnrBasketSet *baskets = pnr_rule_set_get_baskets (found);
  const guint32 *items = pnr_rule_set_get_items (found, first);
  GPtrArray *names = g_ptr_array_new ();

  for (guint32 i = 0; i < n_items; i++)
    g_ptr_array_add (names,
                     g_variant_new_string (pnr_basket_set_get_item_name (baskets, items[i])));
  return pnr_report_list_end (names);
}

static GVariant *
report_itemset (PnrRuleSet *found, const PnrItemset *itemset)
{
  GVariantDict *report = pnr_report_new ();

  pnr_report_add_value (report, "items", list_names (found, itemset->first, itemset->n_items));
  pnr_report_add_count (report, "count", itemset->count);
  pnr_report_add_number (report, "support",
                         (double) itemset->count
                             / pnr_basket_set_get_n_baskets (pnr_rule_set_get_baskets (found)));
  return pnr_report_end (report);
}

static GVariant *
report_rule (PnrRuleSet *found, const PnrRule *rule, PnrMiningKind kind)
{
  static const PnrMeasure measures[] = {
    PNR_MEASURE_SUPPORT,      PNR_MEASURE_CONFIDENCE,
    PNR_MEASURE_LIFT,         PNR_MEASURE_LEVERAGE,
    PNR_MEASURE_CONVICTION,   PNR_MEASURE_KULCZYNSKI,
    PNR_MEASURE_IMBALANCE,    PNR_MEASURE_PHI,
    PNR_MEASURE_CHI_SQUARE,   PNR_MEASURE_COSINE,
    PNR_MEASURE_JACCARD,      PNR_MEASURE_ODDS_RATIO,
    PNR_MEASURE_EXPECTED,     PNR_MEASURE_P_VALUE,
    PNR_MEASURE_Q_VALUE,      PNR_MEASURE_LIFT_LOW,
    PNR_MEASURE_LIFT_HIGH,    PNR_MEASURE_CONFIDENCE_LOW,
    PNR_MEASURE_HYPERLIFT_99, PNR_MEASURE_CONFIDENCE_HIGH,
  };
  double chance_lift = pnr_rule_set_get_chance_lift (found);
  PnrAssociation counts = { pnr_basket_set_get_n_baskets (pnr_rule_set_get_baskets (found)),
                            rule->count_if, rule->count_then, rule->count };
  GVariantDict *report = pnr_report_new ();

  pnr_report_add_value (report, "if", list_names (found, rule->first, rule->n_if));
  pnr_report_add_value (report, "then", list_names (found, rule->first + rule->n_if, rule->n_then));
  pnr_report_add_count (report, "count", rule->count);
  pnr_report_add_count (report, "count_if", rule->count_if);
  pnr_report_add_count (report, "count_then", rule->count_then);
  for (guint i = 0; i < G_N_ELEMENTS (measures); i++)
    pnr_report_add_number (report, pnr_measure_to_word (measures[i]),
                           pnr_rule_set_get_measure (found, rule, measures[i]));
  pnr_report_add_number (report, "log10_p", rule->log10_p);
  pnr_report_add_number (report, "log10_q", rule->log10_q);
  pnr_report_add_number (report, "chance_lift", chance_lift);
  if (kind == PNR_MINING_PAIRS) {
    pnr_report_add_number (report, "confidence_back", (double) rule->count / rule->count_then);
    pnr_report_add_number (report, "chance_log10_p",
                           pnr_association_get_chance_log10_p (&counts, chance_lift));
  }
  return pnr_report_end (report);
}

static GPtrArray *
report_itemsets (PnrRuleSet *found, guint32 n_wanted)
{
  g_autofree guint32 *ranking = pnr_rule_set_rank_itemsets (found);
  GPtrArray *list = g_ptr_array_new ();

  for (guint32 i = 0; i < n_wanted; i++)
    g_ptr_array_add (list, report_itemset (found, pnr_rule_set_get_itemset (found, ranking[i])));
  return list;
}

/**
 * pnr_mining_report:
 * @found: what the miner found; rules are told in the order they have
 * @kind: what was mined
 * @top: how many to tell, 0 for all
 *
 * Returns: (transfer floating): baskets, items, minimum and either itemsets, most frequent first,
 *   or rules with their measures; what is infinite or not defined is nothing
 */
GVariant *
pnr_mining_report (PnrRuleSet *found, PnrMiningKind kind, guint top)
{
  PnrBasketSet *baskets = pnr_rule_set_get_baskets (found);
  gboolean is_itemsets = kind == PNR_MINING_ITEMSETS;
  guint32 n_found =
      is_itemsets ? pnr_rule_set_get_n_itemsets (found) : pnr_rule_set_get_n_rules (found);
  guint32 n_wanted = top > 0 ? MIN (top, n_found) : n_found;
  GVariantDict *report = pnr_report_new ();
  GPtrArray *list;

  pnr_report_add_count (report, "baskets", pnr_basket_set_get_n_baskets (baskets));
  pnr_report_add_count (report, "baskets_left_out", pnr_basket_set_get_n_left_out (baskets));
  pnr_report_add_count (report, "items", pnr_basket_set_get_n_items (baskets));
  pnr_report_add_count (report, "entries", pnr_basket_set_get_n_entries (baskets));
  pnr_report_add_count (report, "min_count", pnr_rule_set_get_min_count (found));
  pnr_report_add_count (report, "found", n_found);
  pnr_report_add_number (report, "chance_lift", pnr_rule_set_get_chance_lift (found));
  pnr_report_add_text (report, "data_hash", pnr_basket_set_get_hash (baskets));
  if (is_itemsets) {
    pnr_report_add_list (report, "itemsets", report_itemsets (found, n_wanted));
    return pnr_report_end (report);
  }
  pnr_report_add_count (report, "tests", (gint64) pnr_rule_set_get_n_tests (found));
  list = g_ptr_array_new ();
  for (guint32 i = 0; i < n_wanted; i++)
    g_ptr_array_add (list, report_rule (found, pnr_rule_set_get_rule (found, i), kind));
  pnr_report_add_list (report, "rules", list);
  return pnr_report_end (report);
}
