/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Plans with damaged, forged and planted bytes: a seeded round of what the fuzz target does. */
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "plan-mutator.h"
#include "plan-visitor.h"
#include "store/pnr-store.h"

#define N_MUTANTS 150
#define ROOM (1024 * 1024)

static char *folder;

static void
put_product (PnrStore *store, gint64 id, const char *name)
{
  g_autoptr (PnrEdit) edit = pnr_edit_new ("Put product");
  g_autoptr (PnrProduct) product = pnr_product_new (id);
  g_autofree char *sku = g_strdup_printf ("P%" G_GINT64_FORMAT, id);
  GError *error = NULL;

  pnr_product_set_sku (product, sku);
  pnr_product_set_name (product, name);
  pnr_edit_put (edit, product);
  g_assert_true (pnr_store_apply_edit (store, edit, NULL, &error));
  g_assert_no_error (error);
}

static void
put_relation (PnrStore *store)
{
  g_autoptr (PnrEdit) edit = pnr_edit_new ("Put relationship");
  g_autoptr (PnrRelation) relation = pnr_relation_new (50);
  GError *error = NULL;

  pnr_relation_set_from_id (relation, 1);
  pnr_relation_set_to_id (relation, 2);
  pnr_edit_put (edit, relation);
  g_assert_true (pnr_store_apply_edit (store, edit, NULL, &error));
  g_assert_no_error (error);
}

static void
import_orders (PnrStore *store)
{
  PnrIntakeSource source = { "orders.csv", "test", NULL };
  GError *error = NULL;
  g_autoptr (PnrIntake) intake = pnr_store_begin_import (store, "Import orders", &error);

  g_assert_no_error (error);
  g_assert_true (pnr_intake_begin_file (intake, &source, &error));
  for (guint i = 0; i < 60; i++) {
    g_autofree char *key = g_strdup_printf ("%u", i / 3);
    g_autofree char *sku = g_strdup_printf ("P%u", 1 + i % 7);
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
    g_assert_true (pnr_intake_add_line (intake, &order, &line, &fate, &error));
  }
  pnr_store_finish_import (store, intake, PNR_STORE_IMPORT_KEEP, NULL, &error);
  g_assert_no_error (error);
}

/* A plan with something in most tables; @n_undone of its actions are taken back. */
static GBytes *
make_plan (guint n_undone)
{
  g_autofree char *path = g_build_filename (folder, "seed.pannier", NULL);
  GError *error = NULL;
  PnrStore *store = pnr_store_create (path, "EUR", &error);
  char *bytes;
  gsize size;

  g_assert_no_error (error);
  for (gint64 i = 1; i <= 5; i++)
    put_product (store, i, "A name");
  put_product (store, 5, "Another name");
  put_relation (store);
  import_orders (store);
  put_product (store, 1, "Changed at last");
  for (guint i = 0; i < n_undone; i++)
    g_assert_true (pnr_store_undo (store, NULL, NULL));
  g_object_unref (store);
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  g_unlink (path);
  return g_bytes_new_take (bytes, size);
}

static void
test_mutants (void)
{
  g_autofree guint8 *mutant = g_malloc (ROOM);
  g_autoptr (GBytes) done = make_plan (0);
  g_autoptr (GBytes) undone = make_plan (3);
  guint n_opened = 0;

  for (guint i = 0; i < N_MUTANTS; i++) {
    g_autoptr (GRand) chance = g_rand_new_with_seed (i);
    gsize size;
    const void *whole = g_bytes_get_data (i % 2 == 0 ? done : undone, &size);

    memcpy (mutant, whole, size);
    for (guint j = 0; j <= i % 3; j++)
      size = plan_mutate (mutant, size, ROOM, chance);
    n_opened += plan_visit (folder, mutant, size);
  }
  g_test_message ("%u of %u damaged plans were refused", N_MUTANTS - n_opened, N_MUTANTS);
  /* Damage that is always seen, or never, would show that this test tests nothing. */
  g_assert_cmpuint (n_opened, >, N_MUTANTS / 10);
  g_assert_cmpuint (n_opened, <, N_MUTANTS * 9 / 10);
}

static void
set_newest_piece (const char *path, const guint8 *piece, gsize size)
{
  sqlite3_stmt *update = NULL;
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_prepare_v2 (db,
                      "UPDATE change_piece SET data = ? WHERE change_id = "
                      "(SELECT max (change_id) FROM change_piece)",
                      -1, &update, NULL);
  sqlite3_bind_blob (update, 1, piece, (int) size, SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (update), ==, SQLITE_DONE);
  sqlite3_finalize (update);
  sqlite3_close (db);
}

