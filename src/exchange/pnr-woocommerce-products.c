/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Products for WooCommerce: what the shop needs to make them, and each further column that the
 * plan can fill. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/pnr-money.h"
#include "exchange/pnr-woocommerce-private.h"

/* Type, Published and Position stay away: a new product is simple and published without them, and
 * a product that the shop has would be made simple, published and moved by them. */
enum {
  COLUMN_SKU,
  COLUMN_NAME,
  COLUMN_VISIBILITY,
  COLUMN_STOCK,
  COLUMN_PRICE,
  COLUMN_CATEGORY,
  COLUMN_BRAND,
  COLUMN_TAX_CLASS,
  COLUMN_IMAGE,
  N_COLUMNS
};

static const char *const headers[N_COLUMNS] = { "SKU",    "Name",          "Visibility in catalog",
                                                "Stock",  "Regular price", "Categories",
                                                "Brands", "Tax class",     "Images" };

/* What the plan knows of products and the core CSV cannot carry. */
typedef struct {
  PnrWoocommerceLoss names, formulas, costs, weights, parents, images, launches, attributes, kinds;
} ProductLosses;

static gboolean
text_is_given (const char *text)
{
  return text != NULL && *text != '\0';
}

/* The importer fetches an address, or finds a file by its name among the shop's media. */
static gboolean
image_is_expressible (const char *image)
{
  if (g_ascii_strncasecmp (image, "http://", 7) == 0
      || g_ascii_strncasecmp (image, "https://", 8) == 0)
    return TRUE;
  return strpbrk (image, "/\\") == NULL && strchr (image, '.') != NULL;
}

static char *
list_of_one (const char *item)
{
  GString *list;

  if (!text_is_given (item))
    return NULL;
  list = g_string_new (NULL);
  pnr_woocommerce_list_add (list, item);
  return g_string_free (list, FALSE);
}

static char **
product_cells (PnrWoocommerceShop *shop, PnrProduct *product, gboolean is_hidden)
{
  char **cells = g_new0 (char *, N_COLUMNS);
  gint64 price = pnr_product_get_price_minor (product);
  gint64 stock = pnr_product_get_stock (product);
  const char *image = pnr_product_get_image (product);

  cells[COLUMN_SKU] = g_strdup (pnr_product_get_sku (product));
  cells[COLUMN_NAME] = g_strdup (pnr_product_get_name (product));
  cells[COLUMN_VISIBILITY] = is_hidden ? g_strdup ("hidden") : NULL;
  if (stock != PNR_PRODUCT_STOCK_UNKNOWN)
    cells[COLUMN_STOCK] = g_strdup_printf ("%" G_GINT64_FORMAT, stock);
  if (price != PNR_MONEY_UNKNOWN)
    cells[COLUMN_PRICE] = pnr_money_to_string (price, shop->contents->currency);
  cells[COLUMN_CATEGORY] = list_of_one (pnr_product_get_category (product));
  cells[COLUMN_BRAND] = list_of_one (pnr_product_get_brand (product));
  cells[COLUMN_TAX_CLASS] = g_strdup (pnr_product_get_tax_class (product));
  if (text_is_given (image) && image_is_expressible (image))
    cells[COLUMN_IMAGE] = list_of_one (image);
  return cells;
}

static void
losses_note (ProductLosses *self, PnrProduct *product)
{
  const char *sku = pnr_product_get_sku (product);
  const char *name = pnr_product_get_name (product);
  const char *image = pnr_product_get_image (product);

  if (!text_is_given (name))
    pnr_woocommerce_loss_add (&self->names, sku);
  if (strchr ("=+-@", *sku) != NULL || (text_is_given (name) && strchr ("=+-@", *name) != NULL))
    pnr_woocommerce_loss_add (&self->formulas, sku);
  if (pnr_product_get_cost_minor (product) != PNR_MONEY_UNKNOWN)
    pnr_woocommerce_loss_add (&self->costs, sku);
  if (pnr_product_get_weight_g (product) != PNR_PRODUCT_WEIGHT_UNKNOWN)
    pnr_woocommerce_loss_add (&self->weights, sku);
  if (text_is_given (pnr_product_get_parent_sku (product)))
    pnr_woocommerce_loss_add (&self->parents, sku);
  if (text_is_given (image) && !image_is_expressible (image))
    pnr_woocommerce_loss_add (&self->images, sku);
  if (pnr_product_get_launched (product) != 0)
    pnr_woocommerce_loss_add (&self->launches, sku);
  if (text_is_given (pnr_product_get_attributes (product)))
    pnr_woocommerce_loss_add (&self->attributes, sku);
  if (pnr_product_get_kind (product) != PNR_PRODUCT_KIND_GOOD)
    pnr_woocommerce_loss_add (&self->kinds, sku);
}

