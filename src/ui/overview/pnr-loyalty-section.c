/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The part of the Overview on returning customers: cohorts, first products, what they will bring.
 */
#include "config.h"

#include "ui/overview/pnr-loyalty-section.h"

#include "plan/pnr-plan-loyalty.h"
#include "ui/bundles/pnr-sheet-row.h"
#include "ui/pnr-job-view.h"
#include "ui/pnr-tip.h"
#include "ui/pnr-wording.h"

#include <glib/gi18n.h>
#include <math.h>

/* Enough of a hash to tell two data sets apart by eye. */
#define SHOWN_HASH 12
#define MOST_SHOWN 12

static const guint spans[] = { 30, 60, 90, 180, 365 };

struct _PnrLoyaltySection {
  AdwBin parent_instance;

  GtkDropDown *span_drop_down;
  GtkStack *stack;
  PnrJobView *job_view;
  GtkLabel *hint_label;
  GtkLabel *repeat_label;
  GtkLabel *projection_label;
  GtkExpander *cohorts_expander;
  GtkListBox *cohort_list;
  GtkExpander *products_expander;
  GtkListBox *product_list;
  GtkSizeGroup *cohort_columns[PNR_SHEET_ROW_N_CELLS];
  GtkSizeGroup *product_columns[PNR_SHEET_ROW_N_CELLS];

  PnrPlan *plan;
  PnrLoyalty *loyalty;
  guint n_asked;   /* the question whose answer is awaited */
  guint n_cohorts; /* rows of the lists that are there already, without their heads */
  guint n_products;
  guint tick_id;
};

G_DEFINE_FINAL_TYPE (PnrLoyaltySection, pnr_loyalty_section, ADW_TYPE_BIN)

/* Which question an answer belongs to. */
typedef struct {
  PnrLoyaltySection *section;
  guint number;
} PnrLoyaltyOrder;

static void
pnr_loyalty_order_free (PnrLoyaltyOrder *order)
{
  g_object_unref (order->section);
  g_free (order);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrLoyaltyOrder, pnr_loyalty_order_free)

static char *
dup_interval (const PnrRepeatShare *repeat)
{
  g_autofree char *low = pnr_wording_dup_share (repeat->low, 1);
  g_autofree char *high = pnr_wording_dup_share (repeat->high, 1);

  return g_strdup_printf (_ ("%s to %s"), low, high);
}

static char *
dup_repeat_tip (PnrLoyaltySection *self, const PnrRepeatShare *repeat)
{
  /* Translators: two numbers of customers, a number of days, a hash of the data. */
  return g_strdup_printf (_ ("Came back: customers with an order on a later day within %u days of "
                             "the first (%u) ÷ customers watched that long (%u). Interval: 95 %%, "
                             "by Wilson. Source: orders, data %.*s."),
                          self->loyalty->within_days, repeat->n_returned, repeat->n_watched,
                          SHOWN_HASH, self->loyalty->data_hash);
}

static void
pnr_loyalty_section_set_repeat (PnrLoyaltySection *self, PnrSheetRow *row, guint cell,
                                const PnrRepeatShare *repeat)
{
  g_autofree char *share =
      isfinite (repeat->share) ? pnr_wording_dup_share (repeat->share, 1) : g_strdup ("–");
  g_autofree char *interval = isfinite (repeat->share) ? dup_interval (repeat) : NULL;
  g_autofree char *tip =
      isfinite (repeat->share)
          ? dup_repeat_tip (self, repeat)
          : g_strdup (_ ("Came back: nobody of them was watched long enough yet."));

  pnr_sheet_row_set_cell (row, cell, share, interval, tip);
}

static void
pnr_loyalty_section_show_cohort (PnrLoyaltySection *self, PnrSheetRow *row, const PnrCohort *cohort)
{
  g_autoptr (GDateTime) start = g_date_time_new_utc (cohort->year, cohort->month, 1, 0, 0, 0.0);
  g_autofree char *month = start != NULL ? g_date_time_format (start, "%B %Y") : g_strdup ("–");
  g_autofree char *customers = pnr_wording_dup_count (cohort->n_customers);
  g_autofree char *orders = pnr_wording_dup_count (cohort->n_orders);
  g_autofree char *revenue = pnr_money_format (cohort->revenue_minor, self->loyalty->currency);
  g_autofree char *value =
      pnr_money_format (llround ((double) cohort->revenue_minor / MAX (cohort->n_customers, 1)),
                        self->loyalty->currency);
  /* Translators: an amount, a number of orders, a number of customers. */
  g_autofree char *tip = g_strdup_printf (_ ("Value so far: %s from %s orders ÷ %s customers; the "
                                             "cohorts sum to all orders of known customers."),
                                          revenue, orders, customers);
  g_autofree char *who = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%s new customer", "%s new customers", cohort->n_customers),
      customers);

  pnr_sheet_row_show (row, month, who);
  pnr_sheet_row_set_cell (row, 0, value, NULL, tip);
  pnr_loyalty_section_set_repeat (self, row, 1, &cohort->repeat);
  pnr_sheet_row_explain (row, NULL);
}

