/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pannier JSON as one edit: objects are matched by their names, and only real changes are kept. */
#include "config.h"

#include "exchange/pnr-plan-json.h"

#include <glib/gi18n.h>
#include <math.h>

#include "base/pnr-money.h"
#include "base/pnr-report.h"
#include "exchange/pnr-json-writer.h"
#include "model/pnr-noun.h"

#define MILLION 1000000.0
#define ENOUGH 1e12

/* A noun as the document leaves it. It is new where the plan had none under its name. */
typedef struct {
  PnrNoun *noun;
  gboolean is_new;
  gboolean is_changed;
  gboolean is_removed;
} Draft;

typedef struct {
  PnrContents *contents;
  PnrApplyReport *report;
  GPtrArray *drafts;
  GHashTable *by_key;
  gint64 last_id;
  char *path;
} PlanReader;

static void
draft_free (gpointer data)
{
  Draft *draft = data;

  g_object_unref (draft->noun);
  g_free (draft);
}

static void
reader_complain (PlanReader *self, const char *field, const char *value, const char *code,
                 const char *sentence)
{
  g_autofree char *path =
      field != NULL ? g_strconcat (self->path, ".", field, NULL) : g_strdup (self->path);

  pnr_apply_report_add_problem (self->report, path, value, code, sentence);
}

static char *
value_to_text (GVariant *value)
{
  char *text;

  if (value == NULL)
    return NULL;
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return g_variant_dup_string (value, NULL);
  text = pnr_json_write_in_order (value);
  return g_strchomp (text);
}

static GVariant *
object_get (GVariant *object, const char *key, const char *alias)
{
  GVariant *value = pnr_report_get (object, key);

  return value != NULL || alias == NULL ? value : pnr_report_get (object, alias);
}

