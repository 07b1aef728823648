/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a scenario assumes about parcels: a carrier's table, and what the shopper pays for shipping.
 *
 * A carrier's table is kept as assumptions of its own: "parcel up to 2000 g" costs 4.90. */
#include "config.h"

#include "plan/pnr-plan-market.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/pnr-money.h"
#include "base/pnr-text.h"

#define PARCEL_BAND "parcel up to "

static int
compare_bands (gconstpointer a, gconstpointer b)
{
  const PnrParcelBand *first = a, *second = b;

  return first->up_to < second->up_to ? -1 : first->up_to > second->up_to;
}

static void
read_bands (PnrScenario *scenario, double unit, PnrParcelTariff *tariff)
{
  GPtrArray *assumptions = pnr_scenario_get_assumptions (scenario);

  for (guint i = 0; i < assumptions->len && tariff->n_bands < PNR_PARCEL_MAX_BANDS; i++) {
    PnrAssumption *assumption = g_ptr_array_index (assumptions, i);
    g_autofree char *name = pnr_text_fold (pnr_assumption_get_name (assumption));
    gint64 up_to;

    if (!g_str_has_prefix (name, PARCEL_BAND))
      continue;
    up_to = g_ascii_strtoll (name + strlen (PARCEL_BAND), NULL, 10);
    if (up_to > 0)
      tariff->bands[tariff->n_bands++] =
          (PnrParcelBand){ up_to, llround (pnr_assumption_get_value (assumption) * unit) };
  }
  qsort (tariff->bands, tariff->n_bands, sizeof (PnrParcelBand), compare_bands);
}

static gint64
get_minor (PnrScenario *scenario, const char *name, double unit, gint64 fallback)
{
  PnrAssumption *assumption = pnr_plan_find_assumption (scenario, name);

  return assumption != NULL ? llround (pnr_assumption_get_value (assumption) * unit) : fallback;
}

/**
 * pnr_plan_assume_tariff:
 * @scenario: under which assumptions
 * @currency: of its amounts
 *
 * Returns: what parcels cost the shop and the shopper; without a carrier's table, by order and
 *   piece
 */
PnrParcelTariff
pnr_plan_assume_tariff (PnrScenario *scenario, const char *currency)
{
  double unit = (double) pnr_currency_get_unit (currency);
  PnrParcelTariff tariff = {
    .order_minor = get_minor (scenario, "shipping per order", unit, 0),
    .unit_minor = get_minor (scenario, "shipping per unit", unit, 0),
    .charge_minor = MAX (0, get_minor (scenario, "shipping charge", unit, 0)),
    .free_from_minor = get_minor (scenario, "free shipping from", unit, PNR_MONEY_UNKNOWN),
  };

  read_bands (scenario, unit, &tariff);
  return tariff;
}
