/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules that look at all offers together: no cheaper way to a bundle, no cart that gives away.
 */
#include "config.h"

#include <glib/gi18n.h>

#include "base/pnr-money.h"
#include "plan/check/pnr-check-rule.h"
#include "plan/pnr-plan-guard.h"

/* The carts around a bundle are worth a search once, not once a rule. (nullable): where it was
 * stopped, or a bundle of this kind cannot be searched. */
static PnrPlanDeals *
get_deals (PnrCheckScene *scene, PnrBundle *bundle)
{
  if (scene->deals == NULL || scene->deals->bundle != bundle) {
    g_clear_pointer (&scene->deals, pnr_plan_deals_free);
    scene->deals = pnr_plan_deals_new (scene->contents, bundle, scene->progress, NULL);
  }
  return scene->deals != NULL && pnr_plan_deals_is_searched (scene->deals) ? scene->deals : NULL;
}

static char *
say (PnrCheckScene *scene, const char *format, const char *const *words, gint64 first,
     gint64 second)
{
  static const char *const places[] = { "{products}", "{cart}", "{others}" };
  g_autofree char *a = pnr_money_format (first, scene->contents->currency);
  g_autofree char *b = pnr_money_format (second, scene->contents->currency);
  g_autoptr (GString) sentence = g_string_new (format);

  g_string_replace (sentence, "{first}", a, 1);
  g_string_replace (sentence, "{second}", b, 1);
  for (guint i = 0; i < G_N_ELEMENTS (places) && words[i] != NULL; i++)
    g_string_replace (sentence, places[i], words[i], 1);
  return g_strdup (sentence->str);
}

/* Dearer than the parts singly is a finding of its own. */
char *
pnr_check_find_cheaper_way (PnrCheckScene *scene, gpointer noun)
{
  PnrPlanDeals *deals = get_deals (scene, noun);
  g_autofree char *products = NULL;
  g_autofree char *cart = NULL;
  PnrPlanBestDeal deal;

  if (deals == NULL || !pnr_plan_deals_find_best (deals, &deal) || !deal.is_beaten
      || deal.own_minor > pnr_offer_table_get_list (deals->with, deal.selection))
    return NULL;
  products = pnr_plan_deals_describe (deals, deals->with, deal.selection);
  cart = pnr_plan_deals_describe_cart (deals, deals->without, deal.best);
  /* Translators: {products} is a list of SKUs, {cart} one with prices, {first} and {second} are
   * amounts of money. */
  return say (scene,
              _ ("The bundle costs {first}, but other offers give {products} for {second}: "
                 "{cart}."),
              (const char *const[]){ products, cart, NULL }, deal.own_minor, deal.best_minor);
}

/* Several bundles make a cart; it is told of the one that was made first. The worst that a cart
 * breaks is told alone. */
static gboolean
is_told_here (PnrPlanDeals *deals, guint content)
{
  return content != PNR_OFFER_TABLE_NONE
         && pnr_plan_deals_get_first_offer (deals, content) == deals->bundle;
}

static char *
say_cart (PnrCheckScene *scene, PnrPlanDeals *deals, const char *format, guint content,
          gint64 second)
{
  g_autofree char *products = pnr_plan_deals_describe (deals, deals->with, content);
  g_autofree char *cart = pnr_plan_deals_describe_cart (deals, deals->with, content);

  return say (scene, format, (const char *const[]){ products, cart, NULL },
              pnr_offer_table_get_paid (deals->with, content), second);
}

char *
pnr_check_find_free_cart (PnrCheckScene *scene, gpointer noun)
{
  PnrPlanDeals *deals = get_deals (scene, noun);
  const PnrOfferExploits *found = deals != NULL ? pnr_plan_deals_find_exploits (deals) : NULL;

  if (found == NULL || !is_told_here (deals, found->free))
    return NULL;
  /* Translators: {products} is a list of SKUs, {cart} one with prices, {second} an amount. */
  return say_cart (scene, deals,
                   _ ("Offers together give {products}, which cost {second} singly, for nothing: "
                      "{cart}."),
                   found->free, pnr_offer_table_get_list (deals->with, found->free));
}

