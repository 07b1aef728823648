/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which figures of a period are shown, how they are said, and how they are worked out. */
#include "config.h"

#include "ui/overview/pnr-figure-words.h"

#include "model/pnr-ledger.h"
#include "ui/overview/pnr-figure-tile.h"
#include "ui/pnr-wording.h"

#include <glib/gi18n.h>
#include <math.h>

const char *
pnr_figure_words_get_title (PnrFigure figure)
{
  static const char *const titles[PNR_N_FIGURES] = {
    [PNR_FIGURE_REVENUE] = N_ ("Revenue, with tax"),
    [PNR_FIGURE_ORDERS] = N_ ("Orders"),
    [PNR_FIGURE_AOV] = N_ ("Order value, mean"),
    [PNR_FIGURE_MEDIAN] = N_ ("Order value, median"),
    [PNR_FIGURE_UNITS_PER_ORDER] = N_ ("Items per order"),
    [PNR_FIGURE_CONTRIBUTION] = N_ ("Contribution, without tax"),
    [PNR_FIGURE_CONTRIBUTION_PER_ORDER] = N_ ("Contribution per order"),
    [PNR_FIGURE_MARGIN] = N_ ("Margin, without tax"),
    [PNR_FIGURE_CUSTOMERS] = N_ ("Customers"),
    [PNR_FIGURE_ORDERS_PER_CUSTOMER] = N_ ("Orders per customer"),
  };

  return _ (titles[figure]);
}

static const char *
get_formula (PnrFigure figure)
{
  static const char *const formulas[PNR_N_FIGURES] = {
    [PNR_FIGURE_REVENUE] =
        N_ ("What the order lines came to, refunds taken off, cancelled orders left out."),
    [PNR_FIGURE_ORDERS] = N_ ("Orders with at least one line, cancelled ones left out."),
    [PNR_FIGURE_AOV] = N_ ("Revenue ÷ orders."),
    [PNR_FIGURE_MEDIAN] = N_ ("Half of the orders are worth less than this, half more."),
    [PNR_FIGURE_UNITS_PER_ORDER] = N_ ("Items sold, returned ones taken off, ÷ orders."),
    [PNR_FIGURE_CONTRIBUTION] =
        N_ ("Revenue without tax − cost of goods, of the lines whose cost is known."),
    [PNR_FIGURE_CONTRIBUTION_PER_ORDER] =
        N_ ("Contribution of the lines whose cost is known ÷ all orders."),
    [PNR_FIGURE_MARGIN] =
        N_ ("Contribution ÷ revenue without tax, of the lines whose cost is known."),
    [PNR_FIGURE_CUSTOMERS] = N_ ("Different customers who ordered."),
    [PNR_FIGURE_ORDERS_PER_CUSTOMER] = N_ ("Orders whose customer is known ÷ different customers."),
  };

  return _ (formulas[figure]);
}

static double
as_number (gint64 minor)
{
  return minor != PNR_MONEY_UNKNOWN ? (double) minor : NAN;
}

static double
get_number (const PnrPeriodFigures *figures, PnrFigure figure)
{
  switch (figure) {
  case PNR_FIGURE_REVENUE:
    return as_number (figures->revenue_minor);
  case PNR_FIGURE_ORDERS:
    return figures->n_orders;
  case PNR_FIGURE_AOV:
    return as_number (figures->aov_minor);
  case PNR_FIGURE_MEDIAN:
    return as_number (figures->median_minor);
  case PNR_FIGURE_UNITS_PER_ORDER:
    return figures->units_per_order;
  case PNR_FIGURE_CONTRIBUTION:
    return as_number (figures->contribution_minor);
  case PNR_FIGURE_CONTRIBUTION_PER_ORDER:
    return as_number (figures->contribution_per_order_minor);
  case PNR_FIGURE_MARGIN:
    return figures->margin_share;
  case PNR_FIGURE_CUSTOMERS:
    return figures->n_customers;
  case PNR_FIGURE_ORDERS_PER_CUSTOMER:
    return figures->orders_per_customer;
  case PNR_N_FIGURES:
  default:
    g_assert_not_reached ();
  }
}

static char *
dup_figure (const PnrPeriodFigures *figures, PnrFigure figure, const char *currency)
{
  double number = get_number (figures, figure);

  if (isnan (number))
    return g_strdup ("–");
  switch (figure) {
  case PNR_FIGURE_ORDERS:
  case PNR_FIGURE_CUSTOMERS:
    return pnr_wording_dup_count ((gint64) number);
  case PNR_FIGURE_UNITS_PER_ORDER:
  case PNR_FIGURE_ORDERS_PER_CUSTOMER:
    return pnr_wording_dup_number (number, 2);
  case PNR_FIGURE_MARGIN:
    return pnr_wording_dup_share (number, 1);
  default:
    return pnr_money_format ((gint64) number, currency);
  }
}

char *
pnr_figure_words_dup_value (PnrOverview *overview, PnrFigure figure)
{
  return dup_figure (&overview->figures, figure, overview->currency);
}

