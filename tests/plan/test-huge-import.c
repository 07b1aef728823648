/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Imports that change more than the history keeps: they are taken back by the snapshot of before
 * them, and what was done before stays within reach. States are compared as dumps of the file. */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "plan/pnr-plan-jobs.h"
#include "plan/pnr-plan-keeping.h"
#include "plan/pnr-plan-log.h"
#include "store/pnr-store.h"

/* Two texts of a thousand characters of three bytes each, twelve thousand times: 70 MB. */
#define N_HUGE 12000
#define N_CHARACTERS 1000

typedef struct {
  char *folder;
  char *path;
  PnrPlan *plan;
  GPtrArray *states; /* sums of dumps, the first of before any action */
} Fixture;

static char *
sum_up (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrStore) reader = pnr_store_open (path, PNR_STORE_OPEN_READ_ONLY, &error);
  g_autofree char *dump = NULL;

  g_assert_no_error (error);
  dump = pnr_store_dump (reader, &error);
  g_assert_no_error (error);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, dump, -1);
}

static void
note_state (Fixture *fixture)
{
  g_ptr_array_add (fixture->states, sum_up (fixture->path));
}

static void
assert_state (Fixture *fixture, guint number)
{
  g_autofree char *sum = sum_up (fixture->path);

  g_assert_cmpstr (sum, ==, fixture->states->pdata[number]);
}

static void
import_text (Fixture *fixture, const char *name, const char *text)
{
  const PnrImportOptions options = { PNR_IMPORT_AUTO, NULL, NULL };
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  const char *const paths[] = { path, NULL };
  g_autoptr (PnrImportReport) report = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  report = pnr_plan_import (fixture->plan, paths, &options, FALSE, NULL, NULL, &error);
  g_assert_no_error (error);
  g_unlink (path);
  note_state (fixture);
}

static void
import_huge (Fixture *fixture, const char *character)
{
  g_autoptr (GString) text = g_string_new ("sku,name,brand,price\n");
  g_autoptr (GString) long_text = g_string_new (NULL);

  for (int i = 0; i < N_CHARACTERS; i++)
    g_string_append (long_text, character);
  for (int i = 0; i < N_HUGE; i++)
    g_string_append_printf (text, "P-%d,%s,%s,%d.90\n", i, long_text->str, long_text->str, i % 90);
  import_text (fixture, "huge.csv", text->str);
}

static void
import_orders (Fixture *fixture, const char *name, int first)
{
  g_autoptr (GString) text = g_string_new ("order_id,sku,quantity,price,customer_id\n");

  for (int i = first; i < first + 50; i++)
    g_string_append_printf (text, "O-%d,P-%d,1,%d.50,c%d\n", i, i % 20, i % 30, i % 7);
  import_text (fixture, name, text->str);
}

static void
add_bundle (Fixture *fixture, const char *sku)
{
  g_autoptr (PnrEdit) edit = pnr_edit_new ("Add bundle");
  g_autoptr (PnrBundle) bundle = pnr_bundle_new (pnr_plan_take_id (fixture->plan));
  PnrNounList *products = pnr_plan_get_products (fixture->plan);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2; i++) {
    g_autoptr (PnrProduct) product = g_list_model_get_item (G_LIST_MODEL (products), i);

    pnr_bundle_set_component (bundle, pnr_product_get_id (product), 1, PNR_COMPONENT_ROLE_MAIN);
  }
  pnr_bundle_set_sku (bundle, sku);
  pnr_bundle_set_price_value (bundle, 100000);
  pnr_edit_put (edit, bundle);
  pnr_plan_commit (fixture->plan, edit, &error);
  g_assert_no_error (error);
  note_state (fixture);
}

static void
close_plan (Fixture *fixture)
{
  pnr_plan_close (fixture->plan);
  g_clear_object (&fixture->plan);
}

