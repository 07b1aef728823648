/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table on which products lie and are linked: painted, moved about, worked without a pointer.
 */
#include "config.h"

#include "ui/relationships/pnr-canvas-private.h"

#include "drawing/pnr-board-grid.h"
#include "ui/relationships/pnr-product-proxy.h"
#include "ui/relationships/pnr-relation-chooser.h"
#include "ui/relationships/pnr-relation-edits.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define REST_MS 120
#define SLICE_US 6000
#define NEW_PROXIES_AT_ONCE 60
#define LEAST_TARGET 24
#define ROOM 24.0
/* Of the size that the desktop letters with: cards are small. */
#define LETTERING 0.9
#define LEAST_READABLE_ZOOM 0.6

enum {
  PROP_0,
  PROP_SESSION,
  PROP_ZOOM,
  N_PROPS
};

enum {
  OPENED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PnrCanvas, pnr_canvas, GTK_TYPE_WIDGET)

static gboolean
paint_tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  PnrCanvas *self = PNR_CANVAS (widget);

  if (pnr_canvas_ground_advance (self->ground, SLICE_US))
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  gtk_widget_queue_draw (widget);
  return G_SOURCE_REMOVE;
}

static PnrBoardBox
pnr_canvas_get_view_box (PnrCanvas *self)
{
  PnrBoardBox box;
  double zoom;

  pnr_board_scene_get_view (self->scene, &box.x, &box.y, &zoom);
  box.width = gtk_widget_get_width (GTK_WIDGET (self)) / zoom;
  box.height = gtk_widget_get_height (GTK_WIDGET (self)) / zoom;
  return box;
}

/* A card over a hull would look like a part of the bundle. */
static gboolean
pnr_canvas_is_free (PnrCanvas *self, gint64 own_id, double x, double y)
{
  PnrBoardBox box = { x - ROOM / 2.0, y - ROOM / 2.0, PNR_BOARD_CARD_WIDTH + ROOM,
                      PNR_BOARD_CARD_HEIGHT + ROOM };
  guint n_found;
  g_autofree gint64 *found = pnr_board_scene_dup_products_in (self->scene, &box, &n_found);

  for (guint i = 0; i < pnr_board_scene_get_n_bundles (self->scene); i++) {
    PnrBoardBox hull;

    if (pnr_board_scene_get_bundle_box (self->scene, pnr_board_scene_get_bundle_id (self->scene, i),
                                        &hull)
        && pnr_board_box_touches (&box, &hull))
      return FALSE;
  }
  return n_found == 0 || (n_found == 1 && found[0] == own_id);
}

/* Looks for a place near (@x, @y) where a card covers no other, in growing rings. */
static void
pnr_canvas_find_free_spot (PnrCanvas *self, gint64 own_id, double *x, double *y)
{
  double step_x = PNR_BOARD_CARD_WIDTH / 2.0 + ROOM;
  double step_y = PNR_BOARD_CARD_HEIGHT + ROOM;

  for (int ring = 0; ring < 40; ring++) {
    for (int row = -ring; row <= ring; row++) {
      for (int column = -ring; column <= ring; column++) {
        if (MAX (ABS (row), ABS (column)) == ring
            && pnr_canvas_is_free (self, own_id, *x + column * step_x, *y + row * step_y)) {
          *x = pnr_board_snap (*x + column * step_x);
          *y = pnr_board_snap (*y + row * step_y);
          return;
        }
      }
    }
  }
}

static void
pnr_canvas_remember_spot (PnrCanvas *self, gint64 id, double x, double y)
{
  PnrBoardBox *spot = g_new0 (PnrBoardBox, 1);

  spot->x = x;
  spot->y = y;
  g_hash_table_insert (self->first_spots, g_memdup2 (&id, sizeof id), spot);
}

/* A product that is about to come onto the board by a link to @neighbour_id comes beside it. */
void
pnr_canvas_expect_beside (PnrCanvas *self, gint64 id, gint64 neighbour_id)
{
  PnrBoardBox own, box;

  if (pnr_board_scene_get_product_box (self->scene, id, &own)
      || !pnr_board_scene_get_product_box (self->scene, neighbour_id, &box))
    return;
  box.x -= PNR_BOARD_CARD_WIDTH + 3.0 * ROOM;
  pnr_canvas_find_free_spot (self, id, &box.x, &box.y);
  pnr_canvas_remember_spot (self, id, box.x, box.y);
}

