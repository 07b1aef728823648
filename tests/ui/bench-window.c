/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long the main thread is kept from drawing on a merchant's walk through the window, with a
 * year of a grocer's sales: what counts is CPU time per turn of the main loop. */
#include "config.h"

#include "plan/pnr-plan-jobs.h"
#include "ui/import/pnr-import-window.h"
#include "ui/pnr-job-view.h"
#include "ui/pnr-loop-watch.h"
#include "ui/pnr-window.h"

#include <glib/gstdio.h>

#define FRAME_US 16000
#define PATIENCE_US (60 * G_USEC_PER_SEC)
#define SETTLE_MS 600

typedef struct {
  guint n_over;
  gint64 longest_cpu_us;
  gint64 longest_wall_us;
} Turns;

static Turns turns;
static Turns all_turns;
static char step_name[64];
static gboolean is_tracing;

static void
turn_cb (gint64 cpu_us, gint64 wall_us, gpointer user_data)
{
  turns.longest_wall_us = MAX (turns.longest_wall_us, wall_us);
  turns.longest_cpu_us = MAX (turns.longest_cpu_us, cpu_us);
  if (cpu_us > FRAME_US) {
    turns.n_over++;
    if (is_tracing)
      g_print ("  %-34s %8.1f ms, ended at %.3f s\n", step_name, (double) cpu_us / 1000,
               (double) g_get_monotonic_time () / G_USEC_PER_SEC);
  }
}

static gboolean
set_cb (gpointer is_over)
{
  *(gboolean *) is_over = TRUE;
  return G_SOURCE_REMOVE;
}

static void
settle (void)
{
  gboolean is_over = FALSE;

  g_timeout_add (SETTLE_MS, set_cb, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
}

static void
begin (const char *name)
{
  settle ();
  g_strlcpy (step_name, name, sizeof step_name);
  turns = (Turns){ 0 };
}

static void
end (void)
{
  settle ();
  g_print ("%-36s %8.1f ms %8.1f ms %6u\n", step_name, (double) turns.longest_cpu_us / 1000,
           (double) turns.longest_wall_us / 1000, turns.n_over);
  all_turns.n_over += turns.n_over;
  all_turns.longest_cpu_us = MAX (all_turns.longest_cpu_us, turns.longest_cpu_us);
  all_turns.longest_wall_us = MAX (all_turns.longest_wall_us, turns.longest_wall_us);
}

static GtkWidget *
get_part (gpointer widget, const char *id)
{
  GObject *part = gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), id);

  if (part == NULL)
    g_error ("%s: no %s in %s", step_name, id, G_OBJECT_TYPE_NAME (widget));
  return GTK_WIDGET (part);
}

static GtkWidget *
get_page (PnrWindow *window)
{
  return gtk_stack_get_visible_child (GTK_STACK (get_part (window, "page_stack")));
}

static PnrPlan *
get_plan (PnrWindow *window)
{
  return pnr_session_get_plan (pnr_window_get_session (window));
}

static void
wait_for_visible (gpointer widget, const char *stack_id, const char *name)
{
  GtkStack *stack = GTK_STACK (get_part (widget, stack_id));
  gint64 give_up = g_get_monotonic_time () + PATIENCE_US;

  while (g_strcmp0 (gtk_stack_get_visible_child_name (stack), name) != 0) {
    if (g_get_monotonic_time () > give_up)
      g_error ("%s: %s never showed %s", step_name, stack_id, name);
    g_main_context_iteration (NULL, TRUE);
  }
}

static void
wait_for_job (gpointer widget)
{
  while (pnr_job_view_is_running (PNR_JOB_VIEW (get_part (widget, "job_view"))))
    g_main_context_iteration (NULL, TRUE);
}

static void
act (GtkWidget *widget, const char *action)
{
  if (!gtk_widget_activate_action (widget, action, NULL))
    g_error ("%s: there is no %s", step_name, action);
}

static void
show_page (PnrWindow *window, const char *name)
{
  gtk_widget_activate_action (GTK_WIDGET (window), "win.page", "s", name);
}

