/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window offers so that no plan is lost: copies, snapshots, rescue of a damaged one. */
#include "config.h"

#include "ui/pnr-window-private.h"

#include "plan/pnr-plan-keeping.h"
#include "ui/keeping/pnr-rescue-words.h"
#include "ui/keeping/pnr-snapshots-window.h"
#include "ui/pnr-application.h"

#include <glib/gi18n.h>

/* Shown at once: a copy of a small plan is done before anybody sees it, a large one takes time. */
static PnrProgress *
pnr_window_begin_job (PnrWindow *self, const char *title)
{
  PnrProgress *progress = pnr_job_view_start (self->job_view, title);

  gtk_stack_set_visible_child_name (self->root_stack, "job");
  return progress;
}

static void
pnr_window_end_job (PnrWindow *self, const char *page)
{
  pnr_job_view_stop (self->job_view);
  gtk_stack_set_visible_child_name (self->root_stack, page);
}

/* The copy holds what the plan's own file could not take, so work goes on there. */
static void
pnr_window_move_to_copy (PnrWindow *self)
{
  g_autoptr (GFile) file = g_file_new_for_path (self->made_path);
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  pnr_outbox_give_up (pnr_session_get_outbox (self->session));
  pnr_application_open_plan (PNR_APPLICATION (application), file, GTK_WINDOW (self));
  gtk_window_close (GTK_WINDOW (self));
}

static void
copy_saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PnrWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_saved = pnr_plan_save_copy_finish (PNR_PLAN (source), result, &error);

  if (self->job_view == NULL)
    return;
  pnr_window_end_job (self, "plan");
  if (is_saved && pnr_outbox_get_n_waiting (pnr_session_get_outbox (self->session)) > 0)
    pnr_window_move_to_copy (self);
  else if (is_saved)
    pnr_session_say (self->session, _ ("A copy of the plan is saved"));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    pnr_session_say (self->session, _ ("Stopped. No copy was saved."));
  else
    pnr_session_fail (self->session, error);
}

/* The file chooser has asked already whether another file may be replaced. */
static void
copy_response_cb (GtkNativeDialog *dialog, int response, PnrWindow *self)
{
  if (response == GTK_RESPONSE_ACCEPT) {
    g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
    g_autoptr (GPtrArray) unsaved = pnr_outbox_dup_waiting (pnr_session_get_outbox (self->session));

    g_free (self->made_path);
    self->made_path = g_file_get_path (file);
    pnr_plan_save_copy_async (pnr_session_get_plan (self->session), self->made_path, TRUE, unsaved,
                              pnr_window_begin_job (self, _ ("Saving a Copy")), copy_saved_cb,
                              g_object_ref (self));
  }
  g_object_unref (dialog);
}