static void
pnr_canvas_settle_card (PnrCanvas *self, gint64 id, gboolean is_first_time)
{
  PnrBoardBox *spot = g_hash_table_lookup (self->first_spots, &id);
  PnrBoardBox box;

  if (!pnr_board_scene_get_product_box (self->scene, id, &box))
    return;
  if (spot == NULL) {
    double x = box.x, y = box.y;

    if (!is_first_time)
      pnr_canvas_find_free_spot (self, id, &x, &y);
    pnr_canvas_remember_spot (self, id, x, y);
    spot = g_hash_table_lookup (self->first_spots, &id);
  }
  if (spot->x != box.x || spot->y != box.y)
    pnr_board_scene_move_product (self->scene, id, spot->x, spot->y);
}

/* A card that nobody placed keeps the first spot it was given, whatever is linked later: a new
 * link must not make the board jump. */
static void
pnr_canvas_settle (PnrCanvas *self)
{
  gboolean is_first_time = g_hash_table_size (self->first_spots) == 0;

  if (!self->is_unsettled || self->is_settling || pnr_board_scene_is_dragging (self->scene))
    return;
  self->is_settling = TRUE;
  self->is_unsettled = FALSE;
  for (guint i = 0; i < pnr_board_scene_get_n_products (self->scene); i++) {
    gint64 id = pnr_board_scene_get_product_id (self->scene, i);

    if (!pnr_board_scene_is_placed (self->scene, id))
      pnr_canvas_settle_card (self, id, is_first_time);
  }
  self->is_settling = FALSE;
}

/* A product that was dropped or placed is selected as soon as the plan has it on the board. */
static void
pnr_canvas_take_wanted (PnrCanvas *self)
{
  PnrBoardBox box;

  if (self->wanted_id == 0 || !pnr_board_scene_get_product_box (self->scene, self->wanted_id, &box))
    return;
  pnr_board_scene_select_only (self->scene, PNR_BOARD_PART_PRODUCT, self->wanted_id);
  pnr_board_scene_set_focus (self->scene, self->wanted_id);
  self->wanted_id = 0;
  pnr_canvas_reveal (self, &box);
}

static void
proxy_opened_cb (PnrCanvas *self, PnrProductProxy *proxy)
{
  gint64 id = pnr_product_proxy_get_product_id (proxy);

  if (!pnr_board_scene_is_selected (self->scene, PNR_BOARD_PART_PRODUCT, id))
    pnr_board_scene_select_only (self->scene, PNR_BOARD_PART_PRODUCT, id);
  pnr_canvas_open (self);
}

/* Assistive technology moved the focus by itself: the walk goes on from there. */
static void
proxy_focused_cb (PnrCanvas *self, GParamSpec *pspec, GtkWidget *proxy)
{
  if (gtk_widget_has_focus (proxy))
    pnr_board_scene_set_focus (self->scene,
                               pnr_product_proxy_get_product_id (PNR_PRODUCT_PROXY (proxy)));
}

static GtkWidget *
pnr_canvas_ensure_proxy (PnrCanvas *self, gint64 id)
{
  GtkWidget *proxy = g_hash_table_lookup (self->proxies, &id);

  if (proxy == NULL) {
    proxy = pnr_product_proxy_new (id);
    g_signal_connect_swapped (proxy, "opened", G_CALLBACK (proxy_opened_cb), self);
    g_signal_connect_swapped (proxy, "notify::has-focus", G_CALLBACK (proxy_focused_cb), self);
    gtk_widget_set_parent (proxy, GTK_WIDGET (self));
    g_hash_table_insert (self->proxies, g_memdup2 (&id, sizeof id), proxy);
  }
  return proxy;
}

