/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line: global options, the table of verbs, what a verb is handed and hands back. */
#include "config.h"

#include "cli/pnr-cli.h"

#include <errno.h>
#include <glib-unix.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/pnr-cli-rows.h"
#include "cli/pnr-cli-table.h"
#include "exchange/pnr-exchange-error.h"
#include "exchange/pnr-json-writer.h"
#include "plan/pnr-plan-keeping.h"
#include "plan/pnr-plan-market.h"

static const PnrCliVerb verbs[] = {
  { "new", "PLAN [--currency CODE] [--sample suits|footwear|phones]", N_ ("create a plan"),
    pnr_cli_new },
  { "import",
    "PLAN FILE… [--as products|orders|baskets|auto] [--profile NAME|auto] [--map FIELD=COLUMN]… "
    "[--encoding NAME|auto] [--dry-run] [--strict] [--why TEXT]",
    N_ ("read shop files; a file’s encoding is taken from its bytes unless --encoding names one, "
        "such as UTF-8 or Windows-1252"),
    pnr_cli_import },
  { "info",
    "PLAN [--days N | --from DATE --to DATE] [--compare previous|year] [--channel NAME] "
    "[--group NAME] | PLAN --bundle SKU | PLAN --customers [--within-days N]",
    N_ ("counts and key figures, one bundle’s price by product, tax, returns and stock, or how "
        "customers come back"),
    pnr_cli_info },
  { "check", "PLAN", N_ ("what is wrong with a plan and its file, the worst first"),
    pnr_cli_check },
  { "mine",
    "PLAN | --baskets FILE [--min-count N|--min-support S] [--min-confidence C] [--min-lift L] "
    "[--max-items K] [--pairs|--itemsets|--rules] [--any-split] [--fdr Q] [--sort MEASURE] "
    "[--top N] [--csv]",
    N_ ("frequent sets and rules; --top alone takes the largest counts, of rules the least q "
        "values"),
    pnr_cli_mine },
  { "suggest", "PLAN [--type TYPE] [--top N]", N_ ("ranked proposals"), pnr_cli_suggest },
  { "apply", "PLAN FILE.json [--why TEXT]", N_ ("add and change what a Pannier JSON file says"),
    pnr_cli_apply },
  { "undo", "PLAN [N] [--why TEXT]", N_ ("take back the newest actions"), pnr_cli_undo },
  { "redo", "PLAN [N] [--why TEXT]", N_ ("do undone actions again"), pnr_cli_redo },
  { "revert", "PLAN ACTION [--why TEXT]",
    N_ ("bring the plan to the moment right after an action of the log; 0 is before the first"),
    pnr_cli_revert },
  { "log", "PLAN [--top N]", N_ ("who did what, when and why"), pnr_cli_log },
  { "copy", "PLAN FILE", N_ ("save a whole copy of a plan"), pnr_cli_copy },
  { "snapshots", "PLAN [--remove-before TIME|now]",
    N_ ("older states that were kept of a plan; those of before a time can be removed for good"),
    pnr_cli_snapshots },
  { "restore", "PLAN FILE [--from TIME|NAME]",
    N_ ("make a plan of a snapshot, of the newest by itself"), pnr_cli_restore },
  { "rescue", "PLAN FILE", N_ ("make a plan of what can be read of a damaged one"),
    pnr_cli_rescue },
  { "simulate",
    "PLAN --scenario NAME [--scenario NAME]… [--study tornado|waterfall|shipping] [--shoppers N] "
    "[--seed S] [--from DATE] [--to DATE]",
    N_ ("a scenario against the baseline, or up to four side by side"), pnr_cli_simulate },
  { "optimise",
    "PLAN --bundle SKU [--scenario NAME] | --scenario NAME [--with-components] "
    "[--no-worse-for-customers] "
    "[--objective revenue|margin] [--margin-floor S] [--max-discount S] "
    "[--endings 0.99,0.95] [--seed S]",
    N_ ("the band of good prices of a bundle, or of all of a scenario together"),
    pnr_cli_optimise },
  { "advise", "PLAN --anchor SKU [--scenario NAME] [--shoppers N] [--seed S]",
    N_ ("which upsell, cross-sell or bundle suits a product best, by contribution per 100 "
        "visitors"),
    pnr_cli_advise },
  { "market", "FILE.json", N_ ("solve markets described in a file"), pnr_cli_market },
  { "export", "PLAN --to json|woocommerce --out DIR", N_ ("write shop files"), pnr_cli_export },
  { "chart",
    "PLAN "
    "price|compare|side-by-side|win-win|tornado|waterfall|shipping|scatter|trend|order-values|"
    "growth|"
    "board [--scenario NAME]… [--bundle SKU] "
    "[--days N | --from DATE --to DATE] [--compare previous|year] [--channel NAME] [--group NAME] "
    "[--size WxH] --out FILE.svg|pdf|png",
    N_ ("draw a chart into a file"), pnr_cli_chart },
  { "report", "PLAN [--scenario NAME] --out FILE.pdf",
    N_ ("a scenario with its bundles, charts and assumptions as pages to hand over"),
    pnr_cli_report },
};

