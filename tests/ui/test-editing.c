/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is typed: kept when the focus leaves, shown as it is read, refused where it makes no sense.
 */
#include "config.h"

#include "stage.h"

#include "ui/bundles/pnr-bundle-editor.h"
#include "ui/bundles/pnr-bundle-parts.h"
#include "ui/bundles/pnr-bundle-price.h"
#include "ui/bundles/pnr-bundles-page.h"
#include "ui/bundles/pnr-component-row.h"
#include "ui/bundles/pnr-kind-gallery.h"
#include "ui/bundles/pnr-price-excuse.h"
#include "ui/bundles/pnr-price-finder.h"
#include "ui/bundles/pnr-price-slider.h"
#include "ui/catalogue/pnr-catalogue-page.h"
#include "ui/catalogue/pnr-product-cell.h"
#include "ui/charts/pnr-chart-view.h"
#include "ui/pnr-wording.h"

#include <string.h>

typedef struct {
  Stage stage;
  gint64 jacket_id;
  gint64 tie_id;
  gint64 bundle_id;
} Fixture;

static gint64
add_product (PnrPlan *plan, const char *sku, gint64 price_minor)
{
  g_autoptr (PnrProduct) product = pnr_product_new (pnr_plan_take_id (plan));
  g_autoptr (PnrEdit) edit = pnr_edit_new ("Add product");
  g_autoptr (GError) error = NULL;

  pnr_product_set_sku (product, sku);
  pnr_product_set_name (product, sku);
  pnr_product_set_price_minor (product, price_minor);
  pnr_edit_put (edit, product);
  pnr_plan_commit (plan, edit, &error);
  g_assert_no_error (error);
  return pnr_product_get_id (product);
}

/* A jacket and a tie for 195.00, together for 169.00. */
static gint64
add_bundle (Fixture *fixture)
{
  g_autoptr (PnrBundle) bundle = pnr_bundle_new (pnr_plan_take_id (fixture->stage.plan));
  g_autoptr (PnrEdit) edit = pnr_edit_new ("Add bundle");
  g_autoptr (GError) error = NULL;

  pnr_bundle_set_sku (bundle, "SUIT");
  pnr_bundle_set_name (bundle, "Suit");
  pnr_bundle_set_kind (bundle, PNR_BUNDLE_KIND_MIXED);
  pnr_bundle_set_price_mode (bundle, PNR_PRICE_MODE_FIXED);
  pnr_bundle_set_price_value (bundle, 16900);
  pnr_bundle_set_component (bundle, fixture->jacket_id, 1, PNR_COMPONENT_ROLE_MAIN);
  pnr_bundle_set_component (bundle, fixture->tie_id, 1, PNR_COMPONENT_ROLE_AUXILIARY);
  pnr_edit_put (edit, bundle);
  pnr_plan_commit (fixture->stage.plan, edit, &error);
  g_assert_no_error (error);
  return pnr_bundle_get_id (bundle);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  stage_set_up_empty (&fixture->stage);
  fixture->jacket_id = add_product (fixture->stage.plan, "JACKET", 12000);
  fixture->tie_id = add_product (fixture->stage.plan, "TIE", 7500);
  fixture->bundle_id = add_bundle (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  stage_tear_down (&fixture->stage);
}

static PnrProduct *
get_jacket (Fixture *fixture)
{
  return pnr_noun_list_get_by_id (pnr_plan_get_products (fixture->stage.plan), fixture->jacket_id);
}

static PnrBundle *
get_bundle (Fixture *fixture)
{
  return pnr_noun_list_get_by_id (pnr_plan_get_bundles (fixture->stage.plan), fixture->bundle_id);
}

static gint64
get_price (Fixture *fixture)
{
  return pnr_bundle_get_price_minor (get_bundle (fixture),
                                     pnr_plan_get_products (fixture->stage.plan));
}

static GtkEditable *
show_cell (Fixture *fixture, GtkWidget **other)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *cell = pnr_product_cell_new (fixture->stage.session, PNR_PRODUCT_COLUMN_PRICE);

  *other = gtk_button_new_with_label ("Elsewhere");
  gtk_box_append (GTK_BOX (box), cell);
  gtk_box_append (GTK_BOX (box), *other);
  pnr_product_cell_set_product (PNR_PRODUCT_CELL (cell), get_jacket (fixture));
  stage_show (&fixture->stage, box);
  pnr_product_cell_start_editing (PNR_PRODUCT_CELL (cell));
  gtk_test_widget_wait_for_draw (cell);
  return GTK_EDITABLE (stage_find_type (cell, GTK_TYPE_TEXT));
}

