/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bundles for WooCommerce: the core knows them only as grouped products. */
#include "config.h"

#include <glib/gi18n.h>

#include "exchange/pnr-woocommerce-private.h"

enum {
  COLUMN_TYPE,
  COLUMN_SKU,
  COLUMN_NAME,
  COLUMN_GROUPED,
  COLUMN_LINEAGE,
  N_COLUMNS
};

static const char *const headers[N_COLUMNS] = { "Type", "SKU", "Name", "Grouped products",
                                                "Meta: _pannier_lineage" };

static const char *
bundle_title (PnrBundle *bundle)
{
  const char *sku = pnr_bundle_get_sku (bundle);
  const char *name = pnr_bundle_get_name (bundle);

  if (name != NULL && *name != '\0')
    return name;
  return sku != NULL ? sku : "";
}

static void
report_losses (PnrWoocommerceShop *self, PnrBundle *bundle)
{
  const char *sku = pnr_bundle_get_sku (bundle);
  gboolean has_quantity = FALSE;
  gboolean has_role = FALSE;
  gboolean has_option = FALSE;

  for (guint i = 0; i < pnr_bundle_get_n_components (bundle); i++) {
    has_quantity |= pnr_bundle_get_component (bundle, i)->quantity != 1;
    has_role |= pnr_bundle_get_component (bundle, i)->role != PNR_COMPONENT_ROLE_MAIN;
    has_option |= pnr_bundle_get_component (bundle, i)->is_optional;
  }
  if (has_quantity)
    pnr_woocommerce_shop_lose (self, sku, _ ("A grouped product has no quantities."),
                               _ ("Each component is written once."));
  if (has_role)
    pnr_woocommerce_shop_lose (self, sku, _ ("A grouped product knows no auxiliaries or gifts."),
                               _ ("All components are written alike."));
  if (has_option || pnr_bundle_get_choice_min (bundle) > 0)
    pnr_woocommerce_shop_lose (self, sku, _ ("A grouped product asks for no choice."),
                               _ ("All components are shown; shoppers take what they like."));
  pnr_woocommerce_shop_lose (self, sku, _ ("A grouped product has no price of its own."),
                             _ ("The components keep their own prices."));
  if (pnr_bundle_get_kind (bundle) == PNR_BUNDLE_KIND_PURE)
    pnr_woocommerce_shop_lose (
        self, sku, _ ("A grouped product cannot be sold only as a whole."),
        _ ("Components that stand in no mixed bundle are taken out of lists and searches, but "
           "each can still be bought singly from the bundle’s page or at its own address."));
  if (pnr_bundle_get_note (bundle) != NULL)
    pnr_woocommerce_shop_lose (self, sku, _ ("WooCommerce has no notes on bundles."),
                               _ ("The note stays in the plan."));
}

/* A product that is gone refuses the export, since the importer would drop it silently.
 *
 * Returns: (nullable): the list of components; %NULL with no error where the shop cannot find one
 */
static char *
list_components (PnrWoocommerceShop *self, PnrBundle *bundle, GError **error)
{
  g_autoptr (GString) children = g_string_new (NULL);

  for (guint i = 0; i < pnr_bundle_get_n_components (bundle); i++) {
    PnrProduct *part =
        pnr_contents_get_product (self->contents, pnr_bundle_get_component (bundle, i)->product_id);

    if (part == NULL) {
      g_set_error (error, PNR_EXCHANGE_ERROR, PNR_EXCHANGE_ERROR_REFUSED,
                   _ ("Bundle “%s” holds a product that the plan does not hold. Take it out of "
                      "the bundle or import the product."),
                   pnr_bundle_get_sku (bundle));
      return NULL;
    }
    if (!pnr_woocommerce_shop_has (self, part)
        || !pnr_woocommerce_sku_is_listable (pnr_product_get_sku (part)))
      return NULL;
    pnr_woocommerce_list_add (children, pnr_product_get_sku (part));
  }
  return g_string_free (g_steal_pointer (&children), FALSE);
}

/* Returns: %FALSE when the whole export is refused; a bundle that is left out is told of */
static gboolean
know_bundle (PnrWoocommerceShop *self, PnrBundle *bundle, GError **error)
{
  const char *sku = pnr_bundle_get_sku (bundle);
  const char *reason = NULL;
  g_autoptr (GError) cause = NULL;
  g_autofree char *children = NULL;

  if (pnr_bundle_get_kind (bundle) > PNR_BUNDLE_KIND_MIXED) {
    reason = _ ("WooCommerce itself knows sets of products only, no offers of this kind.");
  } else if (!pnr_woocommerce_sku_is_expressible (sku)) {
    reason = _ ("WooCommerce cannot refer to this SKU.");
  } else if (!pnr_woocommerce_shop_take_sku (self, sku)) {
    reason = _ ("A product or another bundle has the same SKU, capitals aside.");
  } else {
    children = list_components (self, bundle, &cause);
    if (children == NULL)
      reason = _ ("WooCommerce cannot refer to the SKU of one of the components.");
  }
  if (cause != NULL) {
    g_propagate_error (error, g_steal_pointer (&cause));
    return FALSE;
  }
  if (reason != NULL)
    pnr_woocommerce_shop_lose (self, bundle_title (bundle), reason, _ ("The bundle is left out."));
  else
    g_ptr_array_add (self->bundles, bundle);
  return TRUE;
}

/* Finds the bundles that can be written, before products are hidden for their sake. */
gboolean
pnr_woocommerce_know_bundles (PnrWoocommerceShop *self, GError **error)
{
  for (guint i = 0; i < self->contents->bundles->len; i++) {
    if ((i % 1024 == 0 && !pnr_progress_check (self->progress, error))
        || !know_bundle (self, self->contents->bundles->pdata[i], error))
      return FALSE;
  }
  return TRUE;
}

static void
add_bundle (PnrWoocommerceShop *self, PnrBundle *bundle, PnrWoocommerceTable *table)
{
  char **cells = g_new0 (char *, N_COLUMNS);

  report_losses (self, bundle);
  cells[COLUMN_TYPE] = g_strdup ("grouped");
  cells[COLUMN_SKU] = g_strdup (pnr_bundle_get_sku (bundle));
  cells[COLUMN_NAME] = g_strdup (bundle_title (bundle));
  cells[COLUMN_GROUPED] = list_components (self, bundle, NULL);
  cells[COLUMN_LINEAGE] =
      g_strdup (pnr_export_set_add_lineage (self->set, self->contents, PNR_DECISION (bundle)));
  pnr_woocommerce_table_take_row (table, cells);
}

gboolean
pnr_woocommerce_add_bundles (PnrWoocommerceShop *self, GError **error)
{
  g_autoptr (PnrWoocommerceTable) table = pnr_woocommerce_table_new (headers, N_COLUMNS);

  for (guint i = 0; i < self->bundles->len; i++) {
    if (i % 1024 == 0 && !pnr_progress_check (self->progress, error))
      return FALSE;
    add_bundle (self, self->bundles->pdata[i], table);
  }
  return pnr_woocommerce_shop_add_file (
      self, "woocommerce-bundles.csv", table, (1u << N_COLUMNS) - 1, FALSE,
      _ ("Import after the products, with “Update existing products” off. It makes the bundles "
         "that "
         "the shop does not have as grouped products, and passes over those it has. With it on, "
         "products of the same SKU would become grouped ones with the name and components given "
         "here."),
      error);
}
