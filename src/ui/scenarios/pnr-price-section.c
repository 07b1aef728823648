/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The best prices of all offers of a scenario together, and the button that takes them. */
#include "config.h"

#include "ui/scenarios/pnr-price-section.h"

#include "model/pnr-objective.h"
#include "plan/pnr-plan-jobs.h"
#include "plan/pnr-plan-price-set.h"
#include "ui/bundles/pnr-sheet-row.h"
#include "ui/pnr-job-view.h"
#include "ui/pnr-tip.h"
#include "ui/pnr-wording.h"
#include "ui/scenarios/pnr-scenario-run.h"

#include <glib/gi18n.h>
#include <math.h>

/* Enough of a hash to tell two data sets apart by eye. */
#define SHOWN_HASH 12

struct _PnrPriceSection {
  AdwBin parent_instance;

  GtkCheckButton *products_check;
  GtkCheckButton *customers_check;
  GtkStack *stack;
  PnrJobView *job_view;
  GtkLabel *failure_label;
  GtkLabel *gain_label;
  GtkListBox *price_list;
  GtkLabel *warning_label;
  GtkWidget *stale_label;
  GtkSizeGroup *columns[PNR_SHEET_ROW_N_CELLS];

  PnrSession *session;
  PnrScenario *scenario;
  PnrPriceSet *set;
  char *inputs; /* what the prices were found from */
  gboolean is_stale;
  guint n_asked; /* the search whose answer is awaited */
};

G_DEFINE_FINAL_TYPE (PnrPriceSection, pnr_price_section, ADW_TYPE_BIN)

/* Which search an answer belongs to. */
typedef struct {
  PnrPriceSection *section;
  guint number;
} PnrPriceOrder;

static void
pnr_price_order_free (PnrPriceOrder *order)
{
  g_object_unref (order->section);
  g_free (order);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrPriceOrder, pnr_price_order_free)

/* On shoppers that the prices were not chosen on; who only might gain had better not move. */
static gboolean
is_gain (const PnrPriceSet *set)
{
  return set->gain.value > 0.0;
}

static void
pnr_price_section_update (PnrPriceSection *self)
{
  PnrPlan *plan = pnr_session_get_plan (self->session);
  gboolean is_running = pnr_job_view_is_running (self->job_view);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "prices.find",
                                 self->scenario != NULL && !is_running);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "prices.use",
                                 self->set != NULL && is_gain (self->set) && !is_running
                                     && !self->is_stale && !pnr_plan_is_read_only (plan));
  gtk_widget_set_visible (self->stale_label, self->is_stale);
}

static void
fill_head (PnrSheetRow *row)
{
  pnr_sheet_row_show (row, _ ("Price of"), NULL);
  pnr_sheet_row_set_cell (row, 0, _ ("Now"), NULL, NULL);
  pnr_sheet_row_set_cell (row, 1, _ ("Band"), NULL, NULL);
  pnr_sheet_row_set_cell (row, 2, _ ("Tie-proof"), NULL, NULL);
  pnr_sheet_row_set_head (row);
  pnr_sheet_row_wrap_cells (row);
  pnr_sheet_row_explain (row, NULL);
}

/* (transfer full): what is sold under the SKU, by its name. */
static char *
dup_name (PnrPriceSection *self, const PnrPricedItem *item)
{
  PnrPlan *plan = pnr_session_get_plan (self->session);
  GListModel *list =
      G_LIST_MODEL (item->is_bundle ? pnr_plan_get_bundles (plan) : pnr_plan_get_products (plan));

  for (guint i = 0; i < g_list_model_get_n_items (list); i++) {
    g_autoptr (GObject) noun = g_list_model_get_item (list, i);
    const char *sku = item->is_bundle ? pnr_bundle_get_sku (PNR_BUNDLE (noun))
                                      : pnr_product_get_sku (PNR_PRODUCT (noun));

    if (g_strcmp0 (sku, item->curve->bundle_sku) == 0)
      return g_strdup (item->is_bundle ? pnr_bundle_get_name (PNR_BUNDLE (noun))
                                       : pnr_product_get_title (PNR_PRODUCT (noun)));
  }
  return g_strdup (item->curve->bundle_sku);
}

