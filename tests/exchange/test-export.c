/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole exports into a folder: hashes, cells, losses, and nothing left after a failure. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/pnr-report.h"
#include "exchange/pnr-exporter.h"
#include "exchange/pnr-json-reader.h"
#include "exchange/pnr-plan-json.h"
#include "test-folder.h"

static PnrContents *
contents_from (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) value = pnr_json_read_text (text, -1, &error);
  g_autoptr (PnrContents) empty = pnr_contents_new ("Été: Shop", "USD");
  g_autoptr (PnrApplyReport) report = pnr_apply_report_new ();
  g_autoptr (PnrEdit) edit = NULL;
  PnrContents *contents = pnr_contents_new ("Shop", "USD");

  g_assert_no_error (error);
  edit = pnr_plan_json_read (value, empty, report, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (pnr_apply_report_get_n_problems (report), ==, 0);
  for (guint i = 0; i < pnr_edit_get_n_puts (edit); i++)
    pnr_contents_take (contents, g_object_ref (pnr_edit_get_put (edit, i)));
  return contents;
}

/* A parser of its own, so that the writer is not checked by itself: rows of cells. */
static GPtrArray *
csv_parse (const char *text)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  GPtrArray *row = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) cell = g_string_new (NULL);
  gboolean in_quotes = FALSE;

  g_assert_true (g_str_has_prefix (text, "\xef\xbb\xbf"));
  for (const char *c = text + 3; *c != '\0'; c++) {
    if (in_quotes && c[0] == '"' && c[1] == '"') {
      g_string_append_c (cell, *c++);
    } else if (*c == '"') {
      in_quotes = !in_quotes;
    } else if (!in_quotes && (*c == ',' || *c == '\n')) {
      g_ptr_array_add (row, g_strdup (cell->str));
      g_string_truncate (cell, 0);
      if (*c == '\n') {
        g_ptr_array_add (rows, row);
        row = g_ptr_array_new_with_free_func (g_free);
      }
    } else {
      g_string_append_c (cell, *c);
    }
  }
  g_assert_false (in_quotes);
  g_assert_cmpuint (row->len + cell->len, ==, 0);
  g_ptr_array_unref (row);
  return rows;
}

/* What the shop's importer makes of a list: "\," is a comma of an item. */
static char **
list_parse (const char *text)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  GString *item = g_string_new (NULL);

  for (const char *c = text;; c++) {
    if (c[0] == '\\' && c[1] == ',') {
      g_string_append_c (item, *++c);
    } else if (*c == ',' || *c == '\0') {
      g_ptr_array_add (items, g_strstrip (g_string_free (item, FALSE)));
      item = g_string_new (NULL);
      if (*c == '\0')
        break;
    } else {
      g_string_append_c (item, *c);
    }
  }
  g_string_free (item, TRUE);
  g_ptr_array_add (items, NULL);
  return (char **) g_ptr_array_steal (items, NULL);
}

static char *
folder_read (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  return text;
}

/* Returns: (nullable): the cell of the row of @sku; %NULL where there is no such row or column */
static char *
folder_read_cell (const char *folder, const char *name, const char *sku, const char *column)
{
  g_autofree char *text = folder_read (folder, name);
  g_autoptr (GPtrArray) rows = NULL;
  GPtrArray *headers;
  guint key = G_MAXUINT, wanted = G_MAXUINT;

  if (text == NULL)
    return NULL;
  rows = csv_parse (text);
  headers = rows->pdata[0];
  for (guint i = 0; i < headers->len; i++) {
    key = g_str_equal (headers->pdata[i], "SKU") ? i : key;
    wanted = g_str_equal (headers->pdata[i], column) ? i : wanted;
  }
  for (guint i = 1; i < rows->len && wanted != G_MAXUINT; i++) {
    GPtrArray *row = rows->pdata[i];

    g_assert_cmpuint (row->len, ==, headers->len);
    if (g_str_equal (row->pdata[key], sku))
      return g_strdup (row->pdata[wanted]);
  }
  return NULL;
}

static void
assert_cell (const char *folder, const char *name, const char *sku, const char *column,
             const char *expected)
{
  g_autofree char *cell = folder_read_cell (folder, name, sku, column);

  g_assert_cmpstr (cell, ==, expected);
}

static guint
folder_count (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n_names = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n_names++;
  return n_names;
}