/* An interrupt asks the job to stop, so that it leaves nothing half done. */
static gboolean
interrupted_cb (gpointer progress)
{
  pnr_progress_cancel (progress);
  return G_SOURCE_CONTINUE;
}

static gboolean
print_progress_cb (gpointer data)
{
  PnrProgress *progress = data;
  g_autofree char *step = pnr_progress_dup_step (progress);
  double fraction = pnr_progress_get_fraction (progress);

  if (step == NULL)
    return G_SOURCE_CONTINUE;
  if (isnan (fraction))
    g_printerr ("\r\033[K%s", step);
  else
    g_printerr ("\r\033[K%s %3.0f %%", step, fraction * 100.0);
  return G_SOURCE_CONTINUE;
}

/* Beside the job, which has the main thread: a signal handler may not do what cancelling does. */
static gpointer
watch_job (gpointer loop)
{
  g_main_loop_run (loop);
  return NULL;
}

static void
add_watch (GMainLoop *loop, GSource *source, GSourceFunc func, PnrProgress *progress)
{
  g_source_set_callback (source, func, progress, NULL);
  g_source_attach (source, g_main_loop_get_context (loop));
  g_source_unref (source);
}

static void
print_usage (FILE *stream)
{
  fprintf (stream, "%s\n\n", _ ("Usage: pannier-cli [--json] [--quiet] [--threads N] VERB …"));
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    fprintf (stream, "  %-9s %s\n            %s\n", verbs[i].name, _ (verbs[i].summary),
             verbs[i].synopsis);
}

static const PnrCliVerb *
find_verb (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++) {
    if (strcmp (verbs[i].name, name) == 0)
      return &verbs[i];
  }
  return NULL;
}

/**
 * pnr_cli_parse:
 * @run: a run
 * @entries: the verb's options
 * @n_least: how many words must remain
 * @n_most: how many may, 0 for any number
 *
 * Takes the options out of the run's words. A fault is left in the run as misuse.
 *
 * Returns: whether the words are well-formed
 */
gboolean
pnr_cli_parse (PnrCliRun *run, const GOptionEntry *entries, guint n_least, guint n_most)
{
  const PnrCliVerb *verb = find_verb (run->verb);
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  guint n_words;

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse_strv (context, &run->arguments, &run->error))
    return FALSE;
  n_words = g_strv_length (run->arguments) - 1;
  if (n_words < n_least || (n_most > 0 && n_words > n_most)) {
    pnr_cli_misuse (run, _ ("Usage: pannier-cli %s %s"), verb->name, verb->synopsis);
    return FALSE;
  }
  return TRUE;
}

PnrCliStatus
pnr_cli_fail (PnrCliRun *run, GError *error)
{
  run->error = error;
  return PNR_CLI_FAILED;
}

PnrCliStatus
pnr_cli_misuse (PnrCliRun *run, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_clear_error (&run->error);
  run->error = g_error_new_valist (G_OPTION_ERROR, G_OPTION_ERROR_FAILED, format, arguments);
  va_end (arguments);
  return PNR_CLI_USAGE;
}

PnrCliStatus
pnr_cli_end (PnrCliRun *run, GVariant *report)
{
  run->report = g_variant_ref_sink (report);
  return PNR_CLI_DONE;
}

static void
print_report (PnrCliRun *run)
{
  g_autofree char *text =
      run->is_json ? pnr_json_write (run->report) : pnr_cli_table_print (run->report);

  fputs (text, stdout);
}

/* Rows may be many: they are written as they are told, and not told at all where nobody looks. */
static void
print_result (PnrCliRun *run)
{
  if (run->report == NULL || (run->is_quiet && !run->is_json && !run->is_csv))
    return;
  if (run->rows == NULL) {
    print_report (run);
  } else if (run->is_json) {
    pnr_cli_rows_print_json (stdout, run->report, run->rows);
  } else if (run->is_csv) {
    pnr_cli_rows_print_csv (stdout, run->rows);
  } else {
    print_report (run);
    pnr_cli_rows_print (stdout, run->rows);
  }
}

/* What is printed is the result: where it cannot be written, the run has failed. */
static PnrCliStatus
end_output (PnrCliStatus status)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return status;
  g_printerr (_ ("pannier-cli: the result could not be written: %s. What it tells is done all "
                 "the same.\n"),
              g_strerror (errno));
  return PNR_CLI_FAILED;
}

/* Words that no plan and no file could make right. */
static gboolean
is_misuse (const GError *error)
{
  return error != NULL
         && (error->domain == G_OPTION_ERROR
             || g_error_matches (error, PNR_EXCHANGE_ERROR, PNR_EXCHANGE_ERROR_BAD_MAP)
             || g_error_matches (error, PNR_EXCHANGE_ERROR, PNR_EXCHANGE_ERROR_UNKNOWN_TARGET)
             || g_error_matches (error, PNR_PLAN_ERROR, PNR_PLAN_ERROR_UNKNOWN_CHART));
}

