/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How often each item meets each more frequent one. */
#include "config.h"

#include "mining/pnr-pair-counter.h"

#include <stdlib.h>
#include <string.h>

#include "mining/pnr-crew.h"
#include "mining/pnr-mining-error.h"

/* Occurrence deliver (T. Uno, M. Kiyomi, H. Arimura, "LCM ver. 2", FIMI 2004): walk the baskets of
 * one item and count the more frequent partners in one array small enough for the nearest cache.
 * Cost: one step per pair occurrence, Σ s(s−1)/2 over baskets of s items. */

/* Workers take this many items at a time. */
#define BLOCK 16

void
pnr_pair_counter_init (PnrPairCounter *self, guint32 n_items)
{
  self->counter = g_new0 (guint32, (gsize) n_items + 1);
  self->partners = g_new (guint32, (gsize) n_items + 1);
  self->counts = g_new (guint32, (gsize) n_items + 1);
  self->n_partners = 0;
}

void
pnr_pair_counter_clear (PnrPairCounter *self)
{
  g_clear_pointer (&self->counter, g_free);
  g_clear_pointer (&self->partners, g_free);
  g_clear_pointer (&self->counts, g_free);
}

static int
compare_ranks (gconstpointer a, gconstpointer b)
{
  guint32 first = *(const guint32 *) a;
  guint32 second = *(const guint32 *) b;

  return first < second ? -1 : first > second;
}

static void
sort_ranks (guint32 *ranks, guint32 n_ranks)
{
  if (n_ranks > 24) {
    qsort (ranks, n_ranks, sizeof *ranks, compare_ranks);
    return;
  }
  for (guint32 i = 1; i < n_ranks; i++) {
    guint32 rank = ranks[i];
    guint32 j = i;

    for (; j > 0 && ranks[j - 1] > rank; j--)
      ranks[j] = ranks[j - 1];
    ranks[j] = rank;
  }
}

/* Puts the partners in order of rank: by sorting where they are few, else by looking at all. */
static void
order_partners (PnrPairCounter *self, guint32 rank, guint32 min_count)
{
  if (self->n_partners < rank / 16 + 8) {
    sort_ranks (self->partners, self->n_partners);
    return;
  }
  self->n_partners = 0;
  for (guint32 i = 0; i < rank; i++) {
    self->partners[self->n_partners] = i;
    self->n_partners += self->counter[i] >= min_count;
  }
}

static void
forget (PnrPairCounter *self, const PnrOccurrences *occurrences, guint32 rank, guint64 n_steps)
{
  if (n_steps * 16 >= rank) {
    memset (self->counter, 0, sizeof (guint32) * rank);
    return;
  }
  for (guint32 i = occurrences->first[rank]; i < occurrences->first[rank + 1]; i++) {
    const guint32 *code = occurrences->codes + occurrences->places[i];

    while (*--code != PNR_OCCURRENCES_END)
      self->counter[*code] = 0;
  }
}

/**
 * pnr_pair_counter_count:
 * @self: a counter
 * @occurrences: where items occur
 * @rank: an item
 * @min_count: partners met less often are dropped, 1 at least
 *
 * Leaves the more frequent partners, ascending, and their counts in @self.
 *
 * Returns: how many codes were looked at, a bound for a copy of the item's baskets
 */
guint64
pnr_pair_counter_count (PnrPairCounter *self, const PnrOccurrences *occurrences, guint32 rank,
                        guint32 min_count)
{
  const guint32 *codes = occurrences->codes;
  guint32 *counter = self->counter;
  guint32 n_partners = 0;
  guint64 n_steps = 0;

  for (guint32 i = occurrences->first[rank]; i < occurrences->first[rank + 1]; i++) {
    const guint32 *start = codes + occurrences->places[i];
    const guint32 *code = start;

    while (*--code != PNR_OCCURRENCES_END) {
      if (++counter[*code] == min_count)
        self->partners[n_partners++] = *code;
    }
    n_steps += (guint64) (start - code);
  }
  self->n_partners = n_partners;
  order_partners (self, rank, min_count);
  for (guint32 i = 0; i < self->n_partners; i++)
    self->counts[i] = counter[self->partners[i]];
  forget (self, occurrences, rank, n_steps);
  return n_steps;
}

