/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The canvas by pointer and by keys: links are made, cards are moved, all is undone, names heard.
 */
#include "config.h"

#include "stage.h"

#include "ui/bundles/pnr-kind-gallery.h"
#include "ui/relationships/pnr-canvas.h"
#include "ui/relationships/pnr-product-browser.h"
#include "ui/relationships/pnr-product-proxy.h"
#include "ui/relationships/pnr-relation-chooser.h"
#include "ui/relationships/pnr-relation-inspector.h"
#include "ui/relationships/pnr-relation-outline.h"

#include <adwaita.h>
#include <string.h>

typedef struct {
  Stage stage;
  PnrCanvas *canvas;
  PnrBoardScene *scene;
  gint64 jacket_id;
  gint64 tie_id;
} Fixture;

static gint64
add_product (PnrPlan *plan, const char *sku, const char *name, double x)
{
  g_autoptr (PnrProduct) product = pnr_product_new (pnr_plan_take_id (plan));
  g_autoptr (PnrPlace) place = pnr_place_new (pnr_plan_take_id (plan));
  g_autoptr (PnrEdit) edit = pnr_edit_new ("Add product");
  g_autoptr (GError) error = NULL;

  pnr_product_set_sku (product, sku);
  pnr_product_set_name (product, name);
  pnr_place_set_board (place, "main");
  pnr_place_set_product_id (place, pnr_product_get_id (product));
  pnr_place_set_x (place, x);
  pnr_edit_put (edit, product);
  pnr_edit_put (edit, place);
  pnr_plan_commit (plan, edit, &error);
  g_assert_no_error (error);
  return pnr_product_get_id (product);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  stage_set_up_empty (&fixture->stage);
  fixture->jacket_id = add_product (fixture->stage.plan, "JKT", "Jacket", 0.0);
  fixture->tie_id = add_product (fixture->stage.plan, "TIE", "Tie", 320.0);
  fixture->canvas = PNR_CANVAS (g_object_ref_sink (pnr_canvas_new (fixture->stage.session)));
  fixture->scene = pnr_canvas_get_scene (fixture->canvas);
  gtk_window_set_default_size (GTK_WINDOW (fixture->stage.window), 800, 500);
  stage_show (&fixture->stage, GTK_WIDGET (fixture->canvas));
  stage_settle (400);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_set_child (GTK_WINDOW (fixture->stage.window), NULL);
  stage_settle (50);
  g_assert_finalize_object (fixture->canvas);
  stage_tear_down (&fixture->stage);
}

static void
act (Fixture *fixture, const char *action, int parameter)
{
  if (parameter < 0)
    g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->canvas), action, NULL));
  else
    g_assert_true (
        gtk_widget_activate_action (GTK_WIDGET (fixture->canvas), action, "i", parameter));
}

static GtkWidget *
find_child (Fixture *fixture, GType type, const char *label)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (fixture->canvas)); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    if (G_TYPE_CHECK_INSTANCE_TYPE (child, type)
        && (label == NULL
            || strstr (pnr_product_proxy_get_label (PNR_PRODUCT_PROXY (child)), label) != NULL))
      return child;
  }
  return NULL;
}

static double
get_x (Fixture *fixture, gint64 id)
{
  PnrBoardBox box = { 0 };

  g_assert_true (pnr_board_scene_get_product_box (fixture->scene, id, &box));
  return box.x;
}

