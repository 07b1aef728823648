/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plan is damaged in every place in turn, and what lies on whole pages comes back. */
#define _GNU_SOURCE
#include <glib/gstdio.h>
#include <string.h>

#include "base/pnr-report.h"
#include "exchange/pnr-plan-json.h"
#include "plan/pnr-plan-jobs.h"
#include "plan/pnr-plan-keeping.h"

#define PAGE_SIZE 4096
/* The first pages are where tables begin and where the list of them is. */
#define N_FIRST_PAGES 48
#define STRIDE 32

static const char *const tables[] = { "product",    "customer", "orders",
                                      "order_line", "relation", "scenario" };

typedef struct {
  char *folder;
  char *damaged;
  char *rescued;
  GByteArray *whole;
  char *planning;
  gint64 counts[G_N_ELEMENTS (tables)];
} Fixture;

static gboolean
holds (const guint8 *page, const char *word)
{
  gsize length = strlen (word);

  for (gsize at = 0; at + length <= PAGE_SIZE; at++)
    if (memcmp (page + at, word, length) == 0)
      return TRUE;
  return FALSE;
}

/* The bytes of the whole plan, to be damaged. */
static guint8 *
copy_whole (Fixture *fixture)
{
  guint8 *bytes = g_malloc (fixture->whole->len);

  return memcpy (bytes, fixture->whole->data, fixture->whole->len);
}

static void
count_rows (GVariant *report, const char *what, gint64 *counts)
{
  g_autoptr (GVariant) list = pnr_report_get (report, "tables");

  for (gsize t = 0; t < G_N_ELEMENTS (tables); t++) {
    counts[t] = -1;
    for (gsize i = 0; i < pnr_report_list_length (list); i++) {
      g_autoptr (GVariant) entry = pnr_report_list_get (list, i);
      g_autofree char *name = pnr_report_dup_text (entry, "table");

      if (g_strcmp0 (name, tables[t]) == 0)
        pnr_report_get_count (entry, what, &counts[t]);
    }
  }
}

static char *
planning_of (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrPlan) plan = pnr_plan_open (path, &error);
  g_autoptr (PnrContents) contents = NULL;

  g_assert_no_error (error);
  contents = pnr_plan_get_contents (plan);
  return pnr_plan_json_write (contents);
}

static GVariant *
rescue (Fixture *fixture, const guint8 *bytes, gsize size)
{
  g_autoptr (GError) error = NULL;
  GVariant *report;

  g_unlink (fixture->rescued);
  g_assert_true (g_file_set_contents (fixture->damaged, (const char *) bytes, (gssize) size, NULL));
  report = pnr_plan_rescue (fixture->damaged, fixture->rescued, NULL, &error);
  g_assert_no_error (error);
  return report;
}

/* The rescue of a plan that is whole gives all of it. */
static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autofree char *bytes = NULL;
  g_autofree char *planning = NULL;
  g_autoptr (GVariant) report = NULL;
  gint64 lost[G_N_ELEMENTS (tables)];
  gsize size;

  fixture->folder = g_dir_make_tmp ("pannier-rescue-XXXXXX", NULL);
  path = g_build_filename (fixture->folder, "suits.pannier", NULL);
  fixture->damaged = g_build_filename (fixture->folder, "damaged.pannier", NULL);
  fixture->rescued = g_build_filename (fixture->folder, "rescued.pannier", NULL);
  g_object_unref (pnr_plan_create_sample (path, "suits", NULL, NULL));
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  fixture->whole = g_byte_array_new ();
  g_byte_array_append (fixture->whole, (const guint8 *) bytes, (guint) size);
  g_unlink (path);
  report = rescue (fixture, fixture->whole->data, fixture->whole->len);
  count_rows (report, "found", fixture->counts);
  count_rows (report, "lost", lost);
  for (gsize t = 0; t < G_N_ELEMENTS (tables); t++) {
    g_assert_cmpint (lost[t], ==, 0);
    g_assert_cmpint (fixture->counts[t], >, 0);
  }
  fixture->planning = planning_of (fixture->rescued);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_unlink (fixture->damaged);
  g_unlink (fixture->rescued);
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->damaged);
  g_free (fixture->rescued);
  g_free (fixture->planning);
  g_byte_array_unref (fixture->whole);
}

/* Everything is there again: nothing but the head or the list of tables was hit. */
static void
assert_all (Fixture *fixture, const guint8 *bytes, guint place, const char *how)
{
  g_autoptr (GVariant) report = rescue (fixture, bytes, fixture->whole->len);
  g_autofree char *planning = planning_of (fixture->rescued);
  gint64 counts[G_N_ELEMENTS (tables)];

  count_rows (report, "found", counts);
  for (gsize t = 0; t < G_N_ELEMENTS (tables); t++) {
    if (counts[t] != fixture->counts[t])
      g_error ("byte %u %s: %" G_GINT64_FORMAT " of %" G_GINT64_FORMAT " rows of %s", place, how,
               counts[t], fixture->counts[t], tables[t]);
  }
  g_assert_cmpstr (planning, ==, fixture->planning);
}

