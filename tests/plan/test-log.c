/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The log: who did what, what was taken back by whom, and the way to any point of it. */
#include <glib/gstdio.h>

#include "plan/pnr-plan-log.h"
#include "store/pnr-store-error.h"

typedef struct {
  char *folder;
  char *path;
  PnrPlan *plan;
} Fixture;

static void
add_product (PnrPlan *plan, gint64 id)
{
  g_autofree char *sku = g_strdup_printf ("P%" G_GINT64_FORMAT, id);
  g_autofree char *name = g_strdup_printf ("Add %s", sku);
  g_autoptr (PnrEdit) edit = pnr_edit_new (name);
  g_autoptr (PnrProduct) product = pnr_product_new (id);
  g_autoptr (GError) error = NULL;

  pnr_product_set_sku (product, sku);
  pnr_edit_put (edit, product);
  pnr_plan_commit (plan, edit, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("pannier-log-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "log.pannier", NULL);
  fixture->plan = pnr_plan_create (fixture->path, "EUR", NULL);
  for (gint64 id = 1; id <= 6; id++)
    add_product (fixture->plan, id);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->plan);
  g_unlink (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static guint
count_products (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (pnr_plan_get_products (fixture->plan)));
}

static void
return_to (Fixture *fixture, gint64 action)
{
  g_autoptr (GError) error = NULL;

  pnr_plan_return_to (fixture->plan, action, "Second thoughts", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (pnr_plan_get_newest_action (fixture->plan), ==, action);
}

static void
assert_entry (GPtrArray *log, guint position, gint64 id, PnrActionState state, gboolean can_return)
{
  const PnrLogFacts *facts = pnr_log_entry_get_facts (log->pdata[position]);

  g_assert_cmpint (facts->id, ==, id);
  g_assert_cmpint (facts->state, ==, state);
  g_assert_cmpint (facts->can_return, ==, can_return);
  g_assert_cmpint (facts->undone != 0, ==, facts->undone_by != NULL);
  if (state != PNR_ACTION_STATE_DONE)
    g_assert_nonnull (facts->undone_by);
  g_assert_nonnull (facts->who);
  g_assert_cmpint (facts->made, >, 0);
}

static void
test_back_and_forth (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) log = NULL;

  return_to (fixture, 2);
  g_assert_cmpuint (count_products (fixture), ==, 2);
  g_assert_cmpstr (pnr_plan_get_undo_name (fixture->plan), ==, "Add P2");
  g_assert_cmpstr (pnr_plan_get_redo_name (fixture->plan), ==, "Add P3");

  return_to (fixture, 5);
  g_assert_cmpuint (count_products (fixture), ==, 5);
  log = pnr_plan_read_log (fixture->plan, 0, NULL);
  g_assert_cmpuint (log->len, ==, 6);
  assert_entry (log, 0, 6, PNR_ACTION_STATE_UNDONE, TRUE);
  assert_entry (log, 1, 5, PNR_ACTION_STATE_DONE, TRUE);
  assert_entry (log, 5, 1, PNR_ACTION_STATE_DONE, TRUE);
  /* Who took the fifth one back is not forgotten because it was done again. */
  g_assert_nonnull (pnr_log_entry_get_facts (log->pdata[1])->undone_by);
  g_assert_cmpstr (pnr_log_entry_get_facts (log->pdata[1])->undone_why, ==, "Second thoughts");
  g_assert_cmpstr (pnr_log_entry_get_facts (log->pdata[1])->redone_why, ==, "Second thoughts");
  g_assert_nonnull (pnr_log_entry_get_facts (log->pdata[1])->redone_by);
  g_assert_cmpint (pnr_log_entry_get_facts (log->pdata[1])->redone, >, 0);
  g_assert_null (pnr_log_entry_get_facts (log->pdata[0])->redone_by);
  g_assert_null (pnr_log_entry_get_facts (log->pdata[4])->undone_by);
  g_assert_true (pnr_log_entry_get_facts (log->pdata[1])->is_newest);
  g_assert_false (pnr_log_entry_get_facts (log->pdata[2])->is_newest);

  return_to (fixture, 0);
  g_assert_cmpuint (count_products (fixture), ==, 0);
  g_assert_null (pnr_plan_get_undo_name (fixture->plan));
  return_to (fixture, 6);
  g_assert_cmpuint (count_products (fixture), ==, 6);
}

/* The way forward ends where something else was done; the log still tells what was there. */
static void
test_discarded (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) log = NULL;
  g_autoptr (GError) error = NULL;

  return_to (fixture, 4);
  add_product (fixture->plan, 77);
  log = pnr_plan_read_log (fixture->plan, 4, NULL);
  g_assert_cmpuint (log->len, ==, 4);
  assert_entry (log, 0, 7, PNR_ACTION_STATE_DONE, TRUE);
  assert_entry (log, 1, 6, PNR_ACTION_STATE_DISCARDED, FALSE);
  assert_entry (log, 2, 5, PNR_ACTION_STATE_DISCARDED, FALSE);
  assert_entry (log, 3, 4, PNR_ACTION_STATE_DONE, TRUE);

  g_assert_false (pnr_plan_return_to (fixture->plan, 5, NULL, NULL, &error));
  g_assert_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_NOTHING_TO_DO);
  g_assert_cmpuint (count_products (fixture), ==, 5);
  g_assert_cmpint (pnr_plan_get_newest_action (fixture->plan), ==, 7);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static void
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
}

/* History survives closing, and the window's calls do what the plain ones do. */
static void
test_later (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncResult) returned = NULL;
  g_autoptr (GAsyncResult) read = NULL;
  g_autoptr (GPtrArray) log = NULL;

  return_to (fixture, 3);
  g_object_unref (fixture->plan);
  fixture->plan = pnr_plan_open (fixture->path, NULL);
  g_assert_cmpint (pnr_plan_get_newest_action (fixture->plan), ==, 3);

  pnr_plan_return_to_async (fixture->plan, 6, NULL, done_cb, &returned);
  pnr_plan_read_log_async (fixture->plan, 1, done_cb, &read);
  wait_for (&read);
  g_assert_true (pnr_plan_return_to_finish (fixture->plan, returned, NULL));
  log = pnr_plan_read_log_finish (fixture->plan, read, NULL);
  g_assert_cmpuint (log->len, ==, 1);
  assert_entry (log, 0, 6, PNR_ACTION_STATE_DONE, TRUE);
  g_assert_cmpuint (count_products (fixture), ==, 6);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/plan/log/back-and-forth", test_back_and_forth);
  ADD ("/plan/log/discarded", test_discarded);
  ADD ("/plan/log/later", test_later);
#undef ADD
  return g_test_run ();
}