static void
test_link (Fixture *fixture, gconstpointer data)
{
  GListModel *relations = G_LIST_MODEL (pnr_plan_get_relations (fixture->stage.plan));
  g_autoptr (PnrRelation) relation = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *chooser;

  pnr_board_scene_set_focus (fixture->scene, fixture->jacket_id);
  act (fixture, "canvas.connect", -1);
  act (fixture, "canvas.walk", PNR_BOARD_RIGHT);
  act (fixture, "canvas.accept", -1);
  chooser = find_child (fixture, PNR_TYPE_RELATION_CHOOSER, NULL);
  g_assert_true (
      gtk_widget_activate_action (chooser, "chooser.choose", "i", PNR_RELATION_KIND_UPSELL));
  stage_settle (400);
  g_assert_cmpuint (g_list_model_get_n_items (relations), ==, 1);
  relation = g_list_model_get_item (relations, 0);
  g_assert_cmpint (pnr_relation_get_from_id (relation), ==, fixture->jacket_id);
  g_assert_cmpint (pnr_relation_get_to_id (relation), ==, fixture->tie_id);
  g_assert_cmpint (pnr_relation_get_kind (relation), ==, PNR_RELATION_KIND_UPSELL);

  pnr_plan_undo (fixture->stage.plan, NULL, &error);
  g_assert_no_error (error);
  stage_settle (100);
  g_assert_cmpuint (g_list_model_get_n_items (relations), ==, 0);
}

/* Who closes the question without an answer has done with the link, too. */
static void
test_close_chooser (Fixture *fixture, gconstpointer data)
{
  GListModel *relations = G_LIST_MODEL (pnr_plan_get_relations (fixture->stage.plan));
  GtkWidget *chooser;

  pnr_board_scene_set_focus (fixture->scene, fixture->jacket_id);
  act (fixture, "canvas.connect", -1);
  act (fixture, "canvas.walk", PNR_BOARD_RIGHT);
  act (fixture, "canvas.accept", -1);
  chooser = find_child (fixture, PNR_TYPE_RELATION_CHOOSER, NULL);
  g_assert_true (gtk_widget_get_visible (chooser));
  gtk_popover_popdown (GTK_POPOVER (chooser));
  stage_settle (400);
  g_assert_false (gtk_widget_get_visible (chooser));
  act (fixture, "canvas.walk", PNR_BOARD_RIGHT);
  act (fixture, "canvas.accept", -1);
  stage_settle (100);
  g_assert_false (gtk_widget_get_visible (chooser));
  g_assert_cmpuint (g_list_model_get_n_items (relations), ==, 0);
}

/* Undoing what brought the product to the canvas ends the link that begins at it. */
static void
test_undo_linked (Fixture *fixture, gconstpointer data)
{
  GtkWidget *hint;
  gint64 shirt_id = add_product (fixture->stage.plan, "SHIRT", "Shirt", 640.0);

  stage_settle (400);
  pnr_board_scene_set_focus (fixture->scene, shirt_id);
  act (fixture, "canvas.connect", -1);
  hint = find_child (fixture, GTK_TYPE_LABEL, NULL);
  g_assert_true (gtk_widget_get_visible (hint));
  g_assert_true (pnr_plan_undo (fixture->stage.plan, NULL, NULL));
  stage_settle (400);
  g_assert_false (gtk_widget_get_visible (hint));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->canvas), "canvas.walk", "i",
                                             PNR_BOARD_LEFT));
  act (fixture, "canvas.accept", -1);
  stage_settle (400);
  g_assert_false (gtk_widget_get_visible (find_child (fixture, PNR_TYPE_RELATION_CHOOSER, NULL)));
}

static void
test_leave_link (Fixture *fixture, gconstpointer data)
{
  pnr_board_scene_set_focus (fixture->scene, fixture->jacket_id);
  act (fixture, "canvas.connect", -1);
  act (fixture, "canvas.walk", PNR_BOARD_RIGHT);
  act (fixture, "canvas.cancel", -1);
  g_assert_cmpint (pnr_board_scene_get_focus (fixture->scene), ==, fixture->jacket_id);
  stage_settle (50);
  g_assert_cmpuint (
      g_list_model_get_n_items (G_LIST_MODEL (pnr_plan_get_relations (fixture->stage.plan))), ==,
      0);
}

static void
move_right (Fixture *fixture)
{
  g_assert_true (
      gtk_widget_activate_action (GTK_WIDGET (fixture->canvas), "canvas.move", "(ii)", 1, 0));
}

