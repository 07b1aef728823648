/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan in numbers: how much there is, and what the orders earned. */
#include "config.h"

#include "store/pnr-figures.h"

#include <glib/gi18n.h>

#include "base/pnr-money.h"
#include "base/pnr-report.h"
#include "store/pnr-line-money.h"
#include "store/pnr-product-numbers.h"
#include "store/pnr-statement.h"

#define MICROS 1000000

/* Sums over the orders that were not cancelled and hold at least one line. @costed_minor: revenue
 * of the lines whose cost is known, so that margin compares like with like; @net_micros: the same
 * without tax. */
typedef struct {
  GArray *totals;
  gint64 n_lines;
  gint64 n_uncosted;
  gint64 n_unpriced;
  gint64 units_milli;
  gint64 revenue_minor;
  gint64 costed_minor;
  gint64 cost_micros;
  gint64 net_micros;
} OrderSums;

static gboolean
add_order (OrderSums *sums, PnrStatement *row)
{
  gint64 total = pnr_statement_get_number (row, 1);

  sums->n_lines += pnr_statement_get_number (row, 4);
  sums->n_uncosted += pnr_statement_get_number (row, 5);
  sums->n_unpriced += pnr_statement_get_number (row, 6);
  g_array_append_val (sums->totals, total);
  return !__builtin_add_overflow (sums->revenue_minor, total, &sums->revenue_minor)
         && !__builtin_add_overflow (sums->units_milli, pnr_statement_get_number (row, 0),
                                     &sums->units_milli)
         && !__builtin_add_overflow (sums->cost_micros, pnr_statement_get_number (row, 2),
                                     &sums->cost_micros)
         && !__builtin_add_overflow (sums->costed_minor, pnr_statement_get_number (row, 3),
                                     &sums->costed_minor)
         && !__builtin_add_overflow (sums->net_micros, pnr_statement_get_number (row, 7),
                                     &sums->net_micros);
}

static gboolean
sum_orders (PnrDb *db, PnrContents *contents, OrderSums *sums, GError **error)
{
  PnrStatement *rows;
  gboolean has_row;

  if (!pnr_product_numbers_define (db, error))
    return FALSE;
  rows = pnr_db_get_statement (
      db,
      "SELECT sum (quantity_milli), ifnull (sum (total_minor), 0), ifnull (sum (cost), "
      "0), " PNR_COSTED_SUM
      ", count (*), sum (cost IS NULL), sum (total_minor IS NULL), " PNR_NET_SUM " "
      "FROM (SELECT order_id, quantity_milli, total_minor, " PNR_LINE_COST
      " AS cost, " PNR_LINE_RATE " AS rate "
      "FROM order_line "
      "JOIN orders ON orders.id = order_line.order_id "
      "WHERE is_cancelled = 0) "
      "GROUP BY order_id",
      error);
  if (rows == NULL)
    return FALSE;
  pnr_statement_bind_number (rows, 1, MICROS / pnr_currency_get_unit (contents->currency));
  pnr_statement_bind_number (rows, 2, pnr_contents_get_usual_vat_ppm (contents));
  while (pnr_statement_step (rows, &has_row, error)) {
    if (!has_row)
      return TRUE;
    if (!add_order (sums, rows)) {
      pnr_statement_reset (rows);
      g_set_error_literal (error, PNR_STORE_ERROR, PNR_STORE_ERROR_INVALID,
                           _ ("The amounts of the orders are too large to be added up. Look for a "
                              "wrong amount in the newest import, and undo it."));
      return FALSE;
    }
  }
  return FALSE;
}

static int
compare_amounts (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a;
  gint64 second = *(const gint64 *) b;

  return first < second ? -1 : first > second;
}

/* Half away from zero between the two middle ones of an even number. */
static gint64
median_of (GArray *totals)
{
  guint middle = totals->len / 2;
  gint64 high;

  if (totals->len == 0)
    return PNR_MONEY_UNKNOWN;
  g_array_sort (totals, compare_amounts);
  high = g_array_index (totals, gint64, middle);
  if (totals->len % 2 == 1)
    return high;
  return pnr_money_round_ratio (high + g_array_index (totals, gint64, middle - 1), 1, 2);
}

