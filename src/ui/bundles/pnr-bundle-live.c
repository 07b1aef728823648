/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What shoppers do at the price of a bundle, while it is moved.
 *
 * All of them are asked at every position; old figures stay until new ones are there. Intervals
 * need many repetitions, so they stand with the checks, which wait until the price rests. */
#include "config.h"

#include "ui/bundles/pnr-bundle-live.h"

#include "drawing/pnr-compare-chart.h"
#include "drawing/pnr-order-shift-chart.h"
#include "drawing/pnr-waterfall-chart.h"
#include "plan/pnr-plan-live.h"
#include "plan/pnr-plan-taker-words.h"
#include "ui/bundles/pnr-bundle-inputs.h"
#include "ui/bundles/pnr-sheet-row.h"
#include "ui/charts/pnr-chart-view.h"
#include "ui/pnr-frame-queue.h"
#include "ui/pnr-side-scroller.h"
#include "ui/scenarios/pnr-compare-row.h"
#include "ui/scenarios/pnr-metric-row.h"
#include "ui/scenarios/pnr-takers-words.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>

/* Enough of a hash to tell two data sets apart by eye. */
#define SHOWN_HASH 12

struct _PnrBundleLive {
  AdwBin parent_instance;

  GtkStack *stack;
  GtkLabel *obstacle_label;
  GtkListBox *figure_list;
  GtkListBox *takers_list;
  GtkExpander *values_expander;
  PnrChartView *values_view;
  GtkExpander *waterfall_expander;
  PnrChartView *waterfall_view;
  GtkSizeGroup *columns[PNR_SHEET_ROW_N_CELLS];

  PnrSession *session;
  PnrBundle *bundle; /* as it is being edited */
  PnrPlanLive *live;
  gint64 counted_id;   /* the bundle that the figures are of */
  gboolean is_counted; /* there is an outcome of it */
};

enum {
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PnrBundleLive, pnr_bundle_live, ADW_TYPE_BIN)

static void
chart_failed_cb (PnrBundleLive *self, const char *sentence)
{
  g_signal_emit (self, signals[FAILED], 0, sentence);
}

static void
pnr_bundle_live_show_obstacle (PnrBundleLive *self, const char *sentence)
{
  self->is_counted = FALSE;
  gtk_label_set_label (self->obstacle_label, sentence);
  gtk_stack_set_visible_child_name (self->stack, "obstacle");
}

static void
fill_head (PnrSheetRow *row)
{
  pnr_sheet_row_show (row, _ ("Measure"), NULL);
  pnr_sheet_row_set_cell (row, 0, _ ("Without it"), NULL, NULL);
  pnr_sheet_row_set_cell (row, 1, _ ("At this price"), NULL, NULL);
  pnr_sheet_row_set_head (row);
  pnr_sheet_row_explain (row, NULL);
}

/* A share of takers has no meaning without the offer. What changes stands below, so that a narrow
 * window has room for it. */
static void
fill_figure (PnrSheetRow *row, PnrOutcome *outcome, PnrMetric metric)
{
  const char *title = pnr_compare_chart_get_metric_title (metric);
  double before = outcome->estimates[PNR_SIDE_BASELINE][metric].value;
  double after = outcome->estimates[PNR_SIDE_SCENARIO][metric].value;
  double change = outcome->estimates[PNR_SIDE_DELTA][metric].value;
  g_autofree char *without =
      isfinite (before) ? pnr_metric_row_dup_figure (outcome, metric, before) : NULL;
  g_autofree char *with =
      isfinite (after) ? pnr_metric_row_dup_figure (outcome, metric, after) : NULL;
  g_autofree char *difference =
      isfinite (change) ? pnr_metric_row_dup_difference (outcome, metric, change) : NULL;
  g_autofree char *explanation = pnr_compare_row_dup_explanation (outcome, metric);

  pnr_sheet_row_show (row, title, NULL);
  pnr_sheet_row_set_cell (row, 0, without != NULL ? without : "–", NULL, NULL);
  pnr_sheet_row_set_cell (row, 1, with != NULL ? with : "–", difference, NULL);
  pnr_sheet_row_explain (row, explanation);
}

static void
pnr_bundle_live_fill_figures (PnrBundleLive *self, PnrOutcome *outcome)
{
  static const PnrMetric metrics[] = { PNR_METRIC_CONTRIBUTION, PNR_METRIC_AOV,
                                       PNR_METRIC_UNITS,        PNR_METRIC_TAKERS,
                                       PNR_METRIC_TAKE_RATE,    PNR_METRIC_CANNIBALISATION,
                                       PNR_METRIC_SURPLUS };
  guint n_rows = 0;

  fill_head (pnr_sheet_row_at (self->figure_list, n_rows++, self->columns));
  for (gsize i = 0; i < G_N_ELEMENTS (metrics); i++)
    fill_figure (pnr_sheet_row_at (self->figure_list, n_rows++, self->columns), outcome,
                 metrics[i]);
  pnr_sheet_row_end (self->figure_list, n_rows);
}

