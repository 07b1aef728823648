/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Five hundred acts of every kind that a plan knows, chosen by chance from a seed: each undone in
 * turn gives every state before it again, redone every state after it, also by closing and opening
 * in between and by jumping through the log. States are compared as dumps of the whole file. */
#include <glib/gstdio.h>
#include <string.h>

#include "model/pnr-bundle-kind.h"
#include "plan/pnr-plan-jobs.h"
#include "plan/pnr-plan-keeping.h"
#include "plan/pnr-plan-log.h"
#include "store/pnr-store.h"

#define N_ACTS 500
#define ACTS_PER_SESSION 60
#define N_PRODUCTS 30

typedef struct {
  char *folder;
  char *path;
  PnrPlan *plan;
  PnrStore *reader;
  GRand *chance;
  guint n_files;
  GPtrArray *states; /* sums of dumps */
  GArray *actions;   /* the log's id of each state but the first */
  guint n_new_bundles;
  guint kinds_seen; /* bits of the kinds of bundles that were kept */
} Story;

static int
chance_of (Story *self, int below)
{
  return g_rand_int_range (self->chance, 0, below);
}

static gpointer
any_of (Story *self, PnrNounList *list)
{
  guint n_nouns = g_list_model_get_n_items (G_LIST_MODEL (list));
  gpointer noun;

  if (n_nouns == 0)
    return NULL;
  noun = g_list_model_get_item (G_LIST_MODEL (list), chance_of (self, (int) n_nouns));
  g_object_unref (noun);
  return noun;
}

static gint64
any_product (Story *self)
{
  PnrProduct *product = any_of (self, pnr_plan_get_products (self->plan));

  return product != NULL ? pnr_product_get_id (product) : 0;
}

static PnrEdit *
edit_products (Story *self)
{
  PnrEdit *edit = pnr_edit_new ("Edit products");

  for (int i = chance_of (self, 3); i >= 0; i--) {
    PnrProduct *known = any_of (self, pnr_plan_get_products (self->plan));
    g_autoptr (PnrProduct) product = known != NULL ? pnr_product_copy (known) : NULL;

    if (product == NULL)
      continue;
    pnr_product_set_price_minor (product, 100 + chance_of (self, 10000));
    pnr_product_set_stock (product, chance_of (self, 50));
    pnr_edit_put (edit, product);
  }
  return edit;
}

static PnrEdit *
add_or_remove_product (Story *self)
{
  PnrEdit *edit = pnr_edit_new ("Add or remove a product");
  g_autoptr (PnrProduct) product = NULL;
  g_autofree char *sku = g_strdup_printf ("NEW-%d", chance_of (self, 100000));

  if (chance_of (self, 2) == 0 && any_product (self) != 0) {
    pnr_edit_remove (edit, any_of (self, pnr_plan_get_products (self->plan)));
    return edit;
  }
  product = pnr_product_new (pnr_plan_take_id (self->plan));
  pnr_product_set_sku (product, sku);
  pnr_edit_put (edit, product);
  return edit;
}

static void
put_relation (Story *self, PnrEdit *edit)
{
  g_autoptr (PnrRelation) relation = pnr_relation_new (pnr_plan_take_id (self->plan));

  pnr_relation_set_kind (relation, chance_of (self, 4));
  pnr_relation_set_from_id (relation, any_product (self));
  pnr_relation_set_to_id (relation, any_product (self));
  pnr_relation_set_two_way (relation, chance_of (self, 2));
  pnr_decision_set_evidence (PNR_DECISION (relation), chance_of (self, 2));
  pnr_decision_set_created (PNR_DECISION (relation), 1700000000 + chance_of (self, 1000));
  pnr_edit_put (edit, relation);
}

/* Accepting many suggestions is one act, too. */
static PnrEdit *
add_relations (Story *self)
{
  PnrEdit *edit = pnr_edit_new ("Accept suggestions");

  for (int i = chance_of (self, 5); i >= 0; i--)
    put_relation (self, edit);
  return edit;
}

