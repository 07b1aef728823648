/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Imported rows on their way into the plan: one transaction, prepared statements, caches of ids. */
#include "config.h"

#include "store/pnr-store-intake.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/pnr-money.h"
#include "base/pnr-text.h"
#include "store/pnr-import-catalogue.h"
#include "store/pnr-import-orders.h"
#include "store/pnr-import-sales.h"
#include "store/pnr-line-index.h"
#include "store/pnr-statement.h"

struct _PnrStoreIntake {
  GObject parent_instance;

  PnrDb *db;
  char *currency;
  PnrImportCatalogue *catalogue;
  PnrImportOrders *orders;
  PnrStatement *insert_line;
  gint64 last_line_before;
  gint64 n_lines;
  gint64 first_batch;
  gint64 batch;
  gboolean has_news;
  gboolean needs_recount;
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

/* Gift cards are named after who gets them, offers after whom they are made to. */
static const char *
without_addresses (const char *text, char **owned)
{
  if (text == NULL || !pnr_text_has_address (text))
    return text;
  *owned = pnr_text_drop_addresses (text);
  return *owned;
}

static gboolean
pnr_store_intake_begin_file (PnrIntake *intake, const PnrIntakeSource *source, GError **error)
{
  PnrStoreIntake *self = PNR_STORE_INTAKE (intake);
  PnrStatement *insert = pnr_db_get_statement (
      self->db,
      "INSERT INTO import_batch (file, sha256, profile, imported_at, rows_imported, "
      "rows_unchanged, rows_rejected, order_lines, first_line_id) "
      "VALUES (?, ?, ?, ?, 0, 0, 0, 0, ?)",
      error);
  g_autofree char *owned = NULL;
  const char *file = without_addresses (source->file, &owned);

  if (insert == NULL)
    return FALSE;
  pnr_statement_bind_text (insert, 1, file != NULL ? file : "");
  pnr_statement_bind_text (insert, 2, source->sha256);
  pnr_statement_bind_text (insert, 3, source->profile);
  pnr_statement_bind_number (insert, 4, g_get_real_time () / G_USEC_PER_SEC);
  pnr_statement_bind_number (insert, 5, self->last_line_before + self->n_lines + 1);
  if (!pnr_statement_run (insert, error))
    return FALSE;
  self->batch = self->orders->batch = sqlite3_last_insert_rowid (pnr_db_get_handle (self->db));
  if (self->first_batch == 0)
    self->first_batch = self->batch;
  memset (&self->counts, 0, sizeof self->counts);
  self->orders->n_new = self->orders->n_existing = self->orders->n_hidden =
      self->orders->n_covered = 0;
  return TRUE;
}

static gboolean
is_person (const char *sku)
{
  return sku != NULL && pnr_text_has_address (sku);
}

/* Nothing else names the product, so there is nothing to keep of it. */
static gboolean
reject_person (GError **error)
{
  return reject (error, _ ("The product's number is an e-mail address. The row was left out; let "
                           "another column be the SKU."));
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
  PnrProductRecord kept = *record;
  const char **texts[] = { &kept.name,        &kept.category,   &kept.brand,
                           &kept.external_id, &kept.parent_sku, &kept.tax_class };
  g_autoptr (GPtrArray) owned = g_ptr_array_new_with_free_func (g_free);

  if (is_person (record->sku))
    return reject_person (error);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    char *text = NULL;

    *texts[i] = without_addresses (*texts[i], &text);
    g_ptr_array_add (owned, text);
  }
  if (!pnr_import_catalogue_put (self->catalogue, &kept, fate, error))
    return FALSE;
  pnr_store_intake_count_product (self, *fate);
  return TRUE;
}

static gboolean
has_text (const char *text)
{
  return text != NULL && *text != '\0';
}

/* A row may call off an order whose lines are summed already; then the sums are made anew. */
static gboolean
pnr_store_intake_complete_order (PnrStoreIntake *self, PnrImportOrder *order,
                                 const PnrOrderRecord *record, gboolean *is_changed, GError **error)
{
  gboolean was_cancelled = order->is_cancelled;

  if (!pnr_import_orders_complete (self->orders, order, record, is_changed, error))
    return FALSE;
  if (order->is_cancelled && !was_cancelled && order->last_line != 0)
    self->needs_recount = TRUE;
  return TRUE;
}

/* An order as the plan keeps it. */
typedef struct {
  PnrOrderRecord record;
  char *channel;
  char *group;
} PnrKeptOrder;

static void
pnr_kept_order_clear (PnrKeptOrder *self)
{
  g_free (self->channel);
  g_free (self->group);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PnrKeptOrder, pnr_kept_order_clear)

