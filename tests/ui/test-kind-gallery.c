/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The gallery of kinds: all nine with names and consequences, chosen by keys or by name. */
#include "config.h"

#include "stage.h"

#include "model/pnr-bundle-kind.h"
#include "ui/bundles/pnr-bundles-page.h"
#include "ui/bundles/pnr-kind-gallery.h"

typedef struct {
  Stage stage;
  GtkWidget *page;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  stage_set_up_empty (&fixture->stage);
  fixture->page = g_object_new (PNR_TYPE_BUNDLES_PAGE, "session", fixture->stage.session, NULL);
  stage_show (&fixture->stage, fixture->page);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  stage_tear_down (&fixture->stage);
}

static GtkFlowBox *
open_gallery (Fixture *fixture, GtkWidget **gallery)
{
  g_assert_true (gtk_widget_activate_action (fixture->page, "page.add", NULL));
  *gallery = stage_find_window (PNR_TYPE_KIND_GALLERY);
  g_assert_nonnull (*gallery);
  stage_settle (100);
  return GTK_FLOW_BOX (stage_find_type (*gallery, GTK_TYPE_FLOW_BOX));
}

static guint
count_bundles (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (pnr_plan_get_bundles (fixture->stage.plan)));
}

static void
wait_for_bundles (Fixture *fixture, guint n_bundles)
{
  gint64 end = g_get_monotonic_time () + STAGE_PATIENCE_US;

  while (count_bundles (fixture) != n_bundles && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (count_bundles (fixture), ==, n_bundles);
}

static PnrBundleKind
get_last_kind (Fixture *fixture)
{
  g_autoptr (PnrBundle) bundle = g_list_model_get_item (
      G_LIST_MODEL (pnr_plan_get_bundles (fixture->stage.plan)), count_bundles (fixture) - 1);

  return pnr_bundle_get_kind (bundle);
}

/* Nothing is made before a kind is chosen, and everybody hears what each of them does. */
static void
test_names (Fixture *fixture, gconstpointer data)
{
  GtkWidget *gallery;
  GtkFlowBox *cards = open_gallery (fixture, &gallery);

  for (int kind = 0; kind < PNR_N_BUNDLE_KINDS; kind++) {
    GtkFlowBoxChild *card = gtk_flow_box_get_child_at_index (cards, kind);

    g_assert_nonnull (card);
    gtk_test_accessible_assert_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                         pnr_bundle_kind_get_label (kind));
    gtk_test_accessible_assert_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                         pnr_bundle_kind_get_consequence (kind));
    g_assert_true (gtk_widget_get_focusable (GTK_WIDGET (card)));
  }
  g_assert_null (gtk_flow_box_get_child_at_index (cards, PNR_N_BUNDLE_KINDS));
  g_assert_true (gtk_widget_activate_action (gallery, "window.close", NULL));
  stage_settle (100);
  g_assert_cmpuint (count_bundles (fixture), ==, 0);
  g_assert_null (stage_find_window (PNR_TYPE_KIND_GALLERY));
}

/* Two to the right and Return. */
static void
test_keys (Fixture *fixture, gconstpointer data)
{
  GtkWidget *gallery;
  GtkFlowBox *cards = open_gallery (fixture, &gallery);
  gboolean is_moved = FALSE;

  gtk_widget_grab_focus (GTK_WIDGET (gtk_flow_box_get_child_at_index (cards, 0)));
  for (int i = 0; i < 2; i++)
    g_signal_emit_by_name (cards, "move-cursor", GTK_MOVEMENT_VISUAL_POSITIONS, 1, FALSE, FALSE,
                           &is_moved);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (gallery))
                 == GTK_WIDGET (gtk_flow_box_get_child_at_index (cards, PNR_BUNDLE_KIND_LEADER)));
  g_signal_emit_by_name (cards, "activate-cursor-child");
  wait_for_bundles (fixture, 1);
  g_assert_cmpint (get_last_kind (fixture), ==, PNR_BUNDLE_KIND_LEADER);
  stage_settle (50);
  g_assert_null (stage_find_window (PNR_TYPE_KIND_GALLERY));
}

static void
test_every_kind (Fixture *fixture, gconstpointer data)
{
  for (int kind = 0; kind < PNR_N_BUNDLE_KINDS; kind++) {
    GtkWidget *gallery;

    open_gallery (fixture, &gallery);
    g_assert_true (gtk_widget_activate_action (gallery, "gallery.choose", "i", kind));
    wait_for_bundles (fixture, (guint) kind + 1);
    g_assert_cmpint (get_last_kind (fixture), ==, kind);
    stage_settle (50);
  }
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/kind-gallery/names", test_names);
  ADD ("/kind-gallery/keys", test_keys);
  ADD ("/kind-gallery/every-kind", test_every_kind);
#undef ADD
  return g_test_run ();
}
