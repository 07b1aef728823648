/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Worked cases: every solver gives the published numbers, and malformed cases are refused. */
#include <json-glib/json-glib.h>
#include <math.h>

#include "base/pnr-report.h"
#include "economy/pnr-closed-form.h"
#include "economy/pnr-economy-error.h"
#include "economy/pnr-market-case.h"

/* Tables that cases refer to by name. */
static GVariant *datasets;

static GVariant *
test_parse (const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) parsed = json_gvariant_deserialize_data (json, -1, NULL, &error);

  g_assert_no_error (error);
  return g_variant_ref_sink (g_steal_pointer (&parsed));
}

static GVariant *
test_load_cases (void)
{
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (g_getenv ("PANNIER_EXACT_CASES"), &json, NULL, &error);
  g_assert_no_error (error);
  return test_parse (json);
}

/* The tolerance of the innermost name on the path that has one; else the default; else none. */
static GVariant *
test_tolerance (GVariant *tolerance, const char *path)
{
  g_auto (GStrv) names = g_strsplit (path, ".", -1);
  GVariantIter iter;
  const char *key;
  GVariant *value, *found = NULL;
  gsize longest = 0;

  g_variant_iter_init (&iter, tolerance);
  while (g_variant_iter_next (&iter, "{&sv}", &key, &value)) {
    g_autofree char *inside = g_strdup_printf (".%s.", key),
                    *whole = g_strdup_printf (".%s.", path);

    if (g_variant_is_of_type (value, G_VARIANT_TYPE_VARDICT) && strstr (whole, inside) != NULL
        && strlen (key) > longest) {
      g_clear_pointer (&found, g_variant_unref);
      found = g_variant_ref (value);
      longest = strlen (key);
    }
    g_variant_unref (value);
  }
  return found != NULL ? found : pnr_report_get (tolerance, "default");
}

static void
test_compare_number (const char *id, const char *path, double expected, GVariant *result,
                     GVariant *tolerance)
{
  g_autoptr (GVariant) allowed = test_tolerance (tolerance, path);
  double relative = 0, absolute = 0, number = NAN, limit;

  if (allowed == NULL)
    return;
  if (result != NULL && g_variant_is_of_type (result, G_VARIANT_TYPE_BOOLEAN))
    number = g_variant_get_boolean (result);
  else
    pnr_variant_as_number (result, &number);
  pnr_report_get_number (allowed, "rel", &relative);
  pnr_report_get_number (allowed, "abs", &absolute);
  limit = MAX (absolute, relative * fabs (expected));
  if (!(fabs (number - expected) <= limit)) {
    g_test_message ("%s: %s is %.17g, not %.17g within %g", id, path, number, expected, limit);
    g_test_fail ();
  }
}

/* A price nobody pays is one of many, and so is a curve drawn while holding it. */
static gboolean
test_is_arbitrary (GVariant *parent, const char *key, gsize index)
{
  g_autoptr (GVariant) identified = pnr_report_get (parent, "price_identified");
  gboolean is_curve = g_str_equal (key, "curve");

  if (identified == NULL || (!is_curve && !g_str_equal (key, "prices")))
    return FALSE;
  for (gsize i = 0; i < pnr_report_list_length (identified); i++) {
    g_autoptr (GVariant) item = pnr_report_list_get (identified, i);

    if (!g_variant_get_boolean (item) && (is_curve || i == index))
      return TRUE;
  }
  return FALSE;
}

static void test_compare (const char *id, const char *path, GVariant *expected, GVariant *result,
                          GVariant *tolerance);

static void
test_compare_list (const char *id, const char *path, const char *key, GVariant *parent,
                   GVariant *expected, GVariant *result, GVariant *tolerance)
{
  for (gsize i = 0; i < pnr_report_list_length (expected); i++) {
    g_autoptr (GVariant) wanted = pnr_report_list_get (expected, i);
    g_autoptr (GVariant) got =
        i < pnr_report_list_length (result) ? pnr_report_list_get (result, i) : NULL;

    if (!test_is_arbitrary (parent, key, i))
      test_compare (id, path, wanted, got, tolerance);
  }
}

/* Which of several answers is told is nobody's business; test_segment_answers() looks at them. */
static gboolean
test_is_one_of_many (const char *path)
{
  return strstr (path, "one_") != NULL;
}

