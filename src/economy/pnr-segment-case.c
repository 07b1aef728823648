/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Worked cases of customer segments: prices of parts, contents, sizes and listed bundles. */
#include "config.h"

#include "economy/pnr-exact-cases.h"

#include <glib/gi18n.h>
#include <math.h>

#include "economy/pnr-case-input.h"
#include "economy/pnr-segment-prices.h"

#define MOST_GOODS 4
#define MOST_SEGMENTS 8

/* Beyond these the integer program loses what tells its answers apart. */
#define LEAST_NUMBER 1e-6
#define LARGEST_NUMBER 1e6

/* A content is written as bits, the first character for the first product. */
static gboolean
pnr_segment_case_read_content (const char *bits, guint n_goods, guint *content)
{
  *content = 0;
  for (guint i = 0; i < n_goods; i++) {
    if (bits[i] != '0' && bits[i] != '1')
      return FALSE;
    *content |= (guint) (bits[i] - '0') << i;
  }
  return bits[n_goods] == '\0' && *content != 0;
}

static gboolean
pnr_segment_case_read_listed (GVariant *segment, guint n_goods, double *values)
{
  for (guint content = 1; content < 1u << n_goods; content++) {
    char bits[MOST_GOODS + 1] = { 0 };

    for (guint i = 0; i < n_goods; i++)
      bits[i] = content >> i & 1 ? '1' : '0';
    if (!pnr_report_get_number (segment, bits, &values[content]) || !isfinite (values[content]))
      return FALSE;
  }
  return TRUE;
}

static gboolean
pnr_segment_case_read_additive (GVariant *segment, guint n_goods, double *values)
{
  double unit[MOST_GOODS];

  if (pnr_report_list_length (segment) != n_goods)
    return FALSE;
  for (guint i = 0; i < n_goods; i++) {
    g_autoptr (GVariant) value = pnr_report_list_get (segment, i);

    if (!pnr_variant_as_number (value, &unit[i]) || !isfinite (unit[i]))
      return FALSE;
  }
  for (guint content = 1; content < 1u << n_goods; content++)
    for (guint i = 0; i < n_goods; i++)
      if (content >> i & 1)
        values[content] += unit[i];
  return TRUE;
}

/* The solver ends the program over numbers that are nothing beside the others. */
static void
pnr_segment_case_round (double *numbers, gsize n_numbers)
{
  for (gsize i = 0; i < n_numbers; i++)
    if (fabs (numbers[i]) < LEAST_NUMBER)
      numbers[i] = 0;
}

static gboolean
pnr_segment_case_read_values (GVariant *segments, guint n_goods, double *values,
                              gboolean *is_additive, GError **error)
{
  *is_additive = TRUE;
  for (gsize s = 0; s < pnr_report_list_length (segments); s++) {
    g_autoptr (GVariant) segment = pnr_report_list_get (segments, s);
    double *of_segment = values + (s << n_goods);
    gboolean is_listed = g_variant_is_of_type (segment, G_VARIANT_TYPE_VARDICT);

    *is_additive &= !is_listed;
    if (is_listed ? pnr_segment_case_read_listed (segment, n_goods, of_segment)
                  : g_variant_is_of_type (segment, G_VARIANT_TYPE ("av"))
                        && pnr_segment_case_read_additive (segment, n_goods, of_segment))
      continue;
    pnr_case_fail (error, _ ("The field “%s” must give every segment a value of every content."),
                   "segments");
    return FALSE;
  }
  return TRUE;
}

static void
pnr_segment_case_add_plan (PnrSegmentMarket *market, guint content, guint64 priced)
{
  PnrSegmentPlan plan = { content, priced };

  g_array_append_val (market->plans, plan);
}

/* Single prices add up; disjoint listed bundles may be combined and filled up with singles. */
static void
pnr_segment_case_offer_parts (PnrSegmentMarket *market, const GArray *bundles)
{
  guint n_bundles = bundles != NULL ? bundles->len : 0;

  market->n_prices = market->n_goods + n_bundles;
  for (guint chosen = 0; chosen < 1u << n_bundles; chosen++) {
    guint covered = 0;
    gboolean is_disjoint = TRUE;

    for (guint b = 0; b < n_bundles; b++)
      if (chosen >> b & 1) {
        is_disjoint = is_disjoint && !(covered & g_array_index (bundles, guint, b));
        covered |= g_array_index (bundles, guint, b);
      }
    for (guint singles = 0; is_disjoint && singles < 1u << market->n_goods; singles++)
      if (!(singles & covered) && (singles | covered) != 0)
        pnr_segment_case_add_plan (market, singles | covered,
                                   singles | (guint64) chosen << market->n_goods);
  }
}

