/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a plan states about its shoppers and its own orders rule out.
 *
 * Whoever bought a product knew it, and there were at least as many shoppers as orders. Numbers
 * that are a little too low are raised to what the orders need, and that is said. Where fewer are
 * to know a product than bought it, nearly everybody would be news to an offer that shows it; a
 * figure made of that would be a fancy, so there is none. */
#include "config.h"

#include "economy/pnr-contradiction.h"

#include <glib/gi18n.h>

#include "economy/pnr-belief.h"

/* Shares come from text and from divisions. */
#define ROUNDING 1e-9

/**
 * pnr_contradiction_check:
 * @market: a market whose products all have orders
 * @error: what cannot be and what to do
 *
 * Returns: whether no fewer are stated to know each product than bought it
 */
gboolean
pnr_contradiction_check (const PnrMarket *market, GError **error)
{
  double n_shoppers = pnr_belief_get_shoppers (market).value;

  for (guint j = 0; j < market->n_products; j++) {
    const PnrMarketProduct *product = &market->products[j];
    double bought = (double) product->n_orders / n_shoppers;

    if (product->is_awareness_inferred || product->awareness.value >= bought - ROUNDING)
      continue;
    g_set_error (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_IMPOSSIBLE_BELIEF,
                 _ ("%.2f %% of shoppers bought “%s”, but only %.2f %% are assumed to know it, "
                    "which cannot be. Assume that more know it, or that there are more relevant "
                    "shoppers."),
                 100.0 * bought, product->name, 100.0 * MAX (product->awareness.value, 0.0));
    return FALSE;
  }
  return TRUE;
}

static void
list_shoppers (const PnrMarket *market, double used, PnrOutcome *outcome)
{
  double stated = market->relevant_shoppers.value;

  if (stated > 0.0 && stated < used * (1.0 - ROUNDING))
    pnr_outcome_take_warning (
        outcome,
        g_strdup_printf (_ ("%.0f relevant shoppers are stated, fewer than the %.0f orders of "
                            "the period need; %.0f were used instead. Correct the assumption, or "
                            "choose the period that it is meant for."),
                         stated, (double) market->n_orders, used));
}

/**
 * pnr_contradiction_list:
 * @market: a market for which pnr_contradiction_check() holds
 * @outcome: gets a warning for each number that was raised
 */
void
pnr_contradiction_list (const PnrMarket *market, PnrOutcome *outcome)
{
  double n_shoppers = pnr_belief_get_shoppers (market).value;
  double used[PNR_MARKET_MAX_PRODUCTS];

  list_shoppers (market, n_shoppers, outcome);
  pnr_belief_get_awareness (market, n_shoppers, used);
  for (guint j = 0; j < market->n_products; j++) {
    const PnrMarketProduct *product = &market->products[j];

    if (product->is_awareness_inferred || product->awareness.value >= used[j] - ROUNDING)
      continue;
    pnr_outcome_take_warning (
        outcome,
        g_strdup_printf (_ ("Only %.2f %% of shoppers are assumed to know “%s”, hardly more than "
                            "bought it; %.2f %% were used instead. Correct the assumption."),
                         100.0 * product->awareness.value, product->name, 100.0 * used[j]));
  }
}
