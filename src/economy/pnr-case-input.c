/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the fields of a worked case and says in a sentence which one is missing or wrong. */
#include "config.h"

#include "economy/pnr-case-input.h"

#include <glib/gi18n.h>
#include <math.h>

#include "economy/pnr-economy-error.h"

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
