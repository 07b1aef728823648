/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order history as baskets in memory, read in short ranges so that nobody waits to write. */
#include "config.h"

#include "store/pnr-basket-reader.h"

#include <glib/gi18n.h>

#include "model/pnr-product.h"
#include "store/pnr-statement.h"
#include "store/pnr-steady-read.h"
#include "store/pnr-table.h"

/* A long read would hold up every commit. */
#define RANGE 20000

/* Lines come in the order of the file; a counting sort by order makes baskets of them. Ids are
 * kept ascending, and a line's order is nearly always that of the line before or the next one. */
typedef struct {
  PnrDb *db;
  PnrProgress *progress;
  PnrBasketSetBuilder *builder;
  GArray *product_ids;
  GArray *order_ids;
  GArray *line_orders;
  GArray *line_items;
  gint64 first_time;
  gint64 last_time;
  gint64 from;
  gint64 to;
} Reader;

static void
take_product (gpointer noun, gpointer data)
{
  g_autoptr (PnrProduct) product = noun;
  Reader *reader = data;
  gint64 id = pnr_product_get_id (product);

  guint32 item =
      pnr_basket_set_builder_add_item (reader->builder, id, pnr_product_get_title (product));

  g_array_append_val (reader->product_ids, id);
  pnr_basket_set_builder_set_sku (reader->builder, item, pnr_product_get_sku (product));
}

static gboolean
find_index (GArray *ids, gint64 id, guint32 *index)
{
  const gint64 *sorted = (const gint64 *) ids->data;
  guint low = 0;
  guint high = ids->len;

  if (*index < ids->len && sorted[*index] == id)
    return TRUE;
  if (*index + 1 < ids->len && sorted[*index + 1] == id) {
    (*index)++;
    return TRUE;
  }
  while (low < high) {
    guint middle = low + (high - low) / 2;

    if (sorted[middle] < id)
      low = middle + 1;
    else
      high = middle;
  }
  *index = low;
  return low < ids->len && sorted[low] == id;
}

static void
take_order (Reader *reader, PnrStatement *row, guint32 *at)
{
  gint64 id = pnr_statement_get_number (row, 0);
  gint64 time = pnr_statement_get_number (row, 1);

  gboolean has_time = !pnr_statement_is_null (row, 1);

  if (pnr_statement_get_number (row, 2))
    return;
  /* A window cannot tell whether an order without a date is in it. */
  if ((reader->from != G_MININT64 || reader->to != G_MAXINT64)
      && (!has_time || time < reader->from || time >= reader->to))
    return;
  g_array_append_val (reader->order_ids, id);
  if (!has_time)
    return;
  reader->first_time = reader->first_time == 0 ? time : MIN (reader->first_time, time);
  reader->last_time = MAX (reader->last_time, time);
}

static void
take_line (Reader *reader, PnrStatement *row, guint32 *at)
{
  guint32 item = 0;

  if (pnr_statement_get_number (row, 3) <= 0)
    return;
  if (!find_index (reader->order_ids, pnr_statement_get_number (row, 1), at)
      || !find_index (reader->product_ids, pnr_statement_get_number (row, 2), &item))
    return;
  g_array_append_val (reader->line_orders, *at);
  g_array_append_val (reader->line_items, item);
}

typedef void (*TakeRowFunc) (Reader *reader, PnrStatement *row, guint32 *at);

/* Reads rows above @after, at most a range of them; @n_rows 0 means there are no more. */
static gboolean
read_range (Reader *reader, const char *sql, TakeRowFunc take, gint64 *after, guint32 *at,
            guint *n_rows, GError **error)
{
  PnrStatement *rows = pnr_db_get_statement (reader->db, sql, error);
  gboolean has_row;

  *n_rows = 0;
  if (rows == NULL)
    return FALSE;
  pnr_statement_bind_number (rows, 1, *after);
  pnr_statement_bind_number (rows, 2, RANGE);
  while (pnr_statement_step (rows, &has_row, error)) {
    if (!has_row)
      return TRUE;
    *after = pnr_statement_get_number (rows, 0);
    take (reader, rows, at);
    (*n_rows)++;
  }
  return FALSE;
}

