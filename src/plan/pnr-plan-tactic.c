/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a scenario believes of an upsell or a cross-sell that nobody has made yet.
 *
 * The advisor and the simulation of relationships believe the same. It is the same for both tactics
 * as well: that one of them is easier is for the merchant's own tests to say. */
#include "config.h"

#include "plan/pnr-plan-tactic.h"

#include "plan/pnr-plan-market.h"

static const PnrRange usual_acceptance = { 0.10, 0.02, 0.30 };
static const PnrRange usual_loss = { 0.02, 0.0, 0.05 };
static const PnrRange usual_step = { 1.0, 0.0, 2.0 };

static const struct {
  const char *name;
  PnrRange usual;
} placements[PNR_N_PLACEMENTS] = {
  [PNR_PLACEMENT_PRODUCT_PAGE] = { "product page exposure", { 0.6, 0.3, 0.9 } },
  [PNR_PLACEMENT_CART] = { "cart exposure", { 0.7, 0.4, 0.95 } },
};

/**
 * pnr_plan_assume_tactic:
 * @scenario: a scenario
 * @tactic: upsell or cross-sell
 * @sku: of the product that is offered
 * @terms: (inout): gets acceptance, loss and price step
 *
 * An acceptance stated for this one product was measured with it.
 */
void
pnr_plan_assume_tactic (PnrScenario *scenario, PnrTactic tactic, const char *sku,
                        PnrTacticTerms *terms)
{
  gboolean is_upsell = tactic == PNR_TACTIC_UPSELL;
  const char *name = is_upsell ? "upsell acceptance" : "cross-sell acceptance";
  const char *lost = is_upsell ? "upsell lost sales" : "cross-sell lost sales";
  g_autofree char *own_name = g_strconcat (name, " ", sku, NULL);

  terms->is_measured = pnr_plan_find_assumption (scenario, own_name) != NULL;
  terms->acceptance =
      pnr_plan_assume_range (scenario, terms->is_measured ? own_name : name, usual_acceptance);
  terms->loss = pnr_plan_assume_range (scenario, lost, usual_loss);
  terms->step = pnr_plan_assume_range (scenario, "price step", usual_step);
}

/* Of the shoppers who come by a place, the share who see what is shown there. */
PnrRange
pnr_plan_assume_placement (PnrScenario *scenario, PnrPlacement placement)
{
  return pnr_plan_assume_range (scenario, placements[placement].name, placements[placement].usual);
}
