/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Suggestions from order history: read one, accept it, reject it, put it off. */
#include "config.h"

#include "ui/suggestions/pnr-suggestions-page.h"

#include "drawing/pnr-rule-scatter.h"
#include "model/pnr-suggestion.h"
#include "plan/pnr-plan-jobs.h"
#include "ui/charts/pnr-chart-view.h"
#include "ui/pnr-cell-text.h"
#include "ui/pnr-chosen-row.h"
#include "ui/pnr-column-head.h"
#include "ui/pnr-job-view.h"
#include "ui/pnr-reading-side.h"
#include "ui/pnr-steady-layout.h"
#include "ui/pnr-tab-stop.h"
#include "ui/pnr-toolbar.h"
#include "ui/pnr-wording.h"
#include "ui/suggestions/pnr-lift-bar.h"

#include <glib/gi18n.h>
#include <math.h>

/* Rather scroll sideways than read the beginning of two names. */
#define LEAST_PAIR_WIDTH 268
/* Narrower than this, the table has no room to say why; it is said below it. */
#define ROOM_FOR_WHY 1100
#define SNOOZE_SECONDS (30 * 24 * 60 * 60)
#define MILLION 1000000.0

typedef enum {
  COLUMN_PAIR,
  COLUMN_KIND,
  COLUMN_TOGETHER,
  COLUMN_LIFT,
  COLUMN_MARGIN,
  COLUMN_SENTENCE,
  N_COLUMNS,
} PnrSuggestionColumn;

struct _PnrSuggestionsPage {
  AdwBin parent_instance;

  GtkStack *stack;
  PnrJobView *job_view;
  AdwStatusPage *empty_page;
  GtkWidget *import_button;
  GtkDropDown *kind_drop_down;
  GtkLabel *count_label;
  GtkButton *accept_button;
  GtkMenuButton *reject_button;
  PnrChartView *chart_view;
  GtkColumnView *view;
  GtkLabel *why_label;
  GMenuModel *row_menu;
  GtkWidget *menu;

  PnrSession *session;
  GListStore *suggestions;
  GHashTable *settled; /* keys of what is decided already */
  GtkFilter *filter;
  GtkFilterListModel *open;
  GtkMultiSelection *selection;
  PnrRuleScatter *scatter;
  guint settle_id;
  guint arrange_id;
  int width;
  gboolean is_stale;
};

enum {
  PROP_0,
  PROP_SESSION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PnrSuggestionsPage, pnr_suggestions_page, ADW_TYPE_BIN)

static char *
dup_key (PnrRelationKind kind, gint64 from_id, gint64 to_id)
{
  return g_strdup_printf ("%d %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, kind, from_id, to_id);
}

/* What has become a relation, or was turned down, is off the list; undo brings it back. */
static void
pnr_suggestions_page_settle (PnrSuggestionsPage *self)
{
  PnrPlan *plan = pnr_session_get_plan (self->session);
  GListModel *relations = G_LIST_MODEL (pnr_plan_get_relations (plan));
  GListModel *verdicts = G_LIST_MODEL (pnr_plan_get_verdicts (plan));
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  g_hash_table_remove_all (self->settled);
  for (guint i = 0; i < g_list_model_get_n_items (relations); i++) {
    g_autoptr (PnrRelation) relation = g_list_model_get_item (relations, i);
    PnrRelationKind kind = pnr_relation_get_kind (relation);
    gint64 from_id = pnr_relation_get_from_id (relation);
    gint64 to_id = pnr_relation_get_to_id (relation);

    g_hash_table_add (self->settled, dup_key (kind, from_id, to_id));
    if (pnr_relation_is_two_way (relation))
      g_hash_table_add (self->settled, dup_key (kind, to_id, from_id));
  }
  for (guint i = 0; i < g_list_model_get_n_items (verdicts); i++) {
    g_autoptr (PnrVerdict) verdict = g_list_model_get_item (verdicts, i);

    if (pnr_verdict_get_until (verdict) == 0 || pnr_verdict_get_until (verdict) > now)
      g_hash_table_add (self->settled,
                        dup_key (pnr_verdict_get_kind (verdict), pnr_verdict_get_from_id (verdict),
                                 pnr_verdict_get_to_id (verdict)));
  }
  gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static gboolean
filter_suggestion (gpointer item, gpointer user_data)
{
  PnrSuggestionsPage *self = user_data;
  const PnrSuggestionFacts *facts = pnr_suggestion_get_facts (item);
  guint kind = gtk_drop_down_get_selected (self->kind_drop_down);
  g_autofree char *key = dup_key (facts->kind, facts->from_id, facts->to_id);

  return (kind == 0 || facts->kind == kind - 1) && !g_hash_table_contains (self->settled, key);
}

static GPtrArray *
pnr_suggestions_page_list_selected (PnrSuggestionsPage *self)
{
  GPtrArray *selected = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GtkBitset) positions =
      gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  GtkBitsetIter iter;
  guint position;

  for (gboolean is_valid = gtk_bitset_iter_init_first (&iter, positions, &position); is_valid;
       is_valid = gtk_bitset_iter_next (&iter, &position))
    g_ptr_array_add (selected, g_list_model_get_item (G_LIST_MODEL (self->selection), position));
  return selected;
}

/* Why the one chosen is suggested, whole, however narrow its column is. */
static void
pnr_suggestions_page_say_why (PnrSuggestionsPage *self)
{
  g_autoptr (GPtrArray) selected = pnr_suggestions_page_list_selected (self);
  g_autofree char *sentence =
      selected->len == 1 ? pnr_suggestion_dup_sentence (g_ptr_array_index (selected, 0)) : NULL;

  gtk_label_set_label (self->why_label, sentence != NULL ? sentence : "");
  gtk_widget_set_visible (GTK_WIDGET (self->why_label), sentence != NULL);
}

static void
selection_changed_cb (PnrSuggestionsPage *self)
{
  g_autoptr (GtkBitset) positions =
      gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  guint n_selected = (guint) gtk_bitset_get_size (positions);
  gboolean can_decide =
      n_selected > 0 && !pnr_plan_is_read_only (pnr_session_get_plan (self->session));
  g_autofree char *label =
      n_selected > 1 ? g_strdup_printf (_ ("_Accept %u"), n_selected) : g_strdup (_ ("_Accept"));

  gtk_button_set_label (self->accept_button, label);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.accept", can_decide);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.reject", can_decide);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.ask-reason", can_decide);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.snooze", can_decide);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.show-product", n_selected > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->reject_button), can_decide);
  pnr_suggestions_page_say_why (self);
}

