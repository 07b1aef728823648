/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Goes through past orders with offers on sale: what would have cost less, what lacks how much.
 *
 * Nobody is drawn and nobody is supposed to act otherwise: orders that hold what an offer asks for
 * pay its price, and what those that hold a part would bring is only added up, so that it can be
 * said how many of them would have to take the rest. All amounts are integers, but for what all
 * offers together come to where not everybody sees each: that is an expectation. */
#include "config.h"

#include "economy/pnr-replay-private.h"

#include "base/pnr-money.h"
#include "economy/pnr-parcel.h"
#include "economy/pnr-vat.h"

#define MILLION 1000000
/* Orders between two looks at whether somebody has given up waiting. */
#define STRIDE 1024

static gint64
add (gint64 a, gint64 b)
{
  gint64 sum;

  if (a == PNR_MONEY_UNKNOWN || b == PNR_MONEY_UNKNOWN || __builtin_add_overflow (a, b, &sum))
    return PNR_MONEY_UNKNOWN;
  return sum;
}

void
pnr_replay_sums_add (PnrReplaySums *sums, const PnrReplayFit *fit)
{
  sums->n_uses += fit->n_uses;
  sums->paid_minor = add (sums->paid_minor, fit->change_minor);
  sums->net_minor = add (sums->net_minor, fit->net_minor);
  sums->cost_minor = add (sums->cost_minor, fit->cost_minor);
}

/* The parcel and what the shopper pays for it follow from the whole order. */
void
pnr_replay_sums_add_order (const PnrReplaying *self, const PnrPastOrder *order,
                           const PnrReplayFit *change, PnrReplaySums *sums)
{
  const PnrParcelTariff *tariff = &self->shop->costs.tariff;

  sums->n_orders++;
  sums->charge_minor +=
      pnr_parcel_tariff_get_charge (tariff, order->total_minor + change->change_minor)
      - pnr_parcel_tariff_get_charge (tariff, order->total_minor);
  if (change->units > 0)
    sums->ship_minor += pnr_parcel_tariff_get_cost (tariff, order->weight_g + change->weight_g,
                                                    order->units + change->units)
                        - pnr_parcel_tariff_get_cost (tariff, order->weight_g, order->units);
}

static gint64
get_contribution (const PnrReplaying *self, const PnrReplaySums *sums)
{
  const PnrReplayCosts *costs = &self->shop->costs;
  gint64 charge = sums->charge_minor;
  gint64 charge_net = charge < 0 ? -pnr_vat_of_line (-charge, costs->vat_ppm, TRUE).net_minor
                                 : pnr_vat_of_line (charge, costs->vat_ppm, TRUE).net_minor;
  gint64 fee;

  if (sums->paid_minor == PNR_MONEY_UNKNOWN || sums->net_minor == PNR_MONEY_UNKNOWN
      || sums->cost_minor == PNR_MONEY_UNKNOWN)
    return PNR_MONEY_UNKNOWN;
  fee = pnr_money_round_ratio (sums->paid_minor + charge, costs->fee_ppm, MILLION);
  return sums->net_minor + charge_net - fee - sums->ship_minor - sums->cost_minor;
}

static guint32
find_place (const PnrReplayShop *shop, gint64 product_id)
{
  const GArray *ids = shop->orders->product_ids;
  guint32 place = 0;

  while (place < ids->len && g_array_index (ids, gint64, place) != product_id)
    place++;
  g_assert (place < ids->len);
  return place;
}

static void
take_bundle (const PnrReplayShop *shop, PnrBundle *bundle, PnrReplayBundle *offer)
{
  guint n_components = pnr_bundle_get_n_components (bundle);

  offer->bundle = bundle;
  offer->places = g_new (guint32, n_components);
  offer->lines = g_new0 (PnrBasketLine, n_components);
  offer->products = g_new0 (PnrReplayProduct, n_components);
  for (guint i = 0; i < n_components; i++) {
    gint64 id = pnr_bundle_get_component (bundle, i)->product_id;
    gboolean is_known = FALSE;

    for (guint k = 0; k < offer->n_lines; k++)
      is_known = is_known || offer->lines[k].product_id == id;
    if (is_known)
      continue;
    offer->places[offer->n_lines] = find_place (shop, id);
    offer->products[offer->n_lines] = shop->products[offer->places[offer->n_lines]];
    offer->lines[offer->n_lines].product_id = id;
    offer->lines[offer->n_lines].cost_minor = offer->products[offer->n_lines].cost_minor;
    offer->n_lines++;
  }
}

