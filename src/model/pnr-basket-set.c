/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All baskets of a history as compact arrays: which items were bought together, nothing else. */
#include "config.h"

#include "model/pnr-basket-set.h"

#include <stdlib.h>
#include <string.h>

/* Basket b holds the items entries[offsets[b]] up to entries[offsets[b + 1]], ascending and each
 * once: a basket is a set, quantities play no part. A million lines are two allocations. */
struct _PnrBasketSet {
  gatomicrefcount ref_count;
  GArray *offsets;
  GArray *entries;
  GArray *ids;
  GPtrArray *names;
  GPtrArray *skus; /* NULL where the name is the SKU */
  guint32 n_left_out;
  gint64 first_time;
  gint64 last_time;
  char *hash;
};

struct _PnrBasketSetBuilder {
  PnrBasketSet *set;
};

G_DEFINE_BOXED_TYPE (PnrBasketSet, pnr_basket_set, pnr_basket_set_ref, pnr_basket_set_unref)

PnrBasketSet *
pnr_basket_set_ref (PnrBasketSet *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
pnr_basket_set_unref (PnrBasketSet *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_array_unref (self->offsets);
  g_array_unref (self->entries);
  g_array_unref (self->ids);
  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->skus);
  g_free (self->hash);
  g_free (self);
}

guint32
pnr_basket_set_get_n_baskets (PnrBasketSet *self)
{
  return self->offsets->len - 1;
}

guint32
pnr_basket_set_get_n_items (PnrBasketSet *self)
{
  return self->names->len;
}

guint32
pnr_basket_set_get_n_entries (PnrBasketSet *self)
{
  return self->entries->len;
}

/* How many baskets were too large to be mined. */
guint32
pnr_basket_set_get_n_left_out (PnrBasketSet *self)
{
  return self->n_left_out;
}

const guint32 *
pnr_basket_set_get_offsets (PnrBasketSet *self)
{
  return (const guint32 *) self->offsets->data;
}

const guint32 *
pnr_basket_set_get_entries (PnrBasketSet *self)
{
  return (const guint32 *) self->entries->data;
}

const guint32 *
pnr_basket_set_get_basket (PnrBasketSet *self, guint32 basket, guint32 *n_items)
{
  const guint32 *offsets = pnr_basket_set_get_offsets (self);

  g_return_val_if_fail (basket < pnr_basket_set_get_n_baskets (self), NULL);

  *n_items = offsets[basket + 1] - offsets[basket];
  return pnr_basket_set_get_entries (self) + offsets[basket];
}

const char *
pnr_basket_set_get_item_name (PnrBasketSet *self, guint32 item)
{
  return g_ptr_array_index (self->names, item);
}

/* What tells the item from others of its name. */
const char *
pnr_basket_set_get_item_sku (PnrBasketSet *self, guint32 item)
{
  const char *sku = g_ptr_array_index (self->skus, item);

  return sku != NULL ? sku : pnr_basket_set_get_item_name (self, item);
}

gint64
pnr_basket_set_get_item_id (PnrBasketSet *self, guint32 item)
{
  return g_array_index (self->ids, gint64, item);
}

/**
 * pnr_basket_set_get_hash:
 * @self: a basket set
 *
 * Returns: the SHA-256 of item names and baskets: the same data, the same hash, on any machine
 */
const char *
pnr_basket_set_get_hash (PnrBasketSet *self)
{
  return self->hash;
}

/* UTC seconds of the first order, 0 when the orders came without times. */
gint64
pnr_basket_set_get_first_time (PnrBasketSet *self)
{
  return self->first_time;
}

gint64
pnr_basket_set_get_last_time (PnrBasketSet *self)
{
  return self->last_time;
}

PnrBasketSetBuilder *
pnr_basket_set_builder_new (void)
{
  PnrBasketSetBuilder *self = g_new0 (PnrBasketSetBuilder, 1);
  guint32 start = 0;

  self->set = g_new0 (PnrBasketSet, 1);
  g_atomic_ref_count_init (&self->set->ref_count);
  self->set->offsets = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->set->entries = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->set->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->set->names = g_ptr_array_new_with_free_func (g_free);
  self->set->skus = g_ptr_array_new_with_free_func (g_free);
  g_array_append_val (self->set->offsets, start);
  return self;
}

