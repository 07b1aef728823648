/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What products cost when each bundle was last decided, read from the history of the plan.
 *
 * Every action is kept with what takes it back, so a walk from the newest action to older ones
 * meets each change of a price with the price before it. Where it meets the last change of a
 * bundle, what was gathered till then is what its products cost when that was made. It ends when
 * every bundle was met, or where the history was cut off: then the oldest known prices hold. */
#include "config.h"

#include "store/pnr-price-memory.h"

#include "base/pnr-money.h"
#include "model/pnr-past-price.h"
#include "store/pnr-history.h"
#include "store/pnr-statement.h"

/* @price_minor, @cost_minor: as of the point in the past that the walk has come to. */
typedef struct {
  gboolean has_price;
  gboolean has_cost;
  gint64 price_minor;
  gint64 cost_minor;
} Past;

/* @parts: by bundle, ids of its products, until the walk has met it. @past: by product. */
typedef struct {
  PnrDb *db;
  int price_column;
  int cost_column;
  GHashTable *parts;
  GHashTable *past;
  GArray *found;
} Walk;

static void
walk_clear (Walk *self)
{
  g_clear_pointer (&self->parts, g_hash_table_unref);
  g_clear_pointer (&self->past, g_hash_table_unref);
  g_clear_pointer (&self->found, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Walk, walk_clear)

static gboolean
find_column (PnrDb *db, const char *name, int *column, GError **error)
{
  PnrStatement *find = pnr_db_get_statement (
      db, "SELECT cid FROM pragma_table_info ('product') WHERE name = ?", error);
  gboolean has_row;

  if (find == NULL)
    return FALSE;
  pnr_statement_bind_text (find, 1, name);
  if (!pnr_statement_step (find, &has_row, error))
    return FALSE;
  *column = has_row ? (int) pnr_statement_get_number (find, 0) : -1;
  pnr_statement_reset (find);
  return TRUE;
}

static void
take_part (Walk *self, gint64 bundle_id, gint64 product_id)
{
  GArray *ids = g_hash_table_lookup (self->parts, &bundle_id);

  if (ids == NULL) {
    ids = g_array_new (FALSE, FALSE, sizeof (gint64));
    g_hash_table_insert (self->parts, g_memdup2 (&bundle_id, sizeof bundle_id), ids);
  }
  g_array_append_val (ids, product_id);
}

static gboolean
read_parts (Walk *self, GError **error)
{
  PnrStatement *rows = pnr_db_get_statement (
      self->db, "SELECT DISTINCT bundle_id, product_id FROM bundle_component", error);
  gboolean has_row = TRUE;

  if (rows == NULL)
    return FALSE;
  while (has_row) {
    if (!pnr_statement_step (rows, &has_row, error))
      return FALSE;
    if (has_row)
      take_part (self, pnr_statement_get_number (rows, 0), pnr_statement_get_number (rows, 1));
  }
  return TRUE;
}

/* What was gathered is what the bundle's products cost then; of one of the two that never changed
 * only the plan of today knows. */
static gboolean
settle (Walk *self, gint64 bundle_id, GError **error)
{
  GArray *ids = g_hash_table_lookup (self->parts, &bundle_id);

  for (guint i = 0; ids != NULL && i < ids->len; i++) {
    gint64 id = g_array_index (ids, gint64, i);
    const Past *past = g_hash_table_lookup (self->past, &id);
    PnrPastPrice price = { bundle_id, id, PNR_MONEY_UNKNOWN, PNR_MONEY_UNKNOWN };
    PnrStatement *now;
    gboolean has_row;

    if (past == NULL)
      continue;
    now = pnr_db_get_statement (self->db,
                                "SELECT price_minor, cost_minor FROM product WHERE id = ?", error);
    if (now == NULL)
      return FALSE;
    pnr_statement_bind_number (now, 1, id);
    if (!pnr_statement_step (now, &has_row, error))
      return FALSE;
    if (has_row) {
      price.price_minor =
          past->has_price ? past->price_minor : pnr_statement_get_known (now, 0, PNR_MONEY_UNKNOWN);
      price.cost_minor =
          past->has_cost ? past->cost_minor : pnr_statement_get_known (now, 1, PNR_MONEY_UNKNOWN);
      g_array_append_val (self->found, price);
    }
    pnr_statement_reset (now);
  }
  g_hash_table_remove (self->parts, &bundle_id);
  return TRUE;
}

/* An absent value did not change; nothing is an unknown price. */
static void
take_value (sqlite3_changeset_iter *row, int column, gboolean *has_value, gint64 *minor)
{
  sqlite3_value *value = NULL;

  if (column < 0 || sqlite3changeset_old (row, column, &value) != SQLITE_OK || value == NULL)
    return;
  *has_value = TRUE;
  *minor = sqlite3_value_type (value) == SQLITE_INTEGER ? sqlite3_value_int64 (value)
                                                        : PNR_MONEY_UNKNOWN;
}

static void
take_product (Walk *self, sqlite3_changeset_iter *row, gint64 id)
{
  Past now = { 0 };
  Past *past = g_hash_table_lookup (self->past, &id);

  take_value (row, self->price_column, &now.has_price, &now.price_minor);
  take_value (row, self->cost_column, &now.has_cost, &now.cost_minor);
  if (!now.has_price && !now.has_cost)
    return;
  if (past == NULL) {
    past = g_new0 (Past, 1);
    g_hash_table_insert (self->past, g_memdup2 (&id, sizeof id), past);
  }
  if (now.has_price) {
    past->has_price = TRUE;
    past->price_minor = now.price_minor;
  }
  if (now.has_cost) {
    past->has_cost = TRUE;
    past->cost_minor = now.cost_minor;
  }
}

/* Every recorded key begins with the id that matters here; it was checked to be a number. */
static gint64
get_id (sqlite3_changeset_iter *row, int operation)
{
  sqlite3_value *value = NULL;

  if (operation == SQLITE_INSERT)
    sqlite3changeset_new (row, 0, &value);
  else
    sqlite3changeset_old (row, 0, &value);
  return value != NULL ? sqlite3_value_int64 (value) : 0;
}

/* @of_bundles: a bundle that was decided with new prices was decided with these, so it is settled
 * before they are taken back. */
static gboolean
walk_rows (Walk *self, GBytes *changeset, gboolean of_bundles, GError **error)
{
  sqlite3_changeset_iter *row = NULL;
  gboolean is_walked = TRUE;
  int result = sqlite3changeset_start (&row, (int) g_bytes_get_size (changeset),
                                       (gpointer) g_bytes_get_data (changeset, NULL));

  while (result == SQLITE_OK && is_walked && sqlite3changeset_next (row) == SQLITE_ROW) {
    const char *table = NULL;
    int n_columns, operation, is_indirect;

    result = sqlite3changeset_op (row, &table, &n_columns, &operation, &is_indirect);
    if (result != SQLITE_OK)
      break;
    if (of_bundles && g_str_has_prefix (table, "bundle"))
      is_walked = settle (self, get_id (row, operation), error);
    else if (!of_bundles && operation == SQLITE_UPDATE && g_str_equal (table, "product"))
      take_product (self, row, get_id (row, operation));
  }
  sqlite3changeset_finalize (row);
  if (result != SQLITE_OK)
    return pnr_db_set_error (self->db, result, error);
  return is_walked;
}

static gboolean
walk_action (Walk *self, gint64 change_id, GError **error)
{
  g_autoptr (GBytes) changeset = pnr_history_read_changeset (self->db, change_id, error);

  return changeset != NULL && walk_rows (self, changeset, TRUE, error)
         && walk_rows (self, changeset, FALSE, error);
}

/* The actions that stand, the newest first, down to the first that does not keep what it changed.
 */
static GArray *
list_actions (PnrDb *db, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  PnrStatement *rows = pnr_db_get_statement (db,
                                             "SELECT id, n_bytes > 0 AND snapshot IS NULL FROM "
                                             "change WHERE state = 'done' ORDER BY id DESC",
                                             error);
  gboolean has_row = TRUE;

  if (rows == NULL)
    return NULL;
  while (has_row) {
    gint64 id;

    if (!pnr_statement_step (rows, &has_row, error))
      return NULL;
    if (has_row && pnr_statement_get_number (rows, 1) == 0) {
      pnr_statement_reset (rows);
      break;
    }
    id = has_row ? pnr_statement_get_number (rows, 0) : 0;
    if (has_row)
      g_array_append_val (ids, id);
  }
  return g_steal_pointer (&ids);
}

static int
compare_prices (gconstpointer a, gconstpointer b)
{
  const PnrPastPrice *first = a, *second = b;

  return (first->bundle_id > second->bundle_id) - (first->bundle_id < second->bundle_id);
}

static gboolean
settle_rest (Walk *self, GError **error)
{
  g_autofree gpointer *ids = g_hash_table_get_keys_as_array (self->parts, NULL);
  g_autoptr (GArray) rest = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; ids[i] != NULL; i++)
    g_array_append_vals (rest, ids[i], 1);
  for (guint i = 0; i < rest->len; i++)
    if (!settle (self, g_array_index (rest, gint64, i), error))
      return FALSE;
  return TRUE;
}

/**
 * pnr_price_memory_read:
 * @db: a connection
 * @error: a place for a sentence
 *
 * Returns: (transfer full) (nullable) (element-type PnrPastPrice): what changed since the bundles
 *   were decided
 */
GArray *
pnr_price_memory_read (PnrDb *db, GError **error)
{
  g_auto (Walk) walk = { .db = db };
  g_autoptr (GArray) actions = list_actions (db, error);

  walk.parts =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_array_unref);
  walk.past = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  walk.found = g_array_new (FALSE, FALSE, sizeof (PnrPastPrice));
  if (actions == NULL || !find_column (db, "price_minor", &walk.price_column, error)
      || !find_column (db, "cost_minor", &walk.cost_column, error) || !read_parts (&walk, error))
    return NULL;
  for (guint i = 0; i < actions->len && g_hash_table_size (walk.parts) > 0; i++)
    if (!walk_action (&walk, g_array_index (actions, gint64, i), error))
      return NULL;
  if (!settle_rest (&walk, error))
    return NULL;
  g_array_sort (walk.found, compare_prices);
  return g_steal_pointer (&walk.found);
}
