/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every candidate that was tested, by its counts alone, so that q values know them all. */

/* A q value depends on the rank of its p value among all candidates, also among those that a limit
 * of confidence or lift leaves out. The p value is a function of three counts, and millions of
 * candidates share a few hundred thousand triples of counts, so only these are kept, with how
 * often each was met: an open table of 24 bytes a slot. Both sides of a candidate weigh the same
 * in the test, so the smaller count stands first. */
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
  guint64 n_candidates;
  Triple *slots;
};

PnrCandidateTally *
pnr_candidate_tally_new (guint32 n_baskets)
{
  PnrCandidateTally *self = g_new0 (PnrCandidateTally, 1);

  self->n_baskets = n_baskets;
  self->n_slots = FIRST_SLOTS;
  self->slots = g_new0 (Triple, self->n_slots);
  return self;
}

void
pnr_candidate_tally_free (PnrCandidateTally *self)
{
  g_free (self->slots);
  g_free (self);
}

static guint32
hash_triple (guint32 count, guint32 smaller, guint32 larger)
{
  guint64 sum = count * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  sum = (sum ^ smaller) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  sum = (sum ^ sum >> 32 ^ larger) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return (guint32) (sum >> 32);
}

/* The slot of a triple, or the free one where it belongs. */
static Triple *
find_slot (Triple *slots, guint32 n_slots, guint32 count, guint32 smaller, guint32 larger)
{
  guint32 slot = hash_triple (count, smaller, larger) & (n_slots - 1);

  while (slots[slot].n != 0
         && !(slots[slot].count == count && slots[slot].smaller == smaller
              && slots[slot].larger == larger))
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
      *find_slot (slots, n_slots, old->count, old->smaller, old->larger) = *old;
  }
  g_free (self->slots);
  self->slots = slots;
  self->n_slots = n_slots;
}

/* Counts one candidate: @count baskets hold both sides. */
void
pnr_candidate_tally_add (PnrCandidateTally *self, guint32 count, guint32 count_if,
                         guint32 count_then)
{
  guint32 smaller = MIN (count_if, count_then);
  guint32 larger = MAX (count_if, count_then);
  Triple *triple = find_slot (self->slots, self->n_slots, count, smaller, larger);

  self->n_candidates++;
  if (triple->n > 0) {
    triple->n += triple->n < G_MAXUINT32;
    return;
  }
  *triple = (Triple){ count, smaller, larger, 1, 0.0 };
  if (++self->n_triples > self->n_slots / 2)
    grow (self);
}

guint64
pnr_candidate_tally_get_n_candidates (const PnrCandidateTally *self)
{
  return self->n_candidates;
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

  if (first->log10 != second->log10)
    return first->log10 < second->log10 ? -1 : 1;
  return 0;
}

/* Candidates of one p value share the last of their ranks, which gives the least q value. */
static void
correct_sorted (PnrCandidateTally *self, Triple **triples)
{
  guint64 rank = self->n_candidates;
  double least = 0.0;

  for (guint32 i = self->n_triples; i > 0; i--) {
    Triple *triple = triples[i - 1];
    double p = triple->log10;

    least = MIN (least, p + log10 ((double) self->n_candidates / (double) rank));
    rank -= triple->n;
    triple->log10 = least;
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
 * q(i) = min over j >= i of p(j) n / j, with the p values of Fisher's exact test, one-sided.
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
pnr_candidate_tally_get_log10_q (const PnrCandidateTally *self, guint32 count, guint32 count_if,
                                 guint32 count_then)
{
  const Triple *triple = find_slot (self->slots, self->n_slots, count, MIN (count_if, count_then),
                                    MAX (count_if, count_then));

  g_return_val_if_fail (triple->n > 0, 0.0);
  return triple->log10;
}
