/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pannier JSON as one edit: objects are matched by their names, and only real changes are kept. */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/pnr-known-keys.h"
#include "base/pnr-money.h"
#include "base/pnr-report.h"
#include "exchange/pnr-plan-json-private.h"

/* A file of another program is told so often enough by then. */
#define MOST_STRANGERS 200

/* Finds the noun an object speaks of by filling a stranger's ends only. */
static char *
reader_link_key (PnrPlanReader *self, GVariant *object, const char *shelf)
{
  guint n_problems = pnr_apply_report_get_n_problems (self->report);
  g_autoptr (PnrRelation) ends = pnr_relation_new (1);

  pnr_plan_reader_fill_ends (self, object, ends);
  if (pnr_apply_report_get_n_problems (self->report) > n_problems)
    return NULL;
  return pnr_plan_key_of_link (pnr_relation_get_kind (ends), pnr_relation_get_from_id (ends),
                               pnr_relation_get_to_id (ends), shelf);
}

static char *
reader_name_key (PnrPlanReader *self, GVariant *item, const char *shelf, const char *field)
{
  g_autofree char *name = NULL;

  if (g_variant_is_of_type (item, G_VARIANT_TYPE_VARDICT))
    name = pnr_plan_reader_dup_text (self, item, field);
  else if (pnr_plan_value_is_name (item))
    name = pnr_plan_value_to_text (item);
  if (name != NULL && *name != '\0')
    return g_strconcat (shelf, ":", name, NULL);
  pnr_plan_reader_complain (self, field, name, "missing", _ ("This object has no name."));
  return NULL;
}

static char *
reader_place_key (PnrPlanReader *self, GVariant *item, const char *board, gint64 *product_id)
{
  g_autofree char *sku = pnr_plan_reader_dup_text (self, item, "sku");

  if (board == NULL)
    pnr_plan_reader_complain (self, "board", NULL, "missing", _ ("This is missing."));
  *product_id = pnr_plan_reader_find_id (self, "product", sku, "sku");
  if (board == NULL || *product_id == 0)
    return NULL;
  return g_strdup_printf ("place:%" G_GINT64_FORMAT ":%s", *product_id, board);
}

static void
read_place (PnrPlanReader *self, GVariant *item, const char *board)
{
  gint64 product_id;
  g_autofree char *key = reader_place_key (self, item, board, &product_id);
  PnrPlanDraft *draft;

  if (key == NULL)
    return;
  pnr_plan_reader_apply (self, key, PNR_TYPE_PLACE, item, pnr_plan_reader_fill_place);
  draft = pnr_plan_reader_find (self, key);
  if (draft != NULL)
    g_object_set (draft->noun, "board", board, "product-id", product_id, NULL);
}

static void
read_board (PnrPlanReader *self, GVariant *board)
{
  g_autofree char *name = pnr_plan_reader_dup_text (self, board, "name");
  g_autofree char *board_path = g_strdup (self->path);
  g_autoptr (GVariant) places = NULL;

  if (name == NULL)
    pnr_plan_reader_complain (self, "name", NULL, "missing", _ ("This object has no name."));
  pnr_plan_reader_complain_of_long_name (self, "name", name);
  if (!pnr_plan_reader_get_list (self, board, "places", &places) || name == NULL)
    return;
  for (gsize i = 0; i < pnr_report_list_length (places); i++) {
    g_autoptr (GVariant) item = pnr_report_list_get (places, i);

    g_free (self->path);
    self->path = g_strdup_printf ("%s.places[%" G_GSIZE_FORMAT "]", board_path, i);
    if (g_variant_is_of_type (item, G_VARIANT_TYPE_VARDICT))
      read_place (self, item, name);
    else
      pnr_plan_reader_complain (self, NULL, NULL, "not-an-object",
                                _ ("An object is expected here."));
  }
}

