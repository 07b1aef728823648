/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Imports: rows arrive once, are undone and redone whole, and add up to the known figures. */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/pnr-money.h"
#include "base/pnr-report.h"
#include "store/pnr-store.h"

static char *folder;

static PnrStore *
new_store (const char *name, const char *currency)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GError *error = NULL;
  PnrStore *store = pnr_store_create (path, currency, &error);

  g_assert_no_error (error);
  return store;
}

static void
begin_file (PnrIntake *intake, const char *file)
{
  PnrIntakeSource source = { file, "test", NULL };

  g_assert_true (pnr_intake_begin_file (intake, &source, NULL));
}

static PnrIntakeFate
add_line (PnrIntake *intake, const char *key, const char *sku, gint64 total, gint64 cost_micros)
{
  PnrOrderRecord order;
  PnrLineRecord line;
  PnrIntakeFate fate;
  GError *error = NULL;

  pnr_order_record_clear (&order);
  pnr_line_record_clear (&line);
  order.key = key;
  order.customer = "anna@example.org";
  order.ordered_at = 1700000000;
  if (g_ascii_isdigit (*sku))
    line.item_external_id = sku;
  else
    line.item_sku = sku;
  line.quantity_milli = 2000;
  line.total_minor = total;
  line.cost_micros = cost_micros;
  g_assert_true (pnr_intake_add_line (intake, &order, &line, &fate, &error));
  g_assert_no_error (error);
  return fate;
}

static void
feed (PnrIntake *intake, PnrImportCounts *counts)
{
  PnrProductRecord product;
  PnrIntakeFate fate;

  memset (counts, 0, sizeof *counts);
  begin_file (intake, "orders.csv");
  pnr_product_record_clear (&product);
  product.sku = "A";
  product.external_id = "77";
  product.name = "Apron";
  product.price_minor = 1500;
  g_assert_true (pnr_intake_add_product (intake, &product, &fate, NULL));
  add_line (intake, "1", "A", PNR_MONEY_UNKNOWN, PNR_MONEY_UNKNOWN);
  add_line (intake, "1", "B", 501, 1234567);
  add_line (intake, "2", "77", 2000, 5000000);
  g_assert_true (pnr_intake_add_reject (intake, 5, "price", "1.2.3", "Not a number.", NULL));
  counts->rows_read = 5;
  counts->rows_imported = 4;
  counts->rows_rejected = 1;
  g_assert_true (pnr_intake_end_file (intake, counts, NULL));
}

static gboolean
import (PnrStore *store, PnrStoreImportEnd end, PnrImportCounts *counts)
{
  GError *error = NULL;
  g_autoptr (PnrIntake) intake = pnr_store_begin_import (store, "Import orders.csv", &error);
  g_autoptr (PnrStoreChange) change = NULL;

  g_assert_no_error (error);
  feed (intake, counts);
  g_assert_true (pnr_store_finish_import (store, intake, end, &change, &error));
  g_assert_no_error (error);
  return change != NULL;
}

