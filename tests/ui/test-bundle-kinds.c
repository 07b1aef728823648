/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every kind of bundle in its editor: chosen from the gallery, edited, undone and done again. */
#include "config.h"

#include "stage.h"

#include "model/pnr-bundle-fault.h"
#include "model/pnr-bundle-kind.h"
#include "plan/pnr-plan-log.h"
#include "ui/bundles/pnr-amount-entry.h"
#include "ui/bundles/pnr-bundle-editor.h"
#include "ui/bundles/pnr-bundle-figures.h"
#include "ui/bundles/pnr-bundle-parts.h"
#include "ui/bundles/pnr-bundle-price.h"
#include "ui/bundles/pnr-bundle-terms.h"
#include "ui/bundles/pnr-bundle-tiers.h"
#include "ui/bundles/pnr-component-row.h"
#include "ui/bundles/pnr-kind-gallery.h"
#include "ui/bundles/pnr-price-slider.h"
#include "ui/bundles/pnr-tier-row.h"

#include <string.h>

/* Of the smallest window, less what stands at its sides. */
#define WIDTH 340

typedef struct {
  Stage stage;
  PnrBundle *bundle;
  PnrBundleEditor *editor;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  stage_set_up_sample (&fixture->stage, "suits");
  fixture->bundle =
      g_list_model_get_item (G_LIST_MODEL (pnr_plan_get_bundles (fixture->stage.plan)), 0);
  fixture->editor = g_object_new (PNR_TYPE_BUNDLE_EDITOR, NULL);
  pnr_bundle_editor_set_session (fixture->editor, fixture->stage.session);
  pnr_bundle_editor_set_bundle (fixture->editor, fixture->bundle);
  stage_show (&fixture->stage, GTK_WIDGET (fixture->editor));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->bundle);
  stage_tear_down (&fixture->stage);
}

static gpointer
get_child (gpointer widget, const char *name)
{
  GObject *child = gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), name);

  g_assert_nonnull (child);
  return child;
}

/* "price" of the editor, "tiers" of that… */
static gpointer
get_part (Fixture *fixture, const char *room, const char *name)
{
  return get_child (get_child (fixture->editor, room), name);
}

static GtkListBoxRow *
get_row (gpointer list, int index)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (list, index);

  g_assert_nonnull (row);
  return row;
}

static void
type_into (gpointer amount_entry, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (stage_find_type (amount_entry, GTK_TYPE_ENTRY)), text);
}

/* The log is read behind what is being written, however long the disk takes for that. */
static void
settle (Fixture *fixture)
{
  g_autoptr (GPtrArray) log = NULL;

  pnr_session_settle (fixture->stage.session);
  log = pnr_plan_read_log (fixture->stage.plan, 1, NULL);
  g_assert_nonnull (log);
  stage_settle (150);
}

static void
choose (Fixture *fixture, PnrBundleKind kind)
{
  GtkWidget *gallery;

  g_assert_true (
      gtk_widget_activate_action (GTK_WIDGET (fixture->editor), "editor.change-kind", NULL));
  gallery = stage_find_window (PNR_TYPE_KIND_GALLERY);
  g_assert_nonnull (gallery);
  g_assert_true (gtk_widget_activate_action (gallery, "gallery.choose", "i", (int) kind));
  for (guint i = 0; i < 40 && pnr_bundle_get_kind (fixture->bundle) != kind; i++)
    settle (fixture);
  g_assert_cmpint (pnr_bundle_get_kind (fixture->bundle), ==, kind);
}

static void
step_back (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (pnr_plan_undo (fixture->stage.plan, NULL, &error));
  g_assert_no_error (error);
  stage_settle (50);
}

static void
step_forward (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (pnr_plan_redo (fixture->stage.plan, NULL, &error));
  g_assert_no_error (error);
  stage_settle (50);
}

