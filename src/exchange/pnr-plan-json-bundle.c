/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an object in Pannier JSON says about a bundle: components, price, terms. */
#include "config.h"

#include "exchange/pnr-plan-json-private.h"

#include <glib/gi18n.h>

#include "base/pnr-report.h"
#include "model/pnr-bundle-fault.h"
#include "model/pnr-bundle-kind.h"

/* A whole number, or a problem at its place. Returns: whether there is one */
static gboolean
read_count (PnrPlanReader *self, GVariant *object, const char *key, const char *field,
            gint64 *count)
{
  g_autoptr (GVariant) value = pnr_report_get (object, key);
  g_autofree char *shown = pnr_plan_value_to_text (value);

  if (value == NULL)
    return FALSE;
  if (pnr_report_get_count (object, key, count))
    return TRUE;
  pnr_plan_reader_complain (self, field, shown, "not-a-count",
                            _ ("A whole number is expected here."));
  return FALSE;
}

static gboolean
read_word (PnrPlanReader *self, GVariant *object, const char *key, const char *field, GType type,
           int *kind)
{
  g_autoptr (GVariant) value = pnr_report_get (object, key);
  g_autofree char *word = pnr_plan_value_to_text (value);

  if (word == NULL)
    return FALSE;
  if (pnr_kind_from_word (type, word, kind))
    return TRUE;
  pnr_plan_reader_complain (self, field, word, "unknown-word",
                            _ ("Pannier does not know this word."));
  return FALSE;
}

static gboolean
is_object (GVariant *value)
{
  return g_variant_is_of_type (value, G_VARIANT_TYPE_VARDICT);
}

static PnrPriceTier
read_tier (PnrPlanReader *self, GVariant *item, const PnrPriceRule *rule)
{
  g_autoptr (GVariant) start = pnr_report_get (item, "from");
  g_autoptr (GVariant) value = pnr_report_get (item, "value");
  PnrPriceTier tier = { 0, 0 };

  if (start == NULL || value == NULL)
    pnr_plan_reader_complain (self, "price.tiers", NULL, "missing",
                              _ ("A tier says from where on, and how much is taken off."));
  else if ((rule->tier_basis == PNR_PRICE_TIER_BASIS_COUNT
                ? read_count (self, item, "from", "price.tiers.from", &tier.start)
                : pnr_plan_reader_read_money (self, start, "price.tiers.from", &tier.start))
           && rule->tier_effect == PNR_PRICE_TIER_EFFECT_PERCENT_OFF)
    pnr_plan_reader_read_ppm (self, value, "price.tiers.value", 0, PNR_PLAN_READER_WHOLE,
                              &tier.value);
  else
    pnr_plan_reader_read_money (self, value, "price.tiers.value", &tier.value);
  return tier;
}

/* Tiers of another meaning than before are nothing without new ones, so they come together. */
static void
read_tiers (PnrPlanReader *self, GVariant *price, PnrPriceRule *rule)
{
  g_autoptr (GVariant) list = NULL;
  int kind;

  if (read_word (self, price, "basis", "price.basis", PNR_TYPE_PRICE_TIER_BASIS, &kind))
    rule->tier_basis = (PnrPriceTierBasis) kind;
  if (read_word (self, price, "effect", "price.effect", PNR_TYPE_PRICE_TIER_EFFECT, &kind))
    rule->tier_effect = (PnrPriceTierEffect) kind;
  if (!pnr_plan_reader_get_list (self, price, "tiers", &list))
    return;
  rule->n_tiers = 0;
  if (pnr_report_list_length (list) > PNR_PRICE_RULE_MOST_TIERS) {
    pnr_plan_reader_complain (self, "price.tiers", NULL, "too-many",
                              _ ("A price has at most 8 tiers. Join some of them."));
    return;
  }
  for (gsize i = 0; i < pnr_report_list_length (list); i++) {
    g_autoptr (GVariant) item = pnr_report_list_get (list, i);

    if (is_object (item))
      rule->tiers[rule->n_tiers++] = read_tier (self, item, rule);
    else
      pnr_plan_reader_complain (self, "price.tiers", NULL, "not-an-object",
                                _ ("An object is expected here."));
  }
}

