/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may not happen to a plan: a lost edit, a half one, a stranger's trick, a silent overwrite.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>
#include <utime.h>

#include "base/pnr-money.h"
#include "store/pnr-plan-file.h"
#include "store/pnr-store.h"

#define N_KILLS 20

static char *folder;
static char *program;

static PnrStore *
new_store (const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GError *error = NULL;
  PnrStore *store = pnr_store_create (path, "EUR", &error);

  g_assert_no_error (error);
  return store;
}

static PnrStore *
open_store (const char *path)
{
  GError *error = NULL;
  PnrStore *store = pnr_store_open (path, PNR_STORE_OPEN_DEFAULT, &error);

  g_assert_no_error (error);
  return store;
}

static gboolean
try_put (PnrStore *store, gint64 id, const char *sku, GError **error)
{
  g_autoptr (PnrEdit) edit = pnr_edit_new ("Add product");
  g_autoptr (PnrProduct) product = pnr_product_new (id);

  pnr_product_set_sku (product, sku);
  pnr_edit_put (edit, product);
  return pnr_store_apply_edit (store, edit, NULL, error);
}

static void
put (PnrStore *store, gint64 id, const char *sku)
{
  GError *error = NULL;

  g_assert_true (try_put (store, id, sku, &error));
  g_assert_no_error (error);
}

/* In a process of its own, for closing a second descriptor here would drop the locks. */
static void
update_as_another (const char *path)
{
  g_autoptr (GSubprocess) child =
      g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, NULL, program, "--update", path, NULL);

  g_assert_true (g_subprocess_wait_check (child, NULL, NULL));
}

static void
run_sql (const char *path, const char *sql)
{
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
}

static PnrIntakeFate
add_line (PnrIntake *intake, const char *key, const char *sku, gboolean is_cancelled)
{
  PnrOrderRecord order;
  PnrLineRecord line;
  PnrIntakeFate fate;
  GError *error = NULL;

  pnr_order_record_clear (&order);
  pnr_line_record_clear (&line);
  order.key = key;
  order.is_cancelled = is_cancelled;
  line.item_sku = sku;
  line.quantity_milli = 1000;
  line.total_minor = 250;
  g_assert_true (pnr_intake_add_line (intake, &order, &line, &fate, &error));
  g_assert_no_error (error);
  return fate;
}

static PnrIntake *
begin_import (PnrStore *store)
{
  PnrIntakeSource source = { "orders.csv", "test", NULL };
  GError *error = NULL;
  PnrIntake *intake = pnr_store_begin_import (store, "Import orders", &error);

  g_assert_no_error (error);
  g_assert_true (pnr_intake_begin_file (intake, &source, &error));
  g_assert_no_error (error);
  return intake;
}

static void
import_orders (PnrStore *store, const char *prefix, guint n_orders)
{
  g_autoptr (PnrIntake) intake = begin_import (store);
  GError *error = NULL;

  for (guint i = 0; i < n_orders; i++) {
    g_autofree char *key = g_strdup_printf ("%s-%u", prefix, i);

    add_line (intake, key, "bread", FALSE);
    add_line (intake, key, i % 2 == 0 ? "milk" : "eggs", FALSE);
  }
  pnr_store_finish_import (store, intake, PNR_STORE_IMPORT_KEEP, NULL, &error);
  g_assert_no_error (error);
}

static PnrProduct *
find_product (PnrStore *store, const char *sku, PnrContents **contents)
{
  g_clear_pointer (contents, pnr_contents_unref);
  *contents = pnr_store_read_contents (store, NULL);
  return pnr_contents_find_product (*contents, sku);
}

static void
promise (gint64 id)
{
  printf ("%" G_GINT64_FORMAT "\n", id);
  fflush (stdout);
}

/* Works until it is killed: says the number of each edit once it is on the disk, and 0 before it
 * takes one back. */
static _Noreturn void
work_as_child (const char *path)
{
  g_autoptr (PnrStore) store = open_store (path);

  for (guint i = 1;; i++) {
    gint64 id = pnr_store_take_id (store);
    g_autofree char *sku = g_strdup_printf ("K%" G_GINT64_FORMAT, id);

    put (store, id, sku);
    promise (id);
    if (i % 7 == 0)
      import_orders (store, sku, 50);
    if (i % 11 == 0) {
      promise (0);
      g_assert_true (pnr_store_undo (store, NULL, NULL));
      g_assert_true (pnr_store_redo (store, NULL, NULL));
      promise (id);
    }
  }
}