static gboolean
has_loss (PnrExportReport *report, const char *object, const char *what)
{
  for (guint i = 0; i < pnr_export_report_get_n_losses (report); i++) {
    const char *shown_object, *shown_what, *fallback;

    pnr_export_report_get_loss (report, i, &shown_object, &shown_what, &fallback);
    if (g_str_equal (shown_object, object) && strstr (shown_what, what) != NULL)
      return TRUE;
  }
  return FALSE;
}

/* Every file that the manifest names is there with its checksum, and every shop row is whole. */
static GVariant *
check_folder (const char *folder, const char *target)
{
  g_autofree char *file_name = g_strdup_printf ("shop-%s-manifest.json", target);
  g_autofree char *path = g_build_filename (folder, file_name, NULL);
  g_autoptr (GError) error = NULL;
  GVariant *manifest = pnr_json_read_file (path, &error);
  g_autoptr (GVariant) files = pnr_report_get (manifest, "files");
  g_autoptr (GVariant) losses = pnr_report_get (manifest, "losses");

  g_assert_no_error (error);
  g_assert_nonnull (losses);
  g_assert_cmpuint (pnr_report_list_length (files), ==, folder_count (folder) - 1);
  for (gsize i = 0; i < pnr_report_list_length (files); i++) {
    g_autoptr (GVariant) file = pnr_report_list_get (files, i);
    g_autofree char *name = pnr_report_dup_text (file, "name");
    g_autofree char *sha256 = pnr_report_dup_text (file, "sha256");
    g_autofree char *text = folder_read (folder, name);
    g_autofree char *computed = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
    gint64 n_rows = -1;

    g_assert_cmpuint (strlen (name), <=, 64);
    g_assert_cmpstr (sha256, ==, computed);
    g_assert_true (pnr_report_get_count (file, "rows", &n_rows));
    if (strstr (name, "-woocommerce-") != NULL) {
      g_autoptr (GPtrArray) rows = csv_parse (text);

      g_assert_cmpint (rows->len - 1, ==, n_rows);
      for (guint r = 0; r < rows->len; r++) {
        GPtrArray *row = rows->pdata[r];

        g_assert_cmpuint (row->len, ==, ((GPtrArray *) rows->pdata[0])->len);
        for (guint c = 0; c < row->len; c++)
          g_assert_cmpstr (row->pdata[c], !=, "");
      }
    }
  }
  return manifest;
}

static const char shop[] =
    "{\"pannier\":1,\"currency\":\"USD\",\"products\":["
    "{\"sku\":\"A,1\",\"name\":\"Caf\\u00e9, \\\"x\\\"\",\"price\":\"12.90\",\"stock\":3,"
    "\"category\":\"Food > Hot, cold\",\"image\":\"a.jpg\"},"
    "{\"sku\":\"B\",\"name\":\"Bee\",\"price\":5,\"brand\":\"Smith, Ltd\"},"
    "{\"sku\":\"C\",\"name\":\"Sea\",\"tax_class\":\"reduced-rate\",\"visible\":false},"
    "{\"sku\":\"D\",\"name\":\"Dee\"}],"
    "\"relationships\":["
    "{\"type\":\"cross-sell\",\"from\":\"A,1\",\"to\":\"B\",\"direction\":\"two-way\"},"
    "{\"type\":\"upsell\",\"from\":\"B\",\"to\":\"A,1\",\"position\":1},"
    "{\"type\":\"cross-sell\",\"from\":\"A,1\",\"to\":\"C\",\"position\":0},"
    "{\"type\":\"cross-sell\",\"from\":\"B\",\"to\":\"A,1\",\"position\":7},"
    "{\"type\":\"upsell\",\"from\":\"C\",\"to\":\"B\"}],"
    "\"bundles\":[{\"sku\":\"SET\",\"name\":\"Set\",\"type\":\"mixed\","
    "\"components\":[\"A,1\",\"B\"],\"price\":\"15.00\"}]}";