/* %NULL where nothing is compared. */
char *
pnr_figure_words_dup_change (PnrOverview *overview, PnrFigure figure)
{
  if (!overview->has_comparison)
    return NULL;
  return pnr_figure_tile_dup_change (get_number (&overview->figures, figure),
                                     get_number (&overview->comparison, figure),
                                     figure == PNR_FIGURE_MARGIN);
}

char *
pnr_figure_words_dup_period (const PnrPeriodFigures *figures)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (figures->from == PNR_LEDGER_TIME_UNKNOWN)
    return g_strdup (_ ("whole history"));
  from = pnr_wording_dup_date (figures->from);
  to = pnr_wording_dup_date (figures->to - 1);
  return g_strdup_printf (_ ("%s to %s"), from, to);
}

static void
add_period (GString *text, const PnrPeriodFigures *figures, PnrFigure figure, const char *currency)
{
  g_autofree char *value = dup_figure (figures, figure, currency);
  g_autofree char *period = pnr_figure_words_dup_period (figures);

  g_string_append_printf (text, "\n%s: %s", period, value);
}

static gboolean
needs_cost (PnrFigure figure)
{
  return figure == PNR_FIGURE_CONTRIBUTION || figure == PNR_FIGURE_CONTRIBUTION_PER_ORDER
         || figure == PNR_FIGURE_MARGIN;
}

/* A class that is a percentage counts, else what the first scenario that says so assumes. */
static void
add_tax (GString *text, const PnrPeriodFigures *figures, const char *currency)
{
  g_autofree char *tax = NULL;

  if (figures->tax_minor == PNR_MONEY_UNKNOWN)
    return;
  if (figures->tax_minor == 0) {
    g_string_append (text, _ ("\nNo tax is known, so none is taken off: type percentages as tax "
                              "classes, or assume a tax in a scenario."));
    return;
  }
  tax = pnr_money_format (figures->tax_minor, currency);
  g_string_append_printf (text,
                          _ ("\nTax taken off: %s, by tax classes that are a percentage, else "
                             "as a scenario assumes."),
                          tax);
}

/**
 * pnr_figure_words_dup_explanation:
 * @overview: an overview
 * @figure: one of its figures
 *
 * Returns: (transfer full): the formula, what it gave for each period, and where it is from
 */
char *
pnr_figure_words_dup_explanation (PnrOverview *overview, PnrFigure figure)
{
  const PnrPeriodFigures *figures = &overview->figures;
  g_autoptr (GString) text = g_string_new (get_formula (figure));
  g_autofree char *lines = pnr_wording_dup_count (figures->n_lines);
  g_autofree char *orders = pnr_wording_dup_count (figures->n_orders);

  add_period (text, figures, figure, overview->currency);
  if (overview->has_comparison)
    add_period (text, &overview->comparison, figure, overview->currency);
  if (needs_cost (figure)) {
    g_autofree char *share = pnr_wording_dup_share (figures->costed_share, 1);

    g_string_append_printf (text, _ ("\nThe cost of %s of the order lines is known."), share);
    add_tax (text, figures, overview->currency);
  }
  if (figure == PNR_FIGURE_CUSTOMERS) {
    g_autofree char *fresh = pnr_wording_dup_count (figures->n_new_customers);
    g_autofree char *returning =
        pnr_wording_dup_count (figures->n_customers - figures->n_new_customers);

    g_string_append_printf (text, _ ("\nNew: %s, returning: %s."), fresh, returning);
  }
  /* Translators: the source of a figure; two counts. */
  g_string_append_printf (text, _ ("\nFrom %s order lines of %s orders in this plan."), lines,
                          orders);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * pnr_figure_words_dup_hints:
 * @overview: an overview
 * @wants_comparison: whether one was asked for
 *
 * Returns: (transfer full): which periods are shown, and what to beware of
 */
char *
pnr_figure_words_dup_hints (PnrOverview *overview, gboolean wants_comparison)
{
  g_autofree char *period = pnr_figure_words_dup_period (&overview->figures);
  g_autoptr (GString) text = g_string_new (period);

  if (overview->last_order == PNR_LEDGER_TIME_UNKNOWN)
    return g_strdup (_ ("The orders have no dates, so only the figures of the whole history can be "
                        "told. Import orders with a date column to see periods."));
  if (overview->has_comparison) {
    g_autofree char *before = pnr_figure_words_dup_period (&overview->comparison);

    /* Translators: follows a period; a period like "1 May to 31 May". */
    g_string_append_printf (text, _ (", compared with %s"), before);
  }
  g_string_append_c (text, '.');
  if (overview->is_comparison_partial) {
    g_autofree char *first = pnr_wording_dup_date (overview->first_order);

    g_string_append_printf (
        text, _ (" The orders begin on %s, so the compared period is not complete."), first);
  } else if (wants_comparison && !overview->has_comparison) {
    g_string_append (text, _ (" There are no orders from the time to compare with."));
  }
  if (overview->n_undated > 0)
    g_string_append_printf (
        text,
        g_dngettext (
            GETTEXT_PACKAGE, " %'u order has no date and counts only in the whole history.",
            " %'u orders have no date and count only in the whole history.", overview->n_undated),
        overview->n_undated);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
