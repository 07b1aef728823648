/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window's eye on the file of its plan: what other programs do to it is said at once. */
#include "config.h"

#include "ui/pnr-window-private.h"

#include "ui/pnr-notice.h"

#include "plan/pnr-plan-watch.h"

#include <glib/gi18n.h>

/* Who replaces a file removes it first, perhaps: what counts is how it is a moment later. */
#define MOMENT_MS 400

static void
pnr_window_show_fate (PnrWindow *self, PnrPlanFate fate)
{
  gboolean is_lost = fate == PNR_PLAN_FATE_REPLACED || fate == PNR_PLAN_FATE_GONE;

  if (is_lost)
    gtk_label_set_label (
        self->lost_label,
        fate == PNR_PLAN_FATE_GONE
            ? _ ("Another program moved or deleted this plan. What was saved is still shown here, "
                 "but nothing more can be saved in it. Save a copy to keep working.")
            : _ ("Another program replaced this plan by another file. The old one is still shown "
                 "here, but nothing more can be saved in it. Reload to see the new one, or save a "
                 "copy of the old one."));
  gtk_widget_set_visible (self->reload_button, fate == PNR_PLAN_FATE_REPLACED);
  pnr_notice_show (self->lost_revealer, is_lost);
  if (fate == PNR_PLAN_FATE_CHANGED)
    pnr_session_say (self->session, _ ("Another program changed the plan; this is how it is now"));
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PnrWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  PnrPlanFate fate;
  gboolean is_known = pnr_plan_look_around_finish (PNR_PLAN (source), result, &fate, &error);

  if (self->lost_revealer == NULL || self->session == NULL
      || pnr_session_get_plan (self->session) != PNR_PLAN (source))
    return;
  if (is_known)
    pnr_window_show_fate (self, fate);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
    pnr_session_fail (self->session, error);
}

static gboolean
look_cb (gpointer user_data)
{
  PnrWindow *self = user_data;

  self->look_id = 0;
  pnr_plan_look_around_async (pnr_session_get_plan (self->session), looked_cb, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
file_touched_cb (PnrWindow *self)
{
  if (self->look_id == 0)
    self->look_id = g_timeout_add (MOMENT_MS, look_cb, self);
}

/* Beside the plan's own writing, which is looked at and found to be ours. Some network drives tell
 * of nothing, so the window also looks when the merchant comes back to it. */
void
pnr_window_watch_file (PnrWindow *self)
{
  g_autoptr (GFile) file =
      g_file_new_for_path (pnr_plan_get_path (pnr_session_get_plan (self->session)));

  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_swapped (self->monitor, "changed", G_CALLBACK (file_touched_cb), self);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (file_touched_cb), NULL);
}

void
pnr_window_leave_file (PnrWindow *self)
{
  g_signal_handlers_disconnect_by_func (self, file_touched_cb, NULL);
  if (self->monitor != NULL) {
    g_signal_handlers_disconnect_by_data (self->monitor, self);
    g_file_monitor_cancel (self->monitor);
  }
  g_clear_object (&self->monitor);
  g_clear_handle_id (&self->look_id, g_source_remove);
}

static void
pnr_window_drop_pages (PnrWindow *self)
{
  GtkWidget *child;
  GtkListBoxRow *row;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->page_stack))) != NULL)
    gtk_stack_remove (self->page_stack, child);
  while ((row = gtk_list_box_get_row_at_index (self->section_list, 0)) != NULL)
    gtk_list_box_remove (self->section_list, GTK_WIDGET (row));
}

/* Opens what stands at the plan's place now, on the page that was shown. What waits to be saved
 * would be lost, so it is not offered then. */
void
pnr_window_reload (PnrWindow *self)
{
  g_autoptr (PnrSession) session = NULL;
  g_autoptr (GFile) file = NULL;

  if (self->session == NULL || self->n_walks > 0
      || pnr_outbox_get_n_waiting (pnr_session_get_outbox (self->session)) > 0)
    return;
  pnr_session_settle (self->session);
  file = g_object_ref (self->file);
  g_free (self->page_to_show);
  self->page_to_show = g_strdup (gtk_stack_get_visible_child_name (self->page_stack));
  pnr_window_leave_file (self);
  pnr_notice_show (self->lost_revealer, FALSE);
  session = g_steal_pointer (&self->session);
  g_signal_handlers_disconnect_by_data (session, self);
  g_signal_handlers_disconnect_by_data (pnr_session_get_outbox (session), self);
  g_signal_handlers_disconnect_by_data (pnr_session_get_plan (session), self);
  pnr_window_drop_pages (self);
  pnr_plan_close (pnr_session_get_plan (session));
  pnr_window_open_plan (self, file);
}
