/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Turns a bundle of any kind into offers of a market.
 *
 * A market knows fewer kinds than a merchant: a leader is an add-on with an anchor, one of several
 * add-ons is an offer of its own, buy two and get one of the same is a bundle of three. What a
 * market cannot say is refused; to leave it out would answer another question. */
#include "config.h"

#include "plan/pnr-plan-market-private.h"

#include <glib/gi18n.h>

#include "base/pnr-money.h"
#include "model/pnr-bundle-fault.h"
#include "model/pnr-bundle-kind.h"
#include "model/pnr-bundle-quote.h"

static gboolean
refuse (PnrBundle *bundle, const char *why, GError **error)
{
  g_set_error (error, PNR_PLAN_ERROR, PNR_PLAN_ERROR_NOT_SIMULATED,
               /* Translators: a SKU, a kind of bundle such as “Tiered”, then a sentence. */
               _ ("The bundle %s (%s) cannot be simulated. %s"), pnr_bundle_get_sku (bundle),
               pnr_bundle_kind_get_label (pnr_bundle_get_kind (bundle)), why);
  return FALSE;
}

/* How an offer is met by shoppers: who sees it, and what showing and taking it costs them. */
static void
assume_showing (PnrMarketMaker *self, PnrMarketBundle *offer)
{
  double unit = (double) pnr_currency_get_unit (self->market->currency);
  PnrRange bother = { offer->friction.value / unit, offer->friction.low / unit,
                      offer->friction.high / unit };

  offer->exposure =
      pnr_plan_assume_range_of (self->scenario, "exposure", offer->sku, offer->exposure);
  offer->loss = pnr_plan_assume_range_of (self->scenario, "lost sales", offer->sku, offer->loss);
  bother = pnr_plan_assume_range_of (self->scenario, "bother", offer->sku, bother);
  offer->friction = (PnrRange){ bother.value * unit, bother.low * unit, bother.high * unit };
}

static PnrMarketBundle *
add_offer (PnrMarketMaker *self, PnrBundle *bundle, PnrOfferKind kind, GError **error)
{
  PnrMarketBundle *offer;

  if (self->market->n_bundles == PNR_MARKET_MAX_BUNDLES) {
    g_set_error (error, PNR_PLAN_ERROR, PNR_PLAN_ERROR_TOO_LARGE,
                 _ ("The scenario has more than %d bundles. Simulate fewer at a time."),
                 PNR_MARKET_MAX_BUNDLES);
    return NULL;
  }
  offer = pnr_market_add_bundle (self->market, pnr_bundle_get_sku (bundle),
                                 pnr_bundle_get_name (bundle));
  offer->kind = kind;
  offer->is_pure = pnr_bundle_get_kind (bundle) == PNR_BUNDLE_KIND_PURE;
  assume_showing (self, offer);
  return offer;
}

static gboolean
place_part (PnrMarketMaker *self, PnrBundle *bundle, guint index, guint *place, GError **error)
{
  return pnr_plan_market_place_product (self, pnr_bundle_get_component (bundle, index)->product_id,
                                        place, error);
}

/* Of everything that is offered, optional parts too. */
static PnrBundleQuote
quote_offer (PnrMarketMaker *self, PnrBundle *bundle, const PnrMarketBundle *offer)
{
  PnrBasketLine lines[PNR_MARKET_MAX_PRODUCTS];

  for (guint j = 0; j < self->market->n_products; j++)
    lines[j] = (PnrBasketLine){ self->ids[j], offer->quantity[j] + offer->anchor_quantity[j],
                                self->market->products[j].price_minor,
                                self->market->products[j].cost_minor };
  return pnr_bundle_quote (bundle, lines, self->market->n_products,
                           pnr_bundle_get_threshold_minor (bundle));
}

static gint64
sum_of (const PnrMarket *market, const gint64 *quantity)
{
  gint64 sum = 0;

  for (guint j = 0; j < market->n_products; j++)
    sum += quantity[j] * market->products[j].price_minor;
  return sum;
}

/* The whole price of what is offered: of the basket less what its anchor costs. */
static void
price_offer (PnrMarketMaker *self, PnrBundle *bundle, PnrMarketBundle *offer)
{
  PnrBundleQuote quote = quote_offer (self, bundle, offer);

  offer->price_minor = quote.price_minor;
  if (quote.price_minor != PNR_MONEY_UNKNOWN)
    offer->price_minor -= sum_of (self->market, offer->anchor_quantity);
}

