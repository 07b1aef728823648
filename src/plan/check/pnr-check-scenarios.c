/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules for scenarios: something to simulate, and assumptions inside their own bounds. */
#include "config.h"

#include <glib/gi18n.h>

#include "model/pnr-assumption-rule.h"
#include "plan/check/pnr-check-rule.h"

static char *
find_nothing_to_simulate (PnrCheckScene *scene, gpointer noun)
{
  if (pnr_scenario_get_n_bundles (noun) > 0 || pnr_scenario_get_assumptions (noun)->len > 0)
    return NULL;
  return g_strdup (_ ("It has neither bundles nor assumptions, so it is the same as today."));
}

static gboolean
find_fault (PnrScenario *scenario, gboolean is_of_name, PnrAssumption **found,
            PnrAssumptionFault *fault)
{
  GPtrArray *assumptions = pnr_scenario_get_assumptions (scenario);

  for (guint i = 0; i < assumptions->len; i++) {
    *found = g_ptr_array_index (assumptions, i);
    if (!pnr_assumption_find_fault (*found, fault))
      continue;
    if (g_str_equal (fault->field, "name") == is_of_name)
      return TRUE;
    pnr_assumption_fault_clear (fault);
  }
  return FALSE;
}

static char *
find_wrong_assumption (PnrCheckScene *scene, gpointer noun)
{
  g_auto (PnrAssumptionFault) fault = { 0 };
  PnrAssumption *found;

  if (!find_fault (noun, FALSE, &found, &fault))
    return NULL;
  /* Translators: the name of an assumption, and a sentence on its number. */
  return g_strdup_printf (_ ("The assumption “%s” cannot be so. %s"),
                          pnr_assumption_get_name (found), fault.sentence);
}

static char *
find_unknown_assumption (PnrCheckScene *scene, gpointer noun)
{
  g_auto (PnrAssumptionFault) fault = { 0 };
  PnrAssumption *found;

  return find_fault (noun, TRUE, &found, &fault) ? g_steal_pointer (&fault.sentence) : NULL;
}

const PnrCheckRule pnr_check_scenario_rules[] = {
  { "assumption-out-of-range", PNR_SEVERITY_ERROR, find_wrong_assumption,
    N_ ("Correct it in the scenario.") },
  { "unknown-assumption", PNR_SEVERITY_WARNING, find_unknown_assumption,
    N_ ("Give it a name that is known, or take it out of the scenario.") },
  { "empty-scenario", PNR_SEVERITY_NOTE, find_nothing_to_simulate,
    N_ ("Add a bundle or an assumption, or remove the scenario.") },
  { NULL },
};