static void
wait_for_jacket (Fixture *fixture, gint64 price_minor)
{
  gint64 end = g_get_monotonic_time () + STAGE_PATIENCE_US;

  while (pnr_product_get_price_minor (get_jacket (fixture)) != price_minor
         && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (pnr_product_get_price_minor (get_jacket (fixture)), ==, price_minor);
}

/* GTK takes the products from all cells of a row and gives them back when the list says that the
 * row has changed, and the list says so once the price of the first cell is kept. */
static void
test_bind_again (Fixture *fixture, gconstpointer data)
{
  GtkWidget *other;
  GtkEditable *text = show_cell (fixture, &other);
  PnrProductCell *cell = PNR_PRODUCT_CELL (gtk_widget_get_parent (GTK_WIDGET (text)));

  gtk_editable_set_text (text, "1");
  pnr_product_cell_set_product (cell, NULL);
  pnr_product_cell_set_product (cell, get_jacket (fixture));
  stage_settle (50);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->stage.window)) == GTK_WIDGET (text));
  g_assert_cmpstr (gtk_editable_get_text (text), ==, "1");
  gtk_editable_set_text (text, "135");
  g_signal_emit_by_name (text, "activate");
  wait_for_jacket (fixture, 13500);

  /* A row that shows something else keeps what was typed for the product that it was. */
  pnr_product_cell_start_editing (cell);
  text = GTK_EDITABLE (stage_find_type (GTK_WIDGET (cell), GTK_TYPE_TEXT));
  gtk_editable_set_text (text, "136");
  pnr_product_cell_set_product (cell, NULL);
  wait_for_jacket (fixture, 13600);
  g_assert_null (pnr_product_cell_get_product (cell));
}

/* The editor of a cell goes away with the focus; what was typed stays. */
static void
test_leave_cell (Fixture *fixture, gconstpointer data)
{
  GtkWidget *other;
  GtkEditable *text = show_cell (fixture, &other);

  gtk_editable_set_text (text, "125");
  g_assert_true (gtk_widget_grab_focus (other));
  wait_for_jacket (fixture, 12500);
  gtk_test_widget_wait_for_draw (other);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->stage.window)) == other);
  g_assert_null (stage_find_type (fixture->stage.window, GTK_TYPE_TEXT));
}

/* A page that goes out of sight takes the editor's focus with it, too. */
static void
test_hide_cell (Fixture *fixture, gconstpointer data)
{
  GtkWidget *other;
  GtkEditable *text = show_cell (fixture, &other);

  gtk_editable_set_text (text, "126");
  gtk_widget_set_visible (gtk_widget_get_parent (other), FALSE);
  wait_for_jacket (fixture, 12600);
  stage_settle (50);
  g_assert_null (stage_find_type (fixture->stage.window, GTK_TYPE_TEXT));
}

static void
test_settle_cell (Fixture *fixture, gconstpointer data)
{
  GtkWidget *other;
  GtkEditable *text = show_cell (fixture, &other);

  gtk_editable_set_text (text, "127");
  pnr_session_settle (fixture->stage.session);
  wait_for_jacket (fixture, 12700);
}