/* Every key of the answer must be there. Texts are exact: fractions, roots, contents. */
static void
test_compare (const char *id, const char *path, GVariant *expected, GVariant *result,
              GVariant *tolerance)
{
  GVariantIter iter;
  GVariant *value;
  const char *key;
  double number;

  if (g_variant_is_of_type (expected, G_VARIANT_TYPE_VARDICT)) {
    g_variant_iter_init (&iter, expected);
    while (g_variant_iter_next (&iter, "{&sv}", &key, &value)) {
      g_autofree char *inner =
          *path != '\0' ? g_strdup_printf ("%s.%s", path, key) : g_strdup (key);
      g_autoptr (GVariant) got = pnr_report_get (result, key);

      if (got == NULL && !g_variant_is_of_type (value, G_VARIANT_TYPE_MAYBE)) {
        g_test_message ("%s: %s is missing", id, inner);
        g_test_fail ();
      } else if (g_variant_is_of_type (value, G_VARIANT_TYPE ("av")))
        test_compare_list (id, inner, key, expected, value, got, tolerance);
      else
        test_compare (id, inner, value, got, tolerance);
      g_variant_unref (value);
    }
  } else if (g_variant_is_of_type (expected, G_VARIANT_TYPE ("av"))) {
    test_compare_list (id, path, "", NULL, expected, result, tolerance);
  } else if (g_variant_is_of_type (expected, G_VARIANT_TYPE_BOOLEAN)) {
    if (result == NULL || !g_variant_equal (expected, result)) {
      g_test_message ("%s: %s has the wrong truth", id, path);
      g_test_fail ();
    }
  } else if (g_variant_is_of_type (expected, G_VARIANT_TYPE_STRING)) {
    if (!test_is_one_of_many (path) && (result == NULL || !g_variant_equal (expected, result))) {
      g_autofree char *shown = result != NULL ? g_variant_print (result, FALSE) : NULL;

      g_test_message ("%s: %s is %s, not %s", id, path, shown,
                      g_variant_get_string (expected, NULL));
      g_test_fail ();
    }
  } else if (pnr_variant_as_number (expected, &number)) {
    test_compare_number (id, path, number, result, tolerance);
  }
}

/* The price step of a tie-proof price is part of the question, though written with the answer. */
static GVariant *
test_add_tick (GVariant *inputs, GVariant *expected)
{
  g_autoptr (GVariant) components = pnr_report_get (expected, "components");
  g_autoptr (GVariant) tie_proof = pnr_report_get (components, "tie_proof");
  g_autoptr (GVariant) tick = pnr_report_get (tie_proof, "tick");
  GVariantDict dict;

  if (tick == NULL)
    return g_variant_ref (inputs);
  g_variant_dict_init (&dict, inputs);
  g_variant_dict_insert_value (&dict, "tick", tick);
  return g_variant_ref_sink (g_variant_dict_end (&dict));
}

static void
test_published_case (gconstpointer data)
{
  GVariant *item = (GVariant *) data;
  g_autofree char *id = pnr_report_dup_text (item, "id");
  g_autofree char *family = pnr_report_dup_text (item, "family");
  g_autofree char *task = pnr_report_dup_text (item, "task");
  g_autoptr (GVariant) bare = pnr_report_get (item, "inputs");
  g_autoptr (GVariant) expected = pnr_report_get (item, "expected");
  g_autoptr (GVariant) tolerance = pnr_report_get (item, "tolerance");
  g_autoptr (GVariant) inputs = test_add_tick (bare, expected);
  g_autoptr (GVariant) result = NULL;
  g_autoptr (GError) error = NULL;

  result = pnr_market_case_solve (family, task, inputs, datasets, NULL, &error);
  g_assert_no_error (error);
  test_compare (id, "", expected, result, tolerance);
}

static void
test_golden (const char *family, const char *task, const char *inputs, const char *expected)
{
  g_autoptr (GVariant) question = test_parse (inputs);
  g_autoptr (GVariant) answer = test_parse (expected);
  g_autoptr (GVariant) tolerance = test_parse ("{\"default\": {\"rel\": 1e-12, \"abs\": 1e-9}}");
  g_autoptr (GVariant) result = NULL;
  g_autoptr (GError) error = NULL;

  result = pnr_market_case_solve (family, task, question, NULL, NULL, &error);
  g_assert_no_error (error);
  test_compare (task, "", answer, result, tolerance);
}

/* Four buyers of two goods: the bundle wins only if indifferent buyers are kind. */
static void
test_golden_ties (void)
{
  test_golden ("discrete2", "optimise",
               "{\"shoppers\": [[10, 90], [50, 50], [60, 40], [90, 10]], \"cost\": [20, 30],"
               " \"tick\": 0.05, \"strategies\": [\"components\", \"pure\", \"mixed\"]}",
               "{\"components\": {\"profit\": 150,"
               " \"profit_of_that_vector_if_ties_go_against_seller\": 60},"
               " \"pure\": {\"profit\": 200, \"tie_proof\": {\"profit\": 199.80}},"
               " \"mixed\": {\"profit\": 230, \"tie_proof\": {\"profit\": 229.70},"
               " \"profit_of_that_vector_if_ties_go_against_seller\": 0}}");
}

/* Without a price step prices move in whole units of the case's money: the step is no part of the
 * published inputs, and one cent below the knife edge a little more is certain than five below. */
