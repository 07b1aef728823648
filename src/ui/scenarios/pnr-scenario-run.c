/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The last simulation of a scenario, and what it was made from, to tell when it is out of date. */
#include "config.h"

#include "ui/scenarios/pnr-scenario-run.h"

PnrScenarioRun *
pnr_scenario_run_new (PnrOutcome *outcome, const char *failure, const char *inputs)
{
  PnrScenarioRun *self = g_new0 (PnrScenarioRun, 1);

  self->outcome = outcome != NULL ? pnr_outcome_ref (outcome) : NULL;
  self->failure = g_strdup (failure);
  self->inputs = g_strdup (inputs);
  return self;
}

void
pnr_scenario_run_free (PnrScenarioRun *self)
{
  g_clear_pointer (&self->outcome, pnr_outcome_unref);
  g_free (self->failure);
  g_free (self->inputs);
  g_free (self);
}

static void
add_number (GChecksum *checksum, gint64 number)
{
  g_checksum_update (checksum, (const guchar *) &number, sizeof number);
}

static void
add_double (GChecksum *checksum, double number)
{
  g_checksum_update (checksum, (const guchar *) &number, sizeof number);
}

static void
add_bundle (GChecksum *checksum, PnrPlan *plan, PnrBundle *bundle)
{
  PnrPriceRule rule = pnr_bundle_get_price_rule (bundle);

  add_number (checksum, pnr_bundle_get_kind (bundle));
  add_number (checksum, rule.mode);
  add_number (checksum, rule.value);
  add_number (checksum, rule.tier_basis);
  add_number (checksum, rule.tier_effect);
  for (guint i = 0; i < rule.n_tiers; i++) {
    add_number (checksum, rule.tiers[i].start);
    add_number (checksum, rule.tiers[i].value);
  }
  add_number (checksum, pnr_bundle_get_choice_min (bundle));
  add_number (checksum, pnr_bundle_get_choice_max (bundle));
  add_number (checksum, pnr_bundle_get_choice_step (bundle));
  add_number (checksum, pnr_bundle_get_threshold_minor (bundle));
  add_number (checksum, pnr_bundle_get_max_uses (bundle));
  for (guint i = 0; i < pnr_bundle_get_n_components (bundle); i++) {
    const PnrComponent *component = pnr_bundle_get_component (bundle, i);
    PnrProduct *product =
        pnr_noun_list_get_by_id (pnr_plan_get_products (plan), component->product_id);

    add_number (checksum, component->product_id);
    add_number (checksum, component->quantity);
    add_number (checksum, component->role);
    add_number (checksum, component->is_optional);
    add_number (checksum, component->min_quantity);
    add_number (checksum, component->max_quantity);
    add_number (checksum, component->off_ppm);
    add_number (checksum, component->extra_minor);
    if (product != NULL) {
      add_number (checksum, pnr_product_get_price_minor (product));
      add_number (checksum, pnr_product_get_cost_minor (product));
      add_number (checksum, pnr_product_get_weight_g (product));
    }
  }
}

static void
add_assumption (GChecksum *checksum, PnrAssumption *assumption)
{
  g_checksum_update (checksum, (const guchar *) pnr_assumption_get_name (assumption), -1);
  add_double (checksum, pnr_assumption_get_value (assumption));
  add_double (checksum, pnr_assumption_get_low (assumption));
  add_double (checksum, pnr_assumption_get_high (assumption));
}

/**
 * pnr_scenario_run_dup_inputs:
 * @plan: a plan
 * @scenario: one of its scenarios
 *
 * Names and notes do not enter, because they do not enter the simulation.
 *
 * Returns: (transfer full): the same text as long as a simulation would say the same
 */
char *
pnr_scenario_run_dup_inputs (PnrPlan *plan, PnrScenario *scenario)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  GPtrArray *assumptions = pnr_scenario_get_assumptions (scenario);

  add_number (checksum, pnr_plan_get_n_orders (plan));
  for (guint i = 0; i < pnr_scenario_get_n_bundles (scenario); i++) {
    PnrBundle *bundle = pnr_noun_list_get_by_id (pnr_plan_get_bundles (plan),
                                                 pnr_scenario_get_bundle_id (scenario, i));

    add_number (checksum, pnr_scenario_get_bundle_id (scenario, i));
    if (bundle != NULL)
      add_bundle (checksum, plan, bundle);
  }
  for (guint i = 0; i < assumptions->len; i++)
    add_assumption (checksum, g_ptr_array_index (assumptions, i));
  return g_strdup (g_checksum_get_string (checksum));
}
