/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs several markets on the same shoppers and sets every two of them against each other.
 *
 * Two scenarios with wide intervals may still differ surely, because what is uncertain about both
 * is the same thing. So the difference is taken draw by draw, and its interval is over the
 * differences. */
#include "config.h"

#include "economy/pnr-side-by-side.h"

#include <math.h>

#include "economy/pnr-market-figures.h"

/* A measure that the baseline does not have is compared as it stands. */
static double
get_standing_figure (PnrFigures figures, PnrMetric metric)
{
  return isfinite (figures[PNR_SIDE_DELTA][metric]) ? figures[PNR_SIDE_DELTA][metric]
                                                    : figures[PNR_SIDE_SCENARIO][metric];
}

static double
get_standing_value (PnrOutcome *outcome, PnrMetric metric)
{
  double change = outcome->estimates[PNR_SIDE_DELTA][metric].value;

  return isfinite (change) ? change : outcome->estimates[PNR_SIDE_SCENARIO][metric].value;
}

static void
set_differences (PnrComparison *comparison, guint a, guint b, PnrFigures *const *figures,
                 guint n_draws)
{
  g_autofree double *values = g_new (double, n_draws + 1);

  for (int metric = 0; metric < PNR_N_METRICS; metric++) {
    PnrEstimate *estimate = &comparison->differences[a][b][metric];

    estimate->standard_error = NAN;
    estimate->value = get_standing_value (comparison->outcomes[b], metric)
                      - get_standing_value (comparison->outcomes[a], metric);
    for (guint draw = 0; draw < n_draws; draw++)
      values[draw] = get_standing_figure (figures[b][draw], metric)
                     - get_standing_figure (figures[a][draw], metric);
    pnr_market_figures_set_interval (estimate, values, n_draws);
  }
}

/* The stamp of a comparison names the data of all its columns. */
static char *
dup_common_hash (PnrComparison *comparison)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < comparison->n_scenarios; i++)
    g_string_append_printf (text, "%s\n", comparison->outcomes[i]->inputs_hash);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text->str, -1);
}

static gboolean
run_markets (PnrComparison *comparison, PnrMarket *const *markets, const char *const *names,
             guint n_markets, PnrFigures **figures, const PnrSimulationSettings *settings,
             PnrProgress *progress, GError **error)
{
  for (guint i = 0; i < n_markets; i++) {
    g_autoptr (PnrOutcome) outcome = pnr_simulate (markets[i], settings, progress, error);

    if (outcome == NULL)
      return FALSE;
    pnr_comparison_add (comparison, names[i], outcome);
    figures[i] = g_new0 (PnrFigures, settings->n_draws + 1);
    if (!pnr_market_figures_draw (markets[i], settings, figures[i], progress, error))
      return FALSE;
  }
  return TRUE;
}

/**
 * pnr_simulate_side_by_side:
 * @markets: (array length=n_markets): the same products in each, with different bundles or beliefs
 * @names: (array length=n_markets): of the scenarios
 * @n_markets: 1 to %PNR_COMPARISON_MOST
 * @settings: how many shoppers, which seed
 * @progress: (nullable): told the share done; can cancel
 * @error: what is missing and what to do
 *
 * Shoppers are the same in all markets as far as the products are.
 *
 * Returns: (transfer full) (nullable): all outcomes and their differences
 */
PnrComparison *
pnr_simulate_side_by_side (PnrMarket *const *markets, const char *const *names, guint n_markets,
                           const PnrSimulationSettings *settings, PnrProgress *progress,
                           GError **error)
{
  g_autoptr (PnrComparison) comparison = NULL;
  PnrFigures *figures[PNR_COMPARISON_MOST] = { NULL };
  gboolean done;

  g_return_val_if_fail (n_markets > 0 && n_markets <= PNR_COMPARISON_MOST, NULL);

  comparison = pnr_comparison_new (markets[0]->currency);
  comparison->n_products = markets[0]->n_products;
  done = run_markets (comparison, markets, names, n_markets, figures, settings, progress, error);
  if (done) {
    for (guint a = 0; a < n_markets; a++)
      for (guint b = 0; b < n_markets; b++)
        set_differences (comparison, a, b, figures, settings->n_draws);
    comparison->inputs_hash = dup_common_hash (comparison);
  }
  for (guint i = 0; i < n_markets; i++)
    g_free (figures[i]);
  return done ? g_steal_pointer (&comparison) : NULL;
}
