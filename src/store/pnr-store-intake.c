/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Imported rows on their way into the plan: one transaction, prepared statements, caches of ids. */
#include "config.h"

#include "store/pnr-store-intake.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/pnr-money.h"
#include "store/pnr-import-catalogue.h"
#include "store/pnr-statement.h"

/* Amounts beyond this are mistakes, and sums of a million of them still fit. */
#define LARGEST_AMOUNT G_GINT64_CONSTANT (9000000000000)

/* An order during an import. @is_closed: an earlier import brought it with its lines, so nothing
 * is added. */
typedef struct {
  gint64 id;
  gboolean is_closed;
  gboolean is_ours;
  gboolean has_time;
  gboolean has_customer;
  gboolean has_channel;
  gboolean is_cancelled;
} ImportOrder;

struct _PnrStoreIntake {
  GObject parent_instance;

  PnrDb *db;
  char *currency;
  PnrImportCatalogue *catalogue;
  GHashTable *orders;
  GHashTable *customers;
  const char *last_key;
  ImportOrder *last_order;
  GBytes *salt;
  gboolean had_orders;
  gint64 last_line_before;
  gint64 first_batch;
  gint64 batch;
  gboolean has_news;
  PnrImportCounts counts;
  PnrImportCounts counts_before;
};

static void pnr_store_intake_intake_init (PnrIntakeInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PnrStoreIntake, pnr_store_intake, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PNR_TYPE_INTAKE,
                                                      pnr_store_intake_intake_init))

static gboolean
reject (GError **error, const char *message)
{
  g_set_error_literal (error, PNR_INTAKE_ERROR, PNR_INTAKE_ERROR_REJECTED, message);
  return FALSE;
}

static const char *
pnr_store_intake_get_currency (PnrIntake *intake)
{
  return PNR_STORE_INTAKE (intake)->currency;
}

static gboolean
pnr_store_intake_begin_file (PnrIntake *intake, const PnrIntakeSource *source, GError **error)
{
  PnrStoreIntake *self = PNR_STORE_INTAKE (intake);
  PnrStatement *insert = pnr_db_get_statement (
      self->db,
      "INSERT INTO import_batch (file, sha256, profile, imported_at, rows_imported, "
      "rows_unchanged, rows_rejected, order_lines) "
      "VALUES (?, ?, ?, ?, 0, 0, 0, 0)",
      error);

  if (insert == NULL)
    return FALSE;
  pnr_statement_bind_text (insert, 1, source->file != NULL ? source->file : "");
  pnr_statement_bind_text (insert, 2, source->sha256);
  pnr_statement_bind_text (insert, 3, source->profile);
  pnr_statement_bind_number (insert, 4, g_get_real_time () / G_USEC_PER_SEC);
  if (!pnr_statement_run (insert, error))
    return FALSE;
  self->batch = sqlite3_last_insert_rowid (pnr_db_get_handle (self->db));
  if (self->first_batch == 0)
    self->first_batch = self->batch;
  memset (&self->counts, 0, sizeof self->counts);
  return TRUE;
}

static void
pnr_store_intake_count_product (PnrStoreIntake *self, PnrIntakeFate fate)
{
  if (fate == PNR_INTAKE_NEW)
    self->counts.products_new++;
  else if (fate == PNR_INTAKE_CHANGED)
    self->counts.products_changed++;
  else
    self->counts.products_unchanged++;
  if (fate != PNR_INTAKE_UNCHANGED)
    self->has_news = TRUE;
}

static gboolean
pnr_store_intake_add_product (PnrIntake *intake, const PnrProductRecord *record,
                              PnrIntakeFate *fate, GError **error)
{
  PnrStoreIntake *self = PNR_STORE_INTAKE (intake);

  if (!pnr_import_catalogue_put (self->catalogue, record, fate, error))
    return FALSE;
  pnr_store_intake_count_product (self, *fate);
  return TRUE;
}

/* Nobody can tell from the hash who the customer is, and two plans give two hashes. */
static char *
pnr_store_intake_hash_customer (PnrStoreIntake *self, const char *customer)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize size;
  const guchar *salt = g_bytes_get_data (self->salt, &size);

  g_checksum_update (checksum, salt, size);
  g_checksum_update (checksum, (const guchar *) customer, strlen (customer));
  return g_strdup (g_checksum_get_string (checksum));
}

