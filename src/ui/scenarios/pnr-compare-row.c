/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One measure of several scenarios side by side, each change with its interval. */
#include "config.h"

#include "ui/scenarios/pnr-compare-row.h"

#include "drawing/pnr-compare-chart.h"
#include "ui/pnr-tip.h"
#include "ui/pnr-wording.h"
#include "ui/scenarios/pnr-metric-row.h"

#include <glib/gi18n.h>
#include <math.h>

/* Enough of a hash to tell two data sets apart by eye. */
#define SHOWN_HASH 12

static const char *
get_formula (PnrMetric metric)
{
  static const char *const formulas[PNR_N_METRICS] = {
    [PNR_METRIC_AOV] = N_ ("Revenue divided by orders, of these products alone."),
    [PNR_METRIC_ORDERS] = N_ ("Shoppers who buy anything of these products."),
    [PNR_METRIC_CONVERSION] = N_ ("Orders divided by relevant shoppers."),
    [PNR_METRIC_UNITS] = N_ ("All pieces in all orders, those in bundles counted singly."),
    [PNR_METRIC_REVENUE] = N_ ("What shoppers pay for the goods, tax included."),
    [PNR_METRIC_COST] = N_ ("Unit costs times pieces."),
    [PNR_METRIC_SHIPPING] =
        N_ ("Shipping per order times orders, and per further piece times pieces."),
    [PNR_METRIC_CONTRIBUTION] =
        N_ ("Revenue without tax, less cost of goods, shipping and payment fees."),
    [PNR_METRIC_MARGIN_SHARE] = N_ ("Contribution divided by revenue without tax."),
    [PNR_METRIC_SURPLUS] =
        N_ ("What the goods are worth to those who buy them, less what they pay."),
    [PNR_METRIC_TAKE_RATE] = N_ ("Bundles taken divided by relevant shoppers."),
    [PNR_METRIC_CANNIBALISATION] =
        N_ ("What takers would have paid for products of the bundle anyway, divided by what they "
            "pay for it."),
    [PNR_METRIC_SHIPPING_PER_ORDER] = N_ ("Shipping divided by orders."),
    [PNR_METRIC_SINGLE_SALES] =
        N_ ("What shoppers pay for the goods outside of offers. What is less with the scenario "
            "are the single sales lost."),
    [PNR_METRIC_TAKERS] = N_ ("Shoppers who take an offer."),
    [PNR_METRIC_STORE_AOV] =
        N_ ("All orders of the shop: their worth and the change of revenue, divided by their "
            "number and the change of orders."),
    [PNR_METRIC_LTV] =
        N_ ("Contribution of a new customer’s orders after the first, within the lifetime weeks "
            "assumed, 52 where none are stated."),
  };

  return _ (formulas[metric]);
}

/**
 * pnr_compare_row_dup_explanation:
 * @outcome: what a simulation said
 * @metric: one of its measures
 *
 * Returns: (transfer full): formula, inputs and source of the figures, to be read over them
 */
char *
pnr_compare_row_dup_explanation (PnrOutcome *outcome, PnrMetric metric)
{
  g_autofree char *shoppers = pnr_wording_dup_count (outcome->n_shoppers);

  /* Translators: a formula in words, a number of shoppers, a number of assumptions, a hash. */
  return g_strdup_printf (_ ("%s\nFrom %s simulated shoppers, counted orders and %u assumptions; "
                             "data %.*s"),
                          get_formula (metric), shoppers, outcome->assumed->len, SHOWN_HASH,
                          outcome->inputs_hash != NULL ? outcome->inputs_hash : "");
}

static GtkWidget *
new_label (const char *text, gboolean is_first, gboolean is_quiet)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), is_first ? 0.0f : 1.0f);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  /* An amount torn apart would be read as two. */
  gtk_label_set_wrap_mode (GTK_LABEL (label), is_first ? PANGO_WRAP_WORD_CHAR : PANGO_WRAP_WORD);
  gtk_label_set_justify (GTK_LABEL (label), is_first ? GTK_JUSTIFY_LEFT : GTK_JUSTIFY_RIGHT);
  gtk_label_set_width_chars (GTK_LABEL (label), 6);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 16);
  if (!is_first)
    gtk_widget_add_css_class (label, "numeric");
  if (is_quiet) {
    gtk_widget_add_css_class (label, "dim-label");
    gtk_widget_add_css_class (label, "caption");
  }
  return label;
}

static GtkWidget *
new_row (GtkWidget **box)
{
  GtkWidget *row = gtk_list_box_row_new ();

  /* Columns of equal width stay in line from row to row, whenever a row is added. */
  *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_box_set_homogeneous (GTK_BOX (*box), TRUE);
  gtk_widget_set_margin_top (*box, 8);
  gtk_widget_set_margin_bottom (*box, 8);
  gtk_widget_set_margin_start (*box, 12);
  gtk_widget_set_margin_end (*box, 12);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), *box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  return row;
}

