/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The products an import meets: found by SKU, external id or name, made when unknown. */
#include "config.h"

#include "store/pnr-import-catalogue.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/pnr-money.h"
#include "base/pnr-text.h"
#include "store/pnr-product-table.h"

struct _PnrImportCatalogue {
  PnrDb *db;
  gint64 *next_id;
  gint64 unit;
  GPtrArray *products;
  GHashTable *by_sku;
  GHashTable *by_external_id;
  GHashTable *by_name;
};

void
pnr_import_catalogue_free (PnrImportCatalogue *self)
{
  g_hash_table_unref (self->by_sku);
  g_hash_table_unref (self->by_external_id);
  g_hash_table_unref (self->by_name);
  g_ptr_array_unref (self->products);
  g_free (self);
}

/* The first of several products with one name or external id keeps it. */
static void
remember_as (GHashTable *table, const char *text, PnrImportProduct *known)
{
  if (text != NULL && *text != '\0' && !g_hash_table_contains (table, text))
    g_hash_table_insert (table, g_strdup (text), known);
}

static void
remember (PnrImportCatalogue *self, PnrImportProduct *known, PnrProduct *product)
{
  known->price_minor = pnr_product_get_price_minor (product);
  known->has_cost = pnr_product_get_cost_minor (product) != PNR_MONEY_UNKNOWN;
  known->has_external_id = pnr_product_get_external_id (product) != NULL;
  remember_as (self->by_sku, pnr_product_get_sku (product), known);
  remember_as (self->by_external_id, pnr_product_get_external_id (product), known);
  remember_as (self->by_name, pnr_product_get_name (product), known);
}

static PnrImportProduct *
add_known (PnrImportCatalogue *self, PnrProduct *product)
{
  PnrImportProduct *known = g_new0 (PnrImportProduct, 1);

  known->id = pnr_product_get_id (product);
  g_ptr_array_add (self->products, known);
  remember (self, known, product);
  return known;
}

static void
take_known (gpointer noun, gpointer data)
{
  g_autoptr (PnrProduct) product = noun;

  add_known (data, product);
}

PnrImportCatalogue *
pnr_import_catalogue_new (PnrDb *db, const char *currency, gint64 *next_id, GError **error)
{
  g_autoptr (PnrImportCatalogue) self = g_new0 (PnrImportCatalogue, 1);

  self->db = db;
  self->next_id = next_id;
  self->unit = pnr_currency_get_unit (currency);
  self->products = g_ptr_array_new_with_free_func (g_free);
  self->by_sku = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->by_external_id = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!pnr_product_table.read (db, 0, take_known, self, error))
    return NULL;
  return g_steal_pointer (&self);
}

gboolean
pnr_import_catalogue_has_name (PnrImportCatalogue *self, const char *name)
{
  g_autofree char *cleaned = pnr_text_clean (name);

  return g_hash_table_contains (self->by_name, cleaned);
}

gboolean
pnr_import_catalogue_has_sku (PnrImportCatalogue *self, const char *sku)
{
  g_autofree char *cleaned = pnr_text_clean (sku);

  return g_hash_table_contains (self->by_sku, cleaned);
}

/* Every SKU, id and name by which a product is found. */
void
pnr_import_catalogue_each (PnrImportCatalogue *self, PnrIntakeItemFunc func, gpointer data)
{
  GHashTable *const tables[] = { self->by_sku, self->by_external_id, self->by_name };

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++) {
    GHashTableIter texts;
    gpointer text;

    g_hash_table_iter_init (&texts, tables[i]);
    while (g_hash_table_iter_next (&texts, &text, NULL))
      func (text, data);
  }
}

/* (element-type PnrImportProduct), all that are known by now. */
GPtrArray *
pnr_import_catalogue_get_products (PnrImportCatalogue *self)
{
  return self->products;
}

static gboolean
reject (GError **error, const char *message)
{
  g_set_error_literal (error, PNR_INTAKE_ERROR, PNR_INTAKE_ERROR_REJECTED, message);
  return FALSE;
}

/* An external id alone is a SKU too: a product first met in an order was given one. */
static PnrImportProduct *
find_record (PnrImportCatalogue *self, const char *sku, const char *external_id)
{
  PnrImportProduct *known = NULL;

  if (sku != NULL)
    known = g_hash_table_lookup (self->by_sku, sku);
  if (known == NULL && external_id != NULL)
    known = g_hash_table_lookup (self->by_external_id, external_id);
  if (known == NULL && external_id != NULL)
    known = g_hash_table_lookup (self->by_sku, external_id);
  return known;
}

