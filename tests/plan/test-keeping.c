/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is kept of a plan besides itself: copies, snapshots, what is rescued, what was repaired. */
#define _GNU_SOURCE
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "base/pnr-report.h"
#include "exchange/pnr-plan-json.h"
#include "plan/pnr-act.h"
#include "plan/pnr-plan-jobs.h"
#include "plan/pnr-plan-keeping.h"
#include "plan/pnr-plan-log.h"
#include "store/pnr-store-error.h"

typedef struct {
  char *folder;
  char *path;
  PnrPlan *plan;
} Fixture;

static void
add_products (PnrPlan *plan, gint64 first, gint64 last)
{
  g_autoptr (PnrEdit) edit = pnr_edit_new ("Add products");
  g_autoptr (GError) error = NULL;

  for (gint64 id = first; id <= last; id++) {
    g_autoptr (PnrProduct) product = pnr_product_new (id);
    g_autofree char *sku = g_strdup_printf ("P%04" G_GINT64_FORMAT, id);

    pnr_product_set_sku (product, sku);
    pnr_product_set_name (product, "A name long enough to fill a page of the file soon");
    pnr_edit_put (edit, product);
  }
  pnr_plan_commit (plan, edit, &error);
  g_assert_no_error (error);
}

static void
add_bundle (PnrPlan *plan, const char *sku, gint64 price_minor)
{
  g_autoptr (PnrEdit) edit = pnr_edit_new ("Add bundle");
  g_autoptr (PnrBundle) bundle = pnr_bundle_new (pnr_plan_take_id (plan));
  g_autoptr (GError) error = NULL;

  pnr_bundle_set_sku (bundle, sku);
  pnr_bundle_set_price_mode (bundle, PNR_PRICE_MODE_FIXED);
  pnr_bundle_set_price_value (bundle, price_minor);
  pnr_bundle_set_component (bundle, 1, 1, PNR_COMPONENT_ROLE_MAIN);
  pnr_bundle_set_component (bundle, 2, 2, PNR_COMPONENT_ROLE_AUXILIARY);
  pnr_edit_put (edit, bundle);
  pnr_plan_commit (plan, edit, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("pannier-keeping-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "spring.pannier", NULL);
  fixture->plan = pnr_plan_create (fixture->path, "EUR", NULL);
  add_products (fixture->plan, 1, 2000);
  add_bundle (fixture->plan, "SET", 16900);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *file = g_build_filename (path, name, NULL);

    g_assert_cmpint (g_unlink (file), ==, 0);
  }
  g_rmdir (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->plan);
  remove_folder (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static char *
planning_of (PnrPlan *plan)
{
  g_autoptr (PnrContents) contents = pnr_plan_get_contents (plan);

  return pnr_plan_json_write (contents);
}

static char *
path_of (Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->folder, name, NULL);
}

static PnrPlan *
open_plan (const char *path)
{
  GError *error = NULL;
  PnrPlan *plan = pnr_plan_open (path, &error);

  g_assert_no_error (error);
  return plan;
}

static char *
uuid_of (const char *path)
{
  sqlite3 *handle;
  sqlite3_stmt *row;
  char *uuid;

  g_assert_cmpint (sqlite3_open_v2 (path, &handle, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, "SELECT uuid FROM plan", -1, &row, NULL), ==,
                   SQLITE_OK);
  g_assert_cmpint (sqlite3_step (row), ==, SQLITE_ROW);
  uuid = g_strdup ((const char *) sqlite3_column_text (row, 0));
  sqlite3_finalize (row);
  sqlite3_close (handle);
  return uuid;
}

/* The copy is the same plan in every word, with its history, under an identity of its own. */
static void
test_copy (Fixture *fixture, gconstpointer data)
{
  g_autofree char *target = path_of (fixture, "summer.pannier");
  g_autofree char *before = planning_of (fixture->plan);
  g_autofree char *after = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (PnrPlan) copy = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (pnr_plan_save_copy (fixture->plan, target, FALSE, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_false (pnr_plan_save_copy (fixture->plan, target, FALSE, NULL, NULL, &error));
  g_assert_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_true (pnr_plan_save_copy (fixture->plan, target, TRUE, NULL, NULL, &error));

  copy = open_plan (target);
  after = planning_of (copy);
  g_assert_cmpstr (before, ==, after);
  g_assert_cmpstr (pnr_plan_get_name (copy), ==, "summer");
  g_assert_cmpstr (pnr_plan_get_undo_name (copy), ==, "Add bundle");
  g_assert_true (pnr_plan_undo (copy, NULL, NULL));

  g_assert_false (pnr_plan_save_copy (fixture->plan, target, TRUE, NULL, NULL, &error));
  g_assert_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_EXISTS);
  pnr_plan_close (copy);
  pnr_plan_close (fixture->plan);
  first = uuid_of (fixture->path);
  second = uuid_of (target);
  g_assert_cmpstr (first, !=, second);
}

/* Whoever copies with the file manager tells the two apart by the names of the files. */
static void
test_copy_by_hand (Fixture *fixture, gconstpointer data)
{
  g_autofree char *target = path_of (fixture, "for Anna.pannier");
  g_autoptr (PnrPlan) copy = NULL;
  g_autofree char *content = NULL;
  gsize length;

  pnr_plan_close (fixture->plan);
  g_assert_true (g_file_get_contents (fixture->path, &content, &length, NULL));
  g_assert_true (g_file_set_contents (target, content, (gssize) length, NULL));
  copy = open_plan (target);
  g_assert_cmpstr (pnr_plan_get_name (copy), ==, "for Anna");
  pnr_plan_close (copy);
}

/* A plan whose file is gone can still be saved elsewhere, with what it could not take any more; a
 * stopped copy leaves nothing. */
static void
test_copy_of_lost (Fixture *fixture, gconstpointer data)
{
  g_autofree char *target = path_of (fixture, "saved.pannier");
  g_autofree char *before = planning_of (fixture->plan);
  g_autofree char *after = NULL;
  g_autoptr (PnrProgress) stopped = pnr_progress_new ();
  g_autoptr (GPtrArray) unsaved = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (PnrEdit) edit = pnr_edit_new ("Too late");
  g_autoptr (PnrProduct) product =
      pnr_product_copy (pnr_noun_list_get_by_id (pnr_plan_get_products (fixture->plan), 7));
  g_autoptr (PnrPlan) copy = NULL;
  g_autoptr (GError) error = NULL;

  pnr_product_set_name (product, "What the file could not take");
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  pnr_progress_cancel (stopped);
  g_assert_false (pnr_plan_save_copy (fixture->plan, target, FALSE, NULL, stopped, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (g_file_test (target, G_FILE_TEST_EXISTS));

  pnr_edit_put (edit, product);
  g_ptr_array_add (unsaved, pnr_act_new_edit (edit));
  g_ptr_array_add (unsaved, pnr_act_new_undo (NULL));
  g_ptr_array_add (unsaved, pnr_act_new_redo (NULL));
  g_assert_false (pnr_plan_commit (fixture->plan, edit, NULL));
  g_assert_true (pnr_plan_save_copy (fixture->plan, target, FALSE, unsaved, NULL, &error));
  g_assert_no_error (error);
  copy = open_plan (target);
  g_assert_cmpstr (pnr_plan_get_undo_name (copy), ==, "Too late");
  g_assert_true (pnr_plan_undo (copy, NULL, NULL));
  after = planning_of (copy);
  g_assert_cmpstr (before, ==, after);
  pnr_plan_close (copy);
}

/* The second action of the first session is the first with something to lose. */
static void
test_snapshot (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) snapshots = pnr_plan_list_snapshots (fixture->path);
  g_autofree char *target = pnr_plan_dup_free_path (fixture->path, "restored");
  g_autofree char *before = planning_of (fixture->plan);
  g_autofree char *undone = NULL;
  g_autoptr (PnrPlan) restored = NULL;
  g_autoptr (GError) error = NULL;
  const PnrSnapshotFacts *facts;

  g_assert_cmpuint (snapshots->len, ==, 1);
  facts = pnr_snapshot_get_facts (snapshots->pdata[0]);
  g_assert_cmpstr (facts->last_action, ==, "Add products");
  g_assert_false (facts->has_orders);
  g_assert_cmpint (facts->n_bytes, >, 0);

  g_assert_true (pnr_plan_return_to_snapshot (fixture->plan, snapshots->pdata[0], &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (pnr_plan_get_bundles (fixture->plan))),
                    ==, 0);
  g_assert_true (pnr_plan_undo (fixture->plan, NULL, NULL));
  undone = planning_of (fixture->plan);
  g_assert_cmpstr (before, ==, undone);

  g_assert_true (g_str_has_suffix (target, "spring (restored).pannier"));
  g_assert_true (pnr_plan_restore (snapshots->pdata[0], target, &error));
  g_assert_no_error (error);
  restored = open_plan (target);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (pnr_plan_get_products (restored))), ==,
                    2000);
  g_assert_cmpstr (pnr_plan_get_currency (restored), ==, "EUR");
  pnr_plan_close (restored);
}

static gint64
rows_of (GVariant *report, const char *table, const char *what)
{
  g_autoptr (GVariant) tables = pnr_report_get (report, "tables");

  for (gsize i = 0; i < pnr_report_list_length (tables); i++) {
    g_autoptr (GVariant) entry = pnr_report_list_get (tables, i);
    g_autofree char *name = pnr_report_dup_text (entry, "table");
    gint64 count = -1;

    if (g_strcmp0 (name, table) == 0) {
      pnr_report_get_count (entry, what, &count);
      return count;
    }
  }
  g_assert_not_reached ();
}

/* Rescues the plan after @damage, and says how many products are found; the plan must be sound. */
static gint64
rescue_after (Fixture *fixture, void (*damage) (GByteArray *bytes), gint64 *n_lost)
{
  g_autofree char *damaged = path_of (fixture, "damaged.pannier");
  g_autofree char *target = pnr_plan_dup_free_path (damaged, "rescued");
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *read = NULL;
  g_autofree char *left = NULL;
  g_autoptr (PnrPlan) rescued = NULL;
  g_autoptr (GVariant) report = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (fixture->path, &read, &size, NULL));
  g_byte_array_append (bytes, (guint8 *) read, size);
  damage (bytes);
  g_assert_true (g_file_set_contents (damaged, (char *) bytes->data, bytes->len, NULL));
  g_assert_null (pnr_plan_open (damaged, &error));
  g_clear_error (&error);

  report = pnr_plan_rescue (damaged, target, NULL, &error);
  g_assert_no_error (error);
  rescued = open_plan (target);
  g_assert_cmpint (g_list_model_get_n_items (G_LIST_MODEL (pnr_plan_get_products (rescued))), ==,
                   rows_of (report, "product", "found"));
  g_assert_true (g_file_get_contents (damaged, &left, &size, NULL));
  g_assert_cmpmem (left, size, bytes->data, bytes->len);
  *n_lost = rows_of (report, "product", "lost");
  return rows_of (report, "product", "found");
}

/* One page of products somewhere in the second half of the file. */
static void
blank_a_page (GByteArray *bytes)
{
  for (guint at = bytes->len / 8192 * 4096; at + 4096 <= bytes->len; at += 4096) {
    if (bytes->data[at] == 13
        && memmem (bytes->data + at, 4096, "A name long enough", 18) != NULL) {
      memset (bytes->data + at, 0, 4096);
      return;
    }
  }
  g_assert_not_reached ();
}

static void
cut_short (GByteArray *bytes)
{
  g_byte_array_set_size (bytes, bytes->len / 2 + 17);
}

static void
miscount (GByteArray *bytes)
{
  bytes->data[60] = 0xff;
  bytes->data[31] ^= 0x55;
}

static void
test_rescue (Fixture *fixture, gconstpointer data)
{
  gint64 n_lost;
  gint64 n_found;

  pnr_plan_close (fixture->plan);
  n_found = rescue_after (fixture, blank_a_page, &n_lost);
  g_assert_cmpint (n_found, >, 1900);
  g_assert_cmpint (n_found, <, 2000);
  g_assert_cmpint (n_found + MAX (n_lost, 0), <=, 2000);
  n_found = rescue_after (fixture, cut_short, &n_lost);
  g_assert_cmpint (n_found, >, 100);
  g_assert_cmpint (n_found, <, 2000);
  n_found = rescue_after (fixture, miscount, &n_lost);
  g_assert_cmpint (n_found, ==, 2000);
  g_assert_cmpint (n_lost, ==, 0);
}

static void
test_rescue_of_nothing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *noise = path_of (fixture, "noise.pannier");
  g_autofree char *target = path_of (fixture, "none.pannier");
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (noise, "a letter to a friend", -1, NULL));
  g_assert_null (pnr_plan_rescue (noise, target, NULL, &error));
  g_assert_nonnull (error);
  g_assert_false (g_file_test (target, G_FILE_TEST_EXISTS));
}

