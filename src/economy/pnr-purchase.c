/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The single steps in which a basket is filled: one product, or one use of an offer.
 *
 * Offers of every kind with a content become steps of the same shape: a choice is one step for
 * every selection, a bundle with parts to leave out one for everything it can be reduced to.
 * Offers stand before products, so that a shopper who can have the same thing for the same money
 * takes the offer. */
#include "config.h"

#include "economy/pnr-purchase.h"

#include <math.h>
#include <stdlib.h>

#define MILLION 1000000
/* More units than any table of contents holds. */
#define MOST_UNITS 65536

/* The products an offer holds, chooses from or counts. */
guint
pnr_market_get_members (const PnrMarket *market, guint bundle)
{
  guint members = 0;

  for (guint j = 0; j < market->n_products; j++)
    members |= (guint) (market->bundles[bundle].quantity[j] > 0) << j;
  return members;
}

/* The offers that come from relationships between products. */
guint
pnr_market_get_led (const PnrMarket *market)
{
  guint led = 0;

  for (guint b = 0; b < market->n_bundles; b++)
    led |= (guint) (market->bundles[b].offered_as != PNR_OFFERED_AS_BUNDLE) << b;
  return led;
}

/* What pure offers take from single sale. */
guint
pnr_market_get_withdrawn (const PnrMarket *market)
{
  guint withdrawn = 0;

  for (guint b = 0; b < market->n_bundles; b++)
    if (market->bundles[b].is_pure)
      withdrawn |= pnr_market_get_members (market, b);
  return withdrawn;
}

/**
 * pnr_market_get_caps:
 * @market: a market
 * @caps: (out): the most units of each product that a basket is considered with
 */
void
pnr_market_get_caps (const PnrMarket *market, guint caps[PNR_MARKET_MAX_PRODUCTS])
{
  for (guint j = 0; j < market->n_products; j++) {
    caps[j] = CLAMP (market->products[j].max_quantity, 1, MOST_UNITS);
    for (guint b = 0; b < market->n_bundles; b++) {
      const PnrMarketBundle *offer = &market->bundles[b];
      gint64 needed = MIN (offer->quantity[j], MOST_UNITS);

      if (offer->kind == PNR_OFFER_TIER)
        needed = MIN (needed, 1);
      if (offer->kind == PNR_OFFER_ADD_ON)
        needed += MIN (offer->anchor_quantity[j], MOST_UNITS);
      caps[j] = MAX (caps[j], (guint) needed);
    }
  }
}

/* What tax leaves of one minor unit of a product's price, beyond what the usual rate leaves. */
double
pnr_market_get_extra_net_share (const PnrMarket *market, guint product)
{
  gint64 own = market->products[product].vat_ppm;

  if (own == PNR_MARKET_VAT_OF_SHOP || own == market->costs.vat_ppm)
    return 0.0;
  return 1.0 / (1.0 + own / 1e6) - 1.0 / (1.0 + market->costs.vat_ppm / 1e6);
}

/* Whether products are taxed so differently that a price does not say what is left of it. */
gboolean
pnr_market_has_mixed_taxes (const PnrMarket *market)
{
  for (guint j = 0; j < market->n_products; j++)
    if (pnr_market_get_extra_net_share (market, j) != 0.0)
      return TRUE;
  return FALSE;
}

/**
 * pnr_market_get_offer_extra_net_share:
 * @market: a market
 * @bundle: one of its offers
 *
 * Returns: what tax leaves of one minor unit of the offer's price beyond what the usual rate
 *   leaves; for a choice, what it leaves of the selection that is taxed highest
 */
double
pnr_market_get_offer_extra_net_share (const PnrMarket *market, guint bundle)
{
  const PnrMarketBundle *offer = &market->bundles[bundle];
  double list = 0.0, extra = 0.0, least = INFINITY;

  for (guint j = 0; j < market->n_products; j++)
    if (offer->quantity[j] > 0) {
      double own = (double) offer->quantity[j] * (double) market->products[j].price_minor;
      double share = pnr_market_get_extra_net_share (market, j);

      list += own;
      extra += own * share;
      least = MIN (least, share);
    }
  if (!(list > 0.0))
    return 0.0;
  return offer->kind == PNR_OFFER_CHOICE ? least : extra / list;
}

gint64
pnr_market_get_bother (const PnrMarket *market, guint bundle)
{
  return llround (market->bundles[bundle].friction.value * PNR_BOTHER_PARTS);
}

