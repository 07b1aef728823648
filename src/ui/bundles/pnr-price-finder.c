/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Offers a price for a bundle: the search, its chart, and when that chart is out of date. */
#include "config.h"

#include "ui/bundles/pnr-price-finder.h"

#include "base/pnr-money.h"
#include "drawing/pnr-price-chart.h"
#include "model/pnr-bundle-kind.h"
#include "plan/pnr-plan-jobs.h"
#include "ui/bundles/pnr-bundle-inputs.h"
#include "ui/bundles/pnr-price-limits-view.h"
#include "ui/charts/pnr-chart-view.h"
#include "ui/pnr-job-view.h"
#include "ui/pnr-notice.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>

#define SHOWN_HASH 12

struct _PnrPriceFinder {
  AdwBin parent_instance;

  GtkStack *stack;
  GtkButton *suggest_button;
  GtkLabel *obstacle_label;
  PnrJobView *job_view;
  GtkRevealer *stale_revealer;
  PnrChartView *chart_view;
  GtkLabel *band_label;
  GtkBox *warning_box;
  GtkButton *apply_button;
  PnrPriceLimitsView *limits_view;

  PnrSession *session;
  PnrBundle *bundle; /* as the editor means it */
  PnrPriceCurve *curve;
  char *failure;
  char *searched_inputs;
  gint64 offered_minor;  /* by the button */
  gint64 searched_minor; /* what the bundle cost when it was searched */
  gint64 searched_id;    /* the bundle that @curve, @failure or the running search is about */
};

enum {
  TAKEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PnrPriceFinder, pnr_price_finder, ADW_TYPE_BIN)

static PnrPlan *
pnr_price_finder_get_plan (PnrPriceFinder *self)
{
  return pnr_session_get_plan (self->session);
}

/* What the search depends on, which limits are part of. */
static char *
pnr_price_finder_dup_inputs (PnrPriceFinder *self)
{
  PnrPriceLimits limits = pnr_price_limits_view_get_limits (self->limits_view);
  g_autofree char *inputs = pnr_bundle_inputs_dup (self->session, self->bundle);
  GString *text = g_string_new (inputs);

  g_string_append_printf (text, "%a", limits.max_discount);
  for (gsize i = 0; i < limits.n_endings; i++)
    g_string_append_printf (text, " %" PRId64, limits.endings_minor[i]);
  return g_string_free (text, FALSE);
}

/* Whether what was found, or why nothing was, still holds for the bundle as it is now. */
static gboolean
pnr_price_finder_is_current (PnrPriceFinder *self)
{
  g_autofree char *inputs = pnr_price_finder_dup_inputs (self);

  return g_strcmp0 (inputs, self->searched_inputs) == 0;
}

/* (nullable): why a bundle of the kind has no one price, and what to do instead. */
static char *
dup_unsuited (PnrBundle *bundle)
{
  const char *name = pnr_bundle_get_name (bundle);

  switch (pnr_bundle_get_kind (bundle)) {
  case PNR_BUNDLE_KIND_GIFT:
    return g_strdup_printf (_ ("“%s” is a gift and has no price to look for. Simulate it with "
                               "other order values instead."),
                            name);
  case PNR_BUNDLE_KIND_TIERED:
  case PNR_BUNDLE_KIND_VOLUME:
    return g_strdup_printf (_ ("“%s” takes a percentage off by tiers and has no price of its own "
                               "to look for. Simulate scenarios with other percentages and compare "
                               "them instead."),
                            name);
  case PNR_BUNDLE_KIND_BUY_GET:
    return g_strdup_printf (_ ("“%s” gives some pieces cheaper to who buys others and has no price "
                               "of its own to look for. Simulate scenarios with other quantities "
                               "and compare them instead."),
                            name);
  default:
    return NULL;
  }
}

