/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The relationship picture as a scene: cards, links and hulls, what is where, what is selected. */
#include "config.h"

#include "drawing/pnr-board-scene.h"

#include "base/pnr-money.h"
#include "drawing/pnr-board-scene-private.h"
#include "model/pnr-noun-list.h"
#include "model/pnr-place.h"

#include <glib/gi18n.h>
#include <math.h>

enum {
  GROUND_CHANGED,
  OVERLAY_CHANGED,
  SELECTION_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PnrBoardScene, pnr_board_scene, G_TYPE_OBJECT)

static void
ground_changed (PnrBoardScene *self)
{
  g_signal_emit (self, signals[GROUND_CHANGED], 0);
}

void
pnr_board_scene_overlay_changed (PnrBoardScene *self)
{
  g_signal_emit (self, signals[OVERLAY_CHANGED], 0);
}

void
pnr_board_scene_selection_changed (PnrBoardScene *self)
{
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
  pnr_board_scene_overlay_changed (self);
}

static void
clear_card (gpointer data)
{
  PnrBoardCard *card = data;

  g_clear_object (&card->product);
  g_clear_object (&card->name);
  g_clear_object (&card->detail);
  g_clear_pointer (&card->links, g_array_unref);
}

static void
clear_line (gpointer data)
{
  g_clear_object (&((PnrBoardLine *) data)->relation);
}

void
pnr_board_hull_clear (gpointer data)
{
  PnrBoardHull *hull = data;

  g_clear_object (&hull->bundle);
  g_clear_pointer (&hull->cards, g_array_unref);
  g_clear_pointer (&hull->blob, pnr_board_blob_free);
}

PnrBoardCard *
pnr_board_scene_get_card (PnrBoardScene *self, guint number)
{
  return &g_array_index (self->cards, PnrBoardCard, number);
}

PnrBoardLine *
pnr_board_scene_get_line (PnrBoardScene *self, guint number)
{
  return &g_array_index (self->lines, PnrBoardLine, number);
}

PnrBoardHull *
pnr_board_scene_get_hull (PnrBoardScene *self, guint number)
{
  return &g_array_index (self->hulls, PnrBoardHull, number);
}

gboolean
pnr_board_scene_find_number (GHashTable *numbers, gint64 id, guint *number)
{
  gpointer found;

  if (!g_hash_table_lookup_extended (numbers, &id, NULL, &found))
    return FALSE;
  *number = GPOINTER_TO_UINT (found);
  return TRUE;
}

gboolean
pnr_board_scene_find_card (PnrBoardScene *self, gint64 product_id, guint *number)
{
  pnr_board_scene_ensure (self);
  return pnr_board_scene_find_number (self->card_numbers, product_id, number);
}

gboolean
pnr_board_scene_find_line (PnrBoardScene *self, gint64 relation_id, guint *number)
{
  pnr_board_scene_ensure (self);
  return pnr_board_scene_find_number (self->line_numbers, relation_id, number);
}

PnrBoardBox
pnr_board_scene_card_box (const PnrBoardCard *card)
{
  PnrBoardBox box = { card->x, card->y, PNR_BOARD_CARD_WIDTH, PNR_BOARD_CARD_HEIGHT };

  return box;
}

PnrBoardBox
pnr_board_scene_line_box (const PnrBoardLine *line)
{
  PnrBoardBox box = { MIN (line->x1, line->x2) - PNR_BOARD_LINE_APART,
                      MIN (line->y1, line->y2) - PNR_BOARD_LINE_APART,
                      fabs (line->x1 - line->x2) + 2.0 * PNR_BOARD_LINE_APART,
                      fabs (line->y1 - line->y2) + 2.0 * PNR_BOARD_LINE_APART };

  return box;
}

/* A moved card updates itself and its own links in the grids, nothing else. */
static void
put_card (PnrBoardScene *self, guint number, double x, double y)
{
  PnrBoardCard *card = pnr_board_scene_get_card (self, number);
  PnrBoardBox box = pnr_board_scene_card_box (card);

  pnr_board_grid_remove (self->card_grid, number, &box);
  pnr_board_scene_forget_blobs (self);
  card->x = x;
  card->y = y;
  box = pnr_board_scene_card_box (card);
  pnr_board_grid_add (self->card_grid, number, &box);
  for (guint i = 0; i < card->links->len; i++) {
    guint link = g_array_index (card->links, guint, i);
    PnrBoardLine *line = pnr_board_scene_get_line (self, link);
    PnrBoardBox reach = pnr_board_scene_line_box (line);

    pnr_board_grid_remove (self->line_grid, link, &reach);
    pnr_board_scene_aim (self, line, 0.0, 0.0, 0.0, 0.0);
    reach = pnr_board_scene_line_box (line);
    pnr_board_grid_add (self->line_grid, link, &reach);
  }
}

