/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The edits that canvas, outline and inspector share: kind, direction, details, places, removal. */
#include "config.h"

#include "ui/relationships/pnr-relation-edits.h"

#include "ui/pnr-wording.h"

#include <glib/gi18n.h>

static PnrRelation *
copy_relation (PnrSession *session, gint64 id)
{
  PnrNounList *relations = pnr_plan_get_relations (pnr_session_get_plan (session));
  PnrRelation *relation = pnr_noun_list_get_by_id (relations, id);

  return relation != NULL ? pnr_relation_copy (relation) : NULL;
}

void
pnr_relation_edits_set_kind (PnrSession *session, const gint64 *ids, guint n_ids,
                             PnrRelationKind kind)
{
  g_autoptr (PnrEdit) edit = pnr_edit_new (_ ("Change kind of relationship"));
  g_autofree char *sentence = NULL;

  for (guint i = 0; i < n_ids; i++) {
    g_autoptr (PnrRelation) relation = copy_relation (session, ids[i]);

    if (relation == NULL || pnr_relation_get_kind (relation) == kind)
      continue;
    pnr_relation_set_kind (relation, kind);
    pnr_edit_put (edit, relation);
  }
  if (pnr_edit_get_n_puts (edit) == 0)
    return;
  /* Translators: a kind of relation, such as "Upsell". */
  sentence = g_strdup_printf (_ ("Changed to %s"), pnr_wording_get_relation_kind (kind));
  pnr_session_commit (session, edit, sentence);
}

/* All become two-way, or all one-way when they are two-way already. */
void
pnr_relation_edits_toggle_two_way (PnrSession *session, const gint64 *ids, guint n_ids)
{
  g_autoptr (PnrEdit) edit = pnr_edit_new (_ ("Change directions of relationship"));
  gboolean is_two_way = FALSE;

  for (guint i = 0; i < n_ids; i++) {
    g_autoptr (PnrRelation) relation = copy_relation (session, ids[i]);

    is_two_way |= relation != NULL && !pnr_relation_is_two_way (relation);
  }
  for (guint i = 0; i < n_ids; i++) {
    g_autoptr (PnrRelation) relation = copy_relation (session, ids[i]);

    if (relation == NULL || pnr_relation_is_two_way (relation) == is_two_way)
      continue;
    pnr_relation_set_two_way (relation, is_two_way);
    pnr_edit_put (edit, relation);
  }
  if (pnr_edit_get_n_puts (edit) > 0)
    pnr_session_commit (session, edit,
                        is_two_way ? _ ("Offered in both directions now")
                                   : _ ("Offered in one direction now"));
}

void
pnr_relation_edits_turn_round (PnrSession *session, const gint64 *ids, guint n_ids)
{
  g_autoptr (PnrEdit) edit = pnr_edit_new (_ ("Turn relationship round"));

  for (guint i = 0; i < n_ids; i++) {
    g_autoptr (PnrRelation) relation = copy_relation (session, ids[i]);
    gint64 from_id;

    if (relation == NULL)
      continue;
    from_id = pnr_relation_get_from_id (relation);
    pnr_relation_set_from_id (relation, pnr_relation_get_to_id (relation));
    pnr_relation_set_to_id (relation, from_id);
    pnr_edit_put (edit, relation);
  }
  if (pnr_edit_get_n_puts (edit) > 0)
    pnr_session_commit (session, edit, _ ("Relationship turned round"));
}

void
pnr_relation_edits_put (PnrSession *session, PnrRelation *changed, const char *name)
{
  g_autoptr (PnrEdit) edit = pnr_edit_new (name);

  pnr_edit_put (edit, changed);
  pnr_session_commit (session, edit, NULL);
}

static PnrPlace *
find_place (PnrSession *session, gint64 product_id)
{
  GListModel *places = G_LIST_MODEL (pnr_plan_get_places (pnr_session_get_plan (session)));

  for (guint i = 0; i < g_list_model_get_n_items (places); i++) {
    g_autoptr (PnrPlace) place = g_list_model_get_item (places, i);

    if (pnr_place_get_product_id (place) == product_id
        && g_strcmp0 (pnr_place_get_board (place), PNR_MAIN_BOARD) == 0)
      return g_steal_pointer (&place);
  }
  return NULL;
}

static GHashTable *
index_places (PnrSession *session)
{
  GListModel *places = G_LIST_MODEL (pnr_plan_get_places (pnr_session_get_plan (session)));
  GHashTable *index = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (places); i++) {
    PnrPlace *place = g_list_model_get_item (places, i);
    gint64 id = pnr_place_get_product_id (place);

    if (g_strcmp0 (pnr_place_get_board (place), PNR_MAIN_BOARD) == 0)
      g_hash_table_insert (index, g_memdup2 (&id, sizeof id), place);
    else
      g_object_unref (place);
  }
  return index;
}

static void
put_place (PnrSession *session, PnrEdit *edit, PnrPlace *known, gint64 product_id, double x,
           double y)
{
  g_autoptr (PnrPlace) place =
      known != NULL ? pnr_place_copy (known)
                    : pnr_place_new (pnr_plan_take_id (pnr_session_get_plan (session)));

  pnr_place_set_board (place, PNR_MAIN_BOARD);
  pnr_place_set_product_id (place, product_id);
  pnr_place_set_x (place, x);
  pnr_place_set_y (place, y);
  pnr_edit_put (edit, place);
}

/**
 * pnr_relation_edits_keep_places:
 * @session: a session
 * @scene: the board as it stands now
 * @moved_ids: (nullable): the products that were moved; %NULL for all
 * @n_moved: how many
 * @name: what the merchant did
 * @sentence: (nullable): what to tell the merchant
 *
 * Saves where the moved cards stand, and all that stood where nobody had put them: from the first
 * move on, nothing wanders by itself.
 */