/* Takes texts and plain numbers, since SKUs are often written without quotes. */
static char *
reader_dup_text (PlanReader *self, GVariant *object, const char *key)
{
  g_autoptr (GVariant) value = pnr_report_get (object, key);

  if (value == NULL || g_variant_is_of_type (value, G_VARIANT_TYPE_STRING)
      || g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    return value_to_text (value);
  g_autofree char *shown = value_to_text (value);
  reader_complain (self, key, shown, "not-text", _ ("A text is expected here."));
  return NULL;
}

static gboolean
reader_has (GVariant *object, const char *key)
{
  g_autoptr (GVariant) value = NULL;

  if (!g_variant_is_of_type (object, G_VARIANT_TYPE_VARDICT))
    return FALSE;
  value = g_variant_lookup_value (object, key, NULL);
  return value != NULL;
}

static void
reader_set_text (PlanReader *self, GVariant *object, const char *key, gpointer noun,
                 const char *property)
{
  g_autofree char *text = reader_has (object, key) ? reader_dup_text (self, object, key) : NULL;

  if (reader_has (object, key))
    g_object_set (noun, property, text, NULL);
}

static void
reader_set_word (PlanReader *self, GVariant *object, const char *key, const char *alias,
                 gpointer noun, const char *property, GType type)
{
  g_autoptr (GVariant) value = object_get (object, key, alias);
  g_autofree char *word = value_to_text (value);
  int kind;

  if (word == NULL)
    return;
  if (g_ascii_strcasecmp (word, "crosssell") == 0)
    g_object_set (noun, property, PNR_RELATION_KIND_CROSS_SELL, NULL);
  else if (type == PNR_TYPE_RELATION_KIND && g_ascii_strncasecmp (word, "up", 2) == 0
           && g_ascii_strcasecmp (word + 2 + (word[2] == '-' || word[2] == '_'), "sell") == 0)
    g_object_set (noun, property, PNR_RELATION_KIND_UPSELL, NULL);
  else if (pnr_kind_from_word (type, word, &kind))
    g_object_set (noun, property, kind, NULL);
  else
    reader_complain (self, key, word, "unknown-word", _ ("Pannier does not know this word."));
}

static gboolean
reader_read_money (PlanReader *self, GVariant *value, const char *key, gint64 *minor)
{
  g_autofree char *text = value_to_text (value);
  const char *letters = text;
  char code[PNR_CURRENCY_SIZE] = { 0 };

  for (guint n = 0; *letters != '\0' && n < 3; letters++) {
    if (g_ascii_isalpha (*letters))
      code[n++] = g_ascii_toupper (*letters);
  }
  if (code[2] != '\0' && g_strcmp0 (code, self->contents->currency) != 0)
    reader_complain (self, key, text, "other-currency",
                     _ ("This amount is in another currency than the plan."));
  else if (!pnr_money_parse (text, self->contents->currency, '.', minor))
    reader_complain (self, key, text, "not-money", _ ("An amount such as “12.90” is expected."));
  else if (*minor < 0)
    reader_complain (self, key, text, "negative", _ ("An amount cannot be negative here."));
  else
    return TRUE;
  return FALSE;
}

static void
reader_set_money (PlanReader *self, GVariant *object, const char *key, gpointer noun,
                  const char *property)
{
  g_autoptr (GVariant) value = pnr_report_get (object, key);
  gint64 minor = PNR_MONEY_UNKNOWN;

  if (reader_has (object, key) && (value == NULL || reader_read_money (self, value, key, &minor)))
    g_object_set (noun, property, minor, NULL);
}

static void
reader_set_time (PlanReader *self, GVariant *object, const char *key, gpointer noun,
                 const char *property)
{
  g_autofree char *text = reader_has (object, key) ? reader_dup_text (self, object, key) : NULL;
  g_autofree char *full =
      text != NULL && strlen (text) == 10 ? g_strconcat (text, "T00:00:00Z", NULL) : NULL;
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = NULL;

  if (text == NULL)
    return;
  time = g_date_time_new_from_iso8601 (full != NULL ? full : text, utc);
  if (time != NULL)
    g_object_set (noun, property, g_date_time_to_unix (time), NULL);
  else
    reader_complain (self, key, text, "not-a-time",
                     _ ("A time such as “2026-03-01T00:00:00Z” is expected."));
}

static void
reader_set_count (PlanReader *self, GVariant *object, const char *key, gpointer noun,
                  const char *property, gint64 unknown)
{
  g_autoptr (GVariant) value = pnr_report_get (object, key);
  g_autofree char *shown = value_to_text (value);
  double number;

  if (!reader_has (object, key))
    return;
  if (value == NULL)
    g_object_set (noun, property, unknown, NULL);
  else if (pnr_variant_as_number (value, &number) && number == floor (number)
           && fabs (number) < ENOUGH)
    g_object_set (noun, property, (gint64) number, NULL);
  else
    reader_complain (self, key, shown, "not-a-count", _ ("A whole number is expected here."));
}

/* Shares are 0–1 and may be written as "13.33%"; other measures, such as lift, may be larger. */
static gboolean
reader_read_ppm (PlanReader *self, GVariant *value, const char *key, double most, gint64 *ppm)
{
  g_autofree char *text = value_to_text (value);
  gboolean is_percent = text != NULL && g_str_has_suffix (text, "%");
  g_autofree char *digits =
      is_percent ? g_strndup (text, strlen (text) - 1) : g_strdup (text != NULL ? text : "");
  char *end;
  double number = g_ascii_strtod (digits, &end) / (is_percent ? 100 : 1);

  if (end == digits || *g_strchug (end) != '\0' || !(number >= 0 && number <= most)) {
    reader_complain (self, key, text, "not-a-share",
                     most > 1 ? _ ("A number from 0 is expected here.")
                              : _ ("A share from 0 to 1, or “13.33%”, is expected here."));
    return FALSE;
  }
  *ppm = llround (number * MILLION);
  return TRUE;
}

static void
reader_set_number (PlanReader *self, GVariant *object, const char *key, gpointer noun,
                   const char *property)
{
  g_autoptr (GVariant) value = pnr_report_get (object, key);
  g_autofree char *shown = value_to_text (value);
  double number;

  if (value == NULL)
    return;
  if (pnr_variant_as_number (value, &number))
    g_object_set (noun, property, number, NULL);
  else
    reader_complain (self, key, shown, "not-a-number", _ ("A number is expected here."));
}

/* Drafts under the names by which documents know nouns. */

static void
noun_notify_cb (Draft *draft)
{
  draft->is_changed = TRUE;
}

static Draft *
reader_keep (PlanReader *self, const char *key, PnrNoun *noun, gboolean is_new)
{
  Draft *draft = g_new0 (Draft, 1);

  draft->noun = noun;
  draft->is_new = is_new;
  g_ptr_array_add (self->drafts, draft);
  g_hash_table_replace (self->by_key, g_strdup (key), draft);
  return draft;
}

static PnrNoun *
noun_copy (PnrNoun *noun)
{
  PnrNoun *copy = g_object_new (G_OBJECT_TYPE (noun), "id", pnr_noun_get_id (noun), NULL);

  pnr_noun_assign (copy, noun);
  return copy;
}

static Draft *
reader_find (PlanReader *self, const char *key)
{
  Draft *draft = g_hash_table_lookup (self->by_key, key);

  return draft != NULL && !draft->is_removed ? draft : NULL;
}

/* Fills a copy of the noun under @key, and keeps it only where nothing was wrong with it. */
static void
reader_apply (PlanReader *self, const char *key, GType type, GVariant *object,
              void (*fill) (PlanReader *, GVariant *, gpointer))
{
  guint n_problems = pnr_apply_report_get_n_problems (self->report);
  Draft *known = reader_find (self, key);
  Draft trial = { 0 };
  g_autoptr (PnrNoun) noun = known != NULL
                                 ? noun_copy (known->noun)
                                 : PNR_NOUN (g_object_new (type, "id", self->last_id + 1, NULL));
  gulong handler = g_signal_connect_swapped (noun, "notify", G_CALLBACK (noun_notify_cb), &trial);

  fill (self, object, noun);
  g_signal_handler_disconnect (noun, handler);
  if (pnr_apply_report_get_n_problems (self->report) > n_problems)
    return;
  if (known == NULL) {
    self->last_id++;
    reader_keep (self, key, g_steal_pointer (&noun), TRUE);
  } else if (trial.is_changed) {
    known->is_changed = TRUE;
    g_set_object (&known->noun, noun);
  }
}

static char *
key_of_link (int kind, gint64 from_id, gint64 to_id, const char *shelf)
{
  return g_strdup_printf ("%s:%d:%" G_GINT64_FORMAT ":%" G_GINT64_FORMAT, shelf, kind, from_id,
                          to_id);
}

static char *
key_of_noun (gpointer noun)
{
  if (PNR_IS_PRODUCT (noun))
    return g_strconcat ("product:", pnr_product_get_sku (noun), NULL);
  if (PNR_IS_BUNDLE (noun))
    return g_strconcat ("bundle:", pnr_bundle_get_sku (noun), NULL);
  if (PNR_IS_SCENARIO (noun))
    return g_strconcat ("scenario:", pnr_scenario_get_name (noun), NULL);
  if (PNR_IS_PLACE (noun))
    return g_strdup_printf ("place:%" G_GINT64_FORMAT ":%s", pnr_place_get_product_id (noun),
                            pnr_place_get_board (noun));
  if (PNR_IS_RELATION (noun))
    return key_of_link (pnr_relation_get_kind (noun), pnr_relation_get_from_id (noun),
                        pnr_relation_get_to_id (noun), "relation");
  return key_of_link (pnr_verdict_get_kind (noun), pnr_verdict_get_from_id (noun),
                      pnr_verdict_get_to_id (noun), "verdict");
}

static gint64
reader_find_id (PlanReader *self, const char *shelf, const char *name, const char *field)
{
  g_autofree char *key = g_strconcat (shelf, ":", name, NULL);
  Draft *draft = name != NULL ? reader_find (self, key) : NULL;

  if (draft != NULL)
    return pnr_noun_get_id (draft->noun);
  if (name == NULL)
    reader_complain (self, field, NULL, "missing", _ ("This is missing."));
  else
    reader_complain (self, field, name, "unknown-sku", _ ("The plan does not hold this SKU."));
  return 0;
}

/* What each kind of object says about its noun. */

static void
fill_product (PlanReader *self, GVariant *object, gpointer noun)
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
  g_autofree char *attributes_text = value_to_text (attributes);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    reader_set_text (self, object, texts[i][0], noun, texts[i][1]);
  reader_set_word (self, object, "kind", "type", noun, "kind", PNR_TYPE_PRODUCT_KIND);
  reader_set_word (self, object, "cost_source", NULL, noun, "cost-source", PNR_TYPE_COST_SOURCE);
  reader_set_money (self, object, "price", noun, "price-minor");
  reader_set_money (self, object, "cost", noun, "cost-minor");
  reader_set_count (self, object, "stock", noun, "stock", PNR_PRODUCT_STOCK_UNKNOWN);
  reader_set_count (self, object, "weight_g", noun, "weight-g", PNR_PRODUCT_WEIGHT_UNKNOWN);
  reader_set_time (self, object, "launched", noun, "launched");
  if (reader_has (object, "visible"))
    pnr_product_set_visible (noun, pnr_report_get_truth (object, "visible", TRUE));
  if (attributes_text != NULL)
    pnr_product_set_attributes (noun, attributes_text);
}

