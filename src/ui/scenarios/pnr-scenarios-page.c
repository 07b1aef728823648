/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scenarios: a list of them, the settings of the chosen one, and what its simulation says. */
#include "config.h"

#include "ui/scenarios/pnr-scenarios-page.h"

#include "plan/pnr-plan-jobs.h"
#include "ui/pnr-chosen-row.h"
#include "ui/pnr-steady-layout.h"
#include "ui/pnr-tab-stop.h"
#include "ui/pnr-tip-bar.h"
#include "ui/pnr-toolbar.h"
#include "ui/scenarios/pnr-scenario-advice.h"
#include "ui/scenarios/pnr-scenario-compare.h"
#include "ui/scenarios/pnr-scenario-editor.h"
#include "ui/scenarios/pnr-scenario-report.h"
#include "ui/scenarios/pnr-scenario-result.h"
#include "ui/scenarios/pnr-scenario-row.h"
#include "ui/scenarios/pnr-scenario-run.h"

#include <glib/gi18n.h>

/* Of a name that is shortened. */
#define FEWEST_TAB_CHARS 5

struct _PnrScenariosPage {
  AdwBin parent_instance;

  GtkStack *stack;
  AdwLeaflet *leaflet;
  GtkWidget *list_pane;
  GtkWidget *detail_pane;
  GtkListBox *list;
  GtkStack *detail_stack;
  GtkWidget *switcher;
  PnrScenarioEditor *editor;
  PnrScenarioResult *result;
  PnrScenarioCompare *compare;
  PnrScenarioAdvice *advice;

  PnrSession *session;
  GHashTable *runs; /* gint64 scenario id → PnrScenarioRun */
  gint64 running_id;
  guint update_id;
  gboolean is_choosing;
};

enum {
  PROP_0,
  PROP_SESSION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PnrScenariosPage, pnr_scenarios_page, ADW_TYPE_BIN)

static PnrScenario *
pnr_scenarios_page_get_scenario (PnrScenariosPage *self)
{
  return pnr_noun_list_get_by_id (pnr_plan_get_scenarios (pnr_session_get_plan (self->session)),
                                  pnr_session_get_scenario_id (self->session));
}

static void
pnr_scenarios_page_update_actions (PnrScenariosPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean is_writable = !pnr_plan_is_read_only (pnr_session_get_plan (self->session));
  gboolean has_scenario = pnr_scenarios_page_get_scenario (self) != NULL;

  gtk_widget_action_set_enabled (widget, "scenario.new", is_writable);
  gtk_widget_action_set_enabled (widget, "scenario.duplicate", is_writable && has_scenario);
  gtk_widget_action_set_enabled (widget, "scenario.rename", is_writable && has_scenario);
  gtk_widget_action_set_enabled (widget, "scenario.delete", is_writable && has_scenario);
  gtk_widget_action_set_enabled (widget, "scenario.simulate",
                                 has_scenario && self->running_id == 0);
  gtk_widget_action_set_enabled (widget, "scenario.report", has_scenario && self->running_id == 0);
}

static void
pnr_scenarios_page_update_result (PnrScenariosPage *self)
{
  gint64 id = pnr_session_get_scenario_id (self->session);
  PnrScenarioRun *run = g_hash_table_lookup (self->runs, &id);
  PnrScenario *draft = pnr_scenario_editor_get_draft (self->editor);

  if (self->running_id == id && id != 0) {
    pnr_scenario_result_show_job (self->result);
  } else if (run == NULL || draft == NULL) {
    pnr_scenario_result_show_nothing (self->result);
  } else if (run->outcome == NULL) {
    pnr_scenario_result_show_failure (self->result, run->failure);
  } else {
    g_autofree char *inputs =
        pnr_scenario_run_dup_inputs (pnr_session_get_plan (self->session), draft);

    pnr_scenario_result_show_outcome (self->result, run->outcome);
    pnr_scenario_result_set_scenario (self->result, pnr_session_get_plan (self->session), draft);
    pnr_scenario_result_set_stale (self->result, !g_str_equal (inputs, run->inputs));
  }
}