static void
list_changed_cb (PnrBoardScene *self)
{
  self->is_stale = TRUE;
  ground_changed (self);
}

static void
products_changed_cb (PnrBoardScene *self, guint position, guint n_removed, guint n_added,
                     GListModel *products)
{
  guint number;

  if (self->is_stale || n_removed != 1 || n_added != 1) {
    list_changed_cb (self);
    return;
  }
  g_autoptr (PnrProduct) product = g_list_model_get_item (products, position);
  if (pnr_board_scene_find_number (self->card_numbers, pnr_product_get_id (product), &number)) {
    PnrBoardCard *card = pnr_board_scene_get_card (self, number);

    g_set_object (&card->product, product);
    g_clear_object (&card->name);
    g_clear_object (&card->detail);
    ground_changed (self);
  }
}

static void
places_changed_cb (PnrBoardScene *self, guint position, guint n_removed, guint n_added,
                   GListModel *places)
{
  if (self->is_stale || (n_removed != 0 && n_removed != n_added)) {
    list_changed_cb (self);
    return;
  }
  for (guint i = 0; i < n_added; i++) {
    g_autoptr (PnrPlace) place = g_list_model_get_item (places, position + i);
    guint number;

    if (!pnr_board_scene_is_on_board (self, place))
      continue;
    if (!pnr_board_scene_find_number (self->card_numbers, pnr_place_get_product_id (place),
                                      &number)) {
      self->is_stale = TRUE;
      break;
    }
    put_card (self, number, pnr_place_get_x (place), pnr_place_get_y (place));
    pnr_board_scene_get_card (self, number)->is_placed = TRUE;
  }
  ground_changed (self);
}

static void
follow (PnrBoardScene *self, GListModel **kept, GListModel *list, GCallback callback)
{
  if (*kept != NULL)
    g_signal_handlers_disconnect_by_func (*kept, callback, self);
  g_set_object (kept, list);
  if (list != NULL)
    g_signal_connect_object (list, "items-changed", callback, self, G_CONNECT_SWAPPED);
}

static void
pnr_board_scene_dispose (GObject *object)
{
  PnrBoardScene *self = PNR_BOARD_SCENE (object);

  follow (self, &self->products, NULL, G_CALLBACK (products_changed_cb));
  follow (self, &self->relations, NULL, G_CALLBACK (list_changed_cb));
  follow (self, &self->bundles, NULL, G_CALLBACK (list_changed_cb));
  follow (self, &self->places, NULL, G_CALLBACK (places_changed_cb));

  G_OBJECT_CLASS (pnr_board_scene_parent_class)->dispose (object);
}

static void
pnr_board_scene_finalize (GObject *object)
{
  PnrBoardScene *self = PNR_BOARD_SCENE (object);

  for (guint i = 0; i < PNR_PALETTE_N_RELATIONS; i++) {
    g_clear_object (&self->letters[i]);
    g_clear_pointer (&self->stamps[i], cairo_surface_destroy);
  }
  g_clear_pointer (&self->board, g_free);
  g_clear_pointer (&self->currency, g_free);
  g_clear_pointer (&self->kept_products, g_free);
  g_clear_pointer (&self->kept_relations, g_free);
  g_clear_pointer (&self->cards, g_array_unref);
  g_clear_pointer (&self->lines, g_array_unref);
  g_clear_pointer (&self->hulls, g_array_unref);
  g_clear_pointer (&self->found, g_array_unref);
  g_clear_pointer (&self->card_numbers, g_hash_table_unref);
  g_clear_pointer (&self->line_numbers, g_hash_table_unref);
  g_clear_pointer (&self->card_grid, pnr_board_grid_free);
  g_clear_pointer (&self->line_grid, pnr_board_grid_free);

  G_OBJECT_CLASS (pnr_board_scene_parent_class)->finalize (object);
}

static void
pnr_board_scene_class_init (PnrBoardSceneClass *klass)
{
  static const char *const names[N_SIGNALS] = { "ground-changed", "overlay-changed",
                                                "selection-changed" };

  G_OBJECT_CLASS (klass)->dispose = pnr_board_scene_dispose;
  G_OBJECT_CLASS (klass)->finalize = pnr_board_scene_finalize;
  for (guint i = 0; i < N_SIGNALS; i++)
    signals[i] = g_signal_new (names[i], G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                               NULL, NULL, G_TYPE_NONE, 0);
}

