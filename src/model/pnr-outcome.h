/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a simulation says: baseline, scenario and their difference, each with its interval. */
#pragma once

#include <glib-object.h>

#include "model/pnr-break-even-verdict.h"
#include "model/pnr-shown-relation.h"

G_BEGIN_DECLS

/* All per period and for the focus orders, unless said otherwise. Money in minor units (fractions
 * of one are kept, they are means), shares 0 to 1.
 *
 * Single sales: what is paid outside of offers. Takers: orders that take one. Store AOV: of all
 * orders of the shop, those of the focus changed as simulated. LTV: contribution of a new
 * customer's orders after the first, once the customers were looked at; its standard error is that
 * of their data. */
typedef enum {
  PNR_METRIC_AOV,
  PNR_METRIC_ORDERS,
  PNR_METRIC_CONVERSION,
  PNR_METRIC_UNITS,
  PNR_METRIC_REVENUE,
  PNR_METRIC_COST,
  PNR_METRIC_SHIPPING,
  PNR_METRIC_CONTRIBUTION,
  PNR_METRIC_MARGIN_SHARE,
  PNR_METRIC_SURPLUS,
  PNR_METRIC_TAKE_RATE,
  PNR_METRIC_CANNIBALISATION,
  PNR_METRIC_SHIPPING_PER_ORDER,
  PNR_METRIC_SINGLE_SALES,
  PNR_METRIC_TAKERS,
  PNR_METRIC_STORE_AOV,
  PNR_METRIC_LTV,
  PNR_N_METRICS,
} PnrMetric;

typedef enum {
  PNR_SIDE_BASELINE,
  PNR_SIDE_SCENARIO,
  PNR_SIDE_DELTA,
  PNR_N_SIDES,
} PnrSide;

/* @standard_error: of the simulation alone. @low to @high: 90 % over the joint draws of all
 * assumptions. NaN where the metric is not defined (a take rate without an offer). */
typedef struct {
  double value;
  double standard_error;
  double low;
  double high;
} PnrEstimate;

/* Shares of those who take an offer, by what they did in the baseline; they sum to 1. Whether the
 * offer pays on the whole orders of its takers is said by @verdict; it is up to the share of
 * giveaways where they lose and the other takers gain, or the other way round. */
typedef struct {
  double giveaway;            /* bought everything in it anyway */
  double trade_up;            /* bought a part of it */
  double switched;            /* bought, but nothing of it */
  double fresh;               /* bought nothing */
  double break_even_giveaway; /* NaN where no share decides */
  PnrBreakEvenVerdict verdict;
} PnrTakers;

/* One offer, per period: orders with those who saw it and who took it, and what was paid through
 * it. @take_rate: of those who saw it. NaN where a share is of nothing. */
typedef struct {
  char *sku;
  char *name;
  double exposed;
  double taken;
  double take_rate;
  double revenue;
  double cannibalisation;
  PnrTakers takers;
} PnrOfferOutcome;

/* What a relationship of the plan came to, per period: @shown to so many with its anchor in the
 * basket, of whom @exposure saw it; @taken by so many. Of these, as shares that sum to 1: @anyway
 * bought it without being shown it, @instead gave up another of the same alternatives for it,
 * @beside took it beside what they bought, @fresh bought nothing otherwise. NaN where nothing is
 * offered, or a share is of nothing. */
typedef struct {
  PnrShownRelation *relation;
  double exposure;
  double shown;
  double taken;
  double take_rate;
  double revenue;
  double anyway;
  double instead;
  double beside;
  double fresh;
} PnrRelationOutcome;

#define PNR_ORDER_VALUE_MAX_BINS 41

/* Orders per period by the goods in them, of baseline and scenario: bin k holds those from k times
 * @bin_minor, the last bin all from there on. @threshold_minor: goods from which on shipping is
 * free or a gift is given, 0 where nothing is. */
typedef struct {
  gint64 bin_minor;
  gint64 threshold_minor;
  gboolean is_threshold_of_gift;
  guint n_bins;
  double orders[2][PNR_ORDER_VALUE_MAX_BINS];
} PnrOrderValues;

/* One assumption as used, for the list that every result carries. */
typedef struct {
  char *name;
  char *source;
  double value;
  double low;
  double high;
} PnrAssumed;

/* @has_ltv: whether there is a lifetime value. @ltv_backtest_error: how far a fit to the first two
 * thirds of the time was off in the last, as a share. @repeat_rate: observed share of known
 * customers who came back. */
#define PNR_TYPE_OUTCOME (pnr_outcome_get_type ())

typedef struct {
  gatomicrefcount ref_count;
  char *currency;
  char *inputs_hash;
  gint64 n_shoppers;
  guint64 seed;
  const char *objective; /* (nullable): what the scenario is judged by, a word of the program */
  gint64 n_orders;       /* what the shoppers were learnt from */
  gint64 first_time;     /* of those orders, seconds since 1970; 0: no date is known */
  gint64 last_time;
  PnrEstimate estimates[PNR_N_SIDES][PNR_N_METRICS];
  PnrTakers takers;
  PnrOrderValues order_values;
  GPtrArray *offers;    /* PnrOfferOutcome */
  GPtrArray *relations; /* PnrRelationOutcome */
  gboolean has_ltv;
  double ltv_backtest_error;
  guint n_customers;
  double repeat_rate;
  GPtrArray *assumed;  /* PnrAssumed */
  GPtrArray *warnings; /* char*: sentences */
} PnrOutcome;

GType pnr_outcome_get_type (void);
PnrOutcome *pnr_outcome_new (const char *currency);
PnrOutcome *pnr_outcome_ref (PnrOutcome *self);
void pnr_outcome_unref (PnrOutcome *self);

PnrOfferOutcome *pnr_outcome_add_offer (PnrOutcome *self, const char *sku, const char *name);
PnrRelationOutcome *pnr_outcome_add_relation (PnrOutcome *self, const PnrShownRelation *relation);
void pnr_outcome_add_assumed (PnrOutcome *self, const char *name, double value, double low,
                              double high, const char *source);
void pnr_outcome_take_warning (PnrOutcome *self, char *sentence);
double pnr_order_values_get_median (const PnrOrderValues *self, guint side);
const char *pnr_metric_to_word (PnrMetric metric);
gboolean pnr_metric_is_money (PnrMetric metric);
gboolean pnr_metric_is_share (PnrMetric metric);
gboolean pnr_takers_do_pay (const PnrTakers *self);
GVariant *pnr_outcome_to_report (PnrOutcome *self);
GPtrArray *pnr_assumed_to_reports (GPtrArray *assumed);
GPtrArray *pnr_warnings_to_reports (GPtrArray *warnings);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrOutcome, pnr_outcome_unref)

G_END_DECLS
