/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The relationship canvas: shows the board's scene and turns gestures and keys into edits. */
#include "config.h"

#include "ui/relationships/pnr-canvas-private.h"

#include "ui/relationships/pnr-canvas-node.h"
#include "ui/relationships/pnr-relation-chooser.h"

#include <glib/gi18n.h>
#include <math.h>

/* The ground is painted this much larger than the view, so that panning is a shift. */
#define MARGIN 400.0
#define LEAST_READABLE_ZOOM 0.7
#define REST_MS 120
#define SYNC_MS 150
#define MOST_NODES 200
#define DEFAULT_BOARD "main"

enum {
  OPENED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PnrCanvas, pnr_canvas, GTK_TYPE_WIDGET)

static GdkTexture *
texture_from_surface (cairo_surface_t *surface)
{
  int height = cairo_image_surface_get_height (surface);
  gsize stride = (gsize) cairo_image_surface_get_stride (surface);
  g_autoptr (GBytes) bytes = g_bytes_new_with_free_func (
      cairo_image_surface_get_data (surface), stride * (gsize) height,
      (GDestroyNotify) cairo_surface_destroy, cairo_surface_reference (surface));

  return gdk_memory_texture_new (cairo_image_surface_get_width (surface), height,
                                 GDK_MEMORY_DEFAULT, bytes, stride);
}

static PnrPalette
pnr_canvas_get_palette (PnrCanvas *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  gboolean is_dark = adw_style_manager_get_dark (style);
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  const char *family =
      pango_font_description_get_family (pango_context_get_font_description (context));
  PnrPalette palette = adw_style_manager_get_high_contrast (style)
                           ? pnr_palette_high_contrast (is_dark)
                       : is_dark ? pnr_palette_dark ()
                                 : pnr_palette_light ();

  if (family != NULL)
    palette.font_family = g_intern_string (family);
  return palette;
}

static void
pnr_canvas_paint_ground (PnrCanvas *self)
{
  int scale_factor = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  int width = gtk_widget_get_width (GTK_WIDGET (self)) + 2 * (int) MARGIN;
  int height = gtk_widget_get_height (GTK_WIDGET (self)) + 2 * (int) MARGIN;
  cairo_surface_t *surface =
      cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width * scale_factor, height * scale_factor);
  PnrPalette palette = pnr_canvas_get_palette (self);
  double x;
  double y;
  double zoom;
  cairo_t *cr;

  pnr_board_scene_get_view (self->scene, &x, &y, &zoom);
  cairo_surface_set_device_scale (surface, scale_factor, scale_factor);
  self->ground_box =
      (PnrBoardBox){ x - MARGIN / zoom, y - MARGIN / zoom, width / zoom, height / zoom };
  self->ground_zoom = zoom;
  cr = cairo_create (surface);
  pnr_board_scene_paint_ground (self->scene, cr, self->ground_box.x, self->ground_box.y,
                                self->ground_box.width, self->ground_box.height, zoom, &palette);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  g_clear_object (&self->ground);
  self->ground = texture_from_surface (surface);
  cairo_surface_destroy (surface);
}

static gboolean
pnr_canvas_ground_covers_view (PnrCanvas *self, double x, double y, double zoom)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self)) / zoom;
  double height = gtk_widget_get_height (GTK_WIDGET (self)) / zoom;

  return x >= self->ground_box.x && y >= self->ground_box.y
         && x + width <= self->ground_box.x + self->ground_box.width
         && y + height <= self->ground_box.y + self->ground_box.height;
}