static void
test_woocommerce_folder (void)
{
  g_autofree char *root = test_folder_new ();
  g_autofree char *folder = g_build_filename (root, "new", "deep", NULL);
  g_autoptr (PnrContents) contents = contents_from (shop);
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrExportReport) report = pnr_export (contents, "woocommerce", folder, NULL, &error);
  g_autoptr (GVariant) manifest = NULL;
  g_autoptr (GVariant) lineage = NULL;
  g_autofree char *cross_sells = NULL;
  g_autofree char *products = NULL;
  g_auto (GStrv) items = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (pnr_export_report_get_n_files (report), ==, folder_count (folder));
  manifest = check_folder (folder, "woocommerce");

  /* A has cross-sells only, B both, C upsells only, D nothing: no row clears what is not planned.
   */
  cross_sells = folder_read_cell (folder, "shop-woocommerce-links.csv", "A,1", "Cross-sells");
  items = list_parse (cross_sells);
  g_assert_cmpstr (items[0], ==, "B");
  g_assert_cmpstr (items[1], ==, "C");
  g_assert_null (items[2]);
  assert_cell (folder, "shop-woocommerce-links.csv", "A,1", "Upsells", NULL);
  assert_cell (folder, "shop-woocommerce-links-2.csv", "B", "Upsells", "A\\,1");
  assert_cell (folder, "shop-woocommerce-links-2.csv", "B", "Cross-sells", "A\\,1");
  assert_cell (folder, "shop-woocommerce-links-3.csv", "C", "Upsells", "B");
  assert_cell (folder, "shop-woocommerce-links-3.csv", "C", "Cross-sells", NULL);
  for (guint i = 0; i < 3; i++) {
    static const char *const names[] = { "shop-woocommerce-links.csv",
                                         "shop-woocommerce-links-2.csv",
                                         "shop-woocommerce-links-3.csv" };

    assert_cell (folder, names[i], "D", "SKU", NULL);
  }

  /* The fourth relation repeats the first one backwards and is not written. */
  lineage = pnr_report_get (manifest, "lineage");
  g_assert_cmpuint (pnr_report_list_length (lineage), ==, 5);

  assert_cell (folder, "shop-woocommerce-products.csv", "A,1", "Name", "Café, \"x\"");
  assert_cell (folder, "shop-woocommerce-prices.csv", "A,1", "Regular price", "12.90");
  assert_cell (folder, "shop-woocommerce-prices.csv", "C", "SKU", NULL);
  assert_cell (folder, "shop-woocommerce-stock.csv", "A,1", "Stock", "3");
  assert_cell (folder, "shop-woocommerce-categories.csv", "A,1", "Categories",
               "Food > Hot\\, cold");
  assert_cell (folder, "shop-woocommerce-brands.csv", "B", "Brands", "Smith\\, Ltd");
  assert_cell (folder, "shop-woocommerce-tax-classes.csv", "C", "Tax class", "reduced-rate");
  assert_cell (folder, "shop-woocommerce-images.csv", "A,1", "Images", "a.jpg");
  assert_cell (folder, "shop-woocommerce-visibility.csv", "C", "Visibility in catalog", "hidden");
  assert_cell (folder, "shop-woocommerce-bundles.csv", "SET", "Grouped products", "A\\,1, B");
  products = folder_read (folder, "shop-woocommerce-products.csv");
  g_assert_cmpstr (products, ==,
                   "\xef\xbb\xbfSKU,Name\n\"A,1\",\"Café, \"\"x\"\"\"\nB,Bee\nC,Sea\nD,Dee\n");
  test_folder_free (root);
}

static void
test_readme (void)
{
  g_autofree char *root = test_folder_new ();
  g_autoptr (PnrContents) contents = contents_from (shop);
  g_autoptr (PnrExportReport) report = pnr_export (contents, "woocommerce", root, NULL, NULL);
  g_autofree char *text = folder_read (root, "shop-README.txt");
  g_autoptr (GDir) dir = g_dir_open (root, 0, NULL);
  const char *name;

  g_assert_nonnull (report);
  g_assert_nonnull (strstr (text, "would replace “Name” of those"));
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_auto (GStrv) parts = g_strsplit (text, name, 2);
    const char *option;

    if (strstr (name, "-woocommerce-") == NULL || g_str_has_suffix (name, "-losses.csv")
        || g_str_has_suffix (name, "-manifest.json"))
      continue;
    g_assert_cmpuint (g_strv_length (parts), ==, 2);
    option = strstr (parts[1], "“Update existing products” ");
    g_assert_nonnull (option);
    option += strlen ("“Update existing products” ");
    g_assert_true (g_str_has_prefix (
        option,
        strstr (name, "products") != NULL || strstr (name, "bundles") != NULL ? "off" : "on"));
  }
  test_folder_free (root);
}

