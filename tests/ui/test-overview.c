/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The overview without a pointer: figures of the period asked for, attention, an empty plan. */
#include "config.h"

#include "stage.h"

#include "base/pnr-money.h"
#include "base/pnr-report.h"
#include "plan/pnr-plan-jobs.h"
#include "plan/pnr-plan-overview.h"
#include "ui/overview/pnr-figure-tile.h"
#include "ui/overview/pnr-figure-words.h"
#include "ui/overview/pnr-loyalty-section.h"
#include "ui/overview/pnr-overview-page.h"
#include "ui/overview/pnr-period-bar.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

typedef struct {
  Stage stage;
  GtkWidget *page;
} Fixture;

static gpointer
get_child (Fixture *fixture, const char *name)
{
  return gtk_widget_get_template_child (fixture->page, PNR_TYPE_OVERVIEW_PAGE, name);
}

static const char *
get_shown (Fixture *fixture)
{
  return gtk_stack_get_visible_child_name (get_child (fixture, "stack"));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  if (GPOINTER_TO_INT (data))
    stage_set_up_sample (&fixture->stage, "suits");
  else
    stage_set_up_empty (&fixture->stage);
  fixture->page = g_object_new (PNR_TYPE_OVERVIEW_PAGE, "session", fixture->stage.session, NULL);
  gtk_window_set_default_size (GTK_WINDOW (fixture->stage.window), 360, 640);
  stage_show (&fixture->stage, fixture->page);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  stage_tear_down (&fixture->stage);
}

/* A disk takes its time; ten seconds are for one that has gone. */
static void
wait_shown (Fixture *fixture, const char *name)
{
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  while (!g_str_equal (get_shown (fixture), name) && g_get_monotonic_time () < end)
    stage_settle (5);
  g_assert_cmpstr (get_shown (fixture), ==, name);
}

static const char *
get_value (Fixture *fixture, PnrFigure figure)
{
  GtkFlowBoxChild *tile =
      gtk_flow_box_get_child_at_index (get_child (fixture, "tile_box"), (int) figure);

  return gtk_label_get_label (GTK_LABEL (
      gtk_widget_get_template_child (GTK_WIDGET (tile), PNR_TYPE_FIGURE_TILE, "value_label")));
}

static void
wait_value (Fixture *fixture, PnrFigure figure, const char *value)
{
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  while (!g_str_equal (get_value (fixture, figure), value) && g_get_monotonic_time () < end)
    stage_settle (5);
  g_assert_cmpstr (get_value (fixture, figure), ==, value);
}

static void
choose (Fixture *fixture, const char *drop_down, guint choice)
{
  GObject *child = gtk_widget_get_template_child (get_child (fixture, "period_bar"),
                                                  PNR_TYPE_PERIOD_BAR, drop_down);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (child), choice);
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  wait_shown (fixture, "empty");
}

/* The whole history's figures are those of pannier-cli info. */
static void
test_figures (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GVariant) info = pnr_plan_dup_info (fixture->stage.plan, NULL);
  g_autofree char *revenue = pnr_report_dup_text (info, "revenue");
  g_autofree char *former = NULL;
  g_autofree char *shown = NULL;
  gint64 minor;
  GtkWidget *growth;

  wait_shown (fixture, "overview");
  growth = get_child (fixture, "growth_group");
  g_assert_true (gtk_widget_get_visible (growth));
  former = g_strdup (get_value (fixture, PNR_FIGURE_REVENUE));
  choose (fixture, "period_drop_down", 0);
  g_assert_true (pnr_money_parse (revenue, "EUR", '.', &minor));
  shown = pnr_money_format (minor, pnr_plan_get_currency (fixture->stage.plan));
  wait_value (fixture, PNR_FIGURE_REVENUE, shown);
  wait_value (fixture, PNR_FIGURE_ORDERS, "6000");
  g_assert_false (gtk_widget_get_visible (growth));
  choose (fixture, "period_drop_down", 2);
  wait_value (fixture, PNR_FIGURE_REVENUE, former);
  g_assert_true (gtk_widget_get_visible (growth));
}

