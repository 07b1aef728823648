/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every content of a cart costs when all offers of a plan, of whatever kind, are live.
 *
 * A cart is parted: some of its units go to each offer, which prices them by itself, and the rest
 * is bought singly; a unit is in one part only, so no discount meets another. What the cheapest
 * parting costs is a table over all contents, filled offer by offer:
 *
 *   T_0[c] = list prices of c
 *   T_o[c] = least of T_(o-1)[c - u] + price of u under offer o, over all contents u within c
 *
 * Gifts come last: a content that costs the amount or more gets them for nothing. The answer is
 * exact within the caps; the cost is contents × contents an offer can price, at most 8192 of each.
 * The prices are those of pnr_bundle_quote(), so every kind means here what it means elsewhere. */
#include "config.h"

#include "economy/pnr-offer-table.h"

#include "base/pnr-money.h"
#include "model/pnr-bundle-quote.h"

/* Quantities are seven bits in a byte, so that all of a content are compared at once. */
#define HIGH_BITS G_GUINT64_CONSTANT (0x8080808080808080)
#define N_WORDS ((PNR_OFFER_TABLE_MAX_PRODUCTS + 7) / 8)

/* Of one part; parts of a cart are added up. An unknown price is far below. */
#define MOST_PRICE G_GINT64_CONSTANT (100000000000000000)

typedef struct {
  guint64 word[N_WORDS];
} Packed;

/* @taken: for each offer in turn, what of each content it took; 0 for nothing. */
struct _PnrOfferTable {
  PnrOfferShop shop;
  guint n_contents;
  guint stride[PNR_OFFER_TABLE_MAX_PRODUCTS];
  Packed *packed;
  gint64 *paid;
  guint16 *taken[PNR_OFFER_TABLE_MAX_OFFERS];
};

/* A way to price some units under one offer. */
typedef struct {
  guint content;
  gint64 price_minor;
} Way;

static gboolean
is_gift (PnrBundle *offer)
{
  return pnr_bundle_get_kind (offer) == PNR_BUNDLE_KIND_GIFT;
}

static guint64
count_contents (const PnrOfferShop *shop)
{
  guint64 n = 1;

  for (guint j = 0; j < shop->n_products && n <= PNR_OFFER_TABLE_MOST_CONTENTS; j++)
    n *= shop->products[j].cap + 1;
  return n;
}

/* Whether a table of it can be made. */
gboolean
pnr_offer_shop_has_room (const PnrOfferShop *self)
{
  gboolean has_room = self->n_products <= PNR_OFFER_TABLE_MAX_PRODUCTS
                      && self->n_offers <= PNR_OFFER_TABLE_MAX_OFFERS;

  for (guint j = 0; has_room && j < self->n_products; j++)
    has_room = self->products[j].cap <= PNR_OFFER_TABLE_MOST_UNITS;
  return has_room && count_contents (self) <= PNR_OFFER_TABLE_MOST_CONTENTS;
}

guint
pnr_offer_table_get_quantity (PnrOfferTable *self, guint content, guint product)
{
  return content / self->stride[product] % (self->shop.products[product].cap + 1);
}

guint
pnr_offer_table_get_units (PnrOfferTable *self, guint content)
{
  guint n = 0;

  for (guint j = 0; j < self->shop.n_products; j++)
    n += pnr_offer_table_get_quantity (self, content, j);
  return n;
}

guint
pnr_offer_table_get_n_products (PnrOfferTable *self)
{
  return self->shop.n_products;
}

guint
pnr_offer_table_get_n_contents (PnrOfferTable *self)
{
  return self->n_contents;
}

/* The same without one unit of @product, %PNR_OFFER_TABLE_NONE where there is none. */
guint
pnr_offer_table_get_less (PnrOfferTable *self, guint content, guint product)
{
  return pnr_offer_table_get_quantity (self, content, product) > 0 ? content - self->stride[product]
                                                                   : PNR_OFFER_TABLE_NONE;
}

/* %PNR_OFFER_TABLE_NOT_SOLD where no way leads to exactly this content. */
gint64
pnr_offer_table_get_paid (PnrOfferTable *self, guint content)
{
  return self->paid[content];
}

gint64
pnr_offer_table_get_list (PnrOfferTable *self, guint content)
{
  gint64 sum = 0;

  for (guint j = 0; j < self->shop.n_products; j++)
    sum += pnr_offer_table_get_quantity (self, content, j) * self->shop.products[j].list_minor;
  return sum;
}

