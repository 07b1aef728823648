/* SPDX-License-Identifier: GPL-3.0-or-later */
/* SQLite runs out of memory at every n-th allocation: a sentence, a whole plan, no half reading. */
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "store/pnr-store.h"

static char *folder;
static sqlite3_mem_methods usual;
static gint64 n_left;
static gboolean is_once;
static gboolean has_failed;

/* Counts down while @n_left is above zero; at zero memory is short. */
static gboolean
is_short (void)
{
  if (n_left <= 0 || --n_left > 0)
    return FALSE;
  has_failed = TRUE;
  n_left = is_once ? 0 : 1;
  return TRUE;
}

static void *
short_malloc (int size)
{
  return is_short () ? NULL : usual.xMalloc (size);
}

static void *
short_realloc (void *data, int size)
{
  return is_short () ? NULL : usual.xRealloc (data, size);
}

static void
fail_at (gint64 n, gboolean once)
{
  n_left = n;
  is_once = once;
  has_failed = FALSE;
}

/* Returns whether the allocation came that should fail. */
static gboolean
fail_no_more (void)
{
  n_left = 0;
  return has_failed;
}

static void
check_sentence (GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (error->domain == PNR_STORE_ERROR);
  g_assert_cmpuint (strlen (error->message), >, 20);
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
put_product (PnrStore *store, gint64 id, const char *name, PnrStoreChange **change, GError **error)
{
  g_autoptr (PnrEdit) edit = pnr_edit_new ("Put product");
  g_autoptr (PnrProduct) product = pnr_product_new (id);
  g_autofree char *sku = g_strdup_printf ("P%" G_GINT64_FORMAT, id);

  pnr_product_set_sku (product, sku);
  pnr_product_set_name (product, name);
  pnr_edit_put (edit, product);
  return pnr_store_apply_edit (store, edit, change, error);
}

static gboolean
import_orders (PnrStore *store, GError **error)
{
  PnrIntakeSource source = { "orders.csv", "test", NULL };
  g_autoptr (PnrIntake) intake = pnr_store_begin_import (store, "Import orders", error);
  gboolean is_read = intake != NULL && pnr_intake_begin_file (intake, &source, error);

  for (guint i = 0; is_read && i < 12; i++) {
    g_autofree char *key = g_strdup_printf ("%u", i / 2);
    g_autofree char *sku = g_strdup_printf ("P%u", 1 + i % 5);
    PnrOrderRecord order;
    PnrLineRecord line;
    PnrIntakeFate fate;

    pnr_order_record_clear (&order);
    pnr_line_record_clear (&line);
    order.key = key;
    order.customer = key;
    line.item_sku = sku;
    line.quantity_milli = 1000;
    line.total_minor = 250;
    is_read = pnr_intake_add_line (intake, &order, &line, &fate, error);
  }
  if (is_read)
    return pnr_store_finish_import (store, intake, PNR_STORE_IMPORT_KEEP, NULL, error);
  if (intake != NULL)
    pnr_store_finish_import (store, intake, PNR_STORE_IMPORT_DROP, NULL, NULL);
  return FALSE;
}

static char *
make_plan (const char *name)
{
  char *path = g_build_filename (folder, name, NULL);
  GError *error = NULL;
  PnrStore *store = pnr_store_create (path, "EUR", &error);

  g_assert_no_error (error);
  for (gint64 i = 1; i <= 5; i++)
    g_assert_true (put_product (store, i, "A long enough name, to be kept on a page", NULL, NULL));
  g_object_unref (store);
  return path;
}

/* What an action is tried on: it may only happen, or not. */
typedef gboolean (*TryFunc) (PnrStore *store, GError **error);

static gboolean
try_apply (PnrStore *store, GError **error)
{
  PnrStoreChange *change = NULL;

  if (!put_product (store, 3, "Another name that is just as long", &change, error))
    return FALSE;
  g_assert_cmpuint (change->puts->len, ==, 1);
  g_assert_cmpstr (pnr_product_get_name (g_ptr_array_index (change->puts, 0)), ==,
                   "Another name that is just as long");
  pnr_store_change_free (change);
  return TRUE;
}

static gboolean
try_undo (PnrStore *store, GError **error)
{
  return pnr_store_undo (store, NULL, error);
}

static void
check_after_failure (PnrStore *store, const char *before, GError *error, gint64 n)
{
  g_autoptr (GError) dump_error = NULL;
  g_autofree char *dump = pnr_store_dump (store, &dump_error);

  check_sentence (error);
  g_assert_no_error (dump_error);
  if (g_strcmp0 (dump, before) != 0)
    g_error ("allocation %" G_GINT64_FORMAT ": half done: %s", n, error->message);
}

static void
try_each (const char *name, TryFunc try_it, gboolean once)
{
  g_autofree char *path = make_plan (name);
  PnrStore *store = open_store (path);
  g_autofree char *before = pnr_store_dump (store, NULL);
  gint64 n_refused = 0;
  gint64 n = 1;
  gboolean was_short;

  do {
    g_autoptr (GError) error = NULL;
    gboolean is_done;

    fail_at (n, once);
    is_done = try_it (store, &error);
    was_short = fail_no_more ();
    if (is_done) {
      g_assert_no_error (error);
      g_assert_true (try_it == try_undo ? pnr_store_redo (store, NULL, NULL)
                                        : pnr_store_undo (store, NULL, NULL));
    } else {
      check_after_failure (store, before, error, n);
      n_refused++;
    }
    /* One parsed statement is like the other, so the later ones only now and then. */
    n += n < 60 || g_test_thorough () ? 1 : 29;
    /* Now and then in a fresh connection, where nothing is prepared and cached yet. */
    if (n % 3 == 0) {
      g_object_unref (store);
      store = open_store (path);
    }
  } while (was_short);
  g_object_unref (store);
  g_test_message ("%s: %" G_GINT64_FORMAT " allocations, %" G_GINT64_FORMAT " refusals", name,
                  n - 1, n_refused);
  g_assert_cmpint (n_refused, >, 10);
}

static void
test_apply (void)
{
  try_each ("apply-once", try_apply, TRUE);
  try_each ("apply-on", try_apply, FALSE);
}

static void
test_undo (void)
{
  try_each ("undo-once", try_undo, TRUE);
  try_each ("undo-on", try_undo, FALSE);
}

static void
test_import (void)
{
  try_each ("import-once", import_orders, TRUE);
  try_each ("import-on", import_orders, FALSE);
}

static void
check_contents (PnrContents *contents)
{
  g_assert_cmpuint (contents->products->len, ==, 5);
  for (guint i = 0; i < contents->products->len; i++)
    g_assert_cmpstr (pnr_product_get_name (g_ptr_array_index (contents->products, i)), ==,
                     "A long enough name, to be kept on a page");
}

/* What is read is all there or not at all: a name that did not fit in memory is no empty name. */
static gboolean
read_once (const char *path, gint64 n, gboolean once)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrStore) store = NULL;
  g_autoptr (PnrContents) contents = NULL;

  fail_at (n, once);
  store = pnr_store_open (path, PNR_STORE_OPEN_DEFAULT, &error);
  if (store != NULL)
    contents = pnr_store_read_contents (store, &error);
  if (contents != NULL) {
    g_assert_cmpstr (pnr_store_get_name (store), ==, "read");
    g_assert_cmpstr (pnr_store_get_currency (store), ==, "EUR");
    check_contents (contents);
  } else {
    check_sentence (error);
  }
  return fail_no_more ();
}