static guint
count_attentions (Fixture *fixture)
{
  GtkListBox *list = get_child (fixture, "attention_list");
  guint n = 0;

  while (gtk_list_box_get_row_at_index (list, (int) n) != NULL)
    n++;
  return n;
}

static gboolean
has_attention (Fixture *fixture, const char *words)
{
  GtkListBox *list = get_child (fixture, "attention_list");

  for (guint i = 0; i < count_attentions (fixture); i++) {
    GtkListBoxRow *row = gtk_list_box_get_row_at_index (list, (int) i);

    if (strstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), words) != NULL)
      return TRUE;
  }
  return FALSE;
}

static void
wait_attention (Fixture *fixture, const char *words, gboolean is_there)
{
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;

  while (has_attention (fixture, words) != is_there && g_get_monotonic_time () < end)
    stage_settle (5);
  g_assert_true (has_attention (fixture, words) == is_there);
}

/* An upsell to something cheaper is told as soon as it is drawn, and no more once it is undone. */
static void
test_attention (Fixture *fixture, gconstpointer data)
{
  GListModel *products = G_LIST_MODEL (pnr_plan_get_products (fixture->stage.plan));
  g_autoptr (PnrProduct) dear = NULL;
  g_autoptr (PnrProduct) cheap = NULL;

  wait_shown (fixture, "overview");
  for (guint i = 0; i < g_list_model_get_n_items (products); i++) {
    g_autoptr (PnrProduct) product = g_list_model_get_item (products, i);
    gint64 price = pnr_product_get_price_minor (product);

    if (dear == NULL || price > pnr_product_get_price_minor (dear))
      g_set_object (&dear, product);
    if (cheap == NULL || price < pnr_product_get_price_minor (cheap))
      g_set_object (&cheap, product);
  }
  g_assert_false (has_attention (fixture, "upsell"));
  pnr_session_relate (fixture->stage.session, pnr_product_get_id (dear), pnr_product_get_id (cheap),
                      PNR_RELATION_KIND_UPSELL, FALSE);
  wait_attention (fixture, "1 upsell", TRUE);
  gtk_widget_activate_action (fixture->page, "page.show-attention", "u",
                              PNR_ATTENTION_CHEAP_UPSELL);
  g_assert_cmpint (pnr_session_get_product_id (fixture->stage.session), ==,
                   pnr_product_get_id (dear));
  g_assert_true (pnr_plan_undo (fixture->stage.plan, NULL, NULL));
  wait_attention (fixture, "1 upsell", FALSE);
  wait_attention (fixture, "wait for a decision", TRUE);
}

static void
test_dates (Fixture *fixture, gconstpointer data)
{
  GtkWidget *bar, *from, *to, *problem;
  PnrOverviewRequest request;

  wait_shown (fixture, "overview");
  bar = get_child (fixture, "period_bar");
  from = GTK_WIDGET (gtk_widget_get_template_child (bar, PNR_TYPE_PERIOD_BAR, "from_entry"));
  to = GTK_WIDGET (gtk_widget_get_template_child (bar, PNR_TYPE_PERIOD_BAR, "to_entry"));
  problem = GTK_WIDGET (gtk_widget_get_template_child (bar, PNR_TYPE_PERIOD_BAR, "problem_label"));
  choose (fixture, "period_drop_down", 4);
  gtk_editable_set_text (GTK_EDITABLE (from), "2024-02-30");
  gtk_editable_set_text (GTK_EDITABLE (to), "2024-03-31");
  g_assert_false (pnr_period_bar_get_request (PNR_PERIOD_BAR (bar), &request));
  g_assert_true (gtk_widget_has_css_class (from, "error"));
  g_assert_true (gtk_widget_get_visible (problem));
  gtk_editable_set_text (GTK_EDITABLE (from), "2024-03-01");
  g_assert_true (pnr_period_bar_get_request (PNR_PERIOD_BAR (bar), &request));
  g_assert_cmpint (request.to - request.from, ==, 31 * 86400);
  g_assert_false (gtk_widget_get_visible (problem));
}

static gpointer
get_part (gpointer section, const char *name)
{
  return gtk_widget_get_template_child (section, PNR_TYPE_LOYALTY_SECTION, name);
}

