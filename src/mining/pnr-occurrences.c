/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The frequent items of all baskets, renumbered by frequency, and where each of them occurs. */
#include "config.h"

#include "mining/pnr-occurrences.h"

#include <stdlib.h>

/* Sorting every basket would cost more than turning the whole table over twice: first baskets per
 * item, then, item by item in order of rank, items per basket. Both walks are linear. */

static guint32 *
count_items (PnrBasketSet *baskets)
{
  guint32 n_entries = pnr_basket_set_get_n_entries (baskets);
  const guint32 *entries = pnr_basket_set_get_entries (baskets);
  guint32 *counts = g_new0 (guint32, (gsize) pnr_basket_set_get_n_items (baskets) + 1);

  for (guint32 i = 0; i < n_entries; i++)
    counts[entries[i]]++;
  return counts;
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  guint64 first = *(const guint64 *) a;
  guint64 second = *(const guint64 *) b;

  return first < second ? -1 : first > second;
}

/* Ranks by falling count, then by item number; G_MAXUINT32 for an item too rare. */
static guint32 *
rank_items (PnrOccurrences *self, guint32 n_items, const guint32 *counts, guint32 min_count)
{
  g_autofree guint64 *keys = g_new (guint64, (gsize) n_items + 1);
  guint32 *ranks = g_new (guint32, (gsize) n_items + 1);

  for (guint32 i = 0; i < n_items; i++) {
    ranks[i] = G_MAXUINT32;
    if (counts[i] >= MAX (min_count, 1))
      keys[self->n_items++] = (guint64) (G_MAXUINT32 - counts[i]) << 32 | i;
  }
  qsort (keys, self->n_items, sizeof *keys, compare_keys);
  self->names = g_new (guint32, (gsize) self->n_items + 1);
  self->first = g_new0 (guint32, (gsize) self->n_items + 1);
  for (guint32 rank = 0; rank < self->n_items; rank++) {
    guint32 item = (guint32) keys[rank];

    self->names[rank] = item;
    ranks[item] = rank;
    self->first[rank + 1] = self->first[rank] + counts[item];
  }
  return ranks;
}

/* Fills places with basket numbers; returns where each basket's codes will begin. */
static guint32 *
list_baskets (PnrOccurrences *self, PnrBasketSet *baskets, const guint32 *ranks, gsize *n_codes)
{
  guint32 n_baskets = pnr_basket_set_get_n_baskets (baskets);
  const guint32 *offsets = pnr_basket_set_get_offsets (baskets);
  const guint32 *entries = pnr_basket_set_get_entries (baskets);
  guint32 *starts = g_new (guint32, (gsize) n_baskets + 1);
  g_autofree guint32 *cursors = g_memdup2 (self->first, sizeof (guint32) * (self->n_items + 1));
  guint32 position = 0;

  for (guint32 basket = 0; basket < n_baskets; basket++) {
    starts[basket] = ++position;
    for (guint32 i = offsets[basket]; i < offsets[basket + 1]; i++) {
      guint32 rank = ranks[entries[i]];

      if (rank != G_MAXUINT32) {
        self->places[cursors[rank]++] = basket;
        position++;
      }
    }
  }
  *n_codes = position;
  return starts;
}

/**
 * pnr_occurrences_new:
 * @baskets: all baskets
 * @min_count: an item in fewer baskets is left out
 *
 * Returns: (transfer full): the occurrences, in time linear in the entries
 */
PnrOccurrences *
pnr_occurrences_new (PnrBasketSet *baskets, guint32 min_count)
{
  PnrOccurrences *self = g_new0 (PnrOccurrences, 1);
  g_autofree guint32 *counts = count_items (baskets);
  g_autofree guint32 *ranks =
      rank_items (self, pnr_basket_set_get_n_items (baskets), counts, min_count);
  g_autofree guint32 *cursors = NULL;
  gsize n_codes;

  self->places = g_new (guint32, (gsize) self->first[self->n_items] + 1);
  cursors = list_baskets (self, baskets, ranks, &n_codes);
  self->codes = g_new (guint32, n_codes + 1);
  for (guint32 basket = 0; basket < pnr_basket_set_get_n_baskets (baskets); basket++)
    self->codes[cursors[basket] - 1] = PNR_OCCURRENCES_END;
  for (guint32 rank = 0; rank < self->n_items; rank++) {
    for (guint32 i = self->first[rank]; i < self->first[rank + 1]; i++) {
      guint32 place = cursors[self->places[i]]++;

      self->codes[place] = rank;
      self->places[i] = place;
    }
  }
  return self;
}

void
pnr_occurrences_free (PnrOccurrences *self)
{
  g_free (self->names);
  g_free (self->codes);
  g_free (self->first);
  g_free (self->places);
  g_free (self);
}

/* In how many baskets the item of @rank is. */
guint32
pnr_occurrences_get_count (const PnrOccurrences *self, guint32 rank)
{
  return self->first[rank + 1] - self->first[rank];
}
