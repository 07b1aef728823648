/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The cheapest way to own each content of a basket.
 *
 * One pass over contents in ascending order: every purchase only ever adds to a basket, so a
 * content is final when it is reached, and whatever is bought on top of it makes a later one. Then
 * what depends on the basket as a whole: tiers on single products, gifts from a worth of
 * goods, alternatives that exclude each other. Offers that overlap, undercut each other or cost
 * more than their parts need no special case: the cheapest cover wins. Cost: contents x purchases.
 */
#include "config.h"

#include "economy/pnr-price-table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/pnr-money.h"
#include "economy/pnr-parcel.h"

/* Contributions closer than this differ by the rounding of sums. */
#define SAME_CONTRIBUTION 1e-7
/* Contents filled between two looks at whether anybody still waits. */
#define N_CONTENTS_AT_ONCE 64
/* Contributions are ranked in these parts of a minor unit. */
#define RANK_PARTS 4096.0

/* What is left of one minor unit paid after tax and the payment fee. */
double
pnr_market_get_keep (const PnrMarket *market)
{
  return 1.0 / (1.0 + market->costs.vat_ppm / 1e6) - market->costs.fee_ppm / 1e6;
}

/**
 * pnr_market_get_ship_minor:
 * @market: a market
 * @weight_g: of an order
 * @units: in it
 *
 * Returns: what the carrier gets
 */
gint64
pnr_market_get_ship_minor (const PnrMarket *market, gint64 weight_g, gint64 units)
{
  if (units == 0)
    return 0;
  if (market->tariff.n_bands > 0)
    return pnr_parcel_tariff_get_cost (&market->tariff, weight_g, units);
  return market->costs.ship_order_minor + market->costs.ship_unit_minor * units;
}

/* Tables under construction: one for each number of uses of what has a free price. */
typedef struct {
  const PnrMarket *market;
  const PnrPriceTableOptions *options;
  const PnrPriceItem *item;
  PnrPriceTable *layout;
  GArray *purchases;
  guint n_levels;
  PnrPriceCell **levels;
} Filling;

/* The content after adding units, none above what is useful. */
static guint
add_units (const PnrPriceTable *self, const PnrPriceCell *from, const guint16 *quantity)
{
  guint sum = 0;

  for (guint x = 0; x < self->n_products; x++)
    sum +=
        self->stride[x] * MIN (from->quantity[x] + quantity[self->product[x]], self->radix[x] - 1);
  return sum;
}

static void
rate_cell (const PnrMarket *market, PnrPriceCell *cell)
{
  gint64 per_unit = market->tariff.n_bands > 0 ? 0 : market->costs.ship_unit_minor;

  cell->contribution = cell->paid_minor * pnr_market_get_keep (market) + cell->extra_net
                       - cell->cost_minor - (double) per_unit * cell->units;
}

/* Whoever is shown a product takes it from there, whatever else she puts into the basket first. */
static gboolean
is_more_led (const PnrMarket *market, const PnrPriceCell *best, const PnrPriceCell *cell)
{
  guint led = pnr_market_get_led (market);

  return fabs (cell->contribution - best->contribution) <= SAME_CONTRIBUTION
         && __builtin_popcount (cell->bundles & led) > __builtin_popcount (best->bundles & led);
}

/* Ties: what leaves the shop more, or less where they go against it, else what was there first. */
static void
keep_cheaper (const Filling *filling, PnrPriceCell *best, PnrPriceCell *cell)
{
  gint64 before = best->paid_minor * PNR_BOTHER_PARTS + best->bother;
  gint64 now = cell->paid_minor * PNR_BOTHER_PARTS + cell->bother;
  double gain;

  rate_cell (filling->market, cell);
  gain = filling->options->ties_go_against_shop ? best->contribution - cell->contribution
                                                : cell->contribution - best->contribution;
  if (best->is_on_sale
      && (now > before
          || (now == before && gain <= SAME_CONTRIBUTION
              && !is_more_led (filling->market, best, cell))))
    return;
  cell->is_on_sale = TRUE;
  *best = *cell;
}