static gboolean
pnr_store_intake_insert_customer (PnrStoreIntake *self, const char *hash, const char *group,
                                  gint64 *id, GError **error)
{
  PnrStatement *insert = pnr_db_get_statement (
      self->db, "INSERT INTO customer (hash, customer_group, import_batch_id) VALUES (?, ?, ?)",
      error);

  if (insert == NULL)
    return FALSE;
  pnr_statement_bind_text (insert, 1, hash);
  pnr_statement_bind_text (insert, 2, group);
  pnr_statement_bind_number (insert, 3, self->batch);
  if (!pnr_statement_run (insert, error))
    return FALSE;
  *id = sqlite3_last_insert_rowid (pnr_db_get_handle (self->db));
  return TRUE;
}

static gboolean
pnr_store_intake_find_customer (PnrStoreIntake *self, const PnrOrderRecord *record, gint64 *id,
                                GError **error)
{
  gint64 *known = g_hash_table_lookup (self->customers, record->customer);
  g_autofree char *hash = NULL;
  PnrStatement *find;
  gboolean has_row;

  if (known != NULL) {
    *id = *known;
    return TRUE;
  }
  hash = pnr_store_intake_hash_customer (self, record->customer);
  find = pnr_db_get_statement (self->db, "SELECT id FROM customer WHERE hash = ?", error);
  if (find == NULL)
    return FALSE;
  pnr_statement_bind_text (find, 1, hash);
  if (!pnr_statement_step (find, &has_row, error))
    return FALSE;
  *id = has_row ? pnr_statement_get_number (find, 0) : 0;
  pnr_statement_reset (find);
  if (*id == 0 && !pnr_store_intake_insert_customer (self, hash, record->group, id, error))
    return FALSE;
  known = g_new (gint64, 1);
  *known = *id;
  g_hash_table_insert (self->customers, g_strdup (record->customer), known);
  return TRUE;
}

static gboolean
has_text (const char *text)
{
  return text != NULL && *text != '\0';
}

static ImportOrder *
pnr_store_intake_remember_order (PnrStoreIntake *self, const char *key, const ImportOrder *order)
{
  ImportOrder *known = g_memdup2 (order, sizeof *order);
  char *kept_key = g_strdup (key);

  g_hash_table_insert (self->orders, kept_key, known);
  self->last_key = kept_key;
  self->last_order = known;
  return known;
}

static ImportOrder *
pnr_store_intake_insert_order (PnrStoreIntake *self, const PnrOrderRecord *record, GError **error)
{
  ImportOrder order = { .is_ours = TRUE };
  gint64 customer = 0;
  PnrStatement *insert;

  order.has_customer = has_text (record->customer);
  order.has_time = record->ordered_at != PNR_INTAKE_TIME_UNKNOWN;
  order.has_channel = has_text (record->channel);
  order.is_cancelled = record->is_cancelled;
  if (order.has_customer && !pnr_store_intake_find_customer (self, record, &customer, error))
    return NULL;
  insert = pnr_db_get_statement (self->db,
                                 "INSERT INTO orders (key, ordered_at, customer_id, channel, "
                                 "is_cancelled, import_batch_id) "
                                 "VALUES (?, ?, ?, ?, ?, ?)",
                                 error);
  if (insert == NULL)
    return NULL;
  pnr_statement_bind_text (insert, 1, record->key);
  pnr_statement_bind_known (insert, 2, record->ordered_at, PNR_INTAKE_TIME_UNKNOWN);
  pnr_statement_bind_known (insert, 3, customer, 0);
  pnr_statement_bind_text (insert, 4, record->channel);
  pnr_statement_bind_number (insert, 5, record->is_cancelled != FALSE);
  pnr_statement_bind_number (insert, 6, self->batch);
  if (!pnr_statement_run (insert, error))
    return NULL;
  order.id = sqlite3_last_insert_rowid (pnr_db_get_handle (self->db));
  self->counts.orders_new++;
  self->has_news = TRUE;
  return pnr_store_intake_remember_order (self, record->key, &order);
}

