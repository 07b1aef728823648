/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the shop sells: its identity, price, cost, stock and how often it was ordered.
 *
 * The properties are many and alike, so a table says where each is kept; reading, writing, copying
 * and freeing go by it, and a new property is one row and its two accessors. */
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
  gint64 price_since;
  GArray *price_history;
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
  PROP_PRICE_SINCE,
  PROP_PRICE_HISTORY,
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

typedef enum {
  FIELD_TEXT,
  FIELD_NUMBER,
  FIELD_FLAG,
  FIELD_CHOICE,
  FIELD_HISTORY,
} FieldKind;

/* @get_type: of a choice. @fallback: what a new product has. */
typedef struct {
  const char *name;
  gsize offset;
  FieldKind kind;
  gint64 fallback;
  GType (*get_type) (void);
} Field;

#define AT(member) G_STRUCT_OFFSET (PnrProduct, member)

static const Field fields[N_PROPS] = {
  [PROP_ID] = { "id", AT (id), FIELD_NUMBER },
  [PROP_SKU] = { "sku", AT (sku), FIELD_TEXT },
  [PROP_EXTERNAL_ID] = { "external-id", AT (external_id), FIELD_TEXT },
  [PROP_NAME] = { "name", AT (name), FIELD_TEXT },
  [PROP_KIND] = { "kind", AT (kind), FIELD_CHOICE, PNR_PRODUCT_KIND_GOOD,
                  pnr_product_kind_get_type },
  [PROP_CATEGORY] = { "category", AT (category), FIELD_TEXT },
  [PROP_BRAND] = { "brand", AT (brand), FIELD_TEXT },
  [PROP_PARENT_SKU] = { "parent-sku", AT (parent_sku), FIELD_TEXT },
  [PROP_PRICE_MINOR] = { "price-minor", AT (price_minor), FIELD_NUMBER, PNR_MONEY_UNKNOWN },
  [PROP_PRICE_SINCE] = { "price-since", AT (price_since), FIELD_NUMBER },
  [PROP_PRICE_HISTORY] = { "price-history", AT (price_history), FIELD_HISTORY },
  [PROP_COST_MINOR] = { "cost-minor", AT (cost_minor), FIELD_NUMBER, PNR_MONEY_UNKNOWN },
  [PROP_COST_SOURCE] = { "cost-source", AT (cost_source), FIELD_CHOICE, PNR_COST_SOURCE_CATALOGUE,
                         pnr_cost_source_get_type },
  [PROP_STOCK] = { "stock", AT (stock), FIELD_NUMBER, PNR_PRODUCT_STOCK_UNKNOWN },
  [PROP_WEIGHT_G] = { "weight-g", AT (weight_g), FIELD_NUMBER, PNR_PRODUCT_WEIGHT_UNKNOWN },
  [PROP_LAUNCHED] = { "launched", AT (launched), FIELD_NUMBER },
  [PROP_VISIBLE] = { "visible", AT (visible), FIELD_FLAG, TRUE },
  [PROP_TAX_CLASS] = { "tax-class", AT (tax_class), FIELD_TEXT },
  [PROP_IMAGE] = { "image", AT (image), FIELD_TEXT },
  [PROP_ATTRIBUTES] = { "attributes", AT (attributes), FIELD_TEXT },
  [PROP_N_ORDERS] = { "n-orders", AT (n_orders), FIELD_NUMBER },
  [PROP_UNITS_MILLI] = { "units-milli", AT (units_milli), FIELD_NUMBER },
  [PROP_REVENUE_MINOR] = { "revenue-minor", AT (revenue_minor), FIELD_NUMBER },
};

#undef AT

static GParamSpec *properties[N_PROPS];

static void pnr_product_noun_init (PnrNounInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PnrProduct, pnr_product, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PNR_TYPE_NOUN, pnr_product_noun_init))

static char **
text_at (PnrProduct *self, guint prop_id)
{
  return G_STRUCT_MEMBER_P (self, fields[prop_id].offset);
}