static void
scroll (GtkWidget *root, const char *view_id)
{
  GtkWidget *view = get_part (root, view_id);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  double step = gtk_adjustment_get_page_size (adjustment);

  for (int i = 0; i < 6; i++) {
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + step);
    gtk_test_widget_wait_for_draw (view);
  }
}

static void
import (PnrWindow *window, char **paths)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  PnrImportWindow *import_window;

  for (; *paths != NULL; paths++) {
    g_autoptr (GFile) file = g_file_new_for_path (*paths);

    g_list_store_append (files, file);
  }
  begin ("Import: look at the files");
  import_window = pnr_import_window_new (GTK_WINDOW (window), pnr_window_get_session (window),
                                         G_LIST_MODEL (files));
  gtk_window_present (GTK_WINDOW (import_window));
  wait_for_visible (import_window, "stack", "preview");
  end ();
  begin ("Import: read them");
  gtk_widget_activate (get_part (import_window, "import_button"));
  wait_for_visible (import_window, "stack", "result");
  end ();
  begin ("Import: close");
  gtk_window_close (GTK_WINDOW (import_window));
  end ();
}

static void
walk_catalogue (PnrWindow *window)
{
  GtkWidget *page;
  g_autoptr (PnrProduct) product = NULL;

  begin ("Catalogue: open");
  show_page (window, "catalogue");
  end ();
  page = get_page (window);
  begin ("Catalogue: scroll");
  scroll (page, "view");
  end ();
  begin ("Catalogue: search");
  gtk_editable_set_text (GTK_EDITABLE (get_part (page, "search_entry")), "w");
  end ();
  begin ("Catalogue: end the search");
  gtk_editable_set_text (GTK_EDITABLE (get_part (page, "search_entry")), "");
  end ();
  begin ("Catalogue: sort");
  gtk_column_view_sort_by_column (
      GTK_COLUMN_VIEW (get_part (page, "view")),
      g_list_model_get_item (
          gtk_column_view_get_columns (GTK_COLUMN_VIEW (get_part (page, "view"))), 1),
      GTK_SORT_DESCENDING);
  end ();
  begin ("Catalogue: show the inspector");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (get_part (page, "inspector_toggle")), TRUE);
  end ();
  begin ("Catalogue: select a product");
  product = g_list_model_get_item (G_LIST_MODEL (pnr_plan_get_products (get_plan (window))), 700);
  pnr_session_set_product_id (pnr_window_get_session (window), pnr_product_get_id (product));
  end ();
  begin ("Catalogue: change a cost");
  {
    g_autoptr (PnrProduct) changed = pnr_product_copy (product);
    g_autoptr (PnrEdit) edit = pnr_edit_new ("Change cost");

    pnr_product_set_cost_minor (changed, 17);
    pnr_edit_put (edit, changed);
    pnr_session_commit (pnr_window_get_session (window), edit, "Changed");
  }
  end ();
}

static void
walk_suggestions (PnrWindow *window)
{
  GtkWidget *page;

  begin ("Suggestions: open");
  show_page (window, "suggestions");
  page = get_page (window);
  /* Whether anything stands out is the history's affair. */
  wait_for_job (page);
  end ();
  if (!g_str_equal (gtk_stack_get_visible_child_name (GTK_STACK (get_part (page, "stack"))),
                    "list"))
    return;
  begin ("Suggestions: scroll");
  scroll (page, "view");
  end ();
  begin ("Suggestions: step");
  gtk_widget_activate_action (page, "page.step", "b", TRUE);
  end ();
  for (int i = 0; i < 3; i++) {
    begin ("Suggestions: accept");
    act (page, "page.accept");
    end ();
  }
  begin ("Suggestions: put off");
  act (page, "page.snooze");
  end ();
}

