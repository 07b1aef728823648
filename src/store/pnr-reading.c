/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plan read whole or in part: snapshots, what changed, the fingerprint of the data. */
#include "config.h"

#include "store/pnr-reading.h"

#include <string.h>

#include "store/pnr-table.h"

/* Above this many nouns the lists are replaced: cheaper than as many single changes. */
#define FEW_NOUNS 2000

static void
take_into_contents (gpointer noun, gpointer data)
{
  pnr_contents_take (data, noun);
}

static void
hash_number (GChecksum *checksum, gint64 number)
{
  gint64 bytes = GINT64_TO_LE (number);

  g_checksum_update (checksum, (const guchar *) &bytes, sizeof bytes);
}

static int
compare_skus (gconstpointer a, gconstpointer b)
{
  return strcmp (pnr_product_get_sku (*(PnrProduct **) a),
                 pnr_product_get_sku (*(PnrProduct **) b));
}

/**
 * pnr_reading_hash_contents:
 * @contents: a snapshot
 *
 * Returns: (transfer full): the SHA-256 of what figures rest on: currency, prices, costs and what
 *   was sold of each SKU; the same data, the same hash, in any plan
 */
char *
pnr_reading_hash_contents (PnrContents *contents)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GPtrArray) products = g_ptr_array_copy (contents->products, NULL, NULL);

  g_ptr_array_set_free_func (products, NULL);
  g_ptr_array_sort (products, compare_skus);
  g_checksum_update (checksum, (const guchar *) contents->currency, strlen (contents->currency));
  for (guint i = 0; i < products->len; i++) {
    PnrProduct *product = g_ptr_array_index (products, i);
    const char *sku = pnr_product_get_sku (product);

    g_checksum_update (checksum, (const guchar *) sku, strlen (sku) + 1);
    hash_number (checksum, pnr_product_get_price_minor (product));
    hash_number (checksum, pnr_product_get_cost_minor (product));
    hash_number (checksum, pnr_product_get_n_orders (product));
    hash_number (checksum, pnr_product_get_units_milli (product));
    hash_number (checksum, pnr_product_get_revenue_minor (product));
  }
  return g_strdup (g_checksum_get_string (checksum));
}

/* The first and the last day count both. */
gboolean
pnr_reading_count_days (PnrDb *db, gint64 *n_days, GError **error)
{
  return pnr_db_read_number (
      db,
      "SELECT ifnull ((max (ordered_at) - min (ordered_at)) / 86400 + 1, 0) FROM orders "
      "WHERE is_cancelled = 0",
      n_days, error);
}

PnrContents *
pnr_reading_read_contents (PnrDb *db, const char *name, const char *currency, GError **error)
{
  g_autoptr (PnrContents) contents = pnr_contents_new (name, currency);

  for (guint i = 0; i < PNR_N_TABLES; i++) {
    if (!pnr_table_at (i)->read (db, 0, take_into_contents, contents, error))
      return NULL;
  }
  contents->data_hash = pnr_reading_hash_contents (contents);
  if (!pnr_reading_count_days (db, &contents->history_days, error))
    return NULL;
  return g_steal_pointer (&contents);
}

#define OF_ALL_NOUNS(aggregate, otherwise)                                                   \
  "SELECT " aggregate " (ifnull ((SELECT " aggregate " (id) FROM product), " otherwise "), " \
  "ifnull ((SELECT " aggregate " (id) FROM relation), " otherwise "), "                      \
  "ifnull ((SELECT " aggregate " (id) FROM verdict), " otherwise "), "                       \
  "ifnull ((SELECT " aggregate " (id) FROM bundle), " otherwise "), "                        \
  "ifnull ((SELECT " aggregate " (id) FROM scenario), " otherwise "), "                      \
  "ifnull ((SELECT " aggregate " (id) FROM board_place), " otherwise "))"

gboolean
pnr_reading_read_last_id (PnrDb *db, gint64 *last_id, GError **error)
{
  return pnr_db_read_number (db, OF_ALL_NOUNS ("max", "0"), last_id, error);
}

gboolean
pnr_reading_read_first_id (PnrDb *db, gint64 *first_id, GError **error)
{
  return pnr_db_read_number (db, OF_ALL_NOUNS ("min", "1"), first_id, error);
}

