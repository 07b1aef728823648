/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scenarios and exports without a pointer: settings are saved, verdicts are honest. */
#include "config.h"

#include "stage.h"
#include "plan/pnr-plan-taker-words.h"
#include "ui/exports/pnr-exports-page.h"
#include "ui/scenarios/pnr-assumption-row.h"
#include "ui/scenarios/pnr-metric-row.h"
#include "ui/scenarios/pnr-scenario-result.h"
#include "ui/scenarios/pnr-scenario-run.h"
#include "ui/scenarios/pnr-scenarios-page.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  char *folder;
  char *path;
  PnrPlan *plan;
  PnrSession *session;
  GtkWidget *window;
} Fixture;

static void
settle (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end) {
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  }
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("pannier-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "scenarios.pannier", NULL);
  fixture->plan = pnr_plan_create (fixture->path, "EUR", &error);
  g_assert_no_error (error);
  fixture->session = pnr_session_new (fixture->plan);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 900, 600);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  settle (50);
  g_object_unref (fixture->session);
  pnr_plan_close (fixture->plan);
  g_object_unref (fixture->plan);
  g_unlink (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static GtkWidget *
show_page (Fixture *fixture, GType type)
{
  GtkWidget *page = g_object_new (type, "session", fixture->session, NULL);

  gtk_window_set_child (GTK_WINDOW (fixture->window), page);
  gtk_window_present (GTK_WINDOW (fixture->window));
  settle (100);
  return page;
}

static guint
count_scenarios (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (pnr_plan_get_scenarios (fixture->plan)));
}

/* A disk takes its time; ten seconds are for one that has gone. */
static void
expect_scenarios (Fixture *fixture, guint n_scenarios)
{
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  while (count_scenarios (fixture) != n_scenarios && g_get_monotonic_time () < end)
    settle (5);
  g_assert_cmpuint (count_scenarios (fixture), ==, n_scenarios);
}

static void
test_add_duplicate_delete (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show_page (fixture, PNR_TYPE_SCENARIOS_PAGE);

  gtk_widget_activate_action (page, "scenario.duplicate", NULL);
  settle (100);
  g_assert_cmpuint (count_scenarios (fixture), ==, 0);
  g_assert_true (gtk_widget_activate_action (page, "scenario.new", NULL));
  expect_scenarios (fixture, 1);
  g_assert_true (gtk_widget_activate_action (page, "scenario.duplicate", NULL));
  expect_scenarios (fixture, 2);
  g_assert_true (gtk_widget_activate_action (page, "scenario.delete", NULL));
  expect_scenarios (fixture, 1);
  g_assert_true (pnr_plan_undo (fixture->plan, NULL, NULL));
  expect_scenarios (fixture, 2);
}

/* Without orders a simulation fails with a sentence, in the place of the result. */
static void
test_simulate_nothing (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show_page (fixture, PNR_TYPE_SCENARIOS_PAGE);

  gtk_widget_activate_action (page, "scenario.new", NULL);
  settle (200);
  g_assert_true (gtk_widget_activate_action (page, "scenario.simulate", NULL));
  settle (500);
  g_assert_true (gtk_widget_activate_action (page, "scenario.simulate", NULL));
  settle (500);
}

static void
test_exports (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show_page (fixture, PNR_TYPE_EXPORTS_PAGE);
  g_autofree char *target = NULL;

  g_assert_true (gtk_widget_activate_action (page, "exports.target", "s", "woocommerce"));
  settle (200);
  g_object_get (page, "target", &target, NULL);
  g_assert_cmpstr (target, ==, "woocommerce");
}

static void
test_assumption (void)
{
  PnrAssumptionRow *row = g_object_ref_sink (pnr_assumption_row_new ("vat share", "EUR"));
  g_autoptr (PnrAssumption) assumption = pnr_assumption_new ();
  g_autoptr (PnrAssumption) read = NULL;
  static const char *const wrong[] = { "abc", "-5", "400" };

  g_assert_null (pnr_assumption_row_dup_assumption (row));
  pnr_assumption_set_name (assumption, "vat share");
  pnr_assumption_set_value (assumption, 0.19);
  pnr_assumption_set_low (assumption, 0.07);
  pnr_assumption_set_high (assumption, 0.21);
  pnr_assumption_set_source (assumption, "Law");
  pnr_assumption_row_set_assumption (row, assumption);
  read = pnr_assumption_row_dup_assumption (row);
  g_assert_cmpfloat (pnr_assumption_get_value (read), ==, 0.19);
  g_assert_cmpfloat_with_epsilon (pnr_assumption_get_low (read), 0.07, 1e-12);
  g_assert_cmpfloat (pnr_assumption_get_high (read), ==, 0.21);
  g_assert_cmpstr (pnr_assumption_get_source (read), ==, "Law");
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (PnrAssumption) kept = NULL;

    gtk_editable_set_text (GTK_EDITABLE (stage_find_type (GTK_WIDGET (row), GTK_TYPE_ENTRY)),
                           wrong[i]);
    kept = pnr_assumption_row_dup_assumption (row);
    g_assert_nonnull (kept);
    g_assert_cmpfloat (pnr_assumption_get_value (kept), ==, 0.19);
  }
  pnr_assumption_row_set_assumption (row, NULL);
  g_assert_null (pnr_assumption_row_dup_assumption (row));
  g_assert_finalize_object (row);
}