static void
assert_same (PnrBundle *a, PnrBundle *b)
{
  PnrPriceRule rule_a = pnr_bundle_get_price_rule (a);
  PnrPriceRule rule_b = pnr_bundle_get_price_rule (b);

  g_assert_cmpint (pnr_bundle_get_kind (a), ==, pnr_bundle_get_kind (b));
  g_assert_cmpint (rule_a.mode, ==, rule_b.mode);
  g_assert_cmpint (rule_a.value, ==, rule_b.value);
  g_assert_cmpint (rule_a.tier_basis, ==, rule_b.tier_basis);
  g_assert_cmpmem (rule_a.tiers, rule_a.n_tiers * sizeof rule_a.tiers[0], rule_b.tiers,
                   rule_b.n_tiers * sizeof rule_b.tiers[0]);
  g_assert_cmpint (pnr_bundle_get_choice_min (a), ==, pnr_bundle_get_choice_min (b));
  g_assert_cmpint (pnr_bundle_get_choice_max (a), ==, pnr_bundle_get_choice_max (b));
  g_assert_cmpint (pnr_bundle_get_threshold_minor (a), ==, pnr_bundle_get_threshold_minor (b));
  g_assert_cmpint (pnr_bundle_get_margin_floor_ppm (a), ==, pnr_bundle_get_margin_floor_ppm (b));
  g_assert_cmpuint (pnr_bundle_get_n_components (a), ==, pnr_bundle_get_n_components (b));
  for (guint i = 0; i < pnr_bundle_get_n_components (a); i++)
    g_assert_true (
        pnr_component_equal (pnr_bundle_get_component (a, i), pnr_bundle_get_component (b, i)));
}

/* Undone it is what @before was, done again what @after is. */
static void
check_history (Fixture *fixture, PnrBundle *before)
{
  g_autoptr (PnrBundle) after = pnr_bundle_copy (fixture->bundle);

  step_back (fixture);
  assert_same (fixture->bundle, before);
  step_forward (fixture);
  assert_same (fixture->bundle, after);
}

/* One action for each choice, and nothing in it that contradicts itself. */
static void
test_every_kind (Fixture *fixture, gconstpointer data)
{
  static const PnrBundleKind order[] = {
    PNR_BUNDLE_KIND_PURE,   PNR_BUNDLE_KIND_LEADER,  PNR_BUNDLE_KIND_MIX_AND_MATCH,
    PNR_BUNDLE_KIND_TIERED, PNR_BUNDLE_KIND_BUY_GET, PNR_BUNDLE_KIND_GIFT,
    PNR_BUNDLE_KIND_ADD_ON, PNR_BUNDLE_KIND_MIXED,   PNR_BUNDLE_KIND_VOLUME,
  };

  for (guint i = 0; i < G_N_ELEMENTS (order); i++) {
    g_autoptr (PnrBundle) before = pnr_bundle_copy (fixture->bundle);
    AdwActionRow *row = get_child (fixture->editor, "kind_row");
    PnrBundleFault fault;

    choose (fixture, order[i]);
    g_assert_false (pnr_bundle_find_fault (fixture->bundle, &fault));
    g_assert_false (pnr_bundle_find_gap (fixture->bundle, &fault));
    g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==,
                     pnr_bundle_kind_get_label (order[i]));
    g_assert_cmpstr (adw_action_row_get_subtitle (row), ==,
                     pnr_bundle_kind_get_consequence (order[i]));
    check_history (fixture, before);
  }
  g_assert_cmpuint (pnr_bundle_get_n_components (fixture->bundle), ==, 1);
}

/* Only what the kind knows is offered. */
static void
test_offered (Fixture *fixture, gconstpointer data)
{
  for (int kind = 0; kind < PNR_N_BUNDLE_KINDS; kind++) {
    GtkDropDown *modes = get_part (fixture, "price", "mode_drop_down");
    GtkDropDown *roles;
    guint n_modes = 0;
    guint n_roles = 0;

    if (kind != (int) pnr_bundle_get_kind (fixture->bundle))
      choose (fixture, kind);
    for (int i = 0; i < PNR_N_PRICE_MODES; i++)
      n_modes += pnr_bundle_kind_takes_mode (kind, i);
    for (int i = 0; i < PNR_N_COMPONENT_ROLES; i++)
      n_roles += pnr_bundle_kind_takes_role (kind, i);
    roles =
        get_child (get_row (get_part (fixture, "parts", "component_list"), 0), "role_drop_down");
    g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (modes)), ==, n_modes);
    g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (roles)), ==, n_roles);
    g_assert_cmpint (gtk_widget_get_visible (get_part (fixture, "price", "threshold_row")), ==,
                     kind == PNR_BUNDLE_KIND_GIFT);
    g_assert_cmpint (gtk_widget_get_visible (get_part (fixture, "parts", "choice_group")), ==,
                     kind == PNR_BUNDLE_KIND_MIX_AND_MATCH);
    g_assert_cmpint (gtk_widget_get_visible (get_part (fixture, "price", "tiers")), ==,
                     kind == PNR_BUNDLE_KIND_TIERED || kind == PNR_BUNDLE_KIND_VOLUME);
    g_assert_cmpint (gtk_widget_get_visible (get_part (fixture, "price_finder", "suggest_button")),
                     ==, kind <= PNR_BUNDLE_KIND_MIX_AND_MATCH || kind == PNR_BUNDLE_KIND_ADD_ON);
  }
}