/* %PNR_MONEY_UNKNOWN where that of a product is. */
gint64
pnr_offer_table_get_cost (PnrOfferTable *self, guint content)
{
  gint64 sum = 0;

  for (guint j = 0; j < self->shop.n_products; j++) {
    guint quantity = pnr_offer_table_get_quantity (self, content, j);

    if (quantity > 0 && self->shop.products[j].cost_minor == PNR_MONEY_UNKNOWN)
      return PNR_MONEY_UNKNOWN;
    sum += quantity * (quantity > 0 ? self->shop.products[j].cost_minor : 0);
  }
  return sum;
}

static PnrBundleQuote
quote (PnrOfferTable *self, guint content, guint offer)
{
  PnrBasketLine lines[PNR_OFFER_TABLE_MAX_PRODUCTS];
  gint64 other_goods = 0;
  guint n_lines = 0;

  for (guint j = 0; j < self->shop.n_products; j++) {
    const PnrOfferProduct *product = &self->shop.products[j];
    guint quantity = pnr_offer_table_get_quantity (self, content, j);

    if (quantity == 0)
      continue;
    if (pnr_bundle_has_product (self->shop.offers[offer], product->id))
      lines[n_lines++] =
          (PnrBasketLine){ product->id, quantity, product->list_minor, product->cost_minor };
    else
      other_goods += quantity * product->list_minor;
  }
  return pnr_bundle_quote (self->shop.offers[offer], lines, n_lines, other_goods);
}

/* What the offer by itself takes off the whole content. */
gint64
pnr_offer_table_get_saving (PnrOfferTable *self, guint content, guint offer)
{
  PnrBundleQuote by_itself = quote (self, content, offer);

  return by_itself.n_uses > 0 && by_itself.is_sold ? by_itself.saving_minor : 0;
}

/* What is not sold singly must be needed by the offer: without it the price changes by something
 * else than a list price, or the offer is used less often. */
static gboolean
leaves_nothing_unsold (PnrOfferTable *self, guint content, guint offer, PnrBundleQuote whole)
{
  for (guint j = 0; j < self->shop.n_products; j++) {
    guint less = pnr_offer_table_get_less (self, content, j);
    PnrBundleQuote without;

    if (self->shop.products[j].is_sold_singly || less == PNR_OFFER_TABLE_NONE)
      continue;
    without = quote (self, less, offer);
    if (without.n_uses == whole.n_uses
        && whole.price_minor - without.price_minor == self->shop.products[j].list_minor)
      return FALSE;
  }
  return TRUE;
}

static gboolean
find_price (PnrOfferTable *self, guint content, guint offer, gint64 *price_minor)
{
  PnrBundleQuote whole = quote (self, content, offer);

  *price_minor = whole.price_minor;
  return whole.n_uses > 0 && whole.is_sold && whole.price_minor <= MOST_PRICE
         && whole.price_minor >= -MOST_PRICE && leaves_nothing_unsold (self, content, offer, whole);
}

/**
 * pnr_offer_table_quote_once:
 * @self: a table
 * @content: a content
 * @offer: an offer that is no gift
 *
 * Returns: what @content costs as this offer used once, %PNR_OFFER_TABLE_NOT_SOLD where it is not
 *   that and nothing else
 */
gint64
pnr_offer_table_quote_once (PnrOfferTable *self, guint content, guint offer)
{
  PnrBundleQuote once = quote (self, content, offer);

  if (once.n_uses != 1 || !once.is_sold || once.price_minor == PNR_MONEY_UNKNOWN)
    return PNR_OFFER_TABLE_NOT_SOLD;
  for (guint j = 0; j < self->shop.n_products; j++) {
    guint less = pnr_offer_table_get_less (self, content, j);

    if (less == PNR_OFFER_TABLE_NONE)
      continue;
    if (!pnr_bundle_has_product (self->shop.offers[offer], self->shop.products[j].id)
        || quote (self, less, offer).n_uses > 0)
      return PNR_OFFER_TABLE_NOT_SOLD;
  }
  return once.price_minor;
}

static gboolean
is_within (const Packed *part, const Packed *whole)
{
  guint64 all = HIGH_BITS;

  for (guint i = 0; i < N_WORDS; i++)
    all &= (whole->word[i] | HIGH_BITS) - part->word[i];
  return all == HIGH_BITS;
}

static void
pack (PnrOfferTable *self)
{
  self->packed = g_new0 (Packed, self->n_contents);
  for (guint c = 0; c < self->n_contents; c++)
    for (guint j = 0; j < self->shop.n_products; j++)
      self->packed[c].word[j / 8] |= (guint64) pnr_offer_table_get_quantity (self, c, j)
                                     << 8 * (j % 8);
}