static void
wait_loyalty (gpointer section, const char *name)
{
  gint64 end = g_get_monotonic_time () + STAGE_PATIENCE_US;
  GtkStack *stack = get_part (section, "stack");

  while (g_strcmp0 (gtk_stack_get_visible_child_name (stack), name) != 0
         && g_get_monotonic_time () < end)
    stage_settle (5);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (stack), ==, name);
}

static void
wait_words (gpointer label, const char *words)
{
  gint64 end = g_get_monotonic_time () + STAGE_PATIENCE_US;

  while (strstr (gtk_label_get_label (label), words) == NULL && g_get_monotonic_time () < end)
    stage_settle (5);
  g_assert_nonnull (strstr (gtk_label_get_label (label), words));
}

/* Who came back, with its interval, and rows for whoever opens them. */
static void
test_loyalty (Fixture *fixture, gconstpointer data)
{
  gpointer section, list;
  gint64 end = g_get_monotonic_time () + STAGE_PATIENCE_US;

  wait_shown (fixture, "overview");
  section = get_child (fixture, "loyalty_section");
  wait_loyalty (section, "loyalty");
  wait_words (get_part (section, "repeat_label"), "90 days after their first order");
  wait_words (get_part (section, "repeat_label"), "interval");
  wait_words (get_part (section, "projection_label"), "last third were missed by");
  list = get_part (section, "cohort_list");
  g_assert_null (gtk_list_box_get_row_at_index (list, 1));
  gtk_expander_set_expanded (get_part (section, "cohorts_expander"), TRUE);
  while (gtk_list_box_get_row_at_index (list, 12) == NULL && g_get_monotonic_time () < end)
    stage_settle (5);
  g_assert_nonnull (gtk_list_box_get_row_at_index (list, 12));
  g_assert_nonnull (strstr (
      gtk_widget_get_tooltip_text (GTK_WIDGET (gtk_list_box_get_row_at_index (list, 1))), "÷"));
  gtk_drop_down_set_selected (get_part (section, "span_drop_down"), 0);
  wait_words (get_part (section, "repeat_label"), "30 days after their first order");
}

/* Where nobody is known, a hint says what to import. */
static void
test_nobody_known (Fixture *fixture, gconstpointer data)
{
  gpointer section = get_child (fixture, "loyalty_section");

  pnr_loyalty_section_load (section, fixture->stage.plan);
  wait_loyalty (section, "hint");
  wait_words (get_part (section, "hint_label"), "customer column");
}

static void
test_change_words (void)
{
  g_autofree char *more = pnr_figure_tile_dup_change (110.0, 100.0, FALSE);
  g_autofree char *less = pnr_figure_tile_dup_change (0.58, 0.6, TRUE);
  g_autofree char *same = pnr_figure_tile_dup_change (100.0, 100.001, FALSE);
  g_autofree char *none = pnr_figure_tile_dup_change (100.0, 0.0, FALSE);
  g_autofree char *unknown = pnr_figure_tile_dup_change (NAN, 5.0, FALSE);

  g_assert_nonnull (strstr (more, "10.0"));
  g_assert_nonnull (strstr (more, "more"));
  g_assert_nonnull (strstr (less, "2.0 points less"));
  g_assert_nonnull (strstr (same, "as before"));
  g_assert_cmpstr (none, ==, unknown);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  g_test_add_func ("/ui/overview/change-words", test_change_words);
  g_test_add ("/ui/overview/empty", Fixture, GINT_TO_POINTER (FALSE), set_up, test_empty,
              tear_down);
  g_test_add ("/ui/overview/figures", Fixture, GINT_TO_POINTER (TRUE), set_up, test_figures,
              tear_down);
  g_test_add ("/ui/overview/attention", Fixture, GINT_TO_POINTER (TRUE), set_up, test_attention,
              tear_down);
  g_test_add ("/ui/overview/dates", Fixture, GINT_TO_POINTER (TRUE), set_up, test_dates, tear_down);
  g_test_add ("/ui/overview/loyalty", Fixture, GINT_TO_POINTER (TRUE), set_up, test_loyalty,
              tear_down);
  g_test_add ("/ui/overview/nobody-known", Fixture, GINT_TO_POINTER (FALSE), set_up,
              test_nobody_known, tear_down);
  return g_test_run ();
}