/* Where every product fills a column it needs no file of its own. */
static void
test_full_columns (void)
{
  g_autofree char *root = test_folder_new ();
  g_autoptr (PnrContents) contents = contents_from (
      "{\"pannier\":1,\"products\":[{\"sku\":\"A\",\"name\":\"a\",\"price\":1},"
      "{\"sku\":\"B\",\"name\":\"b\",\"price\":2}],\"relations\":[{\"type\":"
      "\"upsell\",\"from\":\"A\",\"to\":\"B\"}],\"bundles\":[{\"sku\":\"S\","
      "\"name\":\"s\",\"type\":\"pure\",\"components\":[\"A\",\"B\"],\"price\":1}]}");
  g_autoptr (PnrExportReport) report = pnr_export (contents, "woocommerce", root, NULL, NULL);
  g_autofree char *products = folder_read (root, "shop-woocommerce-products.csv");
  g_autofree char *links = folder_read (root, "shop-woocommerce-links.csv");

  g_assert_nonnull (report);
  g_assert_cmpstr (products, ==, "\xef\xbb\xbfSKU,Name,\"Regular price\"\nA,a,1.00\nB,b,2.00\n");
  g_assert_true (g_str_has_prefix (
      links, "\xef\xbb\xbfSKU,Upsells,\"Meta: _pannier_lineage\"\nA,B,relation-"));
  g_assert_cmpuint (folder_count (root), ==, 7);
  assert_cell (root, "shop-woocommerce-visibility.csv", "B", "Visibility in catalog", "hidden");
  test_folder_free (root);
}

static void
test_losses (void)
{
  g_autofree char *root = test_folder_new ();
  g_autoptr (PnrContents) contents = contents_from (
      "{\"pannier\":1,\"products\":["
      "{\"sku\":\"P\",\"name\":\"=p\",\"cost\":1,\"weight_g\":5,\"parent\":\"X\","
      "\"image\":\"folder/a.jpg\",\"launched\":\"2026-01-02\",\"attributes\":\"red\","
      "\"kind\":\"digital\"},{\"sku\":\"p\",\"name\":\"small\"},{\"sku\":\"Q\\\\\",\"name\":\"q\"},"
      "{\"sku\":\"0\",\"name\":\"zero\"},{\"sku\":\"N\"},{\"sku\":\"R\",\"name\":\"r\",\"cost\":2,"
      "\"image\":\"https://example.org/a,b.png\"}],"
      "\"relations\":[{\"type\":\"required\",\"from\":\"P\",\"to\":\"R\",\"strength\":0.5,"
      "\"note\":\"why\"},{\"type\":\"alternative\",\"from\":\"P\",\"to\":\"N\"},"
      "{\"type\":\"cross-sell\",\"from\":\"P\",\"to\":\"Q\\\\\",\"direction\":\"two-way\"},"
      "{\"type\":\"cross-sell\",\"from\":\"P\",\"to\":\"p\"}],"
      "\"bundles\":[{\"sku\":\"SET\",\"type\":\"pure\",\"note\":\"n\",\"components\":[{\"sku\":"
      "\"P\",\"quantity\":2,\"role\":\"gift\"},\"R\"],\"price\":1},"
      "{\"sku\":\"r\",\"type\":\"pure\",\"components\":[\"P\"],\"price\":1},"
      "{\"sku\":\"BACK\",\"type\":\"pure\",\"components\":[\"Q\\\\\"],\"price\":1}]}");
  g_autoptr (PnrExportReport) report = pnr_export (contents, "woocommerce", root, NULL, NULL);
  static const char *const told[][2] = {
    { "P", "begins like a formula" },
    { "P and 1 more", "cost of goods" },
    { "P", "shop’s own unit" },
    { "P", "variation" },
    { "P", "picture" },
    { "P", "launch date" },
    { "P", "attributes as one text" },
    { "P", "digital products" },
    { "p", "only in case" },
    { "zero", "cannot refer" },
    { "N", "no name" },
    { "P → R", "cannot require" },
    { "P → R", "no strength" },
    { "P → R", "no notes on links" },
    { "P → N", "no alternatives" },
    { "P → Q\\", "one of these SKUs" },
    { "P → p", "one of these SKUs" },
    { "SET", "no quantities" },
    { "SET", "no auxiliaries" },
    { "SET", "no price" },
    { "SET", "only as a whole" },
    { "SET", "no notes on bundles" },
    { "r", "the same SKU" },
    { "BACK", "one of the components" },
  };
  g_autoptr (GVariant) manifest = NULL;
  g_autofree char *losses = folder_read (root, "shop-woocommerce-losses.csv");

  g_assert_nonnull (report);
  for (guint i = 0; i < G_N_ELEMENTS (told); i++) {
    if (!has_loss (report, told[i][0], told[i][1]))
      g_error ("No loss of %s about %s", told[i][0], told[i][1]);
  }
  g_assert_cmpuint (pnr_export_report_get_n_losses (report), ==, G_N_ELEMENTS (told));
  manifest = check_folder (root, "woocommerce");
  g_assert_nonnull (strstr (losses, "\"P → R\",\"WooCommerce cannot require a product.\""));
  assert_cell (root, "shop-woocommerce-links.csv", "Q\\", "Cross-sells", "P");
  assert_cell (root, "shop-woocommerce-images.csv", "R", "Images", "https://example.org/a\\,b.png");
  assert_cell (root, "shop-woocommerce-products.csv", "N", "SKU", NULL);
  assert_cell (root, "shop-woocommerce-visibility.csv", "P", "Visibility in catalog", "hidden");
  /* Nothing is hidden for a bundle that the shop does not get. */
  assert_cell (root, "shop-woocommerce-visibility.csv", "Q\\", "SKU", NULL);
  test_folder_free (root);
}

