/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What may not happen to a plan: a lost edit, a half one, a stranger's trick, a silent overwrite.
 */
#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/pnr-money.h"
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

static void
test_wal (void)
{
  g_autofree char *path = g_build_filename (folder, "wal.pannier", NULL);
  g_autoptr (GBytes) bytes = NULL;
  PnrStore *store = new_store ("wal.pannier");

  g_object_unref (store);
  run_sql (path, "PRAGMA journal_mode = WAL");
  store = open_store (path);
  put (store, 1, "one");
  g_object_unref (store);
  bytes = bytes_of (path);
  g_assert_cmpint (((const guint8 *) g_bytes_get_data (bytes, NULL))[18], ==, 1);
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
  PnrComponent component = { 1, PNR_COMPONENT_MOST_UNITS, PNR_COMPONENT_ROLE_MAIN };

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

int
main (int argc, char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], "--work"))
    work_as_child (argv[2]);
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
  g_test_add_func ("/store/hostile-values", test_hostile_values);
  g_test_add_func ("/store/ordered-product", test_ordered_product);
  g_test_add_func ("/store/torn-orders", test_torn_orders);
  g_test_add_func ("/store/later-imports", test_later_imports);
  g_test_add_func ("/store/sound-list", test_sound_list);
  return g_test_run ();
}