void
pnr_relation_edits_keep_places (PnrSession *session, PnrBoardScene *scene, const gint64 *moved_ids,
                                guint n_moved, const char *name, const char *sentence)
{
  g_autoptr (PnrEdit) edit = pnr_edit_new (name);
  g_autoptr (GHashTable) known = index_places (session);
  g_autoptr (GHashTable) moved = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; moved_ids != NULL && i < n_moved; i++)
    g_hash_table_add (moved, (gpointer) &moved_ids[i]);
  for (guint i = 0; i < pnr_board_scene_get_n_products (scene); i++) {
    gint64 id = pnr_board_scene_get_product_id (scene, i);
    PnrPlace *place = g_hash_table_lookup (known, &id);
    PnrBoardBox box;

    if ((place == NULL || moved_ids == NULL || g_hash_table_contains (moved, &id))
        && pnr_board_scene_get_product_box (scene, id, &box))
      put_place (session, edit, place, id, box.x, box.y);
  }
  if (pnr_edit_get_n_puts (edit) > 0)
    pnr_session_commit (session, edit, sentence);
}

void
pnr_relation_edits_place (PnrSession *session, PnrBoardScene *scene, PnrProduct *product, double x,
                          double y)
{
  g_autoptr (PnrEdit) edit = pnr_edit_new (_ ("Place product"));
  g_autoptr (PnrPlace) known = find_place (session, pnr_product_get_id (product));
  g_autofree char *sentence = g_strdup_printf (_ ("“%s” placed"), pnr_product_get_title (product));

  put_place (session, edit, known, pnr_product_get_id (product), pnr_board_snap (x),
             pnr_board_snap (y));
  pnr_session_commit (session, edit, sentence);
}

static gboolean
is_in_bundle (PnrSession *session, gint64 product_id)
{
  GListModel *bundles = G_LIST_MODEL (pnr_plan_get_bundles (pnr_session_get_plan (session)));

  for (guint i = 0; i < g_list_model_get_n_items (bundles); i++) {
    g_autoptr (PnrBundle) bundle = g_list_model_get_item (bundles, i);

    if (pnr_bundle_has_product (bundle, product_id))
      return TRUE;
  }
  return FALSE;
}

static void
remove_links (PnrSession *session, PnrBoardScene *scene, PnrEdit *edit)
{
  GListModel *relations = G_LIST_MODEL (pnr_plan_get_relations (pnr_session_get_plan (session)));

  for (guint i = 0; i < g_list_model_get_n_items (relations); i++) {
    g_autoptr (PnrRelation) relation = g_list_model_get_item (relations, i);

    if (pnr_board_scene_is_selected (scene, PNR_BOARD_PART_RELATION, pnr_relation_get_id (relation))
        || pnr_board_scene_is_selected (scene, PNR_BOARD_PART_PRODUCT,
                                        pnr_relation_get_from_id (relation))
        || pnr_board_scene_is_selected (scene, PNR_BOARD_PART_PRODUCT,
                                        pnr_relation_get_to_id (relation)))
      pnr_edit_remove (edit, relation);
  }
}

/* What is kept back for a bundle's sake keeps its place too. */
static guint
remove_places (PnrSession *session, const gint64 *products, guint n_products, PnrEdit *edit)
{
  g_autoptr (GHashTable) known = index_places (session);
  guint n_staying = 0;

  for (guint i = 0; i < n_products; i++) {
    PnrPlace *place = g_hash_table_lookup (known, &products[i]);

    if (is_in_bundle (session, products[i]))
      n_staying++;
    else if (place != NULL)
      pnr_edit_remove (edit, place);
  }
  return n_staying;
}

static char *
dup_removal_sentence (PnrSession *session, const gint64 *products, guint n_products,
                      guint n_staying, PnrEdit *edit)
{
  g_autofree char *title = NULL;

  if (n_products == 0)
    return pnr_session_dup_removal_sentence (session, edit);
  if (n_staying > 0)
    return g_strdup_printf (ngettext ("Relationships removed; %u product stays as part of a bundle",
                                      "Relationships removed; %u products stay as parts of bundles",
                                      n_staying),
                            n_staying);
  title = pnr_session_dup_product_title (session, products[0]);
  return n_products == 1
             ? g_strdup_printf (_ ("“%s” removed from the board"), title)
             : g_strdup_printf (ngettext ("%u product removed from the board",
                                          "%u products removed from the board", n_products),
                                n_products);
}

/**
 * pnr_relation_edits_remove:
 * @session: a session
 * @scene: whose selection goes
 *
 * Removes the selected relations; selected products leave the board with their relations, but
 * stay in the catalogue.
 */
void
pnr_relation_edits_remove (PnrSession *session, PnrBoardScene *scene)
{
  guint n_products;
  g_autofree gint64 *products =
      pnr_board_scene_dup_selected (scene, PNR_BOARD_PART_PRODUCT, &n_products);
  g_autoptr (PnrEdit) edit =
      pnr_edit_new (n_products > 0 ? _ ("Remove from board") : _ ("Remove relationship"));
  g_autofree char *sentence = NULL;
  guint n_staying;

  remove_links (session, scene, edit);
  n_staying = remove_places (session, products, n_products, edit);
  if (pnr_edit_get_n_removals (edit) == 0) {
    if (n_staying > 0)
      pnr_session_say (session, _ ("Parts of a bundle stay on the board"));
    return;
  }
  sentence = dup_removal_sentence (session, products, n_products, n_staying, edit);
  pnr_session_commit (session, edit, sentence);
}
