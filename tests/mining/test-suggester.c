/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Proposals appear where there is structure, stay away where there is none, and obey verdicts. */
#include <gio/gio.h>
#include <string.h>

#include "base/pnr-money.h"
#include "basket-file.h"
#include "mining/pnr-miner.h"
#include "mining/pnr-suggester.h"
#include "model/pnr-product.h"
#include "model/pnr-relation.h"
#include "model/pnr-verdict.h"

enum {
  SHIRT = 1,
  TIE,
  SUIT,
  FINE_SUIT,
  SOCKS
};

/* Ties go with shirts; who buys one suit does not buy the other; socks go with nothing. */
static PnrBasketSet *
make_shop (guint n_baskets)
{
  static const char *const names[] = { "shirt", "tie", "suit", "fine suit", "socks" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  g_autoptr (PnrBasketSetBuilder) builder = pnr_basket_set_builder_new ();

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    pnr_basket_set_builder_add_item (builder, (gint64) i + 1, names[i]);
  for (guint i = 0; i < n_baskets; i++) {
    double luck = g_rand_double (rand);

    if (luck < 0.3)
      pnr_basket_set_builder_add_entry (builder, SUIT - 1);
    else if (luck < 0.5)
      pnr_basket_set_builder_add_entry (builder, FINE_SUIT - 1);
    if (g_rand_double (rand) < 0.3) {
      pnr_basket_set_builder_add_entry (builder, SHIRT - 1);
      if (g_rand_double (rand) < 0.5)
        pnr_basket_set_builder_add_entry (builder, TIE - 1);
    }
    if (g_rand_double (rand) < 0.4)
      pnr_basket_set_builder_add_entry (builder, SOCKS - 1);
    pnr_basket_set_builder_end_basket (builder);
  }
  return pnr_basket_set_builder_end (g_steal_pointer (&builder));
}

static PnrNounList *
make_products (void)
{
  static const gint64 prices[] = { 5000, 2000, 20000, 30000, 500 };
  PnrNounList *products = pnr_noun_list_new (PNR_TYPE_PRODUCT);

  for (guint i = 0; i < G_N_ELEMENTS (prices); i++) {
    g_autoptr (PnrProduct) product = pnr_product_new ((gint64) i + 1);

    pnr_product_set_sku (product, "X");
    pnr_product_set_category (product, i == 2 || i == 3 ? "Suits" : "Other");
    pnr_product_set_price_minor (product, prices[i]);
    pnr_product_set_cost_minor (product, prices[i] / 2);
    pnr_noun_list_put (products, PNR_NOUN (product));
  }
  return products;
}

static GPtrArray *
propose (PnrBasketSet *baskets, const PnrSuggesterContext *context)
{
  PnrMiningSettings settings = { .min_count = 5 };
  g_autoptr (PnrRuleSet) pairs = pnr_mine_pairs (baskets, &settings, NULL, NULL);

  return pnr_suggester_propose (pairs, context, NULL, NULL);
}

static const PnrSuggestionFacts *
find (GPtrArray *suggestions, PnrRelationKind kind, gint64 from_id, gint64 to_id)
{
  for (guint i = 0; i < suggestions->len; i++) {
    const PnrSuggestionFacts *facts = pnr_suggestion_get_facts (g_ptr_array_index (suggestions, i));

    if (facts->kind == kind && facts->from_id == from_id && facts->to_id == to_id)
      return facts;
  }
  return NULL;
}

static void
test_kinds (void)
{
  g_autoptr (PnrBasketSet) baskets = make_shop (2000);
  g_autoptr (PnrNounList) products = make_products ();
  PnrSuggesterContext bare = { 0 };
  PnrSuggesterContext full = { .products = products };
  g_autoptr (GPtrArray) plain = propose (baskets, &bare);
  g_autoptr (GPtrArray) priced = propose (baskets, &full);
  const PnrSuggestionFacts *tie = find (plain, PNR_RELATION_KIND_CROSS_SELL, TIE, SHIRT);

  g_assert_cmpuint (plain->len, ==, 2);
  g_assert_nonnull (tie);
  g_assert_cmpfloat (tie->confidence, ==, 1.0);
  g_assert_cmpfloat (tie->chance_high, <, tie->n_together);
  g_assert_cmpint (tie->expected_margin_minor, ==, PNR_MONEY_UNKNOWN);
  g_assert_nonnull (find (plain, PNR_RELATION_KIND_ALTERNATIVE, FINE_SUIT, SUIT));
  g_assert_cmpuint (priced->len, ==, 2);
  /* With prices the tie is offered with the shirt: of 100 shirts 50 have one, 15 by chance. */
  tie = find (priced, PNR_RELATION_KIND_CROSS_SELL, SHIRT, TIE);
  g_assert_nonnull (tie);
  g_assert_cmpint (tie->expected_margin_minor, >, 25 * 1000);
  g_assert_cmpint (tie->expected_margin_minor, <, 45 * 1000);
  g_assert_nonnull (find (priced, PNR_RELATION_KIND_UPSELL, SUIT, FINE_SUIT));
}

/* Suits and socks among hats; of the baskets with both, a share loses the socks. */
static PnrBasketSet *
make_apart (double share_lost)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (12);
  g_autoptr (PnrBasketSetBuilder) builder = pnr_basket_set_builder_new ();

  pnr_basket_set_builder_add_item (builder, SUIT, "suit");
  pnr_basket_set_builder_add_item (builder, SOCKS, "socks");
  for (gint64 id = 10; id < 20; id++)
    pnr_basket_set_builder_add_item (builder, id, "hat");
  for (guint i = 0; i < 50000; i++) {
    gboolean has_suit = g_rand_double (rand) < 0.3;
    gboolean has_socks = g_rand_double (rand) < 0.3;

    if (has_suit)
      pnr_basket_set_builder_add_entry (builder, 0);
    if (has_socks && !(has_suit && g_rand_double (rand) < share_lost))
      pnr_basket_set_builder_add_entry (builder, 1);
    for (guint32 hat = 2; hat < 12; hat++) {
      if (g_rand_double (rand) < 0.3)
        pnr_basket_set_builder_add_entry (builder, hat);
    }
    pnr_basket_set_builder_end_basket (builder);
  }
  return pnr_basket_set_builder_end (g_steal_pointer (&builder));
}

