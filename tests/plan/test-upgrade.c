/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plan of every released version opens in this one: all that was planned is there, the copy of
 * before lies beside it. One plan per version is kept in plans/ for ever, with what it holds. */
#include <glib/gstdio.h>
#include <string.h>

#include "exchange/pnr-plan-json.h"
#include "plan/pnr-plan-jobs.h"
#include "plan/pnr-plan-keeping.h"
#include "plan/pnr-plan-log.h"
#include "store/pnr-page-gap.h"
#include "store/pnr-store.h"

/* SQLite counts the writes to a file in its head, so that of a copy differs. */
#define HEAD_SIZE 100
#define PAGE_SIZE 4096

static char *
read_file (const char *folder, const char *name, gsize *size)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  char *bytes = NULL;

  g_file_get_contents (path, &bytes, size, &error);
  g_assert_no_error (error);
  return bytes;
}

static void
assert_contents (PnrPlan *plan, const char *name)
{
  g_autoptr (PnrContents) contents = pnr_plan_get_contents (plan);
  g_autofree char *json = pnr_plan_json_write (contents);
  g_autofree char *expected = read_file (PLANS, name, NULL);

  g_assert_cmpstr (json, ==, expected);
  g_assert_cmpint (pnr_plan_get_n_orders (plan), ==, 3);
}

/* What was undone before stays in the log, though it cannot be done again. */
static void
assert_history_is_closed (PnrPlan *plan)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) log = g_variant_ref_sink (pnr_plan_dup_log (plan, 0, NULL));

  g_assert_false (pnr_plan_undo (plan, NULL, &error));
  g_assert_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_NOTHING_TO_DO);
  g_clear_error (&error);
  g_assert_false (pnr_plan_redo (plan, NULL, &error));
  g_assert_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_NOTHING_TO_DO);
  g_clear_error (&error);
  g_assert_nonnull (log);
  g_assert_false (pnr_plan_return_to (plan, 1, NULL, NULL, &error));
  g_assert_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_NOTHING_TO_DO);
  g_assert_nonnull (strstr (error->message, "snapshot"));
}

/* To the byte, but for what lay between the rows of a page, which no copy takes along. */
static void
assert_copy_of_before (const char *folder, const char *name, const char *bytes, gsize size)
{
  gsize kept_size;
  g_autofree char *kept = read_file (folder, name, &kept_size);

  g_assert_cmpuint (kept_size, ==, size);
  g_assert_cmpuint (size % PAGE_SIZE, ==, 0);
  for (gsize at = 0; at < size; at += PAGE_SIZE) {
    g_autofree char *cleared = pnr_page_gap_dup_cleared (bytes + at, PAGE_SIZE, at == 0);
    const char *expected = cleared != NULL ? cleared : bytes + at;
    gsize head = at == 0 ? HEAD_SIZE : 0;

    g_assert_cmpmem (kept + at + head, PAGE_SIZE - head, expected + head, PAGE_SIZE - head);
  }
}

/* @version: as in "version-1". */
static void
test_version (gconstpointer version)
{
  g_autofree char *name = g_strconcat (version, ".pannier", NULL);
  g_autofree char *json = g_strconcat (version, ".json", NULL);
  g_autofree char *folder = g_dir_make_tmp ("pannier-upgrade-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "old.pannier", NULL);
  g_autofree char *kept = g_build_filename (folder, "old (before version 5).pannier", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrPlan) plan = NULL;
  gsize size;
  g_autofree char *bytes = read_file (PLANS, name, &size);

  g_assert_true (g_file_set_contents (path, bytes, size, NULL));
  plan = pnr_plan_open (path, &error);
  g_assert_no_error (error);
  assert_contents (plan, json);
  assert_history_is_closed (plan);
  assert_copy_of_before (folder, "old (before version 5).pannier", bytes, size);
  pnr_plan_close (plan);
  g_unlink (kept);
  g_unlink (path);
  g_rmdir (folder);
}

/* To be read it need not be brought forward: it says the same, and is the same afterwards. */
static void
test_only_read (void)
{
  g_autofree char *folder = g_dir_make_tmp ("pannier-upgrade-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "old.pannier", NULL);
  g_autofree char *copied = g_build_filename (folder, "copied.pannier", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrPlan) plan = NULL;
  g_autoptr (PnrPlan) copy = NULL;
  g_autoptr (PnrEdit) edit = pnr_edit_new ("Too much");
  g_autoptr (PnrProduct) product = pnr_product_new (900000);
  g_autoptr (PnrBasketSet) baskets = NULL;
  gsize size, left_size;
  g_autofree char *bytes = read_file (PLANS, "version-1.pannier", &size);
  g_autofree char *left = NULL;

  g_assert_true (g_file_set_contents (path, bytes, size, NULL));
  plan = pnr_plan_open_to_read (path, NULL, &error);
  g_assert_no_error (error);
  assert_contents (plan, "version-1.json");
  baskets = pnr_plan_read_baskets (plan, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (pnr_plan_is_read_only (plan));
  pnr_product_set_sku (product, "NEW");
  pnr_edit_put (edit, product);
  g_assert_false (pnr_plan_commit (plan, edit, &error));
  g_assert_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_true (pnr_plan_save_copy (plan, copied, FALSE, NULL, NULL, &error));
  g_assert_no_error (error);
  pnr_plan_close (plan);

  left = read_file (folder, "old.pannier", &left_size);
  g_assert_cmpmem (left, left_size, bytes, size);
  copy = pnr_plan_open (copied, &error);
  g_assert_no_error (error);
  assert_contents (copy, "version-1.json");
  pnr_plan_close (copy);
  g_unlink (copied);
  g_unlink (path);
  /* Nothing else was put beside it. */
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

/* What bears the copy's name already may be the copy of another plan. */
static void
test_taken_name (void)
{
  g_autofree char *folder = g_dir_make_tmp ("pannier-upgrade-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "old.pannier", NULL);
  g_autofree char *taken = g_build_filename (folder, "old (before version 5).pannier", NULL);
  g_autofree char *kept = g_build_filename (folder, "old (before version 5, copy 2).pannier", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrPlan) plan = NULL;
  gsize size, taken_size;
  g_autofree char *bytes = read_file (PLANS, "version-1.pannier", &size);
  g_autofree char *left = NULL;

  g_assert_true (g_file_set_contents (path, bytes, size, NULL));
  g_assert_true (g_file_set_contents (taken, "hello", 5, NULL));
  plan = pnr_plan_open (path, &error);
  g_assert_no_error (error);
  assert_copy_of_before (folder, "old (before version 5, copy 2).pannier", bytes, size);
  left = read_file (folder, "old (before version 5).pannier", &taken_size);
  g_assert_cmpmem (left, taken_size, "hello", 5);
  pnr_plan_close (plan);
  g_unlink (kept);
  g_unlink (taken);
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/plan/upgrade/1", "version-1", test_version);
  g_test_add_data_func ("/plan/upgrade/2", "version-2", test_version);
  g_test_add_data_func ("/plan/upgrade/3", "version-3", test_version);
  g_test_add_data_func ("/plan/upgrade/4", "version-4", test_version);
  g_test_add_func ("/plan/upgrade/only-read", test_only_read);
  g_test_add_func ("/plan/upgrade/taken-name", test_taken_name);
  return g_test_run ();
}
