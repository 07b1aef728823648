/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Keeps the price that a product had when it gets another one.
 *
 * It is written in the action that changes the price, so what takes the action back takes back
 * what was remembered of it, too. */
#include "config.h"

#include "store/pnr-price-record.h"

#include "base/pnr-money.h"
#include "store/pnr-statement.h"

void
pnr_price_record_clear (PnrPriceRecord *self)
{
  g_clear_pointer (&self->history, g_array_unref);
}

/* An absent or impossible time is no time. */
static gint64
get_time (PnrStatement *row, int column)
{
  return MAX (0, pnr_statement_get_known (row, column, 0));
}

/* (out) (nullable): of the rows of @id. */
static gboolean
read_history (PnrDb *db, gint64 id, GArray **history, GError **error)
{
  PnrStatement *rows = pnr_db_get_statement (db,
                                             "SELECT since, price_minor, replaced_by "
                                             "FROM price_history WHERE product_id = ? "
                                             "ORDER BY position",
                                             error);
  gboolean has_row = rows != NULL;

  *history = NULL;
  if (rows == NULL)
    return FALSE;
  pnr_statement_bind_number (rows, 1, id);
  while (has_row) {
    PnrPastAsk ask;

    if (!pnr_statement_step (rows, &has_row, error))
      return FALSE;
    if (!has_row)
      break;
    ask.since = get_time (rows, 0);
    ask.price_minor = pnr_statement_get_number (rows, 1);
    ask.origin = pnr_statement_get_kind (rows, 2, PNR_TYPE_PRICE_ORIGIN);
    if (*history == NULL)
      *history = g_array_new (FALSE, FALSE, sizeof (PnrPastAsk));
    g_array_append_val (*history, ask);
  }
  return TRUE;
}

/* Gives @product the history that is kept of it. */
gboolean
pnr_price_record_read (PnrDb *db, PnrProduct *product, GError **error)
{
  g_autoptr (GArray) history = NULL;

  if (!read_history (db, pnr_product_get_id (product), &history, error))
    return FALSE;
  pnr_product_set_price_history (product, history);
  return TRUE;
}

/* @is_there: whether the product has a row. @price_minor, @since: as that row has them. */
static gboolean
read_price (PnrDb *db, gint64 id, gboolean *is_there, gint64 *price_minor, gint64 *since,
            GError **error)
{
  PnrStatement *row =
      pnr_db_get_statement (db, "SELECT price_minor, price_since FROM product WHERE id = ?", error);

  if (row == NULL)
    return FALSE;
  pnr_statement_bind_number (row, 1, id);
  if (!pnr_statement_step (row, is_there, error))
    return FALSE;
  *price_minor =
      *is_there ? pnr_statement_get_known (row, 0, PNR_MONEY_UNKNOWN) : PNR_MONEY_UNKNOWN;
  *since = *is_there ? get_time (row, 1) : 0;
  pnr_statement_reset (row);
  return TRUE;
}

static void
remember (PnrPriceRecord *self, const PnrPastAsk *ask)
{
  GArray *longer = pnr_price_history_append (self->history, ask);

  g_clear_pointer (&self->history, g_array_unref);
  self->history = longer;
}

/**
 * pnr_price_record_begin:
 * @self: (out): what is to be written
 * @db: a connection
 * @product: a product that is about to be written
 * @writer: who states its price
 * @error: a place for a sentence
 *
 * Returns: whether what is kept could be read
 */
gboolean
pnr_price_record_begin (PnrPriceRecord *self, PnrDb *db, PnrProduct *product, PnrPriceWriter writer,
                        GError **error)
{
  gint64 price = pnr_product_get_price_minor (product), old_price, old_since;
  g_autoptr (GArray) stored = NULL;
  gboolean is_there;

  if (!read_price (db, pnr_product_get_id (product), &is_there, &old_price, &old_since, error)
      || (is_there && !read_history (db, pnr_product_get_id (product), &stored, error)))
    return FALSE;
  self->n_stored = pnr_price_history_get_length (stored);
  self->since = pnr_product_get_price_since (product);
  self->history = pnr_product_get_price_history (product);
  if (self->history != NULL)
    g_array_ref (self->history);
  if (self->since != old_since || !pnr_price_history_equal (self->history, stored))
    return TRUE;
  self->n_kept = self->n_stored;
  if (price == old_price)
    return TRUE;
  if (old_price != PNR_MONEY_UNKNOWN && old_price >= 0)
    remember (self, &(PnrPastAsk){ old_since, old_price,
                                   writer == PNR_PRICE_WRITER_EDIT ? PNR_PRICE_ORIGIN_EDIT
                                                                   : PNR_PRICE_ORIGIN_IMPORT });
  self->since = price != PNR_MONEY_UNKNOWN && writer != PNR_PRICE_WRITER_AVERAGE
                    ? g_get_real_time () / G_USEC_PER_SEC
                    : 0;
  return TRUE;
}

static gboolean
put_ask (PnrDb *db, gint64 id, guint position, const PnrPastAsk *ask, GError **error)
{
  PnrStatement *put = pnr_db_get_statement (
      db,
      "INSERT INTO price_history (product_id, position, since, price_minor, replaced_by) "
      "VALUES (?, ?, ?, ?, ?) "
      "ON CONFLICT (product_id, position) DO UPDATE SET since = excluded.since, "
      "price_minor = excluded.price_minor, replaced_by = excluded.replaced_by",
      error);

  if (put == NULL)
    return FALSE;
  pnr_statement_bind_number (put, 1, id);
  pnr_statement_bind_number (put, 2, position);
  pnr_statement_bind_known (put, 3, ask->since, 0);
  pnr_statement_bind_number (put, 4, ask->price_minor);
  pnr_statement_bind_kind (put, 5, PNR_TYPE_PRICE_ORIGIN, ask->origin);
  return pnr_statement_run (put, error);
}

static gboolean
cut (PnrDb *db, gint64 id, guint length, GError **error)
{
  PnrStatement *cut = pnr_db_get_statement (
      db, "DELETE FROM price_history WHERE product_id = ? AND position >= ?", error);

  if (cut == NULL)
    return FALSE;
  pnr_statement_bind_number (cut, 1, id);
  pnr_statement_bind_number (cut, 2, length);
  return pnr_statement_run (cut, error);
}

/* To be called when the product has its row. */
gboolean
pnr_price_record_end (PnrPriceRecord *self, PnrDb *db, PnrProduct *product, GError **error)
{
  gint64 id = pnr_product_get_id (product);
  guint length = pnr_price_history_get_length (self->history);

  if (length < self->n_stored && !cut (db, id, length, error))
    return FALSE;
  for (guint i = self->n_kept; i < length; i++) {
    if (!put_ask (db, id, i, pnr_price_history_get (self->history, i), error))
      return FALSE;
  }
  return TRUE;
}