/* An order that an earlier import brought takes lines only as long as it has none. */
static gboolean
pnr_store_intake_find_earlier (PnrStoreIntake *self, const char *key, ImportOrder **order,
                               GError **error)
{
  PnrStatement *find;
  gboolean has_row;

  *order = NULL;
  if (!self->had_orders)
    return TRUE;
  find = pnr_db_get_statement (
      self->db,
      self->last_line_before > 0
          ? "SELECT id, EXISTS (SELECT 1 FROM order_line WHERE order_id = orders.id) "
            "FROM orders "
            "WHERE key = ?"
          : "SELECT id, 0 FROM orders WHERE key = ?",
      error);
  if (find == NULL)
    return FALSE;
  pnr_statement_bind_text (find, 1, key);
  if (!pnr_statement_step (find, &has_row, error))
    return FALSE;
  if (has_row) {
    ImportOrder found = { .id = pnr_statement_get_number (find, 0),
                          .is_closed = pnr_statement_get_number (find, 1) };

    *order = pnr_store_intake_remember_order (self, key, &found);
    self->counts.orders_existing++;
  }
  pnr_statement_reset (find);
  return TRUE;
}

static ImportOrder *
pnr_store_intake_find_order (PnrStoreIntake *self, const PnrOrderRecord *record, gboolean *is_new,
                             GError **error)
{
  ImportOrder *order;

  *is_new = FALSE;
  if (self->last_key != NULL && strcmp (self->last_key, record->key) == 0)
    return self->last_order;
  order = g_hash_table_lookup (self->orders, record->key);
  if (order != NULL) {
    self->last_key = NULL;
    return order;
  }
  if (!pnr_store_intake_find_earlier (self, record->key, &order, error))
    return NULL;
  if (order != NULL)
    return order;
  *is_new = TRUE;
  return pnr_store_intake_insert_order (self, record, error);
}

/* Completes an order of this import with what a later row knows. */
static gboolean
pnr_store_intake_complete_order (PnrStoreIntake *self, ImportOrder *order,
                                 const PnrOrderRecord *record, gboolean *is_changed, GError **error)
{
  gboolean adds_time = !order->has_time && record->ordered_at != PNR_INTAKE_TIME_UNKNOWN;
  gboolean adds_customer = !order->has_customer && has_text (record->customer);
  gboolean adds_channel = !order->has_channel && has_text (record->channel);
  gboolean cancels = !order->is_cancelled && record->is_cancelled;
  gint64 customer = 0;
  PnrStatement *update;

  *is_changed = order->is_ours && (adds_time || adds_customer || adds_channel || cancels);
  if (!*is_changed)
    return TRUE;
  if (adds_customer && !pnr_store_intake_find_customer (self, record, &customer, error))
    return FALSE;
  update = pnr_db_get_statement (self->db,
                                 "UPDATE orders SET "
                                 "ordered_at = ifnull (ordered_at, ?), "
                                 "customer_id = ifnull (customer_id, ?), "
                                 "channel = ifnull (channel, ?), "
                                 "is_cancelled = max (is_cancelled, ?) "
                                 "WHERE id = ?",
                                 error);
  if (update == NULL)
    return FALSE;
  pnr_statement_bind_known (update, 1, record->ordered_at, PNR_INTAKE_TIME_UNKNOWN);
  pnr_statement_bind_known (update, 2, customer, 0);
  pnr_statement_bind_text (update, 3, has_text (record->channel) ? record->channel : NULL);
  pnr_statement_bind_number (update, 4, record->is_cancelled != FALSE);
  pnr_statement_bind_number (update, 5, order->id);
  order->has_time |= adds_time;
  order->has_customer |= adds_customer;
  order->has_channel |= adds_channel;
  order->is_cancelled |= cancels;
  return pnr_statement_run (update, error);
}

