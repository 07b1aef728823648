/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan file: strangers are refused, nouns come back as put, every step is taken back exactly.
 */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/pnr-money.h"
#include "model/pnr-noun.h"
#include "store/pnr-store.h"

static char *folder;

static char *
path_of (const char *name)
{
  return g_build_filename (folder, name, NULL);
}

static PnrStore *
new_store (const char *name)
{
  g_autofree char *path = path_of (name);
  GError *error = NULL;
  PnrStore *store = pnr_store_create (path, "EUR", &error);

  g_assert_no_error (error);
  g_assert_nonnull (store);
  return store;
}

static void
commit (PnrStore *store, PnrEdit *edit)
{
  GError *error = NULL;

  g_assert_true (pnr_store_apply_edit (store, edit, NULL, &error));
  g_assert_no_error (error);
}

static PnrProduct *
make_product (gint64 id)
{
  g_autofree char *sku = g_strdup_printf ("P-%" G_GINT64_FORMAT, id);
  PnrProduct *product = pnr_product_new (id);

  pnr_product_set_sku (product, sku);
  return product;
}

static void
put_products (PnrStore *store, guint n_products)
{
  g_autoptr (PnrEdit) edit = pnr_edit_new ("Add products");

  for (guint i = 1; i <= n_products; i++) {
    g_autoptr (PnrProduct) product = make_product (i);

    pnr_edit_put (edit, product);
  }
  commit (store, edit);
}

static void
assert_refused (const char *path, PnrStoreError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (pnr_store_open (path, PNR_STORE_OPEN_DEFAULT, &error));
  g_assert_error (error, PNR_STORE_ERROR, (int) code);
  g_assert_cmpuint (strlen (error->message), >, 20);
}

static void
assert_bytes_refused (const char *bytes, gsize size, PnrStoreError code)
{
  g_autofree char *path = path_of ("stranger.pannier");

  g_assert_true (g_file_set_contents (path, bytes, size, NULL));
  assert_refused (path, code);
  g_unlink (path);
}

static void
test_strangers (void)
{
  PnrStore *store = new_store ("whole.pannier");
  g_autofree char *path = path_of ("whole.pannier");
  g_autofree char *pipe = path_of ("pipe");
  g_autofree char *nothing = path_of ("nothing.pannier");
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;

  put_products (store, 300);
  pnr_store_close (store);
  g_object_unref (store);
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  assert_bytes_refused ("", 0, PNR_STORE_ERROR_NOT_A_PLAN);
  assert_bytes_refused ("sku,name\n1,2\n", 13, PNR_STORE_ERROR_NOT_A_PLAN);
  assert_bytes_refused (bytes, size - 4096, PNR_STORE_ERROR_DAMAGED);
  assert_bytes_refused (bytes, size - 5, PNR_STORE_ERROR_DAMAGED);
  bytes[63] = 99;
  assert_bytes_refused (bytes, size, PNR_STORE_ERROR_NEWER);
  bytes[63] = 0;
  assert_bytes_refused (bytes, size, PNR_STORE_ERROR_DAMAGED);
  bytes[60] = (char) 0x80;
  assert_bytes_refused (bytes, size, PNR_STORE_ERROR_DAMAGED);
  assert_refused (folder, PNR_STORE_ERROR_NOT_A_PLAN);
  assert_refused (nothing, PNR_STORE_ERROR_NOT_FOUND);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  assert_refused (pipe, PNR_STORE_ERROR_NOT_A_PLAN);
  g_assert_null (pnr_store_create (path, "EUR", &error));
  g_assert_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_EXISTS);
}

/* Rows as a text, without the times of the log. */
static char *
dump_of (PnrStore *store)
{
  GError *error = NULL;
  char *dump = pnr_store_dump (store, &error);

  g_assert_no_error (error);
  return dump;
}

