/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Turns prices that were found together into one change of the plan. */
#include "config.h"

#include "plan/pnr-plan-price-set.h"

#include <glib/gi18n.h>

#include "base/pnr-money.h"

/**
 * pnr_plan_choose_price:
 * @item: a price of a set
 *
 * The best price sits where shoppers waver; the one to take holds when all of them decide against
 * the shop.
 *
 * Returns: the price to use
 */
gint64
pnr_plan_choose_price (const PnrPricedItem *item)
{
  gint64 tie_proof = item->curve->tie_proof_minor;

  return tie_proof != PNR_MONEY_UNKNOWN && tie_proof > 0 ? tie_proof : item->curve->best_minor;
}

static gpointer
find_by_sku (PnrNounList *list, const char *sku)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++) {
    g_autoptr (GObject) noun = g_list_model_get_item (G_LIST_MODEL (list), i);
    const char *own = PNR_IS_BUNDLE (noun) ? pnr_bundle_get_sku (PNR_BUNDLE (noun))
                                           : pnr_product_get_sku (PNR_PRODUCT (noun));

    if (g_strcmp0 (own, sku) == 0)
      return noun;
  }
  return NULL;
}

static void
put_bundle (PnrPlan *plan, const char *sku, gint64 price_minor, PnrEdit *edit)
{
  PnrBundle *bundle = find_by_sku (pnr_plan_get_bundles (plan), sku);
  g_autoptr (PnrBundle) changed = NULL;

  if (bundle == NULL
      || pnr_bundle_get_price_minor (bundle, pnr_plan_get_products (plan)) == price_minor)
    return;
  changed = pnr_bundle_copy (bundle);
  pnr_bundle_set_price_mode (changed, PNR_PRICE_MODE_FIXED);
  pnr_bundle_set_price_value (changed, price_minor);
  pnr_edit_put (edit, changed);
}

static void
put_product (PnrPlan *plan, const char *sku, gint64 price_minor, PnrEdit *edit)
{
  PnrProduct *product = find_by_sku (pnr_plan_get_products (plan), sku);
  g_autoptr (PnrProduct) changed = NULL;

  if (product == NULL || pnr_product_get_price_minor (product) == price_minor)
    return;
  changed = pnr_product_copy (product);
  pnr_product_set_price_minor (changed, price_minor);
  pnr_edit_put (edit, changed);
}

/**
 * pnr_plan_edit_prices:
 * @self: a plan
 * @set: prices that were found for a scenario of it
 *
 * Main thread. A bundle whose price followed from a rule gets a fixed one. A bundle is compared
 * with its price at today's catalogue, so where the products move all bundles are written.
 *
 * Returns: (transfer full) (nullable): one edit with all that changes, to be committed; %NULL where
 *   every price is as it was
 */
PnrEdit *
pnr_plan_edit_prices (PnrPlan *self, PnrPriceSet *set)
{
  g_autoptr (PnrEdit) edit = pnr_edit_new (_ ("Use prices found together"));

  for (guint i = 0; i < set->items->len; i++) {
    const PnrPricedItem *item = pnr_price_set_get_item (set, i);

    if (item->is_bundle)
      put_bundle (self, item->curve->bundle_sku, pnr_plan_choose_price (item), edit);
    else
      put_product (self, item->curve->bundle_sku, pnr_plan_choose_price (item), edit);
  }
  return pnr_edit_get_n_puts (edit) > 0 ? g_steal_pointer (&edit) : NULL;
}