static void
test_import (void)
{
  g_autoptr (PnrStore) store = new_store ("import.pannier", "EUR");
  g_autofree char *before = pnr_store_dump (store, NULL);
  g_autofree char *dry = NULL;
  g_autofree char *after = NULL;
  g_autofree char *again = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;
  g_autoptr (PnrContents) contents = NULL;
  g_autoptr (PnrBasketSet) baskets = NULL;
  g_autoptr (GVariant) info = NULL;
  g_autofree char *revenue = NULL;
  g_autofree char *cost = NULL;
  PnrImportCounts counts;
  PnrProduct *apron;
  PnrProduct *bowl;

  g_assert_false (import (store, PNR_STORE_IMPORT_DROP, &counts));
  dry = pnr_store_dump (store, NULL);
  g_assert_cmpstr (before, ==, dry);
  g_assert_true (import (store, PNR_STORE_IMPORT_KEEP, &counts));
  g_assert_cmpint (counts.products_new, ==, 2);
  g_assert_cmpint (counts.orders_new, ==, 2);
  g_assert_cmpint (counts.order_lines, ==, 3);
  after = pnr_store_dump (store, NULL);
  g_assert_null (strstr (after, "anna"));
  contents = pnr_store_read_contents (store, NULL);
  apron = pnr_contents_find_product (contents, "A");
  bowl = pnr_contents_find_product (contents, "B");
  g_assert_cmpint (pnr_product_get_price_minor (bowl), ==, 251);
  g_assert_cmpint (pnr_product_get_cost_minor (bowl), ==, 62);
  g_assert_cmpint (pnr_product_get_cost_source (bowl), ==, PNR_COST_SOURCE_ORDERS);
  g_assert_cmpint (pnr_product_get_n_orders (apron), ==, 2);
  g_assert_cmpint (pnr_product_get_units_milli (apron), ==, 4000);
  g_assert_cmpint (pnr_product_get_revenue_minor (apron), ==, 5000);

  /* Again: nothing new, nothing logged. */
  g_assert_false (import (store, PNR_STORE_IMPORT_KEEP, &counts));
  g_assert_cmpint (counts.orders_existing, ==, 2);
  g_assert_cmpint (counts.order_lines, ==, 0);
  g_assert_cmpint (counts.products_unchanged, ==, 1);
  again = pnr_store_dump (store, NULL);
  g_assert_cmpstr (after, ==, again);

  baskets = pnr_store_read_baskets (store, NULL, NULL);
  g_assert_cmpuint (pnr_basket_set_get_n_baskets (baskets), ==, 2);
  g_assert_cmpuint (pnr_basket_set_get_n_entries (baskets), ==, 3);
  g_assert_cmpint (pnr_basket_set_get_first_time (baskets), ==, 1700000000);
  info = g_variant_ref_sink (pnr_store_read_info (store, NULL));
  revenue = pnr_report_dup_text (info, "revenue");
  cost = pnr_report_dup_text (info, "cost");
  g_assert_cmpstr (revenue, ==, "55.01");
  g_assert_cmpstr (cost, ==, "11.2346");

  for (guint i = 0; i < 2; i++) {
    GError *error = NULL;

    g_clear_pointer (&undone, g_free);
    g_clear_pointer (&redone, g_free);
    g_assert_true (pnr_store_undo (store, NULL, &error));
    g_assert_no_error (error);
    undone = pnr_store_dump (store, NULL);
    g_assert_cmpstr (before, ==, undone);
    g_assert_true (pnr_store_redo (store, NULL, &error));
    g_assert_no_error (error);
    redone = pnr_store_dump (store, NULL);
    g_assert_cmpstr (after, ==, redone);
  }
}

/* What a line calls its product, and which product of the catalogue it must find. */
static const struct {
  const char *sku;
  const char *external_id;
  const char *name;
  const char *found;
} namings[] = {
  { "RED-S", NULL, "T-shirt", "RED-S" }, /* two sizes of one name are two products */
  { "RED-L", NULL, "T-shirt", "RED-L" },
  { "RED-L", "9", "Cap", "RED-L" }, /* a SKU counts more than what else is said */
  { NULL, "4", "Cap", "CAP" },      /* the catalogue has no id of the cap, and one cap */
  { NULL, "5", "Mug", "5" },        /* the catalogue's mug has another id */
  { NULL, NULL, "Mug", "MUG" },     /* the name is all there is */
  { NULL, NULL, "RED-S", "RED-S" },
};