/* Of the kind that is looked at, decided or not. */
static gboolean
pnr_suggestions_page_has_found (PnrSuggestionsPage *self)
{
  guint kind = gtk_drop_down_get_selected (self->kind_drop_down);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->suggestions)); i++) {
    g_autoptr (PnrSuggestion) suggestion =
        g_list_model_get_item (G_LIST_MODEL (self->suggestions), i);

    if (kind == 0 || pnr_suggestion_get_facts (suggestion)->kind == kind - 1)
      return TRUE;
  }
  return FALSE;
}

static void
pnr_suggestions_page_say_nothing (PnrSuggestionsPage *self, const char *title,
                                  const char *description)
{
  adw_status_page_set_title (self->empty_page, title);
  adw_status_page_set_description (self->empty_page, description);
}

static void
pnr_suggestions_page_explain_nothing (PnrSuggestionsPage *self)
{
  gint64 n_orders = pnr_plan_get_n_orders (pnr_session_get_plan (self->session));
  guint kind = gtk_drop_down_get_selected (self->kind_drop_down);

  gtk_widget_set_visible (self->import_button, n_orders == 0);
  if (n_orders == 0)
    pnr_suggestions_page_say_nothing (
        self, _ ("No Orders to Learn From"),
        _ ("Suggestions come from what shoppers bought together. Import the shop's orders."));
  else if (pnr_suggestions_page_has_found (self))
    pnr_suggestions_page_say_nothing (
        self, _ ("All Decided"),
        _ ("Every suggestion of this kind was accepted, rejected or put off."));
  else if (kind == PNR_RELATION_KIND_REQUIRED + 1)
    pnr_suggestions_page_say_nothing (
        self, _ ("Only You Can Know"),
        _ ("Orders do not show that one product needs another. Connect such products on the "
           "Relationships page."));
  else if (kind > 0)
    pnr_suggestions_page_say_nothing (
        self, _ ("None of This Kind"),
        _ ("The orders speak for no suggestion of this kind. Look at all kinds."));
  else
    pnr_suggestions_page_say_nothing (
        self, _ ("Nothing Stands Out"),
        _ ("No two products were bought together more often than chance alone explains. More "
           "orders may show more."));
}

/* Where the filter took the chosen rows away, the first one left is chosen. */
static void
pnr_suggestions_page_select_some (PnrSuggestionsPage *self)
{
  g_autoptr (GtkBitset) positions =
      gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));

  if (gtk_bitset_is_empty (positions)
      && g_list_model_get_n_items (G_LIST_MODEL (self->selection)) > 0)
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), 0, TRUE);
  selection_changed_cb (self);
}