static void
read_item (PnrPlanReader *self, const char *section, GVariant *item)
{
  g_autofree char *key = NULL;

  if (!g_variant_is_of_type (item, G_VARIANT_TYPE_VARDICT)) {
    pnr_plan_reader_complain (self, NULL, NULL, "not-an-object", _ ("An object is expected here."));
  } else if (g_str_equal (section, "products")) {
    if ((key = reader_name_key (self, item, "product", "sku")) != NULL)
      pnr_plan_reader_apply (self, key, PNR_TYPE_PRODUCT, item, pnr_plan_reader_fill_product);
  } else if (g_str_has_prefix (section, "relation")) {
    if ((key = reader_link_key (self, item, "relation")) != NULL)
      pnr_plan_reader_apply (self, key, PNR_TYPE_RELATION, item, pnr_plan_reader_fill_relation);
  } else if (g_str_equal (section, "bundles")) {
    if ((key = reader_name_key (self, item, "bundle", "sku")) != NULL)
      pnr_plan_reader_apply (self, key, PNR_TYPE_BUNDLE, item, pnr_plan_reader_fill_bundle);
  } else if (g_str_equal (section, "scenarios")) {
    if ((key = reader_name_key (self, item, "scenario", "name")) != NULL)
      pnr_plan_reader_apply (self, key, PNR_TYPE_SCENARIO, item, pnr_plan_reader_fill_scenario);
  } else if (g_str_equal (section, "boards")) {
    read_board (self, item);
  } else if ((key = reader_link_key (self, item, "verdict")) != NULL) {
    pnr_plan_reader_apply (self, key, PNR_TYPE_VERDICT, item, pnr_plan_reader_fill_verdict);
  }
}

static void
remove_item (PnrPlanReader *self, const char *section, GVariant *item)
{
  g_autofree char *key = NULL;
  PnrPlanDraft *draft;

  if (g_str_equal (section, "bundles")) {
    key = reader_name_key (self, item, "bundle", "sku");
  } else if (g_str_equal (section, "scenarios")) {
    key = reader_name_key (self, item, "scenario", "name");
  } else if (!g_variant_is_of_type (item, G_VARIANT_TYPE_VARDICT)) {
    pnr_plan_reader_complain (self, NULL, NULL, "not-an-object", _ ("An object is expected here."));
  } else if (g_str_equal (section, "places")) {
    g_autofree char *board = pnr_plan_reader_dup_text (self, item, "board");
    gint64 product_id;

    key = reader_place_key (self, item, board, &product_id);
  } else {
    key = reader_link_key (self, item, g_str_equal (section, "rejected") ? "verdict" : "relation");
  }
  draft = key != NULL ? pnr_plan_reader_find (self, key) : NULL;
  if (draft != NULL)
    draft->is_removed = TRUE;
}

/* Every field that some part of the reader asks for. */
static const char *const known_fields[] = { "products[].sku",
                                            "products[].external_id",
                                            "products[].name",
                                            "products[].kind",
                                            "products[].type",
                                            "products[].category",
                                            "products[].brand",
                                            "products[].parent",
                                            "products[].price",
                                            "products[].price_since",
                                            "products[].price_history[].price",
                                            "products[].price_history[].since",
                                            "products[].price_history[].replaced_by",
                                            "products[].cost",
                                            "products[].cost_source",
                                            "products[].stock",
                                            "products[].weight_g",
                                            "products[].launched",
                                            "products[].visible",
                                            "products[].tax_class",
                                            "products[].image",
                                            "products[].attributes",
                                            "relationships[].from",
                                            "relationships[].to",
                                            "relationships[].type",
                                            "relationships[].kind",
                                            "relationships[].direction",
                                            "relationships[].position",
                                            "relationships[].strength",
                                            "relationships[].note",
                                            "relationships[].author",
                                            "relationships[].created",
                                            "relationships[].evidence.kind",
                                            "relationships[].evidence.type",
                                            "relationships[].evidence.measure",
                                            "relationships[].evidence.value",
                                            "relationships[].evidence.window_from",
                                            "relationships[].evidence.window_to",
                                            "relationships[].evidence.data_hash",
                                            "relationships[].approved.by",
                                            "relationships[].approved.at",
                                            "relations[].from",
                                            "relations[].to",
                                            "relations[].type",
                                            "relations[].kind",
                                            "relations[].direction",
                                            "relations[].position",
                                            "relations[].strength",
                                            "relations[].note",
                                            "relations[].author",
                                            "relations[].created",
                                            "relations[].evidence.kind",
                                            "relations[].evidence.type",
                                            "relations[].evidence.measure",
                                            "relations[].evidence.value",
                                            "relations[].evidence.window_from",
                                            "relations[].evidence.window_to",
                                            "relations[].evidence.data_hash",
                                            "relations[].approved.by",
                                            "relations[].approved.at",
                                            "bundles[].sku",
                                            "bundles[].name",
                                            "bundles[].type",
                                            "bundles[].kind",
                                            "bundles[].note",
                                            "bundles[].components[].sku",
                                            "bundles[].components[].quantity",
                                            "bundles[].components[].role",
                                            "bundles[].components[].optional",
                                            "bundles[].components[].min",
                                            "bundles[].components[].max",
                                            "bundles[].components[].weight",
                                            "bundles[].components[].off",
                                            "bundles[].components[].extra",
                                            "bundles[].price.mode",
                                            "bundles[].price.type",
                                            "bundles[].price.value",
                                            "bundles[].price.basis",
                                            "bundles[].price.effect",
                                            "bundles[].price.tiers[].from",
                                            "bundles[].price.tiers[].value",
                                            "bundles[].choice.min",
                                            "bundles[].choice.max",
                                            "bundles[].choice.step",
                                            "bundles[].threshold",
                                            "bundles[].max_uses",
                                            "bundles[].margin_floor",
                                            "bundles[].exception.kind",
                                            "bundles[].exception.type",
                                            "bundles[].exception.reason",
                                            "bundles[].author",
                                            "bundles[].created",
                                            "bundles[].evidence.kind",
                                            "bundles[].evidence.type",
                                            "bundles[].evidence.measure",
                                            "bundles[].evidence.value",
                                            "bundles[].evidence.window_from",
                                            "bundles[].evidence.window_to",
                                            "bundles[].evidence.data_hash",
                                            "bundles[].approved.by",
                                            "bundles[].approved.at",
                                            "scenarios[].name",
                                            "scenarios[].note",
                                            "scenarios[].author",
                                            "scenarios[].created",
                                            "scenarios[].bundles",
                                            "scenarios[].assumptions[].name",
                                            "scenarios[].assumptions[].value",
                                            "scenarios[].assumptions[].low",
                                            "scenarios[].assumptions[].high",
                                            "scenarios[].assumptions[].source",
                                            "scenarios[].assumptions[].author",
                                            "scenarios[].assumptions[].created",
                                            "boards[].name",
                                            "boards[].places[].sku",
                                            "boards[].places[].x",
                                            "boards[].places[].y",
                                            "rejected[].from",
                                            "rejected[].to",
                                            "rejected[].type",
                                            "rejected[].kind",
                                            "rejected[].reason",
                                            "rejected[].until",
                                            "rejected[].author",
                                            "rejected[].created",
                                            "remove.relationships",
                                            "remove.relations",
                                            "remove.bundles",
                                            "remove.scenarios",
                                            "remove.places",
                                            "remove.rejected",
                                            "pannier",
                                            "currency",
                                            "name",
                                            "data_hash",
                                            NULL };

