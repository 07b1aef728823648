/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of a plan: exactly ours, and described for whoever opens the file with other tools. */
#include <glib/gstdio.h>
#include <string.h>

#include "store/pnr-schema.h"
#include "store/pnr-store.h"

static void
assert_addition_refused (const char *sql)
{
  g_autofree char *folder = g_dir_make_tmp ("pannier-schema-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "plan.pannier", NULL);
  g_autoptr (GError) error = NULL;
  sqlite3 *handle;

  g_object_unref (pnr_store_create (path, "EUR", NULL));
  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
  g_assert_null (pnr_store_open (path, PNR_STORE_OPEN_DEFAULT, &error));
  g_assert_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_FOREIGN_SCHEMA);
  g_unlink (path);
  g_rmdir (folder);
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

static void
test_description (void)
{
  g_autofree char *description = NULL;
  g_auto (GStrv) lines = g_strsplit (pnr_schema_get_sql (1), "\n", -1);
  const char *section = NULL;

  g_assert_true (g_file_get_contents (PLAN_FILE_DESCRIPTION, &description, NULL, NULL));
  for (guint i = 0; lines[i] != NULL; i++) {
    g_auto (GStrv) words = g_strsplit (g_strstrip (lines[i]), " ", 4);
    g_autofree char *expected = NULL;

    if (g_str_has_prefix (lines[i], "CREATE TABLE")) {
      expected = g_strdup_printf ("\n## %s\n", words[2]);
      section = strstr (description, expected);
      g_assert_nonnull (section);
    } else if (words[0] != NULL && g_ascii_islower (words[0][0])) {
      expected = g_strdup_printf ("\n- `%s`", words[0]);
      g_assert_nonnull (strstr (section, expected));
    }
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/store/schema/additions", test_additions);
  g_test_add_func ("/store/schema/description", test_description);
  return g_test_run ();
}