static void
pnr_canvas_describe_proxy (PnrCanvas *self, gint64 id)
{
  g_autofree char *label = pnr_board_scene_dup_product_label (self->scene, id);
  GtkWidget *proxy = g_hash_table_lookup (self->proxies, &id);

  pnr_product_proxy_describe (
      PNR_PRODUCT_PROXY (proxy), label,
      pnr_board_scene_is_selected (self->scene, PNR_BOARD_PART_PRODUCT, id));
}

/* The focus must not be lost with the proxy that had it. */
static void
pnr_canvas_drop_proxies (PnrCanvas *self, GHashTable *wanted)
{
  GHashTableIter iter;
  gpointer id, proxy;

  g_hash_table_iter_init (&iter, self->proxies);
  while (g_hash_table_iter_next (&iter, &id, &proxy)) {
    if (g_hash_table_contains (wanted, id))
      continue;
    if (gtk_widget_has_focus (proxy))
      gtk_widget_grab_focus (GTK_WIDGET (self));
    gtk_widget_unparent (proxy);
    g_hash_table_iter_remove (&iter);
  }
}

static GHashTable *
pnr_canvas_list_proxied (PnrCanvas *self)
{
  GHashTable *wanted = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  PnrBoardBox view = pnr_canvas_get_view_box (self);
  gint64 focus = pnr_board_scene_get_focus (self->scene);
  g_autofree gint64 *seen = NULL;
  g_autofree gint64 *selected = NULL;
  PnrBoardBox box;
  guint n_seen, n_selected;

  seen = pnr_board_scene_dup_products_in (self->scene, &view, &n_seen);
  selected = pnr_board_scene_dup_selected (self->scene, PNR_BOARD_PART_PRODUCT, &n_selected);
  for (guint i = 0; i < n_seen; i++)
    g_hash_table_add (wanted, g_memdup2 (&seen[i], sizeof seen[i]));
  if (n_selected == 1)
    g_hash_table_add (wanted, g_memdup2 (&selected[0], sizeof selected[0]));
  if (pnr_board_scene_get_product_box (self->scene, focus, &box))
    g_hash_table_add (wanted, g_memdup2 (&focus, sizeof focus));
  return wanted;
}

static gboolean
more_proxies_cb (gpointer user_data)
{
  PnrCanvas *self = user_data;

  self->proxies_source = 0;
  pnr_canvas_update_proxies (self);
  return G_SOURCE_REMOVE;
}

/**
 * pnr_canvas_update_proxies:
 * @self: a canvas
 *
 * Gives every product in view its stand-in, a few at a time, and takes away the others.
 */
void
pnr_canvas_update_proxies (PnrCanvas *self)
{
  g_autoptr (GHashTable) wanted = pnr_canvas_list_proxied (self);
  GHashTableIter iter;
  gpointer key;
  guint n_new = 0;
  gboolean is_complete = TRUE;

  pnr_canvas_drop_proxies (self, wanted);
  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &key, NULL)) {
    if (!g_hash_table_contains (self->proxies, key)) {
      is_complete = n_new++ < NEW_PROXIES_AT_ONCE;
      if (!is_complete)
        break;
      pnr_canvas_ensure_proxy (self, *(gint64 *) key);
    }
    pnr_canvas_describe_proxy (self, *(gint64 *) key);
  }
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  if (!is_complete && self->proxies_source == 0)
    self->proxies_source = g_timeout_add (1, more_proxies_cb, self);
}

static void
pnr_canvas_describe (PnrCanvas *self)
{
  g_autofree char *description = pnr_board_scene_dup_description (self->scene);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  description, -1);
}