static void
test_read (void)
{
  g_autofree char *path = make_plan ("read.pannier");
  gint64 n = 1;

  /* Most of these allocations are the parsing of the tables' texts, one like the other. */
  while (read_once (path, n, n % 2 == 0))
    n += n < 100 || g_test_thorough () ? 1 : 37;
  g_test_message ("opening and reading: %" G_GINT64_FORMAT " allocations", n);
  g_assert_cmpint (n, >, 500);
  read_once (path, 0, TRUE);
}

int
main (int argc, char *argv[])
{
  sqlite3_mem_methods tight;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_GETMALLOC, &usual), ==, SQLITE_OK);
  tight = usual;
  tight.xMalloc = short_malloc;
  tight.xRealloc = short_realloc;
  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_MALLOC, &tight), ==, SQLITE_OK);
  /* Small pieces would otherwise come from a stock that is never short. */
  g_assert_cmpint (sqlite3_config (SQLITE_CONFIG_LOOKASIDE, 0, 0), ==, SQLITE_OK);
  folder = g_dir_make_tmp ("pannier-memory-XXXXXX", NULL);
  g_test_add_func ("/store/memory/read", test_read);
  g_test_add_func ("/store/memory/apply", test_apply);
  g_test_add_func ("/store/memory/undo", test_undo);
  g_test_add_func ("/store/memory/import", test_import);
  return g_test_run ();
}
