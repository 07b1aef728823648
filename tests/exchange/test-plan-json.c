/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pannier JSON as one edit: problems, removals, clearing, exact numbers, limits, every field. */
#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/pnr-money.h"
#include "base/pnr-report.h"
#include "exchange/pnr-json-reader.h"
#include "exchange/pnr-plan-json.h"
#include "test-folder.h"

/* Applies @text and expects the problems "path code", separated by line breaks, in any order. */
static PnrEdit *
apply (PnrContents *contents, const char *text, const char *problems)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) value = pnr_json_read_text (text, -1, &error);
  g_autoptr (PnrApplyReport) report = pnr_apply_report_new ();
  g_autoptr (GVariant) shown = NULL;
  g_autoptr (GVariant) list = NULL;
  g_autoptr (GString) found = g_string_new (NULL);
  PnrEdit *edit;

  g_assert_no_error (error);
  edit = pnr_plan_json_read (value, contents, report, &error);
  g_assert_no_error (error);
  shown = g_variant_ref_sink (pnr_apply_report_to_variant (report));
  list = pnr_report_get (shown, "problems");
  for (gsize i = 0; i < pnr_report_list_length (list); i++) {
    g_autoptr (GVariant) problem = pnr_report_list_get (list, i);
    g_autofree char *path = pnr_report_dup_text (problem, "path");
    g_autofree char *code = pnr_report_dup_text (problem, "code");
    g_autofree char *message = pnr_report_dup_text (problem, "message");

    g_assert_cmpstr (message, !=, NULL);
    g_string_append_printf (found, "%s%s %s", i > 0 ? "\n" : "", path, code);
  }
  g_assert_cmpstr (found->str, ==, problems);
  return edit;
}

static PnrContents *
take_puts (PnrEdit *edit)
{
  PnrContents *contents = pnr_contents_new ("Plan", "USD");

  for (guint i = 0; i < pnr_edit_get_n_puts (edit); i++)
    pnr_contents_take (contents, g_object_ref (pnr_edit_get_put (edit, i)));
  return contents;
}

static PnrContents *
contents_from (const char *text)
{
  g_autoptr (PnrContents) empty = pnr_contents_new ("Plan", "USD");
  g_autoptr (PnrEdit) edit = apply (empty, text, "");

  return take_puts (edit);
}

static const char plan[] =
    "{\"products\":[{\"sku\":\"A\",\"name\":\"a\",\"price\":\"1.00\",\"stock\":4,\"weight_g\":9,"
    "\"launched\":\"2026-01-02\",\"attributes\":\"red\"},{\"sku\":\"B\",\"visible\":false}],"
    "\"relations\":[{\"type\":\"upsell\",\"from\":\"A\",\"to\":\"B\",\"strength\":0.5,\"note\":"
    "\"n\",\"evidence\":{\"kind\":\"mined\",\"measure\":\"lift\",\"value\":3.5}}],"
    "\"bundles\":[{\"sku\":\"SET\",\"components\":[\"A\",\"B\"],\"price\":1},"
    "{\"sku\":\"TWO\",\"components\":[\"B\"],\"price\":1}],"
    "\"scenarios\":[{\"name\":\"S\",\"bundles\":[\"SET\",\"TWO\"],\"assumptions\":[{\"name\":"
    "\"persistence\","
    "\"value\":1}]}],\"boards\":[{\"name\":\"Main\",\"places\":[{\"sku\":\"A\",\"x\":1,\"y\":2}]}],"
    "\"rejected\":[{\"type\":\"required\",\"from\":\"A\",\"to\":\"B\",\"reason\":\"no\"}]}";