static void
find_rivals (PnrReplaying *self)
{
  for (guint a = 0; a < self->n_offers; a++)
    for (guint b = 0; b < self->n_offers; b++)
      for (guint i = 0; a != b && i < self->offers[b].n_lines; i++)
        if (pnr_bundle_has_product (self->offers[a].bundle, self->offers[b].lines[i].product_id))
          self->offers[a].rivals |= (guint64) 1 << b;
}

static void
replaying_init (PnrReplaying *self, const PnrReplayShop *shop)
{
  guint n_products = MAX (1, shop->orders->product_ids->len);

  *self = (PnrReplaying){ .shop = shop, .n_offers = shop->bundles->len };
  self->offers = g_new0 (PnrReplayBundle, MAX (1, self->n_offers));
  self->fits = g_new0 (PnrReplayFit, MAX (1, self->n_offers));
  self->prices = g_new0 (gint64, n_products);
  self->units = g_new0 (gint64, n_products);
  for (guint b = 0; b < self->n_offers; b++) {
    take_bundle (shop, g_ptr_array_index (shop->bundles, b), &self->offers[b]);
    self->offers[b].exposure =
        shop->exposures != NULL ? CLAMP (shop->exposures[b].value, 0.0, 1.0) : 1.0;
  }
  find_rivals (self);
}

static void
replaying_clear (PnrReplaying *self)
{
  for (guint b = 0; b < self->n_offers; b++) {
    g_free (self->offers[b].places);
    g_free (self->offers[b].lines);
    g_free (self->offers[b].products);
  }
  g_free (self->offers);
  g_free (self->fits);
  g_free (self->prices);
  g_free (self->units);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PnrReplaying, replaying_clear)

/* Says whether all prices paid are known; those that are not are taken from the catalogue. */
static gboolean
take_order (PnrReplaying *self, guint index)
{
  guint n_lines;
  const PnrPastLine *lines = pnr_past_orders_get_lines (self->shop->orders, index, &n_lines);
  gboolean is_priced = TRUE;

  for (guint p = 0; p < self->shop->orders->product_ids->len; p++) {
    self->prices[p] = self->shop->products[p].price_minor;
    self->units[p] = 0;
  }
  for (guint i = 0; i < n_lines; i++) {
    self->units[lines[i].product] = lines[i].units;
    is_priced = is_priced && lines[i].price_minor != PNR_MONEY_UNKNOWN;
    if (lines[i].price_minor != PNR_MONEY_UNKNOWN)
      self->prices[lines[i].product] = lines[i].price_minor;
  }
  return is_priced;
}

static PnrReplayFit
fit_offer (PnrReplaying *self, PnrReplayBundle *offer, const PnrPastOrder *order)
{
  gint64 own = 0;

  for (guint i = 0; i < offer->n_lines; i++) {
    offer->lines[i].quantity = self->units[offer->places[i]];
    offer->lines[i].price_minor = self->prices[offer->places[i]];
    if (offer->lines[i].quantity > 0 && offer->lines[i].price_minor != PNR_MONEY_UNKNOWN)
      own += offer->lines[i].quantity * offer->lines[i].price_minor;
  }
  return pnr_replay_fit (offer->bundle, offer->lines, offer->products, offer->n_lines,
                         order->total_minor - own);
}

static void
count_fit (PnrReplaying *self, PnrReplayBundle *offer, const PnrPastOrder *order,
           const PnrReplayFit *fit)
{
  PnrReplaySums *sums = fit->stand == PNR_REPLAY_TOUCHED ? &offer->touched : &offer->parts;

  if (fit->stand == PNR_REPLAY_NOT_CHEAPER || (fit->stand == PNR_REPLAY_PART && fit->is_dearer)) {
    offer->n_not_cheaper++;
  } else if (fit->stand != PNR_REPLAY_APART) {
    pnr_replay_sums_add (sums, fit);
    pnr_replay_sums_add_order (self, order, fit, sums);
  }
}