static gint64
kill_once (const char *path, gulong microseconds)
{
  g_autoptr (GSubprocess) child =
      g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, program, "--work", path, NULL);
  g_autoptr (GDataInputStream) said =
      g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
  gint64 acknowledged = 0;
  char *line;

  g_usleep (microseconds);
  g_subprocess_force_exit (child);
  g_subprocess_wait (child, NULL, NULL);
  while ((line = g_data_input_stream_read_line (said, NULL, NULL, NULL)) != NULL) {
    acknowledged = g_ascii_strtoll (line, NULL, 10);
    g_free (line);
  }
  return acknowledged;
}

static void
test_kill (void)
{
  g_autoptr (GRand) chance = g_rand_new_with_seed (20240301);
  g_autofree char *path = g_build_filename (folder, "kill.pannier", NULL);
  gint64 n_acknowledged = 0;

  g_object_unref (new_store ("kill.pannier"));
  for (guint i = 0; i < N_KILLS; i++) {
    gint64 last = kill_once (path, g_rand_int_range (chance, 20000, 250000));
    g_autoptr (PnrStore) store = open_store (path);
    g_autoptr (PnrContents) contents = pnr_store_read_contents (store, NULL);

    g_assert_nonnull (contents);
    g_assert_false (pnr_store_is_read_only (store));
    if (last != 0) {
      g_autofree char *sku = g_strdup_printf ("K%" G_GINT64_FORMAT, last);

      g_assert_nonnull (pnr_contents_find_product (contents, sku));
      n_acknowledged++;
    }
  }
  g_test_message ("%d kills, %" G_GINT64_FORMAT " with acknowledged edits", N_KILLS,
                  n_acknowledged);
}

/* Says why it may not write, as another person's program would. */
static int
look_as_child (const char *path)
{
  g_autoptr (PnrStore) store = open_store (path);
  g_autoptr (GError) error = NULL;

  g_assert_true (pnr_store_is_read_only (store));
  g_assert_false (try_put (store, pnr_store_take_id (store), "intruder", &error));
  g_assert_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_READ_ONLY);
  printf ("%s", pnr_store_get_read_only_reason (store));
  return 0;
}

static void
test_second_process (void)
{
  g_autoptr (PnrStore) store = new_store ("second.pannier");
  g_autoptr (GSubprocess) child = NULL;
  g_autofree char *said = NULL;

  put (store, 1, "mine");
  child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, program, "--look",
                            pnr_store_get_path (store), NULL);
  g_assert_true (g_subprocess_communicate_utf8 (child, NULL, NULL, &said, NULL, NULL));
  g_assert_true (g_subprocess_get_successful (child));
  g_assert_nonnull (strstr (said, "already open in another window"));
  put (store, 2, "mine too");
}

static void
test_unwritable (void)
{
  g_autofree char *path = g_build_filename (folder, "unwritable.pannier", NULL);
  g_autoptr (PnrStore) store = new_store ("unwritable.pannier");

  if (geteuid () == 0) {
    g_test_message ("The superuser may write everywhere, so a read-only file is not tried.");
    return;
  }
  g_clear_object (&store);
  g_assert_cmpint (g_chmod (path, 0400), ==, 0);
  store = open_store (path);
  g_assert_true (pnr_store_is_read_only (store));
  g_assert_nonnull (strstr (pnr_store_get_read_only_reason (store), "nothing may be written"));
  g_clear_object (&store);
  g_assert_cmpint (g_chmod (path, 0600), ==, 0);
  g_assert_cmpint (g_chmod (folder, 0500), ==, 0);
  store = open_store (path);
  g_assert_true (pnr_store_is_read_only (store));
  g_assert_cmpint (g_chmod (folder, 0700), ==, 0);
}

static void
test_conflict (void)
{
  g_autofree char *path = g_build_filename (folder, "conflict.pannier", NULL);
  PnrStore *store = new_store ("conflict.pannier");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  put (store, 1, "first");
  put (store, 1, "second");
  g_object_unref (store);
  run_sql (path, "UPDATE product SET sku = 'by other hands'");
  store = open_store (path);
  before = pnr_store_dump (store, NULL);
  g_assert_false (pnr_store_undo (store, NULL, &error));
  g_assert_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "another program"));
  after = pnr_store_dump (store, NULL);
  g_assert_cmpstr (before, ==, after);
  g_object_unref (store);
}

