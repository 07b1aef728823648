/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The settings of one scenario: name, note, bundles on offer, assumptions; saved as they change. */
#include "config.h"

#include "ui/scenarios/pnr-scenario-editor.h"

#include "drawing/pnr-side-by-side-chart.h"
#include "plan/pnr-plan-market.h"
#include "ui/pnr-steady-layout.h"
#include "ui/pnr-unfold.h"
#include "ui/pnr-wording.h"
#include "ui/scenarios/pnr-assumption-row.h"
#include "ui/scenarios/pnr-assumption-words.h"

#include <glib/gi18n.h>

/* Typing is one edit when it rests for so long. */
#define REST_MS 700
/* Making a row takes about half a millisecond. */
#define ROWS_A_TURN 4

/* @draft is what the merchant means; it runs ahead of @stored while edits are on their way. */
struct _PnrScenarioEditor {
  AdwBin parent_instance;

  GtkWidget *form;
  GtkEditable *name_row;
  GtkEditable *note_row;
  GtkListBox *bundle_list;
  AdwComboRow *objective_row;
  AdwPreferencesGroup *assumption_group;
  GPtrArray *assumption_rows;

  PnrSession *session;
  PnrScenario *stored;
  PnrScenario *draft;
  char *wanted_name; /* of an assumption that is looked at although it is not made yet */
  const char *pending_name;
  char *pending_sentence;
  guint rest_id;
  guint describe_id;
  guint make_id; /* while rows of the usual assumptions are still to be made */
  guint n_on_the_way;
  gboolean is_showing;
};

enum {
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PnrScenarioEditor, pnr_scenario_editor, ADW_TYPE_BIN)

/* An edit on its way, and what to say when it has landed. */
typedef struct {
  PnrScenarioEditor *editor;
  char *sentence;
} PnrDraftLetter;

static void
pnr_draft_letter_free (gpointer data)
{
  PnrDraftLetter *letter = data;

  g_object_unref (letter->editor);
  g_free (letter->sentence);
  g_free (letter);
}

static void
saved_cb (const GError *error, gpointer user_data)
{
  PnrDraftLetter *letter = user_data;
  PnrScenarioEditor *self = letter->editor;

  self->n_on_the_way--;
  if (self->session != NULL && error != NULL)
    pnr_session_fail (self->session, error);
  else if (self->session != NULL && letter->sentence != NULL)
    pnr_session_offer_undo (self->session, letter->sentence);
  pnr_scenario_editor_refresh (self);
}

static void
pnr_scenario_editor_save (PnrScenarioEditor *self, const char *name)
{
  g_autoptr (PnrEdit) edit = pnr_edit_new (name);
  g_autoptr (PnrScenario) copy = pnr_scenario_copy (self->draft);
  PnrDraftLetter *letter = g_new0 (PnrDraftLetter, 1);

  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->pending_name = NULL;
  letter->editor = g_object_ref (self);
  letter->sentence = g_steal_pointer (&self->pending_sentence);
  pnr_edit_put (edit, copy);
  pnr_session_name_subject (self->session, edit);
  self->n_on_the_way++;
  /* Past the session: the next draft may only be taken over when this one has landed. */
  pnr_outbox_send (pnr_session_get_outbox (self->session), edit, saved_cb, letter,
                   pnr_draft_letter_free);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
rested_cb (gpointer user_data)
{
  PnrScenarioEditor *self = user_data;

  self->rest_id = 0;
  pnr_scenario_editor_save (self, self->pending_name);
  return G_SOURCE_REMOVE;
}

static void
pnr_scenario_editor_save_at_rest (PnrScenarioEditor *self, const char *name)
{
  /* An edit of another kind is an undo step of its own. */
  if (self->pending_name != NULL && !g_str_equal (self->pending_name, name))
    pnr_scenario_editor_save (self, self->pending_name);
  g_clear_handle_id (&self->rest_id, g_source_remove);
  self->pending_name = name;
  self->rest_id = g_timeout_add (REST_MS, rested_cb, self);
}

static void
name_changed_cb (PnrScenarioEditor *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name_row)));

  if (self->is_showing || self->draft == NULL)
    return;
  if (name[0] == '\0') {
    gtk_widget_add_css_class (GTK_WIDGET (self->name_row), "error");
    return;
  }
  gtk_widget_remove_css_class (GTK_WIDGET (self->name_row), "error");
  if (g_strcmp0 (name, pnr_scenario_get_name (self->draft)) == 0)
    return;
  pnr_scenario_set_name (self->draft, name);
  pnr_scenario_editor_save_at_rest (self, _ ("Rename scenario"));
}