static const struct {
  const char *text;
  const char *problems;
} wrong[] = {
  { "{\"scenarios\":[{\"name\":\"S\",\"bundles\":\"SET\"}]}", "scenarios[0].bundles not-a-list" },
  { "{\"scenarios\":[{\"name\":\"S\",\"bundles\":null}]}", "scenarios[0].bundles not-a-list" },
  { "{\"scenarios\":[{\"name\":\"S\",\"bundles\":{}}]}", "scenarios[0].bundles not-a-list" },
  { "{\"scenarios\":[{\"name\":\"S\",\"assumptions\":{\"name\":\"persistence\"}}]}",
    "scenarios[0].assumptions not-a-list" },
  { "{\"scenarios\":[{\"name\":\"S\",\"assumptions\":[{\"name\":\"persistence\",\"value\":null}]}]"
    "}",
    "scenarios[0].value not-a-number\nscenarios[0].value not-a-number\n"
    "scenarios[0].value not-a-number" },
  { "{\"bundles\":[{\"sku\":\"SET\",\"components\":\"A\"}]}", "bundles[0].components not-a-list" },
  { "{\"bundles\":[{\"sku\":\"SET\",\"components\":{\"A\":1}}]}",
    "bundles[0].components not-a-list" },
  { "{\"bundles\":[{\"sku\":\"SET\",\"components\":[]}]}", "bundles[0].components empty" },
  { "{\"bundles\":[{\"sku\":\"SET\",\"components\":[{\"sku\":\"A\",\"role\":7}]}]}",
    "bundles[0].components.role unknown-word" },
  { "{\"bundles\":[{\"sku\":\"SET\",\"components\":[{\"sku\":\"A\",\"quantity\":1000}]}]}",
    "bundles[0].components.quantity quantity" },
  { "{\"bundles\":[{\"sku\":\"SET\",\"components\":[{\"sku\":\"A\",\"quantity\":"
    "4294967297}]}]}",
    "bundles[0].components.quantity quantity" },
  { "{\"bundles\":[{\"sku\":\"SET\",\"components\":[{\"sku\":\"A\",\"quantity\":"
    "9223372036854775807}]}]}",
    "bundles[0].components.quantity quantity" },
  { "{\"bundles\":[{\"sku\":\"SET\",\"price\":null}]}", "bundles[0].price missing" },
  { "{\"bundles\":[{\"sku\":\"SET\",\"type\":\"crosssell\"}]}", "bundles[0].type unknown-word" },
  { "{\"bundles\":[{\"sku\":\"SET\",\"type\":\"gift\"}]}",
    "bundles[0].components.role role-of-kind" },
  { "{\"bundles\":[{\"sku\":\"NEW\",\"type\":\"gift\",\"components\":[\"A\"]}]}",
    "bundles[0].threshold gift-without-threshold" },
  { "{\"bundles\":[{\"sku\":\"NEW\",\"type\":\"mix-and-match\",\"components\":[\"A\",\"B\"],"
    "\"price\":5,\"choice\":3}]}",
    "bundles[0].choice n-above-m" },
  { "{\"bundles\":[{\"sku\":\"NEW\",\"type\":\"mix-and-match\",\"components\":[\"A\",\"B\"],"
    "\"price\":5,\"choice\":{\"min\":\"two\"}}]}",
    "bundles[0].choice.min not-a-count" },
  { "{\"bundles\":[{\"sku\":\"NEW\",\"type\":\"volume\",\"components\":[\"A\"],\"price\":"
    "{\"mode\":\"tiers\",\"tiers\":[{\"from\":3,\"value\":0.1},{\"from\":2,\"value\":0.2}]}}]}",
    "bundles[0].price.tiers tiers-not-ascending" },
  { "{\"bundles\":[{\"sku\":\"NEW\",\"type\":\"volume\",\"components\":[\"A\"],\"price\":"
    "{\"mode\":\"tiers\",\"basis\":\"weight\",\"tiers\":[{\"from\":3}]}}]}",
    "bundles[0].price.basis unknown-word\nbundles[0].price.tiers missing" },
  { "{\"bundles\":[{\"sku\":\"NEW\",\"type\":\"leader\",\"components\":[{\"sku\":\"A\",\"role\":"
    "\"reward\"}],\"price\":{\"mode\":\"percent_off\",\"value\":0.5}}]}",
    "bundles[0].components anchor-missing" },
  { "{\"bundles\":[{\"sku\":\"NEW\",\"type\":\"leader\",\"components\":[\"A\"],\"price\":1}]}",
    "bundles[0].components incomplete" },
  { "{\"bundles\":[{\"sku\":\"NEW\",\"type\":\"tiered\",\"components\":[\"A\",\"B\"],\"price\":1}]"
    "}",
    "bundles[0].price.mode mode-of-kind" },
  { "{\"bundles\":[{\"sku\":\"SET\",\"components\":[{\"sku\":\"A\",\"min\":3,\"off\":2,"
    "\"optional\":\"yes\"}]}]}",
    "bundles[0].components.optional not-a-truth\nbundles[0].components.off not-a-share" },
  { "{\"bundles\":[{\"sku\":\"SET\",\"margin_floor\":\"120%\"}]}",
    "bundles[0].margin_floor not-a-share" },
  { "{\"bundles\":[{\"sku\":\"SET\",\"exception\":\"other\"}]}",
    "bundles[0].exception.reason reason-missing" },
  { "{\"products\":[{\"sku\":\"A\",\"visible\":\"no\"}]}", "products[0].visible not-a-truth" },
  { "{\"products\":[{\"sku\":\"A\",\"visible\":0}]}", "products[0].visible not-a-truth" },
  { "{\"products\":[{\"sku\":\"A\",\"kind\":\"crosssell\"}]}", "products[0].kind unknown-word" },
  { "{\"products\":[{\"sku\":\"A\",\"price\":\"€5\"}]}", "products[0].price other-currency" },
  { "{\"products\":[{\"sku\":\"A\",\"price\":\"5 EUR\"}]}", "products[0].price other-currency" },
  { "{\"products\":[{\"sku\":\"A\",\"price\":\"5 £\"}]}", "products[0].price other-currency" },
  { "{\"products\":[{\"sku\":\"A\",\"price\":\"abc\"}]}", "products[0].price not-money" },
  { "{\"products\":[{\"sku\":\"SET\",\"price\":1}]}", "products[0].sku sku-taken" },
  { "{\"products\":[{\"sku\":\"A\"},{\"sku\":\"A\",\"price\":2}]}", "products[1] twice" },
  { "{\"bundles\":[{\"sku\":\"A\",\"components\":[\"B\"],\"price\":1}]}",
    "bundles[0].sku sku-taken" },
  { "{\"bundles\":[{\"sku\":\"NEW\",\"components\":[\"B\",\"A\",\"B\"],\"price\":1}]}",
    "bundles[0].components twice" },
  { "{\"products\":[{\"sku\":\"A\",\"price\":[5]}]}", "products[0].price not-money" },
  { "{\"products\":[{\"sku\":\"A\",\"price\":1e30}]}", "products[0].price not-money" },
  { "{\"products\":[{\"sku\":\"A\",\"price\":-0.01}]}", "products[0].price negative" },
  { "{\"products\":[{\"sku\":\"A\",\"name\":true}]}", "products[0].name not-text" },
  { "{\"products\":[{\"sku\":\"A\",\"stock\":1.5}]}", "products[0].stock not-a-count" },
  { "{\"products\":[{\"sku\":\"A\",\"weight_g\":-1}]}", "products[0].weight_g negative" },
  { "{\"products\":[{\"sku\":\"A\",\"launched\":\"soon\"}]}", "products[0].launched not-a-time" },
  { "{\"products\":[{\"sku\":null}]}", "products[0].sku missing" },
  { "{\"products\":{}}", "products not-a-list" },
  { "{\"relations\":[{\"type\":\"upsell\",\"from\":\"A\",\"to\":\"B\",\"direction\":2}]}",
    "relations[0].direction unknown-word" },
  { "{\"relations\":[{\"type\":\"upsell\",\"from\":\"A\",\"to\":\"B\",\"evidence\":[]}]}",
    "relations[0].evidence not-an-object" },
  { "{\"relations\":[{\"type\":\"upsell\",\"from\":\"A\",\"to\":\"B\",\"strength\":1.000001}]}",
    "relations[0].strength not-a-share" },
  { "{\"boards\":[{\"name\":\"Main\",\"places\":\"A\"}]}", "boards[0].places not-a-list" },
  { "{\"boards\":[{\"name\":\"Main\",\"places\":[\"A\"]}]}", "boards[0].places[0] not-an-object" },
  { "{\"offers\":[]}", "offers unknown-field" },
  { "{\"product\":[],\"x\":1}", "product unknown-field\nx unknown-field" },
  { "{\"remove\":{\"products\":[\"A\"]}}", "remove.products unknown-field" },
  { "{\"remove\":[\"A\"]}", "remove not-an-object" },
  { "{\"remove\":{\"bundles\":\"SET\"}}", "remove.bundles not-a-list" },
  { "{\"remove\":{\"bundles\":[true]}}", "remove.bundles[0].sku missing" },
  { "{\"remove\":{\"places\":[{\"sku\":\"A\"}]}}", "remove.places[0].board missing" },
};