static gboolean
pnr_store_intake_add_order (PnrIntake *intake, const PnrOrderRecord *record, PnrIntakeFate *fate,
                            GError **error)
{
  PnrStoreIntake *self = PNR_STORE_INTAKE (intake);
  gboolean is_changed = FALSE;
  gboolean is_new;
  ImportOrder *order;

  if (!has_text (record->key))
    return reject (error, _ ("The order has no number. The row was left out."));
  order = pnr_store_intake_find_order (self, record, &is_new, error);
  if (order == NULL
      || (!is_new && !pnr_store_intake_complete_order (self, order, record, &is_changed, error)))
    return FALSE;
  *fate = is_new ? PNR_INTAKE_NEW : is_changed ? PNR_INTAKE_CHANGED : PNR_INTAKE_UNCHANGED;
  return TRUE;
}

static gboolean
is_reasonable (gint64 amount)
{
  return amount >= -LARGEST_AMOUNT && amount <= LARGEST_AMOUNT;
}

static gint64
total_of_line (const PnrLineRecord *line, const PnrImportProduct *product)
{
  if (line->total_minor != PNR_MONEY_UNKNOWN || product->price_minor == PNR_MONEY_UNKNOWN)
    return line->total_minor;
  return pnr_money_round_ratio (product->price_minor, line->quantity_milli, 1000);
}

static void
sum_line (PnrImportProduct *product, const PnrLineRecord *line)
{
  if (line->quantity_milli <= 0)
    return;
  if (line->total_minor != PNR_MONEY_UNKNOWN) {
    product->total_minor += line->total_minor;
    product->total_milli += line->quantity_milli;
  }
  if (line->cost_micros != PNR_MONEY_UNKNOWN) {
    product->cost_micros += line->cost_micros;
    product->cost_milli += line->quantity_milli;
  }
}

