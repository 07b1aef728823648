/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One measure of a result: without, with the scenario, and the difference with its interval. */
#include "config.h"

#include "ui/scenarios/pnr-metric-row.h"

#include "base/pnr-money.h"
#include "drawing/pnr-compare-chart.h"
#include "ui/pnr-tip.h"
#include "ui/pnr-wording.h"
#include "ui/scenarios/pnr-compare-row.h"

#include <glib/gi18n.h>
#include <math.h>

struct _PnrMetricRow {
  GtkListBoxRow parent_instance;

  GtkLabel *title_label;
  GtkLabel *baseline_label;
  GtkLabel *scenario_label;
  GtkWidget *delta_box;
  GtkLabel *delta_label;
  GtkLabel *interval_label;
  GtkLabel *doubt_label;
};

G_DEFINE_FINAL_TYPE (PnrMetricRow, pnr_metric_row, GTK_TYPE_LIST_BOX_ROW)

char *
pnr_metric_row_dup_figure (PnrOutcome *outcome, PnrMetric metric, double value)
{
  if (!isfinite (value))
    return g_strdup ("–");
  if (pnr_metric_is_money (metric))
    return pnr_money_format ((gint64) llround (value), outcome->currency);
  if (pnr_metric_is_share (metric))
    return pnr_wording_dup_share (value, 2);
  return pnr_wording_dup_number (value, fabs (value) < 100.0 ? 1 : 0);
}

/* With its sign; shares differ by percentage points. */
char *
pnr_metric_row_dup_difference (PnrOutcome *outcome, PnrMetric metric, double value)
{
  g_autofree char *figure = NULL;

  if (isfinite (value) && pnr_metric_is_share (metric)) {
    g_autofree char *points = pnr_wording_dup_number (value * 100.0, 2);

    /* Translators: a difference in percentage points. */
    figure = g_strdup_printf (_ ("%s pp"), points);
  } else {
    figure = pnr_metric_row_dup_figure (outcome, metric, value);
  }
  return value > 0.0 ? g_strconcat ("+", figure, NULL) : g_steal_pointer (&figure);
}

gboolean
pnr_metric_row_could_be_nothing (PnrOutcome *outcome, PnrMetric metric)
{
  const PnrEstimate *delta = &outcome->estimates[PNR_SIDE_DELTA][metric];

  return !(delta->low > 0.0 || delta->high < 0.0);
}

static void
pnr_metric_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PNR_TYPE_METRIC_ROW);

  G_OBJECT_CLASS (pnr_metric_row_parent_class)->dispose (object);
}

static void
pnr_metric_row_class_init (PnrMetricRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_metric_row_dispose;

  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/scenarios/pnr-metric-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrMetricRow, title_label);
  gtk_widget_class_bind_template_child (widget_class, PnrMetricRow, baseline_label);
  gtk_widget_class_bind_template_child (widget_class, PnrMetricRow, scenario_label);
  gtk_widget_class_bind_template_child (widget_class, PnrMetricRow, delta_box);
  gtk_widget_class_bind_template_child (widget_class, PnrMetricRow, delta_label);
  gtk_widget_class_bind_template_child (widget_class, PnrMetricRow, interval_label);
  gtk_widget_class_bind_template_child (widget_class, PnrMetricRow, doubt_label);
}

static void
pnr_metric_row_init (PnrMetricRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static PnrMetricRow *
pnr_metric_row_new_in (GtkSizeGroup **columns)
{
  PnrMetricRow *self = g_object_new (PNR_TYPE_METRIC_ROW, NULL);

  gtk_size_group_add_widget (columns[0], GTK_WIDGET (self->baseline_label));
  gtk_size_group_add_widget (columns[1], GTK_WIDGET (self->scenario_label));
  gtk_size_group_add_widget (columns[2], self->delta_box);
  return self;
}

/* The Tab key passes over a list whose first row cannot have the focus, so this one can. */
static void
pnr_metric_row_tell_head (PnrMetricRow *self)
{
  g_autofree char *columns = g_strdup_printf (
      "%s, %s, %s, %s", gtk_label_get_label (self->title_label),
      gtk_label_get_label (self->baseline_label), gtk_label_get_label (self->scenario_label),
      gtk_label_get_label (self->delta_label));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, columns,
                                  -1);
}

/**
 * pnr_metric_row_new_head:
 * @columns: (array fixed-size=3): what keeps the columns of a table in line
 *
 * Returns: the row that says what stands in each column
 */