static void
test_losses_guard (void)
{
  static const char *const skus[] = { "=1", "+1", "-1", "@1", "＝1", "＋1", "－1", "＠1" };
  g_autofree char *root = test_folder_new ();
  g_autoptr (PnrContents) contents = pnr_contents_new ("Shop", "USD");
  g_autoptr (PnrExportReport) report = NULL;
  g_autofree char *losses = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (skus); i++) {
    PnrProduct *product = pnr_product_new (i + 1);
    PnrBundle *bundle = pnr_bundle_new (100 + i);
    PnrComponent part = { .product_id = i + 1, .quantity = 1 };

    pnr_product_set_sku (product, skus[i]);
    pnr_bundle_set_sku (bundle, skus[i]);
    pnr_bundle_set_components (bundle, &part, 1);
    pnr_contents_take (contents, product);
    pnr_contents_take (contents, bundle);
  }
  report = pnr_export (contents, "woocommerce", root, NULL, NULL);
  losses = folder_read (root, "shop-woocommerce-losses.csv");
  for (guint i = 0; i < G_N_ELEMENTS (skus); i++) {
    g_autofree char *guarded = g_strdup_printf ("\n\"'%s\",", skus[i]);
    g_autofree char *bare = g_strdup_printf ("\n\"%s\",", skus[i]);

    g_assert_nonnull (strstr (losses, guarded));
    g_assert_null (strstr (losses, bare));
  }
  test_folder_free (root);
}

static void
test_json_folder (void)
{
  g_autofree char *root = test_folder_new ();
  g_autofree char *again = test_folder_new ();
  g_autoptr (PnrContents) contents = contents_from (shop);
  g_autoptr (PnrExportReport) report = pnr_export (contents, "json", root, NULL, NULL);
  g_autoptr (PnrExportReport) second = pnr_export (contents, "json", again, NULL, NULL);
  g_autoptr (GVariant) manifest = check_folder (root, "json");
  g_autoptr (GVariant) lineage = pnr_report_get (manifest, "lineage");
  g_autofree char *text = folder_read (root, "shop-plan.json");
  g_autofree char *same = folder_read (again, "shop-plan.json");
  g_autoptr (PnrContents) copy = contents_from (text);
  g_autofree char *written = pnr_plan_json_write (copy);

  g_assert_nonnull (report);
  g_assert_nonnull (second);
  g_assert_cmpstr (text, ==, same);
  g_assert_cmpstr (text, ==, written);
  g_assert_cmpuint (pnr_report_list_length (lineage), ==, 6);
  test_folder_free (root);
  test_folder_free (again);
}

