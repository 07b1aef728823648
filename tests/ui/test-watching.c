/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What other programs do to the file of an open plan is said at once, and our own writing is not;
 * a damaged plan is offered what there is. */
#define _GNU_SOURCE
#include "config.h"

#include "ui/pnr-window.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "plan/pnr-plan-keeping.h"
#include "ui/keeping/pnr-rescue-words.h"

#define PATIENCE_US (30 * G_USEC_PER_SEC)
/* Longer than the window waits before it looks. */
#define WHILE_US (G_USEC_PER_SEC)

typedef struct {
  char *folder;
  char *path;
  char *other;
} Fixture;

typedef void (*Journey) (GApplication *application, gpointer fixture);

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
is_past (gpointer end)
{
  return g_get_monotonic_time () >= *(gint64 *) end;
}

static void
wait_a_while (void)
{
  gint64 end = g_get_monotonic_time () + WHILE_US;

  wait_until (is_past, &end);
}

static gpointer
get_child (gpointer window, const char *name)
{
  return gtk_widget_get_template_child (window, PNR_TYPE_WINDOW, name);
}

static gboolean
has_session (gpointer window)
{
  return pnr_window_get_session (window) != NULL;
}

static gboolean
says_lost (gpointer window)
{
  GtkRevealer *notice = get_child (window, "lost_revealer");
  gboolean is_told = gtk_revealer_get_reveal_child (notice);

  /* Until it has closed it is seen, and before it opens it is not laid out. */
  g_assert_cmpint (gtk_widget_get_visible (GTK_WIDGET (notice)), ==,
                   is_told || gtk_revealer_get_child_revealed (notice));
  return is_told;
}

static gboolean
says_nothing (gpointer window)
{
  return !says_lost (window);
}

static gboolean
offers_reload (gpointer window)
{
  return says_lost (window) && gtk_widget_get_visible (get_child (window, "reload_button"));
}

static PnrWindow *
open_window (GApplication *application, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);

  pnr_application_open_plan (PNR_APPLICATION (application), file, NULL);
  return PNR_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (application)));
}

static void
commit_scenario (PnrWindow *window, gint64 id, const char *name)
{
  g_autoptr (PnrEdit) edit = pnr_edit_new ("Add scenario");
  g_autoptr (PnrScenario) scenario = pnr_scenario_new (id);

  pnr_scenario_set_name (scenario, name);
  pnr_edit_put (edit, scenario);
  pnr_session_commit (pnr_window_get_session (window), edit, NULL);
}

static guint
count_scenarios (gpointer window)
{
  PnrPlan *plan = pnr_session_get_plan (pnr_window_get_session (window));

  return g_list_model_get_n_items (G_LIST_MODEL (pnr_plan_get_scenarios (plan)));
}

static gboolean
has_one_scenario (gpointer window)
{
  return count_scenarios (window) == 1;
}

static const char *
get_shown_page (PnrWindow *window)
{
  return gtk_stack_get_visible_child_name (get_child (window, "page_stack"));
}

/* Replaced as a sync tool does it, by renaming over it. */
static void
replaced (GApplication *application, gpointer data)
{
  Fixture *fixture = data;
  PnrWindow *window = open_window (application, fixture->path);

  wait_until (has_session, window);
  commit_scenario (window, 1, "Ours");
  wait_until (has_one_scenario, window);
  wait_a_while ();
  g_assert_true (says_nothing (window));
  gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", "scenarios");
  g_assert_cmpstr (get_shown_page (window), ==, "scenarios");

  g_assert_cmpint (g_rename (fixture->other, fixture->path), ==, 0);
  wait_until (offers_reload, window);
  g_assert_cmpuint (count_scenarios (window), ==, 1);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.reload", NULL);
  g_assert_null (pnr_window_get_session (window));
  wait_until (has_session, window);
  g_assert_cmpuint (count_scenarios (window), ==, 0);
  g_assert_cmpstr (get_shown_page (window), ==, "scenarios");
  g_assert_true (says_nothing (window));
  commit_scenario (window, 2, "In the new one");
  wait_until (has_one_scenario, window);
  wait_a_while ();
  g_assert_true (says_nothing (window));
  gtk_window_close (GTK_WINDOW (window));
}

