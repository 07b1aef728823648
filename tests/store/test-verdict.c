/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was found damaged is not written any more, and who writes waits for who is writing. */
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "store/pnr-store.h"

#define PAGE_SIZE 4096
#define INDEX_LEAF 10
/* A little less than what a writer waits for another one. */
#define LEAST_WAITING (4500 * G_TIME_SPAN_MILLISECOND)

static char *folder;
static char *program;

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
new_store (const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GError *error = NULL;
  PnrStore *store = pnr_store_create (path, "EUR", &error);

  g_assert_no_error (error);
  for (gint64 id = 1; id <= 20; id++)
    g_assert_true (put_product (store, id, &error));
  return store;
}

/* The first two entries of an index change their places, and the head says that the file changed:
 * every page is well-formed, so only who compares index and table can tell. */
static int
damage_as_child (const char *path)
{
  int descriptor = open (path, O_RDWR);
  guint8 page[PAGE_SIZE];
  guint n_hurt = 0;

  for (off_t at = 0; pread (descriptor, page, PAGE_SIZE, at) == PAGE_SIZE; at += PAGE_SIZE) {
    guint8 first[2];

    if (at == 0) {
      page[27]++;
      page[95]++;
      g_assert_cmpint (pwrite (descriptor, page, 100, 0), ==, 100);
      continue;
    }
    if (page[0] != INDEX_LEAF || page[4] < 2)
      continue;
    memcpy (first, page + 8, 2);
    memmove (page + 8, page + 10, 2);
    memcpy (page + 10, first, 2);
    g_assert_cmpint (pwrite (descriptor, page, PAGE_SIZE, at), ==, PAGE_SIZE);
    n_hurt++;
  }
  close (descriptor);
  return n_hurt > 0 ? 0 : 1;
}

/* What another program of the same user may do with it: reading, not writing. */
static int
write_as_child (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrStore) reader = pnr_store_open (path, PNR_STORE_OPEN_READ_ONLY, NULL);
  g_autoptr (PnrStore) writer = pnr_store_open (path, PNR_STORE_OPEN_DEFAULT, &error);

  g_assert_nonnull (reader);
  g_assert_null (writer);
  g_assert_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_DAMAGED);
  return 0;
}

static void
run_child (const char *what, const char *path)
{
  g_autoptr (GSubprocess) child =
      g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, NULL, program, what, path, NULL);

  g_assert_true (g_subprocess_wait_check (child, NULL, NULL));
}

static void
assert_refuses (PnrStore *store)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (put_product (store, 99, &error));
  g_assert_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_false (pnr_store_undo (store, NULL, &error));
  g_assert_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_null (pnr_store_begin_import (store, "Import", &error));
  g_assert_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_DAMAGED);
}