/* Three steps in a row are one thing to undo; Escape puts back what is not yet kept. */
static void
test_move (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  pnr_board_scene_select_only (fixture->scene, PNR_BOARD_PART_PRODUCT, fixture->tie_id);
  move_right (fixture);
  move_right (fixture);
  move_right (fixture);
  stage_settle (1100);
  g_assert_cmpfloat (get_x (fixture, fixture->tie_id), ==, 320.0 + 3 * PNR_BOARD_STEP);
  pnr_plan_undo (fixture->stage.plan, NULL, &error);
  g_assert_no_error (error);
  stage_settle (200);
  g_assert_cmpfloat (get_x (fixture, fixture->tie_id), ==, 320.0);

  move_right (fixture);
  act (fixture, "canvas.cancel", -1);
  stage_settle (900);
  g_assert_cmpfloat (get_x (fixture, fixture->tie_id), ==, 320.0);
}

/* Where a point of a card is seen; @x, @y: board units from its corner. */
static void
find_spot (Fixture *fixture, gint64 id, double x, double y, double *view_x, double *view_y)
{
  PnrBoardBox box = { 0 };

  g_assert_true (pnr_board_scene_get_product_box (fixture->scene, id, &box));
  pnr_board_scene_to_view (fixture->scene, box.x + x, box.y + y, view_x, view_y);
}

static void
press (Fixture *fixture, gint64 id, double x, double y, GdkModifierType state)
{
  double view_x, view_y;

  find_spot (fixture, id, x, y, &view_x, &view_y);
  pnr_canvas_press (fixture->canvas, view_x, view_y, GDK_BUTTON_PRIMARY, state);
}

static gboolean
drag_to (Fixture *fixture, gint64 id, double x, double y)
{
  double view_x, view_y;

  find_spot (fixture, id, x, y, &view_x, &view_y);
  return pnr_canvas_drag_to (fixture->canvas, view_x, view_y);
}

static gboolean
is_selected (Fixture *fixture, gint64 id)
{
  return pnr_board_scene_is_selected (fixture->scene, PNR_BOARD_PART_PRODUCT, id);
}

/* Less than eight pixels are a click; a drag is one thing to undo. */
static void
test_drag_card (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  press (fixture, fixture->tie_id, 84.0, 28.0, 0);
  g_assert_false (drag_to (fixture, fixture->tie_id, 88.0, 30.0));
  pnr_canvas_release (fixture->canvas, 0);
  stage_settle (100);
  g_assert_cmpfloat (get_x (fixture, fixture->tie_id), ==, 320.0);
  g_assert_true (is_selected (fixture, fixture->tie_id));

  press (fixture, fixture->tie_id, 84.0, 28.0, 0);
  g_assert_true (drag_to (fixture, fixture->tie_id, 104.0, 28.0));
  g_assert_true (drag_to (fixture, fixture->tie_id, 134.0, 78.0));
  pnr_canvas_release (fixture->canvas, 0);
  stage_settle (100);
  g_assert_cmpfloat (get_x (fixture, fixture->tie_id), ==, 368.0);
  pnr_plan_undo (fixture->stage.plan, NULL, &error);
  g_assert_no_error (error);
  stage_settle (100);
  g_assert_cmpfloat (get_x (fixture, fixture->tie_id), ==, 320.0);
}

/* Escape puts card and selection back, and releasing the button then means nothing. */
static void
test_cancel_drag (Fixture *fixture, gconstpointer data)
{
  pnr_board_scene_select_only (fixture->scene, PNR_BOARD_PART_PRODUCT, fixture->jacket_id);
  press (fixture, fixture->tie_id, 84.0, 28.0, 0);
  g_assert_true (drag_to (fixture, fixture->tie_id, 184.0, 28.0));
  act (fixture, "canvas.cancel", -1);
  pnr_canvas_release (fixture->canvas, 0);
  stage_settle (100);
  g_assert_cmpfloat (get_x (fixture, fixture->tie_id), ==, 320.0);
  g_assert_true (is_selected (fixture, fixture->jacket_id));
  g_assert_false (is_selected (fixture, fixture->tie_id));
}

