/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The edits that several pages offer: relate, take apart, bundle, add a scenario. */
#include "config.h"

#include "ui/pnr-session.h"

#include "model/pnr-bundle-kind.h"
#include "ui/pnr-wording.h"

#include <glib/gi18n.h>
#include <string.h>

static gint64
now_seconds (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static PnrRelation *
pnr_session_find_relation (PnrSession *self, gint64 from_id, gint64 to_id, PnrRelationKind kind)
{
  GListModel *relations = G_LIST_MODEL (pnr_plan_get_relations (pnr_session_get_plan (self)));

  for (guint i = 0; i < g_list_model_get_n_items (relations); i++) {
    g_autoptr (PnrRelation) relation = g_list_model_get_item (relations, i);

    if (pnr_relation_get_kind (relation) == kind
        && ((pnr_relation_get_from_id (relation) == from_id
             && pnr_relation_get_to_id (relation) == to_id)
            || (pnr_relation_is_two_way (relation) && pnr_relation_get_from_id (relation) == to_id
                && pnr_relation_get_to_id (relation) == from_id)))
      return g_steal_pointer (&relation);
  }
  return NULL;
}

/* How many relations of this kind leave the product: the new one goes to the end. */
static gint64
pnr_session_count_relations (PnrSession *self, gint64 from_id, PnrRelationKind kind)
{
  GListModel *relations = G_LIST_MODEL (pnr_plan_get_relations (pnr_session_get_plan (self)));
  gint64 count = 0;

  for (guint i = 0; i < g_list_model_get_n_items (relations); i++) {
    g_autoptr (PnrRelation) relation = g_list_model_get_item (relations, i);

    count +=
        pnr_relation_get_kind (relation) == kind && pnr_relation_get_from_id (relation) == from_id;
  }
  return count;
}

static char *
pnr_session_dup_pair_title (PnrSession *self, gint64 from_id, gint64 to_id)
{
  g_autofree char *from = pnr_session_dup_product_title (self, from_id);
  g_autofree char *to = pnr_session_dup_product_title (self, to_id);

  return g_strdup_printf ("%s → %s", from, to);
}

static char *
pnr_session_dup_title (PnrSession *self, PnrNoun *noun)
{
  if (PNR_IS_PRODUCT (noun))
    return g_strdup (pnr_product_get_title (PNR_PRODUCT (noun)));
  if (PNR_IS_BUNDLE (noun))
    return g_strdup (pnr_bundle_get_name (PNR_BUNDLE (noun)));
  if (PNR_IS_SCENARIO (noun))
    return g_strdup (pnr_scenario_get_name (PNR_SCENARIO (noun)));
  if (PNR_IS_RELATION (noun))
    return pnr_session_dup_relation_title (self, PNR_RELATION (noun));
  if (PNR_IS_PLACE (noun))
    return pnr_session_dup_product_title (self, pnr_place_get_product_id (PNR_PLACE (noun)));
  return pnr_session_dup_pair_title (self, pnr_verdict_get_from_id (PNR_VERDICT (noun)),
                                     pnr_verdict_get_to_id (PNR_VERDICT (noun)));
}

/**
 * pnr_session_name_subject:
 * @self: a session
 * @edit: an edit whose name says what is done
 *
 * Where it is done to one thing only, the name says also to which: the log, Undo and the bar of
 * what waits show nothing else of an action.
 */
void
pnr_session_name_subject (PnrSession *self, PnrEdit *edit)
{
  guint n_puts = pnr_edit_get_n_puts (edit);
  g_autofree char *title = NULL;
  g_autofree char *name = NULL;

  if (n_puts + pnr_edit_get_n_removals (edit) != 1)
    return;
  title = pnr_session_dup_title (self, n_puts == 1 ? pnr_edit_get_put (edit, 0)
                                                   : pnr_edit_get_removal (edit, 0));
  if (title == NULL || *title == '\0' || strstr (pnr_edit_get_name (edit), title) != NULL)
    return;
  /* Translators: an action such as “Add bundle”, then the name of what it is done to. */
  name = g_strdup_printf (_ ("%s “%s”"), pnr_edit_get_name (edit), title);
  pnr_edit_set_name (edit, name);
}

/**
 * pnr_session_relate:
 * @self: a session
 * @from_id: the product the shopper looks at
 * @to_id: the product that is offered
 * @kind: how they belong together
 * @is_two_way: whether the offer is made from either product
 *
 * Adds a relation on the merchant's judgement; says so when it exists already.
 */
void
pnr_session_relate (PnrSession *self, gint64 from_id, gint64 to_id, PnrRelationKind kind,
                    gboolean is_two_way)
{
  g_autofree char *from = pnr_session_dup_product_title (self, from_id);
  g_autofree char *to = pnr_session_dup_product_title (self, to_id);
  g_autoptr (PnrRelation) relation = NULL;
  g_autoptr (PnrEdit) edit = NULL;
  g_autofree char *sentence = NULL;

  if (from_id == to_id) {
    pnr_session_say (self, _ ("A product cannot be related to itself"));
    return;
  }
  relation = pnr_session_find_relation (self, from_id, to_id, kind);
  if (relation != NULL) {
    sentence = g_strdup_printf (_ ("“%s” and “%s” are related like this already"), from, to);
    pnr_session_say (self, sentence);
    return;
  }
  relation = pnr_relation_new (pnr_plan_take_id (pnr_session_get_plan (self)));
  pnr_relation_set_kind (relation, kind);
  pnr_relation_set_from_id (relation, from_id);
  pnr_relation_set_to_id (relation, to_id);
  pnr_relation_set_two_way (relation, is_two_way);
  pnr_relation_set_position (relation, pnr_session_count_relations (self, from_id, kind));
  pnr_decision_set_evidence (PNR_DECISION (relation), PNR_EVIDENCE_JUDGEMENT);
  pnr_decision_set_author (PNR_DECISION (relation), g_get_real_name ());
  pnr_decision_set_created (PNR_DECISION (relation), now_seconds ());

  edit = pnr_edit_new (_ ("Add relationship"));
  pnr_edit_put (edit, relation);
  /* Translators: a kind of relation, then two product names. */
  sentence = g_strdup_printf (_ ("%s added from “%s” to “%s”"),
                              pnr_wording_get_relation_kind (kind), from, to);
  pnr_session_commit (self, edit, sentence);
}

/* A single relation is named, many are counted. */
char *
pnr_session_dup_removal_sentence (PnrSession *self, PnrEdit *edit)
{
  guint n_removals = pnr_edit_get_n_removals (edit);
  g_autofree char *title = NULL;

  if (n_removals != 1)
    return g_strdup_printf (
        ngettext ("%u relationship removed", "%u relationships removed", n_removals), n_removals);
  title = pnr_session_dup_relation_title (self, PNR_RELATION (pnr_edit_get_removal (edit, 0)));
  /* Translators: a relationship, “one product → another”. */
  return g_strdup_printf (_ ("“%s” removed"), title);
}

void
pnr_session_remove_relations (PnrSession *self, const gint64 *ids, guint n_ids)
{
  PnrNounList *relations = pnr_plan_get_relations (pnr_session_get_plan (self));
  g_autoptr (PnrEdit) edit =
      pnr_edit_new (ngettext ("Remove relationship", "Remove relationships", n_ids));
  g_autofree char *sentence = NULL;

  for (guint i = 0; i < n_ids; i++) {
    PnrRelation *relation = pnr_noun_list_get_by_id (relations, ids[i]);

    if (relation != NULL)
      pnr_edit_remove (edit, relation);
  }
  if (pnr_edit_get_n_removals (edit) == 0)
    return;
  sentence = pnr_session_dup_removal_sentence (self, edit);
  pnr_session_commit (self, edit, sentence);
}

/* Whether the main board shows the product: it was placed there, is related, or part of a bundle.
 */
gboolean
pnr_session_is_on_board (PnrSession *self, gint64 product_id)
{
  PnrPlan *plan = pnr_session_get_plan (self);
  GListModel *places = G_LIST_MODEL (pnr_plan_get_places (plan));
  GListModel *relations = G_LIST_MODEL (pnr_plan_get_relations (plan));
  GListModel *bundles = G_LIST_MODEL (pnr_plan_get_bundles (plan));
  gboolean is_on_board = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (places) && !is_on_board; i++) {
    g_autoptr (PnrPlace) place = g_list_model_get_item (places, i);

    is_on_board = pnr_place_get_product_id (place) == product_id;
  }
  for (guint i = 0; i < g_list_model_get_n_items (relations) && !is_on_board; i++) {
    g_autoptr (PnrRelation) relation = g_list_model_get_item (relations, i);

    is_on_board = pnr_relation_get_from_id (relation) == product_id
                  || pnr_relation_get_to_id (relation) == product_id;
  }
  for (guint i = 0; i < g_list_model_get_n_items (bundles) && !is_on_board; i++) {
    g_autoptr (PnrBundle) bundle = g_list_model_get_item (bundles, i);

    for (guint j = 0; j < pnr_bundle_get_n_components (bundle) && !is_on_board; j++)
      is_on_board = pnr_bundle_get_component (bundle, j)->product_id == product_id;
  }
  return is_on_board;
}