static gboolean
is_dearer (const PnrPriceCell *best, const PnrPriceCell *from, const PnrPurchase *purchase)
{
  return best->is_on_sale
         && (from->paid_minor + purchase->paid_minor) * PNR_BOTHER_PARTS + from->bother
                    + purchase->bother
                > best->paid_minor * PNR_BOTHER_PARTS + best->bother;
}

static gboolean
has_anchor (const PnrPriceTable *self, const PnrPriceCell *from, const PnrPurchase *purchase)
{
  for (guint x = 0; x < self->n_products; x++)
    if (from->quantity[x] < purchase->anchor[self->product[x]])
      return FALSE;
  return TRUE;
}

/* What is at a content already keeps its own quantities, units and weight. */
static void
buy (Filling *filling, const PnrPriceCell *from, PnrPriceCell *to, const PnrPurchase *purchase)
{
  PnrPriceCell cell = *from;

  cell.paid_minor += purchase->paid_minor;
  cell.bother += purchase->bother;
  cell.cost_minor += purchase->cost_minor;
  cell.extra_net += purchase->extra_net;
  if (purchase->offer != PNR_NO_OFFER) {
    cell.bundles |= 1u << purchase->offer;
    cell.uses[purchase->offer]++;
    cell.chosen[purchase->offer] |= (guint16) purchase->chosen;
    cell.offer_paid_minor[purchase->offer] += purchase->paid_minor;
  }
  cell.units = to->units;
  cell.weight_g = to->weight_g;
  memcpy (cell.quantity, to->quantity, sizeof cell.quantity);
  keep_cheaper (filling, to, &cell);
}

static gboolean
is_free_item (const PnrPriceItem *item, const PnrPurchase *purchase)
{
  if (item == NULL)
    return FALSE;
  if (purchase->offer != PNR_NO_OFFER)
    return purchase->offer == item->bundle;
  return item->product < PNR_MARKET_MAX_PRODUCTS && purchase->chosen == 1u << item->product;
}

static void
buy_everything (Filling *filling, guint level, guint content)
{
  const PnrPriceCell *from = &filling->levels[level][content];

  for (guint i = 0; i < filling->purchases->len; i++) {
    const PnrPurchase *purchase = &g_array_index (filling->purchases, PnrPurchase, i);
    guint to_level = level + is_free_item (filling->item, purchase);
    guint to = add_units (filling->layout, from, purchase->quantity);
    PnrPriceCell *target;

    if (to == content || to_level == filling->n_levels)
      continue;
    target = &filling->levels[to_level][to];
    if (!is_dearer (target, from, purchase) && has_anchor (filling->layout, from, purchase))
      buy (filling, from, target, purchase);
  }
}

/* The last step that is reached; %NULL where none is. */
static const PnrMarketTier *
find_tier (const PnrMarketBundle *offer, gint64 count)
{
  const PnrMarketTier *found = NULL;

  for (guint t = 0; t < offer->n_tiers; t++)
    if (count >= offer->tiers[t].from)
      found = &offer->tiers[t];
  return found;
}

/* What the members in the basket cost singly. */
static gint64
get_members_minor (const Filling *filling, const PnrMarketBundle *offer, const PnrPriceCell *cell)
{
  gint64 sum = 0;

  for (guint x = 0; x < filling->layout->n_products; x++) {
    guint j = filling->layout->product[x];

    if (offer->quantity[j] > 0)
      sum += cell->quantity[x] * filling->market->products[j].price_minor;
  }
  return sum;
}

static gint64
count_for_tier (const Filling *filling, const PnrMarketBundle *offer, const PnrPriceCell *cell)
{
  const PnrPriceTable *self = filling->layout;
  gint64 count = 0;

  if (offer->tier_basis == PNR_TIER_BY_AMOUNT)
    return get_members_minor (filling, offer, cell);
  for (guint x = 0; x < self->n_products; x++)
    if (offer->quantity[self->product[x]] > 0)
      count += offer->tier_basis == PNR_TIER_BY_UNITS ? cell->quantity[x] : cell->quantity[x] > 0;
  return count;
}

/* What a step leaves of the members' lines up to a place, of which there are @list_minor in front:
 * an amount is taken off all of them together, so that their shares add up to it. */
