/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list model of nouns that finds them by id and changes only where the plan changed. */
#include "config.h"

#include "model/pnr-noun-list.h"

/* Nouns are kept in ascending order of id, so that finding one is a bisection and no index can
 * fall out of step. */
struct _PnrNounList {
  GObject parent_instance;

  GType item_type;
  GPtrArray *nouns;
};

static void pnr_noun_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PnrNounList, pnr_noun_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, pnr_noun_list_model_init))

static GType
pnr_noun_list_get_item_type (GListModel *model)
{
  return PNR_NOUN_LIST (model)->item_type;
}

static guint
pnr_noun_list_get_n_items (GListModel *model)
{
  return PNR_NOUN_LIST (model)->nouns->len;
}

static gpointer
pnr_noun_list_get_item (GListModel *model, guint position)
{
  PnrNounList *self = PNR_NOUN_LIST (model);

  return position < self->nouns->len ? g_object_ref (g_ptr_array_index (self->nouns, position))
                                     : NULL;
}

static void
pnr_noun_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = pnr_noun_list_get_item_type;
  iface->get_n_items = pnr_noun_list_get_n_items;
  iface->get_item = pnr_noun_list_get_item;
}

/* The place of the noun with @id, or the place where it would stand. */
static gboolean
pnr_noun_list_bisect (PnrNounList *self, gint64 id, guint *position)
{
  guint low = 0;
  guint high = self->nouns->len;

  while (low < high) {
    guint middle = low + (high - low) / 2;
    gint64 found = pnr_noun_get_id (g_ptr_array_index (self->nouns, middle));

    if (found == id) {
      *position = middle;
      return TRUE;
    }
    if (found < id)
      low = middle + 1;
    else
      high = middle;
  }
  *position = low;
  return FALSE;
}

static void
pnr_noun_list_finalize (GObject *object)
{
  g_clear_pointer (&PNR_NOUN_LIST (object)->nouns, g_ptr_array_unref);

  G_OBJECT_CLASS (pnr_noun_list_parent_class)->finalize (object);
}

static void
pnr_noun_list_class_init (PnrNounListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pnr_noun_list_finalize;
}

static void
pnr_noun_list_init (PnrNounList *self)
{
  self->nouns = g_ptr_array_new_with_free_func (g_object_unref);
}

PnrNounList *
pnr_noun_list_new (GType item_type)
{
  PnrNounList *self = g_object_new (PNR_TYPE_NOUN_LIST, NULL);

  self->item_type = item_type;
  return self;
}

/**
 * pnr_noun_list_get_by_id:
 * @self: a list
 * @id: an id
 *
 * Returns: (transfer none) (nullable): the noun with that id
 */
gpointer
pnr_noun_list_get_by_id (PnrNounList *self, gint64 id)
{
  guint position;

  g_return_val_if_fail (PNR_IS_NOUN_LIST (self), NULL);

  return pnr_noun_list_bisect (self, id, &position) ? g_ptr_array_index (self->nouns, position)
                                                    : NULL;
}

gboolean
pnr_noun_list_get_position (PnrNounList *self, gint64 id, guint *position)
{
  g_return_val_if_fail (PNR_IS_NOUN_LIST (self), FALSE);

  return pnr_noun_list_bisect (self, id, position);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 first = pnr_noun_get_id (*(PnrNoun **) a);
  gint64 second = pnr_noun_get_id (*(PnrNoun **) b);

  return first < second ? -1 : first > second;
}

/**
 * pnr_noun_list_replace:
 * @self: a list
 * @nouns: (transfer full) (element-type PnrNoun): all nouns there are now, in any order
 *
 * Takes over a whole table at once, as after an import.
 */
void
pnr_noun_list_replace (PnrNounList *self, GPtrArray *nouns)
{
  guint n_before;

  g_return_if_fail (PNR_IS_NOUN_LIST (self));

  n_before = self->nouns->len;
  g_ptr_array_sort (nouns, compare_ids);
  g_ptr_array_set_free_func (nouns, g_object_unref);
  g_ptr_array_unref (self->nouns);
  self->nouns = nouns;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, nouns->len);
}

/**
 * pnr_noun_list_put:
 * @self: a list
 * @noun: a noun, new or a fresher version of one in the list
 *
 * A known noun keeps its object and takes over what differs; then views see it change through its
 * properties and an items-changed of one.
 */
void
pnr_noun_list_put (PnrNounList *self, PnrNoun *noun)
{
  guint position;

  g_return_if_fail (PNR_IS_NOUN_LIST (self));

  if (pnr_noun_list_bisect (self, pnr_noun_get_id (noun), &position)) {
    PnrNoun *known = g_ptr_array_index (self->nouns, position);

    if (known != noun)
      pnr_noun_assign (known, noun);
    g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 1);
  } else {
    g_ptr_array_insert (self->nouns, position, g_object_ref (noun));
    g_list_model_items_changed (G_LIST_MODEL (self), position, 0, 1);
  }
}

gboolean
pnr_noun_list_remove (PnrNounList *self, gint64 id)
{
  guint position;

  g_return_val_if_fail (PNR_IS_NOUN_LIST (self), FALSE);

  if (!pnr_noun_list_bisect (self, id, &position))
    return FALSE;
  g_ptr_array_remove_index (self->nouns, position);
  g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 0);
  return TRUE;
}