static gboolean
is_changeable (const PnrComponent *component)
{
  return pnr_component_get_least (component) != pnr_component_get_most (component);
}

static gboolean
add_set (PnrMarketMaker *self, PnrBundle *bundle, GError **error)
{
  PnrMarketBundle *offer = add_offer (self, bundle, PNR_OFFER_BUNDLE, error);

  for (guint i = 0; offer != NULL && i < pnr_bundle_get_n_components (bundle); i++) {
    const PnrComponent *component = pnr_bundle_get_component (bundle, i);
    guint place;

    if (is_changeable (component))
      return refuse (bundle,
                     _ ("A quantity that shoppers change has no price of its own yet. Give "
                        "the product one quantity."),
                     error);
    if (component->is_optional
        && (pnr_bundle_get_price_mode (bundle) != PNR_PRICE_MODE_PERCENT_OFF
            || component->extra_minor > 0 || component->off_ppm > 0))
      return refuse (bundle,
                     _ ("Optional parts are simulated with one percentage off the whole "
                        "only. Choose that price, or make the part a fixed one."),
                     error);
    if (!place_part (self, bundle, i, &place, error))
      return FALSE;
    offer->quantity[place] += component->quantity;
    if (component->is_optional)
      offer->optional |= 1u << place;
  }
  if (offer != NULL)
    price_offer (self, bundle, offer);
  return offer != NULL;
}

/* From so many to so many others, in steps. */
static void
count_choices (PnrBundle *bundle, PnrMarketBundle *offer)
{
  gint64 least = pnr_bundle_get_choice_min (bundle), most = pnr_bundle_get_choice_max (bundle);
  gint64 n_choices = 0;

  for (guint i = 0; i < pnr_bundle_get_n_components (bundle); i++)
    n_choices += pnr_bundle_get_component (bundle, i)->role == PNR_COMPONENT_ROLE_CHOICE;
  offer->n_of = (guint) MAX (MIN (most, n_choices), least);
  if (least >= offer->n_of)
    return;
  offer->n_least = (guint) least;
  if (pnr_bundle_get_choice_step (bundle) > 1)
    offer->n_step = (guint) pnr_bundle_get_choice_step (bundle);
}

/* Any n of the choices, one of each, beside what is always there; a market knows them at one price
 * or at one percentage off. */
static gboolean
add_choice (PnrMarketMaker *self, PnrBundle *bundle, GError **error)
{
  PnrMarketBundle *offer = add_offer (self, bundle, PNR_OFFER_CHOICE, error);
  PnrPriceRule rule = pnr_bundle_get_price_rule (bundle);

  if (offer == NULL)
    return FALSE;
  if (rule.mode != PNR_PRICE_MODE_FIXED && rule.mode != PNR_PRICE_MODE_PERCENT_OFF)
    return refuse (bundle, _ ("Choices are simulated at a fixed price or a percentage off."),
                   error);
  for (guint i = 0; i < pnr_bundle_get_n_components (bundle); i++) {
    const PnrComponent *component = pnr_bundle_get_component (bundle, i);
    gboolean is_choice = component->role == PNR_COMPONENT_ROLE_CHOICE;
    guint place;

    if (is_choice ? pnr_component_get_most (component) != 1
                  : component->is_optional || is_changeable (component))
      return refuse (bundle,
                     _ ("Choices are simulated where each is taken at most once, beside parts that "
                        "are always there in one quantity."),
                     error);
    if (component->extra_minor > 0 || component->off_ppm > 0)
      return refuse (bundle,
                     _ ("Choices are simulated without a price of their own for a part. Give all "
                        "parts the same percentage off, or one price to the whole."),
                     error);
    if (!place_part (self, bundle, i, &place, error))
      return FALSE;
    if (offer->quantity[place] > 0)
      return refuse (bundle,
                     _ ("Choices are simulated where each product is one part. Put it into the "
                        "bundle once."),
                     error);
    offer->quantity[place] = is_choice ? 1 : component->quantity;
    offer->fixed |= is_choice ? 0 : 1u << place;
  }
  count_choices (bundle, offer);
  if (rule.mode == PNR_PRICE_MODE_FIXED)
    offer->price_minor = rule.value;
  else
    offer->off_ppm = rule.value;
  return TRUE;
}

