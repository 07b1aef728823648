/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one stock lets several offers sell, against trying every number of each. */
#include "config.h"

#include <math.h>
#include <string.h>

#include "economy/pnr-stock.h"

/* 10 jackets, 6 ties, 8 cufflinks; the set, tie with cufflinks, and the jacket singly. */
static void
test_suit (void)
{
  const gint64 stock[] = { 10, 6, 8 };
  const gint64 quantity[] = { 1, 1, 1, 0, 1, 1, 1, 0, 0 };
  const double daily[] = { 1.0, 0.5, 0.25 };
  PnrStockQuestion question = { 3, stock, 3, quantity, daily };
  g_autoptr (PnrStockAnswer) answer = pnr_stock_answer_new (&question);

  g_assert_cmpint (answer->alone[0], ==, 6);
  g_assert_cmpint (answer->alone[1], ==, 6);
  g_assert_cmpint (answer->alone[2], ==, 10);
  /* Six ties and ten jackets are enough for ten jackets alone and six pairs. */
  g_assert_true (answer->is_exact);
  g_assert_cmpint (answer->n_together, ==, 16);
  /* 1.5 ties a day. */
  g_assert_cmpfloat_with_epsilon (answer->days_of_cover, 4.0, 1e-12);
  g_assert_cmpuint (answer->first_gone, ==, 1);
  g_assert_cmpint (answer->in_step[0], ==, 4);
  g_assert_cmpint (answer->in_step[1], ==, 2);
  g_assert_cmpint (answer->in_step[2], ==, 1);
}

static void
test_edges (void)
{
  const gint64 stock[] = { PNR_STOCK_ENDLESS, -3 };
  const gint64 quantity[] = { 1, 0, 1, 1 };
  const double daily[] = { 1.0, 0.0 };
  PnrStockQuestion question = { 2, stock, 2, quantity, daily };
  g_autoptr (PnrStockAnswer) answer = pnr_stock_answer_new (&question);
  PnrStockQuestion nothing = { 0 };
  g_autoptr (PnrStockAnswer) none = pnr_stock_answer_new (&nothing);

  g_assert_cmpint (answer->alone[0], ==, PNR_STOCK_ENDLESS);
  g_assert_cmpint (answer->alone[1], ==, 0);
  g_assert_cmpint (answer->n_together, ==, 0);
  g_assert_true (isinf (answer->days_of_cover));
  g_assert_cmpuint (answer->first_gone, ==, G_MAXUINT);
  g_assert_cmpint (none->n_together, ==, 0);
}

#define N_PRODUCTS 4
#define N_OFFERS 4
#define N_MANY 40

static gboolean
fits (const PnrStockQuestion *question, const gint64 *sold)
{
  for (guint j = 0; j < N_PRODUCTS; j++) {
    gint64 used = 0;

    for (guint o = 0; o < N_OFFERS; o++)
      used += sold[o] * question->quantity[o * N_PRODUCTS + j];
    if (used > question->stock[j])
      return FALSE;
  }
  return TRUE;
}

static gint64
try_all (const PnrStockQuestion *question, const gint64 *alone, guint offer, gint64 *sold)
{
  gint64 most = 0;

  if (offer == N_OFFERS) {
    for (guint o = 0; o < N_OFFERS; o++)
      most += sold[o];
    return fits (question, sold) ? most : 0;
  }
  for (sold[offer] = 0; sold[offer] <= alone[offer]; sold[offer]++)
    most = MAX (most, try_all (question, alone, offer + 1, sold));
  sold[offer] = 0;
  return most;
}

static void
test_random_shelves (void)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (50);
  guint n_joint = 0;

  for (guint round = 0; round < 50; round++) {
    gint64 stock[N_PRODUCTS], quantity[N_OFFERS * N_PRODUCTS], most[N_OFFERS];
    gint64 sold[N_OFFERS] = { 0 }, sum_alone = 0;
    double daily[N_OFFERS];
    PnrStockQuestion question = { N_PRODUCTS, stock, N_OFFERS, quantity, daily, most };
    g_autoptr (PnrStockAnswer) answer = NULL;

    for (guint j = 0; j < N_PRODUCTS; j++)
      stock[j] = g_rand_int_range (dice, 0, 20);
    for (guint o = 0; o < N_OFFERS; o++) {
      for (guint j = 0; j < N_PRODUCTS; j++)
        quantity[o * N_PRODUCTS + j] = g_rand_int_range (dice, 0, 4);
      most[o] = g_rand_int_range (dice, 0, 12);
      daily[o] = g_rand_double (dice);
    }
    answer = pnr_stock_answer_new (&question);
    g_assert_true (answer->is_exact);
    g_assert_true (fits (&question, answer->together));
    g_assert_true (fits (&question, answer->in_step));
    g_assert_cmpint (answer->n_together, ==, try_all (&question, answer->alone, 0, sold));
    for (guint o = 0; o < N_OFFERS; o++)
      sum_alone += answer->alone[o];
    n_joint += answer->n_together < sum_alone;
  }
  g_assert_cmpuint (n_joint, >, 20);
}