static void
test_tick (void)
{
  static const struct {
    const char *tick;
    double used;
    double components;
    double pure;
    double mixed;
  } cases[] = { { "", 1, 14996, 19996, 22994 },
                { ", \"tick\": 5", 5, 14980, 19980, 22970 },
                { ", \"tick\": 1", 1, 14996, 19996, 22994 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *inputs = g_strdup_printf (
        "{\"shoppers\": [[1000, 9000], [5000, 5000], [6000, 4000], [9000, 1000]], \"cost\":"
        " [2000, 3000], \"strategies\": [\"components\", \"pure\", \"mixed\"]%s}",
        cases[i].tick);
    g_autofree char *expected =
        g_strdup_printf ("{\"components\": {\"tie_proof\": {\"tick\": %g, \"profit\": %g}},"
                         " \"pure\": {\"tie_proof\": {\"profit\": %g}},"
                         " \"mixed\": {\"tie_proof\": {\"profit\": %g}}}",
                         cases[i].used, cases[i].components, cases[i].pure, cases[i].mixed);

    test_golden ("discrete2", "optimise", inputs, expected);
  }
}

/* The best mixed prices of two complements sell to nobody but the bundle's takers, so the prices of
 * the single goods are any that tempt nobody, and what a dearer bundle would earn beside them
 * depends on which. Published are the sums beside 0.8215 and 0.9967, found are those beside a
 * dearer pair; at the published pair the published sums come out. */
static void
test_arbitrary_singles (void)
{
  static const struct {
    double bundle;
    double profit;
  } points[] = { { 1.2859821165767968, 0.813314943203135 },
                 { 1.3472193602233111, 0.8033975972063092 },
                 { 1.4696938475163392, 0.7677801421638191 } };

  for (gsize i = 0; i < G_N_ELEMENTS (points); i++) {
    g_autofree char *inputs = g_strdup_printf (
        "{\"demand\": {\"kind\": \"uniform\", \"lo\": [0, 0], \"hi\": [1, 1]}, \"theta\": 0.5,"
        " \"cost\": [0, 0], \"strategy\": \"mixed\","
        " \"prices\": [0.8215352396182202, 0.9967351214809028, %.16g]}",
        points[i].bundle);
    g_autofree char *expected = g_strdup_printf ("{\"profit\": %.16g}", points[i].profit);

    test_golden ("theta", "evaluate", inputs, expected);
  }
}

static void
test_golden_upsell (void)
{
  test_golden ("breakeven", "upsell_acceptance",
               "{\"margin_base\": 8, \"margin_upgrade\": 11, \"lost_share\": \"0.05\","
               " \"acceptance\": \"0.15\", \"price_base\": 20, \"price_upgrade\": 25}",
               "{\"break_even_acceptance\": 0.13333333333333333}");
}

static void
test_golden_bundle (void)
{
  test_golden ("breakeven", "bundle_giveaway_share",
               "{\"margin_if_all_bought_separately\": 102, \"margin_of_part_bought_otherwise\": 54,"
               " \"margin_of_bundle\": 76}",
               "{\"break_even_share\": 0.45833333333333333}");
  test_golden ("breakeven", "allocate",
               "{\"list_prices_cents\": [12000, 3000, 4500], \"bundle_price_cents\": 16900}",
               "{\"cents\": [10400, 2600, 3900]}");
  test_golden ("breakeven", "allocate",
               "{\"list_prices_cents\": [100, 100, 100], \"bundle_price_cents\": 200}",
               "{\"cents\": [67, 67, 66]}");
}

/* Prices are told as fractions and roots where they are such numbers, and not at all otherwise:
 * goods that cost c sell best alone at (1 + c) / 2, whatever c is. */
static void
test_closed_forms (void)
{
  static const struct {
    const char *cost;
    const char *form;
  } cases[] = {
    { "0", "1/2" }, { "0.1", "11/20" }, { "0.5", "3/4" }, { "0.25", "5/8" }, { "0.0123", NULL }
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *json = g_strdup_printf ("{\"demand\": {\"kind\": \"uniform\", \"lo\": [0, 0],"
                                             " \"hi\": [1, 1]}, \"cost\": [%s, %s],"
                                             " \"strategies\": [\"components\"]}",
                                             cases[i].cost, cases[i].cost);
    g_autoptr (GVariant) inputs = test_parse (json);
    g_autoptr (GVariant) result =
        pnr_market_case_solve ("uniform2", "optimise", inputs, NULL, NULL, NULL);
    g_autoptr (GVariant) forms = pnr_report_get (result, "closed_form");
    g_autofree char *form = pnr_report_dup_text (forms, "components_price");

    g_assert_cmpstr (form, ==, cases[i].form);
  }
}

static void
test_closed_form_numbers (void)
{
  static const struct {
    double number;
    const char *text;
  } cases[] = { { 7, "7" },
                { 0.8164965809277261, "sqrt(2/3)" },
                { 1.7320508075688772, "sqrt(3)" },
                { 0.5443310539518174, "(2/3)^(3/2)" },
                { 1.1464466094067263, "(6-sqrt2)/4" },
                { 2.414213562373095, "1+sqrt2" },
                { 0.3660254037844386, "(-1+sqrt3)/2" },
                { M_PI, NULL },
                { -0.5, NULL } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    PnrClosedForm form;

    g_assert_cmpint (pnr_closed_form_find (cases[i].number, 1e-9, &form), ==,
                     cases[i].text != NULL);
    if (cases[i].text != NULL)
      g_assert_cmpstr (form.text, ==, cases[i].text);
  }
}

/* A hill of degree four is flat at its top only, and where it is not flat nothing is told. */
static double
test_hill (const double *prices, gconstpointer market)
{
  double from_top = prices[0] - 0.75, other = prices[1] - 0.2;

  return 3 - from_top * from_top - pow (from_top, 4) - other * other * prices[0];
}

static void
test_closed_form_top (void)
{
  g_assert_true (pnr_closed_form_is_top (test_hill, NULL, (double[]){ 0.75, 0.2 }, 2));
  g_assert_false (pnr_closed_form_is_top (test_hill, NULL, (double[]){ 0.75, 0.2 + 1e-8 }, 2));
  g_assert_false (pnr_closed_form_is_top (test_hill, NULL, (double[]){ 0.75 - 1e-8, 0.2 }, 2));
}

/* What a segment thinks a content is worth: listed, or the sum of its parts. */
static double
test_value_of (GVariant *segment, const char *bits)
{
  double sum = 0, part;

  if (g_variant_is_of_type (segment, G_VARIANT_TYPE_VARDICT))
    return pnr_report_get_number (segment, bits, &part) ? part : 0;
  for (gsize i = 0; i < pnr_report_list_length (segment); i++) {
    g_autoptr (GVariant) value = pnr_report_list_get (segment, i);

    g_assert_true (pnr_variant_as_number (value, &part));
    sum += bits[i] == '1' ? part : 0;
  }
  return sum;
}

/* The least that a content costs: its own price, or its parts in single prices and bundles. */
static double
test_cost_of (GVariant *prices, const char *bits)
{
  g_autofree char *whole = g_strconcat ("P", bits, NULL);
  g_autofree char *bundle = g_strconcat ("B", bits, NULL);
  char single[3] = "p?", size[6] = "size?";
  double least = 0, price;
  guint n_goods = 0;

  if (pnr_report_get_number (prices, whole, &price))
    return price;
  for (guint i = 0; bits[i] != '\0'; i++) {
    single[1] = (char) ('1' + i);
    n_goods += bits[i] == '1';
    if (bits[i] == '1')
      least += pnr_report_get_number (prices, single, &price) ? price : INFINITY;
  }
  size[4] = (char) ('0' + n_goods);
  if (pnr_report_get_number (prices, size, &price))
    least = price;
  return pnr_report_get_number (prices, bundle, &price) ? MIN (least, price) : least;
}

/* At the prices told, every segment takes what the answer says it takes, and nothing is better
 * for it; together they bring the profit told. Bundles that overlap are left to their prices. */
static void
test_segment_answer (GVariant *inputs, GVariant *answer)
{
  g_autoptr (GVariant) segments = pnr_report_get (inputs, "segments");
  g_autoptr (GVariant) prices = pnr_report_get (answer, "one_optimal_prices");
  g_autoptr (GVariant) taken = pnr_report_get (answer, "one_assignment");
  gsize n_costs = 0, n_weights = 0;
  g_autofree double *cost = pnr_report_dup_numbers (inputs, "cost", &n_costs);
  g_autofree double *weight = pnr_report_dup_numbers (inputs, "weight", &n_weights);
  double told, profit = 0;

  g_assert_cmpuint (pnr_report_list_length (taken), ==, n_weights);
  for (gsize s = 0; s < n_weights; s++) {
    g_autoptr (GVariant) segment = pnr_report_list_get (segments, s);
    g_autoptr (GVariant) item = pnr_report_list_get (taken, s);
    const char *bits = g_variant_get_string (item, NULL);
    double paid = strchr (bits, '1') != NULL ? test_cost_of (prices, bits) : 0;
    double surplus = test_value_of (segment, bits) - paid;

    g_assert_cmpfloat (surplus, >=, -1e-6);
    for (guint content = 1; content < 1u << n_costs; content++) {
      char other[8] = { 0 };

      for (gsize i = 0; i < n_costs; i++)
        other[i] = content >> i & 1 ? '1' : '0';
      g_assert_cmpfloat (test_value_of (segment, other) - test_cost_of (prices, other), <=,
                         surplus + 1e-6);
    }
    profit += weight[s] * paid;
    for (gsize i = 0; i < n_costs; i++)
      profit -= bits[i] == '1' ? weight[s] * cost[i] : 0;
  }
  g_assert_true (pnr_report_get_number (answer, "profit", &told));
  g_assert_cmpfloat_with_epsilon (profit, told, 1e-6 * MAX (1, fabs (told)));
}

static void
test_segment_answers (void)
{
  static const char *const strategies[] = { "components", "pure", "mixed", "size",
                                            "components+bundles" };
  g_autoptr (GVariant) document = test_load_cases ();
  g_autoptr (GVariant) cases = pnr_report_get (document, "cases");
  guint n_answers = 0;

  for (gsize i = 0; i < pnr_report_list_length (cases); i++) {
    g_autoptr (GVariant) item = pnr_report_list_get (cases, i);
    g_autoptr (GVariant) inputs = pnr_report_get (item, "inputs");
    g_autofree char *family = pnr_report_dup_text (item, "family");
    g_autoptr (GVariant) result = NULL;

    if (!g_str_equal (family, "segments"))
      continue;
    result = pnr_market_case_solve (family, "optimise", inputs, NULL, NULL, NULL);
    for (gsize k = 0; k < G_N_ELEMENTS (strategies); k++) {
      g_autoptr (GVariant) answer = pnr_report_get (result, strategies[k]);

      if (answer == NULL)
        continue;
      test_segment_answer (inputs, answer);
      n_answers++;
    }
  }
  g_assert_cmpuint (n_answers, >, 10);
}

/* Numbers that are nothing beside the others once ended the program inside the solver. */
static void
test_tiny_values (void)
{
  g_autoptr (GVariant) inputs = test_parse ("{\"segments\": [[1e-300, 5], [4, 1e-300]], \"cost\":"
                                            " [1e-300, 0], \"strategies\": [\"components\"]}");
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) result =
      pnr_market_case_solve ("segments", "optimise", inputs, NULL, NULL, &error);
  g_autoptr (GVariant) answer = pnr_report_get (result, "components");
  double profit;

  g_assert_no_error (error);
  g_assert_true (pnr_report_get_number (answer, "profit", &profit));
  g_assert_cmpfloat_with_epsilon (profit, 9, 1e-6);
}

