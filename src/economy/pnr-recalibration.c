/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moves what shoppers would pay until a market that is no sum of its products sells what it sold.
 *
 * Where products add to each other's worth, exclude each other or share a charge for shipping, the
 * share that finds a product worth its price is not the share that buys it. The same shoppers are
 * served again and again; after each round every product's distribution is moved by the distance,
 * in normal scores, between the share that bought it and the share that should. */
#include "config.h"

#include "economy/pnr-recalibration.h"

#include <gsl/gsl_cdf.h>
#include <math.h>

#include "economy/pnr-crowd.h"
#include "economy/pnr-shop.h"
#include "economy/pnr-taste.h"

#define N_ROUNDS 12
#define N_BLOCKS 2
/* One alternative takes back what the other is given: the shares come to rest later, and what a
 * small sample misses of one is doubled in the other. Many joint draws need no such care. */
#define N_ROUNDS_OF_ALTERNATIVES 30
#define N_BLOCKS_OF_ALTERNATIVES 8
#define TRUSTED_RESIDUAL 0.002
/* Repetitions of the simulation have small numbers. */
#define SCRAMBLE (G_MAXUINT32 - 1)

/* Whether each product is bought whenever it is worth its price. */
gboolean
pnr_market_is_additive (const PnrMarket *market)
{
  if (market->tariff.charge_minor > 0)
    return FALSE;
  for (guint j = 0; j < market->n_products; j++)
    for (guint k = 0; k < market->n_products; k++)
      if (market->theta_percent[j][k] != 0
          || (j != k && market->products[j].alternative_group != 0
              && market->products[j].alternative_group == market->products[k].alternative_group))
        return FALSE;
  return TRUE;
}

/* What is on sale before any offer, and who meets it. */
typedef struct {
  guint n_parts;
  PnrPriceTable *parts[PNR_SHOP_MAX_PARTS];
  guint n_blocks;
  PnrShop seen; /* of a shop, only what not everybody knows matters here */
  PnrCrowd *crowd;
  gint32 *surplus;
  guint32 *content;
} Stage;

/* The shares were seen at the prices of their time. */
static PnrMarket *
copy_at_seen_prices (const PnrMarket *market)
{
  PnrMarket *copy = pnr_market_copy (market);

  for (guint j = 0; j < market->n_products; j++)
    copy->products[j].price_minor = MAX (1, llround (pnr_market_get_seen_price (market, j)));
  return copy;
}

static void
stage_init (Stage *stage, const PnrMarket *today, PnrProgress *progress)
{
  g_autoptr (PnrMarket) market = copy_at_seen_prices (today);

  *stage = (Stage){ 0 };
  for (guint part = 0; part < market->n_products; part++) {
    guint products = pnr_market_get_products_of_part (market, part);

    if (products != 0)
      stage->parts[stage->n_parts++] = pnr_price_table_new (
          market, &(PnrPriceTableOptions){ .products = products, .progress = progress });
  }
  stage->seen.unknown = pnr_market_get_unknown (market);
  stage->crowd = g_new (PnrCrowd, 1);
  stage->surplus = g_new (gint32, PNR_DEMAND_BLOCK);
  stage->content = g_new (guint32, PNR_DEMAND_BLOCK);
}

static void
stage_clear (Stage *stage)
{
  for (guint part = 0; part < stage->n_parts; part++)
    pnr_price_table_free (stage->parts[part]);
  g_free (stage->crowd);
  g_free (stage->surplus);
  g_free (stage->content);
}

static void
count_buyers (const Stage *stage, const PnrMarket *market, const PnrBelief *belief, double *shares)
{
  for (guint j = 0; j < market->n_products; j++)
    shares[j] = 0.0;
  for (guint block = 0; block < stage->n_blocks; block++) {
    pnr_crowd_draw (stage->crowd, &stage->seen, market, belief, block * PNR_DEMAND_BLOCK,
                    PNR_DEMAND_BLOCK, 0, SCRAMBLE);
    for (guint part = 0; part < stage->n_parts; part++) {
      const PnrPriceTable *table = stage->parts[part];

      pnr_crowd_choose (stage->crowd, table, 0, stage->seen.unknown == 0, stage->surplus,
                        stage->content);
      for (guint i = 0; i < PNR_DEMAND_BLOCK; i++)
        for (guint x = 0; x < table->n_products; x++)
          if (table->cells[stage->content[i]].quantity[x] > 0)
            shares[table->product[x]] += 1.0 / (stage->n_blocks * PNR_DEMAND_BLOCK);
    }
  }
}

static gboolean
has_alternatives (const PnrMarket *market)
{
  for (guint j = 0; j < market->n_products; j++)
    for (guint k = 0; k < j; k++)
      if (pnr_taste_are_alternatives (market, j, k))
        return TRUE;
  return FALSE;
}

/* A share of none or all has no score; half a shopper keeps it finite. */
static double
get_score (double share, guint n_blocks)
{
  double least = 0.5 / (n_blocks * PNR_DEMAND_BLOCK);

  return gsl_cdf_ugaussian_Pinv (CLAMP (share, least, 1.0 - least));
}

/**
 * pnr_belief_recalibrate:
 * @market: a market
 * @rates: the share of all shoppers that bought each product
 * @is_central: whether figures are read from it, and not one of many draws
 * @belief: calibrated as if every product stood alone; its distributions are moved
 * @progress: (nullable): can cancel; the belief means nothing then
 *
 * Stops when no product is off by more than 0.2 % or one shopper of the sample, or after twelve
 * rounds, more where there are alternatives.
 */
void
pnr_belief_recalibrate (const PnrMarket *market, const double *rates, gboolean is_central,
                        PnrBelief *belief, PnrProgress *progress)
{
  Stage stage;
  double shares[PNR_MARKET_MAX_PRODUCTS];
  gboolean is_careful = is_central && has_alternatives (market);
  guint n_rounds = is_careful ? N_ROUNDS_OF_ALTERNATIVES : N_ROUNDS;

  stage_init (&stage, market, progress);
  stage.n_blocks = is_careful ? N_BLOCKS_OF_ALTERNATIVES : N_BLOCKS;
  for (guint round = 0; round < n_rounds && !pnr_progress_is_cancelled (progress); round++) {
    double worst = 0.0;

    count_buyers (&stage, market, belief, shares);
    for (guint j = 0; j < market->n_products; j++) {
      double least = MAX (TRUSTED_RESIDUAL * rates[j], 1.0 / (stage.n_blocks * PNR_DEMAND_BLOCK));

      worst = MAX (worst, fabs (shares[j] - rates[j]) / least);
      belief->demand.spread[j].mean +=
          belief->demand.spread[j].sd
          * (get_score (rates[j], stage.n_blocks) - get_score (shares[j], stage.n_blocks));
    }
    if (worst <= 1.0)
      break;
  }
  stage_clear (&stage);
}