static gboolean
view_rested_cb (gpointer user_data)
{
  PnrCanvas *self = user_data;

  self->rest_source = 0;
  self->is_zooming = FALSE;
  pnr_canvas_settle (self);
  pnr_canvas_take_wanted (self);
  pnr_canvas_update_proxies (self);
  pnr_canvas_describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

static void
pnr_canvas_wait_for_rest (PnrCanvas *self)
{
  g_clear_handle_id (&self->rest_source, g_source_remove);
  self->rest_source = g_timeout_add (REST_MS, view_rested_cb, self);
}

static void
ground_changed_cb (PnrCanvas *self)
{
  pnr_canvas_ground_invalidate (self->ground);
  if (self->is_settling)
    return;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  pnr_canvas_wait_for_rest (self);
}

static void
overlay_changed_cb (PnrCanvas *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
selection_settled_cb (gpointer user_data)
{
  PnrCanvas *self = user_data;
  g_autofree gint64 *ids = NULL;
  guint n_ids;

  self->proxies_source = 0;
  pnr_canvas_update_proxies (self);
  pnr_canvas_update_actions (self);
  ids = pnr_board_scene_dup_selected (self->scene, PNR_BOARD_PART_PRODUCT, &n_ids);
  if (n_ids == 1) {
    self->is_taking_product = TRUE;
    pnr_session_set_product_id (self->session, ids[0]);
    self->is_taking_product = FALSE;
  }
  return G_SOURCE_REMOVE;
}

/* A rubber band selects many times between two frames; who listens hears it once. */
static void
selection_changed_cb (PnrCanvas *self)
{
  if (self->proxies_source == 0)
    self->proxies_source = g_idle_add (selection_settled_cb, self);
}

static void
product_chosen_cb (PnrCanvas *self)
{
  if (!self->is_taking_product)
    pnr_canvas_show_product (self, pnr_session_get_product_id (self->session));
}

static void
lists_changed_cb (PnrCanvas *self, guint position, guint n_removed, guint n_added)
{
  if (n_removed != n_added || n_added > 1) {
    self->is_unsettled = TRUE;
    pnr_canvas_wait_for_rest (self);
  }
}

/* A change that was refused must not stay on the screen. */
static void
edit_failed_cb (PnrCanvas *self)
{
  PnrPlan *plan = pnr_session_get_plan (self->session);

  self->is_unsettled = TRUE;
  pnr_board_scene_set_lists (self->scene, G_LIST_MODEL (pnr_plan_get_products (plan)),
                             G_LIST_MODEL (pnr_plan_get_relations (plan)),
                             G_LIST_MODEL (pnr_plan_get_bundles (plan)),
                             G_LIST_MODEL (pnr_plan_get_places (plan)), PNR_MAIN_BOARD);
}

static void
pnr_canvas_take_style (PnrCanvas *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  gboolean is_dark = adw_style_manager_get_dark (style);
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double size = pango_font_description_get_size (font) / (double) PANGO_SCALE;

  self->palette = adw_style_manager_get_high_contrast (style) ? pnr_palette_high_contrast (is_dark)
                  : is_dark                                   ? pnr_palette_dark ()
                                                              : pnr_palette_light ();
  if (!pango_font_description_get_size_is_absolute (font))
    size *= pango_cairo_context_get_resolution (context) / 72.0;
  if (size > 0.0)
    self->palette.font_size = size * LETTERING;
  pnr_canvas_ground_set_palette (self->ground, &self->palette);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
pnr_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  PnrCanvas *self = PNR_CANVAS (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  double x, y, zoom;
  cairo_t *cr;

  pnr_canvas_settle (self);
  if (pnr_canvas_ground_prepare (self->ground, width, height, gtk_widget_get_scale_factor (widget),
                                 self->is_zooming)
      && self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (widget, paint_tick_cb, NULL, NULL);
  pnr_board_scene_get_view (self->scene, &x, &y, &zoom);
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  pnr_canvas_ground_show (self->ground, cr);
  pnr_board_scene_paint_overlay (self->scene, cr, x, y, width / zoom, height / zoom, zoom,
                                 &self->palette);
  cairo_destroy (cr);
  gtk_widget_snapshot_child (widget, self->hint, snapshot);
}

static void
pnr_canvas_allocate_proxies (PnrCanvas *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  GHashTableIter iter;
  gpointer id, proxy;
  double x, y, zoom;

  pnr_board_scene_get_view (self->scene, &x, &y, &zoom);
  g_hash_table_iter_init (&iter, self->proxies);
  while (g_hash_table_iter_next (&iter, &id, &proxy)) {
    PnrBoardBox box = { 0 };
    int proxy_width, proxy_height;
    graphene_point_t corner;

    pnr_board_scene_get_product_box (self->scene, *(gint64 *) id, &box);
    proxy_width = MAX ((int) (box.width * zoom), LEAST_TARGET);
    proxy_height = MAX ((int) (box.height * zoom), LEAST_TARGET);
    corner.x = (float) ((box.x - x) * zoom);
    corner.y = (float) ((box.y - y) * zoom);
    gtk_widget_set_child_visible (proxy,
                                  gtk_widget_has_focus (proxy)
                                      || (corner.x + proxy_width > 0 && corner.x < width
                                          && corner.y + proxy_height > 0 && corner.y < height));
    gtk_widget_allocate (proxy, proxy_width, proxy_height, -1,
                         gsk_transform_translate (NULL, &corner));
  }
}

/* Cards are to be read at first sight: rather a part of a large board than all of it too small. */
static void
pnr_canvas_fit_first (PnrCanvas *self, int width, int height)
{
  PnrBoardBox bounds, largest;

  self->is_fitted = TRUE;
  pnr_canvas_settle (self);
  pnr_board_scene_get_bounds (self->scene, &bounds);
  pnr_board_scene_get_largest_bounds (self->scene, &largest);
  pnr_board_scene_fit_readable (self->scene, &bounds, &largest, LEAST_READABLE_ZOOM, width, height);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOM]);
  pnr_canvas_wait_for_rest (self);
}

/* Details opened beside the canvas must not cover the very card that they are about. */
static void
pnr_canvas_keep_in_view (PnrCanvas *self)
{
  PnrBoardBox before = pnr_canvas_get_view_box (self);
  double zoom = pnr_canvas_get_zoom (self);
  PnrBoardBox box;

  before.width = self->seen_width / zoom;
  before.height = self->seen_height / zoom;
  if (self->mode == PNR_CANVAS_IDLE
      && pnr_board_scene_get_n_selected (self->scene, PNR_BOARD_PART_PRODUCT) == 1
      && pnr_board_scene_get_selection_bounds (self->scene, &box)
      && pnr_board_box_touches (&box, &before))
    pnr_canvas_reveal (self, &box);
}

static void
pnr_canvas_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  PnrCanvas *self = PNR_CANVAS (widget);
  GtkRequisition natural;
  int hint_width;

  if (!self->is_fitted && pnr_board_scene_get_n_products (self->scene) > 0)
    pnr_canvas_fit_first (self, width, height);
  else if (width < self->seen_width || height < self->seen_height)
    pnr_canvas_keep_in_view (self);
  self->seen_width = width;
  self->seen_height = height;
  pnr_canvas_allocate_proxies (self);
  gtk_widget_get_preferred_size (self->hint, NULL, &natural);
  hint_width = MIN (natural.width, MAX (width - 24, 0));
  if (gtk_widget_should_layout (self->hint))
    gtk_widget_allocate (self->hint, hint_width, natural.height, -1,
                         gsk_transform_translate (
                             NULL, &GRAPHENE_POINT_INIT ((float) (width - hint_width) / 2,
                                                         (float) height - natural.height - 18)));
  gtk_popover_present (GTK_POPOVER (self->chooser));
  gtk_popover_present (GTK_POPOVER (self->menu));
}

static void
pnr_canvas_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                    int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 240 : 160;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 640 : 480;
}