/* Some shops number orders by who ordered. The hash still tells one order from another. */
static const PnrOrderRecord *
pnr_kept_order_hide_people (PnrKeptOrder *self, const PnrOrderRecord *record)
{
  self->record = *record;
  self->record.names_customer = record->names_customer || pnr_text_has_address (record->key);
  self->record.channel = without_addresses (record->channel, &self->channel);
  self->record.group = without_addresses (record->group, &self->group);
  return &self->record;
}

/* @is_covered: (out): whether its number, which the plan held, is only now known to name somebody
 */
static PnrImportOrder *
pnr_store_intake_find_order (PnrStoreIntake *self, const PnrOrderRecord *record, gboolean *is_new,
                             gboolean *is_covered, GError **error)
{
  gint64 n_covered = self->orders->n_covered;
  PnrImportOrder *order = pnr_import_orders_find (self->orders, record, is_new, error);

  *is_covered = self->orders->n_covered > n_covered;
  self->has_news = self->has_news || *is_covered;
  return order;
}

static gboolean
pnr_store_intake_regroup (PnrStoreIntake *self, const PnrOrderRecord *record, gboolean *is_changed,
                          GError **error)
{
  gboolean is_regrouped;

  if (!pnr_import_orders_regroup (self->orders, record, &is_regrouped, error))
    return FALSE;
  *is_changed = *is_changed || is_regrouped;
  self->has_news = self->has_news || is_regrouped;
  return TRUE;
}

static gboolean
pnr_store_intake_add_order (PnrIntake *intake, const PnrOrderRecord *record, PnrIntakeFate *fate,
                            GError **error)
{
  PnrStoreIntake *self = PNR_STORE_INTAKE (intake);
  g_auto (PnrKeptOrder) kept = { 0 };
  gboolean is_changed = FALSE;
  gboolean is_covered;
  gboolean is_new;
  PnrImportOrder *order;

  if (!has_text (record->key))
    return reject (error, _ ("The order has no number. The row was left out."));
  record = pnr_kept_order_hide_people (&kept, record);
  order = pnr_store_intake_find_order (self, record, &is_new, &is_covered, error);
  if (order == NULL
      || (!is_new && !pnr_store_intake_complete_order (self, order, record, &is_changed, error))
      || !pnr_store_intake_regroup (self, record, &is_changed, error))
    return FALSE;
  *fate = is_new                     ? PNR_INTAKE_NEW
          : is_changed || is_covered ? PNR_INTAKE_CHANGED
                                     : PNR_INTAKE_UNCHANGED;
  if (is_new)
    self->has_news = TRUE;
  return TRUE;
}

static gboolean
is_reasonable (gint64 amount)
{
  return amount >= -PNR_STORE_INTAKE_LARGEST_AMOUNT && amount <= PNR_STORE_INTAKE_LARGEST_AMOUNT;
}

static gboolean
is_reasonable_cost (gint64 cost_micros)
{
  return cost_micros == PNR_MONEY_UNKNOWN
         || (cost_micros >= -PNR_STORE_INTAKE_LARGEST_COST
             && cost_micros <= PNR_STORE_INTAKE_LARGEST_COST);
}

static gint64
total_of_line (const PnrLineRecord *line, const PnrImportProduct *product)
{
  if (line->total_minor != PNR_MONEY_UNKNOWN || product->price_minor == PNR_MONEY_UNKNOWN)
    return line->total_minor;
  return pnr_money_round_ratio (product->price_minor, line->quantity_milli, 1000);
}

/* The statement is looked up once, not for each of a million lines. */
static gboolean
pnr_store_intake_insert_line (PnrStoreIntake *self, PnrImportOrder *order,
                              PnrImportProduct *product, const PnrLineRecord *line, GError **error)
{
  PnrStatement *insert = self->insert_line;
  gint64 total_minor = total_of_line (line, product);
  g_autofree char *owned = NULL;
  const char *promotion = without_addresses (line->promotion, &owned);

  if ((total_minor != PNR_MONEY_UNKNOWN && !is_reasonable (total_minor))
      || !is_reasonable_cost (line->cost_micros))
    return reject (error, _ ("The line's amount is too large to be right. It was left out."));
  pnr_statement_bind_number (insert, 1, order->id);
  pnr_statement_bind_number (insert, 2, product->id);
  pnr_statement_bind_number (insert, 3, line->quantity_milli);
  pnr_statement_bind_known (insert, 4, total_minor, PNR_MONEY_UNKNOWN);
  pnr_statement_bind_number (insert, 5, line->discount_minor);
  pnr_statement_bind_known (insert, 6, line->cost_micros, PNR_MONEY_UNKNOWN);
  pnr_statement_bind_text (insert, 7, has_text (promotion) ? promotion : NULL);
  if (!pnr_statement_run (insert, error))
    return FALSE;
  if (pnr_import_sales_add (product, order, line, total_minor, self->n_lines))
    self->needs_recount = TRUE;
  order->line_batch = self->batch;
  self->counts.order_lines++;
  self->n_lines++;
  self->has_news = TRUE;
  return TRUE;
}

