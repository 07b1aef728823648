/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything planned as Pannier JSON, in the order of the plan and with nothing that is unknown. */
#include "config.h"

#include "base/pnr-money.h"
#include "exchange/pnr-json-writer.h"
#include "exchange/pnr-plan-json.h"

#define MILLION 1000000.0
#define NOUNS_PER_BATCH 1024

typedef GVariantBuilder Object;

static void
object_add (Object *object, const char *key, GVariant *value)
{
  g_variant_builder_add (object, "{sv}", key, value);
}

static void
object_add_text (Object *object, const char *key, const char *text)
{
  if (text != NULL)
    object_add (object, key, g_variant_new_string (text));
}

static void
object_add_money (Object *object, const char *key, gint64 minor, const char *currency)
{
  if (minor != PNR_MONEY_UNKNOWN)
    object_add (object, key, g_variant_new_take_string (pnr_money_to_string (minor, currency)));
}

static void
object_add_time (Object *object, const char *key, gint64 seconds)
{
  g_autoptr (GDateTime) time = seconds != 0 ? g_date_time_new_from_unix_utc (seconds) : NULL;

  if (time != NULL)
    object_add (object, key,
                g_variant_new_take_string (g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ")));
}

static void
object_add_word (Object *object, const char *key, GType type, int kind)
{
  char *word = g_strdup (pnr_kind_to_word (type, kind));

  object_add (object, key, g_variant_new_take_string (g_strdelimit (word, " ", '-')));
}

static void
object_add_sku (Object *object, const char *key, PnrContents *contents, gint64 product_id)
{
  PnrProduct *product = pnr_contents_get_product (contents, product_id);

  object_add_text (object, key, product != NULL ? pnr_product_get_sku (product) : NULL);
}

/* Only where a price was replaced: since when one stands that never changed, every plan knows only
 * from its own first day on. */
static void
add_price_history (Object *object, PnrProduct *product, const char *currency)
{
  GArray *history = pnr_product_get_price_history (product);
  GVariantBuilder list = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("av"));

  if (history == NULL)
    return;
  for (guint i = 0; i < pnr_price_history_get_length (history); i++) {
    const PnrPastAsk *ask = pnr_price_history_get (history, i);
    Object item = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

    object_add_money (&item, "price", ask->price_minor, currency);
    object_add_time (&item, "since", ask->since);
    object_add_word (&item, "replaced_by", PNR_TYPE_PRICE_ORIGIN, ask->origin);
    g_variant_builder_add (&list, "v", g_variant_builder_end (&item));
  }
  object_add_time (object, "price_since", pnr_product_get_price_since (product));
  object_add (object, "price_history", g_variant_builder_end (&list));
}

static GVariant *
write_product (PnrContents *contents, gpointer noun)
{
  PnrProduct *product = noun;
  Object object = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

  object_add_text (&object, "sku", pnr_product_get_sku (product));
  object_add_text (&object, "external_id", pnr_product_get_external_id (product));
  object_add_text (&object, "name", pnr_product_get_name (product));
  object_add_word (&object, "kind", PNR_TYPE_PRODUCT_KIND, pnr_product_get_kind (product));
  object_add_text (&object, "category", pnr_product_get_category (product));
  object_add_text (&object, "brand", pnr_product_get_brand (product));
  object_add_text (&object, "parent", pnr_product_get_parent_sku (product));
  object_add_money (&object, "price", pnr_product_get_price_minor (product), contents->currency);
  add_price_history (&object, product, contents->currency);
  object_add_money (&object, "cost", pnr_product_get_cost_minor (product), contents->currency);
  object_add_word (&object, "cost_source", PNR_TYPE_COST_SOURCE,
                   pnr_product_get_cost_source (product));
  if (pnr_product_get_stock (product) != PNR_PRODUCT_STOCK_UNKNOWN)
    object_add (&object, "stock", g_variant_new_int64 (pnr_product_get_stock (product)));
  if (pnr_product_get_weight_g (product) != PNR_PRODUCT_WEIGHT_UNKNOWN)
    object_add (&object, "weight_g", g_variant_new_int64 (pnr_product_get_weight_g (product)));
  object_add_time (&object, "launched", pnr_product_get_launched (product));
  object_add (&object, "visible", g_variant_new_boolean (pnr_product_is_visible (product)));
  object_add_text (&object, "tax_class", pnr_product_get_tax_class (product));
  object_add_text (&object, "image", pnr_product_get_image (product));
  object_add_text (&object, "attributes", pnr_product_get_attributes (product));
  return g_variant_builder_end (&object);
}

static GVariant *
write_evidence (PnrDecision *decision)
{
  Object object = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

  object_add_word (&object, "kind", PNR_TYPE_EVIDENCE, pnr_decision_get_evidence (decision));
  object_add_text (&object, "measure", pnr_decision_get_measure (decision));
  if (pnr_decision_get_measure (decision) != NULL || pnr_decision_get_measure_ppm (decision) != 0)
    object_add (&object, "value",
                g_variant_new_double (pnr_decision_get_measure_ppm (decision) / MILLION));
  object_add_time (&object, "window_from", pnr_decision_get_window_from (decision));
  object_add_time (&object, "window_to", pnr_decision_get_window_to (decision));
  object_add_text (&object, "data_hash", pnr_decision_get_data_hash (decision));
  return g_variant_builder_end (&object);
}

static GVariant *
write_approval (PnrDecision *decision)
{
  Object object = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

  object_add_text (&object, "by", pnr_decision_get_approver (decision));
  object_add_time (&object, "at", pnr_decision_get_approved (decision));
  return g_variant_builder_end (&object);
}

/* The fields that say which evidence something stands on, who made it and who approved it. */
static void
add_lineage (Object *object, PnrDecision *decision)
{
  object_add (object, "evidence", write_evidence (decision));
  object_add_text (object, "author", pnr_decision_get_author (decision));
  object_add_time (object, "created", pnr_decision_get_created (decision));
  if (pnr_decision_is_approved (decision))
    object_add (object, "approved", write_approval (decision));
}

static GVariant *
write_relation (PnrContents *contents, gpointer noun)
{
  PnrRelation *relation = noun;
  Object object = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

  object_add_word (&object, "type", PNR_TYPE_RELATION_KIND, pnr_relation_get_kind (relation));
  object_add_sku (&object, "from", contents, pnr_relation_get_from_id (relation));
  object_add_sku (&object, "to", contents, pnr_relation_get_to_id (relation));
  object_add_text (&object, "direction",
                   pnr_relation_is_two_way (relation) ? "two-way" : "one-way");
  object_add (&object, "position", g_variant_new_int64 (pnr_relation_get_position (relation)));
  if (pnr_relation_get_strength_ppm (relation) != PNR_RELATION_STRENGTH_UNKNOWN)
    object_add (&object, "strength",
                g_variant_new_double (pnr_relation_get_strength_ppm (relation) / MILLION));
  object_add_text (&object, "note", pnr_relation_get_note (relation));
  add_lineage (&object, PNR_DECISION (relation));
  return g_variant_builder_end (&object);
}

static void
object_add_count_unless (Object *object, const char *key, gint64 count, gint64 usual)
{
  if (count != usual)
    object_add (object, key, g_variant_new_int64 (count));
}

static GVariant *
write_tiers (PnrContents *contents, const PnrPriceRule *rule)
{
  GVariantBuilder tiers = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("av"));

  for (guint i = 0; i < rule->n_tiers; i++) {
    Object tier = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

    if (rule->tier_basis == PNR_PRICE_TIER_BASIS_COUNT)
      object_add (&tier, "from", g_variant_new_int64 (rule->tiers[i].start));
    else
      object_add_money (&tier, "from", rule->tiers[i].start, contents->currency);
    if (rule->tier_effect == PNR_PRICE_TIER_EFFECT_PERCENT_OFF)
      object_add (&tier, "value", g_variant_new_double (rule->tiers[i].value / MILLION));
    else
      object_add_money (&tier, "value", rule->tiers[i].value, contents->currency);
    g_variant_builder_add (&tiers, "v", g_variant_builder_end (&tier));
  }
  return g_variant_builder_end (&tiers);
}

