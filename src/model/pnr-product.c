/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the shop sells: its identity, price, cost, stock and how often it was ordered. */
#include "config.h"

#include "model/pnr-product.h"

#include "base/pnr-money.h"
#include "model/pnr-noun.h"

struct _PnrProduct {
  GObject parent_instance;

  gint64 id;
  char *sku;
  char *external_id;
  char *name;
  PnrProductKind kind;
  char *category;
  char *brand;
  char *parent_sku;
  gint64 price_minor;
  gint64 cost_minor;
  PnrCostSource cost_source;
  gint64 stock;
  gint64 weight_g;
  gint64 launched;
  gboolean visible;
  char *tax_class;
  char *image;
  char *attributes;
  gint64 n_orders;
  gint64 units_milli;
  gint64 revenue_minor;
};

enum {
  PROP_0,
  PROP_ID,
  PROP_SKU,
  PROP_EXTERNAL_ID,
  PROP_NAME,
  PROP_KIND,
  PROP_CATEGORY,
  PROP_BRAND,
  PROP_PARENT_SKU,
  PROP_PRICE_MINOR,
  PROP_COST_MINOR,
  PROP_COST_SOURCE,
  PROP_STOCK,
  PROP_WEIGHT_G,
  PROP_LAUNCHED,
  PROP_VISIBLE,
  PROP_TAX_CLASS,
  PROP_IMAGE,
  PROP_ATTRIBUTES,
  PROP_N_ORDERS,
  PROP_UNITS_MILLI,
  PROP_REVENUE_MINOR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void pnr_product_noun_init (PnrNounInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PnrProduct, pnr_product, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PNR_TYPE_NOUN, pnr_product_noun_init))

static gint64
pnr_product_noun_get_id (PnrNoun *noun)
{
  return PNR_PRODUCT (noun)->id;
}