static void
fill_evidence (PlanReader *self, GVariant *evidence, gpointer noun)
{
  g_autoptr (GVariant) value = pnr_report_get (evidence, "value");
  gint64 ppm;

  reader_set_word (self, evidence, "kind", "type", noun, "evidence", PNR_TYPE_EVIDENCE);
  reader_set_text (self, evidence, "measure", noun, "measure");
  if (value != NULL && reader_read_ppm (self, value, "evidence.value", ENOUGH, &ppm))
    pnr_relation_set_measure_ppm (noun, ppm);
  reader_set_time (self, evidence, "window_from", noun, "window-from");
  reader_set_time (self, evidence, "window_to", noun, "window-to");
  reader_set_text (self, evidence, "data_hash", noun, "data-hash");
}

static void
fill_ends (PlanReader *self, GVariant *object, gpointer noun)
{
  g_autofree char *from = reader_dup_text (self, object, "from");
  g_autofree char *to = reader_dup_text (self, object, "to");
  gint64 from_id = reader_find_id (self, "product", from, "from");
  gint64 to_id = reader_find_id (self, "product", to, "to");

  if (from_id != 0 && from_id == to_id)
    reader_complain (self, "to", to, "self", _ ("A product cannot be linked to itself."));
  g_object_set (noun, "from-id", from_id, "to-id", to_id, NULL);
  reader_set_word (self, object, "type", "kind", noun, "kind", PNR_TYPE_RELATION_KIND);
  reader_set_text (self, object, "author", noun, "author");
  reader_set_time (self, object, "created", noun, "created");
}

