/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A focus set of products as the economy sees it: prices, costs, counts, offers, assumptions. */
#include "config.h"

#include "model/pnr-market.h"

G_DEFINE_BOXED_TYPE (PnrMarket, pnr_market, pnr_market_ref, pnr_market_unref)

PnrMarket *
pnr_market_new (const char *currency)
{
  PnrMarket *self = g_new0 (PnrMarket, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->currency = g_strdup (currency);
  return self;
}

PnrMarket *
pnr_market_ref (PnrMarket *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/* A market of one's own, to change a price in it. */
PnrMarket *
pnr_market_copy (const PnrMarket *self)
{
  PnrMarket *copy = g_memdup2 (self, sizeof *self);

  g_atomic_ref_count_init (&copy->ref_count);
  copy->currency = g_strdup (self->currency);
  for (guint j = 0; j < self->n_products; j++) {
    copy->products[j].sku = g_strdup (self->products[j].sku);
    copy->products[j].name = g_strdup (self->products[j].name);
  }
  for (guint b = 0; b < self->n_bundles; b++) {
    copy->bundles[b].sku = g_strdup (self->bundles[b].sku);
    copy->bundles[b].name = g_strdup (self->bundles[b].name);
  }
  return copy;
}

void
pnr_market_unref (PnrMarket *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (guint j = 0; j < self->n_products; j++) {
    g_free (self->products[j].sku);
    g_free (self->products[j].name);
  }
  for (guint b = 0; b < self->n_bundles; b++) {
    g_free (self->bundles[b].sku);
    g_free (self->bundles[b].name);
  }
  g_free (self->currency);
  g_free (self);
}

PnrMarketProduct *
pnr_market_add_product (PnrMarket *self, const char *sku, const char *name)
{
  PnrMarketProduct *product = &self->products[self->n_products];

  g_return_val_if_fail (self->n_products < PNR_MARKET_MAX_PRODUCTS, NULL);

  self->n_products++;
  product->sku = g_strdup (sku);
  product->name = g_strdup (name);
  return product;
}

PnrMarketBundle *
pnr_market_add_bundle (PnrMarket *self, const char *sku, const char *name)
{
  PnrMarketBundle *bundle = &self->bundles[self->n_bundles];

  g_return_val_if_fail (self->n_bundles < PNR_MARKET_MAX_BUNDLES, NULL);

  self->n_bundles++;
  bundle->sku = g_strdup (sku);
  bundle->name = g_strdup (name);
  return bundle;
}

/* What the bundle's content costs when bought singly. */
gint64
pnr_market_get_bundle_sum_minor (const PnrMarket *self, guint bundle)
{
  gint64 sum = 0;

  for (guint j = 0; j < self->n_products; j++)
    sum += self->bundles[bundle].quantity[j] * self->products[j].price_minor;
  return sum;
}

gint64
pnr_market_get_bundle_cost_minor (const PnrMarket *self, guint bundle)
{
  gint64 sum = 0;

  for (guint j = 0; j < self->n_products; j++)
    sum += self->bundles[bundle].quantity[j] * self->products[j].cost_minor;
  return sum;
}

static void
print_range (GString *text, const char *name, const PnrRange *range)
{
  g_string_append_printf (text, " %s %a %a %a", name, range->value, range->low, range->high);
}

/**
 * pnr_market_dup_hash:
 * @self: a market
 *
 * Returns: (transfer full): the SHA-256 of every input, to stamp on results
 */
char *
pnr_market_dup_hash (const PnrMarket *self)
{
  g_autoptr (GString) text = g_string_new (self->currency);

  for (guint j = 0; j < self->n_products; j++) {
    const PnrMarketProduct *product = &self->products[j];

    g_string_append_printf (text,
                            "\nproduct %s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT
                            " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT,
                            product->sku, product->price_minor, product->cost_minor,
                            product->weight_g, product->n_orders);
    print_range (text, "elasticity", &product->elasticity);
    for (guint k = 0; k < self->n_products; k++)
      g_string_append_printf (text, " %" G_GINT64_FORMAT, self->n_pair_orders[j][k]);
  }
  for (guint b = 0; b < self->n_bundles; b++) {
    const PnrMarketBundle *bundle = &self->bundles[b];

    g_string_append_printf (text, "\nbundle %s %" G_GINT64_FORMAT " %d", bundle->sku,
                            bundle->price_minor, bundle->is_pure);
    for (guint j = 0; j < self->n_products; j++)
      g_string_append_printf (text, " %" G_GINT64_FORMAT, bundle->quantity[j]);
  }
  g_string_append_printf (text,
                          "\norders %" G_GINT64_FORMAT " costs %" G_GINT64_FORMAT
                          " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT
                          " %" G_GINT64_FORMAT,
                          self->n_orders, self->costs.ship_order_minor, self->costs.ship_unit_minor,
                          self->costs.fee_ppm, self->costs.fee_fixed_minor, self->costs.vat_ppm);
  print_range (text, "shoppers", &self->relevant_shoppers);
  print_range (text, "complementarity", &self->complementarity);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text->str, -1);
}
