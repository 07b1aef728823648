/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells what mining found: a dictionary of its figures and a table of its rows. */
#include "config.h"

#include "mining/pnr-mining-report.h"

#include "base/pnr-report.h"
#include "mining/pnr-ranking.h"

/* Names are what a person reads; two products may share one, so SKUs stand beside them. */
static const char *const itemset_columns[] = { "items", "count", "support", "skus", NULL };

/* Only pairs have the last two, see rule_columns_new(). */
static const char *const rule_heads[] = { "if", "then", "count", NULL };
static const PnrMeasure rule_measures[] = {
  PNR_MEASURE_SUPPORT,      PNR_MEASURE_CONFIDENCE,      PNR_MEASURE_LIFT,
  PNR_MEASURE_LEVERAGE,     PNR_MEASURE_CONVICTION,      PNR_MEASURE_KULCZYNSKI,
  PNR_MEASURE_IMBALANCE,    PNR_MEASURE_CHI_SQUARE,      PNR_MEASURE_P_VALUE,
  PNR_MEASURE_Q_VALUE,      PNR_MEASURE_LIFT_LOW,        PNR_MEASURE_LIFT_HIGH,
  PNR_MEASURE_PHI,          PNR_MEASURE_COSINE,          PNR_MEASURE_JACCARD,
  PNR_MEASURE_ODDS_RATIO,   PNR_MEASURE_EXPECTED,        PNR_MEASURE_CONFIDENCE_LOW,
  PNR_MEASURE_HYPERLIFT_99, PNR_MEASURE_CONFIDENCE_HIGH,
};
static const char *const rule_tails[] = { "log10_p",    "log10_q", "chance_lift", "count_if",
                                          "count_then", "if_skus", "then_skus",   NULL };
static const char *const pair_tails[] = { "confidence_back", "chance_log10_p", NULL };

typedef struct {
  PnrRuleSet *found;
  PnrMiningKind kind;
  guint32 *ranking;
  GPtrArray *names;
  GPtrArray *skus;
} MiningRows;

static void
mining_rows_free (gpointer data)
{
  MiningRows *self = data;

  pnr_rule_set_unref (self->found);
  g_free (self->ranking);
  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->skus);
  g_free (self);
}

static void
take_items (MiningRows *self, guint32 first, guint32 n_items)
{
  PnrBasketSet *baskets = pnr_rule_set_get_baskets (self->found);
  const guint32 *items = pnr_rule_set_get_items (self->found, first);

  g_ptr_array_set_size (self->names, 0);
  g_ptr_array_set_size (self->skus, 0);
  for (guint32 i = 0; i < n_items; i++) {
    g_ptr_array_add (self->names, (char *) pnr_basket_set_get_item_name (baskets, items[i]));
    g_ptr_array_add (self->skus, (char *) pnr_basket_set_get_item_sku (baskets, items[i]));
  }
}

static PnrReportCell
cell_of_texts (GPtrArray *texts, guint first, guint n_texts)
{
  return (PnrReportCell){ .kind = PNR_CELL_TEXTS,
                          .texts = (const char *const *) texts->pdata + first,
                          .n_texts = n_texts };
}

static PnrReportCell
cell_of_count (gint64 count)
{
  return (PnrReportCell){ .kind = PNR_CELL_COUNT, .count = count };
}

static PnrReportCell
cell_of_number (double number)
{
  return (PnrReportCell){ .kind = PNR_CELL_NUMBER, .number = number };
}

static void
read_itemset (gpointer data, guint32 row, PnrReportCell *cells)
{
  MiningRows *self = data;
  const PnrItemset *itemset = pnr_rule_set_get_itemset (self->found, self->ranking[row]);

  take_items (self, itemset->first, itemset->n_items);
  cells[0] = cell_of_texts (self->names, 0, itemset->n_items);
  cells[1] = cell_of_count (itemset->count);
  cells[2] =
      cell_of_number ((double) itemset->count
                      / pnr_basket_set_get_n_baskets (pnr_rule_set_get_baskets (self->found)));
  cells[3] = cell_of_texts (self->skus, 0, itemset->n_items);
}