/* Any two of three; one of the first beside them: by hand, three sales take all of the first, and
 * six picks of four and two. */
static void
test_choice (void)
{
  const gint64 stock[] = { 3, 4, 2, PNR_STOCK_ENDLESS };
  const gint64 quantity[] = { 1, 0, 0, 0 };
  const gint64 n_picks[] = { 2 };
  const gint64 pool[] = { 0, 2, 2, 0 };
  const double daily[] = { 1.0 };
  PnrStockQuestion question = { 4, stock, 1, quantity, daily, NULL, n_picks, pool, NULL };
  g_autoptr (PnrStockAnswer) answer = pnr_stock_answer_new (&question);
  const gint64 uncounted[] = { 0, 2, 2, 2 };
  const gint64 nothing[] = { 0, 0, 0, 0 };
  PnrStockQuestion endless = { 4, stock, 1, nothing, daily, NULL, n_picks, uncounted, NULL };
  g_autoptr (PnrStockAnswer) no_limit = pnr_stock_answer_new (&endless);

  g_assert_cmpint (answer->alone[0], ==, 3);
  g_assert_cmpint (answer->together[0], ==, 3);
  g_assert_true (answer->is_exact);
  /* One of each choice a day: the scarcest has two. */
  g_assert_cmpfloat_with_epsilon (answer->days_of_cover, 2.0, 1e-12);
  g_assert_cmpuint (answer->first_gone, ==, 2);
  g_assert_cmpint (no_limit->alone[0], ==, PNR_STOCK_ENDLESS);
}

/* Deals @left picks of one sale out of what is left, then goes on to the next sale or offer. */
static gint64
sell_on (const PnrStockQuestion *question, gint64 *left, guint offer, gint64 n_left, guint product,
         const gint64 *in_sale)
{
  gint64 most = 0, now[N_PRODUCTS];

  if (offer == question->n_offers)
    return 0;
  if (n_left > 0) {
    for (guint j = product; j < N_PRODUCTS; j++) {
      gint64 taken[N_PRODUCTS];

      memcpy (taken, in_sale, sizeof taken);
      if (left[j] == 0 || ++taken[j] > question->pool[offer * N_PRODUCTS + j])
        continue;
      left[j]--;
      most = MAX (most, sell_on (question, left, offer, n_left - 1, j, taken) + (n_left == 1));
      left[j]++;
    }
    return most;
  }
  most = sell_on (question, left, offer + 1, 0, 0, in_sale);
  memcpy (now, left, sizeof now);
  for (guint j = 0; j < N_PRODUCTS; j++)
    now[j] -= question->quantity[offer * N_PRODUCTS + j];
  for (guint j = 0; j < N_PRODUCTS; j++)
    if (now[j] < 0)
      return most;
  if (question->n_picks[offer] == 0)
    return MAX (most, 1 + sell_on (question, now, offer, 0, 0, in_sale));
  {
    const gint64 none[N_PRODUCTS] = { 0 };

    return MAX (most, sell_on (question, now, offer, question->n_picks[offer], 0, none));
  }
}

static void
test_random_choices (void)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (52);
  guint n_picked = 0;

  for (guint round = 0; round < 60; round++) {
    gint64 stock[N_PRODUCTS], quantity[2 * N_PRODUCTS], pool[2 * N_PRODUCTS], n_picks[2];
    const double daily[2] = { 0.0, 0.0 };
    const gint64 none[N_PRODUCTS] = { 0 };
    PnrStockQuestion question = {
      N_PRODUCTS, stock, 2, quantity, daily, NULL, n_picks, pool, NULL
    };
    g_autoptr (PnrStockAnswer) answer = NULL;
    g_autoptr (PnrStockAnswer) one = NULL;
    PnrStockQuestion first = question;

    for (guint j = 0; j < N_PRODUCTS; j++)
      stock[j] = g_rand_int_range (dice, 0, 5);
    for (guint o = 0; o < 2; o++) {
      gint64 n_pool = 0;

      for (guint j = 0; j < N_PRODUCTS; j++) {
        quantity[o * N_PRODUCTS + j] = g_rand_int_range (dice, 0, 6) == 0;
        pool[o * N_PRODUCTS + j] = g_rand_int_range (dice, 0, 3);
        n_pool += pool[o * N_PRODUCTS + j];
      }
      quantity[o * N_PRODUCTS + o] = 1;
      n_picks[o] = MIN (n_pool, g_rand_int_range (dice, 0, 4));
    }
    answer = pnr_stock_answer_new (&question);
    g_assert_true (answer->is_exact);
    g_assert_cmpint (answer->n_together, ==, sell_on (&question, stock, 0, 0, 0, none));
    first.n_offers = 1;
    one = pnr_stock_answer_new (&first);
    g_assert_cmpint (one->alone[0], ==, sell_on (&first, stock, 0, 0, 0, none));
    g_assert_cmpint (one->together[0], ==, one->alone[0]);
    n_picked += n_picks[0] > 0 && one->alone[0] > 0;
  }
  g_assert_cmpuint (n_picked, >, 10);
}