/* (nullable): why no search can be made, and what to do about it. */
static char *
pnr_price_finder_dup_obstacle (PnrPriceFinder *self)
{
  if (!pnr_price_finder_suits (pnr_bundle_get_kind (self->bundle)))
    return dup_unsuited (self->bundle);
  if (pnr_bundle_get_n_components (self->bundle) < 2)
    return g_strdup (_ ("A price can be suggested when at least two products are in the bundle."));
  for (guint i = 0; i < pnr_bundle_get_n_components (self->bundle); i++) {
    gint64 id = pnr_bundle_get_component (self->bundle, i)->product_id;
    PnrProduct *product = pnr_session_find_product (self->session, id);

    if (product == NULL || pnr_product_get_price_minor (product) == PNR_MONEY_UNKNOWN) {
      g_autofree char *title = pnr_session_dup_product_title (self->session, id);

      return g_strdup_printf (_ ("No price can be suggested while the price of “%s” is unknown. "
                                 "Type it in the catalogue or import it."),
                              title);
    }
  }
  if (pnr_plan_get_n_orders (pnr_price_finder_get_plan (self)) == 0)
    return g_strdup (_ ("A price is suggested from what shoppers bought. Import the shop's "
                        "orders first."));
  return NULL;
}

static void
pnr_price_finder_show_offer (PnrPriceFinder *self, gboolean has_failed)
{
  g_autofree char *obstacle = pnr_price_finder_dup_obstacle (self);
  const char *sentence = obstacle != NULL ? obstacle : has_failed ? self->failure : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->suggest_button),
                          pnr_price_finder_suits (pnr_bundle_get_kind (self->bundle)));
  gtk_widget_set_sensitive (GTK_WIDGET (self->suggest_button), obstacle == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->obstacle_label), sentence != NULL);
  gtk_label_set_label (self->obstacle_label, sentence != NULL ? sentence : "");
  gtk_stack_set_visible_child_name (self->stack, "offer");
}

/* Several pieces that are added have one price when it is found and each its own in the bundle. */
static gboolean
pnr_price_finder_can_take (PnrPriceFinder *self)
{
  guint n_components = pnr_bundle_get_n_components (self->bundle);

  for (guint i = 0;
       pnr_bundle_get_kind (self->bundle) == PNR_BUNDLE_KIND_ADD_ON && i < n_components; i++)
    if (pnr_bundle_get_component (self->bundle, i)->quantity != 1)
      return FALSE;
  return TRUE;
}

static void
pnr_price_finder_update (PnrPriceFinder *self)
{
  gboolean is_about_this;
  gboolean is_current;
  gboolean is_read_only;
  gboolean is_suited;

  if (self->stack == NULL || self->bundle == NULL)
    return;
  is_suited = pnr_price_finder_suits (pnr_bundle_get_kind (self->bundle));
  gtk_widget_set_visible (GTK_WIDGET (self->limits_view), is_suited);
  is_about_this = self->searched_id == pnr_bundle_get_id (self->bundle);
  is_current = is_about_this && pnr_price_finder_is_current (self);
  is_read_only = pnr_plan_is_read_only (pnr_price_finder_get_plan (self));
  if (pnr_job_view_is_running (self->job_view)) {
    gtk_stack_set_visible_child_name (self->stack, "job");
  } else if (is_suited && is_about_this && self->curve != NULL) {
    pnr_notice_show (self->stale_revealer, !is_current);
    gtk_widget_set_sensitive (GTK_WIDGET (self->apply_button),
                              is_current && !is_read_only && pnr_price_finder_can_take (self));
    gtk_stack_set_visible_child_name (self->stack, "curve");
  } else {
    pnr_price_finder_show_offer (self, is_current && self->failure != NULL);
  }
}

static gint64
pnr_price_finder_get_price (PnrPriceFinder *self)
{
  return pnr_bundle_get_price_minor (self->bundle,
                                     pnr_plan_get_products (pnr_price_finder_get_plan (self)));
}

/* The line of the present price follows it. What is searched may be a part of what the bundle
 * costs: beside an anchor, the rest. */