static gboolean
pnr_store_intake_add_line (PnrIntake *intake, const PnrOrderRecord *record,
                           const PnrLineRecord *line, PnrIntakeFate *fate, GError **error)
{
  PnrStoreIntake *self = PNR_STORE_INTAKE (intake);
  g_auto (PnrKeptOrder) kept = { 0 };
  PnrLineRecord kept_line = *line;
  g_autofree char *item_name = NULL;
  PnrImportProduct *product;
  PnrImportOrder *order;
  gboolean is_changed = FALSE;
  gboolean is_covered;
  gboolean is_new;

  if (!has_text (record->key))
    return reject (error, _ ("The line has no order number. It was left out."));
  if (!is_reasonable (line->quantity_milli) || !is_reasonable (line->discount_minor))
    return reject (error, _ ("The line's quantity is too large to be right. It was left out."));
  if (is_person (line->item_sku) || is_person (line->item_external_id))
    return reject_person (error);
  if ((line->uncut_name != NULL
       && pnr_import_catalogue_has_name (self->catalogue, line->uncut_name))
      || (line->uncut_sku != NULL
          && pnr_import_catalogue_has_sku (self->catalogue, line->uncut_sku)))
    self->counts.products_naming++;
  kept_line.item_name = without_addresses (line->item_name, &item_name);
  product = pnr_import_catalogue_find_item (self->catalogue, &kept_line, &is_new, error);
  if (product == NULL)
    return FALSE;
  if (is_new)
    pnr_store_intake_count_product (self, PNR_INTAKE_NEW);
  record = pnr_kept_order_hide_people (&kept, record);
  order = pnr_store_intake_find_order (self, record, &is_new, &is_covered, error);
  if (order == NULL || !pnr_store_intake_regroup (self, record, &is_changed, error))
    return FALSE;
  *fate = !order->is_closed          ? PNR_INTAKE_NEW
          : is_covered || is_changed ? PNR_INTAKE_CHANGED
                                     : PNR_INTAKE_UNCHANGED;
  if (order->is_closed)
    return TRUE;
  return (is_new || pnr_store_intake_complete_order (self, order, record, &is_changed, error))
         && pnr_store_intake_insert_line (self, order, product, line, error);
}

/* Numbers, dates and amounts that are wrong; never a name, an address or a telephone. */
static gboolean
is_about_nobody (const char *value)
{
  guint n_letters = 0;
  guint n_digits = 0;

  if (strchr (value, '@') != NULL || *value == '+')
    return FALSE;
  for (const char *at = value; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar letter = g_utf8_get_char (at);

    n_digits += g_unichar_isdigit (letter) ? 1 : 0;
    n_letters += g_unichar_isalpha (letter) ? 1 : 0;
  }
  return n_digits > 0 && n_digits <= 10 && n_letters <= 3;
}

/* In a row that is shifted by a column anything can stand anywhere. The report shows it to the
 * merchant who has the file; the plan, which is handed on, keeps only what is about nobody. */
static gboolean
pnr_store_intake_add_reject (PnrIntake *intake, gint64 row, const char *column, const char *value,
                             const char *message, GError **error)
{
  PnrStoreIntake *self = PNR_STORE_INTAKE (intake);
  g_autofree char *valid = value != NULL ? g_utf8_make_valid (value, -1) : NULL;
  g_autoptr (GString) kept = g_string_new (message);
  PnrStatement *insert = pnr_db_get_statement (
      self->db,
      "INSERT INTO import_reject (import_batch_id, row, column_name, value, message) "
      "VALUES (?, ?, ?, ?, ?)",
      error);

  if (insert == NULL)
    return FALSE;
  if (valid != NULL && !is_about_nobody (valid)) {
    g_autofree char *quoted = pnr_text_quote_short (value);

    g_string_replace (kept, quoted, "…", 0);
    g_clear_pointer (&valid, g_free);
  }
  pnr_statement_bind_number (insert, 1, self->batch);
  pnr_statement_bind_number (insert, 2, row);
  pnr_statement_bind_text (insert, 3, column);
  pnr_statement_bind_text (insert, 4, valid);
  pnr_statement_bind_text (insert, 5, kept->str);
  return pnr_statement_run (insert, error);
}

