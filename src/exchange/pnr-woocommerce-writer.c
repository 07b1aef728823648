/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes the plan as the product CSV that WooCommerce's own importer reads. */
#include "config.h"

#include "exchange/pnr-woocommerce-writer.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/pnr-money.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

static void
csv_add (GString *csv, const char *text, gboolean is_first)
{
  if (!is_first)
    g_string_append_c (csv, ',');
  if (text == NULL)
    return;
  if (strpbrk (text, " ,\"\n\r\t") == NULL) {
    g_string_append (csv, text);
    return;
  }
  g_string_append_c (csv, '"');
  for (const char *c = text; *c != '\0'; c++) {
    if (*c == '"')
      g_string_append_c (csv, '"');
    g_string_append_c (csv, *c);
  }
  g_string_append_c (csv, '"');
}

static void
csv_add_row (GString *csv, const char *const *cells, guint n_cells)
{
  for (guint i = 0; i < n_cells; i++)
    csv_add (csv, cells[i], i == 0);
  g_string_append_c (csv, '\n');
}

/* An importer cannot find an empty SKU, "0", or one with blanks around it, and an item that reads
 * "id:12" means a number of the shop. */
static gboolean
sku_is_expressible (const char *sku)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (sku != NULL ? sku : ""));

  return *trimmed != '\0' && strcmp (trimmed, sku) == 0 && strcmp (sku, "0") != 0
         && g_ascii_strncasecmp (sku, "id:", 3) != 0;
}

static void
list_add_sku (GString *list, const char *sku)
{
  if (list->len > 0)
    g_string_append (list, ", ");
  for (const char *c = sku; *c != '\0'; c++) {
    if (*c == ',')
      g_string_append_c (list, '\\');
    g_string_append_c (list, *c);
  }
}

static int
relation_compare (gconstpointer a, gconstpointer b)
{
  PnrRelation *first = *(PnrRelation *const *) a;
  PnrRelation *second = *(PnrRelation *const *) b;
  gint64 first_position = pnr_relation_get_position (first);
  gint64 second_position = pnr_relation_get_position (second);

  if (first_position != second_position)
    return first_position < second_position ? -1 : 1;
  return pnr_relation_get_id (first) < pnr_relation_get_id (second) ? -1 : 1;
}

typedef struct {
  GString *upsells;
  GString *cross_sells;
  GString *lineage;
  GHashTable *seen;
} ProductLinks;

static void
product_links_free (gpointer data)
{
  ProductLinks *links = data;

  g_string_free (links->upsells, TRUE);
  g_string_free (links->cross_sells, TRUE);
  g_string_free (links->lineage, TRUE);
  g_hash_table_unref (links->seen);
  g_free (links);
}

static ProductLinks *
links_of (GHashTable *table, PnrProduct *product)
{
  ProductLinks *links = g_hash_table_lookup (table, product);

  if (links == NULL) {
    links = g_new0 (ProductLinks, 1);
    links->upsells = g_string_new (NULL);
    links->cross_sells = g_string_new (NULL);
    links->lineage = g_string_new (NULL);
    links->seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    g_hash_table_insert (table, product, links);
  }
  return links;
}

/* Core knows two lists: what replaces a product stands among the upsells, what it needs among the
 * cross-sells. */
static void
links_add (GHashTable *table, PnrRelation *relation, PnrProduct *from, PnrProduct *to)
{
  PnrRelationKind kind = pnr_relation_get_kind (relation);
  gboolean is_upsell = kind == PNR_RELATION_KIND_UPSELL || kind == PNR_RELATION_KIND_ALTERNATIVE;
  ProductLinks *links = links_of (table, from);

  if (!g_hash_table_add (links->seen,
                         g_strdup_printf ("%d:%s", is_upsell, pnr_product_get_sku (to))))
    return;
  list_add_sku (is_upsell ? links->upsells : links->cross_sells, pnr_product_get_sku (to));
  g_string_append_printf (links->lineage, "%srelation-%" G_GINT64_FORMAT,
                          links->lineage->len > 0 ? " " : "", pnr_relation_get_id (relation));
}

static void
report_relation_losses (PnrRelation *relation, const char *object, PnrExportReport *report)
{
  PnrRelationKind kind = pnr_relation_get_kind (relation);

  if (kind == PNR_RELATION_KIND_ALTERNATIVE)
    pnr_export_report_add_loss (report, object, _ ("WooCommerce has no alternatives."),
                                _ ("Written among the upsells."));
  if (kind == PNR_RELATION_KIND_REQUIRED)
    pnr_export_report_add_loss (report, object, _ ("WooCommerce cannot require a product."),
                                _ ("Written among the cross-sells."));
  if (pnr_relation_get_strength_ppm (relation) != PNR_RELATION_STRENGTH_UNKNOWN)
    pnr_export_report_add_loss (report, object, _ ("WooCommerce has no strength of a link."),
                                _ ("The order of the list is kept."));
}