static void
price_singly (PnrOfferTable *self)
{
  self->paid = g_new0 (gint64, self->n_contents);
  for (guint c = 0; c < self->n_contents; c++) {
    self->paid[c] = pnr_offer_table_get_list (self, c);
    for (guint j = 0; j < self->shop.n_products; j++)
      if (!self->shop.products[j].is_sold_singly && pnr_offer_table_get_quantity (self, c, j) > 0)
        self->paid[c] = PNR_OFFER_TABLE_NOT_SOLD;
  }
}

static gboolean
is_of (PnrOfferTable *self, guint content, PnrBundle *offer)
{
  for (guint j = 0; j < self->shop.n_products; j++)
    if (pnr_offer_table_get_quantity (self, content, j) > 0
        && !pnr_bundle_has_product (offer, self->shop.products[j].id))
      return FALSE;
  return TRUE;
}

/* What can be had of a gift: all of it or a part. */
static gboolean
is_of_gift (PnrOfferTable *self, guint content, PnrBundle *gift)
{
  for (guint j = 0; j < self->shop.n_products; j++) {
    gint64 most = 0;

    for (guint i = 0; i < pnr_bundle_get_n_components (gift); i++)
      if (pnr_bundle_get_component (gift, i)->product_id == self->shop.products[j].id)
        most += pnr_bundle_get_component (gift, i)->quantity;
    if (pnr_offer_table_get_quantity (self, content, j) > most)
      return FALSE;
  }
  return TRUE;
}

static GArray *
list_ways (PnrOfferTable *self, guint offer)
{
  PnrBundle *bundle = self->shop.offers[offer];
  GArray *ways = g_array_new (FALSE, FALSE, sizeof (Way));

  for (guint c = 1; c < self->n_contents; c++) {
    Way way = { c, 0 };
    gboolean is_way =
        is_gift (bundle) ? is_of_gift (self, c, bundle)
                         : is_of (self, c, bundle) && find_price (self, c, offer, &way.price_minor);

    if (is_way)
      g_array_append_val (ways, way);
  }
  return ways;
}

/* @least_minor: what the content must cost without it, for gifts. */
static void
try_way (PnrOfferTable *self, const gint64 *before, const Way *way, gint64 least_minor,
         guint16 *taken)
{
  const Packed *part = &self->packed[way->content];

  for (guint c = way->content; c < self->n_contents; c++) {
    gint64 rest = before[c - way->content];

    if (rest == PNR_OFFER_TABLE_NOT_SOLD || rest < least_minor
        || rest + way->price_minor >= self->paid[c] || !is_within (part, &self->packed[c]))
      continue;
    self->paid[c] = rest + way->price_minor;
    taken[c] = (guint16) way->content;
  }
}

static gboolean
add_offer (PnrOfferTable *self, guint offer, PnrProgress *progress, GError **error)
{
  PnrBundle *bundle = self->shop.offers[offer];
  g_autofree gint64 *before = g_memdup2 (self->paid, self->n_contents * sizeof *self->paid);
  g_autoptr (GArray) ways = list_ways (self, offer);

  for (guint i = 0; i < ways->len; i++) {
    if (progress != NULL && !pnr_progress_check (progress, error))
      return FALSE;
    try_way (self, before, &g_array_index (ways, Way, i),
             is_gift (bundle) ? pnr_bundle_get_threshold_minor (bundle) : -G_MAXINT64,
             self->taken[offer]);
  }
  return progress == NULL || pnr_progress_check (progress, error);
}

static void
lay_out (PnrOfferTable *self, const PnrOfferShop *shop)
{
  self->shop = *shop;
  self->n_contents = 1;
  for (guint j = 0; j < shop->n_products; j++) {
    self->stride[j] = self->n_contents;
    self->n_contents *= shop->products[j].cap + 1;
  }
  for (guint o = 0; o < shop->n_offers; o++)
    self->taken[o] = g_new0 (guint16, self->n_contents);
}

/**
 * pnr_offer_table_new:
 * @shop: products and live offers, of which pnr_offer_shop_has_room(); the offers must live on
 * @banned: an offer that must not be used, %PNR_OFFER_TABLE_NONE for none
 * @progress: (nullable): asked whether to stop
 * @error: that it was stopped
 *
 * Returns: (transfer full) (nullable): the cheapest price of every content within the caps
 */
