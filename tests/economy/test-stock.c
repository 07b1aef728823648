/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one stock lets several offers sell, against trying every number of each. */
#include "config.h"

#include <math.h>

#include "economy/pnr-stock.h"

/* 10 jackets, 6 ties, 8 cufflinks; the set, tie with cufflinks, and the jacket singly. */
static void
test_suit (void)
{
  const gint64 stock[] = { 10, 6, 8 };
  const gint64 quantity[] = { 1, 1, 1, 0, 1, 1, 1, 0, 0 };
  const double daily[] = { 1.0, 0.5, 0.25 };
  PnrStockQuestion question = { 3, stock, 3, quantity, daily, NULL };
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
  PnrStockQuestion question = { 2, stock, 2, quantity, daily, NULL };
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

/* A cancelled question has no answer; one without time has a feasible one, and a bound on it. */
static void
test_impatience (void)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (51);
  gint64 stock[N_PRODUCTS], quantity[N_MANY * N_PRODUCTS];
  double daily[N_MANY] = { 0.0 };
  PnrStockQuestion question = { N_PRODUCTS, stock, N_MANY, quantity, daily, NULL };
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/economy/stock/suit", test_suit);
  g_test_add_func ("/economy/stock/edges", test_edges);
  g_test_add_func ("/economy/stock/random-shelves", test_random_shelves);
  g_test_add_func ("/economy/stock/impatience", test_impatience);
  return g_test_run ();
}
