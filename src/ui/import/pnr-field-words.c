/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a merchant calls the fields of an import and those who wrote its files. */
#include "config.h"

#include "ui/import/pnr-field-words.h"

#include <glib/gi18n.h>
#include <string.h>

/* In the order of the menu; some fields have a meaning in catalogues and in orders. */
typedef struct {
  const char *field;
  const char *words;
  gboolean of_products;
  gboolean of_orders;
} FieldWords;

static const FieldWords field_words[] = {
  { "order", N_ ("Order number"), FALSE, TRUE },
  { "date", N_ ("Date"), FALSE, TRUE },
  { "time", N_ ("Time of day"), FALSE, TRUE },
  { "customer", N_ ("Customer"), FALSE, TRUE },
  { "group", N_ ("Customer group"), FALSE, TRUE },
  { "sku", N_ ("SKU"), TRUE, FALSE },
  { "item", N_ ("SKU of the product"), FALSE, TRUE },
  { "external_id", N_ ("Id in the shop"), TRUE, TRUE },
  { "name", N_ ("Name"), TRUE, FALSE },
  { "item_name", N_ ("Name of the product"), FALSE, TRUE },
  { "quantity", N_ ("Quantity"), FALSE, TRUE },
  { "price", N_ ("Price"), TRUE, FALSE },
  { "unit_price", N_ ("Price of one piece"), FALSE, TRUE },
  { "line_total", N_ ("Amount of the line"), FALSE, TRUE },
  { "discount", N_ ("Discount of the line"), FALSE, TRUE },
  { "cost", N_ ("Unit cost"), TRUE, FALSE },
  { "cost_total", N_ ("Cost of the line"), FALSE, TRUE },
  { "category", N_ ("Category"), TRUE, FALSE },
  { "brand", N_ ("Brand"), TRUE, FALSE },
  { "stock", N_ ("Stock"), TRUE, FALSE },
  { "weight", N_ ("Weight"), TRUE, FALSE },
  { "kind", N_ ("Kind of product"), TRUE, FALSE },
  { "parent", N_ ("Variant of"), TRUE, FALSE },
  { "promotion", N_ ("Promotion"), FALSE, TRUE },
  { "status", N_ ("Status"), FALSE, TRUE },
  { "currency", N_ ("Currency"), TRUE, TRUE },
};

/* Fields that are known by a header alone; they can be seen but not chosen. */
static const FieldWords header_words[] = {
  { "sale_price", N_ ("Reduced price"), TRUE, FALSE },
  { "size", N_ ("Size"), TRUE, FALSE },
  { "published", N_ ("Published"), TRUE, FALSE },
  { "visibility", N_ ("Visibility"), TRUE, FALSE },
  { "tax_class", N_ ("Tax class"), TRUE, FALSE },
  { "image", N_ ("Picture"), TRUE, FALSE },
  { "cancelled", N_ ("Cancelled on"), FALSE, TRUE },
  { "store", N_ ("Store"), FALSE, TRUE },
  { "day", N_ ("Day"), FALSE, TRUE },
  { "line", N_ ("Products of the order"), FALSE, TRUE },
  { "lines", N_ ("Products of the order"), FALSE, TRUE },
  { "channel", N_ ("Channel"), FALSE, TRUE },
  { "handle", N_ ("Handle in the shop"), TRUE, FALSE },
};

static const char *
find_words (const FieldWords *table, gsize n_rows, const char *field)
{
  for (gsize i = 0; i < n_rows; i++) {
    if (strcmp (table[i].field, field) == 0)
      return _ (table[i].words);
  }
  return NULL;
}

/**
 * pnr_field_words_get:
 * @field: (nullable): a field's name, as "--map" takes it
 *
 * Returns: what a merchant calls it
 */
const char *
pnr_field_words_get (const char *field)
{
  const char *words;

  if (field == NULL || strcmp (field, PNR_FIELD_UNREAD) == 0)
    return _ ("Not read");
  words = find_words (field_words, G_N_ELEMENTS (field_words), field);
  if (words == NULL)
    words = find_words (header_words, G_N_ELEMENTS (header_words), field);
  return words != NULL ? words : field;
}

/* Names of programs stay as they are. */
const char *
pnr_field_words_get_profile (const char *profile)
{
  static const struct {
    const char *profile;
    const char *words;
  } profiles[] = {
    { "shopify-orders", N_ ("Orders from Shopify") },
    { "shopify-products", N_ ("Products from Shopify") },
    { "woocommerce-products", N_ ("Products from WooCommerce") },
    { "woocommerce-orders", N_ ("Orders from WooCommerce") },
    { "woocommerce-analytics", N_ ("Orders from WooCommerce Analytics") },
    { "line-items", N_ ("Orders with one column per product") },
    { "odoo-orders", N_ ("Orders from Odoo") },
    { "magento-orders", N_ ("Orders from Magento") },
    { "prestashop-orders", N_ ("Orders from PrestaShop") },
    { "online-retail", N_ ("The “Online Retail” history") },
    { "foodmart-sales", N_ ("The “Foodmart” history") },
  };

  for (gsize i = 0; profile != NULL && i < G_N_ELEMENTS (profiles); i++) {
    if (strcmp (profiles[i].profile, profile) == 0)
      return _ (profiles[i].words);
  }
  return _ ("A table of no known program");
}

/**
 * pnr_field_words_build_menu:
 * @shape: products or orders
 * @action: a stateful action whose state is a field's name
 *
 * Returns: (transfer full): one item for each field that a column can be given
 */
GMenuModel *
pnr_field_words_build_menu (PnrImportShape shape, const char *action)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) unread = g_menu_new ();
  g_autoptr (GMenu) fields = g_menu_new ();
  g_autofree char *unread_action = g_strconcat (action, "::" PNR_FIELD_UNREAD, NULL);

  g_menu_append (unread, _ ("Not read"), unread_action);
  for (gsize i = 0; i < G_N_ELEMENTS (field_words); i++) {
    const FieldWords *row = &field_words[i];
    g_autofree char *detailed = g_strconcat (action, "::", row->field, NULL);

    if (shape == PNR_IMPORT_ORDERS ? row->of_orders : row->of_products)
      g_menu_append (fields, _ (row->words), detailed);
  }
  g_menu_append_section (menu, NULL, G_MENU_MODEL (unread));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (fields));
  return G_MENU_MODEL (menu);
}
