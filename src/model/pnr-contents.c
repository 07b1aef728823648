/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that is planned, as one snapshot: what exporters write and what edits are made
 * against. */
#include "config.h"

#include "model/pnr-contents.h"

#include <math.h>

#include "model/pnr-noun.h"

G_DEFINE_BOXED_TYPE (PnrContents, pnr_contents, pnr_contents_ref, pnr_contents_unref)

PnrContents *
pnr_contents_new (const char *name, const char *currency)
{
  PnrContents *self = g_new0 (PnrContents, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->name = g_strdup (name);
  self->currency = g_strdup (currency);
  self->products = g_ptr_array_new_with_free_func (g_object_unref);
  self->relations = g_ptr_array_new_with_free_func (g_object_unref);
  self->bundles = g_ptr_array_new_with_free_func (g_object_unref);
  self->scenarios = g_ptr_array_new_with_free_func (g_object_unref);
  self->places = g_ptr_array_new_with_free_func (g_object_unref);
  self->verdicts = g_ptr_array_new_with_free_func (g_object_unref);
  self->products_by_sku = g_hash_table_new (g_str_hash, g_str_equal);
  self->products_by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return self;
}

PnrContents *
pnr_contents_ref (PnrContents *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
pnr_contents_unref (PnrContents *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_hash_table_unref (self->products_by_sku);
  g_hash_table_unref (self->products_by_id);
  g_ptr_array_unref (self->products);
  g_ptr_array_unref (self->relations);
  g_ptr_array_unref (self->bundles);
  g_ptr_array_unref (self->scenarios);
  g_ptr_array_unref (self->places);
  g_ptr_array_unref (self->verdicts);
  g_free (self->name);
  g_free (self->currency);
  g_free (self->data_hash);
  g_free (self);
}

static GPtrArray *
pnr_contents_shelf_of (PnrContents *self, gpointer noun)
{
  if (PNR_IS_PRODUCT (noun))
    return self->products;
  if (PNR_IS_RELATION (noun))
    return self->relations;
  if (PNR_IS_BUNDLE (noun))
    return self->bundles;
  if (PNR_IS_SCENARIO (noun))
    return self->scenarios;
  if (PNR_IS_PLACE (noun))
    return self->places;
  return self->verdicts;
}

/**
 * pnr_contents_take:
 * @self: contents being filled
 * @noun: (transfer full) (type PnrNoun): a noun; those of one kind come in ascending order of id
 */
void
pnr_contents_take (PnrContents *self, gpointer noun)
{
  g_return_if_fail (PNR_IS_NOUN (noun));

  g_ptr_array_add (pnr_contents_shelf_of (self, noun), noun);
  self->last_id = MAX (self->last_id, pnr_noun_get_id (noun));
  if (PNR_IS_PRODUCT (noun)) {
    gint64 *id = g_new (gint64, 1);

    *id = pnr_noun_get_id (noun);
    g_hash_table_insert (self->products_by_id, id, noun);
    g_hash_table_insert (self->products_by_sku, (char *) pnr_product_get_sku (noun), noun);
  }
}

PnrProduct *
pnr_contents_find_product (PnrContents *self, const char *sku)
{
  return g_hash_table_lookup (self->products_by_sku, sku);
}

PnrProduct *
pnr_contents_get_product (PnrContents *self, gint64 id)
{
  return g_hash_table_lookup (self->products_by_id, &id);
}

PnrBundle *
pnr_contents_find_bundle (PnrContents *self, const char *sku)
{
  for (guint i = 0; i < self->bundles->len; i++) {
    PnrBundle *bundle = g_ptr_array_index (self->bundles, i);

    if (g_strcmp0 (pnr_bundle_get_sku (bundle), sku) == 0)
      return bundle;
  }
  return NULL;
}

PnrScenario *
pnr_contents_find_scenario (PnrContents *self, const char *name)
{
  for (guint i = 0; i < self->scenarios->len; i++) {
    PnrScenario *scenario = g_ptr_array_index (self->scenarios, i);

    if (g_strcmp0 (pnr_scenario_get_name (scenario), name) == 0)
      return scenario;
  }
  return NULL;
}

/**
 * pnr_contents_get_usual_vat_ppm:
 * @self: a plan
 *
 * Returns: the tax in prices of products whose tax class is not a rate, in millionths of the net
 *   price: what the first scenario that says something assumes, else none
 */
gint64
pnr_contents_get_usual_vat_ppm (PnrContents *self)
{
  for (guint i = 0; i < self->scenarios->len; i++) {
    PnrAssumption *assumption =
        pnr_scenario_find_assumption (g_ptr_array_index (self->scenarios, i), "vat share");
    double share = assumption != NULL ? pnr_assumption_get_value (assumption) : NAN;

    if (share >= 0.0 && share <= 1.0)
      return llround (share * 1e6);
  }
  return 0;
}