static gint64
leave_of_lines (const PnrMarketTier *tier, gint64 list_minor, gint64 all_minor)
{
  gint64 off = MIN (tier->off_minor, all_minor);

  return list_minor - (gint64) (((__int128) off * list_minor + all_minor / 2) / MAX (all_minor, 1));
}

static gboolean
is_sold_singly (const Filling *filling, const PnrPriceCell *cell)
{
  for (guint x = 0; x < filling->layout->n_products; x++)
    if (cell->quantity[x] > 0
        && (filling->options->not_sold_singly >> filling->layout->product[x] & 1))
      return FALSE;
  return TRUE;
}

/* What is paid for the lines of single products, those of members with the step's reduction. */
static void
pay_lines (const Filling *filling, guint b, const PnrMarketTier *tier, PnrPriceCell *cell)
{
  const PnrMarket *market = filling->market;
  const PnrMarketBundle *offer = &market->bundles[b];
  gint64 all = get_members_minor (filling, offer, cell), before = 0;

  for (guint x = 0; x < filling->layout->n_products; x++) {
    guint j = filling->layout->product[x];
    gint64 line = cell->quantity[x] * market->products[j].price_minor, list = line;

    if (offer->quantity[j] > 0 && cell->quantity[x] > 0) {
      line = tier->off_minor > 0
                 ? leave_of_lines (tier, before + list, all) - leave_of_lines (tier, before, all)
                 : pnr_minor_less_share (line, tier->off_ppm);
      before += list;
      cell->chosen[b] |= (guint16) (1u << j);
      cell->offer_paid_minor[b] += line;
      cell->tiered[x] = cell->quantity[x];
    }
    cell->paid_minor += line;
    cell->extra_net += line * pnr_market_get_extra_net_share (market, j);
    cell->cost_minor += cell->quantity[x] * market->products[j].cost_minor;
  }
}

static void
apply_tier (const Filling *filling, guint b, PnrPriceCell *best)
{
  const PnrMarket *market = filling->market;
  const PnrMarketBundle *offer = &market->bundles[b];
  const PnrMarketTier *tier = find_tier (offer, count_for_tier (filling, offer, best));
  PnrPriceCell cell = { .bother = pnr_market_get_bother (market, b),
                        .cost_minor = offer->handling_minor,
                        .bundles = (guint16) (1u << b),
                        .units = best->units,
                        .weight_g = best->weight_g };

  if (tier == NULL || (tier->off_ppm <= 0 && tier->off_minor <= 0)
      || !is_sold_singly (filling, best) || get_members_minor (filling, offer, best) == 0)
    return;
  memcpy (cell.quantity, best->quantity, sizeof cell.quantity);
  cell.uses[b] = 1;
  pay_lines (filling, b, tier, &cell);
  keep_cheaper (filling, best, &cell);
}

/* Once, and on top of what is paid without it: the cheapest way to what it goes with may be one
 * that a gift into a smaller basket undercuts there. */
static void
apply_gift (Filling *filling, guint b)
{
  guint n_contents = filling->layout->n_contents;
  PnrPriceCell *cells = filling->levels[0];
  g_autofree PnrPriceCell *before = g_memdup2 (cells, n_contents * sizeof *cells);
  gint64 threshold = filling->market->bundles[b].threshold_minor;
  PnrPurchase gift;

  pnr_purchase_of_gift (filling->market, b, &gift);
  for (guint c = 1; c < n_contents; c++) {
    const PnrPriceCell *from = &before[c];
    guint to = add_units (filling->layout, from, gift.quantity);

    if (from->is_on_sale && from->paid_minor >= threshold && to != c
        && !is_dearer (&cells[to], from, &gift))
      buy (filling, from, &cells[to], &gift);
  }
}

/* Tiers first, so that what a gift needs is what is paid in the end. */
static void
apply_rules_of_order (Filling *filling)
{
  guint n_contents = filling->layout->n_contents;

  for (guint b = 0; b < filling->market->n_bundles; b++)
    if ((filling->options->bundles >> b & 1) && filling->market->bundles[b].kind == PNR_OFFER_TIER)
      for (guint c = 1; c < n_contents; c++)
        apply_tier (filling, b, &filling->levels[0][c]);
  for (guint b = 0; b < filling->market->n_bundles; b++)
    if ((filling->options->bundles >> b & 1) && filling->market->bundles[b].kind == PNR_OFFER_GIFT)
      apply_gift (filling, b);
}

