/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What shoppers answer where relationships show them more beside what they chose.
 *
 * A shopper puts together a first basket from what she sees, is shown what relationships lead to
 * from there, and chooses once more. While one price falls her first basket changes at a few
 * prices, and with it what she is shown; between two of them her second choice is that of any
 * shopper who sees just those offers. So her way is still one of steps, exact on the sample: at
 * some she takes the item, at some she turns from one set of offers to another. The same walk does
 * where there are too many offers to run every set of them, and chance decided for each shopper
 * what she sees. */
#include "config.h"

#include "economy/pnr-sweep-visitor-private.h"

#include <string.h>

/* The surplus of so many uses where what is shown rules them out. */
#define NOT_TO_BE_HAD (G_MININT32 / 2)
/* Choices grow with the square of the uses. */
#define MOST_USES 16

/* Whether shoppers have to meet the offers to tell what they see. */
gboolean
pnr_market_needs_meeting (const PnrMarket *market)
{
  return pnr_market_get_led (market) != 0
         || __builtin_popcount (pnr_market_get_uncertain (market)) > PNR_SHOP_MAX_EXACT;
}

/* Whether the item can be in a basket so often that a walk would take too long. */
gboolean
pnr_sweep_meeting_is_long (const PnrSweepItem *item)
{
  const PnrMarket *market = item->market;
  guint caps[PNR_MARKET_MAX_PRODUCTS], most = 0;

  pnr_market_get_caps (market, caps);
  for (guint j = 0; j < market->n_products; j++)
    if (item->bundle < market->n_bundles ? market->bundles[item->bundle].quantity[j] > 0
                                         : j == item->product)
      most = MAX (most, caps[j]);
  return most > MOST_USES;
}

static void
fill_baskets (PnrSweepTables *self, guint p)
{
  const PnrShopPart *part = &self->shop->parts[p];

  self->met[p] = g_new0 (PnrSweepBasket *, part->n_variants);
  for (guint v = 0; v < part->n_variants; v++)
    if (part->scenario[v] != NULL)
      self->met[p][v] = pnr_sweep_tables_list_baskets (self, part->scenario[v]);
}

/* The item's own part in one variant, by uses of the item. */
static void
fill_levels (PnrSweepTables *self, guint v, PnrProgress *progress)
{
  const PnrMarket *market = self->item.market;
  const PnrShopPart *part = &self->shop->parts[self->own_part];
  PnrPriceItem item = { self->item.bundle, self->item.product };
  PnrPriceTableOptions options;
  GPtrArray *own;
  gboolean is_seen;

  if (!pnr_shop_get_variant_options (self->shop, part, market, v, &options))
    return;
  options.progress = progress;
  is_seen = !self->item.is_held
            && (item.bundle >= market->n_bundles || (options.bundles >> item.bundle & 1));
  own = pnr_price_tables_new_by_uses (market, &options, is_seen ? &item : NULL);
  for (guint level = 0; level < own->len; level++) {
    if (level == self->n_levels) {
      self->levels[level] = g_new0 (PnrPriceTable *, part->n_variants);
      self->level_baskets[level] = g_new0 (PnrSweepBasket *, part->n_variants);
      self->n_levels++;
    }
    self->levels[level][v] = g_ptr_array_index (own, level);
    self->level_baskets[level][v] = pnr_sweep_tables_list_baskets (self, self->levels[level][v]);
  }
  g_ptr_array_set_free_func (own, NULL);
  g_ptr_array_unref (own);
}

/* @product: one of those that the item holds, or itself. */
void
pnr_sweep_meeting_begin (PnrSweepTables *self, guint product, PnrProgress *progress)
{
  self->shop =
      pnr_shop_new_bare (self->item.market, self->item.tie == PNR_TIE_AGAINST_SHOP, progress);
  self->n_levels = 0;
  for (guint p = 0; p < self->shop->n_parts; p++)
    if (self->shop->parts[p].products >> product & 1)
      self->own_part = p;
    else
      fill_baskets (self, p);
  for (guint v = 0; v < self->shop->parts[self->own_part].n_variants; v++)
    fill_levels (self, v, progress);
}