static void
pnr_product_noun_assign (PnrNoun *noun, PnrNoun *other)
{
  PnrProduct *self = PNR_PRODUCT (noun);
  PnrProduct *source = PNR_PRODUCT (other);

  g_object_freeze_notify (G_OBJECT (self));
  pnr_product_set_sku (self, source->sku);
  pnr_product_set_external_id (self, source->external_id);
  pnr_product_set_name (self, source->name);
  pnr_product_set_kind (self, source->kind);
  pnr_product_set_category (self, source->category);
  pnr_product_set_brand (self, source->brand);
  pnr_product_set_parent_sku (self, source->parent_sku);
  pnr_product_set_price_minor (self, source->price_minor);
  pnr_product_set_cost_minor (self, source->cost_minor);
  pnr_product_set_cost_source (self, source->cost_source);
  pnr_product_set_stock (self, source->stock);
  pnr_product_set_weight_g (self, source->weight_g);
  pnr_product_set_launched (self, source->launched);
  pnr_product_set_visible (self, source->visible);
  pnr_product_set_tax_class (self, source->tax_class);
  pnr_product_set_image (self, source->image);
  pnr_product_set_attributes (self, source->attributes);
  pnr_product_set_n_orders (self, source->n_orders);
  pnr_product_set_units_milli (self, source->units_milli);
  pnr_product_set_revenue_minor (self, source->revenue_minor);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
pnr_product_noun_init (PnrNounInterface *iface)
{
  iface->get_id = pnr_product_noun_get_id;
  iface->assign = pnr_product_noun_assign;
}

static void
pnr_product_finalize (GObject *object)
{
  PnrProduct *self = PNR_PRODUCT (object);

  g_clear_pointer (&self->sku, g_free);
  g_clear_pointer (&self->external_id, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->category, g_free);
  g_clear_pointer (&self->brand, g_free);
  g_clear_pointer (&self->parent_sku, g_free);
  g_clear_pointer (&self->tax_class, g_free);
  g_clear_pointer (&self->image, g_free);
  g_clear_pointer (&self->attributes, g_free);

  G_OBJECT_CLASS (pnr_product_parent_class)->finalize (object);
}

static void
pnr_product_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PnrProduct *self = PNR_PRODUCT (object);

  switch (prop_id) {
  case PROP_ID:
    g_value_set_int64 (value, self->id);
    break;
  case PROP_SKU:
    g_value_set_string (value, self->sku);
    break;
  case PROP_EXTERNAL_ID:
    g_value_set_string (value, self->external_id);
    break;
  case PROP_NAME:
    g_value_set_string (value, self->name);
    break;
  case PROP_KIND:
    g_value_set_enum (value, self->kind);
    break;
  case PROP_CATEGORY:
    g_value_set_string (value, self->category);
    break;
  case PROP_BRAND:
    g_value_set_string (value, self->brand);
    break;
  case PROP_PARENT_SKU:
    g_value_set_string (value, self->parent_sku);
    break;
  case PROP_PRICE_MINOR:
    g_value_set_int64 (value, self->price_minor);
    break;
  case PROP_COST_MINOR:
    g_value_set_int64 (value, self->cost_minor);
    break;
  case PROP_COST_SOURCE:
    g_value_set_enum (value, self->cost_source);
    break;
  case PROP_STOCK:
    g_value_set_int64 (value, self->stock);
    break;
  case PROP_WEIGHT_G:
    g_value_set_int64 (value, self->weight_g);
    break;
  case PROP_LAUNCHED:
    g_value_set_int64 (value, self->launched);
    break;
  case PROP_VISIBLE:
    g_value_set_boolean (value, self->visible);
    break;
  case PROP_TAX_CLASS:
    g_value_set_string (value, self->tax_class);
    break;
  case PROP_IMAGE:
    g_value_set_string (value, self->image);
    break;
  case PROP_ATTRIBUTES:
    g_value_set_string (value, self->attributes);
    break;
  case PROP_N_ORDERS:
    g_value_set_int64 (value, self->n_orders);
    break;
  case PROP_UNITS_MILLI:
    g_value_set_int64 (value, self->units_milli);
    break;
  case PROP_REVENUE_MINOR:
    g_value_set_int64 (value, self->revenue_minor);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
pnr_product_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  PnrProduct *self = PNR_PRODUCT (object);

  switch (prop_id) {
  case PROP_ID:
    self->id = g_value_get_int64 (value);
    break;
  case PROP_SKU:
    pnr_product_set_sku (self, g_value_get_string (value));
    break;
  case PROP_EXTERNAL_ID:
    pnr_product_set_external_id (self, g_value_get_string (value));
    break;
  case PROP_NAME:
    pnr_product_set_name (self, g_value_get_string (value));
    break;
  case PROP_KIND:
    pnr_product_set_kind (self, g_value_get_enum (value));
    break;
  case PROP_CATEGORY:
    pnr_product_set_category (self, g_value_get_string (value));
    break;
  case PROP_BRAND:
    pnr_product_set_brand (self, g_value_get_string (value));
    break;
  case PROP_PARENT_SKU:
    pnr_product_set_parent_sku (self, g_value_get_string (value));
    break;
  case PROP_PRICE_MINOR:
    pnr_product_set_price_minor (self, g_value_get_int64 (value));
    break;
  case PROP_COST_MINOR:
    pnr_product_set_cost_minor (self, g_value_get_int64 (value));
    break;
  case PROP_COST_SOURCE:
    pnr_product_set_cost_source (self, g_value_get_enum (value));
    break;
  case PROP_STOCK:
    pnr_product_set_stock (self, g_value_get_int64 (value));
    break;
  case PROP_WEIGHT_G:
    pnr_product_set_weight_g (self, g_value_get_int64 (value));
    break;
  case PROP_LAUNCHED:
    pnr_product_set_launched (self, g_value_get_int64 (value));
    break;
  case PROP_VISIBLE:
    pnr_product_set_visible (self, g_value_get_boolean (value));
    break;
  case PROP_TAX_CLASS:
    pnr_product_set_tax_class (self, g_value_get_string (value));
    break;
  case PROP_IMAGE:
    pnr_product_set_image (self, g_value_get_string (value));
    break;
  case PROP_ATTRIBUTES:
    pnr_product_set_attributes (self, g_value_get_string (value));
    break;
  case PROP_N_ORDERS:
    pnr_product_set_n_orders (self, g_value_get_int64 (value));
    break;
  case PROP_UNITS_MILLI:
    pnr_product_set_units_milli (self, g_value_get_int64 (value));
    break;
  case PROP_REVENUE_MINOR:
    pnr_product_set_revenue_minor (self, g_value_get_int64 (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
pnr_product_class_init (PnrProductClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = pnr_product_finalize;
  object_class->get_property = pnr_product_get_property;
  object_class->set_property = pnr_product_set_property;

  properties[PROP_ID] =
      g_param_spec_int64 ("id", NULL, NULL, G_MININT64, G_MAXINT64, 0,
                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SKU] =
      g_param_spec_string ("sku", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_EXTERNAL_ID] =
      g_param_spec_string ("external-id", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_NAME] =
      g_param_spec_string ("name", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_KIND] =
      g_param_spec_enum ("kind", NULL, NULL, PNR_TYPE_PRODUCT_KIND, PNR_PRODUCT_KIND_GOOD,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_CATEGORY] =
      g_param_spec_string ("category", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_BRAND] =
      g_param_spec_string ("brand", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PARENT_SKU] =
      g_param_spec_string ("parent-sku", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_PRICE_MINOR] =
      g_param_spec_int64 ("price-minor", NULL, NULL, G_MININT64, G_MAXINT64, PNR_MONEY_UNKNOWN,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_COST_MINOR] =
      g_param_spec_int64 ("cost-minor", NULL, NULL, G_MININT64, G_MAXINT64, PNR_MONEY_UNKNOWN,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_COST_SOURCE] =
      g_param_spec_enum ("cost-source", NULL, NULL, PNR_TYPE_COST_SOURCE, PNR_COST_SOURCE_CATALOGUE,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_STOCK] =
      g_param_spec_int64 ("stock", NULL, NULL, G_MININT64, G_MAXINT64, PNR_PRODUCT_STOCK_UNKNOWN,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_WEIGHT_G] = g_param_spec_int64 (
      "weight-g", NULL, NULL, G_MININT64, G_MAXINT64, PNR_PRODUCT_WEIGHT_UNKNOWN,
      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_LAUNCHED] =
      g_param_spec_int64 ("launched", NULL, NULL, G_MININT64, G_MAXINT64, 0,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_VISIBLE] =
      g_param_spec_boolean ("visible", NULL, NULL, TRUE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TAX_CLASS] =
      g_param_spec_string ("tax-class", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_IMAGE] =
      g_param_spec_string ("image", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ATTRIBUTES] =
      g_param_spec_string ("attributes", NULL, NULL, NULL,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_ORDERS] =
      g_param_spec_int64 ("n-orders", NULL, NULL, G_MININT64, G_MAXINT64, 0,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_UNITS_MILLI] =
      g_param_spec_int64 ("units-milli", NULL, NULL, G_MININT64, G_MAXINT64, 0,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_REVENUE_MINOR] =
      g_param_spec_int64 ("revenue-minor", NULL, NULL, G_MININT64, G_MAXINT64, 0,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pnr_product_init (PnrProduct *self)
{
  self->kind = PNR_PRODUCT_KIND_GOOD;
  self->price_minor = PNR_MONEY_UNKNOWN;
  self->cost_minor = PNR_MONEY_UNKNOWN;
  self->cost_source = PNR_COST_SOURCE_CATALOGUE;
  self->stock = PNR_PRODUCT_STOCK_UNKNOWN;
  self->weight_g = PNR_PRODUCT_WEIGHT_UNKNOWN;
  self->visible = TRUE;
}

PnrProduct *
pnr_product_new (gint64 id)
{
  return g_object_new (PNR_TYPE_PRODUCT, "id", id, NULL);
}

PnrProduct *
pnr_product_copy (PnrProduct *self)
{
  PnrProduct *copy;

  g_return_val_if_fail (PNR_IS_PRODUCT (self), NULL);

  copy = pnr_product_new (self->id);
  pnr_noun_assign (PNR_NOUN (copy), PNR_NOUN (self));
  return copy;
}

gint64
pnr_product_get_id (PnrProduct *self)
{
  g_return_val_if_fail (PNR_IS_PRODUCT (self), 0);

  return self->id;
}

const char *
pnr_product_get_sku (PnrProduct *self)
{
  g_return_val_if_fail (PNR_IS_PRODUCT (self), NULL);

  return self->sku;
}

void
pnr_product_set_sku (PnrProduct *self, const char *sku)
{
  g_return_if_fail (PNR_IS_PRODUCT (self));

  if (g_strcmp0 (self->sku, sku) == 0)
    return;
  g_free (self->sku);
  self->sku = g_strdup (sku);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SKU]);
}

const char *
pnr_product_get_external_id (PnrProduct *self)
{
  g_return_val_if_fail (PNR_IS_PRODUCT (self), NULL);

  return self->external_id;
}

void
pnr_product_set_external_id (PnrProduct *self, const char *external_id)
{
  g_return_if_fail (PNR_IS_PRODUCT (self));

  if (g_strcmp0 (self->external_id, external_id) == 0)
    return;
  g_free (self->external_id);
  self->external_id = g_strdup (external_id);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EXTERNAL_ID]);
}

const char *
pnr_product_get_name (PnrProduct *self)
{
  g_return_val_if_fail (PNR_IS_PRODUCT (self), NULL);

  return self->name;
}

void
pnr_product_set_name (PnrProduct *self, const char *name)
{
  g_return_if_fail (PNR_IS_PRODUCT (self));

  if (g_strcmp0 (self->name, name) == 0)
    return;
  g_free (self->name);
  self->name = g_strdup (name);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

PnrProductKind
pnr_product_get_kind (PnrProduct *self)
{
  g_return_val_if_fail (PNR_IS_PRODUCT (self), 0);

  return self->kind;
}

void
pnr_product_set_kind (PnrProduct *self, PnrProductKind kind)
{
  g_return_if_fail (PNR_IS_PRODUCT (self));

  if (self->kind == kind)
    return;
  self->kind = kind;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KIND]);
}

const char *
pnr_product_get_category (PnrProduct *self)
{
  g_return_val_if_fail (PNR_IS_PRODUCT (self), NULL);

  return self->category;
}

void
pnr_product_set_category (PnrProduct *self, const char *category)
{
  g_return_if_fail (PNR_IS_PRODUCT (self));

  if (g_strcmp0 (self->category, category) == 0)
    return;
  g_free (self->category);
  self->category = g_strdup (category);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CATEGORY]);
}