static gboolean
holds_alternatives (const PnrPriceTable *self, const PnrMarket *market, const PnrPriceCell *cell)
{
  for (guint x = 0; x < self->n_products; x++) {
    guint group = market->products[self->product[x]].alternative_group;

    for (guint y = 0; y < x && group != 0 && cell->quantity[x] > 0; y++)
      if (cell->quantity[y] > 0 && market->products[self->product[y]].alternative_group == group)
        return TRUE;
  }
  return FALSE;
}

static void
finish_cell (const PnrMarket *market, PnrPriceCell *cell)
{
  if (cell->units > 0
      && (market->tariff.free_from_minor == PNR_MONEY_UNKNOWN
          || cell->paid_minor < market->tariff.free_from_minor))
    cell->charge_minor = market->tariff.charge_minor;
}

static void
fill_worths (PnrPriceTable *self, const PnrMarket *market)
{
  for (guint x = 0; x < self->n_products; x++) {
    gint64 step = 10000;

    self->worth_e4[x] = g_new0 (gint64, self->radix[x]);
    for (guint units = 1; units < self->radix[x]; units++) {
      self->worth_e4[x][units] = self->worth_e4[x][units - 1] + step;
      step = step * market->products[self->product[x]].decay_e4 / 10000;
    }
    for (guint y = 0; y < self->n_products; y++) {
      self->bond_percent[x][y] =
          x != y ? market->theta_percent[self->product[x]][self->product[y]] : 0;
      self->has_bonds |= self->bond_percent[x][y] != 0;
    }
  }
}

static void
lay_out_contents (PnrPriceTable *self, const PnrMarket *market, guint products)
{
  guint caps[PNR_MARKET_MAX_PRODUCTS];

  pnr_market_get_caps (market, caps);
  self->n_contents = 1;
  for (guint j = 0; j < market->n_products; j++)
    if (products >> j & 1) {
      self->stride[self->n_products] = self->n_contents;
      self->product[self->n_products] = j;
      self->radix[self->n_products++] = caps[j] + 1;
      self->n_contents *= caps[j] + 1;
    }
  fill_worths (self, market);
  /* The worth of a basket with bonds is no sum of two halves. */
  self->n_low_products = self->has_bonds ? self->n_products : self->n_products / 2;
  self->n_low = 1;
  for (guint x = 0; x < self->n_low_products; x++)
    self->n_low *= self->radix[x];
}

static PnrPriceCell *
make_cells (const PnrPriceTable *self, const PnrMarket *market)
{
  PnrPriceCell *cells = g_new0 (PnrPriceCell, self->n_contents);

  for (guint c = 0; c < self->n_contents; c++)
    for (guint x = 0; x < self->n_products; x++) {
      guint units = c / self->stride[x] % self->radix[x];

      cells[c].quantity[x] = (guint16) units;
      cells[c].units += units;
      cells[c].weight_g += units * market->products[self->product[x]].weight_g;
    }
  return cells;
}

typedef struct {
  gint64 contribution;
  guint units;
  guint32 content;
} Rank;

static int
compare_ranks (const void *a, const void *b)
{
  const Rank *left = a;
  const Rank *right = b;

  if (left->contribution != right->contribution)
    return left->contribution > right->contribution ? -1 : 1;
  if (left->units != right->units)
    return left->units > right->units ? -1 : 1;
  return left->content < right->content ? -1 : 1;
}

/* What an order of this content alone leaves. */
static double
get_order_contribution (const PnrMarket *market, const PnrPriceCell *cell)
{
  gint64 ship = market->tariff.n_bands > 0
                    ? pnr_market_get_ship_minor (market, cell->weight_g, cell->units)
                    : market->costs.ship_order_minor;

  if (cell->units == 0)
    return 0.0;
  return cell->contribution + cell->charge_minor * pnr_market_get_keep (market)
         - (double) (ship + market->costs.fee_fixed_minor);
}