/**
 * pnr_basket_set_builder_add_item:
 * @self: a builder
 * @id: the product's id in the plan, 0 for a file mined without a plan
 * @name: what the item is called in results
 *
 * Returns: the item's number, counted from 0 in the order of adding
 */
guint32
pnr_basket_set_builder_add_item (PnrBasketSetBuilder *self, gint64 id, const char *name)
{
  g_array_append_val (self->set->ids, id);
  g_ptr_array_add (self->set->names, g_strdup (name));
  g_ptr_array_add (self->set->skus, NULL);
  return self->set->names->len - 1;
}

/* For an item whose name is not its identity. */
void
pnr_basket_set_builder_set_sku (PnrBasketSetBuilder *self, guint32 item, const char *sku)
{
  char **kept = (char **) &g_ptr_array_index (self->set->skus, item);

  g_free (*kept);
  *kept = g_strdup (sku);
}

void
pnr_basket_set_builder_add_entry (PnrBasketSetBuilder *self, guint32 item)
{
  g_array_append_val (self->set->entries, item);
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  guint32 first = *(const guint32 *) a;
  guint32 second = *(const guint32 *) b;

  return first < second ? -1 : first > second;
}

/**
 * pnr_basket_set_builder_end_basket:
 * @self: a builder
 *
 * Closes the basket of the entries added since the last call: sorts them, keeps each item once.
 * An empty basket is no basket; one above %PNR_BASKET_SET_LARGEST_BASKET is left out and counted.
 */
void
pnr_basket_set_builder_end_basket (PnrBasketSetBuilder *self)
{
  PnrBasketSet *set = self->set;
  guint32 start = g_array_index (set->offsets, guint32, set->offsets->len - 1);
  guint32 n_items = set->entries->len - start;
  guint32 n_kept = 0;
  guint32 *items;
  guint32 end;

  if (n_items == 0)
    return;
  items = &g_array_index (set->entries, guint32, start);
  qsort (items, n_items, sizeof (guint32), compare_items);
  for (guint32 i = 0; i < n_items; i++) {
    if (n_kept == 0 || items[n_kept - 1] != items[i])
      items[n_kept++] = items[i];
  }
  if (n_kept > PNR_BASKET_SET_LARGEST_BASKET) {
    set->n_left_out++;
    n_kept = 0;
  }
  g_array_set_size (set->entries, start + n_kept);
  end = start + n_kept;
  if (n_kept > 0)
    g_array_append_val (set->offsets, end);
}

void
pnr_basket_set_builder_set_window (PnrBasketSetBuilder *self, gint64 first_time, gint64 last_time)
{
  self->set->first_time = first_time;
  self->set->last_time = last_time;
}

static void
hash_numbers (GChecksum *checksum, GArray *numbers)
{
  for (guint i = 0; i < numbers->len; i++) {
    guint32 number = GUINT32_TO_LE (g_array_index (numbers, guint32, i));

    g_checksum_update (checksum, (const guchar *) &number, sizeof number);
  }
}

/**
 * pnr_basket_set_builder_end:
 * @self: (transfer full): a builder
 *
 * Returns: (transfer full): the immutable set
 */
PnrBasketSet *
pnr_basket_set_builder_end (PnrBasketSetBuilder *self)
{
  PnrBasketSet *set = g_steal_pointer (&self->set);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < set->names->len; i++) {
    const char *name = g_ptr_array_index (set->names, i);

    g_checksum_update (checksum, (const guchar *) name, strlen (name) + 1);
  }
  hash_numbers (checksum, set->offsets);
  hash_numbers (checksum, set->entries);
  set->hash = g_strdup (g_checksum_get_string (checksum));
  g_free (self);
  return set;
}

void
pnr_basket_set_builder_free (PnrBasketSetBuilder *self)
{
  if (self->set != NULL)
    pnr_basket_set_unref (self->set);
  g_free (self);
}
