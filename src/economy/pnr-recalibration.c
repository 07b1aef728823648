/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moves what shoppers would pay until a market that is no sum of its products sells what it sold.
 *
 * Where products add to each other's worth, exclude each other or share a charge for shipping, the
 * share that finds a product worth its price is not the share that buys it, and no more so for two
 * products. The same shoppers are served again and again; after each round every product's
 * distribution is moved by the distance, in normal scores, between the share that bought it and the
 * share that should, and every correlation as pnr_pair_fit_move() says. */
#include "config.h"

#include "economy/pnr-recalibration.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <string.h>

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

/* For each product a set of the shoppers of one block. */
#define N_WORDS (PNR_DEMAND_BLOCK / 64)
typedef guint64 Sets[PNR_MARKET_MAX_PRODUCTS][N_WORDS];

/* What a round leaves as it is of the shoppers of a block. */
typedef struct {
  double *axes;
  guint16 knows[PNR_DEMAND_BLOCK];
} Kept;

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
  Kept *kept[MOST_BLOCKS]; /* %NULL: not drawn yet */
  Sets *bought;
  Sets *worthwhile; /* known and worth its price */
} Stage;

/* The shares of all shoppers that buy each product, and each two. @worthwhile: who know it and find
 * it worth its price. */
typedef struct {
  double worthwhile[PNR_MARKET_MAX_PRODUCTS];
  double one[PNR_MARKET_MAX_PRODUCTS];
  PnrPairShares two;
} Shares;

/* How many more shoppers buy them than find them worth their prices. */
typedef struct {
  gint64 one[PNR_MARKET_MAX_PRODUCTS];
  gint64 two[PNR_MARKET_MAX_PRODUCTS][PNR_MARKET_MAX_PRODUCTS];
} Excess;

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
  stage->bought = (Sets *) g_new (Sets, 1);
  stage->worthwhile = (Sets *) g_new (Sets, 1);
}

static void
stage_clear (Stage *stage)
{
  for (guint part = 0; part < stage->n_parts; part++)
    pnr_price_table_free (stage->parts[part]);
  for (guint block = 0; block < MOST_BLOCKS && stage->kept[block] != NULL; block++) {
    g_free (stage->kept[block]->axes);
    g_free (stage->kept[block]);
  }
  pnr_market_unref (stage->market);
  g_free (stage->crowd);
  g_free (stage->surplus);
  g_free (stage->content);
  g_free (stage->bought);
  g_free (stage->worthwhile);
}

static Kept *
draw_kept (const Stage *stage, const PnrBelief *belief, guint block)
{
  guint n_products = stage->market->n_products;
  Kept *kept = g_new (Kept, 1);

  kept->axes = g_new (double, (gsize) n_products *PNR_DEMAND_BLOCK);
  pnr_demand_draw_axes (n_products, block * PNR_DEMAND_BLOCK, PNR_DEMAND_BLOCK, 0, SCRAMBLE,
                        kept->axes);
  pnr_crowd_draw_encounters (stage->crowd, &stage->seen, stage->market, belief,
                             block * PNR_DEMAND_BLOCK, PNR_DEMAND_BLOCK, 0, SCRAMBLE);
  memcpy (kept->knows, stage->crowd->knows, sizeof kept->knows);
  return kept;
}

/* Most of the time goes into drawing, and what it comes to is used in every round. */
static void
get_block (Stage *stage, const PnrBelief *belief, guint block)
{
  PnrCrowd *crowd = stage->crowd;

  if (stage->kept[block] == NULL)
    stage->kept[block] = draw_kept (stage, belief, block);
  crowd->n = PNR_DEMAND_BLOCK;
  crowd->scale = belief->demand.scale;
  memcpy (crowd->knows, stage->kept[block]->knows, sizeof crowd->knows);
  pnr_demand_value (&belief->demand, stage->kept[block]->axes, PNR_DEMAND_BLOCK, crowd->values);
}

static void
fill_sets (const Stage *stage, guint part)
{
  const PnrPriceTable *table = stage->parts[part];
  const PnrCrowd *crowd = stage->crowd;

  pnr_crowd_choose (crowd, table, 0, stage->seen.unknown == 0, stage->surplus, stage->content);
  for (guint x = 0; x < table->n_products; x++) {
    guint j = table->product[x];
    const gint32 *values = crowd->values + (gsize) j * PNR_DEMAND_BLOCK;
    gint64 price = stage->market->products[j].price_minor * crowd->scale;

    for (guint word = 0; word < N_WORDS; word++) {
      guint64 bought = 0, worthwhile = 0;

      for (guint bit = 0; bit < 64; bit++) {
        guint i = 64 * word + bit;

        bought |= (guint64) (table->cells[stage->content[i]].quantity[x] > 0) << bit;
        worthwhile |= (guint64) ((crowd->knows[i] >> j & 1) && values[i] > price) << bit;
      }
      (*stage->bought)[j][word] = bought;
      (*stage->worthwhile)[j][word] = worthwhile;
    }
  }
}

