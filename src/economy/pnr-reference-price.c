/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The price that a reduction may be announced against: the lowest of the thirty days before.
 *
 * Source: Directive 98/6/EC, Article 6a, as inserted by Directive (EU) 2019/2161. The prior price
 * is the lowest one applied during a period not shorter than 30 days before the reduction (2). For
 * goods on the market for less than 30 days a shorter period may hold (4), and where a reduction is
 * increased progressively, the price before its first step (5). Member states may differ in the
 * last two. What counts as progressive is this program's reading: each step down was asked for 30
 * days at most before the next, or until now. A price that stood longer is the usual price. */
#include "config.h"

#include "economy/pnr-reference-price.h"

#include "base/pnr-money.h"

#define DAY 86400
#define PERIOD ((gint64) PNR_REFERENCE_DAYS * DAY)

/* The prices before today's and today's, which is the last one of @n. */
static PnrPastAsk
get_ask (PnrProduct *product, guint index)
{
  GArray *history = pnr_product_get_price_history (product);

  if (index < pnr_price_history_get_length (history))
    return *pnr_price_history_get (history, index);
  return (PnrPastAsk){ .since = pnr_product_get_price_since (product),
                       .price_minor = pnr_product_get_price_minor (product) };
}

/* How many prices were asked before the reduction that is on now; all where there is none. */
static guint
count_before_reduction (PnrProduct *product, guint n_asks, gint64 now, gint64 *until)
{
  guint n_before = n_asks;

  *until = now;
  while (n_before > 1) {
    PnrPastAsk last = get_ask (product, n_before - 1);

    if (last.since == 0 || *until - last.since > PERIOD
        || last.price_minor >= get_ask (product, n_before - 2).price_minor)
      break;
    *until = last.since;
    n_before--;
  }
  return n_before;
}

/* A product is as new as the first price that is known of it only if that came with it. */
static gboolean
began_with_launch (PnrProduct *product, gint64 first_known)
{
  gint64 launched = pnr_product_get_launched (product);

  return launched != 0 && first_known < launched + DAY;
}

/**
 * pnr_reference_price_find:
 * @product: a product with its history
 * @now: the time of the question, in seconds
 *
 * Where the price is not reduced now, the answer is for a reduction that begins now, as that of a
 * bundle does.
 *
 * Returns: the lowest price of the period, or why it is unknown
 */
PnrReferencePrice
pnr_reference_price_find (PnrProduct *product, gint64 now)
{
  guint n_asks = pnr_price_history_get_length (pnr_product_get_price_history (product)) + 1;
  PnrReferencePrice found = { .state = PNR_REFERENCE_NO_PRICE, .price_minor = PNR_MONEY_UNKNOWN };
  gint64 lowest = G_MAXINT64, first_known = 0;

  if (pnr_product_get_price_minor (product) == PNR_MONEY_UNKNOWN)
    return found;
  n_asks = count_before_reduction (product, n_asks, now, &found.until);
  found.from = found.until - PERIOD;
  for (guint i = n_asks; i-- > 0;) {
    PnrPastAsk ask = get_ask (product, i);

    lowest = MIN (lowest, ask.price_minor);
    if (ask.since == 0)
      break;
    first_known = ask.since;
    if (first_known <= found.from) {
      found.state = PNR_REFERENCE_KNOWN;
      found.price_minor = lowest;
      return found;
    }
    if (i == 0 && began_with_launch (product, first_known)) {
      found.state = PNR_REFERENCE_SINCE_LAUNCH;
      found.price_minor = lowest;
      found.from = first_known;
      return found;
    }
  }
  found.state = first_known == 0 ? PNR_REFERENCE_NO_DATES : PNR_REFERENCE_TOO_SHORT;
  found.from = first_known;
  return found;
}

gboolean
pnr_reference_price_is_known (const PnrReferencePrice *self)
{
  return self->price_minor != PNR_MONEY_UNKNOWN;
}