static void
test_namings (void)
{
  g_autoptr (PnrStore) store = new_store ("namings.pannier", "EUR");
  GError *error = NULL;
  g_autoptr (PnrIntake) intake = pnr_store_begin_import (store, "Import", &error);
  g_autoptr (PnrContents) contents = NULL;
  PnrProductRecord products[] = { { .sku = "CAP", .name = "Cap" },
                                  { .sku = "MUG", .external_id = "6", .name = "Mug" } };

  g_assert_no_error (error);
  begin_file (intake, "shirts.csv");
  for (guint i = 0; i < G_N_ELEMENTS (products); i++) {
    PnrProductRecord product;
    PnrIntakeFate fate;

    pnr_product_record_clear (&product);
    product.sku = products[i].sku;
    product.external_id = products[i].external_id;
    product.name = products[i].name;
    g_assert_true (pnr_intake_add_product (intake, &product, &fate, NULL));
  }
  for (guint i = 0; i < G_N_ELEMENTS (namings); i++) {
    g_autofree char *key = g_strdup_printf ("%u", i);
    PnrOrderRecord order;
    PnrLineRecord line;
    PnrIntakeFate fate;

    pnr_order_record_clear (&order);
    pnr_line_record_clear (&line);
    order.key = key;
    line.item_sku = namings[i].sku;
    line.item_external_id = namings[i].external_id;
    line.item_name = namings[i].name;
    line.total_minor = 100;
    g_assert_true (pnr_intake_add_line (intake, &order, &line, &fate, NULL));
  }
  g_assert_true (pnr_store_finish_import (store, intake, PNR_STORE_IMPORT_KEEP, NULL, &error));
  contents = pnr_store_read_contents (store, NULL);
  g_assert_cmpuint (contents->products->len, ==, 5);
  for (guint i = 0; i < contents->products->len; i++) {
    PnrProduct *product = g_ptr_array_index (contents->products, i);
    gint64 n_expected = 0;

    for (guint n = 0; n < G_N_ELEMENTS (namings); n++)
      n_expected += strcmp (namings[n].found, pnr_product_get_sku (product)) == 0;
    g_assert_cmpint (pnr_product_get_n_orders (product), ==, n_expected);
  }
}

/* Files as "ORDER:SKU" lines, or "ORDER:" for the head of an order alone. */
static const struct {
  const char *name;
  const char *files[3];
  gint64 n_lines;
  gint64 n_existing;
} batches[] = {
  { "overlap", { "1:A 1:B 2:A", "1:A 1:B 3:A" }, 4, 1 },
  { "twice", { "1:A 1:B 2:A", "1:A 1:B 2:A" }, 3, 2 },
  { "scattered", { "1:A 2:A 1:B 2:B" }, 4, 0 },
  { "heads", { "1: 2:", "1:A 2:A 1:B" }, 3, 0 },
  { "heads-twice", { "1: 2:", "1:A 1:B", "1:A 1:B 2:A" }, 3, 1 },
};

static void
feed_words (PnrIntake *intake, const char *file, PnrImportCounts *counts)
{
  g_auto (GStrv) words = g_strsplit (file, " ", -1);

  begin_file (intake, "orders.csv");
  for (char **word = words; *word != NULL; word++) {
    char *sku = strchr (*word, ':');
    PnrOrderRecord order;
    PnrIntakeFate fate;

    *sku++ = '\0';
    if (*sku != '\0') {
      add_line (intake, *word, sku, 100, PNR_MONEY_UNKNOWN);
      continue;
    }
    pnr_order_record_clear (&order);
    order.key = *word;
    g_assert_true (pnr_intake_add_order (intake, &order, &fate, NULL));
  }
  g_assert_true (pnr_intake_end_file (intake, counts, NULL));
}

static void
assert_batch (PnrStore *store, guint batch, PnrImportCounts *counts)
{
  g_autoptr (PnrContents) contents = pnr_store_read_contents (store, NULL);
  gint64 n_lines = 0;

  g_assert_cmpint (counts->order_lines, ==, batches[batch].n_lines);
  for (guint i = 0; i < contents->products->len; i++)
    n_lines += pnr_product_get_units_milli (g_ptr_array_index (contents->products, i)) / 2000;
  g_assert_cmpint (n_lines, ==, batches[batch].n_lines);
}