static void
fill_relation (PlanReader *self, GVariant *object, gpointer noun)
{
  g_autoptr (GVariant) strength = pnr_report_get (object, "strength");
  g_autoptr (GVariant) evidence = pnr_report_get (object, "evidence");
  g_autofree char *direction = pnr_report_dup_text (object, "direction");
  gint64 ppm;

  fill_ends (self, object, noun);
  if (direction != NULL) {
    g_strdelimit (direction, "_ ", '-');
    if (g_strcmp0 (direction, "one-way") != 0 && g_strcmp0 (direction, "two-way") != 0)
      reader_complain (self, "direction", direction, "unknown-word",
                       _ ("A direction is “one-way” or “two-way”."));
    pnr_relation_set_two_way (noun, g_strcmp0 (direction, "two-way") == 0);
  }
  reader_set_count (self, object, "position", noun, "position", 0);
  if (strength != NULL && reader_read_ppm (self, strength, "strength", 1, &ppm))
    pnr_relation_set_strength_ppm (noun, ppm);
  reader_set_text (self, object, "note", noun, "note");
  if (evidence != NULL && g_variant_is_of_type (evidence, G_VARIANT_TYPE_STRING))
    reader_set_word (self, object, "evidence", NULL, noun, "evidence", PNR_TYPE_EVIDENCE);
  else if (evidence != NULL)
    fill_evidence (self, evidence, noun);
}

static void
fill_verdict (PlanReader *self, GVariant *object, gpointer noun)
{
  fill_ends (self, object, noun);
  reader_set_text (self, object, "reason", noun, "reason");
  reader_set_time (self, object, "until", noun, "until");
}