/* Half a minor unit up, as shops round a line. */
gint64
pnr_minor_less_share (gint64 minor, gint64 off_ppm)
{
  return (gint64) (((__int128) minor * (MILLION - off_ppm) + MILLION / 2) / MILLION);
}

static int
compare_down (const void *a, const void *b)
{
  gint64 left = *(const gint64 *) a, right = *(const gint64 *) b;

  return (left < right) - (left > right);
}

/* The most that a content of the offer amounts to, of prices or of costs: for a choice, what the
 * dearest selection does. */
static gint64
get_most (const PnrMarket *market, guint bundle, gsize offset)
{
  const PnrMarketBundle *offer = &market->bundles[bundle];
  gint64 parts[PNR_MARKET_MAX_PRODUCTS] = { 0 };
  guint n_chosen = offer->kind == PNR_OFFER_CHOICE ? offer->n_of : market->n_products;
  gint64 sum = 0;

  for (guint j = 0; j < market->n_products; j++) {
    gint64 own = offer->quantity[j] * G_STRUCT_MEMBER (gint64, &market->products[j], offset);

    if (offer->kind == PNR_OFFER_CHOICE && (offer->fixed >> j & 1))
      sum += own;
    else
      parts[j] = own;
  }
  qsort (parts, market->n_products, sizeof *parts, compare_down);
  for (guint i = 0; i < MIN (n_chosen, market->n_products); i++)
    sum += parts[i];
  return sum;
}

/* What an offer's content costs when bought singly, at most. */
gint64
pnr_market_get_offer_sum_minor (const PnrMarket *market, guint bundle)
{
  return get_most (market, bundle, G_STRUCT_OFFSET (PnrMarketProduct, price_minor));
}

/* What one use of an offer costs the shop, at most. */
gint64
pnr_market_get_offer_cost_minor (const PnrMarket *market, guint bundle)
{
  return get_most (market, bundle, G_STRUCT_OFFSET (PnrMarketProduct, cost_minor))
         + market->bundles[bundle].handling_minor;
}

/* An offer's price as it stands, also where it follows from single prices. */
gint64
pnr_market_get_offer_price_minor (const PnrMarket *market, guint bundle)
{
  const PnrMarketBundle *offer = &market->bundles[bundle];

  return offer->off_ppm > 0 ? pnr_minor_less_share (pnr_market_get_offer_sum_minor (market, bundle),
                                                    offer->off_ppm)
                            : offer->price_minor;
}

static gint64
get_list_minor (const PnrMarket *market, const guint16 *quantity)
{
  gint64 sum = 0;

  for (guint j = 0; j < market->n_products; j++)
    sum += quantity[j] * market->products[j].price_minor;
  return sum;
}

/* Tax is owed by each product on its share of the price, and shares follow single prices. */
static double
get_extra_net (const PnrMarket *market, const PnrPurchase *purchase)
{
  gint64 list = get_list_minor (market, purchase->quantity);
  double extra = 0.0;

  for (guint j = 0; j < market->n_products; j++)
    if (purchase->quantity[j] > 0)
      extra += (double) purchase->quantity[j] * (double) market->products[j].price_minor
               * pnr_market_get_extra_net_share (market, j);
  return list > 0 ? purchase->paid_minor * extra / list : 0.0;
}

static void
fill_costs (const PnrMarket *market, PnrPurchase *purchase)
{
  purchase->cost_minor = 0;
  for (guint j = 0; j < market->n_products; j++) {
    purchase->cost_minor += purchase->quantity[j] * market->products[j].cost_minor;
    purchase->chosen |= (guint) (purchase->quantity[j] > 0) << j;
  }
  if (purchase->offer != PNR_NO_OFFER) {
    purchase->cost_minor += market->bundles[purchase->offer].handling_minor;
    purchase->bother = pnr_market_get_bother (market, purchase->offer);
  }
  purchase->extra_net = get_extra_net (market, purchase);
}

static void
fill_content (const PnrMarket *market, guint bundle, guint kept, PnrPurchase *purchase)
{
  *purchase = (PnrPurchase){ .offer = bundle };
  for (guint j = 0; j < market->n_products; j++)
    if (kept >> j & 1)
      purchase->quantity[j] = (guint16) market->bundles[bundle].quantity[j];
}

