/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bundles that move with their products' prices: found, derived anew in one action, kept, undone.
 */
#include <glib/gstdio.h>

#include "plan/pnr-plan-drift.h"
#include "plan/pnr-plan-jobs.h"

typedef struct {
  char *folder;
  char *path;
  PnrPlan *plan;
  PnrBundle *set;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("pannier-drift-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "drift.pannier", NULL);
  fixture->plan = pnr_plan_create_sample (fixture->path, "suits", NULL, &error);
  g_assert_no_error (error);
  fixture->set = g_list_model_get_item (G_LIST_MODEL (pnr_plan_get_bundles (fixture->plan)), 0);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->set);
  pnr_plan_close (fixture->plan);
  g_object_unref (fixture->plan);
  g_unlink (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static GPtrArray *
find (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *drifts = pnr_plan_find_drifts (fixture->plan, &error);

  g_assert_no_error (error);
  return drifts;
}

static void
commit (Fixture *fixture, PnrEdit *edit)
{
  g_autoptr (GError) error = NULL;

  pnr_plan_commit (fixture->plan, edit, &error);
  g_assert_no_error (error);
}

/* The first product of the set: a jacket at 120 that cost 66. */
static void
set_price (Fixture *fixture, gint64 price_minor, gint64 cost_minor)
{
  g_autoptr (PnrEdit) edit = pnr_edit_new ("Prices");
  g_autoptr (PnrProduct) product = pnr_product_copy (
      pnr_noun_list_get_by_id (pnr_plan_get_products (fixture->plan),
                               pnr_bundle_get_component (fixture->set, 0)->product_id));

  pnr_product_set_price_minor (product, price_minor);
  pnr_product_set_cost_minor (product, cost_minor);
  pnr_edit_put (edit, product);
  commit (fixture, edit);
}

static void
assert_side (const PnrDriftSide *side, gint64 sum, gint64 price, gint64 margin)
{
  g_assert_cmpint (side->sum_minor, ==, sum);
  g_assert_cmpint (side->price_minor, ==, price);
  g_assert_cmpint (side->margin_minor, ==, margin);
}

/* 195 become 210; 169 of it keep their share as 182. */
static void
test_derive (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) none = find (fixture);
  g_autoptr (GPtrArray) drifts = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (PnrEdit) edit = NULL;
  g_autoptr (GError) error = NULL;
  PnrDrift *drift;

  g_assert_cmpuint (none->len, ==, 0);
  set_price (fixture, 13000, 6600);
  set_price (fixture, 13500, 7000);
  drifts = find (fixture);
  g_assert_cmpuint (drifts->len, ==, 1);
  drift = g_ptr_array_index (drifts, 0);
  assert_side (&drift->before, 19500, 16900, 7600);
  assert_side (&drift->now, 21000, 16900, 7200);
  assert_side (&drift->after, 21000, 18200, 8500);
  edit = pnr_drifts_derive (drifts);
  commit (fixture, edit);
  g_assert_cmpint (pnr_bundle_get_price_value (fixture->set), ==, 18200);
  after = find (fixture);
  g_assert_cmpuint (after->len, ==, 0);
  g_assert_true (pnr_plan_undo (fixture->plan, NULL, &error));
  g_assert_no_error (error);
  g_clear_pointer (&after, g_ptr_array_unref);
  after = find (fixture);
  g_assert_cmpuint (after->len, ==, 1);
  g_assert_cmpint (pnr_bundle_get_price_value (fixture->set), ==, 16900);
}

/* Prices that came back, and those whose change was undone, moved nothing. */
static void
test_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) drifts = NULL;
  g_autoptr (GError) error = NULL;

  set_price (fixture, 13500, 6600);
  set_price (fixture, 12000, 6600);
  drifts = find (fixture);
  g_assert_cmpuint (drifts->len, ==, 0);
  set_price (fixture, 13500, 6600);
  g_assert_true (pnr_plan_undo (fixture->plan, NULL, &error));
  g_clear_pointer (&drifts, g_ptr_array_unref);
  drifts = find (fixture);
  g_assert_cmpuint (drifts->len, ==, 0);
}

/* A percentage moves by itself: there is nothing to derive, and what is kept is settled. */
static void
test_keep (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PnrEdit) edit = pnr_edit_new ("Per cent");
  g_autoptr (PnrBundle) percent = pnr_bundle_copy (fixture->set);
  g_autoptr (PnrEdit) keep = NULL;
  g_autoptr (GPtrArray) drifts = NULL;
  g_autoptr (GPtrArray) after = NULL;
  PnrDrift *drift;

  pnr_bundle_set_price_mode (percent, PNR_PRICE_MODE_PERCENT_OFF);
  pnr_bundle_set_price_value (percent, 100000);
  pnr_edit_put (edit, percent);
  commit (fixture, edit);
  set_price (fixture, 12000, 7600);
  drifts = find (fixture);
  g_assert_cmpuint (drifts->len, ==, 1);
  drift = g_ptr_array_index (drifts, 0);
  assert_side (&drift->before, 19500, 17550, 8250);
  assert_side (&drift->now, 19500, 17550, 7250);
  g_assert_null (drift->derived);
  g_assert_null (pnr_drifts_derive (drifts));
  keep = pnr_drifts_keep (drifts);
  commit (fixture, keep);
  after = find (fixture);
  g_assert_cmpuint (after->len, ==, 0);
}

/* What is decided in the same action as a price was decided with the new price. */
static void
test_together (Fixture *fixture, gconstpointer data)
{
  g_autoptr (PnrEdit) edit = pnr_edit_new ("Both");
  g_autoptr (PnrBundle) set = pnr_bundle_copy (fixture->set);
  g_autoptr (PnrProduct) product = pnr_product_copy (pnr_noun_list_get_by_id (
      pnr_plan_get_products (fixture->plan), pnr_bundle_get_component (set, 1)->product_id));
  g_autoptr (GPtrArray) drifts = NULL;

  pnr_product_set_price_minor (product, 5000);
  pnr_bundle_set_price_value (set, 18000);
  pnr_edit_put (edit, product);
  pnr_edit_put (edit, set);
  commit (fixture, edit);
  drifts = find (fixture);
  g_assert_cmpuint (drifts->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/drift/derive", Fixture, NULL, set_up, test_derive, tear_down);
  g_test_add ("/drift/back", Fixture, NULL, set_up, test_back, tear_down);
  g_test_add ("/drift/keep", Fixture, NULL, set_up, test_keep, tear_down);
  g_test_add ("/drift/together", Fixture, NULL, set_up, test_together, tear_down);

  return g_test_run ();
}