static void
said_cb (PnrSession *session, const char *sentence, gboolean is_undoable, GString *said)
{
  g_string_append (said, sentence);
}

static void
test_refuse_cell (Fixture *fixture, gconstpointer data)
{
  GtkWidget *other;
  GtkEditable *text = show_cell (fixture, &other);
  GString *said = g_string_new (NULL);

  g_signal_connect (fixture->stage.session, "said", G_CALLBACK (said_cb), said);
  gtk_editable_set_text (text, "99999999999999");
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (text), "error"));
  g_assert_true (gtk_widget_grab_focus (other));
  stage_settle (200);
  g_assert_cmpint (pnr_product_get_price_minor (get_jacket (fixture)), ==, 12000);
  g_assert_cmpuint (said->len, >, 0);
  g_signal_handlers_disconnect_by_data (fixture->stage.session, said);
  g_string_free (said, TRUE);
}

static gpointer
get_child (GtkWidget *widget, GType type, const char *name)
{
  GObject *child = gtk_widget_get_template_child (widget, type, name);

  g_assert_nonnull (child);
  return child;
}

static PnrProductCell *
find_cell (GtkWidget *widget, PnrProduct *product)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    PnrProductCell *found = find_cell (child, product);

    if (found != NULL)
      return found;
  }
  if (PNR_IS_PRODUCT_CELL (widget) && pnr_product_cell_is_editable (PNR_PRODUCT_CELL (widget))
      && pnr_product_cell_get_product (PNR_PRODUCT_CELL (widget)) == product)
    return PNR_PRODUCT_CELL (widget);
  return NULL;
}

static void
tab (Fixture *fixture, GdkModifierType state)
{
  GtkWidget *text = gtk_window_get_focus (GTK_WINDOW (fixture->stage.window));

  g_assert_true (GTK_IS_TEXT (text));
  g_assert_true (stage_press (text, GDK_KEY_Tab, state));
}

static PnrProductCell *
get_edited_cell (Fixture *fixture)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->stage.window));

  g_assert_true (GTK_IS_TEXT (focus));
  return PNR_PRODUCT_CELL (gtk_widget_get_parent (focus));
}

/* Tab keeps what was typed and goes on to the next cell, as spreadsheets do; Shift+Tab back. */
static void
test_tab_cells (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = g_object_new (PNR_TYPE_CATALOGUE_PAGE, "session", fixture->stage.session, NULL);
  PnrProductCell *price, *cost;
  GtkWidget *view;

  stage_show (&fixture->stage, page);
  stage_settle (300);
  view = get_child (page, PNR_TYPE_CATALOGUE_PAGE, "view");
  /* It starts at the name, the first that can be edited. */
  price = find_cell (view, get_jacket (fixture));
  g_assert_nonnull (price);
  pnr_product_cell_start_editing (price);
  tab (fixture, 0);
  price = get_edited_cell (fixture);
  gtk_editable_set_text (GTK_EDITABLE (gtk_window_get_focus (GTK_WINDOW (fixture->stage.window))),
                         "130");
  /* The list itself lets who types go on. */
  g_assert_false (stage_press (view, GDK_KEY_Tab, 0));
  tab (fixture, 0);
  cost = get_edited_cell (fixture);
  g_assert_true (cost != price);
  g_assert_true (pnr_product_cell_get_product (cost) == pnr_product_cell_get_product (price));
  wait_for_jacket (fixture, 13000);
  tab (fixture, GDK_SHIFT_MASK);
  g_assert_true (get_edited_cell (fixture) == price);
  tab (fixture, 0);
  tab (fixture, 0);
  g_assert_cmpstr (pnr_product_get_sku (pnr_product_cell_get_product (get_edited_cell (fixture))),
                   ==, "TIE");
}