static void
pnr_loyalty_section_show_heads (PnrLoyaltySection *self)
{
  PnrSheetRow *cohorts = pnr_sheet_row_at (self->cohort_list, 0, self->cohort_columns);
  PnrSheetRow *products = pnr_sheet_row_at (self->product_list, 0, self->product_columns);

  pnr_sheet_row_show (cohorts, _ ("First order in"), NULL);
  pnr_sheet_row_set_cell (cohorts, 0, _ ("Value so far"), NULL, NULL);
  pnr_sheet_row_set_cell (cohorts, 1, _ ("Came back"), NULL, NULL);
  pnr_sheet_row_set_head (cohorts);
  pnr_sheet_row_explain (cohorts, NULL);
  pnr_sheet_row_show (products, _ ("In the first order"), NULL);
  pnr_sheet_row_set_cell (products, 0, _ ("Came back"), NULL, NULL);
  pnr_sheet_row_set_head (products);
  pnr_sheet_row_explain (products, NULL);
}

static void
pnr_loyalty_section_show_product (PnrLoyaltySection *self, PnrSheetRow *row,
                                  const PnrFirstBasketRate *rate)
{
  g_autofree char *customers = pnr_wording_dup_count (rate->n_customers);
  g_autofree char *who = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%s customer", "%s customers", rate->n_customers), customers);

  pnr_sheet_row_show (row, rate->title != NULL ? rate->title : "–", who);
  pnr_loyalty_section_set_repeat (self, row, 0, &rate->repeat);
  pnr_sheet_row_explain (row, NULL);
}

/* The newest first: what one did lately is what one asks about. */
static gboolean
pnr_loyalty_section_add_cohort (PnrLoyaltySection *self)
{
  GPtrArray *cohorts = self->loyalty->cohorts;
  guint n = self->n_cohorts;

  if (!gtk_expander_get_expanded (self->cohorts_expander) || n >= MIN (cohorts->len, MOST_SHOWN))
    return FALSE;
  pnr_loyalty_section_show_cohort (
      self, pnr_sheet_row_at (self->cohort_list, n + 1, self->cohort_columns),
      g_ptr_array_index (cohorts, cohorts->len - 1 - n));
  self->n_cohorts++;
  return TRUE;
}

static gboolean
pnr_loyalty_section_add_product (PnrLoyaltySection *self)
{
  GPtrArray *rates = self->loyalty->first_products;
  guint n = self->n_products;

  if (!gtk_expander_get_expanded (self->products_expander) || n >= MIN (rates->len, MOST_SHOWN))
    return FALSE;
  pnr_loyalty_section_show_product (
      self, pnr_sheet_row_at (self->product_list, n + 1, self->product_columns),
      g_ptr_array_index (rates, n));
  self->n_products++;
  return TRUE;
}

/* A row is some ten labels, so each frame gets one; what nobody opens is not made. */
static gboolean
add_row_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  PnrLoyaltySection *self = PNR_LOYALTY_SECTION (widget);

  if (self->loyalty != NULL
      && (pnr_loyalty_section_add_cohort (self) || pnr_loyalty_section_add_product (self)))
    return G_SOURCE_CONTINUE;
  self->tick_id = 0;
  return G_SOURCE_REMOVE;
}

static void
pnr_loyalty_section_fill (PnrLoyaltySection *self)
{
  if (self->tick_id == 0 && self->loyalty != NULL)
    self->tick_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), add_row_cb, NULL, NULL);
}

static void
expanded_cb (PnrLoyaltySection *self)
{
  pnr_loyalty_section_fill (self);
}

