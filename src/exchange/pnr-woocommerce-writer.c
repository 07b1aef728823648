/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes the plan as the product CSVs that WooCommerce's own importer reads. */
#include "config.h"

#include "exchange/pnr-woocommerce-writer.h"

#include <glib/gi18n.h>

#include "exchange/pnr-woocommerce-private.h"

void
pnr_woocommerce_loss_add (PnrWoocommerceLoss *self, const char *object)
{
  if (self->n_objects++ == 0)
    self->first = g_strdup (object);
}

void
pnr_woocommerce_loss_report (PnrWoocommerceLoss *self, PnrWoocommerceShop *shop, const char *what,
                             const char *fallback)
{
  g_autofree char *first = g_steal_pointer (&self->first);
  g_autofree char *object = NULL;

  if (self->n_objects == 0)
    return;
  if (self->n_objects > 1)
    /* Translators: a SKU or a link between SKUs, and how many other objects lose the same */
    object = g_strdup_printf (ngettext ("%s and %u more", "%s and %u more", self->n_objects - 1),
                              first, self->n_objects - 1);
  pnr_woocommerce_shop_lose (shop, object != NULL ? object : first, what, fallback);
  self->n_objects = 0;
}

void
pnr_woocommerce_shop_lose (PnrWoocommerceShop *self, const char *object, const char *what,
                           const char *fallback)
{
  pnr_export_report_add_loss (pnr_export_set_get_report (self->set), object, what, fallback);
}

/* The shop's SKUs are unique without regard to case, products and bundles together.
 *
 * Returns: whether the SKU was still free */
gboolean
pnr_woocommerce_shop_take_sku (PnrWoocommerceShop *self, const char *sku)
{
  return g_hash_table_add (self->skus, g_utf8_casefold (sku, -1));
}

gboolean
pnr_woocommerce_shop_has (PnrWoocommerceShop *self, PnrProduct *product)
{
  return g_hash_table_contains (self->products, product);
}

/**
 * pnr_woocommerce_shop_add_file:
 * @self: a shop
 * @name: the end of the file's name
 * @columns: see pnr_woocommerce_table_print()
 * @step: what the read-me says about the file
 *
 * Returns: %FALSE when it was cancelled; a file without rows is not written
 */
gboolean
pnr_woocommerce_shop_add_file (PnrWoocommerceShop *self, const char *name,
                               PnrWoocommerceTable *table, guint columns, gboolean exactly,
                               const char *step, GError **error)
{
  guint n_rows = pnr_woocommerce_table_count (table, columns, exactly);
  char *text;

  if (n_rows == 0)
    return TRUE;
  text = pnr_woocommerce_table_print (table, columns, exactly, self->progress, error);
  if (text == NULL)
    return FALSE;
  g_string_append_printf (self->steps, "\n%s\n  %s\n",
                          pnr_export_set_take_file (self->set, name, text, n_rows), step);
  return TRUE;
}

/* Finds the products that the shop can know, and tells about the others. */
static gboolean
shop_know_products (PnrWoocommerceShop *self, GError **error)
{
  for (guint i = 0; i < self->contents->products->len; i++) {
    PnrProduct *product = self->contents->products->pdata[i];
    const char *sku = pnr_product_get_sku (product);

    if (i % 1024 == 0 && !pnr_progress_check (self->progress, error))
      return FALSE;
    if (!pnr_woocommerce_sku_is_expressible (sku))
      pnr_woocommerce_shop_lose (self, pnr_product_get_title (product),
                                 _ ("WooCommerce cannot refer to this SKU."),
                                 _ ("The product and its links are left out."));
    else if (!pnr_woocommerce_shop_take_sku (self, sku))
      pnr_woocommerce_shop_lose (self, sku,
                                 _ ("Another SKU differs only in case, and WooCommerce takes both "
                                    "for one."),
                                 _ ("The product and its links are left out."));
    else
      g_hash_table_add (self->products, product);
  }
  return TRUE;
}

static void
shop_add_readme (PnrWoocommerceShop *self)
{
  g_autofree char *losses = pnr_export_set_dup_file_name (self->set, "woocommerce-losses.csv");
  g_autofree char *manifest = pnr_export_set_dup_file_name (self->set, "woocommerce-manifest.json");
  g_autoptr (GString) text = g_string_new (
      _ ("How to import these files\n"
         "\n"
         "In WooCommerce open Products, then Import, once for each file, in this order. No file "
         "holds an empty cell: whatever the plan does not say stays as the shop has it. Files that "
         "are not named here come from other exports; leave them alone.\n"));

  g_string_append (text, self->steps->len > 0 ? self->steps->str
                                              : _ ("\nThe plan holds nothing for WooCommerce.\n"));
  g_string_append_printf (text,
                          _ ("\n%s lists what WooCommerce cannot express. %s lists the files with "
                             "their checksums. Neither is imported.\n"),
                          losses, manifest);
  pnr_export_set_take_file (self->set, "README.txt", g_strdup (text->str), 0);
}

/**
 * pnr_woocommerce_write:
 * @contents: everything planned
 * @set: files, losses and lineage are added to it
 * @progress: (nullable): asked once per batch of rows
 *
 * Returns: %FALSE when it was cancelled or when a reference leads nowhere
 */
gboolean
pnr_woocommerce_write (PnrContents *contents, PnrExportSet *set, PnrProgress *progress,
                       GError **error)
{
  g_autoptr (GHashTable) products = g_hash_table_new (NULL, NULL);
  g_autoptr (GPtrArray) bundles = g_ptr_array_new ();
  g_autoptr (GHashTable) skus = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) steps = g_string_new (NULL);
  PnrWoocommerceShop shop = { contents, set, progress, products, bundles, skus, steps };

  if (!shop_know_products (&shop, error) || !pnr_woocommerce_know_bundles (&shop, error)
      || !pnr_woocommerce_add_products (&shop, error) || !pnr_woocommerce_add_bundles (&shop, error)
      || !pnr_woocommerce_add_links (&shop, error))
    return FALSE;
  shop_add_readme (&shop);
  return TRUE;
}