/* One price per content, or one per number of goods; a whole never costs more than two parts. */
static void
pnr_segment_case_offer_contents (PnrSegmentMarket *market, gboolean is_by_size)
{
  guint n_contents = 1u << market->n_goods;

  market->n_prices = is_by_size ? market->n_goods : n_contents - 1;
  for (guint content = 1; content < n_contents; content++) {
    guint price = is_by_size ? (guint) __builtin_popcount (content) - 1 : content - 1;

    pnr_segment_case_add_plan (market, content, G_GUINT64_CONSTANT (1) << price);
    for (guint part = 1; !is_by_size && part < content; part++)
      if ((part & content) == part && part < (content & ~part)) {
        PnrSegmentCap cap = { price, { part - 1, (content & ~part) - 1 } };

        g_array_append_val (market->caps, cap);
      }
  }
  for (guint size = 2; is_by_size && size <= market->n_goods; size++)
    for (guint part = 1; 2 * part <= size; part++) {
      PnrSegmentCap cap = { size - 1, { part - 1, size - part - 1 } };

      g_array_append_val (market->caps, cap);
    }
}

static GArray *
pnr_segment_case_read_bundles (GVariant *inputs, guint n_goods, GError **error)
{
  g_autoptr (GVariant) list = pnr_case_list (inputs, "bundles", error);
  g_autoptr (GArray) bundles = g_array_new (FALSE, FALSE, sizeof (guint));

  if (list == NULL)
    return NULL;
  for (gsize i = 0; i < pnr_report_list_length (list); i++) {
    g_autoptr (GVariant) item = pnr_report_list_get (list, i);
    guint content;

    if (i >= 4 || !g_variant_is_of_type (item, G_VARIANT_TYPE_STRING)
        || !pnr_segment_case_read_content (g_variant_get_string (item, NULL), n_goods, &content)) {
      pnr_case_fail (error, _ ("The field “%s” must list one to four contents such as “1101”."),
                     "bundles");
      return NULL;
    }
    g_array_append_val (bundles, content);
  }
  return g_steal_pointer (&bundles);
}

static gboolean
pnr_segment_case_offer (PnrSegmentMarket *market, const char *strategy, GVariant *inputs,
                        GError **error)
{
  g_autoptr (GArray) bundles = NULL;

  if (g_str_equal (strategy, "components")) {
    pnr_segment_case_offer_parts (market, NULL);
  } else if (g_str_equal (strategy, "components+bundles")) {
    bundles = pnr_segment_case_read_bundles (inputs, market->n_goods, error);
    if (bundles == NULL)
      return FALSE;
    pnr_segment_case_offer_parts (market, bundles);
  } else if (g_str_equal (strategy, "mixed") || g_str_equal (strategy, "size")) {
    pnr_segment_case_offer_contents (market, g_str_equal (strategy, "size"));
  } else if (g_str_equal (strategy, "pure")) {
    market->n_prices = 1;
    pnr_segment_case_add_plan (market, (1u << market->n_goods) - 1, 1);
  } else {
    pnr_case_fail (error, _ ("The field “%s” names an unknown strategy."), "strategies");
    return FALSE;
  }
  return TRUE;
}

static char *
pnr_segment_case_bits (guint n_goods, guint content, const char *prefix)
{
  GString *bits = g_string_new (prefix);

  for (guint i = 0; i < n_goods; i++)
    g_string_append_c (bits, content >> i & 1 ? '1' : '0');
  return g_string_free (bits, FALSE);
}

/* Prices of single goods are p1 and on, those of listed bundles B and bits, of contents P and bits,
 * by number of goods size1 and on. */
static char *
pnr_segment_case_name_price (const PnrSegmentMarket *market, const char *strategy, guint price)
{
  guint whole = (1u << market->n_goods) - 1;

  if (g_str_equal (strategy, "size"))
    return g_strdup_printf ("size%u", price + 1);
  if (g_str_equal (strategy, "pure"))
    return pnr_segment_case_bits (market->n_goods, whole, "P");
  if (g_str_equal (strategy, "mixed"))
    return pnr_segment_case_bits (market->n_goods, price + 1, "P");
  if (price < market->n_goods)
    return g_strdup_printf ("p%u", price + 1);
  for (guint k = 0; k < market->plans->len; k++) {
    const PnrSegmentPlan *plan = &g_array_index (market->plans, PnrSegmentPlan, k);

    if (plan->priced == G_GUINT64_CONSTANT (1) << price)
      return pnr_segment_case_bits (market->n_goods, plan->content, "B");
  }
  g_return_val_if_reached (NULL);
}

