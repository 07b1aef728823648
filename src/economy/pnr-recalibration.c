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
/* One alternative takes back what the other is given: the shares come to rest later. */
#define N_ROUNDS_OF_ALTERNATIVES 30
#define N_ROUNDS_OF_MANY 8
/* Few shoppers show roughly where each distribution belongs, so that many need few rounds. */
#define FINER 4
#define MOST_BLOCKS 128
#define ENOUGH_BUYERS 5000.0
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
  PnrMarket *market; /* at the prices at which the shares were seen */
  guint n_parts;
  PnrPriceTable *parts[PNR_SHOP_MAX_PARTS];
  guint n_blocks;
  PnrProgress *progress;
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
  PnrMarket *market = copy_at_seen_prices (today);

  *stage = (Stage){ .market = market, .progress = progress };
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
  pnr_market_unref (stage->market);
  g_free (stage->crowd);
  g_free (stage->surplus);
  g_free (stage->content);
}

/* Adds the shoppers of a block that bought each product, less those that it is worth its price to:
 * how many these are is known without counting. */
static void
count_block (const Stage *stage, guint part, gint64 *more)
{
  const PnrPriceTable *table = stage->parts[part];
  const PnrCrowd *crowd = stage->crowd;

  pnr_crowd_choose (crowd, table, 0, stage->seen.unknown == 0, stage->surplus, stage->content);
  for (guint x = 0; x < table->n_products; x++) {
    guint j = table->product[x];
    const gint32 *values = crowd->values + (gsize) j * PNR_DEMAND_BLOCK;
    gint64 price = stage->market->products[j].price_minor * crowd->scale;

    for (guint i = 0; i < PNR_DEMAND_BLOCK; i++)
      more[j] += (table->cells[stage->content[i]].quantity[x] > 0)
                 - ((crowd->knows[i] >> j & 1) && values[i] > price);
  }
}

/* The share of all shoppers that buys each product. The chance of a sample remains only in those
 * who buy what is not worth its price alone, or leave what is. */
static void
count_buyers (const Stage *stage, const PnrBelief *belief, double *shares)
{
  const PnrMarket *market = stage->market;
  gint64 more[PNR_MARKET_MAX_PRODUCTS] = { 0 };

  for (guint block = 0; block < stage->n_blocks && !pnr_progress_is_cancelled (stage->progress);
       block++) {
    pnr_crowd_draw (stage->crowd, &stage->seen, market, belief, block * PNR_DEMAND_BLOCK,
                    PNR_DEMAND_BLOCK, 0, SCRAMBLE);
    for (guint part = 0; part < stage->n_parts; part++)
      count_block (stage, part, more);
  }
  for (guint j = 0; j < market->n_products; j++)
    shares[j] = belief->awareness[j]
                    * pnr_value_spread_rate_at (belief->demand.family, belief->demand.spread[j],
                                                (double) market->products[j].price_minor)
                + (double) more[j] / (stage->n_blocks * PNR_DEMAND_BLOCK);
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

/* So many blocks hold enough buyers of the product that fewest buy. */
static guint
find_most_blocks (const PnrMarket *market, const double *rates)
{
  double rarest = 1.0;
  guint n_blocks = N_BLOCKS;

  for (guint j = 0; j < market->n_products; j++)
    rarest = MIN (rarest, rates[j]);
  while (n_blocks < MOST_BLOCKS && n_blocks * PNR_DEMAND_BLOCK * rarest < ENOUGH_BUYERS)
    n_blocks *= FINER;
  return n_blocks;
}

/* A share of none or all has no score; half a shopper keeps it finite. */
static double
get_score (double share, guint n_blocks)
{
  double least = 0.5 / (n_blocks * PNR_DEMAND_BLOCK);

  return gsl_cdf_ugaussian_Pinv (CLAMP (share, least, 1.0 - least));
}

/* Moves every distribution once. Returns: whether none was further off than can be trusted */
static gboolean
move (const Stage *stage, const double *rates, PnrBelief *belief)
{
  double shares[PNR_MARKET_MAX_PRODUCTS];
  gboolean is_near = TRUE;

  count_buyers (stage, belief, shares);
  for (guint j = 0; j < stage->market->n_products; j++) {
    double least = MAX (TRUSTED_RESIDUAL * rates[j], 1.0 / (stage->n_blocks * PNR_DEMAND_BLOCK));

    is_near &= fabs (shares[j] - rates[j]) <= least;
    belief->demand.spread[j].mean +=
        belief->demand.spread[j].sd
        * (get_score (rates[j], stage->n_blocks) - get_score (shares[j], stage->n_blocks));
  }
  return is_near;
}

/**
 * pnr_belief_recalibrate:
 * @market: a market
 * @rates: the share of all shoppers that bought each product
 * @is_fine: whether figures are read from it, and it is not one of many
 * @belief: calibrated as if every product stood alone; its distributions are moved
 * @progress: (nullable): can cancel; the belief means nothing then
 *
 * Few shoppers are served until no product is off by more than 0.2 % or one of them, or after
 * twelve rounds, more where there are alternatives; then, for fine ones, ever more
 * of them in at most eight rounds each.
 */
void
pnr_belief_recalibrate (const PnrMarket *market, const double *rates, gboolean is_fine,
                        PnrBelief *belief, PnrProgress *progress)
{
  Stage stage;
  guint n_rounds = is_fine && has_alternatives (market) ? N_ROUNDS_OF_ALTERNATIVES : N_ROUNDS;
  guint most = is_fine ? find_most_blocks (market, rates) : N_BLOCKS;

  stage_init (&stage, market, progress);
  for (stage.n_blocks = N_BLOCKS; stage.n_blocks <= most; stage.n_blocks *= FINER) {
    for (guint round = 0; round < n_rounds && !pnr_progress_is_cancelled (progress); round++)
      if (move (&stage, rates, belief))
        break;
    n_rounds = N_ROUNDS_OF_MANY;
  }
  stage_clear (&stage);
}
