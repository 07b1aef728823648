/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What becomes of suggestions: accepted, rejected, put off, and off the list from then on. */
#include "config.h"

#include "ui/suggestions/pnr-suggestions-private.h"

#include "model/pnr-relation.h"

#include <glib/gi18n.h>
#include <math.h>

#define SNOOZE_SECONDS (30 * 24 * 60 * 60)
#define MILLION 1000000.0

static char *
dup_key (PnrRelationKind kind, gint64 from_id, gint64 to_id)
{
  return g_strdup_printf ("%d %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, kind, from_id, to_id);
}

/* What has become a relation, or was turned down, is off the list; undo brings it back. */
void
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

gboolean
pnr_suggestions_page_filter (gpointer item, gpointer user_data)
{
  PnrSuggestionsPage *self = user_data;
  const PnrSuggestionFacts *facts = pnr_suggestion_get_facts (item);
  guint kind = gtk_drop_down_get_selected (self->kind_drop_down);
  g_autofree char *key = dup_key (facts->kind, facts->from_id, facts->to_id);

  return (kind == 0 || facts->kind == kind - 1) && !g_hash_table_contains (self->settled, key);
}

static gboolean
settle_cb (gpointer user_data)
{
  PnrSuggestionsPage *self = user_data;

  self->settle_id = 0;
  pnr_suggestions_page_settle (self);
  return G_SOURCE_REMOVE;
}

void
pnr_suggestions_page_queue_settle (PnrSuggestionsPage *self)
{
  if (self->settle_id == 0)
    self->settle_id = g_idle_add (settle_cb, self);
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
    g_autofree char *pair = pnr_suggestions_page_dup_pair (g_ptr_array_index (selected, 0));
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
  pair = pnr_suggestions_page_dup_pair (g_ptr_array_index (selected, 0));
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

void
pnr_suggestions_page_install_decisions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.accept", NULL, page_accept);
  gtk_widget_class_install_action (widget_class, "page.reject", "s", page_reject);
  gtk_widget_class_install_action (widget_class, "page.ask-reason", NULL, page_ask_reason);
  gtk_widget_class_install_action (widget_class, "page.snooze", NULL, page_snooze);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_a, 0, "page.accept", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, 0, "page.ask-reason", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, 0, "page.snooze", NULL);
}
