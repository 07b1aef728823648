/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The orders and customers an import meets: found again, made when new, completed by later rows. */
#include "config.h"

#include "store/pnr-import-orders.h"

#include <string.h>

#include "store/pnr-statement.h"

static void
free_customer (gpointer data)
{
  PnrImportCustomer *self = data;

  g_free (self->group);
  g_free (self);
}

void
pnr_import_orders_free (PnrImportOrders *self)
{
  g_hash_table_unref (self->orders);
  g_hash_table_unref (self->customers);
  g_clear_pointer (&self->salt, g_bytes_unref);
  g_free (self);
}

static gboolean
pnr_import_orders_look_around (PnrImportOrders *self, GError **error)
{
  PnrStatement *salt = pnr_db_get_statement (self->db, "SELECT salt FROM plan", error);
  gint64 has_orders;
  gint64 has_hidden;
  gboolean has_row;

  if (salt == NULL || !pnr_statement_step (salt, &has_row, error))
    return FALSE;
  self->salt = has_row ? pnr_statement_dup_blob (salt, 0) : g_bytes_new (NULL, 0);
  pnr_statement_reset (salt);
  if (!pnr_db_read_number (self->db, "SELECT EXISTS (SELECT 1 FROM orders)", &has_orders, error))
    return FALSE;
  self->had_orders = has_orders != 0;
  if (!pnr_db_read_number (self->db,
                           "SELECT EXISTS (SELECT 1 FROM orders "
                           "WHERE length (key) = 64 AND key NOT GLOB '*[^0-9a-f]*')",
                           &has_hidden, error))
    return FALSE;
  self->had_hidden = has_hidden != 0;
  return TRUE;
}

/**
 * pnr_import_orders_new:
 * @db: a connection inside the import's transaction
 * @recording: what records the import
 * @had_lines: whether the plan holds order lines already
 * @error: a place for an error
 *
 * Returns: (transfer full) (nullable): the orders of one import
 */
PnrImportOrders *
pnr_import_orders_new (PnrDb *db, PnrRecording *recording, gboolean had_lines, GError **error)
{
  g_autoptr (PnrImportOrders) self = g_new0 (PnrImportOrders, 1);

  self->db = db;
  self->recording = recording;
  self->had_lines = had_lines;
  self->orders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->customers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_customer);
  return pnr_import_orders_look_around (self, error) ? g_steal_pointer (&self) : NULL;
}

/* Nobody can tell from the hash who the customer is, and two plans give two hashes. */
char *
pnr_import_orders_hide (PnrImportOrders *self, const char *text)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize size;
  const guchar *salt = g_bytes_get_data (self->salt, &size);

  g_checksum_update (checksum, salt, size);
  g_checksum_update (checksum, (const guchar *) text, strlen (text));
  return g_strdup (g_checksum_get_string (checksum));
}

