/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The log page by its actions: revert, the way back, filters, the clipboard; and its words. */
#include "config.h"

#include "ui/log/pnr-log-page.h"
#include "ui/log/pnr-log-words.h"

#include <glib/gstdio.h>
#include <string.h>

#define N_ACTIONS 6
#define PATIENCE_US (30 * G_USEC_PER_SEC)

typedef struct {
  char *folder;
  char *path;
  PnrPlan *plan;
  PnrSession *session;
  GtkWidget *window;
  GtkWidget *page;
  char *returned;
  gint64 former;
  guint n_awaited;
} Fixture;

static void
settle (guint milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end) {
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  }
}

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
wait_until (gboolean (*is_so) (Fixture *fixture), Fixture *fixture)
{
  gint64 end = g_get_monotonic_time () + PATIENCE_US;
  guint id = g_timeout_add (10, wake_cb, NULL);

  while (!is_so (fixture) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (id);
  g_assert_true (is_so (fixture));
}

static void
returned_cb (PnrSession *session, const char *sentence, gint64 former, Fixture *fixture)
{
  g_free (fixture->returned);
  fixture->returned = g_strdup (sentence);
  fixture->former = former;
}

static void
add_product (PnrPlan *plan, gint64 id, const char *reason)
{
  g_autofree char *sku = g_strdup_printf ("P%" G_GINT64_FORMAT, id);
  g_autofree char *name = g_strdup_printf ("Add %s", sku);
  g_autoptr (PnrEdit) edit = pnr_edit_new (name);
  g_autoptr (PnrProduct) product = pnr_product_new (id);
  g_autoptr (GError) error = NULL;

  pnr_product_set_sku (product, sku);
  pnr_edit_put (edit, product);
  pnr_edit_set_reason (edit, reason);
  pnr_plan_commit (plan, edit, &error);
  g_assert_no_error (error);
}

static guint
count_rows (Fixture *fixture)
{
  return g_list_model_get_n_items (pnr_log_page_get_rows (PNR_LOG_PAGE (fixture->page)));
}

static gboolean
has_awaited_rows (Fixture *fixture)
{
  return count_rows (fixture) == fixture->n_awaited;
}

static gboolean
has_returned (Fixture *fixture)
{
  return fixture->returned != NULL;
}

static const PnrLogFacts *
get_row (Fixture *fixture, guint position)
{
  g_autoptr (PnrLogEntry) entry =
      g_list_model_get_item (pnr_log_page_get_rows (PNR_LOG_PAGE (fixture->page)), position);

  return pnr_log_entry_get_facts (entry);
}

/* The row above the newest one that stands is not there, or does not stand. */
static gboolean
stands_at_three (Fixture *fixture)
{
  return count_rows (fixture) == N_ACTIONS && get_row (fixture, 3)->id == 3
         && get_row (fixture, 3)->is_newest;
}

static gboolean
stands_at_six (Fixture *fixture)
{
  return get_row (fixture, 0)->id == N_ACTIONS && get_row (fixture, 0)->is_newest;
}

static gboolean
has_chosen_three (Fixture *fixture)
{
  return gtk_selection_model_is_selected (
      GTK_SELECTION_MODEL (pnr_log_page_get_rows (PNR_LOG_PAGE (fixture->page))), 3);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("pannier-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "log.pannier", NULL);
  fixture->plan = pnr_plan_create (fixture->path, "EUR", &error);
  g_assert_no_error (error);
  for (gint64 id = 1; id <= N_ACTIONS; id++)
    add_product (fixture->plan, id, id == 2 ? "Asked for by \"many\", often" : NULL);
  fixture->session = pnr_session_new (fixture->plan);
  g_signal_connect (fixture->session, "returned", G_CALLBACK (returned_cb), fixture);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1000, 600);
  fixture->page = g_object_new (PNR_TYPE_LOG_PAGE, "session", fixture->session, NULL);
  gtk_window_set_child (GTK_WINDOW (fixture->window), fixture->page);
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture->n_awaited = N_ACTIONS;
  wait_until (has_awaited_rows, fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  settle (50);
  g_signal_handlers_disconnect_by_data (fixture->session, fixture);
  g_object_unref (fixture->session);
  pnr_plan_close (fixture->plan);
  g_object_unref (fixture->plan);
  g_unlink (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->returned);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static guint
count_products (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (pnr_plan_get_products (fixture->plan)));
}

static GtkSelectionModel *
get_selection (Fixture *fixture)
{
  return GTK_SELECTION_MODEL (pnr_log_page_get_rows (PNR_LOG_PAGE (fixture->page)));
}

static void
test_revert (Fixture *fixture, gconstpointer data)
{
  /* Nothing to revert to: nothing is chosen, or the plan stands there. */
  gtk_widget_activate_action (fixture->page, "log.revert", NULL);
  gtk_selection_model_select_item (get_selection (fixture), 0, TRUE);
  gtk_widget_activate_action (fixture->page, "log.revert", NULL);
  settle (100);
  g_assert_cmpuint (count_products (fixture), ==, N_ACTIONS);

  gtk_selection_model_select_item (get_selection (fixture), 3, TRUE);
  g_assert_true (gtk_widget_activate_action (fixture->page, "log.revert", NULL));
  wait_until (has_returned, fixture);
  g_assert_cmpstr (fixture->returned, ==, "3 actions taken back");
  g_assert_cmpint (fixture->former, ==, N_ACTIONS);
  g_assert_cmpuint (count_products (fixture), ==, 3);
  wait_until (stands_at_three, fixture);
  wait_until (has_chosen_three, fixture);
  g_assert_cmpint (get_row (fixture, 0)->state, ==, PNR_ACTION_STATE_UNDONE);

  /* What the toast's button does. */
  pnr_session_return_to (fixture->session, fixture->former, NULL);
  wait_until (stands_at_six, fixture);
  g_assert_cmpuint (count_products (fixture), ==, N_ACTIONS);
}

static void
test_again (Fixture *fixture, gconstpointer data)
{
  pnr_session_return_to (fixture->session, 3, NULL);
  wait_until (stands_at_three, fixture);
  gtk_selection_model_select_item (get_selection (fixture), 1, TRUE);
  g_assert_true (gtk_widget_activate_action (fixture->page, "log.revert", NULL));
  wait_until (has_returned, fixture);
  g_assert_cmpstr (fixture->returned, ==, "2 actions done again");
  g_assert_cmpuint (count_products (fixture), ==, 5);
}

/* What was discarded stays in sight, but one cannot go there. */
static void
test_discarded (Fixture *fixture, gconstpointer data)
{
  pnr_session_return_to (fixture->session, 3, NULL);
  wait_until (stands_at_three, fixture);
  add_product (fixture->plan, 77, NULL);
  fixture->n_awaited = N_ACTIONS + 1;
  wait_until (has_awaited_rows, fixture);
  gtk_selection_model_select_item (get_selection (fixture), 1, TRUE);
  g_assert_cmpint (get_row (fixture, 1)->state, ==, PNR_ACTION_STATE_DISCARDED);
  gtk_widget_activate_action (fixture->page, "log.revert", NULL);
  settle (100);
  g_assert_null (fixture->returned);
  g_assert_cmpuint (count_products (fixture), ==, 4);
}

static void
test_filter (Fixture *fixture, gconstpointer data)
{
  pnr_session_return_to (fixture->session, 4, NULL);
  g_assert_true (gtk_widget_activate_action (fixture->page, "log.state", "s", "taken-back"));
  fixture->n_awaited = 2;
  wait_until (has_awaited_rows, fixture);
  g_assert_true (gtk_widget_activate_action (fixture->page, "log.state", "s", "standing"));
  fixture->n_awaited = 4;
  wait_until (has_awaited_rows, fixture);
  g_assert_true (gtk_widget_activate_action (fixture->page, "log.period", "s", "today"));
  settle (50);
  g_assert_cmpuint (count_rows (fixture), ==, 4);
  g_object_set (fixture->page, "state", "all", "period", "week", NULL);
  fixture->n_awaited = N_ACTIONS;
  wait_until (has_awaited_rows, fixture);
}

static char *
dup_clipboard (Fixture *fixture)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (fixture->page);
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, G_TYPE_STRING);
  g_assert_true (
      gdk_content_provider_get_value (gdk_clipboard_get_content (clipboard), &value, NULL));
  return g_value_dup_string (&value);
}