static void
losses_report (ProductLosses *self, PnrWoocommerceShop *shop)
{
  const struct {
    PnrWoocommerceLoss *loss;
    const char *what, *fallback;
  } told[] = {
    { &self->names, _ ("The product has no name."),
      _ ("It is not made in the shop. Give it a name unless the shop has it already.") },
    { &self->formulas, _ ("The SKU or name begins like a formula of a spreadsheet."),
      _ ("It is written as it is. Do not open the file in a spreadsheet before the import.") },
    { &self->costs, _ ("WooCommerce keeps costs only where its cost of goods feature is on."),
      _ ("The cost stays in the plan.") },
    { &self->weights,
      _ ("The heading of a weight must name the shop’s own unit, which the plan does not know."),
      _ ("The weight stays in the plan.") },
    { &self->parents, _ ("A variation needs the attributes that tell it from its siblings."),
      _ ("A variation that the shop does not have is made as a product of its own.") },
    { &self->images, _ ("The picture is neither a web address nor the name of a file."),
      _ ("The picture is left out.") },
    { &self->launches, _ ("The product CSV has no launch date."),
      _ ("The date stays in the plan.") },
    { &self->attributes, _ ("The plan keeps attributes as one text, WooCommerce as columns."),
      _ ("The attributes stay in the plan.") },
    { &self->kinds,
      _ ("The column that marks digital products and services would also change the type of "
         "products that the shop has."),
      _ ("New ones are made as physical products. Mark them as virtual in the shop.") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    pnr_woocommerce_loss_report (told[i].loss, shop, told[i].what, told[i].fallback);
}

static void
change_ids (GHashTable *ids, PnrBundle *bundle, gboolean (*change) (GHashTable *, gconstpointer))
{
  for (guint i = 0; i < pnr_bundle_get_n_components (bundle); i++)
    change (ids, &pnr_bundle_get_component (bundle, i)->product_id);
}

static gboolean
add_id (GHashTable *ids, gconstpointer id)
{
  return g_hash_table_add (ids, (gpointer) id);
}

/* Returns: the ids of products that stand in pure bundles of the shop and in no mixed one */
static GHashTable *
find_only_in_pure (PnrWoocommerceShop *shop)
{
  GHashTable *ids = g_hash_table_new (g_int64_hash, g_int64_equal);
  GPtrArray *planned = shop->contents->bundles;

  for (guint i = 0; i < shop->bundles->len; i++) {
    if (pnr_bundle_get_kind (shop->bundles->pdata[i]) == PNR_BUNDLE_KIND_PURE)
      change_ids (ids, shop->bundles->pdata[i], add_id);
  }
  for (guint i = 0; i < planned->len; i++) {
    if (pnr_bundle_get_kind (planned->pdata[i]) == PNR_BUNDLE_KIND_MIXED)
      change_ids (ids, planned->pdata[i], g_hash_table_remove);
  }
  return ids;
}

static gboolean
fill_table (PnrWoocommerceShop *self, PnrWoocommerceTable *table, GError **error)
{
  g_autoptr (GHashTable) only_in_pure = find_only_in_pure (self);
  ProductLosses losses = { 0 };

  for (guint i = 0; i < self->contents->products->len; i++) {
    PnrProduct *product = self->contents->products->pdata[i];
    gint64 id = pnr_product_get_id (product);
    gboolean is_hidden =
        !pnr_product_is_visible (product) || g_hash_table_contains (only_in_pure, &id);

    if (i % 1024 == 0 && !pnr_progress_check (self->progress, error)) {
      losses_report (&losses, self);
      return FALSE;
    }
    if (!pnr_woocommerce_shop_has (self, product))
      continue;
    losses_note (&losses, product);
    pnr_woocommerce_table_take_row (table, product_cells (self, product, is_hidden));
  }
  losses_report (&losses, self);
  return TRUE;
}

/* What the main file is for; it is not for products that the shop has. */
static char *
describe_main_file (guint columns)
{
  g_autoptr (GString) named = g_string_new (NULL);

  for (guint column = COLUMN_NAME; column < N_COLUMNS; column++) {
    if ((columns & 1u << column) != 0)
      g_string_append_printf (named, "%s“%s”", named->len > 0 ? ", " : "", headers[column]);
  }
  /* Translators: %s are columns of WooCommerce, which stay in English */
  return g_strdup_printf (
      _ ("Import with “Update existing products” off. It makes the products that "
         "the shop does not have, and passes over those it has. With it on, it "
         "would replace %s of those too."),
      named->str);
}

/* A column that only some products fill goes to a file of its own, which updates those alone. So
 * does what hides products, because that is for products which the shop has. */
gboolean
pnr_woocommerce_add_products (PnrWoocommerceShop *self, GError **error)
{
  static const char *const names[N_COLUMNS] = {
    NULL,
    "woocommerce-products.csv",
    "woocommerce-visibility.csv",
    "woocommerce-stock.csv",
    "woocommerce-prices.csv",
    "woocommerce-categories.csv",
    "woocommerce-brands.csv",
    "woocommerce-tax-classes.csv",
    "woocommerce-images.csv",
  };
  g_autoptr (PnrWoocommerceTable) table = pnr_woocommerce_table_new (headers, N_COLUMNS);
  guint key = 1u << COLUMN_SKU;
  g_autofree char *main_step = NULL;
  guint main_columns;

  if (!fill_table (self, table, error))
    return FALSE;
  main_columns = pnr_woocommerce_table_get_common (table) | key | 1u << COLUMN_NAME;
  main_columns &= ~(1u << COLUMN_VISIBILITY);
  main_step = describe_main_file (main_columns);
  if (!pnr_woocommerce_shop_add_file (self, names[COLUMN_NAME], table, main_columns, FALSE,
                                      main_step, error))
    return FALSE;
  for (guint column = COLUMN_VISIBILITY; column < N_COLUMNS; column++) {
    g_autofree char *step = NULL;

    if ((main_columns & 1u << column) != 0)
      continue;
    step = g_strdup_printf (
        column == COLUMN_VISIBILITY
            /* Translators: %s is a column of WooCommerce, which stays in English */
            ? _ ("Import with “Update existing products” on. It changes “%s” of the products in it "
                 "and nothing else: they no longer show in lists and searches, but can still be "
                 "bought at their own address.")
            : _ ("Import with “Update existing products” on. It changes “%s” of the products in "
                 "it and nothing else."),
        headers[column]);
    if (!pnr_woocommerce_shop_add_file (self, names[column], table, key | 1u << column, FALSE, step,
                                        error))
      return FALSE;
  }
  return TRUE;
}