/* Links by product; a missing product refuses the export, an inexpressible SKU is a loss. */
static GHashTable *
collect_links (PnrContents *contents, PnrExportReport *report, GError **error)
{
  g_autoptr (GHashTable) table =
      g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, product_links_free);
  g_autoptr (GPtrArray) relations = g_ptr_array_new ();

  for (guint i = 0; i < contents->relations->len; i++)
    g_ptr_array_add (relations, contents->relations->pdata[i]);
  g_ptr_array_sort (relations, relation_compare);
  for (guint i = 0; i < relations->len; i++) {
    PnrRelation *relation = relations->pdata[i];
    PnrProduct *from = pnr_contents_get_product (contents, pnr_relation_get_from_id (relation));
    PnrProduct *to = pnr_contents_get_product (contents, pnr_relation_get_to_id (relation));
    g_autofree char *object = NULL;

    if (from == NULL || to == NULL) {
      g_set_error (error, PNR_EXCHANGE_ERROR, PNR_EXCHANGE_ERROR_REFUSED,
                   _ ("Relation %" G_GINT64_FORMAT " leads to a product that the plan does not "
                      "hold. Remove it or import the product."),
                   pnr_relation_get_id (relation));
      return NULL;
    }
    object = g_strdup_printf ("%s → %s", pnr_product_get_sku (from), pnr_product_get_sku (to));
    if (!sku_is_expressible (pnr_product_get_sku (from))
        || !sku_is_expressible (pnr_product_get_sku (to))) {
      if (report != NULL)
        pnr_export_report_add_loss (report, object,
                                    _ ("WooCommerce cannot refer to one of these SKUs."),
                                    _ ("The link is left out."));
      continue;
    }
    if (report != NULL)
      report_relation_losses (relation, object, report);
    links_add (table, relation, from, to);
    if (pnr_relation_is_two_way (relation))
      links_add (table, relation, to, from);
  }
  return g_steal_pointer (&table);
}

/**
 * pnr_woocommerce_write_links:
 * @report: (nullable): losses are added to it
 * @n_rows: (out): rows below the header
 *
 * Every product has a row, because only an empty cell clears a link that the plan has given up.
 *
 * Returns: (transfer full) (nullable): SKU, Upsells, Cross-sells for WooCommerce's update mode
 */
char *
pnr_woocommerce_write_links (PnrContents *contents, PnrExportReport *report, gint64 *n_rows,
                             GError **error)
{
  g_autoptr (GHashTable) table = collect_links (contents, report, error);
  GString *csv;

  if (table == NULL)
    return NULL;
  csv = g_string_new (BYTE_ORDER_MARK "SKU,Upsells,Cross-sells,\"Meta: _pannier_lineage\"\n");
  *n_rows = 0;
  for (guint i = 0; i < contents->products->len; i++) {
    PnrProduct *product = contents->products->pdata[i];
    ProductLinks *links = g_hash_table_lookup (table, product);
    const char *cells[] = { pnr_product_get_sku (product),
                            links != NULL ? links->upsells->str : NULL,
                            links != NULL ? links->cross_sells->str : NULL,
                            links != NULL ? links->lineage->str : NULL };

    if (!sku_is_expressible (cells[0]))
      continue;
    csv_add_row (csv, cells, G_N_ELEMENTS (cells));
    ++*n_rows;
  }
  return g_string_free (csv, FALSE);
}

static void
add_product_row (PnrContents *contents, PnrProduct *product, ProductLinks *links, gint64 position,
                 gboolean is_hidden, GString *csv)
{
  gint64 price = pnr_product_get_price_minor (product);
  gint64 stock = pnr_product_get_stock (product);
  g_autofree char *price_text =
      price != PNR_MONEY_UNKNOWN ? pnr_money_to_string (price, contents->currency) : NULL;
  g_autofree char *stock_text =
      stock != PNR_PRODUCT_STOCK_UNKNOWN ? g_strdup_printf ("%" G_GINT64_FORMAT, stock) : NULL;
  g_autofree char *place = g_strdup_printf ("%" G_GINT64_FORMAT, position);
  const char *cells[] = { "simple",
                          pnr_product_get_sku (product),
                          pnr_product_get_title (product),
                          "1",
                          is_hidden || !pnr_product_is_visible (product) ? "hidden" : "visible",
                          stock_text,
                          price_text,
                          pnr_product_get_category (product),
                          NULL,
                          links != NULL ? links->upsells->str : NULL,
                          links != NULL ? links->cross_sells->str : NULL,
                          place,
                          links != NULL ? links->lineage->str : NULL };

  csv_add_row (csv, cells, G_N_ELEMENTS (cells));
}

