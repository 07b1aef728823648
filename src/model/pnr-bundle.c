/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Products sold together, purely or also singly, at a price that follows from a rule. */
#include "config.h"

#include "model/pnr-bundle.h"

#include "model/pnr-bundle-private.h"
#include "model/pnr-noun.h"

GParamSpec *pnr_bundle_properties[PNR_BUNDLE_N_PROPS];

static void pnr_bundle_noun_init (PnrNounInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PnrBundle, pnr_bundle, PNR_TYPE_DECISION,
                               G_IMPLEMENT_INTERFACE (PNR_TYPE_NOUN, pnr_bundle_noun_init))

static gint64
pnr_bundle_noun_get_id (PnrNoun *noun)
{
  return PNR_BUNDLE (noun)->id;
}

static void
pnr_bundle_noun_assign (PnrNoun *noun, PnrNoun *other)
{
  PnrBundle *self = PNR_BUNDLE (noun);
  PnrBundle *source = PNR_BUNDLE (other);

  g_object_freeze_notify (G_OBJECT (self));
  pnr_bundle_set_sku (self, source->sku);
  pnr_bundle_set_name (self, source->name);
  pnr_bundle_set_kind (self, source->kind);
  pnr_bundle_set_price_rule (self, pnr_bundle_get_price_rule (source));
  pnr_bundle_set_choice (self, source->choice_min, source->choice_max, source->choice_step);
  pnr_bundle_set_threshold_minor (self, source->threshold_minor);
  pnr_bundle_set_max_uses (self, source->max_uses);
  pnr_bundle_set_margin_floor_ppm (self, source->margin_floor_ppm);
  pnr_bundle_set_exception (self, source->exception);
  pnr_bundle_set_exception_reason (self, source->exception_reason);
  pnr_bundle_set_note (self, source->note);
  pnr_bundle_set_components (self, (const PnrComponent *) source->components->data,
                             source->components->len);
  pnr_decision_assign_lineage (PNR_DECISION (self), PNR_DECISION (other));
  g_object_thaw_notify (G_OBJECT (self));
}

static void
pnr_bundle_noun_init (PnrNounInterface *iface)
{
  iface->get_id = pnr_bundle_noun_get_id;
  iface->assign = pnr_bundle_noun_assign;
}

static void
pnr_bundle_finalize (GObject *object)
{
  PnrBundle *self = PNR_BUNDLE (object);

  g_clear_pointer (&self->sku, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->exception_reason, g_free);
  g_clear_pointer (&self->note, g_free);
  g_clear_pointer (&self->tiers, g_array_unref);
  g_clear_pointer (&self->components, g_array_unref);

  G_OBJECT_CLASS (pnr_bundle_parent_class)->finalize (object);
}