static void
note_changed_cb (PnrScenarioEditor *self)
{
  if (self->is_showing || self->draft == NULL)
    return;
  pnr_scenario_set_note (self->draft, gtk_editable_get_text (self->note_row));
  pnr_scenario_editor_save_at_rest (self, _ ("Change note of scenario"));
}

static void
pnr_scenario_editor_switch_bundle (PnrScenarioEditor *self, gint64 bundle_id, gboolean is_on)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < pnr_scenario_get_n_bundles (self->draft); i++) {
    gint64 id = pnr_scenario_get_bundle_id (self->draft, i);

    if (id != bundle_id)
      g_array_append_val (ids, id);
  }
  if (is_on)
    g_array_append_val (ids, bundle_id);
  pnr_scenario_set_bundle_ids (self->draft, (const gint64 *) ids->data, ids->len);
}

static void
bundle_toggled_cb (PnrScenarioEditor *self, GtkCheckButton *check)
{
  gint64 *bundle_id = g_object_get_data (G_OBJECT (check), "bundle-id");
  gboolean is_on = gtk_check_button_get_active (check);

  if (self->is_showing || self->draft == NULL
      || pnr_scenario_has_bundle (self->draft, *bundle_id) == is_on)
    return;
  if (self->pending_name != NULL)
    pnr_scenario_editor_save (self, self->pending_name);
  pnr_scenario_editor_switch_bundle (self, *bundle_id, is_on);
  pnr_scenario_editor_save (self, is_on ? _ ("Switch bundle on") : _ ("Switch bundle off"));
}

/* "Mixed · 3 products · 169.00 € instead of 180.00 €". */
static char *
pnr_scenario_editor_dup_bundle_words (PnrScenarioEditor *self, PnrBundle *bundle)
{
  PnrNounList *products = pnr_plan_get_products (pnr_session_get_plan (self->session));
  guint n_products = pnr_bundle_get_n_components (bundle);
  gint64 price = pnr_bundle_get_price_minor (bundle, products);
  gint64 sum = pnr_bundle_get_sum_minor (bundle, products);
  g_autofree char *price_text = pnr_session_format_money (self->session, price);
  g_autofree char *sum_text = pnr_session_format_money (self->session, sum);
  g_autofree char *count =
      g_strdup_printf (ngettext ("%u product", "%u products", n_products), n_products);

  if (price == PNR_MONEY_UNKNOWN)
    return g_strdup_printf ("%s · %s · %s",
                            pnr_wording_get_bundle_kind (pnr_bundle_get_kind (bundle)), count,
                            _ ("price unknown"));
  if (sum == PNR_MONEY_UNKNOWN || sum <= price)
    return g_strdup_printf ("%s · %s · %s",
                            pnr_wording_get_bundle_kind (pnr_bundle_get_kind (bundle)), count,
                            price_text);
  return g_strdup_printf (
      /* Translators: kind of bundle, number of products, bundle price, sum of its parts. */
      _ ("%s · %s · %s instead of %s"), pnr_wording_get_bundle_kind (pnr_bundle_get_kind (bundle)),
      count, price_text, sum_text);
}

static GtkWidget *
create_bundle_row (gpointer item, gpointer user_data)
{
  PnrScenarioEditor *self = user_data;
  PnrBundle *bundle = item;
  gint64 id = pnr_bundle_get_id (bundle);
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  g_autofree char *words = pnr_scenario_editor_dup_bundle_words (self, bundle);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), pnr_bundle_get_name (bundle));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                               self->draft != NULL && pnr_scenario_has_bundle (self->draft, id));
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  pnr_bundle_get_name (bundle), -1);
  g_object_set_data_full (G_OBJECT (check), "bundle-id", g_memdup2 (&id, sizeof id), g_free);
  g_object_set_data (G_OBJECT (row), "check", check);
  g_object_set_data_full (G_OBJECT (row), "bundle", g_object_ref (bundle), g_object_unref);
  g_signal_connect_object (check, "toggled", G_CALLBACK (bundle_toggled_cb), self,
                           G_CONNECT_SWAPPED);
  return row;
}

