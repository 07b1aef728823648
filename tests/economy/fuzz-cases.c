/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Worked cases spoilt at random: whatever a file says, the answer is a finite result or a sentence.
 */

/* Every family starts from its worked cases; up to three places of the inputs are changed, always
 * in the same way for the same seed. With no arguments a short round is run as a test. By hand:
 *   fuzz-cases MUTATIONS [SEED [FAMILY]]
 * runs that many for every family and tells the slowest case and the most memory. The inputs at
 * work are kept in fuzz-cases.last, so that a crash can be looked at. */
#include <json-glib/json-glib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "base/pnr-report.h"
#include "economy/pnr-economy-error.h"
#include "economy/pnr-market-case.h"

#define SHORT_ROUND 40
#define LAST_INPUTS "fuzz-cases.last"

typedef struct {
  char *family;
  GPtrArray *cases;
} Family;

static GVariant *
fuzz_load (const char *variable)
{
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;
  GVariant *document;

  g_file_get_contents (g_getenv (variable), &json, NULL, &error);
  g_assert_no_error (error);
  document = json_gvariant_deserialize_data (json, -1, NULL, &error);
  g_assert_no_error (error);
  return g_variant_ref_sink (document);
}

/* Large lists are rare among shops' mistakes and slow here: one in some hundred is. */
static GVariant *
fuzz_repeat (GVariant *value, GRand *rand)
{
  guint n = g_rand_int_range (rand, 0, 400) == 0 ? 1000000 : (guint) g_rand_int_range (rand, 2, 90);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("av"));
  for (guint i = 0; i < n; i++)
    g_variant_builder_add (&builder, "v", value);
  return g_variant_builder_end (&builder);
}

static GVariant *
fuzz_stranger (GVariant *value, GRand *rand)
{
  static const double numbers[] = { 0,     -1,      1,     2,    0.5,   1e-300, 1e300, -1e300,
                                    1e308, 1000000, 1e9,   -1e9, 1e-9,  1.5,    100,   -0.0,
                                    1e6,   999999,  65536, 4096, 0.999, 1e-6,   255,   1e5 };
  static const gint64 wholes[] = { 0,        -1,       1,          2,         3,
                                   7,        64,       1000,       1000000,   999999999,
                                   G_MAXINT, G_MININT, G_MAXINT64, G_MININT64 };
  static const char *const texts[] = { "",     "NaN",   "-inf",   "1e999", "0x10",        "12",
                                       "null", "11111", "bundle", "pure",  "component 9", "–" };
  double number;

  switch (g_rand_int_range (rand, 0, 9)) {
  case 0:
  case 1:
    return g_variant_new_double (numbers[g_rand_int_range (rand, 0, G_N_ELEMENTS (numbers))]);
  case 2:
  case 3:
    return g_variant_new_int64 (wholes[g_rand_int_range (rand, 0, G_N_ELEMENTS (wholes))]);
  case 4:
    return g_variant_new_string (texts[g_rand_int_range (rand, 0, G_N_ELEMENTS (texts))]);
  case 5:
    return g_rand_boolean (rand) ? g_variant_new_maybe (G_VARIANT_TYPE_VARIANT, NULL)
                                 : g_variant_new_boolean (g_rand_boolean (rand));
  case 6:
    return g_variant_new_array (
        g_rand_boolean (rand) ? G_VARIANT_TYPE_VARIANT : G_VARIANT_TYPE ("{sv}"), NULL, 0);
  case 7:
    return fuzz_repeat (value, rand);
  default:
    if (!pnr_variant_as_number (value, &number))
      return g_variant_new_double (-1);
    number *= g_rand_boolean (rand) ? -1 : pow (10, g_rand_int_range (rand, -4, 7));
    return g_rand_boolean (rand) || fabs (number) > 1e15
               ? g_variant_new_double (isfinite (number) ? number : 0)
               : g_variant_new_int64 ((gint64) number);
  }
}

static GVariant *fuzz_change (GVariant *value, GRand *rand, guint depth);