static void
replay_order (PnrReplaying *self, guint index, PnrReplay *replay)
{
  const PnrPastOrder *order = &g_array_index (self->shop->orders->orders, PnrPastOrder, index);

  if (!take_order (self, index))
    replay->n_unpriced++;
  for (guint b = 0; b < self->n_offers; b++) {
    self->fits[b] = fit_offer (self, &self->offers[b], order);
    count_fit (self, &self->offers[b], order, &self->fits[b]);
  }
  pnr_replay_count_together (self, order);
}

/* Rounded up: at the share named the offer earns what it gives away, not a little less. */
static gint64
find_break_even (gint64 given, gint64 upgrade)
{
  __int128 share;

  if (given == PNR_MONEY_UNKNOWN)
    return PNR_REPLAY_NEVER;
  if (given <= 0)
    return 0;
  if (upgrade == PNR_MONEY_UNKNOWN || upgrade <= 0)
    return PNR_REPLAY_NEVER;
  share = ((__int128) given * MILLION + upgrade - 1) / upgrade;
  return share <= MILLION ? (gint64) share : PNR_REPLAY_NEVER;
}

static gint64
negate (gint64 minor)
{
  return minor == PNR_MONEY_UNKNOWN ? minor : -minor;
}

static void
tell_offer (const PnrReplaying *self, guint index, PnrReplay *replay)
{
  const PnrReplayBundle *offer = &self->offers[index];
  PnrReplayOffer *told = pnr_replay_add_offer (replay, pnr_bundle_get_sku (offer->bundle),
                                               pnr_bundle_get_name (offer->bundle));

  told->is_gift = pnr_bundle_get_kind (offer->bundle) == PNR_BUNDLE_KIND_GIFT;
  if (self->shop->exposures != NULL)
    told->exposure = self->shop->exposures[index];
  told->n_touched = offer->touched.n_orders;
  told->n_uses = offer->touched.n_uses;
  told->n_not_cheaper = offer->n_not_cheaper;
  told->n_would_be = offer->parts.n_orders;
  told->given_minor = negate (offer->touched.paid_minor);
  told->given_contribution_minor = negate (get_contribution (self, &offer->touched));
  told->upgrade_minor = offer->parts.paid_minor;
  told->upgrade_contribution_minor = get_contribution (self, &offer->parts);
  told->break_even_ppm =
      find_break_even (told->given_contribution_minor, told->upgrade_contribution_minor);
}

static void
tell (const PnrReplaying *self, PnrReplay *replay)
{
  PnrReplaySums together = pnr_replay_round_together (&self->together);

  replay->n_orders = self->shop->orders->n_orders;
  replay->n_touched = self->n_touched;
  replay->given_minor = negate (together.paid_minor);
  replay->given_contribution_minor = negate (get_contribution (self, &together));
  replay->revenue_minor = self->shop->orders->total_minor;
  for (guint i = 0; i < PNR_REPLAY_N_COLUMNS; i++)
    replay->acceptance[i] = self->shop->acceptance[i];
  for (guint b = 0; b < self->n_offers; b++)
    tell_offer (self, b, replay);
}

/**
 * pnr_replay_run:
 * @shop: past orders and the offers to go through them with
 * @progress: (nullable): where to tell how far it is
 * @error: a place for a sentence
 *
 * Returns: (transfer full) (nullable): what was found; its hash is the caller's to set
 */
PnrReplay *
pnr_replay_run (const PnrReplayShop *shop, PnrProgress *progress, GError **error)
{
  g_autoptr (PnrReplay) replay = pnr_replay_new (shop->orders->currency);
  g_auto (PnrReplaying) replaying = { 0 };

  g_return_val_if_fail (shop->bundles->len <= PNR_REPLAY_MOST_OFFERS, NULL);

  replaying_init (&replaying, shop);
  for (guint i = 0; i < shop->orders->orders->len; i++) {
    if (i % STRIDE == 0) {
      if (!pnr_progress_check (progress, error))
        return NULL;
      pnr_progress_set_fraction (progress, i / (double) shop->orders->orders->len);
    }
    replay_order (&replaying, i, replay);
  }
  tell (&replaying, replay);
  return g_steal_pointer (&replay);
}