static void
open_changed_cb (PnrSuggestionsPage *self)
{
  guint n_open = g_list_model_get_n_items (G_LIST_MODEL (self->open));
  g_autofree char *text =
      g_strdup_printf (ngettext ("%'u suggestion", "%'u suggestions", n_open), n_open);

  gtk_label_set_label (self->count_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->chart_view),
                          pnr_chart_get_n_points (PNR_CHART (self->scatter)) > 0);
  pnr_suggestions_page_select_some (self);
  if (pnr_job_view_is_running (self->job_view))
    return;
  if (n_open == 0)
    pnr_suggestions_page_explain_nothing (self);
  gtk_stack_set_visible_child_name (self->stack, n_open > 0 ? "list" : "empty");
}

static gboolean
settle_cb (gpointer user_data)
{
  PnrSuggestionsPage *self = user_data;

  self->settle_id = 0;
  pnr_suggestions_page_settle (self);
  return G_SOURCE_REMOVE;
}

static void
pnr_suggestions_page_queue_settle (PnrSuggestionsPage *self)
{
  if (self->settle_id == 0)
    self->settle_id = g_idle_add (settle_cb, self);
}

static void
suggest_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PnrSuggestionsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = pnr_plan_suggest_finish (PNR_PLAN (source), result, &error);

  if (self->stack == NULL)
    return;
  pnr_job_view_stop (self->job_view);
  if (found == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    adw_status_page_set_title (self->empty_page, _ ("The Search Did Not Finish"));
    adw_status_page_set_description (self->empty_page, error->message);
    gtk_widget_set_visible (self->import_button, FALSE);
    gtk_stack_set_visible_child_name (self->stack, "empty");
    return;
  }
  if (found != NULL)
    g_list_store_splice (self->suggestions, 0,
                         g_list_model_get_n_items (G_LIST_MODEL (self->suggestions)), found->pdata,
                         found->len);
  pnr_suggestions_page_settle (self);
  open_changed_cb (self);
}

static void
pnr_suggestions_page_search (PnrSuggestionsPage *self)
{
  PnrPlan *plan = pnr_session_get_plan (self->session);

  self->is_stale = FALSE;
  if (pnr_job_view_is_running (self->job_view))
    return;
  if (pnr_plan_get_n_orders (plan) == 0) {
    g_list_store_remove_all (self->suggestions);
    open_changed_cb (self);
    return;
  }
  gtk_stack_set_visible_child_name (self->stack, "job");
  pnr_plan_suggest_async (
      plan, pnr_job_view_start (self->job_view, _ ("Reading what was bought together")),
      suggest_done_cb, g_object_ref (self));
}

/* After an import the list is out of date; it is renewed when it is looked at. */
static void
history_changed_cb (PnrSuggestionsPage *self)
{
  self->is_stale = TRUE;
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    pnr_suggestions_page_search (self);
}

/* The row after the decided ones is next, so that a hand on the keyboard goes on. */
static void
pnr_suggestions_page_select_next (PnrSuggestionsPage *self)
{
  g_autoptr (GtkBitset) positions =
      gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  guint n_open = g_list_model_get_n_items (G_LIST_MODEL (self->open));
  guint next = gtk_bitset_is_empty (positions) ? 0 : gtk_bitset_get_maximum (positions) + 1;

  if (next >= n_open)
    next = gtk_bitset_is_empty (positions) || gtk_bitset_get_minimum (positions) == 0
               ? 0
               : gtk_bitset_get_minimum (positions) - 1;
  if (n_open > 0)
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), next, TRUE);
}

static PnrRelation *
pnr_suggestions_page_make_relation (PnrSuggestionsPage *self, PnrSuggestion *suggestion)
{
  const PnrSuggestionFacts *facts = pnr_suggestion_get_facts (suggestion);
  PnrRelation *relation =
      pnr_relation_new (pnr_plan_take_id (pnr_session_get_plan (self->session)));
  PnrDecision *decision = PNR_DECISION (relation);

  pnr_relation_set_kind (relation, facts->kind);
  pnr_relation_set_from_id (relation, facts->from_id);
  pnr_relation_set_to_id (relation, facts->to_id);
  pnr_decision_set_evidence (decision, PNR_EVIDENCE_MINED);
  pnr_decision_set_measure (decision, "lift");
  pnr_decision_set_measure_ppm (decision, (gint64) llround (facts->lift * MILLION));
  pnr_relation_set_strength_ppm (relation, (gint64) llround (facts->confidence * MILLION));
  pnr_decision_set_window_from (decision, facts->window_from);
  pnr_decision_set_window_to (decision, facts->window_to);
  pnr_decision_set_data_hash (decision, pnr_suggestion_get_data_hash (suggestion));
  pnr_decision_set_author (decision, g_get_real_name ());
  pnr_decision_set_created (decision, g_get_real_time () / G_USEC_PER_SEC);
  return relation;
}