/* One member changes, goes, comes twice, or takes a strange name. */
static GVariant *
fuzz_change_object (GVariant *object, GRand *rand, guint depth)
{
  gsize at = (gsize) g_rand_int_range (rand, 0, (gint32) g_variant_n_children (object));
  guint act = (guint) g_rand_int_range (rand, 0, 12);
  GVariantDict dict;
  g_autoptr (GVariant) entry = g_variant_get_child_value (object, at);
  g_autoptr (GVariant) value = NULL;
  const char *key;

  g_variant_get (entry, "{&sv}", &key, &value);
  g_variant_dict_init (&dict, object);
  if (act <= 1)
    g_variant_dict_remove (&dict, key);
  if (act == 1)
    g_variant_dict_insert_value (&dict, "strange", value);
  if (act > 1)
    g_variant_dict_insert_value (&dict, key, fuzz_change (value, rand, depth + 1));
  return g_variant_dict_end (&dict);
}

static GVariant *
fuzz_change_list (GVariant *list, GRand *rand, guint depth)
{
  gsize n = g_variant_n_children (list);
  gsize at = (gsize) g_rand_int_range (rand, 0, (gint32) n);
  guint act = (guint) g_rand_int_range (rand, 0, 12);
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("av"));
  for (gsize i = 0; i < n; i++) {
    g_autoptr (GVariant) item = pnr_report_list_get (list, i);

    if (i != at)
      g_variant_builder_add (&builder, "v", item);
    else if (act > 1)
      g_variant_builder_add (&builder, "v", fuzz_change (item, rand, depth + 1));
    else if (act == 1)
      for (guint k = 0; k < 2; k++)
        g_variant_builder_add (&builder, "v", item);
  }
  return g_variant_builder_end (&builder);
}

/* Returns: (transfer floating): @value with one place in it changed; the deeper the likelier */
static GVariant *
fuzz_change (GVariant *value, GRand *rand, guint depth)
{
  gboolean is_list = g_variant_is_of_type (value, G_VARIANT_TYPE ("av"));
  gboolean is_object = g_variant_is_of_type (value, G_VARIANT_TYPE_VARDICT);

  if ((!is_list && !is_object) || g_variant_n_children (value) == 0
      || (depth > 0 && g_rand_int_range (rand, 0, 8) == 0))
    return fuzz_stranger (value, rand);
  return is_list ? fuzz_change_list (value, rand, depth) : fuzz_change_object (value, rand, depth);
}

static void
fuzz_expect_finite (GVariant *value)
{
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_DOUBLE)) {
    g_assert_true (isfinite (g_variant_get_double (value)));
    return;
  }
  if (!g_variant_is_container (value))
    return;
  for (gsize i = 0; i < g_variant_n_children (value); i++) {
    g_autoptr (GVariant) child = g_variant_get_child_value (value, i);

    fuzz_expect_finite (child);
  }
}

static GVariant *
fuzz_inputs (GVariant *item, GRand *rand)
{
  GVariant *inputs = pnr_report_get (item, "inputs");
  guint n_changes = (guint) g_rand_int_range (rand, 1, 4);

  for (guint i = 0; i < n_changes && g_variant_n_children (inputs) > 0; i++) {
    GVariant *changed = g_variant_ref_sink (fuzz_change (inputs, rand, 0));

    g_variant_unref (inputs);
    inputs = changed;
  }
  return inputs;
}

static void
fuzz_solve (GVariant *item, GVariant *inputs, GVariant *datasets)
{
  g_autofree char *family = pnr_report_dup_text (item, "family");
  g_autofree char *task = pnr_report_dup_text (item, "task");
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) result =
      pnr_market_case_solve (family, task, inputs, datasets, NULL, &error);

  g_assert_cmpint (result == NULL, ==, error != NULL);
  if (result != NULL) {
    fuzz_expect_finite (result);
    return;
  }
  g_assert_error (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_BAD_CASE);
  g_assert_nonnull (strstr (error->message, "“"));
}

static void
fuzz_keep (GVariant *item, GVariant *inputs)
{
  g_autofree char *family = pnr_report_dup_text (item, "family");
  g_autofree char *task = pnr_report_dup_text (item, "task");
  g_autofree char *json = json_gvariant_serialize_data (inputs, NULL);
  g_autofree char *text = g_strdup_printf (
      "{\"cases\":[{\"id\":\"last\",\"family\":\"%s\",\"task\":\"%s\",\"inputs\":%s}]}\n", family,
      task, json);

  if (!g_file_set_contents (LAST_INPUTS, text, -1, NULL))
    g_printerr ("cannot keep %s\n", LAST_INPUTS);
}

