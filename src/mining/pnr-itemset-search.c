/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds every set of items that enough baskets share. */
#include "config.h"

#include "mining/pnr-itemset-search.h"

#include <string.h>

#include "mining/pnr-crew.h"
#include "mining/pnr-mining-error.h"
#include "mining/pnr-pair-counter.h"

/* Depth first, rarest item first: a set is grown by more frequent items only, so each is met once.
 * For a set its frequent partners are counted by occurrence deliver (see pnr-pair-counter.c); then
 * - few partners: each basket becomes one bit mask, masks are counted, and one pass of adding
 *   supersets to subsets gives the counts of all combinations at once (the "zeta transform"; the
 *   k-items machine of C. Borgelt, "Keeping things simple", OSDM 2005, is a relative);
 * - many partners: the set's baskets are copied with these partners only, renumbered, and searched
 *   the same way.
 * Cost: proportional to the baskets of all frequent sets with many partners; memory: the copies
 * along one branch. Depth is bounded by the longest basket. */

/* With this many partners a table of masks still fits the nearest cache and beats a copy. */
#define MASK_ITEMS 10
/* Asked to stop, a worker notices after this many results. */
#define RESULTS_PER_CHECK 4096

typedef struct _ItemsetJob ItemsetJob;

typedef struct {
  ItemsetJob *job;
  PnrPairCounter counter;
  guint32 *local;
  guint32 masks[1 << MASK_ITEMS];
  GArray *set;
  GArray *items;
  GArray *found;
  guint n_unchecked;
  gboolean is_stopped;
} ItemsetWorker;

struct _ItemsetJob {
  const PnrOccurrences *occurrences;
  guint32 min_count;
  guint max_items;
  gsize max_results;
  gsize n_results;
  PnrProgress *progress;
  ItemsetWorker *workers;
  GArray **items;
  GArray **found;
};

static void
check_in (ItemsetWorker *worker)
{
  ItemsetJob *job = worker->job;
  gsize before = (gsize) g_atomic_pointer_add (&job->n_results, worker->n_unchecked);

  if (before + worker->n_unchecked > job->max_results || pnr_progress_is_cancelled (job->progress))
    worker->is_stopped = TRUE;
  worker->n_unchecked = 0;
}

/* Writes the set in hand down, its items ascending by number. */
static void
emit (ItemsetWorker *worker, guint32 count)
{
  guint32 n_items = worker->set->len;
  PnrItemset itemset = { worker->items->len, n_items, count };
  guint32 *items;

  g_array_append_vals (worker->items, worker->set->data, n_items);
  items = &g_array_index (worker->items, guint32, itemset.first);
  for (guint32 i = 1; i < n_items; i++) {
    guint32 item = items[i];
    guint32 j = i;

    for (; j > 0 && items[j - 1] > item; j--)
      items[j] = items[j - 1];
    items[j] = item;
  }
  g_array_append_val (worker->found, itemset);
  if (++worker->n_unchecked == RESULTS_PER_CHECK)
    check_in (worker);
}

static gboolean
may_grow (const ItemsetWorker *worker)
{
  return !worker->is_stopped
         && (worker->job->max_items == 0 || worker->set->len < worker->job->max_items);
}

static void
emit_masks (ItemsetWorker *worker, const guint32 *names, guint32 n_names, guint32 mask,
            guint32 next)
{
  for (guint32 i = next; i < n_names && may_grow (worker); i++) {
    guint32 longer = mask | 1u << i;

    if (worker->masks[longer] < worker->job->min_count)
      continue;
    g_array_append_val (worker->set, names[i]);
    emit (worker, worker->masks[longer]);
    emit_masks (worker, names, n_names, longer, i + 1);
    g_array_set_size (worker->set, worker->set->len - 1);
  }
}

static void
search_masks (ItemsetWorker *worker, const PnrOccurrences *base, guint32 rank,
              const guint32 *partners, const guint32 *names, guint32 n_partners)
{
  guint32 *masks = worker->masks;
  guint32 n_masks = 1u << n_partners;

  memset (masks, 0, sizeof (guint32) * n_masks);
  for (guint32 i = 0; i < n_partners; i++)
    worker->local[partners[i]] = 1u << i;
  for (guint32 i = base->first[rank]; i < base->first[rank + 1]; i++) {
    const guint32 *code = base->codes + base->places[i];
    guint32 mask = 0;

    while (*--code != PNR_OCCURRENCES_END)
      mask |= worker->local[*code];
    masks[mask]++;
  }
  for (guint32 i = 0; i < n_partners; i++)
    worker->local[partners[i]] = 0;
  for (guint32 half = 1; half < n_masks; half *= 2) {
    for (guint32 start = 0; start < n_masks; start += 2 * half) {
      for (guint32 i = start; i < start + half; i++)
        masks[i] += masks[i + half];
    }
  }
  emit_masks (worker, names, n_partners, 0, 0);
}