/* Apart by a tenth is certain with so many baskets and yet no alternative; nor are products of two
 * departments. */
static void
test_apart (void)
{
  static const struct {
    double share_lost;
    const char *suit_category;
    const char *socks_category;
    guint n_proposed;
  } cases[] = {
    { 0.1, NULL, NULL, 0 },
    { 0.8, NULL, NULL, 1 },
    { 0.8, "Clothes > Suits", "Clothes > Socks", 1 },
    { 0.8, "Suits", "Socks", 0 },
    { 0.8, "Suits", NULL, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (PnrBasketSet) baskets = make_apart (cases[i].share_lost);
    g_autoptr (PnrNounList) products = pnr_noun_list_new (PNR_TYPE_PRODUCT);
    g_autoptr (PnrProduct) suit = pnr_product_new (SUIT);
    g_autoptr (PnrProduct) socks = pnr_product_new (SOCKS);
    PnrSuggesterContext context = { .products = products };
    g_autoptr (GPtrArray) found = NULL;

    pnr_product_set_category (suit, cases[i].suit_category);
    pnr_product_set_category (socks, cases[i].socks_category);
    pnr_noun_list_put (products, PNR_NOUN (suit));
    pnr_noun_list_put (products, PNR_NOUN (socks));
    found = propose (baskets, &context);
    g_test_message ("%g %s", cases[i].share_lost, cases[i].suit_category);
    g_assert_cmpuint (found->len, ==, cases[i].n_proposed);
  }
}

/* What is asked grows with the history: 5 of 2,000 baskets, 12 of 50,000. */
static void
test_bar (void)
{
  g_autoptr (PnrBasketSet) small = make_shop (2000);
  g_autoptr (PnrBasketSet) large = make_apart (0.0);
  g_autofree char *first = pnr_suggester_dup_bar (small);
  g_autofree char *second = pnr_suggester_dup_bar (large);

  g_assert_nonnull (strstr (first, "at least 5 times"));
  g_assert_nonnull (strstr (second, "at least 12 times"));
}

static void
test_verdicts (void)
{
  g_autoptr (PnrBasketSet) baskets = make_shop (2000);
  g_autoptr (PnrVerdict) verdict = pnr_verdict_new (1);
  g_autoptr (PnrRelation) relation = pnr_relation_new (1);
  g_autoptr (GPtrArray) verdicts = g_ptr_array_new ();
  g_autoptr (GPtrArray) relations = g_ptr_array_new ();
  PnrSuggesterContext context = { .verdicts = verdicts, .relations = relations, .now = 1000 };
  g_autoptr (GPtrArray) rejected = NULL;
  g_autoptr (GPtrArray) awake = NULL;
  g_autoptr (GPtrArray) asleep = NULL;

  g_ptr_array_add (verdicts, verdict);
  pnr_verdict_set_kind (verdict, PNR_RELATION_KIND_CROSS_SELL);
  pnr_verdict_set_from_id (verdict, SHIRT);
  pnr_verdict_set_to_id (verdict, TIE);
  rejected = propose (baskets, &context);
  g_assert_cmpuint (rejected->len, ==, 1);
  pnr_verdict_set_until (verdict, 999);
  awake = propose (baskets, &context);
  g_assert_cmpuint (awake->len, ==, 2);
  pnr_verdict_set_until (verdict, 1001);
  g_ptr_array_add (relations, relation);
  pnr_relation_set_from_id (relation, SUIT);
  pnr_relation_set_to_id (relation, FINE_SUIT);
  asleep = propose (baskets, &context);
  g_assert_cmpuint (asleep->len, ==, 0);
}

static void
test_cancel (void)
{
  g_autoptr (PnrBasketSet) baskets = make_shop (200);
  g_autoptr (PnrProgress) progress = pnr_progress_new ();
  PnrMiningSettings settings = { .min_count = 5 };
  g_autoptr (GError) error = NULL;

  pnr_progress_cancel (progress);
  g_assert_null (pnr_mine_pairs (baskets, &settings, progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* The same basket sizes and item totals, but who met whom is drawn anew. */
static PnrBasketSet *
shuffle (PnrBasketSet *baskets, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  guint32 n_entries = pnr_basket_set_get_n_entries (baskets);
  const guint32 *offsets = pnr_basket_set_get_offsets (baskets);
  g_autofree guint32 *entries =
      g_memdup2 (pnr_basket_set_get_entries (baskets), sizeof (guint32) * n_entries);
  g_autoptr (PnrBasketSetBuilder) builder = pnr_basket_set_builder_new ();

  for (guint32 i = n_entries - 1; i > 0; i--) {
    guint32 k = (guint32) g_rand_int_range (rand, 0, (gint32) i + 1);
    guint32 entry = entries[i];

    entries[i] = entries[k];
    entries[k] = entry;
  }
  for (guint32 i = 0; i < pnr_basket_set_get_n_items (baskets); i++)
    pnr_basket_set_builder_add_item (builder, (gint64) i + 1,
                                     pnr_basket_set_get_item_name (baskets, i));
  for (guint32 i = 0; i < pnr_basket_set_get_n_baskets (baskets); i++) {
    for (guint32 k = offsets[i]; k < offsets[i + 1]; k++)
      pnr_basket_set_builder_add_entry (builder, entries[k]);
    pnr_basket_set_builder_end_basket (builder);
  }
  return pnr_basket_set_builder_end (g_steal_pointer (&builder));
}

static void
count_kinds (GPtrArray *suggestions, guint *n_by_kind)
{
  memset (n_by_kind, 0, 4 * sizeof (guint));
  for (guint i = 0; i < suggestions->len; i++)
    n_by_kind[pnr_suggestion_get_facts (g_ptr_array_index (suggestions, i))->kind]++;
  g_test_message ("%u cross-sells, %u upsells, %u alternatives", n_by_kind[0], n_by_kind[1],
                  n_by_kind[2]);
}

static void
test_groceries (void)
{
  g_autoptr (PnrBasketSet) baskets = basket_file_read ("groceries.csv.gz", ',');
  PnrSuggesterContext context = { 0 };
  g_autoptr (GPtrArray) suggestions = NULL;
  gboolean has_beer_and_milk = FALSE;
  guint n_by_kind[4];
  guint n_real;

  if (baskets == NULL)
    return;
  suggestions = propose (baskets, &context);
  count_kinds (suggestions, n_by_kind);
  n_real = suggestions->len;
  g_assert_cmpuint (n_by_kind[PNR_RELATION_KIND_CROSS_SELL], >, 40);
  for (guint i = 0; i < suggestions->len; i++) {
    PnrSuggestion *suggestion = g_ptr_array_index (suggestions, i);

    has_beer_and_milk |=
        pnr_suggestion_get_facts (suggestion)->kind == PNR_RELATION_KIND_ALTERNATIVE
        && g_str_equal (pnr_suggestion_get_from_title (suggestion), "canned beer")
        && g_str_equal (pnr_suggestion_get_to_title (suggestion), "whole milk");
  }
  g_assert_true (has_beer_and_milk);
  for (guint32 seed = 1; seed <= 5; seed++) {
    g_autoptr (PnrBasketSet) shuffled = shuffle (baskets, seed);
    g_autoptr (GPtrArray) ghosts = propose (shuffled, &context);

    count_kinds (ghosts, n_by_kind);
    g_assert_cmpuint (ghosts->len * 20, <=, n_real);
  }
}

/* Fictitious shops, whose items were drawn independently. */
static void
test_no_structure (void)
{
  static const guint pizza_key[] = { 1 };
  static const guint foodmart_key[] = { 0, 2, 8 };
  g_autoptr (PnrBasketSet) pizza =
      basket_file_read_columns ("pizza-order_details.csv.gz", pizza_key, 1, 2);
  g_autoptr (PnrBasketSet) foodmart =
      basket_file_read_columns ("foodmart-sales-1997.csv.gz", foodmart_key, 3, 12);
  PnrBasketSet *shops[] = { pizza, foodmart };
  PnrSuggesterContext context = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (shops); i++) {
    g_autoptr (GPtrArray) ghosts = shops[i] != NULL ? propose (shops[i], &context) : NULL;
    guint n_by_kind[4];

    if (ghosts == NULL)
      continue;
    g_test_message ("%u baskets", pnr_basket_set_get_n_baskets (shops[i]));
    count_kinds (ghosts, n_by_kind);
    for (guint k = 0; k < ghosts->len && k < 20; k++) {
      PnrSuggestion *suggestion = g_ptr_array_index (ghosts, k);
      g_autofree char *sentence = pnr_suggestion_dup_sentence (suggestion);

      g_test_message ("%s - %s: %s", pnr_suggestion_get_from_title (suggestion),
                      pnr_suggestion_get_to_title (suggestion), sentence);
    }
    g_assert_cmpuint (ghosts->len, <=, 5);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/suggester/kinds", test_kinds);
  g_test_add_func ("/suggester/apart", test_apart);
  g_test_add_func ("/suggester/bar", test_bar);
  g_test_add_func ("/suggester/verdicts", test_verdicts);
  g_test_add_func ("/suggester/cancel", test_cancel);
  g_test_add_func ("/suggester/groceries", test_groceries);
  g_test_add_func ("/suggester/no-structure", test_no_structure);
  return g_test_run ();
}