void
pnr_window_save_copy (PnrWindow *self)
{
  PnrPlan *plan = pnr_session_get_plan (self->session);
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
      _ ("Save a Copy"), GTK_WINDOW (self), GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), NULL);
  /* Translators: the suggested name of a copy of the plan %s. */
  g_autofree char *name = g_strdup_printf (_ ("%s copy.pannier"), pnr_plan_get_name (plan));

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  g_signal_connect_object (dialog, "response", G_CALLBACK (copy_response_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
returned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PnrWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_done = pnr_plan_return_to_snapshot_finish (PNR_PLAN (source), result, &error);

  if (self->session == NULL)
    return;
  if (is_done)
    g_signal_emit_by_name (self->session, "said", _ ("The plan is as the snapshot has it"), TRUE);
  else
    pnr_session_fail (self->session, error);
}

static void
snapshot_chosen_cb (PnrWindow *self, PnrSnapshot *snapshot)
{
  pnr_plan_return_to_snapshot_async (pnr_session_get_plan (self->session), snapshot, returned_cb,
                                     g_object_ref (self));
}

void
pnr_window_show_snapshots (PnrWindow *self)
{
  PnrSnapshotsWindow *window = pnr_snapshots_window_new (
      GTK_WINDOW (self), pnr_plan_get_path (pnr_session_get_plan (self->session)),
      _ ("Choosing one brings everything that was planned back to it, as one action that can be "
         "undone. Orders stay as they are."));

  pnr_snapshots_window_offer_removal (window);
  g_signal_connect_object (window, "chosen", G_CALLBACK (snapshot_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

/* The new plan opens in this window, in the place of the damaged one. */
static void
pnr_window_open_made (PnrWindow *self, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  pnr_window_open_plan (self, file);
}

static void
restored_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PnrWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean is_done = pnr_plan_restore_finish (result, &error);

  if (self->problem_page == NULL)
    return;
  if (is_done)
    pnr_window_open_made (self, self->made_path);
  else
    pnr_window_say_problem (self, error);
}

static void
snapshot_of_damaged_chosen_cb (PnrWindow *self, PnrSnapshot *snapshot)
{
  g_free (self->made_path);
  /* Translators: what the new file is, behind the name of the damaged plan. */
  self->made_path = pnr_plan_dup_free_path (self->damaged_path, _ ("restored"));
  pnr_plan_restore_async (snapshot, self->made_path, restored_cb, g_object_ref (self));
}

static void
set_suggested (GtkWidget *button, gboolean is_suggested)
{
  if (is_suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  else
    gtk_widget_remove_css_class (button, "suggested-action");
}

/* @newest: (nullable) */
static char *
dup_offer (PnrSnapshot *newest)
{
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *when = NULL;
  const char *perhaps_of;

  if (newest == NULL)
    return g_strdup (_ ("No snapshot of it was kept on this computer."));
  perhaps_of = pnr_snapshot_get_facts (newest)->perhaps_of;
  time = g_date_time_new_from_unix_local (pnr_snapshot_get_facts (newest)->taken);
  when = time != NULL ? g_date_time_format (time, "%c") : g_strdup ("");
  if (perhaps_of != NULL)
    /* Translators: a date and a time, then a path. */
    return g_strdup_printf (_ ("There is a snapshot of %s, but possibly of another plan: "
                               "it was taken of “%s”."),
                            when, perhaps_of);
  /* Translators: a date and time. */
  return g_strdup_printf (_ ("The newest snapshot of it is of %s."), when);
}

static gboolean
is_doubtful (PnrSnapshot *snapshot)
{
  return pnr_snapshot_get_facts (snapshot)->perhaps_of != NULL;
}

static void
older_states_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PnrWindow) self = user_data;
  g_autoptr (GPtrArray) snapshots = pnr_plan_list_snapshots_finish (result, NULL);
  gboolean has_snapshot = snapshots != NULL && snapshots->len > 0;
  g_autofree char *offer = dup_offer (has_snapshot ? snapshots->pdata[0] : NULL);
  g_autofree char *escaped = NULL;
  g_autofree char *description = NULL;

  if (self->problem_page == NULL || self->damaged_path == NULL)
    return;
  gtk_widget_set_visible (self->restore_button, has_snapshot);
  set_suggested (self->restore_button, has_snapshot && !is_doubtful (snapshots->pdata[0]));
  set_suggested (self->rescue_button, !has_snapshot || is_doubtful (snapshots->pdata[0]));
  escaped = g_markup_escape_text (offer, -1);
  description =
      g_strdup_printf ("%s\n\n%s", adw_status_page_get_description (self->problem_page), escaped);
  adw_status_page_set_description (self->problem_page, description);
}

/* Only what there is is offered, and the better of it first. */
void
pnr_window_offer_older_state (PnrWindow *self)
{
  pnr_plan_list_snapshots_async (self->damaged_path, older_states_listed_cb, g_object_ref (self));
}

void
pnr_window_restore_damaged (PnrWindow *self)
{
  PnrSnapshotsWindow *window = pnr_snapshots_window_new (
      GTK_WINDOW (self), self->damaged_path,
      _ ("Choosing one makes a new plan of it beside the damaged one, which stays as it is. "
         "Orders that a snapshot does not hold can be imported again."));

  g_signal_connect_object (window, "chosen", G_CALLBACK (snapshot_of_damaged_chosen_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (window));
}

static void
rescue_response_cb (PnrWindow *self, const char *response)
{
  if (g_str_equal (response, "open"))
    pnr_window_open_made (self, self->made_path);
}

static void
pnr_window_show_rescue (PnrWindow *self, GVariant *report)
{
  g_autofree char *name = g_path_get_basename (self->made_path);
  g_autofree char *found = pnr_rescue_words_dup (report);
  GtkWidget *dialog =
      adw_message_dialog_new (GTK_WINDOW (self), _ ("What Could Be Read Is Rescued"), NULL);

  adw_message_dialog_format_body (
      ADW_MESSAGE_DIALOG (dialog),
      /* Translators: a file name, then lines such as "48 products". */
      _ ("The new plan is “%s”, beside the damaged one, which stays as it is.\n\n%s"), name, found);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"), "open",
                                    _ ("_Open the New Plan"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "open");
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "open",
                                              ADW_RESPONSE_SUGGESTED);
  g_signal_connect_object (dialog, "response", G_CALLBACK (rescue_response_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
rescued_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PnrWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) report = pnr_plan_rescue_finish (result, &error);

  if (self->job_view == NULL)
    return;
  pnr_window_end_job (self, "problem");
  if (report != NULL)
    pnr_window_show_rescue (self, report);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    pnr_window_say_problem (self, error);
}

void
pnr_window_rescue_damaged (PnrWindow *self)
{
  g_free (self->made_path);
  /* Translators: what the new file is, behind the name of the damaged plan. */
  self->made_path = pnr_plan_dup_free_path (self->damaged_path, _ ("rescued"));
  pnr_plan_rescue_async (self->damaged_path, self->made_path,
                         pnr_window_begin_job (self, _ ("Rescuing the Plan")), rescued_cb,
                         g_object_ref (self));
}