static void
pnr_bundle_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PnrBundle *self = PNR_BUNDLE (object);

  switch (prop_id) {
  case PNR_BUNDLE_PROP_ID:
    g_value_set_int64 (value, self->id);
    break;
  case PNR_BUNDLE_PROP_SKU:
    g_value_set_string (value, self->sku);
    break;
  case PNR_BUNDLE_PROP_NAME:
    g_value_set_string (value, self->name);
    break;
  case PNR_BUNDLE_PROP_KIND:
    g_value_set_enum (value, self->kind);
    break;
  case PNR_BUNDLE_PROP_PRICE_MODE:
    g_value_set_enum (value, self->price_mode);
    break;
  case PNR_BUNDLE_PROP_PRICE_VALUE:
    g_value_set_int64 (value, self->price_value);
    break;
  case PNR_BUNDLE_PROP_TIER_BASIS:
    g_value_set_enum (value, self->tier_basis);
    break;
  case PNR_BUNDLE_PROP_TIER_EFFECT:
    g_value_set_enum (value, self->tier_effect);
    break;
  case PNR_BUNDLE_PROP_CHOICE_MIN:
    g_value_set_int64 (value, self->choice_min);
    break;
  case PNR_BUNDLE_PROP_CHOICE_MAX:
    g_value_set_int64 (value, self->choice_max);
    break;
  case PNR_BUNDLE_PROP_CHOICE_STEP:
    g_value_set_int64 (value, self->choice_step);
    break;
  case PNR_BUNDLE_PROP_THRESHOLD_MINOR:
    g_value_set_int64 (value, self->threshold_minor);
    break;
  case PNR_BUNDLE_PROP_MAX_USES:
    g_value_set_int64 (value, self->max_uses);
    break;
  case PNR_BUNDLE_PROP_MARGIN_FLOOR_PPM:
    g_value_set_int64 (value, self->margin_floor_ppm);
    break;
  case PNR_BUNDLE_PROP_EXCEPTION:
    g_value_set_enum (value, self->exception);
    break;
  case PNR_BUNDLE_PROP_EXCEPTION_REASON:
    g_value_set_string (value, self->exception_reason);
    break;
  case PNR_BUNDLE_PROP_TIERS:
    g_value_set_boxed (value, self->tiers);
    break;
  case PNR_BUNDLE_PROP_NOTE:
    g_value_set_string (value, self->note);
    break;
  case PNR_BUNDLE_PROP_COMPONENTS:
    g_value_set_boxed (value, self->components);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
pnr_bundle_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  PnrBundle *self = PNR_BUNDLE (object);

  switch (prop_id) {
  case PNR_BUNDLE_PROP_ID:
    self->id = g_value_get_int64 (value);
    break;
  case PNR_BUNDLE_PROP_SKU:
    pnr_bundle_set_sku (self, g_value_get_string (value));
    break;
  case PNR_BUNDLE_PROP_NAME:
    pnr_bundle_set_name (self, g_value_get_string (value));
    break;
  case PNR_BUNDLE_PROP_KIND:
    pnr_bundle_set_kind (self, g_value_get_enum (value));
    break;
  case PNR_BUNDLE_PROP_PRICE_MODE:
    pnr_bundle_set_price_mode (self, g_value_get_enum (value));
    break;
  case PNR_BUNDLE_PROP_PRICE_VALUE:
    pnr_bundle_set_price_value (self, g_value_get_int64 (value));
    break;
  case PNR_BUNDLE_PROP_TIER_BASIS:
    pnr_bundle_set_tier_basis (self, g_value_get_enum (value));
    break;
  case PNR_BUNDLE_PROP_TIER_EFFECT:
    pnr_bundle_set_tier_effect (self, g_value_get_enum (value));
    break;
  case PNR_BUNDLE_PROP_CHOICE_MIN:
    pnr_bundle_set_choice (self, g_value_get_int64 (value), self->choice_max, self->choice_step);
    break;
  case PNR_BUNDLE_PROP_CHOICE_MAX:
    pnr_bundle_set_choice (self, self->choice_min, g_value_get_int64 (value), self->choice_step);
    break;
  case PNR_BUNDLE_PROP_CHOICE_STEP:
    pnr_bundle_set_choice (self, self->choice_min, self->choice_max, g_value_get_int64 (value));
    break;
  case PNR_BUNDLE_PROP_THRESHOLD_MINOR:
    pnr_bundle_set_threshold_minor (self, g_value_get_int64 (value));
    break;
  case PNR_BUNDLE_PROP_MAX_USES:
    pnr_bundle_set_max_uses (self, g_value_get_int64 (value));
    break;
  case PNR_BUNDLE_PROP_MARGIN_FLOOR_PPM:
    pnr_bundle_set_margin_floor_ppm (self, g_value_get_int64 (value));
    break;
  case PNR_BUNDLE_PROP_EXCEPTION:
    pnr_bundle_set_exception (self, g_value_get_enum (value));
    break;
  case PNR_BUNDLE_PROP_EXCEPTION_REASON:
    pnr_bundle_set_exception_reason (self, g_value_get_string (value));
    break;
  case PNR_BUNDLE_PROP_NOTE:
    pnr_bundle_set_note (self, g_value_get_string (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
install_number (guint property, const char *name, gint64 fallback)
{
  pnr_bundle_properties[property] =
      g_param_spec_int64 (name, NULL, NULL, G_MININT64, G_MAXINT64, fallback,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
}

static void
install_kind (guint property, const char *name, GType type)
{
  pnr_bundle_properties[property] =
      g_param_spec_enum (name, NULL, NULL, type, 0,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
}

static void
install_terms (void)
{
  install_kind (PNR_BUNDLE_PROP_TIER_BASIS, "tier-basis", PNR_TYPE_PRICE_TIER_BASIS);
  install_kind (PNR_BUNDLE_PROP_TIER_EFFECT, "tier-effect", PNR_TYPE_PRICE_TIER_EFFECT);
  install_number (PNR_BUNDLE_PROP_CHOICE_MIN, "choice-min", 0);
  install_number (PNR_BUNDLE_PROP_CHOICE_MAX, "choice-max", 0);
  install_number (PNR_BUNDLE_PROP_CHOICE_STEP, "choice-step", 1);
  install_number (PNR_BUNDLE_PROP_THRESHOLD_MINOR, "threshold-minor", 0);
  install_number (PNR_BUNDLE_PROP_MAX_USES, "max-uses", 0);
  install_number (PNR_BUNDLE_PROP_MARGIN_FLOOR_PPM, "margin-floor-ppm", PNR_BUNDLE_NO_FLOOR);
  install_kind (PNR_BUNDLE_PROP_EXCEPTION, "exception", PNR_TYPE_PRICE_EXCEPTION);
  pnr_bundle_properties[PNR_BUNDLE_PROP_EXCEPTION_REASON] =
      g_param_spec_string ("exception-reason", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  pnr_bundle_properties[PNR_BUNDLE_PROP_TIERS] = g_param_spec_boxed (
      "tiers", NULL, NULL, G_TYPE_ARRAY, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
}

static void
pnr_bundle_class_init (PnrBundleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = pnr_bundle_finalize;
  object_class->get_property = pnr_bundle_get_property;
  object_class->set_property = pnr_bundle_set_property;

  pnr_bundle_properties[PNR_BUNDLE_PROP_ID] =
      g_param_spec_int64 ("id", NULL, NULL, G_MININT64, G_MAXINT64, 0,
                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  pnr_bundle_properties[PNR_BUNDLE_PROP_SKU] =
      g_param_spec_string ("sku", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  pnr_bundle_properties[PNR_BUNDLE_PROP_NAME] =
      g_param_spec_string ("name", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  pnr_bundle_properties[PNR_BUNDLE_PROP_KIND] =
      g_param_spec_enum ("kind", NULL, NULL, PNR_TYPE_BUNDLE_KIND, PNR_BUNDLE_KIND_MIXED,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  pnr_bundle_properties[PNR_BUNDLE_PROP_PRICE_MODE] =
      g_param_spec_enum ("price-mode", NULL, NULL, PNR_TYPE_PRICE_MODE, PNR_PRICE_MODE_PERCENT_OFF,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  pnr_bundle_properties[PNR_BUNDLE_PROP_PRICE_VALUE] =
      g_param_spec_int64 ("price-value", NULL, NULL, G_MININT64, G_MAXINT64, 0,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  install_terms ();
  pnr_bundle_properties[PNR_BUNDLE_PROP_NOTE] =
      g_param_spec_string ("note", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  pnr_bundle_properties[PNR_BUNDLE_PROP_COMPONENTS] = g_param_spec_boxed (
      "components", NULL, NULL, G_TYPE_ARRAY, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, PNR_BUNDLE_N_PROPS, pnr_bundle_properties);
}

static void
pnr_bundle_init (PnrBundle *self)
{
  self->kind = PNR_BUNDLE_KIND_MIXED;
  self->price_mode = PNR_PRICE_MODE_PERCENT_OFF;
  self->choice_step = 1;
  self->margin_floor_ppm = PNR_BUNDLE_NO_FLOOR;
  self->tiers = g_array_new (FALSE, FALSE, sizeof (PnrPriceTier));
  self->components = g_array_new (FALSE, FALSE, sizeof (PnrComponent));
}

PnrBundle *
pnr_bundle_new (gint64 id)
{
  return g_object_new (PNR_TYPE_BUNDLE, "id", id, NULL);
}

PnrBundle *
pnr_bundle_copy (PnrBundle *self)
{
  PnrBundle *copy;

  g_return_val_if_fail (PNR_IS_BUNDLE (self), NULL);

  copy = pnr_bundle_new (self->id);
  pnr_noun_assign (PNR_NOUN (copy), PNR_NOUN (self));
  return copy;
}

gint64
pnr_bundle_get_id (PnrBundle *self)
{
  g_return_val_if_fail (PNR_IS_BUNDLE (self), 0);

  return self->id;
}

const char *
pnr_bundle_get_sku (PnrBundle *self)
{
  g_return_val_if_fail (PNR_IS_BUNDLE (self), NULL);

  return self->sku;
}

void
pnr_bundle_set_sku (PnrBundle *self, const char *sku)
{
  g_return_if_fail (PNR_IS_BUNDLE (self));

  if (g_strcmp0 (self->sku, sku) == 0)
    return;
  g_free (self->sku);
  self->sku = g_strdup (sku);
  pnr_decision_withdraw_approval (PNR_DECISION (self));
  g_object_notify_by_pspec (G_OBJECT (self), pnr_bundle_properties[PNR_BUNDLE_PROP_SKU]);
}

const char *
pnr_bundle_get_name (PnrBundle *self)
{
  g_return_val_if_fail (PNR_IS_BUNDLE (self), NULL);

  return self->name;
}

void
pnr_bundle_set_name (PnrBundle *self, const char *name)
{
  g_return_if_fail (PNR_IS_BUNDLE (self));

  if (g_strcmp0 (self->name, name) == 0)
    return;
  g_free (self->name);
  self->name = g_strdup (name);
  pnr_decision_withdraw_approval (PNR_DECISION (self));
  g_object_notify_by_pspec (G_OBJECT (self), pnr_bundle_properties[PNR_BUNDLE_PROP_NAME]);
}

PnrBundleKind
pnr_bundle_get_kind (PnrBundle *self)
{
  g_return_val_if_fail (PNR_IS_BUNDLE (self), 0);

  return self->kind;
}

void
pnr_bundle_set_kind (PnrBundle *self, PnrBundleKind kind)
{
  g_return_if_fail (PNR_IS_BUNDLE (self));

  if (self->kind == kind)
    return;
  self->kind = kind;
  pnr_decision_withdraw_approval (PNR_DECISION (self));
  g_object_notify_by_pspec (G_OBJECT (self), pnr_bundle_properties[PNR_BUNDLE_PROP_KIND]);
}

PnrPriceMode
pnr_bundle_get_price_mode (PnrBundle *self)
{
  g_return_val_if_fail (PNR_IS_BUNDLE (self), 0);

  return self->price_mode;
}

void
pnr_bundle_set_price_mode (PnrBundle *self, PnrPriceMode price_mode)
{
  g_return_if_fail (PNR_IS_BUNDLE (self));

  if (self->price_mode == price_mode)
    return;
  self->price_mode = price_mode;
  pnr_decision_withdraw_approval (PNR_DECISION (self));
  g_object_notify_by_pspec (G_OBJECT (self), pnr_bundle_properties[PNR_BUNDLE_PROP_PRICE_MODE]);
}

gint64
pnr_bundle_get_price_value (PnrBundle *self)
{
  g_return_val_if_fail (PNR_IS_BUNDLE (self), 0);

  return self->price_value;
}

void
pnr_bundle_set_price_value (PnrBundle *self, gint64 price_value)
{
  g_return_if_fail (PNR_IS_BUNDLE (self));

  if (self->price_value == price_value)
    return;
  self->price_value = price_value;
  pnr_decision_withdraw_approval (PNR_DECISION (self));
  g_object_notify_by_pspec (G_OBJECT (self), pnr_bundle_properties[PNR_BUNDLE_PROP_PRICE_VALUE]);
}

const char *
pnr_bundle_get_note (PnrBundle *self)
{
  g_return_val_if_fail (PNR_IS_BUNDLE (self), NULL);

  return self->note;
}

void
pnr_bundle_set_note (PnrBundle *self, const char *note)
{
  g_return_if_fail (PNR_IS_BUNDLE (self));

  if (g_strcmp0 (self->note, note) == 0)
    return;
  g_free (self->note);
  self->note = g_strdup (note);
  g_object_notify_by_pspec (G_OBJECT (self), pnr_bundle_properties[PNR_BUNDLE_PROP_NOTE]);
}

PnrPriceRule
pnr_bundle_get_price_rule (PnrBundle *self)
{
  PnrPriceRule rule = { 0 };

  g_return_val_if_fail (PNR_IS_BUNDLE (self), rule);

  rule.mode = self->price_mode;
  rule.value = self->price_value;
  rule.tier_basis = self->tier_basis;
  rule.tier_effect = self->tier_effect;
  rule.n_tiers = self->tiers->len;
  for (guint i = 0; i < rule.n_tiers; i++)
    rule.tiers[i] = g_array_index (self->tiers, PnrPriceTier, i);
  return rule;
}

void
pnr_bundle_set_price_rule (PnrBundle *self, PnrPriceRule rule)
{
  g_return_if_fail (PNR_IS_BUNDLE (self));

  pnr_bundle_set_price_mode (self, rule.mode);
  pnr_bundle_set_price_value (self, rule.value);
  pnr_bundle_set_tier_basis (self, rule.tier_basis);
  pnr_bundle_set_tier_effect (self, rule.tier_effect);
  pnr_bundle_set_tiers (self, rule.tiers, rule.n_tiers);
}

guint
pnr_bundle_get_n_components (PnrBundle *self)
{
  g_return_val_if_fail (PNR_IS_BUNDLE (self), 0);

  return self->components->len;
}

const PnrComponent *
pnr_bundle_get_component (PnrBundle *self, guint index)
{
  g_return_val_if_fail (PNR_IS_BUNDLE (self), NULL);
  g_return_val_if_fail (index < self->components->len, NULL);

  return &g_array_index (self->components, PnrComponent, index);
}

static void
pnr_bundle_components_changed (PnrBundle *self)
{
  pnr_decision_withdraw_approval (PNR_DECISION (self));
  g_object_notify_by_pspec (G_OBJECT (self), pnr_bundle_properties[PNR_BUNDLE_PROP_COMPONENTS]);
}

static gboolean
pnr_bundle_components_equal (PnrBundle *self, const PnrComponent *components, guint n_components)
{
  if (self->components->len != n_components)
    return FALSE;
  for (guint i = 0; i < n_components; i++) {
    if (!pnr_component_equal (&g_array_index (self->components, PnrComponent, i), &components[i]))
      return FALSE;
  }
  return TRUE;
}

void
pnr_bundle_set_components (PnrBundle *self, const PnrComponent *components, guint n_components)
{
  g_return_if_fail (PNR_IS_BUNDLE (self));

  if (pnr_bundle_components_equal (self, components, n_components))
    return;
  g_array_set_size (self->components, 0);
  if (n_components > 0)
    g_array_append_vals (self->components, components, n_components);
  pnr_bundle_components_changed (self);
}

static guint
pnr_bundle_find_component (PnrBundle *self, gint64 product_id)
{
  guint at = 0;

  while (at < self->components->len
         && g_array_index (self->components, PnrComponent, at).product_id != product_id)
    at++;
  return at;
}

/**
 * pnr_bundle_set_component:
 * @self: a bundle
 * @product_id: a product
 * @quantity: how many of it; 0 takes it out
 * @role: what it is in the bundle
 *
 * Adds, changes or removes one component, the first where the product has several roles; a new one
 * comes last. What else is known of it stays.
 */
void
pnr_bundle_set_component (PnrBundle *self, gint64 product_id, gint64 quantity,
                          PnrComponentRole role)
{
  PnrComponent component = { .product_id = product_id, .quantity = quantity, .role = role };
  guint at;

  g_return_if_fail (PNR_IS_BUNDLE (self));
  g_return_if_fail (quantity >= 0);

  at = pnr_bundle_find_component (self, product_id);
  if (at == self->components->len && quantity == 0)
    return;
  if (at == self->components->len) {
    g_array_append_val (self->components, component);
  } else if (quantity == 0) {
    g_array_remove_index (self->components, at);
  } else {
    g_array_index (self->components, PnrComponent, at).quantity = quantity;
    g_array_index (self->components, PnrComponent, at).role = role;
  }
  pnr_bundle_components_changed (self);
}

/**
 * pnr_bundle_change_component:
 * @self: a bundle
 * @index: the place of a component, or the number of components to add one
 * @component: what stands there from now on
 */
void
pnr_bundle_change_component (PnrBundle *self, guint index, const PnrComponent *component)
{
  g_return_if_fail (PNR_IS_BUNDLE (self));
  g_return_if_fail (index <= self->components->len);

  if (index == self->components->len)
    g_array_append_vals (self->components, component, 1);
  else if (pnr_component_equal (pnr_bundle_get_component (self, index), component))
    return;
  else
    g_array_index (self->components, PnrComponent, index) = *component;
  pnr_bundle_components_changed (self);
}

gboolean
pnr_bundle_has_product (PnrBundle *self, gint64 product_id)
{
  g_return_val_if_fail (PNR_IS_BUNDLE (self), FALSE);

  for (guint i = 0; i < self->components->len; i++) {
    if (g_array_index (self->components, PnrComponent, i).product_id == product_id)
      return TRUE;
  }
  return FALSE;
}