static void
walk_relationships (PnrWindow *window)
{
  GtkWidget *page;

  begin ("Relationships: open");
  show_page (window, "relationships");
  end ();
  page = get_page (window);
  begin ("Relationships: zoom in");
  act (page, "page.zoom-in");
  end ();
  begin ("Relationships: fit all");
  act (page, "page.fit-all");
  end ();
  begin ("Relationships: arrange");
  gtk_widget_activate_action (page, "page.arrange", "i", 0);
  end ();
  begin ("Relationships: outline");
  act (page, "page.toggle-outline");
  end ();
  begin ("Relationships: canvas again");
  act (page, "page.toggle-outline");
  end ();
}

/* A hand moves on every frame; the figures and charts below the slider follow. */
static void
slide_price (GtkWidget *editor)
{
  GtkWidget *live = get_part (editor, "live");
  GtkWidget *slider = get_part (get_part (editor, "price"), "price_slider");
  GtkAdjustment *adjustment = gtk_range_get_adjustment (GTK_RANGE (get_part (slider, "scale")));
  double step =
      (gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_lower (adjustment)) / 60;

  begin ("Bundles: open the charts");
  wait_for_visible (live, "stack", "figures");
  gtk_expander_set_expanded (GTK_EXPANDER (get_part (live, "values_expander")), TRUE);
  gtk_expander_set_expanded (GTK_EXPANDER (get_part (live, "waterfall_expander")), TRUE);
  end ();
  begin ("Bundles: slide the price");
  for (int i = 0; i < 60; i++) {
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_lower (adjustment) + i * step);
    gtk_test_widget_wait_for_draw (slider);
  }
  end ();
}

static void
walk_bundles (PnrWindow *window)
{
  GListModel *products = G_LIST_MODEL (pnr_plan_get_products (get_plan (window)));
  GtkWidget *page;
  GtkWidget *editor;
  GtkWidget *finder;
  gint64 ids[2];

  for (guint i = 0; i < 2; i++) {
    g_autoptr (PnrProduct) product = g_list_model_get_item (products, i);

    ids[i] = pnr_product_get_id (product);
  }
  begin ("Bundles: open");
  show_page (window, "bundles");
  end ();
  page = get_page (window);
  begin ("Bundles: make one");
  pnr_session_add_bundle (pnr_window_get_session (window), PNR_BUNDLE_KIND_MIXED, ids, 2);
  wait_for_visible (page, "stack", "bundles");
  end ();
  editor = get_part (page, "editor");
  begin ("Bundles: type a price");
  gtk_editable_set_text (
      GTK_EDITABLE (get_part (get_part (get_part (editor, "price"), "value_entry"), "entry")), "3");
  settle ();
  end ();
  slide_price (editor);
  begin ("Bundles: suggest a price");
  finder = get_part (editor, "price_finder");
  gtk_widget_activate (get_part (finder, "suggest_button"));
  wait_for_visible (finder, "stack", "curve");
  end ();
  begin ("Bundles: take the price");
  gtk_widget_activate (get_part (finder, "apply_button"));
  end ();
}

static void
walk_scenarios (PnrWindow *window)
{
  GtkWidget *page;

  begin ("Scenarios: open");
  show_page (window, "scenarios");
  end ();
  page = get_page (window);
  begin ("Scenarios: make one");
  act (page, "scenario.new");
  wait_for_visible (page, "stack", "scenarios");
  end ();
  begin ("Scenarios: simulate");
  act (page, "scenario.simulate");
  wait_for_visible (get_part (page, "result"), "stack", "outcome");
  end ();
  begin ("Scenarios: copy");
  act (page, "scenario.duplicate");
  end ();
}

static void
walk_exports (PnrWindow *window)
{
  begin ("Exports: open");
  show_page (window, "exports");
  end ();
  begin ("Exports: another target");
  gtk_widget_activate_action (get_page (window), "exports.target", "s", "woocommerce");
  end ();
}

static void
walk_history (PnrWindow *window)
{
  guint n_actions = 0;

  /* Else an entry's own history would answer. */
  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  while (pnr_plan_get_undo_name (get_plan (window)) != NULL && n_actions < 20) {
    g_autofree char *name =
        g_strdup_printf ("Undo: %.29s", pnr_plan_get_undo_name (get_plan (window)));

    begin (name);
    gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL);
    end ();
    n_actions++;
  }
  for (guint i = 0; i < n_actions; i++) {
    g_autofree char *name =
        g_strdup_printf ("Redo: %.29s", pnr_plan_get_redo_name (get_plan (window)));

    begin (name);
    gtk_widget_activate_action (GTK_WIDGET (window), "win.redo", NULL);
    end ();
  }
}

