/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From which share of shoppers on an offer pays, ready to be said in words. */
#include "config.h"

#include "economy/pnr-break-even.h"

#include <math.h>

/* Rounding of a quotient must not turn 45 of 100 into 46. */
#define ROUNDING 1e-9

/**
 * pnr_break_even_of_giveaway:
 * @bundle: contribution of one bundle
 * @all: contribution of all its products bought singly
 * @part: contribution of what a taker would have bought of them otherwise
 *
 * A share s of the takers would have bought everything anyway, the rest only a part: the bundle
 * pays while bundle > s all + (1 - s) part, so up to s = (bundle - part) / (all - part).
 *
 * Returns: the share of takers who would have bought all
 */
PnrBreakEven
pnr_break_even_of_giveaway (double bundle, double all, double part)
{
  PnrBreakEven result = { .share = (bundle - part) / (all - part) };

  if (bundle > part && bundle > all) {
    result.verdict = PNR_BREAK_EVEN_ALWAYS;
  } else if (bundle > part) {
    result.verdict = PNR_BREAK_EVEN_BELOW;
    result.of_100 = (int) ceil (100.0 * result.share - ROUNDING);
  } else if (bundle > all) {
    result.verdict = PNR_BREAK_EVEN_ABOVE;
    result.of_100 = (int) floor (100.0 * result.share + ROUNDING);
  } else {
    result.verdict = PNR_BREAK_EVEN_NEVER;
  }
  return result;
}

/**
 * pnr_break_even_of_upsell:
 * @base: contribution of the product asked for
 * @upgrade: contribution of the dearer one
 * @lost_share: share (0-1) of those shown the offer who leave without buying
 *
 * A share a takes it and a share l is lost: it pays from a (upgrade - base) = l base on.
 *
 * Returns: the share of those shown the offer who must take it
 */
PnrBreakEven
pnr_break_even_of_upsell (double base, double upgrade, double lost_share)
{
  double gain = upgrade - base;
  PnrBreakEven result = { .share = lost_share * base / gain };

  if (gain <= 0.0 || result.share >= 1.0 - lost_share) {
    result.verdict = PNR_BREAK_EVEN_NEVER;
  } else if (result.share < 0.0) {
    result.verdict = PNR_BREAK_EVEN_ALWAYS;
  } else {
    result.verdict = PNR_BREAK_EVEN_ABOVE;
    result.of_100 = (int) floor (100.0 * result.share + ROUNDING);
  }
  return result;
}
