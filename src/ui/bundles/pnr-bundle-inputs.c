/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a calculation about a bundle depends on, as a text to compare. */
#include "config.h"

#include "ui/bundles/pnr-bundle-inputs.h"

static void
add_number (GString *inputs, gint64 number)
{
  g_string_append_printf (inputs, "%" G_GINT64_FORMAT " ", number);
}

/* A bundle is judged under the assumptions of the first scenario that offers it. */
static void
add_assumptions (PnrSession *session, PnrBundle *bundle, GString *inputs)
{
  GListModel *scenarios = G_LIST_MODEL (pnr_plan_get_scenarios (pnr_session_get_plan (session)));

  for (guint i = 0; i < g_list_model_get_n_items (scenarios); i++) {
    g_autoptr (PnrScenario) scenario = g_list_model_get_item (scenarios, i);
    GPtrArray *assumptions = pnr_scenario_get_assumptions (scenario);

    if (!pnr_scenario_has_bundle (scenario, pnr_bundle_get_id (bundle)))
      continue;
    for (guint j = 0; j < assumptions->len; j++) {
      PnrAssumption *assumption = g_ptr_array_index (assumptions, j);

      g_string_append_printf (inputs, "%s %a %a %a ", pnr_assumption_get_name (assumption),
                              pnr_assumption_get_value (assumption),
                              pnr_assumption_get_low (assumption),
                              pnr_assumption_get_high (assumption));
    }
    return;
  }
}

/**
 * pnr_bundle_inputs_dup:
 * @session: a session
 * @bundle: a bundle, as it is or as it is being edited
 *
 * Returns: (transfer full): the same text as long as everything is the same that a simulation of
 *   the bundle reads, but its own prices
 */
char *
pnr_bundle_inputs_dup (PnrSession *session, PnrBundle *bundle)
{
  GString *inputs = g_string_new (NULL);
  PnrPriceRule rule = pnr_bundle_get_price_rule (bundle);

  add_number (inputs, pnr_plan_get_n_orders (pnr_session_get_plan (session)));
  add_number (inputs, pnr_bundle_get_kind (bundle));
  add_number (inputs, pnr_bundle_get_margin_floor_ppm (bundle));
  add_number (inputs, pnr_bundle_get_choice_min (bundle));
  add_number (inputs, pnr_bundle_get_choice_max (bundle));
  add_number (inputs, pnr_bundle_get_choice_step (bundle));
  add_number (inputs, pnr_bundle_get_threshold_minor (bundle));
  add_number (inputs, rule.n_tiers);
  for (guint i = 0; i < rule.n_tiers; i++)
    add_number (inputs, rule.tiers[i].start);
  for (guint i = 0; i < pnr_bundle_get_n_components (bundle); i++) {
    const PnrComponent *component = pnr_bundle_get_component (bundle, i);
    PnrProduct *product = pnr_session_find_product (session, component->product_id);

    add_number (inputs, component->product_id);
    add_number (inputs, component->quantity);
    add_number (inputs, component->role);
    add_number (inputs, component->is_optional);
    add_number (inputs, component->min_quantity);
    add_number (inputs, component->max_quantity);
    if (product == NULL)
      continue;
    add_number (inputs, pnr_product_get_price_minor (product));
    add_number (inputs, pnr_product_get_cost_minor (product));
    add_number (inputs, pnr_product_get_weight_g (product));
  }
  add_assumptions (session, bundle, inputs);
  return g_string_free (inputs, FALSE);
}

/**
 * pnr_bundle_inputs_dup_price:
 * @bundle: a bundle, as it is or as it is being edited
 *
 * Returns: (transfer full): the same text as long as shoppers pay the same for everything in it
 */
char *
pnr_bundle_inputs_dup_price (PnrBundle *bundle)
{
  GString *inputs = g_string_new (NULL);
  PnrPriceRule rule = pnr_bundle_get_price_rule (bundle);

  add_number (inputs, rule.mode);
  add_number (inputs, rule.value);
  add_number (inputs, rule.tier_basis);
  add_number (inputs, rule.tier_effect);
  for (guint i = 0; i < rule.n_tiers; i++)
    add_number (inputs, rule.tiers[i].value);
  for (guint i = 0; i < pnr_bundle_get_n_components (bundle); i++) {
    add_number (inputs, pnr_bundle_get_component (bundle, i)->off_ppm);
    add_number (inputs, pnr_bundle_get_component (bundle, i)->extra_minor);
  }
  return g_string_free (inputs, FALSE);
}