static PnrBundleEditor *
show_editor (Fixture *fixture)
{
  PnrBundleEditor *editor = g_object_new (PNR_TYPE_BUNDLE_EDITOR, NULL);

  pnr_bundle_editor_set_session (editor, fixture->stage.session);
  pnr_bundle_editor_set_bundle (editor, get_bundle (fixture));
  stage_show (&fixture->stage, GTK_WIDGET (editor));
  return editor;
}

static gpointer
get_price_child (PnrBundleEditor *editor, const char *name)
{
  return get_child (get_child (GTK_WIDGET (editor), PNR_TYPE_BUNDLE_EDITOR, "price"),
                    PNR_TYPE_BUNDLE_PRICE, name);
}

static void
fill (PnrBundleEditor *editor, const char *entry, const char *text)
{
  gtk_editable_set_text (get_child (GTK_WIDGET (editor), PNR_TYPE_BUNDLE_EDITOR, entry), text);
}

static void
fill_value (PnrBundleEditor *editor, const char *text)
{
  gtk_editable_set_text (
      GTK_EDITABLE (stage_find_type (get_price_child (editor, "value_entry"), GTK_TYPE_ENTRY)),
      text);
}

static gboolean
is_row_refused (GtkWidget *widget)
{
  const char *sentence = adw_action_row_get_subtitle (ADW_ACTION_ROW (widget));

  g_assert_cmpint (gtk_widget_has_css_class (widget, "error"), ==,
                   sentence != NULL && sentence[0] != '\0');
  return gtk_widget_has_css_class (widget, "error");
}

static gboolean
is_refused (PnrBundleEditor *editor, const char *row)
{
  return is_row_refused (get_child (GTK_WIDGET (editor), PNR_TYPE_BUNDLE_EDITOR, row));
}

static void
settle_editor (Fixture *fixture)
{
  pnr_session_settle (fixture->stage.session);
  stage_settle (200);
}

/* A price that is said in another way, and then left alone, stays what it was. */
static void
test_price_rule (Fixture *fixture, gconstpointer data)
{
  PnrBundleEditor *editor = show_editor (fixture);
  GtkDropDown *mode = get_price_child (editor, "mode_drop_down");
  gint64 value;

  gtk_drop_down_set_selected (mode, PNR_PRICE_MODE_PERCENT_OFF);
  stage_settle (200);
  value = pnr_bundle_get_price_value (get_bundle (fixture));
  g_assert_cmpint (value, ==, 133333);
  fill (editor, "name_entry", "Suit X");
  settle_editor (fixture);
  g_assert_cmpstr (pnr_bundle_get_name (get_bundle (fixture)), ==, "Suit X");
  g_assert_cmpint (pnr_bundle_get_price_value (get_bundle (fixture)), ==, value);
  g_assert_cmpint (get_price (fixture), ==, 16900);
}

static void
test_round_trip (void)
{
  for (gint64 ppm = 0; ppm <= 1000000; ppm += 37) {
    g_autofree char *text = pnr_wording_dup_scaled (ppm, 4);
    gint64 read;

    g_assert_true (pnr_wording_read_scaled (text, 4, &read));
    g_assert_cmpint (read, ==, ppm);
  }
}

/* Two edits in the time that one needs to land, and a name still being typed: none is lost. */
static void
test_quick_edits (Fixture *fixture, gconstpointer data)
{
  PnrBundleEditor *editor = show_editor (fixture);
  GtkWidget *parts = get_child (GTK_WIDGET (editor), PNR_TYPE_BUNDLE_EDITOR, "parts");
  GtkListBox *list = get_child (parts, PNR_TYPE_BUNDLE_PARTS, "component_list");

  fill (editor, "name_entry", "Evening suit");
  for (int i = 0; i < 2; i++)
    gtk_spin_button_set_value (get_child (GTK_WIDGET (gtk_list_box_get_row_at_index (list, i)),
                                          PNR_TYPE_COMPONENT_ROW, "quantity_spin"),
                               i + 2);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (editor), "editor.change-kind", NULL));
  g_assert_true (gtk_widget_activate_action (stage_find_window (PNR_TYPE_KIND_GALLERY),
                                             "gallery.choose", "i", PNR_BUNDLE_KIND_PURE));
  stage_settle (300);
  g_assert_cmpstr (pnr_bundle_get_name (get_bundle (fixture)), ==, "Evening suit");
  g_assert_cmpint (pnr_bundle_get_component (get_bundle (fixture), 0)->quantity, ==, 2);
  g_assert_cmpint (pnr_bundle_get_component (get_bundle (fixture), 1)->quantity, ==, 3);
  g_assert_cmpint (pnr_bundle_get_kind (get_bundle (fixture)), ==, PNR_BUNDLE_KIND_PURE);
}

