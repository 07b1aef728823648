/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The verbs that look into the order history: mine, suggest. */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "base/pnr-money.h"
#include "cli/pnr-cli.h"
#include "model/pnr-suggestion.h"
#include "plan/pnr-plan-jobs.h"

#define DEFAULT_MIN_COUNT 5

typedef struct {
  char *baskets;
  gint64 min_count;
  int max_items;
  int n_top;
  gboolean is_pairs;
  gboolean is_itemsets;
  gboolean is_rules;
  gboolean is_csv;
  char *sort;
  char **maps;
  PnrMineRequest request;
} MineOptions;

static gboolean
parse_mine (PnrCliRun *run, MineOptions *options)
{
  PnrMiningSettings *settings = &options->request.settings;
  const GOptionEntry entries[] = {
    { "baskets", 0, 0, G_OPTION_ARG_FILENAME, &options->baskets, NULL, NULL },
    { "min-count", 0, 0, G_OPTION_ARG_INT64, &options->min_count, NULL, NULL },
    { "min-support", 0, 0, G_OPTION_ARG_DOUBLE, &settings->min_support, NULL, NULL },
    { "min-confidence", 0, 0, G_OPTION_ARG_DOUBLE, &settings->min_confidence, NULL, NULL },
    { "min-lift", 0, 0, G_OPTION_ARG_DOUBLE, &settings->min_lift, NULL, NULL },
    { "max-items", 0, 0, G_OPTION_ARG_INT, &options->max_items, NULL, NULL },
    { "any-split", 0, 0, G_OPTION_ARG_NONE, &settings->any_split, NULL, NULL },
    { "fdr", 0, 0, G_OPTION_ARG_DOUBLE, &settings->fdr, NULL, NULL },
    { "pairs", 0, 0, G_OPTION_ARG_NONE, &options->is_pairs, NULL, NULL },
    { "itemsets", 0, 0, G_OPTION_ARG_NONE, &options->is_itemsets, NULL, NULL },
    { "rules", 0, 0, G_OPTION_ARG_NONE, &options->is_rules, NULL, NULL },
    { "sort", 0, 0, G_OPTION_ARG_STRING, &options->sort, NULL, NULL },
    { "top", 0, 0, G_OPTION_ARG_INT, &options->n_top, NULL, NULL },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &options->is_csv, NULL, NULL },
    { "map", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->maps, NULL, NULL },
    { NULL },
  };

  return pnr_cli_parse (run, entries, 0, 1);
}

static gboolean
check_mine (PnrCliRun *run, MineOptions *options)
{
  PnrMiningSettings *settings = &options->request.settings;

  if ((options->baskets == NULL) == (run->arguments[1] == NULL))
    pnr_cli_misuse (run, _ ("mine needs a PLAN or --baskets FILE, one of both"));
  else if (options->is_pairs + options->is_itemsets + options->is_rules > 1)
    pnr_cli_misuse (run, _ ("choose one of --pairs, --itemsets and --rules"));
  else if (options->min_count < 0 || options->min_count > G_MAXINT32)
    pnr_cli_misuse (run, _ ("--min-count takes a number of baskets from 1 on"));
  else if (!(settings->min_support >= 0.0 && settings->min_support <= 1.0)
           || !(settings->min_confidence >= 0.0 && settings->min_confidence <= 1.0)
           || !(settings->fdr >= 0.0 && settings->fdr <= 1.0))
    pnr_cli_misuse (run, _ ("supports, confidences and false discovery rates are shares from 0 "
                            "to 1"));
  else if (!(settings->min_lift >= 0.0 && isfinite (settings->min_lift)))
    pnr_cli_misuse (run, _ ("--min-lift takes a number from 0 on"));
  else if (options->max_items < 0 || options->n_top < 0)
    pnr_cli_misuse (run, _ ("--max-items and --top take numbers from 1 on"));
  else if (options->sort != NULL && !pnr_measure_from_word (options->sort, &options->request.sort))
    pnr_cli_misuse (run, _ ("“%s” is not a measure; try lift, leverage, confidence or count"),
                    options->sort);
  else
    return TRUE;
  return FALSE;
}

static void
complete_mine (PnrCliRun *run, MineOptions *options)
{
  PnrMineRequest *request = &options->request;

  request->kind = options->is_pairs      ? PNR_MINING_PAIRS
                  : options->is_itemsets ? PNR_MINING_ITEMSETS
                                         : PNR_MINING_RULES;
  request->n_top = (guint) options->n_top;
  request->settings.max_items = (guint) options->max_items;
  request->settings.n_threads = (guint) MAX (0, run->n_threads);
  request->settings.min_count = (guint32) options->min_count;
  if (options->min_count == 0 && request->settings.min_support == 0.0)
    request->settings.min_count = DEFAULT_MIN_COUNT;
}

