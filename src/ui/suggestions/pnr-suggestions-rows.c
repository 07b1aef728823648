/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Going through the table of suggestions: step by step, to a product, by the menu of a row. */
#include "config.h"

#include "ui/suggestions/pnr-suggestions-private.h"

#include "ui/pnr-chosen-row.h"

GPtrArray *
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

void
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

void
pnr_suggestions_page_install_rows (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.step", "b", page_step);
  gtk_widget_class_install_action (widget_class, "page.focus-chosen", NULL, page_focus_chosen);
  gtk_widget_class_install_action (widget_class, "page.menu", NULL, page_menu);
  gtk_widget_class_install_action (widget_class, "page.show-product", "b", page_show_product);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "page.menu",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "page.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_j, 0, "page.step", "b", TRUE);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_k, 0, "page.step", "b", FALSE);
}