static char *
dup_first_lineage (const char *products, const char *created)
{
  g_autofree char *root = test_folder_new ();
  g_autofree char *document =
      g_strdup_printf ("{\"pannier\":1,\"products\":[%s],\"relations\":[{\"type\":\"upsell\","
                       "\"from\":\"A\",\"to\":\"B\",\"author\":\"ann\",\"created\":\"%s\"}]}",
                       products, created);
  g_autoptr (PnrContents) contents = contents_from (document);
  g_autoptr (PnrExportReport) report = pnr_export (contents, "json", root, NULL, NULL);
  g_autoptr (GVariant) manifest = check_folder (root, "json");
  g_autoptr (GVariant) lineage = pnr_report_get (manifest, "lineage");
  g_autoptr (GVariant) first = pnr_report_list_get (lineage, 0);
  g_autoptr (GVariant) author = pnr_report_get (first, "author");
  g_autoptr (GVariant) id = pnr_report_get (first, "id");

  g_assert_nonnull (report);
  g_assert_cmpstr (g_variant_get_string (author, NULL), ==, "ann");
  test_folder_free (root);
  return g_variant_dup_string (id, NULL);
}

/* A row in the shop leads to the same decision in every copy of the plan, and to no later one that
 * took its number. */
static void
test_lineage (void)
{
  const char *two = "{\"sku\":\"A\"},{\"sku\":\"B\"}";
  const char *more = "{\"sku\":\"X\"},{\"sku\":\"B\"},{\"sku\":\"A\"}";
  g_autofree char *id = dup_first_lineage (two, "2026-01-02T03:04:05Z");
  g_autofree char *copy = dup_first_lineage (more, "2026-01-02T03:04:05Z");
  g_autofree char *later = dup_first_lineage (two, "2026-01-02T03:04:06Z");

  g_assert_cmpstr (id, ==, copy);
  g_assert_cmpstr (id, !=, later);
}

/* Two targets in one folder: neither takes the other's files, and a second run finds its own. */
static void
test_two_targets (void)
{
  g_autofree char *root = test_folder_new ();
  g_autoptr (PnrContents) contents = contents_from (shop);
  g_autoptr (PnrExportReport) json = pnr_export (contents, "json", root, NULL, NULL);
  g_autoptr (PnrExportReport) before = pnr_export_preflight (contents, "woocommerce", NULL);
  g_auto (GStrv) clear = pnr_export_report_dup_present (before, root);
  g_autoptr (PnrExportReport) shop_files = pnr_export (contents, "woocommerce", root, NULL, NULL);
  g_auto (GStrv) present = pnr_export_report_dup_present (before, root);

  g_assert_nonnull (json);
  g_assert_nonnull (shop_files);
  g_assert_cmpuint (g_strv_length (clear), ==, 0);
  g_assert_cmpuint (g_strv_length (present), ==, pnr_export_report_get_n_files (shop_files));
  g_assert_cmpuint (folder_count (root), ==,
                    pnr_export_report_get_n_files (json)
                        + pnr_export_report_get_n_files (shop_files));
  test_folder_free (root);
}

static void
test_refusals (void)
{
  g_autofree char *root = test_folder_new ();
  g_autoptr (PnrContents) contents = contents_from (shop);
  PnrRelation *dangling = pnr_relation_new (contents->last_id + 1);
  g_autoptr (GError) error = NULL;

  g_assert_null (pnr_export (contents, "magento", root, NULL, &error));
  g_assert_error (error, PNR_EXCHANGE_ERROR, PNR_EXCHANGE_ERROR_UNKNOWN_TARGET);
  g_clear_error (&error);
  pnr_relation_set_from_id (dangling, 1);
  pnr_relation_set_to_id (dangling, 999999);
  pnr_contents_take (contents, dangling);
  g_assert_null (pnr_export (contents, "woocommerce", root, NULL, &error));
  g_assert_error (error, PNR_EXCHANGE_ERROR, PNR_EXCHANGE_ERROR_REFUSED);
  g_assert_null (pnr_export_preflight (contents, "woocommerce", NULL));
  g_assert_cmpuint (folder_count (root), ==, 0);
  test_folder_free (root);
}