static void
read_value (PnrPlanReader *self, GVariant *price, PnrPriceRule *rule)
{
  g_autoptr (GVariant) value = pnr_report_get (price, "value");

  if (rule->mode == PNR_PRICE_MODE_PER_COMPONENT || rule->mode == PNR_PRICE_MODE_TIERS)
    rule->value = 0;
  else if (value == NULL)
    pnr_plan_reader_complain (self, "price.value", NULL, "missing", _ ("The price has no value."));
  else if (rule->mode == PNR_PRICE_MODE_PERCENT_OFF)
    pnr_plan_reader_read_ppm (self, value, "price.value", 0, PNR_PLAN_READER_WHOLE, &rule->value);
  else
    pnr_plan_reader_read_money (self, value, "price.value", &rule->value);
}

static void
fill_price (PnrPlanReader *self, GVariant *object, PnrBundle *bundle)
{
  g_autoptr (GVariant) price = pnr_report_get (object, "price");
  PnrPriceRule rule = pnr_bundle_get_price_rule (bundle);

  if (pnr_plan_object_has_null (object, "price"))
    pnr_plan_reader_complain (self, "price", NULL, "missing", _ ("A bundle needs a price."));
  if (price == NULL && pnr_bundle_get_kind (bundle) == PNR_BUNDLE_KIND_GIFT) {
    pnr_bundle_set_price_mode (bundle, PNR_PRICE_MODE_PERCENT_OFF);
    pnr_bundle_set_price_value (bundle, PNR_PLAN_READER_WHOLE);
  }
  if (price == NULL)
    return;
  if (is_object (price)) {
    pnr_plan_reader_set_word (self, price, "mode", "type", bundle, "price-mode",
                              PNR_TYPE_PRICE_MODE);
    rule.mode = pnr_bundle_get_price_mode (bundle);
    read_value (self, price, &rule);
    if (pnr_plan_object_has (price, "tiers"))
      read_tiers (self, price, &rule);
  } else if (pnr_plan_reader_read_money (self, price, "price", &rule.value)) {
    rule.mode = PNR_PRICE_MODE_FIXED;
  }
  pnr_bundle_set_price_rule (bundle, rule);
}

static void
read_component_terms (PnrPlanReader *self, GVariant *item, PnrComponent *component)
{
  g_autoptr (GVariant) optional = pnr_report_get (item, "optional");
  g_autoptr (GVariant) off = pnr_report_get (item, "off");
  g_autoptr (GVariant) extra = pnr_report_get (item, "extra");

  if (optional != NULL && !g_variant_is_of_type (optional, G_VARIANT_TYPE_BOOLEAN))
    pnr_plan_reader_complain (self, "components.optional", NULL, "not-a-truth",
                              _ ("Either true or false is expected here."));
  else if (optional != NULL)
    component->is_optional = g_variant_get_boolean (optional);
  read_count (self, item, "min", "components.min", &component->min_quantity);
  read_count (self, item, "max", "components.max", &component->max_quantity);
  read_count (self, item, "weight", "components.weight", &component->weight);
  if (off != NULL)
    pnr_plan_reader_read_ppm (self, off, "components.off", 0, PNR_PLAN_READER_WHOLE,
                              &component->off_ppm);
  if (extra != NULL)
    pnr_plan_reader_read_money (self, extra, "components.extra", &component->extra_minor);
}

