/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A price that is moved: what is shown at the end is what anybody else would count at that price.
 */
#include <glib/gstdio.h>

#include "plan/pnr-plan-jobs.h"
#include "plan/pnr-plan-live.h"
#include "plan/pnr-plan-trial.h"

typedef struct {
  char *folder;
  char *path;
  PnrPlan *plan;
  PnrBundle *bundle;
  PnrPlanLive *live;
  guint n_counted;
} Fixture;

static void
counted_cb (Fixture *fixture)
{
  fixture->n_counted++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrBundle) stored = NULL;

  fixture->folder = g_dir_make_tmp ("pannier-live-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "live.pannier", NULL);
  fixture->plan = pnr_plan_create_sample (fixture->path, "suits", NULL, &error);
  g_assert_no_error (error);
  stored = g_list_model_get_item (G_LIST_MODEL (pnr_plan_get_bundles (fixture->plan)), 0);
  fixture->bundle = pnr_bundle_copy (stored);
  fixture->live = pnr_plan_live_new (fixture->plan);
  g_signal_connect_swapped (fixture->live, "counted", G_CALLBACK (counted_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->live);
  g_object_unref (fixture->bundle);
  pnr_plan_close (fixture->plan);
  g_object_unref (fixture->plan);
  g_unlink (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
move_to (Fixture *fixture, gint64 price_minor)
{
  pnr_bundle_set_price_value (fixture->bundle, price_minor);
  pnr_plan_live_ask (fixture->live, fixture->bundle, "as it is");
}

static void
wait_for (Fixture *fixture, guint n_counted)
{
  while (fixture->n_counted < n_counted)
    g_main_context_iteration (NULL, TRUE);
}

/* The central figures of a trial, which reads the plan anew and draws its own shoppers. */
static void
assert_as_tried (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrPlanTrial) trial =
      pnr_plan_try_bundle (fixture->plan, fixture->bundle, NULL, &error);
  PnrOutcome *outcome = pnr_plan_live_get_outcome (fixture->live);

  g_assert_no_error (error);
  g_assert_null (pnr_plan_live_get_failure (fixture->live));
  g_assert_cmpstr (outcome->inputs_hash, ==, trial->outcome->inputs_hash);
  for (int metric = 0; metric <= PNR_METRIC_TAKERS; metric++)
    g_assert_cmpmem (&outcome->estimates[PNR_SIDE_SCENARIO][metric].value, sizeof (double),
                     &trial->outcome->estimates[PNR_SIDE_SCENARIO][metric].value, sizeof (double));
  g_assert_cmpfloat (outcome->takers.giveaway, ==, trial->outcome->takers.giveaway);
  g_assert_nonnull (pnr_plan_live_get_waterfall (fixture->live));
}

static void
test_positions (Fixture *fixture, gconstpointer data)
{
  const gint64 prices[] = { 16900, 15000, 18200 };

  for (guint i = 0; i < G_N_ELEMENTS (prices); i++) {
    move_to (fixture, prices[i]);
    wait_for (fixture, i + 1);
    assert_as_tried (fixture);
  }
}

/* The first and the last of many positions are counted; what passed in between is not. */
static void
test_latest_wins (Fixture *fixture, gconstpointer data)
{
  for (gint64 price_minor = 15000; price_minor <= 18000; price_minor += 100)
    move_to (fixture, price_minor);
  wait_for (fixture, 2);
  assert_as_tried (fixture);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (fixture->n_counted, ==, 2);
}

/* Another bundle is read anew, also while the one before is still being counted. */
static void
test_other_inputs (Fixture *fixture, gconstpointer data)
{
  PnrComponent two[2] = { *pnr_bundle_get_component (fixture->bundle, 0),
                          *pnr_bundle_get_component (fixture->bundle, 1) };

  move_to (fixture, 16900);
  pnr_bundle_set_components (fixture->bundle, two, 2);
  pnr_bundle_set_price_value (fixture->bundle, 13500);
  pnr_plan_live_ask (fixture->live, fixture->bundle, "two products");
  pnr_bundle_set_price_value (fixture->bundle, 13000);
  pnr_plan_live_ask (fixture->live, fixture->bundle, "two products");
  wait_for (fixture, 1);
  assert_as_tried (fixture);
}

/* What could not be read once is read when it is asked for again. */
static void
test_failure (Fixture *fixture, gconstpointer data)
{
  pnr_bundle_set_choice (fixture->bundle, 2, 3, 1);
  pnr_plan_live_ask (fixture->live, fixture->bundle, "a choice");
  wait_for (fixture, 1);
  g_assert_null (pnr_plan_live_get_outcome (fixture->live));
  g_assert_nonnull (pnr_plan_live_get_failure (fixture->live));
  pnr_bundle_set_choice (fixture->bundle, 0, 0, 1);
  move_to (fixture, 16900);
  wait_for (fixture, 2);
  assert_as_tried (fixture);
}

/* Who no longer looks is told nothing, and sees the figures when looking again. */
static void
test_stop (Fixture *fixture, gconstpointer data)
{
  move_to (fixture, 16900);
  pnr_plan_live_stop (fixture->live);
  move_to (fixture, 15000);
  wait_for (fixture, 1);
  assert_as_tried (fixture);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/live/positions", Fixture, NULL, set_up, test_positions, tear_down);
  g_test_add ("/live/latest-wins", Fixture, NULL, set_up, test_latest_wins, tear_down);
  g_test_add ("/live/other-inputs", Fixture, NULL, set_up, test_other_inputs, tear_down);
  g_test_add ("/live/failure", Fixture, NULL, set_up, test_failure, tear_down);
  g_test_add ("/live/stop", Fixture, NULL, set_up, test_stop, tear_down);
  return g_test_run ();
}
