/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of order histories as orders and their lines. */

/* Shops write an order's own cells on each of its rows or on the first one only, so the order
 * under way is kept and its gaps are filled from there. Of the customer only a key is read, never
 * a name. */
#include "config.h"

#include "exchange/pnr-order-reader.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/pnr-money.h"
#include "base/pnr-text.h"
#include "exchange/pnr-cell-date.h"
#include "exchange/pnr-cell-number.h"
#include "exchange/pnr-person-guard.h"

#define MICRO_DIGITS 6
#define MILLI_DIGITS 3

struct _PnrOrderReader {
  GString *key;
  GString *customer;
  GString *group;
  GString *channel;
  GString *row_key;
  gint64 ordered_at;
  gboolean is_cancelled;
  gboolean is_plain;
  gboolean names_customer;
  gint64 n_continued; /* rows that name no order and were taken for the order above */
};

PnrOrderReader *
pnr_order_reader_new (gboolean is_plain)
{
  PnrOrderReader *self = g_new0 (PnrOrderReader, 1);

  self->key = g_string_new (NULL);
  self->customer = g_string_new (NULL);
  self->group = g_string_new (NULL);
  self->channel = g_string_new (NULL);
  self->row_key = g_string_new (NULL);
  self->ordered_at = PNR_INTAKE_TIME_UNKNOWN;
  self->is_plain = is_plain;
  return self;
}

void
pnr_order_reader_free (PnrOrderReader *self)
{
  g_string_free (self->key, TRUE);
  g_string_free (self->customer, TRUE);
  g_string_free (self->group, TRUE);
  g_string_free (self->channel, TRUE);
  g_string_free (self->row_key, TRUE);
  g_free (self);
}

/* FNV-1a, 64 bits: enough to tell baskets apart. */
static guint64
digest (const char *text)
{
  guint64 sum = G_GUINT64_CONSTANT (14695981039346656037);

  for (; *text != '\0'; text++)
    sum = (sum ^ (guchar) *text) * G_GUINT64_CONSTANT (1099511628211);
  return sum;
}

/* A key made of several cells is digested, because the customer may be one of them. */
static void
compose_key (PnrOrderReader *self, PnrRowReader *rows)
{
  const GArray *columns = rows->layout->order_columns;

  g_string_truncate (self->row_key, 0);
  for (guint i = 0; i < columns->len; i++) {
    const char *cell = pnr_row_reader_get_at (rows, g_array_index (columns, int, i));

    if (i > 0)
      g_string_append_c (self->row_key, '\x1f');
    g_string_append (self->row_key, cell != NULL ? cell : "");
  }
  if (columns->len > 1)
    g_string_printf (self->row_key, "%016" G_GINT64_MODIFIER "x", digest (self->row_key->str));
}

/* Orders that never became a sale, or were taken back whole; labels and slugs of several shops. */
static gboolean
is_cancelled_status (const char *status, const char *profile)
{
  static const char *const dropped[] = { "cancelled",       "canceled",       "cancel",
                                         "refunded",        "voided",         "failed",
                                         "trash",           "draft",          "checkout draft",
                                         "pending payment", "fraud",          "sent",
                                         "storniert",       "abgebrochen",    "erstattet",
                                         "rückerstattet",   "fehlgeschlagen", "zahlung ausstehend",
                                         "annulée",         "remboursée",     NULL };
  g_autofree char *folded = pnr_text_fold (status);

  if (g_strv_contains (dropped, folded))
    return TRUE;
  return strcmp (folded, "pending") == 0 && strcmp (profile, "shopify-orders") != 0;
}

/* "C536379" takes back an order. */
static gboolean
is_credit_invoice (const PnrRowReader *rows, const char *key)
{
  return strcmp (rows->layout->profile->name, "online-retail") == 0
         && (key[0] == 'C' || key[0] == 'c') && g_ascii_isdigit (key[1]);
}

static gboolean
read_time (PnrRowReader *rows, gint64 *ordered_at)
{
  const char *date = pnr_row_reader_get (rows, PNR_FIELD_DATE);
  const char *clock = pnr_row_reader_get (rows, PNR_FIELD_TIME);
  gint64 seconds = 0;

  if (date == NULL)
    return TRUE;
  if (!pnr_cell_date_parse (date, rows->layout->month_first, ordered_at))
    return pnr_row_reader_refuse (rows, rows->layout->columns[PNR_FIELD_DATE], "not-a-date", date,
                                  _ ("is not a date"));
  if (clock != NULL && !pnr_cell_time_parse (clock, &seconds))
    return pnr_row_reader_refuse (rows, rows->layout->columns[PNR_FIELD_TIME], "not-a-time", clock,
                                  _ ("is not a time of day"));
  *ordered_at += seconds;
  return TRUE;
}