static void
object_add_snake_word (Object *object, const char *key, GType type, int kind)
{
  g_autofree char *word = g_strdup (pnr_kind_to_word (type, kind));

  object_add_text (object, key, g_strdelimit (word, "-", '_'));
}

/* Tiers go along while another mode holds, too: the plan keeps them for when they are wanted. */
static GVariant *
write_price (PnrContents *contents, PnrPriceRule rule)
{
  Object object = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

  object_add_snake_word (&object, "mode", PNR_TYPE_PRICE_MODE, rule.mode);
  if (rule.mode == PNR_PRICE_MODE_PERCENT_OFF)
    object_add (&object, "value", g_variant_new_double (rule.value / MILLION));
  else if (rule.mode != PNR_PRICE_MODE_PER_COMPONENT && rule.mode != PNR_PRICE_MODE_TIERS)
    object_add_money (&object, "value", rule.value, contents->currency);
  if (rule.n_tiers > 0 || rule.tier_basis != 0 || rule.tier_effect != 0) {
    object_add_snake_word (&object, "basis", PNR_TYPE_PRICE_TIER_BASIS, rule.tier_basis);
    object_add_snake_word (&object, "effect", PNR_TYPE_PRICE_TIER_EFFECT, rule.tier_effect);
    object_add (&object, "tiers", write_tiers (contents, &rule));
  }
  return g_variant_builder_end (&object);
}