static PnrEdit *
change_relation (Story *self)
{
  PnrEdit *edit = pnr_edit_new ("Change or approve a relationship");
  PnrRelation *known = any_of (self, pnr_plan_get_relations (self->plan));
  g_autoptr (PnrRelation) relation = known != NULL ? pnr_relation_copy (known) : NULL;

  if (relation == NULL)
    return edit;
  if (chance_of (self, 3) == 0) {
    pnr_edit_remove (edit, relation);
    return edit;
  }
  pnr_relation_set_position (relation, chance_of (self, 9));
  pnr_decision_set_approver (PNR_DECISION (relation), "Anna");
  pnr_decision_set_approved (PNR_DECISION (relation), 1 + chance_of (self, 1000));
  pnr_edit_put (edit, relation);
  return edit;
}

static void
change_component (Story *self, PnrBundle *bundle)
{
  guint n = pnr_bundle_get_n_components (bundle);
  PnrComponent component = { 0 };

  if (n == 0)
    return;
  component = *pnr_bundle_get_component (bundle, (guint) chance_of (self, (int) n));
  component.is_optional = chance_of (self, 4) == 0;
  component.quantity = 1 + chance_of (self, 3);
  component.min_quantity = chance_of (self, 2);
  component.max_quantity = component.quantity + chance_of (self, 3);
  component.weight = chance_of (self, 5);
  component.off_ppm = chance_of (self, 3) * 50000;
  component.extra_minor = chance_of (self, 3) * 50;
  for (guint i = 0; i < n; i++) {
    if (pnr_bundle_get_component (bundle, i)->product_id == component.product_id
        && pnr_bundle_get_component (bundle, i)->role == component.role)
      pnr_bundle_change_component (bundle, i, &component);
  }
}

static void
change_terms (Story *self, PnrBundle *bundle)
{
  const PnrPriceTier tiers[] = { { 1 + chance_of (self, 3), chance_of (self, 50000) },
                                 { 4 + chance_of (self, 3), 50000 + chance_of (self, 50000) } };

  pnr_bundle_set_tiers (bundle, tiers, (guint) chance_of (self, 3));
  pnr_bundle_set_tier_basis (bundle, chance_of (self, 2));
  pnr_bundle_set_max_uses (bundle, chance_of (self, 3));
  pnr_bundle_set_margin_floor_ppm (bundle, chance_of (self, 2) ? chance_of (self, 500000)
                                                               : PNR_BUNDLE_NO_FLOOR);
  pnr_bundle_set_exception (bundle, chance_of (self, 3));
  if (pnr_bundle_get_choice_min (bundle) > 0)
    pnr_bundle_set_choice (bundle, 1, 1 + chance_of (self, 2), 1);
  if (pnr_bundle_get_kind (bundle) == PNR_BUNDLE_KIND_GIFT)
    pnr_bundle_set_threshold_minor (bundle, 1 + chance_of (self, 10000));
}

/* New ones are of each kind in turn. */
static PnrBundle *
make_bundle (Story *self)
{
  PnrBundleKind kind = self->n_new_bundles++ % PNR_N_BUNDLE_KINDS;
  PnrBundle *bundle = pnr_bundle_new (pnr_plan_take_id (self->plan));

  pnr_bundle_set_component (bundle, any_product (self), 1 + chance_of (self, 2),
                            pnr_bundle_kind_get_next_role (pnr_bundle_get_kind (bundle), 0));
  pnr_bundle_become (bundle, kind);
  return bundle;
}

/* Some of what comes out contradicts itself, and is refused. */
static PnrBundle *
vary_bundle (Story *self, PnrBundle *known)
{
  PnrBundle *bundle = pnr_bundle_copy (known);

  pnr_bundle_set_component (bundle, any_product (self), chance_of (self, 3),
                            pnr_bundle_kind_get_next_role (pnr_bundle_get_kind (bundle),
                                                           pnr_bundle_get_n_components (bundle)));
  if (chance_of (self, 3) == 0)
    pnr_bundle_become (bundle, chance_of (self, PNR_N_BUNDLE_KINDS));
  if (chance_of (self, 4) == 0)
    pnr_bundle_set_price_mode (bundle, chance_of (self, PNR_N_PRICE_MODES));
  if (chance_of (self, 2) == 0 && pnr_bundle_get_kind (bundle) != PNR_BUNDLE_KIND_GIFT)
    pnr_bundle_set_price_value (bundle, chance_of (self, 100000));
  change_component (self, bundle);
  change_terms (self, bundle);
  return bundle;
}