static PnrWindow *
open_plan (PnrApplication *application, const char *name, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  PnrWindow *window;

  begin (name);
  pnr_application_open_plan (application, file, NULL);
  window = PNR_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (application)));
  wait_for_visible (window, "root_stack", "plan");
  end ();
  return window;
}

static void
close_plan (PnrWindow *window)
{
  begin ("Close the window");
  gtk_window_close (GTK_WINDOW (window));
  end ();
}

static void
walk (PnrApplication *application, char **arguments)
{
  PnrWindow *window;

  begin ("Start page");
  g_signal_emit_by_name (application, "activate");
  end ();
  window = open_plan (application, "Open an empty plan", arguments[0]);
  import (window, arguments + 1);
  walk_catalogue (window);
  walk_suggestions (window);
  walk_relationships (window);
  walk_bundles (window);
  walk_scenarios (window);
  walk_exports (window);
  show_page (window, "catalogue");
  walk_history (window);
  close_plan (window);
  window = open_plan (application, "Open the full plan", arguments[0]);
  walk_catalogue (window);
  walk_suggestions (window);
  walk_relationships (window);
  walk_bundles (window);
  walk_scenarios (window);
  close_plan (window);
}

static char **arguments;

static void
activate_cb (GApplication *application)
{
  static gboolean is_walking = FALSE;

  /* The walk activates the application itself, as its first step. */
  if (is_walking)
    return;
  is_walking = TRUE;
  g_signal_stop_emission_by_name (application, "activate");
  g_application_hold (application);
  pnr_loop_watch_start (turn_cb, NULL);
  walk (PNR_APPLICATION (application), arguments);
  g_application_release (application);
}

static gboolean
has_files (char **paths)
{
  for (; *paths != NULL; paths++) {
    if (!g_file_test (*paths, G_FILE_TEST_IS_REGULAR))
      return FALSE;
  }
  return TRUE;
}

int
main (int argc, char *argv[])
{
  g_autofree char *folder = g_dir_make_tmp ("pannier-window-XXXXXX", NULL);
  const char *data = g_getenv ("PANNIER_DATA");
  g_autoptr (PnrApplication) application = NULL;
  g_autoptr (PnrPlan) plan = NULL;
  g_autoptr (GError) error = NULL;

  arguments = g_new0 (char *, 4);
  arguments[0] = g_build_filename (folder, "grocer.pannier", NULL);
  arguments[1] = g_build_filename (data != NULL ? data : "", "foodmart-products.csv.gz", NULL);
  arguments[2] = g_build_filename (data != NULL ? data : "", "foodmart-sales-1997.csv.gz", NULL);
  if (!has_files (arguments + 1)) {
    g_print (
        "The walk through the window needs FoodMart's files in PANNIER_DATA; it is left out.\n");
    g_rmdir (folder);
    g_strfreev (arguments);
    return 0;
  }
  is_tracing = g_getenv ("PANNIER_WATCH_LOOP") != NULL;
  g_unsetenv ("PANNIER_WATCH_LOOP");
  plan = pnr_plan_create (arguments[0], "USD", &error);
  g_assert_no_error (error);
  pnr_plan_close (plan);
  g_clear_object (&plan);

  g_print ("%-36s %11s %11s %6s\n", "longest turn of the main loop", "CPU", "wall", ">16 ms");
  application = pnr_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  g_application_run (G_APPLICATION (application), 0, NULL);
  g_print ("%-36s %8.1f ms %8.1f ms %6u\n", "the whole walk",
           (double) all_turns.longest_cpu_us / 1000, (double) all_turns.longest_wall_us / 1000,
           all_turns.n_over);
  g_unlink (arguments[0]);
  g_rmdir (folder);
  g_strfreev (arguments);
  return 0;
}