/* Tab comes in once and goes out at once, however many products there are. */
static gboolean
pnr_canvas_focus (GtkWidget *widget, GtkDirectionType direction)
{
  PnrCanvas *self = PNR_CANVAS (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget)))
    return FALSE;
  if (pnr_board_scene_get_focus (self->scene) != 0)
    pnr_canvas_focus_product (self, pnr_board_scene_get_focus (self->scene));
  else
    gtk_widget_grab_focus (widget);
  return TRUE;
}

static void
pnr_canvas_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (pnr_canvas_parent_class)->css_changed (widget, change);
  pnr_canvas_take_style (PNR_CANVAS (widget));
}

/* The flags of what has the focus are handed up to its parents; the canvas alone has a ring of its
 * own. */
static void
pnr_canvas_state_flags_changed (GtkWidget *widget, GtkStateFlags previous)
{
  GtkStateFlags flags = gtk_widget_get_state_flags (widget);

  pnr_board_scene_show_focus (PNR_CANVAS (widget)->scene,
                              (flags & GTK_STATE_FLAG_FOCUS_WITHIN) != 0
                                  && (flags & GTK_STATE_FLAG_FOCUSED) == 0
                                  && (flags & GTK_STATE_FLAG_FOCUS_VISIBLE) != 0);
}