static void
pnr_bundle_live_fill_takers (PnrBundleLive *self, PnrOutcome *outcome)
{
  g_autofree char *sentence = pnr_takers_dup_sentence (&outcome->takers);
  g_autofree char *explanation = pnr_takers_words_dup_explanation (outcome);
  PnrSheetRow *row = pnr_sheet_row_at (self->takers_list, 0, NULL);

  pnr_sheet_row_show (row, sentence,
                      _ ("The bundle by itself: what relationships show is left out."));
  pnr_sheet_row_explain (row, explanation);
}

static char *
dup_stamp (PnrOutcome *outcome)
{
  g_autofree char *hash =
      g_strndup (outcome->inputs_hash != NULL ? outcome->inputs_hash : "", SHOWN_HASH);

  /* Translators: a hash of the data, the number that chance starts from. */
  return g_strdup_printf (_ ("Data %s · seed %" PRIu64), hash, outcome->seed);
}

static void
pnr_bundle_live_show_chart (PnrBundleLive *self, PnrChartView *view, PnrChart *chart)
{
  g_autofree char *stamp = dup_stamp (pnr_plan_live_get_outcome (self->live));

  pnr_chart_view_set_chart (view, chart);
  pnr_chart_view_set_stamp (view, stamp);
}

/* Only charts that are open are made. */
static void
pnr_bundle_live_draw_values (PnrBundleLive *self)
{
  g_autoptr (PnrOrderShiftChart) chart = NULL;

  if (!self->is_counted || !gtk_expander_get_expanded (self->values_expander))
    return;
  chart = pnr_order_shift_chart_new (pnr_plan_live_get_outcome (self->live));
  pnr_bundle_live_show_chart (self, self->values_view, PNR_CHART (chart));
}

static void
pnr_bundle_live_draw_waterfall (PnrBundleLive *self)
{
  g_autoptr (PnrWaterfallChart) chart = NULL;

  if (!self->is_counted || !gtk_expander_get_expanded (self->waterfall_expander))
    return;
  chart = pnr_waterfall_chart_new (pnr_plan_live_get_waterfall (self->live));
  pnr_bundle_live_show_chart (self, self->waterfall_view, PNR_CHART (chart));
}

static void
waterfall_piece (GtkWidget *widget)
{
  pnr_bundle_live_draw_waterfall (PNR_BUNDLE_LIVE (widget));
}

static void
values_piece (GtkWidget *widget)
{
  pnr_bundle_live_draw_values (PNR_BUNDLE_LIVE (widget));
  pnr_frame_queue_add (widget, waterfall_piece);
}

static void
figures_piece (GtkWidget *widget)
{
  PnrBundleLive *self = PNR_BUNDLE_LIVE (widget);
  PnrOutcome *outcome;

  if (!self->is_counted)
    return;
  outcome = pnr_plan_live_get_outcome (self->live);
  pnr_bundle_live_fill_figures (self, outcome);
  pnr_bundle_live_fill_takers (self, outcome);
  gtk_stack_set_visible_child_name (self->stack, "figures");
  pnr_frame_queue_add (widget, values_piece);
}

static void
counted_cb (PnrBundleLive *self)
{
  if (self->stack == NULL)
    return;
  self->is_counted = pnr_plan_live_get_outcome (self->live) != NULL;
  if (self->is_counted)
    pnr_frame_queue_add (GTK_WIDGET (self), figures_piece);
  else
    pnr_bundle_live_show_obstacle (self, pnr_plan_live_get_failure (self->live));
}

/* (nullable): why nothing can be counted, and what to do about it. */
static char *
pnr_bundle_live_dup_obstacle (PnrBundleLive *self)
{
  if (pnr_bundle_get_n_components (self->bundle) == 0)
    return g_strdup (_ ("Add products to the bundle to see what shoppers do at its price."));
  for (guint i = 0; i < pnr_bundle_get_n_components (self->bundle); i++) {
    gint64 id = pnr_bundle_get_component (self->bundle, i)->product_id;

    if (pnr_session_find_product (self->session, id) == NULL)
      return g_strdup (_ ("A product of the bundle is no longer in the catalogue. Take it out, or "
                          "undo its removal."));
  }
  if (pnr_plan_get_n_orders (pnr_session_get_plan (self->session)) == 0)
    return g_strdup (_ ("Shoppers are learnt from what was bought. Import the shop's orders "
                        "first."));
  return NULL;
}

