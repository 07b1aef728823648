/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The advisor: for one product the best upsell, cross-sell and bundle, or that nobody can tell. */
#include "config.h"

#include "ui/scenarios/pnr-scenario-advice.h"

#include "plan/pnr-plan-advice.h"
#include "ui/pnr-job-view.h"
#include "ui/pnr-product-picker.h"
#include "ui/pnr-wording.h"
#include "ui/scenarios/pnr-advice-words.h"

#include <glib/gi18n.h>

/* Enough of a hash to tell two data sets apart by eye. */
#define SHOWN_HASH 12

struct _PnrScenarioAdvice {
  AdwBin parent_instance;

  AdwActionRow *anchor_row;
  PnrProductPicker *picker;
  GtkStack *stack;
  PnrJobView *job_view;
  GtkLabel *failure_label;
  GtkWidget *stale_label;
  GtkLabel *verdict_label;
  GtkListBox *best_list;
  GtkWidget *others_group;
  GtkListBox *others_list;
  GtkLabel *warning_label;
  GtkLabel *stamp_label;
  GtkSizeGroup *columns[PNR_SHEET_ROW_N_CELLS];

  PnrSession *session;
  PnrScenario *scenario;
  PnrAdvice *advice;
  gint64 anchor_id;
  gboolean is_running;
};

G_DEFINE_FINAL_TYPE (PnrScenarioAdvice, pnr_scenario_advice, ADW_TYPE_BIN)

static PnrProduct *
pnr_scenario_advice_get_anchor (PnrScenarioAdvice *self)
{
  return self->anchor_id != 0 ? pnr_session_find_product (self->session, self->anchor_id) : NULL;
}

static void
pnr_scenario_advice_update (PnrScenarioAdvice *self)
{
  PnrProduct *anchor = pnr_scenario_advice_get_anchor (self);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->anchor_row),
                                 anchor != NULL ? pnr_product_get_title (anchor)
                                                : _ ("No product chosen"));
  adw_action_row_set_subtitle (self->anchor_row,
                               anchor != NULL ? pnr_product_get_sku (anchor) : "");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "advice.run",
                                 anchor != NULL && self->scenario != NULL && !self->is_running);
}

static void
pnr_scenario_advice_show_offers (PnrScenarioAdvice *self)
{
  const PnrAdviceOffer *best[PNR_N_TACTICS];
  guint n_best = pnr_advice_list_best (self->advice, best), n_others = 0;

  if (n_best > 0)
    pnr_advice_words_fill_head (pnr_sheet_row_at (self->best_list, 0, self->columns));
  for (guint i = 0; i < n_best; i++)
    pnr_advice_words_fill (pnr_sheet_row_at (self->best_list, i + 1, self->columns), self->advice,
                           best[i]);
  pnr_sheet_row_end (self->best_list, n_best > 0 ? n_best + 1 : 0);
  for (guint i = 0; i < self->advice->offers->len; i++) {
    const PnrAdviceOffer *offer = g_ptr_array_index (self->advice->offers, i);
    gboolean is_best = FALSE;

    for (guint b = 0; b < n_best; b++)
      is_best |= best[b] == offer;
    if (!is_best)
      pnr_advice_words_fill (pnr_sheet_row_at (self->others_list, n_others++, self->columns),
                             self->advice, offer);
  }
  pnr_sheet_row_end (self->others_list, n_others);
  gtk_widget_set_visible (self->others_group, n_others > 0);
}

