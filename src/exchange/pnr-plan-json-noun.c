/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What each kind of object in Pannier JSON says about its noun. */
#include "config.h"

#include "exchange/pnr-plan-json-private.h"

#include <glib/gi18n.h>

#include "base/pnr-report.h"
#include "model/pnr-assumption-rule.h"

/* Shops know one shelf of SKUs: what is new there must not take the SKU of something else. */
void
pnr_plan_reader_complain_of_taken_sku (PnrPlanReader *self, GVariant *object, const char *shelf,
                                       const char *other_shelf)
{
  g_autofree char *sku = pnr_plan_reader_dup_text (self, object, "sku");

  if (sku != NULL && !pnr_plan_reader_has (self, shelf, sku)
      && pnr_plan_reader_has (self, other_shelf, sku))
    pnr_plan_reader_complain (self, "sku", sku, "sku-taken",
                              _ ("A product and a bundle cannot share a SKU."));
}

void
pnr_plan_reader_fill_product (PnrPlanReader *self, GVariant *object, gpointer noun)
{
  static const char *const texts[][2] = { { "sku", "sku" },
                                          { "external_id", "external-id" },
                                          { "name", "name" },
                                          { "category", "category" },
                                          { "brand", "brand" },
                                          { "parent", "parent-sku" },
                                          { "tax_class", "tax-class" },
                                          { "image", "image" } };
  g_autoptr (GVariant) attributes = pnr_report_get (object, "attributes");
  g_autofree char *attributes_text = pnr_plan_value_to_text (attributes);
  gint64 weight_g;

  pnr_plan_reader_complain_of_taken_sku (self, object, "product", "bundle");
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    pnr_plan_reader_set_text (self, object, texts[i][0], noun, texts[i][1]);
  pnr_plan_reader_set_word (self, object, "kind", "type", noun, "kind", PNR_TYPE_PRODUCT_KIND);
  pnr_plan_reader_set_word (self, object, "cost_source", NULL, noun, "cost-source",
                            PNR_TYPE_COST_SOURCE);
  pnr_plan_reader_set_money (self, object, "price", noun, "price-minor");
  pnr_plan_reader_set_time (self, object, "price_since", noun, "price-since");
  pnr_plan_reader_fill_price_history (self, object, noun);
  pnr_plan_reader_set_money (self, object, "cost", noun, "cost-minor");
  pnr_plan_reader_set_count (self, object, "stock", noun, "stock", PNR_PRODUCT_STOCK_UNKNOWN);
  pnr_plan_reader_set_count (self, object, "weight_g", noun, "weight-g",
                             PNR_PRODUCT_WEIGHT_UNKNOWN);
  if (pnr_report_get_count (object, "weight_g", &weight_g) && weight_g < 0)
    pnr_plan_reader_complain (self, "weight_g", NULL, "negative",
                              _ ("A weight cannot be negative."));
  pnr_plan_reader_set_time (self, object, "launched", noun, "launched");
  pnr_plan_reader_set_truth (self, object, "visible", noun, "visible");
  if (pnr_plan_object_has (object, "attributes"))
    pnr_product_set_attributes (noun, attributes_text);
}

static void
fill_direction (PnrPlanReader *self, GVariant *object, gpointer noun)
{
  g_autofree char *direction = pnr_plan_reader_dup_text (self, object, "direction");

  if (!pnr_plan_object_has (object, "direction"))
    return;
  if (direction != NULL)
    g_strdelimit (direction, "_ ", '-');
  if (g_strcmp0 (direction, "one-way") == 0 || g_strcmp0 (direction, "two-way") == 0)
    pnr_relation_set_two_way (noun, g_str_equal (direction, "two-way"));
  else
    pnr_plan_reader_complain (self, "direction", direction, "unknown-word",
                              _ ("A direction is “one-way” or “two-way”."));
}

void
pnr_plan_reader_fill_ends (PnrPlanReader *self, GVariant *object, gpointer noun)
{
  g_autofree char *from = pnr_plan_reader_dup_text (self, object, "from");
  g_autofree char *to = pnr_plan_reader_dup_text (self, object, "to");
  gint64 from_id = pnr_plan_reader_find_id (self, "product", from, "from");
  gint64 to_id = pnr_plan_reader_find_id (self, "product", to, "to");

  if (from_id != 0 && from_id == to_id)
    pnr_plan_reader_complain (self, "to", to, "self", _ ("A product cannot be linked to itself."));
  g_object_set (noun, "from-id", from_id, "to-id", to_id, NULL);
  pnr_plan_reader_set_word (self, object, "type", "kind", noun, "kind", PNR_TYPE_RELATION_KIND);
}

void
pnr_plan_reader_fill_relation (PnrPlanReader *self, GVariant *object, gpointer noun)
{
  g_autoptr (GVariant) strength = pnr_report_get (object, "strength");
  gint64 ppm;

  pnr_plan_reader_fill_ends (self, object, noun);
  fill_direction (self, object, noun);
  pnr_plan_reader_set_count (self, object, "position", noun, "position", 0);
  if (pnr_plan_object_has_null (object, "strength"))
    pnr_relation_set_strength_ppm (noun, PNR_RELATION_STRENGTH_UNKNOWN);
  else if (strength != NULL
           && pnr_plan_reader_read_ppm (self, strength, "strength", 0, PNR_PLAN_READER_WHOLE, &ppm))
    pnr_relation_set_strength_ppm (noun, ppm);
  pnr_plan_reader_set_text (self, object, "note", noun, "note");
  pnr_plan_reader_fill_lineage (self, object, noun);
}