/* Whatever is wrong is told at its place, and the plan stays as it is. */
static void
test_problems (void)
{
  g_autoptr (PnrContents) contents = contents_from (plan);

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (PnrEdit) edit = apply (contents, wrong[i].text, wrong[i].problems);

    g_assert_cmpuint (pnr_edit_get_n_puts (edit), ==, 0);
    g_assert_cmpuint (pnr_edit_get_n_removals (edit), ==, 0);
  }
}

/* Odd, but what a plan may have come to: it is told and kept. */
static void
test_above_parts (void)
{
  static const char text[] =
      "{\"products\":[{\"sku\":\"A\",\"price\":\"1.00\"}],\"bundles\":[{\"sku\":\"S\","
      "\"components\":[{\"sku\":\"A\",\"quantity\":2}],\"price\":{\"mode\":\"amount_off\","
      "\"value\":\"%s\"}}]}";
  static const struct {
    const char *value;
    const char *problems;
  } cases[] = { { "2.00", "" }, { "2.01", "bundles.price above-parts" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (PnrContents) empty = pnr_contents_new ("Plan", "USD");
    g_auto (GStrv) parts = g_strsplit (text, "%s", 2);
    g_autofree char *document = g_strjoin (cases[i].value, parts[0], parts[1], NULL);
    g_autoptr (PnrEdit) edit = apply (empty, document, cases[i].problems);

    g_assert_cmpuint (pnr_edit_get_n_puts (edit), ==, 2);
  }
}

/* One of each kind, every term of it once, as the writer writes it. */
static const char all_kinds[] =
    "{\"products\":[{\"sku\":\"A\",\"price\":\"50.00\"},{\"sku\":\"B\",\"price\":\"9.00\"},"
    "{\"sku\":\"C\",\"price\":\"7.00\"}],\"bundles\":["
    "{\"sku\":\"1\",\"type\":\"pure\",\"components\":[{\"sku\":\"A\",\"off\":0.1,\"weight\":3},"
    "{\"sku\":\"B\",\"quantity\":2,\"min\":1,\"max\":4,\"optional\":true}],"
    "\"price\":{\"mode\":\"per_component\"},\"margin_floor\":0.25,"
    "\"exception\":{\"kind\":\"clearance\",\"reason\":\"last season\"}},"
    "{\"sku\":\"2\",\"type\":\"mixed\",\"components\":[\"A\",{\"sku\":\"B\",\"role\":\"choice\"},"
    "{\"sku\":\"C\",\"role\":\"choice\",\"extra\":\"1.50\"}],\"price\":52,\"choice\":1},"
    "{\"sku\":\"3\",\"type\":\"leader\",\"components\":[\"A\",\"B\"],"
    "\"price\":{\"mode\":\"percent_off\",\"value\":0.5},\"max_uses\":1},"
    "{\"sku\":\"4\",\"type\":\"mix_and_match\",\"components\":[\"A\",\"B\",\"C\"],"
    "\"price\":{\"mode\":\"percent_off\",\"value\":0.1},\"choice\":{\"min\":1,\"max\":3,\"step\":2}"
    "},"
    "{\"sku\":\"5\",\"type\":\"tiered\",\"components\":[\"A\",\"B\"],\"price\":{\"mode\":\"tiers\","
    "\"basis\":\"amount\",\"effect\":\"amount_off\",\"tiers\":[{\"from\":\"50.00\",\"value\":5}]}},"
    "{\"sku\":\"6\",\"type\":\"volume\",\"components\":[{\"sku\":\"C\",\"quantity\":3}],"
    "\"price\":{\"mode\":\"n_for\",\"value\":\"18.00\"}},"
    "{\"sku\":\"7\",\"type\":\"bogo\",\"components\":[{\"sku\":\"C\",\"role\":\"anchor\"},"
    "{\"sku\":\"C\",\"role\":\"reward\"}],\"price\":{\"mode\":\"percent_off\",\"value\":1}},"
    "{\"sku\":\"8\",\"type\":\"gift\",\"components\":[\"C\"],\"threshold\":\"40.00\"},"
    "{\"sku\":\"9\",\"type\":\"add_on\",\"components\":[\"A\",\"B\",\"C\"],\"price\":6}]}";

static void
test_all_kinds (void)
{
  g_autoptr (PnrContents) contents = contents_from (all_kinds);
  g_autofree char *json = pnr_plan_json_write (contents);
  g_autoptr (PnrContents) again = contents_from (json);
  g_autofree char *rewritten = pnr_plan_json_write (again);
  g_autoptr (PnrEdit) edit = apply (contents, json, "");

  g_assert_cmpuint (contents->bundles->len, ==, PNR_N_BUNDLE_KINDS);
  for (guint i = 0; i < PNR_N_BUNDLE_KINDS; i++) {
    PnrBundle *bundle = contents->bundles->pdata[i];
    PnrBundle *copy = again->bundles->pdata[i];
    PnrPriceRule rule = pnr_bundle_get_price_rule (copy);

    g_assert_cmpint (pnr_bundle_get_kind (bundle), ==, i);
    g_assert_cmpint (pnr_bundle_get_kind (copy), ==, i);
    g_assert_cmpuint (rule.n_tiers, ==, i == PNR_BUNDLE_KIND_TIERED ? 1 : 0);
    for (guint j = 0; j < pnr_bundle_get_n_components (bundle); j++)
      g_assert_true (pnr_component_equal (pnr_bundle_get_component (bundle, j),
                                          pnr_bundle_get_component (copy, j)));
  }
  g_assert_cmpstr (json, ==, rewritten);
  g_assert_cmpuint (pnr_edit_get_n_puts (edit), ==, 0);
  g_assert_nonnull (strstr (json, "\"mode\": \"n_for\""));
  g_assert_nonnull (strstr (json, "\"threshold\": \"40.00\""));
  g_assert_nonnull (strstr (json, "\"margin_floor\": 0.25"));
}

/* What is misspelt is told and the rest of its object is applied. */
static void
test_strangers (void)
{
  static const char text[] =
      "{\"products\":[{\"sku\":\"A\",\"prise\":1,\"attributes\":{\"any\":1}}],\"bundles\":[{"
      "\"sku\":"
      "\"S\",\"components\":[{\"sku\":\"A\",\"amount\":2}],\"price\":{\"mode\":\"fixed\",\"value\":"
      "\"1.00\",\"percent\":3}}]}";
  g_autoptr (PnrContents) empty = pnr_contents_new ("Plan", "USD");
  g_autoptr (PnrEdit) edit = apply (empty, text,
                                    "products[0].prise unknown-field\n"
                                    "bundles[0].components[0].amount unknown-field\n"
                                    "bundles[0].price.percent unknown-field");

  g_assert_cmpuint (pnr_edit_get_n_puts (edit), ==, 2);
}

static void
test_refusals (void)
{
  static const struct {
    const char *text;
    const char *told;
  } texts[] = {
    { "[]", "braces" },
    { "{\"pannier\":2}", "version 2" },
    { "{\"pannier\":\"1\"}", "version 1," },
    { "{\"pannier\":null}", "version null" },
    { "{\"currency\":\"EUR\"}", "in EUR and the plan is in USD" },
    { "{\"currency\":7}", "in 7 and" },
  };
  g_autoptr (PnrContents) contents = contents_from (plan);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GVariant) value = pnr_json_read_text (texts[i].text, -1, NULL);
    g_autoptr (PnrApplyReport) report = pnr_apply_report_new ();
    g_autoptr (GError) error = NULL;

    g_assert_null (pnr_plan_json_read (value, contents, report, &error));
    g_assert_error (error, PNR_EXCHANGE_ERROR, PNR_EXCHANGE_ERROR_REFUSED);
    g_assert_nonnull (strstr (error->message, texts[i].told));
  }
}

