/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every candidate that was tested, by its counts alone, so that q values know them all. */

/* A q value depends on the rank of its p value among all candidates, also among those that a limit
 * of confidence or lift leaves out, and on how many candidates there were altogether: what too few
 * baskets hold was looked at and is no rule, and counts as p = 1. Candidates of one size are a
 * family of their own, as in G. I. Webb, "Layered critical values: a powerful direct-adjustment
 * approach to discovering significant patterns", Machine Learning 71 (2008); otherwise the many
 * large sets that are possible would drown the pairs.
 *
 * The p value is a function of three counts, and millions of candidates share a few hundred
 * thousand triples of counts, so only these are kept, with how often each was met, in an open
 * table. Both sides of a candidate weigh the same in the test, so the smaller count stands first.
 */
#include "config.h"

#include "mining/pnr-candidate-tally.h"

#include <math.h>
#include <stdlib.h>

#include "mining/pnr-association.h"
#include "mining/pnr-crew.h"

/* Workers test this many triples at a time. */
#define BLOCK 1024
#define FIRST_SLOTS 1024

/* @n: how many candidates; 0 is a free slot. @log10: first the p value, then the q value. */
typedef struct {
  guint32 n_items;
  guint32 count;
  guint32 smaller;
  guint32 larger;
  guint32 n;
  double log10;
} Triple;

struct _PnrCandidateTally {
  guint32 n_baskets;
  guint32 n_slots;
  guint32 n_triples;
  Triple *slots;
  GArray *totals; /* double, by n_items */
};

PnrCandidateTally *
pnr_candidate_tally_new (guint32 n_baskets)
{
  PnrCandidateTally *self = g_new0 (PnrCandidateTally, 1);

  self->n_baskets = n_baskets;
  self->n_slots = FIRST_SLOTS;
  self->slots = g_new0 (Triple, self->n_slots);
  self->totals = g_array_new (FALSE, TRUE, sizeof (double));
  return self;
}

void
pnr_candidate_tally_free (PnrCandidateTally *self)
{
  g_free (self->slots);
  g_array_unref (self->totals);
  g_free (self);
}

static guint32
hash_triple (guint32 n_items, guint32 count, guint32 smaller, guint32 larger)
{
  guint64 sum = (count + ((guint64) n_items << 32)) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  sum = (sum ^ smaller) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  sum = (sum ^ sum >> 32 ^ larger) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return (guint32) (sum >> 32);
}

/* The slot of a triple, or the free one where it belongs. */
static Triple *
find_slot (Triple *slots, guint32 n_slots, guint32 n_items, guint32 count, guint32 smaller,
           guint32 larger)
{
  guint32 slot = hash_triple (n_items, count, smaller, larger) & (n_slots - 1);

  while (slots[slot].n != 0
         && !(slots[slot].n_items == n_items && slots[slot].count == count
              && slots[slot].smaller == smaller && slots[slot].larger == larger))
    slot = (slot + 1) & (n_slots - 1);
  return &slots[slot];
}

static void
grow (PnrCandidateTally *self)
{
  guint32 n_slots = self->n_slots * 2;
  Triple *slots = g_new0 (Triple, n_slots);

  for (guint32 i = 0; i < self->n_slots; i++) {
    const Triple *old = &self->slots[i];

    if (old->n != 0)
      *find_slot (slots, n_slots, old->n_items, old->count, old->smaller, old->larger) = *old;
  }
  g_free (self->slots);
  self->slots = slots;
  self->n_slots = n_slots;
}

/* Counts one candidate of @n_items on both sides together: @count baskets hold both. */
void
pnr_candidate_tally_add (PnrCandidateTally *self, guint32 n_items, guint32 count, guint32 count_if,
                         guint32 count_then)
{
  guint32 smaller = MIN (count_if, count_then);
  guint32 larger = MAX (count_if, count_then);
  Triple *triple = find_slot (self->slots, self->n_slots, n_items, count, smaller, larger);

  if (triple->n > 0) {
    triple->n += triple->n < G_MAXUINT32;
    return;
  }
  *triple = (Triple){ n_items, count, smaller, larger, 1, 0.0 };
  if (++self->n_triples > self->n_slots / 2)
    grow (self);
}

/**
 * pnr_candidate_tally_set_total:
 * @self: a tally
 * @n_items: the size of the candidates
 * @total: how many candidates of that size there are, whether or not any basket holds them
 *
 * Without a total, or with one that is too small, those that were added are all.
 */
void
pnr_candidate_tally_set_total (PnrCandidateTally *self, guint32 n_items, double total)
{
  if (self->totals->len <= n_items)
    g_array_set_size (self->totals, n_items + 1);
  g_array_index (self->totals, double, n_items) = total;
}

