/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the orders of a period came to, against another period: figures, course, order values. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum {
  PNR_PERIOD_ALL,
  PNR_PERIOD_LAST_DAYS,
  PNR_PERIOD_DATES,
} PnrPeriodKind;

typedef enum {
  PNR_COMPARISON_NONE,
  PNR_COMPARISON_PREVIOUS,
  PNR_COMPARISON_YEAR_EARLIER,
} PnrComparisonKind;

/* Which orders are looked at. @n_days: back from the day of the last order, that day included.
 * @from, @to: seconds in UTC, @to is the first second after the period. @channel, @group: %NULL for
 * all, "" for the orders that have none. */
typedef struct {
  PnrPeriodKind kind;
  guint n_days;
  gint64 from;
  gint64 to;
  PnrComparisonKind comparison;
  const char *channel;
  const char *group;
} PnrOverviewRequest;

/* First orders are those before which their customer had none in the whole history. */
typedef enum {
  PNR_ORDERS_FIRST,
  PNR_ORDERS_REPEAT,
  PNR_ORDERS_ANONYMOUS,
  PNR_N_ORDERS_PARTS,
} PnrOrdersPart;

typedef struct {
  guint n_orders;
  gint64 revenue_minor;
  gint64 units_milli;
} PnrOrdersSum;

/* Money is PNR_MONEY_UNKNOWN, shares and ratios NaN, where there is nothing to divide by.
 * @p10_minor: the least value that a tenth of the orders do not exceed. @contribution_minor: of the
 * lines whose cost is known, without the tax in their prices, which is @tax_minor. @n_lines,
 * @n_uncosted: order lines, those without a cost. @n_unpriced: those without a price; where all
 * are, nothing is known of what they earned.
 * @n_new_customers: whose first order is in the period. @orders_per_customer: of the orders whose
 * customer is known. */
typedef struct {
  gint64 from;
  gint64 to;
  guint n_orders;
  gint64 n_lines;
  gint64 n_uncosted;
  gint64 n_unpriced;
  gint64 units_milli;
  gint64 revenue_minor;
  gint64 aov_minor;
  gint64 median_minor;
  gint64 p10_minor;
  gint64 p90_minor;
  gint64 tax_minor;
  gint64 contribution_minor;
  gint64 contribution_per_order_minor;
  double margin_share;
  double costed_share;
  double units_per_order;
  guint n_customers;
  guint n_new_customers;
  double orders_per_customer;
  PnrOrdersSum parts[PNR_N_ORDERS_PARTS];
} PnrPeriodFigures;

/* One day or week of a period, and the one at the same place of the comparison period. */
typedef struct {
  gint64 from;
  guint n_days;
  guint n_orders;
  gint64 revenue_minor;
  guint n_orders_before;
  gint64 revenue_before_minor;
} PnrTrendPoint;

/* Orders worth @low_minor or more and less than @high_minor. The outermost ones also hold whatever
 * lies beyond when the overview says so. */
typedef struct {
  gint64 low_minor;
  gint64 high_minor;
  guint n_orders;
} PnrValueBin;

typedef enum {
  PNR_GROWTH_PART_CUSTOMERS,
  PNR_GROWTH_PART_ORDERS_PER_CUSTOMER,
  PNR_GROWTH_PART_ITEMS_PER_ORDER,
  PNR_GROWTH_PART_PRICE_PER_ITEM,
  PNR_N_GROWTH_PARTS,
} PnrGrowthPart;

/* Minor units of the change of revenue that go with each factor; they sum to it exactly.
 * @has_customers: else customers stand for orders, and nothing goes with orders per customer. */
typedef struct {
  gboolean has_customers;
  gint64 change_minor;
  gint64 parts_minor[PNR_N_GROWTH_PARTS];
  gint64 volume_minor;
  gint64 price_mix_minor;
} PnrGrowthFigures;

#define PNR_TYPE_OVERVIEW (pnr_overview_get_type ())

/* @first_order, @last_order: of the dated ones in the whole history, PNR_LEDGER_TIME_UNKNOWN
 * without any. @is_comparison_partial: the history begins within the comparison period. */
typedef struct {
  gatomicrefcount ref_count;
  char *currency;
  char *data_hash;
  gint64 first_order;
  gint64 last_order;
  guint n_undated;
  PnrPeriodFigures figures;
  gboolean has_comparison;
  gboolean is_comparison_partial;
  PnrPeriodFigures comparison;
  guint step_days;
  GArray *trend; /* PnrTrendPoint */
  GArray *bins;  /* PnrValueBin */
  gboolean has_lower_bins;
  gboolean has_higher_bins;
  gboolean has_growth;
  PnrGrowthFigures growth;
} PnrOverview;

GType pnr_overview_get_type (void);
PnrOverview *pnr_overview_new (const char *currency, const char *data_hash);
PnrOverview *pnr_overview_ref (PnrOverview *self);
void pnr_overview_unref (PnrOverview *self);
GVariant *pnr_overview_to_report (PnrOverview *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrOverview, pnr_overview_unref)

G_END_DECLS