/* A row that says nothing about its order belongs to the one above it. */
static gboolean
continues_order (const PnrOrderReader *self, PnrRowReader *rows)
{
  return self->key->len > 0 && pnr_row_reader_get (rows, PNR_FIELD_DATE) == NULL
         && pnr_row_reader_get (rows, PNR_FIELD_CUSTOMER) == NULL
         && rows->layout->order_columns->len == 1;
}

static void
take_for_order_above (PnrOrderReader *self)
{
  g_string_assign (self->row_key, self->key->str);
  self->n_continued++;
}

gint64
pnr_order_reader_get_n_continued (PnrOrderReader *self)
{
  return self->n_continued;
}

static const char *
customer_key (PnrRowReader *rows)
{
  const char *customer = pnr_row_reader_get (rows, PNR_FIELD_CUSTOMER);

  /* One edition writes customer numbers as fractions: "17850.0". */
  if (customer != NULL && strcmp (rows->layout->profile->name, "online-retail") == 0
      && g_str_has_suffix (customer, ".0")) {
    g_ptr_array_add (rows->scratch, g_strndup (customer, strlen (customer) - 2));
    return rows->scratch->pdata[rows->scratch->len - 1];
  }
  return customer;
}

/* Empty cells of a known order leave what its first row said. */
static gboolean
update_order (PnrOrderReader *self, PnrRowReader *rows)
{
  const char *customer = customer_key (rows);
  const char *group = pnr_row_reader_get (rows, PNR_FIELD_GROUP);
  const char *channel = pnr_row_reader_get (rows, PNR_FIELD_CHANNEL);
  const char *status = pnr_row_reader_get (rows, PNR_FIELD_STATUS);

  if (!read_time (rows, &self->ordered_at))
    return FALSE;
  if (customer != NULL)
    g_string_assign (self->customer, customer);
  if (group != NULL)
    g_string_assign (self->group, group);
  if (channel != NULL)
    g_string_assign (self->channel, channel);
  if (status != NULL)
    self->is_cancelled |= is_cancelled_status (status, rows->layout->profile->name);
  if (pnr_row_reader_get (rows, PNR_FIELD_CANCELLED) != NULL)
    self->is_cancelled = TRUE;
  return TRUE;
}

static gboolean
begin_order (PnrOrderReader *self, PnrRowReader *rows)
{
  g_string_truncate (self->customer, 0);
  g_string_truncate (self->group, 0);
  g_string_truncate (self->channel, 0);
  self->ordered_at = PNR_INTAKE_TIME_UNKNOWN;
  self->is_cancelled = is_credit_invoice (rows, self->row_key->str);
  g_string_assign (self->key, self->row_key->str);
  if (update_order (self, rows))
    return TRUE;
  g_string_truncate (self->key, 0);
  return FALSE;
}

static gboolean
read_order (PnrOrderReader *self, PnrRowReader *rows, PnrOrderRecord *order)
{
  gboolean is_of_other = pnr_person_guard_look (rows->persons, rows);
  gboolean is_same;

  compose_key (self, rows);
  if (self->row_key->len == 0 && continues_order (self, rows))
    take_for_order_above (self);
  if (self->row_key->len == 0)
    return pnr_row_reader_refuse (rows, g_array_index (rows->layout->order_columns, int, 0),
                                  "no-order", NULL, _ ("the row names no order"));
  is_same = self->key->len > 0 && g_string_equal (self->key, self->row_key);
  if (is_same ? !update_order (self, rows) : !begin_order (self, rows))
    return FALSE;
  if (!is_same || is_of_other)
    self->names_customer = pnr_person_guard_is_named_in_number (rows->persons, self->key->str);
  pnr_order_record_clear (order);
  order->key = self->key->str;
  order->customer = self->customer->len > 0 ? self->customer->str : NULL;
  order->names_customer = self->names_customer;
  /* A group is not a person, unless a shop names one for a single customer. */
  order->group = pnr_person_guard_keep (rows->persons, rows, rows->layout->columns[PNR_FIELD_GROUP],
                                        self->group->len > 0 ? self->group->str : NULL);
  order->channel =
      pnr_person_guard_keep (rows->persons, rows, rows->layout->columns[PNR_FIELD_CHANNEL],
                             self->channel->len > 0 ? self->channel->str : NULL);
  order->ordered_at = self->ordered_at;
  order->is_cancelled = self->is_cancelled;
  return TRUE;
}