void
pnr_sweep_meeting_clear (PnrSweepTables *self)
{
  if (self->shop == NULL)
    return;
  for (guint p = 0; p < self->shop->n_parts; p++) {
    for (guint v = 0; self->met[p] != NULL && v < self->shop->parts[p].n_variants; v++)
      g_free (self->met[p][v]);
    g_free (self->met[p]);
  }
  for (guint level = 0; level < self->n_levels; level++) {
    for (guint v = 0; v < self->shop->parts[self->own_part].n_variants; v++) {
      g_clear_pointer (&self->levels[level][v], pnr_price_table_free);
      g_free (self->level_baskets[level][v]);
    }
    g_free (self->levels[level]);
    g_free (self->level_baskets[level]);
  }
  g_clear_pointer (&self->shop, pnr_shop_free);
}

/* What the shoppers of a crowd chose in one part, and which of its offers each saw. */
typedef struct {
  gint32 surplus[PNR_DEMAND_BLOCK];
  guint32 content[PNR_DEMAND_BLOCK];
  guint16 seen[PNR_DEMAND_BLOCK];
} Choice;

static void
own_choice_init (PnrSweepOwnChoice *self, guint n)
{
  gsize block = PNR_DEMAND_BLOCK;

  self->n = n;
  self->first_surplus = g_new0 (gint32, n * block);
  self->first_content = g_new0 (guint32, n * block);
  self->second_surplus = g_new (gint32, n * n * block);
  self->second_content = g_new (guint32, n * n * block);
  self->seen = g_new (guint16, (n + 1) * block);
  self->variant = g_new (guint, (n + 1) * block);
}

static void
own_choice_clear (PnrSweepOwnChoice *self)
{
  g_free (self->first_surplus);
  g_free (self->first_content);
  g_free (self->second_surplus);
  g_free (self->second_content);
  g_free (self->seen);
  g_free (self->variant);
}

static void
choose_first (const PnrSweepTables *self, const PnrCrowd *crowd, guint run, PnrSweepOwnChoice *own)
{
  const PnrShopPart *part = &self->shop->parts[self->own_part];
  gsize block = PNR_DEMAND_BLOCK, before = own->n * block;

  for (guint i = 0; i < crowd->n; i++) {
    guint shown = pnr_shop_get_shown (self->shop, run, crowd->sees[i]);

    own->seen[before + i] = (guint16) (shown & part->uncertain & ~part->led);
    own->variant[before + i] =
        pnr_shop_part_get_variant (part, own->seen[before + i], crowd->knows[i]);
  }
  for (guint level = 0; level < own->n; level++)
    pnr_crowd_choose_by_variant (crowd, self->levels[level], part->offered, part->n_variants,
                                 own->variant + before, own->first_surplus + level * block,
                                 own->first_content + level * block);
}

/* Whoever is shown nothing more stays with the first basket. */
static void
choose_second (const PnrSweepTables *self, const PnrCrowd *crowd, guint run, guint first,
               PnrSweepOwnChoice *own)
{
  const PnrShopPart *part = &self->shop->parts[self->own_part];
  gsize block = PNR_DEMAND_BLOCK, before = own->n * block;
  g_autofree guint *asked = g_new (guint, block);

  for (guint i = 0; i < crowd->n; i++) {
    gsize place = first * block + i;
    guint shown = pnr_shop_get_shown (self->shop, run, crowd->sees[i]) & part->led;
    guint more = shown & (part->met != NULL ? part->met[own->first_content[place]] : 0);

    own->seen[place] = (guint16) (own->seen[before + i] | more);
    own->variant[place] = more == 0
                              ? own->variant[before + i]
                              : pnr_shop_part_get_variant (part, own->seen[place], crowd->knows[i]);
    asked[i] = more == 0 ? G_MAXUINT : own->variant[place];
  }
  for (guint level = 0; level < own->n; level++) {
    gint32 *surplus = own->second_surplus + (first * own->n + level) * block;
    guint32 *content = own->second_content + (first * own->n + level) * block;

    memcpy (surplus, own->first_surplus + level * block, block * sizeof *surplus);
    memcpy (content, own->first_content + level * block, block * sizeof *content);
    for (guint i = 0; i < crowd->n; i++)
      if (asked[i] != G_MAXUINT && self->levels[level][asked[i]] == NULL)
        surplus[i] = NOT_TO_BE_HAD;
    pnr_crowd_choose_by_variant (crowd, self->levels[level], part->offered, part->n_variants, asked,
                                 surplus, content);
  }
}

