/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Past orders of the sample shop gone through as a study: at once, in a worker, and given up. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "plan/pnr-plan-jobs.h"
#include "plan/pnr-plan-study.h"

typedef struct {
  char *folder;
  char *path;
  PnrPlan *plan;
  PnrContents *contents;
  PnrScenario *scenario;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("pannier-replay-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "suits.pannier", NULL);
  self->plan = pnr_plan_create_sample (self->path, "suits", NULL, &error);
  g_assert_no_error (error);
  self->contents = pnr_plan_get_contents (self->plan);
  self->scenario = pnr_plan_find_scenario (self->contents, "Suit set", &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  pnr_contents_unref (self->contents);
  pnr_plan_close (self->plan);
  g_object_unref (self->plan);
  g_unlink (self->path);
  g_rmdir (self->folder);
  g_free (self->path);
  g_free (self->folder);
}

static void
studied_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static PnrStudy *
study_in_worker (Fixture *self, PnrProgress *progress, GError **error)
{
  PnrSimulationSettings settings = PNR_SIMULATION_SETTINGS_INIT;
  g_autoptr (GAsyncResult) result = NULL;

  pnr_plan_study_async (self->plan, PNR_STUDY_REPLAY, self->scenario, &settings, progress,
                        studied_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return pnr_plan_study_finish (self->plan, result, error);
}

static void
test_twice_the_same (Fixture *self, gconstpointer data)
{
  PnrSimulationSettings settings = PNR_SIMULATION_SETTINGS_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrStudy) once =
      pnr_plan_study (self->plan, PNR_STUDY_REPLAY, self->scenario, &settings, NULL, &error);
  g_autoptr (PnrStudy) again = study_in_worker (self, NULL, &error);
  g_autoptr (GVariant) one = g_variant_ref_sink (pnr_study_to_report (once));
  g_autoptr (GVariant) other = g_variant_ref_sink (pnr_study_to_report (again));
  PnrReplayOffer *offer = g_ptr_array_index (once->replay->offers, 0);

  g_assert_no_error (error);
  g_assert_true (g_variant_equal (one, other));
  g_assert_cmpint (once->replay->n_orders, ==, 6000);
  g_assert_cmpint (offer->n_touched, ==, once->replay->n_touched);
  g_assert_cmpint (offer->given_minor, ==, once->replay->given_minor);
  g_assert_cmpint (offer->n_touched, >, 0);
  g_assert_null (pnr_study_new_chart (once));
}

static void
assume (PnrScenario *scenario, const char *name, double value)
{
  g_autoptr (PnrAssumption) assumption = pnr_assumption_new ();
  g_autoptr (GPtrArray) assumptions = g_ptr_array_new ();

  pnr_assumption_set_name (assumption, name);
  pnr_assumption_set_value (assumption, value);
  g_ptr_array_add (assumptions, assumption);
  pnr_scenario_set_assumptions (scenario, assumptions);
}

/* Who does not see the offer pays as before, in the sum of all offers and in each. */
static void
test_exposure (Fixture *self, gconstpointer data)
{
  PnrSimulationSettings settings = PNR_SIMULATION_SETTINGS_INIT;
  g_autoptr (PnrScenario) hidden = pnr_scenario_copy (self->scenario);
  g_autoptr (PnrStudy) usual =
      pnr_plan_study (self->plan, PNR_STUDY_REPLAY, self->scenario, &settings, NULL, NULL);
  g_autoptr (PnrStudy) study = NULL;
  g_autofree char *sentence = NULL;

  assume (hidden, "exposure SUIT-SET", 0.25);
  study = pnr_plan_study (self->plan, PNR_STUDY_REPLAY, hidden, &settings, NULL, NULL);
  g_assert_cmpint (study->replay->n_touched, ==, usual->replay->n_touched);
  g_assert_cmpint (study->replay->given_minor, ==, usual->replay->given_minor / 4);
  g_assert_cmpint (usual->replay->given_minor % 4, ==, 0);
  g_assert_cmpstr (usual->inputs_hash, !=, study->inputs_hash);
  sentence = pnr_replay_dup_exposure_sentence (study->replay);
  g_assert_nonnull (strstr (sentence, "25 %"));
}

/* What is assumed of shoppers moves the columns that rest on it, and the hash. */
static void
test_acceptance (Fixture *self, gconstpointer data)
{
  PnrSimulationSettings settings = PNR_SIMULATION_SETTINGS_INIT;
  g_autoptr (PnrScenario) bold = pnr_scenario_copy (self->scenario);
  g_autoptr (PnrStudy) usual =
      pnr_plan_study (self->plan, PNR_STUDY_REPLAY, self->scenario, &settings, NULL, NULL);
  g_autoptr (PnrStudy) study = NULL;
  PnrReplayOffer *offer;
  gint64 expected;

  assume (bold, "cross-sell acceptance", 0.5);
  study = pnr_plan_study (self->plan, PNR_STUDY_REPLAY, bold, &settings, NULL, NULL);
  offer = g_ptr_array_index (study->replay->offers, 0);
  g_assert_true (
      pnr_replay_offer_find_change (study->replay, offer, PNR_REPLAY_EXPECTED, &expected));
  g_assert_cmpint (expected, ==,
                   (offer->upgrade_contribution_minor + 1) / 2 - offer->given_contribution_minor);
  g_assert_cmpstr (usual->inputs_hash, !=, study->inputs_hash);
}

static void
test_cancel (Fixture *self, gconstpointer data)
{
  g_autoptr (PnrProgress) progress = pnr_progress_new ();
  g_autoptr (GError) error = NULL;

  pnr_progress_cancel (progress);
  g_assert_null (study_in_worker (self, progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/plan/replay/twice-the-same", test_twice_the_same);
  ADD ("/plan/replay/acceptance", test_acceptance);
  ADD ("/plan/replay/exposure", test_exposure);
  ADD ("/plan/replay/cancel", test_cancel);
#undef ADD
  return g_test_run ();
}
