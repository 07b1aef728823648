/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan at a glance: figures of a period, their course, what changed, what wants attention. */
#include "config.h"

#include "ui/overview/pnr-overview-page.h"

#include "drawing/pnr-growth-chart.h"
#include "drawing/pnr-order-values-chart.h"
#include "drawing/pnr-trend-chart.h"
#include "plan/pnr-plan-jobs.h"
#include "plan/pnr-plan-overview.h"
#include "ui/charts/pnr-chart-view.h"
#include "ui/overview/pnr-figure-tile.h"
#include "ui/overview/pnr-figure-words.h"
#include "ui/overview/pnr-loyalty-section.h"
#include "ui/overview/pnr-period-bar.h"
#include "ui/pnr-job-view.h"
#include "ui/pnr-steady-layout.h"
#include "ui/pnr-tip-bar.h"
#include "ui/pnr-wording.h"

#include <glib/gi18n.h>

/* A run of edits is looked at once. */
#define REFRESH_MS 400

/* Enough of a hash to tell two data sets apart by eye. */
#define SHOWN_HASH 12

/* Proposals that wait come after what the plan says by itself. */
#define ATTENTION_PROPOSALS PNR_N_ATTENTIONS

struct _PnrOverviewPage {
  AdwBin parent_instance;

  GtkStack *stack;
  PnrJobView *job_view;
  AdwStatusPage *failure_page;
  PnrPeriodBar *period_bar;
  GtkLabel *hint_label;
  GtkFlowBox *tile_box;
  GtkListBox *attention_list;
  GtkWidget *growth_group;
  GtkLabel *growth_label;
  PnrChartView *growth_view;
  PnrChartView *trend_view;
  PnrChartView *values_view;
  GtkListBox *parts_list;
  PnrLoyaltySection *loyalty_section;

  PnrSession *session;
  PnrLedger *ledger;
  PnrOverview *overview;
  PnrPlanAttentions attentions;
  guint n_proposals;
  PnrProgress *search_progress;
  guint refresh_id;
  gboolean is_stale; /* the plan has changed since the ledger was read */
  gboolean is_asked_again;
  gboolean wants_comparison;
};

enum {
  PROP_0,
  PROP_SESSION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PnrOverviewPage, pnr_overview_page, ADW_TYPE_BIN)

static void pnr_overview_page_load (PnrOverviewPage *self);

static void
chart_failed_cb (PnrOverviewPage *self, const char *sentence)
{
  g_signal_emit_by_name (self->session, "failed", sentence);
}

static void
clear_list (GtkListBox *list)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

static GtkWidget *
add_row (GtkListBox *list, const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_append (list, row);
  return row;
}

static char *
dup_attention (guint attention, guint n)
{
  switch (attention) {
  case PNR_ATTENTION_NO_COST:
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%'u product has no cost", "%'u products have no cost", n),
        n);
  case PNR_ATTENTION_NO_PRICE:
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%'u product has no price", "%'u products have no price", n),
        n);
  case PNR_ATTENTION_CHEAP_UPSELL:
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "%'u upsell leads to a product that is not dearer",
                                         "%'u upsells lead to products that are not dearer", n),
                            n);
  case PNR_ATTENTION_DEAR_BUNDLE:
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "%'u bundle costs more than its parts together",
                                         "%'u bundles cost more than their parts together", n),
                            n);
  case PNR_ATTENTION_OUT_OF_STOCK:
    return g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%'u relationship leads to a product that is out of stock",
                     "%'u relationships lead to products that are out of stock", n),
        n);
  case ATTENTION_PROPOSALS:
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u suggestion waits for a decision",
                                         "%'u suggestions wait for a decision", n),
                            n);
  default:
    g_assert_not_reached ();
  }
}

static void
pnr_overview_page_add_attention (PnrOverviewPage *self, guint attention, guint n)
{
  g_autofree char *title = NULL;
  GtkWidget *row, *button;

  if (n == 0)
    return;
  title = dup_attention (attention, n);
  row = add_row (self->attention_list, title, NULL);
  button = gtk_button_new_with_mnemonic (C_ ("attention", "Show"));
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "page.show-attention");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "u", attention);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  title, -1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
}

static void
pnr_overview_page_fill_attentions (PnrOverviewPage *self)
{
  clear_list (self->attention_list);
  for (guint i = 0; i < PNR_N_ATTENTIONS; i++)
    pnr_overview_page_add_attention (self, i, self->attentions.n_found[i]);
  pnr_overview_page_add_attention (self, ATTENTION_PROPOSALS, self->n_proposals);
  if (gtk_list_box_get_row_at_index (self->attention_list, 0) == NULL)
    add_row (self->attention_list,
             self->search_progress != NULL ? _ ("Looking for suggestions…")
                                           : _ ("Nothing needs attention"),
             NULL);
}