static GVariant *
run_mine (PnrCliRun *run, MineOptions *options)
{
  PnrImportOptions import = { .profile = "auto", .maps = (const char *const *) options->maps };
  g_autoptr (PnrPlan) plan = NULL;

  if (options->baskets != NULL)
    return pnr_plan_mine_file (options->baskets, &import, &options->request, &run->rows,
                               run->progress, &run->error);
  plan = pnr_cli_open_plan_to_read (run);
  if (plan == NULL)
    return NULL;
  return pnr_plan_mine (plan, &options->request, &run->rows, run->progress, &run->error);
}

PnrCliStatus
pnr_cli_mine (PnrCliRun *run)
{
  MineOptions options = { .request = { .sort = PNR_N_MEASURES } };
  PnrCliStatus status = PNR_CLI_USAGE;

  if (parse_mine (run, &options) && check_mine (run, &options)) {
    GVariant *report;

    complete_mine (run, &options);
    report = run_mine (run, &options);
    status = report != NULL ? pnr_cli_end (run, report) : PNR_CLI_FAILED;
    run->is_csv = options.is_csv;
  }
  g_free (options.baskets);
  g_free (options.sort);
  g_strfreev (options.maps);
  return status;
}

static GVariant *
suggestion_report (PnrSuggestion *suggestion, PnrContents *contents)
{
  const PnrSuggestionFacts *facts = pnr_suggestion_get_facts (suggestion);
  g_autofree char *sentence = pnr_suggestion_dup_sentence (suggestion);
  PnrProduct *from = pnr_contents_get_product (contents, facts->from_id);
  PnrProduct *to = pnr_contents_get_product (contents, facts->to_id);
  GVariantDict *report = pnr_report_new ();

  pnr_report_add_text (report, "type", pnr_kind_to_word (PNR_TYPE_RELATION_KIND, facts->kind));
  pnr_report_add_text (report, "from", pnr_product_get_sku (from));
  pnr_report_add_text (report, "to", pnr_product_get_sku (to));
  pnr_report_add_text (report, "sentence", sentence);
  pnr_report_add_money (report, "expected_margin", facts->expected_margin_minor,
                        contents->currency);
  pnr_report_add_count (report, "count", facts->n_together);
  pnr_report_add_number (report, "support", facts->support);
  pnr_report_add_number (report, "confidence", facts->confidence);
  pnr_report_add_number (report, "lift", facts->lift);
  pnr_report_add_number (report, "lift_low", facts->lift_low);
  pnr_report_add_number (report, "lift_high", facts->lift_high);
  pnr_report_add_number (report, "q_value", facts->q_value);
  pnr_report_add_text (report, "data_hash", pnr_suggestion_get_data_hash (suggestion));
  return pnr_report_end (report);
}

PnrCliStatus
pnr_cli_suggest (PnrCliRun *run)
{
  g_autofree char *type = NULL;
  g_autofree char *bar = NULL;
  int n_top = 0;
  const GOptionEntry entries[] = {
    { "type", 0, 0, G_OPTION_ARG_STRING, &type, NULL, NULL },
    { "top", 0, 0, G_OPTION_ARG_INT, &n_top, NULL, NULL },
    { NULL },
  };
  g_autoptr (PnrPlan) plan = NULL;
  g_autoptr (PnrContents) contents = NULL;
  g_autoptr (GPtrArray) suggestions = NULL;
  GPtrArray *rows;
  GVariantDict *report;
  int kind = -1;

  if (!pnr_cli_parse (run, entries, 1, 1))
    return PNR_CLI_USAGE;
  if (n_top < 0)
    return pnr_cli_misuse (run, _ ("--top takes a number from 1 on"));
  if (type != NULL && !pnr_kind_from_word (PNR_TYPE_RELATION_KIND, type, &kind))
    return pnr_cli_misuse (run, _ ("--type takes cross-sell, upsell, alternative or required"));
  plan = pnr_cli_open_plan_to_read (run);
  if (plan == NULL)
    return PNR_CLI_FAILED;
  suggestions = pnr_plan_suggest (plan, &bar, run->progress, &run->error);
  if (suggestions == NULL)
    return PNR_CLI_FAILED;
  contents = pnr_plan_get_contents (plan);
  rows = g_ptr_array_new ();
  for (guint i = 0; i < suggestions->len && (n_top <= 0 || rows->len < (guint) n_top); i++) {
    PnrSuggestion *suggestion = g_ptr_array_index (suggestions, i);

    if (kind < 0 || (int) pnr_suggestion_get_facts (suggestion)->kind == kind)
      g_ptr_array_add (rows, suggestion_report (suggestion, contents));
  }
  report = pnr_report_new ();
  if (suggestions->len == 0)
    pnr_report_add_text (report, "note", bar);
  pnr_report_add_list (report, "suggestions", rows);
  return pnr_cli_end (run, pnr_report_end (report));
}