static GVariant *
write_component (PnrContents *contents, const PnrComponent *component)
{
  Object part = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

  object_add_sku (&part, "sku", contents, component->product_id);
  object_add (&part, "quantity", g_variant_new_int64 (component->quantity));
  object_add_word (&part, "role", PNR_TYPE_COMPONENT_ROLE, component->role);
  if (component->is_optional)
    object_add (&part, "optional", g_variant_new_boolean (TRUE));
  object_add_count_unless (&part, "min", component->min_quantity, 0);
  object_add_count_unless (&part, "max", component->max_quantity, 0);
  object_add_count_unless (&part, "weight", component->weight, 0);
  if (component->off_ppm != 0)
    object_add (&part, "off", g_variant_new_double (component->off_ppm / MILLION));
  if (component->extra_minor != 0)
    object_add_money (&part, "extra", component->extra_minor, contents->currency);
  return g_variant_builder_end (&part);
}

static GVariant *
write_choice (PnrBundle *bundle)
{
  Object object = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

  object_add (&object, "min", g_variant_new_int64 (pnr_bundle_get_choice_min (bundle)));
  object_add (&object, "max", g_variant_new_int64 (pnr_bundle_get_choice_max (bundle)));
  object_add_count_unless (&object, "step", pnr_bundle_get_choice_step (bundle), 1);
  return g_variant_builder_end (&object);
}

static GVariant *
write_exception (PnrBundle *bundle)
{
  Object object = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

  object_add_word (&object, "kind", PNR_TYPE_PRICE_EXCEPTION, pnr_bundle_get_exception (bundle));
  object_add_text (&object, "reason", pnr_bundle_get_exception_reason (bundle));
  return g_variant_builder_end (&object);
}

/* Terms that are as those of every plain set are left out. */
static void
add_terms (PnrContents *contents, Object *object, PnrBundle *bundle)
{
  gint64 floor = pnr_bundle_get_margin_floor_ppm (bundle);

  if (pnr_bundle_get_choice_max (bundle) > 0)
    object_add (object, "choice", write_choice (bundle));
  if (pnr_bundle_get_threshold_minor (bundle) != 0)
    object_add_money (object, "threshold", pnr_bundle_get_threshold_minor (bundle),
                      contents->currency);
  object_add_count_unless (object, "max_uses", pnr_bundle_get_max_uses (bundle), 0);
  if (floor != PNR_BUNDLE_NO_FLOOR)
    object_add (object, "margin_floor", g_variant_new_double (floor / MILLION));
  if (pnr_bundle_get_exception (bundle) != PNR_PRICE_EXCEPTION_NONE
      || pnr_bundle_get_exception_reason (bundle) != NULL)
    object_add (object, "exception", write_exception (bundle));
}

static GVariant *
write_bundle (PnrContents *contents, gpointer noun)
{
  PnrBundle *bundle = noun;
  Object object = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);
  GVariantBuilder parts = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("av"));

  for (guint i = 0; i < pnr_bundle_get_n_components (bundle); i++)
    g_variant_builder_add (&parts, "v",
                           write_component (contents, pnr_bundle_get_component (bundle, i)));
  object_add_text (&object, "sku", pnr_bundle_get_sku (bundle));
  object_add_text (&object, "name", pnr_bundle_get_name (bundle));
  object_add_word (&object, "type", PNR_TYPE_BUNDLE_KIND, pnr_bundle_get_kind (bundle));
  object_add (&object, "components", g_variant_builder_end (&parts));
  object_add (&object, "price", write_price (contents, pnr_bundle_get_price_rule (bundle)));
  add_terms (contents, &object, bundle);
  object_add_text (&object, "note", pnr_bundle_get_note (bundle));
  add_lineage (&object, PNR_DECISION (bundle));
  return g_variant_builder_end (&object);
}