/* A product's new price changes what its bundles cost. */
static gboolean
describe_bundles_cb (gpointer user_data)
{
  PnrScenarioEditor *self = user_data;
  GtkListBoxRow *row;

  self->describe_id = 0;
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->bundle_list, i)) != NULL; i++) {
    PnrBundle *bundle = g_object_get_data (G_OBJECT (row), "bundle");
    g_autofree char *words = pnr_scenario_editor_dup_bundle_words (self, bundle);

    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  }
  return G_SOURCE_REMOVE;
}

static void
products_changed_cb (PnrScenarioEditor *self)
{
  if (self->describe_id == 0)
    self->describe_id = g_idle_add (describe_bundles_cb, self);
}

static PnrAssumption *
find_assumption (PnrScenario *scenario, PnrAssumptionRow *row)
{
  GPtrArray *assumptions = pnr_scenario_get_assumptions (scenario);

  for (guint i = 0; i < assumptions->len; i++) {
    PnrAssumption *assumption = g_ptr_array_index (assumptions, i);

    if (pnr_assumption_words_same_name (pnr_assumption_get_name (assumption),
                                        pnr_assumption_row_get_name (row)))
      return assumption;
  }
  return NULL;
}

/* An assumption that is no longer made is gone without a word, unless it is said. */
static void
pnr_scenario_editor_miss_assumption (PnrScenarioEditor *self, PnrAssumptionRow *row)
{
  g_autofree char *title = NULL;

  if (find_assumption (self->stored, row) == NULL)
    return;
  title = pnr_assumption_words_dup_title (pnr_assumption_row_get_name (row));
  g_free (self->pending_sentence);
  /* Translators: the title of an assumption. */
  self->pending_sentence = g_strdup_printf (_ ("Assumption “%s” removed"), title);
}

static gboolean
is_objective (PnrAssumption *assumption)
{
  return g_strcmp0 (pnr_assumption_get_name (assumption), PNR_OBJECTIVE_ASSUMPTION) == 0;
}

static void
pnr_scenario_editor_add_objective (PnrScenarioEditor *self, GPtrArray *assumptions)
{
  guint selected = adw_combo_row_get_selected (self->objective_row);
  PnrAssumption *assumption;

  if (selected >= PNR_N_OBJECTIVES)
    return;
  assumption = pnr_objective_to_assumption (selected);
  if (assumption == NULL)
    return;
  pnr_assumption_set_author (assumption, g_get_real_name ());
  pnr_assumption_set_created (assumption, g_get_real_time () / G_USEC_PER_SEC);
  g_ptr_array_add (assumptions, assumption);
}

static void pnr_scenario_editor_make_all_rows (PnrScenarioEditor *self);

static void
assumption_changed_cb (PnrScenarioEditor *self)
{
  g_autoptr (GPtrArray) assumptions = g_ptr_array_new_with_free_func (g_object_unref);

  if (self->is_showing || self->draft == NULL)
    return;
  pnr_scenario_editor_make_all_rows (self);
  g_clear_pointer (&self->pending_sentence, g_free);
  for (guint i = 0; i < self->assumption_rows->len; i++) {
    PnrAssumptionRow *row = g_ptr_array_index (self->assumption_rows, i);
    PnrAssumption *assumption = pnr_assumption_row_dup_assumption (row);

    if (assumption != NULL)
      g_ptr_array_add (assumptions, assumption);
    else
      pnr_scenario_editor_miss_assumption (self, row);
  }
  pnr_scenario_editor_add_objective (self, assumptions);
  pnr_scenario_set_assumptions (self->draft, assumptions);
  pnr_scenario_editor_save_at_rest (self, _ ("Change assumption"));
}

