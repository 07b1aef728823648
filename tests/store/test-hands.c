/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plan that other hands reach for while it is open: moved, replaced, deleted, not lockable. */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "store/pnr-store.h"

static char *folder;
static char *program;

static PnrStore *
open_store (const char *path)
{
  GError *error = NULL;
  PnrStore *store = pnr_store_open (path, PNR_STORE_OPEN_DEFAULT, &error);

  g_assert_no_error (error);
  return store;
}

static gboolean
put_product (PnrStore *store, gint64 id, GError **error)
{
  g_autoptr (PnrEdit) edit = pnr_edit_new ("Put product");
  g_autoptr (PnrProduct) product = pnr_product_new (id);
  g_autofree char *sku = g_strdup_printf ("P%" G_GINT64_FORMAT, id);

  pnr_product_set_sku (product, sku);
  pnr_edit_put (edit, product);
  return pnr_store_apply_edit (store, edit, NULL, error);
}

static PnrStore *
new_store (const char *name, char **path)
{
  GError *error = NULL;
  PnrStore *store;

  *path = g_build_filename (folder, name, NULL);
  store = pnr_store_create (*path, "EUR", &error);
  g_assert_no_error (error);
  g_assert_true (put_product (store, 1, &error));
  return store;
}

/* Nothing may be written under the old name, and what is open can still be read. */
static void
check_moved (PnrStore *store, const char *path)
{
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  g_autofree char *before = pnr_store_dump (store, NULL);
  g_autofree char *after = NULL;

  for (guint i = 2; i < 4; i++) {
    g_autoptr (GError) error = NULL;

    g_assert_false (put_product (store, i, &error));
    g_assert_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_MOVED);
    g_assert_nonnull (strstr (error->message, "moved, replaced or deleted"));
  }
  after = pnr_store_dump (store, NULL);
  g_assert_nonnull (before);
  g_assert_cmpstr (before, ==, after);
  g_assert_false (g_file_test (journal, G_FILE_TEST_EXISTS));
}

static void
test_deleted (void)
{
  g_autofree char *path = NULL;
  g_autoptr (PnrStore) store = new_store ("deleted.pannier", &path);

  g_assert_cmpint (g_unlink (path), ==, 0);
  check_moved (store, path);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

static void
test_moved (void)
{
  g_autofree char *path = NULL;
  g_autofree char *elsewhere = g_build_filename (folder, "elsewhere.pannier", NULL);
  PnrStore *store = new_store ("moved.pannier", &path);

  g_assert_cmpint (g_rename (path, elsewhere), ==, 0);
  check_moved (store, path);
  g_object_unref (store);
  store = open_store (elsewhere);
  g_assert_true (put_product (store, 2, NULL));
  g_object_unref (store);
}

static void
test_replaced (void)
{
  g_autofree char *path = NULL;
  g_autofree char *other = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize n_before;
  gsize n_after;
  PnrStore *store;

  g_object_unref (new_store ("other.pannier", &other));
  g_assert_true (g_file_get_contents (other, &before, &n_before, NULL));
  store = new_store ("replaced.pannier", &path);
  g_assert_cmpint (g_rename (other, path), ==, 0);
  check_moved (store, path);
  g_object_unref (store);
  g_assert_true (g_file_get_contents (path, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
  store = open_store (path);
  g_assert_true (put_product (store, 2, NULL));
  g_object_unref (store);
}

/* SQLite looks where its file is when an action begins, and an import may be long. */
static void
test_moved_while_importing (void)
{
  g_autofree char *path = NULL;
  g_autofree char *elsewhere = g_build_filename (folder, "imported.pannier", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrIntake) intake = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  PnrStore *store = new_store ("importing.pannier", &path);
  PnrIntakeSource source = { "b.csv", "test", NULL };
  PnrProductRecord record;
  PnrImportCounts counts;
  PnrIntakeFate fate;

  before = pnr_store_dump (store, NULL);
  intake = pnr_store_begin_import (store, "Import", &error);
  g_assert_no_error (error);
  g_assert_true (pnr_intake_begin_file (intake, &source, &error));
  pnr_product_record_clear (&record);
  record.sku = "B";
  g_assert_true (pnr_intake_add_product (intake, &record, &fate, &error));
  g_assert_true (pnr_intake_end_file (intake, &counts, &error));
  g_assert_cmpint (g_rename (path, elsewhere), ==, 0);
  g_assert_false (pnr_store_finish_import (store, intake, PNR_STORE_IMPORT_KEEP, NULL, &error));
  g_assert_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_MOVED);
  g_object_unref (store);
  store = open_store (elsewhere);
  after = pnr_store_dump (store, NULL);
  g_assert_cmpstr (before, ==, after);
  g_object_unref (store);
}

/* Runs in a process whose kernel, as far as it can tell, has no locks of open files. */
static int
warn_as_child (const char *path)
{
  g_autoptr (PnrStore) store = open_store (path);
  g_autoptr (PnrStore) reader = pnr_store_open (path, PNR_STORE_OPEN_READ_ONLY, NULL);

  g_assert_false (pnr_store_is_read_only (store));
  g_assert_null (pnr_store_get_warning (reader));
  g_assert_true (put_product (store, 2, NULL));
  printf ("%s", pnr_store_get_warning (store));
  return 0;
}

static void
test_no_locks (void)
{
  g_autofree char *path = NULL;
  g_autofree char *said = NULL;
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE);
  g_autoptr (GSubprocess) child = NULL;
  PnrStore *store = new_store ("share.pannier", &path);

  g_assert_null (pnr_store_get_warning (store));
  g_object_unref (store);
  g_subprocess_launcher_setenv (launcher, "LD_PRELOAD", FAULT_SHIM, TRUE);
  g_subprocess_launcher_setenv (launcher, "FAULT_NO_OFD", "1", TRUE);
  /* The sanitizer wants to be loaded first and is content to be second. */
  g_subprocess_launcher_setenv (launcher, "ASAN_OPTIONS",
                                "verify_asan_link_order=0:detect_leaks=0:abort_on_error=1", TRUE);
  child = g_subprocess_launcher_spawn (launcher, NULL, program, "--warn", path, NULL);
  g_assert_nonnull (child);
  g_assert_true (g_subprocess_communicate_utf8 (child, NULL, NULL, &said, NULL, NULL));
  g_assert_true (g_subprocess_get_successful (child));
  g_assert_nonnull (strstr (said, "somebody else has it open"));
}

int
main (int argc, char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], "--warn"))
    return warn_as_child (argv[2]);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  program = argv[0];
  folder = g_dir_make_tmp ("pannier-hands-XXXXXX", NULL);
  g_test_add_func ("/store/hands/deleted", test_deleted);
  g_test_add_func ("/store/hands/moved", test_moved);
  g_test_add_func ("/store/hands/replaced", test_replaced);
  g_test_add_func ("/store/hands/moved-while-importing", test_moved_while_importing);
  g_test_add_func ("/store/hands/no-locks", test_no_locks);
  return g_test_run ();
}