/* Sets were written without roles before there were other kinds; there all are main. */
static PnrComponentRole
role_unless_said (PnrBundle *bundle, guint n_components)
{
  return pnr_bundle_get_kind (bundle) <= PNR_BUNDLE_KIND_MIXED
             ? PNR_COMPONENT_ROLE_MAIN
             : pnr_bundle_kind_get_next_role (pnr_bundle_get_kind (bundle), n_components);
}

static void
complain_of_second (PnrPlanReader *self, PnrBundle *bundle, const PnrComponent *component,
                    const char *sku, GArray *components)
{
  gboolean may_have_roles = pnr_bundle_get_kind (bundle) == PNR_BUNDLE_KIND_BUY_GET;

  for (guint i = 0; i < components->len; i++) {
    const PnrComponent *other = &g_array_index (components, PnrComponent, i);

    if (other->product_id == component->product_id && component->product_id != 0
        && (!may_have_roles || other->role == component->role))
      pnr_plan_reader_complain (self, "components", sku, "twice",
                                _ ("This product stands twice in the bundle; give it one "
                                   "quantity."));
  }
}

static void
read_component (PnrPlanReader *self, PnrBundle *bundle, GVariant *item, GArray *components)
{
  PnrComponent component = { .quantity = 1, .role = role_unless_said (bundle, components->len) };
  g_autofree char *sku = is_object (item) ? pnr_plan_reader_dup_text (self, item, "sku")
                                          : pnr_plan_value_to_text (item);
  g_autofree char *role = is_object (item) ? pnr_plan_reader_dup_text (self, item, "role") : NULL;
  int kind;

  component.product_id = pnr_plan_reader_find_id (self, "product", sku, "components");
  if (pnr_plan_object_has (item, "quantity")
      && (!pnr_report_get_count (item, "quantity", &component.quantity) || component.quantity <= 0
          || component.quantity > PNR_COMPONENT_MOST_UNITS))
    pnr_plan_reader_complain (self, "components.quantity", sku, "quantity",
                              _ ("A quantity is a whole number from 1 to 999."));
  if (role != NULL && !pnr_kind_from_word (PNR_TYPE_COMPONENT_ROLE, role, &kind))
    pnr_plan_reader_complain (self, "components.role", role, "unknown-word",
                              _ ("A role is “main”, “auxiliary”, “gift”, “reward” or “choice”."));
  else if (role != NULL)
    component.role = (PnrComponentRole) kind;
  if (is_object (item))
    read_component_terms (self, item, &component);
  complain_of_second (self, bundle, &component, sku, components);
  g_array_append_val (components, component);
}

static void
fill_components (PnrPlanReader *self, GVariant *object, PnrBundle *bundle)
{
  g_autoptr (GArray) components = g_array_new (FALSE, FALSE, sizeof (PnrComponent));
  g_autoptr (GVariant) list = NULL;

  if (!pnr_plan_reader_get_list (self, object, "components", &list))
    return;
  for (gsize i = 0; i < pnr_report_list_length (list); i++) {
    g_autoptr (GVariant) item = pnr_report_list_get (list, i);

    if (is_object (item) || pnr_plan_value_is_name (item))
      read_component (self, bundle, item, components);
    else
      pnr_plan_reader_complain (self, "components", NULL, "not-an-object",
                                _ ("A SKU is expected here."));
  }
  if (components->len == 0 && (list != NULL || pnr_bundle_get_n_components (bundle) == 0))
    pnr_plan_reader_complain (self, "components", NULL, "empty", _ ("A bundle needs a component."));
  if (components->len > 0)
    pnr_bundle_set_components (bundle, (PnrComponent *) components->data, components->len);
}

