/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds items that are bought together more seldom than chance would have it. */
#include "config.h"

#include "mining/pnr-apart-finder.h"

#include <math.h>

#include "base/pnr-money.h"
#include "mining/pnr-chance.h"
#include "mining/pnr-pair-counter.h"
#include "mining/pnr-significance.h"
#include "model/pnr-product.h"

/* Of a pair that chance would put together less often, absence says nothing. */
#define LEAST_EXPECTED 10.0
/* A p value above this cannot have a q value below it, so it need not be kept. */
#define LARGEST_P 0.05
/* The dearer product of an upsell costs this much of the other one's price. */
#define LEAST_STEP 1.05
#define LARGEST_STEP 2.0

typedef struct {
  const char *category;
  gint64 price_minor;
} Shelf;

typedef struct {
  PnrOccurrences *occurrences;
  PnrPairCounter counter;
  Shelf *shelves;
  double n_baskets;
  double chance_lift;
  double n_tests;
  double n_step_tests;
  GArray *found;
} ApartFinder;

/* By rank. Equal categories become one pointer, so that comparing them costs nothing. */
static Shelf *
look_at_shelves (const PnrOccurrences *occurrences, PnrBasketSet *baskets, PnrNounList *products)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  Shelf *shelves = g_new0 (Shelf, (gsize) occurrences->n_items + 1);

  for (guint32 rank = 0; products != NULL && rank < occurrences->n_items; rank++) {
    gint64 id = pnr_basket_set_get_item_id (baskets, occurrences->names[rank]);
    PnrProduct *product = pnr_noun_list_get_by_id (products, id);
    const char *category = product != NULL ? pnr_product_get_category (product) : NULL;

    if (category == NULL || *category == '\0')
      continue;
    if (!g_hash_table_contains (known, category))
      g_hash_table_add (known, (gpointer) category);
    shelves[rank].category = g_hash_table_lookup (known, category);
    shelves[rank].price_minor = pnr_product_get_price_minor (product);
  }
  return shelves;
}

static int
get_step (const Shelf *a, const Shelf *b)
{
  double ratio;

  if (a->category == NULL || a->category != b->category || a->price_minor <= 0
      || b->price_minor <= 0)
    return 0;
  ratio = (double) b->price_minor / (double) a->price_minor;
  if (ratio >= LEAST_STEP && ratio <= LARGEST_STEP)
    return 1;
  return 1 / ratio >= LEAST_STEP && 1 / ratio <= LARGEST_STEP ? -1 : 0;
}

static void
test_pair (ApartFinder *self, guint32 rank, guint32 partner, guint32 n_both)
{
  const guint32 *names = self->occurrences->names;
  PnrApartPair pair = { .a = names[rank],
                        .b = names[partner],
                        .n_a = pnr_occurrences_get_count (self->occurrences, rank),
                        .n_b = pnr_occurrences_get_count (self->occurrences, partner),
                        .n_both = n_both };
  double expected = (double) pair.n_a * pair.n_b / self->n_baskets;
  double log10_poisson;

  pair.dearer_step = get_step (&self->shelves[rank], &self->shelves[partner]);
  self->n_tests++;
  self->n_step_tests += pair.dearer_step != 0;
  if (n_both >= expected || n_both >= expected * self->chance_lift)
    return;
  pair.log10_p =
      pnr_chance_hypergeometric_at_most ((guint32) self->n_baskets, pair.n_a, pair.n_b, n_both);
  log10_poisson = pnr_chance_poisson_at_most (expected * self->chance_lift, n_both);
  pair.log10_p = MAX (pair.log10_p, log10_poisson);
  if (pair.log10_p <= log10 (LARGEST_P))
    g_array_append_val (self->found, pair);
}