static void
fill_price (PlanReader *self, GVariant *object, gpointer noun)
{
  g_autoptr (GVariant) price = pnr_report_get (object, "price");
  g_autoptr (GVariant) value = NULL;
  gint64 amount = 0;

  if (price == NULL)
    return;
  if (!g_variant_is_of_type (price, G_VARIANT_TYPE_VARDICT)) {
    if (reader_read_money (self, price, "price", &amount))
      g_object_set (noun, "price-mode", PNR_PRICE_MODE_FIXED, "price-value", amount, NULL);
    return;
  }
  value = pnr_report_get (price, "value");
  reader_set_word (self, price, "mode", "type", noun, "price-mode", PNR_TYPE_PRICE_MODE);
  if (value == NULL)
    reader_complain (self, "price.value", NULL, "missing", _ ("The price has no value."));
  else if (pnr_bundle_get_price_mode (noun) == PNR_PRICE_MODE_PERCENT_OFF
               ? reader_read_ppm (self, value, "price.value", 1, &amount)
               : reader_read_money (self, value, "price.value", &amount))
    pnr_bundle_set_price_value (noun, amount);
}

static void
read_component (PlanReader *self, GVariant *item, GArray *components)
{
  PnrComponent component = { 0, 1, PNR_COMPONENT_ROLE_MAIN };
  g_autofree char *sku = g_variant_is_of_type (item, G_VARIANT_TYPE_VARDICT)
                             ? reader_dup_text (self, item, "sku")
                             : value_to_text (item);
  g_autofree char *role = pnr_report_dup_text (item, "role");
  int kind;

  component.product_id = reader_find_id (self, "product", sku, "components");
  if (reader_has (item, "quantity")
      && (!pnr_report_get_count (item, "quantity", &component.quantity) || component.quantity <= 0))
    reader_complain (self, "components.quantity", sku, "quantity",
                     _ ("A quantity is a whole number from 1."));
  if (role != NULL && !pnr_kind_from_word (PNR_TYPE_COMPONENT_ROLE, role, &kind))
    reader_complain (self, "components.role", role, "unknown-word",
                     _ ("A role is “main”, “auxiliary” or “gift”."));
  else if (role != NULL)
    component.role = (PnrComponentRole) kind;
  g_array_append_val (components, component);
}

static void
fill_bundle (PlanReader *self, GVariant *object, gpointer noun)
{
  g_autoptr (GVariant) list = pnr_report_get (object, "components");
  g_autoptr (GArray) components = g_array_new (FALSE, FALSE, sizeof (PnrComponent));
  gboolean is_list = list != NULL && g_variant_is_of_type (list, G_VARIANT_TYPE ("av"));

  for (gsize i = 0; is_list && i < pnr_report_list_length (list); i++) {
    g_autoptr (GVariant) item = pnr_report_list_get (list, i);

    if (g_variant_is_of_type (item, G_VARIANT_TYPE_VARDICT)
        || g_variant_is_of_type (item, G_VARIANT_TYPE_STRING))
      read_component (self, item, components);
    else
      reader_complain (self, "components", NULL, "not-an-object", _ ("A SKU is expected here."));
  }
  if (components->len == 0 && (list != NULL || pnr_bundle_get_n_components (noun) == 0))
    reader_complain (self, "components", NULL, "empty", _ ("A bundle needs a component."));
  if (components->len > 0)
    pnr_bundle_set_components (noun, (PnrComponent *) components->data, components->len);
  reader_set_text (self, object, "sku", noun, "sku");
  reader_set_text (self, object, "name", noun, "name");
  reader_set_word (self, object, "type", "kind", noun, "kind", PNR_TYPE_BUNDLE_KIND);
  fill_price (self, object, noun);
  reader_set_text (self, object, "note", noun, "note");
  reader_set_text (self, object, "author", noun, "author");
  reader_set_time (self, object, "created", noun, "created");
}