/* Marks the row of the chosen scenario and shows it. */
static void
pnr_scenarios_page_choose (PnrScenariosPage *self)
{
  PnrNounList *scenarios = pnr_plan_get_scenarios (pnr_session_get_plan (self->session));
  gint64 id = pnr_session_get_scenario_id (self->session);
  guint position = 0;
  GtkListBoxRow *row = NULL;

  if (pnr_noun_list_get_position (scenarios, id, &position))
    row = gtk_list_box_get_row_at_index (self->list, (int) position);
  self->is_choosing = TRUE;
  gtk_list_box_select_row (self->list, row);
  self->is_choosing = FALSE;
  pnr_scenario_editor_set_scenario (self->editor, pnr_scenarios_page_get_scenario (self));
  pnr_scenario_advice_set_scenario (self->advice, pnr_scenario_editor_get_draft (self->editor));
  pnr_scenarios_page_update_actions (self);
  pnr_scenarios_page_update_result (self);
}

/* A scenario that went away leaves the choice to its neighbour. */
static void
scenarios_changed_cb (PnrScenariosPage *self, guint position)
{
  GListModel *scenarios =
      G_LIST_MODEL (pnr_plan_get_scenarios (pnr_session_get_plan (self->session)));
  guint n_scenarios = g_list_model_get_n_items (scenarios);

  gtk_stack_set_visible_child_name (self->stack, n_scenarios > 0 ? "scenarios" : "empty");
  if (pnr_scenarios_page_get_scenario (self) == NULL && n_scenarios > 0) {
    g_autoptr (PnrScenario) next =
        g_list_model_get_item (scenarios, MIN (position, n_scenarios - 1));

    pnr_session_set_scenario_id (self->session, pnr_scenario_get_id (next));
  }
  pnr_scenarios_page_choose (self);
  pnr_scenario_editor_refresh (self->editor);
}

static void
scenario_id_changed_cb (PnrScenariosPage *self)
{
  if (pnr_scenarios_page_get_scenario (self) != NULL)
    pnr_scenarios_page_choose (self);
}

static gboolean
update_result_cb (gpointer user_data)
{
  PnrScenariosPage *self = user_data;

  self->update_id = 0;
  pnr_scenarios_page_update_result (self);
  return G_SOURCE_REMOVE;
}

/* Many changes may come at once; whether a result is out of date is asked after the last. */
static void
inputs_changed_cb (PnrScenariosPage *self)
{
  if (self->update_id == 0)
    self->update_id = g_idle_add (update_result_cb, self);
}

static void
draft_changed_cb (PnrScenariosPage *self)
{
  pnr_scenario_advice_set_scenario (self->advice, pnr_scenario_editor_get_draft (self->editor));
  inputs_changed_cb (self);
}

static void
result_failed_cb (PnrScenariosPage *self, const char *sentence)
{
  pnr_session_say (self->session, sentence);
}

/* From a bar of the tornado to the number that it moves. */
static void
assumption_wanted_cb (PnrScenariosPage *self, const char *name)
{
  gtk_stack_set_visible_child_name (self->detail_stack, "settings");
  pnr_scenario_editor_show_assumption (self->editor, name);
}

static void
row_selected_cb (PnrScenariosPage *self, GtkListBoxRow *row)
{
  if (row != NULL && !self->is_choosing)
    pnr_session_set_scenario_id (self->session, pnr_scenario_get_id (pnr_scenario_row_get_scenario (
                                                    PNR_SCENARIO_ROW (row))));
}

static void
row_activated_cb (PnrScenariosPage *self)
{
  adw_leaflet_set_visible_child (self->leaflet, self->detail_pane);
}

static GtkWidget *
create_scenario_row (gpointer item, gpointer user_data)
{
  return pnr_scenario_row_new (item);
}