/**
 * pnr_session_is_sku_taken:
 * @self: a session
 * @sku: a SKU
 * @bundle: (nullable): the bundle that wants it
 *
 * Returns: whether a product or another bundle has it; a shop could not tell them apart
 */
gboolean
pnr_session_is_sku_taken (PnrSession *self, const char *sku, PnrBundle *bundle)
{
  PnrPlan *plan = pnr_session_get_plan (self);
  GListModel *products = G_LIST_MODEL (pnr_plan_get_products (plan));
  GListModel *bundles = G_LIST_MODEL (pnr_plan_get_bundles (plan));

  for (guint i = 0; i < g_list_model_get_n_items (products); i++) {
    g_autoptr (PnrProduct) product = g_list_model_get_item (products, i);

    if (g_strcmp0 (pnr_product_get_sku (product), sku) == 0)
      return TRUE;
  }
  for (guint i = 0; i < g_list_model_get_n_items (bundles); i++) {
    g_autoptr (PnrBundle) other = g_list_model_get_item (bundles, i);

    if (other != bundle && g_strcmp0 (pnr_bundle_get_sku (other), sku) == 0)
      return TRUE;
  }
  return FALSE;
}

static char *
pnr_session_dup_free_sku (PnrSession *self)
{
  GListModel *bundles = G_LIST_MODEL (pnr_plan_get_bundles (pnr_session_get_plan (self)));

  for (guint number = g_list_model_get_n_items (bundles) + 1;; number++) {
    g_autofree char *sku = g_strdup_printf ("BUNDLE-%u", number);

    if (!pnr_session_is_sku_taken (self, sku, NULL))
      return g_steal_pointer (&sku);
  }
}

