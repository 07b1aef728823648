/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the window can be sent by name: a product, a bundle, a scenario, or whatever is asked for.
 */
#include "config.h"

#include "ui/pnr-window-private.h"

#include "ui/finding/pnr-finder-window.h"

static void
go_to_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PnrWindow *self = user_data;

  gtk_window_present (GTK_WINDOW (pnr_finder_window_new (GTK_WINDOW (self), self->session)));
}

/* Finding closes its window, and the keyboard would be back where it was before. */
static void
pnr_window_focus_chosen (PnrWindow *self)
{
  gtk_widget_activate_action (gtk_stack_get_visible_child (self->page_stack), "page.focus-chosen",
                              NULL);
}

/* A product that is on the board is seen there among those it goes with; any other in the
 * catalogue. */
static void
show_product_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PnrWindow *self = user_data;
  gint64 id = g_variant_get_int64 (parameter);

  if (pnr_session_find_product (self->session, id) == NULL)
    return;
  pnr_window_show_page (self, pnr_session_is_on_board (self->session, id) ? "relationships"
                                                                          : "catalogue");
  pnr_session_set_product_id (self->session, id);
  pnr_window_focus_chosen (self);
}

static void
show_bundle_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PnrWindow *self = user_data;

  pnr_session_set_bundle_id (self->session, g_variant_get_int64 (parameter));
  pnr_window_show_page (self, "bundles");
  pnr_window_focus_chosen (self);
}

static void
show_scenario_activated_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PnrWindow *self = user_data;

  pnr_session_set_scenario_id (self->session, g_variant_get_int64 (parameter));
  pnr_window_show_page (self, "scenarios");
  pnr_window_focus_chosen (self);
}

static const GActionEntry actions[] = {
  { .name = "go-to", .activate = go_to_activated_cb },
  { .name = "show-product", .activate = show_product_activated_cb, .parameter_type = "x" },
  { .name = "show-bundle", .activate = show_bundle_activated_cb, .parameter_type = "x" },
  { .name = "show-scenario", .activate = show_scenario_activated_cb, .parameter_type = "x" },
};

void
pnr_window_install_going (PnrWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
}