/* By a link, too, a plan is shown once. */
static void
linked (GApplication *application, gpointer data)
{
  Fixture *fixture = data;
  PnrWindow *window = open_window (application, fixture->path);
  g_autofree char *hard = g_strconcat (fixture->path, ".hard", NULL);
  g_autofree char *soft = g_strconcat (fixture->path, ".soft", NULL);

  wait_until (has_session, window);
  g_assert_cmpint (link (fixture->path, hard), ==, 0);
  g_assert_cmpint (symlink (fixture->path, soft), ==, 0);
  g_assert_true (open_window (application, hard) == window);
  g_assert_true (open_window (application, soft) == window);
  g_assert_cmpint (g_unlink (hard) + g_unlink (soft), ==, 0);
  gtk_window_close (GTK_WINDOW (window));
}

/* Moved away and back again. */
static void
removed (GApplication *application, gpointer data)
{
  Fixture *fixture = data;
  PnrWindow *window = open_window (application, fixture->path);
  g_autofree char *away = g_strconcat (fixture->path, ".away", NULL);

  wait_until (has_session, window);
  g_assert_cmpint (g_rename (fixture->path, away), ==, 0);
  wait_until (says_lost, window);
  g_assert_false (offers_reload (window));
  g_assert_cmpint (g_rename (away, fixture->path), ==, 0);
  wait_until (says_nothing, window);
  gtk_window_close (GTK_WINDOW (window));
}

/* Another program that changes rows: they are shown, and nothing is lost. */
static void
changed (GApplication *application, gpointer data)
{
  Fixture *fixture = data;
  PnrWindow *window = open_window (application, fixture->path);
  const char *script = "import sqlite3, sys; db = sqlite3.connect (sys.argv[1]);"
                       "db.execute (\"INSERT INTO scenario (id, name, created) "
                       "VALUES (7, 'Theirs', 0)\"); db.commit ()";
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GError) error = NULL;

  wait_until (has_session, window);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (window)));
  child = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, "python3", "-c", script, fixture->path,
                            NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (child, NULL, &error));
  g_assert_no_error (error);
  wait_until (has_one_scenario, window);
  g_assert_true (says_nothing (window));
  gtk_window_close (GTK_WINDOW (window));
}

static gboolean
has_problem (gpointer window)
{
  return strstr (adw_status_page_get_description (get_child (window, "problem_page")) != NULL
                     ? adw_status_page_get_description (get_child (window, "problem_page"))
                     : "",
                 "\n\n")
         != NULL;
}

/* @n_kept: how many pages stay as they are; the second tells which plan it is. */
static void
spoil (const char *path, gsize n_kept)
{
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  memset (bytes + n_kept * 4096, 0xff, size - n_kept * 4096);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
}

/* The damaged page leads with what there is. */
static void
damaged (GApplication *application, gpointer data)
{
  Fixture *fixture = data;
  PnrWindow *window;
  const char *description;

  spoil (fixture->other, 1);
  window = open_window (application, fixture->other);
  wait_until (has_problem, window);
  description = adw_status_page_get_description (get_child (window, "problem_page"));
  g_assert_nonnull (strstr (description, "No snapshot of it was kept"));
  g_assert_false (gtk_widget_get_visible (get_child (window, "restore_button")));
  g_assert_true (
      gtk_widget_has_css_class (get_child (window, "rescue_button"), "suggested-action"));
  gtk_window_close (GTK_WINDOW (window));
}

/* The first act of a session keeps one. */
static void
keep_snapshot (Fixture *fixture)
{
  g_autoptr (PnrPlan) plan = pnr_plan_open (fixture->path, NULL);

  for (gint64 id = 1; id < 3; id++) {
    g_autoptr (PnrEdit) edit = pnr_edit_new ("Add scenario");
    g_autoptr (PnrScenario) scenario = pnr_scenario_new (id);

    pnr_scenario_set_name (scenario, id == 1 ? "One" : "Two");
    pnr_edit_put (edit, scenario);
    g_assert_true (pnr_plan_commit (plan, edit, NULL));
  }
  pnr_plan_close (plan);
}

static void
damaged_with_snapshot (GApplication *application, gpointer data)
{
  Fixture *fixture = data;
  PnrWindow *window;
  const char *description;

  keep_snapshot (fixture);
  spoil (fixture->path, 2);
  window = open_window (application, fixture->path);
  wait_until (has_problem, window);
  description = adw_status_page_get_description (get_child (window, "problem_page"));
  g_assert_nonnull (strstr (description, "The newest snapshot of it is of "));
  g_assert_true (gtk_widget_get_visible (get_child (window, "restore_button")));
  g_assert_false (
      gtk_widget_has_css_class (get_child (window, "rescue_button"), "suggested-action"));
  gtk_window_close (GTK_WINDOW (window));
}