static void
test_copy (Fixture *fixture, gconstpointer data)
{
  g_autofree char *one = NULL;
  g_autofree char *all = NULL;
  g_auto (GStrv) lines = NULL;

  gtk_selection_model_select_item (get_selection (fixture), 4, TRUE);
  g_assert_true (gtk_widget_activate_action (fixture->page, "log.copy", NULL));
  one = dup_clipboard (fixture);
  g_assert_nonnull (strstr (one, "\tAdd P2\tAsked for by \"many\", often\tDone\t\t\t\t\t\t\n"));
  g_assert_null (strstr (one, "Add P3"));
  g_assert_true (gtk_widget_activate_action (fixture->page, "log.select-all", NULL));
  g_assert_true (gtk_widget_activate_action (fixture->page, "log.copy", NULL));
  all = dup_clipboard (fixture);
  lines = g_strsplit (all, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, N_ACTIONS + 2);
}

static void
test_when (void)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_identifier ("Europe/Berlin");
  g_autoptr (GDateTime) now = g_date_time_new (zone, 2026, 3, 1, 0, 30, 0);
  const struct {
    const char *utc;
    const char *words;
  } cases[] = {
    { "2026-02-28T23:10:00Z", "Today, 00:10" },
    { "2026-02-28T22:50:00Z", "Yesterday, 23:50" },
    { "2026-02-27T23:00:00Z", "Yesterday, 00:00" },
    { "2026-02-27T22:59:00Z", "02/27/26, 23:59" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (cases[i].utc, NULL);
    g_autofree char *words = pnr_log_words_dup_when (g_date_time_to_unix (time), now);

    g_assert_cmpstr (words, ==, cases[i].words);
  }
}

