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

#define PORT_DEPTH 10.0
#define LINE_REACH 6.0

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

static void
unite (PnrBoardBox *bounds, const PnrBoardBox *box, gboolean is_first)
{
  double right, bottom;

  if (is_first) {
    *bounds = *box;
    return;
  }
  right = MAX (bounds->x + bounds->width, box->x + box->width);
  bottom = MAX (bounds->y + bounds->height, box->y + box->height);
  bounds->x = MIN (bounds->x, box->x);
  bounds->y = MIN (bounds->y, box->y);
  bounds->width = right - bounds->x;
  bounds->height = bottom - bounds->y;
}

/* Where the way from the middle of a card towards (@ux, @uy) leaves the card. */
static double
way_out (double ux, double uy)
{
  double across = fabs (ux) > 1e-9 ? PNR_BOARD_CARD_WIDTH / 2.0 / fabs (ux) : INFINITY;
  double down = fabs (uy) > 1e-9 ? PNR_BOARD_CARD_HEIGHT / 2.0 / fabs (uy) : INFINITY;

  return MIN (across, down);
}

/* Sets the ends of @line on the rims of its cards, which stand off by the given ways. */
void
pnr_board_scene_aim (PnrBoardScene *self, PnrBoardLine *line, double dx1, double dy1, double dx2,
                     double dy2)
{
  const PnrBoardCard *from = pnr_board_scene_get_card (self, line->from);
  const PnrBoardCard *to = pnr_board_scene_get_card (self, line->to);
  double x1 = from->x + PNR_BOARD_CARD_WIDTH / 2.0 + dx1;
  double y1 = from->y + PNR_BOARD_CARD_HEIGHT / 2.0 + dy1;
  double x2 = to->x + PNR_BOARD_CARD_WIDTH / 2.0 + dx2;
  double y2 = to->y + PNR_BOARD_CARD_HEIGHT / 2.0 + dy2;
  double length = hypot (x2 - x1, y2 - y1);
  double ux = length > 1e-9 ? (x2 - x1) / length : 1.0;
  double uy = length > 1e-9 ? (y2 - y1) / length : 0.0;
  double out = MIN (way_out (ux, uy), length / 2.0);
  /* The side to shift to must not depend on the direction of the link. */
  double side = line->from < line->to ? line->shift : -line->shift;

  line->x1 = x1 + ux * out - uy * side;
  line->y1 = y1 + uy * out + ux * side;
  line->x2 = x2 - ux * out - uy * side;
  line->y2 = y2 - uy * out + ux * side;
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

guint
pnr_board_scene_get_n_products (PnrBoardScene *self)
{
  pnr_board_scene_ensure (self);
  return self->cards->len;
}

gint64
pnr_board_scene_get_product_id (PnrBoardScene *self, guint index)
{
  pnr_board_scene_ensure (self);
  return index < self->cards->len ? pnr_board_scene_get_card (self, index)->id : 0;
}

guint
pnr_board_scene_get_n_relations (PnrBoardScene *self)
{
  pnr_board_scene_ensure (self);
  return self->lines->len;
}

gint64
pnr_board_scene_get_relation_id (PnrBoardScene *self, guint index)
{
  pnr_board_scene_ensure (self);
  return index < self->lines->len ? pnr_board_scene_get_line (self, index)->id : 0;
}

guint
pnr_board_scene_get_n_bundles (PnrBoardScene *self)
{
  pnr_board_scene_ensure (self);
  return self->hulls->len;
}

gint64
pnr_board_scene_get_bundle_id (PnrBoardScene *self, guint index)
{
  pnr_board_scene_ensure (self);
  return index < self->hulls->len ? pnr_board_scene_get_hull (self, index)->id : 0;
}

gboolean
pnr_board_scene_get_product_box (PnrBoardScene *self, gint64 product_id, PnrBoardBox *box)
{
  guint number;

  if (!pnr_board_scene_find_card (self, product_id, &number))
    return FALSE;
  *box = pnr_board_scene_card_box (pnr_board_scene_get_card (self, number));
  return TRUE;
}

gboolean
pnr_board_scene_get_relation_box (PnrBoardScene *self, gint64 relation_id, PnrBoardBox *box)
{
  guint number;

  if (!pnr_board_scene_find_line (self, relation_id, &number))
    return FALSE;
  *box = pnr_board_scene_line_box (pnr_board_scene_get_line (self, number));
  return TRUE;
}

gboolean
pnr_board_scene_get_bundle_box (PnrBoardScene *self, gint64 bundle_id, PnrBoardBox *box)
{
  pnr_board_scene_ensure (self);
  for (guint i = 0; i < self->hulls->len; i++) {
    if (pnr_board_scene_get_hull (self, i)->id == bundle_id) {
      *box = pnr_board_scene_hull_box (self, pnr_board_scene_get_hull (self, i));
      return TRUE;
    }
  }
  return FALSE;
}

gboolean
pnr_board_scene_is_placed (PnrBoardScene *self, gint64 product_id)
{
  guint number;

  return pnr_board_scene_find_card (self, product_id, &number)
         && pnr_board_scene_get_card (self, number)->is_placed;
}

void
pnr_board_scene_get_bounds (PnrBoardScene *self, PnrBoardBox *bounds)
{
  pnr_board_scene_ensure (self);
  *bounds = (PnrBoardBox){ 0 };
  for (guint i = 0; i < self->cards->len; i++) {
    PnrBoardBox box = pnr_board_scene_card_box (pnr_board_scene_get_card (self, i));

    unite (bounds, &box, i == 0);
  }
  for (guint i = 0; i < self->hulls->len; i++) {
    PnrBoardBox box = pnr_board_scene_hull_box (self, pnr_board_scene_get_hull (self, i));

    unite (bounds, &box, FALSE);
  }
}

gboolean
pnr_board_scene_get_selection_bounds (PnrBoardScene *self, PnrBoardBox *bounds)
{
  gboolean is_first = TRUE;

  pnr_board_scene_ensure (self);
  for (guint i = 0; i < self->cards->len; i++) {
    PnrBoardBox box = pnr_board_scene_card_box (pnr_board_scene_get_card (self, i));

    if (!pnr_board_scene_get_card (self, i)->is_selected)
      continue;
    unite (bounds, &box, is_first);
    is_first = FALSE;
  }
  return !is_first;
}

gint64 *
pnr_board_scene_dup_products_in (PnrBoardScene *self, const PnrBoardBox *box, guint *n_products)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  pnr_board_scene_ensure (self);
  pnr_board_grid_find (self->card_grid, box, self->found);
  for (guint i = 0; i < self->found->len; i++) {
    PnrBoardCard *card = pnr_board_scene_get_card (self, g_array_index (self->found, guint, i));
    PnrBoardBox found = pnr_board_scene_card_box (card);

    if (pnr_board_box_touches (&found, box))
      g_array_append_val (ids, card->id);
  }
  *n_products = ids->len;
  return (gint64 *) (gpointer) g_array_free (ids, FALSE);
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

static double
distance_to_line (const PnrBoardLine *line, double x, double y)
{
  double dx = line->x2 - line->x1, dy = line->y2 - line->y1;
  double square = dx * dx + dy * dy;
  double share = square > 0.0 ? ((x - line->x1) * dx + (y - line->y1) * dy) / square : 0.0;

  share = CLAMP (share, 0.0, 1.0);
  return hypot (x - line->x1 - share * dx, y - line->y1 - share * dy);
}

static gboolean
hit_card (PnrBoardScene *self, double x, double y, double scale, PnrBoardHit *hit)
{
  PnrBoardBox point = { x, y, 0.0, 0.0 };
  double depth = MIN (PORT_DEPTH / scale, PNR_BOARD_CARD_HEIGHT / 4.0);

  pnr_board_grid_find (self->card_grid, &point, self->found);
  for (guint i = self->found->len; i-- > 0;) {
    PnrBoardCard *card = pnr_board_scene_get_card (self, g_array_index (self->found, guint, i));
    PnrBoardBox box = pnr_board_scene_card_box (card);

    if (!pnr_board_box_touches (&box, &point))
      continue;
    hit->id = card->id;
    hit->part = x < box.x + depth || x > box.x + box.width - depth || y < box.y + depth
                        || y > box.y + box.height - depth
                    ? PNR_BOARD_PART_PORT
                    : PNR_BOARD_PART_PRODUCT;
    return TRUE;
  }
  return FALSE;
}

/**
 * pnr_board_scene_hit:
 * @self: a scene
 * @x: a board coordinate
 * @y: a board coordinate
 * @scale: the zoom it is looked at with; reaches are pixels, not board units
 *
 * Returns: what is there: cards before links before hulls, the topmost first
 */
PnrBoardHit
pnr_board_scene_hit (PnrBoardScene *self, double x, double y, double scale)
{
  PnrBoardHit hit = { PNR_BOARD_PART_NONE, 0 };
  double least = LINE_REACH / scale;
  PnrBoardBox reach = { x - least, y - least, 2.0 * least, 2.0 * least };

  pnr_board_scene_ensure (self);
  if (hit_card (self, x, y, scale, &hit))
    return hit;
  pnr_board_grid_find (self->line_grid, &reach, self->found);
  for (guint i = 0; i < self->found->len; i++) {
    PnrBoardLine *line = pnr_board_scene_get_line (self, g_array_index (self->found, guint, i));
    double distance = distance_to_line (line, x, y);

    if (distance <= least) {
      least = distance;
      hit = (PnrBoardHit){ PNR_BOARD_PART_RELATION, line->id };
    }
  }
  for (guint i = self->hulls->len; hit.part == PNR_BOARD_PART_NONE && i-- > 0;) {
    PnrBoardHull *hull = pnr_board_scene_get_hull (self, i);

    if (pnr_board_blob_contains (pnr_board_scene_get_blob (self, hull), x, y))
      hit = (PnrBoardHit){ PNR_BOARD_PART_BUNDLE, hull->id };
  }
  return hit;
}

/* Sets the ends of a link in the making, from the rim of its card to a point, or to the rim of the
 * card there. Returns: whether it leads anywhere but into the card it comes from. */
gboolean
pnr_board_scene_aim_at (PnrBoardScene *self, PnrBoardLine *line, double x, double y, double scale)
{
  const PnrBoardCard *from = pnr_board_scene_get_card (self, line->from);
  double dx = x - from->x - PNR_BOARD_CARD_WIDTH / 2.0;
  double dy = y - from->y - PNR_BOARD_CARD_HEIGHT / 2.0;
  double length = MAX (hypot (dx, dy), 1e-9);
  double out = way_out (dx / length, dy / length);
  PnrBoardHit hit = { PNR_BOARD_PART_NONE, 0 };

  if (hit_card (self, x, y, scale, &hit) && hit.id != from->id
      && pnr_board_scene_find_card (self, hit.id, &line->to)) {
    pnr_board_scene_aim (self, line, 0.0, 0.0, 0.0, 0.0);
    return TRUE;
  }
  line->x1 = x - dx * (1.0 - out / length);
  line->y1 = y - dy * (1.0 - out / length);
  line->x2 = x;
  line->y2 = y;
  return out < length;
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
 * @is_kept: whether the cards stay where they were dragged to, or go back
 */
void
pnr_board_scene_end_drag (PnrBoardScene *self, gboolean is_kept)
{
  if (!self->is_dragging)
    return;
  self->is_dragging = FALSE;
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