static GBytes *
bytes_of (const char *path)
{
  char *bytes;
  gsize size;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  return g_bytes_new_take (bytes, size);
}

/* The file is read by hand only while no connection of this process has it open. */
static void
test_dropped_import (void)
{
  g_autofree char *path = g_build_filename (folder, "dropped.pannier", NULL);
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;
  PnrStore *store = new_store ("dropped.pannier");
  g_autoptr (PnrIntake) intake = NULL;

  import_orders (store, "kept", 100);
  g_object_unref (store);
  before = bytes_of (path);
  store = open_store (path);
  intake = begin_import (store);
  for (guint i = 0; i < 5000; i++) {
    g_autofree char *key = g_strdup_printf ("dropped-%u", i);

    add_line (intake, key, key, FALSE);
  }
  g_assert_true (pnr_store_finish_import (store, intake, PNR_STORE_IMPORT_DROP, NULL, NULL));
  g_object_unref (store);
  after = bytes_of (path);
  g_assert_true (g_bytes_equal (before, after));
}

static void
test_full_disk (void)
{
  g_autofree char *path = g_build_filename (folder, "full.pannier", NULL);
  PnrStore *store = new_store ("full.pannier");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *long_text = g_strnfill (900000, 'x');
  g_autoptr (PnrEdit) edit = pnr_edit_new ("Add a long text");
  g_autoptr (PnrProduct) product = pnr_product_new (2);
  g_autoptr (GError) error = NULL;
  struct rlimit usual;
  struct rlimit tight;

  put (store, 1, "kept");
  before = pnr_store_dump (store, NULL);
  pnr_product_set_sku (product, "long");
  pnr_product_set_attributes (product, long_text);
  pnr_edit_put (edit, product);
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &usual), ==, 0);
  tight = usual;
  tight.rlim_cur = 400000;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &tight), ==, 0);
  g_assert_false (pnr_store_apply_edit (store, edit, NULL, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &usual), ==, 0);
  g_assert_nonnull (error);
  g_assert_true (error->domain == PNR_STORE_ERROR);
  g_assert_cmpuint (strlen (error->message), >, 40);
  after = pnr_store_dump (store, NULL);
  g_assert_cmpstr (before, ==, after);
  g_object_unref (store);
  store = open_store (path);
  g_clear_pointer (&after, g_free);
  after = pnr_store_dump (store, NULL);
  g_assert_cmpstr (before, ==, after);
  put (store, 3, "again");
  g_object_unref (store);
}

static void
test_bound (void)
{
  const guint n_edits = 1010;
  g_autoptr (PnrStore) store = new_store ("bound.pannier");
  g_autoptr (GPtrArray) log = NULL;
  guint n_undone = 0;

  for (guint i = 1; i <= n_edits; i++) {
    g_autofree char *sku = g_strdup_printf ("B%u", i);

    put (store, 1, sku);
  }
  while (pnr_store_undo (store, NULL, NULL))
    n_undone++;
  g_assert_cmpuint (n_undone, ==, 1000);
  log = pnr_store_read_log (store, 0, NULL);
  g_assert_cmpuint (log->len, ==, n_edits);
}

static void
assert_refused (const char *path, PnrStoreError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (pnr_store_open (path, PNR_STORE_OPEN_DEFAULT, &error));
  g_assert_error (error, PNR_STORE_ERROR, (int) code);
}

/* SQLite would delete the file that the end of a journal names. */
static void
test_super_journal (void)
{
  g_autofree char *path = g_build_filename (folder, "planted.pannier", NULL);
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  g_autofree char *victim = g_build_filename (folder, "victim", NULL);
  g_autoptr (GByteArray) planted = g_byte_array_new ();
  guint32 checksum = 0;
  guint32 length = GUINT32_TO_BE (strlen (victim));

  g_object_unref (new_store ("planted.pannier"));
  g_assert_true (g_file_set_contents (victim, "precious", -1, NULL));
  for (const char *at = victim; *at != '\0'; at++)
    checksum += (guint32) (signed char) *at;
  checksum = GUINT32_TO_BE (checksum);
  g_byte_array_set_size (planted, 512);
  memset (planted->data, 0, 512);
  g_byte_array_append (planted, (const guint8 *) victim, strlen (victim));
  g_byte_array_append (planted, (const guint8 *) &length, 4);
  g_byte_array_append (planted, (const guint8 *) &checksum, 4);
  g_byte_array_append (planted, (const guint8 *) "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", 8);
  g_assert_true (g_file_set_contents (journal, (const char *) planted->data, planted->len, NULL));
  assert_refused (path, PNR_STORE_ERROR_SUPER_JOURNAL);
  g_assert_true (g_file_test (victim, G_FILE_TEST_EXISTS));
  g_unlink (journal);
  g_object_unref (open_store (path));
}