/* Shoppers must have use for as many units as the last tier asks for. */
static void
widen_use (PnrMarketMaker *self, guint place, const PnrPriceRule *rule)
{
  PnrMarketProduct *product = &self->market->products[place];

  if (rule->n_tiers > 0)
    product->max_quantity = MAX (product->max_quantity, rule->tiers[rule->n_tiers - 1].start);
}

static gboolean
add_tiers (PnrMarketMaker *self, PnrBundle *bundle, GError **error)
{
  PnrMarketBundle *offer = add_offer (self, bundle, PNR_OFFER_TIER, error);
  PnrPriceRule rule = pnr_bundle_get_price_rule (bundle);
  gboolean counts_amount = rule.tier_basis == PNR_PRICE_TIER_BASIS_AMOUNT;
  gboolean counts_members =
      !counts_amount && pnr_bundle_get_kind (bundle) == PNR_BUNDLE_KIND_TIERED;

  if (offer == NULL)
    return FALSE;
  for (guint i = 0; i < pnr_bundle_get_n_components (bundle); i++) {
    guint place;

    if (counts_members && pnr_bundle_get_component (bundle, i)->quantity != 1)
      return refuse (bundle,
                     _ ("A member counts from one piece on in a simulation. Give each the "
                        "quantity 1."),
                     error);
    if (!place_part (self, bundle, i, &place, error))
      return FALSE;
    offer->quantity[place] = 1;
    if (!counts_members && !counts_amount)
      widen_use (self, place, &rule);
  }
  offer->tier_basis = counts_amount    ? PNR_TIER_BY_AMOUNT
                      : counts_members ? PNR_TIER_BY_MEMBERS
                                       : PNR_TIER_BY_UNITS;
  offer->n_tiers = MIN (rule.n_tiers, PNR_MARKET_MAX_TIERS);
  for (guint i = 0; i < offer->n_tiers; i++)
    offer->tiers[i] = rule.tier_effect == PNR_PRICE_TIER_EFFECT_AMOUNT_OFF
                          ? (PnrMarketTier){ rule.tiers[i].start, 0, rule.tiers[i].value }
                          : (PnrMarketTier){ rule.tiers[i].start, rule.tiers[i].value, 0 };
  return TRUE;
}

/* Leader and buy-get; where the reward is the anchor itself, all units are one bundle. */
static gboolean
add_reward (PnrMarketMaker *self, PnrBundle *bundle, GError **error)
{
  PnrMarketBundle *offer = add_offer (self, bundle, PNR_OFFER_ADD_ON, error);
  gboolean is_of_same = FALSE;

  for (guint i = 0; offer != NULL && i < pnr_bundle_get_n_components (bundle); i++) {
    const PnrComponent *component = pnr_bundle_get_component (bundle, i);
    guint place;

    if (!place_part (self, bundle, i, &place, error))
      return FALSE;
    (component->role == PNR_COMPONENT_ROLE_MAIN ? offer->anchor_quantity
                                                : offer->quantity)[place] += component->quantity;
    is_of_same = is_of_same || (offer->anchor_quantity[place] > 0 && offer->quantity[place] > 0);
  }
  if (offer == NULL)
    return FALSE;
  for (guint j = 0; is_of_same && j < PNR_MARKET_MAX_PRODUCTS; j++) {
    offer->quantity[j] += offer->anchor_quantity[j];
    offer->anchor_quantity[j] = 0;
    offer->kind = PNR_OFFER_BUNDLE;
  }
  price_offer (self, bundle, offer);
  return TRUE;
}

static gboolean
add_one_add_on (PnrMarketMaker *self, PnrBundle *bundle, guint part, GError **error)
{
  PnrMarketBundle *offer = add_offer (self, bundle, PNR_OFFER_ADD_ON, error);

  for (guint i = 0; offer != NULL && i < pnr_bundle_get_n_components (bundle); i++) {
    const PnrComponent *component = pnr_bundle_get_component (bundle, i);
    gboolean is_anchor = component->role == PNR_COMPONENT_ROLE_MAIN;
    guint place;

    if (!is_anchor && i != part)
      continue;
    if (!place_part (self, bundle, i, &place, error))
      return FALSE;
    (is_anchor ? offer->anchor_quantity : offer->quantity)[place] = component->quantity;
  }
  if (offer != NULL)
    price_offer (self, bundle, offer);
  return offer != NULL;
}