static gboolean
pnr_store_intake_end_file (PnrIntake *intake, PnrImportCounts *counts, GError **error)
{
  PnrStoreIntake *self = PNR_STORE_INTAKE (intake);
  PnrStatement *update = pnr_db_get_statement (
      self->db,
      "UPDATE import_batch SET rows_imported = ?, rows_unchanged = ?, rows_rejected = ?, "
      "order_lines = ?, file = CASE WHEN ? THEN '' ELSE file END "
      "WHERE id = ?",
      error);

  if (update == NULL)
    return FALSE;
  counts->products_new += self->counts.products_new;
  counts->products_changed += self->counts.products_changed;
  counts->products_unchanged += self->counts.products_unchanged;
  counts->products_naming += self->counts.products_naming;
  counts->orders_new += self->orders->n_new;
  counts->orders_existing += self->orders->n_existing;
  counts->orders_hidden += self->orders->n_hidden;
  counts->orders_covered += self->orders->n_covered;
  counts->order_lines += self->counts.order_lines;
  /* The reader counts over all files; the batch keeps this file's share. */
  pnr_statement_bind_number (update, 1, counts->rows_imported - self->counts_before.rows_imported);
  pnr_statement_bind_number (update, 2,
                             counts->rows_unchanged - self->counts_before.rows_unchanged);
  pnr_statement_bind_number (update, 3, counts->rows_rejected - self->counts_before.rows_rejected);
  pnr_statement_bind_number (update, 4, self->counts.order_lines);
  pnr_statement_bind_number (update, 5, counts->files_hidden > 0);
  pnr_statement_bind_number (update, 6, self->batch);
  self->counts_before = *counts;
  return pnr_statement_run (update, error);
}

static void
pnr_store_intake_each_item (PnrIntake *intake, PnrIntakeItemFunc func, gpointer data)
{
  pnr_import_catalogue_each (PNR_STORE_INTAKE (intake)->catalogue, func, data);
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
  iface->each_item = pnr_store_intake_each_item;
}

static void
pnr_store_intake_finalize (GObject *object)
{
  PnrStoreIntake *self = PNR_STORE_INTAKE (object);

  g_clear_pointer (&self->catalogue, pnr_import_catalogue_free);
  g_clear_pointer (&self->orders, pnr_import_orders_free);
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
}

static gboolean
pnr_store_intake_prepare (PnrStoreIntake *self, PnrRecording *recording, gint64 *next_id,
                          GError **error)
{
  self->catalogue = pnr_import_catalogue_new (self->db, self->currency, next_id, error);
  if (self->catalogue == NULL
      || !pnr_db_read_number (self->db, "SELECT ifnull (max (id), 0) FROM order_line",
                              &self->last_line_before, error))
    return FALSE;
  self->orders = pnr_import_orders_new (self->db, recording, self->last_line_before > 0, error);
  if (self->orders == NULL
      || (self->last_line_before == 0 && !pnr_line_index_drop (self->db, error)))
    return FALSE;
  self->insert_line = pnr_db_get_statement (self->db,
                                            "INSERT INTO order_line (order_id, product_id, "
                                            "quantity_milli, total_minor, discount_minor, "
                                            "cost_micros, promotion) "
                                            "VALUES (?, ?, ?, ?, ?, ?, ?)",
                                            error);
  return self->insert_line != NULL;
}

/**
 * pnr_store_intake_new:
 * @db: a connection inside the import's transaction
 * @recording: what records the import
 * @currency: the plan's currency
 * @next_id: the last id of a noun in use; counted up for new products
 * @error: a place for a sentence
 *
 * Returns: (transfer full) (nullable): an intake for one import of one or several files
 */
PnrStoreIntake *
pnr_store_intake_new (PnrDb *db, PnrRecording *recording, const char *currency, gint64 *next_id,
                      GError **error)
{
  g_autoptr (PnrStoreIntake) self = g_object_new (PNR_TYPE_STORE_INTAKE, NULL);

  self->db = db;
  self->currency = g_strdup (currency);
  if (!pnr_store_intake_prepare (self, recording, next_id, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* What can only be known when the last row is in. */
gboolean
pnr_store_intake_finish (PnrStoreIntake *self, GError **error)
{
  return (self->last_line_before > 0 || pnr_line_index_make (self->db, error))
         && pnr_import_catalogue_put_averages (self->catalogue, error)
         && (self->needs_recount
                 ? pnr_import_sales_recount (self->db, self->last_line_before, error)
                 : pnr_import_sales_put (self->db, self->catalogue, error));
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