static char *
clean (const char *text)
{
  g_autofree char *cleaned = text != NULL ? pnr_text_clean (text) : NULL;

  return cleaned != NULL && *cleaned != '\0' ? g_steal_pointer (&cleaned) : NULL;
}

static void
note_change (PnrProduct *product, GParamSpec *pspec, gboolean *is_changed)
{
  *is_changed = TRUE;
}

static void
set_text (PnrProduct *product, void (*set) (PnrProduct *, const char *), const char *text)
{
  g_autofree char *cleaned = clean (text);

  if (cleaned != NULL)
    set (product, cleaned);
}

/* Writes what the record states; what it does not state stays. */
static void
state_record (PnrProduct *product, const PnrProductRecord *record)
{
  set_text (product, pnr_product_set_external_id, record->external_id);
  set_text (product, pnr_product_set_name, record->name);
  set_text (product, pnr_product_set_category, record->category);
  set_text (product, pnr_product_set_brand, record->brand);
  set_text (product, pnr_product_set_parent_sku, record->parent_sku);
  set_text (product, pnr_product_set_tax_class, record->tax_class);
  set_text (product, pnr_product_set_image, record->image);
  set_text (product, pnr_product_set_attributes, record->attributes);
  if (record->price_minor != PNR_MONEY_UNKNOWN)
    pnr_product_set_price_minor (product, record->price_minor);
  if (record->cost_minor != PNR_MONEY_UNKNOWN) {
    pnr_product_set_cost_minor (product, record->cost_minor);
    pnr_product_set_cost_source (product, PNR_COST_SOURCE_CATALOGUE);
  }
  if (record->stock != PNR_PRODUCT_STOCK_UNKNOWN)
    pnr_product_set_stock (product, record->stock);
  if (record->weight_g >= 0)
    pnr_product_set_weight_g (product, record->weight_g);
  if (record->launched != PNR_INTAKE_TIME_UNKNOWN)
    pnr_product_set_launched (product, record->launched);
  if (record->kind >= 0)
    pnr_product_set_kind (product, record->kind);
  if (record->visible >= 0)
    pnr_product_set_visible (product, record->visible);
}

static void
take_one (gpointer noun, gpointer data)
{
  *(PnrProduct **) data = noun;
}

static gboolean
update_known (PnrImportCatalogue *self, PnrImportProduct *known, const char *sku,
              const PnrProductRecord *record, PnrIntakeFate *fate, GError **error)
{
  g_autoptr (PnrProduct) product = NULL;
  gboolean is_changed = FALSE;

  if (!pnr_product_table.read (self->db, known->id, take_one, &product, error))
    return FALSE;
  g_assert (product != NULL);
  g_signal_connect (product, "notify", G_CALLBACK (note_change), &is_changed);
  if (sku != NULL)
    pnr_product_set_sku (product, sku);
  state_record (product, record);
  *fate = is_changed ? PNR_INTAKE_CHANGED : PNR_INTAKE_UNCHANGED;
  if (is_changed && !pnr_product_table_put_as (self->db, product, PNR_PRICE_WRITER_IMPORT, error))
    return FALSE;
  remember (self, known, product);
  return TRUE;
}

static PnrImportProduct *
make_product (PnrImportCatalogue *self, const char *sku, const PnrProductRecord *record,
              GError **error)
{
  g_autoptr (PnrProduct) product = NULL;

  if (!pnr_text_fits_name (sku)) {
    reject (error,
            _ ("The SKU is longer than 1,000 characters. The row was left out; shorten it and "
               "import again."));
    return NULL;
  }
  product = pnr_product_new (__atomic_add_fetch (self->next_id, 1, __ATOMIC_RELAXED));
  pnr_product_set_sku (product, sku);
  state_record (product, record);
  if (!pnr_product_table_put_as (self->db, product, PNR_PRICE_WRITER_IMPORT, error))
    return NULL;
  return add_known (self, product);
}

/**
 * pnr_import_catalogue_put:
 * @self: the catalogue
 * @record: a product as a file states it
 * @fate: (out): what became of it
 * @error: a place for an error
 *
 * Returns: whether the product is in the plan as stated
 */
gboolean
pnr_import_catalogue_put (PnrImportCatalogue *self, const PnrProductRecord *record,
                          PnrIntakeFate *fate, GError **error)
{
  g_autofree char *sku = clean (record->sku);
  g_autofree char *external_id = clean (record->external_id);
  PnrImportProduct *known = find_record (self, sku, external_id);

  if (known != NULL)
    return update_known (self, known, sku, record, fate, error);
  if (sku == NULL && external_id == NULL)
    return reject (error, _ ("The product has neither SKU nor id. The row was left out; give it "
                             "one and import again."));
  *fate = PNR_INTAKE_NEW;
  return make_product (self, sku != NULL ? sku : external_id, record, error) != NULL;
}