/* The band takes what it covers now, not what it once covered. */
static void
test_band (Fixture *fixture, gconstpointer data)
{
  pnr_board_scene_select_only (fixture->scene, PNR_BOARD_PART_PRODUCT, fixture->jacket_id);
  press (fixture, fixture->tie_id, -30.0, 90.0, GDK_SHIFT_MASK);
  g_assert_true (drag_to (fixture, fixture->tie_id, 60.0, 20.0));
  g_assert_true (is_selected (fixture, fixture->tie_id));
  g_assert_true (drag_to (fixture, fixture->tie_id, -10.0, 80.0));
  g_assert_false (is_selected (fixture, fixture->tie_id));
  g_assert_true (is_selected (fixture, fixture->jacket_id));
  g_assert_true (drag_to (fixture, fixture->tie_id, 60.0, 20.0));
  act (fixture, "canvas.cancel", -1);
  g_assert_false (is_selected (fixture, fixture->tie_id));
  g_assert_true (is_selected (fixture, fixture->jacket_id));

  press (fixture, fixture->tie_id, -30.0, 90.0, 0);
  g_assert_true (drag_to (fixture, fixture->tie_id, 60.0, 20.0));
  pnr_canvas_release (fixture->canvas, 0);
  g_assert_true (is_selected (fixture, fixture->tie_id));
  g_assert_false (is_selected (fixture, fixture->jacket_id));
}

/* Without a selection in view the keys magnify the middle of the view. */
static void
test_zoom_by_keys (Fixture *fixture, gconstpointer data)
{
  double width = gtk_widget_get_width (GTK_WIDGET (fixture->canvas));
  double height = gtk_widget_get_height (GTK_WIDGET (fixture->canvas));
  double x, y, view_x, view_y, zoom = pnr_canvas_get_zoom (fixture->canvas);

  pnr_board_scene_select_only (fixture->scene, PNR_BOARD_PART_PRODUCT, fixture->tie_id);
  find_spot (fixture, fixture->tie_id, 84.0, 28.0, &x, &y);
  act (fixture, "canvas.zoom-in", -1);
  find_spot (fixture, fixture->tie_id, 84.0, 28.0, &view_x, &view_y);
  g_assert_cmpfloat (pnr_canvas_get_zoom (fixture->canvas), >, zoom);
  g_assert_cmpfloat_with_epsilon (x, view_x, 1.0);
  g_assert_cmpfloat_with_epsilon (y, view_y, 1.0);

  zoom = pnr_canvas_get_zoom (fixture->canvas);
  pnr_board_scene_set_view (fixture->scene, 5000.0, 5000.0, zoom);
  pnr_board_scene_to_board (fixture->scene, width / 2.0, height / 2.0, &x, &y);
  act (fixture, "canvas.zoom-out", -1);
  pnr_board_scene_to_view (fixture->scene, x, y, &view_x, &view_y);
  g_assert_cmpfloat_with_epsilon (view_x, width / 2.0, 1.0);
  g_assert_cmpfloat_with_epsilon (view_y, height / 2.0, 1.0);
}