static void
pnr_price_section_fill_row (PnrPriceSection *self, PnrSheetRow *row, const PnrPricedItem *item)
{
  PnrPriceCurve *curve = item->curve;
  g_autofree char *name = dup_name (self, item);
  g_autofree char *now = pnr_session_format_money (self->session, curve->current_minor);
  g_autofree char *best = pnr_session_format_money (self->session, curve->best_minor);
  g_autofree char *low = pnr_session_format_money (self->session, curve->band_low_minor);
  g_autofree char *high = pnr_session_format_money (self->session, curve->band_high_minor);
  g_autofree char *least = pnr_session_format_money (self->session, item->low_minor);
  g_autofree char *greatest = pnr_session_format_money (self->session, item->high_minor);
  g_autofree char *safe = pnr_session_format_money (self->session, pnr_plan_choose_price (item));
  g_autofree char *band = g_strdup_printf (_ ("%s to %s"), low, high);
  /* Translators: an amount: the best price. */
  g_autofree char *best_words = g_strdup_printf (_ ("best %s"), best);
  g_autofree char *shoppers = pnr_wording_dup_count (self->set->n_shoppers);
  /* Translators: two amounts, a number of shoppers, a hash. */
  g_autofree char *band_tip = g_strdup_printf (
      _ ("Band: prices that earn at least 98 %% of the best while the others are at their best; "
         "below it the best of all from %s to %s. From %s simulated shoppers, data %.*s."),
      least, greatest, shoppers, SHOWN_HASH,
      self->set->inputs_hash != NULL ? self->set->inputs_hash : "");

  pnr_sheet_row_wrap_cells (row);
  pnr_sheet_row_show (row, name, item->is_bundle ? _ ("Bundle") : _ ("Product"));
  pnr_sheet_row_set_cell (row, 0, now, NULL, _ ("Now: the price in the plan."));
  pnr_sheet_row_set_cell (row, 1, band, best_words, band_tip);
  pnr_sheet_row_set_cell (row, 2, safe, NULL,
                          _ ("Tie-proof: part of the prices that earn most when every undecided "
                             "shopper decides against the shop. These are used."));
  pnr_sheet_row_explain (row, NULL);
}

static char *
dup_gain_sentence (PnrPriceSet *set)
{
  g_autofree char *gain = NULL, *low = NULL, *high = NULL;

  if (!isfinite (set->gain.value))
    return g_strdup (_ ("How much the prices bring cannot be told."));
  gain = pnr_money_format (llround (set->gain.value), set->currency);
  if (!isfinite (set->gain.low) || !isfinite (set->gain.high))
    return g_strdup_printf (is_gain (set)
                                ? _ ("The best prices change the contribution by %s.")
                                : _ ("The present prices are as good: those found change the "
                                     "contribution by %s."),
                            gain);
  low = pnr_money_format (llround (set->gain.low), set->currency);
  high = pnr_money_format (llround (set->gain.high), set->currency);
  if (!is_gain (set))
    /* Translators: three amounts. */
    return g_strdup_printf (_ ("The present prices are as good: on shoppers they were not chosen "
                               "on, those found change the contribution by %s, nine times in ten "
                               "by %s to %s. So they are not offered to be used."),
                            gain, low, high);
  if (!(set->gain.low > 0.0))
    /* Translators: three amounts. */
    return g_strdup_printf (
        _ ("Too close to call: the present prices may be as good. Those found change "
           "the contribution by %s, nine times in ten by %s to %s, which could "
           "be nothing."),
        gain, low, high);
  return g_strdup_printf (_ ("The best prices bring %s more contribution, nine times in ten %s to "
                             "%s."),
                          gain, low, high);
}