/* A folder stands where the manifest, the last file, should go: all others must be as before. */
static void
test_failure_leaves_nothing (void)
{
  g_autofree char *root = test_folder_new ();
  g_autofree char *obstacle = g_build_filename (root, "shop-woocommerce-manifest.json", NULL);
  g_autofree char *former = g_build_filename (root, "shop-woocommerce-losses.csv", NULL);
  g_autofree char *file = g_build_filename (root, "file", NULL);
  g_autofree char *below = g_build_filename (file, "x", NULL);
  g_autofree char *kept = NULL;
  g_autoptr (PnrContents) contents = contents_from (shop);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir (obstacle, 0755), ==, 0);
  g_assert_true (g_file_set_contents (former, "before", -1, NULL));
  g_assert_true (g_file_set_contents (file, "", -1, NULL));
  g_assert_null (pnr_export (contents, "woocommerce", root, NULL, &error));
  g_assert_error (error, PNR_EXCHANGE_ERROR, PNR_EXCHANGE_ERROR_UNWRITABLE);
  g_clear_error (&error);
  g_assert_cmpuint (folder_count (root), ==, 3);
  g_assert_true (g_file_get_contents (former, &kept, NULL, NULL));
  g_assert_cmpstr (kept, ==, "before");
  g_assert_null (pnr_export (contents, "woocommerce", below, NULL, &error));
  g_assert_error (error, PNR_EXCHANGE_ERROR, PNR_EXCHANGE_ERROR_UNWRITABLE);
  g_assert_cmpint (g_rmdir (obstacle), ==, 0);
  test_folder_free (root);
}

static PnrContents *
make_large (guint n_products)
{
  PnrContents *contents = pnr_contents_new ("Shop", "USD");

  for (guint i = 1; i <= n_products; i++) {
    PnrProduct *product = pnr_product_new (i);
    g_autofree char *sku = g_strdup_printf ("SKU-%06u", i);

    g_object_set (product, "sku", sku, "name", sku, "price-minor", (gint64) i, "category", "All",
                  NULL);
    pnr_contents_take (contents, product);
  }
  for (guint i = 1; i < n_products; i++) {
    PnrRelation *relation = pnr_relation_new (n_products + i);

    g_object_set (relation, "from-id", (gint64) i, "to-id", (gint64) i + 1, NULL);
    pnr_contents_take (contents, relation);
  }
  return contents;
}

typedef struct {
  PnrProgress *progress;
  gulong after_us;
  gint64 cancelled_at;
} Stopper;

static gpointer
stopper_run (gpointer data)
{
  Stopper *self = data;

  g_usleep (self->after_us);
  self->cancelled_at = g_get_monotonic_time ();
  pnr_progress_cancel (self->progress);
  return NULL;
}

/* Cancelled at many moments, an export stops at once and leaves no trace; or it was done before. */
static void
test_cancel (void)
{
  g_autoptr (PnrContents) contents = make_large (100000);
  gint64 slowest = 0;
  guint n_stopped = 0;

  for (guint n = 0; n < 16; n++) {
    g_autofree char *root = test_folder_new ();
    g_autofree char *folder = g_build_filename (root, "new", NULL);
    g_autoptr (PnrProgress) progress = pnr_progress_new ();
    g_autoptr (GError) error = NULL;
    g_autoptr (PnrExportReport) report = NULL;
    Stopper stopper = { progress, 1000 + 60000 * (n / 2), 0 };
    GThread *thread = g_thread_new ("stopper", stopper_run, &stopper);
    gint64 ended;

    report = pnr_export (contents, n % 2 == 0 ? "woocommerce" : "json", folder, progress, &error);
    ended = g_get_monotonic_time ();
    g_thread_join (thread);
    if (report == NULL) {
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      slowest = MAX (slowest, ended - stopper.cancelled_at);
      g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
      g_assert_cmpuint (folder_count (root), ==, 0);
      n_stopped++;
    }
    test_folder_free (root);
  }
  g_test_message ("Stopped %u times, at the latest after %.3f s", n_stopped, slowest / 1e6);
  g_assert_cmpuint (n_stopped, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/export/woocommerce", test_woocommerce_folder);
  g_test_add_func ("/exchange/export/readme", test_readme);
  g_test_add_func ("/exchange/export/full-columns", test_full_columns);
  g_test_add_func ("/exchange/export/lineage", test_lineage);
  g_test_add_func ("/exchange/export/losses", test_losses);
  g_test_add_func ("/exchange/export/losses-guard", test_losses_guard);
  g_test_add_func ("/exchange/export/json", test_json_folder);
  g_test_add_func ("/exchange/export/two-targets", test_two_targets);
  g_test_add_func ("/exchange/export/refusals", test_refusals);
  g_test_add_func ("/exchange/export/failure", test_failure_leaves_nothing);
  g_test_add_func ("/exchange/export/cancel", test_cancel);
  return g_test_run ();
}