/* Partners stand by falling count: beyond the first too rare one all are too rare. */
static void
test_item (ApartFinder *self, guint32 rank)
{
  const PnrPairCounter *counter = &self->counter;
  double n_a = pnr_occurrences_get_count (self->occurrences, rank);
  guint32 next = 0;

  pnr_pair_counter_count (&self->counter, self->occurrences, rank, 1);
  for (guint32 partner = 0; partner < rank; partner++) {
    double n_b = pnr_occurrences_get_count (self->occurrences, partner);
    gboolean has_met = next < counter->n_partners && counter->partners[next] == partner;

    if (n_a * n_b < LEAST_EXPECTED * self->n_baskets)
      break;
    test_pair (self, rank, partner, has_met ? counter->counts[next] : 0);
    next += has_met;
  }
}

/* The family of price steps is corrected by itself: it is a question of its own, asked of far
 * fewer pairs. */
static void
correct (ApartFinder *self)
{
  PnrApartPair *pairs = (PnrApartPair *) self->found->data;
  guint32 n_pairs = self->found->len;
  g_autofree double *log10_p = g_new (double, (gsize) n_pairs + 1);
  g_autofree double *log10_q = NULL;
  g_autofree double *log10_step_q = NULL;
  guint32 n_steps = 0;

  for (guint32 i = 0; i < n_pairs; i++)
    log10_p[i] = pairs[i].log10_p;
  log10_q = pnr_significance_correct (log10_p, n_pairs, self->n_tests);
  for (guint32 i = 0; i < n_pairs; i++) {
    pairs[i].log10_q = log10_q[i];
    if (pairs[i].dearer_step != 0)
      log10_p[n_steps++] = pairs[i].log10_p;
  }
  log10_step_q = pnr_significance_correct (log10_p, n_steps, self->n_step_tests);
  n_steps = 0;
  for (guint32 i = 0; i < n_pairs; i++)
    pairs[i].log10_step_q = pairs[i].dearer_step != 0 ? log10_step_q[n_steps++] : 0.0;
}

static gboolean
test_all (ApartFinder *self, PnrProgress *progress, GError **error)
{
  for (guint32 rank = 1; rank < self->occurrences->n_items; rank++) {
    if (rank % 16 == 0 && !pnr_progress_check (progress, error))
      return FALSE;
    test_item (self, rank);
  }
  return TRUE;
}

static guint32
count_most_frequent (PnrBasketSet *baskets)
{
  g_autoptr (PnrOccurrences) all = pnr_occurrences_new (baskets, 1);

  return all->n_items > 0 ? pnr_occurrences_get_count (all, 0) : 1;
}

/**
 * pnr_apart_finder_find:
 * @baskets: all baskets
 * @products: (nullable): products with categories and prices
 * @chance_lift: the lift that basket sizes alone give
 * @progress: (nullable): asked
 * @error: a place for %G_IO_ERROR_CANCELLED
 *
 * Looks at all pairs that chance would put together in 10 baskets or more. The p value is the
 * weaker of two: Fisher's exact test ("apart more than by chance") and a Poisson count about what
 * the basket sizes expect.
 *
 * Returns: (transfer full) (nullable) (element-type PnrApartPair): those with p of 0.05 or less
 */
GArray *
pnr_apart_finder_find (PnrBasketSet *baskets, PnrNounList *products, double chance_lift,
                       PnrProgress *progress, GError **error)
{
  double n_baskets = pnr_basket_set_get_n_baskets (baskets);
  double least = LEAST_EXPECTED * n_baskets / count_most_frequent (baskets);
  g_autoptr (PnrOccurrences) occurrences =
      pnr_occurrences_new (baskets, (guint32) MIN (ceil (least), (double) G_MAXUINT32));
  g_autofree Shelf *shelves = look_at_shelves (occurrences, baskets, products);
  ApartFinder self = { .occurrences = occurrences,
                       .shelves = shelves,
                       .n_baskets = n_baskets,
                       .chance_lift = chance_lift };
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (PnrApartPair));
  gboolean is_done;

  self.found = found;
  pnr_pair_counter_init (&self.counter, occurrences->n_items);
  is_done = test_all (&self, progress, error);
  pnr_pair_counter_clear (&self.counter);
  if (!is_done)
    return NULL;
  correct (&self);
  return g_steal_pointer (&found);
}