/* Nothing tells any more that this is the plan whose snapshot lies there, so rescue comes first. */
static void
damaged_beyond_telling (GApplication *application, gpointer data)
{
  Fixture *fixture = data;
  PnrWindow *window;
  const char *description;

  keep_snapshot (fixture);
  spoil (fixture->path, 1);
  window = open_window (application, fixture->path);
  wait_until (has_problem, window);
  description = adw_status_page_get_description (get_child (window, "problem_page"));
  g_assert_nonnull (strstr (description, "possibly of another plan"));
  g_assert_true (gtk_widget_get_visible (get_child (window, "restore_button")));
  g_assert_true (
      gtk_widget_has_css_class (get_child (window, "rescue_button"), "suggested-action"));
  gtk_window_close (GTK_WINDOW (window));
}

/* What the store's thread answers when the window is on its way out touches nothing of it: under
 * fatal warnings that would be the end. */
static void
closing (GApplication *application, gpointer data)
{
  Fixture *fixture = data;
  PnrWindow *window = open_window (application, fixture->path);

  wait_until (has_session, window);
  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  for (gint64 id = 1; id < 20; id++)
    commit_scenario (window, id, "Late");
  gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  wait_a_while ();
}

static char *
make_plan (const char *folder, const char *name)
{
  char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrPlan) plan = pnr_plan_create (path, "EUR", &error);

  g_assert_no_error (error);
  pnr_plan_close (plan);
  return path;
}

/* The root page of the first table, and with it the only row of it. */
static void
spoil_head (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  g_assert_nonnull (memmem (bytes + 4096, 4096, "EUR", 3));
  memset (bytes + 4096, 0, 4096);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
}

/* What concerns the whole plan stands above what was found of each kind. */
static void
rescued_without_head (GApplication *application, gpointer data)
{
  Fixture *fixture = data;
  g_autofree char *rescued = g_build_filename (fixture->folder, "rescued.pannier", NULL);
  g_autoptr (PnrPlan) plan = pnr_plan_open (fixture->path, NULL);
  g_autoptr (PnrEdit) edit = pnr_edit_new ("Add scenario");
  g_autoptr (PnrScenario) scenario = pnr_scenario_new (1);
  g_autoptr (GVariant) report = NULL;
  g_autofree char *words = NULL;

  pnr_scenario_set_name (scenario, "One");
  pnr_edit_put (edit, scenario);
  g_assert_true (pnr_plan_commit (plan, edit, NULL));
  pnr_plan_close (plan);
  spoil_head (fixture->path);
  report = pnr_plan_rescue (fixture->path, rescued, NULL, NULL);
  g_assert_nonnull (report);
  words = pnr_rescue_words_dup (report);
  g_assert_true (g_str_has_prefix (words, "What the plan says of itself was lost"));
  g_assert_nonnull (strstr (words, "\n\nProducts: 0 found, none lost\n"));
  g_unlink (rescued);
}

static void
take_journey (GApplication *application, Journey journey)
{
  Fixture fixture = { NULL };

  fixture.folder = g_dir_make_tmp ("pannier-XXXXXX", NULL);
  fixture.path = make_plan (fixture.folder, "watched.pannier");
  fixture.other = make_plan (fixture.folder, "other.pannier");
  journey (application, &fixture);
  g_unlink (fixture.path);
  g_unlink (fixture.other);
  g_rmdir (fixture.folder);
  g_free (fixture.path);
  g_free (fixture.other);
  g_free (fixture.folder);
}

static void
activate_cb (GApplication *application)
{
  static const Journey journeys[] = { replaced,
                                      linked,
                                      removed,
                                      changed,
                                      damaged,
                                      damaged_with_snapshot,
                                      damaged_beyond_telling,
                                      rescued_without_head,
                                      closing };

  g_signal_stop_emission_by_name (application, "activate");
  g_application_hold (application);
  for (gsize i = 0; i < G_N_ELEMENTS (journeys); i++)
    take_journey (application, journeys[i]);
  g_application_release (application);
}

/* A process has one application. */
static void
test_journeys (void)
{
  g_autoptr (PnrApplication) application = pnr_application_new ();

  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  g_assert_cmpint (g_application_run (G_APPLICATION (application), 0, NULL), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/watching/journeys", test_journeys);
  return g_test_run ();
}