static void
pnr_segment_case_tell (const PnrSegmentMarket *market, const char *strategy, const double *prices,
                       const guint *assignment, GVariantDict *report)
{
  GVariantDict *named = pnr_report_new ();
  GPtrArray *contents = g_ptr_array_new ();

  for (guint i = 0; i < market->n_prices; i++) {
    g_autofree char *name = pnr_segment_case_name_price (market, strategy, i);

    pnr_report_add_number (named, name, prices[i]);
  }
  for (guint s = 0; s < market->n_segments; s++)
    g_ptr_array_add (contents, g_variant_new_take_string (
                                   pnr_segment_case_bits (market->n_goods, assignment[s], NULL)));
  pnr_report_add_value (report, "one_optimal_prices", pnr_report_end (named));
  pnr_report_add_list (report, "one_assignment", contents);
}

static GVariant *
pnr_segment_case_strategy (PnrSegmentMarket *market, const char *strategy, GVariant *inputs,
                           PnrProgress *progress, GError **error)
{
  g_autoptr (GArray) plans = g_array_new (FALSE, TRUE, sizeof (PnrSegmentPlan));
  g_autoptr (GArray) caps = g_array_new (FALSE, TRUE, sizeof (PnrSegmentCap));
  guint assignment[MOST_SEGMENTS];
  double prices[64], profit;
  GVariantDict *report;

  market->plans = plans;
  market->caps = caps;
  if (!pnr_segment_case_offer (market, strategy, inputs, error)
      || !pnr_segment_market_optimise (market, prices, assignment, &profit, progress, error))
    return NULL;
  report = pnr_report_new ();
  pnr_report_add_number (report, "profit", profit);
  pnr_report_add_value (report, "prices", pnr_case_numbers_new (prices, market->n_prices));
  pnr_segment_case_tell (market, strategy, prices, assignment, report);
  return pnr_report_end (report);
}

static GVariant *
pnr_segment_case_strategies (PnrSegmentMarket *market, GVariant *inputs, PnrProgress *progress,
                             GError **error)
{
  g_autoptr (GVariant) strategies = pnr_case_list (inputs, "strategies", error);
  g_autoptr (GVariantDict) report = pnr_report_new ();

  for (gsize i = 0; i < pnr_report_list_length (strategies); i++) {
    g_autoptr (GVariant) item = pnr_report_list_get (strategies, i);
    gboolean is_text = g_variant_is_of_type (item, G_VARIANT_TYPE_STRING);
    const char *name = is_text ? g_variant_get_string (item, NULL) : "";
    GVariant *best = pnr_segment_case_strategy (market, name, inputs, progress, error);

    if (best == NULL)
      return NULL;
    pnr_report_add_value (report, name, best);
  }
  return strategies != NULL ? pnr_report_end (g_steal_pointer (&report)) : NULL;
}

GVariant *
pnr_segment_case_solve (const char *task, GVariant *inputs, PnrProgress *progress, GError **error)
{
  g_autoptr (GVariant) segments = NULL;
  g_autofree double *cost = NULL, *weights = NULL, *values = NULL;
  gsize n_goods = 0, n_segments;
  PnrSegmentMarket market = { 0 };

  if (!g_str_equal (task, "optimise")) {
    pnr_case_unknown_task ("segments", task, error);
    return NULL;
  }
  segments = pnr_case_list (inputs, "segments", error);
  cost = segments != NULL ? pnr_case_numbers (inputs, "cost", &n_goods, error) : NULL;
  if (cost == NULL)
    return NULL;
  n_segments = pnr_report_list_length (segments);
  if (n_goods > MOST_GOODS || n_segments > MOST_SEGMENTS) {
    pnr_case_fail (error, _ ("The field “%s” lists more than %d segments or %d products."),
                   "segments", MOST_SEGMENTS, MOST_GOODS);
    return NULL;
  }
  weights = g_new0 (double, n_segments);
  values = g_new0 (double, n_segments << n_goods);
  if (!pnr_case_fill_weights (inputs, "weight", n_segments, weights, error)
      || !pnr_segment_case_read_values (segments, (guint) n_goods, values, &market.is_additive,
                                        error))
    return NULL;
  for (gsize i = 0; i < n_segments << n_goods; i++)
    if (fabs (values[i]) > LARGEST_NUMBER) {
      pnr_case_fail (error, _ ("The field “%s” holds a number beyond %g."), "segments",
                     LARGEST_NUMBER);
      return NULL;
    }
  pnr_segment_case_round (values, n_segments << n_goods);
  pnr_segment_case_round (weights, n_segments);
  pnr_segment_case_round (cost, n_goods);
  market.n_goods = (guint) n_goods;
  market.n_segments = (guint) n_segments;
  market.values = values;
  market.weights = weights;
  market.cost = cost;
  return pnr_segment_case_strategies (&market, inputs, progress, error);
}
