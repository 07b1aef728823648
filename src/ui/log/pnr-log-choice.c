/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is chosen in the log: told whole, returned to, copied, asked about by its menu. */
#include "config.h"

#include "ui/log/pnr-log-private.h"

#include "ui/log/pnr-log-words.h"

#include <glib/gi18n.h>
#include <string.h>

GPtrArray *
pnr_log_page_list_selected (PnrLogPage *self)
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

static char *
pnr_log_page_dup_outlook (PnrLogPage *self, const PnrLogFacts *facts)
{
  guint n_back;
  guint n_again;

  if (facts->can_return && pnr_plan_is_read_only (pnr_session_get_plan (self->session)))
    return g_strdup (_ ("This plan can be read but not changed."));
  pnr_log_list_count_steps (self->list, facts->id, &n_back, &n_again);
  return pnr_log_words_dup_outlook (facts, n_back, n_again);
}

static gboolean
pnr_log_page_can_return (PnrLogPage *self, const PnrLogFacts *facts)
{
  return facts->can_return && !facts->is_newest
         && !pnr_plan_is_read_only (pnr_session_get_plan (self->session));
}

static void
pnr_log_page_describe (PnrLogPage *self, const PnrLogFacts *facts)
{
  g_autofree char *when = pnr_log_words_dup_when (facts->made, self->now);
  g_autofree char *state = pnr_log_words_dup_state (facts, self->now);
  g_autofree char *who = facts->who != NULL && facts->who[0] != '\0'
                             ? g_strdup_printf ("%s · %s", facts->who, when)
                             : g_strdup (when);
  g_autofree char *line =
      state[0] != '\0' && !facts->is_newest ? g_strdup_printf ("%s · %s", who, state) : NULL;
  g_autofree char *outlook = pnr_log_page_dup_outlook (self, facts);

  gtk_label_set_label (self->what_label, facts->what);
  gtk_label_set_label (self->who_label, line != NULL ? line : who);
  gtk_label_set_label (self->why_label, facts->why != NULL ? facts->why : "");
  gtk_widget_set_visible (GTK_WIDGET (self->why_label),
                          facts->why != NULL && facts->why[0] != '\0');
  gtk_label_set_label (self->outlook_label, outlook);
}

/* Where no action stands, no row bears the mark, and that is said here. */
static void
pnr_log_page_describe_choice (PnrLogPage *self, guint n_selected)
{
  gint64 newest = pnr_plan_get_newest_action (pnr_session_get_plan (self->session));
  g_autofree char *text =
      n_selected > 0
          ? g_strdup_printf (ngettext ("%u action chosen", "%u actions chosen", n_selected),
                             n_selected)
          : g_strdup (newest == 0 ? _ ("Everything is taken back") : _ ("No action chosen"));

  gtk_label_set_label (self->what_label, text);
  gtk_label_set_label (self->who_label, "");
  gtk_widget_set_visible (GTK_WIDGET (self->why_label), FALSE);
  gtk_label_set_label (self->outlook_label,
                       n_selected > 0 ? _ ("Choose a single action to revert to it.")
                                      : _ ("Choose an action to see what reverting to it does."));
}

void
pnr_log_page_selection_changed (PnrLogPage *self)
{
  g_autoptr (GPtrArray) selected = NULL;
  const PnrLogFacts *facts = NULL;

  if (self->is_changing)
    return;
  selected = pnr_log_page_list_selected (self);
  if (selected->len == 1)
    facts = pnr_log_entry_get_facts (g_ptr_array_index (selected, 0));
  if (facts != NULL)
    pnr_log_page_describe (self, facts);
  else
    pnr_log_page_describe_choice (self, selected->len);
  gtk_widget_set_visible (GTK_WIDGET (self->who_label), facts != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "log.revert",
                                 facts != NULL && pnr_log_page_can_return (self, facts));
}

static void
pnr_log_page_return_to (PnrLogPage *self, const PnrLogFacts *facts)
{
  g_autofree char *sentence = NULL;
  guint n_back;
  guint n_again;

  if (!pnr_log_page_can_return (self, facts)) {
    sentence = pnr_log_page_dup_outlook (self, facts);
    pnr_session_say (self->session, sentence);
    return;
  }
  pnr_log_list_count_steps (self->list, facts->id, &n_back, &n_again);
  sentence = pnr_log_words_dup_return (n_back, n_again);
  pnr_session_return_to (self->session, facts->id, sentence);
}