static char *
dup_pair (PnrSuggestion *suggestion)
{
  return g_strdup_printf ("%s → %s", pnr_suggestion_get_from_title (suggestion),
                          pnr_suggestion_get_to_title (suggestion));
}

static void
page_accept (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrSuggestionsPage *self = PNR_SUGGESTIONS_PAGE (widget);
  g_autoptr (GPtrArray) selected = pnr_suggestions_page_list_selected (self);
  g_autofree char *name = g_strdup_printf (
      ngettext ("Accept suggestion", "Accept %u suggestions", selected->len), selected->len);
  g_autofree char *sentence = NULL;
  g_autoptr (PnrEdit) edit = pnr_edit_new (name);

  if (selected->len == 0)
    return;
  if (selected->len == 1) {
    g_autofree char *pair = dup_pair (g_ptr_array_index (selected, 0));
    g_autofree char *reason = pnr_suggestion_dup_sentence (g_ptr_array_index (selected, 0));

    /* Translators: a suggestion, “one product → another”. */
    sentence = g_strdup_printf (_ ("“%s” accepted"), pair);
    pnr_edit_set_reason (edit, reason);
  } else {
    sentence = g_strdup_printf (
        ngettext ("%u suggestion accepted", "%u suggestions accepted", selected->len),
        selected->len);
  }
  for (guint i = 0; i < selected->len; i++) {
    g_autoptr (PnrRelation) relation =
        pnr_suggestions_page_make_relation (self, g_ptr_array_index (selected, i));

    pnr_edit_put (edit, relation);
  }
  pnr_suggestions_page_select_next (self);
  pnr_session_commit (self->session, edit, sentence);
}

/* Why a suggestion is turned down, for the log; the word itself goes into the plan. */
static const char *
get_reason_words (const char *reason)
{
  if (g_str_equal (reason, "obvious"))
    return _ ("It is obvious");
  if (g_str_equal (reason, "irrelevant"))
    return _ ("They do not belong together");
  if (g_str_equal (reason, "low margin"))
    return _ ("It earns too little");
  if (g_str_equal (reason, "never"))
    return _ ("Never suggest it");
  return NULL;
}

static char *
dup_turned_down_sentence (GPtrArray *selected, gboolean is_for_good)
{
  g_autofree char *pair = NULL;

  if (selected->len != 1)
    return g_strdup_printf (
        is_for_good ? ngettext ("%u suggestion rejected", "%u suggestions rejected", selected->len)
                    : ngettext ("%u suggestion put off for 30 days",
                                "%u suggestions put off for 30 days", selected->len),
        selected->len);
  pair = dup_pair (g_ptr_array_index (selected, 0));
  /* Translators: a suggestion, “one product → another”. */
  return g_strdup_printf (is_for_good ? _ ("“%s” rejected") : _ ("“%s” put off for 30 days"), pair);
}

/* @until 0: for good. */
static void
pnr_suggestions_page_turn_down (PnrSuggestionsPage *self, const char *reason, gint64 until)
{
  g_autoptr (GPtrArray) selected = pnr_suggestions_page_list_selected (self);
  g_autofree char *sentence = NULL;
  g_autoptr (PnrEdit) edit = NULL;

  if (selected->len == 0)
    return;
  edit = pnr_edit_new (until == 0
                           ? ngettext ("Reject suggestion", "Reject suggestions", selected->len)
                           : ngettext ("Put off suggestion", "Put off suggestions", selected->len));
  for (guint i = 0; i < selected->len; i++) {
    const PnrSuggestionFacts *facts = pnr_suggestion_get_facts (g_ptr_array_index (selected, i));
    g_autoptr (PnrVerdict) verdict =
        pnr_verdict_new (pnr_plan_take_id (pnr_session_get_plan (self->session)));

    pnr_verdict_set_kind (verdict, facts->kind);
    pnr_verdict_set_from_id (verdict, facts->from_id);
    pnr_verdict_set_to_id (verdict, facts->to_id);
    pnr_verdict_set_reason (verdict, reason);
    pnr_verdict_set_until (verdict, until);
    pnr_verdict_set_author (verdict, g_get_real_name ());
    pnr_verdict_set_created (verdict, g_get_real_time () / G_USEC_PER_SEC);
    pnr_edit_put (edit, verdict);
  }
  pnr_edit_set_reason (edit, get_reason_words (reason));
  sentence = dup_turned_down_sentence (selected, until == 0);
  pnr_suggestions_page_select_next (self);
  pnr_session_commit (self->session, edit, sentence);
}

static void
page_reject (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  pnr_suggestions_page_turn_down (PNR_SUGGESTIONS_PAGE (widget),
                                  g_variant_get_string (parameter, NULL), 0);
}