static void
add_cell (GtkWidget *box, GtkWidget *cell)
{
  gtk_widget_set_valign (cell, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), cell);
}

GtkWidget *
pnr_compare_row_new_head (PnrComparison *comparison)
{
  g_autoptr (GString) spoken = g_string_new (NULL);
  GtkWidget *box;
  GtkWidget *row = new_row (&box);

  g_string_append_printf (spoken, "%s, %s", _ ("Measure"), _ ("Today"));
  add_cell (box, new_label (_ ("Measure"), TRUE, FALSE));
  add_cell (box, new_label (_ ("Today"), FALSE, FALSE));
  for (guint i = 0; i < comparison->n_scenarios; i++) {
    GtkWidget *label = new_label (comparison->names[i], FALSE, FALSE);

    gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
    add_cell (box, label);
    g_string_append_printf (spoken, ", %s", comparison->names[i]);
  }
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken->str,
                                  -1);
  gtk_widget_add_css_class (row, "heading");
  return row;
}

static char *
dup_interval (PnrOutcome *outcome, PnrMetric metric, const PnrEstimate *estimate)
{
  g_autofree char *low = pnr_metric_row_dup_difference (outcome, metric, estimate->low);
  g_autofree char *high = pnr_metric_row_dup_difference (outcome, metric, estimate->high);

  return g_strdup_printf (_ ("%s to %s"), low, high);
}

/* The level, under it the change with its interval, and whether the change could be nothing. */
static GtkWidget *
new_figures (PnrOutcome *outcome, PnrMetric metric, GString *spoken, const char *name)
{
  const PnrEstimate *level = &outcome->estimates[PNR_SIDE_SCENARIO][metric];
  const PnrEstimate *change = &outcome->estimates[PNR_SIDE_DELTA][metric];
  g_autofree char *figure = pnr_metric_row_dup_figure (outcome, metric, level->value);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_valign (box, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), new_label (figure, FALSE, FALSE));
  g_string_append_printf (spoken, "; %s: %s", name, figure);
  if (isfinite (change->value)) {
    g_autofree char *difference = pnr_metric_row_dup_difference (outcome, metric, change->value);
    g_autofree char *interval = dup_interval (outcome, metric, change);

    gtk_box_append (GTK_BOX (box), new_label (difference, FALSE, FALSE));
    g_string_append_printf (spoken, ", %s", difference);
    if (isfinite (change->low) && isfinite (change->high)) {
      gtk_box_append (GTK_BOX (box), new_label (interval, FALSE, TRUE));
      g_string_append_printf (spoken, ", %s", interval);
    }
    /* What is nothing in every draw is no doubt. */
    if (change->low < change->high && pnr_estimate_could_be_nothing (change)) {
      gtk_box_append (GTK_BOX (box), new_label (_ ("could be nothing"), FALSE, TRUE));
      g_string_append_printf (spoken, ", %s", _ ("could be nothing"));
    }
  } else if (isfinite (level->low) && isfinite (level->high)) {
    g_autofree char *range = pnr_metric_row_dup_range (outcome, metric);

    gtk_box_append (GTK_BOX (box), new_label (range, FALSE, TRUE));
    g_string_append_printf (spoken, ", %s", range);
  }
  return box;
}

/**
 * pnr_compare_row_new:
 * @comparison: scenarios on common shoppers
 * @metric: a measure
 *
 * Returns: the row, which says formula, inputs and source where it is pointed at
 */
GtkWidget *
pnr_compare_row_new (PnrComparison *comparison, PnrMetric metric)
{
  PnrOutcome *first = comparison->outcomes[0];
  const char *title = pnr_compare_chart_get_metric_title (metric);
  g_autofree char *today =
      pnr_metric_row_dup_figure (first, metric, first->estimates[PNR_SIDE_BASELINE][metric].value);
  g_autofree char *explanation = pnr_compare_row_dup_explanation (first, metric);
  g_autoptr (GString) spoken = g_string_new (title);
  GtkWidget *box;
  GtkWidget *row = new_row (&box);

  g_string_append_printf (spoken, "; %s: %s", _ ("Today"), today);
  add_cell (box, new_label (title, TRUE, FALSE));
  add_cell (box, new_label (today, FALSE, FALSE));
  for (guint i = 0; i < comparison->n_scenarios; i++)
    add_cell (box, new_figures (comparison->outcomes[i], metric, spoken, comparison->names[i]));
  pnr_tip_set (row, explanation);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken->str,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, explanation, -1);
  return row;
}