static void
pnr_price_section_show (PnrPriceSection *self)
{
  g_autofree char *sentence = dup_gain_sentence (self->set);
  g_autofree char *shoppers = pnr_wording_dup_count (self->set->n_shoppers);
  /* Translators: a number of shoppers, a hash of the data. */
  g_autofree char *tip = g_strdup_printf (
      _ ("Contribution at the best prices − contribution at today's, on shoppers "
         "the prices were not chosen on; the interval is that of the "
         "assumptions.\nFrom %s simulated shoppers; data %.*s"),
      shoppers, SHOWN_HASH, self->set->inputs_hash != NULL ? self->set->inputs_hash : "");
  g_autoptr (GString) warnings = g_string_new (NULL);

  for (guint i = 0; i < self->set->warnings->len; i++)
    g_string_append_printf (warnings, "%s%s", i > 0 ? "\n" : "",
                            (char *) g_ptr_array_index (self->set->warnings, i));
  gtk_label_set_label (self->gain_label, sentence);
  pnr_tip_set (GTK_WIDGET (self->gain_label), tip);
  gtk_label_set_label (self->warning_label, warnings->str);
  gtk_widget_set_visible (GTK_WIDGET (self->warning_label), warnings->len > 0);
  fill_head (pnr_sheet_row_at (self->price_list, 0, self->columns));
  for (guint i = 0; i < self->set->items->len; i++)
    pnr_price_section_fill_row (self, pnr_sheet_row_at (self->price_list, i + 1, self->columns),
                                pnr_price_set_get_item (self->set, i));
  pnr_sheet_row_end (self->price_list, self->set->items->len + 1);
  gtk_stack_set_visible_child_name (self->stack, "prices");
}

/* The button that was pressed went grey meanwhile, so the focus would be lost. */
static void
pnr_price_section_focus_first (PnrPriceSection *self)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (self->price_list, 1);

  if (first != NULL && gtk_widget_get_mapped (GTK_WIDGET (first)))
    gtk_widget_grab_focus (GTK_WIDGET (first));
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PnrPriceOrder) order = user_data;
  PnrPriceSection *self = order->section;
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrPriceSet) set =
      pnr_plan_optimise_scenario_finish (PNR_PLAN (source), result, &error);

  if (self->stack == NULL)
    return;
  pnr_job_view_stop (self->job_view);
  if (order->number != self->n_asked) {
    gtk_stack_set_visible_child_name (self->stack, "nothing");
  } else if (set != NULL) {
    pnr_price_section_show_set (self, set);
    pnr_price_section_focus_first (self);
  } else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    gtk_stack_set_visible_child_name (self->stack, "nothing");
  } else {
    gtk_label_set_label (self->failure_label, error->message);
    gtk_stack_set_visible_child_name (self->stack, "failure");
  }
  pnr_price_section_update (self);
}

static char *
pnr_price_section_dup_inputs (PnrPriceSection *self)
{
  return pnr_scenario_run_dup_inputs (pnr_session_get_plan (self->session), self->scenario);
}

/* What the scenario aims for is what the prices aim for. */
static void
prices_find (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrPriceSection *self = PNR_PRICE_SECTION (widget);
  PnrSimulationSettings settings = PNR_SIMULATION_SETTINGS_INIT;
  PnrObjective objective = pnr_objective_of_scenario (self->scenario);
  PnrPriceOrder *order = g_new0 (PnrPriceOrder, 1);
  PnrJointLimits limits = {
    .price = { .margin_floor = NAN, .max_discount = NAN },
    .moves_components = gtk_check_button_get_active (self->products_check),
    .protects_customers = gtk_check_button_get_active (self->customers_check),
  };

  if (pnr_objective_get_metric (objective) == PNR_METRIC_REVENUE)
    limits.price.objective = PNR_PRICE_OBJECTIVE_REVENUE;
  order->section = g_object_ref (self);
  order->number = ++self->n_asked;
  g_clear_pointer (&self->set, pnr_price_set_unref);
  g_free (self->inputs);
  self->inputs = pnr_price_section_dup_inputs (self);
  self->is_stale = FALSE;
  pnr_plan_optimise_scenario_async (
      pnr_session_get_plan (self->session), self->scenario, &limits, &settings,
      pnr_job_view_start (self->job_view, _ ("Looking for the best prices")), found_cb, order);
  gtk_stack_set_visible_child_name (self->stack, "job");
  pnr_price_section_update (self);
}

static void
prices_use (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrPriceSection *self = PNR_PRICE_SECTION (widget);
  g_autoptr (PnrEdit) edit = pnr_plan_edit_prices (pnr_session_get_plan (self->session), self->set);
  g_autofree char *sentence = NULL;
  guint n;

  if (edit == NULL) {
    pnr_session_say (self->session, _ ("All prices are like that already"));
    return;
  }
  n = pnr_edit_get_n_puts (edit);
  sentence = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u price changed", "%u prices changed", n), n);
  pnr_session_commit (self->session, edit, sentence);
}