void
pnr_plan_reader_fill_verdict (PnrPlanReader *self, GVariant *object, gpointer noun)
{
  pnr_plan_reader_fill_ends (self, object, noun);
  pnr_plan_reader_set_text (self, object, "reason", noun, "reason");
  pnr_plan_reader_set_time (self, object, "until", noun, "until");
  pnr_plan_reader_set_text (self, object, "author", noun, "author");
  pnr_plan_reader_set_time (self, object, "created", noun, "created");
}

static gboolean
assumptions_equal (GPtrArray *before, GPtrArray *after)
{
  gboolean is_same = before->len == after->len;

  for (guint i = 0; is_same && i < before->len; i++) {
    PnrAssumption *a = before->pdata[i], *b = after->pdata[i];

    is_same = g_strcmp0 (pnr_assumption_get_name (a), pnr_assumption_get_name (b)) == 0
              && pnr_assumption_get_value (a) == pnr_assumption_get_value (b)
              && pnr_assumption_get_low (a) == pnr_assumption_get_low (b)
              && pnr_assumption_get_high (a) == pnr_assumption_get_high (b)
              && g_strcmp0 (pnr_assumption_get_source (a), pnr_assumption_get_source (b)) == 0
              && g_strcmp0 (pnr_assumption_get_author (a), pnr_assumption_get_author (b)) == 0
              && pnr_assumption_get_created (a) == pnr_assumption_get_created (b);
  }
  return is_same;
}

/* A range that is not given is as narrow as the value. */
static void
fill_assumption (PnrPlanReader *self, GVariant *item, PnrAssumption *assumption)
{
  static const char *const numbers[] = { "value", "low", "high" };

  for (guint n = 0; n < G_N_ELEMENTS (numbers); n++)
    pnr_plan_reader_set_number (self, item,
                                pnr_plan_object_has (item, numbers[n]) ? numbers[n] : "value",
                                assumption, numbers[n]);
  pnr_plan_reader_set_text (self, item, "name", assumption, "name");
  pnr_plan_reader_set_text (self, item, "source", assumption, "source");
  pnr_plan_reader_set_text (self, item, "author", assumption, "author");
  pnr_plan_reader_set_time (self, item, "created", assumption, "created");
}

/* Asked when all its fields are read, which have told what they are not. */
static void
complain_of_assumption (PnrPlanReader *self, gsize index, PnrAssumption *assumption)
{
  g_auto (PnrAssumptionFault) fault = { 0 };
  g_autofree char *field = NULL;

  if (!pnr_assumption_find_fault (assumption, &fault))
    return;
  field = g_strdup_printf ("assumptions[%" G_GSIZE_FORMAT "].%s", index, fault.field);
  pnr_plan_reader_complain (self, field, pnr_assumption_get_name (assumption), fault.code,
                            fault.sentence);
}

static void
fill_assumptions (PnrPlanReader *self, GVariant *object, gpointer noun)
{
  g_autoptr (GPtrArray) assumptions = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GVariant) list = NULL;

  if (!pnr_plan_reader_get_list (self, object, "assumptions", &list) || list == NULL)
    return;
  for (gsize i = 0; i < pnr_report_list_length (list); i++) {
    g_autoptr (GVariant) item = pnr_report_list_get (list, i);
    PnrAssumption *assumption = pnr_assumption_new ();
    guint n_problems = pnr_apply_report_get_n_problems (self->report);

    g_ptr_array_add (assumptions, assumption);
    if (g_variant_is_of_type (item, G_VARIANT_TYPE_VARDICT)) {
      fill_assumption (self, item, assumption);
      if (pnr_apply_report_get_n_problems (self->report) == n_problems)
        complain_of_assumption (self, i, assumption);
    } else
      pnr_plan_reader_complain (self, "assumptions", NULL, "not-an-object",
                                _ ("An object is expected here."));
  }
  if (!assumptions_equal (pnr_scenario_get_assumptions (noun), assumptions))
    pnr_scenario_set_assumptions (noun, assumptions);
}

static void
fill_scenario_bundles (PnrPlanReader *self, GVariant *object, gpointer noun)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GVariant) list = NULL;
  gboolean is_same;

  if (!pnr_plan_reader_get_list (self, object, "bundles", &list) || list == NULL)
    return;
  for (gsize i = 0; i < pnr_report_list_length (list); i++) {
    g_autoptr (GVariant) item = pnr_report_list_get (list, i);
    g_autofree char *sku = pnr_plan_value_to_text (item);
    gint64 id = pnr_plan_reader_find_id (self, "bundle", sku, "bundles");

    g_array_append_val (ids, id);
  }
  is_same = ids->len == pnr_scenario_get_n_bundles (noun);
  for (guint i = 0; is_same && i < ids->len; i++)
    is_same = g_array_index (ids, gint64, i) == pnr_scenario_get_bundle_id (noun, i);
  if (!is_same)
    pnr_scenario_set_bundle_ids (noun, (gint64 *) ids->data, ids->len);
}

void
pnr_plan_reader_fill_scenario (PnrPlanReader *self, GVariant *object, gpointer noun)
{
  fill_scenario_bundles (self, object, noun);
  fill_assumptions (self, object, noun);
  pnr_plan_reader_set_text (self, object, "name", noun, "name");
  pnr_plan_reader_set_text (self, object, "note", noun, "note");
  pnr_plan_reader_set_text (self, object, "author", noun, "author");
  pnr_plan_reader_set_time (self, object, "created", noun, "created");
}

void
pnr_plan_reader_fill_place (PnrPlanReader *self, GVariant *object, gpointer noun)
{
  pnr_plan_reader_set_number (self, object, "x", noun, "x");
  pnr_plan_reader_set_number (self, object, "y", noun, "y");
}