static void
page_ask_reason (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gtk_menu_button_popup (PNR_SUGGESTIONS_PAGE (widget)->reject_button);
}

static void
page_snooze (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  pnr_suggestions_page_turn_down (PNR_SUGGESTIONS_PAGE (widget), "snoozed",
                                  g_get_real_time () / G_USEC_PER_SEC + SNOOZE_SECONDS);
}

static void
page_step (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrSuggestionsPage *self = PNR_SUGGESTIONS_PAGE (widget);
  g_autoptr (GtkBitset) positions =
      gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  guint n_open = g_list_model_get_n_items (G_LIST_MODEL (self->open));
  gboolean is_forward = g_variant_get_boolean (parameter);
  guint position = gtk_bitset_is_empty (positions) ? 0 : gtk_bitset_get_minimum (positions);

  if (n_open == 0)
    return;
  if (is_forward && !gtk_bitset_is_empty (positions))
    position = MIN (position + 1, n_open - 1);
  else if (!is_forward && position > 0)
    position--;
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  pnr_chosen_row_reveal (GTK_WIDGET (self->view), position);
  pnr_chosen_row_focus (GTK_WIDGET (self->view));
}

static void
page_focus_chosen (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  pnr_chosen_row_focus (GTK_WIDGET (PNR_SUGGESTIONS_PAGE (widget)->view));
}

/* The row that a widget is in, or is; @widget may be a cell, its child, or the row itself. */
static GtkListItem *
find_list_item (GtkWidget *widget)
{
  for (; widget != NULL; widget = gtk_widget_get_first_child (widget)) {
    GtkListItem *item = g_object_get_data (G_OBJECT (widget), "list-item");

    if (item != NULL)
      return item;
  }
  return NULL;
}

/* What the menu is about is chosen, unless it is among the chosen already. */
static void
pnr_suggestions_page_open_menu (PnrSuggestionsPage *self, GtkListItem *item, double x, double y)
{
  GdkRectangle point = { (int) x, (int) y, 1, 1 };

  if (!gtk_list_item_get_selected (item))
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection),
                                     gtk_list_item_get_position (item), TRUE);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &point);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
right_clicked_cb (PnrSuggestionsPage *self, int n_press, double x, double y)
{
  GtkWidget *view = GTK_WIDGET (self->view);

  for (GtkWidget *widget = gtk_widget_pick (view, x, y, GTK_PICK_DEFAULT);
       widget != NULL && widget != view; widget = gtk_widget_get_parent (widget)) {
    GtkListItem *item = find_list_item (widget);

    if (item != NULL) {
      pnr_suggestions_page_open_menu (self, item, x, y);
      return;
    }
  }
}

static void
page_menu (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrSuggestionsPage *self = PNR_SUGGESTIONS_PAGE (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  GtkListItem *item;
  double x;
  double y;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->view)))
    return;
  item = find_list_item (focus);
  if (item == NULL)
    return;
  gtk_widget_translate_coordinates (focus, GTK_WIDGET (self->view), 24,
                                    gtk_widget_get_height (focus) / 2.0, &x, &y);
  pnr_suggestions_page_open_menu (self, item, x, y);
}

static void
page_show_product (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrSuggestionsPage *self = PNR_SUGGESTIONS_PAGE (widget);
  g_autoptr (GPtrArray) selected = pnr_suggestions_page_list_selected (self);
  const PnrSuggestionFacts *facts;

  if (selected->len == 0)
    return;
  facts = pnr_suggestion_get_facts (g_ptr_array_index (selected, 0));
  pnr_session_set_product_id (self->session,
                              g_variant_get_boolean (parameter) ? facts->from_id : facts->to_id);
  gtk_widget_activate_action (widget, "win.page", "s", "catalogue");
}

static void
pnr_suggestions_page_add_menu (PnrSuggestionsPage *self)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (gesture), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (gesture, "pressed", G_CALLBACK (right_clicked_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (gesture));
  self->menu = gtk_popover_menu_new_from_model (self->row_menu);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self->view));
}

static void
page_refresh (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  pnr_suggestions_page_search (PNR_SUGGESTIONS_PAGE (widget));
}

static void
kind_chosen_cb (PnrSuggestionsPage *self)
{
  if (self->filter != NULL)
    gtk_filter_changed (self->filter, GTK_FILTER_CHANGE_DIFFERENT);
}

static void
mapped_cb (PnrSuggestionsPage *self)
{
  if (self->is_stale)
    pnr_suggestions_page_search (self);
}

static char *
dup_lift_words (const PnrSuggestionFacts *facts)
{
  g_autofree char *lift = pnr_wording_dup_number (facts->lift, 1);
  g_autofree char *low = pnr_wording_dup_number (facts->lift_low, 1);
  g_autofree char *high = pnr_wording_dup_number (facts->lift_high, 1);

  /* Translators: how many times chance, and the interval of that figure. */
  return g_strdup_printf (_ ("Lift %s, between %s and %s"), lift, low, high);
}