static guint
count_files (const char *in_folder)
{
  g_autoptr (GDir) dir = g_dir_open (in_folder, 0, NULL);
  guint count = 0;

  while (g_dir_read_name (dir) != NULL)
    count++;
  return count;
}

static gint64
time_of_change (const char *path)
{
  GStatBuf about;

  g_assert_cmpint (g_stat (path, &about), ==, 0);
  return about.st_mtim.tv_sec * G_GINT64_CONSTANT (1000000000) + about.st_mtim.tv_nsec;
}

/* Opens, reads and closes; neither the plan nor its folder may be another afterwards. */
static void
assert_untouched (const char *path, PnrStoreOpenFlags flags)
{
  g_autofree char *in_folder = g_path_get_dirname (path);
  g_autoptr (GBytes) before = bytes_of (path);
  gint64 time = time_of_change (path);
  guint n_files = count_files (in_folder);
  g_autoptr (GBytes) after = NULL;
  g_autoptr (PnrContents) contents = NULL;
  g_autoptr (GError) error = NULL;
  PnrStore *store = pnr_store_open (path, flags, &error);

  g_assert_no_error (error);
  contents = pnr_store_read_contents (store, NULL);
  g_assert_cmpuint (contents->products->len, ==, 1);
  g_assert_cmpuint (count_files (in_folder), ==, n_files);
  g_object_unref (store);
  after = bytes_of (path);
  g_assert_true (g_bytes_equal (before, after));
  g_assert_cmpint (time_of_change (path), ==, time);
  g_assert_cmpuint (count_files (in_folder), ==, n_files);
}

static void
assert_mark (const char *path, guint8 mark)
{
  g_autoptr (GBytes) bytes = bytes_of (path);
  const guint8 *head = g_bytes_get_data (bytes, NULL);

  g_assert_cmpint (head[18], ==, mark);
  g_assert_cmpint (head[19], ==, mark);
}

/* What another program left with a log of its kind is as it was until the first edit. */
static void
test_wal (void)
{
  g_autofree char *own_folder = g_build_filename (folder, "wal", NULL);
  g_autofree char *path = g_build_filename (own_folder, "wal.pannier", NULL);
  g_autoptr (PnrContents) contents = NULL;
  PnrStore *store;

  g_assert_cmpint (g_mkdir (own_folder, 0700), ==, 0);
  store = new_store ("wal/wal.pannier");
  put (store, 1, "one");
  g_object_unref (store);
  assert_untouched (path, PNR_STORE_OPEN_DEFAULT);
  assert_untouched (path, PNR_STORE_OPEN_READ_ONLY);
  run_sql (path, "PRAGMA journal_mode = WAL");
  assert_mark (path, 2);
  assert_untouched (path, PNR_STORE_OPEN_DEFAULT);
  assert_untouched (path, PNR_STORE_OPEN_READ_ONLY);
  store = open_store (path);
  put (store, 2, "two");
  g_object_unref (store);
  assert_mark (path, 1);
  store = open_store (path);
  contents = pnr_store_read_contents (store, NULL);
  g_assert_cmpuint (contents->products->len, ==, 2);
  g_object_unref (store);
  g_assert_cmpuint (count_files (own_folder), ==, 1);
}

/* Its pages are read anew before anything is changed: a log leaves no trace in the head. */
static void
test_wal_beside (void)
{
  g_autofree char *path = g_build_filename (folder, "wal-beside.pannier", NULL);
  g_autoptr (PnrContents) contents = NULL;
  g_autoptr (GError) error = NULL;
  PnrStore *store = new_store ("wal-beside.pannier");

  put (store, 1, "one");
  g_object_unref (store);
  run_sql (path, "PRAGMA journal_mode = WAL");
  store = open_store (path);
  contents = pnr_store_read_contents (store, NULL);
  g_assert_cmpint (pnr_product_get_stock (contents->products->pdata[0]), !=, 7);
  update_as_another (path);
  put (store, 2, "two");
  g_clear_pointer (&contents, pnr_contents_unref);
  contents = pnr_store_read_contents (store, NULL);
  g_assert_cmpint (pnr_product_get_stock (contents->products->pdata[0]), ==, 7);
  g_assert_cmpuint (contents->products->len, ==, 2);
  g_object_unref (store);
  store = open_store (path);
  g_object_unref (store);
}