static void
scenario_new (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrScenariosPage *self = PNR_SCENARIOS_PAGE (widget);

  pnr_session_add_scenario (self->session, NULL);
  gtk_stack_set_visible_child_name (self->detail_stack, "settings");
  adw_leaflet_set_visible_child (self->leaflet, self->detail_pane);
}

static void
scenario_duplicate (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrScenariosPage *self = PNR_SCENARIOS_PAGE (widget);

  pnr_scenario_editor_save_now (self->editor);
  pnr_session_add_scenario (self->session, pnr_scenario_editor_get_draft (self->editor));
}

static void
scenario_rename (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrScenariosPage *self = PNR_SCENARIOS_PAGE (widget);

  gtk_stack_set_visible_child_name (self->detail_stack, "settings");
  adw_leaflet_set_visible_child (self->leaflet, self->detail_pane);
  pnr_scenario_editor_rename (self->editor);
}

static void
scenario_delete (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrScenariosPage *self = PNR_SCENARIOS_PAGE (widget);
  PnrScenario *scenario = pnr_scenarios_page_get_scenario (self);
  g_autoptr (PnrEdit) edit = pnr_edit_new (_ ("Delete scenario"));
  g_autofree char *sentence = NULL;

  pnr_scenario_editor_save_now (self->editor);
  sentence = g_strdup_printf (_ ("Scenario “%s” deleted"), pnr_scenario_get_name (scenario));
  pnr_edit_remove (edit, scenario);
  pnr_session_commit (self->session, edit, sentence);
}

static void
page_focus_chosen (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  pnr_chosen_row_focus (GTK_WIDGET (PNR_SCENARIOS_PAGE (widget)->list));
}

static void
scenario_back (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrScenariosPage *self = PNR_SCENARIOS_PAGE (widget);

  adw_leaflet_set_visible_child (self->leaflet, self->list_pane);
}

/* A simulation on its way: for which scenario, from which inputs. */
typedef struct {
  PnrScenariosPage *page;
  gint64 scenario_id;
  char *inputs;
} PnrSimulationOrder;

static void
pnr_simulation_order_free (PnrSimulationOrder *order)
{
  g_object_unref (order->page);
  g_free (order->inputs);
  g_free (order);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrSimulationOrder, pnr_simulation_order_free)

static void
simulated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PnrSimulationOrder) order = user_data;
  PnrScenariosPage *self = order->page;
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrOutcome) outcome = pnr_plan_simulate_finish (PNR_PLAN (source), result, &error);

  self->running_id = 0;
  if (self->result == NULL)
    return;
  pnr_job_view_stop (pnr_scenario_result_get_job_view (self->result));
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_hash_table_replace (
        self->runs, g_memdup2 (&order->scenario_id, sizeof order->scenario_id),
        pnr_scenario_run_new (outcome, error != NULL ? error->message : NULL, order->inputs));
  pnr_scenarios_page_update_actions (self);
  pnr_scenarios_page_update_result (self);
}

static void
scenario_simulate (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrScenariosPage *self = PNR_SCENARIOS_PAGE (widget);
  PnrPlan *plan = pnr_session_get_plan (self->session);
  PnrScenario *draft = pnr_scenario_editor_get_draft (self->editor);
  PnrSimulationSettings settings = PNR_SIMULATION_SETTINGS_INIT;
  PnrSimulationOrder *order = g_new0 (PnrSimulationOrder, 1);
  g_autofree char *title = g_strdup_printf (_ ("Simulating “%s”"), pnr_scenario_get_name (draft));
  PnrProgress *progress;

  pnr_scenario_editor_save_now (self->editor);
  order->page = g_object_ref (self);
  order->scenario_id = pnr_scenario_get_id (draft);
  order->inputs = pnr_scenario_run_dup_inputs (plan, draft);
  self->running_id = order->scenario_id;
  progress = pnr_job_view_start (pnr_scenario_result_get_job_view (self->result), title);
  pnr_plan_simulate_async (plan, draft, &settings, progress, simulated_cb, order);
  gtk_stack_set_visible_child_name (self->detail_stack, "result");
  adw_leaflet_set_visible_child (self->leaflet, self->detail_pane);
  pnr_scenarios_page_update_actions (self);
  pnr_scenarios_page_update_result (self);
}

