/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rules for scenarios: something to simulate, and assumptions inside their own bounds. */
#include "config.h"

#include <glib/gi18n.h>

#include "plan/check/pnr-check-rule.h"

static char *
find_nothing_to_simulate (PnrCheckScene *scene, gpointer noun)
{
  if (pnr_scenario_get_n_bundles (noun) > 0 || pnr_scenario_get_assumptions (noun)->len > 0)
    return NULL;
  return g_strdup (_ ("It has neither bundles nor assumptions, so it is the same as today."));
}

static char *
find_loose_assumption (PnrCheckScene *scene, gpointer noun)
{
  GPtrArray *assumptions = pnr_scenario_get_assumptions (noun);

  for (guint i = 0; i < assumptions->len; i++) {
    PnrAssumption *assumption = g_ptr_array_index (assumptions, i);

    if (pnr_assumption_get_low (assumption) > pnr_assumption_get_value (assumption)
        || pnr_assumption_get_value (assumption) > pnr_assumption_get_high (assumption))
      return g_strdup_printf (_ ("The assumption “%s” lies outside of its own low and high."),
                              pnr_assumption_get_name (assumption));
  }
  return NULL;
}

const PnrCheckRule pnr_check_scenario_rules[] = {
  { "assumption-out-of-range", PNR_SEVERITY_ERROR, find_loose_assumption,
    N_ ("Enter a low that is not above, and a high that is not below the value.") },
  { "empty-scenario", PNR_SEVERITY_NOTE, find_nothing_to_simulate,
    N_ ("Add a bundle or an assumption, or remove the scenario.") },
  { NULL },
};
