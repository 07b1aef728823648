/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which offer suits an anchor: the best upsell, cross-sell and bundle, ranked in one currency. */
#pragma once

#include <glib-object.h>

#include "model/pnr-market.h"
#include "model/pnr-outcome.h"

G_BEGIN_DECLS

typedef enum {
  PNR_TACTIC_UPSELL,
  PNR_TACTIC_CROSS_SELL,
  PNR_TACTIC_BUNDLE,
  PNR_N_TACTICS,
} PnrTactic;

/* What one offer does to 100 visitors who are about to buy the anchor, in minor units.
 *
 * @id: of the product or bundle offered. @price_minor: what its takers pay more; of a bundle, its
 * price. @acceptance: share of the anchor's visitors who take it; of a bundle, orders with it for
 * each order of the anchor, which can be more than 1. @take_rate: of a bundle, the share of all who
 * see it. @loss: share
 * who leave because of it. @already: share of the anchor's orders that hold it without an offer.
 * @giveaway: of a bundle, share of takers who would have bought all of it anyway. @break_even: the
 * acceptance from which on it pays, or of a bundle the share of takers who would have bought
 * everything anyway at which @verdict changes; NaN where no share does. @verdict: of a bundle.
 * @gain: contribution. @aov_minor: value of the order of those who buy, NaN for a bundle. @source:
 * where the acceptance comes from.
 */
typedef struct {
  PnrTactic tactic;
  gint64 id;
  char *sku;
  char *name;
  gint64 price_minor;
  PnrRange acceptance;
  PnrRange take_rate;
  PnrRange loss;
  double already;
  double giveaway;
  double break_even;
  PnrBreakEvenVerdict verdict;
  PnrEstimate gain;
  double aov_minor;
  char *source;
} PnrAdviceOffer;

/* To offer nothing is always among the candidates; it changes nothing. Nothing: it is the only one.
 * None pays: all others lose. Close: the interval of the best overlaps that of another, or holds
 * zero. Alone: the only tactic is better than nothing. */
typedef enum {
  PNR_ADVICE_NOTHING,
  PNR_ADVICE_NONE_PAYS,
  PNR_ADVICE_CLOSE,
  PNR_ADVICE_ALONE,
  PNR_ADVICE_CLEAR,
} PnrAdviceVerdict;

#define PNR_TYPE_ADVICE (pnr_advice_get_type ())

/* @offers: (element-type PnrAdviceOffer), the best first once ranked. @n_orders: of the history
 * that hold the anchor. */
typedef struct {
  gatomicrefcount ref_count;
  char *currency;
  char *anchor_sku;
  char *anchor_name;
  char *inputs_hash;
  gint64 n_orders;
  GPtrArray *offers;
  GPtrArray *assumed;  /* PnrAssumed */
  GPtrArray *warnings; /* char*: sentences */
} PnrAdvice;

GType pnr_advice_get_type (void);
PnrAdvice *pnr_advice_new (const char *currency, const char *anchor_sku, const char *anchor_name);
PnrAdvice *pnr_advice_ref (PnrAdvice *self);
void pnr_advice_unref (PnrAdvice *self);

PnrAdviceOffer *pnr_advice_add_offer (PnrAdvice *self, PnrTactic tactic, gint64 id, const char *sku,
                                      const char *name);
void pnr_advice_remove_offer (PnrAdvice *self, PnrAdviceOffer *offer);
void pnr_advice_add_assumed (PnrAdvice *self, const char *name, double value, double low,
                             double high, const char *source);
void pnr_advice_add_warning (PnrAdvice *self, const char *sentence);
void pnr_advice_rank (PnrAdvice *self);
guint pnr_advice_list_best (PnrAdvice *self, const PnrAdviceOffer **best);
PnrAdviceVerdict pnr_advice_get_verdict (PnrAdvice *self);
char *pnr_advice_dup_sentence (PnrAdvice *self);
const char *pnr_tactic_get_label (PnrTactic tactic);
GVariant *pnr_advice_to_report (PnrAdvice *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrAdvice, pnr_advice_unref)

G_END_DECLS
