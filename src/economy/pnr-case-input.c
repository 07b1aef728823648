/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the fields of a worked case and says in a sentence which one is missing or wrong. */
#include "config.h"

#include "economy/pnr-case-input.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <math.h>

#include "economy/pnr-economy-error.h"

/* No number of a case may be larger. */
#define LARGEST_NUMBER 1e9
/* And no case may hold more values, names of objects not counted. */
#define MOST_VALUES 1000000

void
pnr_case_fail (GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, PNR_ECONOMY_ERROR, PNR_ECONOMY_ERROR_BAD_CASE, message);
}

void
pnr_case_unknown_task (const char *family, const char *task, GError **error)
{
  pnr_case_fail (error, _ ("Cases of the family “%s” have no task “%s”."), family, task);
}

gboolean
pnr_case_number (GVariant *inputs, const char *key, double *number, GError **error)
{
  if (pnr_report_get_number (inputs, key, number) && isfinite (*number))
    return TRUE;
  pnr_case_fail (error, _ ("The field “%s” is missing or is not a number."), key);
  return FALSE;
}

gboolean
pnr_case_number_within (GVariant *inputs, const char *key, double low, double high, double *number,
                        GError **error)
{
  if (!pnr_case_number (inputs, key, number, error))
    return FALSE;
  if (*number >= low && *number <= high)
    return TRUE;
  pnr_case_fail (error, _ ("The field “%s” must lie between %g and %g."), key, low, high);
  return FALSE;
}

/* A field that is absent or null is @fallback; one that is there must be good. */
gboolean
pnr_case_number_or (GVariant *inputs, const char *key, double fallback, double low, double high,
                    double *number, GError **error)
{
  g_autoptr (GVariant) value = pnr_report_get (inputs, key);

  *number = fallback;
  return value == NULL || pnr_case_number_within (inputs, key, low, high, number, error);
}

/* Whole numbers may be written with a mark, as in 40.0. */
gboolean
pnr_case_whole (GVariant *inputs, const char *key, gint64 low, gint64 high, gint64 *whole,
                GError **error)
{
  double number;

  if (pnr_report_get_count (inputs, key, whole)) {
    if (*whole >= low && *whole <= high)
      return TRUE;
  } else if (!pnr_case_number (inputs, key, &number, error)) {
    return FALSE;
  } else if (number == floor (number) && number >= (double) low && number <= (double) high
             && fabs (number) < LARGEST_NUMBER) {
    *whole = (gint64) number;
    return TRUE;
  }
  pnr_case_fail (error,
                 _ ("The field “%s” must be a whole number between %" PRId64 " and %" PRId64 "."),
                 key, low, high);
  return FALSE;
}

gboolean
pnr_case_whole_or (GVariant *inputs, const char *key, gint64 fallback, gint64 low, gint64 high,
                   gint64 *whole, GError **error)
{
  g_autoptr (GVariant) value = pnr_report_get (inputs, key);

  *whole = fallback;
  return value == NULL || pnr_case_whole (inputs, key, low, high, whole, error);
}

gboolean
pnr_case_truth_or (GVariant *inputs, const char *key, gboolean fallback, gboolean *truth,
                   GError **error)
{
  g_autoptr (GVariant) value = pnr_report_get (inputs, key);

  *truth = pnr_report_get_truth (inputs, key, fallback);
  if (value == NULL || g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN))
    return TRUE;
  pnr_case_fail (error, _ ("The field “%s” must be true or false."), key);
  return FALSE;
}

/**
 * pnr_case_numbers:
 * @inputs: the fields of a case
 * @key: the name of a list of numbers
 * @n_numbers: (out): its length, at least 1
 * @error: says what is wrong with the field
 *
 * Returns: (transfer full) (nullable): finite numbers
 */