static gboolean
lift_tooltip_queried_cb (GtkListItem *item, int x, int y, gboolean is_keyboard, GtkTooltip *tooltip)
{
  PnrSuggestion *suggestion = gtk_list_item_get_item (item);
  g_autofree char *words = NULL;

  if (suggestion == NULL
      || pnr_suggestion_get_facts (suggestion)->kind != PNR_RELATION_KIND_CROSS_SELL)
    return FALSE;
  words = dup_lift_words (pnr_suggestion_get_facts (suggestion));
  gtk_tooltip_set_text (tooltip, words);
  return TRUE;
}

static void
cell_setup_cb (GtkListItemFactory *factory, GtkListItem *item)
{
  PnrSuggestionColumn column = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (factory), "column"));
  GtkWidget *label = pnr_cell_text_new (column == COLUMN_TOGETHER || column == COLUMN_LIFT
                                        || column == COLUMN_MARGIN);
  GtkWidget *box;

  if (column != COLUMN_PAIR && column != COLUMN_SENTENCE)
    gtk_widget_add_css_class (label, "numeric");
  if (column == COLUMN_SENTENCE)
    gtk_widget_add_css_class (label, "dim-label");
  if (column == COLUMN_PAIR)
    gtk_widget_set_size_request (label, LEAST_PAIR_WIDTH, -1);
  if (column != COLUMN_LIFT) {
    g_object_set_data (G_OBJECT (label), "list-item", item);
    gtk_list_item_set_child (item, label);
    return;
  }
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (label), 5);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), pnr_lift_bar_new ());
  g_object_set_data (G_OBJECT (box), "list-item", item);
  gtk_widget_set_has_tooltip (box, TRUE);
  g_signal_connect_object (box, "query-tooltip", G_CALLBACK (lift_tooltip_queried_cb), item,
                           G_CONNECT_SWAPPED);
  gtk_list_item_set_child (item, box);
}

