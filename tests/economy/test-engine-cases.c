/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every worked case of calibration, correlation, exact pricing and choice, at its own tolerance. */
#include "config.h"

#include <json-glib/json-glib.h>
#include <math.h>

#include "base/pnr-report.h"
#include "economy/pnr-engine-cases.h"

typedef GVariant *(*Solver) (const char *task, GVariant *inputs, PnrProgress *progress,
                             GError **error);

static Solver
find_solver (const char *family)
{
  if (g_str_equal (family, "calibration"))
    return pnr_calibration_case_solve;
  if (g_str_equal (family, "tetrachoric"))
    return pnr_tetrachoric_case_solve;
  if (g_str_equal (family, "sweep"))
    return pnr_sweep_case_solve;
  return pnr_choice_case_solve;
}

typedef struct {
  const char *id;
  GVariant *tolerances;
  double rel;
  double abs;
  guint n_compared;
  gboolean compares_listed_only; /* one price vector of several that are as good */
} Comparison;

static void compare (Comparison *at, const char *key, GVariant *expected, GVariant *found);

static void
compare_lists (Comparison *at, const char *key, GVariant *expected, GVariant *found)
{
  g_assert_cmpuint (pnr_report_list_length (expected), ==, pnr_report_list_length (found));
  for (gsize i = 0; i < pnr_report_list_length (expected); i++) {
    g_autoptr (GVariant) wanted = pnr_report_list_get (expected, i);
    g_autoptr (GVariant) got = pnr_report_list_get (found, i);

    compare (at, key, wanted, got);
  }
}

static void
compare_objects (Comparison *at, GVariant *expected, GVariant *found)
{
  GVariantIter iter;
  const char *key;
  GVariant *value;

  g_variant_iter_init (&iter, expected);
  while (g_variant_iter_loop (&iter, "{&sv}", &key, &value)) {
    g_autoptr (GVariant) got = pnr_report_get (found, key);
    g_autoptr (GVariant) tolerance = pnr_report_get (at->tolerances, key);
    Comparison below = *at;

    if (g_variant_is_of_type (value, G_VARIANT_TYPE_MAYBE))
      continue;
    if (got == NULL)
      g_error ("%s: %s is missing", at->id, key);
    if (at->compares_listed_only && g_str_equal (key, "one_optimal_prices"))
      continue;
    if (tolerance != NULL) {
      below.rel = below.abs = 0.0;
      pnr_report_get_number (tolerance, "rel", &below.rel);
      pnr_report_get_number (tolerance, "abs", &below.abs);
    }
    compare (&below, key, value, got);
    at->n_compared = below.n_compared;
  }
}

static void
compare (Comparison *at, const char *key, GVariant *expected, GVariant *found)
{
  double wanted, got;

  if (g_variant_is_of_type (expected, G_VARIANT_TYPE_VARDICT)) {
    compare_objects (at, expected, found);
    return;
  }
  if (g_variant_is_of_type (expected, G_VARIANT_TYPE ("av"))) {
    compare_lists (at, key, expected, found);
    return;
  }
  g_assert_true (pnr_variant_as_number (expected, &wanted));
  g_assert_true (pnr_variant_as_number (found, &got));
  if (!(fabs (got - wanted) <= MAX (at->abs, at->rel * fabs (wanted)))) {
    g_test_message ("%s: %s is %.17g, expected %.17g", at->id, key, got, wanted);
    g_test_fail ();
  }
  at->n_compared++;
}

static void
test_case (gconstpointer data)
{
  GVariant *own = (GVariant *) data;
  g_autofree char *id = pnr_report_dup_text (own, "id");
  g_autofree char *family = pnr_report_dup_text (own, "family");
  g_autofree char *task = pnr_report_dup_text (own, "task");
  g_autoptr (GVariant) inputs = pnr_report_get (own, "inputs");
  g_autoptr (GVariant) expected = pnr_report_get (own, "expected");
  g_autoptr (GVariant) tolerances = pnr_report_get (own, "tolerance");
  g_autoptr (GVariant) fallback = pnr_report_get (tolerances, "default");
  g_autoptr (GVariant) found = NULL;
  g_autoptr (GError) error = NULL;
  Comparison at = { .id = id, .tolerances = tolerances };

  pnr_report_get_number (fallback, "rel", &at.rel);
  pnr_report_get_number (fallback, "abs", &at.abs);
  at.compares_listed_only = g_variant_lookup (tolerances, "others", "s", NULL);
  found = find_solver (family) (task, inputs, NULL, &error);
  g_assert_no_error (error);
  g_variant_ref_sink (found);
  compare (&at, "", expected, found);
  g_assert_cmpuint (at.n_compared, >, 0);
}

int
main (int argc, char **argv)
{
  g_autofree char *path = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) root = NULL;
  g_autoptr (GVariant) cases = NULL;
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  int status;

  g_test_init (&argc, &argv, NULL);
  path = g_test_build_filename (G_TEST_DIST, "engine-cases.json", NULL);
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  root = json_gvariant_deserialize_data (text, -1, NULL, &error);
  g_assert_no_error (error);
  g_variant_ref_sink (root);
  cases = pnr_report_get (root, "cases");
  for (gsize i = 0; i < pnr_report_list_length (cases); i++) {
    GVariant *own = pnr_report_list_get (cases, i);
    g_autofree char *id = pnr_report_dup_text (own, "id");
    g_autofree char *name = g_strconcat ("/economy/cases/", id, NULL);

    g_ptr_array_add (kept, own);
    g_test_add_data_func (name, own, test_case);
  }
  status = g_test_run ();
  return status;
}