static void
pnr_canvas_drop_sources (PnrCanvas *self)
{
  g_clear_handle_id (&self->rest_source, g_source_remove);
  g_clear_handle_id (&self->proxies_source, g_source_remove);
  g_clear_handle_id (&self->typed_source, g_source_remove);
  g_clear_handle_id (&self->run_source, g_source_remove);
  if (self->tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick);
  self->tick = 0;
  if (self->edge_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->edge_tick);
  self->edge_tick = 0;
}

static void
pnr_canvas_dispose (GObject *object)
{
  PnrCanvas *self = PNR_CANVAS (object);
  GtkWidget *child;

  pnr_canvas_drop_sources (self);
  if (self->proxies != NULL)
    g_hash_table_remove_all (self->proxies);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (pnr_canvas_parent_class)->dispose (object);
}

static void
pnr_canvas_finalize (GObject *object)
{
  PnrCanvas *self = PNR_CANVAS (object);

  g_clear_pointer (&self->ground, pnr_canvas_ground_free);
  g_clear_pointer (&self->proxies, g_hash_table_unref);
  g_clear_pointer (&self->first_spots, g_hash_table_unref);
  g_string_free (self->typed, TRUE);
  g_clear_object (&self->scene);

  G_OBJECT_CLASS (pnr_canvas_parent_class)->finalize (object);
}

