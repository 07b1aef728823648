/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of a plan: exactly ours, and described for whoever opens the file with other tools. */
#include <glib/gstdio.h>
#include <string.h>

#include "store/pnr-schema.h"
#include "store/pnr-store.h"

/* Makes a plan, runs @sql in it as another program would, and opens it. */
static void
open_with_addition (const char *sql, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("pannier-schema-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "plan.pannier", NULL);
  PnrStore *store;
  sqlite3 *handle;

  g_object_unref (pnr_store_create (path, "EUR", NULL));
  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
  store = pnr_store_open (path, PNR_STORE_OPEN_DEFAULT, error);
  g_clear_object (&store);
  g_unlink (path);
  g_rmdir (folder);
}

static void
assert_addition_refused (const char *sql)
{
  g_autoptr (GError) error = NULL;

  open_with_addition (sql, &error);
  g_assert_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_FOREIGN_SCHEMA);
}

static void
test_additions (void)
{
  assert_addition_refused ("CREATE VIEW sneaky AS SELECT * FROM product");
  assert_addition_refused ("CREATE TRIGGER sneaky AFTER INSERT ON product BEGIN "
                           "DELETE FROM bundle; END");
  assert_addition_refused ("CREATE TABLE sneaky (id INTEGER PRIMARY KEY)");
  assert_addition_refused ("DROP INDEX orders_batch");
  assert_addition_refused ("ALTER TABLE product ADD COLUMN sneaky TEXT");
}

#define SNEAK_IN(type, name, sql)                                                                 \
  "PRAGMA writable_schema = ON; INSERT INTO sqlite_schema VALUES ('" type "', '" name "', '" name \
  "', 0, '" sql "')"

/* Two names are SQLite's own, but what bears them may be anything. */
static void
test_names_of_sqlite (void)
{
  GError *error = NULL;

  assert_addition_refused (
      SNEAK_IN ("view", "sqlite_stat1", "CREATE VIEW sqlite_stat1 AS SELECT 1"));
  assert_addition_refused (SNEAK_IN (
      "table", "sqlite_sequence", "CREATE VIRTUAL TABLE sqlite_sequence USING fts5 (name, seq)"));
  assert_addition_refused ("CREATE TRIGGER sneaky AFTER INSERT ON product BEGIN "
                           "DELETE FROM bundle; END; PRAGMA writable_schema = ON;"
                           "UPDATE sqlite_schema SET name = 'sqlite_stat1', sql = replace "
                           "(sql, 'sneaky', 'sqlite_stat1') WHERE name = 'sneaky'");
  assert_addition_refused ("CREATE TABLE sneaky (tbl, idx, stat, more);"
                           "PRAGMA writable_schema = ON;"
                           "UPDATE sqlite_schema SET name = 'sqlite_stat1', tbl_name = "
                           "'sqlite_stat1', sql = 'CREATE TABLE sqlite_stat1(tbl,idx,stat,more)' "
                           "WHERE name = 'sneaky'");
  open_with_addition ("ANALYZE", &error);
  g_assert_no_error (error);
}

static void
assert_columns_described (sqlite3 *handle, const char *table, const char *section)
{
  g_autofree char *sql = g_strdup_printf ("SELECT name FROM pragma_table_info ('%s')", table);
  const char *next = strstr (section + 1, "\n## ");
  sqlite3_stmt *columns;

  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &columns, NULL), ==, SQLITE_OK);
  while (sqlite3_step (columns) == SQLITE_ROW) {
    g_autofree char *line = g_strdup_printf ("\n- `%s`", sqlite3_column_text (columns, 0));
    const char *found = strstr (section, line);

    g_test_message ("%s%s", table, line);
    g_assert_nonnull (found);
    g_assert_true (next == NULL || found < next);
  }
  sqlite3_finalize (columns);
}

static void
assert_tables_described (sqlite3 *handle, const char *description)
{
  guint n_tables = 0;
  sqlite3_stmt *tables;

  g_assert_cmpint (sqlite3_prepare_v2 (handle,
                                       "SELECT name FROM sqlite_schema WHERE type = 'table'", -1,
                                       &tables, NULL),
                   ==, SQLITE_OK);
  for (; sqlite3_step (tables) == SQLITE_ROW; n_tables++) {
    const char *table = (const char *) sqlite3_column_text (tables, 0);
    g_autofree char *title = g_strdup_printf ("\n## %s\n", table);
    const char *section = strstr (description, title);

    g_assert_nonnull (section);
    assert_columns_described (handle, table, section);
  }
  sqlite3_finalize (tables);
  g_assert_cmpuint (n_tables, >, 20);
}

static void
test_description (void)
{
  g_autofree char *folder = g_dir_make_tmp ("pannier-schema-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "plan.pannier", NULL);
  g_autofree char *version = g_strdup_printf ("schema version %d)", PNR_SCHEMA_VERSION);
  g_autofree char *description = NULL;
  sqlite3 *handle;

  g_assert_true (g_file_get_contents (PLAN_FILE_DESCRIPTION, &description, NULL, NULL));
  g_assert_nonnull (strstr (description, version));
  g_object_unref (pnr_store_create (path, "EUR", NULL));
  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  assert_tables_described (handle, description);
  sqlite3_close (handle);
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/schema/additions", test_additions);
  g_test_add_func ("/store/schema/names-of-sqlite", test_names_of_sqlite);
  g_test_add_func ("/store/schema/description", test_description);
  return g_test_run ();
}
