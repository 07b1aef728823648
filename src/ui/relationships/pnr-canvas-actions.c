/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything the canvas can do by name, and the menus that offer it. */
#include "config.h"

#include "ui/relationships/pnr-canvas-private.h"

#include "ui/bundles/pnr-kind-gallery.h"
#include "ui/pnr-wording.h"
#include "ui/relationships/pnr-relation-chooser.h"
#include "ui/relationships/pnr-relation-edits.h"

#include <glib/gi18n.h>

#define ZOOM_KEY_STEP 1.25

gboolean
pnr_canvas_is_editable (PnrCanvas *self)
{
  return self->session != NULL && !pnr_plan_is_read_only (pnr_session_get_plan (self->session));
}

/**
 * pnr_canvas_ask_kind:
 * @self: a canvas
 * @from_id: the product looked at
 * @to_id: the product offered
 * @view_x: where to ask, in pixels
 * @view_y: where to ask, in pixels
 * @is_two_way: whether both directions are proposed
 */
void
pnr_canvas_ask_kind (PnrCanvas *self, gint64 from_id, gint64 to_id, double view_x, double view_y,
                     gboolean is_two_way)
{
  g_autofree char *from = pnr_session_dup_product_title (self->session, from_id);
  g_autofree char *to = pnr_session_dup_product_title (self->session, to_id);

  self->asked_from_id = from_id;
  self->asked_to_id = to_id;
  pnr_relation_chooser_ask (PNR_RELATION_CHOOSER (self->chooser), view_x, view_y, from, to,
                            is_two_way);
}

/* Ends a move of the selected cards, by pointer or by keys, as one thing to undo. */
void
pnr_canvas_keep_moved (PnrCanvas *self)
{
  guint n_ids;
  g_autofree gint64 *ids =
      pnr_board_scene_dup_selected (self->scene, PNR_BOARD_PART_PRODUCT, &n_ids);

  pnr_board_scene_end_drag (self->scene, TRUE);
  if (n_ids > 0)
    pnr_relation_edits_keep_places (self->session, self->scene, ids, n_ids,
                                    n_ids == 1 ? _ ("Move product") : _ ("Move products"), NULL);
}

/* Round the selection when it is in view, so that the keys magnify what is worked on. */
static void
pnr_canvas_zoom_by_key (PnrCanvas *self, double factor)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  double x = -1.0, y = -1.0;
  PnrBoardBox box;

  if (pnr_board_scene_get_selection_bounds (self->scene, &box))
    pnr_board_scene_to_view (self->scene, box.x + box.width / 2.0, box.y + box.height / 2.0, &x,
                             &y);
  if (x < 0.0 || x > width || y < 0.0 || y > height) {
    x = width / 2.0;
    y = height / 2.0;
  }
  pnr_canvas_zoom_at (self, x, y, factor);
}

static void
canvas_zoom_in (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  pnr_canvas_zoom_by_key (PNR_CANVAS (widget), ZOOM_KEY_STEP);
}

static void
canvas_zoom_out (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  pnr_canvas_zoom_by_key (PNR_CANVAS (widget), 1.0 / ZOOM_KEY_STEP);
}

static void
canvas_zoom_original (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrCanvas *self = PNR_CANVAS (widget);

  pnr_canvas_zoom_by_key (self, 1.0 / pnr_canvas_get_zoom (self));
}

static void
canvas_fit_all (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrCanvas *self = PNR_CANVAS (widget);
  PnrBoardBox bounds;

  pnr_board_scene_get_bounds (self->scene, &bounds);
  pnr_canvas_fit (self, &bounds);
}

static void
canvas_fit_selection (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrCanvas *self = PNR_CANVAS (widget);
  PnrBoardBox bounds;

  if (pnr_board_scene_get_selection_bounds (self->scene, &bounds))
    pnr_canvas_fit (self, &bounds);
}

static void
canvas_select_all (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  pnr_board_scene_select_all (PNR_CANVAS (widget)->scene);
}

static void
canvas_select_none (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  pnr_board_scene_select_none (PNR_CANVAS (widget)->scene);
}

static void
canvas_remove (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrCanvas *self = PNR_CANVAS (widget);

  pnr_canvas_end_run (self, TRUE);
  pnr_relation_edits_remove (self->session, self->scene);
}

static void
kind_chosen_cb (PnrCanvas *self, PnrBundleKind kind)
{
  guint n_ids;
  g_autofree gint64 *ids =
      pnr_board_scene_dup_selected (self->scene, PNR_BOARD_PART_PRODUCT, &n_ids);

  pnr_session_add_bundle (self->session, kind, ids, n_ids);
}

