/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads basket files for the tests of mining: one basket a line, gzip or plain. */
#include "basket-file.h"

#include <gio/gio.h>
#include <string.h>

/* The text of a file in the folder of real data; NULL, and a message, where it is missing. */
char *
basket_file_read_text (const char *name)
{
  const char *folder = g_getenv ("PANNIER_DATA");
  g_autofree char *path = g_build_filename (folder != NULL ? folder : ".", name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  g_autoptr (GConverter) unzip = NULL;
  g_autoptr (GInputStream) plain = NULL;
  g_autoptr (GOutputStream) text = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) error = NULL;

  if (stream == NULL) {
    g_test_message ("%s is not here; checked on small data only", path);
    return NULL;
  }
  unzip = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
  plain = g_converter_input_stream_new (G_INPUT_STREAM (stream), unzip);
  g_output_stream_splice (text, plain, G_OUTPUT_STREAM_SPLICE_NONE, NULL, &error);
  g_assert_no_error (error);
  g_output_stream_write (text, "", 1, NULL, NULL);
  g_output_stream_close (text, NULL, NULL);
  return g_memory_output_stream_steal_data (G_MEMORY_OUTPUT_STREAM (text));
}

/* The table owns no names: they live in the set. */
static guint32
find_item (PnrBasketSetBuilder *builder, GHashTable *numbers, const char *name)
{
  gpointer number;
  guint32 item;

  if (g_hash_table_lookup_extended (numbers, name, NULL, &number))
    return GPOINTER_TO_UINT (number);
  item = pnr_basket_set_builder_add_item (builder, (gint64) g_hash_table_size (numbers) + 1, name);
  g_hash_table_insert (numbers, g_strdup (name), GUINT_TO_POINTER (item));
  return item;
}

PnrBasketSet *
basket_file_parse (const char *text, char separator)
{
  g_autoptr (PnrBasketSetBuilder) builder = pnr_basket_set_builder_new ();
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  while (*text != '\0') {
    gsize length = strcspn (text, "\n");
    const char *end = text + length;

    while (text < end) {
      const char *stop = memchr (text, separator, (gsize) (end - text));
      gsize width = (gsize) ((stop != NULL ? stop : end) - text);
      g_autofree char *name = g_strstrip (g_strndup (text, width));

      if (*name != '\0')
        pnr_basket_set_builder_add_entry (builder, find_item (builder, numbers, name));
      text += width + (stop != NULL);
    }
    pnr_basket_set_builder_end_basket (builder);
    text = end + (*end != '\0');
  }
  return pnr_basket_set_builder_end (g_steal_pointer (&builder));
}

PnrBasketSet *
basket_file_read (const char *name, char separator)
{
  g_autofree char *text = basket_file_read_text (name);

  return text != NULL ? basket_file_parse (text, separator) : NULL;
}

static void
add_to_basket (GHashTable *baskets, GPtrArray *order, const char *key, const char *item)
{
  GPtrArray *basket = g_hash_table_lookup (baskets, key);

  if (basket == NULL) {
    basket = g_ptr_array_new_with_free_func (g_free);
    g_hash_table_insert (baskets, g_strdup (key), basket);
    g_ptr_array_add (order, basket);
  }
  g_ptr_array_add (basket, g_strdup (item));
}

/* One line an entry, comma separated without quotes before the last column used, with a header. */
PnrBasketSet *
basket_file_read_columns (const char *name, const guint *key_columns, guint n_keys,
                          guint item_column)
{
  g_autofree char *text = basket_file_read_text (name);
  char *line = text;
  g_autoptr (GHashTable) baskets =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  g_autoptr (PnrBasketSetBuilder) builder = pnr_basket_set_builder_new ();

  if (text == NULL)
    return NULL;
  while ((line = strchr (line, '\n')) != NULL && *++line != '\0') {
    g_autofree char *record = g_strndup (line, strcspn (line, "\n"));
    g_auto (GStrv) fields = g_strsplit (record, ",", -1);
    g_autoptr (GString) key = g_string_new (NULL);

    for (guint k = 0; k < n_keys; k++)
      g_string_append_printf (key, "%s|", fields[key_columns[k]]);
    add_to_basket (baskets, order, key->str, fields[item_column]);
  }
  for (guint i = 0; i < order->len; i++) {
    GPtrArray *basket = g_ptr_array_index (order, i);

    for (guint k = 0; k < basket->len; k++)
      pnr_basket_set_builder_add_entry (
          builder, find_item (builder, numbers, g_ptr_array_index (basket, k)));
    pnr_basket_set_builder_end_basket (builder);
  }
  return pnr_basket_set_builder_end (g_steal_pointer (&builder));
}