static void
report_running (GtkWidget *widget, gboolean is_running)
{
  PnrScenariosPage *self = PNR_SCENARIOS_PAGE (widget);

  self->running_id = is_running ? pnr_session_get_scenario_id (self->session) : 0;
  if (is_running)
    gtk_stack_set_visible_child_name (self->detail_stack, "result");
  pnr_scenarios_page_update_actions (self);
  pnr_scenarios_page_update_result (self);
}

static void
scenario_report (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrScenariosPage *self = PNR_SCENARIOS_PAGE (widget);

  pnr_scenario_editor_save_now (self->editor);
  pnr_scenario_report_ask (widget, self->session, pnr_scenario_editor_get_draft (self->editor),
                           pnr_scenario_result_get_job_view (self->result), report_running);
}

static void
scenario_advise (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrScenariosPage *self = PNR_SCENARIOS_PAGE (widget);

  pnr_scenario_editor_save_now (self->editor);
  gtk_stack_set_visible_child_name (self->detail_stack, "advice");
  adw_leaflet_set_visible_child (self->leaflet, self->detail_pane);
}

static void
scenario_compare (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrScenariosPage *self = PNR_SCENARIOS_PAGE (widget);

  pnr_scenario_editor_save_now (self->editor);
  gtk_stack_set_visible_child_name (self->detail_stack, "compare");
  adw_leaflet_set_visible_child (self->leaflet, self->detail_pane);
}