static void
pnr_canvas_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PnrCanvas *self = PNR_CANVAS (object);

  switch (prop_id) {
  case PROP_SESSION:
    g_value_set_object (value, self->session);
    break;
  case PROP_ZOOM:
    g_value_set_double (value, pnr_canvas_get_zoom (self));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
pnr_canvas_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_SESSION:
    pnr_canvas_set_session (PNR_CANVAS (object), g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
pnr_canvas_class_init (PnrCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pnr_canvas_dispose;
  object_class->finalize = pnr_canvas_finalize;
  object_class->get_property = pnr_canvas_get_property;
  object_class->set_property = pnr_canvas_set_property;
  widget_class->snapshot = pnr_canvas_snapshot;
  widget_class->size_allocate = pnr_canvas_size_allocate;
  widget_class->measure = pnr_canvas_measure;
  widget_class->focus = pnr_canvas_focus;
  widget_class->css_changed = pnr_canvas_css_changed;
  widget_class->state_flags_changed = pnr_canvas_state_flags_changed;

  properties[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, PNR_TYPE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ZOOM] =
      g_param_spec_double ("zoom", NULL, NULL, PNR_BOARD_ZOOM_LEAST, PNR_BOARD_ZOOM_MOST, 1.0,
                           G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[OPENED] = g_signal_new ("opened", PNR_TYPE_CANVAS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "canvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  pnr_canvas_class_install_actions (widget_class);
  pnr_canvas_class_install_keys (widget_class);
}

static void
kind_chosen_cb (PnrCanvas *self, PnrRelationKind kind, gboolean is_two_way)
{
  PnrBoardBox box;

  pnr_canvas_leave_link (self);
  if (!pnr_board_scene_get_product_box (self->scene, self->asked_from_id, &box))
    self->wanted_id = self->asked_from_id;
  pnr_session_relate (self->session, self->asked_from_id, self->asked_to_id, kind, is_two_way);
}

static void
chooser_closed_cb (PnrCanvas *self)
{
  /* Who closes it without choosing wants no link. */
  pnr_canvas_leave_link (self);
  pnr_board_scene_clear_connection (self->scene);
  if (pnr_board_scene_get_focus (self->scene) != 0)
    pnr_canvas_focus_product (self, pnr_board_scene_get_focus (self->scene));
}

static void
pnr_canvas_make_children (PnrCanvas *self)
{
  self->hint = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->hint), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->hint, "drag-chip");
  gtk_widget_set_can_target (self->hint, FALSE);
  gtk_widget_set_visible (self->hint, FALSE);
  gtk_widget_set_parent (self->hint, GTK_WIDGET (self));
  self->chooser = pnr_relation_chooser_new (GTK_WIDGET (self));
  g_signal_connect_swapped (self->chooser, "chosen", G_CALLBACK (kind_chosen_cb), self);
  g_signal_connect_swapped (self->chooser, "closed", G_CALLBACK (chooser_closed_cb), self);
  self->menu = gtk_popover_menu_new_from_model (NULL);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
}

static void
pnr_canvas_init (PnrCanvas *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  self->scene = pnr_board_scene_new ();
  self->ground = pnr_canvas_ground_new (self->scene);
  self->palette = pnr_palette_light ();
  self->proxies = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->first_spots = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->typed = g_string_new (NULL);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Relationship canvas"), -1);
  pnr_canvas_make_children (self);
  pnr_canvas_install_pointer (self);
  pnr_canvas_install_keys (self);
  g_signal_connect_object (self->scene, "ground-changed", G_CALLBACK (ground_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->scene, "overlay-changed", G_CALLBACK (overlay_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->scene, "selection-changed", G_CALLBACK (selection_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify", G_CALLBACK (pnr_canvas_take_style), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
pnr_canvas_new (PnrSession *session)
{
  return g_object_new (PNR_TYPE_CANVAS, "session", session, NULL);
}

static void
pnr_canvas_follow_list (PnrCanvas *self, PnrNounList *list)
{
  g_signal_connect_object (list, "items-changed", G_CALLBACK (lists_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * pnr_canvas_set_session:
 * @self: a canvas without a session
 * @session: the session whose plan it shows
 */
void
pnr_canvas_set_session (PnrCanvas *self, PnrSession *session)
{
  PnrPlan *plan;

  g_return_if_fail (PNR_IS_CANVAS (self));
  g_return_if_fail (self->session == NULL || session == self->session);

  if (session == NULL || !g_set_object (&self->session, session))
    return;
  plan = pnr_session_get_plan (session);
  pnr_board_scene_set_currency (self->scene, pnr_plan_get_currency (plan));
  edit_failed_cb (self);
  pnr_canvas_follow_list (self, pnr_plan_get_products (plan));
  pnr_canvas_follow_list (self, pnr_plan_get_relations (plan));
  pnr_canvas_follow_list (self, pnr_plan_get_bundles (plan));
  pnr_canvas_follow_list (self, pnr_plan_get_places (plan));
  g_signal_connect_object (session, "notify::product-id", G_CALLBACK (product_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "failed", G_CALLBACK (edit_failed_cb), self, G_CONNECT_SWAPPED);
  pnr_canvas_describe (self);
  pnr_canvas_update_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

PnrBoardScene *
pnr_canvas_get_scene (PnrCanvas *self)
{
  g_return_val_if_fail (PNR_IS_CANVAS (self), NULL);

  return self->scene;
}

double
pnr_canvas_get_zoom (PnrCanvas *self)
{
  double x, y, zoom;

  g_return_val_if_fail (PNR_IS_CANVAS (self), 1.0);

  pnr_board_scene_get_view (self->scene, &x, &y, &zoom);
  return zoom;
}

/* @dx, @dy: pixels that the view moves over the board. Whole device pixels keep the kept picture
 * sharp. */
void
pnr_canvas_pan (PnrCanvas *self, double dx, double dy)
{
  double x, y, zoom;

  pnr_board_scene_get_view (self->scene, &x, &y, &zoom);
  pnr_board_scene_set_view (self->scene, x + dx / zoom, y + dy / zoom, zoom);
  pnr_canvas_wait_for_rest (self);
}

void
pnr_canvas_zoom_at (PnrCanvas *self, double view_x, double view_y, double factor)
{
  pnr_board_scene_zoom_at (self->scene, view_x, view_y, factor);
  self->is_zooming = TRUE;
  self->is_fitted = TRUE;
  pnr_canvas_wait_for_rest (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOM]);
}

void
pnr_canvas_fit (PnrCanvas *self, const PnrBoardBox *box)
{
  pnr_board_scene_fit (self->scene, box, gtk_widget_get_width (GTK_WIDGET (self)),
                       gtk_widget_get_height (GTK_WIDGET (self)));
  pnr_canvas_wait_for_rest (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOM]);
}

/* Moves the view no farther than needed to show @box whole. */
void
pnr_canvas_reveal (PnrCanvas *self, const PnrBoardBox *box)
{
  PnrBoardBox view = pnr_canvas_get_view_box (self);
  double room = ROOM / pnr_canvas_get_zoom (self);
  double dx = 0.0, dy = 0.0;

  if (view.width <= 0.0)
    return;
  if (box->x - room < view.x)
    dx = box->x - room - view.x;
  else if (box->x + box->width + room > view.x + view.width)
    dx = box->x + box->width + room - view.x - view.width;
  if (box->y - room < view.y)
    dy = box->y - room - view.y;
  else if (box->y + box->height + room > view.y + view.height)
    dy = box->y + box->height + room - view.y - view.height;
  if (dx != 0.0 || dy != 0.0)
    pnr_canvas_pan (self, dx * pnr_canvas_get_zoom (self), dy * pnr_canvas_get_zoom (self));
}

/* Gives the keyboard to a product, in view and named for who cannot see it. */
void
pnr_canvas_focus_product (PnrCanvas *self, gint64 product_id)
{
  PnrBoardBox box;

  if (!pnr_board_scene_get_product_box (self->scene, product_id, &box))
    return;
  pnr_board_scene_set_focus (self->scene, product_id);
  pnr_canvas_reveal (self, &box);
  pnr_canvas_ensure_proxy (self, product_id);
  pnr_canvas_describe_proxy (self, product_id);
  pnr_canvas_allocate_proxies (self);
  gtk_widget_set_child_visible (g_hash_table_lookup (self->proxies, &product_id), TRUE);
  gtk_widget_grab_focus (g_hash_table_lookup (self->proxies, &product_id));
}

/* @text: %NULL when there is nothing to say any more. */
void
pnr_canvas_hint (PnrCanvas *self, const char *text)
{
  gtk_label_set_label (GTK_LABEL (self->hint), text != NULL ? text : "");
  gtk_widget_set_visible (self->hint, text != NULL);
}

void
pnr_canvas_open (PnrCanvas *self)
{
  g_signal_emit (self, signals[OPENED], 0);
}

/**
 * pnr_canvas_show_product:
 * @self: a canvas
 * @product_id: a product
 *
 * Selects the product and brings it into view, where it is on the board.
 */
void
pnr_canvas_show_product (PnrCanvas *self, gint64 product_id)
{
  PnrBoardBox box;

  g_return_if_fail (PNR_IS_CANVAS (self));

  if (!pnr_board_scene_get_product_box (self->scene, product_id, &box))
    return;
  if (!pnr_board_scene_is_selected (self->scene, PNR_BOARD_PART_PRODUCT, product_id))
    pnr_board_scene_select_only (self->scene, PNR_BOARD_PART_PRODUCT, product_id);
  pnr_board_scene_set_focus (self->scene, product_id);
  pnr_canvas_reveal (self, &box);
}

/**
 * pnr_canvas_place_product:
 * @self: a canvas
 * @product: a product
 *
 * Puts the product on a free spot near the middle of the view, or shows it where it is already.
 */
void
pnr_canvas_place_product (PnrCanvas *self, PnrProduct *product)
{
  gint64 id = pnr_product_get_id (product);
  PnrBoardBox view, box;
  double x, y;

  g_return_if_fail (PNR_IS_CANVAS (self));

  if (pnr_board_scene_get_product_box (self->scene, id, &box)) {
    pnr_canvas_show_product (self, id);
    return;
  }
  if (!pnr_canvas_is_editable (self))
    return;
  view = pnr_canvas_get_view_box (self);
  x = view.x + (view.width - PNR_BOARD_CARD_WIDTH) / 2.0;
  y = view.y + (view.height - PNR_BOARD_CARD_HEIGHT) / 2.0;
  pnr_canvas_find_free_spot (self, id, &x, &y);
  self->wanted_id = id;
  pnr_relation_edits_place (self->session, self->scene, product, x, y);
}