/* Many products may share a name: it finds a product only where no SKU tells them apart, and no
 * two different ids. */
static PnrImportProduct *
find_named (PnrImportCatalogue *self, const char *external_id, const char *name)
{
  PnrImportProduct *known = g_hash_table_lookup (self->by_name, name);

  return known != NULL && (external_id == NULL || !known->has_external_id) ? known : NULL;
}

static PnrImportProduct *
find_item (PnrImportCatalogue *self, const char *sku, const char *external_id, const char *name)
{
  PnrImportProduct *known = find_record (self, sku, external_id);

  if (known == NULL && name != NULL && sku == NULL)
    known = find_named (self, external_id, name);
  if (known == NULL && name != NULL && sku == NULL && external_id == NULL)
    known = g_hash_table_lookup (self->by_sku, name);
  return known;
}

/**
 * pnr_import_catalogue_find_item:
 * @self: the catalogue
 * @line: an order line
 * @is_new: (out): whether its product was not yet known
 * @error: a place for an error
 *
 * Returns: (transfer none) (nullable): the line's product, made from its texts if it was unknown
 */
PnrImportProduct *
pnr_import_catalogue_find_item (PnrImportCatalogue *self, const PnrLineRecord *line,
                                gboolean *is_new, GError **error)
{
  PnrImportProduct *known =
      find_item (self, line->item_sku, line->item_external_id, line->item_name);
  g_autofree char *sku = NULL;
  g_autofree char *external_id = NULL;
  g_autofree char *name = NULL;
  PnrProductRecord record;

  *is_new = FALSE;
  if (known != NULL)
    return known;
  sku = clean (line->item_sku);
  external_id = clean (line->item_external_id);
  name = clean (line->item_name);
  known = find_item (self, sku, external_id, name);
  if (known != NULL)
    return known;
  if (sku == NULL && external_id == NULL && name == NULL) {
    reject (error, _ ("The line names no product. It was left out."));
    return NULL;
  }
  *is_new = TRUE;
  pnr_product_record_clear (&record);
  record.external_id = external_id;
  record.name = name;
  return make_product (self,
                       sku != NULL           ? sku
                       : external_id != NULL ? external_id
                                             : name,
                       &record, error);
}

/* Half away from zero, as all money is rounded; what does not fit stays unknown. */
static gint64
round_quotient (__int128 numerator, __int128 denominator)
{
  __int128 quotient =
      (numerator * 2 + (numerator >= 0 ? denominator : -denominator)) / (denominator * 2);

  return quotient > 9e15 || quotient < -9e15 ? PNR_MONEY_UNKNOWN : (gint64) quotient;
}

/* What is only ever taken off, as a voucher is, has no price and no cost. */
static gint64
average (__int128 sum, __int128 count)
{
  gint64 quotient = round_quotient (sum, count);

  return quotient < 0 ? PNR_MONEY_UNKNOWN : quotient;
}

static gboolean
put_average (PnrImportCatalogue *self, PnrImportProduct *known, GError **error)
{
  g_autoptr (PnrProduct) product = NULL;
  gint64 cost_minor = PNR_MONEY_UNKNOWN;

  if (!pnr_product_table.read (self->db, known->id, take_one, &product, error))
    return FALSE;
  if (known->price_minor == PNR_MONEY_UNKNOWN && known->total_milli > 0)
    pnr_product_set_price_minor (product, average (known->total_minor * 1000, known->total_milli));
  if (!known->has_cost && known->cost_milli > 0)
    cost_minor = average (known->cost_micros * self->unit, known->cost_milli * 1000);
  if (cost_minor != PNR_MONEY_UNKNOWN) {
    pnr_product_set_cost_minor (product, cost_minor);
    pnr_product_set_cost_source (product, PNR_COST_SOURCE_ORDERS);
  }
  return pnr_product_table_put_as (self->db, product, PNR_PRICE_WRITER_AVERAGE, error);
}

/**
 * pnr_import_catalogue_put_averages:
 * @self: the catalogue
 * @error: a place for an error
 *
 * Products whose price or unit cost nobody stated get what their order lines averaged.
 *
 * Returns: whether they were written
 */
gboolean
pnr_import_catalogue_put_averages (PnrImportCatalogue *self, GError **error)
{
  for (guint i = 0; i < self->products->len; i++) {
    PnrImportProduct *known = g_ptr_array_index (self->products, i);

    if ((known->price_minor == PNR_MONEY_UNKNOWN && known->total_milli > 0)
        || (!known->has_cost && known->cost_milli > 0)) {
      if (!put_average (self, known, error))
        return FALSE;
    }
  }
  return TRUE;
}