static void
canvas_bundle (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrCanvas *self = PNR_CANVAS (widget);
  guint n_selected = pnr_board_scene_get_n_selected (self->scene, PNR_BOARD_PART_PRODUCT);
  PnrKindGallery *gallery;

  if (n_selected < 2)
    return;
  gallery = pnr_kind_gallery_new (widget);
  pnr_kind_gallery_show_products (gallery, n_selected);
  g_signal_connect_object (gallery, "chosen", G_CALLBACK (kind_chosen_cb), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (gallery));
}

static void
canvas_open (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrCanvas *self = PNR_CANVAS (widget);
  gint64 focus = pnr_board_scene_get_focus (self->scene);

  if (focus != 0 && pnr_board_scene_get_n_selected (self->scene, PNR_BOARD_PART_RELATION) == 0
      && !pnr_board_scene_is_selected (self->scene, PNR_BOARD_PART_PRODUCT, focus))
    pnr_board_scene_select_only (self->scene, PNR_BOARD_PART_PRODUCT, focus);
  pnr_canvas_open (self);
}

/* Computed at once, saved as one edit. */
static void
canvas_arrange (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrCanvas *self = PNR_CANVAS (widget);
  guint n_ids;
  g_autofree gint64 *ids =
      pnr_board_scene_dup_selected (self->scene, PNR_BOARD_PART_PRODUCT, &n_ids);
  gboolean is_selection = n_ids >= 3;
  PnrBoardBox bounds;

  pnr_board_scene_arrange (self->scene, g_variant_get_int32 (parameter), is_selection);
  pnr_relation_edits_keep_places (self->session, self->scene, is_selection ? ids : NULL, n_ids,
                                  _ ("Arrange"),
                                  is_selection ? _ ("Selection arranged") : _ ("Board arranged"));
  if (is_selection)
    return;
  pnr_board_scene_get_bounds (self->scene, &bounds);
  pnr_canvas_fit (self, &bounds);
}

static void
canvas_set_kind (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrCanvas *self = PNR_CANVAS (widget);
  guint n_ids;
  g_autofree gint64 *ids =
      pnr_board_scene_dup_selected (self->scene, PNR_BOARD_PART_RELATION, &n_ids);

  pnr_relation_edits_set_kind (self->session, ids, n_ids, g_variant_get_int32 (parameter));
}

static void
canvas_toggle_two_way (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrCanvas *self = PNR_CANVAS (widget);
  guint n_ids;
  g_autofree gint64 *ids =
      pnr_board_scene_dup_selected (self->scene, PNR_BOARD_PART_RELATION, &n_ids);

  pnr_relation_edits_toggle_two_way (self->session, ids, n_ids);
}

static void
canvas_turn_round (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrCanvas *self = PNR_CANVAS (widget);
  guint n_ids;
  g_autofree gint64 *ids =
      pnr_board_scene_dup_selected (self->scene, PNR_BOARD_PART_RELATION, &n_ids);

  pnr_relation_edits_turn_round (self->session, ids, n_ids);
}

static GMenuModel *
make_kind_menu (void)
{
  GMenu *menu = g_menu_new ();

  for (int kind = 0; kind <= PNR_RELATION_KIND_REQUIRED; kind++) {
    g_autofree char *action = g_strdup_printf ("canvas.set-kind(%d)", kind);

    g_menu_append (menu, pnr_wording_get_relation_kind (kind), action);
  }
  return G_MENU_MODEL (menu);
}

static GMenuModel *
make_relation_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenuModel) kinds = make_kind_menu ();

  g_menu_append (menu, _ ("_Details"), "canvas.open");
  g_menu_append_submenu (menu, _ ("_Kind"), kinds);
  g_menu_append (menu, _ ("In _Both Directions"), "canvas.toggle-two-way");
  g_menu_append (menu, _ ("_Turn Round"), "canvas.turn-round");
  g_menu_append (menu, _ ("Re_move"), "canvas.remove");
  return G_MENU_MODEL (menu);
}

static GMenuModel *
make_product_menu (void)
{
  GMenu *menu = g_menu_new ();

  g_menu_append (menu, _ ("_Details"), "canvas.open");
  g_menu_append (menu, _ ("_Relate To…"), "canvas.connect");
  g_menu_append (menu, _ ("_Bundle Selected…"), "canvas.bundle");
  g_menu_append (menu, _ ("_Show Selection"), "canvas.fit-selection");
  g_menu_append (menu, _ ("Re_move From Board"), "canvas.remove");
  return G_MENU_MODEL (menu);
}