/* Copies the partners' codes of one item's baskets, renumbered from 0. Written from the end, so
 * that walking a basket from its rarest item leaves it ascending again. */
static guint32 *
copy_codes (ItemsetWorker *worker, const PnrOccurrences *base, guint32 rank,
            const guint32 *partners, guint32 n_partners, guint64 n_steps, gsize *n_codes)
{
  guint32 n_baskets = pnr_occurrences_get_count (base, rank);
  gsize size = n_steps + n_baskets + 1;
  guint32 *codes = g_new (guint32, size);
  gsize end = size;

  for (guint32 i = 0; i < n_partners; i++)
    worker->local[partners[i]] = i + 1;
  for (guint32 i = base->first[rank]; i < base->first[rank + 1]; i++) {
    const guint32 *code = base->codes + base->places[i];
    gsize basket_end = end;

    while (*--code != PNR_OCCURRENCES_END) {
      codes[end - 1] = worker->local[*code] - 1;
      end -= worker->local[*code] != 0;
    }
    if (basket_end - end > 1)
      codes[--end] = PNR_OCCURRENCES_END;
    else
      end = basket_end;
  }
  for (guint32 i = 0; i < n_partners; i++)
    worker->local[partners[i]] = 0;
  *n_codes = size - end;
  memmove (codes, codes + end, sizeof (guint32) * *n_codes);
  return codes;
}

static PnrOccurrences *
project (ItemsetWorker *worker, const PnrOccurrences *base, guint32 rank, const guint32 *partners,
         const guint32 *names, guint32 n_partners, guint64 n_steps)
{
  PnrOccurrences *self = g_new0 (PnrOccurrences, 1);
  g_autofree guint32 *cursors = NULL;
  gsize n_codes;

  self->n_items = n_partners;
  self->names = g_memdup2 (names, sizeof (guint32) * n_partners);
  self->codes = copy_codes (worker, base, rank, partners, n_partners, n_steps, &n_codes);
  self->first = g_new0 (guint32, (gsize) n_partners + 1);
  self->places = g_new (guint32, n_codes + 1);
  for (gsize i = 0; i < n_codes; i++) {
    if (self->codes[i] != PNR_OCCURRENCES_END)
      self->first[self->codes[i] + 1]++;
  }
  for (guint32 i = 0; i < n_partners; i++)
    self->first[i + 1] += self->first[i];
  cursors = g_memdup2 (self->first, sizeof (guint32) * (n_partners + 1));
  for (gsize i = 0; i < n_codes; i++) {
    if (self->codes[i] != PNR_OCCURRENCES_END)
      self->places[cursors[self->codes[i]]++] = (guint32) i;
  }
  return self;
}

/* Grows the set in hand, whose last item has @rank in @base, by all its frequent partners. */
static void
grow (ItemsetWorker *worker, const PnrOccurrences *base, guint32 rank)
{
  guint32 min_count = worker->job->min_count;
  guint64 n_steps;
  guint32 n_partners;
  g_autofree guint32 *found = NULL;
  guint32 *counts;
  guint32 *names;

  if (!may_grow (worker) || rank == 0)
    return;
  n_steps = pnr_pair_counter_count (&worker->counter, base, rank, min_count);
  n_partners = worker->counter.n_partners;
  if (n_partners == 0)
    return;
  found = g_new (guint32, 3 * (gsize) n_partners);
  counts = found + n_partners;
  names = counts + n_partners;
  memcpy (found, worker->counter.partners, sizeof (guint32) * n_partners);
  memcpy (counts, worker->counter.counts, sizeof (guint32) * n_partners);
  for (guint32 i = 0; i < n_partners; i++)
    names[i] = base->names[found[i]];
  if (n_partners > 1 && n_partners <= MASK_ITEMS) {
    search_masks (worker, base, rank, found, names, n_partners);
  } else {
    gboolean is_last = n_partners == 1 || worker->set->len + 1 == worker->job->max_items;
    g_autoptr (PnrOccurrences) part =
        is_last ? NULL : project (worker, base, rank, found, names, n_partners, n_steps);

    for (guint32 i = 0; i < n_partners && !worker->is_stopped; i++) {
      g_array_append_val (worker->set, names[i]);
      emit (worker, counts[i]);
      if (part != NULL)
        grow (worker, part, i);
      g_array_set_size (worker->set, worker->set->len - 1);
    }
  }
}

