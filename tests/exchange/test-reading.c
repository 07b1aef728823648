/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading shop files: what every sample means, the counts of real histories, and bad input. */
#include "config.h"

#include "exchange/pnr-importer.h"

#include <glib/gstdio.h>
#include <string.h>

#include "exchange/pnr-import-preview.h"
#include "pnr-counting-intake.h"

static char *folder;

typedef struct {
  PnrCountingIntake *intake;
  PnrImportReport *report;
  GError *error;
  gboolean is_read;
} Run;

static void
run_clear (Run *run)
{
  g_clear_object (&run->intake);
  g_clear_object (&run->report);
  g_clear_error (&run->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

static Run
run_files (const char *const *paths, const PnrImportOptions *options, const char *currency,
           gboolean keeps_log)
{
  Run run = { pnr_counting_intake_new (currency, keeps_log), pnr_import_report_new (), NULL,
              FALSE };
  const PnrImportCounts *counts = pnr_import_report_get_counts (run.report);

  run.is_read =
      pnr_import_files (paths, options, PNR_INTAKE (run.intake), run.report, NULL, &run.error);
  g_assert_true (run.is_read == (run.error == NULL));
  if (run.is_read)
    g_assert_cmpint (counts->rows_read, ==,
                     counts->rows_imported + counts->rows_unchanged + counts->rows_rejected);
  if (run.is_read)
    g_assert_cmpint (counts->rows_rejected, ==, run.intake->n_rejects);
  return run;
}

static Run
run_path (const char *path, const PnrImportOptions *options, const char *currency)
{
  const char *paths[] = { path, NULL };

  return run_files (paths, options, currency, TRUE);
}

static Run
run_sample (const char *name, const char *currency)
{
  g_autofree char *path = g_build_filename (g_getenv ("PANNIER_SAMPLES"), name, NULL);

  return run_path (path, NULL, currency);
}

static Run
run_bytes (const char *bytes, gssize length, const PnrImportOptions *options)
{
  g_autofree char *path = g_build_filename (folder, "shop.csv", NULL);

  g_assert_true (g_file_set_contents (path, bytes, length, NULL));
  return run_path (path, options, "EUR");
}

static const PnrProblem *
find_problem (Run *run, const char *code)
{
  GPtrArray *problems = pnr_import_report_get_problems (run->report);

  for (guint i = 0; i < problems->len; i++) {
    const PnrProblem *problem = problems->pdata[i];

    if (strcmp (problem->code, code) == 0)
      return problem;
  }
  return NULL;
}

static void
assert_log (Run *run, const char *text)
{
  g_assert_no_error (run->error);
  if (strstr (run->intake->log->str, text) == NULL)
    g_error ("“%s” is not in:\n%s", text, run->intake->log->str);
}

static void
test_samples (void)
{
  static const struct {
    const char *file;
    const char *currency;
    gint64 n_lines;
    guint n_orders;
    gint64 total_minor;
    const char *line;
  } cases[] = {
    { "excel-sep-line.csv", "EUR", 2, 1, 10890, "line 1|-|1769904000|SOCK-1|-|-|2000|2900" },
    { "fimi.dat", "EUR", 13, 5, 0, "line 5|-|0|10|-|-|1000" },
    { "groceries-basket-per-line.csv", "EUR", 15, 6, 0, "line 1|-|0|trail shoe|-|trail shoe|1000" },
    { "online-retail-uci.csv", "GBP", 11, 9, 1128576,
      "line C536379|17850|1291196460 cancelled|71053|-|WOOL SOCKS|-1000|-1450" },
    { "online-retail-II.csv", "GBP", 11, 9, 1128576,
      "line C536379|17850|1291196460 cancelled|71053|-|WOOL SOCKS|-1000|-1450" },
    { "order-lines-european-cp1252.csv", "EUR", 4, 3, 159340,
      "line 4711|c1|1767204300|SHOE-1|-|Trail shoe Größe 42|1000|7990" },
    { "order-lines-generic.csv", "EUR", 5, 3, 61540,
      "line A-1|c1|1788257564|SOCK-1|-|Wool socks, 2 pairs|2000|2610" },
    { "order-lines-tab-utf16le.txt", "EUR", 2, 1, 10480,
      "line 1|-|1769904000|CASE-1|-|-|1000|2490" },
    { "order-lines-us-bom.csv", "USD", 3, 2, 109440,
      "line 1002|-|1768262400|SOCK-1|-|-|-1000|-1450" },
    { "single-trans-item.csv", "EUR", 5, 2, 0, "line 1002|-|0|GLASS-1|-|-|1000" },
    { "woocommerce-orders-advanced-order-export.csv", "EUR", 4, 3, 59790,
      "line 1001|ann@shop.example|1788257520|SOCK-1|-|Wool socks, 2 pairs|1000|1450" },
    { "woocommerce-orders-analytics-export.csv", "USD", 3, 2, 0,
      "line 1001|-|1788257564|-|-|Wool socks, 2 pairs|1000" },
    { "woocommerce-orders-webtoffee-style.csv", "EUR", 5, 2, 63320,
      "line 5002|di@shop.example|1788373800|CASE-1|204|Nova 5 case | crème|1000|2490" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (Run) run = run_sample (cases[i].file, cases[i].currency);

    g_test_message ("%s", cases[i].file);
    assert_log (&run, cases[i].line);
    g_assert_cmpint (run.intake->n_lines, ==, cases[i].n_lines);
    g_assert_cmpint (g_hash_table_size (run.intake->orders), ==, cases[i].n_orders);
    if (cases[i].total_minor != 0)
      g_assert_cmpint (run.intake->total_minor, ==, cases[i].total_minor);
  }
}

static void
test_shopify (void)
{
  g_auto (Run) orders = run_sample ("shopify-orders.csv", "EUR");
  g_auto (Run) products = run_sample ("shopify-products.csv", "EUR");

  assert_log (&orders,
              "line #1001|ann@shop.example|1788250364|SOCK-1|-|Wool socks, 2 pairs - 39-42");
  assert_log (&orders, "cancelled|-|-|Gift wrapping|1000|2000");
  assert_log (&products, "product SOCK-1-L|-|Wool socks, 2 pairs - 43-46|Socks|-|-|price 1450|");
}

static void
test_woocommerce_catalogue (void)
{
  g_auto (Run) run = run_sample ("woocommerce-catalogue.csv", "EUR");

  assert_log (
      &run,
      "product SHOE-1|101|Trail shoe \"Ridge\"|Footwear > Trail|-|-|price 7990|stock 50|800 g|0|1");
  assert_log (&run,
              "product SHOE-2|102|Trail shoe \"Ridge\" Pro|Footwear > Trail|-|-|price 11990|");
  assert_log (&run, "product LACE-1|104|+20 cm laces|");
  assert_log (&run, "product CAP-1-RED|106|Running cap - Red|Footwear|-|CAP-1|price 1900|stock 5|");
  assert_log (&run, "product -|107|Leather care kit|");
  g_assert_cmpint (run.intake->n_products, ==, 8);
}

static void
test_refused_lists (void)
{
  g_auto (Run) run = run_sample ("magento-orders.csv", "EUR");

  g_assert_error (run.error, PNR_EXCHANGE_ERROR, PNR_EXCHANGE_ERROR_NO_COLUMN);
}

static char *
data_path (const char *name)
{
  const char *data = g_getenv ("PANNIER_DATA");
  g_autofree char *path = data != NULL ? g_build_filename (data, name, NULL) : NULL;

  if (path != NULL && g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return g_steal_pointer (&path);
  g_test_message ("%s is not here; only the samples are read", name);
  return NULL;
}

static void
test_real_baskets (void)
{
  static const PnrImportOptions plain = { PNR_IMPORT_AUTO, "plain", NULL };
  static const struct {
    const char *file;
    const PnrImportOptions *options;
    guint32 n_baskets;
    guint32 n_items;
    guint32 n_entries;
    gint64 n_rejects;
  } cases[] = {
    { "groceries.csv.gz", NULL, 9835, 169, 43367, 0 },
    { "groceries-lines.csv.gz", NULL, 9835, 169, 43367, 0 },
    { "retail.dat.gz", NULL, 88162, 16470, 908576, 0 },
    { "T10I4D100K.dat.gz", NULL, 100000, 870, 1010228, 0 },
    { "BreadBasket_DMS.csv.gz", NULL, 9465, 94, 0, 786 },
    { "BreadBasket_DMS.csv.gz", &plain, 9531, 95, 0, 0 },
    { "foodmart-sales-1997.csv.gz", NULL, 20530, 0, 0, 0 },
    { "foodmart-sales-1998-12.csv.gz", NULL, 3781, 0, 0, 0 },
    { "pizza-order_details.csv.gz", NULL, 21350, 91, 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = data_path (cases[i].file);
    g_autoptr (PnrImportReport) report = pnr_import_report_new ();
    g_autoptr (GError) error = NULL;
    g_autoptr (PnrBasketSet) set = NULL;

    if (path == NULL)
      continue;
    g_test_message ("%s", cases[i].file);
    set = pnr_read_baskets (path, cases[i].options, report, NULL, &error);
    g_assert_no_error (error);
    g_assert_cmpint (pnr_basket_set_get_n_baskets (set), ==, cases[i].n_baskets);
    if (cases[i].n_items > 0)
      g_assert_cmpint (pnr_basket_set_get_n_items (set), ==, cases[i].n_items);
    if (cases[i].n_entries > 0)
      g_assert_cmpint (pnr_basket_set_get_n_entries (set), ==, cases[i].n_entries);
    g_assert_cmpint (pnr_import_report_get_counts (report)->rows_rejected, ==, cases[i].n_rejects);
  }
}

/* Totals of the data sets' own description; no name of a customer reaches the intake. */
static void
test_foodmart (void)
{
  g_autofree char *products = data_path ("foodmart-products.csv.gz");
  g_autofree char *sales = data_path ("foodmart-sales-1997.csv.gz");
  const char *paths[] = { sales, products, NULL };
  g_auto (Run) run = { NULL, NULL, NULL, FALSE };

  if (products == NULL || sales == NULL)
    return;
  run = run_files (paths, NULL, "USD", TRUE);
  assert_log (&run, "product 90748583674|1|Washington Berry Juice|Drink > Beverages > Pure Juice "
                    "Beverages > Juice|Washington|-|price 285|");
  g_assert_cmpint (run.intake->n_products, ==, 1560);
  g_assert_cmpint (run.intake->n_lines, ==, 86837);
  g_assert_cmpint (run.intake->units_milli, ==, 266773000);
  g_assert_cmpint (run.intake->total_minor, ==, 56523813);
  g_assert_cmpint (run.intake->cost_micros, ==, G_GINT64_CONSTANT (225627233600));
  g_assert_cmpint (run.intake->n_promotions, ==, 23181);
  g_assert_cmpint (g_hash_table_size (run.intake->customers), ==, 5581);
  g_assert_null (strstr (run.intake->log->str, "Dane Schmidt"));
}

static void
test_pizza (void)
{
  g_autofree char *lines = data_path ("pizza-order_details.csv.gz");
  g_autofree char *heads = data_path ("pizza-orders.csv.gz");
  g_autofree char *types = data_path ("pizza-pizza_types.csv.gz");
  g_autofree char *pizzas = data_path ("pizza-pizzas.csv.gz");
  const char *paths[] = { lines, heads, pizzas, types, NULL };
  g_auto (Run) run = { NULL, NULL, NULL, FALSE };

  if (lines == NULL || heads == NULL || types == NULL || pizzas == NULL)
    return;
  run = run_files (paths, NULL, "USD", TRUE);
  assert_log (&run,
              "product bbq_ckn_s|-|The Barbecue Chicken Pizza S|Chicken|-|bbq_ckn|price 1275|");
  g_assert_cmpint (run.intake->n_products, ==, 96 + 32);
  g_assert_cmpint (run.intake->n_heads, ==, 21350);
  g_assert_cmpint (run.intake->n_lines, ==, 48620);
  g_assert_cmpint (run.intake->units_milli, ==, 49574000);
}

static void
test_groceries_items (void)
{
  g_autofree char *path = data_path ("groceries-items.csv.gz");
  g_auto (Run) run = { NULL, NULL, NULL, FALSE };

  if (path == NULL)
    return;
  run = run_path (path, NULL, "EUR");
  assert_log (&run, "product frankfurter|011|frankfurter|meat and sausage > sausage|");
  g_assert_cmpint (run.intake->n_products, ==, 169);
}

static void
test_rejects (void)
{
  static const struct {
    const char *bytes;
    gssize length;
    const char *code;
    gint64 n_rows;
    gint64 n_rejects;
  } cases[] = {
    { "sku,price\na,1.2.3\nb,2.00\n", -1, "not-a-number", 2, 1 },
    { "sku,price\na,NaN\nb,inf\nc,0x10\nd,=1+1\ne,1e9\nf,1.50\n", -1, "not-a-number", 6, 5 },
    { "sku,price\na,\"79,90\"\nb,2.00\nc,3.00\n", -1, "not-a-number", 3, 1 },
    { "sku,price\na,$5.00\nb,2.00\n", -1, "other-currency", 2, 1 },
    { "order,sku,price,currency\n1,a,2.50,EUR\n1,b,2.50,USD\n", -1, "other-currency", 2, 1 },
    { "sku,name\na,x\0y\nb,z\n", 18, "nul-byte", 2, 1 },
    { "sku,name\na,\"x\nb,y\nc,z\n", -1, "unclosed-quote", 1, 1 },
    { "sku,name\r\na,x\nb,y\rc,z", -1, NULL, 3, 0 },
    { "sku,name\ra,x\rb,y\r", -1, NULL, 2, 0 },
    { "sku,name\n", -1, NULL, 0, 0 },
    { "sku,name\na,5\" pipe\nb,\"x\"y\n", -1, "stray-quote", 2, 0 },
    { "sku,name\na,x,more\nb\n", -1, "ragged-row", 2, 0 },
    { "sku,name\n1.23457E+12,x\nMar-01,y\n", -1, "spreadsheet-damage", 2, 0 },
    { "sku,name,name\na,x,y\n", -1, "duplicate-header", 1, 0 },
    { "order,date,sku\n1,2026-13-01,a\n1,2026-02-01,a\n", -1, "not-a-date", 2, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (Run) run = run_bytes (cases[i].bytes, cases[i].length, NULL);
    const PnrImportCounts *counts = pnr_import_report_get_counts (run.report);

    g_test_message ("%s", cases[i].bytes);
    g_assert_no_error (run.error);
    g_assert_cmpint (counts->rows_read, ==, cases[i].n_rows);
    g_assert_cmpint (counts->rows_rejected, ==, cases[i].n_rejects);
    if (cases[i].code != NULL)
      g_assert_nonnull (find_problem (&run, cases[i].code));
  }
}

static void
test_sentence (void)
{
  g_auto (Run) run = run_bytes ("sku,price\na,1.2.3\n", -1, NULL);

  g_assert_cmpstr (find_problem (&run, "not-a-number")->message, ==,
                   "Row 2, column price: “1.2.3” is not a number. The row was left out.");
}

static void
test_refused_files (void)
{
  static const struct {
    const char *bytes;
    gssize length;
    int code;
  } cases[] = {
    { "\x89PNG\r\n\x1a\n\0\0\0", 11, PNR_EXCHANGE_ERROR_NOT_TEXT },
    { "SQLite format 3\0more", 20, PNR_EXCHANGE_ERROR_NOT_TEXT },
    { "PK\x03\x04rest", 8, PNR_EXCHANGE_ERROR_NOT_TEXT },
    { "\x01\x02\x03\x04\x05\x06\x07", 7, PNR_EXCHANGE_ERROR_NOT_TEXT },
    { "<html><body>", -1, PNR_EXCHANGE_ERROR_NOT_TEXT },
    { "", 0, PNR_EXCHANGE_ERROR_NOT_TEXT },
    { "colour:shape\nred:round\n", -1, PNR_EXCHANGE_ERROR_NO_COLUMN },
    { "colour,price\nred,1\n", -1, PNR_EXCHANGE_ERROR_NO_COLUMN },
    /* Lines whose product is in no column that is known, not orders by themselves. */
    { "order_id,date,qty\n1,2024-01-02,2\n", -1, PNR_EXCHANGE_ERROR_NO_COLUMN },
    { "order_id,date,unit_price\n1,2024-01-02,5.00\n", -1, PNR_EXCHANGE_ERROR_NO_COLUMN },
  };
  g_autofree char *missing = g_build_filename (folder, "no such file.csv", NULL);
  g_auto (Run) nowhere = run_path (missing, NULL, "EUR");
  g_auto (Run) directory = run_path (folder, NULL, "EUR");

  g_assert_error (nowhere.error, PNR_EXCHANGE_ERROR, PNR_EXCHANGE_ERROR_UNREADABLE);
  g_assert_error (directory.error, PNR_EXCHANGE_ERROR, PNR_EXCHANGE_ERROR_UNREADABLE);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (Run) run = run_bytes (cases[i].bytes, cases[i].length, NULL);

    g_assert_error (run.error, PNR_EXCHANGE_ERROR, cases[i].code);
  }
}

static void
test_limits (void)
{
  g_autoptr (GString) wide = g_string_new ("sku,name\na,b\n");
  g_autoptr (GString) wide_header = g_string_new (NULL);
  g_autoptr (GString) deep = g_string_new ("sku,name\na,");

  for (int i = 0; i < 1000000; i++) {
    g_string_append (wide, "x,");
    g_string_append (wide_header, "x,");
  }
  g_string_append (wide, "\nc,d\n");
  for (int i = 0; i < 2 * 1024 * 1024; i++)
    g_string_append_c (deep, 'x');
  g_string_append (deep, "\nb,c\n");
  {
    g_auto (Run) run = run_bytes (wide->str, (gssize) wide->len, NULL);
    g_auto (Run) headless = run_bytes (wide_header->str, (gssize) wide_header->len, NULL);
    g_auto (Run) large = run_bytes (deep->str, (gssize) deep->len, NULL);

    g_assert_nonnull (find_problem (&run, "too-many-columns"));
    g_assert_cmpint (run.intake->n_products, ==, 2);
    g_assert_error (headless.error, PNR_EXCHANGE_ERROR, PNR_EXCHANGE_ERROR_TOO_LARGE);
    g_assert_nonnull (find_problem (&large, "cell-too-large"));
    g_assert_cmpint (large.intake->n_products, ==, 1);
  }
}

static void
test_maps (void)
{
  static const char *const maps[] = { "item=colour", "order=day+till", NULL };
  static const char *const nowhere[] = { "sku=shade", NULL };
  static const char *const nonsense[] = { "shade=sku", NULL };
  const PnrImportOptions good = { PNR_IMPORT_AUTO, NULL, maps };
  const PnrImportOptions missing = { PNR_IMPORT_AUTO, NULL, nowhere };
  const PnrImportOptions wrong = { PNR_IMPORT_AUTO, NULL, nonsense };
  const char *bytes = "day,till,colour\n1,1,red\n1,1,blue\n1,2,red\n";
  g_auto (Run) run = run_bytes (bytes, -1, &good);
  g_auto (Run) no_column = run_bytes (bytes, -1, &missing);
  g_auto (Run) no_field = run_bytes (bytes, -1, &wrong);

  g_assert_no_error (run.error);
  g_assert_cmpint (g_hash_table_size (run.intake->orders), ==, 2);
  g_assert_error (no_column.error, PNR_EXCHANGE_ERROR, PNR_EXCHANGE_ERROR_NO_COLUMN);
  g_assert_error (no_field.error, PNR_EXCHANGE_ERROR, PNR_EXCHANGE_ERROR_BAD_MAP);
}

/* A group is guessed by its header or said by whoever imports, and never is a person. */
static void
test_groups (void)
{
  static const char *const headers[] = { "Customer_Group", "group", "Customer Group",
                                         "Kundengruppe", NULL };
  static const char *const maps[] = { "group=tier", NULL };
  const PnrImportOptions mapped = { PNR_IMPORT_AUTO, NULL, maps };

  for (guint i = 0; i <= g_strv_length ((char **) headers); i++) {
    const char *header = headers[i] != NULL ? headers[i] : "tier";
    g_autofree char *bytes = g_strconcat ("order,customer email,", header, ",sku,quantity\n",
                                          "1,anna@example.com,Wholesale,TIE,1\n"
                                          "1,,,CUFFS,1\n"
                                          "2,bert@example.com,bert@example.com,TIE,1\n",
                                          NULL);
    g_auto (Run) run = run_bytes (bytes, -1, headers[i] != NULL ? NULL : &mapped);

    g_assert_no_error (run.error);
    g_assert_cmpint (run.intake->n_lines, ==, 3);
    g_assert_cmpuint (g_hash_table_size (run.intake->customers), ==, 2);
    g_assert_cmpuint (g_hash_table_size (run.intake->groups), ==, 1);
    g_assert_true (g_hash_table_contains (run.intake->groups, "Wholesale"));
  }
}

static void
test_preview (void)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("PANNIER_SAMPLES"), "order-lines-european-cp1252.csv", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrImportPreview) preview = pnr_import_preview_new (path, NULL, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (preview->encoding, ==, "Windows-1252");
  g_assert_cmpstr (preview->delimiter, ==, ";");
  g_assert_cmpint (preview->decimal_mark, ==, ',');
  g_assert_cmpstr (preview->fields[0], ==, "order");
  g_assert_cmpint (preview->rows->len, ==, 4);
}

/* A stray byte is read as Windows-1252 and told with its row; the rest stays what it is. */
static void
test_stray_bytes (void)
{
  static const struct {
    const char *bytes;
    const char *encoding;
    const char *product;
    gint64 row;
  } cases[] = {
    { "sku,name\na,Caf\xc3\xa9\nb,Gr\xf6\xdf"
      "e\n",
      "UTF-8", "product b|-|Größe|", 3 },
    { "sku,name\na,Caf\xc3\xa9\nb,caf\xe9\nc,x\n", "UTF-8", "product a|-|Café|", 3 },
    { "sku,name\na,Gr\xf6\xdf"
      "e\n",
      "Windows-1252", "product a|-|Größe|", 0 },
    { "sku,name\na,\xe4\xf6\xfc\xdf \xe4\xf6\xfc\xdf \xe4\xf6\xfc\xdf \xc4\x93\n", "Windows-1252",
      "product a|-|äöüß äöüß äöüß Ä“|", 0 },
    { "sku,name\na,\xe2\x82\xac 5 \x80\n", "UTF-8", "product a|-|€ 5 €|", 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_build_filename (folder, "shop.csv", NULL);
    g_auto (Run) run = run_bytes (cases[i].bytes, -1, NULL);
    const PnrProblem *problem = find_problem (&run, "stray-byte");
    g_autoptr (PnrImportPreview) preview = pnr_import_preview_new (path, NULL, "EUR", NULL, NULL);

    g_test_message ("%s", cases[i].encoding);
    g_assert_no_error (run.error);
    assert_log (&run, cases[i].product);
    g_assert_cmpint (problem != NULL ? problem->row : 0, ==, cases[i].row);
    g_assert_cmpstr (preview->encoding, ==, cases[i].encoding);
  }
}

/* What is told of a whole file: a text that was cut short, numbers of two readings, rows without an
 * order. */
static void
test_told (void)
{
  static const char half[] = { (char) 0xff, (char) 0xfe, 's', 0, 'k', 0, 'u', 0, '\n', 0, 'a' };
  g_auto (Run) cut = run_bytes (half, sizeof half, NULL);
  g_auto (Run) comma = run_bytes ("sku,price\na,\"1,234\"\n", -1, NULL);
  g_auto (Run) dot = run_bytes ("sku;price\na;1.234\n", -1, NULL);
  g_auto (Run) orders = run_bytes ("order,sku\n1,a\n,b\n,c\n2,a\n", -1, NULL);

  g_assert_error (cut.error, PNR_EXCHANGE_ERROR, PNR_EXCHANGE_ERROR_UNREADABLE);
  g_assert_nonnull (strstr (cut.error->message, "in the middle of a letter"));
  g_assert_nonnull (strstr (find_problem (&comma, "ambiguous-number")->message, "“1,234”"));
  g_assert_nonnull (strstr (find_problem (&dot, "ambiguous-number")->message, "“1.234”"));
  g_assert_nonnull (strstr (find_problem (&orders, "no-order-number")->message, "2 rows"));
  g_assert_cmpint (orders.intake->n_lines, ==, 4);
}

/* What the merchant says stands above what the bytes look like. */
static void
test_chosen_encoding (void)
{
  static const struct {
    const char *name;
    const char *product;
  } cases[] = {
    { "utf-8", "product a|-|¤½|" },
    { "ISO-8859-15", "product a|-|€œ|" },
    { "windows1250", "product a|-|¤˝|" },
    { "macintosh", "product a|-|§Ω|" },
  };
  PnrEncoding encoding;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    PnrImportOptions options = { 0 };
    g_auto (Run) run = { NULL, NULL, NULL, FALSE };

    g_assert_true (pnr_encoding_parse (cases[i].name, &options.encoding));
    run = run_bytes ("sku,name\na,\xa4\xbd\n", -1, &options);
    g_assert_no_error (run.error);
    assert_log (&run, cases[i].product);
  }
  g_assert_false (pnr_encoding_parse ("latin-99", &encoding));
  g_assert_true (pnr_encoding_parse ("auto", &encoding));
  g_assert_cmpint (encoding, ==, PNR_ENCODING_BYTES);
}

/* The byte comes long after the window of the first look, and a letter lies across two blocks. */
static void
test_late_stray_byte (void)
{
  GString *text = g_string_new ("sku,name\n");
  g_auto (Run) run = { NULL, NULL, NULL, FALSE };
  guint n_rows = 200000;

  for (guint i = 0; i < n_rows; i++)
    g_string_append_printf (text, "s%u,Größe für Café %u\n", i, i);
  g_string_append (text, "z,Caf\xe9\n");
  run = run_bytes (text->str, (gssize) text->len, NULL);
  g_string_free (text, TRUE);
  g_assert_no_error (run.error);
  g_assert_cmpuint (pnr_import_report_get_problems (run.report)->len, ==, 1);
  g_assert_cmpint (find_problem (&run, "stray-byte")->row, ==, n_rows + 2);
  assert_log (&run, "product s199999|-|Größe für Café 199999|");
  assert_log (&run, "product z|-|Café|");
}

static PnrImportPreview *
preview_of (const char *text, PnrImportShape shape, const char *const *maps)
{
  g_autofree char *path = g_build_filename (folder, "shop.csv", NULL);
  PnrImportOptions options = { .shape = shape, .maps = maps };
  g_autoptr (GError) error = NULL;
  PnrImportPreview *preview;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  preview = pnr_import_preview_new (path, &options, "EUR", NULL, &error);
  g_assert_no_error (error);
  return preview;
}

/* Which of day and month is first is told of dates alone in which it can be either. */
static void
test_preview_dates (void)
{
  static const struct {
    const char *date;
    const char *order;
  } cases[] = {
    { "2026-01-13", NULL },          { "20260113", NULL },
    { "13.01.2026", NULL },          { "13/01/2026", "day-first" },
    { "01/13/2026", "month-first" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text =
        g_strdup_printf ("order,date,sku,quantity\n1,%s,TIE,1\n", cases[i].date);
    g_autoptr (PnrImportPreview) preview = preview_of (text, PNR_IMPORT_AUTO, NULL);

    g_assert_cmpstr (preview->fields[1], ==, "date");
    g_assert_cmpstr (preview->date_order, ==, cases[i].order);
  }
}

/* What the merchant chooses for a column is what the preview shows and tries. */
static void
test_preview_choices (void)
{
  const char *text = "Posten;Wort;Wert\nA-1;Apron;10,00\nA-2;Bowl;1.2.3\n";
  const char *const maps[] = { "sku=Posten", "price=Wert", NULL };
  const char *const moved[] = { "sku=Posten", "price=Wert", "none=Wort", NULL };
  g_autoptr (PnrImportPreview) unknown = preview_of (text, PNR_IMPORT_PRODUCTS, NULL);
  g_autoptr (PnrImportPreview) chosen = preview_of (text, PNR_IMPORT_PRODUCTS, maps);
  g_autoptr (PnrImportPreview) left = preview_of (text, PNR_IMPORT_PRODUCTS, moved);
  g_autoptr (PnrImportPreview) orders = preview_of (text, PNR_IMPORT_ORDERS, NULL);

  g_assert_cmpstr (unknown->missing, ==, "sku");
  g_assert_null (unknown->trial);
  g_assert_cmpstr (orders->missing, ==, "order");
  g_assert_null (chosen->missing);
  g_assert_cmpstr (chosen->fields[0], ==, "sku");
  g_assert_cmpstr (chosen->fields[2], ==, "price");
  g_assert_cmpint (pnr_import_report_get_counts (chosen->trial)->rows_read, ==, 2);
  g_assert_cmpint (pnr_import_report_get_counts (chosen->trial)->rows_rejected, ==, 1);
  g_assert_null (left->fields[1]);
}

/* A column that shall not be read is not, even if its header says what it is. */
static void
test_unread_column (void)
{
  const char *text = "sku,name,price\nA,Apron,1.00\nB,Bowl,much\n";
  const char *const maps[] = { "none=price", NULL };
  g_autoptr (PnrImportPreview) plain = preview_of (text, PNR_IMPORT_AUTO, NULL);
  g_autoptr (PnrImportPreview) unread = preview_of (text, PNR_IMPORT_AUTO, maps);

  g_assert_cmpstr (plain->fields[2], ==, "price");
  g_assert_cmpint (pnr_import_report_get_counts (plain->trial)->rows_rejected, ==, 1);
  g_assert_null (unread->fields[2]);
  g_assert_cmpint (pnr_import_report_get_counts (unread->trial)->rows_rejected, ==, 0);
}

/* Each of several files is read as the merchant wants that file read. */
static void
test_each_file (void)
{
  g_autofree char *first = g_build_filename (folder, "shop.csv", NULL);
  g_autofree char *second = g_build_filename (folder, "second.csv", NULL);
  const char *const paths[] = { first, second, NULL };
  const char *const product_maps[] = { "sku=Code", NULL };
  const char *const order_maps[] = { "order=Code", "item=Word", NULL };
  const PnrImportOptions products = { PNR_IMPORT_PRODUCTS, NULL, product_maps };
  const PnrImportOptions orders = { PNR_IMPORT_ORDERS, NULL, order_maps };
  const PnrImportOptions *const options[] = { &products, &orders };
  g_autoptr (PnrCountingIntake) intake = pnr_counting_intake_new ("EUR", FALSE);
  g_autoptr (PnrImportReport) report = pnr_import_report_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (first, "Code,Word\nA,Apron\nB,Bowl\n", -1, NULL));
  g_assert_true (g_file_set_contents (second, "Code,Word\n1,A\n1,B\n2,A\n", -1, NULL));
  g_assert_true (pnr_import_files_each (paths, options, PNR_INTAKE (intake), report, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (intake->n_products, ==, 2);
  g_assert_cmpint (g_hash_table_size (intake->orders), ==, 2);
  g_assert_cmpuint (intake->n_lines, ==, 3);
  g_remove (second);
}

static void
test_cancel (void)
{
  g_autoptr (GString) text = g_string_new ("order,sku\n");
  g_autofree char *path = g_build_filename (folder, "shop.csv", NULL);
  const char *paths[] = { path, NULL };
  g_autoptr (PnrCountingIntake) intake = pnr_counting_intake_new ("EUR", FALSE);
  g_autoptr (PnrImportReport) report = pnr_import_report_new ();
  g_autoptr (PnrProgress) progress = pnr_progress_new ();
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 50000; i++)
    g_string_append (text, "1,a\n");
  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));
  intake->cancel_at_once = progress;
  g_assert_false (pnr_import_files (paths, NULL, PNR_INTAKE (intake), report, progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (intake->n_lines, <=, 10000);
}

/* Damaged files are refused or read, and every row of what is read is accounted for. */
static void
test_damaged_files (void)
{
  static const char good[] = "Order ID,Date,SKU,Qty,Price\n1,2026-01-02,\"A \"\"x\"\"\",2,1.50\n"
                             "2,31.12.2025,B,1,\"1,234.00\"\r\n3,1/2/26,C,-1,(5)\n";
  static const char odd[] = "\",;\t|\n\r\0\xff\xe9=-'.0";

  for (int round = 0; round < 500; round++) {
    g_autofree char *bytes = g_memdup2 (good, sizeof good - 1);
    gsize length = sizeof good - 1;
    int n_changes = g_test_rand_int_range (1, 20);

    for (int i = 0; i < n_changes; i++) {
      int at = g_test_rand_int_range (0, (int) length);

      bytes[at] = round % 2 == 0 ? odd[g_test_rand_int_range (0, (int) sizeof odd - 1)]
                                 : (char) g_test_rand_int_range (0, 256);
    }
    if (round % 5 == 0)
      length = (gsize) g_test_rand_int_range (0, (int) length);
    {
      g_auto (Run) run = run_bytes (bytes, (gssize) length, NULL);

      g_assert_true (run.is_read || run.error->message != NULL);
    }
  }
}

int
main (int argc, char **argv)
{
  int status;
  g_autofree char *shop = NULL;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("pannier-reading-XXXXXX", NULL);
  shop = g_build_filename (folder, "shop.csv", NULL);
  g_test_add_func ("/reading/samples", test_samples);
  g_test_add_func ("/reading/shopify", test_shopify);
  g_test_add_func ("/reading/woocommerce-catalogue", test_woocommerce_catalogue);
  g_test_add_func ("/reading/refused-lists", test_refused_lists);
  g_test_add_func ("/reading/real-baskets", test_real_baskets);
  g_test_add_func ("/reading/foodmart", test_foodmart);
  g_test_add_func ("/reading/pizza", test_pizza);
  g_test_add_func ("/reading/groceries-items", test_groceries_items);
  g_test_add_func ("/reading/rejects", test_rejects);
  g_test_add_func ("/reading/sentence", test_sentence);
  g_test_add_func ("/reading/refused-files", test_refused_files);
  g_test_add_func ("/reading/limits", test_limits);
  g_test_add_func ("/reading/maps", test_maps);
  g_test_add_func ("/reading/groups", test_groups);
  g_test_add_func ("/reading/stray-bytes", test_stray_bytes);
  g_test_add_func ("/reading/told", test_told);
  g_test_add_func ("/reading/chosen-encoding", test_chosen_encoding);
  g_test_add_func ("/reading/late-stray-byte", test_late_stray_byte);
  g_test_add_func ("/reading/preview", test_preview);
  g_test_add_func ("/reading/preview-dates", test_preview_dates);
  g_test_add_func ("/reading/preview-choices", test_preview_choices);
  g_test_add_func ("/reading/unread-column", test_unread_column);
  g_test_add_func ("/reading/each-file", test_each_file);
  g_test_add_func ("/reading/cancel", test_cancel);
  g_test_add_func ("/reading/damaged-files", test_damaged_files);
  status = g_test_run ();
  g_remove (shop);
  g_rmdir (folder);
  g_free (folder);
  return status;
}
