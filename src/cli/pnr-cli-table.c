/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints a report for people: figures one under the other, lists as aligned columns. */
#include "config.h"

#include "cli/pnr-cli-table.h"

#include <string.h>

#include "base/pnr-report.h"

#define WIDEST_CELL 60

static char *print_cell (GVariant *value);

static gboolean
is_dictionary (GVariant *value)
{
  return value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_VARDICT);
}

/* An estimate within a row: the value, and after it where it may well lie. */
static char *
print_estimate_cell (GVariant *estimate)
{
  g_autoptr (GVariant) value = pnr_report_get (estimate, "value");
  g_autoptr (GVariant) low = pnr_report_get (estimate, "low");
  g_autoptr (GVariant) high = pnr_report_get (estimate, "high");
  g_autofree char *value_cell = print_cell (value);
  g_autofree char *low_cell = print_cell (low);
  g_autofree char *high_cell = print_cell (high);

  return g_strdup_printf ("%s (%s…%s)", value_cell, low_cell, high_cell);
}

static gboolean
is_estimate (GVariant *value)
{
  g_autoptr (GVariant) low = is_dictionary (value) ? pnr_report_get (value, "low") : NULL;

  return low != NULL;
}

static char *
print_cell (GVariant *value)
{
  GString *text;

  if (value == NULL || g_variant_is_of_type (value, G_VARIANT_TYPE_MAYBE))
    return g_strdup ("–");
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return g_variant_dup_string (value, NULL);
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_INT64))
    return g_strdup_printf ("%" G_GINT64_FORMAT, g_variant_get_int64 (value));
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_DOUBLE))
    return g_strdup_printf ("%.5g", g_variant_get_double (value));
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN))
    return g_strdup (g_variant_get_boolean (value) ? "yes" : "no");
  if (is_estimate (value))
    return print_estimate_cell (value);
  if (pnr_report_list_length (value) == 0)
    return g_strdup ("none");
  text = g_string_new (NULL);
  for (gsize i = 0; i < pnr_report_list_length (value); i++) {
    g_autoptr (GVariant) child = pnr_report_list_get (value, i);
    g_autofree char *cell = print_cell (child);

    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", cell);
  }
  return g_string_free (text, FALSE);
}

/* Cells are user data: one line each, cut where a screen would wrap. */
void
pnr_cli_table_shorten (GString *cell)
{
  g_strdelimit (cell->str, "\n\r\t", ' ');
  if (g_utf8_strlen (cell->str, -1) <= WIDEST_CELL)
    return;
  g_string_truncate (cell,
                     (gsize) (g_utf8_offset_to_pointer (cell->str, WIDEST_CELL - 1) - cell->str));
  g_string_append (cell, "…");
}

/* What a program has to say is never cut, so it stands last. */
static gboolean
is_sentence (const char *key)
{
  return strcmp (key, "sentence") == 0 || strcmp (key, "message") == 0;
}

static char *
print_short_cell (const char *key, GVariant *value)
{
  g_autofree char *whole = print_cell (value);
  GString *cell = g_string_new (whole);

  if (is_sentence (key))
    g_strdelimit (cell->str, "\n\r\t", ' ');
  else
    pnr_cli_table_shorten (cell);
  return g_string_free (cell, FALSE);
}

/* What a person looks for first stands first; everything else follows by name. */
static const char *const first_keys[] = { "id",    "when",    "who",        "what",  "type",
                                          "if",    "then",    "from",       "to",    "items",
                                          "file",  "row",     "column",     "value", "low",
                                          "high",  "name",    "object",     "price", "profit",
                                          "count", "support", "confidence", "lift" };

static guint
rank_key (const char *key)
{
  guint rank = 0;

  while (rank < G_N_ELEMENTS (first_keys) && strcmp (first_keys[rank], key) != 0)
    rank++;
  return rank;
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  const char *first = *(const char *const *) a;
  const char *second = *(const char *const *) b;
  guint first_rank = rank_key (first);
  guint second_rank = rank_key (second);

  if (is_sentence (first) != is_sentence (second))
    return is_sentence (first) ? 1 : -1;
  if (first_rank != second_rank)
    return first_rank < second_rank ? -1 : 1;
  return strcmp (first, second);
}

/* Hashes are for programs; a table has better use for the width. */
static gboolean
is_for_people (const char *key)
{
  return !g_str_has_suffix (key, "hash") && strcmp (key, "sha256") != 0;
}

static GPtrArray *
sorted_keys (GVariant *dictionary)
{
  GPtrArray *keys = g_ptr_array_new_with_free_func (g_free);
  GVariantIter iter;
  const char *key;

  g_variant_iter_init (&iter, dictionary);
  while (g_variant_iter_loop (&iter, "{&sv}", &key, NULL))
    if (is_for_people (key))
      g_ptr_array_add (keys, g_strdup (key));
  g_ptr_array_sort (keys, compare_keys);
  return keys;
}

/* A list whose members are dictionaries is a table. */
static gboolean
is_table (GVariant *value)
{
  g_autoptr (GVariant) first = NULL;

  if (value == NULL || is_dictionary (value) || !g_variant_is_container (value)
      || pnr_report_list_length (value) == 0)
    return FALSE;
  first = pnr_report_list_get (value, 0);
  return is_dictionary (first);
}