static void
bind_lift (GtkWidget *box, const PnrSuggestionFacts *facts)
{
  GtkWidget *bar = gtk_widget_get_last_child (box);
  g_autofree char *lift = pnr_wording_dup_number (facts->lift, 1);
  g_autofree char *words = dup_lift_words (facts);

  gtk_widget_set_visible (bar, facts->kind == PNR_RELATION_KIND_CROSS_SELL);
  if (facts->kind != PNR_RELATION_KIND_CROSS_SELL) {
    pnr_cell_text_set (gtk_widget_get_first_child (box), "–");
    return;
  }
  pnr_cell_text_set (gtk_widget_get_first_child (box), lift);
  pnr_lift_bar_set_lift (PNR_LIFT_BAR (bar), facts->lift, facts->lift_low, facts->lift_high);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static char *
pnr_suggestions_page_dup_cell (PnrSuggestionsPage *self, PnrSuggestion *suggestion,
                               PnrSuggestionColumn column)
{
  const PnrSuggestionFacts *facts = pnr_suggestion_get_facts (suggestion);

  switch (column) {
  case COLUMN_PAIR:
    return dup_pair (suggestion);
  case COLUMN_KIND:
    return g_strdup (pnr_wording_get_relation_kind (facts->kind));
  case COLUMN_TOGETHER:
    return pnr_wording_dup_count (facts->n_together);
  case COLUMN_MARGIN:
    return pnr_session_format_money (self->session, facts->expected_margin_minor);
  case COLUMN_SENTENCE:
    return pnr_suggestion_dup_sentence (suggestion);
  case COLUMN_LIFT:
  case N_COLUMNS:
  default:
    g_assert_not_reached ();
  }
}

static void
cell_bind_cb (PnrSuggestionsPage *self, GtkListItem *item, GtkListItemFactory *factory)
{
  PnrSuggestionColumn column = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (factory), "column"));
  PnrSuggestion *suggestion = gtk_list_item_get_item (item);
  GtkWidget *child = gtk_list_item_get_child (item);
  GtkWidget *row = gtk_widget_get_parent (gtk_widget_get_parent (child));
  g_autofree char *text = NULL;

  if (column == COLUMN_LIFT) {
    bind_lift (child, pnr_suggestion_get_facts (suggestion));
    return;
  }
  text = pnr_suggestions_page_dup_cell (self, suggestion, column);
  pnr_cell_text_set (child, text);
  if (column == COLUMN_PAIR && row != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static int
compare_suggestions (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const PnrSuggestionFacts *first = pnr_suggestion_get_facts ((PnrSuggestion *) a);
  const PnrSuggestionFacts *second = pnr_suggestion_get_facts ((PnrSuggestion *) b);

  switch (GPOINTER_TO_INT (user_data)) {
  case COLUMN_KIND:
    return (int) first->kind - (int) second->kind;
  case COLUMN_TOGETHER:
    return (first->n_together > second->n_together) - (first->n_together < second->n_together);
  case COLUMN_LIFT:
    return (first->lift > second->lift) - (first->lift < second->lift);
  case COLUMN_MARGIN:
    return (first->expected_margin_minor > second->expected_margin_minor)
           - (first->expected_margin_minor < second->expected_margin_minor);
  default:
    return g_utf8_collate (pnr_suggestion_get_from_title ((PnrSuggestion *) a),
                           pnr_suggestion_get_from_title ((PnrSuggestion *) b));
  }
}

static void
pnr_suggestions_page_add_columns (PnrSuggestionsPage *self)
{
  const char *titles[N_COLUMNS] = { C_ ("column", "From → to"),    C_ ("column", "Kind"),
                                    C_ ("column", "Together"),     C_ ("column", "Lift"),
                                    C_ ("column", "Margin / 100"), C_ ("column", "Why") };
  static const int widths[N_COLUMNS] = { -1, 112, 96, 160, 112, -1 };

  for (int column = 0; column < N_COLUMNS; column++) {
    GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
    g_autoptr (GtkColumnViewColumn) view_column = NULL;

    g_object_set_data (G_OBJECT (factory), "column", GINT_TO_POINTER (column));
    g_signal_connect (factory, "setup", G_CALLBACK (cell_setup_cb), NULL);
    g_signal_connect_object (factory, "bind", G_CALLBACK (cell_bind_cb), self, G_CONNECT_SWAPPED);
    view_column = gtk_column_view_column_new (titles[column], factory);
    gtk_column_view_column_set_expand (view_column, widths[column] < 0);
    gtk_column_view_column_set_resizable (view_column, TRUE);
    if (widths[column] > 0)
      gtk_column_view_column_set_fixed_width (view_column, widths[column]);
    if (column != COLUMN_SENTENCE) {
      g_autoptr (GtkSorter) sorter =
          GTK_SORTER (gtk_custom_sorter_new (compare_suggestions, GINT_TO_POINTER (column), NULL));

      gtk_column_view_column_set_sorter (view_column, sorter);
    }
    gtk_column_view_append_column (self->view, view_column);
    if (column == COLUMN_TOGETHER || column == COLUMN_MARGIN)
      pnr_column_head_align_end (self->view, view_column);
  }
}

static gboolean
arrange_cb (gpointer user_data)
{
  PnrSuggestionsPage *self = user_data;
  g_autoptr (GtkColumnViewColumn) why =
      g_list_model_get_item (gtk_column_view_get_columns (self->view), COLUMN_SENTENCE);

  self->arrange_id = 0;
  gtk_column_view_column_set_visible (why, self->width >= ROOM_FOR_WHY);
  return G_SOURCE_REMOVE;
}

/* A column comes and goes after the frame: not while places are handed out. */
static void
width_changed_cb (PnrSuggestionsPage *self, GParamSpec *pspec, GtkAdjustment *adjustment)
{
  int width = (int) gtk_adjustment_get_page_size (adjustment);

  if (width != self->width && self->arrange_id == 0)
    self->arrange_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, arrange_cb, self, NULL);
  self->width = width;
}

static void
pnr_suggestions_page_constructed (GObject *object)
{
  PnrSuggestionsPage *self = PNR_SUGGESTIONS_PAGE (object);
  PnrPlan *plan = pnr_session_get_plan (self->session);
  GtkSortListModel *sorted;

  G_OBJECT_CLASS (pnr_suggestions_page_parent_class)->constructed (object);

  pnr_suggestions_page_add_columns (self);
  self->filter = GTK_FILTER (gtk_custom_filter_new (filter_suggestion, self, NULL));
  self->open = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->suggestions)),
                                          g_object_ref (self->filter));
  sorted = gtk_sort_list_model_new (g_object_ref (G_LIST_MODEL (self->open)),
                                    g_object_ref (gtk_column_view_get_sorter (self->view)));
  self->selection = gtk_multi_selection_new (G_LIST_MODEL (sorted));
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  self->scatter = pnr_rule_scatter_new ();
  pnr_rule_scatter_set_suggestions (self->scatter, G_LIST_MODEL (self->open));
  pnr_chart_view_set_chart (self->chart_view, PNR_CHART (self->scatter));
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->open, "items-changed", G_CALLBACK (open_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (pnr_plan_get_relations (plan), "items-changed",
                           G_CALLBACK (pnr_suggestions_page_queue_settle), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pnr_plan_get_verdicts (plan), "items-changed",
                           G_CALLBACK (pnr_suggestions_page_queue_settle), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->session, "history-changed", G_CALLBACK (history_changed_cb), self,
                           G_CONNECT_SWAPPED);
  pnr_suggestions_page_add_menu (self);
  pnr_tab_stop_make (GTK_WIDGET (self->view));
  pnr_reading_side_keep (GTK_WIDGET (self->view));
  g_signal_connect_object (gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (self->view)),
                           "notify::page-size", G_CALLBACK (width_changed_cb), self,
                           G_CONNECT_SWAPPED);
  selection_changed_cb (self);
}