static void
copy_file (const char *from, const char *to)
{
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (from, &bytes, &size, NULL));
  g_assert_true (g_file_set_contents (to, bytes, size, NULL));
}

/* The file and its journal as a killed program leaves them in the middle of a commit. */
static void
leave_torn (Fixture *fixture, const char *torn)
{
  g_autofree char *journal = g_strconcat (fixture->path, "-journal", NULL);
  g_autofree char *torn_journal = g_strconcat (torn, "-journal", NULL);
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open (fixture->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle,
                                 "PRAGMA cache_size = 5; BEGIN; "
                                 "UPDATE product SET name = 'half done'; "
                                 "DELETE FROM bundle",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  copy_file (fixture->path, torn);
  copy_file (journal, torn_journal);
  g_assert_cmpint (sqlite3_exec (handle, "ROLLBACK", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
}

static void
test_recovery (Fixture *fixture, gconstpointer data)
{
  g_autofree char *torn = path_of (fixture, "torn.pannier");
  g_autofree char *before = planning_of (fixture->plan);
  g_autofree char *after = NULL;
  g_autoptr (PnrPlan) plan = NULL;

  g_assert_null (pnr_plan_get_notice (fixture->plan));
  pnr_plan_close (fixture->plan);
  leave_torn (fixture, torn);
  plan = open_plan (torn);
  after = planning_of (plan);
  g_assert_cmpstr (before, ==, after);
  g_assert_nonnull (pnr_plan_get_notice (plan));
  g_assert_nonnull (strstr (pnr_plan_get_notice (plan), "Add bundle"));
  pnr_plan_close (plan);
}

/* A journal whose head was never written belongs to nothing: nothing was taken back, and nothing is
 * said of it. */
static void
test_cold_journal (Fixture *fixture, gconstpointer data)
{
  g_autofree char *journal = g_strconcat (fixture->path, "-journal", NULL);
  const char nothing[1024] = { 0 };
  g_autofree char *before = planning_of (fixture->plan);
  g_autofree char *after = NULL;
  g_autoptr (PnrPlan) plan = NULL;

  pnr_plan_close (fixture->plan);
  g_assert_true (g_file_set_contents (journal, nothing, sizeof nothing, NULL));
  plan = open_plan (fixture->path);
  g_assert_null (pnr_plan_get_notice (plan));
  after = planning_of (plan);
  g_assert_cmpstr (before, ==, after);
  add_bundle (plan, "AFTER", 100);
  g_assert_null (pnr_plan_get_notice (plan));
  pnr_plan_close (plan);
  g_assert_false (g_file_test (journal, G_FILE_TEST_EXISTS));
}

/* What is listed, yet may be of another plan. */
static void
assert_doubt (const char *path, const char *perhaps_of)
{
  g_autoptr (GPtrArray) snapshots = pnr_plan_list_snapshots (path);

  g_assert_cmpuint (snapshots->len, ==, 1);
  g_assert_cmpstr (pnr_snapshot_get_facts (snapshots->pdata[0])->perhaps_of, ==, perhaps_of);
}

static void
assert_snapshot (const char *path, guint n_snapshots, const char *last_action)
{
  g_autoptr (GPtrArray) snapshots = pnr_plan_list_snapshots (path);

  g_assert_cmpuint (snapshots->len, ==, n_snapshots);
  if (n_snapshots > 0)
    g_assert_cmpstr (pnr_snapshot_get_facts (snapshots->pdata[0])->last_action, ==, last_action);
}

/* Two plans that were copied by hand bear one name inside; each place has a shelf of its own, as
 * soon as it is written to. A plan that was moved takes its shelf along. */
static void
test_shelves (Fixture *fixture, gconstpointer data)
{
  g_autofree char *twin = path_of (fixture, "twin.pannier");
  g_autofree char *moved = path_of (fixture, "moved.pannier");
  g_autoptr (PnrPlan) plan = NULL;

  pnr_plan_close (fixture->plan);
  copy_file (fixture->path, twin);
  assert_snapshot (fixture->path, 1, "Add products");
  assert_snapshot (twin, 1, "Add products");
  plan = open_plan (twin);
  add_bundle (plan, "TWIN", 100);
  pnr_plan_close (plan);
  assert_snapshot (twin, 1, "Add bundle");
  assert_snapshot (fixture->path, 1, "Add products");
  g_assert_cmpint (g_rename (fixture->path, moved), ==, 0);
  assert_snapshot (moved, 1, "Add products");
}

/* Overwrites pages of a plan; the first is 1. */
static void
damage (const char *path, guint first, guint n_pages)
{
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  memset (bytes + (first - 1) * 4096, 'x', n_pages * 4096);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
}

/* Whatever is left of it, and wherever it is, its snapshots are found: by its own number in some
 * page, and where that is gone too by the file it was, or by its name. */
static void
test_shelf_of_damaged (Fixture *fixture, gconstpointer data)
{
  g_autofree char *copied = path_of (fixture, "copied.pannier");
  g_autofree char *moved = path_of (fixture, "moved.pannier");
  g_autofree char *folder = path_of (fixture, "elsewhere");
  g_autofree char *same_name = g_build_filename (folder, "spring.pannier", NULL);

  pnr_plan_close (fixture->plan);
  copy_file (fixture->path, copied);
  damage (copied, 1, 1);
  assert_snapshot (copied, 1, "Add products");
  assert_doubt (copied, NULL);

  damage (fixture->path, 1, 1);
  assert_snapshot (fixture->path, 1, "Add products");
  assert_doubt (fixture->path, NULL);
  g_assert_cmpint (g_rename (fixture->path, moved), ==, 0);
  assert_snapshot (moved, 1, "Add products");
  /* The second page holds the plan's own number. */
  copy_file (moved, fixture->path);
  g_unlink (moved);
  damage (fixture->path, 2, 1);
  assert_snapshot (fixture->path, 1, "Add products");
  assert_doubt (fixture->path, fixture->path);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  copy_file (fixture->path, same_name);
  g_unlink (fixture->path);
  assert_snapshot (same_name, 1, "Add products");
  assert_doubt (same_name, fixture->path);
  g_unlink (same_name);
  g_rmdir (folder);
  /* What has nothing to do with it is not taken for it. */
  g_assert_true (g_file_set_contents (moved, "hello", 5, NULL));
  assert_snapshot (moved, 0, NULL);
}

static PnrProduct *
find_product (PnrPlan *plan, const char *sku)
{
  PnrNounList *products = pnr_plan_get_products (plan);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (products)); i++) {
    g_autoptr (PnrProduct) product = g_list_model_get_item (G_LIST_MODEL (products), i);

    if (g_str_equal (pnr_product_get_sku (product), sku))
      return g_steal_pointer (&product);
  }
  return NULL;
}

static void
remove_product (PnrPlan *plan, const char *sku)
{
  g_autoptr (PnrEdit) edit = pnr_edit_new ("Remove a product");
  g_autoptr (PnrProduct) product = find_product (plan, sku);
  g_autoptr (GError) error = NULL;

  pnr_edit_remove (edit, product);
  pnr_plan_commit (plan, edit, &error);
  g_assert_no_error (error);
}

static void
import_rows (Fixture *fixture, PnrPlan *plan, const char *rows)
{
  const PnrImportOptions options = { PNR_IMPORT_AUTO, NULL, NULL };
  g_autofree char *file = path_of (fixture, "rows.csv");
  const char *const paths[] = { file, NULL };
  g_autoptr (PnrImportReport) report = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (file, rows, -1, NULL));
  report = pnr_plan_import (plan, paths, &options, FALSE, NULL, NULL, &error);
  g_assert_no_error (error);
}