typedef struct {
  const PnrOccurrences *occurrences;
  guint32 min_count;
  guint64 max_pairs;
  gsize n_pairs;
  PnrPairCounter *counters;
  GArray **blocks;
  guint32 *n_partners;
} PairJob;

/* Appends each item's partners, then their counts, to the block's array. */
static gboolean
count_block (guint32 block, guint worker, gpointer data)
{
  PairJob *job = data;
  PnrPairCounter *counter = &job->counters[worker];
  guint32 end = MIN ((block + 1) * BLOCK, job->occurrences->n_items);
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint32));
  gsize n_before;

  job->blocks[block] = found;
  for (guint32 rank = block * BLOCK; rank < end; rank++) {
    pnr_pair_counter_count (counter, job->occurrences, rank, job->min_count);
    g_array_append_vals (found, counter->partners, counter->n_partners);
    g_array_append_vals (found, counter->counts, counter->n_partners);
    job->n_partners[rank] = counter->n_partners;
  }
  n_before = (gsize) g_atomic_pointer_add (&job->n_pairs, found->len / 2);
  return n_before + found->len / 2 <= job->max_pairs;
}

static void
pair_job_init (PairJob *job, guint n_threads, guint32 n_blocks)
{
  guint32 n_items = job->occurrences->n_items;

  job->counters = g_new (PnrPairCounter, n_threads);
  job->blocks = g_new0 (GArray *, (gsize) n_blocks + 1);
  job->n_partners = g_new0 (guint32, (gsize) n_items + 1);
  for (guint i = 0; i < n_threads; i++)
    pnr_pair_counter_init (&job->counters[i], n_items);
}

static void
pair_job_clear (PairJob *job, guint n_threads, guint32 n_blocks)
{
  for (guint i = 0; i < n_threads; i++)
    pnr_pair_counter_clear (&job->counters[i]);
  for (guint32 i = 0; i < n_blocks; i++)
    g_clear_pointer (&job->blocks[i], g_array_unref);
  g_free (job->counters);
  g_free (job->blocks);
  g_free (job->n_partners);
}

static PnrPairTable *
gather_table (const PairJob *job)
{
  guint32 n_items = job->occurrences->n_items;
  PnrPairTable *self = g_new0 (PnrPairTable, 1);
  const guint32 *found = NULL;

  self->n_pairs = job->n_pairs;
  self->first = g_new0 (guint64, (gsize) n_items + 1);
  self->partners = g_new (guint32, self->n_pairs + 1);
  self->counts = g_new (guint32, self->n_pairs + 1);
  for (guint32 rank = 0; rank < n_items; rank++) {
    guint32 n = job->n_partners[rank];
    guint64 first = self->first[rank];

    if (rank % BLOCK == 0)
      found = (const guint32 *) job->blocks[rank / BLOCK]->data;
    self->first[rank + 1] = first + n;
    if (n == 0)
      continue;
    memcpy (self->partners + first, found, sizeof (guint32) * n);
    memcpy (self->counts + first, found + n, sizeof (guint32) * n);
    found += 2 * (gsize) n;
  }
  return self;
}

/**
 * pnr_pair_table_new:
 * @occurrences: where items occur
 * @min_count: pairs met less often are dropped
 * @n_threads: how many threads count
 * @max_pairs: more than this is an error
 * @progress: (nullable): told and asked
 * @error: a place for an error
 *
 * Returns: (transfer full) (nullable): all pairs, the same on any number of threads
 */
PnrPairTable *
pnr_pair_table_new (const PnrOccurrences *occurrences, guint32 min_count, guint n_threads,
                    guint64 max_pairs, PnrProgress *progress, GError **error)
{
  guint32 n_blocks = (occurrences->n_items + BLOCK - 1) / BLOCK;
  PairJob job = { occurrences, MAX (min_count, 1), max_pairs, 0, NULL, NULL, NULL };
  PnrPairTable *self = NULL;

  pair_job_init (&job, n_threads, n_blocks);
  if (pnr_crew_run (n_threads, n_blocks, count_block, &job, progress, error)) {
    if (job.n_pairs > max_pairs)
      pnr_mining_set_too_many (error, max_pairs, min_count);
    else
      self = gather_table (&job);
  }
  pair_job_clear (&job, n_threads, n_blocks);
  return self;
}

void
pnr_pair_table_free (PnrPairTable *self)
{
  g_free (self->first);
  g_free (self->partners);
  g_free (self->counts);
  g_free (self);
}
