/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From the plan's lists to cards, links and hulls, each with its place and in the grids. */
#include "config.h"

#include "drawing/pnr-board-scene-private.h"
#include "model/pnr-place.h"

#include <math.h>

#define LAYOUT_SEED 1
#define MANY_UNPLACED 150
#define COLUMN_WIDTH 224.0
#define ROW_HEIGHT 104.0

static void
add_card (PnrBoardScene *self, PnrProduct *product)
{
  PnrBoardCard card = { pnr_product_get_id (product), g_object_ref (product) };

  card.links = g_array_new (FALSE, FALSE, sizeof (guint));
  g_hash_table_insert (self->card_numbers, g_memdup2 (&card.id, sizeof card.id),
                       GUINT_TO_POINTER (self->cards->len));
  g_array_append_val (self->cards, card);
}

gboolean
pnr_board_scene_is_on_board (PnrBoardScene *self, PnrPlace *place)
{
  return self->board == NULL || g_strcmp0 (self->board, pnr_place_get_board (place)) == 0;
}

static void
want (GHashTable *wanted, gint64 id)
{
  g_hash_table_add (wanted, g_memdup2 (&id, sizeof id));
}

/* The products that belong in the picture: placed, linked, or part of a bundle. */
static GHashTable *
list_wanted (PnrBoardScene *self)
{
  GHashTable *wanted = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; self->places != NULL && i < g_list_model_get_n_items (self->places); i++) {
    g_autoptr (PnrPlace) place = g_list_model_get_item (self->places, i);

    if (pnr_board_scene_is_on_board (self, place))
      want (wanted, pnr_place_get_product_id (place));
  }
  for (guint i = 0; self->relations != NULL && i < g_list_model_get_n_items (self->relations);
       i++) {
    g_autoptr (PnrRelation) relation = g_list_model_get_item (self->relations, i);

    want (wanted, pnr_relation_get_from_id (relation));
    want (wanted, pnr_relation_get_to_id (relation));
  }
  for (guint i = 0; self->bundles != NULL && i < g_list_model_get_n_items (self->bundles); i++) {
    g_autoptr (PnrBundle) bundle = g_list_model_get_item (self->bundles, i);

    for (guint j = 0; j < pnr_bundle_get_n_components (bundle); j++)
      want (wanted, pnr_bundle_get_component (bundle, j)->product_id);
  }
  return wanted;
}

static void
build_cards (PnrBoardScene *self)
{
  g_autoptr (GHashTable) wanted = list_wanted (self);

  for (guint i = 0; self->products != NULL && i < g_list_model_get_n_items (self->products); i++) {
    g_autoptr (PnrProduct) product = g_list_model_get_item (self->products, i);
    gint64 id = pnr_product_get_id (product);

    if (g_hash_table_contains (wanted, &id))
      add_card (self, product);
  }
  for (guint i = 0; self->places != NULL && i < g_list_model_get_n_items (self->places); i++) {
    g_autoptr (PnrPlace) place = g_list_model_get_item (self->places, i);
    guint number;

    if (pnr_board_scene_is_on_board (self, place)
        && pnr_board_scene_find_number (self->card_numbers, pnr_place_get_product_id (place),
                                        &number)) {
      PnrBoardCard *card = pnr_board_scene_get_card (self, number);

      card->x = pnr_place_get_x (place);
      card->y = pnr_place_get_y (place);
      card->is_placed = TRUE;
    }
  }
}

/* Links between the same two cards are spread beside the straight way. */
static void
spread_lines (PnrBoardScene *self)
{
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint round = 0; round < 2; round++) {
    g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

    for (guint i = 0; i < self->lines->len; i++) {
      PnrBoardLine *line = pnr_board_scene_get_line (self, i);
      gint64 pair = (gint64) MIN (line->from, line->to) << 32 | MAX (line->from, line->to);
      GHashTable *tally = round == 0 ? counts : seen;
      guint n = GPOINTER_TO_UINT (g_hash_table_lookup (tally, &pair));

      g_hash_table_insert (tally, g_memdup2 (&pair, sizeof pair), GUINT_TO_POINTER (n + 1));
      if (round == 1)
        line->shift = PNR_BOARD_LINE_APART
                      * (n - (GPOINTER_TO_UINT (g_hash_table_lookup (counts, &pair)) - 1) / 2.0);
    }
  }
}