/* Each is a change that a careless or hostile program could make to a file's rows. */
static void
test_hostile_values (void)
{
  static const char *const damages[] = {
    "UPDATE product SET kind = 'weapon'",
    "UPDATE product SET sku = ''",
    "UPDATE board_place SET x = 9e999",
    "UPDATE plan SET currency = '€'",
    "DELETE FROM plan",
    "UPDATE board_place SET product_id = 77",
    "UPDATE board_place SET id = 9223372036854775807",
    "UPDATE board_place SET id = 4611686018427387905",
    "UPDATE board_place SET id = 0",
    "UPDATE board_place SET id = -5",
  };
  static const char *const nonsense[] = {
    "UPDATE bundle_component SET quantity = 1000",
    "UPDATE bundle_component SET quantity = 9223372036854775807",
  };
  static const char *const oddities[] = {
    "UPDATE product SET name = CAST (x'fffe80' AS TEXT)",
    "UPDATE product SET name = printf ('%.*c', 200000, 'x')",
    "UPDATE product SET price_minor = -9223372036854775807, stock = 9223372036854775807",
    "UPDATE product SET launched = 9223372036854775807",
    "UPDATE plan SET created = -9223372036854775807, name = CAST (x'ff' AS TEXT)",
  };
  g_autofree char *path = g_build_filename (folder, "hostile.pannier", NULL);
  g_autofree char *whole = NULL;
  gsize size;
  PnrStore *store = new_store ("hostile.pannier");
  g_autoptr (PnrEdit) edit = pnr_edit_new ("Place");
  g_autoptr (PnrPlace) place = pnr_place_new (2);
  g_autoptr (PnrBundle) bundle = pnr_bundle_new (3);
  PnrComponent component = { .product_id = 1, .quantity = PNR_COMPONENT_MOST_UNITS };

  put (store, 1, "one");
  pnr_place_set_product_id (place, 1);
  pnr_place_set_board (place, "Board");
  pnr_edit_put (edit, place);
  pnr_bundle_set_sku (bundle, "SET");
  pnr_bundle_set_components (bundle, &component, 1);
  pnr_edit_put (edit, bundle);
  g_assert_true (pnr_store_apply_edit (store, edit, NULL, NULL));
  g_object_unref (store);
  g_assert_true (g_file_get_contents (path, &whole, &size, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (damages); i++) {
    g_autofree char *sql = g_strconcat ("PRAGMA ignore_check_constraints = ON; ", damages[i], NULL);

    g_assert_true (g_file_set_contents (path, whole, size, NULL));
    run_sql (path, sql);
    g_test_message ("%s", damages[i]);
    assert_refused (path, PNR_STORE_ERROR_DAMAGED);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (nonsense); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_true (g_file_set_contents (path, whole, size, NULL));
    run_sql (path, nonsense[i]);
    store = open_store (path);
    g_assert_null (pnr_store_read_contents (store, &error));
    g_assert_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_DAMAGED);
    g_object_unref (store);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (oddities); i++) {
    g_autoptr (PnrContents) contents = NULL;

    g_assert_true (g_file_set_contents (path, whole, size, NULL));
    run_sql (path, oddities[i]);
    store = open_store (path);
    contents = pnr_store_read_contents (store, NULL);
    g_assert_nonnull (contents);
    g_assert_true (g_utf8_validate (pnr_store_get_name (store), -1, NULL));
    g_object_unref (store);
  }
}

static void
test_ordered_product (void)
{
  g_autoptr (PnrStore) store = new_store ("ordered.pannier");
  g_autoptr (PnrContents) contents = NULL;
  g_autoptr (PnrEdit) edit = pnr_edit_new ("Remove");
  g_autoptr (GError) error = NULL;

  import_orders (store, "o", 3);
  pnr_edit_remove (edit, find_product (store, "bread", &contents));
  g_assert_false (pnr_store_apply_edit (store, edit, NULL, &error));
  g_assert_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "“bread” cannot be removed"));
}