static char *
dup_repeat_sentence (PnrLoyalty *loyalty)
{
  const PnrRepeatShare *repeat = &loyalty->repeat;
  g_autofree char *watched = pnr_wording_dup_count (repeat->n_watched);
  g_autofree char *share = NULL;
  g_autofree char *interval = NULL;

  if (!isfinite (repeat->share))
    return g_strdup_printf (_ ("The history is shorter than %u days, so nobody can say yet who "
                               "came back within them."),
                            loyalty->within_days);
  share = pnr_wording_dup_share (repeat->share, 1);
  interval = dup_interval (repeat);
  /* Translators: numbers of customers and days, then a share and its interval. */
  return g_strdup_printf (_ ("Of %s customers watched for %u days after their first order, %s came "
                             "back (95 %% interval: %s)."),
                          watched, loyalty->within_days, share, interval);
}

static char *
dup_projection_sentence (PnrLoyalty *loyalty)
{
  g_autofree char *orders = pnr_wording_dup_number (loyalty->later_orders, 2);
  g_autofree char *value = pnr_money_format (
      llround (loyalty->later_orders * loyalty->later_order_minor), loyalty->currency);
  g_autofree char *missed = NULL;

  if (!loyalty->is_projected)
    return g_strdup (_ ("There is too little history for a projection: it takes 200 customers, 100 "
                        "who returned, and 26 weeks."));
  if (!isfinite (loyalty->backtest_error))
    /* Translators: a number of orders, an amount, a number of weeks. */
    return g_strdup_printf (_ ("A new customer is expected to place %s later orders worth %s "
                               "within %.0f weeks. There is too little history to test this."),
                            orders, value, loyalty->horizon_weeks);
  missed = pnr_wording_dup_share (loyalty->backtest_error, 1);
  /* Translators: a number of orders, an amount, a number of weeks, a share. */
  return g_strdup_printf (_ ("A new customer is expected to place %s later orders worth %s within "
                             "%.0f weeks. Learnt from the first two thirds of the history, the "
                             "orders of the last third were missed by %s on average."),
                          orders, value, loyalty->horizon_weeks, missed);
}

static char *
dup_projection_tip (PnrLoyalty *loyalty)
{
  g_autofree char *value = pnr_money_format (
      llround (isfinite (loyalty->later_order_minor) ? loyalty->later_order_minor : 0.0),
      loyalty->currency);
  g_autofree char *discount = pnr_wording_dup_share (loyalty->discount, 1);

  if (!loyalty->is_projected)
    return NULL;
  /* Translators: an amount, a share, a hash of the data. */
  return g_strdup_printf (
      _ ("Later orders: BG/NBD, how often customers return and when they stop, "
         "fitted to their orders. Worth: Gamma–Gamma, %s an order; later money "
         "counts %s less a year. How far to look ahead and how much later money "
         "counts are assumptions of the first scenario. Source: orders, data %.*s."),
      value, discount, SHOWN_HASH, loyalty->data_hash);
}

static void
pnr_loyalty_section_show (PnrLoyaltySection *self)
{
  PnrLoyalty *loyalty = self->loyalty;
  g_autofree char *repeat = NULL;
  g_autofree char *repeat_tip = NULL;
  g_autofree char *projection = NULL;
  g_autofree char *projection_tip = NULL;

  if (loyalty->n_customers == 0) {
    gtk_label_set_label (self->hint_label,
                         _ ("No order names its customer, so nobody can tell who came back. Import "
                            "orders with a customer column to see it."));
    gtk_stack_set_visible_child_name (self->stack, "hint");
    return;
  }
  repeat = dup_repeat_sentence (loyalty);
  repeat_tip = dup_repeat_tip (self, &loyalty->repeat);
  projection = dup_projection_sentence (loyalty);
  projection_tip = dup_projection_tip (loyalty);
  gtk_label_set_label (self->repeat_label, repeat);
  pnr_tip_set (GTK_WIDGET (self->repeat_label), repeat_tip);
  gtk_label_set_label (self->projection_label, projection);
  pnr_tip_set (GTK_WIDGET (self->projection_label), projection_tip);
  pnr_sheet_row_end (self->cohort_list, 0);
  pnr_sheet_row_end (self->product_list, 0);
  pnr_loyalty_section_show_heads (self);
  gtk_widget_set_visible (GTK_WIDGET (self->cohort_list), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->product_list), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->products_expander), loyalty->first_products->len > 0);
  self->n_cohorts = self->n_products = 0;
  pnr_loyalty_section_fill (self);
  gtk_stack_set_visible_child_name (self->stack, "loyalty");
}