static gboolean
rest_cb (gpointer user_data)
{
  PnrCanvas *self = user_data;

  self->rest_id = 0;
  g_clear_object (&self->ground);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

/* While the wheel turns, the old picture is scaled; a sharp one is painted when it rests. */
static void
pnr_canvas_prepare_ground (PnrCanvas *self, double x, double y, double zoom)
{
  if (self->ground == NULL
      || (self->ground_zoom == zoom && !pnr_canvas_ground_covers_view (self, x, y, zoom)))
    pnr_canvas_paint_ground (self);
  else if (self->ground_zoom != zoom && self->rest_id == 0)
    self->rest_id = g_timeout_add (REST_MS, rest_cb, self);
}

static void
pnr_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  PnrCanvas *self = PNR_CANVAS (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  PnrPalette palette = pnr_canvas_get_palette (self);
  GdkRGBA background = { (float) palette.background.red, (float) palette.background.green,
                         (float) palette.background.blue, (float) palette.background.alpha };
  double x;
  double y;
  double zoom;
  cairo_t *cr;

  pnr_board_scene_get_view (self->scene, &x, &y, &zoom);
  pnr_canvas_prepare_ground (self, x, y, zoom);
  gtk_snapshot_push_clip (snapshot, &bounds);
  gtk_snapshot_append_color (snapshot, &background, &bounds);
  gtk_snapshot_append_texture (snapshot, self->ground,
                               &GRAPHENE_RECT_INIT ((float) ((self->ground_box.x - x) * zoom),
                                                    (float) ((self->ground_box.y - y) * zoom),
                                                    (float) (self->ground_box.width * zoom),
                                                    (float) (self->ground_box.height * zoom)));
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  pnr_board_scene_paint_overlay (self->scene, cr, x, y, width / zoom, height / zoom, zoom,
                                 &palette);
  cairo_destroy (cr);
  gtk_snapshot_pop (snapshot);
}

/* A first look at names beats a first look at everything. */
static void
pnr_canvas_make_readable (PnrCanvas *self)
{
  double x;
  double y;
  double zoom;

  pnr_board_scene_get_view (self->scene, &x, &y, &zoom);
  if (zoom < LEAST_READABLE_ZOOM)
    pnr_board_scene_zoom_at (self->scene, gtk_widget_get_width (GTK_WIDGET (self)) / 2.0,
                             gtk_widget_get_height (GTK_WIDGET (self)) / 2.0,
                             LEAST_READABLE_ZOOM / zoom);
}

static void
pnr_canvas_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  PnrCanvas *self = PNR_CANVAS (widget);
  GHashTableIter iter;
  gpointer node;
  double x;
  double y;
  double zoom;

  pnr_board_scene_get_view (self->scene, &x, &y, &zoom);
  g_hash_table_iter_init (&iter, self->nodes);
  while (g_hash_table_iter_next (&iter, NULL, &node)) {
    PnrBoardBox box;

    if (pnr_board_scene_get_product_box (self->scene, pnr_canvas_node_get_product_id (node), &box))
      gtk_widget_size_allocate (
          node,
          &(GtkAllocation){ (int) ((box.x - x) * zoom), (int) ((box.y - y) * zoom),
                            MAX (1, (int) (box.width * zoom)), MAX (1, (int) (box.height * zoom)) },
          -1);
  }
  g_clear_object (&self->ground);
  gtk_popover_present (GTK_POPOVER (self->chooser));
  gtk_popover_present (GTK_POPOVER (self->menu));
  if (!self->was_fitted && width > 100 && height > 100 && self->session != NULL) {
    self->was_fitted = TRUE;
    pnr_canvas_fit (self, FALSE);
    pnr_canvas_make_readable (self);
  }
}

static void
node_opened_cb (PnrCanvas *self, PnrCanvasNode *node)
{
  pnr_board_scene_select_only (self->scene, PNR_BOARD_PART_PRODUCT,
                               pnr_canvas_node_get_product_id (node));
  g_signal_emit (self, signals[OPENED], 0);
}

static PnrCanvasNode *
pnr_canvas_ensure_node (PnrCanvas *self, gint64 product_id)
{
  PnrCanvasNode *node = g_hash_table_lookup (self->nodes, &product_id);

  if (node != NULL)
    return node;
  node = PNR_CANVAS_NODE (pnr_canvas_node_new (product_id));
  gtk_widget_set_parent (GTK_WIDGET (node), GTK_WIDGET (self));
  g_signal_connect_object (node, "opened", G_CALLBACK (node_opened_cb), self, G_CONNECT_SWAPPED);
  g_hash_table_insert (self->nodes, g_memdup2 (&product_id, sizeof product_id), node);
  return node;
}

static void
pnr_canvas_drop_nodes (PnrCanvas *self, GHashTable *kept)
{
  GHashTableIter iter;
  gpointer id;
  gpointer node;

  g_hash_table_iter_init (&iter, self->nodes);
  while (g_hash_table_iter_next (&iter, &id, &node)) {
    if (!g_hash_table_contains (kept, id) && !gtk_widget_has_focus (node)) {
      g_hash_table_iter_remove (&iter);
      gtk_widget_unparent (node);
    }
  }
}