/* How a long round goes: the slowest case is kept beside the last. */
static void
fuzz_round (Family *family, GVariant *datasets, guint n_mutations, guint32 seed, gboolean is_long)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  gint64 slowest = 0;
  struct rusage usage;

  for (guint i = 0; i < n_mutations; i++) {
    GVariant *item = family->cases->pdata[g_rand_int_range (rand, 0, (gint32) family->cases->len)];
    g_autoptr (GVariant) inputs = fuzz_inputs (item, rand);
    gint64 start = g_get_monotonic_time ();

    if (is_long)
      fuzz_keep (item, inputs);
    start = g_get_monotonic_time ();
    fuzz_solve (item, inputs, datasets);
    start = g_get_monotonic_time () - start;
    if (is_long && start > slowest && start > G_USEC_PER_SEC) {
      g_autofree char *name = g_strconcat (LAST_INPUTS, "-slow-", family->family, NULL);
      g_autofree char *text = NULL;

      if (g_file_get_contents (LAST_INPUTS, &text, NULL, NULL))
        g_file_set_contents (name, text, -1, NULL);
    }
    slowest = MAX (slowest, start);
  }
  getrusage (RUSAGE_SELF, &usage);
  if (is_long)
    g_print ("%-12s %u mutations, slowest %.2f s, most memory so far %ld MiB\n", family->family,
             n_mutations, (double) slowest / G_USEC_PER_SEC, usage.ru_maxrss / 1024);
}

static void
family_free (gpointer data)
{
  Family *self = data;

  g_ptr_array_unref (self->cases);
  g_free (self->family);
  g_free (self);
}

static void
fuzz_add_cases (GPtrArray *families, GVariant *document)
{
  g_autoptr (GVariant) cases = pnr_report_get (document, "cases");

  for (gsize i = 0; i < pnr_report_list_length (cases); i++) {
    GVariant *item = pnr_report_list_get (cases, i);
    g_autofree char *name = pnr_report_dup_text (item, "family");
    Family *family = NULL;

    for (guint k = 0; k < families->len && family == NULL; k++)
      if (g_str_equal (((Family *) families->pdata[k])->family, name))
        family = families->pdata[k];
    if (family == NULL) {
      family = g_new0 (Family, 1);
      family->family = g_steal_pointer (&name);
      family->cases = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
      g_ptr_array_add (families, family);
    }
    g_ptr_array_add (family->cases, item);
  }
}

static GVariant *datasets;

static void
test_short_round (gconstpointer data)
{
  fuzz_round ((Family *) data, datasets, SHORT_ROUND, 1, FALSE);
}

int
main (int argc, char **argv)
{
  g_autoptr (GVariant) exact = NULL, engine = NULL;
  g_autoptr (GPtrArray) families = g_ptr_array_new_with_free_func (family_free);
  int failed = 0;

  g_test_init (&argc, &argv, NULL);
  exact = fuzz_load ("PANNIER_EXACT_CASES");
  engine = fuzz_load ("PANNIER_ENGINE_CASES");
  datasets = pnr_report_get (exact, "datasets");
  fuzz_add_cases (families, exact);
  fuzz_add_cases (families, engine);
  for (guint i = 0; i < families->len; i++) {
    Family *family = families->pdata[i];
    g_autofree char *path = g_strconcat ("/economy/fuzz-cases/", family->family, NULL);

    if (argc == 1)
      g_test_add_data_func (path, family, test_short_round);
    else if (argc < 4 || g_str_equal (argv[3], family->family))
      fuzz_round (family, datasets, (guint) g_ascii_strtoull (argv[1], NULL, 10),
                  argc > 2 ? (guint32) g_ascii_strtoull (argv[2], NULL, 10) : 1, TRUE);
  }
  if (argc == 1)
    failed = g_test_run ();
  g_variant_unref (datasets);
  return failed;
}