static gboolean
says_nothing (const char *item)
{
  static const char *const words[] = { "none", "n/a", "na", "null", "nan", "#n/a", NULL };

  for (const char *const *word = words; *word != NULL; word++) {
    if (g_ascii_strcasecmp (item, *word) == 0)
      return TRUE;
  }
  return FALSE;
}

/* "[REF] Name" of Odoo: the reference is the SKU. */
static void
split_reference (PnrRowReader *rows, PnrLineRecord *line)
{
  const char *end =
      line->item_sku != NULL && line->item_sku[0] == '[' ? strchr (line->item_sku, ']') : NULL;

  if (end == NULL || strcmp (rows->layout->profile->name, "odoo-orders") != 0)
    return;
  g_ptr_array_add (rows->scratch, g_strdup (end[1] == ' ' ? end + 2 : end + 1));
  line->item_name = rows->scratch->pdata[rows->scratch->len - 1];
  g_ptr_array_add (rows->scratch, g_strndup (line->item_sku + 1, end - line->item_sku - 1));
  line->item_sku = rows->scratch->pdata[rows->scratch->len - 1];
}

static gboolean
read_item (PnrOrderReader *self, PnrRowReader *rows, PnrLineRecord *line)
{
  const int *columns = rows->layout->columns;
  const char *item;

  line->item_sku = pnr_row_reader_get (rows, PNR_FIELD_ITEM);
  line->item_external_id = pnr_row_reader_get (rows, PNR_FIELD_EXTERNAL_ID);
  line->item_name = pnr_row_reader_get (rows, PNR_FIELD_ITEM_NAME);
  split_reference (rows, line);
  item = line->item_sku != NULL           ? line->item_sku
         : line->item_external_id != NULL ? line->item_external_id
                                          : line->item_name;
  if (item != NULL && (self->is_plain || !says_nothing (item)))
    return TRUE;
  return pnr_row_reader_refuse (
      rows, columns[PNR_FIELD_ITEM] >= 0 ? columns[PNR_FIELD_ITEM] : columns[PNR_FIELD_ITEM_NAME],
      "no-product", item, item != NULL ? _ ("is not a product") : _ ("the row names no product"));
}

static gint64
power_of_ten (guint digits)
{
  gint64 power = 1;

  while (digits-- > 0)
    power *= 10;
  return power;
}

/* Unit price or cost times quantity in 128 bits, rounded once to @digits; returns may state the
 * quantity, the price or both as negative. */
static gboolean
multiply (PnrRowReader *rows, PnrImportField field, gint64 unit_micros, guint digits,
          const PnrLineRecord *line, gint64 *total)
{
  __int128 product;
  __int128 divisor = power_of_ten (MICRO_DIGITS + MILLI_DIGITS - digits);
  __int128 half = divisor / 2;

  if (unit_micros < 0 && line->quantity_milli < 0)
    unit_micros = -unit_micros;
  product = (__int128) unit_micros * line->quantity_milli;
  product = (product + (product < 0 ? -half : half)) / divisor;
  if (product > G_MAXINT64 || product <= G_MININT64)
    return pnr_row_reader_refuse (rows, rows->layout->columns[field], "number-too-large", NULL,
                                  _ ("the amount is too large"));
  *total = (gint64) product;
  return TRUE;
}

