/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Teaches a market what the plan's orders say beyond which products were bought together.
 *
 * What was paid, how many units an order held, and how sales moved with the price. What the
 * scenario states stays as it is. */
#include "config.h"

#include "plan/pnr-plan-past.h"

#include "economy/pnr-belief.h"
#include "economy/pnr-further-unit.h"
#include "economy/pnr-past-sales.h"
#include "economy/pnr-price-response.h"
#include "plan/pnr-plan-private.h"

static void
learn_elasticity (PnrMarket *market, guint j, GArray *sales, PnrBasketSet *baskets)
{
  PnrMarketProduct *product = &market->products[j];
  PnrPriceResponse response;

  if (product->elasticity.value < 0.0
      || !pnr_price_response_find (sales, pnr_basket_set_get_first_time (baskets),
                                   pnr_basket_set_get_last_time (baskets), &response))
    return;
  product->elasticity =
      pnr_price_response_combine (&response, pnr_belief_get_elasticity (market, j).value);
  product->n_weeks = response.n_weeks;
  product->n_prices = response.n_prices;
}

static gboolean
learn_all (PnrStore *store, const PnrOrderWindow *window, PnrBasketSet *baskets, PnrMarket *market,
           PnrProgress *progress, GError **error)
{
  gint64 from = window != NULL ? window->from : G_MININT64;
  gint64 to = window != NULL ? window->to : G_MAXINT64;

  for (guint j = 0; j < market->n_products; j++) {
    PnrMarketProduct *product = &market->products[j];
    g_autoptr (GArray) sales =
        pnr_store_read_sales (store, product->sku, from, to, progress, error);

    if (sales == NULL)
      return FALSE;
    pnr_past_sales_count (sales, product);
    learn_elasticity (market, j, sales, baskets);
  }
  return TRUE;
}

/**
 * pnr_plan_market_learn:
 * @self: a plan
 * @window: (nullable): which orders; %NULL: all of them
 * @baskets: the orders of that window, from which @market was made
 * @market: (transfer full) (nullable): what comes from pnr_plan_market_new()
 * @progress: (nullable): can cancel
 * @error: a place for a sentence; set already where there is no @market
 *
 * Returns: (transfer full) (nullable): @market
 */
PnrMarket *
pnr_plan_market_learn (PnrPlan *self, const PnrOrderWindow *window, PnrBasketSet *baskets,
                       PnrMarket *market, PnrProgress *progress, GError **error)
{
  g_autoptr (PnrMarket) own = market;
  PnrStore *store;
  gboolean done;

  if (market == NULL)
    return NULL;
  store = pnr_store_open (pnr_plan_get_path (self), PNR_STORE_OPEN_READ_ONLY, error);
  if (store == NULL)
    return NULL;
  done = learn_all (store, window, baskets, market, progress, error);
  pnr_store_close (store);
  if (!done)
    return NULL;
  pnr_further_unit_settle (market);
  return g_steal_pointer (&own);
}