/* An indifferent shopper takes what is best for the shop, then the larger basket. */
static void
rank_offers (PnrPriceTable *self, const PnrMarket *market)
{
  g_autofree Rank *ranks = g_new (Rank, self->n_contents);

  for (guint c = 0; c < self->n_contents; c++) {
    const PnrPriceCell *cell = &self->cells[c];
    double contribution = get_order_contribution (market, cell);

    if (cell->is_on_sale)
      ranks[self->n_offers++] = (Rank){
        .contribution = (gint64) rint (CLAMP (contribution * RANK_PARTS, -9e18, 9e18)),
        .units = cell->units,
        .content = c,
      };
  }
  qsort (ranks, self->n_offers, sizeof *ranks, compare_ranks);
  self->offers = g_new (guint32, MAX (self->n_offers, 1));
  for (guint i = 0; i < self->n_offers; i++)
    self->offers[i] = ranks[i].content;
}

/* An indifferent shopper takes what is worst for the shop. */
static void
turn_ranks (PnrPriceTable *self)
{
  for (guint o = 0; o < self->n_offers / 2; o++) {
    guint32 swap = self->offers[o];

    self->offers[o] = self->offers[self->n_offers - 1 - o];
    self->offers[self->n_offers - 1 - o] = swap;
  }
}

/* The offers by the high half of their content, in each group as ranked. */
static void
group_offers (PnrPriceTable *self)
{
  guint n_high = self->n_contents / self->n_low;
  guint n = 0;

  self->menu = g_new0 (PnrChoiceOffer, MAX (self->n_offers, 1));
  self->groups = g_new0 (PnrChoiceGroup, n_high);
  for (guint high = 0; high < n_high; high++) {
    PnrChoiceGroup group = { .row = high, .first = n };

    for (guint o = 0; o < self->n_offers; o++)
      if (self->offers[o] / self->n_low == high)
        self->menu[n++] =
            (PnrChoiceOffer){ .row = self->offers[o] % self->n_low, .rank = (gint32) o };
    group.n_offers = n - group.first;
    if (group.n_offers > 0)
      self->groups[self->n_groups++] = group;
  }
}

static void
finish_table (PnrPriceTable *self, const PnrMarket *market, gboolean ties_go_against_shop)
{
  self->marks = g_new (PnrPriceMark, self->n_contents);
  for (guint c = 0; c < self->n_contents; c++) {
    if (holds_alternatives (self, market, &self->cells[c]))
      self->cells[c].is_on_sale = FALSE;
    finish_cell (market, &self->cells[c]);
    self->marks[c] =
        (PnrPriceMark){ self->cells[c].paid_minor, self->cells[c].charge_minor,
                        self->cells[c].weight_g, self->cells[c].units, self->cells[c].bundles };
  }
  rank_offers (self, market);
  if (ties_go_against_shop)
    turn_ranks (self);
  group_offers (self);
}

/* Uses of an item beyond this many put nothing into the basket. */
static guint
count_levels (const Filling *filling)
{
  const PnrPriceTable *layout = filling->layout;
  const PnrMarketBundle *offer;
  guint most = 0, sum = 0, first;

  if (filling->item == NULL)
    return 1;
  if (filling->item->bundle >= filling->market->n_bundles) {
    for (guint x = 0; x < layout->n_products; x++)
      if (layout->product[x] == filling->item->product)
        most = layout->radix[x] - 1;
    return 1 + most;
  }
  offer = &filling->market->bundles[filling->item->bundle];
  for (guint x = 0; x < layout->n_products; x++) {
    gint64 own = offer->quantity[layout->product[x]];
    guint needed = own > 0 ? (guint) ((layout->radix[x] - 2) / own) + 1 : 0;

    most = MAX (most, needed);
    sum += needed;
  }
  if (offer->kind != PNR_OFFER_CHOICE)
    return 1 + most;
  /* The first use puts in what is always there and the fewest others, each further one something.
   */
  first = (guint) __builtin_popcount (offer->fixed)
          + (offer->n_least > 0 ? offer->n_least : offer->n_of);
  return 1 + sum + 1 - MIN (first, sum);
}

/* The item's own price is left out: whoever asks knows how often it is paid. */
static void
free_item (Filling *filling)
{
  for (guint i = 0; i < filling->purchases->len; i++) {
    PnrPurchase *purchase = &g_array_index (filling->purchases, PnrPurchase, i);

    if (is_free_item (filling->item, purchase)) {
      purchase->paid_minor = 0;
      purchase->extra_net = 0.0;
    }
  }
}

