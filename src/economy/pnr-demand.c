/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws simulated shoppers: what each would pay at most for each product of the focus set.
 *
 * Scrambled Sobol points, one dimension per principal axis of the correlations, become normal
 * scores and then reservation prices. These are the only numbers born as floating point; they are
 * rounded once, here, and every later comparison is exact. */
#include "config.h"

#include "economy/pnr-demand.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <string.h>

#include "economy/pnr-quasi-random.h"

#define TILE 256

static guint32
hash_name (const char *name)
{
  guint32 hash = 2166136261u;

  for (; *name != '\0'; name++)
    hash = (hash ^ (guint8) *name) * 16777619u;
  return hash;
}

static void
rank_names (const char *const *names, guint n, guint *row_of)
{
  for (guint j = 0; j < n; j++) {
    guint32 own = hash_name (names[j]);

    row_of[j] = 0;
    for (guint k = 0; k < n; k++) {
      guint32 other = hash_name (names[k]);
      int order = own != other ? (other < own ? 1 : -1) : strcmp (names[j], names[k]);

      row_of[j] += order > 0 || (order == 0 && k < j);
    }
  }
}

/**
 * pnr_demand_rank_products:
 * @market: a market
 * @row_of: (out): the row of each product
 *
 * Ranks products by a hash of their SKUs, so that two scenarios that list the same products
 * differently still meet the same shoppers.
 */
void
pnr_demand_rank_products (const PnrMarket *market, guint row_of[PNR_MARKET_MAX_PRODUCTS])
{
  const char *names[PNR_MARKET_MAX_PRODUCTS];

  for (guint j = 0; j < market->n_products; j++)
    names[j] = market->products[j].sku;
  rank_names (names, market->n_products, row_of);
}

/* Of the bundles, or of what relationships offer, from row @first on. Returns: the next free row */
static guint
rank_some_bundles (const PnrMarket *market, gboolean are_led, guint first, guint *row_of)
{
  const char *names[PNR_MARKET_MAX_BUNDLES] = { NULL };
  guint places[PNR_MARKET_MAX_BUNDLES], rows[PNR_MARKET_MAX_BUNDLES];
  guint n = 0;

  for (guint b = 0; b < market->n_bundles; b++)
    if ((market->bundles[b].offered_as != PNR_OFFERED_AS_BUNDLE) == are_led) {
      places[n] = b;
      names[n++] = market->bundles[b].sku;
    }
  rank_names (names, n, rows);
  for (guint i = 0; i < n; i++)
    row_of[places[i]] = first + rows[i];
  return first + n;
}

/* The same for offers. Bundles come first, so that with and without what relationships offer each
 * of them is seen by the same shoppers. */
void
pnr_demand_rank_bundles (const PnrMarket *market, guint row_of[PNR_MARKET_MAX_BUNDLES])
{
  rank_some_bundles (market, TRUE, rank_some_bundles (market, FALSE, 0, row_of), row_of);
}

static gint32
round_value (const PnrDemand *demand, guint product, double score)
{
  double point = demand->spread[product].mean + demand->spread[product].sd * score;
  double value = demand->family == PNR_VALUE_LOG_NORMAL ? exp (point) : point;

  return (gint32) rint (CLAMP (value * demand->scale, -demand->cap, demand->cap));
}

/* @axes of all shoppers are @stride apart. */
static void
draw_axes (guint n_products, guint32 first, guint n, guint64 seed, guint32 scramble, double *axes,
           guint stride)
{
  for (guint axis = 0; axis < n_products; axis++) {
    double *own = axes + (gsize) axis * stride;

    pnr_quasi_random_fill (axis, first, n, seed, scramble, own);
    for (guint i = 0; i < n; i++)
      own[i] = gsl_cdf_ugaussian_Pinv (own[i]);
  }
}

static void
value_tile (const PnrDemand *demand, const double *axes, guint stride, guint n, gint32 *values)
{
  double scores[TILE];

  for (guint j = 0; j < demand->n_products; j++) {
    const double *factor = demand->factor[demand->row_of[j]];

    memset (scores, 0, sizeof scores);
    for (guint axis = 0; axis < demand->n_products; axis++)
      for (guint i = 0; i < n; i++)
        scores[i] += factor[axis] * axes[(gsize) axis * stride + i];
    for (guint i = 0; i < n; i++)
      values[j * PNR_DEMAND_BLOCK + i] = round_value (demand, j, scores[i]);
  }
}

/**
 * pnr_demand_draw_axes:
 * @n_products: how many products there are
 * @first: number of the first shopper within the scramble
 * @n_shoppers: at most %PNR_DEMAND_BLOCK
 * @seed: key of the draws
 * @scramble: number of the independent repetition
 * @axes: (out): independent normal scores, axis-major, %PNR_DEMAND_BLOCK apart
 *
 * What does not depend on the distribution, for who serves the same shoppers again.
 */
void
pnr_demand_draw_axes (guint n_products, guint32 first, guint n_shoppers, guint64 seed,
                      guint32 scramble, double *axes)
{
  draw_axes (n_products, first, n_shoppers, seed, scramble, axes, PNR_DEMAND_BLOCK);
}

/**
 * pnr_demand_value:
 * @demand: the distribution
 * @axes: what pnr_demand_draw_axes() drew
 * @n_shoppers: at most %PNR_DEMAND_BLOCK
 * @values: (out): product-major, %PNR_DEMAND_BLOCK apart
 */
void
pnr_demand_value (const PnrDemand *demand, const double *axes, guint n_shoppers, gint32 *values)
{
  for (guint from = 0; from < n_shoppers; from += TILE)
    value_tile (demand, axes + from, PNR_DEMAND_BLOCK, MIN (TILE, n_shoppers - from),
                values + from);
}

/**
 * pnr_demand_draw:
 * @demand: the distribution
 * @first: number of the first shopper within the scramble
 * @n_shoppers: at most %PNR_DEMAND_BLOCK
 * @seed: key of the draws
 * @scramble: number of the independent repetition
 * @values: (out): product-major, %PNR_DEMAND_BLOCK apart
 */
void
pnr_demand_draw (const PnrDemand *demand, guint32 first, guint n_shoppers, guint64 seed,
                 guint32 scramble, gint32 *values)
{
  double axes[PNR_MARKET_MAX_PRODUCTS * TILE];

  for (guint from = 0; from < n_shoppers; from += TILE) {
    guint n = MIN (TILE, n_shoppers - from);

    draw_axes (demand->n_products, first + from, n, seed, scramble, axes, TILE);
    value_tile (demand, axes, TILE, n, values + from);
  }
}