/* The scenario keeps its objective among the numbers it is made of. */
static void
objective_changed_cb (PnrScenarioEditor *self)
{
  g_autoptr (GPtrArray) assumptions = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *before;

  if (self->is_showing || self->draft == NULL
      || adw_combo_row_get_selected (self->objective_row)
             == (guint) pnr_objective_of_scenario (self->draft))
    return;
  if (self->pending_name != NULL)
    pnr_scenario_editor_save (self, self->pending_name);
  before = pnr_scenario_get_assumptions (self->draft);
  for (guint i = 0; i < before->len; i++) {
    PnrAssumption *assumption = g_ptr_array_index (before, i);

    if (!is_objective (assumption))
      g_ptr_array_add (assumptions, g_object_ref (assumption));
  }
  pnr_scenario_editor_add_objective (self, assumptions);
  pnr_scenario_set_assumptions (self->draft, assumptions);
  pnr_scenario_editor_save (self, _ ("Change objective"));
}

static PnrAssumptionRow *
pnr_scenario_editor_find_row (PnrScenarioEditor *self, const char *name)
{
  for (guint i = 0; i < self->assumption_rows->len; i++) {
    PnrAssumptionRow *row = g_ptr_array_index (self->assumption_rows, i);

    if (pnr_assumption_words_same_name (pnr_assumption_row_get_name (row), name))
      return row;
  }
  return NULL;
}

static void
pnr_scenario_editor_add_assumption_row (PnrScenarioEditor *self, const char *name)
{
  PnrAssumptionRow *row =
      pnr_assumption_row_new (name, pnr_plan_get_currency (pnr_session_get_plan (self->session)));

  g_ptr_array_add (self->assumption_rows, row);
  adw_preferences_group_add (self->assumption_group, GTK_WIDGET (row));
  pnr_unfold_piece (GTK_WIDGET (row));
  g_signal_connect_object (row, "changed", G_CALLBACK (assumption_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/* Makes up to @n_more of the usual rows. Returns: whether all are there */
static gboolean
pnr_scenario_editor_make_rows (PnrScenarioEditor *self, guint n_more)
{
  guint n_kinds;
  const PnrAssumptionKind *kinds = pnr_plan_get_assumption_kinds (&n_kinds);

  for (; n_more > 0 && self->assumption_rows->len < n_kinds; n_more--)
    pnr_scenario_editor_add_assumption_row (self, kinds[self->assumption_rows->len].name);
  if (self->assumption_rows->len < n_kinds)
    return FALSE;
  g_clear_handle_id (&self->make_id, g_source_remove);
  return TRUE;
}

/* Beside the usual assumptions a scenario may hold some of its own, as of one product. */
static void
pnr_scenario_editor_show_assumptions (PnrScenarioEditor *self)
{
  GPtrArray *assumptions = pnr_scenario_get_assumptions (self->draft);
  guint n_kinds;

  pnr_plan_get_assumption_kinds (&n_kinds);
  for (guint i = self->assumption_rows->len; i > n_kinds; i--) {
    PnrAssumptionRow *row = g_ptr_array_index (self->assumption_rows, i - 1);

    if (find_assumption (self->draft, row) == NULL
        && g_strcmp0 (pnr_assumption_row_get_name (row), self->wanted_name) != 0) {
      adw_preferences_group_remove (self->assumption_group, GTK_WIDGET (row));
      g_ptr_array_remove_index (self->assumption_rows, i - 1);
    }
  }
  for (guint i = 0; i < assumptions->len && self->make_id == 0; i++) {
    PnrAssumption *assumption = g_ptr_array_index (assumptions, i);
    const char *name = pnr_assumption_get_name (assumption);

    if (!is_objective (assumption) && pnr_scenario_editor_find_row (self, name) == NULL)
      pnr_scenario_editor_add_assumption_row (self, name);
  }
  for (guint i = 0; i < self->assumption_rows->len; i++) {
    PnrAssumptionRow *row = g_ptr_array_index (self->assumption_rows, i);

    pnr_assumption_row_set_assumption (row, find_assumption (self->draft, row));
  }
}

static void
show_text (GtkEditable *editable, const char *text)
{
  if (g_strcmp0 (gtk_editable_get_text (editable), text != NULL ? text : "") != 0)
    gtk_editable_set_text (editable, text != NULL ? text : "");
}

static void
pnr_scenario_editor_show (PnrScenarioEditor *self)
{
  GtkListBoxRow *row;

  if (self->draft == NULL)
    return;
  self->is_showing = TRUE;
  show_text (self->name_row, pnr_scenario_get_name (self->draft));
  show_text (self->note_row, pnr_scenario_get_note (self->draft));
  gtk_widget_remove_css_class (GTK_WIDGET (self->name_row), "error");
  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->bundle_list, i)) != NULL; i++) {
    PnrBundle *bundle = g_object_get_data (G_OBJECT (row), "bundle");
    GtkCheckButton *check = g_object_get_data (G_OBJECT (row), "check");

    gtk_check_button_set_active (check,
                                 pnr_scenario_has_bundle (self->draft, pnr_bundle_get_id (bundle)));
  }
  adw_combo_row_set_selected (self->objective_row, pnr_objective_of_scenario (self->draft));
  pnr_scenario_editor_show_assumptions (self);
  self->is_showing = FALSE;
}