/* A stated line total is after discount; one computed from the unit price is before it. */
static gboolean
read_amounts (PnrRowReader *rows, PnrLineRecord *line)
{
  gint64 unit_micros = PNR_MONEY_UNKNOWN;
  gint64 cost_micros = PNR_MONEY_UNKNOWN;

  if (!pnr_row_reader_check_currency (rows)
      || !pnr_row_reader_get_amount (rows, PNR_FIELD_LINE_TOTAL, rows->digits, &line->total_minor)
      || !pnr_row_reader_get_amount (rows, PNR_FIELD_UNIT_PRICE, MICRO_DIGITS, &unit_micros)
      || !pnr_row_reader_get_amount (rows, PNR_FIELD_DISCOUNT, rows->digits, &line->discount_minor)
      || !pnr_row_reader_get_amount (rows, PNR_FIELD_COST_TOTAL, MICRO_DIGITS, &line->cost_micros)
      || !pnr_row_reader_get_amount (rows, PNR_FIELD_COST, MICRO_DIGITS, &cost_micros))
    return FALSE;
  if (line->cost_micros == PNR_MONEY_UNKNOWN && cost_micros != PNR_MONEY_UNKNOWN
      && !multiply (rows, PNR_FIELD_COST, cost_micros, MICRO_DIGITS, line, &line->cost_micros))
    return FALSE;
  if (line->total_minor != PNR_MONEY_UNKNOWN || unit_micros == PNR_MONEY_UNKNOWN)
    return TRUE;
  if (!multiply (rows, PNR_FIELD_UNIT_PRICE, unit_micros, rows->digits, line, &line->total_minor))
    return FALSE;
  if (__builtin_sub_overflow (line->total_minor, line->discount_minor, &line->total_minor))
    return pnr_row_reader_refuse (rows, rows->layout->columns[PNR_FIELD_DISCOUNT],
                                  "number-too-large", NULL, _ ("the amount is too large"));
  return TRUE;
}

static gboolean
read_quantity (PnrRowReader *rows, PnrLineRecord *line)
{
  int column = rows->layout->columns[PNR_FIELD_QUANTITY];

  if (!pnr_row_reader_get_number (rows, PNR_FIELD_QUANTITY, MILLI_DIGITS, &line->quantity_milli))
    return FALSE;
  if (column >= 0 && pnr_row_reader_get_at (rows, column) == NULL)
    return pnr_row_reader_refuse (rows, column, "not-a-number", NULL, _ ("the cell is empty"));
  if (line->quantity_milli == 0)
    return pnr_row_reader_refuse (rows, column, "no-quantity", "0", _ ("is no quantity"));
  return TRUE;
}

static const char *
promotion_name (PnrRowReader *rows)
{
  const char *promotion = pnr_row_reader_get (rows, PNR_FIELD_PROMOTION);

  return promotion == NULL || g_ascii_strcasecmp (promotion, "no promotion") == 0 ? NULL
                                                                                  : promotion;
}

/* What is engraved for one customer may be sold under the customer's name, its number too. Where
 * nothing else names it, it is sold all the same. */
static void
hide_people (PnrRowReader *rows, PnrLineRecord *line)
{
  const int *columns = rows->layout->columns;
  PnrPersonGuard *persons = rows->persons;
  const char *stated = line->item_name;

  line->promotion =
      pnr_person_guard_keep_offer (persons, rows, columns[PNR_FIELD_PROMOTION], line->promotion);
  line->item_name =
      pnr_person_guard_keep (persons, rows, columns[PNR_FIELD_ITEM_NAME], line->item_name);
  line->uncut_name = line->item_name != stated ? stated : NULL;
  stated = line->item_sku;
  line->item_sku = pnr_person_guard_keep (persons, rows, columns[PNR_FIELD_ITEM], line->item_sku);
  line->uncut_sku = line->item_sku != stated ? stated : NULL;
  line->item_external_id =
      pnr_person_guard_keep (persons, rows, columns[PNR_FIELD_EXTERNAL_ID], line->item_external_id);
  if (line->item_sku == NULL && line->item_external_id == NULL && line->item_name == NULL)
    line->item_name = _ ("Item without a name");
}

/* The first of the three is the SKU, should the product be new. */
static gboolean
check_names (PnrRowReader *rows, const PnrLineRecord *line)
{
  const int *columns = rows->layout->columns;

  return pnr_row_reader_check_name (rows, columns[PNR_FIELD_ITEM], line->item_sku)
         && (line->item_sku != NULL
             || pnr_row_reader_check_name (rows, columns[PNR_FIELD_EXTERNAL_ID],
                                           line->item_external_id))
         && pnr_row_reader_check_name (rows, columns[PNR_FIELD_ITEM_NAME], line->item_name);
}

/* Adds a line and keeps the newest of what became of the row's lines. */
static gboolean
add_line (PnrRowReader *rows, const PnrOrderRecord *order, const PnrLineRecord *line,
          PnrIntakeFate *fate, GError **error)
{
  PnrIntakeFate line_fate = PNR_INTAKE_NEW;
  PnrLineRecord kept = *line;

  hide_people (rows, &kept);
  if (!check_names (rows, &kept))
    return FALSE;
  if (!pnr_intake_add_line (rows->intake, order, &kept, &line_fate, error))
    return FALSE;
  *fate = MIN (*fate, line_fate);
  return TRUE;
}