static void
fill_assumptions (PlanReader *self, GVariant *list, gpointer noun)
{
  static const char *const numbers[] = { "value", "low", "high" };
  g_autoptr (GPtrArray) assumptions = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *before = pnr_scenario_get_assumptions (noun);
  gboolean is_same;

  for (gsize i = 0; i < pnr_report_list_length (list); i++) {
    g_autoptr (GVariant) item = pnr_report_list_get (list, i);
    PnrAssumption *assumption = pnr_assumption_new ();

    g_ptr_array_add (assumptions, assumption);
    if (!g_variant_is_of_type (item, G_VARIANT_TYPE_VARDICT)) {
      reader_complain (self, "assumptions", NULL, "not-an-object", _ ("An object is expected."));
      continue;
    }
    reader_set_text (self, item, "name", assumption, "name");
    for (guint n = 0; n < G_N_ELEMENTS (numbers); n++) {
      reader_set_number (self, item, "value", assumption, numbers[n]);
      reader_set_number (self, item, numbers[n], assumption, numbers[n]);
    }
    reader_set_text (self, item, "source", assumption, "source");
    reader_set_text (self, item, "author", assumption, "author");
    reader_set_time (self, item, "created", assumption, "created");
  }
  is_same = before->len == assumptions->len;
  for (guint i = 0; is_same && i < before->len; i++) {
    PnrAssumption *a = before->pdata[i], *b = assumptions->pdata[i];

    is_same = g_strcmp0 (pnr_assumption_get_name (a), pnr_assumption_get_name (b)) == 0
              && pnr_assumption_get_value (a) == pnr_assumption_get_value (b)
              && pnr_assumption_get_low (a) == pnr_assumption_get_low (b)
              && pnr_assumption_get_high (a) == pnr_assumption_get_high (b)
              && g_strcmp0 (pnr_assumption_get_source (a), pnr_assumption_get_source (b)) == 0
              && g_strcmp0 (pnr_assumption_get_author (a), pnr_assumption_get_author (b)) == 0
              && pnr_assumption_get_created (a) == pnr_assumption_get_created (b);
  }
  if (!is_same)
    pnr_scenario_set_assumptions (noun, assumptions);
}

static void
fill_scenario (PlanReader *self, GVariant *object, gpointer noun)
{
  g_autoptr (GVariant) bundles = pnr_report_get (object, "bundles");
  g_autoptr (GVariant) assumptions = pnr_report_get (object, "assumptions");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean is_same;

  for (gsize i = 0; i < pnr_report_list_length (bundles); i++) {
    g_autoptr (GVariant) item = pnr_report_list_get (bundles, i);
    g_autofree char *sku = value_to_text (item);
    gint64 id = reader_find_id (self, "bundle", sku, "bundles");

    g_array_append_val (ids, id);
  }
  is_same = ids->len == pnr_scenario_get_n_bundles (noun);
  for (guint i = 0; is_same && i < ids->len; i++)
    is_same = g_array_index (ids, gint64, i) == pnr_scenario_get_bundle_id (noun, i);
  if (bundles != NULL && !is_same)
    pnr_scenario_set_bundle_ids (noun, (gint64 *) ids->data, ids->len);
  if (assumptions != NULL)
    fill_assumptions (self, assumptions, noun);
  reader_set_text (self, object, "name", noun, "name");
  reader_set_text (self, object, "note", noun, "note");
  reader_set_text (self, object, "author", noun, "author");
  reader_set_time (self, object, "created", noun, "created");
}

static void
fill_place (PlanReader *self, GVariant *object, gpointer noun)
{
  reader_set_number (self, object, "x", noun, "x");
  reader_set_number (self, object, "y", noun, "y");
}

/* Finds the noun an object speaks of by filling a stranger's ends only. */
static char *
reader_link_key (PlanReader *self, GVariant *object, const char *shelf)
{
  guint n_problems = pnr_apply_report_get_n_problems (self->report);
  g_autoptr (PnrRelation) ends = pnr_relation_new (1);

  fill_ends (self, object, ends);
  if (pnr_apply_report_get_n_problems (self->report) > n_problems)
    return NULL;
  return key_of_link (pnr_relation_get_kind (ends), pnr_relation_get_from_id (ends),
                      pnr_relation_get_to_id (ends), shelf);
}

static char *
reader_name_key (PlanReader *self, GVariant *item, const char *shelf, const char *field)
{
  g_autofree char *name = g_variant_is_of_type (item, G_VARIANT_TYPE_VARDICT)
                              ? reader_dup_text (self, item, field)
                              : value_to_text (item);

  if (name != NULL && *name != '\0')
    return g_strconcat (shelf, ":", name, NULL);
  reader_complain (self, field, name, "missing", _ ("This object has no name."));
  return NULL;
}