/* The fields at fault of cases that once ended the program or never ended. */
static void
test_hostile (void)
{
  static const struct {
    const char *family;
    const char *task;
    const char *inputs;
    const char *named;
  } cases[] = {
    { "sweep", "joint_price",
      "{\"sample\": {\"seed\": 1, \"n\": 4, \"base\": [0, null], \"span\": [9, 9],"
      " \"common_span\": 0, \"share_percent\": [0, 0]}, \"cost\": [2, 2]}",
      "base" },
    { "sweep", "exact_price",
      "{\"sample\": {\"seed\": 1, \"n\": 4, \"base\": [0], \"span\": [9], \"common_span\":"
      " 4294967296, \"share_percent\": [0]}, \"cost\": [2], \"vary\": \"component 0\"}",
      "sample.common_span" },
    { "sweep", "exact_price",
      "{\"sample\": {\"seed\": 1, \"n\": 4, \"base\": [0], \"span\": [9], \"common_span\": 0,"
      " \"share_percent\": [0]}, \"cost\": [2], \"vary\": \"component 3\"}",
      "vary" },
    { "choice", "simulate_list",
      "{\"baseline\": {\"products\": [{\"price\": 1}]}, \"scenario\": {\"products\":"
      " [{\"price\": 1}]}, \"shoppers\": [{\"wtp\": [null]}]}",
      "wtp" },
    { "choice", "simulate_list",
      "{\"baseline\": {\"products\": [{\"price\": 1}]}, \"scenario\": {\"products\":"
      " [{\"price\": 1}], \"offers\": [{\"id\": \"x\", \"kind\": \"bundle\", \"content\":"
      " [[7, 1]]}]}, \"shoppers\": [{\"wtp\": [1]}]}",
      "content" },
    { "gaussian", "optimise",
      "{\"demand\": {\"kind\": \"normal\", \"mean\": [1, 1], \"sd\": [1e308, 1], \"rho\": 0},"
      " \"cost\": [0, 0], \"strategies\": [\"pure\"]}",
      "demand.sd" },
    { "gaussian", "optimise",
      "{\"demand\": {\"kind\": \"normal\", \"mean\": [1e9, 1], \"sd\": [1, 1], \"rho\": 0},"
      " \"cost\": [0, 0], \"strategies\": [\"pure\"]}",
      "demand" },
    { "segments", "optimise",
      "{\"segments\": [[9223372036854775807]], \"cost\": [1], \"strategies\": [\"pure\"]}",
      "segments" },
    { "segments", "optimise",
      "{\"segments\": [[1000001]], \"cost\": [1], \"strategies\": [\"pure\"]}", "segments" },
    { "calibration", "rate_and_elasticity", "{\"price\": 1, \"rate\": 1, \"elasticity\": -2}",
      "rate" },
    { "tetrachoric", "bivariate_upper_probability", "{\"h\": 0, \"k\": 0, \"rho\": 2}", "rho" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GVariant) inputs = test_parse (cases[i].inputs);
    g_autoptr (GError) error = NULL;

    g_test_message ("%s", cases[i].inputs);
    g_assert_null (
        pnr_market_case_solve (cases[i].family, cases[i].task, inputs, NULL, NULL, &error));
    g_assert_error (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_BAD_CASE);
    g_assert_nonnull (strstr (error->message, cases[i].named));
  }
}