/* What was found for the reward of a leader is what the reward costs then, to the cent. */
static void
test_take (Fixture *fixture, gconstpointer data)
{
  PnrPriceRule rule;

  choose (fixture, PNR_BUNDLE_KIND_LEADER);
  g_signal_emit_by_name (get_child (fixture->editor, "price_finder"), "taken",
                         G_GINT64_CONSTANT (1234));
  settle (fixture);
  rule = pnr_bundle_get_price_rule (fixture->bundle);
  g_assert_cmpint (rule.mode, ==, PNR_PRICE_MODE_FIXED);
  g_assert_cmpint (pnr_bundle_get_price_value (fixture->bundle), ==, 1234);
  step_back (fixture);
  g_assert_cmpint (pnr_bundle_get_price_mode (fixture->bundle), ==, PNR_PRICE_MODE_PERCENT_OFF);
}

/* The narrowest window shows all of every kind, whatever is unfolded. */
static void
test_narrow (Fixture *fixture, gconstpointer data)
{
  for (int kind = 0; kind < PNR_N_BUNDLE_KINDS; kind++) {
    GtkListBox *list = get_part (fixture, "parts", "component_list");
    int least;

    if (kind != (int) pnr_bundle_get_kind (fixture->bundle))
      choose (fixture, kind);
    for (int i = 0; i < (int) pnr_bundle_get_n_components (fixture->bundle); i++)
      adw_expander_row_set_expanded (ADW_EXPANDER_ROW (get_row (list, i)), TRUE);
    gtk_widget_measure (GTK_WIDGET (fixture->editor), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL,
                        NULL, NULL);
    g_test_message ("%s: %d", pnr_bundle_kind_get_label (kind), least);
    g_assert_cmpint (least, <=, WIDTH);
  }
}

/* Two of three; the fewest push the most along, and the range that comes of it is told. */
static void
test_choice (Fixture *fixture, gconstpointer data)
{
  GtkLabel *range = get_part (fixture, "figures", "range_label");
  g_autoptr (PnrBundle) before = NULL;

  choose (fixture, PNR_BUNDLE_KIND_MIX_AND_MATCH);
  before = pnr_bundle_copy (fixture->bundle);
  gtk_spin_button_set_value (get_part (fixture, "parts", "least_spin"), 3);
  settle (fixture);
  g_assert_cmpint (pnr_bundle_get_choice_min (fixture->bundle), ==, 3);
  g_assert_cmpint (pnr_bundle_get_choice_max (fixture->bundle), ==, 3);
  check_history (fixture, before);
  gtk_spin_button_set_value (get_part (fixture, "parts", "least_spin"), 1);
  gtk_spin_button_set_value (get_part (fixture, "parts", "step_spin"), 2);
  settle (fixture);
  g_assert_cmpint (pnr_bundle_get_choice_step (fixture->bundle), ==, 2);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (range)));
  g_assert_nonnull (strstr (gtk_label_get_label (range), "26.0"));
  /* Four of three cannot be picked: said where it is, and not saved. */
  gtk_spin_button_set_value (get_part (fixture, "parts", "most_spin"), 5);
  gtk_spin_button_set_value (get_part (fixture, "parts", "least_spin"), 5);
  settle (fixture);
  g_assert_true (gtk_widget_get_visible (get_part (fixture, "parts", "fault_label")));
  g_assert_cmpint (pnr_bundle_get_choice_min (fixture->bundle), <, 5);
  gtk_spin_button_set_value (get_part (fixture, "parts", "least_spin"), 2);
  settle (fixture);
  g_assert_false (gtk_widget_get_visible (get_part (fixture, "parts", "fault_label")));
  g_assert_cmpint (pnr_bundle_get_choice_min (fixture->bundle), ==, 2);
}