static void
pnr_price_finder_show_current (PnrPriceFinder *self)
{
  PnrChart *chart = pnr_chart_view_get_chart (self->chart_view);
  gint64 price_minor;

  if (chart == NULL || self->curve == NULL || self->searched_id != pnr_bundle_get_id (self->bundle))
    return;
  price_minor = pnr_price_finder_get_price (self);
  if (price_minor == PNR_MONEY_UNKNOWN || self->searched_minor == PNR_MONEY_UNKNOWN
      || self->curve->current_minor == PNR_MONEY_UNKNOWN)
    return;
  pnr_price_chart_set_current (PNR_PRICE_CHART (chart),
                               self->curve->current_minor + price_minor - self->searched_minor);
}

/* The band, which says more than the best price alone does. */
static char *
pnr_price_finder_dup_band (PnrPriceFinder *self)
{
  PnrPriceCurve *curve = self->curve;
  g_autofree char *low = pnr_session_format_money (self->session, curve->band_low_minor);
  g_autofree char *high = pnr_session_format_money (self->session, curve->band_high_minor);
  g_autofree char *best = pnr_session_format_money (self->session, curve->best_minor);
  g_autofree char *safe = pnr_session_format_money (self->session, curve->tie_proof_minor);
  g_autofree char *range = g_strdup_printf (
      /* Translators: four amounts of money. */
      _ ("Between %1$s and %2$s the profit is within 2 %% of the best, which is at %3$s. %4$s is "
         "best even if every undecided shopper decides against you. Click the chart to take a "
         "price."),
      low, high, best, safe);
  g_autofree char *sentence = g_strconcat (curve->priced, ". ", range, NULL);

  if (curve->flat == NULL)
    return g_steal_pointer (&sentence);
  /* Translators: the sentence about the band of prices. */
  return g_strdup_printf (_ ("The price hardly matters here. %s"), sentence);
}

static void
pnr_price_finder_show_sentence (PnrPriceFinder *self)
{
  PnrPriceCurve *curve = self->curve;
  g_autofree char *band = pnr_price_finder_dup_band (self);
  g_autofree char *with =
      pnr_session_format_money (self->session, llround (pnr_price_curve_get_profit (curve)));
  g_autofree char *without = pnr_session_format_money (
      self->session, llround (pnr_price_curve_get_profit_without (curve)));
  /* Translators: two amounts of money, then the sentence about the band of prices. */
  g_autofree char *warning =
      g_strdup_printf (_ ("Not offering it earns more: %1$s instead of %2$s at its best price. "
                          "%3$s"),
                       without, with, band);

  gtk_label_set_label (self->band_label, curve->loss != NULL ? warning : band);
}

/* What the sentence has not said already. */
static void
pnr_price_finder_show_warnings (PnrPriceFinder *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->warning_box))) != NULL)
    gtk_box_remove (self->warning_box, child);
  for (guint i = 0; i < self->curve->warnings->len; i++) {
    const char *warning = g_ptr_array_index (self->curve->warnings, i);
    GtkWidget *label;

    if (warning == self->curve->loss || warning == self->curve->flat)
      continue;
    label = gtk_label_new (warning);
    gtk_label_set_wrap (GTK_LABEL (label), TRUE);
    gtk_label_set_xalign (GTK_LABEL (label), 0);
    gtk_widget_add_css_class (label, "caption");
    gtk_widget_add_css_class (label, "warning-row");
    gtk_box_append (self->warning_box, label);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->warning_box),
                          gtk_widget_get_first_child (GTK_WIDGET (self->warning_box)) != NULL);
}