void
pnr_cli_table_append_padded (GString *text, const char *cell, gsize width)
{
  g_string_append (text, cell);
  for (gsize length = (gsize) g_utf8_strlen (cell, -1); length < width; length++)
    g_string_append_c (text, ' ');
}

static void
print_table (GString *text, GVariant *rows)
{
  g_autoptr (GVariant) first = pnr_report_list_get (rows, 0);
  g_autoptr (GPtrArray) keys = sorted_keys (first);
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
  g_autofree gsize *widths = g_new0 (gsize, keys->len);

  for (guint k = 0; k < keys->len; k++)
    widths[k] = (gsize) g_utf8_strlen (g_ptr_array_index (keys, k), -1);
  for (gsize i = 0; i < pnr_report_list_length (rows); i++) {
    g_autoptr (GVariant) row = pnr_report_list_get (rows, i);

    for (guint k = 0; k < keys->len; k++) {
      g_autoptr (GVariant) value = pnr_report_get (row, g_ptr_array_index (keys, k));
      char *cell = print_short_cell (g_ptr_array_index (keys, k), value);

      g_ptr_array_add (cells, cell);
      widths[k] = MAX (widths[k], (gsize) g_utf8_strlen (cell, -1));
    }
  }
  for (guint k = 0; k < keys->len; k++)
    pnr_cli_table_append_padded (text, g_ptr_array_index (keys, k), widths[k] + 2);
  for (guint i = 0; i < cells->len; i++) {
    if (i % keys->len == 0)
      g_string_append_c (text, '\n');
    pnr_cli_table_append_padded (text, g_ptr_array_index (cells, i),
                                 (i + 1) % keys->len != 0 ? widths[i % keys->len] + 2 : 0);
  }
  g_string_append_c (text, '\n');
}

static gboolean
has_heading (GVariant *value)
{
  return is_dictionary (value) || is_table (value);
}

static void
print_plain_values (GString *text, GVariant *report, GPtrArray *keys)
{
  gsize width = 0;

  for (guint k = 0; k < keys->len; k++)
    width = MAX (width, strlen (g_ptr_array_index (keys, k)));
  for (guint k = 0; k < keys->len; k++) {
    const char *key = g_ptr_array_index (keys, k);
    g_autoptr (GVariant) value = pnr_report_get (report, key);
    g_autofree char *cell = NULL;

    if (has_heading (value))
      continue;
    cell = print_cell (value);
    pnr_cli_table_append_padded (text, key, width + 2);
    g_string_append_printf (text, "%s\n", cell);
  }
}

/* What has a heading comes last: what followed it would seem to belong to it. */
static void
print_dictionary (GString *text, GVariant *report, const char *path)
{
  g_autoptr (GPtrArray) keys = sorted_keys (report);

  print_plain_values (text, report, keys);
  for (guint k = 0; k < keys->len; k++) {
    const char *key = g_ptr_array_index (keys, k);
    g_autoptr (GVariant) value = pnr_report_get (report, key);
    g_autofree char *heading = NULL;

    if (!has_heading (value))
      continue;
    heading = path[0] != '\0' ? g_strdup_printf ("%s, %s", path, key) : g_strdup (key);
    g_string_append_printf (text, "\n%s\n", heading);
    if (is_dictionary (value))
      print_dictionary (text, value, heading);
    else
      print_table (text, value);
  }
}

/* A side of a comparison: figures that are {value, low, high} make a table of their own. */
static gboolean
is_estimates (GVariant *value)
{
  g_autoptr (GVariant) aov = is_dictionary (value) ? pnr_report_get (value, "aov") : NULL;

  return is_dictionary (aov);
}

static void
print_estimates (GString *text, const char *name, GVariant *side)
{
  g_autoptr (GPtrArray) keys = sorted_keys (side);

  g_string_append_printf (text, "\n%-16s %14s %14s %14s\n", name, "value", "low", "high");
  for (guint k = 0; k < keys->len; k++) {
    g_autoptr (GVariant) figure = pnr_report_get (side, g_ptr_array_index (keys, k));
    const char *const parts[] = { "value", "low", "high" };

    if (!is_dictionary (figure))
      continue;
    g_string_append_printf (text, "%-16s", (char *) g_ptr_array_index (keys, k));
    for (gsize i = 0; i < G_N_ELEMENTS (parts); i++) {
      g_autoptr (GVariant) part = pnr_report_get (figure, parts[i]);
      g_autofree char *cell = print_cell (part);

      g_string_append_printf (text, " %14s", cell);
    }
    g_string_append_c (text, '\n');
  }
}

/**
 * pnr_cli_table_print:
 * @report: a verb's result
 *
 * Returns: (transfer full): it as text for a terminal
 */
char *
pnr_cli_table_print (GVariant *report)
{
  GString *text = g_string_new (NULL);
  const char *const sides[] = { "baseline", "scenario", "delta" };
  g_autoptr (GVariantDict) rest = g_variant_dict_new (report);
  g_autoptr (GVariant) plain = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++) {
    g_autoptr (GVariant) side = pnr_report_get (report, sides[i]);

    if (!is_estimates (side))
      continue;
    print_estimates (text, sides[i], side);
    g_variant_dict_remove (rest, sides[i]);
  }
  plain = g_variant_ref_sink (g_variant_dict_end (rest));
  if (text->len > 0)
    g_string_append_c (text, '\n');
  print_dictionary (text, plain, "");
  return g_string_free (text, FALSE);
}