/* It is damaged while it is open; the check finds that, and from then on nobody writes. */
static void
test_checked (void)
{
  PnrStore *store = new_store ("checked.pannier");
  g_autofree char *path = g_strdup (pnr_store_get_path (store));
  g_autoptr (GPtrArray) faults = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize n_before;
  gsize n_after;

  run_child ("--damage", path);
  faults = pnr_store_find_faults (store, NULL);
  g_assert_cmpuint (faults->len, >, 0);
  assert_refuses (store);
  g_object_unref (store);
  g_assert_true (g_file_get_contents (path, &before, &n_before, NULL));
  run_child ("--write", path);
  g_assert_true (g_file_get_contents (path, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
}

/* The verdict of one window holds for the other one and for another program's check. */
static void
test_found_by_another (void)
{
  PnrStore *store = new_store ("another.pannier");
  g_autofree char *path = g_strdup (pnr_store_get_path (store));

  run_child ("--damage", path);
  run_child ("--check", path);
  assert_refuses (store);
  g_object_unref (store);
}

static int
check_as_child (const char *path)
{
  g_autoptr (PnrStore) store = pnr_store_open (path, PNR_STORE_OPEN_READ_ONLY, NULL);
  g_autoptr (GPtrArray) faults = pnr_store_find_faults (store, NULL);

  return faults != NULL && faults->len > 0 ? 0 : 1;
}

static int
change_as_child (const char *path)
{
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle,
                                 "PRAGMA ignore_check_constraints = ON;"
                                 "UPDATE product SET kind = 'weapon'",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  sqlite3_close (handle);
  return 0;
}

/* Another program writes what no plan holds into one that is open. */
static void
test_changed_beside (void)
{
  g_autoptr (PnrStore) store = new_store ("beside.pannier");

  run_child ("--change", pnr_store_get_path (store));
  assert_refuses (store);
}

/* A file that takes the place of a damaged one is looked at, and then written like any other. */
static void
test_repaired (void)
{
  PnrStore *store = new_store ("repaired.pannier");
  g_autofree char *path = g_strdup (pnr_store_get_path (store));
  g_autofree char *whole = NULL;
  gsize size;
  FILE *file;

  g_object_unref (store);
  g_assert_true (g_file_get_contents (path, &whole, &size, NULL));
  run_child ("--damage", path);
  run_child ("--check", path);
  g_assert_null (pnr_store_open (path, PNR_STORE_OPEN_DEFAULT, NULL));
  file = fopen (path, "r+b");
  g_assert_cmpuint (fwrite (whole, 1, size, file), ==, size);
  fclose (file);
  store = pnr_store_open (path, PNR_STORE_OPEN_DEFAULT, NULL);
  g_assert_nonnull (store);
  g_assert_true (put_product (store, 99, NULL));
  g_object_unref (store);
}

/* Holds the plan as a program that writes does, until it is told to let go. */
static int
hold_as_child (const char *path)
{
  sqlite3 *handle;
  char line[8];

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (
      sqlite3_exec (handle, "BEGIN IMMEDIATE; UPDATE product SET stock = 5", NULL, NULL, NULL), ==,
      SQLITE_OK);
  printf ("held\n");
  fflush (stdout);
  g_assert_nonnull (fgets (line, sizeof line, stdin));
  g_assert_cmpint (sqlite3_exec (handle, "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
  return 0;
}

static GSubprocess *
hold (const char *path)
{
  GSubprocess *child =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL,
                        program, "--hold", path, NULL);
  char said[5];

  g_assert_true (g_input_stream_read_all (g_subprocess_get_stdout_pipe (child), said, sizeof said,
                                          NULL, NULL, NULL));
  return child;
}

static gpointer
let_go (gpointer child)
{
  g_usleep (G_USEC_PER_SEC);
  g_assert_true (
      g_output_stream_write_all (g_subprocess_get_stdin_pipe (child), "go\n", 3, NULL, NULL, NULL));
  g_assert_true (g_subprocess_wait_check (child, NULL, NULL));
  return NULL;
}

/* Who writes in another process is waited for: as long as it is sensible, and no edit is lost. */
static void
test_busy (void)
{
  g_autoptr (PnrStore) store = new_store ("busy.pannier");
  g_autoptr (GSubprocess) child = hold (pnr_store_get_path (store));
  g_autoptr (PnrContents) contents = NULL;
  g_autoptr (GError) error = NULL;
  GThread *patient;
  gint64 start;

  start = g_get_monotonic_time ();
  g_assert_false (put_product (store, 30, &error));
  g_assert_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_BUSY);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, LEAST_WAITING);
  g_clear_error (&error);
  patient = g_thread_new ("let go", let_go, child);
  g_assert_true (put_product (store, 31, &error));
  g_assert_no_error (error);
  g_thread_join (patient);
  contents = pnr_store_read_contents (store, NULL);
  g_assert_null (pnr_contents_find_product (contents, "P30"));
  g_assert_nonnull (pnr_contents_find_product (contents, "P31"));
  g_assert_cmpint (pnr_product_get_stock (pnr_contents_find_product (contents, "P1")), ==, 5);
}

int
main (int argc, char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], "--damage"))
    return damage_as_child (argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "--write"))
    return write_as_child (argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "--check"))
    return check_as_child (argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "--change"))
    return change_as_child (argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "--hold"))
    return hold_as_child (argv[2]);
  program = argv[0];
  folder = g_dir_make_tmp ("pannier-verdict-XXXXXX", NULL);
  /* Not isolated by the framework: the children are to find the same state. */
  g_setenv ("XDG_STATE_HOME", folder, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/verdict/checked", test_checked);
  g_test_add_func ("/store/verdict/found-by-another", test_found_by_another);
  g_test_add_func ("/store/verdict/repaired", test_repaired);
  g_test_add_func ("/store/verdict/changed-beside", test_changed_beside);
  g_test_add_func ("/store/verdict/busy", test_busy);
  return g_test_run ();
}