static void
pnr_board_scene_init (PnrBoardScene *self)
{
  self->currency = g_strdup ("EUR");
  self->zoom = 1.0;
  self->cards = g_array_new (FALSE, FALSE, sizeof (PnrBoardCard));
  g_array_set_clear_func (self->cards, clear_card);
  self->lines = g_array_new (FALSE, FALSE, sizeof (PnrBoardLine));
  g_array_set_clear_func (self->lines, clear_line);
  self->hulls = g_array_new (FALSE, FALSE, sizeof (PnrBoardHull));
  g_array_set_clear_func (self->hulls, pnr_board_hull_clear);
  self->found = g_array_new (FALSE, FALSE, sizeof (guint));
  self->card_numbers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->line_numbers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->card_grid = pnr_board_grid_new ();
  self->line_grid = pnr_board_grid_new ();
}

PnrBoardScene *
pnr_board_scene_new (void)
{
  return g_object_new (PNR_TYPE_BOARD_SCENE, NULL);
}

void
pnr_board_scene_set_lists (PnrBoardScene *self, GListModel *products, GListModel *relations,
                           GListModel *bundles, GListModel *places, const char *board)
{
  char *name = g_strdup (board);

  g_return_if_fail (PNR_IS_BOARD_SCENE (self));

  follow (self, &self->products, products, G_CALLBACK (products_changed_cb));
  follow (self, &self->relations, relations, G_CALLBACK (list_changed_cb));
  follow (self, &self->bundles, bundles, G_CALLBACK (list_changed_cb));
  follow (self, &self->places, places, G_CALLBACK (places_changed_cb));
  g_free (self->board);
  self->board = name;
  list_changed_cb (self);
}

void
pnr_board_scene_set_currency (PnrBoardScene *self, const char *currency)
{
  char *code = g_strdup (currency);

  g_return_if_fail (PNR_IS_BOARD_SCENE (self));

  g_free (self->currency);
  self->currency = code;
  list_changed_cb (self);
}

double
pnr_board_snap (double coordinate)
{
  return round (coordinate / PNR_BOARD_STEP) * PNR_BOARD_STEP;
}

void
pnr_board_scene_move_product (PnrBoardScene *self, gint64 product_id, double x, double y)
{
  guint number;

  if (pnr_board_scene_find_card (self, product_id, &number)) {
    put_card (self, number, x, y);
    ground_changed (self);
  }
}

void
pnr_board_scene_arrange (PnrBoardScene *self, PnrBoardLayout layout, gboolean is_selection)
{
  g_autofree gboolean *is_kept = NULL;

  pnr_board_scene_ensure (self);
  is_kept = g_new0 (gboolean, MAX (self->cards->len, 1));
  for (guint i = 0; i < self->cards->len; i++)
    is_kept[i] = is_selection && !pnr_board_scene_get_card (self, i)->is_selected;
  pnr_board_scene_lay_out (self, layout, is_kept);
  pnr_board_scene_index (self);
  ground_changed (self);
}

void
pnr_board_scene_begin_drag (PnrBoardScene *self)
{
  self->is_dragging = TRUE;
  self->drag_x = 0.0;
  self->drag_y = 0.0;
  ground_changed (self);
}

void
pnr_board_scene_set_drag_offset (PnrBoardScene *self, double dx, double dy)
{
  self->drag_x = dx;
  self->drag_y = dy;
  pnr_board_scene_overlay_changed (self);
}

/**
 * pnr_board_scene_end_drag:
 * @self: a scene
 * @is_kept: whether the cards stay where they were dragged to, or go back; they hide no other card
 */
void
pnr_board_scene_end_drag (PnrBoardScene *self, gboolean is_kept)
{
  if (!self->is_dragging)
    return;
  self->is_dragging = FALSE;
  if (is_kept)
    pnr_board_scene_find_room_for_drag (self);
  for (guint i = 0; is_kept && i < self->cards->len; i++) {
    const PnrBoardCard *card = pnr_board_scene_get_card (self, i);

    if (card->is_selected)
      put_card (self, i, card->x + self->drag_x, card->y + self->drag_y);
  }
  ground_changed (self);
}

gboolean
pnr_board_scene_is_dragging (PnrBoardScene *self)
{
  return self->is_dragging;
}