/* Closing at once loses nothing. */
static void
test_close (Fixture *fixture, gconstpointer data)
{
  PnrBundleEditor *editor = show_editor (fixture);

  fill_value (editor, "150");
  gtk_window_set_child (GTK_WINDOW (fixture->stage.window), NULL);
  pnr_plan_close (fixture->stage.plan);
  g_assert_cmpint (get_price (fixture), ==, 15000);
}

static void
test_refuse_bundle (Fixture *fixture, gconstpointer data)
{
  PnrBundleEditor *editor = show_editor (fixture);

  fill (editor, "sku_entry", "TIE");
  g_assert_true (is_refused (editor, "sku_row"));
  fill (editor, "sku_entry", "  ");
  g_assert_true (is_refused (editor, "sku_row"));
  fill (editor, "name_entry", " ");
  g_assert_true (is_refused (editor, "name_row"));
  fill_value (editor, "99999999999999");
  g_assert_true (is_row_refused (get_price_child (editor, "value_row")));
  fill_value (editor, "abc");
  g_assert_true (is_row_refused (get_price_child (editor, "value_row")));
  settle_editor (fixture);
  g_assert_cmpstr (pnr_bundle_get_sku (get_bundle (fixture)), ==, "SUIT");
  g_assert_cmpstr (pnr_bundle_get_name (get_bundle (fixture)), ==, "Suit");
  g_assert_cmpint (get_price (fixture), ==, 16900);

  fill (editor, "sku_entry", " SUIT-2 ");
  fill (editor, "name_entry", "Suit");
  fill_value (editor, "160");
  g_assert_false (is_refused (editor, "sku_row"));
  g_assert_false (is_refused (editor, "name_row"));
  g_assert_false (is_row_refused (get_price_child (editor, "value_row")));
  settle_editor (fixture);
  g_assert_cmpstr (pnr_bundle_get_sku (get_bundle (fixture)), ==, "SUIT-2");
  g_assert_cmpint (get_price (fixture), ==, 16000);
}

/* "TIE" is taken and "TI" is not; whoever types the one letter by letter never means the other. */
static void
test_taken_sku (Fixture *fixture, gconstpointer data)
{
  PnrBundleEditor *editor = show_editor (fixture);
  GtkWidget *entry = get_child (GTK_WIDGET (editor), PNR_TYPE_BUNDLE_EDITOR, "sku_entry");
  GtkWidget *name = get_child (GTK_WIDGET (editor), PNR_TYPE_BUNDLE_EDITOR, "name_entry");

  g_assert_true (gtk_widget_grab_focus (entry));
  fill (editor, "sku_entry", "T");
  fill (editor, "sku_entry", "TI");
  g_assert_false (is_refused (editor, "sku_row"));
  stage_settle (1000);
  fill (editor, "sku_entry", "TIE");
  g_assert_true (is_refused (editor, "sku_row"));
  g_assert_true (gtk_widget_grab_focus (name));
  fill (editor, "name_entry", "Suit X");
  settle_editor (fixture);
  g_assert_cmpstr (pnr_bundle_get_name (get_bundle (fixture)), ==, "Suit X");
  g_assert_cmpstr (pnr_bundle_get_sku (get_bundle (fixture)), ==, "SUIT");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "TIE");
  g_assert_true (is_refused (editor, "sku_row"));

  g_assert_true (gtk_widget_grab_focus (entry));
  fill (editor, "sku_entry", "TIE-SET");
  g_assert_false (is_refused (editor, "sku_row"));
  g_assert_true (gtk_widget_grab_focus (name));
  stage_settle (1000);
  g_assert_cmpstr (pnr_bundle_get_sku (get_bundle (fixture)), ==, "TIE-SET");
}