/* A drag that leaves the view takes the view along, and the card with it. */
static void
test_drag_past_edge (Fixture *fixture, gconstpointer data)
{
  gint64 end = g_get_monotonic_time () + STAGE_PATIENCE_US;
  double before, after, y, zoom;

  pnr_board_scene_get_view (fixture->scene, &before, &y, &zoom);
  press (fixture, fixture->tie_id, 84.0, 28.0, 0);
  g_assert_true (pnr_canvas_drag_to (fixture->canvas, 900.0, 200.0));
  /* The view moves with the frames, which come when the machine has time for them. */
  for (after = before; after <= before && g_get_monotonic_time () < end;) {
    stage_settle (50);
    pnr_board_scene_get_view (fixture->scene, &after, &y, &zoom);
  }
  g_assert_cmpfloat (after, >, before);
  pnr_canvas_release (fixture->canvas, 0);
  stage_settle (100);
  g_assert_cmpfloat (get_x (fixture, fixture->tie_id), >, before + 800.0 / zoom);
  pnr_board_scene_get_view (fixture->scene, &before, &y, &zoom);
  stage_settle (100);
  pnr_board_scene_get_view (fixture->scene, &after, &y, &zoom);
  g_assert_cmpfloat (after, ==, before);
}

/* What lies selected stays in view when details take a part of the room. */
static void
test_keep_in_view (Fixture *fixture, gconstpointer data)
{
  double x, y;

  find_spot (fixture, fixture->tie_id, PNR_BOARD_CARD_WIDTH, 0.0, &x, &y);
  pnr_board_scene_select_only (fixture->scene, PNR_BOARD_PART_PRODUCT, fixture->tie_id);
  gtk_widget_set_margin_end (GTK_WIDGET (fixture->canvas), (int) (800.0 - x + 60.0));
  stage_settle (200);
  find_spot (fixture, fixture->tie_id, PNR_BOARD_CARD_WIDTH, 0.0, &x, &y);
  g_assert_cmpfloat (x, <, gtk_widget_get_width (GTK_WIDGET (fixture->canvas)));
}

/* Pulled from the rim of one card onto another; Shift at the end proposes both directions. */
static void
test_pull_link (Fixture *fixture, gconstpointer data)
{
  GListModel *relations = G_LIST_MODEL (pnr_plan_get_relations (fixture->stage.plan));
  GtkWidget *chooser = find_child (fixture, PNR_TYPE_RELATION_CHOOSER, NULL);
  g_autoptr (PnrRelation) relation = NULL;

  press (fixture, fixture->jacket_id, 166.0, 28.0, 0);
  g_assert_true (drag_to (fixture, fixture->jacket_id, 200.0, 28.0));
  pnr_canvas_release (fixture->canvas, 0);
  g_assert_false (gtk_widget_get_visible (chooser));

  press (fixture, fixture->jacket_id, 166.0, 28.0, 0);
  g_assert_true (drag_to (fixture, fixture->tie_id, 60.0, 28.0));
  pnr_canvas_release (fixture->canvas, GDK_SHIFT_MASK);
  g_assert_true (gtk_widget_get_visible (chooser));
  g_assert_true (
      gtk_widget_activate_action (chooser, "chooser.choose", "i", PNR_RELATION_KIND_REQUIRED));
  stage_settle (200);
  g_assert_cmpuint (g_list_model_get_n_items (relations), ==, 1);
  relation = g_list_model_get_item (relations, 0);
  g_assert_cmpint (pnr_relation_get_from_id (relation), ==, fixture->jacket_id);
  g_assert_cmpint (pnr_relation_get_kind (relation), ==, PNR_RELATION_KIND_REQUIRED);
  g_assert_true (pnr_relation_is_two_way (relation));
}

static void
test_names (Fixture *fixture, gconstpointer data)
{
  GtkWidget *jacket = find_child (fixture, PNR_TYPE_PRODUCT_PROXY, "Jacket");

  g_assert_nonnull (jacket);
  gtk_test_accessible_assert_role (jacket, GTK_ACCESSIBLE_ROLE_BUTTON);
  gtk_test_accessible_assert_role (fixture->canvas, GTK_ACCESSIBLE_ROLE_GROUP);
  g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (fixture->canvas),
                                                   GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));
  pnr_session_relate (fixture->stage.session, fixture->jacket_id, fixture->tie_id,
                      PNR_RELATION_KIND_CROSS_SELL, FALSE);
  stage_settle (500);
  jacket = find_child (fixture, PNR_TYPE_PRODUCT_PROXY, "Jacket");
  g_assert_nonnull (strstr (pnr_product_proxy_get_label (PNR_PRODUCT_PROXY (jacket)), "Tie"));
  g_assert_true (gtk_widget_activate_action (jacket, "node.open", NULL));
  g_assert_true (
      pnr_board_scene_is_selected (fixture->scene, PNR_BOARD_PART_PRODUCT, fixture->jacket_id));
}

