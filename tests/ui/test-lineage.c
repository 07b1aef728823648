/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Approval is given and withdrawn as one undoable action each; evidence is said in words. */
#include "config.h"

#include "plan/pnr-plan-jobs.h"
#include "plan/pnr-plan-log.h"
#include "ui/pnr-lineage-view.h"
#include "ui/pnr-lineage-words.h"

#include <glib/gstdio.h>
#include <string.h>

#define PATIENCE_US (30 * G_USEC_PER_SEC)

typedef struct {
  char *folder;
  char *path;
  PnrPlan *plan;
  PnrSession *session;
  PnrBundle *bundle;
  GtkWidget *view;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("pannier-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "lineage.pannier", NULL);
  fixture->plan = pnr_plan_create_sample (fixture->path, "suits", NULL, &error);
  g_assert_no_error (error);
  fixture->session = pnr_session_new (fixture->plan);
  fixture->bundle = g_list_model_get_item (G_LIST_MODEL (pnr_plan_get_bundles (fixture->plan)), 0);
  fixture->view = g_object_ref_sink (g_object_new (PNR_TYPE_LINEAGE_VIEW, NULL));
  pnr_lineage_view_set_session (PNR_LINEAGE_VIEW (fixture->view), fixture->session);
  pnr_lineage_view_set_decision (PNR_LINEAGE_VIEW (fixture->view), PNR_DECISION (fixture->bundle));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->view);
  g_object_unref (fixture->bundle);
  g_object_unref (fixture->session);
  pnr_plan_close (fixture->plan);
  g_object_unref (fixture->plan);
  g_unlink (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
wait_for_approval (Fixture *fixture, gboolean is_approved)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_US;

  while (pnr_decision_is_approved (PNR_DECISION (fixture->bundle)) != is_approved
         && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (pnr_decision_is_approved (PNR_DECISION (fixture->bundle)), ==, is_approved);
  pnr_lineage_view_set_decision (PNR_LINEAGE_VIEW (fixture->view), PNR_DECISION (fixture->bundle));
}

static void
test_approve (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) log = NULL;

  g_assert_true (gtk_widget_activate_action (fixture->view, "lineage.approve", NULL));
  wait_for_approval (fixture, TRUE);
  g_assert_cmpstr (pnr_decision_get_approver (PNR_DECISION (fixture->bundle)), ==,
                   g_get_real_name ());
  g_assert_true (g_str_has_prefix (pnr_plan_get_undo_name (fixture->plan), "Approve “"));
  log = pnr_plan_read_log (fixture->plan, 1, NULL);
  g_assert_true (g_str_has_prefix (pnr_log_entry_get_facts (log->pdata[0])->why, "Judgement"));
  g_assert_true (pnr_plan_undo (fixture->plan, NULL, NULL));
  wait_for_approval (fixture, FALSE);
  g_assert_true (pnr_plan_redo (fixture->plan, NULL, NULL));
  wait_for_approval (fixture, TRUE);
  g_assert_true (gtk_widget_activate_action (fixture->view, "lineage.withdraw", NULL));
  wait_for_approval (fixture, FALSE);
  g_assert_null (pnr_decision_get_approver (PNR_DECISION (fixture->bundle)));
}

static void
test_words (void)
{
  g_autoptr (PnrRelation) relation = pnr_relation_new (1);
  PnrDecision *decision = PNR_DECISION (relation);
  g_autofree char *judged = NULL;
  g_autofree char *mined = NULL;
  g_autofree char *data = NULL;
  g_autofree char *nobody = pnr_lineage_words_dup_author (decision);
  g_autofree char *open = pnr_lineage_words_dup_approval (decision);

  g_assert_cmpstr (nobody, ==, "Unknown");
  g_assert_cmpstr (open, ==, "Not approved");
  pnr_decision_set_author (decision, "Ann");
  pnr_decision_set_created (decision, 1767225600);
  judged = pnr_lineage_words_dup_evidence (decision);
  g_assert_cmpstr (judged, ==, "Judgement of Ann on 01/01/26");
  pnr_decision_set_evidence (decision, PNR_EVIDENCE_MINED);
  pnr_decision_set_measure (decision, "lift");
  pnr_decision_set_measure_ppm (decision, 3400000);
  pnr_decision_set_window_from (decision, 1767225600);
  pnr_decision_set_window_to (decision, 1769904000);
  pnr_decision_set_data_hash (decision, "0123456789abcdef0123456789abcdef");
  mined = pnr_lineage_words_dup_evidence (decision);
  data = pnr_lineage_words_dup_data (decision);
  g_assert_cmpstr (mined, ==, "Counted in past orders: Lift 3.40, from 01/01/26 to 02/01/26");
  g_assert_cmpstr (data, ==, "0123456789ab…");
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/lineage/approve", Fixture, NULL, set_up, test_approve, tear_down);
  g_test_add_func ("/lineage/words", test_words);
  return g_test_run ();
}