static void
make_stranger (Fixture *fixture, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrPlan) stranger = pnr_plan_create (path, "EUR", &error);

  g_assert_no_error (error);
  import_rows (fixture, stranger, "sku,name,price\nPH-0001,Telephone,5.00\n");
  pnr_plan_close (stranger);
}

/* Neither the name of a file nor its place makes another shop's plan the one that was there. */
static void
test_shelf_of_stranger (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = path_of (fixture, "elsewhere");
  g_autofree char *same_name = g_build_filename (folder, "spring.pannier", NULL);

  pnr_plan_close (fixture->plan);
  g_unlink (fixture->path);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  /* So new a plan has no shelf of its own. */
  make_stranger (fixture, same_name);

  copy_file (same_name, fixture->path);
  assert_snapshot (fixture->path, 0, NULL);
  damage (same_name, 1, 1);
  assert_snapshot (same_name, 0, NULL);
  damage (same_name, 2, 1);
  assert_snapshot (same_name, 0, NULL);
  copy_file (same_name, fixture->path);
  assert_doubt (fixture->path, fixture->path);
  remove_folder (folder);
  g_unlink (fixture->path);
  assert_doubt (fixture->path, NULL);
}

/* A snapshot knows products by their ids. Were the id of one that was removed given to the next,
 * going back would turn that one, with its orders, into the other. */
