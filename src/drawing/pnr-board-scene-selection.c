/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which cards and links of the board are selected. */
#include "config.h"

#include "drawing/pnr-board-scene-private.h"

gint64 *
pnr_board_scene_list_selected (PnrBoardScene *self, PnrBoardPart part, guint *n_selected)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; part == PNR_BOARD_PART_PRODUCT && i < self->cards->len; i++) {
    if (pnr_board_scene_get_card (self, i)->is_selected)
      g_array_append_val (ids, pnr_board_scene_get_card (self, i)->id);
  }
  for (guint i = 0; part == PNR_BOARD_PART_RELATION && i < self->lines->len; i++) {
    if (pnr_board_scene_get_line (self, i)->is_selected)
      g_array_append_val (ids, pnr_board_scene_get_line (self, i)->id);
  }
  *n_selected = ids->len;
  return (gint64 *) (gpointer) g_array_free (ids, FALSE);
}

static gboolean *
find_mark (PnrBoardScene *self, PnrBoardPart part, gint64 id)
{
  guint number;

  if (part == PNR_BOARD_PART_RELATION)
    return pnr_board_scene_find_line (self, id, &number)
               ? &pnr_board_scene_get_line (self, number)->is_selected
               : NULL;
  return pnr_board_scene_find_card (self, id, &number)
             ? &pnr_board_scene_get_card (self, number)->is_selected
             : NULL;
}

gboolean
pnr_board_scene_is_selected (PnrBoardScene *self, PnrBoardPart part, gint64 id)
{
  gboolean *mark = find_mark (self, part, id);

  return mark != NULL && *mark;
}

void
pnr_board_scene_set_selected (PnrBoardScene *self, PnrBoardPart part, gint64 id,
                              gboolean is_selected)
{
  gboolean *mark = find_mark (self, part, id);

  if (mark == NULL || *mark == is_selected)
    return;
  *mark = is_selected;
  pnr_board_scene_selection_changed (self);
}

static void
mark_all (PnrBoardScene *self, gboolean is_selected)
{
  pnr_board_scene_ensure (self);
  for (guint i = 0; i < self->cards->len; i++)
    pnr_board_scene_get_card (self, i)->is_selected = is_selected;
  for (guint i = 0; i < self->lines->len; i++)
    pnr_board_scene_get_line (self, i)->is_selected = is_selected;
}

void
pnr_board_scene_select_only (PnrBoardScene *self, PnrBoardPart part, gint64 id)
{
  gboolean *mark;

  mark_all (self, FALSE);
  mark = find_mark (self, part, id);
  if (mark != NULL)
    *mark = TRUE;
  pnr_board_scene_selection_changed (self);
}

void
pnr_board_scene_select_all (PnrBoardScene *self)
{
  mark_all (self, TRUE);
  pnr_board_scene_selection_changed (self);
}

void
pnr_board_scene_select_none (PnrBoardScene *self)
{
  mark_all (self, FALSE);
  pnr_board_scene_selection_changed (self);
}

void
pnr_board_scene_keep_selection (PnrBoardScene *self)
{
  g_free (self->kept_products);
  g_free (self->kept_relations);
  self->kept_products =
      pnr_board_scene_dup_selected (self, PNR_BOARD_PART_PRODUCT, &self->n_kept_products);
  self->kept_relations =
      pnr_board_scene_dup_selected (self, PNR_BOARD_PART_RELATION, &self->n_kept_relations);
}

static void
mark_these (PnrBoardScene *self, PnrBoardPart part, const gint64 *ids, guint n_ids)
{
  for (guint i = 0; i < n_ids; i++) {
    gboolean *mark = find_mark (self, part, ids[i]);

    if (mark != NULL)
      *mark = TRUE;
  }
}

void
pnr_board_scene_recall_selection (PnrBoardScene *self)
{
  mark_all (self, FALSE);
  mark_these (self, PNR_BOARD_PART_PRODUCT, self->kept_products, self->n_kept_products);
  mark_these (self, PNR_BOARD_PART_RELATION, self->kept_relations, self->n_kept_relations);
  pnr_board_scene_selection_changed (self);
}

/* @is_extending: adds to the selection that was kept, however large the box was in between. */
void
pnr_board_scene_select_in (PnrBoardScene *self, const PnrBoardBox *box, gboolean is_extending)
{
  g_autofree gint64 *ids = NULL;
  guint n_ids;

  if (is_extending)
    pnr_board_scene_recall_selection (self);
  else
    mark_all (self, FALSE);
  ids = pnr_board_scene_dup_products_in (self, box, &n_ids);
  mark_these (self, PNR_BOARD_PART_PRODUCT, ids, n_ids);
  pnr_board_scene_selection_changed (self);
}

gint64 *
pnr_board_scene_dup_selected (PnrBoardScene *self, PnrBoardPart part, guint *n_selected)
{
  pnr_board_scene_ensure (self);
  return pnr_board_scene_list_selected (self, part, n_selected);
}

guint
pnr_board_scene_get_n_selected (PnrBoardScene *self, PnrBoardPart part)
{
  guint n_selected;
  g_autofree gint64 *ids = pnr_board_scene_dup_selected (self, part, &n_selected);

  return n_selected;
}