static PnrCliStatus
run_verb (const PnrCliVerb *verb, PnrCliRun *run)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (context, FALSE);
  gboolean is_shown = !run->is_quiet && isatty (STDERR_FILENO);
  GThread *watcher;
  PnrCliStatus status;

  run->progress = pnr_progress_new ();
  add_watch (loop, g_unix_signal_source_new (SIGINT), interrupted_cb, run->progress);
  add_watch (loop, g_unix_signal_source_new (SIGTERM), interrupted_cb, run->progress);
  if (is_shown)
    add_watch (loop, g_timeout_source_new (200), print_progress_cb, run->progress);
  watcher = g_thread_new ("watch", watch_job, loop);
  status = verb->run (run);
  while (!g_main_loop_is_running (loop))
    g_usleep (1000);
  g_main_loop_quit (loop);
  g_thread_join (watcher);
  if (is_shown)
    g_printerr ("\r\033[K");
  g_clear_object (&run->progress);
  return is_misuse (run->error) ? PNR_CLI_USAGE : status;
}

static void
print_notice (PnrPlan *plan, GParamSpec *pspec, PnrCliRun *run)
{
  const char *notice = pnr_plan_get_notice (plan);

  if (notice != NULL && !run->is_quiet)
    g_printerr ("pannier-cli: %s\n", notice);
}

/* What its keeper has to say goes where progress goes. */
static PnrPlan *
take_plan (PnrCliRun *run, PnrPlan *plan)
{
  if (plan == NULL) {
    pnr_plan_name_snapshot (run->arguments[1], &run->error);
    return NULL;
  }
  print_notice (plan, NULL, run);
  g_signal_connect (plan, "notify::notice", G_CALLBACK (print_notice), run);
  return plan;
}

/* The plan a verb names first, to be changed. */
PnrPlan *
pnr_cli_open_plan (PnrCliRun *run)
{
  return take_plan (run, pnr_plan_open_watched (run->arguments[1], run->progress, &run->error));
}

/* The same for verbs that only read: they leave an old plan as it is. */
PnrPlan *
pnr_cli_open_plan_to_read (PnrCliRun *run)
{
  return take_plan (run, pnr_plan_open_to_read (run->arguments[1], run->progress, &run->error));
}

/* The same for what is only tried. */
PnrPlan *
pnr_cli_open_plan_to_try (PnrCliRun *run)
{
  return take_plan (run, pnr_plan_open_to_try (run->arguments[1], run->progress, &run->error));
}

/**
 * pnr_cli_run:
 * @argc: as main gets it
 * @argv: as main gets it
 *
 * Returns: the exit status: 0 done, 1 failed, 2 wrong usage, 3 done with findings
 */
int
pnr_cli_run (int argc, char **argv)
{
  const char *locale_dir = g_getenv ("PANNIER_LOCALE_DIR");
  gboolean is_version = FALSE;
  gboolean is_help = FALSE;
  PnrCliRun run = { 0 };
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &run.is_json, NULL, NULL },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &run.is_quiet, NULL, NULL },
    { "threads", 0, 0, G_OPTION_ARG_INT, &run.n_threads, NULL, NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &is_version, NULL, NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &is_help, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) words = g_strdupv (argv);
  const PnrCliVerb *verb;
  PnrCliStatus status;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, locale_dir != NULL ? locale_dir : PNR_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  /* Options of the program may stand anywhere; those of the verb are left for it. */
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_ignore_unknown_options (context, TRUE);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse_strv (context, &words, &error)) {
    g_printerr ("pannier-cli: %s\n", error->message);
    return PNR_CLI_USAGE;
  }
  if (is_version) {
    printf ("pannier-cli %s\n", PNR_VERSION);
    return (int) end_output (PNR_CLI_DONE);
  }
  if (is_help || g_strv_length (words) < 2) {
    print_usage (is_help ? stdout : stderr);
    return (int) (is_help ? end_output (PNR_CLI_DONE) : PNR_CLI_USAGE);
  }
  if (run.n_threads < 0) {
    g_printerr (_ ("pannier-cli: --threads takes a number from 1 on\n"));
    return PNR_CLI_USAGE;
  }
  verb = find_verb (words[1]);
  if (verb == NULL) {
    g_printerr (_ ("pannier-cli: there is no verb “%s”; “pannier-cli --help” lists them\n"),
                words[1]);
    return PNR_CLI_USAGE;
  }
  run.verb = verb->name;
  run.arguments = g_strdupv (words + 1);
  status = run_verb (verb, &run);
  if (run.error != NULL)
    g_printerr ("pannier-cli: %s\n", run.error->message);
  print_result (&run);
  status = end_output (status);
  g_clear_pointer (&run.rows, pnr_report_table_free);
  g_clear_pointer (&run.report, g_variant_unref);
  g_clear_pointer (&run.arguments, g_strfreev);
  g_clear_error (&run.error);
  return (int) status;
}