PnrOfferTable *
pnr_offer_table_new (const PnrOfferShop *shop, guint banned, PnrProgress *progress, GError **error)
{
  g_autoptr (PnrOfferTable) self = g_new0 (PnrOfferTable, 1);

  g_return_val_if_fail (pnr_offer_shop_has_room (shop), NULL);

  lay_out (self, shop);
  pack (self);
  price_singly (self);
  for (int of_gifts = 0; of_gifts <= 1; of_gifts++)
    for (guint o = 0; o < shop->n_offers; o++)
      if (o != banned && is_gift (shop->offers[o]) == of_gifts
          && !add_offer (self, o, progress, error))
        return NULL;
  return g_steal_pointer (&self);
}

void
pnr_offer_table_free (PnrOfferTable *self)
{
  for (guint o = 0; o < self->shop.n_offers; o++)
    g_free (self->taken[o]);
  g_free (self->packed);
  g_free (self->paid);
  g_free (self);
}

/**
 * pnr_offer_table_find_cheapest:
 * @self: a table
 * @wanted: (array): units of each product
 *
 * Returns: the cheapest content that holds all that is wanted, the one of fewer units of two;
 *   %PNR_OFFER_TABLE_NONE where none is sold
 */
guint
pnr_offer_table_find_cheapest (PnrOfferTable *self, const guint *wanted)
{
  guint best = PNR_OFFER_TABLE_NONE;
  Packed least = { { 0 } };

  for (guint j = 0; j < self->shop.n_products; j++)
    least.word[j / 8] |= (guint64) wanted[j] << 8 * (j % 8);
  for (guint c = 0; c < self->n_contents; c++) {
    if (self->paid[c] == PNR_OFFER_TABLE_NOT_SOLD || !is_within (&least, &self->packed[c]))
      continue;
    if (best == PNR_OFFER_TABLE_NONE || self->paid[c] < self->paid[best]
        || (self->paid[c] == self->paid[best]
            && pnr_offer_table_get_units (self, c) < pnr_offer_table_get_units (self, best)))
      best = c;
  }
  return best;
}

static void
append_line (PnrOfferTable *self, GArray *proof, int offer, guint content)
{
  PnrOfferLine line = { .offer = offer };

  for (guint j = 0; j < self->shop.n_products; j++)
    line.quantity[j] = pnr_offer_table_get_quantity (self, content, j);
  if (offer < 0)
    line.price_minor = pnr_offer_table_get_list (self, content);
  else if (!is_gift (self->shop.offers[offer]))
    find_price (self, content, (guint) offer, &line.price_minor);
  g_array_append_val (proof, line);
}

static void
append_singles (PnrOfferTable *self, GArray *proof, guint content)
{
  for (guint j = 0; j < self->shop.n_products; j++) {
    guint quantity = pnr_offer_table_get_quantity (self, content, j);

    if (quantity > 0)
      append_line (self, proof, -1, quantity * self->stride[j]);
  }
}

/* Whether the cheapest way to a content that is sold leads through an offer. */
gboolean
pnr_offer_table_makes_use (PnrOfferTable *self, guint content, guint offer)
{
  gboolean is_used = FALSE;

  for (int of_gifts = 1; of_gifts >= 0; of_gifts--)
    for (guint o = self->shop.n_offers; o-- > 0;)
      if (is_gift (self->shop.offers[o]) == of_gifts) {
        is_used = is_used || (o == offer && self->taken[o][content] != 0);
        content -= self->taken[o][content];
      }
  return is_used;
}

/* Whether the cheapest way to a content is an offer and nothing beside it. */
gboolean
pnr_offer_table_is_all_of (PnrOfferTable *self, guint content, guint offer)
{
  return content > 0 && self->taken[offer][content] == content
         && pnr_offer_table_makes_use (self, content, offer);
}

/**
 * pnr_offer_table_dup_proof:
 * @self: a table
 * @content: one that is sold
 *
 * Returns: (transfer full) (element-type PnrOfferLine): how it is bought for its price
 */
GArray *
pnr_offer_table_dup_proof (PnrOfferTable *self, guint content)
{
  GArray *proof = g_array_new (FALSE, FALSE, sizeof (PnrOfferLine));

  /* The last that was added took its part last. */
  for (int of_gifts = 1; of_gifts >= 0; of_gifts--)
    for (guint o = self->shop.n_offers; o-- > 0;) {
      guint part = self->taken[o][content];

      if (is_gift (self->shop.offers[o]) != of_gifts || part == 0)
        continue;
      append_line (self, proof, (int) o, part);
      content -= part;
    }
  append_singles (self, proof, content);
  return proof;
}