static void
search_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PnrOverviewPage) self = user_data;
  g_autoptr (GPtrArray) found = pnr_plan_suggest_finish (PNR_PLAN (source), result, NULL, NULL);

  if (self->stack == NULL)
    return;
  g_clear_object (&self->search_progress);
  /* What cannot be searched is told on the page of the suggestions. */
  self->n_proposals = found != NULL ? found->len : 0;
  pnr_overview_page_fill_attentions (self);
}

static void
pnr_overview_page_search (PnrOverviewPage *self)
{
  if (self->search_progress != NULL)
    return;
  self->search_progress = pnr_progress_new ();
  pnr_plan_suggest_async (pnr_session_get_plan (self->session), self->search_progress,
                          search_done_cb, g_object_ref (self));
}

static void
pnr_overview_page_fill_tiles (PnrOverviewPage *self)
{
  for (guint i = 0; i < PNR_N_FIGURES; i++) {
    GtkFlowBoxChild *tile = gtk_flow_box_get_child_at_index (self->tile_box, (int) i);
    g_autofree char *value = pnr_figure_words_dup_value (self->overview, i);
    g_autofree char *change = pnr_figure_words_dup_change (self->overview, i);
    g_autofree char *explanation = pnr_figure_words_dup_explanation (self->overview, i);

    pnr_figure_tile_show (PNR_FIGURE_TILE (tile), value, change, explanation);
  }
}

static char *
dup_growth_words (PnrOverview *overview, PnrGrowthChart *chart)
{
  const PnrGrowthFigures *growth = &overview->growth;
  g_autofree char *sentence = pnr_growth_chart_dup_sentence (chart);
  g_autofree char *volume = pnr_money_format (growth->volume_minor, overview->currency);
  g_autofree char *mix = pnr_money_format (growth->price_mix_minor, overview->currency);

  /* Translators: a sentence, and two amounts that together are the change of revenue. */
  return g_strdup_printf (_ ("%s By volume %s, by price and choice of products %s."), sentence,
                          volume, mix);
}

static void
pnr_overview_page_fill_charts (PnrOverviewPage *self)
{
  g_autoptr (PnrChart) trend = PNR_CHART (pnr_trend_chart_new (self->overview));
  g_autoptr (PnrChart) values = PNR_CHART (pnr_order_values_chart_new (self->overview));
  g_autoptr (PnrChart) growth = PNR_CHART (pnr_growth_chart_new (self->overview));
  g_autofree char *stamp =
      g_strdup_printf ("Pannier %s · %.*s", PNR_VERSION, SHOWN_HASH, self->overview->data_hash);
  g_autofree char *words = dup_growth_words (self->overview, PNR_GROWTH_CHART (growth));

  pnr_chart_view_set_chart (self->trend_view, trend);
  pnr_chart_view_set_stamp (self->trend_view, stamp);
  pnr_chart_view_set_chart (self->values_view, values);
  pnr_chart_view_set_stamp (self->values_view, stamp);
  gtk_widget_set_visible (self->growth_group, self->overview->has_growth);
  if (!self->overview->has_growth)
    return;
  gtk_label_set_label (self->growth_label, words);
  pnr_chart_view_set_chart (self->growth_view, growth);
  pnr_chart_view_set_stamp (self->growth_view, stamp);
}

static void
pnr_overview_page_add_part (PnrOverviewPage *self, PnrOrdersPart part, const char *title)
{
  const PnrPeriodFigures *figures = &self->overview->figures;
  const PnrOrdersSum *sum = &figures->parts[part];
  const char *currency = self->overview->currency;
  g_autofree char *orders = pnr_wording_dup_count (sum->n_orders);
  g_autofree char *revenue = pnr_money_format (sum->revenue_minor, currency);
  g_autofree char *aov = NULL;
  g_autofree char *units = NULL;
  g_autofree char *text = NULL;

  if (sum->n_orders == 0)
    return;
  aov = pnr_money_format (sum->revenue_minor != PNR_MONEY_UNKNOWN
                              ? pnr_money_round_ratio (sum->revenue_minor, 1, sum->n_orders)
                              : PNR_MONEY_UNKNOWN,
                          currency);
  units = pnr_wording_dup_number ((double) sum->units_milli / 1000.0 / sum->n_orders, 2);
  /* Translators: counts and amounts. */
  text = g_strdup_printf (_ ("%s orders, revenue %s, order value %s, %s items per order"), orders,
                          revenue, aov, units);
  add_row (self->parts_list, title, text);
}

static void
pnr_overview_page_fill_parts (PnrOverviewPage *self)
{
  clear_list (self->parts_list);
  pnr_overview_page_add_part (self, PNR_ORDERS_FIRST, _ ("First orders"));
  pnr_overview_page_add_part (self, PNR_ORDERS_REPEAT, _ ("Repeat orders"));
  pnr_overview_page_add_part (self, PNR_ORDERS_ANONYMOUS, _ ("Orders without a customer"));
  if (gtk_list_box_get_row_at_index (self->parts_list, 0) == NULL)
    add_row (self->parts_list, _ ("There are no orders in this period."), NULL);
}