static gint64 *
number_at (PnrProduct *self, guint prop_id)
{
  return G_STRUCT_MEMBER_P (self, fields[prop_id].offset);
}

/* A flag or a choice. */
static int *
choice_at (PnrProduct *self, guint prop_id)
{
  return G_STRUCT_MEMBER_P (self, fields[prop_id].offset);
}

static void
set_text (PnrProduct *self, guint prop_id, const char *text)
{
  char **kept;

  g_return_if_fail (PNR_IS_PRODUCT (self));

  kept = text_at (self, prop_id);
  if (g_strcmp0 (*kept, text) == 0)
    return;
  g_free (*kept);
  *kept = g_strdup (text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
}

static void
set_number (PnrProduct *self, guint prop_id, gint64 number)
{
  g_return_if_fail (PNR_IS_PRODUCT (self));

  if (*number_at (self, prop_id) == number)
    return;
  *number_at (self, prop_id) = number;
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
}

static void
set_choice (PnrProduct *self, guint prop_id, int choice)
{
  g_return_if_fail (PNR_IS_PRODUCT (self));

  if (*choice_at (self, prop_id) == choice)
    return;
  *choice_at (self, prop_id) = choice;
  g_object_notify_by_pspec (G_OBJECT (self), properties[prop_id]);
}

static void
set_history (PnrProduct *self, GArray *history)
{
  gboolean is_same;

  g_return_if_fail (PNR_IS_PRODUCT (self));

  is_same = pnr_price_history_equal (self->price_history, history);
  if (history != NULL)
    g_array_ref (history);
  g_clear_pointer (&self->price_history, g_array_unref);
  self->price_history = history;
  if (!is_same)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PRICE_HISTORY]);
}

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
  for (guint prop_id = PROP_ID + 1; prop_id < N_PROPS; prop_id++) {
    if (fields[prop_id].kind == FIELD_TEXT)
      set_text (self, prop_id, *text_at (source, prop_id));
    else if (fields[prop_id].kind == FIELD_NUMBER)
      set_number (self, prop_id, *number_at (source, prop_id));
    else if (fields[prop_id].kind == FIELD_HISTORY)
      set_history (self, source->price_history);
    else
      set_choice (self, prop_id, *choice_at (source, prop_id));
  }
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
  for (guint prop_id = PROP_ID; prop_id < N_PROPS; prop_id++)
    if (fields[prop_id].kind == FIELD_TEXT)
      g_free (*text_at (PNR_PRODUCT (object), prop_id));
  g_clear_pointer (&PNR_PRODUCT (object)->price_history, g_array_unref);

  G_OBJECT_CLASS (pnr_product_parent_class)->finalize (object);
}