static void
build_lines (PnrBoardScene *self)
{
  for (guint i = 0; self->relations != NULL && i < g_list_model_get_n_items (self->relations);
       i++) {
    g_autoptr (PnrRelation) relation = g_list_model_get_item (self->relations, i);
    PnrBoardLine line = { pnr_relation_get_id (relation) };
    guint number = self->lines->len;

    if (!pnr_board_scene_find_number (self->card_numbers, pnr_relation_get_from_id (relation),
                                      &line.from)
        || !pnr_board_scene_find_number (self->card_numbers, pnr_relation_get_to_id (relation),
                                         &line.to))
      continue;
    line.relation = g_object_ref (relation);
    line.kind = pnr_relation_get_kind (relation);
    line.is_two_way = pnr_relation_is_two_way (relation);
    g_hash_table_insert (self->line_numbers, g_memdup2 (&line.id, sizeof line.id),
                         GUINT_TO_POINTER (number));
    g_array_append_val (pnr_board_scene_get_card (self, line.from)->links, number);
    if (line.to != line.from)
      g_array_append_val (pnr_board_scene_get_card (self, line.to)->links, number);
    g_array_append_val (self->lines, line);
  }
  spread_lines (self);
}

static void
build_hulls (PnrBoardScene *self)
{
  for (guint i = 0; self->bundles != NULL && i < g_list_model_get_n_items (self->bundles); i++) {
    g_autoptr (PnrBundle) bundle = g_list_model_get_item (self->bundles, i);
    PnrBoardHull hull = { .id = pnr_bundle_get_id (bundle),
                          .cards = g_array_new (FALSE, FALSE, sizeof (guint)) };

    for (guint j = 0; j < pnr_bundle_get_n_components (bundle); j++) {
      guint number;

      if (pnr_board_scene_find_number (self->card_numbers,
                                       pnr_bundle_get_component (bundle, j)->product_id, &number))
        g_array_append_val (hull.cards, number);
    }
    hull.bundle = g_object_ref (bundle);
    if (hull.cards->len > 0)
      g_array_append_val (self->hulls, hull);
    else
      pnr_board_hull_clear (&hull);
  }
}

void
pnr_board_scene_index (PnrBoardScene *self)
{
  pnr_board_scene_forget_blobs (self);
  g_clear_pointer (&self->card_grid, pnr_board_grid_free);
  g_clear_pointer (&self->line_grid, pnr_board_grid_free);
  self->card_grid = pnr_board_grid_new ();
  self->line_grid = pnr_board_grid_new ();
  for (guint i = 0; i < self->cards->len; i++) {
    PnrBoardBox box = pnr_board_scene_card_box (pnr_board_scene_get_card (self, i));

    pnr_board_grid_add (self->card_grid, i, &box);
  }
  for (guint i = 0; i < self->lines->len; i++) {
    PnrBoardBox box;

    pnr_board_scene_aim (self, pnr_board_scene_get_line (self, i), 0.0, 0.0, 0.0, 0.0);
    box = pnr_board_scene_line_box (pnr_board_scene_get_line (self, i));
    pnr_board_grid_add (self->line_grid, i, &box);
  }
}

/* What holds cards together: relations, and lying in one bundle. */
static PnrBoardLink *
pnr_board_scene_list_links (PnrBoardScene *self, guint *n_links)
{
  GArray *links = g_array_new (FALSE, FALSE, sizeof (PnrBoardLink));

  for (guint i = 0; i < self->lines->len; i++) {
    const PnrBoardLine *line = pnr_board_scene_get_line (self, i);
    PnrBoardLink link = { line->from, line->to };

    g_array_append_val (links, link);
  }
  for (guint i = 0; i < self->hulls->len; i++) {
    const GArray *cards = pnr_board_scene_get_hull (self, i)->cards;

    for (guint j = 1; j < cards->len; j++) {
      PnrBoardLink link = { g_array_index (cards, guint, 0), g_array_index (cards, guint, j) };

      g_array_append_val (links, link);
    }
  }
  *n_links = links->len;
  return (PnrBoardLink *) (gpointer) g_array_free (links, FALSE);
}