static void
undo_piece (const char *path, const guint8 *piece, gsize size, PnrStoreError code)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrStore) store = NULL;

  set_newest_piece (path, piece, size);
  store = pnr_store_open (path, PNR_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  before = pnr_store_dump (store, NULL);
  g_assert_false (pnr_store_undo (store, NULL, &error));
  g_assert_error (error, PNR_STORE_ERROR, (int) code);
  after = pnr_store_dump (store, NULL);
  g_assert_cmpstr (before, ==, after);
}

/* SQLite reads beyond the end of a changeset whose lengths lie; ours never reach it. */
static void
test_forged_history (void)
{
  static const struct {
    const char *piece;
    gsize size;
    PnrStoreError code;
  } forgeries[] = {
    { "", 0, PNR_STORE_ERROR_DAMAGED },
    { "x", 1, PNR_STORE_ERROR_DAMAGED },
    { "T", 1, PNR_STORE_ERROR_DAMAGED },
    { "T\x02", 2, PNR_STORE_ERROR_DAMAGED },
    { "T\x02\x01\x00product", 11, PNR_STORE_ERROR_DAMAGED },
    /* no such table, a key elsewhere, no key at all */
    { "T\x02\x01\x00nothing\0\x12\0\x05\x05", 16, PNR_STORE_ERROR_DAMAGED },
    { "T\x02\x00\x01"
      "board\0\x12\0\x05\x05",
      14, PNR_STORE_ERROR_DAMAGED },
    { "T\x02\x00\x00"
      "board\0\x12\0\x05\x05",
      14, PNR_STORE_ERROR_DAMAGED },
    /* more columns than the table has */
    { "T\x03\x01\x00\x00"
      "board\0\x12\0\x05\x05\x05",
      16, PNR_STORE_ERROR_DAMAGED },
    /* a text that is longer than what is left: the length wraps, or is just too large */
    { "T\x02\x01\x00"
      "board\0\x12\0\x01\0\0\0\0\0\0\0\7\x03\xc7\x50",
      24, PNR_STORE_ERROR_DAMAGED },
    { "T\x02\x01\x00"
      "board\0\x12\0\x01\0\0\0\0\0\0\0\7\x03\xff\xff\xff\xff\xff\xff\xff\xff\xff",
      31, PNR_STORE_ERROR_DAMAGED },
    /* a key that is nothing, and an unknown type of value */
    { "T\x02\x01\x00"
      "board\0\x12\0\x05\x05",
      14, PNR_STORE_ERROR_DAMAGED },
    { "T\x02\x01\x00"
      "board\0\x17\0\x00\x05\x00\x05",
      16, PNR_STORE_ERROR_DAMAGED },
    { "T\x02\x01\x00"
      "board\0\x12\0\x01\0\0\0\0\0\0\0\7\x09",
      22, PNR_STORE_ERROR_DAMAGED },
    /* well-formed, about a row that is not there */
    { "T\x02\x01\x00"
      "board\0\x12\0\x01\0\0\0\0\0\0\0\7\x03\x01z",
      24, PNR_STORE_ERROR_CONFLICT },
  };
  g_autofree char *path = g_build_filename (folder, "forged.pannier", NULL);
  g_autoptr (GBytes) plan = make_plan (0);
  gsize size;
  const char *bytes = g_bytes_get_data (plan, &size);

  g_assert_true (g_file_set_contents (path, bytes, size, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (forgeries); i++) {
    g_test_message ("forgery %" G_GSIZE_FORMAT, i);
    undo_piece (path, (const guint8 *) forgeries[i].piece, forgeries[i].size, forgeries[i].code);
  }
  g_unlink (path);
}

/* What takes back the newest action of the plan at @path, so that doing so runs @sql in it. */
static GBytes *
forge_piece (const char *path, const char *sql)
{
  g_autofree char *copy = g_strconcat (path, "-copy", NULL);
  g_autofree char *bytes = NULL;
  sqlite3_session *session = NULL;
  gpointer done = NULL;
  gpointer undone = NULL;
  sqlite3 *db = NULL;
  int n_done = 0;
  int n_undone = 0;
  gsize size;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  g_assert_true (g_file_set_contents (copy, bytes, (gssize) size, NULL));
  g_assert_cmpint (sqlite3_open (copy, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3session_create (db, "main", &session), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3session_attach (session, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3session_changeset (session, &n_done, &done), ==, SQLITE_OK);
  g_assert_cmpint (n_done, >, 0);
  g_assert_cmpint (sqlite3changeset_invert (n_done, done, &n_undone, &undone), ==, SQLITE_OK);
  sqlite3session_delete (session);
  sqlite3_free (done);
  sqlite3_close (db);
  g_unlink (copy);
  return g_bytes_new_with_free_func (undone, n_undone, sqlite3_free, undone);
}

/* Well-formed steps about rows that are there, which no action of ours takes. */
static void
test_forged_steps (void)
{
  static const char *const steps[] = {
    "UPDATE plan SET currency = 'EU '",
    "UPDATE change SET state = 'discarded'",
    "DELETE FROM change_piece",
    "DELETE FROM customer",
    "DELETE FROM import_batch",
    "INSERT INTO import_batch VALUES (70, 'f', NULL, NULL, 0, 0, 0, 0, 0, 0)",
    "UPDATE import_batch SET first_line_id = 0",
    "INSERT INTO product (id, sku, kind, cost_source, visible) "
    "VALUES (-5, 'evil', 'good', 'merchant', 1)",
  };
  g_autofree char *path = g_build_filename (folder, "forged.pannier", NULL);
  g_autoptr (GBytes) plan = make_plan (0);
  gsize size;
  const char *bytes = g_bytes_get_data (plan, &size);

  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++) {
    g_autoptr (GBytes) piece = forge_piece (path, steps[i]);
    gsize n_bytes;
    const guint8 *data = g_bytes_get_data (piece, &n_bytes);

    g_test_message ("%s", steps[i]);
    undo_piece (path, data, n_bytes, PNR_STORE_ERROR_DAMAGED);
  }
  g_unlink (path);
}

/* Bytes 18 and 19 ask for another kind of journal, which is left where writing begins. What is
 * refused must not get that far. */
static void
test_refused_wal (void)
{
  g_autoptr (GBytes) plan = make_plan (0);
  gsize size;
  g_autofree guint8 *bytes = g_memdup2 (g_bytes_get_data (plan, NULL), g_bytes_get_size (plan));

  size = g_bytes_get_size (plan);
  bytes[18] = bytes[19] = 2;
  g_assert_true (plan_visit (folder, bytes, size));
  memset (bytes + 8 * 4096, 0xee, 4096);
  g_assert_false (plan_visit (folder, bytes, size));
}

/* Fills a page with branches that all lead to the page after it. */
static void
make_branches (guint8 *page, gsize head, guint n_branches, guint next)
{
  const guint cell = 4090;

  memset (page + head, 0, 4096 - head);
  page[head] = 5;
  page[head + 3] = n_branches >> 8;
  page[head + 4] = n_branches & 0xff;
  page[head + 5] = cell >> 8;
  page[head + 6] = cell & 0xff;
  page[head + 11] = next;
  for (guint i = 0; i < n_branches; i++) {
    page[head + 12 + 2 * i] = cell >> 8;
    page[head + 13 + 2 * i] = cell & 0xff;
  }
  page[cell + 3] = next;
  page[cell + 4] = 1;
}

/* The list of tables as a tree of a handful of pages and a hundred thousand million ways through
 * them. */
static void
test_endless_tree (void)
{
  g_autoptr (GBytes) plan = make_plan (0);
  gsize size = g_bytes_get_size (plan);
  g_autofree guint8 *bytes = g_memdup2 (g_bytes_get_data (plan, NULL), size);
  guint8 *leaf = bytes + 4 * 4096;

  make_branches (bytes, 100, 600, 2);
  for (guint page = 2; page <= 4; page++)
    make_branches (bytes + (page - 1) * 4096, 0, 600, page + 1);
  memset (leaf, 0, 4096);
  memcpy (leaf, "\x0d\0\0\0\1\x0f\xf0\0\x0f\xf0", 10);
  memcpy (leaf + 4080, "\6\1\6\0\0\0\0\0", 8);
  g_assert_false (plan_visit (folder, bytes, size));
}

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  folder = g_dir_make_tmp ("pannier-mutants-XXXXXX", NULL);
  g_test_add_func ("/store/mutants", test_mutants);
  g_test_add_func ("/store/forged-history", test_forged_history);
  g_test_add_func ("/store/forged-steps", test_forged_steps);
  g_test_add_func ("/store/refused-wal", test_refused_wal);
  g_test_add_func ("/store/endless-tree", test_endless_tree);
  status = g_test_run ();
  g_rmdir (folder);
  return status;
}
