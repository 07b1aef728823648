/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The log: who did what, when and why; searched, filtered and kept up with the plan. */
#include "config.h"

#include "ui/log/pnr-log-private.h"

#include "ui/log/pnr-log-columns.h"
#include "ui/pnr-reading-side.h"
#include "ui/pnr-steady-layout.h"
#include "ui/pnr-toolbar.h"

#include <glib/gi18n.h>

enum {
  PROP_0,
  PROP_SESSION,
  PROP_STATE,
  PROP_PERIOD,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (PnrLogPage, pnr_log_page, ADW_TYPE_BIN)

static void
pnr_log_page_look_at_clock (PnrLogPage *self)
{
  g_clear_pointer (&self->now, g_date_time_unref);
  self->now = g_date_time_new_now_local ();
}

static void
pnr_log_page_count (PnrLogPage *self)
{
  guint n_all = g_list_model_get_n_items (pnr_log_list_get_entries (self->list));
  guint n_shown = g_list_model_get_n_items (G_LIST_MODEL (self->filtered));
  g_autofree char *text =
      n_shown == n_all
          ? g_strdup_printf (ngettext ("%'u action", "%'u actions", n_all), n_all)
          /* Translators: how many rows are shown, and of how many. */
          : g_strdup_printf (ngettext ("%1$'u of %2$'u action", "%1$'u of %2$'u actions", n_all),
                             n_shown, n_all);

  gtk_label_set_label (self->count_label, text);
  gtk_stack_set_visible_child_name (self->stack, n_all == 0     ? "empty"
                                                 : n_shown == 0 ? "nothing-found"
                                                                : "table");
}

static void
list_changing_cb (PnrLogPage *self)
{
  g_autoptr (GPtrArray) selected = pnr_log_page_list_selected (self);

  self->is_changing = TRUE;
  pnr_log_page_look_at_clock (self);
  g_array_set_size (self->kept_ids, 0);
  for (guint i = 0; i < selected->len; i++)
    g_array_append_val (self->kept_ids,
                        pnr_log_entry_get_facts (g_ptr_array_index (selected, i))->id);
}

/* The ids are kept from the top down, as the rows are. */
static void
pnr_log_page_choose_kept (PnrLogPage *self)
{
  GListModel *rows = G_LIST_MODEL (self->selection);
  g_autoptr (GtkBitset) positions = gtk_bitset_new_empty ();
  g_autoptr (GtkBitset) mask = gtk_bitset_new_range (0, g_list_model_get_n_items (rows));
  guint kept = 0;

  for (guint i = 0; i < g_list_model_get_n_items (rows) && kept < self->kept_ids->len; i++) {
    g_autoptr (PnrLogEntry) entry = g_list_model_get_item (rows, i);
    gint64 id = pnr_log_entry_get_facts (entry)->id;

    while (kept < self->kept_ids->len && g_array_index (self->kept_ids, gint64, kept) > id)
      kept++;
    if (kept < self->kept_ids->len && g_array_index (self->kept_ids, gint64, kept) == id)
      gtk_bitset_add (positions, i);
  }
  if (self->kept_ids->len > 0)
    gtk_selection_model_set_selection (GTK_SELECTION_MODEL (self->selection), positions, mask);
  g_array_set_size (self->kept_ids, 0);
}

/* Long changes reach the rows in turns; what was chosen is chosen again after the last. */
static void
rows_settled_cb (PnrLogPage *self)
{
  if (self->is_changing)
    return;
  pnr_log_page_choose_kept (self);
  pnr_log_page_selection_changed (self);
}

static void
list_changed_cb (PnrLogPage *self)
{
  self->is_changing = FALSE;
  pnr_log_page_count (self);
  if (pnr_gradual_list_is_settled (self->rows))
    rows_settled_cb (self);
  if (self->is_stale && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->is_stale = !pnr_log_list_refresh (self->list);
}

static void
list_failed_cb (PnrLogPage *self, const char *sentence)
{
  pnr_session_say (self->session, sentence);
}

static gboolean
refresh_cb (gpointer user_data)
{
  PnrLogPage *self = user_data;

  self->refresh_id = 0;
  self->is_stale = !pnr_log_list_refresh (self->list);
  return G_SOURCE_REMOVE;
}

/* Several properties change with every action; the log is read once for them all, and only while
 * somebody looks at it. */
static void
history_moved_cb (PnrLogPage *self)
{
  self->is_stale = TRUE;
  if (self->refresh_id == 0 && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->refresh_id = g_idle_add (refresh_cb, self);
}

static void
mapped_cb (PnrLogPage *self)
{
  if (self->is_stale)
    self->is_stale = !pnr_log_list_refresh (self->list);
}

static void
pnr_log_page_refilter (PnrLogPage *self)
{
  gboolean is_filtering = !g_str_equal (self->state, "all") || !g_str_equal (self->period, "any");

  pnr_log_page_look_at_clock (self);
  if (is_filtering)
    gtk_widget_add_css_class (GTK_WIDGET (self->filter_button), "accent");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->filter_button), "accent");
  pnr_log_filter_choose (self->filter, self->state, self->period,
                         gtk_editable_get_text (GTK_EDITABLE (self->search_entry)), self->now);
}

/* Typing over the table continues in the entry, since the row with the focus may be filtered away.
 */
static void
search_started_cb (PnrLogPage *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  gtk_editable_set_position (GTK_EDITABLE (self->search_entry), -1);
}

static void
page_find (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gtk_widget_grab_focus (GTK_WIDGET (PNR_LOG_PAGE (widget)->search_entry));
}

static gboolean
arrange_cb (gpointer user_data)
{
  PnrLogPage *self = user_data;

  self->arrange_id = 0;
  pnr_log_columns_arrange (self->view, self->width);
  return G_SOURCE_REMOVE;
}

/* Columns come and go after the frame: not while their places are handed out. */
static void
width_changed_cb (PnrLogPage *self, GParamSpec *pspec, GtkAdjustment *adjustment)
{
  int width = (int) gtk_adjustment_get_page_size (adjustment);

  if (width != self->width && self->arrange_id == 0)
    self->arrange_id = g_idle_add (arrange_cb, self);
  self->width = width;
}

static void
pnr_log_page_fill (PnrLogPage *self)
{
  PnrPlan *plan = pnr_session_get_plan (self->session);

  self->list = pnr_log_list_new (plan);
  self->filtered = gtk_filter_list_model_new (g_object_ref (pnr_log_list_get_entries (self->list)),
                                              GTK_FILTER (g_object_ref (self->filter)));
  self->rows = pnr_gradual_list_new (g_object_ref (G_LIST_MODEL (self->filtered)));
  g_signal_connect_object (self->rows, "settled", G_CALLBACK (rows_settled_cb), self,
                           G_CONNECT_SWAPPED);
  self->selection = gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  pnr_reading_side_keep (GTK_WIDGET (self->view));
  g_signal_connect_object (self->filtered, "items-changed", G_CALLBACK (pnr_log_page_count), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "selection-changed",
                           G_CALLBACK (pnr_log_page_selection_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "items-changed",
                           G_CALLBACK (pnr_log_page_selection_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "changing", G_CALLBACK (list_changing_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "changed", G_CALLBACK (list_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "failed", G_CALLBACK (list_failed_cb), self,
                           G_CONNECT_SWAPPED);
  for (const char *const *property =
           (const char *const[]){ "newest-action", "undo-name", "redo-name", "is-read-only", NULL };
       *property != NULL; property++) {
    g_autofree char *signal = g_strconcat ("notify::", *property, NULL);

    g_signal_connect_object (plan, signal, G_CALLBACK (history_moved_cb), self, G_CONNECT_SWAPPED);
  }
  pnr_log_page_count (self);
  pnr_log_page_selection_changed (self);
}

static void
pnr_log_page_constructed (GObject *object)
{
  PnrLogPage *self = PNR_LOG_PAGE (object);

  G_OBJECT_CLASS (pnr_log_page_parent_class)->constructed (object);

  pnr_log_columns_add (self->view, self);
  pnr_log_page_add_menu (self);
  g_signal_connect_object (gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (self->view)),
                           "notify::page-size", G_CALLBACK (width_changed_cb), self,
                           G_CONNECT_SWAPPED);
  pnr_log_page_fill (self);
}

static void
pnr_log_page_dispose (GObject *object)
{
  PnrLogPage *self = PNR_LOG_PAGE (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_handle_id (&self->arrange_id, g_source_remove);
  if (self->view != NULL)
    g_signal_handlers_disconnect_by_data (
        gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (self->view)), self);
  if (self->list != NULL)
    g_signal_handlers_disconnect_by_data (self->list, self);
  if (self->filtered != NULL)
    g_signal_handlers_disconnect_by_data (self->filtered, self);
  if (self->rows != NULL)
    g_signal_handlers_disconnect_by_data (self->rows, self);
  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  if (self->row_menu != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->row_menu));
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PNR_TYPE_LOG_PAGE);
  g_clear_object (&self->selection);
  g_clear_object (&self->rows);
  g_clear_object (&self->filtered);
  g_clear_object (&self->filter);
  g_clear_object (&self->list);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (pnr_log_page_parent_class)->dispose (object);
}

static void
pnr_log_page_finalize (GObject *object)
{
  PnrLogPage *self = PNR_LOG_PAGE (object);

  g_clear_pointer (&self->now, g_date_time_unref);
  g_clear_pointer (&self->kept_ids, g_array_unref);
  g_clear_pointer (&self->state, g_free);
  g_clear_pointer (&self->period, g_free);

  G_OBJECT_CLASS (pnr_log_page_parent_class)->finalize (object);
}

static void
pnr_log_page_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PnrLogPage *self = PNR_LOG_PAGE (object);

  switch (prop_id) {
  case PROP_STATE:
    g_value_set_string (value, self->state);
    break;
  case PROP_PERIOD:
    g_value_set_string (value, self->period);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
pnr_log_page_choose (PnrLogPage *self, char **choice, const char *chosen, guint property)
{
  if (chosen == NULL || g_str_equal (*choice, chosen))
    return;
  g_free (*choice);
  *choice = g_strdup (chosen);
  pnr_log_page_refilter (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
pnr_log_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  PnrLogPage *self = PNR_LOG_PAGE (object);

  switch (prop_id) {
  case PROP_SESSION:
    self->session = g_value_dup_object (value);
    break;
  case PROP_STATE:
    pnr_log_page_choose (self, &self->state, g_value_get_string (value), PROP_STATE);
    break;
  case PROP_PERIOD:
    pnr_log_page_choose (self, &self->period, g_value_get_string (value), PROP_PERIOD);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
pnr_log_page_class_init (PnrLogPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = pnr_log_page_constructed;
  object_class->dispose = pnr_log_page_dispose;
  object_class->finalize = pnr_log_page_finalize;
  object_class->get_property = pnr_log_page_get_property;
  object_class->set_property = pnr_log_page_set_property;

  properties[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, PNR_TYPE_SESSION,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_STATE] =
      g_param_spec_string ("state", NULL, NULL, "all",
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PERIOD] =
      g_param_spec_string ("period", NULL, NULL, "any",
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  pnr_log_page_install_choice (widget_class);
  gtk_widget_class_install_action (widget_class, "page.find", NULL, page_find);
  gtk_widget_class_install_property_action (widget_class, "log.state", "state");
  gtk_widget_class_install_property_action (widget_class, "log.period", "period");
  g_type_ensure (PNR_TYPE_TOOLBAR);
  gtk_widget_class_set_layout_manager_type (widget_class, PNR_TYPE_STEADY_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/pannier/Pannier/ui/log/pnr-log-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PnrLogPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PnrLogPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, PnrLogPage, filter_button);
  gtk_widget_class_bind_template_child (widget_class, PnrLogPage, count_label);
  gtk_widget_class_bind_template_child (widget_class, PnrLogPage, view);
  gtk_widget_class_bind_template_child (widget_class, PnrLogPage, what_label);
  gtk_widget_class_bind_template_child (widget_class, PnrLogPage, who_label);
  gtk_widget_class_bind_template_child (widget_class, PnrLogPage, why_label);
  gtk_widget_class_bind_template_child (widget_class, PnrLogPage, outlook_label);
  gtk_widget_class_bind_template_child (widget_class, PnrLogPage, row_menu);
  gtk_widget_class_bind_template_callback (widget_class, pnr_log_page_refilter);
  gtk_widget_class_bind_template_callback (widget_class, search_started_cb);
  gtk_widget_class_bind_template_callback (widget_class, pnr_log_page_activate_row);
  gtk_widget_class_bind_template_callback (widget_class, mapped_cb);
}

static void
pnr_log_page_init (PnrLogPage *self)
{
  self->kept_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->state = g_strdup ("all");
  self->period = g_strdup ("any");
  self->filter = pnr_log_filter_new ();
  self->is_stale = TRUE;
  pnr_log_page_look_at_clock (self);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_entry_set_key_capture_widget (self->search_entry, GTK_WIDGET (self->view));
}

/* (transfer none): the time that the page tells ages by. */
GDateTime *
pnr_log_page_get_now (PnrLogPage *self)
{
  g_return_val_if_fail (PNR_IS_LOG_PAGE (self), NULL);

  return self->now;
}

/* (transfer none): the entries as they are shown, PnrLogEntry; chosen ones through
 * GtkSelectionModel. */
GListModel *
pnr_log_page_get_rows (PnrLogPage *self)
{
  g_return_val_if_fail (PNR_IS_LOG_PAGE (self), NULL);

  return G_LIST_MODEL (self->selection);
}
