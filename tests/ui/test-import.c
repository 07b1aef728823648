/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An import through its window: columns nobody knows, chosen by hand, and what cannot be read. */
#include "config.h"

#include "plan/pnr-plan-jobs.h"
#include "ui/import/pnr-column-row.h"
#include "ui/import/pnr-import-window.h"
#include "ui/import/pnr-preview-view.h"
#include "ui/pnr-job-view.h"

#include <glib/gstdio.h>
#include <string.h>

#define PATIENCE_US (30 * G_USEC_PER_SEC)

static char *folder;

typedef struct {
  PnrPlan *plan;
  GtkWidget *parent;
  GtkWidget *window;
  char *paths[2];
} Fixture;

static char *
write_file (const char *name, const char *text)
{
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

/* Widgets of a type in the order in which they stand. */
static void
collect (GtkWidget *widget, GType type, GPtrArray *found)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    g_ptr_array_add (found, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect (child, type, found);
}

static gpointer
find (Fixture *fixture, GType type, guint place)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  collect (fixture->window, type, found);
  g_assert_cmpuint (place, <, found->len);
  return found->pdata[place];
}

static GtkWidget *
find_import_button (Fixture *fixture)
{
  for (guint i = 0;; i++) {
    GtkWidget *button = find (fixture, GTK_TYPE_BUTTON, i);

    if (gtk_widget_has_css_class (button, "suggested-action"))
      return button;
  }
}

static GtkWidget *
find_done_button (Fixture *fixture)
{
  return GTK_WIDGET (
      gtk_widget_get_template_child (fixture->window, PNR_TYPE_IMPORT_WINDOW, "close_button"));
}

static void
wait_for_state (Fixture *fixture, guint place, PnrPreviewState state)
{
  PnrPreviewView *view = find (fixture, PNR_TYPE_PREVIEW_VIEW, place);
  gint64 end = g_get_monotonic_time () + PATIENCE_US;

  while (pnr_preview_view_get_state (view) != state && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (pnr_preview_view_get_state (view), ==, state);
}

static void
wait_for_products (Fixture *fixture, guint n_products)
{
  GListModel *products = G_LIST_MODEL (pnr_plan_get_products (fixture->plan));
  gint64 end = g_get_monotonic_time () + PATIENCE_US;

  while (g_list_model_get_n_items (products) != n_products && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (products), ==, n_products);
}

static void
open_window (Fixture *fixture, const char *first, const char *second)
{
  g_autofree char *path = g_build_filename (folder, "import.pannier", NULL);
  g_autoptr (PnrSession) session = NULL;
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GError) error = NULL;

  fixture->plan = pnr_plan_create (path, "EUR", &error);
  g_assert_no_error (error);
  session = pnr_session_new (fixture->plan);
  fixture->parent = gtk_window_new ();
  fixture->paths[0] = write_file ("first.csv", first);
  fixture->paths[1] = second != NULL ? write_file ("second.csv", second) : NULL;
  for (guint i = 0; i < 2 && fixture->paths[i] != NULL; i++) {
    g_autoptr (GFile) file = g_file_new_for_path (fixture->paths[i]);

    g_list_store_append (files, file);
  }
  gtk_window_present (GTK_WINDOW (fixture->parent));
  fixture->window = GTK_WIDGET (
      pnr_import_window_new (GTK_WINDOW (fixture->parent), session, G_LIST_MODEL (files)));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
close_window (Fixture *fixture)
{
  gtk_window_close (GTK_WINDOW (fixture->parent));
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  pnr_plan_close (fixture->plan);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  g_unlink (pnr_plan_get_path (fixture->plan));
  g_clear_object (&fixture->plan);
  for (guint i = 0; i < 2; i++) {
    if (fixture->paths[i] != NULL)
      g_unlink (fixture->paths[i]);
    g_clear_pointer (&fixture->paths[i], g_free);
  }
}

/* A file in a code page that cannot be told by its bytes: the merchant names it. */
static void
test_choose_encoding (void)
{
  Fixture fixture = { 0 };
  AdwComboRow *row;

  open_window (&fixture, "sku;name;price\nA-1;Chleb \xbfytni;10,50\n", NULL);
  wait_for_state (&fixture, 0, PNR_PREVIEW_READY);
  row = find (&fixture, ADW_TYPE_COMBO_ROW, 1);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, "Encoding");
  adw_combo_row_set_selected (row, PNR_ENCODING_WINDOWS_1250);
  wait_for_state (&fixture, 0, PNR_PREVIEW_LOOKING);
  wait_for_state (&fixture, 0, PNR_PREVIEW_READY);
  g_signal_emit_by_name (find_import_button (&fixture), "clicked");
  wait_for_products (&fixture, 1);
  {
    g_autoptr (PnrProduct) product =
        g_list_model_get_item (G_LIST_MODEL (pnr_plan_get_products (fixture.plan)), 0);

    g_assert_cmpstr (pnr_product_get_name (product), ==, "Chleb żytni");
  }
  close_window (&fixture);
}