/* A cancelled question has no answer; one without time has a feasible one, and a bound on it. */
static void
test_impatience (void)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (51);
  gint64 stock[N_PRODUCTS], quantity[N_MANY * N_PRODUCTS];
  double daily[N_MANY] = { 0.0 };
  PnrStockQuestion question = { N_PRODUCTS, stock, N_MANY, quantity, daily };
  g_autoptr (PnrProgress) progress = pnr_progress_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrStockAnswer) answer = NULL;

  for (guint j = 0; j < N_PRODUCTS; j++)
    stock[j] = g_rand_int_range (dice, 1000, 100000);
  for (guint i = 0; i < N_MANY * N_PRODUCTS; i++)
    quantity[i] = g_rand_int_range (dice, 7, 90);
  answer = pnr_stock_answer_new_within (&question, 1, progress, &error);
  g_assert_no_error (error);
  g_assert_cmpint (answer->n_together, <=, answer->bound);
  for (guint j = 0; j < N_PRODUCTS; j++) {
    gint64 used = 0;

    for (guint o = 0; o < N_MANY; o++)
      used += answer->together[o] * quantity[o * N_PRODUCTS + j];
    g_assert_cmpint (used, <=, stock[j]);
  }
  pnr_progress_cancel (progress);
  g_assert_null (pnr_stock_answer_new_within (&question, 60000, progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define N_CHAIN 4
#define MOST_CHAIN 7

/* What is left of the first offer after the others of a chain, in each of their best ways. */
static void
try_others (const PnrStockQuestion *question, guint offer, gint64 *sold, gint64 *best, gint64 *left)
{
  gint64 n_sold = 0, rest = PNR_STOCK_ENDLESS;

  if (offer < question->n_offers) {
    g_assert (offer < N_CHAIN);
    for (sold[offer] = 0; sold[offer] <= MOST_CHAIN; sold[offer]++)
      try_others (question, offer + 1, sold, best, left);
    return;
  }
  for (guint j = 0; j < question->n_products; j++) {
    gint64 units = question->stock[j], need = question->quantity[j];

    for (guint o = 1; o < question->n_offers; o++)
      units -= sold[o] * question->quantity[o * question->n_products + j];
    if (units < 0)
      return;
    if (need > 0)
      rest = MIN (rest, units / need);
  }
  for (guint o = 1; o < question->n_offers; o++)
    n_sold += sold[o];
  if (n_sold > *best || (n_sold == *best && rest < *left))
    *left = rest;
  *best = MAX (*best, n_sold);
}

/* Each offer shares a product with the next, so the last takes from the first by way of others. */
static void
test_left_of_chains (void)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (20261127);

  for (guint round = 0; round < 300; round++) {
    gint64 stock[N_CHAIN + 1], quantity[N_CHAIN * (N_CHAIN + 1)] = { 0 }, sold[N_CHAIN];
    PnrStockQuestion question = { N_CHAIN + 1, stock, N_CHAIN, quantity, NULL };
    gint64 best = -1, expected = 0;
    PnrStockLeft left;

    for (guint j = 0; j <= N_CHAIN; j++)
      stock[j] = g_rand_int_range (dice, 0, MOST_CHAIN + 1);
    for (guint o = 0; o < N_CHAIN; o++) {
      quantity[o * (N_CHAIN + 1) + o] = g_rand_int_range (dice, 1, 3);
      quantity[o * (N_CHAIN + 1) + o + 1] = g_rand_int_range (dice, 1, 3);
    }
    try_others (&question, 1, sold, &best, &expected);
    g_assert_true (pnr_stock_find_left (&question, 0, 60000, NULL, &left, NULL));
    g_assert_true (left.is_exact);
    g_assert_cmpint (left.units, ==, expected);
  }
}

/* Ten jackets in two bundles: either may take them all. */
static void
test_left_of_two (void)
{
  const gint64 stock[] = { 10, 100, 100 };
  const gint64 quantity[] = { 1, 1, 0, 1, 0, 1 };
  PnrStockQuestion question = { 3, stock, 2, quantity, NULL };
  PnrStockQuestion single = { 3, stock, 1, quantity, NULL };
  PnrStockLeft left;

  g_assert_true (pnr_stock_find_left (&question, 0, 60000, NULL, &left, NULL));
  g_assert_cmpint (left.units, ==, 0);
  g_assert_true (pnr_stock_find_left (&single, 0, 60000, NULL, &left, NULL));
  g_assert_cmpint (left.units, ==, 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/economy/stock/suit", test_suit);
  g_test_add_func ("/economy/stock/edges", test_edges);
  g_test_add_func ("/economy/stock/random-shelves", test_random_shelves);
  g_test_add_func ("/economy/stock/choice", test_choice);
  g_test_add_func ("/economy/stock/random-choices", test_random_choices);
  g_test_add_func ("/economy/stock/impatience", test_impatience);
  g_test_add_func ("/economy/stock/left-of-chains", test_left_of_chains);
  g_test_add_func ("/economy/stock/left-of-two", test_left_of_two);
  return g_test_run ();
}