/* Cards for which @is_kept is set stay where they are; the others get new corners. */
void
pnr_board_scene_lay_out (PnrBoardScene *self, PnrBoardLayout layout, const gboolean *is_kept)
{
  g_autofree PnrBoardSpot *spots = g_new0 (PnrBoardSpot, MAX (self->cards->len, 1));
  g_autofree PnrBoardLink *links = NULL;
  guint n_links;

  for (guint i = 0; i < self->cards->len; i++) {
    const PnrBoardCard *card = pnr_board_scene_get_card (self, i);

    spots[i] = (PnrBoardSpot){ card->x, card->y, is_kept[i] };
  }
  links = pnr_board_scene_list_links (self, &n_links);
  pnr_board_layout_arrange (layout, spots, self->cards->len, links, n_links, LAYOUT_SEED);
  for (guint i = 0; i < self->cards->len; i++) {
    pnr_board_scene_get_card (self, i)->x = spots[i].x;
    pnr_board_scene_get_card (self, i)->y = spots[i].y;
  }
}

/* Rows of cards below all that have a place. */
static void
line_up (PnrBoardScene *self, guint n_unplaced)
{
  guint n_columns = MAX ((guint) sqrt (n_unplaced * 1.6 * ROW_HEIGHT / COLUMN_WIDTH), 1);
  double left = INFINITY, top = -INFINITY;
  guint n = 0;

  for (guint i = 0; i < self->cards->len; i++) {
    const PnrBoardCard *card = pnr_board_scene_get_card (self, i);

    if (card->is_placed) {
      left = MIN (left, card->x);
      top = MAX (top, card->y + 2.0 * ROW_HEIGHT);
    }
  }
  for (guint i = 0; i < self->cards->len; i++) {
    PnrBoardCard *card = pnr_board_scene_get_card (self, i);

    if (card->is_placed)
      continue;
    card->x = (isfinite (left) ? left : 0.0) + n % n_columns * COLUMN_WIDTH;
    card->y = (isfinite (top) ? top : 0.0) + n / n_columns * ROW_HEIGHT;
    n++;
  }
}

/* Springs for a thousand cards take longer than a frame: many cards stand in rows until somebody
 * arranges them. */
static void
place_unplaced (PnrBoardScene *self)
{
  g_autofree gboolean *is_kept = g_new0 (gboolean, MAX (self->cards->len, 1));
  guint n_unplaced = 0;

  for (guint i = 0; i < self->cards->len; i++) {
    is_kept[i] = pnr_board_scene_get_card (self, i)->is_placed;
    n_unplaced += !is_kept[i];
  }
  if (n_unplaced >= MANY_UNPLACED)
    line_up (self, n_unplaced);
  else if (n_unplaced > 0)
    pnr_board_scene_lay_out (self, PNR_BOARD_LAYOUT_CLUSTERS, is_kept);
}

static void
restore_selection (PnrBoardScene *self, const gint64 *products, guint n_products,
                   const gint64 *relations, guint n_relations)
{
  guint number;

  for (guint i = 0; i < n_products; i++) {
    if (pnr_board_scene_find_number (self->card_numbers, products[i], &number))
      pnr_board_scene_get_card (self, number)->is_selected = TRUE;
  }
  for (guint i = 0; i < n_relations; i++) {
    if (pnr_board_scene_find_number (self->line_numbers, relations[i], &number))
      pnr_board_scene_get_line (self, number)->is_selected = TRUE;
  }
}

/* Brings the picture up to date with the lists; selections survive where their things do. */
void
pnr_board_scene_ensure (PnrBoardScene *self)
{
  g_autofree gint64 *products = NULL;
  g_autofree gint64 *relations = NULL;
  guint n_products, n_relations;

  if (!self->is_stale)
    return;
  self->is_stale = FALSE;
  products = pnr_board_scene_list_selected (self, PNR_BOARD_PART_PRODUCT, &n_products);
  relations = pnr_board_scene_list_selected (self, PNR_BOARD_PART_RELATION, &n_relations);
  g_array_set_size (self->hulls, 0);
  g_array_set_size (self->lines, 0);
  g_array_set_size (self->cards, 0);
  g_hash_table_remove_all (self->card_numbers);
  g_hash_table_remove_all (self->line_numbers);
  build_cards (self);
  build_lines (self);
  build_hulls (self);
  place_unplaced (self);
  pnr_board_scene_index (self);
  restore_selection (self, products, n_products, relations, n_relations);
}
