/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Baskets are sets: sorted, without repeats, the empty and the huge ones left out. */
#include "model/pnr-basket-set.h"

static PnrBasketSet *
build_set (const guint32 *entries, gsize n_entries)
{
  g_autoptr (PnrBasketSetBuilder) builder = pnr_basket_set_builder_new ();

  for (gint64 id = 1; id <= 3; id++)
    pnr_basket_set_builder_add_item (builder, id, "item");
  for (gsize i = 0; i < n_entries; i++)
    pnr_basket_set_builder_add_entry (builder, entries[i]);
  pnr_basket_set_builder_end_basket (builder);
  return pnr_basket_set_builder_end (g_steal_pointer (&builder));
}

static void
test_set (void)
{
  g_autoptr (PnrBasketSet) set = build_set ((const guint32[]){ 2, 0, 2, 1, 0 }, 5);
  guint32 n_items;
  const guint32 *items = pnr_basket_set_get_basket (set, 0, &n_items);

  g_assert_cmpuint (pnr_basket_set_get_n_baskets (set), ==, 1);
  g_assert_cmpuint (n_items, ==, 3);
  for (guint32 i = 0; i < 3; i++)
    g_assert_cmpuint (items[i], ==, i);
}

static void
test_empty (void)
{
  g_autoptr (PnrBasketSet) set = build_set (NULL, 0);

  g_assert_cmpuint (pnr_basket_set_get_n_baskets (set), ==, 0);
  g_assert_cmpuint (pnr_basket_set_get_n_entries (set), ==, 0);
}

static void
test_huge (void)
{
  g_autoptr (PnrBasketSetBuilder) builder = pnr_basket_set_builder_new ();
  g_autoptr (PnrBasketSet) set = NULL;

  for (guint32 i = 0; i <= PNR_BASKET_SET_LARGEST_BASKET; i++)
    pnr_basket_set_builder_add_entry (builder,
                                      pnr_basket_set_builder_add_item (builder, 0, "item"));
  pnr_basket_set_builder_end_basket (builder);
  pnr_basket_set_builder_add_entry (builder, 0);
  pnr_basket_set_builder_end_basket (builder);
  set = pnr_basket_set_builder_end (g_steal_pointer (&builder));
  g_assert_cmpuint (pnr_basket_set_get_n_baskets (set), ==, 1);
  g_assert_cmpuint (pnr_basket_set_get_n_left_out (set), ==, 1);
}

/* The hash tells data apart and does not depend on the order lines came in. */
static void
test_hash (void)
{
  g_autoptr (PnrBasketSet) one = build_set ((const guint32[]){ 0, 1 }, 2);
  g_autoptr (PnrBasketSet) same = build_set ((const guint32[]){ 1, 0, 0 }, 3);
  g_autoptr (PnrBasketSet) other = build_set ((const guint32[]){ 0, 2 }, 2);

  g_assert_cmpstr (pnr_basket_set_get_hash (one), ==, pnr_basket_set_get_hash (same));
  g_assert_cmpstr (pnr_basket_set_get_hash (one), !=, pnr_basket_set_get_hash (other));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/basket-set/set", test_set);
  g_test_add_func ("/basket-set/empty", test_empty);
  g_test_add_func ("/basket-set/huge", test_huge);
  g_test_add_func ("/basket-set/hash", test_hash);
  return g_test_run ();
}