static gboolean
add_add_ons (PnrMarketMaker *self, PnrBundle *bundle, GError **error)
{
  for (guint i = 0; i < pnr_bundle_get_n_components (bundle); i++)
    if (pnr_bundle_get_component (bundle, i)->role != PNR_COMPONENT_ROLE_MAIN
        && !add_one_add_on (self, bundle, i, error))
      return FALSE;
  return TRUE;
}

/* A gift, and N for X: a content that is got as it stands. */
static gboolean
add_content (PnrMarketMaker *self, PnrBundle *bundle, PnrOfferKind kind, GError **error)
{
  PnrMarketBundle *offer = add_offer (self, bundle, kind, error);

  for (guint i = 0; offer != NULL && i < pnr_bundle_get_n_components (bundle); i++) {
    guint place;

    if (!place_part (self, bundle, i, &place, error))
      return FALSE;
    offer->quantity[place] += pnr_bundle_get_component (bundle, i)->quantity;
  }
  if (offer == NULL)
    return FALSE;
  price_offer (self, bundle, offer);
  offer->threshold_minor = pnr_bundle_get_threshold_minor (bundle);
  return TRUE;
}

static gboolean
add_offers (PnrMarketMaker *self, PnrBundle *bundle, GError **error)
{
  if (pnr_bundle_get_price_mode (bundle) == PNR_PRICE_MODE_TIERS)
    return add_tiers (self, bundle, error);
  switch (pnr_bundle_get_kind (bundle)) {
  case PNR_BUNDLE_KIND_LEADER:
  case PNR_BUNDLE_KIND_BUY_GET:
    return add_reward (self, bundle, error);
  case PNR_BUNDLE_KIND_ADD_ON:
    return add_add_ons (self, bundle, error);
  case PNR_BUNDLE_KIND_GIFT:
    return add_content (self, bundle, PNR_OFFER_GIFT, error);
  case PNR_BUNDLE_KIND_VOLUME:
    return add_content (self, bundle, PNR_OFFER_BUNDLE, error);
  default:
    return pnr_bundle_get_choice_min (bundle) > 0 ? add_choice (self, bundle, error)
                                                  : add_set (self, bundle, error);
  }
}

/**
 * pnr_plan_market_add_bundle:
 * @self: a market under construction
 * @bundle: what is on sale
 * @error: a place for a sentence: what is missing, or what cannot be simulated and why
 *
 * Returns: whether all that @bundle offers is in the market
 */
gboolean
pnr_plan_market_add_bundle (PnrMarketMaker *self, PnrBundle *bundle, GError **error)
{
  PnrBundleFault fault;

  if (pnr_bundle_get_n_components (bundle) == 0) {
    g_set_error (error, PNR_PLAN_ERROR, PNR_PLAN_ERROR_INCOMPLETE,
                 _ ("The bundle %s is empty. Add its components, then try again."),
                 pnr_bundle_get_sku (bundle));
    return FALSE;
  }
  if (pnr_bundle_find_fault (bundle, &fault) || pnr_bundle_find_gap (bundle, &fault))
    return refuse (bundle, fault.sentence, error);
  return add_offers (self, bundle, error);
}

/**
 * pnr_plan_market_reprice:
 * @market: with the offers of @bundle and no others, and all that is known of its products
 * @contents: the plan
 * @bundle: the bundle, of which nothing but the price is different
 * @scenario: under which assumptions
 * @error: a place for a sentence
 *
 * No order is looked at, so that a price may move as fast as a hand.
 *
 * Returns: (transfer full) (nullable): the same market with the bundle at its new price
 */
PnrMarket *
pnr_plan_market_reprice (const PnrMarket *market, PnrContents *contents, PnrBundle *bundle,
                         PnrScenario *scenario, GError **error)
{
  g_autoptr (PnrMarket) offers = pnr_market_new (market->currency);
  PnrMarketMaker maker = { offers, contents, scenario, { 0 } };
  PnrMarket *priced;

  if (!pnr_plan_market_add_bundle (&maker, bundle, error))
    return NULL;
  g_return_val_if_fail (offers->n_bundles == market->n_bundles, NULL);
  priced = pnr_market_copy (market);
  for (guint b = 0; b < priced->n_bundles; b++) {
    PnrMarketBundle before = priced->bundles[b];

    priced->bundles[b] = offers->bundles[b];
    offers->bundles[b] = before;
  }
  return priced;
}