const char *
pnr_product_get_brand (PnrProduct *self)
{
  g_return_val_if_fail (PNR_IS_PRODUCT (self), NULL);

  return self->brand;
}

void
pnr_product_set_brand (PnrProduct *self, const char *brand)
{
  g_return_if_fail (PNR_IS_PRODUCT (self));

  if (g_strcmp0 (self->brand, brand) == 0)
    return;
  g_free (self->brand);
  self->brand = g_strdup (brand);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BRAND]);
}

const char *
pnr_product_get_parent_sku (PnrProduct *self)
{
  g_return_val_if_fail (PNR_IS_PRODUCT (self), NULL);

  return self->parent_sku;
}

void
pnr_product_set_parent_sku (PnrProduct *self, const char *parent_sku)
{
  g_return_if_fail (PNR_IS_PRODUCT (self));

  if (g_strcmp0 (self->parent_sku, parent_sku) == 0)
    return;
  g_free (self->parent_sku);
  self->parent_sku = g_strdup (parent_sku);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PARENT_SKU]);
}

gint64
pnr_product_get_price_minor (PnrProduct *self)
{
  g_return_val_if_fail (PNR_IS_PRODUCT (self), 0);

  return self->price_minor;
}

void
pnr_product_set_price_minor (PnrProduct *self, gint64 price_minor)
{
  g_return_if_fail (PNR_IS_PRODUCT (self));

  if (self->price_minor == price_minor)
    return;
  self->price_minor = price_minor;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PRICE_MINOR]);
}