/* Where an ending is wanted, the price that has it is offered. */
static void
pnr_price_finder_offer (PnrPriceFinder *self)
{
  PnrPriceLimits limits = pnr_price_limits_view_get_limits (self->limits_view);
  g_autofree char *price = NULL;
  g_autofree char *label = NULL;

  self->offered_minor = self->curve->best_minor;
  if (limits.n_endings > 0 && self->curve->ending_minor != PNR_MONEY_UNKNOWN)
    self->offered_minor = self->curve->ending_minor;
  price = pnr_session_format_money (self->session, self->offered_minor);
  label = g_strdup_printf (_ ("_Take %s"), price);
  gtk_button_set_label (self->apply_button, label);
}

static void
pnr_price_finder_show_curve (PnrPriceFinder *self)
{
  g_autoptr (PnrPriceChart) chart = pnr_price_chart_new (self->curve);
  g_autofree char *hash =
      g_strndup (self->curve->inputs_hash != NULL ? self->curve->inputs_hash : "", SHOWN_HASH);
  /* Translators: a hash of the data, the number that chance starts from. */
  g_autofree char *stamp = g_strdup_printf (_ ("Data %s · seed %" PRIu64), hash, self->curve->seed);

  pnr_chart_view_set_chart (self->chart_view, PNR_CHART (chart));
  pnr_chart_view_set_stamp (self->chart_view, stamp);
  pnr_price_finder_show_current (self);
  pnr_price_finder_show_sentence (self);
  pnr_price_finder_show_warnings (self);
  pnr_price_finder_offer (self);
}

/* What was asked for comes into view, once it has its place. */
static gboolean
show_found_cb (gpointer user_data)
{
  PnrPriceFinder *self = user_data;

  if (self->stack != NULL)
    gtk_widget_grab_focus (self->curve != NULL ? GTK_WIDGET (self->apply_button)
                                               : GTK_WIDGET (self->suggest_button));
  return G_SOURCE_REMOVE;
}

static void
optimise_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PnrPriceFinder) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrPriceCurve) curve = pnr_plan_optimise_finish (PNR_PLAN (source), result, &error);

  if (self->stack == NULL)
    return;
  pnr_job_view_stop (self->job_view);
  if (curve != NULL) {
    self->curve = g_steal_pointer (&curve);
    pnr_price_finder_show_curve (self);
  } else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    self->failure = g_strdup (error->message);
  }
  pnr_price_finder_update (self);
  if (self->bundle != NULL && self->searched_id == pnr_bundle_get_id (self->bundle)
      && gtk_widget_get_mapped (GTK_WIDGET (self)))
    g_idle_add_full (G_PRIORITY_LOW, show_found_cb, g_object_ref (self), g_object_unref);
}

static void
suggest_clicked_cb (PnrPriceFinder *self)
{
  PnrPriceLimits limits = pnr_price_limits_view_get_limits (self->limits_view);
  PnrSimulationSettings settings = PNR_SIMULATION_SETTINGS_INIT;

  if (self->bundle == NULL || pnr_job_view_is_running (self->job_view))
    return;
  g_clear_pointer (&self->curve, pnr_price_curve_unref);
  g_clear_pointer (&self->failure, g_free);
  g_clear_pointer (&self->searched_inputs, g_free);
  self->searched_id = pnr_bundle_get_id (self->bundle);
  self->searched_inputs = pnr_price_finder_dup_inputs (self);
  self->searched_minor = pnr_price_finder_get_price (self);
  pnr_plan_optimise_async (pnr_price_finder_get_plan (self), self->bundle, &limits, &settings,
                           pnr_job_view_start (self->job_view, _ ("Looking for the best prices")),
                           optimise_done_cb, g_object_ref (self));
  pnr_price_finder_update (self);
}

static void
chart_clicked_cb (PnrPriceFinder *self, double x, double y)
{
  PnrChart *chart = pnr_chart_view_get_chart (self->chart_view);
  double width;
  double height;
  gint64 price_minor;

  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->apply_button)))
    return;
  pnr_chart_view_get_area_size (self->chart_view, &width, &height);
  if (pnr_price_chart_get_price_at (PNR_PRICE_CHART (chart), x, width, height, &price_minor))
    g_signal_emit (self, signals[TAKEN], 0, price_minor);
}