static void
open_plan (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->plan = pnr_plan_open (fixture->path, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("pannier-huge-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "spring.pannier", NULL);
  fixture->plan = pnr_plan_create (fixture->path, "EUR", NULL);
  fixture->states = g_ptr_array_new_with_free_func (g_free);
  note_state (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) folder = NULL;
  const char *name;

  if (fixture->plan != NULL)
    close_plan (fixture);
  folder = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

    g_unlink (path);
  }
  g_rmdir (fixture->folder);
  g_ptr_array_unref (fixture->states);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
undo (Fixture *fixture, guint state)
{
  g_autoptr (GError) error = NULL;

  pnr_plan_undo (fixture->plan, NULL, &error);
  g_assert_no_error (error);
  assert_state (fixture, state);
}

static void
redo (Fixture *fixture, guint state)
{
  g_autoptr (GError) error = NULL;

  pnr_plan_redo (fixture->plan, NULL, &error);
  g_assert_no_error (error);
  assert_state (fixture, state);
}

static void
return_to (Fixture *fixture, guint state)
{
  g_autoptr (GError) error = NULL;

  pnr_plan_return_to (fixture->plan, state, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_state (fixture, state);
}

/* The path of what the newest import is taken back by. */
static char *
find_snapshot (Fixture *fixture)
{
  g_autoptr (GPtrArray) snapshots = pnr_plan_list_snapshots (fixture->path);

  g_assert_cmpuint (snapshots->len, >, 0);
  return g_strdup (pnr_snapshot_get_facts (snapshots->pdata[0])->path);
}

/* Actions before it, another one of its size, and actions after it; each number is an action. */
static void
tell_story (Fixture *fixture)
{
  import_text (fixture, "few.csv",
               "sku,name,price\nP-0,Shoe,10.00\nP-1,Sock,5.00\nP-2,Lace,3.00\n");
  import_orders (fixture, "orders.csv", 0);
  add_bundle (fixture, "SET-1");
  import_huge (fixture, "字");
  add_bundle (fixture, "SET-2");
  import_huge (fixture, "句");
  import_orders (fixture, "more.csv", 50);
}

static void
test_story (Fixture *fixture, gconstpointer data)
{
  tell_story (fixture);
  for (guint state = 7; state-- > 0;)
    undo (fixture, state);
  close_plan (fixture);
  open_plan (fixture);
  for (guint state = 1; state <= 7; state++)
    redo (fixture, state);
  close_plan (fixture);
  open_plan (fixture);
  /* Both of them in one transaction. */
  return_to (fixture, 1);
  return_to (fixture, 7);
  return_to (fixture, 4);
  add_bundle (fixture, "SET-3");
  undo (fixture, 4);
  undo (fixture, 3);
}

/* There is nothing to be copied before the first import of a plan. */
static void
test_first (Fixture *fixture, gconstpointer data)
{
  import_huge (fixture, "字");
  add_bundle (fixture, "SET-1");
  add_bundle (fixture, "SET-2");
  undo (fixture, 2);
  undo (fixture, 1);
  undo (fixture, 0);
  redo (fixture, 1);
  redo (fixture, 2);
  return_to (fixture, 0);
}

/* Without its snapshot it cannot be taken back, which is said, and changes nothing. */
static void
test_lost_snapshot (Fixture *fixture, gconstpointer data)
{
  g_autofree char *snapshot = NULL;
  g_autofree char *aside = NULL;
  g_autoptr (GError) error = NULL;

  import_text (fixture, "few.csv", "sku,name,price\nP-0,Shoe,10.00\nP-1,Sock,5.00\n");
  import_huge (fixture, "字");
  snapshot = find_snapshot (fixture);
  aside = g_build_filename (fixture->folder, "aside", NULL);
  g_assert_cmpint (g_rename (snapshot, aside), ==, 0);

  g_assert_false (pnr_plan_undo (fixture->plan, NULL, &error));
  g_assert_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (pnr_plan_return_to (fixture->plan, 0, NULL, NULL, &error));
  g_assert_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  assert_state (fixture, 2);
  add_bundle (fixture, "SET-1");
  undo (fixture, 2);

  /* Something else of that name does not help. */
  g_assert_true (g_file_set_contents (snapshot, "hello", 5, NULL));
  g_assert_false (pnr_plan_undo (fixture->plan, NULL, &error));
  g_assert_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_NOT_FOUND);
  assert_state (fixture, 2);
  g_assert_cmpint (g_rename (aside, snapshot), ==, 0);
  undo (fixture, 1);
  undo (fixture, 0);
}

/* Newer copies push out older ones, but not the one that is needed; once the import is discarded it
 * is needed no more. */
static void
test_pruning (Fixture *fixture, gconstpointer data)
{
  g_autofree char *snapshot = NULL;
  g_autofree char *shelf = NULL;

  import_huge (fixture, "字");
  import_huge (fixture, "句");
  snapshot = find_snapshot (fixture);
  shelf = g_path_get_dirname (snapshot);
  for (int day = 1; day <= 20; day++) {
    g_autofree char *newer = g_strdup_printf ("%s/209901%02dT000000Z.pannier", shelf, day);

    g_assert_true (g_file_set_contents (newer, "newer", 5, NULL));
  }
  import_orders (fixture, "more.csv", 0);
  g_assert_true (g_file_test (snapshot, G_FILE_TEST_EXISTS));
  return_to (fixture, 1);
  add_bundle (fixture, "SET-1");
  import_orders (fixture, "again.csv", 0);
  g_assert_false (g_file_test (snapshot, G_FILE_TEST_EXISTS));
}

static guint
count_products (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (pnr_plan_get_products (fixture->plan)));
}

/* Its snapshots stay where they were. */
static void
test_moved (Fixture *fixture, gconstpointer data)
{
  g_autofree char *moved = g_build_filename (fixture->folder, "summer.pannier", NULL);
  g_autofree char *copied = g_build_filename (fixture->folder, "copy.pannier", NULL);
  g_autoptr (GError) error = NULL;

  import_text (fixture, "few.csv", "sku,name,price\nP-0,Shoe,10.00\nP-1,Sock,5.00\n");
  import_huge (fixture, "字");
  g_assert_cmpuint (count_products (fixture), ==, N_HUGE);
  g_assert_true (pnr_plan_save_copy (fixture->plan, copied, FALSE, NULL, NULL, &error));
  close_plan (fixture);
  g_assert_cmpint (g_rename (fixture->path, moved), ==, 0);
  g_free (fixture->path);
  fixture->path = g_steal_pointer (&moved);
  open_plan (fixture);
  undo (fixture, 1);
  redo (fixture, 2);
  close_plan (fixture);
  g_unlink (fixture->path);
  g_free (fixture->path);
  fixture->path = g_steal_pointer (&copied);
  open_plan (fixture);
  pnr_plan_undo (fixture->plan, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_products (fixture), ==, 2);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PnrProgress) progress = pnr_progress_new ();
  g_autoptr (GError) error = NULL;

  import_text (fixture, "few.csv", "sku,name,price\nP-0,Shoe,10.00\nP-1,Sock,5.00\n");
  import_huge (fixture, "字");
  pnr_progress_cancel (progress);
  g_assert_false (pnr_plan_undo (fixture->plan, progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_state (fixture, 2);
  undo (fixture, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/plan/huge-import/story", test_story);
  ADD ("/plan/huge-import/first", test_first);
  ADD ("/plan/huge-import/lost-snapshot", test_lost_snapshot);
  ADD ("/plan/huge-import/pruning", test_pruning);
  ADD ("/plan/huge-import/moved", test_moved);
  ADD ("/plan/huge-import/cancelled", test_cancelled);
  return g_test_run ();
}