static void
test_malformed (void)
{
  static const struct {
    const char *family;
    const char *task;
    const char *inputs;
    const char *named;
  } cases[] = {
    { "nonsense", "optimise", "{}", "nonsense" },
    { "statistics", "nonsense", "{}", "nonsense" },
    { "statistics", "mean_ci", "{}", "order_values" },
    { "statistics", "mean_ci", "{\"order_values\": []}", "order_values" },
    { "statistics", "mean_ci", "{\"order_values\": [1]}", "order_values" },
    { "statistics", "mean_ci", "{\"order_values\": {\"a\": 1}}", "order_values" },
    { "statistics", "mean_ci", "{\"order_values\": [1, \"x\"]}", "order_values" },
    { "statistics", "cuped", "{\"outcome\": [1, 2], \"covariate\": [1]}", "covariate" },
    { "statistics", "ratio_difference", "{\"a\": 3}", "a" },
    { "breakeven", "allocate", "{\"list_prices_cents\": [0], \"bundle_price_cents\": 1}",
      "bundle_price_cents" },
    { "breakeven", "allocate", "{\"list_prices_cents\": [-1, 3], \"bundle_price_cents\": 1}",
      "list_prices_cents" },
    { "breakeven", "upsell_acceptance", "{\"margin_base\": null}", "margin_base" },
    { "discrete2", "optimise", "{\"shoppers\": [], \"strategies\": [\"pure\"]}", "shoppers" },
    { "discrete2", "optimise",
      "{\"shoppers\": [[1, 2]], \"weight\": [-1], \"cost\": [0, 0], \"strategies\": [\"pure\"]}",
      "weight" },
    { "discrete2", "optimise",
      "{\"shoppers\": [[1]], \"cost\": [0, 0], \"strategies\": [\"pure\"]}", "shoppers" },
    { "discrete2", "optimise",
      "{\"shoppers\": [[1, 2]], \"cost\": [0, 0], \"tick\": \"fine\", \"strategies\": [\"pure\"]}",
      "tick" },
    { "discrete2", "optimise", "{\"shoppers\": [7], \"cost\": [0, 0], \"strategies\": [\"pure\"]}",
      "shoppers" },
    { "discrete2", "optimise", "{\"shoppers\": [[1, 2]], \"cost\": [0, 0], \"strategies\": [3]}",
      "strategies" },
    { "uniform2", "evaluate", "{\"demand\": 7}", "demand" },
    { "uniform2", "evaluate", "{\"demand\": {\"kind\": \"cauchy\"}}", "cauchy" },
    { "uniform2", "evaluate", "{\"demand\": {\"kind\": \"uniform\", \"lo\": [0, 0]}}", "hi" },
    { "uniform2", "evaluate",
      "{\"demand\": {\"kind\": \"uniform\", \"lo\": [0, 0], \"hi\": [1, 0]}, \"cost\": [0, 0]}",
      "demand" },
    { "gaussian", "evaluate",
      "{\"demand\": {\"kind\": \"normal\", \"mean\": [0, 0], \"sd\": [1, 1], \"rho\": 2}}", "rho" },
    { "uniform2", "evaluate",
      "{\"demand\": {\"kind\": \"uniform\", \"lo\": [0, 0], \"hi\": [1, 1]}, \"cost\": [0, 0],"
      " \"strategy\": \"mixed\", \"prices\": [1]}",
      "prices" },
    { "uniform3", "evaluate", "{\"demand\": {\"lo\": [0], \"hi\": [1]}}", "lo" },
    { "manygoods", "optimise", "{\"demand\": {\"lo\": 0, \"hi\": 1, \"goods\": 0}}", "goods" },
    { "ltv", "fit", "{\"dataset\": \"nowhere\"}", "nowhere" },
    { "ltv", "predict", "{\"r\": 1, \"alpha\": 1, \"a\": 1, \"b\": 1}", "a" },
    { "replay", "replay", "{\"orders\": [{}], \"products\": {}}", "offer" },
    { "replay", "replay",
      "{\"orders\": [{\"lines\": [[\"tie\", -1, 2]], \"shipping\": 0}], \"products\": {},"
      " \"offer\": {\"content\": [[\"tie\", 1]], \"price\": 1}, \"assumptions\": {}}",
      "lines" },
    { "segments", "optimise", "{\"segments\": [[1, 2]], \"cost\": [1, 2, 3]}", "segments" },
    { "segments", "optimise",
      "{\"segments\": [{\"10\": 1}], \"cost\": [0, 0], \"strategies\": [\"pure\"]}", "segments" },
    { "segments", "optimise",
      "{\"segments\": [[1, 2]], \"cost\": [0, 0], \"bundles\": [\"12\"],"
      " \"strategies\": [\"components+bundles\"]}",
      "bundles" },
    { "theta", "optimise",
      "{\"demand\": {\"kind\": \"uniform\", \"lo\": [0, 0], \"hi\": [1, 1]}, \"cost\": [0, 0],"
      " \"theta\": -3, \"strategies\": [\"pure\"]}",
      "theta" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GVariant) inputs = test_parse (cases[i].inputs);
    g_autoptr (GError) error = NULL;
    g_autoptr (GVariant) result = NULL;

    g_test_message ("%s %s %s", cases[i].family, cases[i].task, cases[i].inputs);
    result = pnr_market_case_solve (cases[i].family, cases[i].task, inputs, NULL, NULL, &error);
    g_assert_null (result);
    g_assert_error (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_BAD_CASE);
    g_assert_nonnull (strstr (error->message, cases[i].named));
  }
}

