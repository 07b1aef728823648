/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A dictionary under construction and a reader of one: how results and cases travel between rooms.
 */
#include "config.h"

#include "base/pnr-report.h"

#include <math.h>

#include "base/pnr-money.h"

GVariantDict *
pnr_report_new (void)
{
  return g_variant_dict_new (NULL);
}

void
pnr_report_add_text (GVariantDict *report, const char *key, const char *text)
{
  if (text != NULL)
    g_variant_dict_insert_value (report, key, g_variant_new_string (text));
  else
    g_variant_dict_insert_value (report, key, g_variant_new_maybe (G_VARIANT_TYPE_VARIANT, NULL));
}

/* A name on the disk is bytes, and a text must be one: what is none is shown as well as it goes. */
void
pnr_report_add_path (GVariantDict *report, const char *key, const char *path)
{
  g_autofree char *shown = g_filename_display_name (path);

  pnr_report_add_text (report, key, shown);
}

/* Money travels as a decimal text with the currency's digits, so that no reader rounds it. */
void
pnr_report_add_money (GVariantDict *report, const char *key, gint64 minor, const char *currency)
{
  g_autofree char *text = minor == PNR_MONEY_UNKNOWN ? NULL : pnr_money_to_string (minor, currency);

  pnr_report_add_text (report, key, text);
}

void
pnr_report_add_count (GVariantDict *report, const char *key, gint64 count)
{
  g_variant_dict_insert_value (report, key, g_variant_new_int64 (count));
}

/* JSON knows no infinity: a number that is not finite is reported as nothing. */
void
pnr_report_add_number (GVariantDict *report, const char *key, double number)
{
  if (isfinite (number))
    g_variant_dict_insert_value (report, key, g_variant_new_double (number));
  else
    pnr_report_add_text (report, key, NULL);
}

void
pnr_report_add_truth (GVariantDict *report, const char *key, gboolean truth)
{
  g_variant_dict_insert_value (report, key, g_variant_new_boolean (truth));
}

void
pnr_report_add_value (GVariantDict *report, const char *key, GVariant *value)
{
  g_variant_dict_insert_value (report, key, value);
}

/**
 * pnr_report_list_end:
 * @items: (transfer full) (element-type GVariant): values, floating or not
 *
 * Returns: (transfer floating): the values as one list
 */
GVariant *
pnr_report_list_end (GPtrArray *items)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("av"));
  for (guint i = 0; i < items->len; i++)
    g_variant_builder_add (&builder, "v", g_ptr_array_index (items, i));
  g_ptr_array_set_free_func (items, NULL);
  g_ptr_array_unref (items);
  return g_variant_builder_end (&builder);
}

void
pnr_report_add_list (GVariantDict *report, const char *key, GPtrArray *items)
{
  pnr_report_add_value (report, key, pnr_report_list_end (items));
}

/**
 * pnr_report_end:
 * @report: (transfer full): a report
 *
 * Returns: (transfer floating): the finished dictionary
 */
GVariant *
pnr_report_end (GVariantDict *report)
{
  GVariant *ended = g_variant_dict_end (report);

  g_variant_dict_unref (report);
  /* A tree of small objects takes ten times the memory of its bytes, and lists can be long. */
  g_variant_get_data (ended);
  return ended;
}

/**
 * pnr_report_get:
 * @report: a dictionary
 * @key: a name
 *
 * Returns: (transfer full) (nullable): the value, unboxed; %NULL where it is absent or nothing
 */
GVariant *
pnr_report_get (GVariant *report, const char *key)
{
  GVariant *value;

  if (report == NULL || !g_variant_is_of_type (report, G_VARIANT_TYPE_VARDICT))
    return NULL;
  value = g_variant_lookup_value (report, key, NULL);
  if (value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_MAYBE)) {
    g_variant_unref (value);
    return NULL;
  }
  return value;
}

/**
 * pnr_variant_as_number:
 * @value: a value
 * @number: (out): it as a double
 *
 * Reads integers, doubles and decimal texts ("0.02": exact shares are written so).
 *
 * Returns: whether @value is a number
 */
gboolean
pnr_variant_as_number (GVariant *value, double *number)
{
  if (value == NULL)
    return FALSE;
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_VARIANT)) {
    g_autoptr (GVariant) inner = g_variant_get_variant (value);

    return pnr_variant_as_number (inner, number);
  }
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_DOUBLE)) {
    *number = g_variant_get_double (value);
    return TRUE;
  }
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT64)) {
    *number = (double) g_variant_get_int64 (value);
    return TRUE;
  }
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING)) {
    const char *text = g_variant_get_string (value, NULL);
    char *end = NULL;

    *number = g_ascii_strtod (text, &end);
    return end != text && *end == '\0' && isfinite (*number);
  }
  return FALSE;
}

gboolean
pnr_report_get_number (GVariant *report, const char *key, double *number)
{
  g_autoptr (GVariant) value = pnr_report_get (report, key);

  return pnr_variant_as_number (value, number);
}

gboolean
pnr_report_get_count (GVariant *report, const char *key, gint64 *count)
{
  g_autoptr (GVariant) value = pnr_report_get (report, key);

  if (value == NULL || !g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    return FALSE;
  *count = g_variant_get_int64 (value);
  return TRUE;
}

gboolean
pnr_report_get_truth (GVariant *report, const char *key, gboolean fallback)
{
  g_autoptr (GVariant) value = pnr_report_get (report, key);

  if (value == NULL || !g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN))
    return fallback;
  return g_variant_get_boolean (value);
}

char *
pnr_report_dup_text (GVariant *report, const char *key)
{
  g_autoptr (GVariant) value = pnr_report_get (report, key);

  if (value == NULL || !g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return NULL;
  return g_variant_dup_string (value, NULL);
}

gsize
pnr_report_list_length (GVariant *list)
{
  return list != NULL && g_variant_is_container (list) ? g_variant_n_children (list) : 0;
}

/**
 * pnr_report_list_get:
 * @list: a list
 * @index: a place in it
 *
 * Returns: (transfer full): the value there, unboxed
 */
GVariant *
pnr_report_list_get (GVariant *list, gsize index)
{
  GVariant *child = g_variant_get_child_value (list, index);
  GVariant *inner;

  if (!g_variant_is_of_type (child, G_VARIANT_TYPE_VARIANT))
    return child;
  inner = g_variant_get_variant (child);
  g_variant_unref (child);
  return inner;
}

/**
 * pnr_report_dup_numbers:
 * @report: a dictionary
 * @key: the name of a list of numbers
 * @n_numbers: (out): its length, 0 when it is not a list of numbers
 *
 * Returns: (transfer full) (nullable): the numbers; %NULL when absent or when one is not a number
 */
double *
pnr_report_dup_numbers (GVariant *report, const char *key, gsize *n_numbers)
{
  g_autoptr (GVariant) list = pnr_report_get (report, key);
  g_autofree double *numbers = NULL;

  *n_numbers = pnr_report_list_length (list);
  if (*n_numbers == 0)
    return NULL;
  numbers = g_new (double, *n_numbers);
  for (gsize i = 0; i < *n_numbers; i++) {
    g_autoptr (GVariant) value = pnr_report_list_get (list, i);

    if (!pnr_variant_as_number (value, &numbers[i])) {
      *n_numbers = 0;
      return NULL;
    }
  }
  return g_steal_pointer (&numbers);
}