static void
pnr_suggestions_page_dispose (GObject *object)
{
  PnrSuggestionsPage *self = PNR_SUGGESTIONS_PAGE (object);

  g_clear_handle_id (&self->settle_id, g_source_remove);
  g_clear_handle_id (&self->arrange_id, g_source_remove);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PNR_TYPE_SUGGESTIONS_PAGE);
  g_clear_object (&self->scatter);
  g_clear_object (&self->selection);
  g_clear_object (&self->open);
  g_clear_object (&self->filter);
  g_clear_object (&self->suggestions);
  g_clear_object (&self->session);
  g_clear_pointer (&self->settled, g_hash_table_unref);

  G_OBJECT_CLASS (pnr_suggestions_page_parent_class)->dispose (object);
}

static void
pnr_suggestions_page_set_property (GObject *object, guint prop_id, const GValue *value,
                                   GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_SESSION:
    PNR_SUGGESTIONS_PAGE (object)->session = g_value_dup_object (value);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
pnr_suggestions_page_install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.accept", NULL, page_accept);
  gtk_widget_class_install_action (widget_class, "page.reject", "s", page_reject);
  gtk_widget_class_install_action (widget_class, "page.ask-reason", NULL, page_ask_reason);
  gtk_widget_class_install_action (widget_class, "page.snooze", NULL, page_snooze);
  gtk_widget_class_install_action (widget_class, "page.step", "b", page_step);
  gtk_widget_class_install_action (widget_class, "page.focus-chosen", NULL, page_focus_chosen);
  gtk_widget_class_install_action (widget_class, "page.refresh", NULL, page_refresh);
  gtk_widget_class_install_action (widget_class, "page.menu", NULL, page_menu);
  gtk_widget_class_install_action (widget_class, "page.show-product", "b", page_show_product);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "page.menu",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "page.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_a, 0, "page.accept", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, 0, "page.ask-reason", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, 0, "page.snooze", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_j, 0, "page.step", "b", TRUE);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_k, 0, "page.step", "b", FALSE);
}

static void
pnr_suggestions_page_class_init (PnrSuggestionsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = pnr_suggestions_page_constructed;
  object_class->dispose = pnr_suggestions_page_dispose;
  object_class->set_property = pnr_suggestions_page_set_property;

  properties[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, PNR_TYPE_SESSION,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  pnr_suggestions_page_install_actions (widget_class);
  g_type_ensure (PNR_TYPE_CHART_VIEW);
  g_type_ensure (PNR_TYPE_JOB_VIEW);
  g_type_ensure (PNR_TYPE_TOOLBAR);
  gtk_widget_class_set_layout_manager_type (widget_class, PNR_TYPE_STEADY_LAYOUT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/pannier/Pannier/ui/suggestions/pnr-suggestions-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrSuggestionsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PnrSuggestionsPage, job_view);
  gtk_widget_class_bind_template_child (widget_class, PnrSuggestionsPage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, PnrSuggestionsPage, import_button);
  gtk_widget_class_bind_template_child (widget_class, PnrSuggestionsPage, kind_drop_down);
  gtk_widget_class_bind_template_child (widget_class, PnrSuggestionsPage, count_label);
  gtk_widget_class_bind_template_child (widget_class, PnrSuggestionsPage, accept_button);
  gtk_widget_class_bind_template_child (widget_class, PnrSuggestionsPage, reject_button);
  gtk_widget_class_bind_template_child (widget_class, PnrSuggestionsPage, chart_view);
  gtk_widget_class_bind_template_child (widget_class, PnrSuggestionsPage, view);
  gtk_widget_class_bind_template_child (widget_class, PnrSuggestionsPage, why_label);
  gtk_widget_class_bind_template_child (widget_class, PnrSuggestionsPage, row_menu);
  gtk_widget_class_bind_template_callback (widget_class, kind_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, mapped_cb);
}

static void
pnr_suggestions_page_init (PnrSuggestionsPage *self)
{
  self->suggestions = g_list_store_new (PNR_TYPE_SUGGESTION);
  self->settled = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->is_stale = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}