static gboolean
read_ranges (Reader *reader, const char *sql, TakeRowFunc take, gint64 n_expected, GError **error)
{
  gint64 after = G_MININT64;
  gint64 n_read = 0;
  guint32 at = 0;
  guint n_rows;

  do {
    if (!pnr_progress_check (reader->progress, error)
        || !read_range (reader, sql, take, &after, &at, &n_rows, error))
      return FALSE;
    n_read += n_rows;
    pnr_progress_set_fraction (reader->progress, n_read / MAX (n_expected, 1.0));
  } while (n_rows > 0);
  return TRUE;
}

static gboolean
read_all (Reader *reader, GError **error)
{
  gint64 n_lines;

  return pnr_product_table.read (reader->db, 0, take_product, reader, error)
         && pnr_db_read_number (reader->db, "SELECT count (*) FROM order_line", &n_lines, error)
         && read_ranges (reader,
                         "SELECT id, ordered_at, is_cancelled FROM orders "
                         "WHERE id > ? "
                         "ORDER BY id "
                         "LIMIT ?",
                         take_order, n_lines, error)
         && read_ranges (reader,
                         "SELECT id, order_id, product_id, quantity_milli FROM order_line "
                         "WHERE id > ? "
                         "ORDER BY id "
                         "LIMIT ?",
                         take_line, n_lines, error);
}

static PnrBasketSet *
build (Reader *reader)
{
  guint n_orders = reader->order_ids->len;
  guint n_lines = reader->line_orders->len;
  const guint32 *orders = (const guint32 *) reader->line_orders->data;
  const guint32 *items = (const guint32 *) reader->line_items->data;
  g_autofree guint32 *ends = g_new0 (guint32, n_orders + 1);
  g_autofree guint32 *sorted = g_new (guint32, n_lines + 1);
  guint32 at = 0;

  for (guint i = 0; i < n_lines; i++)
    ends[orders[i] + 1]++;
  for (guint i = 0; i < n_orders; i++)
    ends[i + 1] += ends[i];
  for (guint i = 0; i < n_lines; i++)
    sorted[ends[orders[i]]++] = items[i];
  for (guint i = 0; i < n_orders; i++) {
    for (; at < ends[i]; at++)
      pnr_basket_set_builder_add_entry (reader->builder, sorted[at]);
    pnr_basket_set_builder_end_basket (reader->builder);
  }
  pnr_basket_set_builder_set_window (reader->builder, reader->first_time, reader->last_time);
  return pnr_basket_set_builder_end (g_steal_pointer (&reader->builder));
}

/* The seconds between which an order must lie. */
typedef struct {
  gint64 from;
  gint64 to;
} Window;

static gpointer
read_once (PnrDb *db, gpointer data, PnrProgress *progress, GError **error)
{
  const Window *window = data;
  g_autoptr (PnrBasketSetBuilder) builder = pnr_basket_set_builder_new ();
  g_autoptr (GArray) product_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) order_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) line_orders = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GArray) line_items = g_array_new (FALSE, FALSE, sizeof (guint32));
  Reader reader = { db,         progress, builder, product_ids,  order_ids, line_orders,
                    line_items, 0,        0,       window->from, window->to };

  if (!read_all (&reader, error))
    return NULL;
  builder = NULL;
  return build (&reader);
}

/**
 * pnr_basket_reader_read:
 * @db: a connection
 * @from: only orders from this second on; the least number: all
 * @to: only orders before this second; the greatest number: all
 * @progress: (nullable): where to tell how far it is
 * @error: a place for a sentence
 *
 * Orders that were not cancelled, their lines with a quantity above zero, products in the order of
 * their ids. When another connection writes meanwhile, reading starts again.
 *
 * Returns: (transfer full) (nullable): the baskets
 */
PnrBasketSet *
pnr_basket_reader_read (PnrDb *db, gint64 from, gint64 to, PnrProgress *progress, GError **error)
{
  Window window = { from, to };

  pnr_progress_begin_step (progress, _ ("Reading the orders"));
  return pnr_steady_read (db, read_once, &window, (GDestroyNotify) pnr_basket_set_unref, progress,
                          error);
}