static char *
pair_value (char **pairs, const char *key)
{
  gsize length = strlen (key);

  for (; *pairs != NULL; pairs++) {
    if (strncmp (*pairs, key, length) == 0 && (*pairs)[length] == ':'
        && (*pairs)[length + 1] != '\0')
      return g_strdup (*pairs + length + 1);
  }
  return NULL;
}

/* Splits at "|" that no backslash stands before, and takes the backslashes off. */
static char **
split_pipes (const char *cell)
{
  GPtrArray *parts = g_ptr_array_new ();
  GString *part = g_string_new (NULL);

  for (; *cell != '\0'; cell++) {
    if (*cell == '\\' && cell[1] == '|') {
      g_string_append_c (part, *++cell);
    } else if (*cell == '|') {
      g_ptr_array_add (parts, g_strdup (g_strstrip (part->str)));
      g_string_truncate (part, 0);
    } else {
      g_string_append_c (part, *cell);
    }
  }
  g_ptr_array_add (parts, g_strdup (g_strstrip (part->str)));
  g_ptr_array_add (parts, NULL);
  g_string_free (part, TRUE);
  return (char **) g_ptr_array_free (parts, FALSE);
}

/* "name:…|sku:…|quantity:2|total:11.05", or "product_id:4959|1|30|size: Medium". */
static gboolean
add_line_cell (PnrRowReader *rows, const PnrOrderRecord *order, int column, PnrIntakeFate *fate,
               GError **error)
{
  const char *cell = pnr_row_reader_get_at (rows, column);
  g_auto (GStrv) parts = split_pipes (cell);
  gboolean is_positional = !strchr (parts[0], ':') || g_str_has_prefix (parts[0], "product_id:");
  gboolean has_three = g_strv_length (parts) >= 3;
  g_autofree char *sku = pair_value (parts, "sku");
  g_autofree char *id = pair_value (parts, "product_id");
  g_autofree char *name = pair_value (parts, "name");
  g_autofree char *quantity = pair_value (parts, "quantity");
  g_autofree char *total = pair_value (parts, "total");
  PnrLineRecord line;

  pnr_line_record_clear (&line);
  line.item_sku = sku;
  line.item_external_id = id;
  line.item_name = name;
  if (quantity == NULL && is_positional && has_three) {
    quantity = g_strdup (parts[1]);
    total = total != NULL ? total : g_strdup (parts[2]);
  }
  if (sku == NULL && id == NULL && name == NULL)
    return pnr_row_reader_refuse (rows, column, "no-product", cell, _ ("names no product"));
  if ((quantity != NULL
       && !pnr_cell_number_parse (quantity, '.', MILLI_DIGITS, &line.quantity_milli))
      || (total != NULL && !pnr_cell_number_parse (total, '.', rows->digits, &line.total_minor)))
    return pnr_row_reader_refuse (rows, column, "not-a-number", cell,
                                  _ ("holds a quantity or total that is not a number"));
  return add_line (rows, order, &line, fate, error);
}

static gboolean
add_line_cells (PnrRowReader *rows, const PnrOrderRecord *order, PnrIntakeFate *fate,
                GError **error)
{
  const GArray *columns = rows->layout->line_columns;
  guint n_lines = 0;

  for (guint i = 0; i < columns->len; i++) {
    int column = g_array_index (columns, int, i);

    if (pnr_row_reader_get_at (rows, column) == NULL)
      continue;
    n_lines++;
    if (!add_line_cell (rows, order, column, fate, error))
      return FALSE;
  }
  if (n_lines == 0)
    return pnr_row_reader_refuse (rows, g_array_index (columns, int, 0), "no-product", NULL,
                                  _ ("the order has no products"));
  return TRUE;
}

/* The start of the next "2× Name", from which a comma inside a name is told apart. */
static const char *
next_counted (const char *text)
{
  for (const char *at = strstr (text, ", "); at != NULL; at = strstr (at + 2, ", ")) {
    const char *digit = at + 2;

    while (g_ascii_isdigit (*digit))
      digit++;
    if (digit > at + 2 && g_str_has_prefix (digit, "× "))
      return at;
  }
  return NULL;
}

