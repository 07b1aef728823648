/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hostile JSON, and round trips of Pannier JSON. */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "exchange/pnr-json-reader.h"
#include "exchange/pnr-json-writer.h"
#include "exchange/pnr-plan-json.h"

static const char document[] =
    "{\"pannier\":1,\"currency\":\"USD\",\"products\":["
    "{\"sku\":\"A,1\",\"name\":\"Caf\\u00e9 \\\"x\\\" \\u0001\",\"price\":\"12.90\",\"stock\":3,"
    "\"launched\":\"2026-01-02\"},{\"sku\":\"B\",\"price\":5},{\"sku\":\"C\"}],"
    "\"relations\":[{\"kind\":\"cross_sell\",\"from\":\"A,1\",\"to\":\"B\",\"strength\":0.25,"
    "\"direction\":\"two-way\",\"evidence\":{\"kind\":\"mined\",\"measure\":\"lift\","
    "\"value\":3.2}},{\"type\":\"upsell\",\"from\":\"B\",\"to\":\"A,1\"},"
    "{\"type\":\"upsell\",\"from\":\"B\",\"to\":\"NONE\"},"
    "{\"type\":\"upsell\",\"from\":\"B\",\"to\":\"B\"}],"
    "\"bundles\":[{\"sku\":\"SET\",\"type\":\"pure\",\"components\":[\"A,1\",{\"sku\":\"C\","
    "\"quantity\":2}],\"price\":{\"mode\":\"percent off\",\"value\":\"13.33%\"}},"
    "{\"sku\":\"BAD\",\"components\":[]},{\"sku\":\"NEG\",\"components\":[\"B\"],\"price\":-1}],"
    "\"scenarios\":[{\"name\":\"S\",\"bundles\":[\"SET\"],\"assumptions\":[{\"name\":"
    "\"persistence\","
    "\"value\":0.1}]}],\"boards\":[{\"name\":\"Main\",\"places\":[{\"sku\":\"B\",\"x\":1.5,"
    "\"y\":2}]}],\"rejected\":[{\"type\":\"required\",\"from\":\"A,1\",\"to\":\"C\","
    "\"reason\":\"no\"}]}";

static PnrContents *
apply (const char *text, PnrContents *contents, PnrApplyReport *report)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) value = pnr_json_read_text (text, -1, &error);
  g_autoptr (PnrEdit) edit = NULL;
  PnrContents *after = pnr_contents_new ("Test plan", "USD");

  g_assert_no_error (error);
  edit = pnr_plan_json_read (value, contents, report, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < pnr_edit_get_n_puts (edit); i++)
    pnr_contents_take (after, g_object_ref (pnr_edit_get_put (edit, i)));
  return after;
}

static void
test_json_refusals (void)
{
  static const char *const texts[] = { "",
                                       "{",
                                       "[1,]",
                                       "{'a':1}",
                                       "[0x1]",
                                       "[1e999]",
                                       "[01]",
                                       "/**/ 1",
                                       "[1] x",
                                       "[\"\\ud800\"]",
                                       "[\"\\u0000\"]",
                                       "[\"a\nb\"]",
                                       "[NaN]",
                                       "[tru]",
                                       "{\"a\":1,\"a\":2}",
                                       "[\"\xff\"]",
                                       "[1 // x\n]",
                                       "[\"abc",
                                       "[-]",
                                       "[1.]" };
  g_autofree char *deep = g_strnfill (100000, '[');

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (pnr_json_read_text (texts[i], -1, &error));
    g_assert_error (error, PNR_EXCHANGE_ERROR, PNR_EXCHANGE_ERROR_BAD_JSON);
    g_assert_true (g_str_has_prefix (error->message, "Line "));
  }
  g_assert_null (pnr_json_read_text (deep, -1, NULL));
}

static void
test_json_values (void)
{
  const char *text = "{\n  \"a\": 9223372036854775807,\n  \"b\": [\n    0.1,\n    null,\n    true\n"
                     "  ],\n  \"c\": \"é\\u0001\\n\"\n}\n";
  g_autoptr (GVariant) value = pnr_json_read_text (text, -1, NULL);
  g_autofree char *again = NULL;

  g_assert_nonnull (value);
  again = pnr_json_write (value);
  g_assert_cmpstr (again, ==, text);
}

static void
test_plan_round_trip (void)
{
  g_autoptr (PnrContents) empty = pnr_contents_new ("Test plan", "USD");
  g_autoptr (PnrApplyReport) report = pnr_apply_report_new ();
  g_autoptr (PnrApplyReport) second = pnr_apply_report_new ();
  g_autoptr (PnrApplyReport) third = pnr_apply_report_new ();
  g_autoptr (PnrContents) first = apply (document, empty, report);
  g_autofree char *text = pnr_plan_json_write (first);
  g_autoptr (PnrContents) copy = apply (text, empty, second);
  g_autofree char *again = pnr_plan_json_write (copy);
  g_autoptr (PnrContents) nothing = apply (document, first, third);

  g_assert_cmpint (pnr_apply_report_get_added (report), ==, 9);
  g_assert_cmpuint (pnr_apply_report_get_n_problems (report), ==, 4);
  g_assert_cmpuint (pnr_apply_report_get_n_problems (second), ==, 0);
  g_assert_cmpstr (again, ==, text);
  g_assert_cmpint (pnr_apply_report_get_added (third), ==, 0);
  g_assert_cmpint (pnr_apply_report_get_changed (third), ==, 0);
  g_assert_cmpuint (nothing->products->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exchange/json/refusals", test_json_refusals);
  g_test_add_func ("/exchange/json/values", test_json_values);
  g_test_add_func ("/exchange/plan/round-trip", test_plan_round_trip);
  return g_test_run ();
}