/* The rows that are no nouns: what was bought, by whom, and what was done. */
static const char *const other_tables[] = { "orders",
                                            "order_line",
                                            "customer",
                                            "import_batch",
                                            "import_reject",
                                            "change",
                                            "board",
                                            "shelved_orders",
                                            "shelved_order_line",
                                            "shelved_customer",
                                            "shelved_import_reject" };

/**
 * pnr_reading_has_sound_ids:
 * @db: a connection
 * @are_sound: (out): whether every row that is no noun has an id that is one, and there is room
 *   above the last one
 * @error: a place for a sentence
 *
 * Returns: whether reading went well
 */
gboolean
pnr_reading_has_sound_ids (PnrDb *db, gboolean *are_sound, GError **error)
{
  *are_sound = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (other_tables) && *are_sound; i++) {
    g_autofree char *first_sql =
        g_strdup_printf ("SELECT ifnull (min (id), 1) FROM %s", other_tables[i]);
    g_autofree char *last_sql =
        g_strdup_printf ("SELECT ifnull (max (id), 1) FROM %s", other_tables[i]);
    gint64 first;
    gint64 last;

    if (!pnr_db_read_number (db, first_sql, &first, error)
        || !pnr_db_read_number (db, last_sql, &last, error))
      return FALSE;
    *are_sound = first > 0 && last <= PNR_NOUN_LAST_ID;
  }
  return TRUE;
}

