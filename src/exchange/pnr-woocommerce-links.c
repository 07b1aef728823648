/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Relations for WooCommerce: upsells and cross-sells of the products that have some planned. */
#include "config.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "exchange/pnr-woocommerce-private.h"

enum {
  COLUMN_SKU,
  COLUMN_UPSELLS,
  COLUMN_CROSS_SELLS,
  COLUMN_LINEAGE,
  N_COLUMNS
};

static const char *const headers[N_COLUMNS] = { "SKU", "Upsells", "Cross-sells",
                                                "Meta: _pannier_lineage" };

#define UPSELLS (1u << COLUMN_UPSELLS)
#define CROSS_SELLS (1u << COLUMN_CROSS_SELLS)
#define KEYS (1u << COLUMN_SKU | 1u << COLUMN_LINEAGE)

typedef struct {
  GString *upsells;
  GString *cross_sells;
  GString *lineage;
} ProductLinks;

typedef struct {
  PnrWoocommerceShop *shop;
  GHashTable *links;
  GHashTable *seen;
  PnrWoocommerceLoss strengths, notes;
} LinkCollector;

static void
product_links_free (gpointer data)
{
  ProductLinks *links = data;

  g_string_free (links->upsells, TRUE);
  g_string_free (links->cross_sells, TRUE);
  g_string_free (links->lineage, TRUE);
  g_free (links);
}