/**
 * pnr_plan_json_write_lineage:
 * @contents: the plan
 * @decision: a relation or a bundle of it
 * @id: its lineage id
 *
 * Returns: (transfer floating): why it is there, in the words of a whole document
 */
GVariant *
pnr_plan_json_write_lineage (PnrContents *contents, PnrDecision *decision, const char *id)
{
  Object object = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

  object_add_text (&object, "id", id);
  if (PNR_IS_BUNDLE (decision)) {
    object_add_text (&object, "bundle", pnr_bundle_get_sku (PNR_BUNDLE (decision)));
  } else {
    PnrRelation *relation = PNR_RELATION (decision);

    object_add_word (&object, "type", PNR_TYPE_RELATION_KIND, pnr_relation_get_kind (relation));
    object_add_sku (&object, "from", contents, pnr_relation_get_from_id (relation));
    object_add_sku (&object, "to", contents, pnr_relation_get_to_id (relation));
  }
  add_lineage (&object, decision);
  return g_variant_builder_end (&object);
}

static GVariant *
write_assumption (PnrAssumption *assumption)
{
  Object object = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

  object_add_text (&object, "name", pnr_assumption_get_name (assumption));
  object_add (&object, "value", g_variant_new_double (pnr_assumption_get_value (assumption)));
  object_add (&object, "low", g_variant_new_double (pnr_assumption_get_low (assumption)));
  object_add (&object, "high", g_variant_new_double (pnr_assumption_get_high (assumption)));
  object_add_text (&object, "source", pnr_assumption_get_source (assumption));
  object_add_text (&object, "author", pnr_assumption_get_author (assumption));
  object_add_time (&object, "created", pnr_assumption_get_created (assumption));
  return g_variant_builder_end (&object);
}

static const char *
bundle_sku_of (PnrContents *contents, gint64 id)
{
  for (guint i = 0; i < contents->bundles->len; i++) {
    PnrBundle *bundle = g_ptr_array_index (contents->bundles, i);

    if (pnr_bundle_get_id (bundle) == id)
      return pnr_bundle_get_sku (bundle);
  }
  return NULL;
}

static GVariant *
write_scenario (PnrContents *contents, gpointer noun)
{
  PnrScenario *scenario = noun;
  GPtrArray *assumptions = pnr_scenario_get_assumptions (scenario);
  Object object = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);
  GVariantBuilder skus = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("av"));
  GVariantBuilder numbers = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("av"));

  for (guint i = 0; i < pnr_scenario_get_n_bundles (scenario); i++) {
    const char *sku = bundle_sku_of (contents, pnr_scenario_get_bundle_id (scenario, i));

    if (sku != NULL)
      g_variant_builder_add (&skus, "v", g_variant_new_string (sku));
  }
  for (guint i = 0; i < assumptions->len; i++)
    g_variant_builder_add (&numbers, "v", write_assumption (g_ptr_array_index (assumptions, i)));
  object_add_text (&object, "name", pnr_scenario_get_name (scenario));
  object_add_text (&object, "note", pnr_scenario_get_note (scenario));
  object_add (&object, "bundles", g_variant_builder_end (&skus));
  object_add (&object, "assumptions", g_variant_builder_end (&numbers));
  object_add_text (&object, "author", pnr_scenario_get_author (scenario));
  object_add_time (&object, "created", pnr_scenario_get_created (scenario));
  return g_variant_builder_end (&object);
}

static GVariant *
write_verdict (PnrContents *contents, gpointer noun)
{
  PnrVerdict *verdict = noun;
  Object object = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

  object_add_word (&object, "type", PNR_TYPE_RELATION_KIND, pnr_verdict_get_kind (verdict));
  object_add_sku (&object, "from", contents, pnr_verdict_get_from_id (verdict));
  object_add_sku (&object, "to", contents, pnr_verdict_get_to_id (verdict));
  object_add_text (&object, "reason", pnr_verdict_get_reason (verdict));
  object_add_time (&object, "until", pnr_verdict_get_until (verdict));
  object_add_text (&object, "author", pnr_verdict_get_author (verdict));
  object_add_time (&object, "created", pnr_verdict_get_created (verdict));
  return g_variant_builder_end (&object);
}