/* Lines of an order that stand apart, and an order that is called off by its last row. */
static void
test_torn_orders (void)
{
  g_autoptr (PnrStore) store = new_store ("torn.pannier");
  g_autoptr (PnrIntake) intake = begin_import (store);
  g_autoptr (PnrContents) contents = NULL;
  PnrProduct *bread;

  add_line (intake, "1", "bread", FALSE);
  add_line (intake, "2", "bread", FALSE);
  add_line (intake, "1", "bread", FALSE);
  add_line (intake, "3", "bread", FALSE);
  add_line (intake, "3", "milk", TRUE);
  g_assert_true (pnr_store_finish_import (store, intake, PNR_STORE_IMPORT_KEEP, NULL, NULL));
  bread = find_product (store, "bread", &contents);
  g_assert_cmpint (pnr_product_get_n_orders (bread), ==, 2);
  g_assert_cmpint (pnr_product_get_units_milli (bread), ==, 3000);
  g_assert_cmpint (pnr_product_get_revenue_minor (bread), ==, 750);
  g_assert_cmpint (pnr_product_get_n_orders (find_product (store, "milk", &contents)), ==, 0);
}

static void
test_later_imports (void)
{
  g_autoptr (PnrStore) store = new_store ("later.pannier");
  g_autoptr (GPtrArray) dumps = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (PnrContents) contents = NULL;
  const char *names[] = { "a", "b", "c" };

  g_ptr_array_add (dumps, pnr_store_dump (store, NULL));
  for (guint i = 0; i < 3; i++) {
    import_orders (store, names[i], 20);
    g_ptr_array_add (dumps, pnr_store_dump (store, NULL));
  }
  g_assert_cmpint (pnr_product_get_n_orders (find_product (store, "bread", &contents)), ==, 60);
  for (guint i = 3; i > 0; i--) {
    g_autofree char *dump = NULL;

    g_assert_true (pnr_store_undo (store, NULL, NULL));
    dump = pnr_store_dump (store, NULL);
    g_assert_cmpstr (dump, ==, g_ptr_array_index (dumps, i - 1));
  }
  for (guint i = 1; i <= 3; i++) {
    g_autofree char *dump = NULL;

    g_assert_true (pnr_store_redo (store, NULL, NULL));
    dump = pnr_store_dump (store, NULL);
    g_assert_cmpstr (dump, ==, g_ptr_array_index (dumps, i));
  }
}

/* A large plan is on the list once it is closed, and off it as soon as anyone has written to it. */
static void
test_sound_list (void)
{
  g_autofree char *path = g_build_filename (folder, "sound.pannier", NULL);
  g_autofree char *list =
      g_build_filename (g_get_user_state_dir (), "pannier", "sound-plans", NULL);
  PnrStore *store = new_store ("sound.pannier");

  import_orders (store, "s", 20000);
  g_unlink (list);
  g_object_unref (store);
  g_assert_true (g_file_test (list, G_FILE_TEST_EXISTS));
  g_object_unref (open_store (path));
  run_sql (path, "PRAGMA ignore_check_constraints = ON; UPDATE product SET kind = 'weapon'");
  assert_refused (path, PNR_STORE_ERROR_DAMAGED);
  run_sql (path, "UPDATE product SET kind = 'good'");
  g_object_unref (open_store (path));
}

static gboolean
is_known_sound (const char *path)
{
  g_autoptr (PnrPlanFile) file = pnr_plan_file_open (path, TRUE, NULL);

  return pnr_plan_file_is_known_sound (file);
}

/* Every session that wrote marks the plan again, so none looks at what the one before has seen; but
 * not where another program had the last word. */
static void
test_sound_again (void)
{
  g_autofree char *path = g_build_filename (folder, "again.pannier", NULL);
  PnrStore *store = new_store ("again.pannier");

  import_orders (store, "s", 20000);
  g_object_unref (store);
  g_assert_true (is_known_sound (path));
  for (guint session = 0; session < 3; session++) {
    store = open_store (path);
    put (store, pnr_store_take_id (store), session == 0 ? "one" : session == 1 ? "two" : "three");
    g_object_unref (store);
    g_assert_true (is_known_sound (path));
  }
  store = open_store (path);
  put (store, pnr_store_take_id (store), "four");
  update_as_another (path);
  g_object_unref (store);
  g_assert_false (is_known_sound (path));
}