/* "Jacket + Tie + Cufflinks", shortened to the first two and a count when there are many. */
static char *
pnr_session_dup_bundle_name (PnrSession *self, const gint64 *product_ids, guint n_products)
{
  GString *name = g_string_new (NULL);

  for (guint i = 0; i < MIN (n_products, 3); i++) {
    g_autofree char *title = pnr_session_dup_product_title (self, product_ids[i]);

    g_string_append_printf (name, "%s%s", i > 0 ? " + " : "", title);
  }
  if (n_products > 3)
    g_string_append_printf (name, " + %u", n_products - 3);
  if (n_products == 0)
    g_string_append (name, _ ("New bundle"));
  return g_string_free (name, FALSE);
}

/**
 * pnr_session_add_bundle:
 * @self: a session
 * @kind: its kind
 * @product_ids: (array length=n_products): the components, one of each
 * @n_products: how many
 *
 * Adds a bundle at 10 % off, or at what its kind starts with, and selects it.
 *
 * Returns: the id of the new bundle
 */
gint64
pnr_session_add_bundle (PnrSession *self, PnrBundleKind kind, const gint64 *product_ids,
                        guint n_products)
{
  PnrPlan *plan = pnr_session_get_plan (self);
  g_autoptr (PnrBundle) bundle = pnr_bundle_new (pnr_plan_take_id (plan));
  g_autoptr (PnrEdit) edit = pnr_edit_new (_ ("Add bundle"));
  g_autofree char *sku = pnr_session_dup_free_sku (self);
  guint n_kept = MIN (n_products, pnr_bundle_kind_get_most_products (kind));
  g_autofree char *name = pnr_session_dup_bundle_name (self, product_ids, n_kept);
  g_autofree char *sentence = g_strdup_printf (_ ("Bundle “%s” added"), name);

  pnr_bundle_set_sku (bundle, sku);
  pnr_bundle_set_name (bundle, name);
  pnr_bundle_set_kind (bundle, PNR_BUNDLE_KIND_MIXED);
  pnr_bundle_set_price_mode (bundle, PNR_PRICE_MODE_PERCENT_OFF);
  pnr_bundle_set_price_value (bundle, 100000);
  pnr_decision_set_author (PNR_DECISION (bundle), g_get_real_name ());
  pnr_decision_set_created (PNR_DECISION (bundle), now_seconds ());
  for (guint i = 0; i < n_kept; i++)
    pnr_bundle_set_component (bundle, product_ids[i], 1,
                              i == 0 ? PNR_COMPONENT_ROLE_MAIN : PNR_COMPONENT_ROLE_AUXILIARY);
  pnr_bundle_become (bundle, kind);
  pnr_edit_put (edit, bundle);
  pnr_session_set_bundle_id (self, pnr_bundle_get_id (bundle));
  pnr_session_commit (self, edit, sentence);
  return pnr_bundle_get_id (bundle);
}