static PnrStore *
reopen (PnrStore *store)
{
  g_autofree char *path = g_strdup (pnr_store_get_path (store));
  GError *error = NULL;

  pnr_store_close (store);
  g_object_unref (store);
  store = pnr_store_open (path, PNR_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  return store;
}

/* Gives every property of a noun a value of its own. */
static void
fill (gpointer noun, gint64 seed)
{
  guint n_specs;
  g_autofree GParamSpec **specs =
      g_object_class_list_properties (G_OBJECT_GET_CLASS (noun), &n_specs);

  for (guint i = 0; i < n_specs; i++) {
    GParamSpec *spec = specs[i];
    g_autofree char *text = g_strdup_printf ("%s %" G_GINT64_FORMAT " ü", spec->name, seed);

    if (!(spec->flags & G_PARAM_WRITABLE) || spec->flags & G_PARAM_CONSTRUCT_ONLY
        || g_str_has_suffix (spec->name, "-id") || g_str_has_prefix (spec->name, "n-orders")
        || g_str_equal (spec->name, "units-milli") || g_str_equal (spec->name, "revenue-minor"))
      continue;
    if (spec->value_type == G_TYPE_STRING)
      g_object_set (noun, spec->name, text, NULL);
    else if (spec->value_type == G_TYPE_INT64)
      g_object_set (noun, spec->name, (gint64) (seed * 1000 + i), NULL);
    else if (spec->value_type == G_TYPE_DOUBLE)
      g_object_set (noun, spec->name, seed + i / 8.0, NULL);
    else if (spec->value_type == G_TYPE_BOOLEAN)
      g_object_set (noun, spec->name, (int) (seed % 2), NULL);
    else if (G_TYPE_IS_ENUM (spec->value_type))
      g_object_set (noun, spec->name, 1, NULL);
  }
}

static void
assert_same_noun (gpointer noun, gpointer read)
{
  guint n_specs;
  g_autofree GParamSpec **specs =
      g_object_class_list_properties (G_OBJECT_GET_CLASS (noun), &n_specs);

  g_assert_true (G_OBJECT_TYPE (noun) == G_OBJECT_TYPE (read));
  for (guint i = 0; i < n_specs; i++) {
    g_auto (GValue) put = G_VALUE_INIT;
    g_auto (GValue) got = G_VALUE_INIT;

    if (G_TYPE_FUNDAMENTAL (specs[i]->value_type) == G_TYPE_BOXED)
      continue;
    g_object_get_property (noun, specs[i]->name, &put);
    g_object_get_property (read, specs[i]->name, &got);
    if (g_param_values_cmp (specs[i], &put, &got) != 0)
      g_error ("%s differs", specs[i]->name);
  }
}

static PnrScenario *
make_scenario (gint64 id, gint64 bundle_id, gint64 seed)
{
  PnrScenario *scenario = pnr_scenario_new (id);
  g_autoptr (GPtrArray) assumptions = g_ptr_array_new_with_free_func (g_object_unref);
  PnrAssumption *assumption = pnr_assumption_new ();

  fill (scenario, seed);
  pnr_assumption_set_name (assumption, "elasticity");
  pnr_assumption_set_value (assumption, -1.25);
  pnr_assumption_set_low (assumption, -2 - seed % 7);
  pnr_assumption_set_high (assumption, -0.5);
  g_ptr_array_add (assumptions, assumption);
  pnr_scenario_set_assumptions (scenario, assumptions);
  if (bundle_id != 0)
    pnr_scenario_set_bundle_ids (scenario, &bundle_id, 1);
  return scenario;
}

static void
test_nouns (void)
{
  g_autoptr (PnrStore) store = new_store ("nouns.pannier");
  g_autoptr (PnrProduct) product = pnr_product_new (5);
  g_autoptr (PnrRelation) relation = pnr_relation_new (10);
  g_autoptr (PnrVerdict) verdict = pnr_verdict_new (11);
  g_autoptr (PnrBundle) bundle = pnr_bundle_new (12);
  g_autoptr (PnrScenario) scenario = make_scenario (13, 12, 3);
  g_autoptr (PnrPlace) place = pnr_place_new (14);
  g_autoptr (PnrEdit) edit = pnr_edit_new ("Everything");
  g_autoptr (PnrContents) contents = NULL;
  const PnrComponent part = { .product_id = 1,
                              .quantity = 2,
                              .role = PNR_COMPONENT_ROLE_CHOICE,
                              .is_optional = TRUE,
                              .min_quantity = 1,
                              .max_quantity = 3,
                              .weight = 40,
                              .off_ppm = 150000,
                              .extra_minor = 250 };
  const PnrPriceTier tiers[] = { { 2, 50000 }, { 4, 100000 } };
  PnrPriceRule rule;

  put_products (store, 2);
  fill (product, 7);
  fill (relation, 8);
  fill (verdict, 9);
  fill (bundle, 10);
  fill (place, 11);
  pnr_relation_set_from_id (relation, 1);
  pnr_relation_set_to_id (relation, 2);
  pnr_verdict_set_from_id (verdict, 5);
  pnr_verdict_set_to_id (verdict, 2);
  pnr_place_set_product_id (place, 5);
  pnr_bundle_set_component (bundle, 5, 2, PNR_COMPONENT_ROLE_MAIN);
  pnr_bundle_change_component (bundle, 1, &part);
  pnr_bundle_set_tiers (bundle, tiers, G_N_ELEMENTS (tiers));
  pnr_edit_put (edit, scenario);
  pnr_edit_put (edit, place);
  pnr_edit_put (edit, bundle);
  pnr_edit_put (edit, verdict);
  pnr_edit_put (edit, relation);
  pnr_edit_put (edit, product);
  commit (store, edit);
  store = reopen (g_steal_pointer (&store));
  contents = pnr_store_read_contents (store, NULL);
  assert_same_noun (product, pnr_contents_get_product (contents, 5));
  assert_same_noun (relation, g_ptr_array_index (contents->relations, 0));
  assert_same_noun (verdict, g_ptr_array_index (contents->verdicts, 0));
  assert_same_noun (bundle, g_ptr_array_index (contents->bundles, 0));
  assert_same_noun (scenario, g_ptr_array_index (contents->scenarios, 0));
  assert_same_noun (place, g_ptr_array_index (contents->places, 0));
  g_assert_cmpint (contents->last_id, ==, 14);
  g_assert_cmpint (pnr_store_take_id (store), ==, 15);
  g_assert_true (
      pnr_component_equal (pnr_bundle_get_component (g_ptr_array_index (contents->bundles, 0), 1),
                           pnr_bundle_get_component (bundle, 1)));
  rule = pnr_bundle_get_price_rule (g_ptr_array_index (contents->bundles, 0));
  g_assert_cmpmem (rule.tiers, rule.n_tiers * sizeof *tiers, tiers, sizeof tiers);
  g_assert_cmpint (pnr_scenario_get_bundle_id (g_ptr_array_index (contents->scenarios, 0), 0), ==,
                   12);
  g_assert_cmpfloat (pnr_assumption_get_value (pnr_scenario_find_assumption (
                         g_ptr_array_index (contents->scenarios, 0), "elasticity")),
                     ==, -1.25);
}

static void
test_cascade (void)
{
  g_autoptr (PnrStore) store = new_store ("cascade.pannier");
  g_autoptr (PnrBundle) bundle = pnr_bundle_new (100);
  g_autoptr (PnrScenario) scenario = make_scenario (101, 100, 2);
  g_autoptr (PnrProduct) product = make_product (1);
  g_autoptr (PnrEdit) add = pnr_edit_new ("Add bundle");
  g_autoptr (PnrEdit) remove = pnr_edit_new ("Remove product");
  g_autoptr (PnrStoreChange) change = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;
  GError *error = NULL;

  put_products (store, 3);
  fill (bundle, 4);
  pnr_bundle_set_component (bundle, 1, 1, PNR_COMPONENT_ROLE_MAIN);
  pnr_bundle_set_component (bundle, 2, 1, PNR_COMPONENT_ROLE_MAIN);
  pnr_edit_put (add, bundle);
  pnr_edit_put (add, scenario);
  commit (store, add);
  before = dump_of (store);
  pnr_edit_remove (remove, product);
  g_assert_true (pnr_store_apply_edit (store, remove, &change, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (change->removals->len, ==, 1);
  g_assert_cmpuint (change->puts->len, ==, 1);
  g_assert_cmpuint (pnr_bundle_get_n_components (g_ptr_array_index (change->puts, 0)), ==, 1);
  g_assert_cmpstr (change->undo_name, ==, "Remove product");
  after = dump_of (store);
  g_assert_true (pnr_store_undo (store, NULL, &error));
  g_assert_no_error (error);
  undone = dump_of (store);
  g_assert_cmpstr (before, ==, undone);
  g_assert_true (pnr_store_redo (store, NULL, &error));
  g_assert_no_error (error);
  redone = dump_of (store);
  g_assert_cmpstr (after, ==, redone);
}

/* As the plan has it after the action. */
static PnrProduct *
commit_price (PnrStore *store, PnrProduct *product, gint64 price_minor)
{
  g_autoptr (PnrEdit) edit = pnr_edit_new ("Price");
  g_autoptr (PnrProduct) copy = pnr_product_copy (product);
  g_autoptr (PnrStoreChange) change = NULL;
  g_autoptr (GError) error = NULL;

  pnr_product_set_price_minor (copy, price_minor);
  pnr_edit_put (edit, copy);
  g_assert_true (pnr_store_apply_edit (store, edit, &change, &error));
  g_assert_no_error (error);
  return g_object_ref (g_ptr_array_index (change->puts, 0));
}

/* What a price was before is kept with the action that changes it, and goes with it. */
static void
test_price_history (void)
{
  g_autoptr (PnrStore) store = new_store ("prices.pannier");
  g_autoptr (PnrProduct) bare = make_product (1);
  g_autoptr (PnrProduct) priced = commit_price (store, bare, 1000);
  g_autoptr (PnrProduct) reduced = commit_price (store, priced, 800);
  g_autofree char *before = dump_of (store);
  g_autoptr (PnrProduct) cleared = commit_price (store, reduced, PNR_MONEY_UNKNOWN);
  const PnrPastAsk *ask;
  g_autofree char *undone = NULL;

  g_assert_null (pnr_product_get_price_history (priced));
  g_assert_cmpint (pnr_product_get_price_since (priced), >, 0);
  g_assert_cmpuint (pnr_price_history_get_length (pnr_product_get_price_history (reduced)), ==, 1);
  ask = pnr_price_history_get (pnr_product_get_price_history (reduced), 0);
  g_assert_cmpint (ask->price_minor, ==, 1000);
  g_assert_cmpint (ask->since, ==, pnr_product_get_price_since (priced));
  g_assert_cmpint (ask->origin, ==, PNR_PRICE_ORIGIN_EDIT);
  g_assert_cmpint (pnr_product_get_price_since (reduced), >=, ask->since);
  g_assert_cmpuint (pnr_price_history_get_length (pnr_product_get_price_history (cleared)), ==, 2);
  g_assert_cmpint (pnr_product_get_price_since (cleared), ==, 0);
  g_assert_true (pnr_store_undo (store, NULL, NULL));
  undone = dump_of (store);
  g_assert_cmpstr (undone, ==, before);
}

static gpointer
random_noun (GRand *chance)
{
  static const PnrPriceTier tiers[] = { { 2, 50000 }, { 4, 100000 } };
  gint64 seed = g_rand_int_range (chance, 1, 1000);
  gint64 product = g_rand_int_range (chance, 1, 20);
  gint64 other = 1 + product % 19;
  gpointer noun;

  switch (g_rand_int_range (chance, 0, 6)) {
  case 0:
    noun = pnr_product_new (product);
    fill (noun, seed);
    g_object_set (noun, "sku", NULL, NULL);
    {
      g_autofree char *sku =
          g_strdup_printf ("S%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT, product, seed);

      pnr_product_set_sku (noun, sku);
    }
    for (gint64 i = 0; i < seed % 3; i++) {
      const PnrPastAsk ask = { seed * i, seed, PNR_PRICE_ORIGIN_EDIT };
      g_autoptr (GArray) history =
          pnr_price_history_append (pnr_product_get_price_history (noun), &ask);

      pnr_product_set_price_history (noun, history);
    }
    return noun;
  case 1:
    noun = pnr_relation_new (g_rand_int_range (chance, 1, 15));
    fill (noun, seed);
    g_object_set (noun, "from-id", product, "to-id", other, NULL);
    return noun;
  case 2:
    noun = pnr_verdict_new (g_rand_int_range (chance, 1, 15));
    fill (noun, seed);
    g_object_set (noun, "from-id", product, "to-id", other, NULL);
    return noun;
  case 3:
    noun = pnr_bundle_new (g_rand_int_range (chance, 1, 8));
    fill (noun, seed);
    pnr_bundle_set_component (noun, product, 1 + seed % 3, PNR_COMPONENT_ROLE_MAIN);
    pnr_bundle_set_component (noun, other, 1, PNR_COMPONENT_ROLE_GIFT);
    pnr_bundle_set_tiers (noun, tiers, seed % 3);
    return noun;
  case 4:
    return make_scenario (g_rand_int_range (chance, 1, 8),
                          seed % 2 ? g_rand_int_range (chance, 1, 8) : 0, seed);
  default:
    noun = pnr_place_new (g_rand_int_range (chance, 1, 15));
    fill (noun, seed % 4);
    g_object_set (noun, "product-id", product, NULL);
    return noun;
  }
}

/* Any edit may be refused (a product that is not there); then nothing may have changed. */
static void
test_random_edits (void)
{
  const guint n_edits = 200;
  PnrStore *store = new_store ("random.pannier");
  g_autoptr (GRand) chance = g_rand_new_with_seed (20240229);
  g_autoptr (GPtrArray) dumps = g_ptr_array_new_with_free_func (g_free);
  GError *error = NULL;

  put_products (store, 20);
  g_ptr_array_add (dumps, dump_of (store));
  while (dumps->len <= n_edits) {
    g_autoptr (PnrEdit) edit = pnr_edit_new ("Something");
    const char *before = g_ptr_array_index (dumps, dumps->len - 1);
    g_autofree char *after = NULL;

    for (int i = g_rand_int_range (chance, 1, 5); i > 0; i--) {
      g_autoptr (GObject) noun = random_noun (chance);

      if (g_rand_int_range (chance, 0, 4) == 0)
        pnr_edit_remove (edit, noun);
      else
        pnr_edit_put (edit, noun);
    }
    pnr_store_apply_edit (store, edit, NULL, NULL);
    after = dump_of (store);
    if (strcmp (before, after) != 0)
      g_ptr_array_add (dumps, g_steal_pointer (&after));
  }
  for (guint i = n_edits; i > 0; i--) {
    g_autofree char *undone = NULL;

    if (i % 50 == 0)
      store = reopen (store);
    g_assert_true (pnr_store_undo (store, NULL, &error));
    g_assert_no_error (error);
    undone = dump_of (store);
    g_assert_cmpstr (undone, ==, g_ptr_array_index (dumps, i - 1));
  }
  for (guint i = 1; i <= n_edits; i++) {
    g_autofree char *redone = NULL;

    g_assert_true (pnr_store_redo (store, NULL, &error));
    g_assert_no_error (error);
    redone = dump_of (store);
    g_assert_cmpstr (redone, ==, g_ptr_array_index (dumps, i));
  }
  g_assert_false (pnr_store_redo (store, NULL, &error));
  g_assert_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_NOTHING_TO_DO);
  g_clear_error (&error);
  g_object_unref (store);
}

static void
test_two_openers (void)
{
  g_autoptr (PnrStore) first = new_store ("two.pannier");
  g_autoptr (PnrStore) second = NULL;
  g_autoptr (PnrEdit) edit = pnr_edit_new ("Add");
  g_autoptr (PnrProduct) product = make_product (1);
  g_autoptr (GError) error = NULL;

  second = pnr_store_open (pnr_store_get_path (first), PNR_STORE_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_true (pnr_store_is_read_only (second));
  g_assert_nonnull (pnr_store_get_read_only_reason (second));
  pnr_edit_put (edit, product);
  g_assert_false (pnr_store_apply_edit (second, edit, NULL, &error));
  g_assert_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_READ_ONLY);
  commit (first, edit);
}

static void
test_untouched (void)
{
  PnrStore *store = new_store ("untouched.pannier");
  g_autofree char *path = path_of ("untouched.pannier");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize n_before;
  gsize n_after;

  put_products (store, 10);
  g_object_unref (store);
  g_assert_true (g_file_get_contents (path, &before, &n_before, NULL));
  g_object_unref (pnr_store_open (path, PNR_STORE_OPEN_DEFAULT, NULL));
  g_assert_true (g_file_get_contents (path, &after, &n_after, NULL));
  g_assert_cmpmem (before, n_before, after, n_after);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("pannier-store-XXXXXX", NULL);
  g_test_add_func ("/store/strangers", test_strangers);
  g_test_add_func ("/store/nouns", test_nouns);
  g_test_add_func ("/store/cascade", test_cascade);
  g_test_add_func ("/store/price-history", test_price_history);
  g_test_add_func ("/store/random-edits", test_random_edits);
  g_test_add_func ("/store/two-openers", test_two_openers);
  g_test_add_func ("/store/untouched", test_untouched);
  return g_test_run ();
}
