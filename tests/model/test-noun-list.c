/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of nouns against a plain table: the same members, and a listener that keeps up. */
#include "model/pnr-noun-list.h"
#include "model/pnr-product.h"

/* A listener that only believes items-changed. */
static void
items_changed_cb (GListModel *model, guint position, guint n_removed, guint n_added, GArray *seen)
{
  g_assert_cmpuint (position + n_removed, <=, seen->len);
  if (n_removed > 0)
    g_array_remove_range (seen, position, n_removed);
  for (guint i = 0; i < n_added; i++) {
    g_autoptr (PnrNoun) noun = g_list_model_get_item (model, position + i);
    gint64 id = pnr_noun_get_id (noun);

    g_array_insert_val (seen, position + i, id);
  }
}

static void
test_random (void)
{
  g_autoptr (PnrNounList) list = pnr_noun_list_new (PNR_TYPE_PRODUCT);
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean is_there[64] = { FALSE };

  g_signal_connect (list, "items-changed", G_CALLBACK (items_changed_cb), seen);
  for (int step = 0; step < 2000; step++) {
    gint64 id = g_test_rand_int_range (1, 64);
    guint n_there = 0;

    if (g_test_rand_bit ()) {
      g_autoptr (PnrProduct) product = pnr_product_new (id);

      pnr_noun_list_put (list, PNR_NOUN (product));
      is_there[id] = TRUE;
    } else {
      g_assert_cmpint (pnr_noun_list_remove (list, id), ==, is_there[id]);
      is_there[id] = FALSE;
    }
    for (gint64 i = 1; i < 64; i++) {
      PnrProduct *product = pnr_noun_list_get_by_id (list, i);

      g_assert_cmpint (product != NULL, ==, is_there[i]);
      if (product != NULL)
        g_assert_cmpint (g_array_index (seen, gint64, n_there++), ==, i);
    }
    g_assert_cmpuint (seen->len, ==, n_there);
  }
}

/* A fresher noun changes the known object; views keep their hold on it. */
static void
test_keeps_object (void)
{
  g_autoptr (PnrNounList) list = pnr_noun_list_new (PNR_TYPE_PRODUCT);
  g_autoptr (PnrProduct) known = pnr_product_new (7);
  g_autoptr (PnrProduct) fresh = pnr_product_new (7);

  pnr_noun_list_put (list, PNR_NOUN (known));
  pnr_product_set_name (fresh, "Trail shoe");
  pnr_noun_list_put (list, PNR_NOUN (fresh));
  g_assert_true (pnr_noun_list_get_by_id (list, 7) == known);
  g_assert_cmpstr (pnr_product_get_name (known), ==, "Trail shoe");
}

static void
test_replace (void)
{
  g_autoptr (PnrNounList) list = pnr_noun_list_new (PNR_TYPE_PRODUCT);
  GPtrArray *nouns = g_ptr_array_new ();

  for (gint64 id = 5; id > 0; id--)
    g_ptr_array_add (nouns, pnr_product_new (id));
  pnr_noun_list_replace (list, nouns);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 5);
  for (gint64 id = 1; id <= 5; id++)
    g_assert_cmpint (pnr_product_get_id (pnr_noun_list_get_by_id (list, id)), ==, id);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/noun-list/random", test_random);
  g_test_add_func ("/noun-list/keeps-object", test_keeps_object);
  g_test_add_func ("/noun-list/replace", test_replace);
  return g_test_run ();
}