static void
pnr_overview_page_take_review (PnrOverviewPage *self, PnrPlanReview *review)
{
  g_autofree char *hints = NULL;

  g_clear_pointer (&self->overview, pnr_overview_unref);
  self->overview = pnr_overview_ref (review->overview);
  pnr_period_bar_take_ledger (self->period_bar, review->ledger,
                              review->overview->last_order != PNR_LEDGER_TIME_UNKNOWN);
  g_clear_pointer (&self->ledger, pnr_ledger_unref);
  self->ledger = pnr_ledger_ref (review->ledger);
  if (review->has_attentions) {
    self->attentions = review->attentions;
    pnr_overview_page_search (self);
    pnr_loyalty_section_load (self->loyalty_section, pnr_session_get_plan (self->session));
  }
  hints = pnr_figure_words_dup_hints (self->overview, self->wants_comparison);
  gtk_label_set_label (self->hint_label, hints);
  pnr_overview_page_fill_tiles (self);
  pnr_overview_page_fill_attentions (self);
  pnr_overview_page_fill_charts (self);
  pnr_overview_page_fill_parts (self);
  gtk_stack_set_visible_child_name (self->stack, "overview");
}

static void
review_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PnrOverviewPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrPlanReview) review = pnr_plan_review_finish (PNR_PLAN (source), result, &error);

  if (self->stack == NULL)
    return;
  pnr_job_view_stop (self->job_view);
  pnr_period_bar_set_busy (self->period_bar, FALSE);
  if (self->is_asked_again) {
    pnr_overview_page_load (self);
    return;
  }
  if (review != NULL) {
    pnr_overview_page_take_review (self, review);
    return;
  }
  self->is_stale = TRUE;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    adw_status_page_set_description (self->failure_page, _ ("Adding up the orders was stopped."));
  } else {
    g_autofree char *markup = g_markup_escape_text (error->message, -1);

    adw_status_page_set_description (self->failure_page, markup);
  }
  gtk_stack_set_visible_child_name (self->stack, "failure");
}

/* The former figures stay while new ones are worked out; only the first time shows the progress. */
static void
pnr_overview_page_load (PnrOverviewPage *self)
{
  PnrPlan *plan = pnr_session_get_plan (self->session);
  PnrOverviewRequest request;

  if (pnr_job_view_is_running (self->job_view)) {
    self->is_asked_again = TRUE;
    pnr_job_view_cancel (self->job_view);
    return;
  }
  self->is_asked_again = FALSE;
  if (pnr_plan_get_n_orders (plan) == 0) {
    self->is_stale = TRUE;
    gtk_stack_set_visible_child_name (self->stack, "empty");
    return;
  }
  if (!pnr_period_bar_get_request (self->period_bar, &request))
    return;
  self->wants_comparison =
      request.comparison != PNR_COMPARISON_NONE && request.kind != PNR_PERIOD_ALL;
  if (self->overview == NULL)
    gtk_stack_set_visible_child_name (self->stack, "job");
  pnr_period_bar_set_busy (self->period_bar, TRUE);
  pnr_plan_review_async (plan, self->is_stale ? NULL : self->ledger, &request,
                         pnr_job_view_start (self->job_view, _ ("Adding up the orders")),
                         review_done_cb, g_object_ref (self));
  self->is_stale = FALSE;
}

static void
period_changed_cb (PnrOverviewPage *self)
{
  if (self->session != NULL && self->overview != NULL)
    pnr_overview_page_load (self);
}

static gboolean
refresh_cb (gpointer user_data)
{
  PnrOverviewPage *self = user_data;

  self->refresh_id = 0;
  pnr_overview_page_load (self);
  return G_SOURCE_REMOVE;
}

/* Whoever works elsewhere is not made to wait for figures nobody looks at. */
static void
plan_changed_cb (PnrOverviewPage *self)
{
  self->is_stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && self->refresh_id == 0)
    self->refresh_id = g_timeout_add (REFRESH_MS, refresh_cb, self);
}

static void
mapped_cb (PnrOverviewPage *self)
{
  if (self->is_stale && self->refresh_id == 0)
    pnr_overview_page_load (self);
}

static void
page_refresh (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrOverviewPage *self = PNR_OVERVIEW_PAGE (widget);

  self->is_stale = TRUE;
  pnr_overview_page_load (self);
}