/* What Pannier would pass over is told, so that nobody thinks it was applied. Objects are applied
 * without the strange fields: a newer program may well say more of them. */
static void
reader_tell_strangers (PnrPlanReader *self, GVariant *document)
{
  g_autoptr (GPtrArray) strangers =
      pnr_known_keys_find_strangers (document, known_fields, MOST_STRANGERS);

  for (guint i = 0; i < strangers->len; i++)
    pnr_apply_report_add_problem (self->report, g_ptr_array_index (strangers, i), NULL,
                                  "unknown-field",
                                  _ ("Pannier does not know this field and leaves it aside."));
}

static void
reader_read_section (PnrPlanReader *self, GVariant *document, const char *prefix,
                     const char *section, void (*read) (PnrPlanReader *, const char *, GVariant *))
{
  g_autoptr (GVariant) list = pnr_report_get (document, section);

  if (list != NULL && !g_variant_is_of_type (list, G_VARIANT_TYPE ("av"))) {
    g_autofree char *path = g_strconcat (prefix, section, NULL);

    pnr_apply_report_add_problem (self->report, path, NULL, "not-a-list",
                                  _ ("A list is expected here."));
    pnr_apply_report_count_entry (self->report, TRUE);
    return;
  }
  for (gsize i = 0; i < pnr_report_list_length (list); i++) {
    g_autoptr (GVariant) item = pnr_report_list_get (list, i);
    guint n_problems = pnr_apply_report_get_n_problems (self->report);

    g_free (self->path);
    self->path = g_strdup_printf ("%s%s[%" G_GSIZE_FORMAT "]", prefix, section, i);
    read (self, section, item);
    pnr_apply_report_count_entry (self->report,
                                  pnr_apply_report_get_n_problems (self->report) > n_problems);
  }
}

static void
reader_read_document (PnrPlanReader *self, GVariant *document)
{
  static const char *const sections[] = { "products",  "relationships", "relations", "bundles",
                                          "scenarios", "boards",        "rejected",  NULL };
  static const char *const removals[] = { "relationships", "relations", "bundles", "scenarios",
                                          "places",        "rejected",  NULL };
  g_autoptr (GVariant) removed = pnr_report_get (document, "remove");

  reader_tell_strangers (self, document);
  for (guint i = 0; sections[i] != NULL; i++)
    reader_read_section (self, document, "", sections[i], read_item);
  if (removed == NULL)
    return;
  if (!g_variant_is_of_type (removed, G_VARIANT_TYPE_VARDICT)) {
    pnr_apply_report_add_problem (self->report, "remove", NULL, "not-an-object",
                                  _ ("An object is expected here."));
    return;
  }
  for (guint i = 0; removals[i] != NULL; i++)
    reader_read_section (self, removed, "remove.", removals[i], remove_item);
}