static void
test_removals (void)
{
  static const char text[] =
      "{\"remove\":{\"relationships\":[{\"type\":\"upsell\",\"from\":\"A\",\"to\":\"B\"}],"
      "\"bundles\":[\"SET\"],\"places\":[{\"board\":\"Main\",\"sku\":\"A\"}],"
      "\"rejected\":[{\"type\":\"required\",\"from\":\"A\",\"to\":\"B\"}]}}";
  g_autoptr (PnrContents) contents = contents_from (plan);
  g_autoptr (PnrEdit) edit = apply (contents, text, "");
  g_autoptr (PnrEdit) scenario = apply (contents, "{\"remove\":{\"scenarios\":[\"S\"]}}", "");
  g_autoptr (PnrEdit) nothing =
      apply (contents, "{\"remove\":{\"scenarios\":[\"T\"],\"bundles\":[{\"sku\":\"NONE\"}]}}", "");
  guint n_kinds[4] = { 0 };

  for (guint i = 0; i < pnr_edit_get_n_removals (edit); i++) {
    PnrNoun *noun = pnr_edit_get_removal (edit, i);

    n_kinds[0] += PNR_IS_RELATION (noun);
    n_kinds[1] += PNR_IS_BUNDLE (noun);
    n_kinds[2] += PNR_IS_PLACE (noun);
    n_kinds[3] += PNR_IS_VERDICT (noun);
  }
  for (guint i = 0; i < G_N_ELEMENTS (n_kinds); i++)
    g_assert_cmpuint (n_kinds[i], ==, 1);
  g_assert_cmpuint (pnr_edit_get_n_removals (edit), ==, 4);

  /* The scenario keeps the other bundle. */
  g_assert_cmpuint (pnr_edit_get_n_puts (edit), ==, 1);
  g_assert_cmpuint (pnr_scenario_get_n_bundles (PNR_SCENARIO (pnr_edit_get_put (edit, 0))), ==, 1);

  g_assert_cmpuint (pnr_edit_get_n_removals (scenario), ==, 1);
  g_assert_true (PNR_IS_SCENARIO (pnr_edit_get_removal (scenario, 0)));
  g_assert_cmpuint (pnr_edit_get_n_removals (nothing), ==, 0);
}

