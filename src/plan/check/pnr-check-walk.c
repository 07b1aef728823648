/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holds every rule against everything that is planned. */
#include "config.h"

#include "plan/check/pnr-check-walk.h"

#include <glib/gi18n.h>

#include "plan/check/pnr-check-rule.h"

#define NOUNS_PER_LOOK 256

static void
keep_first_link (GHashTable *links, PnrRelation *relation, gint64 from_id, gint64 to_id)
{
  g_autofree char *key = pnr_check_link_key (pnr_relation_get_kind (relation), from_id, to_id);
  PnrRelation *first = g_hash_table_lookup (links, key);

  if (first == NULL || pnr_relation_get_id (first) > pnr_relation_get_id (relation))
    g_hash_table_insert (links, g_steal_pointer (&key), relation);
}

static void
scene_init (PnrCheckScene *scene, PnrContents *contents, PnrProgress *progress)
{
  scene->contents = contents;
  scene->progress = progress;
  scene->deals = NULL;
  scene->links = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  scene->makings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  scene->claims = pnr_check_gather_claims (contents);
  for (guint i = 0; i < contents->relations->len; i++) {
    PnrRelation *relation = g_ptr_array_index (contents->relations, i);
    gint64 from_id = pnr_relation_get_from_id (relation);
    gint64 to_id = pnr_relation_get_to_id (relation);

    keep_first_link (scene->links, relation, from_id, to_id);
    if (pnr_relation_is_two_way (relation))
      keep_first_link (scene->links, relation, to_id, from_id);
  }
  for (guint i = contents->bundles->len; i-- > 0;) {
    PnrBundle *bundle = g_ptr_array_index (contents->bundles, i);

    g_hash_table_insert (scene->makings, pnr_check_making_key (bundle), bundle);
  }
}

static void
scene_clear (PnrCheckScene *scene)
{
  g_clear_pointer (&scene->deals, pnr_plan_deals_free);
  g_hash_table_unref (scene->links);
  g_hash_table_unref (scene->makings);
  g_hash_table_unref (scene->claims);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PnrCheckScene, scene_clear)

static const char *
sku_of (PnrContents *contents, gint64 id)
{
  PnrProduct *product = pnr_contents_get_product (contents, id);

  return product != NULL ? pnr_product_get_sku (product) : "?";
}

/* @noun: %NULL for the plan itself. */
static char *
name_object (PnrContents *contents, gpointer noun)
{
  if (noun == NULL)
    return g_strdup (contents->name);
  if (PNR_IS_PRODUCT (noun))
    return g_strdup (pnr_product_get_sku (noun));
  if (PNR_IS_BUNDLE (noun))
    return g_strdup (pnr_bundle_get_sku (noun));
  if (PNR_IS_SCENARIO (noun))
    return g_strdup (pnr_scenario_get_name (noun));
  return g_strdup_printf ("%s %s %s", sku_of (contents, pnr_relation_get_from_id (noun)),
                          pnr_relation_is_two_way (noun) ? "↔" : "→",
                          sku_of (contents, pnr_relation_get_to_id (noun)));
}

static void
hold_rules (PnrCheckScene *scene, const PnrCheckRule *rules, gpointer noun, GPtrArray *findings)
{
  for (const PnrCheckRule *rule = rules; rule->code != NULL; rule++) {
    g_autofree char *message = rule->find (scene, noun);
    g_autofree char *object = message != NULL ? name_object (scene->contents, noun) : NULL;
    PnrFinding *finding;

    if (message == NULL)
      continue;
    finding = pnr_finding_new (rule->code, rule->severity, object, message, _ (rule->fix));
    finding->type = noun != NULL ? G_OBJECT_TYPE (noun) : G_TYPE_INVALID;
    finding->id = noun != NULL ? pnr_noun_get_id (noun) : 0;
    g_ptr_array_add (findings, finding);
  }
}

static gboolean
hold_rules_on_all (PnrCheckScene *scene, const PnrCheckRule *rules, GPtrArray *nouns,
                   GPtrArray *findings, GError **error)
{
  for (guint i = 0; i < nouns->len; i++) {
    if (i % NOUNS_PER_LOOK == 0 && !pnr_progress_check (scene->progress, error))
      return FALSE;
    hold_rules (scene, rules, g_ptr_array_index (nouns, i), findings);
  }
  return TRUE;
}

/**
 * pnr_check_walk:
 * @contents: what is planned
 * @past_prices: (nullable) (element-type PnrPastPrice): since the bundles were decided
 * @progress: (nullable): whether to stop
 * @error: set where it was stopped
 *
 * From any thread. The cost is that of a few look-ups per noun, and for each bundle that shares
 * products with others a bounded search for a cheaper way to the same goods.
 *
 * Returns: (transfer full) (nullable) (element-type PnrFinding): what breaks a rule, in the order
 *   of the nouns
 */
GPtrArray *
pnr_check_walk (PnrContents *contents, GArray *past_prices, PnrProgress *progress, GError **error)
{
  g_autoptr (GPtrArray) findings =
      g_ptr_array_new_with_free_func ((GDestroyNotify) pnr_finding_free);
  g_auto (PnrCheckScene) scene;
  gboolean is_whole;

  scene_init (&scene, contents, progress);
  scene.past_prices = past_prices;
  hold_rules (&scene, pnr_check_plan_rules, NULL, findings);
  is_whole =
      hold_rules_on_all (&scene, pnr_check_product_rules, contents->products, findings, error)
      && hold_rules_on_all (&scene, pnr_check_relation_rules, contents->relations, findings, error)
      && hold_rules_on_all (&scene, pnr_check_bundle_rules, contents->bundles, findings, error)
      && hold_rules_on_all (&scene, pnr_check_scenario_rules, contents->scenarios, findings, error)
      && pnr_progress_check (progress, error);
  return is_whole ? g_steal_pointer (&findings) : NULL;
}
