/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding by name: what fits best comes first, and everything that is found can be gone to. */
#include "config.h"

#include "stage.h"

#include "base/pnr-text.h"
#include "ui/finding/pnr-finder.h"

typedef struct {
  Stage stage;
  PnrFinder *finder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  stage_set_up_sample (&fixture->stage, "suits");
  fixture->finder = pnr_finder_new (fixture->stage.session);
  pnr_finder_add_command (fixture->finder,
                          pnr_destination_new ("Ties and bundles", NULL, "x", "win.page('x')"));
  pnr_finder_add_command (fixture->finder, pnr_destination_new ("Undo", NULL, "x", "win.undo"));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->finder);
  stage_tear_down (&fixture->stage);
}

static void
search (Fixture *fixture, const char *text)
{
  gint64 end = g_get_monotonic_time () + STAGE_PATIENCE_US;

  pnr_finder_search (fixture->finder, text);
  while (pnr_finder_is_searching (fixture->finder) && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (pnr_finder_is_searching (fixture->finder));
}

static guint
count_hits (Fixture *fixture)
{
  return g_list_model_get_n_items (pnr_finder_get_hits (fixture->finder));
}

static PnrDestination *
get_hit (Fixture *fixture, guint position)
{
  /* The list holds it as long as nothing else is searched. */
  g_autoptr (PnrDestination) hit =
      g_list_model_get_item (pnr_finder_get_hits (fixture->finder), position);

  g_assert_nonnull (hit);
  return hit;
}

static void
test_rank (void)
{
  static const struct {
    const char *title;
    const char *code;
    const char *searched;
    guint rank;
  } cases[] = {
    { "Silk tie", "TIE-SILK", "tie-silk", 1 }, { "Undo", NULL, "undo", 1 },
    { "Silk tie", "TIE-SILK", "sil", 2 },      { "Silk tie", "TIE-SILK", "tie-", 3 },
    { "Silk tie", "A-1", "tie", 4 },           { "Necktie", "A-1", "tie", 5 },
    { "Necktie", "XTIE", "xti", 3 },           { "Silk tie, red", "A-1", "red silk", 6 },
    { "Silk tie", "A-1", "1 silk", 6 },        { "Silk tie", "A-1", "sock", 0 },
    { "Jäckchen", NULL, "jäck", 2 },           { NULL, NULL, "x", 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *searched = pnr_text_fold (cases[i].searched);

    g_assert_cmpuint (pnr_destination_rank (cases[i].title, cases[i].code, searched), ==,
                      cases[i].rank);
  }
}

/* Who types nothing sees what can be done; the whole catalogue would hide it. */
static void
test_nothing_typed (Fixture *fixture, gconstpointer data)
{
  search (fixture, "  ");
  g_assert_cmpuint (count_hits (fixture), ==, 2);
  g_assert_cmpstr (pnr_destination_get_title (get_hit (fixture, 1)), ==, "Undo");
}

static void
test_sku (Fixture *fixture, gconstpointer data)
{
  GListModel *products = G_LIST_MODEL (pnr_plan_get_products (fixture->stage.plan));
  g_autoptr (PnrProduct) product = g_list_model_get_item (products, 7);
  g_autofree char *action = g_strdup_printf ("win.show-product(int64 %" G_GINT64_FORMAT ")",
                                             pnr_product_get_id (product));

  search (fixture, pnr_product_get_sku (product));
  g_assert_cmpstr (pnr_destination_get_action (get_hit (fixture, 0)), ==, action);
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  search (fixture, "ti");
  g_assert_cmpuint (count_hits (fixture), >, 3);
  g_assert_cmpstr (pnr_destination_get_title (get_hit (fixture, 0)), ==, "Ties and bundles");
  for (guint i = 1; i < count_hits (fixture); i++)
    g_assert_cmpuint (pnr_destination_get_rank (get_hit (fixture, i - 1)), <=,
                      pnr_destination_get_rank (get_hit (fixture, i)));
}

static void
test_bundle (Fixture *fixture, gconstpointer data)
{
  search (fixture, "suit set");
  g_assert_true (
      g_str_has_prefix (pnr_destination_get_action (get_hit (fixture, 0)), "win.show-bundle"));
}

static void
test_no_hit (Fixture *fixture, gconstpointer data)
{
  search (fixture, "zeppelin");
  g_assert_cmpuint (count_hits (fixture), ==, 0);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)
  g_test_add_func ("/finder/rank", test_rank);
  ADD ("/finder/nothing-typed", test_nothing_typed);
  ADD ("/finder/sku", test_sku);
  ADD ("/finder/order", test_order);
  ADD ("/finder/bundle", test_bundle);
  ADD ("/finder/no-hit", test_no_hit);
#undef ADD

  return g_test_run ();
}