gint64
pnr_product_get_cost_minor (PnrProduct *self)
{
  g_return_val_if_fail (PNR_IS_PRODUCT (self), 0);

  return self->cost_minor;
}

void
pnr_product_set_cost_minor (PnrProduct *self, gint64 cost_minor)
{
  g_return_if_fail (PNR_IS_PRODUCT (self));

  if (self->cost_minor == cost_minor)
    return;
  self->cost_minor = cost_minor;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COST_MINOR]);
}

PnrCostSource
pnr_product_get_cost_source (PnrProduct *self)
{
  g_return_val_if_fail (PNR_IS_PRODUCT (self), 0);

  return self->cost_source;
}

void
pnr_product_set_cost_source (PnrProduct *self, PnrCostSource cost_source)
{
  g_return_if_fail (PNR_IS_PRODUCT (self));

  if (self->cost_source == cost_source)
    return;
  self->cost_source = cost_source;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COST_SOURCE]);
}

gint64
pnr_product_get_stock (PnrProduct *self)
{
  g_return_val_if_fail (PNR_IS_PRODUCT (self), 0);

  return self->stock;
}

void
pnr_product_set_stock (PnrProduct *self, gint64 stock)
{
  g_return_if_fail (PNR_IS_PRODUCT (self));

  if (self->stock == stock)
    return;
  self->stock = stock;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STOCK]);
}

gint64
pnr_product_get_weight_g (PnrProduct *self)
{
  g_return_val_if_fail (PNR_IS_PRODUCT (self), 0);

  return self->weight_g;
}

void
pnr_product_set_weight_g (PnrProduct *self, gint64 weight_g)
{
  g_return_if_fail (PNR_IS_PRODUCT (self));

  if (self->weight_g == weight_g)
    return;
  self->weight_g = weight_g;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WEIGHT_G]);
}

gint64
pnr_product_get_launched (PnrProduct *self)
{
  g_return_val_if_fail (PNR_IS_PRODUCT (self), 0);

  return self->launched;
}