static void
read_board (PlanReader *self, GVariant *board)
{
  g_autofree char *name = reader_dup_text (self, board, "name");
  g_autofree char *board_path = g_strdup (self->path);
  g_autoptr (GVariant) places = pnr_report_get (board, "places");

  if (name == NULL)
    reader_complain (self, "name", NULL, "missing", _ ("This object has no name."));
  for (gsize i = 0; name != NULL && i < pnr_report_list_length (places); i++) {
    g_autoptr (GVariant) item = pnr_report_list_get (places, i);
    g_autofree char *sku = pnr_report_dup_text (item, "sku");
    g_autofree char *key = NULL;
    gint64 id;
    Draft *draft;

    g_free (self->path);
    self->path = g_strdup_printf ("%s.places[%" G_GSIZE_FORMAT "]", board_path, i);
    id = reader_find_id (self, "product", sku, "sku");
    if (id == 0)
      continue;
    key = g_strdup_printf ("place:%" G_GINT64_FORMAT ":%s", id, name);
    reader_apply (self, key, PNR_TYPE_PLACE, item, fill_place);
    draft = reader_find (self, key);
    if (draft != NULL)
      g_object_set (draft->noun, "board", name, "product-id", id, NULL);
  }
}

static void
read_item (PlanReader *self, const char *section, GVariant *item)
{
  g_autofree char *key = NULL;

  if (!g_variant_is_of_type (item, G_VARIANT_TYPE_VARDICT)) {
    reader_complain (self, NULL, NULL, "not-an-object", _ ("An object is expected here."));
  } else if (g_str_equal (section, "products")) {
    if ((key = reader_name_key (self, item, "product", "sku")) != NULL)
      reader_apply (self, key, PNR_TYPE_PRODUCT, item, fill_product);
  } else if (g_str_has_prefix (section, "relation")) {
    if ((key = reader_link_key (self, item, "relation")) != NULL)
      reader_apply (self, key, PNR_TYPE_RELATION, item, fill_relation);
  } else if (g_str_equal (section, "bundles")) {
    if ((key = reader_name_key (self, item, "bundle", "sku")) != NULL)
      reader_apply (self, key, PNR_TYPE_BUNDLE, item, fill_bundle);
  } else if (g_str_equal (section, "scenarios")) {
    if ((key = reader_name_key (self, item, "scenario", "name")) != NULL)
      reader_apply (self, key, PNR_TYPE_SCENARIO, item, fill_scenario);
  } else if (g_str_equal (section, "boards")) {
    read_board (self, item);
  } else if ((key = reader_link_key (self, item, "verdict")) != NULL) {
    reader_apply (self, key, PNR_TYPE_VERDICT, item, fill_verdict);
  }
}

static void
remove_item (PlanReader *self, const char *section, GVariant *item)
{
  g_autofree char *key = NULL;
  Draft *draft;

  if (g_str_equal (section, "bundles"))
    key = reader_name_key (self, item, "bundle", "sku");
  else if (g_str_equal (section, "scenarios"))
    key = reader_name_key (self, item, "scenario", "name");
  else if (!g_variant_is_of_type (item, G_VARIANT_TYPE_VARDICT))
    reader_complain (self, NULL, NULL, "not-an-object", _ ("An object is expected here."));
  else if (g_str_equal (section, "places")) {
    g_autofree char *sku = reader_dup_text (self, item, "sku");
    g_autofree char *board = reader_dup_text (self, item, "board");

    key = g_strdup_printf ("place:%" G_GINT64_FORMAT ":%s",
                           reader_find_id (self, "product", sku, "sku"), board);
  } else
    key = reader_link_key (self, item, g_str_equal (section, "rejected") ? "verdict" : "relation");
  draft = key != NULL ? reader_find (self, key) : NULL;
  if (draft != NULL)
    draft->is_removed = TRUE;
}

static void
reader_read_section (PlanReader *self, GVariant *document, const char *prefix, const char *section,
                     void (*read) (PlanReader *, const char *, GVariant *))
{
  g_autoptr (GVariant) list = pnr_report_get (document, section);

  if (list != NULL && !g_variant_is_of_type (list, G_VARIANT_TYPE ("av"))) {
    pnr_apply_report_add_problem (self->report, section, NULL, "not-a-list",
                                  _ ("A list is expected here."));
    return;
  }
  for (gsize i = 0; i < pnr_report_list_length (list); i++) {
    g_autoptr (GVariant) item = pnr_report_list_get (list, i);

    g_free (self->path);
    self->path = g_strdup_printf ("%s%s[%" G_GSIZE_FORMAT "]", prefix, section, i);
    read (self, section, item);
  }
}