/* Of jacket and tie: each costs half of its price. */
static void
set_costs (Fixture *fixture)
{
  g_autoptr (PnrEdit) edit = pnr_edit_new ("Set costs");
  g_autoptr (GError) error = NULL;
  gint64 ids[] = { fixture->jacket_id, fixture->tie_id };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++) {
    PnrNounList *products = pnr_plan_get_products (fixture->stage.plan);
    g_autoptr (PnrProduct) product = pnr_product_copy (pnr_noun_list_get_by_id (products, ids[i]));

    pnr_product_set_cost_minor (product, pnr_product_get_price_minor (product) / 2);
    pnr_edit_put (edit, product);
  }
  pnr_plan_commit (fixture->stage.plan, edit, &error);
  g_assert_no_error (error);
}

/* A price below cost is kept as typed, yet asks for its reason where it was typed. */
static void
test_below_cost (Fixture *fixture, gconstpointer data)
{
  PnrBundleEditor *editor = show_editor (fixture);
  GtkWidget *excuse = get_price_child (editor, "excuse");
  GtkWidget *row = get_child (excuse, PNR_TYPE_PRICE_EXCUSE, "breach_row");
  GtkEditable *reason = get_child (excuse, PNR_TYPE_PRICE_EXCUSE, "reason_entry");

  set_costs (fixture);
  settle_editor (fixture);
  g_assert_false (gtk_widget_get_visible (excuse));
  fill_value (editor, "90");
  settle_editor (fixture);
  g_assert_cmpint (get_price (fixture), ==, 9000);
  g_assert_true (gtk_widget_get_visible (excuse));
  g_assert_true (gtk_widget_get_visible (row));
  gtk_editable_set_text (reason, "End of season");
  settle_editor (fixture);
  g_assert_cmpint (pnr_bundle_get_exception (get_bundle (fixture)), ==, PNR_PRICE_EXCEPTION_OTHER);
  g_assert_cmpstr (pnr_bundle_get_exception_reason (get_bundle (fixture)), ==, "End of season");
  g_assert_true (gtk_widget_get_visible (excuse));
  g_assert_false (gtk_widget_get_visible (row));
  gtk_editable_set_text (reason, "");
  settle_editor (fixture);
  g_assert_cmpint (pnr_bundle_get_exception (get_bundle (fixture)), ==, PNR_PRICE_EXCEPTION_NONE);
  g_assert_true (gtk_widget_get_visible (row));
  fill_value (editor, "98");
  settle_editor (fixture);
  g_assert_false (gtk_widget_get_visible (excuse));
}

/* Nobody takes what costs less singly, so it does not "pay with every taker". */
static void
test_dearer (Fixture *fixture, gconstpointer data)
{
  PnrBundleEditor *editor = show_editor (fixture);
  GtkWidget *slider = get_price_child (editor, "price_slider");
  GtkLabel *pays = get_child (slider, PNR_TYPE_PRICE_SLIDER, "pays_label");

  set_costs (fixture);
  settle_editor (fixture);
  g_assert_nonnull (strstr (gtk_label_get_label (pays), "Pays if"));
  fill_value (editor, "210");
  settle_editor (fixture);
  g_assert_nonnull (strstr (gtk_label_get_label (pays), "dearer than its parts"));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (pays)));
}