static gboolean
pnr_store_intake_insert_line (PnrStoreIntake *self, gint64 order_id, PnrImportProduct *product,
                              const PnrLineRecord *line, GError **error)
{
  gint64 total_minor = total_of_line (line, product);
  PnrStatement *insert;

  if (total_minor != PNR_MONEY_UNKNOWN && !is_reasonable (total_minor))
    return reject (error, _ ("The line's amount is too large to be right. It was left out."));
  insert = pnr_db_get_statement (self->db,
                                 "INSERT INTO order_line (order_id, product_id, quantity_milli, "
                                 "total_minor, discount_minor, cost_micros, promotion, "
                                 "import_batch_id) "
                                 "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                                 error);
  if (insert == NULL)
    return FALSE;
  pnr_statement_bind_number (insert, 1, order_id);
  pnr_statement_bind_number (insert, 2, product->id);
  pnr_statement_bind_number (insert, 3, line->quantity_milli);
  pnr_statement_bind_known (insert, 4, total_minor, PNR_MONEY_UNKNOWN);
  pnr_statement_bind_number (insert, 5, line->discount_minor);
  pnr_statement_bind_known (insert, 6, line->cost_micros, PNR_MONEY_UNKNOWN);
  pnr_statement_bind_text (insert, 7, has_text (line->promotion) ? line->promotion : NULL);
  pnr_statement_bind_number (insert, 8, self->batch);
  if (!pnr_statement_run (insert, error))
    return FALSE;
  sum_line (product, line);
  self->counts.order_lines++;
  self->has_news = TRUE;
  return TRUE;
}

static gboolean
pnr_store_intake_add_line (PnrIntake *intake, const PnrOrderRecord *record,
                           const PnrLineRecord *line, PnrIntakeFate *fate, GError **error)
{
  PnrStoreIntake *self = PNR_STORE_INTAKE (intake);
  PnrImportProduct *product;
  ImportOrder *order;
  gboolean is_changed;
  gboolean is_new;

  if (!has_text (record->key))
    return reject (error, _ ("The line has no order number. It was left out."));
  if (!is_reasonable (line->quantity_milli) || !is_reasonable (line->discount_minor))
    return reject (error, _ ("The line's quantity is too large to be right. It was left out."));
  product = pnr_import_catalogue_find_item (self->catalogue, line, &is_new, error);
  if (product == NULL)
    return FALSE;
  if (is_new)
    pnr_store_intake_count_product (self, PNR_INTAKE_NEW);
  order = pnr_store_intake_find_order (self, record, &is_new, error);
  if (order == NULL)
    return FALSE;
  *fate = order->is_closed ? PNR_INTAKE_UNCHANGED : PNR_INTAKE_NEW;
  if (order->is_closed)
    return TRUE;
  return (is_new || pnr_store_intake_complete_order (self, order, record, &is_changed, error))
         && pnr_store_intake_insert_line (self, order->id, product, line, error);
}

static gboolean
pnr_store_intake_add_reject (PnrIntake *intake, gint64 row, const char *column, const char *value,
                             const char *message, GError **error)
{
  PnrStoreIntake *self = PNR_STORE_INTAKE (intake);
  g_autofree char *valid = value != NULL ? g_utf8_make_valid (value, -1) : NULL;
  PnrStatement *insert = pnr_db_get_statement (
      self->db,
      "INSERT INTO import_reject (import_batch_id, row, column_name, value, message) "
      "VALUES (?, ?, ?, ?, ?)",
      error);

  if (insert == NULL)
    return FALSE;
  pnr_statement_bind_number (insert, 1, self->batch);
  pnr_statement_bind_number (insert, 2, row);
  pnr_statement_bind_text (insert, 3, column);
  pnr_statement_bind_text (insert, 4, valid);
  pnr_statement_bind_text (insert, 5, message != NULL ? message : "");
  return pnr_statement_run (insert, error);
}

static gboolean
pnr_store_intake_end_file (PnrIntake *intake, PnrImportCounts *counts, GError **error)
{
  PnrStoreIntake *self = PNR_STORE_INTAKE (intake);
  PnrStatement *update = pnr_db_get_statement (
      self->db,
      "UPDATE import_batch SET rows_imported = ?, rows_unchanged = ?, rows_rejected = ?, "
      "order_lines = ? "
      "WHERE id = ?",
      error);

  if (update == NULL)
    return FALSE;
  counts->products_new += self->counts.products_new;
  counts->products_changed += self->counts.products_changed;
  counts->products_unchanged += self->counts.products_unchanged;
  counts->orders_new += self->counts.orders_new;
  counts->orders_existing += self->counts.orders_existing;
  counts->order_lines += self->counts.order_lines;
  /* The reader counts over all files; the batch keeps this file's share. */
  pnr_statement_bind_number (update, 1, counts->rows_imported - self->counts_before.rows_imported);
  pnr_statement_bind_number (update, 2,
                             counts->rows_unchanged - self->counts_before.rows_unchanged);
  pnr_statement_bind_number (update, 3, counts->rows_rejected - self->counts_before.rows_rejected);
  pnr_statement_bind_number (update, 4, self->counts.order_lines);
  pnr_statement_bind_number (update, 5, self->batch);
  self->counts_before = *counts;
  return pnr_statement_run (update, error);
}

static void
pnr_store_intake_intake_init (PnrIntakeInterface *iface)
{
  iface->get_currency = pnr_store_intake_get_currency;
  iface->begin_file = pnr_store_intake_begin_file;
  iface->add_product = pnr_store_intake_add_product;
  iface->add_order = pnr_store_intake_add_order;
  iface->add_line = pnr_store_intake_add_line;
  iface->add_reject = pnr_store_intake_add_reject;
  iface->end_file = pnr_store_intake_end_file;
}

static void
pnr_store_intake_finalize (GObject *object)
{
  PnrStoreIntake *self = PNR_STORE_INTAKE (object);

  g_clear_pointer (&self->catalogue, pnr_import_catalogue_free);
  g_clear_pointer (&self->orders, g_hash_table_unref);
  g_clear_pointer (&self->customers, g_hash_table_unref);
  g_clear_pointer (&self->salt, g_bytes_unref);
  g_clear_pointer (&self->currency, g_free);

  G_OBJECT_CLASS (pnr_store_intake_parent_class)->finalize (object);
}

static void
pnr_store_intake_class_init (PnrStoreIntakeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pnr_store_intake_finalize;
}

static void
pnr_store_intake_init (PnrStoreIntake *self)
{
  self->orders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->customers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/* Into an empty history the lines go without their indexes, which are then sorted at once: twice as
 * fast as entry by entry. The texts are those of the schema, which is compared to the byte. */
static gboolean
pnr_store_intake_drop_indexes (PnrStoreIntake *self, GError **error)
{
  return self->last_line_before > 0
         || pnr_db_run (self->db,
                        "DROP INDEX order_line_order;"
                        "DROP INDEX order_line_product;"
                        "DROP INDEX order_line_batch",
                        error);
}

static gboolean
pnr_store_intake_make_indexes (PnrStoreIntake *self, GError **error)
{
  return self->last_line_before > 0
         || pnr_db_run (self->db,
                        "CREATE INDEX order_line_order ON order_line (order_id);"
                        "CREATE INDEX order_line_product ON order_line (product_id);"
                        "CREATE INDEX order_line_batch ON order_line (import_batch_id)",
                        error);
}

static gboolean
pnr_store_intake_look_around (PnrStoreIntake *self, GError **error)
{
  PnrStatement *salt = pnr_db_get_statement (self->db, "SELECT salt FROM plan", error);
  gint64 has_orders;
  gboolean has_row;

  if (salt == NULL || !pnr_statement_step (salt, &has_row, error))
    return FALSE;
  self->salt = has_row ? pnr_statement_dup_blob (salt, 0) : g_bytes_new (NULL, 0);
  pnr_statement_reset (salt);
  if (!pnr_db_read_number (self->db, "SELECT EXISTS (SELECT 1 FROM orders)", &has_orders, error))
    return FALSE;
  self->had_orders = has_orders != 0;
  return pnr_db_read_number (self->db, "SELECT ifnull (max (id), 0) FROM order_line",
                             &self->last_line_before, error);
}

/**
 * pnr_store_intake_new:
 * @db: a connection inside the import's transaction
 * @currency: the plan's currency
 * @next_id: the last id of a noun in use; counted up for new products
 * @error: a place for a sentence
 *
 * Returns: (transfer full) (nullable): an intake for one import of one or several files
 */
PnrStoreIntake *
pnr_store_intake_new (PnrDb *db, const char *currency, gint64 *next_id, GError **error)
{
  g_autoptr (PnrStoreIntake) self = g_object_new (PNR_TYPE_STORE_INTAKE, NULL);

  self->db = db;
  self->currency = g_strdup (currency);
  self->catalogue = pnr_import_catalogue_new (db, currency, next_id, error);
  if (self->catalogue == NULL || !pnr_store_intake_look_around (self, error)
      || !pnr_store_intake_drop_indexes (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* Orders come whole, once, so what was sold before and what came now can be added up. */
static gboolean
pnr_store_intake_refresh_sales (PnrStoreIntake *self, GError **error)
{
  PnrStatement *add = pnr_db_get_statement (
      self->db,
      "INSERT INTO product_sales (product_id, n_orders, units_milli, revenue_minor) "
      "SELECT product_id, count (DISTINCT order_id), sum (quantity_milli), "
      "ifnull (sum (total_minor), 0) "
      "FROM order_line JOIN orders ON orders.id = order_line.order_id "
      "WHERE order_line.id > ? AND is_cancelled = 0 "
      "GROUP BY product_id "
      "ON CONFLICT (product_id) DO UPDATE SET "
      "n_orders = n_orders + excluded.n_orders, "
      "units_milli = units_milli + excluded.units_milli, "
      "revenue_minor = revenue_minor + excluded.revenue_minor",
      error);

  if (add == NULL)
    return FALSE;
  pnr_statement_bind_number (add, 1, self->last_line_before);
  return pnr_statement_run (add, error);
}

/* What can only be known when the last row is in. */
gboolean
pnr_store_intake_finish (PnrStoreIntake *self, GError **error)
{
  return pnr_store_intake_make_indexes (self, error)
         && pnr_import_catalogue_put_averages (self->catalogue, error)
         && pnr_store_intake_refresh_sales (self, error);
}

/* Whether anything came that the plan did not hold yet. */
gboolean
pnr_store_intake_has_news (PnrStoreIntake *self)
{
  return self->has_news;
}

void
pnr_store_intake_get_batches (PnrStoreIntake *self, gint64 *first, gint64 *last)
{
  *first = self->first_batch;
  *last = self->batch;
}