void
pnr_product_set_launched (PnrProduct *self, gint64 launched)
{
  g_return_if_fail (PNR_IS_PRODUCT (self));

  if (self->launched == launched)
    return;
  self->launched = launched;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LAUNCHED]);
}

gboolean
pnr_product_is_visible (PnrProduct *self)
{
  g_return_val_if_fail (PNR_IS_PRODUCT (self), FALSE);

  return self->visible;
}

void
pnr_product_set_visible (PnrProduct *self, gboolean visible)
{
  g_return_if_fail (PNR_IS_PRODUCT (self));

  visible = !!visible;
  if (self->visible == visible)
    return;
  self->visible = visible;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VISIBLE]);
}

const char *
pnr_product_get_tax_class (PnrProduct *self)
{
  g_return_val_if_fail (PNR_IS_PRODUCT (self), NULL);

  return self->tax_class;
}

void
pnr_product_set_tax_class (PnrProduct *self, const char *tax_class)
{
  g_return_if_fail (PNR_IS_PRODUCT (self));

  if (g_strcmp0 (self->tax_class, tax_class) == 0)
    return;
  g_free (self->tax_class);
  self->tax_class = g_strdup (tax_class);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TAX_CLASS]);
}

const char *
pnr_product_get_image (PnrProduct *self)
{
  g_return_val_if_fail (PNR_IS_PRODUCT (self), NULL);

  return self->image;
}

void
pnr_product_set_image (PnrProduct *self, const char *image)
{
  g_return_if_fail (PNR_IS_PRODUCT (self));

  if (g_strcmp0 (self->image, image) == 0)
    return;
  g_free (self->image);
  self->image = g_strdup (image);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_IMAGE]);
}

const char *
pnr_product_get_attributes (PnrProduct *self)
{
  g_return_val_if_fail (PNR_IS_PRODUCT (self), NULL);

  return self->attributes;
}

void
pnr_product_set_attributes (PnrProduct *self, const char *attributes)
{
  g_return_if_fail (PNR_IS_PRODUCT (self));

  if (g_strcmp0 (self->attributes, attributes) == 0)
    return;
  g_free (self->attributes);
  self->attributes = g_strdup (attributes);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ATTRIBUTES]);
}

gint64
pnr_product_get_n_orders (PnrProduct *self)
{
  g_return_val_if_fail (PNR_IS_PRODUCT (self), 0);

  return self->n_orders;
}

void
pnr_product_set_n_orders (PnrProduct *self, gint64 n_orders)
{
  g_return_if_fail (PNR_IS_PRODUCT (self));

  if (self->n_orders == n_orders)
    return;
  self->n_orders = n_orders;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ORDERS]);
}

gint64
pnr_product_get_units_milli (PnrProduct *self)
{
  g_return_val_if_fail (PNR_IS_PRODUCT (self), 0);

  return self->units_milli;
}

void
pnr_product_set_units_milli (PnrProduct *self, gint64 units_milli)
{
  g_return_if_fail (PNR_IS_PRODUCT (self));

  if (self->units_milli == units_milli)
    return;
  self->units_milli = units_milli;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNITS_MILLI]);
}

gint64
pnr_product_get_revenue_minor (PnrProduct *self)
{
  g_return_val_if_fail (PNR_IS_PRODUCT (self), 0);

  return self->revenue_minor;
}

void
pnr_product_set_revenue_minor (PnrProduct *self, gint64 revenue_minor)
{
  g_return_if_fail (PNR_IS_PRODUCT (self));

  if (self->revenue_minor == revenue_minor)
    return;
  self->revenue_minor = revenue_minor;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REVENUE_MINOR]);
}

/**
 * pnr_product_get_title:
 * @self: a product
 *
 * Returns: the name, or the SKU of a product that came without one
 */
const char *
pnr_product_get_title (PnrProduct *self)
{
  g_return_val_if_fail (PNR_IS_PRODUCT (self), NULL);

  return self->name != NULL && self->name[0] != '\0' ? self->name : self->sku;
}

/**
 * pnr_product_get_margin_minor:
 * @self: a product
 *
 * Returns: price minus cost in minor units, %PNR_MONEY_UNKNOWN when either is unknown
 */
gint64
pnr_product_get_margin_minor (PnrProduct *self)
{
  g_return_val_if_fail (PNR_IS_PRODUCT (self), PNR_MONEY_UNKNOWN);

  if (self->price_minor == PNR_MONEY_UNKNOWN || self->cost_minor == PNR_MONEY_UNKNOWN)
    return PNR_MONEY_UNKNOWN;
  return self->price_minor - self->cost_minor;
}