/* One named child for every card in view: what a screen reader walks through. */
void
pnr_canvas_sync_nodes (PnrCanvas *self)
{
  g_autoptr (GHashTable) kept = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autofree gint64 *ids = NULL;
  g_autofree char *description = pnr_board_scene_dup_description (self->scene);
  PnrBoardBox view;
  double zoom;
  guint n_ids;

  g_clear_handle_id (&self->sync_id, g_source_remove);
  pnr_board_scene_get_view (self->scene, &view.x, &view.y, &zoom);
  view.width = gtk_widget_get_width (GTK_WIDGET (self)) / zoom;
  view.height = gtk_widget_get_height (GTK_WIDGET (self)) / zoom;
  ids = pnr_board_scene_dup_products_in (self->scene, &view, &n_ids);
  for (guint i = 0; i < MIN (n_ids, MOST_NODES); i++) {
    g_autofree char *label = pnr_board_scene_dup_product_label (self->scene, ids[i]);

    pnr_canvas_node_describe (
        pnr_canvas_ensure_node (self, ids[i]), label,
        pnr_board_scene_is_selected (self->scene, PNR_BOARD_PART_PRODUCT, ids[i]));
    g_hash_table_add (kept, &ids[i]);
  }
  pnr_canvas_drop_nodes (self, kept);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description, -1);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static gboolean
sync_cb (gpointer user_data)
{
  PnrCanvas *self = user_data;

  self->sync_id = 0;
  pnr_canvas_sync_nodes (self);
  return G_SOURCE_REMOVE;
}

void
pnr_canvas_view_changed (PnrCanvas *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (self->sync_id == 0)
    self->sync_id = g_timeout_add (SYNC_MS, sync_cb, self);
}

static void
ground_changed_cb (PnrCanvas *self)
{
  g_clear_object (&self->ground);
  pnr_canvas_view_changed (self);
}