static void
page_show_attention (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  static const char *const pages[] = {
    [PNR_ATTENTION_NO_COST] = "catalogue",          [PNR_ATTENTION_NO_PRICE] = "catalogue",
    [PNR_ATTENTION_CHEAP_UPSELL] = "relationships", [PNR_ATTENTION_DEAR_BUNDLE] = "bundles",
    [PNR_ATTENTION_OUT_OF_STOCK] = "relationships", [ATTENTION_PROPOSALS] = "suggestions",
  };
  PnrOverviewPage *self = PNR_OVERVIEW_PAGE (widget);
  guint attention = g_variant_get_uint32 (parameter);

  if (attention >= G_N_ELEMENTS (pages))
    return;
  if (attention == PNR_ATTENTION_DEAR_BUNDLE)
    pnr_session_set_bundle_id (self->session, self->attentions.first_id[attention]);
  else if (attention != ATTENTION_PROPOSALS)
    pnr_session_set_product_id (self->session, self->attentions.first_id[attention]);
  gtk_widget_activate_action (widget, "win.page", "s", pages[attention]);
}

static void
pnr_overview_page_constructed (GObject *object)
{
  PnrOverviewPage *self = PNR_OVERVIEW_PAGE (object);
  PnrPlan *plan = pnr_session_get_plan (self->session);
  static const char *const signs[] = { "notify::newest-action", "notify::undo-name",
                                       "notify::n-orders" };

  G_OBJECT_CLASS (pnr_overview_page_parent_class)->constructed (object);

  for (guint i = 0; i < PNR_N_FIGURES; i++)
    gtk_flow_box_append (self->tile_box, pnr_figure_tile_new (pnr_figure_words_get_title (i)));
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    g_signal_connect_object (plan, signs[i], G_CALLBACK (plan_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "history-changed", G_CALLBACK (plan_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
pnr_overview_page_dispose (GObject *object)
{
  PnrOverviewPage *self = PNR_OVERVIEW_PAGE (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  if (self->search_progress != NULL)
    pnr_progress_cancel (self->search_progress);
  g_clear_object (&self->search_progress);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PNR_TYPE_OVERVIEW_PAGE);
  g_clear_pointer (&self->ledger, pnr_ledger_unref);
  g_clear_pointer (&self->overview, pnr_overview_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (pnr_overview_page_parent_class)->dispose (object);
}

static void
pnr_overview_page_set_property (GObject *object, guint prop_id, const GValue *value,
                                GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_SESSION:
    PNR_OVERVIEW_PAGE (object)->session = g_value_dup_object (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
pnr_overview_page_bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_layout_manager_type (widget_class, PNR_TYPE_STEADY_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/overview/pnr-overview-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrOverviewPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PnrOverviewPage, job_view);
  gtk_widget_class_bind_template_child (widget_class, PnrOverviewPage, failure_page);
  gtk_widget_class_bind_template_child (widget_class, PnrOverviewPage, period_bar);
  gtk_widget_class_bind_template_child (widget_class, PnrOverviewPage, hint_label);
  gtk_widget_class_bind_template_child (widget_class, PnrOverviewPage, tile_box);
  gtk_widget_class_bind_template_child (widget_class, PnrOverviewPage, attention_list);
  gtk_widget_class_bind_template_child (widget_class, PnrOverviewPage, growth_group);
  gtk_widget_class_bind_template_child (widget_class, PnrOverviewPage, growth_label);
  gtk_widget_class_bind_template_child (widget_class, PnrOverviewPage, growth_view);
  gtk_widget_class_bind_template_child (widget_class, PnrOverviewPage, trend_view);
  gtk_widget_class_bind_template_child (widget_class, PnrOverviewPage, values_view);
  gtk_widget_class_bind_template_child (widget_class, PnrOverviewPage, parts_list);
  gtk_widget_class_bind_template_child (widget_class, PnrOverviewPage, loyalty_section);
  gtk_widget_class_bind_template_callback (widget_class, chart_failed_cb);
  gtk_widget_class_bind_template_callback (widget_class, period_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, mapped_cb);
}

static void
pnr_overview_page_class_init (PnrOverviewPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = pnr_overview_page_constructed;
  object_class->dispose = pnr_overview_page_dispose;
  object_class->set_property = pnr_overview_page_set_property;

  properties[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, PNR_TYPE_SESSION,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_install_action (widget_class, "page.refresh", NULL, page_refresh);
  gtk_widget_class_install_action (widget_class, "page.show-attention", "u", page_show_attention);
  g_type_ensure (PNR_TYPE_CHART_VIEW);
  g_type_ensure (PNR_TYPE_JOB_VIEW);
  g_type_ensure (PNR_TYPE_LOYALTY_SECTION);
  g_type_ensure (PNR_TYPE_PERIOD_BAR);
  g_type_ensure (PNR_TYPE_TIP_BAR);
  pnr_overview_page_bind_template (widget_class);
}

static void
pnr_overview_page_init (PnrOverviewPage *self)
{
  self->is_stale = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}