static gint64
price_of (PnrPlanReader *self, gint64 product_id)
{
  for (guint i = 0; i < self->drafts->len; i++) {
    const PnrPlanDraft *draft = self->drafts->pdata[i];

    if (PNR_IS_PRODUCT (draft->noun) && pnr_noun_get_id (draft->noun) == product_id)
      return pnr_product_get_price_minor (PNR_PRODUCT (draft->noun));
  }
  return PNR_MONEY_UNKNOWN;
}

static gboolean
is_given_away (PnrPlanReader *self, PnrBundle *bundle)
{
  __int128 sum = 0;

  if (pnr_bundle_get_price_mode (bundle) != PNR_PRICE_MODE_AMOUNT_OFF
      || pnr_bundle_get_kind (bundle) > PNR_BUNDLE_KIND_MIXED)
    return FALSE;
  for (guint i = 0; i < pnr_bundle_get_n_components (bundle); i++) {
    const PnrComponent *component = pnr_bundle_get_component (bundle, i);
    gint64 price = price_of (self, component->product_id);

    if (price == PNR_MONEY_UNKNOWN)
      return FALSE;
    sum += (__int128) price * component->quantity;
  }
  return pnr_bundle_get_price_value (bundle) > sum;
}

/* Prices change under a bundle, so this one is applied as it is told; but nobody means it. */
static void
reader_warn_of_gifts (PnrPlanReader *self)
{
  for (guint i = 0; i < self->drafts->len; i++) {
    const PnrPlanDraft *draft = self->drafts->pdata[i];

    if (!PNR_IS_BUNDLE (draft->noun) || draft->is_removed || !(draft->is_new || draft->is_changed)
        || !is_given_away (self, PNR_BUNDLE (draft->noun)))
      continue;
    g_free (self->path);
    self->path = g_strdup ("bundles");
    pnr_plan_reader_complain (self, "price", pnr_bundle_get_sku (PNR_BUNDLE (draft->noun)),
                              "above-parts",
                              _ ("More is taken off than the parts cost. The bundle was kept; "
                                 "correct its price."));
  }
}

static gboolean refuse (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
refuse (GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, PNR_EXCHANGE_ERROR, PNR_EXCHANGE_ERROR_REFUSED, message);
  return FALSE;
}

static gboolean
check_document (GVariant *document, const char *plan_currency, GError **error)
{
  g_autoptr (GVariant) version = NULL;
  g_autoptr (GVariant) currency = NULL;
  g_autofree char *shown = NULL;
  gint64 number = 1;

  if (!g_variant_is_of_type (document, G_VARIANT_TYPE_VARDICT))
    return refuse (error, _ ("This is not Pannier JSON, which is one object in braces."));
  version = pnr_report_get (document, "pannier");
  if (pnr_plan_object_has (document, "pannier")
      && (!pnr_report_get_count (document, "pannier", &number) || number != 1)) {
    shown = version != NULL ? pnr_plan_value_to_text (version) : g_strdup ("null");
    return refuse (error,
                   _ ("This is Pannier JSON of version %s, and only version 1 can be read. Export "
                      "it again with this Pannier."),
                   shown);
  }
  currency = pnr_report_get (document, "currency");
  shown = currency != NULL ? pnr_plan_value_to_text (currency) : g_strdup ("null");
  if (pnr_plan_object_has (document, "currency") && strcmp (shown, plan_currency) != 0)
    return refuse (error,
                   _ ("The amounts are in %s and the plan is in %s. Apply it to a plan in its own "
                      "currency."),
                   shown, plan_currency);
  return TRUE;
}

/**
 * pnr_plan_json_read:
 * @document: Pannier JSON as pnr_json_read_text() gives it
 * @contents: the plan it is applied to
 * @report: counts and problems are added to it
 *
 * An object with a problem is left out as a whole; everything else is applied.
 *
 * Returns: (transfer full) (nullable): what is to be done, empty when the plan is so already
 */
PnrEdit *
pnr_plan_json_read (GVariant *document, PnrContents *contents, PnrApplyReport *report,
                    GError **error)
{
  PnrPlanReader reader = { contents, report, NULL, NULL, contents->last_id, NULL, NULL };

  if (!check_document (document, contents->currency, error))
    return NULL;
  pnr_plan_reader_begin (&reader);
  reader_read_document (&reader, document);
  reader_warn_of_gifts (&reader);
  return pnr_plan_reader_end (&reader);
}
