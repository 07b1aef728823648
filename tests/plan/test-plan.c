/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The open document: lists change exactly where the plan changed, and undo takes it back. */
#include <glib/gstdio.h>
#include <string.h>

#include "model/pnr-assumption-rule.h"
#include "model/pnr-bundle-kind.h"
#include "plan/pnr-plan-jobs.h"
#include "plan/pnr-plan-market.h"

static char *folder;

typedef struct {
  guint n_signals;
  guint position;
  guint removed;
  guint added;
} Changes;

static void
items_changed_cb (GListModel *list, guint position, guint removed, guint added, Changes *changes)
{
  changes->n_signals++;
  changes->position = position;
  changes->removed = removed;
  changes->added = added;
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static PnrEdit *
edit_product (PnrPlan *plan, gint64 id, const char *sku)
{
  PnrEdit *edit = pnr_edit_new ("Edit product");
  g_autoptr (PnrProduct) product = pnr_product_new (id);

  pnr_product_set_sku (product, sku);
  pnr_edit_put (edit, product);
  return edit;
}

static void
test_lists (void)
{
  g_autofree char *path = g_build_filename (folder, "lists.pannier", NULL);
  GError *error = NULL;
  g_autoptr (PnrPlan) plan = pnr_plan_create (path, "EUR", &error);
  g_autoptr (PnrEdit) first = NULL;
  g_autoptr (PnrEdit) second = NULL;
  g_autoptr (PnrEdit) again = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (PnrContents) contents = NULL;
  Changes changes = { 0 };
  PnrProduct *known;

  g_assert_no_error (error);
  g_assert_cmpstr (pnr_plan_get_name (plan), ==, "lists");
  g_assert_null (pnr_plan_get_undo_name (plan));
  g_signal_connect (pnr_plan_get_products (plan), "items-changed", G_CALLBACK (items_changed_cb),
                    &changes);
  first = edit_product (plan, pnr_plan_take_id (plan), "A");
  second = edit_product (plan, pnr_plan_take_id (plan), "B");
  g_assert_true (pnr_plan_commit (plan, first, &error));
  pnr_plan_commit_async (plan, second, done_cb, &result);
  g_assert_true (pnr_plan_commit_finish (plan, wait_for (&result), &error));
  g_assert_cmpuint (changes.n_signals, ==, 2);
  g_assert_cmpuint (changes.position, ==, 1);
  g_assert_cmpuint (changes.added, ==, 1);
  g_assert_cmpstr (pnr_plan_get_undo_name (plan), ==, "Edit product");
  known = pnr_noun_list_get_by_id (pnr_plan_get_products (plan), 2);
  again = edit_product (plan, 2, "C");
  g_assert_true (pnr_plan_commit (plan, again, &error));
  g_assert_cmpstr (pnr_product_get_sku (known), ==, "C");
  g_assert_true (pnr_plan_undo (plan, NULL, &error));
  g_assert_cmpstr (pnr_product_get_sku (known), ==, "B");
  g_assert_true (pnr_plan_undo (plan, NULL, &error));
  g_assert_cmpuint (changes.removed, ==, 1);
  g_assert_cmpuint (changes.added, ==, 0);
  g_assert_cmpstr (pnr_plan_get_redo_name (plan), ==, "Edit product");
  g_assert_true (pnr_plan_redo (plan, NULL, &error));
  contents = pnr_plan_get_contents (plan);
  g_assert_cmpuint (contents->products->len, ==, 2);
}

/* The call comes back before the store's thread has answered; the lists follow with the answer. */
static void
test_undo_later (void)
{
  g_autofree char *path = g_build_filename (folder, "later.pannier", NULL);
  g_autoptr (PnrPlan) plan = pnr_plan_create (path, "EUR", NULL);
  g_autoptr (PnrEdit) edit = edit_product (plan, pnr_plan_take_id (plan), "A");
  g_autoptr (GAsyncResult) undone = NULL;
  g_autoptr (GAsyncResult) redone = NULL;
  GListModel *products = G_LIST_MODEL (pnr_plan_get_products (plan));

  g_assert_true (pnr_plan_commit (plan, edit, NULL));
  pnr_plan_undo_async (plan, NULL, done_cb, &undone);
  g_assert_null (undone);
  g_assert_cmpuint (g_list_model_get_n_items (products), ==, 1);
  g_assert_true (pnr_plan_undo_finish (plan, wait_for (&undone), NULL));
  g_assert_cmpuint (g_list_model_get_n_items (products), ==, 0);
  pnr_plan_redo_async (plan, NULL, done_cb, &redone);
  g_assert_null (redone);
  g_assert_true (pnr_plan_redo_finish (plan, wait_for (&redone), NULL));
  g_assert_cmpuint (g_list_model_get_n_items (products), ==, 1);
}

/* Nothing new is nothing to log, yet the row that was left out is told again. */
static void
test_nothing_new (void)
{
  g_autofree char *path = g_build_filename (folder, "same.pannier", NULL);
  g_autofree char *file = g_build_filename (folder, "same.csv", NULL);
  const char *const files[] = { file, NULL };
  g_autoptr (PnrPlan) plan = pnr_plan_create (path, "EUR", NULL);
  const PnrImportOptions options = { 0 };

  g_assert_true (
      g_file_set_contents (file, "sku,name,price\nA,Apron,15.00\nB,Bowl,1.2.3\n", -1, NULL));
  for (guint i = 0; i < 2; i++) {
    g_autoptr (PnrImportReport) report =
        pnr_plan_import (plan, files, &options, FALSE, NULL, NULL, NULL);

    g_assert_nonnull (report);
    g_assert_cmpint (pnr_import_report_get_counts (report)->rows_rejected, ==, 1);
    g_assert_cmpuint (pnr_import_report_get_problems (report)->len, ==, 1);
  }
  g_assert_true (pnr_plan_undo (plan, NULL, NULL));
  g_assert_null (pnr_plan_get_undo_name (plan));
}

static void
test_open (void)
{
  g_autofree char *path = g_build_filename (folder, "lists.pannier", NULL);
  g_autofree char *nothing = g_build_filename (folder, "nothing.pannier", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GAsyncResult) failure = NULL;
  g_autoptr (PnrPlan) plan = NULL;
  g_autoptr (PnrPlan) second = NULL;
  GError *error = NULL;

  pnr_plan_open_async (path, NULL, done_cb, &result);
  plan = pnr_plan_open_finish (wait_for (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (pnr_plan_get_products (plan))), ==, 2);
  second = pnr_plan_open (path, &error);
  g_assert_no_error (error);
  g_assert_true (pnr_plan_is_read_only (second));
  g_assert_nonnull (pnr_plan_get_read_only_reason (second));
  pnr_plan_open_async (nothing, NULL, done_cb, &failure);
  g_assert_null (pnr_plan_open_finish (wait_for (&failure), &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
}

/* Nobody has to wait for a plan that is looked through; it opens the next time as if nothing was.
 */
static void
test_open_stopped (void)
{
  g_autofree char *path = g_build_filename (folder, "stopped.pannier", NULL);
  g_autoptr (PnrPlan) made = pnr_plan_create (path, "EUR", NULL);
  g_autoptr (PnrProgress) progress = pnr_progress_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (PnrPlan) plan = NULL;
  GError *error = NULL;

  pnr_plan_close (made);
  pnr_progress_cancel (progress);
  g_assert_null (pnr_plan_open_watched (path, progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  pnr_plan_open_async (path, progress, done_cb, &result);
  g_assert_null (pnr_plan_open_finish (wait_for (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  plan = pnr_plan_open_watched (path, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (pnr_plan_is_read_only (plan));
}

/* A bundle that contradicts itself stays out, and its name is told; why one may be cheap is logged.
 */
static void
test_contradiction (void)
{
  g_autofree char *path = g_build_filename (folder, "bundle.pannier", NULL);
  g_autoptr (PnrPlan) plan = pnr_plan_create (path, "EUR", NULL);
  g_autoptr (PnrBundle) bundle = pnr_bundle_new (pnr_plan_take_id (plan));
  g_autoptr (PnrEdit) wrong = pnr_edit_new ("Add a gift");
  g_autoptr (PnrEdit) right = pnr_edit_new ("Add a gift");
  g_autoptr (GError) error = NULL;

  pnr_bundle_set_sku (bundle, "GIFT");
  pnr_bundle_set_name (bundle, "Free socks");
  pnr_bundle_become (bundle, PNR_BUNDLE_KIND_GIFT);
  pnr_bundle_set_exception (bundle, PNR_PRICE_EXCEPTION_OTHER);
  pnr_bundle_set_exception_reason (bundle, "anniversary");
  pnr_bundle_set_threshold_minor (bundle, 0);
  pnr_edit_put (wrong, bundle);
  g_assert_false (pnr_plan_commit (plan, wrong, &error));
  g_assert_error (error, PNR_PLAN_ERROR, PNR_PLAN_ERROR_CONTRADICTION);
  g_assert_nonnull (strstr (error->message, "Free socks"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (pnr_plan_get_bundles (plan))), ==, 0);
  g_clear_error (&error);

  pnr_bundle_set_threshold_minor (bundle, 5000);
  pnr_edit_put (right, bundle);
  g_assert_true (pnr_plan_commit (plan, right, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (pnr_edit_get_reason (right), ==, "anniversary");
  g_assert_true (pnr_plan_undo (plan, NULL, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (pnr_plan_get_bundles (plan))), ==, 0);
}

/* A window that is closed while its plan is searched: the search ends with a sentence. */
static void
test_closed_meanwhile (void)
{
  g_autofree char *path = g_build_filename (folder, "closed.pannier", NULL);
  g_autoptr (PnrPlan) plan = pnr_plan_create (path, "EUR", NULL);
  g_autoptr (GError) error = NULL;

  pnr_plan_close (plan);
  g_assert_null (pnr_plan_suggest (plan, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

/* What the simulation reads may be typed, and what each is measured in is one thing. */
static void
test_assumptions (void)
{
  guint n_kinds;
  const PnrAssumptionKind *kinds = pnr_plan_get_assumption_kinds (&n_kinds);

  for (guint i = 0; i < n_kinds; i++) {
    PnrAssumptionRule rule;

    g_assert_true (pnr_assumption_rule_find (kinds[i].name, &rule));
    g_assert_cmpint (g_str_equal (kinds[i].unit, "money"), ==,
                     rule.unit == PNR_ASSUMPTION_UNIT_MONEY);
    g_assert_cmpint (g_str_equal (kinds[i].unit, "share"), ==,
                     rule.unit == PNR_ASSUMPTION_UNIT_SHARE
                         || rule.unit == PNR_ASSUMPTION_UNIT_CHANGE);
  }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("pannier-plan-XXXXXX", NULL);
  g_test_add_func ("/plan/lists", test_lists);
  g_test_add_func ("/plan/open", test_open);
  g_test_add_func ("/plan/assumptions", test_assumptions);
  g_test_add_func ("/plan/open-stopped", test_open_stopped);
  g_test_add_func ("/plan/contradiction", test_contradiction);
  g_test_add_func ("/plan/closed-meanwhile", test_closed_meanwhile);
  g_test_add_func ("/plan/nothing-new", test_nothing_new);
  g_test_add_func ("/plan/undo-later", test_undo_later);
  return g_test_run ();
}