static gboolean
make_rows_cb (gpointer user_data)
{
  PnrScenarioEditor *self = user_data;

  if (!pnr_scenario_editor_make_rows (self, ROWS_A_TURN))
    return G_SOURCE_CONTINUE;
  pnr_scenario_editor_show (self);
  return G_SOURCE_REMOVE;
}

/* What is read from the rows must find them all. */
static void
pnr_scenario_editor_make_all_rows (PnrScenarioEditor *self)
{
  if (self->make_id == 0)
    return;
  pnr_scenario_editor_make_rows (self, G_MAXUINT);
  pnr_scenario_editor_show (self);
}

static void
pnr_scenario_editor_unmap (GtkWidget *widget)
{
  pnr_scenario_editor_save_now (PNR_SCENARIO_EDITOR (widget));

  GTK_WIDGET_CLASS (pnr_scenario_editor_parent_class)->unmap (widget);
}

static void
pnr_scenario_editor_dispose (GObject *object)
{
  PnrScenarioEditor *self = PNR_SCENARIO_EDITOR (object);

  g_clear_handle_id (&self->rest_id, g_source_remove);
  g_clear_handle_id (&self->describe_id, g_source_remove);
  g_clear_handle_id (&self->make_id, g_source_remove);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PNR_TYPE_SCENARIO_EDITOR);
  self->form = NULL;
  g_clear_pointer (&self->assumption_rows, g_ptr_array_unref);
  g_clear_pointer (&self->pending_sentence, g_free);
  g_clear_pointer (&self->wanted_name, g_free);
  g_clear_object (&self->draft);
  g_clear_object (&self->stored);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (pnr_scenario_editor_parent_class)->dispose (object);
}

static void
pnr_scenario_editor_class_init (PnrScenarioEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pnr_scenario_editor_dispose;
  widget_class->unmap = pnr_scenario_editor_unmap;

  signals[CHANGED] = g_signal_new ("changed", PNR_TYPE_SCENARIO_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, PNR_TYPE_STEADY_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/scenarios/pnr-scenario-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioEditor, form);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioEditor, name_row);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioEditor, note_row);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioEditor, bundle_list);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioEditor, objective_row);
  gtk_widget_class_bind_template_child (widget_class, PnrScenarioEditor, assumption_group);
  gtk_widget_class_bind_template_callback (widget_class, name_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, note_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, objective_changed_cb);
}

static void
pnr_scenario_editor_init (PnrScenarioEditor *self)
{
  g_autoptr (GtkStringList) objectives = gtk_string_list_new (NULL);

  self->assumption_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < PNR_N_OBJECTIVES; i++)
    gtk_string_list_append (objectives, pnr_objective_get_title (i));
  self->is_showing = TRUE;
  adw_combo_row_set_model (self->objective_row, G_LIST_MODEL (objectives));
  self->is_showing = FALSE;
}