/* The noun a row belongs to; the first column is its id in every one of these tables. */
static GType
type_of_rows (const char *table)
{
  const struct {
    const char *table;
    GType type;
  } owners[] = {
    { "product", PNR_TYPE_PRODUCT },         { "product_sales", PNR_TYPE_PRODUCT },
    { "price_history", PNR_TYPE_PRODUCT },   { "relation", PNR_TYPE_RELATION },
    { "verdict", PNR_TYPE_VERDICT },         { "bundle", PNR_TYPE_BUNDLE },
    { "bundle_component", PNR_TYPE_BUNDLE }, { "bundle_tier", PNR_TYPE_BUNDLE },
    { "scenario", PNR_TYPE_SCENARIO },       { "scenario_bundle", PNR_TYPE_SCENARIO },
    { "assumption", PNR_TYPE_SCENARIO },     { "board_place", PNR_TYPE_PLACE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (owners); i++) {
    if (strcmp (owners[i].table, table) == 0)
      return owners[i].type;
  }
  return G_TYPE_INVALID;
}

static void
note_row (sqlite3_changeset_iter *row, GArray *touched)
{
  PnrStoreRemoval noun;
  sqlite3_value *id = NULL;
  const char *table;
  int n_columns;
  int operation;

  sqlite3changeset_op (row, &table, &n_columns, &operation, NULL);
  noun.type = type_of_rows (table);
  if (noun.type == G_TYPE_INVALID)
    return;
  if (operation == SQLITE_INSERT)
    sqlite3changeset_new (row, 0, &id);
  else
    sqlite3changeset_old (row, 0, &id);
  noun.id = sqlite3_value_int64 (id);
  g_array_append_val (touched, noun);
}

static int
compare_nouns (gconstpointer a, gconstpointer b)
{
  const PnrStoreRemoval *first = a;
  const PnrStoreRemoval *second = b;

  if (first->type != second->type)
    return first->type < second->type ? -1 : 1;
  return first->id < second->id ? -1 : first->id > second->id;
}

static gboolean
list_touched (PnrDb *db, GBytes *changeset, GArray *touched, GError **error)
{
  sqlite3_changeset_iter *rows = NULL;
  int result = sqlite3changeset_start (&rows, g_bytes_get_size (changeset),
                                       (gpointer) g_bytes_get_data (changeset, NULL));

  if (result != SQLITE_OK)
    return pnr_db_set_error (db, result, error);
  while (sqlite3changeset_next (rows) == SQLITE_ROW)
    note_row (rows, touched);
  result = sqlite3changeset_finalize (rows);
  g_array_sort (touched, compare_nouns);
  return result == SQLITE_OK || pnr_db_set_error (db, result, error);
}

static void
take_into_puts (gpointer noun, gpointer data)
{
  g_ptr_array_add (data, noun);
}

/**
 * pnr_reading_read_changes:
 * @db: a connection
 * @changeset: the rows that an action changed
 * @change: where the fresh and the removed nouns go
 * @is_small: (out): %FALSE when there are so many that reading all is better; then @change is as
 *   it was
 * @error: a place for a sentence
 *
 * Returns: whether reading went well
 */
gboolean
pnr_reading_read_changes (PnrDb *db, GBytes *changeset, PnrStoreChange *change, gboolean *is_small,
                          GError **error)
{
  g_autoptr (GArray) touched = g_array_new (FALSE, FALSE, sizeof (PnrStoreRemoval));

  if (!list_touched (db, changeset, touched, error))
    return FALSE;
  *is_small = touched->len <= FEW_NOUNS;
  for (guint i = 0; *is_small && i < touched->len; i++) {
    PnrStoreRemoval *noun = &g_array_index (touched, PnrStoreRemoval, i);
    guint n_puts = change->puts->len;

    if (i > 0 && compare_nouns (noun - 1, noun) == 0)
      continue;
    if (!pnr_table_of (noun->type)->read (db, noun->id, take_into_puts, change->puts, error))
      return FALSE;
    if (change->puts->len == n_puts)
      g_array_append_val (change->removals, *noun);
  }
  return TRUE;
}

static void
dump_value (GString *dump, sqlite3_stmt *row, int column)
{
  const char *text = (const char *) sqlite3_column_text (row, column);

  g_string_append_c (dump, column > 0 ? '|' : ' ');
  if (text == NULL)
    g_string_append (dump, "(nothing)");
  else if (sqlite3_column_type (row, column) == SQLITE_BLOB)
    g_string_append_printf (dump, "(%d bytes)", sqlite3_column_bytes (row, column));
  else
    g_string_append (dump, text);
}

static gboolean
dump_table (PnrDb *db, const char *sql, GString *dump, GError **error)
{
  g_autoptr (PnrStatement) rows = pnr_statement_new (db, sql, error);
  gboolean has_row = rows != NULL;

  if (rows == NULL)
    return FALSE;
  g_string_append_printf (dump, "%s\n", sql);
  while (has_row) {
    sqlite3_stmt *row = pnr_statement_get_handle (rows);

    if (!pnr_statement_step (rows, &has_row, error))
      return FALSE;
    for (int i = 0; has_row && i < sqlite3_column_count (row); i++)
      dump_value (dump, row, i);
    g_string_append_c (dump, '\n');
  }
  return TRUE;
}

/**
 * pnr_reading_dump:
 * @db: a connection
 * @error: a place for a sentence
 *
 * Returns: (transfer full) (nullable): the tables and indexes in their order, and every
 *   row of every table that undo must bring back
 */
char *
pnr_reading_dump (PnrDb *db, GError **error)
{
  static const char *const tables[] = {
    "SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL "
    "ORDER BY type <> 'table', rowid",
    "SELECT * FROM plan ORDER BY id",
    "SELECT * FROM product ORDER BY id",
    "SELECT * FROM product_sales ORDER BY product_id",
    "SELECT * FROM price_history ORDER BY product_id, position",
    "SELECT * FROM import_batch ORDER BY id",
    "SELECT * FROM import_reject ORDER BY id",
    "SELECT * FROM customer ORDER BY id",
    "SELECT * FROM orders ORDER BY id",
    "SELECT * FROM order_line ORDER BY id",
    "SELECT * FROM relation ORDER BY id",
    "SELECT * FROM verdict ORDER BY id",
    "SELECT * FROM bundle ORDER BY id",
    "SELECT * FROM bundle_component ORDER BY bundle_id, position",
    "SELECT * FROM bundle_tier ORDER BY bundle_id, position",
    "SELECT * FROM scenario ORDER BY id",
    "SELECT * FROM scenario_bundle ORDER BY scenario_id, position",
    "SELECT * FROM assumption ORDER BY scenario_id, position",
    "SELECT * FROM board ORDER BY id",
    "SELECT * FROM board_place ORDER BY id",
  };
  g_autoptr (GString) dump = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++) {
    if (!dump_table (db, tables[i], dump, error))
      return NULL;
  }
  return g_string_free (g_steal_pointer (&dump), FALSE);
}