static PnrEdit *
change_bundle (Story *self)
{
  PnrEdit *edit = pnr_edit_new ("Change a bundle");
  PnrBundle *known = any_of (self, pnr_plan_get_bundles (self->plan));
  g_autofree char *sku = g_strdup_printf ("SET-%d", chance_of (self, 100000));
  g_autoptr (PnrBundle) bundle = NULL;

  if (known != NULL && chance_of (self, 6) == 0) {
    pnr_edit_remove (edit, known);
    return edit;
  }
  bundle = known != NULL && chance_of (self, 2) ? vary_bundle (self, known) : make_bundle (self);
  pnr_bundle_set_sku (bundle, sku);
  pnr_edit_put (edit, bundle);
  return edit;
}

static PnrEdit *
change_scenario (Story *self)
{
  PnrEdit *edit = pnr_edit_new ("Change a scenario");
  PnrScenario *known = any_of (self, pnr_plan_get_scenarios (self->plan));
  PnrBundle *bundle = any_of (self, pnr_plan_get_bundles (self->plan));
  g_autoptr (PnrScenario) scenario =
      pnr_scenario_new (known != NULL && chance_of (self, 2) ? pnr_scenario_get_id (known)
                                                             : pnr_plan_take_id (self->plan));
  g_autoptr (GPtrArray) assumptions = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *name = g_strdup_printf ("Scenario %d", chance_of (self, 100000));
  gint64 id = bundle != NULL ? pnr_bundle_get_id (bundle) : 0;

  for (int i = chance_of (self, 4); i > 0; i--) {
    PnrAssumption *assumption = pnr_assumption_new ();

    pnr_assumption_set_name (assumption, "persistence");
    pnr_assumption_set_value (assumption, chance_of (self, 1000) / 1000.0);
    g_ptr_array_add (assumptions, assumption);
  }
  pnr_scenario_set_name (scenario, name);
  pnr_scenario_set_bundle_ids (scenario, &id, bundle != NULL ? 1 : 0);
  pnr_scenario_set_assumptions (scenario, assumptions);
  pnr_edit_put (edit, scenario);
  return edit;
}

static PnrEdit *
move_cards (Story *self)
{
  PnrEdit *edit = pnr_edit_new ("Move products");

  for (int i = chance_of (self, 8); i >= 0; i--) {
    PnrPlace *known = any_of (self, pnr_plan_get_places (self->plan));
    g_autoptr (PnrPlace) place =
        pnr_place_new (known != NULL && chance_of (self, 3) ? pnr_place_get_id (known)
                                                            : pnr_plan_take_id (self->plan));

    pnr_place_set_board (place, chance_of (self, 2) ? "Main" : "Other");
    pnr_place_set_product_id (place, any_product (self));
    pnr_place_set_x (place, chance_of (self, 1000) / 4.0);
    pnr_place_set_y (place, chance_of (self, 1000) / 4.0);
    pnr_edit_put (edit, place);
  }
  return edit;
}

static PnrEdit *
decide (Story *self)
{
  PnrEdit *edit = pnr_edit_new ("Reject a suggestion");
  g_autoptr (PnrVerdict) verdict = pnr_verdict_new (pnr_plan_take_id (self->plan));

  pnr_verdict_set_from_id (verdict, any_product (self));
  pnr_verdict_set_to_id (verdict, any_product (self));
  pnr_verdict_set_reason (verdict, "obvious");
  pnr_edit_put (edit, verdict);
  return edit;
}

