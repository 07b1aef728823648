/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All orders of the shop behind a simulation of some of its products. */
#include "config.h"

#include "plan/pnr-plan-ledger.h"

#include <glib/gi18n.h>

#include "economy/pnr-lifetime.h"
#include "plan/pnr-plan-market.h"
#include "plan/pnr-plan-private.h"
#include "plan/pnr-plan-tax.h"

PnrLedger *
pnr_plan_read_ledger (PnrPlan *self, PnrContents *contents, PnrProgress *progress, GError **error)
{
  g_autoptr (PnrStore) store = pnr_plan_open_reader (self, error);
  PnrLedger *ledger;

  if (store == NULL)
    return NULL;
  ledger = pnr_store_read_ledger (store, contents, progress, error);
  pnr_store_close (store);
  return ledger;
}

/**
 * pnr_plan_count_store:
 * @market: a market, not yet simulated
 * @ledger: all orders
 * @window: of them, those that count
 *
 * Tells the market what all orders come to, so that it can say what its offers do to their mean.
 */
void
pnr_plan_count_store (PnrMarket *market, PnrLedger *ledger, const PnrOrderWindow *window)
{
  gboolean is_whole = window->from == G_MININT64 && window->to == G_MAXINT64;

  market->n_store_orders = market->store_revenue_minor = 0;
  for (guint i = 0; i < ledger->orders->len; i++) {
    const PnrLedgerOrder *order = &g_array_index (ledger->orders, PnrLedgerOrder, i);

    if (!is_whole
        && (order->time == PNR_LEDGER_TIME_UNKNOWN || order->time < window->from
            || order->time >= window->to))
      continue;
    market->n_store_orders++;
    market->store_revenue_minor += order->total_minor;
  }
}

/* Lifetime value rests on more than the market: terms, and the orders whose customers are looked
 * at. Written as hexadecimal, so that every difference shows. */
static char *
stamp_lifetime (const char *market_hash, const PnrOrderWindow *window,
                const PnrLifetimeTerms *terms)
{
  g_autofree char *text = g_strdup_printf (
      "%s\nlifetime %a %a persistence %a %a %a retention %a %a %a window %" G_GINT64_FORMAT
      " %" G_GINT64_FORMAT,
      market_hash, terms->horizon_weeks, terms->discount, terms->persistence.value,
      terms->persistence.low, terms->persistence.high, terms->retention.value, terms->retention.low,
      terms->retention.high, window->from, window->to);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

/**
 * pnr_plan_add_lifetime:
 * @outcome: what a simulation said; takes lifetime values, and a hash with what they rest on
 * @market: the market that was simulated
 * @ledger: all orders
 * @window: of them, those that count
 * @contents: the plan, for its products' tax
 * @scenario: what is assumed of later orders
 * @progress: (nullable): a progress
 * @error: a place for a cancellation
 *
 * Returns: whether it was not cancelled
 */
gboolean
pnr_plan_add_lifetime (PnrOutcome *outcome, const PnrMarket *market, PnrLedger *ledger,
                       const PnrOrderWindow *window, PnrContents *contents, PnrScenario *scenario,
                       PnrProgress *progress, GError **error)
{
  PnrLifetimeTerms terms = pnr_plan_assume_lifetime (scenario);
  g_autofree char *market_hash = g_steal_pointer (&outcome->inputs_hash);

  /* A product without a rate is taxed as the scenario says, or not at all. */
  terms.net_share = pnr_plan_tax_find_net_share (
      contents,
      pnr_plan_find_assumption (scenario, "vat share") != NULL ? market->costs.vat_ppm : 0);
  outcome->inputs_hash = stamp_lifetime (market_hash, window, &terms);
  pnr_progress_begin_step (progress, _ ("Looking at returning customers"));
  return pnr_lifetime_fill (outcome, market, ledger, window->from, window->to, &terms, progress,
                            error);
}