static void
test_verdict (void)
{
  g_autoptr (PnrOutcome) outcome = pnr_outcome_new ("EUR");
  PnrEstimate *delta = &outcome->estimates[PNR_SIDE_DELTA][PNR_METRIC_CONTRIBUTION];
  g_autofree char *doubtful = NULL;
  g_autofree char *gain = NULL;
  g_autofree char *takers = NULL;

  *delta = (PnrEstimate){ 16600.0, 10.0, -100.0, 30000.0 };
  doubtful = pnr_scenario_result_dup_verdict (outcome);
  g_assert_nonnull (strstr (doubtful, "could be nothing"));
  delta->low = 100.0;
  gain = pnr_scenario_result_dup_verdict (outcome);
  g_assert_nonnull (strstr (gain, "166.00"));
  g_assert_nonnull (strstr (gain, "more"));
  outcome->takers = (PnrTakers){ 0.31, 0.4, 0.09, 0.2, 0.46, PNR_BREAK_EVEN_BELOW };
  takers = pnr_takers_dup_sentence (&outcome->takers);
  g_assert_cmpstr (
      takers, ==,
      "Of 100 takers, 31 would have bought everything anyway; on the orders of its takers, the "
      "offer pays below 46.");
}

/* Rounding does not hide that fewer do than it takes, and where no share decides it is said so. */
static void
test_taker_sentences (void)
{
  const struct {
    PnrTakers takers;
    const char *end;
  } rows[] = {
    { { 0.2561, 0.4, 0.1, 0.2439, 0.2588, PNR_BREAK_EVEN_BELOW }, "the offer pays below 25.9." },
    { { 0.2588, 0.4, 0.1, 0.2412, 0.2561, PNR_BREAK_EVEN_BELOW }, "the offer pays below 26." },
    { { 0.3, 0.4, 0.1, 0.2, 0.2, PNR_BREAK_EVEN_ABOVE }, "the offer pays above 20." },
    { { 0.3, 0.4, 0.1, 0.2, NAN, PNR_BREAK_EVEN_ALWAYS }, "the offer pays however many they are." },
    { { 0.3, 0.4, 0.1, 0.2, NAN, PNR_BREAK_EVEN_NEVER },
      "the offer does not pay however few they are." },
    { { 0.0, 0.5, 0.3, 0.2, NAN, PNR_BREAK_EVEN_ALWAYS }, "the offer pays." },
    { { 1.0, 0.0, 0.0, 0.0, NAN, PNR_BREAK_EVEN_NEVER }, "the offer does not pay." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *sentence = pnr_takers_dup_sentence (&rows[i].takers);

    g_assert_true (g_str_has_suffix (sentence, rows[i].end));
  }
}

/* A result is out of date when what it was made from changes, and fresh again when it is back. */
static void
test_inputs (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PnrScenario) scenario = pnr_scenario_new (1);
  g_autoptr (PnrAssumption) assumption = pnr_assumption_new ();
  g_autoptr (GPtrArray) assumptions = g_ptr_array_new ();
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  g_autofree char *before = pnr_scenario_run_dup_inputs (fixture->plan, scenario);
  g_autofree char *renamed = NULL;
  g_autofree char *assumed = NULL;
  g_autofree char *back = NULL;

  pnr_scenario_set_name (scenario, "Another name");
  renamed = pnr_scenario_run_dup_inputs (fixture->plan, scenario);
  pnr_assumption_set_name (assumption, "elasticity");
  pnr_assumption_set_value (assumption, -2.0);
  g_ptr_array_add (assumptions, assumption);
  pnr_scenario_set_assumptions (scenario, assumptions);
  assumed = pnr_scenario_run_dup_inputs (fixture->plan, scenario);
  pnr_scenario_set_assumptions (scenario, nothing);
  back = pnr_scenario_run_dup_inputs (fixture->plan, scenario);
  g_assert_cmpstr (before, ==, renamed);
  g_assert_cmpstr (before, !=, assumed);
  g_assert_cmpstr (before, ==, back);
}

/* A row of results fits into a narrow window, whatever its figures. */
static void
test_row_width (void)
{
  g_autoptr (PnrOutcome) outcome = pnr_outcome_new ("EUR");
  GtkSizeGroup *columns[4];
  GtkWidget *row;
  int least;

  for (guint side = PNR_SIDE_BASELINE; side <= PNR_SIDE_DELTA; side++)
    outcome->estimates[side][PNR_METRIC_REVENUE] =
        (PnrEstimate){ .value = 123456789.0, .low = -123456789.0, .high = 987654321.0 };
  for (guint i = 0; i < 4; i++)
    columns[i] = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  row = g_object_ref_sink (pnr_metric_row_new (outcome, PNR_METRIC_REVENUE, columns));
  gtk_widget_measure (row, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  g_assert_cmpint (least, >, 0);
  g_assert_cmpint (least, <=, 360 - 24);
  g_object_unref (row);
  for (guint i = 0; i < 4; i++)
    g_object_unref (columns[i]);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/scenarios/add-duplicate-delete", test_add_duplicate_delete);
  ADD ("/scenarios/simulate-nothing", test_simulate_nothing);
  g_test_add_func ("/scenarios/row-width", test_row_width);
  ADD ("/scenarios/inputs", test_inputs);
  ADD ("/exports/target", test_exports);
#undef ADD
  g_test_add_func ("/scenarios/assumption", test_assumption);
  g_test_add_func ("/scenarios/verdict", test_verdict);
  g_test_add_func ("/scenarios/taker-sentences", test_taker_sentences);

  return g_test_run ();
}