static void
plan_changed_cb (PnrPriceSection *self)
{
  if (self->inputs != NULL && self->scenario != NULL) {
    g_autofree char *inputs = pnr_price_section_dup_inputs (self);

    self->is_stale = self->set != NULL && g_strcmp0 (inputs, self->inputs) != 0;
  }
  pnr_price_section_update (self);
}

static void
pnr_price_section_dispose (GObject *object)
{
  PnrPriceSection *self = PNR_PRICE_SECTION (object);

  if (self->job_view != NULL)
    pnr_job_view_cancel (self->job_view);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PNR_TYPE_PRICE_SECTION);
  self->stack = NULL;
  self->job_view = NULL;
  for (guint i = 0; i < PNR_SHEET_ROW_N_CELLS; i++)
    g_clear_object (&self->columns[i]);
  g_clear_pointer (&self->set, pnr_price_set_unref);
  g_clear_pointer (&self->inputs, g_free);
  g_clear_object (&self->scenario);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (pnr_price_section_parent_class)->dispose (object);
}

static void
pnr_price_section_class_init (PnrPriceSectionClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_price_section_dispose;

  gtk_widget_class_install_action (widget_class, "prices.find", NULL, prices_find);
  gtk_widget_class_install_action (widget_class, "prices.use", NULL, prices_use);
  g_type_ensure (PNR_TYPE_JOB_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/scenarios/pnr-price-section.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrPriceSection, products_check);
  gtk_widget_class_bind_template_child (widget_class, PnrPriceSection, customers_check);
  gtk_widget_class_bind_template_child (widget_class, PnrPriceSection, stack);
  gtk_widget_class_bind_template_child (widget_class, PnrPriceSection, job_view);
  gtk_widget_class_bind_template_child (widget_class, PnrPriceSection, failure_label);
  gtk_widget_class_bind_template_child (widget_class, PnrPriceSection, gain_label);
  gtk_widget_class_bind_template_child (widget_class, PnrPriceSection, price_list);
  gtk_widget_class_bind_template_child (widget_class, PnrPriceSection, warning_label);
  gtk_widget_class_bind_template_child (widget_class, PnrPriceSection, stale_label);
}

static void
pnr_price_section_init (PnrPriceSection *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < PNR_SHEET_ROW_N_CELLS; i++)
    self->columns[i] = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
}

void
pnr_price_section_set_session (PnrPriceSection *self, PnrSession *session)
{
  static const char *const signs[] = { "notify::newest-action", "notify::undo-name",
                                       "notify::is-read-only" };

  g_return_if_fail (PNR_IS_PRICE_SECTION (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  for (guint i = 0; i < G_N_ELEMENTS (signs); i++)
    g_signal_connect_object (pnr_session_get_plan (session), signs[i], G_CALLBACK (plan_changed_cb),
                             self, G_CONNECT_SWAPPED);
  pnr_price_section_update (self);
}

/**
 * pnr_price_section_set_scenario:
 * @self: a section
 * @scenario: the scenario whose offers are priced
 *
 * What was found before is forgotten.
 */
void
pnr_price_section_set_scenario (PnrPriceSection *self, PnrScenario *scenario)
{
  g_return_if_fail (PNR_IS_PRICE_SECTION (self));
  g_return_if_fail (self->session != NULL);

  pnr_job_view_cancel (self->job_view);
  self->n_asked++;
  g_clear_object (&self->scenario);
  self->scenario = pnr_scenario_copy (scenario);
  g_clear_pointer (&self->set, pnr_price_set_unref);
  g_clear_pointer (&self->inputs, g_free);
  self->is_stale = FALSE;
  if (!pnr_job_view_is_running (self->job_view))
    gtk_stack_set_visible_child_name (self->stack, "nothing");
  pnr_price_section_update (self);
}

/**
 * pnr_price_section_show_set:
 * @self: a section
 * @set: prices found together for its scenario
 *
 * Shows them, and lets them be used where they gain.
 */
void
pnr_price_section_show_set (PnrPriceSection *self, PnrPriceSet *set)
{
  g_return_if_fail (PNR_IS_PRICE_SECTION (self));

  g_clear_pointer (&self->set, pnr_price_set_unref);
  self->set = pnr_price_set_ref (set);
  pnr_price_section_show (self);
  pnr_price_section_update (self);
}