static void
pnr_scenario_advice_show (PnrScenarioAdvice *self)
{
  PnrAdvice *advice = self->advice;
  g_autofree char *sentence = pnr_advice_dup_sentence (advice);
  g_autofree char *orders = pnr_wording_dup_count (advice->n_orders);
  g_autofree char *stamp =
      /* Translators: a hash of the data, then two numbers. */
      g_strdup_printf (_ ("Data %.*s · %s orders with the anchor · %u assumptions"), SHOWN_HASH,
                       advice->inputs_hash != NULL ? advice->inputs_hash : "", orders,
                       advice->assumed->len);
  g_autoptr (GString) warnings = g_string_new (NULL);

  for (guint i = 0; i < advice->warnings->len; i++)
    g_string_append_printf (warnings, "%s%s", i > 0 ? "\n" : "",
                            (char *) g_ptr_array_index (advice->warnings, i));
  gtk_label_set_label (self->verdict_label, sentence);
  gtk_label_set_label (self->warning_label, warnings->str);
  gtk_widget_set_visible (GTK_WIDGET (self->warning_label), warnings->len > 0);
  gtk_label_set_label (self->stamp_label, stamp);
  gtk_widget_set_visible (self->stale_label, FALSE);
  pnr_scenario_advice_show_offers (self);
  gtk_stack_set_visible_child_name (self->stack, "advice");
}

/* The button that was pressed went grey meanwhile, so the focus would be lost. */
static void
pnr_scenario_advice_focus_best (PnrScenarioAdvice *self)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (self->best_list, 1);

  if (first != NULL && gtk_widget_get_mapped (GTK_WIDGET (first)))
    gtk_widget_grab_focus (GTK_WIDGET (first));
}

static void
advised_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PnrScenarioAdvice) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrAdvice) advice = pnr_plan_advise_finish (PNR_PLAN (source), result, &error);

  self->is_running = FALSE;
  if (self->stack == NULL)
    return;
  pnr_job_view_stop (self->job_view);
  pnr_scenario_advice_update (self);
  if (advice != NULL) {
    g_clear_pointer (&self->advice, pnr_advice_unref);
    self->advice = g_steal_pointer (&advice);
    pnr_scenario_advice_show (self);
    pnr_scenario_advice_focus_best (self);
  } else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    gtk_stack_set_visible_child_name (self->stack, self->advice != NULL ? "advice" : "nothing");
  } else {
    gtk_label_set_label (self->failure_label, error->message);
    gtk_stack_set_visible_child_name (self->stack, "failure");
  }
}

/**
 * pnr_scenario_advice_run:
 * @self: an advisor
 *
 * Looks for what suits the chosen product, under the assumptions of the scenario.
 */
void
pnr_scenario_advice_run (PnrScenarioAdvice *self)
{
  PnrSimulationSettings settings = PNR_SIMULATION_SETTINGS_INIT;
  PnrProduct *anchor;
  PnrProgress *progress;

  g_return_if_fail (PNR_IS_SCENARIO_ADVICE (self));

  anchor = pnr_scenario_advice_get_anchor (self);
  if (self->is_running || anchor == NULL || self->scenario == NULL)
    return;
  self->is_running = TRUE;
  progress = pnr_job_view_start (self->job_view, _ ("Comparing tactics"));
  gtk_stack_set_visible_child_name (self->stack, "job");
  pnr_plan_advise_async (pnr_session_get_plan (self->session), anchor, self->scenario, &settings,
                         progress, advised_cb, g_object_ref (self));
  pnr_scenario_advice_update (self);
}

static void
advice_run (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  pnr_scenario_advice_run (PNR_SCENARIO_ADVICE (widget));
}

static void
product_picked_cb (PnrScenarioAdvice *self, gint64 product_id)
{
  pnr_scenario_advice_set_anchor (self, product_id);
  pnr_scenario_advice_run (self);
}

/* Whatever was done to the plan may bear on what was advised. */
static void
plan_changed_cb (PnrScenarioAdvice *self)
{
  gtk_widget_set_visible (self->stale_label, TRUE);
  pnr_scenario_advice_update (self);
}