static void
test_tiers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PnrBundle) before = NULL;
  gpointer tiers, list, row;
  PnrPriceRule rule;

  choose (fixture, PNR_BUNDLE_KIND_VOLUME);
  tiers = get_part (fixture, "price", "tiers");
  list = get_child (tiers, "tier_list");
  /* Two jackets of 120 for 5 % less. */
  g_assert_nonnull (
      strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (get_row (list, 0))), "228.00"));
  before = pnr_bundle_copy (fixture->bundle);
  gtk_widget_activate (get_child (tiers, "add_button"));
  stage_settle (600);
  g_assert_cmpuint (pnr_bundle_get_n_tiers (fixture->bundle), ==, 3);
  check_history (fixture, before);
  row = get_row (list, 2);
  type_into (get_child (row, "start_entry"), "10");
  type_into (get_child (row, "value_entry"), "20");
  settle (fixture);
  rule = pnr_bundle_get_price_rule (fixture->bundle);
  g_assert_cmpint (rule.tiers[2].start, ==, 10);
  g_assert_cmpint (rule.tiers[2].value, ==, 200000);
  /* None takes less off than the one before: that waits until it is put right. */
  type_into (get_child (row, "value_entry"), "1");
  settle (fixture);
  g_assert_true (gtk_widget_get_visible (get_part (fixture, "price", "fault_label")));
  rule = pnr_bundle_get_price_rule (fixture->bundle);
  g_assert_cmpint (rule.tiers[2].value, ==, 200000);
  type_into (get_child (row, "value_entry"), "15");
  settle (fixture);
  g_assert_false (gtk_widget_get_visible (get_part (fixture, "price", "fault_label")));
  rule = pnr_bundle_get_price_rule (fixture->bundle);
  g_assert_cmpint (rule.tiers[2].value, ==, 150000);
  gtk_drop_down_set_selected (get_child (tiers, "basis_drop_down"), 1);
  gtk_drop_down_set_selected (get_child (tiers, "effect_drop_down"), 1);
  settle (fixture);
  rule = pnr_bundle_get_price_rule (fixture->bundle);
  g_assert_cmpint (rule.tiers[0].start, ==, 24000);
  g_assert_cmpint (rule.tiers[0].value, ==, 1200);
}

static void
type_letters (gpointer amount_entry, const char *text)
{
  gpointer entry = stage_find_type (amount_entry, GTK_TYPE_ENTRY);

  gtk_widget_grab_focus (entry);
  for (gsize length = 1; length <= strlen (text); length++) {
    g_autofree char *start = g_strndup (text, length);

    gtk_editable_set_text (entry, start);
    stage_settle (1);
  }
}

/* A comma is a decimal mark where only that makes sense; of a wrong amount not even the start
 * counts, and the complaint stays when the field is left. */
static void
test_amount (Fixture *fixture, gconstpointer data)
{
  GtkWidget *value = get_part (fixture, "price", "value_entry");
  AdwActionRow *row = get_part (fixture, "price", "value_row");
  static const char *const wrong[] = { "150.5.5", "99999999999999" };

  type_letters (value, "99,5");
  settle (fixture);
  g_assert_cmpint (pnr_bundle_get_price_value (fixture->bundle), ==, 9950);
  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    gtk_widget_grab_focus (get_part (fixture, "price", "mode_drop_down"));
    type_letters (value, wrong[i]);
    gtk_widget_grab_focus (get_part (fixture, "price", "mode_drop_down"));
    settle (fixture);
    g_assert_cmpint (pnr_bundle_get_price_value (fixture->bundle), ==, 9950);
    g_assert_nonnull (strstr (adw_action_row_get_subtitle (row), "old one counts"));
  }
  type_letters (value, "1,234");
  settle (fixture);
  g_assert_cmpint (pnr_bundle_get_price_value (fixture->bundle), ==, 123400);
  g_assert_cmpstr (adw_action_row_get_subtitle (row), ==, "");
}