static gboolean
pnr_session_is_name_taken (PnrSession *self, const char *name)
{
  GListModel *scenarios = G_LIST_MODEL (pnr_plan_get_scenarios (pnr_session_get_plan (self)));

  for (guint i = 0; i < g_list_model_get_n_items (scenarios); i++) {
    g_autoptr (PnrScenario) scenario = g_list_model_get_item (scenarios, i);

    if (g_strcmp0 (pnr_scenario_get_name (scenario), name) == 0)
      return TRUE;
  }
  return FALSE;
}

/* A name that no scenario has, so that each can be told from the others. */
static char *
pnr_session_dup_free_scenario_name (PnrSession *self, PnrScenario *source)
{
  PnrNounList *scenarios = pnr_plan_get_scenarios (pnr_session_get_plan (self));

  for (guint number = source != NULL ? 2 : g_list_model_get_n_items (G_LIST_MODEL (scenarios)) + 1;;
       number++) {
    g_autofree char *name = source != NULL
                                ? g_strdup_printf ("%s %u", pnr_scenario_get_name (source), number)
                                : g_strdup_printf (_ ("Scenario %u"), number);

    if (!pnr_session_is_name_taken (self, name))
      return g_steal_pointer (&name);
  }
}

/**
 * pnr_session_add_scenario:
 * @self: a session
 * @source: (nullable): a scenario to duplicate
 *
 * Adds a scenario, with all bundles active when it is not a copy, and selects it.
 *
 * Returns: the id of the new scenario
 */
gint64
pnr_session_add_scenario (PnrSession *self, PnrScenario *source)
{
  PnrPlan *plan = pnr_session_get_plan (self);
  g_autoptr (PnrScenario) scenario = pnr_scenario_new (pnr_plan_take_id (plan));
  g_autoptr (PnrEdit) edit =
      pnr_edit_new (source != NULL ? _ ("Duplicate scenario") : _ ("Add scenario"));
  g_autofree char *name = pnr_session_dup_free_scenario_name (self, source);
  g_autofree char *sentence = g_strdup_printf (_ ("Scenario “%s” added"), name);

  if (source != NULL) {
    pnr_noun_assign (PNR_NOUN (scenario), PNR_NOUN (source));
  } else {
    GListModel *bundles = G_LIST_MODEL (pnr_plan_get_bundles (plan));
    g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

    for (guint i = 0; i < g_list_model_get_n_items (bundles); i++) {
      g_autoptr (PnrBundle) bundle = g_list_model_get_item (bundles, i);
      gint64 id = pnr_bundle_get_id (bundle);

      g_array_append_val (ids, id);
    }
    pnr_scenario_set_bundle_ids (scenario, (const gint64 *) ids->data, ids->len);
  }
  pnr_scenario_set_name (scenario, name);
  pnr_scenario_set_author (scenario, g_get_real_name ());
  pnr_scenario_set_created (scenario, now_seconds ());
  pnr_edit_put (edit, scenario);
  pnr_session_set_scenario_id (self, pnr_scenario_get_id (scenario));
  pnr_session_commit (self, edit, sentence);
  return pnr_scenario_get_id (scenario);
}