double *
pnr_case_numbers (GVariant *inputs, const char *key, gsize *n_numbers, GError **error)
{
  g_autoptr (GVariant) list = pnr_report_get (inputs, key);
  g_autofree double *numbers = NULL;
  gboolean is_good;

  if (list == NULL || !g_variant_is_of_type (list, G_VARIANT_TYPE ("av"))) {
    pnr_case_fail (error, _ ("The field “%s” is missing or is not a list."), key);
    return NULL;
  }
  numbers = pnr_report_dup_numbers (inputs, key, n_numbers);
  is_good = numbers != NULL;
  for (gsize i = 0; is_good && i < *n_numbers; i++)
    is_good = isfinite (numbers[i]);
  if (is_good)
    return g_steal_pointer (&numbers);
  pnr_case_fail (error, _ ("The field “%s” must be a list of at least one number."), key);
  return NULL;
}

/* Reads a list that must have exactly as many numbers as the caller has room for. */
gboolean
pnr_case_fill (GVariant *inputs, const char *key, gsize n_numbers, double *numbers, GError **error)
{
  gsize n_found = 0;
  g_autofree double *found = pnr_case_numbers (inputs, key, &n_found, error);

  if (found == NULL)
    return FALSE;
  if (n_found != n_numbers) {
    pnr_case_fail (error, _ ("The field “%s” has %u numbers where %u are needed."), key,
                   (guint) n_found, (guint) n_numbers);
    return FALSE;
  }
  memcpy (numbers, found, n_numbers * sizeof (double));
  return TRUE;
}

/* Reads a list that may be absent into room for @most numbers. */
gboolean
pnr_case_numbers_or_none (GVariant *inputs, const char *key, gsize most, double low, double high,
                          double *numbers, gsize *n_numbers, GError **error)
{
  g_autoptr (GVariant) list = NULL;
  g_autofree double *found = NULL;

  *n_numbers = 0;
  if (!pnr_case_list_or_none (inputs, key, most, &list, error))
    return FALSE;
  if (pnr_report_list_length (list) == 0)
    return TRUE;
  found = pnr_case_numbers (inputs, key, n_numbers, error);
  for (gsize i = 0; i < *n_numbers; i++) {
    if (!(found[i] >= low && found[i] <= high)) {
      pnr_case_fail (error, _ ("The field “%s” must hold numbers between %g and %g."), key, low,
                     high);
      return FALSE;
    }
    numbers[i] = found[i];
  }
  return found != NULL;
}

/* A list that may be absent, null or empty, with at most @most members. */
gboolean
pnr_case_list_or_none (GVariant *inputs, const char *key, gsize most, GVariant **list,
                       GError **error)
{
  g_autoptr (GVariant) value = pnr_report_get (inputs, key);

  *list = NULL;
  if (value != NULL && !g_variant_is_of_type (value, G_VARIANT_TYPE ("av"))) {
    pnr_case_fail (error, _ ("The field “%s” must be a list."), key);
    return FALSE;
  }
  if (value != NULL && g_variant_n_children (value) > most) {
    pnr_case_fail (error, _ ("The field “%s” lists more than %u entries."), key, (guint) most);
    return FALSE;
  }
  *list = g_steal_pointer (&value);
  return TRUE;
}

static gboolean check_size_of (GVariant *value, const char *path, gsize *n_left, GError **error);