static gint64
count_set (const guint64 *first, const guint64 *second)
{
  gint64 n = 0;

  for (guint word = 0; word < N_WORDS; word++)
    n += __builtin_popcountll (first[word] & second[word]);
  return n;
}

/* How many find a product worth its price is known without counting. */
static void
count_excess (const Stage *stage, Excess *excess)
{
  for (guint j = 0; j < stage->market->n_products; j++) {
    const guint64 *bought = (*stage->bought)[j], *worthwhile = (*stage->worthwhile)[j];

    excess->one[j] += count_set (bought, bought) - count_set (worthwhile, worthwhile);
    for (guint k = 0; k < j; k++)
      excess->two[j][k] +=
          count_set (bought, (*stage->bought)[k]) - count_set (worthwhile, (*stage->worthwhile)[k]);
  }
}

/* The chance of a sample remains only in those who buy what is not worth its price alone, or leave
 * what is. */
static void
count_buyers (Stage *stage, const PnrBelief *belief, const PnrPairFit *pairs, Shares *shares)
{
  const PnrMarket *market = stage->market;
  double n_shoppers = stage->n_blocks * PNR_DEMAND_BLOCK;
  Excess excess = { { 0 } };

  for (guint block = 0; block < stage->n_blocks && !pnr_progress_is_cancelled (stage->progress);
       block++) {
    get_block (stage, belief, block);
    for (guint part = 0; part < stage->n_parts; part++)
      fill_sets (stage, part);
    count_excess (stage, &excess);
  }
  for (guint j = 0; j < market->n_products; j++)
    shares->worthwhile[j] =
        belief->awareness[j]
        * pnr_value_spread_rate_at (belief->demand.family, belief->demand.spread[j],
                                    (double) market->products[j].price_minor);
  pnr_pair_fit_expect (pairs, shares->worthwhile, market, belief, shares->two);
  for (guint j = 0; j < market->n_products; j++) {
    shares->one[j] = shares->worthwhile[j] + excess.one[j] / n_shoppers;
    for (guint k = 0; k < j; k++)
      shares->two[j][k] += excess.two[j][k] / n_shoppers;
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

/* Moves every distribution and correlation once. Returns: whether none was further off than can be
 * trusted */
static gboolean
move (Stage *stage, const double *rates, PnrPairFit *pairs, PnrBelief *belief)
{
  gboolean is_near;
  Shares shares;

  count_buyers (stage, belief, pairs, &shares);
  is_near = pnr_pair_fit_move (pairs, shares.worthwhile, stage->market, shares.two,
                               stage->n_blocks * PNR_DEMAND_BLOCK, belief);
  for (guint j = 0; j < stage->market->n_products; j++) {
    double least = MAX (TRUSTED_RESIDUAL * rates[j], 1.0 / (stage->n_blocks * PNR_DEMAND_BLOCK));

    is_near &= fabs (shares.one[j] - rates[j]) <= least;
    belief->demand.spread[j].mean +=
        belief->demand.spread[j].sd
        * (get_score (rates[j], stage->n_blocks) - get_score (shares.one[j], stage->n_blocks));
  }
  return is_near;
}

/**
 * pnr_belief_recalibrate:
 * @market: a market
 * @rates: the share of all shoppers that bought each product
 * @pairs: with the correlations told
 * @is_fine: whether figures are read from it, and it is not one of many
 * @belief: calibrated as if every product stood alone; its distributions and
 *   correlations are moved
 * @progress: (nullable): can cancel; the belief means nothing then
 *
 * Few shoppers are served until no product is off by more than 0.2 % or one of them and no pair
 * by more than 0.5 % or two, or after
 * twelve rounds, more where there are alternatives; then, for fine ones, ever more
 * of them in at most eight rounds each.
 */
void
pnr_belief_recalibrate (const PnrMarket *market, const double *rates, PnrPairFit *pairs,
                        gboolean is_fine, PnrBelief *belief, PnrProgress *progress)
{
  Stage stage;
  guint n_rounds = is_fine && has_alternatives (market) ? N_ROUNDS_OF_ALTERNATIVES : N_ROUNDS;
  guint most = is_fine ? find_most_blocks (market, rates) : N_BLOCKS;

  stage_init (&stage, market, progress);
  pnr_pair_fit_init (pairs, market, rates, belief);
  for (stage.n_blocks = N_BLOCKS; stage.n_blocks <= most; stage.n_blocks *= FINER) {
    for (guint round = 0; round < n_rounds && !pnr_progress_is_cancelled (progress); round++)
      if (move (&stage, rates, pairs, belief))
        break;
    n_rounds = N_ROUNDS_OF_MANY;
  }
  stage_clear (&stage);
}