static gboolean
pnr_import_orders_insert_customer (PnrImportOrders *self, const char *hash, const char *group,
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

static PnrImportCustomer *
pnr_import_orders_remember_customer (PnrImportOrders *self, const char *text, gint64 id,
                                     const char *group, gboolean is_ours)
{
  PnrImportCustomer *customer = g_new0 (PnrImportCustomer, 1);

  customer->id = id;
  customer->group = g_strdup (group);
  customer->is_ours = is_ours;
  g_hash_table_insert (self->customers, g_strdup (text), customer);
  return customer;
}

/* (out) @customer: %NULL where neither this import nor an earlier one met it */
static gboolean
pnr_import_orders_look_up_customer (PnrImportOrders *self, const char *text, const char *hash,
                                    PnrImportCustomer **customer, GError **error)
{
  PnrStatement *find;
  gboolean has_row;

  *customer = g_hash_table_lookup (self->customers, text);
  if (*customer != NULL)
    return TRUE;
  find = pnr_db_get_statement (self->db, "SELECT id, customer_group FROM customer WHERE hash = ?",
                               error);
  if (find == NULL)
    return FALSE;
  pnr_statement_bind_text (find, 1, hash);
  if (!pnr_statement_step (find, &has_row, error))
    return FALSE;
  if (has_row)
    *customer = pnr_import_orders_remember_customer (self, text, pnr_statement_get_number (find, 0),
                                                     pnr_statement_get_text (find, 1), FALSE);
  pnr_statement_reset (find);
  return TRUE;
}

static gboolean
pnr_import_orders_find_customer (PnrImportOrders *self, const PnrOrderRecord *record, gint64 *id,
                                 GError **error)
{
  PnrImportCustomer *known = g_hash_table_lookup (self->customers, record->customer);
  g_autofree char *hash = known == NULL ? pnr_import_orders_hide (self, record->customer) : NULL;

  if (!pnr_import_orders_look_up_customer (self, record->customer, hash, &known, error))
    return FALSE;
  if (known == NULL) {
    if (!pnr_import_orders_insert_customer (self, hash, record->group, id, error))
      return FALSE;
    known = pnr_import_orders_remember_customer (self, record->customer, *id, record->group, TRUE);
    known->has_time = TRUE;
    known->grouped_at = record->ordered_at;
  }
  *id = known->id;
  return TRUE;
}

/* When the plan last heard of a customer. */
static gboolean
pnr_import_orders_read_time (PnrImportOrders *self, PnrImportCustomer *customer, GError **error)
{
  PnrStatement *find;
  gboolean has_row;

  if (customer->has_time)
    return TRUE;
  find = pnr_db_get_statement (self->db,
                               "SELECT max (ordered_at) FROM orders WHERE customer_id = ?", error);
  if (find == NULL)
    return FALSE;
  pnr_statement_bind_number (find, 1, customer->id);
  if (!pnr_statement_step (find, &has_row, error))
    return FALSE;
  customer->has_time = TRUE;
  customer->grouped_at = pnr_statement_get_known (find, 0, PNR_INTAKE_TIME_UNKNOWN);
  pnr_statement_reset (find);
  return TRUE;
}

static gboolean
pnr_import_orders_put_group (PnrImportOrders *self, PnrImportCustomer *customer, const char *group,
                             GError **error)
{
  PnrStatement *update =
      pnr_db_get_statement (self->db, "UPDATE customer SET customer_group = ? WHERE id = ?", error);
  gboolean is_put;

  if (update == NULL)
    return FALSE;
  pnr_statement_bind_text (update, 1, group);
  pnr_statement_bind_number (update, 2, customer->id);
  pnr_recording_watch_customers (self->recording, !customer->is_ours);
  is_put = pnr_statement_run (update, error);
  pnr_recording_watch_customers (self->recording, FALSE);
  if (is_put) {
    g_free (customer->group);
    customer->group = g_strdup (group);
  }
  return is_put;
}

static gboolean
has_text (const char *text)
{
  return text != NULL && *text != '\0';
}

/**
 * pnr_import_orders_regroup:
 * @self: the orders
 * @record: an order as a row states it, perhaps one that is known and closed
 * @is_changed: (out): whether a customer is in another group now
 * @error: a place for an error
 *
 * Shops move customers from one group to another; an order of then tells the group of then. The
 * newest order decides, of one and the same day the row that is read later.
 *
 * Returns: whether reading and writing went well
 */
gboolean
pnr_import_orders_regroup (PnrImportOrders *self, const PnrOrderRecord *record,
                           gboolean *is_changed, GError **error)
{
  PnrImportCustomer *customer;
  g_autofree char *hash = NULL;

  *is_changed = FALSE;
  if (!has_text (record->customer) || !has_text (record->group))
    return TRUE;
  if (!g_hash_table_contains (self->customers, record->customer))
    hash = pnr_import_orders_hide (self, record->customer);
  if (!pnr_import_orders_look_up_customer (self, record->customer, hash, &customer, error))
    return FALSE;
  if (customer == NULL)
    return TRUE;
  if (g_strcmp0 (customer->group, record->group) != 0) {
    if (!pnr_import_orders_read_time (self, customer, error))
      return FALSE;
    if (record->ordered_at != PNR_INTAKE_TIME_UNKNOWN && record->ordered_at < customer->grouped_at)
      return TRUE;
    if (!pnr_import_orders_put_group (self, customer, record->group, error))
      return FALSE;
    *is_changed = TRUE;
  }
  if (customer->has_time)
    customer->grouped_at = MAX (customer->grouped_at, record->ordered_at);
  return TRUE;
}

static PnrImportOrder *
pnr_import_orders_remember (PnrImportOrders *self, const char *key, const PnrImportOrder *order)
{
  PnrImportOrder *known = g_memdup2 (order, sizeof *order);
  char *kept_key = g_strdup (key);

  known->seen_batch = self->batch;
  g_hash_table_insert (self->orders, kept_key, known);
  self->last_key = kept_key;
  self->last_order = known;
  return known;
}

static PnrImportOrder *
pnr_import_orders_insert (PnrImportOrders *self, const PnrOrderRecord *record, GError **error)
{
  PnrImportOrder order = { .is_ours = TRUE, .is_hidden = record->names_customer };
  g_autofree char *hash =
      record->names_customer ? pnr_import_orders_hide (self, record->key) : NULL;
  gint64 customer = 0;
  PnrStatement *insert;

  order.has_customer = has_text (record->customer);
  order.has_time = record->ordered_at != PNR_INTAKE_TIME_UNKNOWN;
  order.has_channel = has_text (record->channel);
  order.is_cancelled = record->is_cancelled;
  if (order.has_customer && !pnr_import_orders_find_customer (self, record, &customer, error))
    return NULL;
  insert = pnr_db_get_statement (self->db,
                                 "INSERT INTO orders (key, ordered_at, customer_id, channel, "
                                 "is_cancelled, import_batch_id) "
                                 "VALUES (?, ?, ?, ?, ?, ?)",
                                 error);
  if (insert == NULL)
    return NULL;
  pnr_statement_bind_text (insert, 1, hash != NULL ? hash : record->key);
  pnr_statement_bind_known (insert, 2, record->ordered_at, PNR_INTAKE_TIME_UNKNOWN);
  pnr_statement_bind_known (insert, 3, customer, 0);
  pnr_statement_bind_text (insert, 4, record->channel);
  pnr_statement_bind_number (insert, 5, record->is_cancelled != FALSE);
  pnr_statement_bind_number (insert, 6, self->batch);
  if (!pnr_statement_run (insert, error))
    return NULL;
  order.id = sqlite3_last_insert_rowid (pnr_db_get_handle (self->db));
  self->n_new++;
  self->n_hidden += order.is_hidden ? 1 : 0;
  return pnr_import_orders_remember (self, record->key, &order);
}

/* An order that an earlier import brought takes lines only as long as it has none.
 * @key: as the plan keeps it */
static gboolean
pnr_import_orders_read_earlier (PnrImportOrders *self, const char *key, PnrImportOrder *found,
                                GError **error)
{
  PnrStatement *find;
  gboolean has_row;

  find = pnr_db_get_statement (self->db,
                               self->had_lines
                                   ? "SELECT id, is_cancelled, "
                                     "EXISTS (SELECT 1 FROM order_line WHERE order_id = orders.id) "
                                     "FROM orders "
                                     "WHERE key = ?"
                                   : "SELECT id, is_cancelled, 0 FROM orders WHERE key = ?",
                               error);
  if (find == NULL)
    return FALSE;
  pnr_statement_bind_text (find, 1, key);
  if (!pnr_statement_step (find, &has_row, error))
    return FALSE;
  if (has_row) {
    found->id = pnr_statement_get_number (find, 0);
    found->is_cancelled = pnr_statement_get_number (find, 1) != 0;
    found->is_closed = pnr_statement_get_number (find, 2) != 0;
  }
  pnr_statement_reset (find);
  return TRUE;
}

/* Whether a number names somebody is known only where the file tells who ordered. Another file of
 * the same orders may not tell, so an order is looked for by its number and by the hash of it. */
static gboolean
pnr_import_orders_find_earlier (PnrImportOrders *self, const char *key, PnrImportOrder **order,
                                GError **error)
{
  PnrImportOrder found = { 0 };

  *order = NULL;
  if (!self->had_orders)
    return TRUE;
  if (self->had_hidden) {
    g_autofree char *hash = pnr_import_orders_hide (self, key);

    if (!pnr_import_orders_read_earlier (self, hash, &found, error))
      return FALSE;
    found.is_hidden = found.id != 0;
  }
  if (found.id == 0 && !pnr_import_orders_read_earlier (self, key, &found, error))
    return FALSE;
  if (found.id == 0)
    return TRUE;
  *order = pnr_import_orders_remember (self, key, &found);
  self->n_existing++;
  return TRUE;
}

/* A later row or file tells that a number the plan holds names somebody. Undo does not bring the
 * number back: the order is found by the hash just as well. */
static gboolean
pnr_import_orders_cover (PnrImportOrders *self, PnrImportOrder *order, const char *key,
                         GError **error)
{
  g_autofree char *hash = NULL;
  PnrStatement *update;

  if (order->is_hidden)
    return TRUE;
  hash = pnr_import_orders_hide (self, key);
  update = pnr_db_get_statement (self->db, "UPDATE orders SET key = ? WHERE id = ?", error);
  if (update == NULL)
    return FALSE;
  pnr_statement_bind_text (update, 1, hash);
  pnr_statement_bind_number (update, 2, order->id);
  order->is_hidden = TRUE;
  self->n_hidden++;
  self->n_covered += order->is_ours ? 0 : 1;
  return pnr_statement_run (update, error);
}

/* Files overlap: an order that came whole with one file is not counted again with the next. What
 * one file says of an order and another of its lines belongs together. */
static PnrImportOrder *
pnr_import_orders_meet (PnrImportOrders *self, PnrImportOrder *order)
{
  if (order->seen_batch == self->batch)
    return order;
  order->seen_batch = self->batch;
  if (order->line_batch != 0 && !order->is_closed) {
    order->is_closed = TRUE;
    self->n_existing++;
  }
  return order;
}

/* (out) @order: %NULL where no row and no earlier import named it */
static gboolean
pnr_import_orders_look_up (PnrImportOrders *self, const char *key, PnrImportOrder **order,
                           GError **error)
{
  if (self->last_key != NULL && strcmp (self->last_key, key) == 0) {
    *order = pnr_import_orders_meet (self, self->last_order);
    return TRUE;
  }
  *order = g_hash_table_lookup (self->orders, key);
  if (*order == NULL)
    return pnr_import_orders_find_earlier (self, key, order, error);
  self->last_key = NULL;
  pnr_import_orders_meet (self, *order);
  return TRUE;
}

/**
 * pnr_import_orders_find:
 * @self: the orders
 * @record: an order as a row states it
 * @is_new: (out): whether it was not yet known
 * @error: a place for an error
 *
 * Returns: (transfer none) (nullable): the order, made if it was unknown
 */
PnrImportOrder *
pnr_import_orders_find (PnrImportOrders *self, const PnrOrderRecord *record, gboolean *is_new,
                        GError **error)
{
  PnrImportOrder *order;

  *is_new = FALSE;
  if (!pnr_import_orders_look_up (self, record->key, &order, error))
    return NULL;
  if (order == NULL) {
    *is_new = TRUE;
    return pnr_import_orders_insert (self, record, error);
  }
  if (record->names_customer && !pnr_import_orders_cover (self, order, record->key, error))
    return NULL;
  return order;
}

/* Completes an order of this import with what a later row knows. */
gboolean
pnr_import_orders_complete (PnrImportOrders *self, PnrImportOrder *order,
                            const PnrOrderRecord *record, gboolean *is_changed, GError **error)
{
  gboolean adds_time = !order->has_time && record->ordered_at != PNR_INTAKE_TIME_UNKNOWN;
  gboolean adds_customer = !order->has_customer && has_text (record->customer);
  gboolean adds_channel = !order->has_channel && has_text (record->channel);
  gboolean cancels = !order->is_cancelled && record->is_cancelled;
  gint64 customer = 0;
  PnrStatement *update;

  *is_changed = order->is_ours && !order->is_closed
                && (adds_time || adds_customer || adds_channel || cancels);
  if (!*is_changed)
    return TRUE;
  if (adds_customer && !pnr_import_orders_find_customer (self, record, &customer, error))
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
