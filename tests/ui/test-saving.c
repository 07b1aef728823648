/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the disk does not take waits, is said, and lands when there is room again. */
#include "config.h"

#include "ui/pnr-window.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#define PATIENCE_US (30 * G_USEC_PER_SEC)
#define ROOM_BYTES 400000
#define NOTE_BYTES 600000

typedef struct {
  char *folder;
  char *path;
  PnrPlan *plan;
  PnrSession *session;
  guint n_said;
} Fixture;

static struct rlimit usual;

/* A file may not grow: the same as a full disk, and it holds for root too. */
static void
set_room (gboolean has_room)
{
  struct rlimit tight = usual;

  tight.rlim_cur = ROOM_BYTES;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, has_room ? &usual : &tight), ==, 0);
}

static void
said_cb (PnrSession *session, const char *sentence, gboolean is_undoable, Fixture *fixture)
{
  fixture->n_said++;
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("pannier-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "saving.pannier", NULL);
  fixture->plan = pnr_plan_create (fixture->path, "EUR", &error);
  g_assert_no_error (error);
  fixture->session = pnr_session_new (fixture->plan);
  g_signal_connect (fixture->session, "said", G_CALLBACK (said_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_signal_handlers_disconnect_by_data (fixture->session, fixture);
  g_object_unref (fixture->session);
  pnr_plan_close (fixture->plan);
  g_object_unref (fixture->plan);
  g_unlink (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static void
commit_scenario (PnrSession *session, gint64 id, const char *name, gsize n_note)
{
  g_autoptr (PnrEdit) edit = pnr_edit_new ("Change scenario");
  g_autoptr (PnrScenario) scenario = pnr_scenario_new (id);
  g_autofree char *note = g_strnfill (n_note, 'n');

  pnr_scenario_set_name (scenario, name);
  pnr_scenario_set_note (scenario, note);
  pnr_edit_put (edit, scenario);
  pnr_session_commit (session, edit, name);
}

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
wait_until (gboolean (*is_so) (gpointer data), gpointer data)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_US;
  guint id = g_timeout_add (10, wake_cb, NULL);

  while (!is_so (data) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (id);
  g_assert_true (is_so (data));
}

static gboolean
has_problem (gpointer session)
{
  return pnr_outbox_get_problem (pnr_session_get_outbox (session)) != NULL;
}

static gboolean
has_no_problem (gpointer session)
{
  return !has_problem (session);
}

static const char *
get_name (PnrPlan *plan, gint64 id)
{
  PnrScenario *scenario = pnr_noun_list_get_by_id (pnr_plan_get_scenarios (plan), id);

  return scenario != NULL ? pnr_scenario_get_name (scenario) : NULL;
}

static void
count_notify_cb (PnrOutbox *outbox, GParamSpec *pspec, guint *n_notified)
{
  (*n_notified)++;
}

static gboolean
was_notified (gpointer n_notified)
{
  return *(guint *) n_notified > 0;
}

/* An edit that fails and the one made after it land in the order they were made. */
static void
test_try_again (Fixture *fixture, gconstpointer data)
{
  PnrOutbox *outbox = pnr_session_get_outbox (fixture->session);
  guint n_notified = 0;

  set_room (FALSE);
  commit_scenario (fixture->session, 1, "First", NOTE_BYTES);
  wait_until (has_problem, fixture->session);
  g_assert_cmpuint (strlen (pnr_outbox_get_problem (outbox)), >, 40);
  g_assert_cmpuint (pnr_outbox_get_n_waiting (outbox), ==, 1);
  g_assert_null (get_name (fixture->plan, 1));

  /* Trying again too early changes nothing but is answered. */
  g_signal_connect (outbox, "notify::problem", G_CALLBACK (count_notify_cb), &n_notified);
  commit_scenario (fixture->session, 1, "Second", 10);
  wait_until (was_notified, &n_notified);
  g_assert_true (has_problem (fixture->session));
  g_assert_cmpuint (pnr_outbox_get_n_waiting (outbox), ==, 2);
  g_assert_cmpuint (fixture->n_said, ==, 0);

  set_room (TRUE);
  pnr_outbox_try_again (outbox);
  wait_until (has_no_problem, fixture->session);
  g_assert_cmpstr (get_name (fixture->plan, 1), ==, "Second");
  g_assert_cmpuint (pnr_outbox_get_n_waiting (outbox), ==, 0);
  g_assert_cmpuint (fixture->n_said, ==, 2);
  g_signal_handlers_disconnect_by_data (outbox, &n_notified);
}

static void
test_give_up (Fixture *fixture, gconstpointer data)
{
  PnrOutbox *outbox = pnr_session_get_outbox (fixture->session);

  set_room (FALSE);
  commit_scenario (fixture->session, 1, "Lost", NOTE_BYTES);
  wait_until (has_problem, fixture->session);
  set_room (TRUE);
  pnr_outbox_give_up (outbox);
  g_assert_false (has_problem (fixture->session));
  commit_scenario (fixture->session, 2, "Kept", 10);
  while (get_name (fixture->plan, 2) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (get_name (fixture->plan, 1));
}

typedef struct {
  guint n_tried;
  guint n_landed;
} Walk;

static void
tried_cb (gpointer walk)
{
  ((Walk *) walk)->n_tried++;
}

static void
walked_cb (const GError *error, gpointer walk)
{
  g_assert_no_error (error);
  ((Walk *) walk)->n_landed++;
}

/* A step of undo waits like an edit, behind what was done before it, and its progress ends. */
static void
test_undo_waits (Fixture *fixture, gconstpointer data)
{
  PnrOutbox *outbox = pnr_session_get_outbox (fixture->session);
  g_autoptr (PnrProgress) progress = pnr_progress_new ();
  g_autoptr (GPtrArray) waiting = NULL;
  Walk walk = { 0, 0 };

  commit_scenario (fixture->session, 1, "Taken back", NOTE_BYTES);
  while (get_name (fixture->plan, 1) == NULL)
    g_main_context_iteration (NULL, TRUE);
  set_room (FALSE);
  pnr_outbox_send_walk (outbox, pnr_act_new_undo (pnr_plan_get_undo_name (fixture->plan)), progress,
                        tried_cb, walked_cb, &walk, NULL);
  wait_until (has_problem, fixture->session);
  g_assert_cmpuint (walk.n_tried, ==, 1);
  g_assert_cmpuint (walk.n_landed, ==, 0);
  g_assert_cmpstr (get_name (fixture->plan, 1), ==, "Taken back");
  waiting = pnr_outbox_dup_waiting (outbox);
  g_assert_cmpuint (waiting->len, ==, 1);
  g_assert_cmpstr (pnr_act_get_name (waiting->pdata[0]), ==, "Undo: Change scenario “Taken back”");

  set_room (TRUE);
  pnr_progress_cancel (progress);
  pnr_outbox_try_again (outbox);
  wait_until (has_no_problem, fixture->session);
  g_assert_cmpuint (walk.n_tried, ==, 1);
  g_assert_cmpuint (walk.n_landed, ==, 1);
  g_assert_null (get_name (fixture->plan, 1));
}

/* Reverting to a point of the log is kept just so. */
static void
test_return_waits (Fixture *fixture, gconstpointer data)
{
  PnrOutbox *outbox = pnr_session_get_outbox (fixture->session);

  commit_scenario (fixture->session, 1, "First", 10);
  commit_scenario (fixture->session, 2, "Second", NOTE_BYTES);
  while (get_name (fixture->plan, 2) == NULL)
    g_main_context_iteration (NULL, TRUE);
  set_room (FALSE);
  pnr_session_return_to (fixture->session, 1, NULL);
  wait_until (has_problem, fixture->session);
  g_assert_cmpuint (pnr_outbox_get_n_waiting (outbox), ==, 1);
  set_room (TRUE);
  pnr_outbox_try_again (outbox);
  wait_until (has_no_problem, fixture->session);
  g_assert_null (get_name (fixture->plan, 2));
  g_assert_cmpstr (get_name (fixture->plan, 1), ==, "First");
}

/* What a disk cannot help with is told at once and does not wait. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) full = NULL;

  g_assert_false (pnr_plan_undo (fixture->plan, NULL, &full));
  g_assert_false (pnr_plan_can_try_again (full));
}

static gboolean
has_session (gpointer window)
{
  return pnr_window_get_session (window) != NULL;
}

static gboolean
can_try_again (gpointer window)
{
  return g_action_group_get_action_enabled (G_ACTION_GROUP (window), "try-again");
}

static gboolean
cannot_try_again (gpointer window)
{
  return !can_try_again (window);
}

static AdwMessageDialog *
find_question (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++) {
    g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

    if (ADW_IS_MESSAGE_DIALOG (window))
      return ADW_MESSAGE_DIALOG (window);
  }
  return NULL;
}

static const char *
get_bar (PnrWindow *window)
{
  return gtk_label_get_label (GTK_LABEL (
      gtk_widget_get_template_child (GTK_WIDGET (window), PNR_TYPE_WINDOW, "unsaved_label")));
}

/* The window asks before it closes over what is not saved, and its button saves it. */
static void
activate_cb (GApplication *application, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  PnrWindow *window;

  g_signal_stop_emission_by_name (application, "activate");
  g_application_hold (application);
  pnr_application_open_plan (PNR_APPLICATION (application), file, NULL);
  window = PNR_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (application)));
  wait_until (has_session, window);
  g_assert_true (cannot_try_again (window));
  set_room (FALSE);
  commit_scenario (pnr_window_get_session (window), 1, "Waiting", NOTE_BYTES);
  wait_until (can_try_again, window);
  g_assert_nonnull (strstr (get_bar (window), "Change scenario “Waiting”"));

  gtk_window_close (GTK_WINDOW (window));
  g_assert_nonnull (find_question ());
  adw_message_dialog_response (find_question (), "cancel");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (window)));
  set_room (TRUE);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.try-again", NULL);
  wait_until (cannot_try_again, window);
  g_assert_cmpstr (get_name (pnr_session_get_plan (pnr_window_get_session (window)), 1), ==,
                   "Waiting");
  gtk_window_close (GTK_WINDOW (window));
  g_application_release (application);
}

static void
test_window (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PnrApplication) application = pnr_application_new ();
  g_autofree char *path = g_build_filename (fixture->folder, "window.pannier", NULL);
  g_autoptr (PnrPlan) plan = pnr_plan_create (path, "EUR", NULL);

  pnr_plan_close (plan);
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), path);
  g_assert_cmpint (g_application_run (G_APPLICATION (application), 0, NULL), ==, 0);
  g_unlink (path);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &usual), ==, 0);

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/saving/try-again", test_try_again);
  ADD ("/saving/give-up", test_give_up);
  ADD ("/saving/undo-waits", test_undo_waits);
  ADD ("/saving/return-waits", test_return_waits);
  ADD ("/saving/refused", test_refused);
  ADD ("/saving/window", test_window);
#undef ADD

  return g_test_run ();
}