GtkWidget *
pnr_metric_row_new_head (GtkSizeGroup **columns)
{
  PnrMetricRow *self = pnr_metric_row_new_in (columns);

  gtk_label_set_label (self->title_label, _ ("Measure"));
  gtk_label_set_label (self->baseline_label, _ ("Without"));
  gtk_label_set_label (self->scenario_label, _ ("With"));
  gtk_label_set_label (self->delta_label, _ ("Difference"));
  gtk_widget_set_visible (GTK_WIDGET (self->interval_label), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "heading");
  pnr_metric_row_tell_head (self);
  return GTK_WIDGET (self);
}

/* Of a measure that the shop without the scenario does not have. */
char *
pnr_metric_row_dup_range (PnrOutcome *outcome, PnrMetric metric)
{
  const PnrEstimate *level = &outcome->estimates[PNR_SIDE_SCENARIO][metric];
  g_autofree char *low = pnr_metric_row_dup_figure (outcome, metric, level->low);
  g_autofree char *high = pnr_metric_row_dup_figure (outcome, metric, level->high);

  if (!isfinite (level->low) || !isfinite (level->high))
    return g_strdup ("");
  /* Translators: the two ends of an interval. */
  return g_strdup_printf (_ ("%s to %s"), low, high);
}

static char *
dup_interval (PnrOutcome *outcome, PnrMetric metric)
{
  const PnrEstimate *delta = &outcome->estimates[PNR_SIDE_DELTA][metric];
  g_autofree char *low = pnr_metric_row_dup_difference (outcome, metric, delta->low);
  g_autofree char *high = pnr_metric_row_dup_difference (outcome, metric, delta->high);

  if (!isfinite (delta->value))
    return pnr_metric_row_dup_range (outcome, metric);
  if (!isfinite (delta->low) || !isfinite (delta->high))
    return g_strdup ("");
  /* Translators: the two ends of an interval. */
  return g_strdup_printf (_ ("%s to %s"), low, high);
}

static void
pnr_metric_row_tell (PnrMetricRow *self)
{
  gboolean is_doubtful = gtk_widget_get_visible (GTK_WIDGET (self->doubt_label));
  g_autofree char *sentence = g_strdup_printf (
      /* Translators: a measure, its value without and with the scenario, the difference and the
       * interval of the difference, and whether it could be nothing. */
      _ ("%s: %s without, %s with the scenario, difference %s, %s %s"),
      gtk_label_get_label (self->title_label), gtk_label_get_label (self->baseline_label),
      gtk_label_get_label (self->scenario_label), gtk_label_get_label (self->delta_label),
      gtk_label_get_label (self->interval_label),
      is_doubtful ? gtk_label_get_label (self->doubt_label) : "");

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, sentence,
                                  -1);
}

GtkWidget *
pnr_metric_row_new (PnrOutcome *outcome, PnrMetric metric, GtkSizeGroup **columns)
{
  PnrMetricRow *self = pnr_metric_row_new_in (columns);
  const PnrEstimate *delta = &outcome->estimates[PNR_SIDE_DELTA][metric];
  g_autofree char *baseline = pnr_metric_row_dup_figure (
      outcome, metric, outcome->estimates[PNR_SIDE_BASELINE][metric].value);
  g_autofree char *scenario = pnr_metric_row_dup_figure (
      outcome, metric, outcome->estimates[PNR_SIDE_SCENARIO][metric].value);
  g_autofree char *difference = pnr_metric_row_dup_difference (outcome, metric, delta->value);
  g_autofree char *interval = dup_interval (outcome, metric);
  g_autofree char *explanation = pnr_compare_row_dup_explanation (outcome, metric);
  gboolean is_doubtful =
      delta->low < delta->high && pnr_metric_row_could_be_nothing (outcome, metric);

  gtk_label_set_label (self->title_label, pnr_compare_chart_get_metric_title (metric));
  gtk_label_set_label (self->baseline_label, baseline);
  gtk_label_set_label (self->scenario_label, scenario);
  gtk_label_set_label (self->delta_label, difference);
  gtk_label_set_label (self->interval_label, interval);
  gtk_widget_set_visible (GTK_WIDGET (self->doubt_label), is_doubtful);
  gtk_widget_add_css_class (GTK_WIDGET (self->delta_label), is_doubtful ? "dim-label" : "heading");
  gtk_widget_set_visible (GTK_WIDGET (self->interval_label), interval[0] != '\0');
  pnr_metric_row_tell (self);
  pnr_tip_set (GTK_WIDGET (self), explanation);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  explanation, -1);
  return GTK_WIDGET (self);
}