/* From 100 on the gift costs 93; from 250 on that is little. */
static void
test_gift (Fixture *fixture, gconstpointer data)
{
  AdwActionRow *row = get_part (fixture, "price", "threshold_row");
  g_autoptr (PnrBundle) before = NULL;

  choose (fixture, PNR_BUNDLE_KIND_GIFT);
  before = pnr_bundle_copy (fixture->bundle);
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (row), "93.0 %"));
  type_into (get_part (fixture, "price", "threshold_entry"), "250");
  settle (fixture);
  g_assert_cmpint (pnr_bundle_get_threshold_minor (fixture->bundle), ==, 25000);
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (row), "37.2 %"));
  check_history (fixture, before);
  type_into (get_part (fixture, "price", "threshold_entry"), "0");
  settle (fixture);
  g_assert_true (gtk_widget_get_visible (get_part (fixture, "price", "fault_label")));
  g_assert_cmpint (pnr_bundle_get_threshold_minor (fixture->bundle), ==, 25000);
}

/* Of the suit the tie is optional and costs extra; then it is what is picked. */
static void
test_component (Fixture *fixture, gconstpointer data)
{
  gpointer row = get_row (get_part (fixture, "parts", "component_list"), 1);
  g_autoptr (PnrBundle) before = pnr_bundle_copy (fixture->bundle);
  const PnrComponent *tie;

  gtk_switch_set_active (get_child (row, "optional_switch"), TRUE);
  settle (fixture);
  g_assert_true (pnr_bundle_get_component (fixture->bundle, 1)->is_optional);
  check_history (fixture, before);
  type_into (get_child (row, "extra_entry"), "4.5");
  settle (fixture);
  gtk_spin_button_set_value (get_child (row, "most_spin"), 2);
  settle (fixture);
  tie = pnr_bundle_get_component (fixture->bundle, 1);
  g_assert_cmpint (tie->extra_minor, ==, 450);
  g_assert_cmpint (tie->max_quantity, ==, 2);
  gtk_drop_down_set_selected (get_child (row, "role_drop_down"), 3);
  settle (fixture);
  tie = pnr_bundle_get_component (fixture->bundle, 1);
  g_assert_cmpint (tie->role, ==, PNR_COMPONENT_ROLE_CHOICE);
  g_assert_cmpint (pnr_bundle_get_choice_min (fixture->bundle), ==, 1);
  g_assert_true (gtk_widget_get_visible (get_part (fixture, "parts", "choice_group")));
  gtk_widget_activate (get_child (row, "remove_button"));
  stage_settle (600);
  g_assert_cmpuint (pnr_bundle_get_n_components (fixture->bundle), ==, 2);
  g_assert_cmpint (pnr_bundle_get_choice_min (fixture->bundle), ==, 0);
}

/* Of jacket, tie and cufflinks each has a discount of its own in the rows. */
static void
test_own_discount (Fixture *fixture, gconstpointer data)
{
  gpointer row = get_row (get_part (fixture, "parts", "component_list"), 1);

  gtk_drop_down_set_selected (get_part (fixture, "price", "mode_drop_down"),
                              PNR_PRICE_MODE_PER_COMPONENT);
  settle (fixture);
  g_assert_cmpint (pnr_bundle_get_component (fixture->bundle, 1)->off_ppm, ==, 133333);
  g_assert_false (gtk_widget_get_visible (get_part (fixture, "price", "value_row")));
  g_assert_false (gtk_widget_get_visible (get_part (fixture, "price", "price_slider")));
  type_into (get_child (row, "off_entry"), "50");
  settle (fixture);
  g_assert_cmpint (pnr_bundle_get_component (fixture->bundle, 1)->off_ppm, ==, 500000);
  type_into (get_child (row, "off_entry"), "150");
  g_assert_true (gtk_widget_has_css_class (get_child (row, "off_row"), "error"));
  type_into (get_child (row, "off_entry"), "");
  settle (fixture);
  g_assert_cmpint (pnr_bundle_get_component (fixture->bundle, 1)->off_ppm, ==, 0);
}

/* A floor of 50 % over 93 asks for 186; the price of 169 leaves less, and both are said. */
static void
test_floor (Fixture *fixture, gconstpointer data)
{
  AdwActionRow *row = get_part (fixture, "terms", "floor_row");
  GtkWidget *warnings = get_part (fixture, "figures", "warning_box");
  g_autoptr (PnrBundle) before = pnr_bundle_copy (fixture->bundle);

  g_assert_false (gtk_widget_get_visible (warnings));
  type_into (get_part (fixture, "terms", "floor_entry"), "50");
  settle (fixture);
  g_assert_cmpint (pnr_bundle_get_margin_floor_ppm (fixture->bundle), ==, 500000);
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (row), "186.00"));
  g_assert_nonnull (
      strstr (gtk_label_get_label (get_part (fixture, "figures", "floor_label")), "186.00"));
  g_assert_true (gtk_widget_get_visible (warnings));
  check_history (fixture, before);
  type_into (get_part (fixture, "terms", "floor_entry"), "");
  settle (fixture);
  g_assert_cmpint (pnr_bundle_get_margin_floor_ppm (fixture->bundle), ==, PNR_BUNDLE_NO_FLOOR);
}

