/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table on which products lie and are linked: painted, moved about, worked without a pointer.
 */
#include "config.h"

#include "ui/relationships/pnr-canvas-private.h"

#include "ui/relationships/pnr-relation-chooser.h"
#include "ui/relationships/pnr-relation-edits.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#define REST_MS 120
#define SLICE_US 6000
/* Of the size that the desktop letters with: cards are small. */
#define LETTERING 0.9

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

PnrBoardBox
pnr_canvas_get_view_box (PnrCanvas *self)
{
  PnrBoardBox box;
  double zoom;

  pnr_board_scene_get_view (self->scene, &box.x, &box.y, &zoom);
  box.width = gtk_widget_get_width (GTK_WIDGET (self)) / zoom;
  box.height = gtk_widget_get_height (GTK_WIDGET (self)) / zoom;
  return box;
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

void
pnr_canvas_wait_for_rest (PnrCanvas *self)
{
  g_clear_handle_id (&self->rest_source, g_source_remove);
  self->rest_source = g_timeout_add (REST_MS, view_rested_cb, self);
}

/* An undo, or another window, may take away the product that a link in the making begins at. */
static void
pnr_canvas_check_link (PnrCanvas *self)
{
  PnrBoardBox box;

  if (self->is_linking && !pnr_board_scene_get_product_box (self->scene, self->link_from_id, &box))
    pnr_canvas_leave_link (self);
}

static void
ground_changed_cb (PnrCanvas *self)
{
  pnr_canvas_check_link (self);
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
  /* Above, as what the window says in passing comes from below. */
  if (gtk_widget_should_layout (self->hint))
    gtk_widget_allocate (self->hint, hint_width, natural.height, -1,
                         gsk_transform_translate (
                             NULL, &GRAPHENE_POINT_INIT ((float) (width - hint_width) / 2, 18.0f)));
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
