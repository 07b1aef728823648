/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Undo and redo in the window: at once where they are quick, else with progress and Cancel. */
#include "config.h"

#include "ui/pnr-window-private.h"

#include <glib/gi18n.h>

/* An edit is taken back before anybody could read a progress bar; an import of a million lines
 * takes seconds. */
#define PATIENCE_MS 300

static gboolean
show_walk_cb (gpointer user_data)
{
  PnrWindow *self = user_data;

  self->walk_show_id = 0;
  gtk_stack_set_visible_child_name (self->root_stack, "job");
  return G_SOURCE_REMOVE;
}

/* Several steps in a row share one progress, so that Cancel stops all of them. */
static PnrProgress *
pnr_window_begin_walk (PnrWindow *self, const char *name)
{
  if (self->n_walks++ == 0) {
    self->walk_progress = g_object_ref (pnr_job_view_start (self->job_view, name));
    self->walk_show_id = g_timeout_add (PATIENCE_MS, show_walk_cb, self);
  }
  return self->walk_progress;
}

static void
pnr_window_end_walk (PnrWindow *self)
{
  if (--self->n_walks > 0)
    return;
  g_clear_handle_id (&self->walk_show_id, g_source_remove);
  g_clear_object (&self->walk_progress);
  if (self->job_view == NULL)
    return;
  pnr_job_view_stop (self->job_view);
  gtk_stack_set_visible_child_name (self->root_stack, "plan");
}

/* The window may be going while the way ends. */
static PnrProgress *
walk_begun_cb (PnrWindow *self, const char *name)
{
  g_object_ref (self);
  return g_object_ref (pnr_window_begin_walk (self, name));
}

static void
walk_ended_cb (PnrWindow *self)
{
  pnr_window_end_walk (self);
  g_object_unref (self);
}

/* What the session walks through the log for its pages. */
void
pnr_window_watch_walks (PnrWindow *self)
{
  g_signal_connect_swapped (self->session, "walk-begun", G_CALLBACK (walk_begun_cb), self);
  g_signal_connect_swapped (self->session, "walk-ended", G_CALLBACK (walk_ended_cb), self);
}

static void
walk_tried_cb (gpointer user_data)
{
  pnr_window_end_walk (user_data);
}

/* What is given up with the window has no words. */
static void
walk_done_cb (const GError *error, gpointer user_data)
{
  PnrWindow *self = user_data;

  if (error == NULL || self->session == NULL || *error->message == '\0')
    return;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    pnr_session_say (self->session, _ ("Stopped. Nothing was changed."));
  else
    pnr_session_fail (self->session, error);
}

static void
pnr_window_walk (PnrWindow *self, PnrAct *act, const char *name)
{
  PnrProgress *progress = pnr_window_begin_walk (self, name);

  pnr_outbox_send_walk (pnr_session_get_outbox (self->session), act, progress, walk_tried_cb,
                        walk_done_cb, g_object_ref (self), g_object_unref);
}

void
pnr_window_undo (PnrWindow *self)
{
  const char *name = pnr_plan_get_undo_name (pnr_session_get_plan (self->session));

  pnr_window_walk (self, pnr_act_new_undo (name), name);
}

void
pnr_window_redo (PnrWindow *self)
{
  const char *name = pnr_plan_get_redo_name (pnr_session_get_plan (self->session));

  pnr_window_walk (self, pnr_act_new_redo (name), name);
}

/* When the window goes: a step that takes long is given up, a quick one is done to its end. */
void
pnr_window_leave_walks (PnrWindow *self)
{
  if (self->n_walks == 0)
    return;
  if (self->walk_show_id == 0)
    pnr_progress_cancel (self->walk_progress);
  g_clear_handle_id (&self->walk_show_id, g_source_remove);
  pnr_job_view_stop (self->job_view);
}