static void
pnr_product_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  PnrProduct *self = PNR_PRODUCT (object);

  switch (fields[prop_id].kind) {
  case FIELD_TEXT:
    g_value_set_string (value, *text_at (self, prop_id));
    break;
  case FIELD_NUMBER:
    g_value_set_int64 (value, *number_at (self, prop_id));
    break;
  case FIELD_FLAG:
    g_value_set_boolean (value, *choice_at (self, prop_id));
    break;
  case FIELD_CHOICE:
    g_value_set_enum (value, *choice_at (self, prop_id));
    break;
  case FIELD_HISTORY:
    g_value_set_boxed (value, self->price_history);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
pnr_product_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  PnrProduct *self = PNR_PRODUCT (object);

  switch (fields[prop_id].kind) {
  case FIELD_TEXT:
    set_text (self, prop_id, g_value_get_string (value));
    break;
  case FIELD_NUMBER:
    set_number (self, prop_id, g_value_get_int64 (value));
    break;
  case FIELD_FLAG:
    set_choice (self, prop_id, g_value_get_boolean (value));
    break;
  case FIELD_CHOICE:
    set_choice (self, prop_id, g_value_get_enum (value));
    break;
  case FIELD_HISTORY:
    set_history (self, g_value_get_boxed (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static GParamSpec *
field_to_param_spec (const Field *field, GParamFlags flags)
{
  flags |= G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;
  switch (field->kind) {
  case FIELD_TEXT:
    return g_param_spec_string (field->name, NULL, NULL, NULL, flags);
  case FIELD_NUMBER:
    return g_param_spec_int64 (field->name, NULL, NULL, G_MININT64, G_MAXINT64, field->fallback,
                               flags);
  case FIELD_FLAG:
    return g_param_spec_boolean (field->name, NULL, NULL, field->fallback != 0, flags);
  case FIELD_HISTORY:
    return g_param_spec_boxed (field->name, NULL, NULL, G_TYPE_ARRAY, flags);
  case FIELD_CHOICE:
  default:
    return g_param_spec_enum (field->name, NULL, NULL, field->get_type (), (int) field->fallback,
                              flags);
  }
}

static void
pnr_product_class_init (PnrProductClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = pnr_product_finalize;
  object_class->get_property = pnr_product_get_property;
  object_class->set_property = pnr_product_set_property;

  properties[PROP_ID] = field_to_param_spec (&fields[PROP_ID], G_PARAM_CONSTRUCT_ONLY);
  for (guint prop_id = PROP_ID + 1; prop_id < N_PROPS; prop_id++)
    properties[prop_id] = field_to_param_spec (&fields[prop_id], G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pnr_product_init (PnrProduct *self)
{
  for (guint prop_id = PROP_ID; prop_id < N_PROPS; prop_id++) {
    if (fields[prop_id].kind == FIELD_NUMBER)
      *number_at (self, prop_id) = fields[prop_id].fallback;
    else if (fields[prop_id].kind == FIELD_FLAG || fields[prop_id].kind == FIELD_CHOICE)
      *choice_at (self, prop_id) = (int) fields[prop_id].fallback;
  }
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
  set_text (self, PROP_SKU, sku);
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
  set_text (self, PROP_EXTERNAL_ID, external_id);
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
  set_text (self, PROP_NAME, name);
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
  set_choice (self, PROP_KIND, kind);
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
  set_text (self, PROP_CATEGORY, category);
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
  set_text (self, PROP_BRAND, brand);
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
  set_text (self, PROP_PARENT_SKU, parent_sku);
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
  set_number (self, PROP_PRICE_MINOR, price_minor);
}

/* From when on today's price is asked, in seconds; 0: unknown. */
gint64
pnr_product_get_price_since (PnrProduct *self)
{
  g_return_val_if_fail (PNR_IS_PRODUCT (self), 0);

  return self->price_since;
}

void
pnr_product_set_price_since (PnrProduct *self, gint64 price_since)
{
  set_number (self, PROP_PRICE_SINCE, price_since);
}

/* (nullable) (element-type PnrPastAsk): the prices before today's. */
GArray *
pnr_product_get_price_history (PnrProduct *self)
{
  g_return_val_if_fail (PNR_IS_PRODUCT (self), NULL);

  return self->price_history;
}

void
pnr_product_set_price_history (PnrProduct *self, GArray *history)
{
  set_history (self, history);
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
  set_number (self, PROP_COST_MINOR, cost_minor);
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
  set_choice (self, PROP_COST_SOURCE, cost_source);
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
  set_number (self, PROP_STOCK, stock);
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
  set_number (self, PROP_WEIGHT_G, weight_g);
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
  set_number (self, PROP_LAUNCHED, launched);
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
  set_choice (self, PROP_VISIBLE, !!visible);
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
  set_text (self, PROP_TAX_CLASS, tax_class);
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
  set_text (self, PROP_IMAGE, image);
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
  set_text (self, PROP_ATTRIBUTES, attributes);
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
  set_number (self, PROP_N_ORDERS, n_orders);
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
  set_number (self, PROP_UNITS_MILLI, units_milli);
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
  set_number (self, PROP_REVENUE_MINOR, revenue_minor);
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
