/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Products sold together, purely or also singly, at a price that follows from a rule. */
#include "config.h"

#include "model/pnr-bundle.h"

#include "base/pnr-money.h"
#include "model/pnr-noun.h"

#include "model/pnr-product.h"

struct _PnrBundle {
  PnrDecision parent_instance;

  gint64 id;
  char *sku;
  char *name;
  PnrBundleKind kind;
  PnrPriceMode price_mode;
  gint64 price_value;
  char *note;
  GArray *components;
};

enum {
  PROP_0,
  PROP_ID,
  PROP_SKU,
  PROP_NAME,
  PROP_KIND,
  PROP_PRICE_MODE,
  PROP_PRICE_VALUE,
  PROP_NOTE,
  PROP_COMPONENTS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

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
  pnr_bundle_set_price_mode (self, source->price_mode);
  pnr_bundle_set_price_value (self, source->price_value);
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
  g_clear_pointer (&self->note, g_free);
  g_clear_pointer (&self->components, g_array_unref);

  G_OBJECT_CLASS (pnr_bundle_parent_class)->finalize (object);
}

static void
pnr_bundle_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PnrBundle *self = PNR_BUNDLE (object);

  switch (prop_id) {
  case PROP_ID:
    g_value_set_int64 (value, self->id);
    break;
  case PROP_SKU:
    g_value_set_string (value, self->sku);
    break;
  case PROP_NAME:
    g_value_set_string (value, self->name);
    break;
  case PROP_KIND:
    g_value_set_enum (value, self->kind);
    break;
  case PROP_PRICE_MODE:
    g_value_set_enum (value, self->price_mode);
    break;
  case PROP_PRICE_VALUE:
    g_value_set_int64 (value, self->price_value);
    break;
  case PROP_NOTE:
    g_value_set_string (value, self->note);
    break;
  case PROP_COMPONENTS:
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
  case PROP_ID:
    self->id = g_value_get_int64 (value);
    break;
  case PROP_SKU:
    pnr_bundle_set_sku (self, g_value_get_string (value));
    break;
  case PROP_NAME:
    pnr_bundle_set_name (self, g_value_get_string (value));
    break;
  case PROP_KIND:
    pnr_bundle_set_kind (self, g_value_get_enum (value));
    break;
  case PROP_PRICE_MODE:
    pnr_bundle_set_price_mode (self, g_value_get_enum (value));
    break;
  case PROP_PRICE_VALUE:
    pnr_bundle_set_price_value (self, g_value_get_int64 (value));
    break;
  case PROP_NOTE:
    pnr_bundle_set_note (self, g_value_get_string (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
pnr_bundle_class_init (PnrBundleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = pnr_bundle_finalize;
  object_class->get_property = pnr_bundle_get_property;
  object_class->set_property = pnr_bundle_set_property;

  properties[PROP_ID] =
      g_param_spec_int64 ("id", NULL, NULL, G_MININT64, G_MAXINT64, 0,
                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SKU] =
      g_param_spec_string ("sku", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_NAME] =
      g_param_spec_string ("name", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_KIND] =
      g_param_spec_enum ("kind", NULL, NULL, PNR_TYPE_BUNDLE_KIND, PNR_BUNDLE_KIND_MIXED,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PRICE_MODE] =
      g_param_spec_enum ("price-mode", NULL, NULL, PNR_TYPE_PRICE_MODE, PNR_PRICE_MODE_PERCENT_OFF,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PRICE_VALUE] =
      g_param_spec_int64 ("price-value", NULL, NULL, G_MININT64, G_MAXINT64, 0,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_NOTE] =
      g_param_spec_string ("note", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_COMPONENTS] = g_param_spec_boxed ("components", NULL, NULL, G_TYPE_ARRAY,
                                                    G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pnr_bundle_init (PnrBundle *self)
{
  self->kind = PNR_BUNDLE_KIND_MIXED;
  self->price_mode = PNR_PRICE_MODE_PERCENT_OFF;
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
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SKU]);
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
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
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
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KIND]);
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
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PRICE_MODE]);
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
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PRICE_VALUE]);
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
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOTE]);
}

PnrPriceRule
pnr_bundle_get_price_rule (PnrBundle *self)
{
  g_return_val_if_fail (PNR_IS_BUNDLE (self), ((PnrPriceRule){ PNR_PRICE_MODE_FIXED, 0 }));

  return (PnrPriceRule){ self->price_mode, self->price_value };
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
  pnr_decision_withdraw_approval (PNR_DECISION (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPONENTS]);
}

/**
 * pnr_bundle_set_component:
 * @self: a bundle
 * @product_id: a product
 * @quantity: how many of it; 0 takes it out
 * @role: what it is in the bundle
 *
 * Adds, changes or removes one component; a new one comes last.
 */
void
pnr_bundle_set_component (PnrBundle *self, gint64 product_id, gint64 quantity,
                          PnrComponentRole role)
{
  PnrComponent component = { product_id, quantity, role };
  guint at = 0;

  g_return_if_fail (PNR_IS_BUNDLE (self));
  g_return_if_fail (quantity >= 0);

  while (at < self->components->len
         && g_array_index (self->components, PnrComponent, at).product_id != product_id)
    at++;
  if (at == self->components->len && quantity > 0)
    g_array_append_val (self->components, component);
  else if (at < self->components->len && quantity == 0)
    g_array_remove_index (self->components, at);
  else if (at < self->components->len)
    g_array_index (self->components, PnrComponent, at) = component;
  else
    return;
  pnr_decision_withdraw_approval (PNR_DECISION (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COMPONENTS]);
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

/* Adds up an amount of the components; one unknown amount makes the sum unknown. */
static gint64
pnr_bundle_add_up (PnrBundle *self, PnrNounList *products, gint64 (*get_amount) (PnrProduct *))
{
  gint64 sum = 0;

  for (guint i = 0; i < self->components->len; i++) {
    const PnrComponent *component = &g_array_index (self->components, PnrComponent, i);
    PnrProduct *product = pnr_noun_list_get_by_id (products, component->product_id);
    gint64 amount = product != NULL ? get_amount (product) : PNR_MONEY_UNKNOWN;

    if (amount == PNR_MONEY_UNKNOWN || __builtin_mul_overflow (amount, component->quantity, &amount)
        || __builtin_add_overflow (sum, amount, &sum))
      return PNR_MONEY_UNKNOWN;
  }
  return sum;
}

/**
 * pnr_bundle_get_sum_minor:
 * @self: a bundle
 * @products: the catalogue
 *
 * Returns: what the parts cost when bought singly, or %PNR_MONEY_UNKNOWN
 */
gint64
pnr_bundle_get_sum_minor (PnrBundle *self, PnrNounList *products)
{
  g_return_val_if_fail (PNR_IS_BUNDLE (self), PNR_MONEY_UNKNOWN);

  return pnr_bundle_add_up (self, products, pnr_product_get_price_minor);
}

gint64
pnr_bundle_get_cost_minor (PnrBundle *self, PnrNounList *products)
{
  g_return_val_if_fail (PNR_IS_BUNDLE (self), PNR_MONEY_UNKNOWN);

  return pnr_bundle_add_up (self, products, pnr_product_get_cost_minor);
}

gint64
pnr_bundle_get_price_minor (PnrBundle *self, PnrNounList *products)
{
  g_return_val_if_fail (PNR_IS_BUNDLE (self), PNR_MONEY_UNKNOWN);

  return pnr_price_rule_apply (pnr_bundle_get_price_rule (self),
                               pnr_bundle_get_sum_minor (self, products));
}