static void
test_choose_columns (void)
{
  Fixture fixture = { 0 };
  PnrProduct *product;

  open_window (&fixture, "Posten;Wort;Wert\nA-1;Schürze;10,50\nA-2;Schale;1.2.3\n", NULL);
  wait_for_state (&fixture, 0, PNR_PREVIEW_INCOMPLETE);
  g_assert_false (gtk_widget_get_sensitive (find_import_button (&fixture)));
  gtk_test_accessible_assert_property (find (&fixture, PNR_TYPE_COLUMN_ROW, 1),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Wort: Not read");

  gtk_widget_activate_action (find (&fixture, PNR_TYPE_COLUMN_ROW, 0), "column.field", "s", "sku");
  wait_for_state (&fixture, 0, PNR_PREVIEW_READY);
  gtk_widget_activate_action (find (&fixture, PNR_TYPE_COLUMN_ROW, 2), "column.field", "s",
                              "price");
  wait_for_state (&fixture, 0, PNR_PREVIEW_READY);
  gtk_widget_activate_action (find (&fixture, PNR_TYPE_COLUMN_ROW, 1), "column.field", "s", "name");
  wait_for_state (&fixture, 0, PNR_PREVIEW_READY);
  gtk_test_accessible_assert_property (find (&fixture, PNR_TYPE_COLUMN_ROW, 0),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Posten: SKU");
  g_assert_true (gtk_widget_get_sensitive (find_import_button (&fixture)));

  g_signal_emit_by_name (find_import_button (&fixture), "clicked");
  wait_for_products (&fixture, 1);
  product = g_list_model_get_item (G_LIST_MODEL (pnr_plan_get_products (fixture.plan)), 0);
  g_assert_cmpstr (pnr_product_get_sku (product), ==, "A-1");
  g_assert_cmpstr (pnr_product_get_name (product), ==, "Schürze");
  g_assert_cmpint (pnr_product_get_price_minor (product), ==, 1050);
  g_object_unref (product);
  close_window (&fixture);
}

/* Return imports, and then is done; it never takes back what was just chosen. */
static void
test_return (void)
{
  Fixture fixture = { 0 };
  GtkWindow *window;

  open_window (&fixture, "sku,name,price\nA,Apron,1.00\n", NULL);
  window = GTK_WINDOW (fixture.window);
  wait_for_state (&fixture, 0, PNR_PREVIEW_READY);
  g_assert_true (gtk_window_get_focus (window) == find_import_button (&fixture));
  g_assert_true (gtk_window_get_default_widget (window) == find_import_button (&fixture));
  g_signal_emit_by_name (window, "activate-focus");
  wait_for_products (&fixture, 1);
  while (!g_str_equal (gtk_button_get_label (GTK_BUTTON (find_done_button (&fixture))), "_Done"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (gtk_window_get_focus (window) == find_done_button (&fixture));
  close_window (&fixture);
}

/* A field that another column had goes to the one chosen last; a column can be left unread. */
static void
test_change_columns (void)
{
  Fixture fixture = { 0 };

  open_window (&fixture, "sku,name,price,rrp\nA,Apron,1.00,2.00\n", NULL);
  wait_for_state (&fixture, 0, PNR_PREVIEW_READY);
  gtk_widget_activate_action (find (&fixture, PNR_TYPE_COLUMN_ROW, 3), "column.field", "s",
                              "price");
  wait_for_state (&fixture, 0, PNR_PREVIEW_READY);
  gtk_test_accessible_assert_property (find (&fixture, PNR_TYPE_COLUMN_ROW, 2),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "price: Not read");
  gtk_test_accessible_assert_property (find (&fixture, PNR_TYPE_COLUMN_ROW, 3),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "rrp: Price");
  gtk_widget_activate_action (find (&fixture, PNR_TYPE_COLUMN_ROW, 0), "column.field", "s", "none");
  wait_for_state (&fixture, 0, PNR_PREVIEW_INCOMPLETE);
  g_assert_false (gtk_widget_get_sensitive (find_import_button (&fixture)));
  close_window (&fixture);
}

/* One readable file is imported, the other is said to be none. */
static void
test_no_table (void)
{
  Fixture fixture = { 0 };

  open_window (&fixture, "<html><body>Log in</body></html>", "sku,name\nA,Apron\nB,Bowl\n");
  wait_for_state (&fixture, 0, PNR_PREVIEW_UNREADABLE);
  wait_for_state (&fixture, 1, PNR_PREVIEW_READY);
  g_assert_true (gtk_widget_get_sensitive (find_import_button (&fixture)));
  g_signal_emit_by_name (find_import_button (&fixture), "clicked");
  wait_for_products (&fixture, 2);
  close_window (&fixture);
}

/* Where the separator is not what the heads have, the file is not silently imported as nothing. */
static void
test_no_row (void)
{
  Fixture fixture = { 0 };
  GtkWidget *view;
  GtkWidget *label;

  open_window (&fixture, "sku;name;price\nA|Apron|1\nB|Bowl|2\n", NULL);
  wait_for_state (&fixture, 0, PNR_PREVIEW_READY);
  view = find (&fixture, PNR_TYPE_PREVIEW_VIEW, 0);
  label = GTK_WIDGET (gtk_widget_get_template_child (view, PNR_TYPE_PREVIEW_VIEW, "problem_label"));
  g_assert_true (gtk_widget_get_visible (label));
  g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (label)), "No row can be read"));
  close_window (&fixture);
}

/* Whoever closes the plan while it imports gets the plan as it was. */
static void
test_close_while_importing (void)
{
  Fixture fixture = { 0 };
  g_autoptr (GString) text = g_string_new ("order,sku,quantity\n");

  for (guint i = 0; i < 200000; i++)
    g_string_append_printf (text, "%u,S%u,1\n", i / 4, i % 2000);
  open_window (&fixture, text->str, NULL);
  wait_for_state (&fixture, 0, PNR_PREVIEW_READY);
  g_signal_emit_by_name (find_import_button (&fixture), "clicked");
  g_assert_true (pnr_job_view_is_running (find (&fixture, PNR_TYPE_JOB_VIEW, 0)));
  gtk_window_close (GTK_WINDOW (fixture.parent));
  pnr_plan_close (fixture.plan);
  g_assert_null (pnr_plan_get_undo_name (fixture.plan));
  fixture.parent = gtk_window_new ();
  close_window (&fixture);
}

int
main (int argc, char *argv[])
{
  int status;

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  folder = g_dir_make_tmp ("pannier-import-XXXXXX", NULL);
  g_test_add_func ("/ui/import/choose-encoding", test_choose_encoding);
  g_test_add_func ("/import/choose-columns", test_choose_columns);
  g_test_add_func ("/import/return", test_return);
  g_test_add_func ("/import/change-columns", test_change_columns);
  g_test_add_func ("/import/no-table", test_no_table);
  g_test_add_func ("/import/no-row", test_no_row);
  g_test_add_func ("/import/close-while-importing", test_close_while_importing);
  status = g_test_run ();
  g_rmdir (folder);
  g_free (folder);
  return status;
}
