/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Above the bundles: how many moved with prices, and the window that derives or keeps them. */
#include "config.h"

#include "stage.h"

#include "ui/bundles/pnr-bundles-page.h"
#include "ui/bundles/pnr-drift-notice.h"
#include "ui/bundles/pnr-drift-row.h"
#include "ui/bundles/pnr-drift-window.h"

typedef struct {
  Stage stage;
  GtkWidget *notice;
  PnrBundle *set;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page;

  stage_set_up_sample (&fixture->stage, "suits");
  page = g_object_new (PNR_TYPE_BUNDLES_PAGE, "session", fixture->stage.session, NULL);
  fixture->notice = stage_find_type (page, PNR_TYPE_DRIFT_NOTICE);
  fixture->set =
      g_list_model_get_item (G_LIST_MODEL (pnr_plan_get_bundles (fixture->stage.plan)), 0);
  stage_show (&fixture->stage, page);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->set);
  stage_tear_down (&fixture->stage);
}

static void
wait_until_shown (Fixture *fixture, gboolean is_shown)
{
  gint64 end = g_get_monotonic_time () + STAGE_PATIENCE_US;

  while (gtk_widget_get_visible (fixture->notice) != is_shown && g_get_monotonic_time () < end)
    stage_settle (10);
  g_assert_true (gtk_widget_get_visible (fixture->notice) == is_shown);
}

/* 120 to 135: 195 become 210. */
static void
raise_price (Fixture *fixture)
{
  g_autoptr (PnrEdit) edit = pnr_edit_new ("Dearer");
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrProduct) jacket = pnr_product_copy (
      pnr_noun_list_get_by_id (pnr_plan_get_products (fixture->stage.plan),
                               pnr_bundle_get_component (fixture->set, 0)->product_id));

  pnr_product_set_price_minor (jacket, 13500);
  pnr_edit_put (edit, jacket);
  pnr_plan_commit (fixture->stage.plan, edit, &error);
  g_assert_no_error (error);
}

static PnrDriftWindow *
open_window (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

    if (PNR_IS_DRIFT_WINDOW (window))
      return PNR_DRIFT_WINDOW (window);
  }
  return NULL;
}

/* Nothing moved: no notice. Something did: it says so, and what it opens puts it right. */
static void
test_derive (Fixture *fixture, gconstpointer data)
{
  PnrDriftWindow *window;
  GtkWidget *row;

  stage_settle (500);
  g_assert_false (gtk_widget_get_visible (fixture->notice));
  raise_price (fixture);
  wait_until_shown (fixture, TRUE);
  g_assert_true (gtk_widget_activate_action (fixture->notice, "drift.review", NULL));
  window = open_window ();
  g_assert_nonnull (window);
  row = stage_find_type (GTK_WIDGET (window), PNR_TYPE_DRIFT_ROW);
  g_assert_nonnull (row);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "drift.derive-all", NULL));
  wait_until_shown (fixture, FALSE);
  g_assert_cmpint (pnr_bundle_get_price_value (fixture->set), ==, 18200);
  g_assert_null (open_window ());
}

static void
test_keep (Fixture *fixture, gconstpointer data)
{
  GtkWidget *window;

  raise_price (fixture);
  wait_until_shown (fixture, TRUE);
  gtk_widget_activate_action (fixture->notice, "drift.review", NULL);
  window = GTK_WIDGET (open_window ());
  g_assert_true (
      gtk_widget_activate_action (window, "drift.keep", "x", pnr_bundle_get_id (fixture->set)));
  wait_until_shown (fixture, FALSE);
  g_assert_cmpint (pnr_bundle_get_price_value (fixture->set), ==, 16900);
  g_assert_true (pnr_decision_is_approved (PNR_DECISION (fixture->set)));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add ("/drifting/derive", Fixture, NULL, set_up, test_derive, tear_down);
  g_test_add ("/drifting/keep", Fixture, NULL, set_up, test_keep, tear_down);

  return g_test_run ();
}