void
pnr_scenario_editor_set_session (PnrScenarioEditor *self, PnrSession *session)
{
  PnrPlan *plan = pnr_session_get_plan (session);

  g_return_if_fail (PNR_IS_SCENARIO_EDITOR (self));
  g_return_if_fail (self->session == NULL);

  self->session = g_object_ref (session);
  self->make_id = g_idle_add (make_rows_cb, self);
  gtk_list_box_bind_model (self->bundle_list, G_LIST_MODEL (pnr_plan_get_bundles (plan)),
                           create_bundle_row, self, NULL);
  pnr_unfold_rows (GTK_WIDGET (self->bundle_list));
  pnr_unfold_rows (self->form);
  g_object_bind_property (plan, "is-read-only", self->form, "sensitive",
                          G_BINDING_SYNC_CREATE | G_BINDING_INVERT_BOOLEAN);
  g_signal_connect_object (pnr_plan_get_products (plan), "items-changed",
                           G_CALLBACK (products_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "settle", G_CALLBACK (pnr_scenario_editor_save_now), self,
                           G_CONNECT_SWAPPED);
}

/**
 * pnr_scenario_editor_set_scenario:
 * @self: an editor
 * @scenario: (nullable): one of the plan's scenarios
 *
 * What was typed for the scenario before is saved first.
 */
void
pnr_scenario_editor_set_scenario (PnrScenarioEditor *self, PnrScenario *scenario)
{
  g_return_if_fail (PNR_IS_SCENARIO_EDITOR (self));

  if (self->stored == scenario)
    return;
  pnr_scenario_editor_save_now (self);
  g_set_object (&self->stored, scenario);
  g_clear_object (&self->draft);
  if (scenario != NULL)
    self->draft = pnr_scenario_copy (scenario);
  pnr_scenario_editor_show (self);
}

/* Takes over what the plan holds now, unless edits of our own are still on their way there. */
void
pnr_scenario_editor_refresh (PnrScenarioEditor *self)
{
  g_return_if_fail (PNR_IS_SCENARIO_EDITOR (self));

  if (self->stored == NULL || self->form == NULL || self->n_on_the_way > 0 || self->rest_id != 0)
    return;
  g_clear_object (&self->draft);
  self->draft = pnr_scenario_copy (self->stored);
  pnr_scenario_editor_show (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
pnr_scenario_editor_save_now (PnrScenarioEditor *self)
{
  g_return_if_fail (PNR_IS_SCENARIO_EDITOR (self));

  if (self->rest_id != 0)
    pnr_scenario_editor_save (self, self->pending_name);
}

/* (nullable) (transfer none): the scenario as it stands in the editor. */
PnrScenario *
pnr_scenario_editor_get_draft (PnrScenarioEditor *self)
{
  g_return_val_if_fail (PNR_IS_SCENARIO_EDITOR (self), NULL);

  return self->draft;
}

void
pnr_scenario_editor_rename (PnrScenarioEditor *self)
{
  g_return_if_fail (PNR_IS_SCENARIO_EDITOR (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
  gtk_editable_select_region (self->name_row, 0, -1);
}

/**
 * pnr_scenario_editor_show_assumption:
 * @self: an editor with a scenario
 * @name: the name of an assumption, made or not
 *
 * Opens its row, or that of the number it falls back to, and puts the cursor there.
 */
void
pnr_scenario_editor_show_assumption (PnrScenarioEditor *self, const char *name)
{
  PnrAssumptionRow *row;

  g_return_if_fail (PNR_IS_SCENARIO_EDITOR (self));

  pnr_scenario_editor_make_all_rows (self);
  row = pnr_scenario_editor_find_row (self, name);
  if (row == NULL) {
    g_free (self->wanted_name);
    self->wanted_name = g_strdup (name);
    pnr_scenario_editor_add_assumption_row (self, name);
    row = pnr_scenario_editor_find_row (self, name);
  }
  /* What is still folded cannot take the cursor. */
  pnr_unfold_now (self->form);
  pnr_unfold_now (gtk_widget_get_parent (GTK_WIDGET (row)));
  pnr_assumption_row_open (row);
}