/* What is kept of an offer costs its share of the whole price. */
static gint64
get_price_of_kept (const PnrMarket *market, const PnrMarketBundle *offer, const guint16 *quantity)
{
  gint64 kept = get_list_minor (market, quantity), whole = 0;

  if (offer->off_ppm > 0)
    return pnr_minor_less_share (kept, offer->off_ppm);
  for (guint j = 0; j < market->n_products; j++)
    whole += offer->quantity[j] * market->products[j].price_minor;
  if (kept == whole || whole <= 0)
    return offer->price_minor;
  return (gint64) (((__int128) offer->price_minor * kept + whole / 2) / whole);
}

static void
list_bundle (const PnrMarket *market, guint bundle, GArray *purchases)
{
  const PnrMarketBundle *offer = &market->bundles[bundle];
  guint members = pnr_market_get_members (market, bundle);
  guint optional = offer->kind == PNR_OFFER_BUNDLE ? offer->optional & members : 0;

  /* The whole first; then every set of parts that may be left out. */
  for (guint left_out = 0;; left_out = (left_out - optional) & optional) {
    PnrPurchase purchase;

    fill_content (market, bundle, members & ~left_out, &purchase);
    purchase.paid_minor = get_price_of_kept (market, offer, purchase.quantity);
    /* What is bought instead of its anchor is bought without it. */
    for (guint j = 0; j < market->n_products; j++)
      purchase.anchor[j] =
          offer->kind == PNR_OFFER_ADD_ON && offer->offered_as != PNR_OFFERED_AS_UPSELL
              ? (guint16) offer->anchor_quantity[j]
              : 0;
    fill_costs (market, &purchase);
    if (purchase.chosen != 0)
      g_array_append_val (purchases, purchase);
    if (left_out == optional)
      return;
  }
}

/* Whether a choice can be had with exactly these members. */
static gboolean
is_selection (const PnrMarketBundle *offer, guint members, guint chosen)
{
  guint n = (guint) __builtin_popcount (chosen & ~offer->fixed);
  guint n_least = offer->n_least > 0 ? offer->n_least : offer->n_of;

  return (chosen & ~members) == 0 && (offer->fixed & ~chosen) == 0 && n >= n_least
         && n <= offer->n_of && (n - n_least) % MAX (offer->n_step, 1) == 0;
}

static void
list_choice (const PnrMarket *market, guint bundle, GArray *purchases)
{
  const PnrMarketBundle *offer = &market->bundles[bundle];
  guint members = pnr_market_get_members (market, bundle);

  for (guint chosen = 1; chosen < 1u << market->n_products; chosen++) {
    PnrPurchase purchase;

    if (!is_selection (offer, members, chosen))
      continue;
    fill_content (market, bundle, chosen, &purchase);
    purchase.paid_minor =
        offer->off_ppm > 0
            ? pnr_minor_less_share (get_list_minor (market, purchase.quantity), offer->off_ppm)
            : offer->price_minor;
    fill_costs (market, &purchase);
    g_array_append_val (purchases, purchase);
  }
}

/* The step that puts a gift into the basket. */
void
pnr_purchase_of_gift (const PnrMarket *market, guint bundle, PnrPurchase *gift)
{
  fill_content (market, bundle, pnr_market_get_members (market, bundle), gift);
  fill_costs (market, gift);
}

/**
 * pnr_purchases_list:
 * @market: a market
 * @products: which of them are sold, as a set of bits
 * @bundles: which offers are seen
 * @not_sold_singly: which products are not to be had alone
 *
 * Tiers and gifts are no steps: they depend on what else is in the basket.
 *
 * Returns: (transfer full) (element-type PnrPurchase): every step, in the order in which ties fall
 */
GArray *
pnr_purchases_list (const PnrMarket *market, guint products, guint bundles, guint not_sold_singly)
{
  GArray *purchases = g_array_new (FALSE, TRUE, sizeof (PnrPurchase));

  for (guint b = 0; b < market->n_bundles; b++) {
    PnrOfferKind kind = market->bundles[b].kind;

    if (!(bundles >> b & 1))
      continue;
    if (kind == PNR_OFFER_CHOICE)
      list_choice (market, b, purchases);
    else if (kind == PNR_OFFER_BUNDLE || kind == PNR_OFFER_ADD_ON)
      list_bundle (market, b, purchases);
  }
  for (guint j = 0; j < market->n_products; j++) {
    PnrPurchase purchase = { .offer = PNR_NO_OFFER, .paid_minor = market->products[j].price_minor };

    purchase.quantity[j] = 1;
    fill_costs (market, &purchase);
    if ((products & ~not_sold_singly) >> j & 1)
      g_array_append_val (purchases, purchase);
  }
  return purchases;
}