static void
measured_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PnrLoyaltyOrder) order = user_data;
  PnrLoyaltySection *self = order->section;
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrLoyalty) loyalty =
      pnr_plan_measure_loyalty_finish (PNR_PLAN (source), result, &error);

  if (self->stack == NULL || order->number != self->n_asked)
    return;
  pnr_job_view_stop (self->job_view);
  if (loyalty != NULL) {
    g_clear_pointer (&self->loyalty, pnr_loyalty_unref);
    self->loyalty = g_steal_pointer (&loyalty);
    pnr_loyalty_section_show (self);
    return;
  }
  gtk_label_set_label (self->hint_label, error->message);
  gtk_stack_set_visible_child_name (self->stack, "hint");
}

static void
pnr_loyalty_section_ask (PnrLoyaltySection *self)
{
  PnrLoyaltyOrder *order = g_new0 (PnrLoyaltyOrder, 1);
  guint span = gtk_drop_down_get_selected (self->span_drop_down);

  pnr_job_view_cancel (self->job_view);
  order->section = g_object_ref (self);
  order->number = ++self->n_asked;
  if (self->loyalty == NULL)
    gtk_stack_set_visible_child_name (self->stack, "job");
  pnr_plan_measure_loyalty_async (
      self->plan, spans[MIN (span, G_N_ELEMENTS (spans) - 1)],
      pnr_job_view_start (self->job_view, _ ("Looking at returning customers")), measured_cb,
      order);
}

static void
span_changed_cb (PnrLoyaltySection *self)
{
  if (self->plan != NULL)
    pnr_loyalty_section_ask (self);
}

static void
pnr_loyalty_section_dispose (GObject *object)
{
  PnrLoyaltySection *self = PNR_LOYALTY_SECTION (object);

  if (self->job_view != NULL)
    pnr_job_view_cancel (self->job_view);
  if (self->tick_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->tick_id);
  self->tick_id = 0;
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PNR_TYPE_LOYALTY_SECTION);
  self->stack = NULL;
  self->job_view = NULL;
  for (guint i = 0; i < PNR_SHEET_ROW_N_CELLS; i++) {
    g_clear_object (&self->cohort_columns[i]);
    g_clear_object (&self->product_columns[i]);
  }
  g_clear_pointer (&self->loyalty, pnr_loyalty_unref);
  g_clear_object (&self->plan);

  G_OBJECT_CLASS (pnr_loyalty_section_parent_class)->dispose (object);
}

static void
pnr_loyalty_section_class_init (PnrLoyaltySectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_loyalty_section_dispose;

  g_type_ensure (PNR_TYPE_JOB_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/overview/pnr-loyalty-section.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrLoyaltySection, span_drop_down);
  gtk_widget_class_bind_template_child (widget_class, PnrLoyaltySection, stack);
  gtk_widget_class_bind_template_child (widget_class, PnrLoyaltySection, job_view);
  gtk_widget_class_bind_template_child (widget_class, PnrLoyaltySection, hint_label);
  gtk_widget_class_bind_template_child (widget_class, PnrLoyaltySection, repeat_label);
  gtk_widget_class_bind_template_child (widget_class, PnrLoyaltySection, projection_label);
  gtk_widget_class_bind_template_child (widget_class, PnrLoyaltySection, cohorts_expander);
  gtk_widget_class_bind_template_child (widget_class, PnrLoyaltySection, cohort_list);
  gtk_widget_class_bind_template_child (widget_class, PnrLoyaltySection, products_expander);
  gtk_widget_class_bind_template_child (widget_class, PnrLoyaltySection, product_list);
  gtk_widget_class_bind_template_callback (widget_class, span_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, expanded_cb);
}

static void
pnr_loyalty_section_init (PnrLoyaltySection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < PNR_SHEET_ROW_N_CELLS; i++) {
    self->cohort_columns[i] = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
    self->product_columns[i] = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  }
}

/**
 * pnr_loyalty_section_load:
 * @self: a section
 * @plan: a plan
 *
 * Looks at the customers of @plan; former figures stay until there are new ones.
 */
void
pnr_loyalty_section_load (PnrLoyaltySection *self, PnrPlan *plan)
{
  g_return_if_fail (PNR_IS_LOYALTY_SECTION (self));

  g_set_object (&self->plan, plan);
  pnr_loyalty_section_ask (self);
}
