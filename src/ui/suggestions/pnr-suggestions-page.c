/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Suggestions from order history: searched for, listed and charted, or why there are none. */
#include "config.h"

#include "ui/suggestions/pnr-suggestions-private.h"

#include "plan/pnr-plan-jobs.h"
#include "ui/pnr-late-menu.h"
#include "ui/pnr-reading-side.h"
#include "ui/pnr-steady-layout.h"
#include "ui/pnr-tab-stop.h"
#include "ui/pnr-toolbar.h"

#include <glib/gi18n.h>

enum {
  PROP_0,
  PROP_SESSION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PnrSuggestionsPage, pnr_suggestions_page, ADW_TYPE_BIN)

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
  g_autofree char *nothing =
      g_strconcat (self->bar != NULL ? self->bar : "", " ",
                   _ ("More orders may show more; what you know yourself you can draw."), NULL);

  gtk_widget_set_visible (self->import_button, n_orders == 0);
  gtk_widget_set_visible (self->relate_button, n_orders > 0);
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
    pnr_suggestions_page_say_nothing (self, _ ("Nothing Stands Out"), nothing);
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

static void
suggest_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PnrSuggestionsPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *bar = NULL;
  g_autoptr (GPtrArray) found = pnr_plan_suggest_finish (PNR_PLAN (source), result, &bar, &error);

  if (self->stack == NULL)
    return;
  pnr_job_view_stop (self->job_view);
  if (found == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
    adw_status_page_set_title (self->empty_page, _ ("The Search Did Not Finish"));
    adw_status_page_set_description (self->empty_page, error->message);
    gtk_widget_set_visible (self->import_button, FALSE);
    gtk_widget_set_visible (self->relate_button, FALSE);
    gtk_stack_set_visible_child_name (self->stack, "empty");
    return;
  }
  g_free (self->bar);
  self->bar = g_steal_pointer (&bar);
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

static void
pnr_suggestions_page_constructed (GObject *object)
{
  PnrSuggestionsPage *self = PNR_SUGGESTIONS_PAGE (object);
  PnrPlan *plan = pnr_session_get_plan (self->session);
  GtkSortListModel *sorted;

  G_OBJECT_CLASS (pnr_suggestions_page_parent_class)->constructed (object);

  pnr_suggestions_page_add_columns (self);
  self->filter = GTK_FILTER (gtk_custom_filter_new (pnr_suggestions_page_filter, self, NULL));
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
  g_clear_pointer (&self->bar, g_free);

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

  pnr_suggestions_page_install_decisions (widget_class);
  pnr_suggestions_page_install_rows (widget_class);
  gtk_widget_class_install_action (widget_class, "page.refresh", NULL, page_refresh);
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
  gtk_widget_class_bind_template_child (widget_class, PnrSuggestionsPage, relate_button);
  gtk_widget_class_bind_template_child (widget_class, PnrSuggestionsPage, kind_drop_down);
  gtk_widget_class_bind_template_child (widget_class, PnrSuggestionsPage, count_label);
  gtk_widget_class_bind_template_child (widget_class, PnrSuggestionsPage, accept_button);
  gtk_widget_class_bind_template_child (widget_class, PnrSuggestionsPage, reject_button);
  gtk_widget_class_bind_template_child (widget_class, PnrSuggestionsPage, reject_menu);
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
  pnr_late_menu_give (self->reject_button, self->reject_menu);
}