static void
pnr_scenario_advice_dispose (GObject *object)
{
  PnrScenarioAdvice *self = PNR_SCENARIO_ADVICE (object);

  if (self->job_view != NULL)
    pnr_job_view_cancel (self->job_view);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PNR_TYPE_SCENARIO_ADVICE);
  self->stack = NULL;
  self->job_view = NULL;
  for (guint i = 0; i < PNR_SHEET_ROW_N_CELLS; i++)
    g_clear_object (&self->columns[i]);
  g_clear_pointer (&self->advice, pnr_advice_unref);
  g_clear_object (&self->scenario);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (pnr_scenario_advice_parent_class)->dispose (object);
}

static void
pnr_scenario_advice_class_init (PnrScenarioAdviceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_scenario_advice_dispose;

  gtk_widget_class_install_action (widget_class, "advice.run", NULL, advice_run);
  g_type_ensure (PNR_TYPE_JOB_VIEW);
  g_type_ensure (PNR_TYPE_PRODUCT_PICKER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/scenarios/pnr-scenario-advice.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioAdvice, anchor_row);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioAdvice, picker);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioAdvice, stack);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioAdvice, job_view);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioAdvice, failure_label);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioAdvice, stale_label);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioAdvice, verdict_label);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioAdvice, best_list);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioAdvice, others_group);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioAdvice, others_list);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioAdvice, warning_label);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioAdvice, stamp_label);
  gtk_widget_class_bind_template_callback (widget_class, product_picked_cb);
}

static void
pnr_scenario_advice_init (PnrScenarioAdvice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < PNR_SHEET_ROW_N_CELLS; i++)
    self->columns[i] = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  pnr_product_picker_set_label (self->picker, _ ("C_hoose…"));
}

void
pnr_scenario_advice_set_session (PnrScenarioAdvice *self, PnrSession *session)
{
  g_return_if_fail (PNR_IS_SCENARIO_ADVICE (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  pnr_product_picker_set_session (self->picker, session);
  g_signal_connect_object (pnr_session_get_plan (session), "notify::newest-action",
                           G_CALLBACK (plan_changed_cb), self, G_CONNECT_SWAPPED);
  pnr_scenario_advice_update (self);
}

void
pnr_scenario_advice_set_anchor (PnrScenarioAdvice *self, gint64 product_id)
{
  g_return_if_fail (PNR_IS_SCENARIO_ADVICE (self));

  self->anchor_id = product_id;
  pnr_scenario_advice_update (self);
}

/* What the first bundle of the scenario is built around is what one asks about first. */
static gint64
find_main (PnrScenarioAdvice *self)
{
  PnrNounList *bundles = pnr_plan_get_bundles (pnr_session_get_plan (self->session));

  for (guint i = 0; i < pnr_scenario_get_n_bundles (self->scenario); i++) {
    PnrBundle *bundle =
        pnr_noun_list_get_by_id (bundles, pnr_scenario_get_bundle_id (self->scenario, i));

    for (guint part = 0; bundle != NULL && part < pnr_bundle_get_n_components (bundle); part++)
      if (pnr_bundle_get_component (bundle, part)->role == PNR_COMPONENT_ROLE_MAIN)
        return pnr_bundle_get_component (bundle, part)->product_id;
  }
  return 0;
}

/**
 * pnr_scenario_advice_set_scenario:
 * @self: an advisor
 * @scenario: (nullable): whose assumptions hold
 */
void
pnr_scenario_advice_set_scenario (PnrScenarioAdvice *self, PnrScenario *scenario)
{
  gboolean is_other;

  g_return_if_fail (PNR_IS_SCENARIO_ADVICE (self));

  is_other = self->scenario != NULL
             && (scenario == NULL
                 || pnr_scenario_get_id (scenario) != pnr_scenario_get_id (self->scenario));
  g_set_object (&self->scenario, scenario);
  if (is_other)
    gtk_widget_set_visible (self->stale_label, TRUE);
  if (self->anchor_id == 0 && scenario != NULL)
    self->anchor_id = find_main (self);
  pnr_scenario_advice_update (self);
}
