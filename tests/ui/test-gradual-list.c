/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list that follows in turns: what its view is told adds up, and in the end all is the same. */
#include "config.h"

#include "ui/pnr-gradual-list.h"

#define N_ROUNDS 400

static void
view_changed_cb (GListModel *model, guint position, guint n_removed, guint n_added, gpointer data)
{
  GPtrArray *view = data;

  g_assert_cmpuint (position + n_removed, <=, view->len);
  if (n_removed > 0)
    g_ptr_array_remove_range (view, position, n_removed);
  for (guint i = 0; i < n_added; i++)
    g_ptr_array_insert (view, (int) (position + i), g_list_model_get_item (model, position + i));
  g_assert_cmpuint (view->len, ==, g_list_model_get_n_items (model));
}

static void
assert_same (GListModel *model, GPtrArray *items)
{
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, items->len);
  for (guint i = 0; i < items->len; i++) {
    g_autoptr (GObject) item = g_list_model_get_item (model, i);

    g_assert_true (item == g_ptr_array_index (items, i));
  }
}

static void
change (GListStore *store)
{
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (store));
  guint position = (guint) g_test_rand_int_range (0, (int) n_items + 1);
  guint n_removed = (guint) g_test_rand_int_range (0, (int) (n_items - position) + 1);
  guint n_added = (guint) g_test_rand_int_range (0, g_test_rand_bit () ? 4 : 3000);
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_added; i++) {
    /* Some come back, as they do when a list is sorted. */
    if (n_items > 0 && g_test_rand_bit ())
      g_ptr_array_add (added, g_list_model_get_item (G_LIST_MODEL (store), i % n_items));
    else
      g_ptr_array_add (added, g_object_new (G_TYPE_OBJECT, NULL));
  }
  g_list_store_splice (store, position, n_removed, added->pdata, added->len);
}

static void
settle (PnrGradualList *list)
{
  while (!pnr_gradual_list_is_settled (list))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_follows (void)
{
  g_autoptr (GListStore) store = g_list_store_new (G_TYPE_OBJECT);
  g_autoptr (PnrGradualList) list = pnr_gradual_list_new (g_object_ref (G_LIST_MODEL (store)));
  /* What a view would know that believes every items-changed. */
  g_autoptr (GPtrArray) view = g_ptr_array_new_with_free_func (g_object_unref);

  g_signal_connect (list, "items-changed", G_CALLBACK (view_changed_cb), view);
  for (guint round = 0; round < N_ROUNDS; round++) {
    change (store);
    /* Some changes come while an earlier one is still being handed on. */
    if (g_test_rand_bit ())
      g_main_context_iteration (NULL, FALSE);
    assert_same (G_LIST_MODEL (list), view);
    if (round % 8 == 0) {
      settle (list);
      assert_same (G_LIST_MODEL (store), view);
    }
  }
  settle (list);
  assert_same (G_LIST_MODEL (store), view);
}

static void
count_cb (GListModel *model, guint position, guint n_removed, guint n_added, gpointer data)
{
  guint *first = data;

  if (*first == 0)
    *first = MAX (n_removed, n_added);
}

static void
count_settled_cb (PnrGradualList *list, guint *n_settled)
{
  ++*n_settled;
}

static void
test_hands_out_in_turns (void)
{
  g_autoptr (GListStore) store = g_list_store_new (G_TYPE_OBJECT);
  g_autoptr (PnrGradualList) list = NULL;
  guint first = 0;
  guint n_settled = 0;

  for (guint i = 0; i < 5000; i++) {
    g_autoptr (GObject) item = g_object_new (G_TYPE_OBJECT, NULL);

    g_list_store_append (store, item);
  }
  list = pnr_gradual_list_new (g_object_ref (G_LIST_MODEL (store)));
  g_signal_connect (list, "items-changed", G_CALLBACK (count_cb), &first);
  g_signal_connect (list, "settled", G_CALLBACK (count_settled_cb), &n_settled);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  while (n_settled == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (first, <, 100);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 5000);
  g_list_store_remove_all (store);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 5000);
  settle (list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
}

static void
test_small_changes_at_once (void)
{
  g_autoptr (GListStore) store = g_list_store_new (G_TYPE_OBJECT);
  g_autoptr (PnrGradualList) list = pnr_gradual_list_new (g_object_ref (G_LIST_MODEL (store)));
  g_autoptr (GObject) item = g_object_new (G_TYPE_OBJECT, NULL);

  g_list_store_append (store, item);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  g_list_store_remove (store, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
}

static void
test_ends_while_following (void)
{
  g_autoptr (GListStore) store = g_list_store_new (G_TYPE_OBJECT);
  PnrGradualList *list = pnr_gradual_list_new (g_object_ref (G_LIST_MODEL (store)));

  for (guint i = 0; i < 50; i++)
    change (store);
  g_object_add_weak_pointer (G_OBJECT (list), (gpointer *) &list);
  g_object_unref (list);
  g_assert_null (list);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  change (store);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ui/gradual-list/follows", test_follows);
  g_test_add_func ("/ui/gradual-list/hands-out-in-turns", test_hands_out_in_turns);
  g_test_add_func ("/ui/gradual-list/small-changes-at-once", test_small_changes_at_once);
  g_test_add_func ("/ui/gradual-list/ends-while-following", test_ends_while_following);
  return g_test_run ();
}