void
pnr_log_page_activate_row (PnrLogPage *self, guint position)
{
  g_autoptr (PnrLogEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  pnr_log_page_return_to (self, pnr_log_entry_get_facts (entry));
}

static void
log_revert (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrLogPage *self = PNR_LOG_PAGE (widget);
  g_autoptr (GPtrArray) selected = pnr_log_page_list_selected (self);

  if (selected->len == 1)
    pnr_log_page_return_to (self, pnr_log_entry_get_facts (g_ptr_array_index (selected, 0)));
}

/* What is chosen, or all that is shown when nothing is. */
static void
log_copy (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrLogPage *self = PNR_LOG_PAGE (widget);
  g_autoptr (GPtrArray) entries = pnr_log_page_list_selected (self);
  g_autoptr (GdkContentProvider) content = NULL;
  g_autoptr (GBytes) csv = NULL;
  g_autofree char *tsv = NULL;
  char *text;

  if (entries->len == 0)
    for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->selection)); i++)
      g_ptr_array_add (entries, g_list_model_get_item (G_LIST_MODEL (self->selection), i));
  tsv = pnr_log_words_dup_table (entries, '\t');
  text = pnr_log_words_dup_table (entries, ',');
  csv = g_bytes_new_take (text, strlen (text));
  content = gdk_content_provider_new_union (
      (GdkContentProvider *[]){ gdk_content_provider_new_typed (G_TYPE_STRING, tsv),
                                gdk_content_provider_new_for_bytes ("text/csv", csv) },
      2);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (widget), content);
}

static void
log_select_all (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (PNR_LOG_PAGE (widget)->selection));
}

static void
pnr_log_page_show_menu (PnrLogPage *self, double x, double y)
{
  graphene_point_t point;

  if (!gtk_widget_compute_point (GTK_WIDGET (self->view), GTK_WIDGET (self),
                                 &GRAPHENE_POINT_INIT ((float) x, (float) y), &point))
    return;
  gtk_popover_set_pointing_to (self->row_menu,
                               &(GdkRectangle){ (int) point.x, (int) point.y, 1, 1 });
  gtk_popover_popup (self->row_menu);
}

static GtkListItem *
pnr_log_page_pick (PnrLogPage *self, double x, double y)
{
  GtkWidget *widget = gtk_widget_pick (GTK_WIDGET (self->view), x, y, GTK_PICK_DEFAULT);

  while (widget != NULL && widget != GTK_WIDGET (self->view)) {
    GtkListItem *item = g_object_get_data (G_OBJECT (widget), "item");

    if (item == NULL && gtk_widget_get_first_child (widget) != NULL) /* the padding of a cell */
      item = g_object_get_data (G_OBJECT (gtk_widget_get_first_child (widget)), "item");
    if (item != NULL)
      return item;
    widget = gtk_widget_get_parent (widget);
  }
  return NULL;
}

/* A click on a row that is not chosen chooses it, as everywhere. */
static void
right_pressed_cb (PnrLogPage *self, int n_press, double x, double y)
{
  GtkListItem *item = pnr_log_page_pick (self, x, y);

  if (item == NULL)
    return;
  if (!gtk_list_item_get_selected (item))
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection),
                                     gtk_list_item_get_position (item), TRUE);
  pnr_log_page_show_menu (self, x, y);
}

/* At the row with the focus. */
static void
log_menu (GtkWidget *widget, const char *action_name, GVariant *parameter)
{
  PnrLogPage *self = PNR_LOG_PAGE (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  graphene_rect_t bounds;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->view))
      || !gtk_widget_compute_bounds (focus, GTK_WIDGET (self->view), &bounds))
    return;
  pnr_log_page_show_menu (self, bounds.origin.x + 24, bounds.origin.y + bounds.size.height);
}

/* The menu of the chosen rows. */
void
pnr_log_page_add_menu (PnrLogPage *self)
{
  GtkGesture *right_click = gtk_gesture_click_new ();

  gtk_widget_set_parent (GTK_WIDGET (self->row_menu), GTK_WIDGET (self));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (right_click), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (right_click, "pressed", G_CALLBACK (right_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->view), GTK_EVENT_CONTROLLER (right_click));
}

void
pnr_log_page_install_choice (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "log.revert", NULL, log_revert);
  gtk_widget_class_install_action (widget_class, "log.copy", NULL, log_copy);
  gtk_widget_class_install_action (widget_class, "log.select-all", NULL, log_select_all);
  gtk_widget_class_install_action (widget_class, "log.menu", NULL, log_menu);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "log.copy", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "log.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "log.menu", NULL);
}