static char *
pnr_bundle_live_dup_inputs (PnrBundleLive *self)
{
  g_autofree char *inputs = pnr_bundle_inputs_dup (self->session, self->bundle);

  return g_strdup_printf ("%" G_GINT64_FORMAT " %s", pnr_bundle_get_id (self->bundle), inputs);
}

static void
pnr_bundle_live_refresh (PnrBundleLive *self)
{
  g_autofree char *obstacle = NULL;
  g_autofree char *inputs = NULL;

  if (self->stack == NULL || self->bundle == NULL || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  obstacle = pnr_bundle_live_dup_obstacle (self);
  if (obstacle != NULL) {
    pnr_plan_live_stop (self->live);
    pnr_bundle_live_show_obstacle (self, obstacle);
    return;
  }
  if (self->counted_id != pnr_bundle_get_id (self->bundle))
    pnr_bundle_live_show_obstacle (self, _ ("Asking the shoppers…"));
  self->counted_id = pnr_bundle_get_id (self->bundle);
  inputs = pnr_bundle_live_dup_inputs (self);
  pnr_plan_live_ask (self->live, self->bundle, inputs);
}

static void
pnr_bundle_live_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (pnr_bundle_live_parent_class)->map (widget);

  pnr_bundle_live_refresh (PNR_BUNDLE_LIVE (widget));
}

static void
pnr_bundle_live_unmap (GtkWidget *widget)
{
  PnrBundleLive *self = PNR_BUNDLE_LIVE (widget);

  if (self->live != NULL)
    pnr_plan_live_stop (self->live);

  GTK_WIDGET_CLASS (pnr_bundle_live_parent_class)->unmap (widget);
}

static void
pnr_bundle_live_dispose (GObject *object)
{
  PnrBundleLive *self = PNR_BUNDLE_LIVE (object);

  if (self->live != NULL)
    pnr_plan_live_stop (self->live);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PNR_TYPE_BUNDLE_LIVE);
  self->stack = NULL;
  self->is_counted = FALSE;
  for (guint i = 0; i < PNR_SHEET_ROW_N_CELLS; i++)
    g_clear_object (&self->columns[i]);
  g_clear_object (&self->live);
  g_clear_object (&self->bundle);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (pnr_bundle_live_parent_class)->dispose (object);
}

static void
pnr_bundle_live_class_init (PnrBundleLiveClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_bundle_live_dispose;
  widget_class->map = pnr_bundle_live_map;
  widget_class->unmap = pnr_bundle_live_unmap;

  signals[FAILED] = g_signal_new ("failed", PNR_TYPE_BUNDLE_LIVE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  g_type_ensure (PNR_TYPE_CHART_VIEW);
  g_type_ensure (PNR_TYPE_SIDE_SCROLLER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/bundles/pnr-bundle-live.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrBundleLive, stack);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleLive, obstacle_label);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleLive, figure_list);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleLive, takers_list);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleLive, values_expander);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleLive, values_view);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleLive, waterfall_expander);
  gtk_widget_class_bind_template_child (widget_class, PnrBundleLive, waterfall_view);
  gtk_widget_class_bind_template_callback (widget_class, chart_failed_cb);
  gtk_widget_class_bind_template_callback (widget_class, pnr_bundle_live_draw_values);
  gtk_widget_class_bind_template_callback (widget_class, pnr_bundle_live_draw_waterfall);
}

static void
pnr_bundle_live_init (PnrBundleLive *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < PNR_SHEET_ROW_N_CELLS; i++)
    self->columns[i] = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
}

void
pnr_bundle_live_set_session (PnrBundleLive *self, PnrSession *session)
{
  PnrPlan *plan = pnr_session_get_plan (session);

  g_return_if_fail (PNR_IS_BUNDLE_LIVE (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->live = pnr_plan_live_new (plan);
  g_signal_connect_object (self->live, "counted", G_CALLBACK (counted_cb), self, G_CONNECT_SWAPPED);
  /* Assumptions count, too. */
  g_signal_connect_object (plan, "notify::newest-action", G_CALLBACK (pnr_bundle_live_refresh),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (plan, "notify::n-orders", G_CALLBACK (pnr_bundle_live_refresh), self,
                           G_CONNECT_SWAPPED);
}

/**
 * pnr_bundle_live_show_bundle:
 * @self: what shoppers do
 * @bundle: a bundle, as it is being edited
 *
 * To be called again whenever the bundle or the products in it have changed.
 */
void
pnr_bundle_live_show_bundle (PnrBundleLive *self, PnrBundle *bundle)
{
  g_return_if_fail (PNR_IS_BUNDLE_LIVE (self));

  g_set_object (&self->bundle, bundle);
  pnr_bundle_live_refresh (self);
}