/* Without prices nothing can be searched, and the page says so before anybody asks. */
static void
test_obstacle (Fixture *fixture, gconstpointer data)
{
  PnrBundleEditor *editor = show_editor (fixture);
  GtkWidget *finder = get_child (GTK_WIDGET (editor), PNR_TYPE_BUNDLE_EDITOR, "price_finder");
  GtkWidget *button = get_child (finder, PNR_TYPE_PRICE_FINDER, "suggest_button");
  GtkLabel *label = get_child (finder, PNR_TYPE_PRICE_FINDER, "obstacle_label");
  g_autoptr (PnrProduct) jacket = pnr_product_copy (get_jacket (fixture));
  g_autoptr (PnrEdit) edit = pnr_edit_new ("Forget price");

  pnr_product_set_price_minor (jacket, PNR_MONEY_UNKNOWN);
  pnr_edit_put (edit, jacket);
  g_assert_true (pnr_plan_commit (fixture->stage.plan, edit, NULL));
  stage_settle (100);
  g_assert_false (gtk_widget_get_sensitive (button));
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (label)));
  g_assert_nonnull (g_strstr_len (gtk_label_get_label (label), -1, "JACKET"));
}

/* What was just added waits for its name, and no key ends in the offer to take it back. */
static void
test_name_bundle (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = g_object_new (PNR_TYPE_BUNDLES_PAGE, "session", fixture->stage.session, NULL);
  GListModel *bundles = G_LIST_MODEL (pnr_plan_get_bundles (fixture->stage.plan));
  GtkWidget *editor, *entry;
  int from, to;

  stage_show (&fixture->stage, page);
  editor = get_child (page, PNR_TYPE_BUNDLES_PAGE, "editor");
  entry = get_child (editor, PNR_TYPE_BUNDLE_EDITOR, "name_entry");
  /* The second time what is shown is no longer the first of the list. */
  for (guint n = 2; n <= 3; n++) {
    gint64 end = g_get_monotonic_time () + STAGE_PATIENCE_US;

    g_assert_true (gtk_widget_activate_action (page, "page.add", NULL));
    g_assert_true (gtk_widget_activate_action (stage_find_window (PNR_TYPE_KIND_GALLERY),
                                               "gallery.choose", "i", PNR_BUNDLE_KIND_MIXED));
    while (g_list_model_get_n_items (bundles) < n && g_get_monotonic_time () < end)
      g_main_context_iteration (NULL, TRUE);
    stage_settle (100);
    g_assert_true (
        gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->stage.window)), entry));
    g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "New bundle");
    g_assert_true (gtk_editable_get_selection_bounds (GTK_EDITABLE (entry), &from, &to));
    g_assert_cmpint (to - from, ==, (int) strlen ("New bundle"));
  }
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/editing/cell/leave", test_leave_cell);
  ADD ("/editing/cell/hide", test_hide_cell);
  ADD ("/editing/cell/settle", test_settle_cell);
  ADD ("/editing/cell/refuse", test_refuse_cell);
  ADD ("/editing/cell/tab", test_tab_cells);
  ADD ("/editing/cell/bind-again", test_bind_again);
  ADD ("/editing/bundle/price-rule", test_price_rule);
  ADD ("/editing/bundle/quick-edits", test_quick_edits);
  ADD ("/editing/bundle/close", test_close);
  ADD ("/editing/bundle/refuse", test_refuse_bundle);
  ADD ("/editing/bundle/taken-sku", test_taken_sku);
  ADD ("/editing/bundle/below-cost", test_below_cost);
  ADD ("/editing/bundle/dearer", test_dearer);
  ADD ("/editing/bundle/name", test_name_bundle);
  ADD ("/editing/bundle/obstacle", test_obstacle);
#undef ADD
  g_test_add_func ("/editing/round-trip", test_round_trip);

  return g_test_run ();
}