static void
test_words (void)
{
  PnrLogFacts facts = { .id = 5,
                        .who = "Ann",
                        .what = "Add \"A\", B",
                        .why = "two\nlines",
                        .state = PNR_ACTION_STATE_UNDONE,
                        .undone_by = "Bob",
                        .can_return = TRUE };
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *csv = NULL;
  g_autofree char *tsv = NULL;
  g_autofree char *back = pnr_log_words_dup_outlook (&facts, 1, 0);
  g_autofree char *again = pnr_log_words_dup_outlook (&facts, 0, 2);
  g_autoptr (GDateTime) now = g_date_time_new_utc (2026, 3, 1, 12, 0, 0);
  g_autofree char *detour = NULL;
  g_autofree char *redone = NULL;
  g_autofree char *cut = NULL;

  g_assert_cmpstr (back, ==, "Reverting to here takes 1 newer action back.");
  g_assert_cmpstr (again, ==, "Reverting to here does 2 actions again.");
  facts.can_return = FALSE;
  facts.state = PNR_ACTION_STATE_DONE;
  cut = pnr_log_words_dup_outlook (&facts, 1, 0);
  g_assert_nonnull (strstr (cut, "cannot"));

  facts.undone = g_date_time_to_unix (now);
  detour = pnr_log_words_dup_state (&facts, now);
  g_assert_cmpstr (detour, ==, "Done again; taken back by Bob, Today, 12:00");
  facts.redone = facts.undone;
  facts.redone_by = "Cy";
  facts.redone_why = "Right after all";
  redone = pnr_log_words_dup_state (&facts, now);
  g_assert_cmpstr (
      redone, ==,
      "Done again by Cy, Today, 12:00; taken back by Bob, Today, 12:00: “Right after all”");
  facts.undone = facts.redone = 0;

  g_ptr_array_add (entries, pnr_log_entry_new (&facts));
  csv = pnr_log_words_dup_table (entries, ',');
  tsv = pnr_log_words_dup_table (entries, '\t');
  g_assert_nonnull (
      strstr (csv, ",Ann,\"Add \"\"A\"\", B\",\"two\nlines\",Done,,Bob,,,Cy,Right after all\n"));
  g_assert_nonnull (
      strstr (tsv, "\tAnn\tAdd \"A\", B\ttwo lines\tDone\t\tBob\t\t\tCy\tRight after all\n"));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/log/revert", test_revert);
  ADD ("/log/again", test_again);
  ADD ("/log/discarded", test_discarded);
  ADD ("/log/filter", test_filter);
  ADD ("/log/copy", test_copy);
#undef ADD
  g_test_add_func ("/log/when", test_when);
  g_test_add_func ("/log/words", test_words);

  return g_test_run ();
}
