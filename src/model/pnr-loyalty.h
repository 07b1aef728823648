/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How customers come back: by the month and the product they began with, and what they will bring.
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* How many of those watched long enough came back, with the 95 % interval of the share. NaN where
 * nobody was. */
typedef struct {
  guint n_watched;
  guint n_returned;
  double share;
  double low;
  double high;
} PnrRepeatShare;

/* Customers whose first order lies in one month. @revenue_minor: of all their orders so far, the
 * first among them. */
typedef struct {
  int year;
  int month;
  guint n_customers;
  guint n_orders;
  gint64 revenue_minor;
  PnrRepeatShare repeat;
} PnrCohort;

/* @product_id: in the first order of @n_customers. */
typedef struct {
  gint64 product_id;
  char *sku;
  char *title;
  guint n_customers;
  PnrRepeatShare repeat;
} PnrFirstBasketRate;

#define PNR_TYPE_LOYALTY (pnr_loyalty_get_type ())

/* @cohorts (element-type PnrCohort), by month; their revenue and @unknown_minor, of orders without
 * customer or date, sum to @revenue_minor. @first_products (element-type PnrFirstBasketRate), the
 * most usual first. @is_projected: the rest is known: expected later orders of a new customer
 * within @horizon_weeks, at their present value, what one of them is worth and how far the
 * projection missed the last third of the time, as a share. */
typedef struct {
  gatomicrefcount ref_count;
  char *currency;
  char *data_hash;
  guint within_days;
  guint n_customers;
  guint n_orders;
  gint64 revenue_minor;
  gint64 unknown_minor;
  PnrRepeatShare repeat;
  GPtrArray *cohorts;
  GPtrArray *first_products;
  gboolean is_projected;
  double horizon_weeks;
  double discount;
  double later_orders;
  double later_order_minor;
  double backtest_error;
} PnrLoyalty;

GType pnr_loyalty_get_type (void);
PnrLoyalty *pnr_loyalty_new (const char *currency, const char *data_hash);
PnrLoyalty *pnr_loyalty_ref (PnrLoyalty *self);
void pnr_loyalty_unref (PnrLoyalty *self);

PnrCohort *pnr_loyalty_add_cohort (PnrLoyalty *self, int year, int month);
PnrFirstBasketRate *pnr_loyalty_add_first_product (PnrLoyalty *self, gint64 product_id);
void pnr_repeat_share_set (PnrRepeatShare *self, guint n_watched, guint n_returned);
GVariant *pnr_loyalty_to_report (PnrLoyalty *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrLoyalty, pnr_loyalty_unref)

G_END_DECLS