static void
test_templates (Fixture *fixture, gconstpointer data)
{
  GtkWidget *outline = g_object_ref_sink (g_object_new (PNR_TYPE_RELATION_OUTLINE, NULL));
  GtkWidget *browser = g_object_ref_sink (g_object_new (PNR_TYPE_PRODUCT_BROWSER, NULL));
  GtkWidget *inspector = g_object_ref_sink (g_object_new (PNR_TYPE_RELATION_INSPECTOR, NULL));

  pnr_relation_outline_set_session (PNR_RELATION_OUTLINE (outline), fixture->stage.session,
                                    fixture->scene);
  pnr_product_browser_set_session (PNR_PRODUCT_BROWSER (browser), fixture->stage.session);
  pnr_relation_inspector_set_session (PNR_RELATION_INSPECTOR (inspector), fixture->stage.session);
  g_object_unref (outline);
  g_object_unref (browser);
  g_object_unref (inspector);
}

/* What is selected becomes a bundle of the kind that is chosen, of which volume takes one product.
 */
static void
test_bundle (Fixture *fixture, gconstpointer data)
{
  GListModel *bundles = G_LIST_MODEL (pnr_plan_get_bundles (fixture->stage.plan));
  static const PnrBundleKind kinds[] = { PNR_BUNDLE_KIND_LEADER, PNR_BUNDLE_KIND_VOLUME };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    gint64 end = g_get_monotonic_time () + STAGE_PATIENCE_US;
    g_autoptr (PnrBundle) bundle = NULL;

    pnr_board_scene_select_all (fixture->scene);
    g_assert_cmpuint (pnr_board_scene_get_n_selected (fixture->scene, PNR_BOARD_PART_PRODUCT), ==,
                      2);
    stage_settle (50);
    act (fixture, "canvas.bundle", -1);
    g_assert_cmpuint (g_list_model_get_n_items (bundles), ==, i);
    g_assert_true (gtk_widget_activate_action (stage_find_window (PNR_TYPE_KIND_GALLERY),
                                               "gallery.choose", "i", (int) kinds[i]));
    while (g_list_model_get_n_items (bundles) == i && g_get_monotonic_time () < end)
      g_main_context_iteration (NULL, TRUE);
    bundle = g_list_model_get_item (bundles, i);
    g_assert_nonnull (bundle);
    g_assert_cmpint (pnr_bundle_get_kind (bundle), ==, kinds[i]);
    g_assert_cmpuint (pnr_bundle_get_n_components (bundle), ==, 2 - i);
    stage_settle (50);
  }
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/canvas/link", test_link);
  ADD ("/canvas/undo-linked", test_undo_linked);
  ADD ("/canvas/leave-link", test_leave_link);
  ADD ("/canvas/move", test_move);
  ADD ("/canvas/drag-card", test_drag_card);
  ADD ("/canvas/cancel-drag", test_cancel_drag);
  ADD ("/canvas/band", test_band);
  ADD ("/canvas/zoom-by-keys", test_zoom_by_keys);
  ADD ("/canvas/drag-past-edge", test_drag_past_edge);
  ADD ("/canvas/keep-in-view", test_keep_in_view);
  ADD ("/canvas/pull-link", test_pull_link);
  ADD ("/canvas/close-chooser", test_close_chooser);
  ADD ("/canvas/names", test_names);
  ADD ("/canvas/templates", test_templates);
  ADD ("/canvas/bundle", test_bundle);
#undef ADD

  return g_test_run ();
}
