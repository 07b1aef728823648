/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A focus set of products as the economy sees it: prices, costs, counts, offers, assumptions. */
#include "config.h"

#include "model/pnr-market.h"

#include "base/pnr-money.h"

static const PnrRange certain = { 1.0, 1.0, 1.0 };

G_DEFINE_BOXED_TYPE (PnrMarket, pnr_market, pnr_market_ref, pnr_market_unref)

PnrMarket *
pnr_market_new (const char *currency)
{
  PnrMarket *self = g_new0 (PnrMarket, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->currency = g_strdup (currency);
  self->tariff.free_from_minor = PNR_MONEY_UNKNOWN;
  self->relations = g_ptr_array_new_with_free_func ((GDestroyNotify) pnr_shown_relation_free);
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
  for (guint c = 0; c < PNR_MARKET_N_COSTS; c++)
    copy->cost_beliefs[c].source = g_strdup (self->cost_beliefs[c].source);
  copy->relations = g_ptr_array_new_with_free_func ((GDestroyNotify) pnr_shown_relation_free);
  for (guint i = 0; i < self->relations->len; i++)
    g_ptr_array_add (copy->relations,
                     pnr_shown_relation_copy (g_ptr_array_index (self->relations, i)));
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
  for (guint c = 0; c < PNR_MARKET_N_COSTS; c++)
    g_free (self->cost_beliefs[c].source);
  g_ptr_array_unref (self->relations);
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
  product->vat_ppm = PNR_MARKET_VAT_OF_SHOP;
  product->awareness = certain;
  product->decay_e4 = PNR_MARKET_DECAY_E4;
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
  bundle->exposure = certain;
  return bundle;
}

void
pnr_market_remove_last_bundle (PnrMarket *self)
{
  PnrMarketBundle *last = &self->bundles[--self->n_bundles];

  g_free (last->sku);
  g_free (last->name);
  *last = (PnrMarketBundle){ 0 };
}

/* The price at which the purchases of the window were made, in minor units. */
double
pnr_market_get_seen_price (const PnrMarket *self, guint product)
{
  const PnrMarketProduct *own = &self->products[product];

  return own->paid_e3 > 0 ? (double) own->paid_e3 / 1e3 : (double) own->price_minor;
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

static const gsize cost_offsets[PNR_MARKET_N_COSTS] = {
  [PNR_MARKET_COST_SHIP_ORDER] = G_STRUCT_OFFSET (PnrMarket, costs.ship_order_minor),
  [PNR_MARKET_COST_SHIP_UNIT] = G_STRUCT_OFFSET (PnrMarket, costs.ship_unit_minor),
  [PNR_MARKET_COST_SHIP_CHARGE] = G_STRUCT_OFFSET (PnrMarket, tariff.charge_minor),
  [PNR_MARKET_COST_FEE_SHARE] = G_STRUCT_OFFSET (PnrMarket, costs.fee_ppm),
  [PNR_MARKET_COST_FEE_FIXED] = G_STRUCT_OFFSET (PnrMarket, costs.fee_fixed_minor),
  [PNR_MARKET_COST_VAT] = G_STRUCT_OFFSET (PnrMarket, costs.vat_ppm),
};

/* In minor units, or in millionths where it is a share. */
gint64
pnr_market_get_cost (const PnrMarket *self, PnrMarketCost cost)
{
  return G_STRUCT_MEMBER (gint64, self, cost_offsets[cost]);
}

void
pnr_market_set_cost (PnrMarket *self, PnrMarketCost cost, gint64 value)
{
  G_STRUCT_MEMBER (gint64, self, cost_offsets[cost]) = value;
}

static void
print_range (GString *text, const char *name, const PnrRange *range)
{
  g_string_append_printf (text, " %s %a %a %a", name, range->value, range->low, range->high);
}

/* What stands at its default is not printed, so that a market without it keeps its stamp. */
static void
print_unless (GString *text, const char *name, gint64 number, gint64 usual)
{
  if (number != usual)
    g_string_append_printf (text, " %s %" G_GINT64_FORMAT, name, number);
}

static void
print_range_unless (GString *text, const char *name, const PnrRange *range, double usual)
{
  if (range->value != usual || range->low != usual || range->high != usual)
    print_range (text, name, range);
}

/* What the orders say beyond how many there are. */
static void
print_past (GString *text, const PnrMarketProduct *product)
{
  print_unless (text, "paid", product->paid_e3, 0);
  print_unless (text, "reduced", product->reduced_ppm, 0);
  print_unless (text, "seconds", product->n_second_orders, 0);
  print_unless (text, "second", product->second_ppm, 0);
  print_unless (text, "weeks", product->n_weeks, 0);
  print_unless (text, "prices", product->n_prices, 0);
  print_range_unless (text, "further", &product->further_unit, 0.0);
  /* One unit in every order is what is taken where nobody counted. */
  if (product->n_units_milli != product->n_orders * 1000)
    print_unless (text, "units", product->n_units_milli, 0);
}

static void
print_product (GString *text, const PnrMarket *self, guint j)
{
  const PnrMarketProduct *product = &self->products[j];

  g_string_append_printf (text,
                          "\nproduct %s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT
                          " %" G_GINT64_FORMAT,
                          product->sku, product->price_minor, product->cost_minor,
                          product->weight_g, product->n_orders);
  print_range (text, "elasticity", &product->elasticity);
  for (guint k = 0; k < self->n_products; k++)
    g_string_append_printf (text, " %" G_GINT64_FORMAT, self->n_pair_orders[j][k]);
  print_unless (text, "vat", product->vat_ppm, PNR_MARKET_VAT_OF_SHOP);
  print_range_unless (text, "awareness", &product->awareness, 1.0);
  print_unless (text, "quantity", product->max_quantity, 0);
  print_unless (text, "decay", product->decay_e4, PNR_MARKET_DECAY_E4);
  print_unless (text, "group", product->alternative_group, 0);
  print_past (text, product);
  for (guint k = 0; k < self->n_products; k++)
    if (self->theta_percent[j][k] != 0)
      g_string_append_printf (text, " theta %u %" G_GINT64_FORMAT, k, self->theta_percent[j][k]);
}

static void
print_bundle (GString *text, const PnrMarket *self, guint b)
{
  const PnrMarketBundle *bundle = &self->bundles[b];

  g_string_append_printf (text, "\nbundle %s %" G_GINT64_FORMAT " %d", bundle->sku,
                          bundle->price_minor, bundle->is_pure);
  for (guint j = 0; j < self->n_products; j++)
    g_string_append_printf (text, " %" G_GINT64_FORMAT, bundle->quantity[j]);
  print_unless (text, "kind", bundle->kind, PNR_OFFER_BUNDLE);
  for (guint j = 0; j < self->n_products; j++)
    if (bundle->anchor_quantity[j] != 0)
      g_string_append_printf (text, " anchor %u %" G_GINT64_FORMAT, j, bundle->anchor_quantity[j]);
  print_unless (text, "off", bundle->off_ppm, 0);
  print_unless (text, "optional", bundle->optional, 0);
  print_unless (text, "of", bundle->n_of, 0);
  print_unless (text, "least", bundle->n_least, 0);
  print_unless (text, "step", bundle->n_step, 0);
  print_unless (text, "fixed", bundle->fixed, 0);
  print_unless (text, "basis", bundle->tier_basis, PNR_TIER_BY_UNITS);
  for (guint t = 0; t < bundle->n_tiers; t++)
    g_string_append_printf (text, " tier %" G_GINT64_FORMAT " %" G_GINT64_FORMAT,
                            bundle->tiers[t].from, bundle->tiers[t].off_ppm);
  for (guint t = 0; t < bundle->n_tiers; t++)
    print_unless (text, "amount", bundle->tiers[t].off_minor, 0);
  print_unless (text, "threshold", bundle->threshold_minor, 0);
  print_unless (text, "handling", bundle->handling_minor, 0);
  print_unless (text, "as", bundle->offered_as, PNR_OFFERED_AS_BUNDLE);
  print_range_unless (text, "exposure", &bundle->exposure, 1.0);
  print_range_unless (text, "friction", &bundle->friction, 0.0);
  print_range_unless (text, "loss", &bundle->loss, 0.0);
}

static void
print_tariff (GString *text, const PnrParcelTariff *tariff)
{
  for (guint i = 0; i < tariff->n_bands; i++)
    g_string_append_printf (text, " band %" G_GINT64_FORMAT " %" G_GINT64_FORMAT,
                            tariff->bands[i].up_to, tariff->bands[i].cost_minor);
  print_unless (text, "split", tariff->split, PNR_PARCEL_SPLIT_FULL_FIRST);
  print_unless (text, "charge", tariff->charge_minor, 0);
  print_unless (text, "free", tariff->free_from_minor, PNR_MONEY_UNKNOWN);
}

static void
print_cost_beliefs (GString *text, const PnrMarket *self)
{
  for (guint c = 0; c < PNR_MARKET_N_COSTS; c++) {
    const PnrCostBelief *belief = &self->cost_beliefs[c];

    if (belief->low != belief->high)
      g_string_append_printf (text, " cost %u %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, c,
                              belief->low, belief->high);
  }
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

  for (guint j = 0; j < self->n_products; j++)
    print_product (text, self, j);
  for (guint b = 0; b < self->n_bundles; b++)
    print_bundle (text, self, b);
  g_string_append_printf (text,
                          "\norders %" G_GINT64_FORMAT " costs %" G_GINT64_FORMAT
                          " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT
                          " %" G_GINT64_FORMAT,
                          self->n_orders, self->costs.ship_order_minor, self->costs.ship_unit_minor,
                          self->costs.fee_ppm, self->costs.fee_fixed_minor, self->costs.vat_ppm);
  print_range (text, "shoppers", &self->relevant_shoppers);
  print_range (text, "complementarity", &self->complementarity);
  print_tariff (text, &self->tariff);
  print_cost_beliefs (text, self);
  print_unless (text, "store orders", self->n_store_orders, 0);
  print_unless (text, "store revenue", self->store_revenue_minor, 0);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text->str, -1);
}