/* Several files in one import bring what they bring one after the other. */
static void
test_overlap (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (batches); i++) {
    g_autofree char *together_name = g_strconcat (batches[i].name, ".pannier", NULL);
    g_autofree char *apart_name = g_strconcat (batches[i].name, "-apart.pannier", NULL);
    g_autoptr (PnrStore) together = new_store (together_name, "EUR");
    g_autoptr (PnrStore) apart = new_store (apart_name, "EUR");
    g_autoptr (PnrIntake) all = pnr_store_begin_import (together, "Import", NULL);
    PnrImportCounts counts = { 0 };
    PnrImportCounts apart_counts = { 0 };

    for (guint f = 0; f < G_N_ELEMENTS (batches[i].files) && batches[i].files[f] != NULL; f++) {
      g_autoptr (PnrIntake) one = pnr_store_begin_import (apart, "Import", NULL);

      feed_words (all, batches[i].files[f], &counts);
      feed_words (one, batches[i].files[f], &apart_counts);
      g_assert_true (pnr_store_finish_import (apart, one, PNR_STORE_IMPORT_KEEP, NULL, NULL));
    }
    g_assert_true (pnr_store_finish_import (together, all, PNR_STORE_IMPORT_KEEP, NULL, NULL));
    g_assert_cmpint (counts.orders_existing, ==, batches[i].n_existing);
    assert_batch (together, i, &counts);
    assert_batch (apart, i, &apart_counts);
  }
}

static char *
read_gz (const char *name)
{
  const char *data_folder = g_getenv ("PANNIER_DATA");
  g_autofree char *path = g_build_filename (data_folder != NULL ? data_folder : "", name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GInputStream) raw = G_INPUT_STREAM (g_file_read (file, NULL, NULL));
  g_autoptr (GConverter) unzip = NULL;
  g_autoptr (GInputStream) plain = NULL;
  g_autoptr (GOutputStream) out = g_memory_output_stream_new_resizable ();

  if (raw == NULL)
    return NULL;
  unzip = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  plain = g_converter_input_stream_new (raw, unzip);
  g_output_stream_splice (out, plain, 0, NULL, NULL);
  g_output_stream_write (out, "", 1, NULL, NULL);
  g_output_stream_close (out, NULL, NULL);
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (out));
}

/* Every line ends with nine columns without commas: store_id, …, cost; names before them may be
 * quoted, but in this file none is. */
static void
feed_foodmart (PnrIntake *intake, char *text)
{
  PnrOrderRecord order;
  PnrLineRecord line;
  PnrIntakeFate fate;
  char *row = strchr (text, '\n') + 1;

  begin_file (intake, "foodmart.csv");
  while (*row != '\0') {
    char *end = strchr (row, '\n');
    g_auto (GStrv) cells = NULL;
    g_autofree char *key = NULL;
    guint n;

    *end = '\0';
    cells = g_strsplit (row, ",", -1);
    n = g_strv_length (cells);
    key = g_strjoin ("-", cells[0], cells[2], cells[n - 9], NULL);
    pnr_order_record_clear (&order);
    pnr_line_record_clear (&line);
    order.key = key;
    order.customer = cells[2];
    line.item_external_id = cells[n - 5];
    line.item_name = cells[n - 4];
    g_assert_true (pnr_decimal_parse (cells[n - 3], '.', 3, &line.quantity_milli));
    g_assert_true (pnr_decimal_parse (cells[n - 2], '.', 2, &line.total_minor));
    g_assert_true (pnr_decimal_parse (cells[n - 1], '.', 6, &line.cost_micros));
    g_assert_true (pnr_intake_add_line (intake, &order, &line, &fate, NULL));
    row = end + 1;
  }
}