static gboolean
search_item (guint32 block, guint worker_number, gpointer data)
{
  ItemsetJob *job = data;
  ItemsetWorker *worker = &job->workers[worker_number];
  guint32 count = pnr_occurrences_get_count (job->occurrences, block);

  worker->items = job->items[block] = g_array_new (FALSE, FALSE, sizeof (guint32));
  worker->found = job->found[block] = g_array_new (FALSE, FALSE, sizeof (PnrItemset));
  g_array_append_val (worker->set, job->occurrences->names[block]);
  emit (worker, count);
  grow (worker, job->occurrences, block);
  g_array_set_size (worker->set, 0);
  check_in (worker);
  return !worker->is_stopped;
}

static void
itemset_job_init (ItemsetJob *job, guint n_threads)
{
  guint32 n_items = job->occurrences->n_items;

  job->workers = g_new0 (ItemsetWorker, n_threads);
  job->items = g_new0 (GArray *, (gsize) n_items + 1);
  job->found = g_new0 (GArray *, (gsize) n_items + 1);
  for (guint i = 0; i < n_threads; i++) {
    job->workers[i].job = job;
    job->workers[i].local = g_new0 (guint32, (gsize) n_items + 1);
    job->workers[i].set = g_array_new (FALSE, FALSE, sizeof (guint32));
    pnr_pair_counter_init (&job->workers[i].counter, n_items);
  }
}

static void
itemset_job_clear (ItemsetJob *job, guint n_threads)
{
  for (guint i = 0; i < n_threads; i++) {
    g_free (job->workers[i].local);
    g_array_unref (job->workers[i].set);
    pnr_pair_counter_clear (&job->workers[i].counter);
  }
  for (guint32 i = 0; i < job->occurrences->n_items; i++) {
    g_clear_pointer (&job->items[i], g_array_unref);
    g_clear_pointer (&job->found[i], g_array_unref);
  }
  g_free (job->workers);
  g_free (job->items);
  g_free (job->found);
}

static void
gather_itemsets (const ItemsetJob *job, PnrRuleSet *found)
{
  for (guint32 block = 0; block < job->occurrences->n_items; block++) {
    guint32 first = pnr_rule_set_add_items (found, (const guint32 *) job->items[block]->data,
                                            job->items[block]->len);

    for (guint32 i = 0; i < job->found[block]->len; i++) {
      PnrItemset itemset = g_array_index (job->found[block], PnrItemset, i);

      itemset.first += first;
      pnr_rule_set_add_itemset (found, &itemset);
    }
  }
}

/**
 * pnr_itemset_search:
 * @occurrences: where the items with at least @min_count baskets occur
 * @min_count: baskets that must share a set
 * @max_items: largest set, 0 for no limit
 * @n_threads: how many threads search
 * @max_results: more sets than this are an error
 * @found: the itemsets are added here, the same ones in the same order on any number of threads
 * @progress: (nullable): told and asked
 * @error: a place for an error
 *
 * Returns: whether all were found
 */
gboolean
pnr_itemset_search (const PnrOccurrences *occurrences, guint32 min_count, guint max_items,
                    guint n_threads, guint64 max_results, PnrRuleSet *found, PnrProgress *progress,
                    GError **error)
{
  ItemsetJob job = { .occurrences = occurrences,
                     .min_count = min_count,
                     .max_items = max_items,
                     .max_results = max_results,
                     .progress = progress };
  gboolean is_done = FALSE;

  itemset_job_init (&job, n_threads);
  if (pnr_crew_run (n_threads, occurrences->n_items, search_item, &job, progress, error)) {
    if (job.n_results > max_results) {
      pnr_mining_set_too_many (error, max_results, min_count);
    } else {
      gather_itemsets (&job, found);
      is_done = TRUE;
    }
  }
  itemset_job_clear (&job, n_threads);
  return is_done;
}
