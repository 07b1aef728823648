/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reports as pages: nothing is lost between two of them, and the same report is the same file. */
#include "config.h"

#include "drawing/pnr-document.h"
#include "drawing/pnr-picture-file.h"

#include <glib/gstdio.h>
#include <string.h>

static GStrv
make_row (guint number)
{
  g_autofree char *name =
      g_strdup_printf ("Row %u with words enough to be told from others", number);
  g_autofree char *figure = g_strdup_printf ("%u.00", number);
  const char *const cells[] = { name, figure, NULL };

  return g_strdupv ((GStrv) cells);
}

static void
add_table (PnrDocument *document, guint n_rows)
{
  const char *const headers[] = { "Name", "Figure", NULL };
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint row = 0; row < n_rows; row++)
    g_ptr_array_add (rows, make_row (row));
  pnr_document_take_table (document, g_strdupv ((GStrv) headers), rows, 1);
}

static guint
count_pages (guint n_rows)
{
  g_autoptr (PnrDocument) document = pnr_document_new ("Title", "Subtitle", "Stamp");

  pnr_document_add_heading (document, "Table");
  add_table (document, n_rows);
  return pnr_document_count_pages (document);
}

static void
test_pages (void)
{
  guint before = count_pages (1);

  g_assert_cmpuint (before, ==, 1);
  for (guint n_rows = 2; n_rows < 200; n_rows += 7) {
    guint pages = count_pages (n_rows);

    g_assert_cmpuint (pages, >=, before);
    g_assert_cmpuint (pages, <=, before + 1);
    before = pages;
  }
  g_assert_cmpuint (before, >, 3);
}

/* A heading whose table does not fit below it goes over the page with it. */
static void
test_heading_stays_with_table (void)
{
  guint n_rows = 1;

  while (count_pages (n_rows) == 1)
    n_rows++;
  for (guint rest = n_rows - 8; rest < n_rows; rest++) {
    g_autoptr (PnrDocument) alone = pnr_document_new ("Title", "Subtitle", "Stamp");
    g_autoptr (PnrDocument) with = pnr_document_new ("Title", "Subtitle", "Stamp");

    pnr_document_add_heading (alone, "Table");
    add_table (alone, rest);
    pnr_document_add_heading (with, "Table");
    add_table (with, rest);
    pnr_document_add_heading (with, "Another");
    add_table (with, 8);
    g_assert_cmpuint (pnr_document_count_pages (alone), ==, 1);
    g_assert_cmpuint (pnr_document_count_pages (with), ==, 2);
  }
}

static void
test_same_file (void)
{
  g_autofree char *folder = g_dir_make_tmp ("pannier-document-XXXXXX", NULL);
  g_autofree char *texts[2] = { NULL, NULL };
  gsize sizes[2];

  for (guint i = 0; i < 2; i++) {
    g_autoptr (PnrDocument) document = pnr_document_new ("Title", "Subtitle", "Stamp");
    g_autofree char *path = g_build_filename (folder, "report.pdf", NULL);
    g_autoptr (GError) error = NULL;

    pnr_document_add_text (document, "A sentence.");
    add_table (document, 90);
    g_assert_true (pnr_document_save (document, path, &error));
    g_assert_no_error (error);
    g_assert_true (g_file_get_contents (path, &texts[i], &sizes[i], NULL));
    g_remove (path);
  }
  g_assert_cmpmem (texts[0], sizes[0], texts[1], sizes[1]);
  g_rmdir (folder);
}

static void
test_refusals (void)
{
  g_autoptr (PnrDocument) document = pnr_document_new ("Title", "Subtitle", "Stamp");
  g_autoptr (GError) error = NULL;

  g_assert_false (pnr_document_save (document, "/tmp/report.svg", &error));
  g_assert_error (error, PNR_DRAWING_ERROR, PNR_DRAWING_ERROR_FORMAT);
  g_clear_error (&error);
  g_assert_false (pnr_document_save (document, "/no/such/folder/report.pdf", &error));
  g_assert_error (error, PNR_DRAWING_ERROR, PNR_DRAWING_ERROR_WRITE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/document/pages", test_pages);
  g_test_add_func ("/document/heading-stays-with-table", test_heading_stays_with_table);
  g_test_add_func ("/document/same-file", test_same_file);
  g_test_add_func ("/document/refusals", test_refusals);
  return g_test_run ();
}