static void
assert_text (GVariant *info, const char *key, const char *expected)
{
  g_autofree char *text = pnr_report_dup_text (info, key);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_count (GVariant *info, const char *key, gint64 expected)
{
  gint64 count;

  g_assert_true (pnr_report_get_count (info, key, &count));
  g_assert_cmpint (count, ==, expected);
}

static void
test_foodmart (void)
{
  g_autofree char *text = read_gz ("foodmart-sales-1997.csv.gz");
  g_autoptr (PnrStore) store = new_store ("foodmart.pannier", "USD");
  g_autoptr (PnrIntake) intake = NULL;
  g_autoptr (GVariant) info = NULL;
  g_autoptr (PnrBasketSet) baskets = NULL;
  g_autofree char *after = NULL;
  g_autofree char *redone = NULL;
  GError *error = NULL;

  if (text == NULL) {
    g_test_message ("No FoodMart history beside the checkout; the small import stands alone.");
    return;
  }
  intake = pnr_store_begin_import (store, "Import foodmart.csv", &error);
  g_assert_no_error (error);
  feed_foodmart (intake, text);
  g_assert_true (pnr_store_finish_import (store, intake, PNR_STORE_IMPORT_KEEP, NULL, &error));
  g_assert_no_error (error);
  info = g_variant_ref_sink (pnr_store_read_info (store, &error));
  g_assert_no_error (error);
  assert_count (info, "order_lines", 86837);
  assert_count (info, "units", 266773);
  assert_count (info, "orders", 20530);
  assert_count (info, "customers", 5581);
  assert_text (info, "revenue", "565238.13");
  assert_text (info, "cost", "225627.2336");
  assert_text (info, "contribution", "339610.90");
  baskets = pnr_store_read_baskets (store, NULL, NULL);
  g_assert_cmpuint (pnr_basket_set_get_n_baskets (baskets), ==, 20530);
  after = pnr_store_dump (store, NULL);
  g_assert_true (pnr_store_undo (store, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (pnr_store_redo (store, NULL, &error));
  g_assert_no_error (error);
  redone = pnr_store_dump (store, NULL);
  g_assert_true (strcmp (after, redone) == 0);
}

/* Cancelled before the commit, each step ends with nothing changed; the next one goes through. */
static void
test_cancel (void)
{
  g_autoptr (PnrStore) store = new_store ("cancel.pannier", "EUR");
  g_autofree char *before = pnr_store_dump (store, NULL);
  g_autofree char *dropped = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *after = NULL;
  g_autoptr (PnrProgress) progress = pnr_progress_new ();
  g_autoptr (PnrIntake) intake = pnr_store_begin_import (store, "Import orders.csv", NULL);
  g_autoptr (GError) error = NULL;
  PnrImportCounts counts;

  feed (intake, &counts);
  pnr_store_watch (store, progress);
  pnr_progress_cancel (progress);
  g_assert_false (pnr_store_finish_import (store, intake, PNR_STORE_IMPORT_KEEP, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  pnr_store_watch (store, NULL);
  dropped = pnr_store_dump (store, NULL);
  g_assert_cmpstr (before, ==, dropped);
  g_assert_true (import (store, PNR_STORE_IMPORT_KEEP, &counts));
  kept = pnr_store_dump (store, NULL);
  pnr_store_watch (store, progress);
  g_assert_false (pnr_store_undo (store, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  pnr_store_watch (store, NULL);
  after = pnr_store_dump (store, NULL);
  g_assert_cmpstr (kept, ==, after);
  g_assert_true (pnr_store_undo (store, NULL, NULL));
}

typedef struct {
  const char *key;
  const char *group;
  gint64 ordered_at;
  PnrIntakeFate fate;
} Visit;

static gboolean
import_visits (PnrStore *store, const Visit *visits, guint n_visits)
{
  GError *error = NULL;
  g_autoptr (PnrIntake) intake = pnr_store_begin_import (store, "Import groups.csv", &error);
  g_autoptr (PnrStoreChange) change = NULL;
  PnrImportCounts counts = { 0 };

  g_assert_no_error (error);
  begin_file (intake, "groups.csv");
  for (guint i = 0; i < n_visits; i++) {
    PnrOrderRecord order;
    PnrLineRecord line;
    PnrIntakeFate fate;

    pnr_order_record_clear (&order);
    pnr_line_record_clear (&line);
    order.key = visits[i].key;
    order.customer = "anna@example.org";
    order.group = visits[i].group;
    order.ordered_at = visits[i].ordered_at;
    line.item_sku = "A";
    line.quantity_milli = 1000;
    g_assert_true (pnr_intake_add_line (intake, &order, &line, &fate, &error));
    g_assert_no_error (error);
    g_assert_cmpint (fate, ==, visits[i].fate);
  }
  g_assert_true (pnr_intake_end_file (intake, &counts, NULL));
  g_assert_true (pnr_store_finish_import (store, intake, PNR_STORE_IMPORT_KEEP, &change, &error));
  g_assert_no_error (error);
  return change != NULL;
}

/* There is one customer, so one group is all there is of groups in the dump. */
static void
assert_group (PnrStore *store, const char *group)
{
  g_autofree char *dump = pnr_store_dump (store, NULL);

  g_assert_nonnull (strstr (dump, group));
  g_assert_true (g_str_equal (group, "Retail") || strstr (dump, "Retail") == NULL);
  g_assert_true (g_str_equal (group, "Trade") || strstr (dump, "Trade") == NULL);
}

/* A shop moves a customer to another group: the newest order tells which, and undo moves back. */
static void
test_groups (void)
{
  const Visit first[] = { { "1", "Retail", 1700000000, PNR_INTAKE_NEW } };
  const Visit same_order[] = { { "1", "Trade", 1700000000, PNR_INTAKE_CHANGED } };
  const Visit again[] = { { "1", "Trade", 1700000000, PNR_INTAKE_UNCHANGED } };
  const Visit older[] = { { "0", "Retail", 1600000000, PNR_INTAKE_NEW } };
  const Visit descending[] = { { "3", "Retail", 1800000000, PNR_INTAKE_NEW },
                               { "2", "Trade", 1750000000, PNR_INTAKE_NEW } };
  const Visit undated[] = { { "4", "Trade", PNR_INTAKE_TIME_UNKNOWN, PNR_INTAKE_NEW } };
  const Visit silent[] = { { "5", NULL, 1900000000, PNR_INTAKE_NEW } };
  const char *groups[] = { "Retail", "Trade", "Trade", "Retail", "Trade", "Trade" };
  g_autoptr (PnrStore) store = new_store ("groups.pannier", "EUR");
  GError *error = NULL;

#define IMPORT(visits) import_visits (store, visits, G_N_ELEMENTS (visits))
  g_assert_true (IMPORT (first));
  assert_group (store, "Retail");
  g_assert_true (IMPORT (same_order));
  assert_group (store, "Trade");
  g_assert_false (IMPORT (again));
  g_assert_true (IMPORT (older));
  assert_group (store, "Trade");
  g_assert_true (IMPORT (descending));
  assert_group (store, "Retail");
  g_assert_true (IMPORT (undated));
  assert_group (store, "Trade");
  g_assert_true (IMPORT (silent));
  assert_group (store, "Trade");
#undef IMPORT
  for (guint i = G_N_ELEMENTS (groups); --i > 0;) {
    g_assert_true (pnr_store_undo (store, NULL, &error));
    assert_group (store, groups[i - 1]);
  }
  for (guint i = 1; i < G_N_ELEMENTS (groups); i++) {
    g_assert_true (pnr_store_redo (store, NULL, &error));
    assert_group (store, groups[i]);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("pannier-import-XXXXXX", NULL);
  g_test_add_func ("/import/cancel", test_cancel);
  g_test_add_func ("/store/import", test_import);
  g_test_add_func ("/store/import-namings", test_namings);
  g_test_add_func ("/store/import-overlap", test_overlap);
  g_test_add_func ("/store/import-groups", test_groups);
  g_test_add_func ("/store/foodmart", test_foodmart);
  return g_test_run ();
}