static gboolean
add_counts (PnrDb *db, GVariantDict *report, GError **error)
{
  static const struct {
    const char *key;
    const char *sql;
  } counts[] = {
    { "products", "SELECT count (*) FROM product" },
    { "orders", "SELECT count (*) FROM orders" },
    { "orders_cancelled", "SELECT count (*) FROM orders WHERE is_cancelled = 1" },
    { "order_lines", "SELECT count (*) FROM order_line" },
    { "lines_under_promotion", "SELECT count (promotion) FROM order_line" },
    { "customers", "SELECT count (*) FROM customer" },
    { "relationships", "SELECT count (*) FROM relation" },
    { "bundles", "SELECT count (*) FROM bundle" },
    { "scenarios", "SELECT count (*) FROM scenario" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++) {
    gint64 count;

    if (!pnr_db_read_number (db, counts[i].sql, &count, error))
      return FALSE;
    pnr_report_add_count (report, counts[i].key, count);
  }
  return TRUE;
}

static void
add_time (GVariantDict *report, const char *key, PnrStatement *row, int column)
{
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *text = NULL;

  if (!pnr_statement_is_null (row, column))
    time = g_date_time_new_from_unix_utc (pnr_statement_get_number (row, column));
  if (time != NULL)
    text = g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");
  pnr_report_add_text (report, key, text);
}

static gboolean
add_times (PnrDb *db, GVariantDict *report, GError **error)
{
  PnrStatement *row = pnr_db_get_statement (
      db, "SELECT min (ordered_at), max (ordered_at) FROM orders WHERE is_cancelled = 0", error);
  gboolean has_row;

  if (row == NULL || !pnr_statement_step (row, &has_row, error))
    return FALSE;
  add_time (report, "first_order", row, 0);
  add_time (report, "last_order", row, 1);
  pnr_statement_reset (row);
  return TRUE;
}

static gboolean
add_texts (PnrDb *db, GVariantDict *report, const char *key, const char *sql, GError **error)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  PnrStatement *rows = pnr_db_get_statement (db, sql, error);
  gboolean has_row;

  if (rows == NULL)
    return FALSE;
  while (pnr_statement_step (rows, &has_row, error)) {
    if (!has_row) {
      pnr_report_add_list (report, key, g_steal_pointer (&texts));
      return TRUE;
    }
    g_ptr_array_add (texts, g_variant_new_string (pnr_statement_get_text (rows, 0)));
  }
  return FALSE;
}

static void
add_values (GVariantDict *report, OrderSums *sums, const char *currency)
{
  gint64 n_orders = sums->totals->len;
  gboolean is_priced = sums->n_lines == 0 || sums->n_unpriced < sums->n_lines;

  pnr_report_add_money (report, "aov",
                        is_priced && n_orders > 0
                            ? pnr_money_round_ratio (sums->revenue_minor, 1, n_orders)
                            : PNR_MONEY_UNKNOWN,
                        currency);
  pnr_report_add_money (report, "aov_median",
                        is_priced ? median_of (sums->totals) : PNR_MONEY_UNKNOWN, currency);
  if (sums->units_milli % 1000 == 0)
    pnr_report_add_count (report, "units", sums->units_milli / 1000);
  else
    pnr_report_add_number (report, "units", sums->units_milli / 1000.0);
  pnr_report_add_number (report, "units_per_order", sums->units_milli / 1000.0 / n_orders);
  pnr_report_add_money (report, "revenue", is_priced ? sums->revenue_minor : PNR_MONEY_UNKNOWN,
                        currency);
}

static void
add_earnings (GVariantDict *report, OrderSums *sums, const char *currency)
{
  gint64 micros_per_minor = MICROS / pnr_currency_get_unit (currency);
  gboolean is_costed =
      sums->n_lines == 0 || (sums->n_uncosted < sums->n_lines && sums->n_unpriced < sums->n_lines);
  g_autofree char *cost =
      is_costed ? pnr_decimal_to_string (pnr_money_round_ratio (sums->cost_micros, 1, 100), 4)
                : NULL;
  gint64 contribution =
      is_costed ? pnr_money_round_ratio (sums->net_micros - sums->cost_micros, 1, micros_per_minor)
                : PNR_MONEY_UNKNOWN;
  gint64 net = pnr_money_round_ratio (sums->net_micros, 1, micros_per_minor);

  pnr_report_add_text (report, "cost", cost);
  pnr_report_add_count (report, "lines_without_cost", sums->n_uncosted);
  pnr_report_add_money (report, "tax", is_costed ? sums->costed_minor - net : PNR_MONEY_UNKNOWN,
                        currency);
  pnr_report_add_money (report, "contribution", contribution, currency);
  pnr_report_add_number (report, "margin_share",
                         (double) (sums->net_micros - sums->cost_micros)
                             / (double) sums->net_micros);
}

/**
 * pnr_figures_read:
 * @db: a connection
 * @contents: the plan's
 * @error: a place for a sentence
 *
 * Cancelled orders are counted but earn nothing; an order without lines has no value to average.
 * Contribution and margin are those of the lines whose cost is known, without their tax. Where no
 * line has a price or none a cost, what depends on it is unknown and not zero.
 *
 * Returns: (transfer floating) (nullable): a report
 */
GVariant *
pnr_figures_read (PnrDb *db, PnrContents *contents, GError **error)
{
  g_autoptr (GVariantDict) report = pnr_report_new ();
  g_autoptr (GArray) totals = g_array_new (FALSE, FALSE, sizeof (gint64));
  OrderSums sums = { .totals = totals };

  if (!add_counts (db, report, error) || !add_times (db, report, error)
      || !sum_orders (db, contents, &sums, error)
      || !add_texts (db, report, "scenario_names", "SELECT name FROM scenario ORDER BY id", error)
      || !add_texts (db, report, "bundle_skus", "SELECT sku FROM bundle ORDER BY id", error))
    return NULL;
  add_values (report, &sums, contents->currency);
  add_earnings (report, &sums, contents->currency);
  pnr_report_add_text (report, "currency", contents->currency);
  pnr_report_add_text (report, "data_hash", contents->data_hash);
  return pnr_report_end (g_steal_pointer (&report));
}