static void
apply_clicked_cb (PnrPriceFinder *self)
{
  g_signal_emit (self, signals[TAKEN], 0, self->offered_minor);
}

static void
pnr_price_finder_dispose (GObject *object)
{
  PnrPriceFinder *self = PNR_PRICE_FINDER (object);

  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PNR_TYPE_PRICE_FINDER);
  self->stack = NULL;
  g_clear_object (&self->bundle);
  g_clear_object (&self->session);
  g_clear_pointer (&self->curve, pnr_price_curve_unref);
  g_clear_pointer (&self->failure, g_free);
  g_clear_pointer (&self->searched_inputs, g_free);

  G_OBJECT_CLASS (pnr_price_finder_parent_class)->dispose (object);
}

static void
pnr_price_finder_class_init (PnrPriceFinderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_price_finder_dispose;

  signals[TAKEN] = g_signal_new ("taken", PNR_TYPE_PRICE_FINDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, G_TYPE_INT64);

  g_type_ensure (PNR_TYPE_CHART_VIEW);
  g_type_ensure (PNR_TYPE_JOB_VIEW);
  g_type_ensure (PNR_TYPE_PRICE_LIMITS_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/bundles/pnr-price-finder.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrPriceFinder, stack);
  gtk_widget_class_bind_template_child (widget_class, PnrPriceFinder, suggest_button);
  gtk_widget_class_bind_template_child (widget_class, PnrPriceFinder, obstacle_label);
  gtk_widget_class_bind_template_child (widget_class, PnrPriceFinder, job_view);
  gtk_widget_class_bind_template_child (widget_class, PnrPriceFinder, stale_revealer);
  gtk_widget_class_bind_template_child (widget_class, PnrPriceFinder, chart_view);
  gtk_widget_class_bind_template_child (widget_class, PnrPriceFinder, band_label);
  gtk_widget_class_bind_template_child (widget_class, PnrPriceFinder, warning_box);
  gtk_widget_class_bind_template_child (widget_class, PnrPriceFinder, apply_button);
  gtk_widget_class_bind_template_child (widget_class, PnrPriceFinder, limits_view);
  gtk_widget_class_bind_template_callback (widget_class, pnr_price_finder_update);
  gtk_widget_class_bind_template_callback (widget_class, suggest_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, chart_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, apply_clicked_cb);
}

static void
pnr_price_finder_init (PnrPriceFinder *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
pnr_price_finder_set_session (PnrPriceFinder *self, PnrSession *session)
{
  PnrPlan *plan = pnr_session_get_plan (session);

  g_return_if_fail (PNR_IS_PRICE_FINDER (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  pnr_price_limits_view_set_session (self->limits_view, session);
  g_signal_connect_object (plan, "notify::n-orders", G_CALLBACK (pnr_price_finder_update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (pnr_plan_get_scenarios (plan), "items-changed",
                           G_CALLBACK (pnr_price_finder_update), self, G_CONNECT_SWAPPED);
}

/**
 * pnr_price_finder_suits:
 * @kind: of a bundle
 *
 * Returns: whether bundles of the kind can have one price, and can be said to cost it
 */
gboolean
pnr_price_finder_suits (PnrBundleKind kind)
{
  return pnr_bundle_kind_takes_mode (kind, PNR_PRICE_MODE_FIXED) && kind != PNR_BUNDLE_KIND_BUY_GET;
}

/**
 * pnr_price_finder_show_bundle:
 * @self: a price finder
 * @bundle: a bundle, as it is being edited
 *
 * To be called again whenever the bundle or the products in it have changed.
 */
void
pnr_price_finder_show_bundle (PnrPriceFinder *self, PnrBundle *bundle)
{
  g_return_if_fail (PNR_IS_PRICE_FINDER (self));

  g_set_object (&self->bundle, bundle);
  pnr_price_finder_show_current (self);
  pnr_price_finder_update (self);
}