/* The greatest id that is one leaves no room: a new one is refused, not dropped or written. */
static void
test_no_room (void)
{
  g_autofree char *path = g_build_filename (folder, "room.pannier", NULL);
  g_autoptr (PnrContents) contents = NULL;
  g_autoptr (GError) error = NULL;
  PnrStore *store = new_store ("room.pannier");
  g_autoptr (PnrEdit) edit = pnr_edit_new ("Add product");
  g_autoptr (PnrProduct) product = NULL;

  put (store, 1, "one");
  g_object_unref (store);
  run_sql (path, "UPDATE product SET id = 4611686018427387904");
  store = open_store (path);
  product = pnr_product_new (pnr_store_take_id (store));
  pnr_product_set_sku (product, "two");
  pnr_edit_put (edit, product);
  g_assert_false (pnr_store_apply_edit (store, edit, NULL, &error));
  g_assert_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_INVALID);
  put (store, PNR_NOUN_LAST_ID, "changed");
  g_object_unref (store);
  store = open_store (path);
  contents = pnr_store_read_contents (store, NULL);
  g_assert_cmpuint (contents->products->len, ==, 1);
  g_assert_cmpstr (pnr_product_get_sku (contents->products->pdata[0]), ==, "changed");
  g_object_unref (store);
}

/* No front end takes an amount below zero, so none comes out of a file that holds one. */
static void
test_negative_amounts (void)
{
  g_autofree char *path = g_build_filename (folder, "negative.pannier", NULL);
  g_autoptr (PnrContents) contents = NULL;
  PnrStore *store = new_store ("negative.pannier");
  PnrProduct *product;

  put (store, 1, "one");
  g_object_unref (store);
  run_sql (path, "UPDATE product SET price_minor = -1, cost_minor = -500");
  store = open_store (path);
  contents = pnr_store_read_contents (store, NULL);
  product = contents->products->pdata[0];
  g_assert_cmpint (pnr_product_get_price_minor (product), ==, PNR_MONEY_UNKNOWN);
  g_assert_cmpint (pnr_product_get_cost_minor (product), ==, PNR_MONEY_UNKNOWN);
  g_object_unref (store);
}

/* A link could lead the recovery to any file. */
static void
test_foreign_log (void)
{
  g_autofree char *path = g_build_filename (folder, "foreign-log.pannier", NULL);
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  g_autoptr (GError) error = NULL;

  g_object_unref (new_store ("foreign-log.pannier"));
  g_assert_cmpint (symlink ("/etc/passwd", log), ==, 0);
  g_assert_null (pnr_store_open (path, PNR_STORE_OPEN_DEFAULT, &error));
  g_assert_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_SUPER_JOURNAL);
  g_assert_nonnull (strstr (error->message, "“-wal”"));
  g_assert_cmpint (g_unlink (log), ==, 0);
  g_object_unref (open_store (path));
}

static void
make_file (const char *path, const char *content, gssize size, gint64 age_seconds)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  struct utimbuf times = { now - age_seconds, now - age_seconds };

  g_assert_true (g_file_set_contents (path, content, size, NULL));
  g_assert_cmpint (g_utime (path, &times), ==, 0);
}