/* A list as long as this was walked for half a minute before its kind was looked at. */
static void
test_endless (void)
{
  GVariantBuilder builder;
  GVariantDict dict;
  g_autoptr (GVariant) inputs = NULL;
  g_autoptr (GError) error = NULL;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("av"));
  for (guint i = 0; i < 1000000; i++)
    g_variant_builder_add (&builder, "v", g_variant_new_int64 (1));
  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert_value (&dict, "order_values", g_variant_builder_end (&builder));
  inputs = g_variant_ref_sink (g_variant_dict_end (&dict));
  g_assert_null (pnr_market_case_solve ("statistics", "mean_ci", inputs, NULL, NULL, &error));
  g_assert_error (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_BAD_CASE);
  g_assert_nonnull (strstr (error->message, "order_values"));
}

/* Each field of one case per task in turn becomes something it should not be. */
static void
test_spoiled (void)
{
  static const char *const spoilt[] = {
    "[null]", "[-1]", "[[]]", "[{}]", "[\"x\"]", "[[[], 1e308]]"
  };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GVariant) document = test_load_cases ();
  g_autoptr (GVariant) cases = pnr_report_get (document, "cases");

  for (gsize i = 0; i < pnr_report_list_length (cases); i++) {
    g_autoptr (GVariant) item = pnr_report_list_get (cases, i);
    g_autoptr (GVariant) inputs = pnr_report_get (item, "inputs");
    g_autofree char *family = pnr_report_dup_text (item, "family");
    g_autofree char *task = pnr_report_dup_text (item, "task");
    GVariantIter iter;
    GVariant *value;
    const char *key;

    if (!g_hash_table_add (seen, g_strdup_printf ("%s %s", family, task)))
      continue;
    g_variant_iter_init (&iter, inputs);
    while (g_variant_iter_next (&iter, "{&sv}", &key, &value)) {
      for (gsize k = 0; k < G_N_ELEMENTS (spoilt); k++) {
        g_autoptr (GVariant) list = test_parse (spoilt[k]);
        g_autoptr (GVariant) bad = pnr_report_list_get (list, 0);
        g_autoptr (GVariant) question = NULL, answer = NULL;
        g_autoptr (GError) error = NULL;
        GVariantDict dict;

        g_variant_dict_init (&dict, inputs);
        g_variant_dict_insert_value (&dict, key, bad);
        question = g_variant_ref_sink (g_variant_dict_end (&dict));
        answer = pnr_market_case_solve (family, task, question, datasets, NULL, &error);
        g_assert_cmpint (answer == NULL, ==, error != NULL);
      }
      g_variant_unref (value);
    }
  }
}