/* Catalogues and orders; some rows are old, some are refused. */
static void
import_file (Story *self)
{
  const PnrImportOptions options = { PNR_IMPORT_AUTO, NULL, NULL };
  gboolean is_orders = chance_of (self, 2);
  g_autofree char *name = g_strdup_printf ("file-%u.csv", self->n_files++);
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  const char *const paths[] = { path, NULL };
  g_autoptr (GString) csv = g_string_new (is_orders ? "order_id,sku,quantity,price,customer_id,"
                                                      "customer_group\n"
                                                    : "sku,name,price,cost\n");
  g_autoptr (PnrImportReport) report = NULL;

  for (int i = chance_of (self, 12); i >= 0; i--) {
    int product = chance_of (self, N_PRODUCTS);

    if (is_orders)
      g_string_append_printf (csv, "O-%d,P-%d,%d,%d.50,c%d,%s\n", chance_of (self, 400), product,
                              1 + chance_of (self, 3), 1 + chance_of (self, 90),
                              chance_of (self, 40), chance_of (self, 2) ? "Trade" : "Retail");
    else
      g_string_append_printf (csv, "P-%d,Product %d,%s,%d.10\n", product, chance_of (self, 99),
                              chance_of (self, 9) ? "12.90" : "much", chance_of (self, 9));
  }
  g_assert_true (g_file_set_contents (path, csv->str, -1, NULL));
  report = pnr_plan_import (self->plan, paths, &options, FALSE, NULL, NULL, NULL);
  g_unlink (path);
}

static void
apply_document (Story *self)
{
  g_autofree char *json =
      g_strdup_printf ("{\"pannier\":1,\"currency\":\"EUR\",\"products\":[{\"sku\":\"J-%d\","
                       "\"price\":\"%d.00\"}],\"bundles\":[{\"sku\":\"JSET-%d\",\"type\":\"pure\","
                       "\"components\":[\"J-%d\"],\"price\":%d}]}",
                       chance_of (self, 9), chance_of (self, 99), chance_of (self, 9),
                       chance_of (self, 9), 1 + chance_of (self, 99));
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  GVariant *report = pnr_plan_apply_bytes (self->plan, bytes, "Apply JSON", NULL);

  if (report != NULL)
    g_variant_unref (g_variant_take_ref (report));
}

static void
return_to_snapshot (Story *self)
{
  g_autoptr (GPtrArray) snapshots = pnr_plan_list_snapshots (self->path);

  if (snapshots->len > 0)
    pnr_plan_return_to_snapshot (self->plan, snapshots->pdata[chance_of (self, snapshots->len)],
                                 NULL);
}

static void
act (Story *self)
{
  PnrEdit *(*const edits[]) (Story *) = {
    edit_products, add_or_remove_product, add_relations, change_relation, change_bundle,
    change_bundle, change_scenario,       move_cards,    decide
  };
  int kind = chance_of (self, G_N_ELEMENTS (edits) + 3);

  if (kind < (int) G_N_ELEMENTS (edits)) {
    g_autoptr (PnrEdit) edit = edits[kind](self);

    /* Any edit may be refused: a product with orders stays, a product is not related to itself. */
    pnr_plan_commit (self->plan, edit, NULL);
  } else if (kind == G_N_ELEMENTS (edits)) {
    import_file (self);
  } else if (kind == G_N_ELEMENTS (edits) + 1) {
    apply_document (self);
  } else if (chance_of (self, 10) == 0) {
    return_to_snapshot (self);
  }
}

static char *
state_of (Story *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *dump = NULL;

  if (self->reader == NULL)
    self->reader = pnr_store_open (self->path, PNR_STORE_OPEN_READ_ONLY, &error);
  g_assert_no_error (error);
  dump = pnr_store_dump (self->reader, &error);
  g_assert_no_error (error);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, dump, -1);
}

static void
assert_state (Story *self, guint index)
{
  g_autofree char *state = state_of (self);

  g_assert_cmpstr (state, ==, self->states->pdata[index]);
}