static void
test_null_clears (void)
{
  static const char text[] =
      "{\"products\":[{\"sku\":\"A\",\"name\":null,\"price\":null,\"stock\":null,\"weight_g\":null,"
      "\"launched\":null,\"attributes\":null}],\"relations\":[{\"type\":\"upsell\",\"from\":\"A\","
      "\"to\":\"B\",\"strength\":null,\"note\":null,\"evidence\":null}]}";
  g_autoptr (PnrContents) contents = contents_from (plan);
  g_autoptr (PnrEdit) edit = apply (contents, text, "");
  PnrProduct *product;
  PnrRelation *relation;

  g_assert_cmpuint (pnr_edit_get_n_puts (edit), ==, 2);
  product = PNR_PRODUCT (pnr_edit_get_put (edit, 0));
  relation = PNR_RELATION (pnr_edit_get_put (edit, 1));
  g_assert_null (pnr_product_get_name (product));
  g_assert_cmpint (pnr_product_get_price_minor (product), ==, PNR_MONEY_UNKNOWN);
  g_assert_cmpint (pnr_product_get_stock (product), ==, PNR_PRODUCT_STOCK_UNKNOWN);
  g_assert_cmpint (pnr_product_get_weight_g (product), ==, PNR_PRODUCT_WEIGHT_UNKNOWN);
  g_assert_cmpint (pnr_product_get_launched (product), ==, 0);
  g_assert_null (pnr_product_get_attributes (product));
  g_assert_cmpint (pnr_relation_get_strength_ppm (relation), ==, PNR_RELATION_STRENGTH_UNKNOWN);
  g_assert_null (pnr_relation_get_note (relation));
  g_assert_null (pnr_decision_get_measure (PNR_DECISION (relation)));
  g_assert_cmpint (pnr_decision_get_measure_ppm (PNR_DECISION (relation)), ==, 0);
  g_assert_cmpint (pnr_decision_get_evidence (PNR_DECISION (relation)), ==, PNR_EVIDENCE_JUDGEMENT);
}