/* One bad case does not spoil its neighbours. */
static void
test_file (void)
{
  g_autoptr (GVariant) document = test_parse (
      "{\"cases\": [{\"id\": \"good\", \"family\": \"breakeven\", \"task\": \"allocate\","
      " \"inputs\": {\"list_prices_cents\": [1, 1], \"bundle_price_cents\": 1}},"
      " {\"id\": \"bad\", \"family\": \"breakeven\"}, 5]}");
  g_autoptr (GVariant) empty = test_parse ("{\"cases\": []}");
  g_autoptr (GVariant) answer = NULL, results = NULL;
  g_autoptr (GError) error = NULL;

  answer = pnr_market_file_solve (document, NULL, &error);
  g_assert_no_error (error);
  results = pnr_report_get (answer, "results");
  g_assert_cmpuint (pnr_report_list_length (results), ==, 3);
  for (gsize i = 0; i < 3; i++) {
    g_autoptr (GVariant) item = pnr_report_list_get (results, i);
    g_autoptr (GVariant) result = pnr_report_get (item, "result");
    g_autofree char *message = pnr_report_dup_text (item, "error");

    g_assert_cmpint (result != NULL, ==, i == 0);
    g_assert_cmpint (message != NULL, ==, i != 0);
  }
  g_assert_null (pnr_market_file_solve (empty, NULL, &error));
  g_assert_error (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_BAD_CASE);
}