static gboolean
check_sizes_in_object (GVariant *object, const char *path, gsize *n_left, GError **error)
{
  GVariantIter iter;
  const char *key;
  GVariant *inner;

  g_variant_iter_init (&iter, object);
  while (g_variant_iter_next (&iter, "{&sv}", &key, &inner)) {
    g_autoptr (GVariant) owned = inner;
    g_autofree char *place = *path != '\0' ? g_strconcat (path, ".", key, NULL) : g_strdup (key);

    if (!g_str_equal (key, "seed") && !check_size_of (owned, place, n_left, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
check_size_of (GVariant *value, const char *path, gsize *n_left, GError **error)
{
  gboolean is_list = g_variant_is_of_type (value, G_VARIANT_TYPE ("av"));
  double number;

  /* A long list is refused before it is walked. */
  if (*n_left <= (is_list ? g_variant_n_children (value) : 0)) {
    pnr_case_fail (error,
                   _ ("The field “%s” brings the case to more than %d values. Describe a smaller "
                      "market."),
                   path, MOST_VALUES);
    return FALSE;
  }
  (*n_left)--;
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_VARDICT))
    return check_sizes_in_object (value, path, n_left, error);
  if (is_list) {
    for (gsize i = 0; i < pnr_report_list_length (value); i++) {
      g_autoptr (GVariant) item = pnr_report_list_get (value, i);

      if (!check_size_of (item, path, n_left, error))
        return FALSE;
    }
    return TRUE;
  }
  if (!pnr_variant_as_number (value, &number) || fabs (number) <= LARGEST_NUMBER)
    return TRUE;
  pnr_case_fail (error, _ ("The field “%s” holds a number beyond %g."), path, LARGEST_NUMBER);
  return FALSE;
}

/**
 * pnr_case_check_sizes:
 * @inputs: the fields of a case
 * @error: names the field that is too large
 *
 * A case of more than a million values is refused, as it would keep the merchant waiting.
 * No market has numbers of more than nine digits; sums and products of smaller ones stay exact
 * enough for every solver. Seeds are bits, not sizes.
 *
 * Returns: whether all numbers are of a sensible size
 */
gboolean
pnr_case_check_sizes (GVariant *inputs, GError **error)
{
  gsize n_left = MOST_VALUES;

  return check_size_of (inputs, "", &n_left, error);
}

/* Weights may be left out: then everybody counts once. */
gboolean
pnr_case_fill_weights (GVariant *inputs, const char *key, gsize n_weights, double *weights,
                       GError **error)
{
  g_autoptr (GVariant) list = pnr_report_get (inputs, key);

  for (gsize i = 0; i < n_weights; i++)
    weights[i] = 1;
  if (list == NULL)
    return TRUE;
  if (!pnr_case_fill (inputs, key, n_weights, weights, error))
    return FALSE;
  for (gsize i = 0; i < n_weights; i++)
    if (weights[i] < 0) {
      pnr_case_fail (error, _ ("The field “%s” must not hold negative weights."), key);
      return FALSE;
    }
  return TRUE;
}

char *
pnr_case_text (GVariant *inputs, const char *key, GError **error)
{
  char *text = pnr_report_dup_text (inputs, key);

  if (text == NULL)
    pnr_case_fail (error, _ ("The field “%s” is missing or is not a text."), key);
  return text;
}

GVariant *
pnr_case_list (GVariant *inputs, const char *key, GError **error)
{
  g_autoptr (GVariant) list = pnr_report_get (inputs, key);

  if (list != NULL && g_variant_is_of_type (list, G_VARIANT_TYPE ("av"))
      && g_variant_n_children (list) > 0)
    return g_steal_pointer (&list);
  pnr_case_fail (error, _ ("The field “%s” must be a list that is not empty."), key);
  return NULL;
}

GVariant *
pnr_case_object (GVariant *inputs, const char *key, GError **error)
{
  g_autoptr (GVariant) object = pnr_report_get (inputs, key);

  if (object != NULL && g_variant_is_of_type (object, G_VARIANT_TYPE_VARDICT))
    return g_steal_pointer (&object);
  pnr_case_fail (error, _ ("The field “%s” is missing or is not an object."), key);
  return NULL;
}

/* Returns: (transfer floating): the numbers as one list */
GVariant *
pnr_case_numbers_new (const double *numbers, gsize n_numbers)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("av"));
  for (gsize i = 0; i < n_numbers; i++)
    g_variant_builder_add (&builder, "v", g_variant_new_double (numbers[i]));
  return g_variant_builder_end (&builder);
}