/* A number alone is as many as must be picked, neither more nor less. */
static void
fill_choice (PnrPlanReader *self, GVariant *object, PnrBundle *bundle)
{
  g_autoptr (GVariant) choice = pnr_report_get (object, "choice");
  gint64 least = 0;
  gint64 most;
  gint64 step = 1;

  if (pnr_plan_object_has_null (object, "choice"))
    pnr_bundle_set_choice (bundle, 0, 0, 1);
  if (choice == NULL)
    return;
  if (!is_object (choice)) {
    if (read_count (self, object, "choice", "choice", &least))
      pnr_bundle_set_choice (bundle, least, least, 1);
    return;
  }
  read_count (self, choice, "min", "choice.min", &least);
  most = least;
  read_count (self, choice, "max", "choice.max", &most);
  read_count (self, choice, "step", "choice.step", &step);
  pnr_bundle_set_choice (bundle, least, most, step);
}

static void
fill_exception (PnrPlanReader *self, GVariant *object, PnrBundle *bundle)
{
  g_autoptr (GVariant) exception = pnr_report_get (object, "exception");

  if (pnr_plan_object_has_null (object, "exception")) {
    pnr_bundle_set_exception (bundle, PNR_PRICE_EXCEPTION_NONE);
    pnr_bundle_set_exception_reason (bundle, NULL);
  } else if (exception != NULL && is_object (exception)) {
    pnr_plan_reader_set_word (self, exception, "kind", "type", bundle, "exception",
                              PNR_TYPE_PRICE_EXCEPTION);
    pnr_plan_reader_set_text (self, exception, "reason", bundle, "exception-reason");
  } else if (exception != NULL) {
    pnr_plan_reader_set_word (self, object, "exception", NULL, bundle, "exception",
                              PNR_TYPE_PRICE_EXCEPTION);
  }
}

static void
fill_terms (PnrPlanReader *self, GVariant *object, PnrBundle *bundle)
{
  g_autoptr (GVariant) floor = pnr_report_get (object, "margin_floor");
  gint64 ppm;

  fill_choice (self, object, bundle);
  if (pnr_plan_object_has_null (object, "threshold"))
    pnr_bundle_set_threshold_minor (bundle, 0);
  else
    pnr_plan_reader_set_money (self, object, "threshold", bundle, "threshold-minor");
  pnr_plan_reader_set_count (self, object, "max_uses", bundle, "max-uses", 0);
  if (pnr_plan_object_has_null (object, "margin_floor"))
    pnr_bundle_set_margin_floor_ppm (bundle, PNR_BUNDLE_NO_FLOOR);
  else if (floor != NULL
           && pnr_plan_reader_read_ppm (self, floor, "margin_floor", 0, PNR_PLAN_READER_WHOLE,
                                        &ppm))
    pnr_bundle_set_margin_floor_ppm (bundle, ppm);
  fill_exception (self, object, bundle);
}

/* What each field says is right; whether they go together is the bundle's own to say. */
static void
complain_of_fault (PnrPlanReader *self, PnrBundle *bundle)
{
  PnrBundleFault fault;

  if (pnr_bundle_find_fault (bundle, &fault) || pnr_bundle_find_gap (bundle, &fault))
    pnr_plan_reader_complain (self, fault.field, pnr_bundle_get_sku (bundle), fault.code,
                              fault.sentence);
}

void
pnr_plan_reader_fill_bundle (PnrPlanReader *self, GVariant *object, gpointer noun)
{
  guint n_problems = pnr_apply_report_get_n_problems (self->report);

  pnr_plan_reader_complain_of_taken_sku (self, object, "bundle", "product");
  pnr_plan_reader_set_word (self, object, "type", "kind", noun, "kind", PNR_TYPE_BUNDLE_KIND);
  fill_components (self, object, noun);
  pnr_plan_reader_set_text (self, object, "sku", noun, "sku");
  pnr_plan_reader_set_text (self, object, "name", noun, "name");
  fill_price (self, object, noun);
  fill_terms (self, object, noun);
  pnr_plan_reader_set_text (self, object, "note", noun, "note");
  if (pnr_apply_report_get_n_problems (self->report) == n_problems)
    complain_of_fault (self, noun);
  pnr_plan_reader_fill_lineage (self, object, noun);
}