/* Decimal texts rounded once, half away from zero: the minor units are counted by hand. */
static void
test_exact_amounts (void)
{
  static const struct {
    const char *amount;
    gint64 minor;
  } cases[] = {
    { "0.285", 29 },
    { "1.005", 101 },
    { "2.675", 268 },
    { "1.0049999", 100 },
    { "0.1", 10 },
    { "1e2", 10000 },
    { "1.5e-1", 15 },
    { "1e-7", 0 },
    { "9007199254740.93", 900719925474093 },
    { "\"90071992547409.93\"", 9007199254740993 },
    { "\"$5\"", 500 },
    { "\"USD 5.5\"", 550 },
    { "\"1.005\"", 101 },
    { "12345678", 1234567800 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text =
        g_strdup_printf ("{\"products\":[{\"sku\":\"A\",\"price\":%s}]}", cases[i].amount);
    g_autoptr (PnrContents) contents = contents_from (text);

    g_assert_cmpint (pnr_product_get_price_minor (contents->products->pdata[0]), ==,
                     cases[i].minor);
  }
}

static void
test_exact_shares (void)
{
  static const struct {
    const char *share;
    gint64 ppm;
  } cases[] = { { "0.1333", 133300 }, { "\"13.33%\"", 133300 }, { "\"0.00005%\"", 1 },
                { "0.0000005", 1 },   { "0.00000049", 0 },      { "\"57.00005 %\"", 570001 },
                { "1", 1000000 },     { "\"100%\"", 1000000 },  { "1e-6", 1 } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = g_strdup_printf (
        "{\"products\":[{\"sku\":\"A\"}],\"bundles\":[{\"sku\":\"S\",\"components\":[\"A\"],"
        "\"price\":{\"mode\":\"percent_off\",\"value\":%s}}]}",
        cases[i].share);
    g_autoptr (PnrContents) contents = contents_from (text);

    g_assert_cmpint (pnr_bundle_get_price_value (contents->bundles->pdata[0]), ==, cases[i].ppm);
  }
}

static char *
nest (guint levels)
{
  g_autofree char *open = g_strnfill (levels, '[');
  g_autofree char *close = g_strnfill (levels, ']');

  return g_strconcat (open, "1", close, NULL);
}

static void
test_limits (void)
{
  g_autofree char *folder = test_folder_new ();
  g_autofree char *path = g_build_filename (folder, "large.json", NULL);
  g_autofree char *deep = nest (64);
  g_autofree char *deeper = nest (65);
  g_autofree char *letters = g_strnfill (32 * 1024 * 1024, 'x');
  g_autofree char *text = g_strconcat ("[\"", letters, "\"]", NULL);
  g_autoptr (GVariant) value = pnr_json_read_text (deep, -1, NULL);
  g_autoptr (GVariant) huge = pnr_json_read_text (text, -1, NULL);
  g_autoptr (GVariant) item = NULL;
  g_autoptr (GError) error = NULL;
  clock_t started;
  int file = g_open (path, O_WRONLY | O_CREAT, 0600);

  g_assert_nonnull (value);
  g_assert_null (pnr_json_read_text (deeper, -1, &error));
  g_assert_error (error, PNR_EXCHANGE_ERROR, PNR_EXCHANGE_ERROR_BAD_JSON);
  g_clear_error (&error);
  g_assert_nonnull (huge);
  item = pnr_report_list_get (huge, 0);
  g_assert_cmpuint (strlen (g_variant_get_string (item, NULL)), ==, 32 * 1024 * 1024);

  /* A file with a hole: reading it all would take more time and memory than its size does. */
  g_assert_cmpint (ftruncate (file, (off_t) PNR_JSON_BYTES_MAX + 1), ==, 0);
  g_assert_cmpint (close (file), ==, 0);
  started = clock ();
  g_assert_null (pnr_json_read_file (path, &error));
  g_assert_cmpint (clock () - started, <, CLOCKS_PER_SEC / 20);
  g_assert_error (error, PNR_EXCHANGE_ERROR, PNR_EXCHANGE_ERROR_TOO_LARGE);
  g_assert_nonnull (strstr (error->message, "large.json"));
  test_folder_free (folder);
}

static const char full[] =
    "{\n  \"pannier\": 1,\n  \"currency\": \"USD\",\n  \"products\": [\n    {\n"
    "      \"sku\": \"A\",\n      \"external_id\": \"77\",\n      \"name\": \"a\",\n"
    "      \"kind\": \"digital\",\n      \"category\": \"X > Y\",\n      \"brand\": \"b\",\n"
    "      \"parent\": \"P\",\n      \"price\": \"12.90\",\n      \"cost\": \"3.05\",\n"
    "      \"cost_source\": \"merchant\",\n      \"stock\": -2,\n      \"weight_g\": 250,\n"
    "      \"launched\": \"2026-01-02T03:04:05Z\",\n      \"visible\": false,\n"
    "      \"tax_class\": \"t\",\n      \"image\": \"i.png\",\n      \"attributes\": \"red\"\n"
    "    },\n    {\n      \"sku\": \"B\",\n      \"kind\": \"service\",\n"
    "      \"cost_source\": \"catalogue\",\n      \"visible\": true\n    }\n  ],\n"
    "  \"relationships\": [\n    {\n      \"type\": \"required\",\n      \"from\": \"A\",\n"
    "      \"to\": \"B\",\n      \"direction\": \"two-way\",\n      \"position\": 3,\n"
    "      \"strength\": 0.25,\n      \"note\": \"n\",\n      \"evidence\": {\n"
    "        \"kind\": \"mined\",\n        \"measure\": \"leverage\",\n        \"value\": -0.125,\n"
    "        \"window_from\": \"2026-01-01T00:00:00Z\",\n"
    "        \"window_to\": \"2026-02-01T00:00:00Z\",\n        \"data_hash\": \"h\"\n      },\n"
    "      \"author\": \"u\",\n      \"created\": \"2026-03-01T00:00:00Z\",\n"
    "      \"approved\": {\n        \"by\": \"v\",\n        \"at\": \"2026-03-02T00:00:00Z\"\n"
    "      }\n    }\n  ],\n"
    "  \"bundles\": [\n    {\n      \"sku\": \"SET\",\n      \"name\": \"s\",\n"
    "      \"type\": \"pure\",\n      \"components\": [\n        {\n          \"sku\": \"A\",\n"
    "          \"quantity\": 2,\n          \"role\": \"main\"\n        },\n        {\n"
    "          \"sku\": \"B\",\n          \"quantity\": 1,\n          \"role\": \"gift\"\n"
    "        }\n      ],\n      \"price\": {\n        \"mode\": \"amount_off\",\n"
    "        \"value\": \"1.10\"\n      },\n      \"note\": \"n\",\n      \"evidence\": {\n"
    "        \"kind\": \"judgement\"\n      },\n      \"author\": \"u\",\n"
    "      \"created\": \"2026-03-01T00:00:00Z\",\n      \"approved\": {\n"
    "        \"at\": \"2026-03-03T00:00:00Z\"\n      }\n    }\n  ],\n  \"scenarios\": [\n    {\n"
    "      \"name\": \"S\",\n      \"note\": \"n\",\n      \"bundles\": [\n        \"SET\"\n"
    "      ],\n      \"assumptions\": [\n        {\n          \"name\": \"persistence\",\n"
    "          \"value\": 0.1,\n          \"low\": 0.05,\n          \"high\": 0.3,\n"
    "          \"source\": \"s\",\n          \"author\": \"u\",\n"
    "          \"created\": \"2026-03-01T00:00:00Z\"\n        }\n      ],\n"
    "      \"author\": \"u\",\n      \"created\": \"2026-03-01T00:00:00Z\"\n    }\n  ],\n"
    "  \"boards\": [\n    {\n      \"name\": \"Main\",\n      \"places\": [\n        {\n"
    "          \"sku\": \"A\",\n          \"x\": 1.5,\n          \"y\": -2.0\n        }\n      ]\n"
    "    }\n  ],\n  \"rejected\": [\n    {\n      \"type\": \"alternative\",\n"
    "      \"from\": \"B\",\n      \"to\": \"A\",\n      \"reason\": \"r\",\n"
    "      \"until\": \"2026-09-01T00:00:00Z\",\n      \"author\": \"u\",\n"
    "      \"created\": \"2026-03-01T00:00:00Z\"\n    }\n  ]\n}\n";

/* Every field that the format has, in the very bytes in which the plan is written. */
static void
test_every_field (void)
{
  g_autoptr (PnrContents) contents = contents_from (full);
  g_autofree char *written = pnr_plan_json_write (contents);
  g_autoptr (PnrEdit) nothing = apply (contents, full, "");
  PnrRelation *relation = contents->relations->pdata[0];

  g_assert_cmpstr (written, ==, full);
  g_assert_cmpuint (pnr_edit_get_n_puts (nothing), ==, 0);
  g_assert_cmpint (pnr_decision_get_measure_ppm (PNR_DECISION (relation)), ==, -125000);
  g_assert_cmpint (pnr_verdict_get_until (contents->verdicts->pdata[0]), ==, 1788220800);
}

static void
assert_prices_refused (const char *prices, const char *problems)
{
  g_autoptr (PnrContents) empty = pnr_contents_new ("Plan", "USD");
  g_autofree char *text =
      g_strdup_printf ("{\"products\":[{\"sku\":\"A\",\"price\":\"8.00\",%s}]}", prices);

  g_object_unref (apply (empty, text, problems));
}

/* What is written is read as the same, and written again as the same bytes. */
static void
test_price_history (void)
{
  g_autoptr (PnrContents) contents = contents_from (
      "{\"products\":[{\"sku\":\"A\",\"price\":\"8.00\",\"price_since\":\"2026-03-01\","
      "\"price_history\":[{\"price\":\"9.00\",\"replaced_by\":\"import\"},{\"price\":"
      "\"10.00\",\"since\":\"2026-02-01\"}]},{\"sku\":\"B\",\"price\":\"1.00\",\"price_since\":"
      "\"2026-03-01\"}]}");
  GArray *history = pnr_product_get_price_history (g_ptr_array_index (contents->products, 0));
  g_autofree char *written = pnr_plan_json_write (contents);
  g_autoptr (PnrContents) read = contents_from (written);
  g_autofree char *again = pnr_plan_json_write (read);

  g_assert_cmpuint (pnr_price_history_get_length (history), ==, 2);
  g_assert_cmpint (pnr_price_history_get (history, 0)->since, ==, 0);
  g_assert_cmpint (pnr_price_history_get (history, 0)->origin, ==, PNR_PRICE_ORIGIN_IMPORT);
  g_assert_cmpint (pnr_price_history_get (history, 1)->price_minor, ==, 1000);
  g_assert_true (pnr_price_history_equal (
      history, pnr_product_get_price_history (g_ptr_array_index (read->products, 0))));
  g_assert_cmpstr (written, ==, again);
  g_assert_null (pnr_product_get_price_history (g_ptr_array_index (contents->products, 1)));
}

static void
test_false_price_history (void)
{
  assert_prices_refused ("\"price_history\":7", "products[0].price_history not-a-list");
  assert_prices_refused ("\"price_history\":[7]", "products[0].price_history not-an-object");
  assert_prices_refused ("\"price_history\":[{\"since\":\"2026-02-01\"}]",
                         "products[0].price_history no-past-price");
  assert_prices_refused ("\"price_history\":[{\"price\":1,\"replaced_by\":\"magic\"}]",
                         "products[0].price_history no-past-price");
  assert_prices_refused ("\"price_since\":\"2026-01-01\",\"price_history\":[{\"price\":1,"
                         "\"since\":\"2026-02-01\"}]",
                         "products[0].price_history not-in-order");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/plan-json/problems", test_problems);
  g_test_add_func ("/exchange/plan-json/above-parts", test_above_parts);
  g_test_add_func ("/exchange/plan-json/all-kinds", test_all_kinds);
  g_test_add_func ("/exchange/plan-json/strangers", test_strangers);
  g_test_add_func ("/exchange/plan-json/refusals", test_refusals);
  g_test_add_func ("/exchange/plan-json/removals", test_removals);
  g_test_add_func ("/exchange/plan-json/null-clears", test_null_clears);
  g_test_add_func ("/exchange/plan-json/exact-amounts", test_exact_amounts);
  g_test_add_func ("/exchange/plan-json/exact-shares", test_exact_shares);
  g_test_add_func ("/exchange/plan-json/limits", test_limits);
  g_test_add_func ("/exchange/plan-json/price-history", test_price_history);
  g_test_add_func ("/exchange/plan-json/false-price-history", test_false_price_history);
  g_test_add_func ("/exchange/plan-json/every-field", test_every_field);
  return g_test_run ();
}