/* A scenario cannot keep a bundle that the document removes. */
static void
reader_drop_bundle (PlanReader *self, gint64 bundle_id)
{
  for (guint i = 0; i < self->drafts->len; i++) {
    Draft *draft = self->drafts->pdata[i];
    g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
    PnrScenario *scenario = PNR_IS_SCENARIO (draft->noun) ? PNR_SCENARIO (draft->noun) : NULL;

    if (scenario == NULL || !pnr_scenario_has_bundle (scenario, bundle_id))
      continue;
    for (guint n = 0; n < pnr_scenario_get_n_bundles (scenario); n++) {
      gint64 id = pnr_scenario_get_bundle_id (scenario, n);

      if (id != bundle_id)
        g_array_append_val (ids, id);
    }
    pnr_scenario_set_bundle_ids (scenario, (gint64 *) ids->data, ids->len);
    draft->is_changed = TRUE;
  }
}

static PnrEdit *
reader_end (PlanReader *self)
{
  PnrEdit *edit = pnr_edit_new (_ ("Apply Pannier JSON"));

  for (guint i = 0; i < self->drafts->len; i++) {
    Draft *draft = self->drafts->pdata[i];

    if (draft->is_removed && PNR_IS_BUNDLE (draft->noun))
      reader_drop_bundle (self, pnr_noun_get_id (draft->noun));
  }
  for (guint i = 0; i < self->drafts->len; i++) {
    Draft *draft = self->drafts->pdata[i];
    GType type = G_OBJECT_TYPE (draft->noun);

    if (draft->is_removed && draft->is_new)
      continue;
    if (draft->is_removed)
      pnr_edit_remove (edit, draft->noun);
    else if (draft->is_new || draft->is_changed)
      pnr_edit_put (edit, draft->noun);
    pnr_apply_report_count (self->report, type, draft->is_new,
                            !draft->is_new && !draft->is_removed && draft->is_changed,
                            draft->is_removed);
  }
  return edit;
}

static void
reader_load (PlanReader *self)
{
  GPtrArray *shelves[] = { self->contents->products, self->contents->relations,
                           self->contents->bundles,  self->contents->scenarios,
                           self->contents->places,   self->contents->verdicts };

  for (guint s = 0; s < G_N_ELEMENTS (shelves); s++) {
    for (guint i = 0; i < shelves[s]->len; i++) {
      g_autofree char *key = key_of_noun (shelves[s]->pdata[i]);

      reader_keep (self, key, noun_copy (shelves[s]->pdata[i]), FALSE);
    }
  }
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
  static const char *const sections[] = { "products",  "relationships", "relations", "bundles",
                                          "scenarios", "boards",        "rejected" };
  static const char *const removals[] = { "relationships", "relations", "bundles",
                                          "scenarios",     "places",    "rejected" };
  PlanReader reader = { contents, report, NULL, NULL, contents->last_id, NULL };
  g_autofree char *currency = pnr_report_dup_text (document, "currency");
  g_autoptr (GVariant) removed = pnr_report_get (document, "remove");
  gint64 version = 1;
  PnrEdit *edit;

  pnr_report_get_count (document, "pannier", &version);
  if (!g_variant_is_of_type (document, G_VARIANT_TYPE_VARDICT) || version != 1
      || (currency != NULL && g_strcmp0 (currency, contents->currency) != 0)) {
    g_set_error (error, PNR_EXCHANGE_ERROR, PNR_EXCHANGE_ERROR_REFUSED,
                 _ ("The file is not Pannier JSON of version 1 in the plan’s currency, %s."),
                 contents->currency);
    return NULL;
  }
  reader.drafts = g_ptr_array_new_with_free_func (draft_free);
  reader.by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reader_load (&reader);
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    reader_read_section (&reader, document, "", sections[i], read_item);
  for (guint i = 0; removed != NULL && i < G_N_ELEMENTS (removals); i++)
    reader_read_section (&reader, removed, "remove.", removals[i], remove_item);
  edit = reader_end (&reader);
  g_hash_table_unref (reader.by_key);
  g_ptr_array_unref (reader.drafts);
  g_free (reader.path);
  return edit;
}