static PnrPriceTable *
copy_layout (const PnrPriceTable *layout, const PnrMarket *market)
{
  PnrPriceTable *self = g_memdup2 (layout, sizeof *layout);

  for (guint x = 0; x < self->n_products; x++)
    self->worth_e4[x] = g_memdup2 (layout->worth_e4[x], layout->radix[x] * sizeof (gint64));
  self->cells = make_cells (self, market);
  return self;
}

/* Asked every so many contents, whose purchases take well below the time that a person notices. */
static gboolean
is_stopped (const PnrPriceTableOptions *options, guint content)
{
  return content % N_CONTENTS_AT_ONCE == 0 && pnr_progress_is_cancelled (options->progress);
}

/**
 * pnr_price_tables_new_by_uses:
 * @market: prices and offers
 * @options: which of them are on sale
 * @item: (nullable): what has a free price; neither a tier nor a gift
 *
 * The table at place k holds the cheapest purchases with exactly k uses of @item, its own price
 * left out and its costs counted. Rules of the whole order are applied where it is not used.
 *
 * Returns: (transfer full) (element-type PnrPriceTable): at least one table, the first without
 *   @item
 */
GPtrArray *
pnr_price_tables_new_by_uses (const PnrMarket *market, const PnrPriceTableOptions *options,
                              const PnrPriceItem *item)
{
  GPtrArray *tables = g_ptr_array_new_with_free_func ((GDestroyNotify) pnr_price_table_free);
  PnrPriceTable layout = { 0 };
  Filling filling = { market, options, item, &layout, NULL, 0, NULL };
  g_autofree PnrPriceCell **levels = NULL;

  lay_out_contents (&layout, market,
                    pnr_progress_is_cancelled (options->progress) ? 0 : options->products);
  filling.purchases =
      pnr_purchases_list (market, options->products, options->bundles, options->not_sold_singly);
  free_item (&filling);
  filling.n_levels = count_levels (&filling);
  filling.levels = levels = g_new (PnrPriceCell *, filling.n_levels);
  for (guint level = 0; level < filling.n_levels; level++) {
    PnrPriceTable *table = copy_layout (&layout, market);

    levels[level] = table->cells;
    table->progress = options->progress != NULL ? g_object_ref (options->progress) : NULL;
    g_ptr_array_add (tables, table);
  }
  levels[0][0].is_on_sale = TRUE;
  for (guint c = 0; c < layout.n_contents && !is_stopped (options, c); c++)
    for (guint level = 0; level < filling.n_levels; level++)
      if (levels[level][c].is_on_sale)
        buy_everything (&filling, level, c);
  apply_rules_of_order (&filling);
  for (guint level = 0; level < filling.n_levels; level++)
    finish_table (g_ptr_array_index (tables, level), market, options->ties_go_against_shop);
  while (tables->len > 1
         && ((PnrPriceTable *) g_ptr_array_index (tables, tables->len - 1))->n_offers == 0)
    g_ptr_array_set_size (tables, tables->len - 1);
  for (guint x = 0; x < layout.n_products; x++)
    g_free (layout.worth_e4[x]);
  g_array_unref (filling.purchases);
  return tables;
}

/**
 * pnr_price_table_new:
 * @market: prices and offers
 * @options: which of them are on sale
 *
 * Returns: (transfer full): the cheapest purchase of every content
 */
PnrPriceTable *
pnr_price_table_new (const PnrMarket *market, const PnrPriceTableOptions *options)
{
  g_autoptr (GPtrArray) tables = pnr_price_tables_new_by_uses (market, options, NULL);

  return g_ptr_array_steal_index (tables, 0);
}

void
pnr_price_table_free (PnrPriceTable *self)
{
  for (guint x = 0; x < self->n_products; x++)
    g_free (self->worth_e4[x]);
  g_free (self->cells);
  g_free (self->marks);
  g_free (self->offers);
  g_free (self->menu);
  g_free (self->groups);
  g_clear_object (&self->progress);
  g_free (self);
}