static void
read_rule (gpointer data, guint32 row, PnrReportCell *cells)
{
  MiningRows *self = data;
  const PnrRule *rule = pnr_rule_set_get_rule (self->found, row);
  double chance_lift = pnr_rule_set_get_chance_lift (self->found);
  PnrAssociation counts = { pnr_basket_set_get_n_baskets (pnr_rule_set_get_baskets (self->found)),
                            rule->count_if, rule->count_then, rule->count };

  take_items (self, rule->first, (guint32) rule->n_if + rule->n_then);
  *cells++ = cell_of_texts (self->names, 0, rule->n_if);
  *cells++ = cell_of_texts (self->names, rule->n_if, rule->n_then);
  *cells++ = cell_of_count (rule->count);
  for (guint i = 0; i < G_N_ELEMENTS (rule_measures); i++)
    *cells++ = cell_of_number (pnr_rule_set_get_measure (self->found, rule, rule_measures[i]));
  *cells++ = cell_of_number (rule->log10_p);
  *cells++ = cell_of_number (rule->log10_q);
  *cells++ = cell_of_number (chance_lift);
  *cells++ = cell_of_count (rule->count_if);
  *cells++ = cell_of_count (rule->count_then);
  *cells++ = cell_of_texts (self->skus, 0, rule->n_if);
  *cells++ = cell_of_texts (self->skus, rule->n_if, rule->n_then);
  if (self->kind != PNR_MINING_PAIRS)
    return;
  *cells++ = cell_of_number ((double) rule->count / rule->count_then);
  *cells++ = cell_of_number (pnr_association_get_chance_log10_p (&counts, chance_lift));
}

static void
add_columns (GPtrArray *columns, const char *const *names)
{
  for (; *names != NULL; names++)
    g_ptr_array_add (columns, (char *) *names);
}

static GPtrArray *
rule_columns_new (PnrMiningKind kind)
{
  GPtrArray *columns = g_ptr_array_new ();

  add_columns (columns, rule_heads);
  for (guint i = 0; i < G_N_ELEMENTS (rule_measures); i++)
    g_ptr_array_add (columns, (char *) pnr_measure_to_word (rule_measures[i]));
  add_columns (columns, rule_tails);
  if (kind == PNR_MINING_PAIRS)
    add_columns (columns, pair_tails);
  g_ptr_array_add (columns, NULL);
  return columns;
}

static guint32
count_found (PnrRuleSet *found, PnrMiningKind kind)
{
  return kind == PNR_MINING_ITEMSETS ? pnr_rule_set_get_n_itemsets (found)
                                     : pnr_rule_set_get_n_rules (found);
}

/**
 * pnr_mining_report:
 * @found: what the miner found
 * @kind: what was mined
 *
 * Returns: (transfer floating): baskets, items, minimum, and how much was found
 */
GVariant *
pnr_mining_report (PnrRuleSet *found, PnrMiningKind kind)
{
  PnrBasketSet *baskets = pnr_rule_set_get_baskets (found);
  GVariantDict *report = pnr_report_new ();

  pnr_report_add_count (report, "baskets", pnr_basket_set_get_n_baskets (baskets));
  pnr_report_add_count (report, "baskets_left_out", pnr_basket_set_get_n_left_out (baskets));
  pnr_report_add_count (report, "items", pnr_basket_set_get_n_items (baskets));
  pnr_report_add_count (report, "entries", pnr_basket_set_get_n_entries (baskets));
  pnr_report_add_count (report, "min_count", pnr_rule_set_get_min_count (found));
  pnr_report_add_count (report, "found", count_found (found, kind));
  pnr_report_add_number (report, "chance_lift", pnr_rule_set_get_chance_lift (found));
  pnr_report_add_text (report, "data_hash", pnr_basket_set_get_hash (baskets));
  if (kind != PNR_MINING_ITEMSETS)
    pnr_report_add_count (report, "tests", (gint64) pnr_rule_set_get_n_tests (found));
  return pnr_report_end (report);
}

/**
 * pnr_mining_report_rows:
 * @found: what the miner found; rules are told in the order they have
 * @kind: what was mined
 * @top: how many to tell, 0 for all
 *
 * Returns: (transfer full): either itemsets, most frequent first, or rules with their measures
 */
PnrReportTable *
pnr_mining_report_rows (PnrRuleSet *found, PnrMiningKind kind, guint top)
{
  gboolean is_itemsets = kind == PNR_MINING_ITEMSETS;
  guint32 n_found = count_found (found, kind);
  guint32 n_rows = top > 0 ? MIN (top, n_found) : n_found;
  g_autoptr (GPtrArray) columns = rule_columns_new (kind);
  MiningRows *rows = g_new0 (MiningRows, 1);

  rows->found = pnr_rule_set_ref (found);
  rows->kind = kind;
  rows->names = g_ptr_array_new ();
  rows->skus = g_ptr_array_new ();
  if (!is_itemsets)
    return pnr_report_table_new ("rules", (const char *const *) columns->pdata, n_rows, read_rule,
                                 rows, mining_rows_free);
  rows->ranking = pnr_rule_set_rank_itemsets (found);
  return pnr_report_table_new ("itemsets", itemset_columns, n_rows, read_itemset, rows,
                               mining_rows_free);
}