static void
look_beside (PnrSweepVisitor *self, const PnrCrowd *crowd, const Choice *choices, guint run)
{
  const PnrShop *shop = self->tables->shop;
  guint all = (1u << self->tables->item.market->n_bundles) - 1;
  guint seen = pnr_shop_get_shown (shop, run, crowd->sees[self->i]) & shop->uncertain;

  self->beside = (PnrSweepBasket){ 0 };
  self->beside_surplus = 0;
  self->beside_shown = ((all & ~shop->uncertain) | seen) & ~shop->led;
  for (guint p = 0; p < shop->n_parts; p++) {
    const Choice *choice = &choices[p];
    guint variant;

    if (p == self->tables->own_part)
      continue;
    variant =
        pnr_shop_part_get_variant (&shop->parts[p], choice->seen[self->i], crowd->knows[self->i]);
    pnr_sweep_basket_add (&self->beside, &self->tables->met[p][variant][choice->content[self->i]]);
    self->beside_surplus += choice->surplus[self->i];
    self->beside_shown |= choice->seen[self->i] & shop->parts[p].led;
  }
}

/* Of all draws of chance, how many show the offers of a run. */
static double
get_share_of_run (const PnrShop *shop, guint run, const PnrBelief *belief)
{
  double share = 1.0;

  for (guint left = shop->is_drawn ? 0 : shop->uncertain; left != 0; left &= left - 1) {
    guint b = (guint) __builtin_ctz (left);

    share *= shop->seen[run] >> b & 1 ? belief->exposure[b] : 1.0 - belief->exposure[b];
  }
  return share;
}

/* Room for the steps of one shopper: a turn for every use in the first basket, and every use in the
 * second before it. */
guint
pnr_sweep_meeting_get_n_steps (const PnrSweepTables *self)
{
  return self->shop->n_runs * MAX (self->n_levels * self->n_levels - 1, 1);
}

static void
choose_all (const PnrSweepTables *self, const PnrCrowd *crowd, guint run, Choice *choices,
            PnrSweepOwnChoice *own)
{
  for (guint p = 0; p < self->shop->n_parts; p++)
    if (p != self->own_part)
      pnr_crowd_meet (crowd, self->shop, p, run, choices[p].surplus, choices[p].content,
                      choices[p].seen);
  choose_first (self, crowd, run, own);
  for (guint first = 0; first < own->n; first++)
    choose_second (self, crowd, run, first, own);
}

/* Who does not see the item makes no use of it. */
static guint
count_levels (const PnrSweepVisitor *self)
{
  guint variant = self->own->variant[pnr_sweep_visitor_get_place (self, self->own->n)];
  guint n = 1;

  while (n < self->own->n && self->tables->levels[n][variant] != NULL)
    n++;
  return n;
}

/**
 * pnr_sweep_meeting_serve:
 * @self: tables
 * @asking: who is asked, and from which price on
 * @steps: (out): room for pnr_sweep_meeting_get_n_steps() for each shopper
 * @rest: (out): all who make no step, each weighed already
 *
 * Returns: how many steps there are
 */
gsize
pnr_sweep_meeting_serve (const PnrSweepTables *self, const PnrSweepAsking *asking,
                         PnrSweepShopper *steps, PnrSweepShopper *rest)
{
  const PnrCrowd *crowd = asking->crowd;
  g_autofree Choice *choices = g_new (Choice, self->shop->n_parts);
  PnrSweepOwnChoice own;
  PnrSweepVisitor shopper = {
    .tables = self, .belief = asking->belief, .own = &own, .scale = crowd->scale
  };
  gsize n_steps = 0;

  *rest = (PnrSweepShopper){ 0 };
  own_choice_init (&own, self->n_levels);
  for (guint r = 0; r < self->shop->n_runs; r++) {
    double share = asking->weight * get_share_of_run (self->shop, r, asking->belief);

    choose_all (self, crowd, r, choices, &own);
    for (shopper.i = 0; shopper.i < crowd->n; shopper.i++) {
      shopper.weight = asking->weights != NULL ? share * asking->weights[shopper.i] : share;
      shopper.n_levels = count_levels (&shopper);
      look_beside (&shopper, crowd, choices, r);
      n_steps += pnr_sweep_visitor_list_steps (&shopper, asking->least, asking->keep,
                                               steps + n_steps, rest);
    }
  }
  own_choice_clear (&own);
  return n_steps;
}