static void
pnr_scenarios_page_constructed (GObject *object)
{
  PnrScenariosPage *self = PNR_SCENARIOS_PAGE (object);
  PnrPlan *plan = pnr_session_get_plan (self->session);
  PnrNounList *scenarios = pnr_plan_get_scenarios (plan);

  G_OBJECT_CLASS (pnr_scenarios_page_parent_class)->constructed (object);

  pnr_scenario_editor_set_session (self->editor, self->session);
  pnr_scenario_result_set_session (self->result, self->session);
  pnr_scenario_compare_set_session (self->compare, self->session);
  pnr_scenario_advice_set_session (self->advice, self->session);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (scenarios), create_scenario_row, NULL, NULL);
  g_signal_connect_object (scenarios, "items-changed", G_CALLBACK (scenarios_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "notify::scenario-id",
                           G_CALLBACK (scenario_id_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pnr_plan_get_products (plan), "items-changed",
                           G_CALLBACK (inputs_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pnr_plan_get_bundles (plan), "items-changed",
                           G_CALLBACK (inputs_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (plan, "notify::n-orders", G_CALLBACK (inputs_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (plan, "notify::is-read-only",
                           G_CALLBACK (pnr_scenarios_page_update_actions), self, G_CONNECT_SWAPPED);
  pnr_tab_stop_make (GTK_WIDGET (self->list));
  scenarios_changed_cb (self, 0);
}

static void
pnr_scenarios_page_dispose (GObject *object)
{
  PnrScenariosPage *self = PNR_SCENARIOS_PAGE (object);

  g_clear_handle_id (&self->update_id, g_source_remove);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PNR_TYPE_SCENARIOS_PAGE);
  self->result = NULL;
  g_clear_pointer (&self->runs, g_hash_table_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (pnr_scenarios_page_parent_class)->dispose (object);
}

static void
pnr_scenarios_page_set_property (GObject *object, guint prop_id, const GValue *value,
                                 GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_SESSION:
    PNR_SCENARIOS_PAGE (object)->session = g_value_dup_object (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
pnr_scenarios_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "scenario.new", NULL, scenario_new);
  gtk_widget_class_install_action (widget_class, "scenario.duplicate", NULL, scenario_duplicate);
  gtk_widget_class_install_action (widget_class, "scenario.rename", NULL, scenario_rename);
  gtk_widget_class_install_action (widget_class, "scenario.delete", NULL, scenario_delete);
  gtk_widget_class_install_action (widget_class, "scenario.simulate", NULL, scenario_simulate);
  gtk_widget_class_install_action (widget_class, "scenario.compare", NULL, scenario_compare);
  gtk_widget_class_install_action (widget_class, "scenario.advise", NULL, scenario_advise);
  gtk_widget_class_install_action (widget_class, "scenario.report", NULL, scenario_report);
  gtk_widget_class_install_action (widget_class, "scenario.back", NULL, scenario_back);
  gtk_widget_class_install_action (widget_class, "page.focus-chosen", NULL, page_focus_chosen);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "scenario.simulate", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Enter, GDK_CONTROL_MASK,
                                       "scenario.simulate", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "scenario.rename", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_d, GDK_CONTROL_MASK,
                                       "scenario.duplicate", NULL);
}

static void
pnr_scenarios_page_class_init (PnrScenariosPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = pnr_scenarios_page_constructed;
  object_class->dispose = pnr_scenarios_page_dispose;
  object_class->set_property = pnr_scenarios_page_set_property;

  properties[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, PNR_TYPE_SESSION,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  pnr_scenarios_page_install_actions (widget_class);
  g_type_ensure (PNR_TYPE_SCENARIO_ADVICE);
  g_type_ensure (PNR_TYPE_SCENARIO_COMPARE);
  g_type_ensure (PNR_TYPE_SCENARIO_EDITOR);
  g_type_ensure (PNR_TYPE_SCENARIO_RESULT);
  g_type_ensure (PNR_TYPE_TIP_BAR);
  g_type_ensure (PNR_TYPE_TOOLBAR);
  gtk_widget_class_set_layout_manager_type (widget_class, PNR_TYPE_STEADY_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/scenarios/pnr-scenarios-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrScenariosPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PnrScenariosPage, leaflet);
  gtk_widget_class_bind_template_child (widget_class, PnrScenariosPage, list_pane);
  gtk_widget_class_bind_template_child (widget_class, PnrScenariosPage, detail_pane);
  gtk_widget_class_bind_template_child (widget_class, PnrScenariosPage, list);
  gtk_widget_class_bind_template_child (widget_class, PnrScenariosPage, detail_stack);
  gtk_widget_class_bind_template_child (widget_class, PnrScenariosPage, switcher);
  gtk_widget_class_bind_template_child (widget_class, PnrScenariosPage, editor);
  gtk_widget_class_bind_template_child (widget_class, PnrScenariosPage, result);
  gtk_widget_class_bind_template_child (widget_class, PnrScenariosPage, compare);
  gtk_widget_class_bind_template_child (widget_class, PnrScenariosPage, advice);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, draft_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, result_failed_cb);
  gtk_widget_class_bind_template_callback (widget_class, assumption_wanted_cb);
}

/* In a long language the names of the tabs are wider than a narrow window. */
static void
shorten_tabs (GtkWidget *switcher)
{
  for (GtkWidget *tab = gtk_widget_get_first_child (switcher); tab != NULL;
       tab = gtk_widget_get_next_sibling (tab)) {
    GtkWidget *label = gtk_button_get_child (GTK_BUTTON (tab));

    if (!GTK_IS_LABEL (label))
      continue;
    gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
    gtk_label_set_width_chars (GTK_LABEL (label), FEWEST_TAB_CHARS);
    gtk_widget_set_tooltip_text (tab, gtk_label_get_label (GTK_LABEL (label)));
  }
}

static void
pnr_scenarios_page_init (PnrScenariosPage *self)
{
  self->runs = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                      (GDestroyNotify) pnr_scenario_run_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  shorten_tabs (self->switcher);
}