/* A field that is misspelt is told, the case is solved without it, and published cases have none.
 */
static void
test_notices (void)
{
  g_autoptr (GVariant) document = test_parse (
      "{\"cases\": [{\"id\": \"odd\", \"family\": \"replay\", \"task\": \"replay\", \"inputs\":"
      " {\"orders\": [{\"lines\": [[\"tie\", 1, 2]], \"shipping\": 0, \"shiping\": 1}],"
      " \"products\": {\"tie\": {\"cost\": 1}}, \"offer\": {\"content\": [[\"tie\", 1]],"
      " \"price\": 1}, \"assumptions\": {}}}]}");
  g_autoptr (GVariant) published = test_load_cases ();
  GVariant *documents[] = { document, published };

  for (gsize i = 0; i < G_N_ELEMENTS (documents); i++) {
    g_autoptr (GVariant) answer = pnr_market_file_solve (documents[i], NULL, NULL);
    g_autoptr (GVariant) results = pnr_report_get (answer, "results");

    for (gsize k = 0; k < pnr_report_list_length (results); k++) {
      g_autoptr (GVariant) item = pnr_report_list_get (results, k);
      g_autoptr (GVariant) notices = pnr_report_get (item, "notices");
      g_autoptr (GVariant) result = pnr_report_get (item, "result");
      g_autoptr (GVariant) notice = NULL;

      g_assert_nonnull (result);
      g_assert_cmpuint (pnr_report_list_length (notices), ==, i == 0);
      if (notices == NULL)
        continue;
      notice = pnr_report_list_get (notices, 0);
      g_assert_nonnull (strstr (g_variant_get_string (notice, NULL), "“orders[0].shiping”"));
    }
  }
}

static void
test_cancel (void)
{
  g_autoptr (PnrProgress) progress = pnr_progress_new ();
  g_autoptr (GVariant) inputs = test_parse ("{}");
  g_autoptr (GError) error = NULL;

  pnr_progress_cancel (progress);
  g_assert_null (pnr_market_case_solve ("theta", "optimise", inputs, NULL, progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_autoptr (GVariant) document = NULL;
  g_autoptr (GVariant) cases = NULL;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  int failed;

  g_test_init (&argc, &argv, NULL);
  document = test_load_cases ();
  cases = pnr_report_get (document, "cases");
  datasets = pnr_report_get (document, "datasets");
  for (gsize i = 0; i < pnr_report_list_length (cases); i++) {
    GVariant *item = pnr_report_list_get (cases, i);
    g_autofree char *id = pnr_report_dup_text (item, "id");
    g_autofree char *path = g_strconcat ("/economy/cases/", id, NULL);

    g_ptr_array_add (items, item);
    g_test_add_data_func (path, item, test_published_case);
  }
  g_test_add_func ("/economy/golden/ties", test_golden_ties);
  g_test_add_func ("/economy/golden/tick", test_tick);
  g_test_add_func ("/economy/golden/arbitrary-singles", test_arbitrary_singles);
  g_test_add_func ("/economy/golden/upsell", test_golden_upsell);
  g_test_add_func ("/economy/golden/bundle", test_golden_bundle);
  g_test_add_func ("/economy/closed-form/cost", test_closed_forms);
  g_test_add_func ("/economy/closed-form/numbers", test_closed_form_numbers);
  g_test_add_func ("/economy/closed-form/top", test_closed_form_top);
  g_test_add_func ("/economy/segment-answers", test_segment_answers);
  g_test_add_func ("/economy/tiny-values", test_tiny_values);
  g_test_add_func ("/economy/cases-hostile", test_hostile);
  g_test_add_func ("/economy/cases-malformed", test_malformed);
  g_test_add_func ("/economy/cases-endless", test_endless);
  g_test_add_func ("/economy/cases-spoiled", test_spoiled);
  g_test_add_func ("/economy/cases-file", test_file);
  g_test_add_func ("/economy/cases-notices", test_notices);
  g_test_add_func ("/economy/cases-cancel", test_cancel);
  failed = g_test_run ();
  g_variant_unref (datasets);
  return failed;
}
