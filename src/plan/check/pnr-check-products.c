/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules for the plan itself and for its products. */
#include "config.h"

#include <glib/gi18n.h>

#include "base/pnr-money.h"
#include "plan/check/pnr-check-rule.h"

/* ISO 4217: no currency. A rescued plan whose first row is lost has it. */
#define NO_CURRENCY "XXX"

static char *
find_no_currency (PnrCheckScene *scene, gpointer noun)
{
  if (g_strcmp0 (scene->contents->currency, NO_CURRENCY) != 0)
    return NULL;
  return g_strdup (_ ("The plan has prices, but nobody knows in which currency."));
}

static char *
find_zero_price (PnrCheckScene *scene, gpointer noun)
{
  gint64 price = pnr_product_get_price_minor (noun);

  if (price == PNR_MONEY_UNKNOWN || price > 0 || !pnr_product_is_visible (noun))
    return NULL;
  return price == 0 ? g_strdup (_ ("The price is zero, and the product can be seen in the shop."))
                    : g_strdup (_ ("The price is below zero."));
}

static char *
find_price_below_cost (PnrCheckScene *scene, gpointer noun)
{
  gint64 price = pnr_product_get_price_minor (noun);
  gint64 cost = pnr_product_get_cost_minor (noun);
  g_autofree char *shown_price = NULL;
  g_autofree char *shown_cost = NULL;

  if (price == PNR_MONEY_UNKNOWN || cost == PNR_MONEY_UNKNOWN || price <= 0 || price >= cost)
    return NULL;
  shown_price = pnr_money_format (price, scene->contents->currency);
  shown_cost = pnr_money_format (cost, scene->contents->currency);
  return g_strdup_printf (_ ("It is sold for %s and costs %s."), shown_price, shown_cost);
}

static char *
find_missing_parent (PnrCheckScene *scene, gpointer noun)
{
  const char *parent = pnr_product_get_parent_sku (noun);

  if (parent == NULL || *parent == '\0'
      || pnr_contents_find_product (scene->contents, parent) != NULL)
    return NULL;
  return g_strdup_printf (_ ("It is a variant of “%s”, which is not in the catalogue."), parent);
}

const PnrCheckRule pnr_check_plan_rules[] = {
  { "no-currency", PNR_SEVERITY_ERROR, find_no_currency,
    N_ ("Make a new plan with the right currency and import the catalogue into it.") },
  { NULL },
};

const PnrCheckRule pnr_check_product_rules[] = {
  { "zero-price", PNR_SEVERITY_WARNING, find_zero_price,
    N_ ("Enter the price, or empty it where it is not known.") },
  { "price-below-cost", PNR_SEVERITY_WARNING, find_price_below_cost,
    N_ ("Raise the price, or correct the cost.") },
  { "missing-parent", PNR_SEVERITY_WARNING, find_missing_parent,
    N_ ("Import the parent product, or empty the parent SKU.") },
  { "shared-stock", PNR_SEVERITY_NOTE, pnr_check_find_shared_stock,
    N_ ("Promise each bundle what the others leave, as its sheet says, or stock more of it.") },
  { NULL },
};