static void
reopen (Story *self)
{
  g_clear_object (&self->reader);
  pnr_plan_close (self->plan);
  g_object_unref (self->plan);
  self->plan = pnr_plan_open (self->path, NULL);
  g_assert_nonnull (self->plan);
}

static void
note_kinds (Story *self)
{
  GListModel *bundles = G_LIST_MODEL (pnr_plan_get_bundles (self->plan));

  for (guint i = 0; i < g_list_model_get_n_items (bundles); i++) {
    g_autoptr (PnrBundle) bundle = g_list_model_get_item (bundles, i);

    self->kinds_seen |= 1u << pnr_bundle_get_kind (bundle);
  }
}

static void
live (Story *self)
{
  g_ptr_array_add (self->states, state_of (self));
  while (self->actions->len < N_ACTS) {
    gint64 before = pnr_plan_get_newest_action (self->plan);
    gint64 newest;

    act (self);
    newest = pnr_plan_get_newest_action (self->plan);
    note_kinds (self);
    if (newest == before) {
      assert_state (self, self->states->len - 1);
      continue;
    }
    g_array_append_val (self->actions, newest);
    g_ptr_array_add (self->states, state_of (self));
    if (self->actions->len % ACTS_PER_SESSION == 0)
      reopen (self);
  }
}

static void
undo_and_redo (Story *self)
{
  g_autoptr (GError) error = NULL;

  for (guint i = N_ACTS; i > 0; i--) {
    pnr_plan_undo (self->plan, NULL, &error);
    g_assert_no_error (error);
    assert_state (self, i - 1);
    if (i % ACTS_PER_SESSION == 0)
      reopen (self);
  }
  for (guint i = 1; i <= N_ACTS; i++) {
    pnr_plan_redo (self->plan, NULL, &error);
    g_assert_no_error (error);
    assert_state (self, i);
    if (i % ACTS_PER_SESSION == 0)
      reopen (self);
  }
}

static void
jump (Story *self)
{
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 12; i++) {
    guint target = chance_of (self, N_ACTS);

    pnr_plan_return_to (self->plan, g_array_index (self->actions, gint64, target), NULL, NULL,
                        &error);
    g_assert_no_error (error);
    assert_state (self, target + 1);
  }
}

/* In memory where there is such a place: what a disk promises is tried elsewhere. */
static char *
make_folder (void)
{
  g_autofree char *folder = g_strdup ("/dev/shm/pannier-acts-XXXXXX");

  if (g_mkdtemp (folder) != NULL)
    return g_steal_pointer (&folder);
  return g_dir_make_tmp ("pannier-acts-XXXXXX", NULL);
}

static void
test_story (gconstpointer seed)
{
  Story story = { 0 };

  story.folder = make_folder ();
  story.path = g_build_filename (story.folder, "acts.pannier", NULL);
  story.plan = pnr_plan_create (story.path, "EUR", NULL);
  story.chance = g_rand_new_with_seed (GPOINTER_TO_UINT (seed));
  story.states = g_ptr_array_new_with_free_func (g_free);
  story.actions = g_array_new (FALSE, FALSE, sizeof (gint64));
  live (&story);
  g_assert_cmphex (story.kinds_seen, ==, (1u << PNR_N_BUNDLE_KINDS) - 1);
  undo_and_redo (&story);
  jump (&story);

  g_clear_object (&story.reader);
  pnr_plan_close (story.plan);
  g_object_unref (story.plan);
  g_unlink (story.path);
  g_rmdir (story.folder);
  g_free (story.path);
  g_free (story.folder);
  g_rand_free (story.chance);
  g_ptr_array_unref (story.states);
  g_array_unref (story.actions);
}

int
main (int argc, char *argv[])
{
  guint n_seeds;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  n_seeds = g_test_thorough () ? 20 : 3;
  for (guint seed = 1; seed <= n_seeds; seed++) {
    g_autofree char *path = g_strdup_printf ("/plan/acts/%u", seed);

    g_test_add_data_func (path, GUINT_TO_POINTER (seed), test_story);
  }
  return g_test_run ();
}
