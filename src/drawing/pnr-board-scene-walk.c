/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walks the relationship picture without a pointer and says in words what is there. */
#include "config.h"

#include "base/pnr-text.h"
#include "drawing/pnr-board-scene-private.h"
#include "drawing/pnr-pen.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* How far @way is along @direction (negative: behind) and how far beside it. */
static void
split_way (PnrBoardDirection direction, double dx, double dy, double *along, double *beside)
{
  switch (direction) {
  case PNR_BOARD_LEFT:
    *along = -dx;
    *beside = fabs (dy);
    break;
  case PNR_BOARD_RIGHT:
    *along = dx;
    *beside = fabs (dy);
    break;
  case PNR_BOARD_UP:
    *along = -dy;
    *beside = fabs (dx);
    break;
  case PNR_BOARD_DOWN:
  default:
    *along = dy;
    *beside = fabs (dx);
  }
}

static gboolean
is_linked (PnrBoardScene *self, const PnrBoardCard *card, guint number)
{
  for (guint i = 0; i < card->links->len; i++) {
    const PnrBoardLine *line =
        pnr_board_scene_get_line (self, g_array_index (card->links, guint, i));

    if (line->from == number || line->to == number)
      return TRUE;
  }
  return FALSE;
}

/* The nearest card that way; being beside the way counts double. */
static gint64
find_that_way (PnrBoardScene *self, gint64 product_id, PnrBoardDirection direction,
               gboolean is_linked_only)
{
  double least = INFINITY;
  gint64 found = 0;
  guint start;

  if (!pnr_board_scene_find_card (self, product_id, &start))
    return self->cards->len > 0 && !is_linked_only ? pnr_board_scene_get_card (self, 0)->id : 0;
  for (guint i = 0; i < self->cards->len; i++) {
    const PnrBoardCard *from = pnr_board_scene_get_card (self, start);
    const PnrBoardCard *card = pnr_board_scene_get_card (self, i);
    double along, beside;

    if (i == start || (is_linked_only && !is_linked (self, from, i)))
      continue;
    split_way (direction, card->x - from->x, card->y - from->y, &along, &beside);
    if (along > 0.0 && (is_linked_only || beside <= along * 2.0 + PNR_BOARD_CARD_HEIGHT)
        && along + 2.0 * beside < least) {
      least = along + 2.0 * beside;
      found = card->id;
    }
  }
  return found;
}

gint64
pnr_board_scene_find_neighbour (PnrBoardScene *self, gint64 product_id, PnrBoardDirection direction)
{
  g_return_val_if_fail (PNR_IS_BOARD_SCENE (self), 0);

  return find_that_way (self, product_id, direction, FALSE);
}

gint64
pnr_board_scene_find_linked (PnrBoardScene *self, gint64 product_id, PnrBoardDirection direction)
{
  g_return_val_if_fail (PNR_IS_BOARD_SCENE (self), 0);

  return find_that_way (self, product_id, direction, TRUE);
}

/**
 * pnr_board_scene_find_by_name:
 * @self: a scene
 * @text: part of a name or SKU; capitals and punctuation do not matter
 * @after_id: the product to search on from, or 0
 *
 * Returns: the next product with @text in it, round to the start again; 0 for none
 */
gint64
pnr_board_scene_find_by_name (PnrBoardScene *self, const char *text, gint64 after_id)
{
  g_autofree char *wanted = pnr_text_fold (text);
  guint start;

  g_return_val_if_fail (PNR_IS_BOARD_SCENE (self), 0);

  if (wanted[0] == '\0')
    return 0;
  start = pnr_board_scene_find_card (self, after_id, &start) ? start + 1 : 0;
  for (guint i = 0; i < self->cards->len; i++) {
    PnrBoardCard *card = pnr_board_scene_get_card (self, (start + i) % self->cards->len);
    g_autofree char *name = pnr_text_fold (pnr_product_get_title (card->product));
    const char *sku = pnr_product_get_sku (card->product);
    g_autofree char *folded_sku = pnr_text_fold (sku != NULL ? sku : "");

    if (strstr (name, wanted) != NULL || strstr (folded_sku, wanted) != NULL)
      return card->id;
  }
  return 0;
}

static char *
dup_title (PnrBoardScene *self, guint number)
{
  return pnr_text_isolate (
      pnr_product_get_title (pnr_board_scene_get_card (self, number)->product));
}