static void
overlay_changed_cb (PnrCanvas *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The inspector and the catalogue follow a single selected card. */
static void
selection_changed_cb (PnrCanvas *self)
{
  g_autofree gint64 *ids = NULL;
  guint n_ids;

  ids = pnr_board_scene_dup_selected (self->scene, PNR_BOARD_PART_PRODUCT, &n_ids);
  if (n_ids == 1)
    pnr_session_set_product_id (self->session, ids[0]);
  pnr_canvas_view_changed (self);
}

/* Tab enters the canvas and leaves it; arrows walk inside. */
static gboolean
pnr_canvas_focus (GtkWidget *widget, GtkDirectionType direction)
{
  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return TRUE;
  if ((gtk_widget_get_state_flags (widget) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0)
    return FALSE;
  return gtk_widget_grab_focus (widget);
}

static void
kind_chosen_cb (PnrCanvas *self, PnrRelationKind kind, gboolean is_two_way)
{
  pnr_session_relate (self->session, self->from_id, self->to_id, kind, is_two_way);
}

static void
chooser_closed_cb (PnrCanvas *self)
{
  pnr_board_scene_clear_connection (self->scene);
  self->is_connecting = FALSE;
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static gboolean
product_dropped_cb (PnrCanvas *self, const GValue *value, double x, double y)
{
  PnrProduct *product = g_value_get_object (value);
  gint64 id = pnr_product_get_id (product);
  PnrBoardHit hit;
  double board_x;
  double board_y;
  double zoom;
  double view;

  if (!pnr_canvas_is_writable (self))
    return FALSE;
  pnr_board_scene_to_board (self->scene, x, y, &board_x, &board_y);
  pnr_board_scene_get_view (self->scene, &view, &view, &zoom);
  hit = pnr_board_scene_hit (self->scene, board_x, board_y, zoom);
  if ((hit.part == PNR_BOARD_PART_PRODUCT || hit.part == PNR_BOARD_PART_PORT) && hit.id != id) {
    pnr_canvas_ask_kind (self, id, hit.id, FALSE);
    return TRUE;
  }
  {
    g_autoptr (PnrEdit) edit = pnr_edit_new (_ ("Place product on the canvas"));
    g_autoptr (PnrPlace) place =
        pnr_place_new (pnr_plan_take_id (pnr_session_get_plan (self->session)));

    pnr_place_set_board (place, DEFAULT_BOARD);
    pnr_place_set_product_id (place, id);
    pnr_place_set_x (place, pnr_board_snap (board_x - PNR_BOARD_CARD_WIDTH / 2));
    pnr_place_set_y (place, pnr_board_snap (board_y - PNR_BOARD_CARD_HEIGHT / 2));
    if (pnr_board_scene_is_placed (self->scene, id))
      pnr_canvas_show_product (self, id);
    else {
      pnr_edit_put (edit, place);
      pnr_session_commit (self->session, edit, NULL);
    }
  }
  return TRUE;
}

static void
pnr_canvas_dispose (GObject *object)
{
  PnrCanvas *self = PNR_CANVAS (object);
  GtkWidget *child;

  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_clear_handle_id (&self->sync_id, g_source_remove);
  g_clear_handle_id (&self->places_id, g_source_remove);
  if (self->scene != NULL)
    g_signal_handlers_disconnect_by_data (self->scene, self);
  g_hash_table_remove_all (self->nodes);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  self->chooser = NULL;
  self->menu = NULL;
  g_clear_object (&self->ground);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (pnr_canvas_parent_class)->dispose (object);
}

static void
pnr_canvas_finalize (GObject *object)
{
  PnrCanvas *self = PNR_CANVAS (object);

  g_clear_object (&self->scene);
  g_clear_pointer (&self->nodes, g_hash_table_unref);
  g_string_free (self->typed, TRUE);

  G_OBJECT_CLASS (pnr_canvas_parent_class)->finalize (object);
}

static void
pnr_canvas_class_init (PnrCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pnr_canvas_dispose;
  object_class->finalize = pnr_canvas_finalize;
  widget_class->snapshot = pnr_canvas_snapshot;
  widget_class->size_allocate = pnr_canvas_size_allocate;
  widget_class->focus = pnr_canvas_focus;

  signals[OPENED] = g_signal_new ("opened", PNR_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "canvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
pnr_canvas_build_menu (PnrCanvas *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  g_menu_append (menu, _ ("_Bundle…"), "page.bundle");
  g_menu_append (menu, _ ("Show _Everything"), "page.fit");
  g_menu_append (menu, _ ("Show _Selection"), "page.fit-selection");
  g_menu_append (menu, _ ("_Remove"), "page.remove");
  self->menu = gtk_popover_menu_new_from_model (G_MENU_MODEL (menu));
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
}

static void
pnr_canvas_init (PnrCanvas *self)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();
  GtkDropTarget *target = gtk_drop_target_new (PNR_TYPE_PRODUCT, GDK_ACTION_COPY | GDK_ACTION_LINK);

  self->scene = pnr_board_scene_new ();
  self->nodes = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->typed = g_string_new (NULL);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Relationship canvas"), -1);
  g_signal_connect_swapped (self->scene, "ground-changed", G_CALLBACK (ground_changed_cb), self);
  g_signal_connect_swapped (self->scene, "overlay-changed", G_CALLBACK (overlay_changed_cb), self);
  g_signal_connect_swapped (self->scene, "selection-changed", G_CALLBACK (selection_changed_cb),
                            self);
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (ground_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (ground_changed_cb), self,
                           G_CONNECT_SWAPPED);
  self->chooser = pnr_relation_chooser_new (GTK_WIDGET (self));
  g_signal_connect_swapped (self->chooser, "chosen", G_CALLBACK (kind_chosen_cb), self);
  g_signal_connect_swapped (self->chooser, "closed", G_CALLBACK (chooser_closed_cb), self);
  pnr_canvas_build_menu (self);
  g_signal_connect_swapped (target, "drop", G_CALLBACK (product_dropped_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
  pnr_canvas_add_gestures (self);
  pnr_canvas_add_keys (self);
}

void
pnr_canvas_set_session (PnrCanvas *self, PnrSession *session)
{
  PnrPlan *plan;

  g_return_if_fail (PNR_IS_CANVAS (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  plan = pnr_session_get_plan (session);
  pnr_board_scene_set_currency (self->scene, pnr_plan_get_currency (plan));
  pnr_board_scene_set_lists (self->scene, G_LIST_MODEL (pnr_plan_get_products (plan)),
                             G_LIST_MODEL (pnr_plan_get_relations (plan)),
                             G_LIST_MODEL (pnr_plan_get_bundles (plan)),
                             G_LIST_MODEL (pnr_plan_get_places (plan)), NULL);
}

PnrBoardScene *
pnr_canvas_get_scene (PnrCanvas *self)
{
  g_return_val_if_fail (PNR_IS_CANVAS (self), NULL);

  return self->scene;
}

gboolean
pnr_canvas_is_writable (PnrCanvas *self)
{
  return self->session != NULL && !pnr_plan_is_read_only (pnr_session_get_plan (self->session));
}

/* Zooms round the middle of the selection, else of the view. */
void
pnr_canvas_zoom (PnrCanvas *self, double factor)
{
  PnrBoardBox box;
  double x = gtk_widget_get_width (GTK_WIDGET (self)) / 2.0;
  double y = gtk_widget_get_height (GTK_WIDGET (self)) / 2.0;

  g_return_if_fail (PNR_IS_CANVAS (self));

  if (pnr_board_scene_get_selection_bounds (self->scene, &box))
    pnr_board_scene_to_view (self->scene, box.x + box.width / 2, box.y + box.height / 2, &x, &y);
  pnr_board_scene_zoom_at (self->scene, x, y, factor);
  pnr_canvas_view_changed (self);
}

void
pnr_canvas_zoom_to_original (PnrCanvas *self)
{
  double x;
  double y;
  double zoom;

  g_return_if_fail (PNR_IS_CANVAS (self));

  pnr_board_scene_get_view (self->scene, &x, &y, &zoom);
  pnr_canvas_zoom (self, 1.0 / zoom);
}

void
pnr_canvas_fit (PnrCanvas *self, gboolean is_selection)
{
  PnrBoardBox box;

  g_return_if_fail (PNR_IS_CANVAS (self));

  if (!is_selection || !pnr_board_scene_get_selection_bounds (self->scene, &box))
    pnr_board_scene_get_bounds (self->scene, &box);
  pnr_board_scene_fit (self->scene, &box, gtk_widget_get_width (GTK_WIDGET (self)),
                       gtk_widget_get_height (GTK_WIDGET (self)));
  pnr_canvas_view_changed (self);
}

static PnrPlace *
pnr_canvas_find_place (PnrCanvas *self, gint64 product_id)
{
  GListModel *places = G_LIST_MODEL (pnr_plan_get_places (pnr_session_get_plan (self->session)));

  for (guint i = 0; i < g_list_model_get_n_items (places); i++) {
    g_autoptr (PnrPlace) place = g_list_model_get_item (places, i);

    if (pnr_place_get_product_id (place) == product_id)
      return pnr_place_copy (place);
  }
  return NULL;
}

/* Writes where the cards stand into the plan, as one action. */
void
pnr_canvas_save_places (PnrCanvas *self, const char *name, gboolean is_selection)
{
  g_autoptr (PnrEdit) edit = pnr_edit_new (name);
  guint n_products = pnr_board_scene_get_n_products (self->scene);

  for (guint i = 0; i < n_products; i++) {
    gint64 id = pnr_board_scene_get_product_id (self->scene, i);
    g_autoptr (PnrPlace) place = NULL;
    PnrBoardBox box;

    if ((is_selection && !pnr_board_scene_is_selected (self->scene, PNR_BOARD_PART_PRODUCT, id))
        || !pnr_board_scene_get_product_box (self->scene, id, &box))
      continue;
    place = pnr_canvas_find_place (self, id);
    if (place == NULL) {
      place = pnr_place_new (pnr_plan_take_id (pnr_session_get_plan (self->session)));
      pnr_place_set_board (place, DEFAULT_BOARD);
      pnr_place_set_product_id (place, id);
    }
    pnr_place_set_x (place, box.x);
    pnr_place_set_y (place, box.y);
    pnr_edit_put (edit, place);
  }
  if (pnr_edit_get_n_puts (edit) > 0)
    pnr_session_commit (self->session, edit, NULL);
}

void
pnr_canvas_arrange (PnrCanvas *self, PnrBoardLayout layout)
{
  g_return_if_fail (PNR_IS_CANVAS (self));

  pnr_board_scene_arrange (self->scene, layout, FALSE);
  pnr_canvas_fit (self, FALSE);
  if (pnr_canvas_is_writable (self))
    pnr_canvas_save_places (self, _ ("Arrange the canvas"), FALSE);
}

/* Brings a card into view and selects it. */
void
pnr_canvas_show_product (PnrCanvas *self, gint64 product_id)
{
  PnrBoardBox box;

  g_return_if_fail (PNR_IS_CANVAS (self));

  if (!pnr_board_scene_get_product_box (self->scene, product_id, &box))
    return;
  pnr_board_scene_select_only (self->scene, PNR_BOARD_PART_PRODUCT, product_id);
  pnr_canvas_focus_product (self, product_id);
}

void
pnr_canvas_focus_product (PnrCanvas *self, gint64 product_id)
{
  PnrBoardBox box;
  double width = gtk_widget_get_width (GTK_WIDGET (self));
  double height = gtk_widget_get_height (GTK_WIDGET (self));
  double x;
  double y;
  double zoom;
  double left;
  double top;

  if (product_id == 0 || !pnr_board_scene_get_product_box (self->scene, product_id, &box))
    return;
  pnr_board_scene_get_view (self->scene, &x, &y, &zoom);
  pnr_board_scene_to_view (self->scene, box.x, box.y, &left, &top);
  if (left < 0 || top < 0 || left + box.width * zoom > width || top + box.height * zoom > height)
    pnr_board_scene_set_view (self->scene, box.x + box.width / 2 - width / zoom / 2,
                              box.y + box.height / 2 - height / zoom / 2, zoom);
  pnr_board_scene_set_focus (self->scene, product_id);
  pnr_canvas_sync_nodes (self);
  gtk_widget_grab_focus (GTK_WIDGET (pnr_canvas_ensure_node (self, product_id)));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
pnr_canvas_ask_kind (PnrCanvas *self, gint64 from_id, gint64 to_id, gboolean is_two_way)
{
  g_autofree char *from = pnr_session_dup_product_title (self->session, from_id);
  g_autofree char *to = pnr_session_dup_product_title (self->session, to_id);
  PnrBoardBox box = { 0 };
  double x;
  double y;

  self->from_id = from_id;
  self->to_id = to_id;
  pnr_board_scene_get_product_box (self->scene, to_id, &box);
  pnr_board_scene_to_view (self->scene, box.x + box.width / 2, box.y + box.height, &x, &y);
  x = CLAMP (x, 0, gtk_widget_get_width (GTK_WIDGET (self)) - 1);
  y = CLAMP (y, 0, gtk_widget_get_height (GTK_WIDGET (self)) - 1);
  pnr_relation_chooser_ask (PNR_RELATION_CHOOSER (self->chooser), x, y, from, to, is_two_way);
}

/* Selected relations go; selected products leave the canvas together with their relations. */
void
pnr_canvas_remove_selected (PnrCanvas *self)
{
  PnrPlan *plan = pnr_session_get_plan (self->session);
  GListModel *relations = G_LIST_MODEL (pnr_plan_get_relations (plan));
  g_autoptr (PnrEdit) edit = pnr_edit_new (_ ("Remove from the canvas"));
  g_autofree gint64 *ids = NULL;
  g_autofree char *sentence = NULL;
  guint n_products;

  g_return_if_fail (PNR_IS_CANVAS (self));

  ids = pnr_board_scene_dup_selected (self->scene, PNR_BOARD_PART_PRODUCT, &n_products);
  for (guint i = 0; i < g_list_model_get_n_items (relations); i++) {
    g_autoptr (PnrRelation) relation = g_list_model_get_item (relations, i);

    if (pnr_board_scene_is_selected (self->scene, PNR_BOARD_PART_RELATION,
                                     pnr_relation_get_id (relation))
        || pnr_board_scene_is_selected (self->scene, PNR_BOARD_PART_PRODUCT,
                                        pnr_relation_get_from_id (relation))
        || pnr_board_scene_is_selected (self->scene, PNR_BOARD_PART_PRODUCT,
                                        pnr_relation_get_to_id (relation)))
      pnr_edit_remove (edit, relation);
  }
  sentence = g_strdup_printf (ngettext ("%u relationship removed", "%u relationships removed",
                                        pnr_edit_get_n_removals (edit)),
                              pnr_edit_get_n_removals (edit));
  for (guint i = 0; i < n_products; i++) {
    g_autoptr (PnrPlace) place = pnr_canvas_find_place (self, ids[i]);

    if (place != NULL)
      pnr_edit_remove (edit, place);
  }
  if (pnr_edit_get_n_removals (edit) > 0)
    pnr_session_commit (self->session, edit, sentence);
}

void
pnr_canvas_bundle_selected (PnrCanvas *self)
{
  g_autofree gint64 *ids = NULL;
  guint n_ids;

  g_return_if_fail (PNR_IS_CANVAS (self));

  ids = pnr_board_scene_dup_selected (self->scene, PNR_BOARD_PART_PRODUCT, &n_ids);
  if (n_ids < 2) {
    pnr_session_say (self->session, _ ("Select at least two products to bundle"));
    return;
  }
  pnr_session_add_bundle (self->session, ids, n_ids);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.page", "s", "bundles");
}

void
pnr_canvas_show_menu (PnrCanvas *self, double x, double y)
{
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle){ (int) x, (int) y, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self->menu));
}