static ProductLinks *
collector_get (LinkCollector *self, PnrProduct *product)
{
  ProductLinks *links = g_hash_table_lookup (self->links, product);

  if (links == NULL) {
    links = g_new0 (ProductLinks, 1);
    links->upsells = g_string_new (NULL);
    links->cross_sells = g_string_new (NULL);
    links->lineage = g_string_new (NULL);
    g_hash_table_insert (self->links, product, links);
  }
  return links;
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

/* Core knows two lists: what replaces a product stands among the upsells, what it needs among the
 * cross-sells. The importer keeps duplicates, so they are left out here. */
static void
collector_add (LinkCollector *self, PnrRelation *relation, PnrProduct *from, PnrProduct *to)
{
  PnrRelationKind kind = pnr_relation_get_kind (relation);
  gboolean is_upsell = kind == PNR_RELATION_KIND_UPSELL || kind == PNR_RELATION_KIND_ALTERNATIVE;
  ProductLinks *links = collector_get (self, from);

  if (!g_hash_table_add (self->seen, g_strdup_printf ("%d:%p:%p", is_upsell, from, to)))
    return;
  pnr_woocommerce_list_add (is_upsell ? links->upsells : links->cross_sells,
                            pnr_product_get_sku (to));
  g_string_append_printf (
      links->lineage, "%s%s", links->lineage->len > 0 ? " " : "",
      pnr_export_set_add_lineage (self->shop->set, self->shop->contents, PNR_DECISION (relation)));
}

static void
collector_report (LinkCollector *self, PnrRelation *relation, const char *object)
{
  PnrRelationKind kind = pnr_relation_get_kind (relation);

  if (kind == PNR_RELATION_KIND_ALTERNATIVE)
    pnr_woocommerce_shop_lose (self->shop, object, _ ("WooCommerce has no alternatives."),
                               _ ("Written among the upsells."));
  if (kind == PNR_RELATION_KIND_REQUIRED)
    pnr_woocommerce_shop_lose (self->shop, object, _ ("WooCommerce cannot require a product."),
                               _ ("Written among the cross-sells."));
  if (pnr_relation_get_strength_ppm (relation) != PNR_RELATION_STRENGTH_UNKNOWN)
    pnr_woocommerce_loss_add (&self->strengths, object);
  if (pnr_relation_get_note (relation) != NULL)
    pnr_woocommerce_loss_add (&self->notes, object);
}

static gboolean
collector_can_link (LinkCollector *self, PnrProduct *from, PnrProduct *to)
{
  return pnr_woocommerce_shop_has (self->shop, from) && pnr_woocommerce_shop_has (self->shop, to)
         && pnr_woocommerce_sku_is_listable (pnr_product_get_sku (to));
}

/* A missing product refuses the export, since the importer would drop the link silently. */
static gboolean
collector_take (LinkCollector *self, PnrRelation *relation, GError **error)
{
  PnrContents *contents = self->shop->contents;
  PnrProduct *from = pnr_contents_get_product (contents, pnr_relation_get_from_id (relation));
  PnrProduct *to = pnr_contents_get_product (contents, pnr_relation_get_to_id (relation));
  gboolean is_two_way = pnr_relation_is_two_way (relation);
  g_autofree char *object = NULL;

  if (from == NULL || to == NULL) {
    g_set_error (error, PNR_EXCHANGE_ERROR, PNR_EXCHANGE_ERROR_REFUSED,
                 _ ("Relation %" PRId64 " leads to a product that the plan does not "
                    "hold. Remove it or import the product."),
                 pnr_relation_get_id (relation));
    return FALSE;
  }
  object = g_strdup_printf ("%s → %s", pnr_product_get_sku (from), pnr_product_get_sku (to));
  if (!collector_can_link (self, from, to) || (is_two_way && !collector_can_link (self, to, from)))
    pnr_woocommerce_shop_lose (self->shop, object,
                               _ ("WooCommerce cannot refer to one of these SKUs."),
                               _ ("The link is left out where it leads to that SKU."));
  if (collector_can_link (self, from, to)) {
    collector_report (self, relation, object);
    collector_add (self, relation, from, to);
  }
  if (is_two_way && collector_can_link (self, to, from))
    collector_add (self, relation, to, from);
  return TRUE;
}

static gboolean
collector_take_all (LinkCollector *self, GError **error)
{
  g_autoptr (GPtrArray) relations = g_ptr_array_copy (self->shop->contents->relations, NULL, NULL);

  g_ptr_array_set_free_func (relations, NULL);
  g_ptr_array_sort (relations, relation_compare);
  for (guint i = 0; i < relations->len; i++) {
    if ((i % 1024 == 0 && !pnr_progress_check (self->shop->progress, error))
        || !collector_take (self, relations->pdata[i], error))
      return FALSE;
  }
  return TRUE;
}

static void
collector_fill (LinkCollector *self, PnrWoocommerceTable *table)
{
  GPtrArray *products = self->shop->contents->products;

  for (guint i = 0; i < products->len; i++) {
    ProductLinks *links = g_hash_table_lookup (self->links, products->pdata[i]);
    char **cells;

    if (links == NULL)
      continue;
    cells = g_new0 (char *, N_COLUMNS);
    cells[COLUMN_SKU] = g_strdup (pnr_product_get_sku (products->pdata[i]));
    cells[COLUMN_UPSELLS] = g_strdup (links->upsells->str);
    cells[COLUMN_CROSS_SELLS] = g_strdup (links->cross_sells->str);
    cells[COLUMN_LINEAGE] = g_strdup (links->lineage->str);
    pnr_woocommerce_table_take_row (table, cells);
  }
}

/* Each product is in one file only. The first one is that of most products. */
static gboolean
add_files (PnrWoocommerceShop *self, PnrWoocommerceTable *table, GError **error)
{
  struct {
    guint columns;
    const char *step;
  } kinds[] = {
    { KEYS | CROSS_SELLS, _ ("Import with “Update existing products” on. It replaces the "
                             "cross-sells of the products in "
                             "it, and changes nothing else but a field of Pannier’s own.") },
    { KEYS | UPSELLS | CROSS_SELLS,
      _ ("Import with “Update existing products” on. It replaces the upsells and the cross-sells "
         "of the products in it, and changes nothing else but a field of Pannier’s own.") },
    { KEYS | UPSELLS, _ ("Import with “Update existing products” on. It replaces the upsells of "
                         "the products in it, "
                         "and changes nothing else but a field of Pannier’s own.") },
  };
  static const char *const names[] = { "woocommerce-links.csv", "woocommerce-links-2.csv",
                                       "woocommerce-links-3.csv" };

  for (guint n = 0; n < G_N_ELEMENTS (names); n++) {
    guint largest = 0, n_most = 0;

    for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
      guint n_rows = pnr_woocommerce_table_count (table, kinds[i].columns, TRUE);

      if (kinds[i].columns != 0 && n_rows > n_most) {
        n_most = n_rows;
        largest = i;
      }
    }
    if (n_most == 0)
      break;
    if (!pnr_woocommerce_shop_add_file (self, names[n], table, kinds[largest].columns, TRUE,
                                        kinds[largest].step, error))
      return FALSE;
    kinds[largest].columns = 0;
  }
  return TRUE;
}

gboolean
pnr_woocommerce_add_links (PnrWoocommerceShop *self, GError **error)
{
  g_autoptr (PnrWoocommerceTable) table = pnr_woocommerce_table_new (headers, N_COLUMNS);
  g_autoptr (GHashTable) links = g_hash_table_new_full (NULL, NULL, NULL, product_links_free);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  LinkCollector collector = { self, links, seen, { NULL, 0 }, { NULL, 0 } };
  gboolean is_whole = collector_take_all (&collector, error);

  pnr_woocommerce_loss_report (&collector.strengths, self,
                               _ ("WooCommerce has no strength of a link."),
                               _ ("The order of the list is kept."));
  pnr_woocommerce_loss_report (&collector.notes, self, _ ("WooCommerce has no notes on links."),
                               _ ("The notes stay in the plan."));
  if (!is_whole)
    return FALSE;
  collector_fill (&collector, table);
  return add_files (self, table, error);
}