/* An exception without its reason waits; what is held back is told of when it is left. */
static void
test_exception (Fixture *fixture, gconstpointer data)
{
  GtkDropDown *exceptions = get_part (fixture, "terms", "exception_drop_down");

  gtk_drop_down_set_selected (exceptions, PNR_PRICE_EXCEPTION_OTHER);
  settle (fixture);
  g_assert_cmpint (pnr_bundle_get_exception (fixture->bundle), ==, PNR_PRICE_EXCEPTION_NONE);
  g_assert_true (gtk_widget_get_visible (get_part (fixture, "terms", "fault_label")));
  gtk_editable_set_text (get_part (fixture, "terms", "reason_entry"), "last season");
  settle (fixture);
  g_assert_cmpint (pnr_bundle_get_exception (fixture->bundle), ==, PNR_PRICE_EXCEPTION_OTHER);
  g_assert_cmpstr (pnr_bundle_get_exception_reason (fixture->bundle), ==, "last season");
  g_assert_false (gtk_widget_get_visible (get_part (fixture, "terms", "fault_label")));
  gtk_drop_down_set_selected (exceptions, PNR_PRICE_EXCEPTION_NONE);
  settle (fixture);
  g_assert_null (pnr_bundle_get_exception_reason (fixture->bundle));
}

/* With nothing in it there is no price to slide, and what to do is said. */
static void
test_emptied (Fixture *fixture, gconstpointer data)
{
  GtkListBox *list = get_part (fixture, "parts", "component_list");
  AdwPreferencesGroup *group = get_part (fixture, "parts", "group");

  g_assert_true (gtk_widget_get_visible (get_part (fixture, "price", "price_slider")));
  for (guint n = pnr_bundle_get_n_components (fixture->bundle); n > 0; n--) {
    g_signal_emit_by_name (get_row (list, 0), "removed");
    settle (fixture);
  }
  g_assert_cmpuint (pnr_bundle_get_n_components (fixture->bundle), ==, 0);
  g_assert_false (gtk_widget_get_visible (get_part (fixture, "price", "price_slider")));
  g_assert_nonnull (strstr (adw_preferences_group_get_description (group), "Add the first"));
}

/* What was held back goes when something else is done to the bundle. */
static void
test_undo_held (Fixture *fixture, gconstpointer data)
{
  choose (fixture, PNR_BUNDLE_KIND_GIFT);
  type_into (get_part (fixture, "price", "threshold_entry"), "0");
  settle (fixture);
  g_assert_true (gtk_widget_get_visible (get_part (fixture, "price", "fault_label")));
  step_back (fixture);
  g_assert_cmpint (pnr_bundle_get_kind (fixture->bundle), ==, PNR_BUNDLE_KIND_MIXED);
  g_assert_false (gtk_widget_get_visible (get_part (fixture, "price", "fault_label")));
  g_assert_true (gtk_widget_get_visible (get_part (fixture, "price", "price_slider")));
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  ADD ("/bundle-kinds/every-kind", test_every_kind);
  ADD ("/bundle-kinds/offered", test_offered);
  ADD ("/bundle-kinds/take", test_take);
  ADD ("/bundle-kinds/narrow", test_narrow);
  ADD ("/bundle-kinds/choice", test_choice);
  ADD ("/bundle-kinds/tiers", test_tiers);
  ADD ("/bundle-kinds/amount", test_amount);
  ADD ("/bundle-kinds/gift", test_gift);
  ADD ("/bundle-kinds/component", test_component);
  ADD ("/bundle-kinds/own-discount", test_own_discount);
  ADD ("/bundle-kinds/floor", test_floor);
  ADD ("/bundle-kinds/exception", test_exception);
  ADD ("/bundle-kinds/emptied", test_emptied);
  ADD ("/bundle-kinds/undo-held", test_undo_held);
#undef ADD
  return g_test_run ();
}