static char *
dup_links_of_kind (PnrBoardScene *self, guint number, PnrRelationKind kind)
{
  static const char *const phrases[] = { N_ ("cross-sell to %s"), N_ ("upsell to %s"),
                                         N_ ("alternative to %s"), N_ ("requires %s") };
  const PnrBoardCard *card = pnr_board_scene_get_card (self, number);
  g_autoptr (GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *list = NULL;
  GString *words;

  for (guint i = 0; i < card->links->len; i++) {
    const PnrBoardLine *line =
        pnr_board_scene_get_line (self, g_array_index (card->links, guint, i));

    if (line->kind == kind && (line->from == number || line->is_two_way))
      g_ptr_array_add (titles, dup_title (self, line->from == number ? line->to : line->from));
  }
  if (titles->len == 0)
    return NULL;
  words = g_string_new (g_ptr_array_index (titles, 0));
  for (guint i = 1; i < titles->len; i++) {
    g_string_append (words, i + 1 == titles->len ? C_ ("list of names", " and ") : ", ");
    g_string_append (words, g_ptr_array_index (titles, i));
  }
  list = g_string_free (words, FALSE);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  return g_strdup_printf (_ (phrases[kind]), list);
#pragma GCC diagnostic pop
}

/**
 * pnr_board_scene_dup_product_label:
 *
 * Returns: (transfer full) (nullable): "Trail shoe, product, cross-sell to Laces and Socks"
 */
char *
pnr_board_scene_dup_product_label (PnrBoardScene *self, gint64 product_id)
{
  g_autofree char *title = NULL;
  GString *label;
  guint number;

  if (!pnr_board_scene_find_card (self, product_id, &number))
    return NULL;
  title = dup_title (self, number);
  label = g_string_new (NULL);
  g_string_printf (label, _ ("%s, product"), title);
  for (guint kind = 0; kind < PNR_PALETTE_N_RELATIONS; kind++) {
    g_autofree char *links = dup_links_of_kind (self, number, kind);

    if (links != NULL)
      g_string_append_printf (label, ", %s", links);
  }
  return g_string_free (label, FALSE);
}

/**
 * pnr_board_scene_dup_relation_label:
 *
 * Returns: (transfer full) (nullable): "Shoe: cross-sell to Socks, two-way"
 */
char *
pnr_board_scene_dup_relation_label (PnrBoardScene *self, gint64 relation_id)
{
  static const char *const phrases[] = { N_ ("%s: cross-sell to %s"), N_ ("%s: upsell to %s"),
                                         N_ ("%s: alternative to %s"), N_ ("%s: requires %s") };
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *label = NULL;
  const PnrBoardLine *line;
  guint number;

  if (!pnr_board_scene_find_line (self, relation_id, &number))
    return NULL;
  line = pnr_board_scene_get_line (self, number);
  from = dup_title (self, line->from);
  to = dup_title (self, line->to);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  label = g_strdup_printf (_ (phrases[line->kind]), from, to);
#pragma GCC diagnostic pop
  return line->is_two_way ? g_strdup_printf (_ ("%s, two-way"), label) : g_steal_pointer (&label);
}

char *
pnr_board_scene_dup_bundle_label (PnrBoardScene *self, gint64 bundle_id)
{
  pnr_board_scene_ensure (self);
  for (guint i = 0; i < self->hulls->len; i++) {
    const PnrBoardHull *hull = pnr_board_scene_get_hull (self, i);
    const char *name = pnr_bundle_get_name (hull->bundle);
    g_autofree char *isolated = pnr_text_isolate (name != NULL ? name : "");

    if (hull->id == bundle_id)
      return g_strdup_printf (
          ngettext ("%s, bundle of %u product", "%s, bundle of %u products", hull->cards->len),
          isolated, hull->cards->len);
  }
  return NULL;
}

char *
pnr_board_scene_dup_description (PnrBoardScene *self)
{
  g_autofree char *products = NULL;
  g_autofree char *relations = NULL;
  g_autofree char *bundles = NULL;

  pnr_board_scene_ensure (self);
  products =
      g_strdup_printf (ngettext ("%u product", "%u products", self->cards->len), self->cards->len);
  relations = g_strdup_printf (ngettext ("%u relation", "%u relations", self->lines->len),
                               self->lines->len);
  bundles =
      g_strdup_printf (ngettext ("%u bundle", "%u bundles", self->hulls->len), self->hulls->len);
  return g_strdup_printf (_ ("%s, %s, %s"), products, relations, bundles);
}

static void
gather_linked (PnrBoardScene *self, guint first, gboolean *is_seen, GArray *group)
{
  g_array_set_size (group, 0);
  g_array_append_val (group, first);
  is_seen[first] = TRUE;
  for (guint i = 0; i < group->len; i++) {
    guint number = g_array_index (group, guint, i);
    const GArray *links = pnr_board_scene_get_card (self, number)->links;

    for (guint j = 0; j < links->len; j++) {
      const PnrBoardLine *line = pnr_board_scene_get_line (self, g_array_index (links, guint, j));
      guint other = line->from == number ? line->to : line->from;

      if (is_seen[other])
        continue;
      is_seen[other] = TRUE;
      g_array_append_val (group, other);
    }
  }
}

/**
 * pnr_board_scene_get_largest_bounds:
 * @self: a scene
 * @bounds: (out): the room that the largest group of linked products takes
 *
 * Returns: whether there is any product
 */
gboolean
pnr_board_scene_get_largest_bounds (PnrBoardScene *self, PnrBoardBox *bounds)
{
  g_autoptr (GArray) group = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree gboolean *is_seen = NULL;
  guint n_most = 0;

  pnr_board_scene_ensure (self);
  is_seen = g_new0 (gboolean, MAX (self->cards->len, 1));
  for (guint i = 0; i < self->cards->len; i++) {
    double left = INFINITY, top = INFINITY, right = -INFINITY, bottom = -INFINITY;

    if (is_seen[i])
      continue;
    gather_linked (self, i, is_seen, group);
    if (group->len <= n_most)
      continue;
    n_most = group->len;
    for (guint j = 0; j < group->len; j++) {
      const PnrBoardCard *card = pnr_board_scene_get_card (self, g_array_index (group, guint, j));

      left = MIN (left, card->x);
      top = MIN (top, card->y);
      right = MAX (right, card->x + PNR_BOARD_CARD_WIDTH);
      bottom = MAX (bottom, card->y + PNR_BOARD_CARD_HEIGHT);
    }
    *bounds = (PnrBoardBox){ left, top, right - left, bottom - top };
  }
  return n_most > 0;
}