/* A bundle that is below cost by itself is told so already, and so is a gift. */
char *
pnr_check_find_cart_below_cost (PnrCheckScene *scene, gpointer noun)
{
  PnrPlanDeals *deals = get_deals (scene, noun);
  const PnrOfferExploits *found = deals != NULL ? pnr_plan_deals_find_exploits (deals) : NULL;
  g_autofree char *gift_loss = pnr_check_find_gift_loss (scene, noun);

  if (found == NULL || gift_loss != NULL || found->free != PNR_OFFER_TABLE_NONE
      || !is_told_here (deals, found->below_cost)
      || (pnr_plan_guard_find_unexcused (scene->contents, noun) & PNR_PRICE_BREACH_BELOW_COST) != 0)
    return NULL;
  /* Translators: {products} is a list of SKUs, {cart} one with prices, {first} and {second} are
   * amounts of money. */
  return say_cart (scene, deals,
                   _ ("Offers give {products} for {first}, and they cost you {second}: {cart}."),
                   found->below_cost, pnr_offer_table_get_cost (deals->with, found->below_cost));
}

char *
pnr_check_find_more_for_less (PnrCheckScene *scene, gpointer noun)
{
  PnrPlanDeals *deals = get_deals (scene, noun);
  g_autofree char *more = NULL;
  g_autofree char *cart = NULL;
  g_autofree char *less = NULL;
  const PnrOfferExploits *found = deals != NULL ? pnr_plan_deals_find_exploits (deals) : NULL;

  if (found == NULL || found->free != PNR_OFFER_TABLE_NONE
      || found->below_cost != PNR_OFFER_TABLE_NONE || !is_told_here (deals, found->more))
    return NULL;
  more = pnr_plan_deals_describe (deals, deals->with, found->more);
  cart = pnr_plan_deals_describe_cart (deals, deals->with, found->more);
  less = pnr_plan_deals_describe (deals, deals->with, found->less);
  /* Translators: {products} and {others} are lists of SKUs, {cart} one with prices, {first} and
   * {second} amounts of money. */
  return say (scene,
              _ ("{products} cost {first}, which is less than {others} for {second}: {cart}."),
              (const char *const[]){ more, cart, less },
              pnr_offer_table_get_paid (deals->with, found->more),
              pnr_offer_table_get_paid (deals->with, found->less));
}

/* The first offer that takes something off tells it for all. */
static PnrBundle *
find_first_stacked (PnrPlanDeals *deals, guint content)
{
  PnrBundle *first = NULL;

  for (guint o = 0; o < deals->shop.n_offers; o++) {
    PnrBundle *offer = deals->shop.offers[o];

    if (pnr_offer_table_get_saving (deals->with, content, o) > 0
        && (first == NULL || pnr_bundle_get_id (offer) < pnr_bundle_get_id (first)))
      first = offer;
  }
  return first;
}

/* (nullable): what is found where offers add up, if @noun is to tell it. */
static const PnrOfferExploits *
find_stacked (PnrCheckScene *scene, gpointer noun)
{
  PnrPlanDeals *deals = get_deals (scene, noun);
  const PnrOfferExploits *found = deals != NULL ? pnr_plan_deals_find_exploits (deals) : NULL;

  if (found == NULL || found->stacked == PNR_OFFER_TABLE_NONE
      || find_first_stacked (deals, found->stacked) != deals->bundle)
    return NULL;
  return found;
}

char *
pnr_check_find_stacked_free (PnrCheckScene *scene, gpointer noun)
{
  const PnrOfferExploits *found = find_stacked (scene, noun);
  g_autofree char *products = NULL;

  if (found == NULL || found->stacked_minor > 0)
    return NULL;
  products = pnr_plan_deals_describe (scene->deals, scene->deals->with, found->stacked);
  /* Translators: {products} is a list of SKUs, {second} an amount of money. */
  return say (scene,
              _ ("A shop that adds up what several offers take off gives {products}, which cost "
                 "{second} singly, for nothing."),
              (const char *const[]){ products, NULL }, found->stacked_minor,
              pnr_offer_table_get_list (scene->deals->with, found->stacked));
}

char *
pnr_check_find_stacked_below_cost (PnrCheckScene *scene, gpointer noun)
{
  const PnrOfferExploits *found = find_stacked (scene, noun);
  g_autofree char *products = NULL;
  gint64 cost;

  if (found == NULL || found->stacked_minor <= 0)
    return NULL;
  cost = pnr_offer_table_get_cost (scene->deals->with, found->stacked);
  if (cost == PNR_MONEY_UNKNOWN || found->stacked_minor >= cost)
    return NULL;
  products = pnr_plan_deals_describe (scene->deals, scene->deals->with, found->stacked);
  /* Translators: {products} is a list of SKUs, {first} and {second} are amounts of money. */
  return say (scene,
              _ ("A shop that adds up what several offers take off sells {products} for {first}, "
                 "and they cost you {second}."),
              (const char *const[]){ products, NULL }, found->stacked_minor, cost);
}