static void
test_head (Fixture *fixture, gconstpointer data)
{
  static const guint places[] = { 0,  15, 16, 17, 18, 19,  20,  21,  22,  24,  28,  29,  31, 32,
                                  35, 36, 40, 44, 47, 48,  52,  56,  59,  60,  63,  64,  68, 71,
                                  72, 92, 95, 96, 99, 100, 101, 103, 104, 105, 107, 108, 111 };
  g_autofree guint8 *bytes = copy_whole (fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++) {
    guint8 *byte = bytes + places[i];
    guint8 kept = *byte;

    *byte = kept ^ 0xff;
    /* A version of its own is a newer program's, and is not touched. */
    if (places[i] != 63)
      assert_all (fixture, bytes, places[i], "turned over");
    *byte = 0;
    assert_all (fixture, bytes, places[i], "emptied");
    *byte = kept;
  }
  memset (bytes, 0, 100);
  assert_all (fixture, bytes, 0, "and all of the head emptied");
}

/* The list of the tables stands on the first page and on others that begin with "table" lines. */
static void
test_list_of_tables (Fixture *fixture, gconstpointer data)
{
  g_autofree guint8 *bytes = copy_whole (fixture);
  guint n_pages = 1;

  memset (bytes, 0, PAGE_SIZE);
  assert_all (fixture, bytes, 0, "and the first page emptied");
  for (guint at = PAGE_SIZE; at < fixture->whole->len; at += PAGE_SIZE) {
    if (!holds (&bytes[at], "CREATE "))
      continue;
    memset (bytes + at, 0xa5, PAGE_SIZE);
    n_pages++;
  }
  g_assert_cmpuint (n_pages, >, 2);
  assert_all (fixture, bytes, 0, "and the whole list of tables overwritten");
}

static guint
cells_of (const guint8 *page)
{
  return (guint) page[3] << 8 | page[4];
}

/* A page that only leads to others, or to rows by another order, holds nothing of its own. */
static void
assert_little_lost (Fixture *fixture, GVariant *report, guint page, const guint8 *was)
{
  gint64 n_rows = was[0] == 13 ? cells_of (was) : 0;
  gint64 counts[G_N_ELEMENTS (tables)];
  gint64 n_lost_lines;
  gint64 n_lost_orders;

  count_rows (report, "found", counts);
  n_lost_orders = fixture->counts[2] - counts[2];
  n_lost_lines = fixture->counts[3] - counts[3];
  for (gsize t = 0; t < G_N_ELEMENTS (tables); t++) {
    gint64 n_lost = fixture->counts[t] - counts[t];

    /* Lines go with their order, relationships with their product. */
    if (t == 3)
      n_lost -= n_lost_orders > 0 ? n_lost_lines : 0;
    if (t == 4)
      n_lost -= counts[0] < fixture->counts[0] ? n_lost : 0;
    if (n_lost > n_rows)
      g_error ("page %u (kind %d, %" G_GINT64_FORMAT " rows): %" G_GINT64_FORMAT " of %s lost",
               page, was[0], n_rows, n_lost, tables[t]);
  }
}

static void
test_pages (Fixture *fixture, gconstpointer data)
{
  g_autofree guint8 *bytes = copy_whole (fixture);
  guint n_pages = fixture->whole->len / PAGE_SIZE;

  for (guint page = 2; page <= n_pages; page += page < N_FIRST_PAGES ? 1 : STRIDE) {
    guint8 *at = bytes + (gsize) (page - 1) * PAGE_SIZE;
    const guint8 *was = fixture->whole->data + (gsize) (page - 1) * PAGE_SIZE;
    g_autoptr (GVariant) report = NULL;
    g_autofree char *planning = NULL;

    memset (at, page % 2 == 0 ? 0 : 0xff, PAGE_SIZE);
    report = rescue (fixture, bytes, fixture->whole->len);
    planning = planning_of (fixture->rescued);
    assert_little_lost (fixture, report, page, was);
    memcpy (at, was, PAGE_SIZE);
  }
}

/* Every page of products is lost; the orders remain, and lead to place-holders. */
static void
test_lost_products (Fixture *fixture, gconstpointer data)
{
  g_autofree guint8 *bytes = copy_whole (fixture);
  g_autoptr (GVariant) report = NULL;
  g_autoptr (PnrPlan) plan = NULL;
  gint64 counts[G_N_ELEMENTS (tables)];
  gint64 holders[G_N_ELEMENTS (tables)];
  guint n_pages = 0;

  for (guint at = PAGE_SIZE; at < fixture->whole->len; at += PAGE_SIZE) {
    if (bytes[at] != 13 || !holds (&bytes[at], "JKT-"))
      continue;
    memset (bytes + at, 0, PAGE_SIZE);
    n_pages++;
  }
  g_assert_cmpuint (n_pages, >, 0);
  report = rescue (fixture, bytes, fixture->whole->len);
  count_rows (report, "found", counts);
  count_rows (report, "placeholders", holders);
  g_assert_cmpint (counts[0], <, fixture->counts[0]);
  g_assert_cmpint (holders[0], >, 0);
  g_assert_cmpint (counts[0] + holders[0], <=, fixture->counts[0]);
  g_assert_cmpint (counts[2], ==, fixture->counts[2]);
  g_assert_cmpint (counts[3], ==, fixture->counts[3]);
  plan = pnr_plan_open (fixture->rescued, NULL);
  g_assert_nonnull (plan);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (pnr_plan_get_products (plan))), ==,
                    (guint) (counts[0] + holders[0]));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/plan/rescue/head", Fixture, NULL, set_up, test_head, tear_down);
  g_test_add ("/plan/rescue/list-of-tables", Fixture, NULL, set_up, test_list_of_tables, tear_down);
  g_test_add ("/plan/rescue/pages", Fixture, NULL, set_up, test_pages, tear_down);
  g_test_add ("/plan/rescue/lost-products", Fixture, NULL, set_up, test_lost_products, tear_down);
  return g_test_run ();
}