static void
test_ids_are_not_given_twice (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) snapshots = NULL;
  g_autoptr (PnrPlan) plan = NULL;
  const char *const skus[] = { "NEW-1", "NEW-2" };
  g_autoptr (PnrProduct) back = NULL;
  g_autoptr (GError) error = NULL;

  pnr_plan_close (fixture->plan);
  plan = open_plan (fixture->path);
  import_rows (fixture, plan, "sku,name,price\nOLD,Shoe,5.00\n");
  import_rows (fixture, plan, "sku,name,price\nP0001,Sock,5.00\n");
  remove_product (plan, "OLD");
  pnr_plan_close (plan);
  g_clear_object (&plan);

  plan = open_plan (fixture->path);
  g_assert_null (find_product (plan, "OLD"));
  import_rows (fixture, plan, "order_id,sku,quantity,price\nO-1,NEW-1,1,5.00\nO-1,NEW-2,1,5.00\n");
  snapshots = pnr_plan_list_snapshots (fixture->path);
  for (guint i = 0; i < snapshots->len && back == NULL; i++) {
    g_assert_true (pnr_plan_return_to_snapshot (plan, snapshots->pdata[i], &error));
    back = find_product (plan, "OLD");
  }
  g_assert_nonnull (back);
  for (guint i = 0; i < G_N_ELEMENTS (skus); i++) {
    g_autoptr (PnrProduct) sold = find_product (plan, skus[i]);

    g_assert_nonnull (sold);
    g_assert_cmpint (pnr_product_get_n_orders (sold), ==, 1);
  }
  g_assert_cmpint (pnr_product_get_n_orders (back), ==, 0);
  pnr_plan_close (plan);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/plan/keeping/copy", test_copy);
  ADD ("/plan/keeping/copy-by-hand", test_copy_by_hand);
  ADD ("/plan/keeping/copy-of-lost", test_copy_of_lost);
  ADD ("/plan/keeping/snapshot", test_snapshot);
  ADD ("/plan/keeping/rescue", test_rescue);
  ADD ("/plan/keeping/rescue-of-nothing", test_rescue_of_nothing);
  ADD ("/plan/keeping/recovery", test_recovery);
  ADD ("/plan/keeping/cold-journal", test_cold_journal);
  ADD ("/plan/keeping/shelves", test_shelves);
  ADD ("/plan/keeping/ids-are-not-given-twice", test_ids_are_not_given_twice);
  ADD ("/plan/keeping/shelf-of-damaged", test_shelf_of_damaged);
  ADD ("/plan/keeping/shelf-of-stranger", test_shelf_of_stranger);
#undef ADD
  return g_test_run ();
}