/* "1× Trail shoe, 2× Wool socks, 2 pairs": names alone, without prices. */
static gboolean
add_counted_names (PnrRowReader *rows, const PnrOrderRecord *order, PnrIntakeFate *fate,
                   GError **error)
{
  int column = rows->layout->columns[PNR_FIELD_LINE_TEXT];
  const char *at = pnr_row_reader_get_at (rows, column);
  gint64 sold = 1;
  gint64 sales = 0;

  if (!pnr_row_reader_get_number (rows, PNR_FIELD_QUANTITY, 0, &sold)
      || !pnr_row_reader_get_number (rows, PNR_FIELD_LINE_TOTAL, rows->digits, &sales))
    return FALSE;
  if (sold <= 0 || sales < 0)
    return pnr_row_reader_refuse (rows, column, "refund", NULL,
                                  _ ("the row repeats an order for a refund"));
  if (at == NULL)
    return pnr_row_reader_refuse (rows, column, "no-product", NULL, _ ("the row names no product"));
  while (at != NULL) {
    const char *next = next_counted (at);
    g_autofree char *part = next != NULL ? g_strndup (at, next - at) : g_strdup (at);
    char *times = strstr (part, "× ");
    PnrLineRecord line;

    pnr_line_record_clear (&line);
    if (times != NULL) {
      *times = '\0';
      if (!pnr_cell_number_parse (part, '.', MILLI_DIGITS, &line.quantity_milli))
        return pnr_row_reader_refuse (rows, column, "not-a-number", part, _ ("is not a number"));
    }
    line.item_name = times != NULL ? times + strlen ("× ") : part;
    if (!add_line (rows, order, &line, fate, error))
      return FALSE;
    at = next != NULL ? next + 2 : NULL;
  }
  return TRUE;
}

/* One row: an order's head, one of its lines, or the order with all its lines in cells. */
gboolean
pnr_order_reader_row (PnrRowReader *rows, gpointer data, PnrIntakeFate *fate, GError **error)
{
  PnrOrderReader *self = data;
  PnrOrderRecord order;
  PnrLineRecord line;

  if (!read_order (self, rows, &order))
    return FALSE;
  if (rows->layout->is_order_heads)
    return pnr_intake_add_order (rows->intake, &order, fate, error);
  *fate = PNR_INTAKE_UNCHANGED;
  if (rows->layout->line_columns->len > 0)
    return pnr_row_reader_check_currency (rows) && add_line_cells (rows, &order, fate, error);
  if (rows->layout->columns[PNR_FIELD_LINE_TEXT] >= 0)
    return add_counted_names (rows, &order, fate, error);
  pnr_line_record_clear (&line);
  line.promotion = promotion_name (rows);
  return read_item (self, rows, &line) && read_quantity (rows, &line) && read_amounts (rows, &line)
         && add_line (rows, &order, &line, fate, error);
}

static gboolean
has_letter (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_isalpha (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

/* A basket without one of its products would be another basket. */
static gboolean
check_names_nobody (PnrRowReader *rows)
{
  for (guint i = 0; i < rows->record.n_cells; i++) {
    const char *cell = pnr_row_reader_get_at (rows, (int) i);

    if (cell != NULL && pnr_text_has_address (cell))
      return pnr_row_reader_refuse (rows, (int) i, "names-customer", NULL,
                                    _ ("what should be a product is an e-mail address"));
  }
  return TRUE;
}

/* One basket per line: its cells are SKUs, or names that serve as such; its key is its row. What
 * is written in words is the name as well, without which no shop takes the product. */
gboolean
pnr_basket_reader_row (PnrRowReader *rows, gpointer data, PnrIntakeFate *fate, GError **error)
{
  char key[24];
  PnrOrderRecord order;
  PnrLineRecord line;
  guint n_lines = 0;

  g_snprintf (key, sizeof key, "%" G_GINT64_FORMAT, rows->record.row);
  pnr_order_record_clear (&order);
  order.key = key;
  *fate = PNR_INTAKE_UNCHANGED;
  if (!check_names_nobody (rows))
    return FALSE;
  for (guint i = 0; i < rows->record.n_cells; i++) {
    pnr_line_record_clear (&line);
    line.item_sku = pnr_row_reader_get_at (rows, (int) i);
    if (line.item_sku == NULL)
      continue;
    if (has_letter (line.item_sku))
      line.item_name = line.item_sku;
    n_lines++;
    if (!add_line (rows, &order, &line, fate, error))
      return FALSE;
  }
  if (n_lines == 0)
    return pnr_row_reader_refuse (rows, -1, "no-product", NULL, _ ("the basket is empty"));
  return TRUE;
}