static gboolean
is_there (const char *in_folder, const char *name)
{
  g_autofree char *path = g_build_filename (in_folder, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* What a killed copy left goes with the next one; what is not ours, or not left, stays. */
static void
test_leftovers (void)
{
  static const struct {
    const char *name;
    const char *content; /* NULL: a plan */
    int age_seconds;
    gboolean goes;
  } files[] = {
    { ".pannier.aB3xYz", NULL, 3600, TRUE },
    { ".pannier.aB3xYz-journal", "journal", 3600, TRUE },
    { ".pannier.000000", "", 3600, TRUE },
    { ".pannier.000000-damaged", "anything", 3600, TRUE },
    { ".pannier.111111", "", 5, FALSE },
    { ".pannier.222222",
      "somebody's own file, long enough to be a head of something that is a plan", 3600, FALSE },
    { ".pannier.333", "", 3600, FALSE },
    { ".pannier.4444444", "", 3600, FALSE },
    { ".pannier.55-555", "", 3600, FALSE },
    { "pannier.666666", "", 3600, FALSE },
  };
  g_autofree char *own_folder = g_build_filename (folder, "leftovers", NULL);
  g_autofree char *path = g_build_filename (own_folder, "plan.pannier", NULL);
  g_autofree char *copy = g_build_filename (own_folder, "copy.pannier", NULL);
  g_autofree char *held = g_build_filename (own_folder, ".pannier.777777", NULL);
  struct flock lock = {
    .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = (off_t) 1 << 62, .l_len = 1
  };
  g_autoptr (GBytes) plan = NULL;
  int descriptor;
  PnrStore *store;

  g_assert_cmpint (g_mkdir (own_folder, 0700), ==, 0);
  g_object_unref (new_store ("leftovers/plan.pannier"));
  plan = bytes_of (path);
  for (guint round = 0; round < 2; round++) {
    for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
      g_autofree char *file = g_build_filename (own_folder, files[i].name, NULL);

      make_file (file, files[i].content != NULL ? files[i].content : g_bytes_get_data (plan, NULL),
                 files[i].content != NULL ? -1 : (gssize) g_bytes_get_size (plan),
                 files[i].age_seconds);
    }
    make_file (held, "", 0, 3600);
    descriptor = g_open (held, O_RDWR | O_CLOEXEC, 0);
    g_assert_cmpint (fcntl (descriptor, F_OFD_SETLK, &lock), ==, 0);
    store = open_store (path);
    if (round == 1)
      g_assert_true (pnr_store_save_copy (store, copy, TRUE, NULL, NULL));
    for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
      g_assert_cmpint (is_there (own_folder, files[i].name), !=, files[i].goes);
    g_assert_true (is_there (own_folder, ".pannier.777777"));
    g_object_unref (store);
    close (descriptor);
  }
}

static gboolean
try_texts (PnrStore *store, gsize category_size, gsize brand_size, GError **error)
{
  g_autoptr (PnrEdit) edit = pnr_edit_new ("Add product");
  g_autoptr (PnrProduct) product = pnr_product_new (1);
  g_autofree char *category = g_strnfill (category_size, 'x');
  g_autofree char *brand = g_strnfill (brand_size, 'y');

  pnr_product_set_sku (product, "A");
  pnr_product_set_category (product, category);
  pnr_product_set_brand (product, brand);
  pnr_edit_put (edit, product);
  return pnr_store_apply_edit (store, edit, NULL, error);
}

/* Said, with the place, and not kept as nothing. */
static void
test_long_text (void)
{
  g_autoptr (PnrStore) store = new_store ("long.pannier");
  const gsize mib = 1024 * 1024;
  g_autoptr (PnrContents) contents = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (try_texts (store, 17 * mib, 1, &error));
  g_assert_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "(product, category)"));
  g_clear_error (&error);
  g_assert_false (try_texts (store, 9 * mib, 9 * mib, &error));
  g_assert_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "together longer than the 16 MiB"));
  contents = pnr_store_read_contents (store, NULL);
  g_assert_cmpuint (contents->products->len, ==, 0);
  g_assert_true (try_texts (store, 9 * mib, 1, NULL));
}

int
main (int argc, char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], "--work"))
    work_as_child (argv[2]);
  if (argc == 3 && g_str_equal (argv[1], "--update")) {
    run_sql (argv[2], "UPDATE product SET stock = 7");
    return 0;
  }
  if (argc == 3 && g_str_equal (argv[1], "--look"))
    return look_as_child (argv[2]);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  program = argv[0];
  folder = g_dir_make_tmp ("pannier-safety-XXXXXX", NULL);
  g_test_add_func ("/store/kill", test_kill);
  g_test_add_func ("/store/second-process", test_second_process);
  g_test_add_func ("/store/unwritable", test_unwritable);
  g_test_add_func ("/store/conflict", test_conflict);
  g_test_add_func ("/store/dropped-import", test_dropped_import);
  g_test_add_func ("/store/full-disk", test_full_disk);
  g_test_add_func ("/store/bound", test_bound);
  g_test_add_func ("/store/super-journal", test_super_journal);
  g_test_add_func ("/store/wal", test_wal);
  g_test_add_func ("/store/wal-beside", test_wal_beside);
  g_test_add_func ("/store/foreign-log", test_foreign_log);
  g_test_add_func ("/store/leftovers", test_leftovers);
  g_test_add_func ("/store/no-room", test_no_room);
  g_test_add_func ("/store/negative-amounts", test_negative_amounts);
  g_test_add_func ("/store/long-text", test_long_text);
  g_test_add_func ("/store/hostile-values", test_hostile_values);
  g_test_add_func ("/store/ordered-product", test_ordered_product);
  g_test_add_func ("/store/torn-orders", test_torn_orders);
  g_test_add_func ("/store/later-imports", test_later_imports);
  g_test_add_func ("/store/sound-list", test_sound_list);
  g_test_add_func ("/store/sound-again", test_sound_again);
  return g_test_run ();
}