static double
get_total (const PnrCandidateTally *self, guint32 n_items)
{
  return n_items < self->totals->len ? g_array_index (self->totals, double, n_items) : 0.0;
}

typedef struct {
  Triple **triples;
  guint32 n_triples;
  guint32 n_baskets;
} TestJob;

static gboolean
test_block (guint32 block, guint worker, gpointer data)
{
  TestJob *job = data;
  guint32 end = MIN ((block + 1) * BLOCK, job->n_triples);

  for (guint32 i = block * BLOCK; i < end; i++) {
    Triple *triple = job->triples[i];
    PnrAssociation counts = { job->n_baskets, triple->smaller, triple->larger, triple->count };

    triple->log10 = pnr_association_get (&counts, PNR_MEASURE_FISHER_GREATER_LOG10_P);
  }
  return TRUE;
}

static int
compare_p (gconstpointer a, gconstpointer b)
{
  const Triple *first = *(Triple *const *) a;
  const Triple *second = *(Triple *const *) b;

  if (first->n_items != second->n_items)
    return first->n_items < second->n_items ? -1 : 1;
  if (first->log10 != second->log10)
    return first->log10 < second->log10 ? -1 : 1;
  return 0;
}

/* Candidates of one p value share the last of their ranks, which gives the least q value. */
static void
correct_family (Triple **triples, guint32 n_triples, double total)
{
  guint64 rank = 0;
  double least = 0.0;

  for (guint32 i = 0; i < n_triples; i++)
    rank += triples[i]->n;
  total = MAX (total, (double) rank);
  for (guint32 i = n_triples; i > 0; i--) {
    Triple *triple = triples[i - 1];
    double p = triple->log10;

    least = MIN (least, p + log10 (total / (double) rank));
    rank -= triple->n;
    triple->log10 = least;
  }
}

static void
correct_sorted (PnrCandidateTally *self, Triple **triples)
{
  for (guint32 first = 0, last; first < self->n_triples; first = last) {
    guint32 n_items = triples[first]->n_items;

    for (last = first; last < self->n_triples && triples[last]->n_items == n_items; last++)
      ;
    correct_family (triples + first, last - first, get_total (self, n_items));
  }
}

/**
 * pnr_candidate_tally_correct:
 * @self: all candidates
 * @n_threads: how many threads compute
 * @progress: (nullable): told and asked
 * @error: a place for %G_IO_ERROR_CANCELLED
 *
 * Y. Benjamini, Y. Hochberg, "Controlling the false discovery rate", JRSS B 57 (1995):
 * q(i) = min over j >= i of p(j) n / j, with the p values of Fisher's exact test, one-sided, and n
 * the total of the candidate's size.
 *
 * Returns: whether nobody cancelled
 */
gboolean
pnr_candidate_tally_correct (PnrCandidateTally *self, guint n_threads, PnrProgress *progress,
                             GError **error)
{
  g_autofree Triple **triples = g_new (Triple *, (gsize) self->n_triples + 1);
  TestJob job = { triples, 0, self->n_baskets };

  for (guint32 i = 0; i < self->n_slots; i++) {
    if (self->slots[i].n != 0)
      triples[job.n_triples++] = &self->slots[i];
  }
  if (!pnr_crew_run (n_threads, (job.n_triples + BLOCK - 1) / BLOCK, test_block, &job, progress,
                     error))
    return FALSE;
  qsort (triples, job.n_triples, sizeof *triples, compare_p);
  correct_sorted (self, triples);
  return TRUE;
}

/* After the correction, for a candidate that was added. */
double
pnr_candidate_tally_get_log10_q (const PnrCandidateTally *self, guint32 n_items, guint32 count,
                                 guint32 count_if, guint32 count_then)
{
  const Triple *triple = find_slot (self->slots, self->n_slots, n_items, count,
                                    MIN (count_if, count_then), MAX (count_if, count_then));

  g_return_val_if_fail (triple->n > 0, 0.0);
  return triple->log10;
}

/* All candidates of the sizes of which any was added; what more than a number can tell is cut. */
guint64
pnr_candidate_tally_get_n_candidates (const PnrCandidateTally *self)
{
  g_autofree double *counted = NULL;
  guint32 n_sizes = self->totals->len;
  double sum = 0.0;

  for (guint32 i = 0; i < self->n_slots; i++)
    n_sizes = MAX (n_sizes, self->slots[i].n != 0 ? self->slots[i].n_items + 1 : 0);
  counted = g_new0 (double, n_sizes + 1);
  for (guint32 i = 0; i < self->n_slots; i++)
    counted[self->slots[i].n_items] += self->slots[i].n;
  for (guint32 size = 0; size < n_sizes; size++)
    sum += counted[size] > 0.0 ? MAX (counted[size], get_total (self, size)) : 0.0;
  return (guint64) MIN (sum, 9e18);
}