static void
report_bundle_losses (PnrBundle *bundle, PnrExportReport *report)
{
  const char *sku = pnr_bundle_get_sku (bundle);
  gboolean has_quantity = FALSE;

  for (guint i = 0; i < pnr_bundle_get_n_components (bundle); i++)
    has_quantity |= pnr_bundle_get_component (bundle, i)->quantity != 1;
  if (has_quantity)
    pnr_export_report_add_loss (report, sku, _ ("A grouped product has no quantities."),
                                _ ("Each component is written once."));
  pnr_export_report_add_loss (report, sku, _ ("A grouped product has no price of its own."),
                              _ ("The components keep their own prices."));
  if (pnr_bundle_get_kind (bundle) == PNR_BUNDLE_KIND_PURE)
    pnr_export_report_add_loss (report, sku,
                                _ ("A grouped product cannot be sold only as a whole."),
                                _ ("Components in no mixed bundle are hidden in the catalogue."));
}

static gboolean
add_bundle_row (PnrContents *contents, PnrBundle *bundle, PnrExportReport *report, GString *csv,
                gint64 *n_rows, GError **error)
{
  g_autoptr (GString) children = g_string_new (NULL);
  g_autofree char *lineage =
      g_strdup_printf ("bundle-%" G_GINT64_FORMAT, pnr_bundle_get_id (bundle));
  const char *sku = pnr_bundle_get_sku (bundle);
  const char *name = pnr_bundle_get_name (bundle);

  if (!sku_is_expressible (sku)) {
    if (report != NULL)
      pnr_export_report_add_loss (report,
                                  sku != NULL    ? sku
                                  : name != NULL ? name
                                                 : "",
                                  _ ("WooCommerce cannot refer to this SKU."),
                                  _ ("The bundle is left out."));
    return TRUE;
  }
  for (guint i = 0; i < pnr_bundle_get_n_components (bundle); i++) {
    PnrProduct *part =
        pnr_contents_get_product (contents, pnr_bundle_get_component (bundle, i)->product_id);

    if (part == NULL || !sku_is_expressible (pnr_product_get_sku (part))) {
      g_set_error (error, PNR_EXCHANGE_ERROR, PNR_EXCHANGE_ERROR_REFUSED,
                   _ ("Bundle “%s” holds a product that WooCommerce could not find. Give the "
                      "product a SKU or take it out of the bundle."),
                   sku);
      return FALSE;
    }
    list_add_sku (children, pnr_product_get_sku (part));
  }
  if (report != NULL)
    report_bundle_losses (bundle, report);
  const char *cells[] = { "grouped", sku,       name != NULL ? name : sku,
                          "1",       "visible", NULL,
                          NULL,      NULL,      children->str,
                          NULL,      NULL,      "0",
                          lineage };
  csv_add_row (csv, cells, G_N_ELEMENTS (cells));
  ++*n_rows;
  return TRUE;
}

static gboolean
product_is_only_in_pure (PnrContents *contents, gint64 product_id)
{
  gboolean is_in_pure = FALSE;

  for (guint i = 0; i < contents->bundles->len; i++) {
    PnrBundle *bundle = contents->bundles->pdata[i];

    if (!pnr_bundle_has_product (bundle, product_id))
      continue;
    if (pnr_bundle_get_kind (bundle) == PNR_BUNDLE_KIND_MIXED)
      return FALSE;
    is_in_pure = TRUE;
  }
  return is_in_pure;
}

/**
 * pnr_woocommerce_write_products:
 * @report: (nullable): losses are added to it
 * @n_rows: (out): rows below the header
 *
 * Returns: (transfer full) (nullable): whole rows of every product, then bundles as grouped ones
 */
char *
pnr_woocommerce_write_products (PnrContents *contents, PnrExportReport *report, gint64 *n_rows,
                                GError **error)
{
  g_autoptr (GHashTable) table = collect_links (contents, NULL, error);
  g_autoptr (GString) csv = NULL;

  if (table == NULL)
    return NULL;
  csv = g_string_new (BYTE_ORDER_MARK
                      "Type,SKU,Name,Published,\"Visibility in catalog\",Stock,\"Regular price\","
                      "Categories,\"Grouped products\",Upsells,Cross-sells,Position,"
                      "\"Meta: _pannier_lineage\"\n");
  *n_rows = 0;
  for (guint i = 0; i < contents->products->len; i++) {
    PnrProduct *product = contents->products->pdata[i];

    if (!sku_is_expressible (pnr_product_get_sku (product))) {
      if (report != NULL)
        pnr_export_report_add_loss (report, pnr_product_get_title (product),
                                    _ ("WooCommerce cannot refer to this SKU."),
                                    _ ("The product is left out."));
      continue;
    }
    add_product_row (contents, product, g_hash_table_lookup (table, product), 0,
                     product_is_only_in_pure (contents, pnr_product_get_id (product)), csv);
    ++*n_rows;
  }
  for (guint i = 0; i < contents->bundles->len; i++) {
    if (!add_bundle_row (contents, contents->bundles->pdata[i], report, csv, n_rows, error))
      return NULL;
  }
  return g_string_free (g_steal_pointer (&csv), FALSE);
}
