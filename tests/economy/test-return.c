/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Components that come back: refunds by hand, and refunds that never exceed what was paid. */
#include "config.h"

#include "base/pnr-money.h"
#include "economy/pnr-economy-error.h"
#include "economy/pnr-return.h"

static const PnrAllocationPart suit[] = {
  { "Jacket", 1, 12000, 6600, 0, 0 },
  { "Tie", 1, 3000, 900, 0, 0 },
  { "Cufflinks", 1, 4500, 1800, 0, 0 },
};

static PnrReturn
return_part (PnrRefundPolicy policy, gsize part)
{
  PnrReturnTerms terms = { .policy = policy, .salvage_ppm = 1000000 };
  gint64 now[3] = { 0 };
  PnrReturn result;

  now[part] = 1;
  g_assert_true (pnr_return_what_if (16900, &terms, suit, 3, NULL, now, &result, NULL));
  return result;
}

static void
test_suit (void)
{
  static const struct {
    PnrRefundPolicy policy;
    gsize part;
    gint64 refund, kept, discount_kept, contribution;
  } cases[] = {
    { PNR_REFUND_SHARE, 0, 10400, 6500, 1000, 3800 },
    { PNR_REFUND_SHARE, 1, 2600, 14300, 2200, 5900 },
    { PNR_REFUND_SHARE, 2, 3900, 13000, 2000, 5500 },
    { PNR_REFUND_REPRICED, 0, 9400, 7500, 0, 4800 },
    { PNR_REFUND_REPRICED, 1, 400, 16500, 0, 8100 },
    { PNR_REFUND_REPRICED, 2, 1900, 15000, 0, 7500 },
    { PNR_REFUND_NONE, 2, 0, 16900, -1900, 9400 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    PnrReturn result = return_part (cases[i].policy, cases[i].part);

    g_assert_cmpint (result.refund_minor, ==, cases[i].refund);
    g_assert_cmpint (result.kept_minor, ==, cases[i].kept);
    g_assert_cmpint (result.discount_kept_minor, ==, cases[i].discount_kept);
    g_assert_cmpint (result.contribution_minor, ==, cases[i].contribution);
    g_assert_cmpint (result.short_minor, ==, suit[cases[i].part].list_minor - cases[i].refund);
    g_assert_false (result.is_loss);
  }
}

/* A deep discount repriced: what is kept costs more than the whole set did, so there is nothing to
 * give back, and nothing to claim either. */
static void
test_deep_discount (void)
{
  PnrReturnTerms terms = { .policy = PNR_REFUND_REPRICED, .salvage_ppm = 1000000 };
  PnrReturn result;

  g_assert_true (
      pnr_return_what_if (11000, &terms, suit, 3, NULL, (gint64[]){ 0, 1, 0 }, &result, NULL));
  g_assert_cmpint (result.refund_minor, ==, 0);
  g_assert_cmpint (result.kept_minor, ==, 11000);
  g_assert_true (pnr_return_what_if (11000, &terms, suit, 3, (gint64[]){ 0, 1, 0 },
                                     (gint64[]){ 1, 0, 0 }, &result, NULL));
  g_assert_cmpint (result.refund_minor, ==, 6500);
  g_assert_cmpint (result.kept_minor, ==, 4500);
}

/* The goods come back worthless and handling costs 5.00 each: 65.00 - 93.00 - 5.00. */
static void
test_loss (void)
{
  PnrReturnTerms terms = { .policy = PNR_REFUND_SHARE, .handling_minor = 500 };
  PnrReturn result;

  g_assert_true (
      pnr_return_what_if (16900, &terms, suit, 3, NULL, (gint64[]){ 1, 0, 0 }, &result, NULL));
  g_assert_cmpint (result.contribution_minor, ==, -3300);
  g_assert_true (result.is_loss);
}

static void
test_tax (void)
{
  PnrAllocationPart taxed[3] = { suit[0], suit[1], suit[2] };
  PnrReturnTerms terms = { .policy = PNR_REFUND_SHARE,
                           .salvage_ppm = 1000000,
                           .is_vat_included = TRUE };
  PnrReturn result;

  taxed[0].vat_ppm = taxed[1].vat_ppm = 250000;
  taxed[2].vat_ppm = 120000;
  g_assert_true (
      pnr_return_what_if (16900, &terms, taxed, 3, NULL, (gint64[]){ 0, 0, 1 }, &result, NULL));
  /* 130.00 less 20.80 and 5.20 of tax, less 75.00 of cost. */
  g_assert_cmpint (result.contribution_minor, ==, 2900);
}

static void
test_unknown_cost (void)
{
  PnrAllocationPart part = { "Jacket", 1, 12000, PNR_MONEY_UNKNOWN };
  PnrReturnTerms terms = { .mode = PNR_ALLOCATION_BY_COST };
  g_autoptr (GError) error = NULL;
  PnrReturn result;

  g_assert_false (
      pnr_return_what_if (16900, &terms, &part, 1, NULL, (gint64[]){ 1 }, &result, &error));
  g_assert_error (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_UNKNOWN_COST);
}

static gint64
return_everything (GRand *dice, gint64 price, const PnrReturnTerms *terms,
                   const PnrAllocationPart *parts, gsize n_parts)
{
  gint64 before[5] = { 0 }, now[5];
  gint64 refunds = 0, left = 1;
  PnrReturn result;

  while (left > 0) {
    left = 0;
    for (gsize i = 0; i < n_parts; i++) {
      now[i] = g_rand_int_range (dice, 0, (gint32) (parts[i].quantity - before[i]) + 1);
      left += parts[i].quantity - before[i] - now[i];
    }
    g_assert_true (pnr_return_what_if (price, terms, parts, n_parts, before, now, &result, NULL));
    refunds += result.refund_minor;
    g_assert_cmpint (result.refund_minor, >=, 0);
    g_assert_cmpint (refunds, <=, price);
    g_assert_cmpint (refunds + result.kept_minor, ==, price);
    for (gsize i = 0; i < n_parts; i++)
      before[i] += now[i];
  }
  return refunds;
}

static void
test_random_sequences (void)
{
  g_autoptr (GRand) dice = g_rand_new_with_seed (7);

  for (guint round = 0; round < 3000; round++) {
    PnrAllocationPart parts[5];
    gsize n_parts = (gsize) g_rand_int_range (dice, 1, 6);
    gint64 price = g_rand_int_range (dice, 0, 50000);
    PnrReturnTerms terms = { .policy = (PnrRefundPolicy) g_rand_int_range (dice, 0, 3),
                             .mode = (PnrAllocationMode) g_rand_int_range (dice, 0, 3),
                             .salvage_ppm = g_rand_int_range (dice, 0, 1000001) };

    for (gsize i = 0; i < n_parts; i++)
      parts[i] = (PnrAllocationPart){ .name = "P",
                                      .quantity = g_rand_int_range (dice, 1, 5),
                                      .list_minor = g_rand_int_range (dice, 1, 9000),
                                      .cost_minor = g_rand_int_range (dice, 1, 5000),
                                      .weight = g_rand_int_range (dice, 1, 9) };
    g_assert_cmpint (return_everything (dice, price, &terms, parts, n_parts), ==,
                     terms.policy == PNR_REFUND_NONE ? 0 : price);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/economy/return/suit", test_suit);
  g_test_add_func ("/economy/return/deep-discount", test_deep_discount);
  g_test_add_func ("/economy/return/loss", test_loss);
  g_test_add_func ("/economy/return/tax", test_tax);
  g_test_add_func ("/economy/return/unknown-cost", test_unknown_cost);
  g_test_add_func ("/economy/return/random-sequences", test_random_sequences);
  return g_test_run ();
}