static GVariant *
write_place (PnrContents *contents, PnrPlace *place)
{
  Object object = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

  object_add_sku (&object, "sku", contents, pnr_place_get_product_id (place));
  object_add (&object, "x", g_variant_new_double (pnr_place_get_x (place)));
  object_add (&object, "y", g_variant_new_double (pnr_place_get_y (place)));
  return g_variant_builder_end (&object);
}

/* Boards come in the order of their first place. */
static GVariant *
write_boards (PnrContents *contents)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GHashTable) places = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                                         (GDestroyNotify) g_variant_builder_unref);
  GVariantBuilder boards = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("av"));

  for (guint i = 0; i < contents->places->len; i++) {
    PnrPlace *place = contents->places->pdata[i];
    char *name = (char *) pnr_place_get_board (place);
    GVariantBuilder *list = name != NULL ? g_hash_table_lookup (places, name) : NULL;

    if (name == NULL)
      continue;
    if (list == NULL) {
      list = g_variant_builder_new (G_VARIANT_TYPE ("av"));
      g_hash_table_insert (places, name, list);
      g_ptr_array_add (names, name);
    }
    g_variant_builder_add (list, "v", write_place (contents, place));
  }
  for (guint i = 0; i < names->len; i++) {
    Object board = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE_VARDICT);

    object_add_text (&board, "name", names->pdata[i]);
    object_add (&board, "places",
                g_variant_builder_end (g_hash_table_lookup (places, names->pdata[i])));
    g_variant_builder_add (&boards, "v", g_variant_builder_end (&board));
  }
  return g_variant_builder_end (&boards);
}

typedef struct {
  PnrContents *contents;
  PnrProgress *progress;
  GString *text;
} PlanPrinter;

/* Objects are printed one by one, so that a plan of any size can be cancelled at once. */
static gboolean
printer_add_nouns (PlanPrinter *self, const char *section, GPtrArray *nouns,
                   GVariant *(*write) (PnrContents *, gpointer), GError **error)
{
  g_string_append_printf (self->text, ",\n  \"%s\": [", section);
  for (guint i = 0; i < nouns->len; i++) {
    if (i % NOUNS_PER_BATCH == 0 && !pnr_progress_check (self->progress, error))
      return FALSE;
    g_string_append (self->text, i > 0 ? ",\n    " : "\n    ");
    pnr_json_append_in_order (self->text, write (self->contents, nouns->pdata[i]), 2);
  }
  g_string_append (self->text, nouns->len > 0 ? "\n  ]" : "]");
  return TRUE;
}

/**
 * pnr_plan_json_print:
 * @contents: everything planned
 * @progress: (nullable): asked once per batch of objects
 *
 * Returns: (transfer full) (nullable): Pannier JSON; the same contents give the same bytes
 */
char *
pnr_plan_json_print (PnrContents *contents, PnrProgress *progress, GError **error)
{
  g_autoptr (GString) text = g_string_new ("{\n  \"pannier\": 1,\n  \"currency\": ");
  PlanPrinter printer = { contents, progress, text };

  pnr_json_append_in_order (text, g_variant_new_string (contents->currency), 1);
  if (!printer_add_nouns (&printer, "products", contents->products, write_product, error)
      || !printer_add_nouns (&printer, "relationships", contents->relations, write_relation, error)
      || !printer_add_nouns (&printer, "bundles", contents->bundles, write_bundle, error)
      || !printer_add_nouns (&printer, "scenarios", contents->scenarios, write_scenario, error))
    return NULL;
  g_string_append (text, ",\n  \"boards\": ");
  pnr_json_append_in_order (text, write_boards (contents), 1);
  if (!printer_add_nouns (&printer, "rejected", contents->verdicts, write_verdict, error))
    return NULL;
  g_string_append (text, "\n}\n");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Returns: (transfer full): like pnr_plan_json_print(), without a way to stop it */
char *
pnr_plan_json_write (PnrContents *contents)
{
  return pnr_plan_json_print (contents, NULL, NULL);
}