static GMenuModel *
make_board_menu (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) arrange = g_menu_new ();

  g_menu_append (menu, _ ("_Show Everything"), "canvas.fit-all");
  g_menu_append (menu, _ ("_Original Size"), "canvas.zoom-original");
  g_menu_append (menu, _ ("Select _All"), "canvas.select-all");
  g_menu_append (arrange, _ ("In _Clusters"), "canvas.arrange(0)");
  g_menu_append (arrange, _ ("As a _Ladder"), "canvas.arrange(1)");
  g_menu_append (arrange, _ ("In a _Grid"), "canvas.arrange(2)");
  g_menu_append_submenu (menu, _ ("A_rrange"), G_MENU_MODEL (arrange));
  g_menu_append (menu, _ ("Save _Picture…"), "page.save-picture");
  return G_MENU_MODEL (menu);
}

void
pnr_canvas_show_menu (PnrCanvas *self, double view_x, double view_y)
{
  g_autoptr (GMenuModel) menu = NULL;

  if (pnr_board_scene_get_n_selected (self->scene, PNR_BOARD_PART_PRODUCT) > 0)
    menu = make_product_menu ();
  else if (pnr_board_scene_get_n_selected (self->scene, PNR_BOARD_PART_RELATION) > 0)
    menu = make_relation_menu ();
  else
    menu = make_board_menu ();
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), menu);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu),
                               &(GdkRectangle){ (int) view_x, (int) view_y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

/* By keyboard the menu opens at what it is about. */
static void
canvas_menu (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrCanvas *self = PNR_CANVAS (widget);
  gint64 focus = pnr_board_scene_get_focus (self->scene);
  double x = gtk_widget_get_width (widget) / 2.0;
  double y = gtk_widget_get_height (widget) / 2.0;
  PnrBoardBox box;

  if (pnr_board_scene_get_product_box (self->scene, focus, &box)) {
    if (!pnr_board_scene_is_selected (self->scene, PNR_BOARD_PART_PRODUCT, focus))
      pnr_board_scene_select_only (self->scene, PNR_BOARD_PART_PRODUCT, focus);
    pnr_board_scene_to_view (self->scene, box.x + box.width / 2.0, box.y + box.height, &x, &y);
  }
  pnr_canvas_show_menu (self, x, y);
}

void
pnr_canvas_update_actions (PnrCanvas *self)
{
  static const char *const relation_actions[] = { "canvas.set-kind", "canvas.toggle-two-way",
                                                  "canvas.turn-round" };
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean is_editable = pnr_canvas_is_editable (self);
  guint n_products = pnr_board_scene_get_n_selected (self->scene, PNR_BOARD_PART_PRODUCT);
  guint n_relations = pnr_board_scene_get_n_selected (self->scene, PNR_BOARD_PART_RELATION);

  pnr_board_scene_show_ports (self->scene, is_editable);
  for (gsize i = 0; i < G_N_ELEMENTS (relation_actions); i++)
    gtk_widget_action_set_enabled (widget, relation_actions[i], is_editable && n_relations > 0);
  gtk_widget_action_set_enabled (widget, "canvas.remove",
                                 is_editable && n_products + n_relations > 0);
  gtk_widget_action_set_enabled (widget, "canvas.bundle", is_editable && n_products >= 2);
  gtk_widget_action_set_enabled (widget, "canvas.arrange", is_editable);
  gtk_widget_action_set_enabled (widget, "canvas.fit-selection", n_products > 0);
}

void
pnr_canvas_class_install_actions (GtkWidgetClass *widget_class)
{
  static const struct {
    const char *name;
    const char *parameter_type;
    GtkWidgetActionActivateFunc activate;
  } actions[] = {
    { "canvas.zoom-in", NULL, canvas_zoom_in },
    { "canvas.zoom-out", NULL, canvas_zoom_out },
    { "canvas.zoom-original", NULL, canvas_zoom_original },
    { "canvas.fit-all", NULL, canvas_fit_all },
    { "canvas.fit-selection", NULL, canvas_fit_selection },
    { "canvas.select-all", NULL, canvas_select_all },
    { "canvas.select-none", NULL, canvas_select_none },
    { "canvas.remove", NULL, canvas_remove },
    { "canvas.bundle", NULL, canvas_bundle },
    { "canvas.open", NULL, canvas_open },
    { "canvas.menu", NULL, canvas_menu },
    { "canvas.arrange", "i", canvas_arrange },
    { "canvas.set-kind", "i", canvas_set_kind },
    { "canvas.toggle-two-way", NULL, canvas_toggle_two_way },
    { "canvas.turn-round", NULL, canvas_turn_round },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter_type,
                                     actions[i].activate);
}
