/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can still be read of a damaged plan, put into a new one.
 *
 * The damaged plan itself is never opened by SQLite: what is read is a copy of its bytes, whose
 * head and list of tables are mended first. Tables are filled in the order of their references,
 * then with what lies loose in the file; what after that points to something lost is lost, too.
 * Only a lost product and a lost order leave place-holders, for lines of orders are history and are
 * not worth less without a name or a number. What would take actions back goes, for it no longer
 * fits. */
#include "config.h"

#include "store/pnr-rescue.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "base/pnr-currency.h"
#include "base/pnr-report.h"
#include "store/pnr-damaged-copy.h"
#include "store/pnr-head-mend.h"
#include "store/pnr-leaf-salvage.h"
#include "store/pnr-plan-file.h"
#include "store/pnr-row-salvage.h"
#include "store/pnr-schema-mend.h"
#include "store/pnr-schema.h"
#include "store/pnr-statement.h"
#include "store/pnr-store.h"
#include "store/pnr-table-shape.h"
#include "store/pnr-value-check.h"

#define VERSION_OFFSET 60
/* A number above is damage. */
#define NEWEST_VERSION 1000

/* Parents before children. */
static const char *const tables[] = {
  "plan",
  "product",
  "product_sales",
  "price_history",
  "import_batch",
  "import_reject",
  "customer",
  "orders",
  "order_line",
  "relation",
  "verdict",
  "bundle",
  "bundle_component",
  "bundle_tier",
  "scenario",
  "scenario_bundle",
  "assumption",
  "board",
  "board_place",
  "change",
  NULL,
};
#define N_TABLES (G_N_ELEMENTS (tables) - 1)

#define IS_ID "BETWEEN 1 AND " G_STRINGIFY (PNR_ROW_SALVAGE_LAST_ID)

static const char forget_history_sql[] =
    "UPDATE change SET n_bytes = 0, "
    "state = CASE state WHEN 'undone' THEN 'discarded' ELSE state END";

typedef struct {
  const char *copy;
  guint page_size;
  GPtrArray *shapes;
  PnrDb *damaged;
  PnrDb *fresh;
  guint n_missing_pages;
  guint n_stated_pages;
  gint64 n_held_products;
  gint64 n_held_orders;
  gint64 n_held_batches;
  gint64 n_held_plans;
  PnrProgress *progress;
  PnrRowSalvage found[N_TABLES];
} Rescue;

static guint32
stated_version_of (const char *path)
{
  int descriptor = open (path, O_RDONLY | O_CLOEXEC);
  guint32 version = 0;

  if (descriptor >= 0) {
    if (pread (descriptor, &version, sizeof version, VERSION_OFFSET) != sizeof version)
      version = 0;
    close (descriptor);
  }
  return GUINT32_FROM_BE (version);
}

/* Where the number is none of ours, the newest tables are the best guess. */
static guint
version_of (const char *path)
{
  guint32 version = stated_version_of (path);

  return version >= 1 && version <= PNR_SCHEMA_VERSION ? version : PNR_SCHEMA_VERSION;
}

/* A head that says what no head says is as good as none: its number leads to folders, and amounts
 * need a currency. */
static gboolean
drop_false_head (PnrDb *fresh, GError **error)
{
  PnrStatement *row =
      pnr_db_get_statement (fresh, "SELECT uuid, currency FROM plan WHERE id = 1", error);
  gboolean is_sound;
  gboolean has_row;

  if (row == NULL || !pnr_statement_step (row, &has_row, error))
    return FALSE;
  is_sound = !has_row
             || (g_uuid_string_is_valid (pnr_statement_get_text (row, 0))
                 && pnr_currency_is_code (pnr_statement_get_text (row, 1)));
  pnr_statement_reset (row);
  return is_sound || pnr_db_run (fresh, "DELETE FROM plan", error);
}

/* A plan without its first row: nobody knows the currency any more, and ISO 4217 has a word for
 * that. */
static gboolean
ensure_plan_row (Rescue *self, const char *target, GError **error)
{
  PnrStatement *insert =
      pnr_db_get_statement (self->fresh,
                            "INSERT OR IGNORE INTO plan (id, uuid, name, currency, salt, created) "
                            "VALUES (1, ?, ?, 'XXX', randomblob (32), ?)",
                            error);
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *name = pnr_plan_file_dup_plan_name (target);

  if (insert == NULL)
    return FALSE;
  pnr_statement_bind_text (insert, 1, uuid);
  pnr_statement_bind_text (insert, 2, name);
  pnr_statement_bind_number (insert, 3, g_get_real_time () / G_USEC_PER_SEC);
  if (!pnr_statement_run (insert, error))
    return FALSE;
  self->n_held_plans = sqlite3_changes64 (pnr_db_get_handle (self->fresh));
  return TRUE;
}

static gboolean
drop_orphans_of (PnrDb *fresh, const char *table, GError **error)
{
  g_autofree char *list = g_strdup_printf (
      "SELECT \"from\", \"table\", \"to\" FROM pragma_foreign_key_list ('%s')", table);
  g_autoptr (PnrStatement) keys = pnr_statement_new (fresh, list, error);
  g_autoptr (GString) sql = g_string_new (NULL);
  gboolean has_row = keys != NULL;

  while (has_row && pnr_statement_step (keys, &has_row, error)) {
    const char *column = has_row ? pnr_statement_get_text (keys, 0) : NULL;

    if (column != NULL)
      g_string_append_printf (sql,
                              "DELETE FROM %s WHERE %s IS NOT NULL AND %s NOT IN "
                              "(SELECT %s FROM %s);",
                              table, column, column, pnr_statement_get_text (keys, 2),
                              pnr_statement_get_text (keys, 1));
  }
  return keys != NULL && pnr_db_run (fresh, sql->str, error);
}

/* In the order of their references, so that one walk is enough. */
static gboolean
drop_orphans (PnrDb *fresh, GError **error)
{
  for (gsize i = 0; i < N_TABLES; i++) {
    if (!drop_orphans_of (fresh, tables[i], error))
      return FALSE;
  }
  return TRUE;
}

/* An older plan has fewer tables. */
static gboolean
has_table (PnrDb *fresh, const char *table)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT count (*) FROM sqlite_schema WHERE name = '%s'", table);
  gint64 n_tables = 0;

  return pnr_db_read_number (fresh, sql, &n_tables, NULL) && n_tables > 0;
}

static gboolean
rescue_tables (Rescue *self, GError **error)
{
  for (gsize i = 0; i < N_TABLES; i++) {
    pnr_progress_set_fraction (self->progress, 0.3 + 0.6 * i / N_TABLES);
    if (!has_table (self->fresh, tables[i]))
      continue;
    if (!pnr_row_salvage_copy (self->damaged, self->fresh, tables[i], &self->found[i],
                               self->progress, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
refuse_unreadable (const char *path, GError **error)
{
  g_set_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_DAMAGED,
               _ ("Nothing could be read from “%s”. Restore a snapshot or an older copy instead."),
               path);
  return FALSE;
}

static gboolean
rescue_found_anything (Rescue *self, const char *path, GError **error)
{
  for (gsize i = 0; i < N_TABLES; i++) {
    g_autofree char *sql = g_strdup_printf ("SELECT EXISTS (SELECT 1 FROM %s)", tables[i]);
    gint64 has_row = 0;

    if (pnr_db_read_number (self->fresh, sql, &has_row, NULL) && has_row)
      return TRUE;
  }
  return refuse_unreadable (path, error);
}

/* @name: bound to the statement's first parameter. @n_holders: how many rows it wrote. */
static gboolean
write_holders (PnrDb *fresh, const char *sql, const char *name, gint64 *n_holders, GError **error)
{
  PnrStatement *insert = pnr_db_get_statement (fresh, sql, error);

  if (insert == NULL)
    return FALSE;
  pnr_statement_bind_text (insert, 1, name);
  if (!pnr_statement_run (insert, error))
    return FALSE;
  *n_holders = sqlite3_changes64 (pnr_db_get_handle (fresh));
  return TRUE;
}

/* Orders outlive what they only point to: who bought, which file they came from, what the product
 * was called. The merchant can give a product its name again. */
static gboolean
hold_places (Rescue *self, GError **error)
{
  return pnr_db_run (self->fresh,
                     "UPDATE orders SET customer_id = NULL "
                     "WHERE customer_id NOT IN (SELECT id FROM customer);"
                     "UPDATE orders SET import_batch_id = 1 WHERE import_batch_id NOT " IS_ID ";"
                     "UPDATE customer SET import_batch_id = 1 WHERE import_batch_id NOT " IS_ID,
                     error)
         && write_holders (self->fresh,
                           "INSERT OR IGNORE INTO orders (id, key, is_cancelled, import_batch_id) "
                           "SELECT order_id, ?1 || '-' || order_id, 0, "
                           "ifnull ((SELECT max (import_batch.id) FROM import_batch "
                           "WHERE first_line_id <= min (order_line.id)), 1) "
                           "FROM order_line "
                           "WHERE order_id NOT IN (SELECT id FROM orders) "
                           "AND order_id " IS_ID " "
                           "GROUP BY order_id",
                           "LOST", &self->n_held_orders, error)
         && write_holders (
             self->fresh,
             "INSERT INTO import_batch (id, file, imported_at, rows_imported, rows_unchanged, "
             "rows_rejected, order_lines, first_line_id) "
             "SELECT import_batch_id, ?1, 0, 0, 0, 0, 0, 0 "
             "FROM (SELECT import_batch_id FROM orders "
             "UNION SELECT import_batch_id FROM customer) "
             "WHERE import_batch_id NOT IN (SELECT id FROM import_batch)",
             /* Translators: stands for the name of a file that was imported. */
             _ ("Lost name of a file"), &self->n_held_batches, error)
         && write_holders (
             self->fresh,
             "INSERT OR IGNORE INTO product (id, sku, name, kind, cost_source, visible) "
             "SELECT DISTINCT product_id, 'LOST-' || product_id, ?1 || ' ' || product_id, 'good', "
             "'catalogue', 0 "
             "FROM order_line "
             "WHERE product_id NOT IN (SELECT id FROM product) "
             "AND product_id " IS_ID " "
             "AND order_id IN (SELECT id FROM orders)",
             /* Translators: the name of a product that stands for a lost one; a number follows. */
             _ ("Lost product"), &self->n_held_products, error);
}

static gboolean
rescue_rows (Rescue *self, const char *path, GError **error)
{
  return rescue_tables (self, error)
         && pnr_leaf_salvage_copy (self->damaged, self->fresh, self->copy, self->page_size,
                                   self->shapes, tables, self->progress, error)
         && rescue_found_anything (self, path, error);
}

static gboolean
rescue_fill (Rescue *self, const char *path, const char *target, GError **error)
{
  return pnr_db_begin (self->fresh, error) && rescue_rows (self, path, error)
         && drop_false_head (self->fresh, error) && ensure_plan_row (self, target, error)
         && pnr_value_check_drop_amounts (self->fresh, error) && hold_places (self, error)
         && drop_orphans (self->fresh, error) && pnr_db_run (self->fresh, forget_history_sql, error)
         && pnr_db_commit (self->fresh, error);
}

static GVariant *
report_table (Rescue *self, gsize index)
{
  const PnrRowSalvage *found = &self->found[index];
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM %s", tables[index]);
  GVariantDict *report = pnr_report_new ();
  gint64 n_holders = 0;
  gint64 n_kept = 0;

  pnr_db_read_number (self->fresh, sql, &n_kept, NULL);
  pnr_report_add_text (report, "table", tables[index]);
  if (g_str_equal (tables[index], "product"))
    n_holders = self->n_held_products;
  else if (g_str_equal (tables[index], "orders"))
    n_holders = self->n_held_orders;
  else if (g_str_equal (tables[index], "import_batch"))
    n_holders = self->n_held_batches;
  else if (g_str_equal (tables[index], "plan"))
    n_holders = self->n_held_plans;
  n_kept -= n_holders;
  pnr_report_add_count (report, "placeholders", n_holders);
  pnr_report_add_count (report, "found", n_kept);
  if (g_str_equal (tables[index], "plan"))
    /* Every plan has this one row, whether or not it can be counted. */
    pnr_report_add_count (report, "lost", n_holders);
  else if (found->n_expected >= 0)
    pnr_report_add_count (report, "lost", MAX (0, found->n_expected - n_kept));
  else
    pnr_report_add_value (report, "lost", g_variant_new_maybe (G_VARIANT_TYPE_VARIANT, NULL));
  return pnr_report_end (report);
}

/* What would take actions back is left behind on purpose, but it is gone all the same. */
static GVariant *
report_history (Rescue *self)
{
  GVariantDict *report = pnr_report_new ();
  gint64 n_steps;

  pnr_report_add_text (report, "table", "change_piece");
  pnr_report_add_count (report, "found", 0);
  if (pnr_db_read_number (self->damaged, "SELECT count (*) FROM change_piece", &n_steps, NULL))
    pnr_report_add_count (report, "lost", n_steps);
  else
    pnr_report_add_value (report, "lost", g_variant_new_maybe (G_VARIANT_TYPE_VARIANT, NULL));
  return pnr_report_end (report);
}

/* What a merchant would look for: products, orders and what was planned. */
static gboolean
is_left_empty (Rescue *self)
{
  static const char *const wanted[] = { "product", "orders", "relation", "bundle", "scenario" };
  gboolean was_empty = TRUE;

  for (gsize i = 0; i < N_TABLES; i++) {
    g_autofree char *sql = g_strdup_printf ("SELECT EXISTS (SELECT 1 FROM %s)", tables[i]);
    gint64 has_row = 0;

    for (gsize j = 0; j < G_N_ELEMENTS (wanted); j++) {
      if (!g_str_equal (tables[i], wanted[j]))
        continue;
      was_empty = was_empty && self->found[i].n_expected == 0;
      if (pnr_db_read_number (self->fresh, sql, &has_row, NULL) && has_row)
        return FALSE;
    }
  }
  return !was_empty;
}

static void
append_sentence (GString *message, const char *sentence)
{
  g_string_append_printf (message, "%s%s", message->len > 0 ? " " : "", sentence);
}

/* (nullable): what concerns the whole plan, in a few sentences. */
static char *
rescue_dup_message (Rescue *self)
{
  GString *message = g_string_new (NULL);

  if (self->n_missing_pages > 0)
    g_string_append_printf (message,
                            ngettext ("The file was cut short: %u of its %u pages is missing, and "
                                      "what stood on it is lost.",
                                      "The file was cut short: %u of its %u pages are missing, and "
                                      "what stood on them is lost.",
                                      self->n_missing_pages),
                            self->n_missing_pages, self->n_stated_pages);
  if (is_left_empty (self))
    append_sentence (message, _ ("No product, order, relationship, bundle or scenario could be "
                                 "read, so the new plan is empty. Restore a snapshot or an older "
                                 "copy instead, if there is one."));
  if (self->n_held_orders > 0)
    append_sentence (message, _ ("Of some orders only the lines were found. They are kept under "
                                 "numbers that begin with “LOST”, without a date and a customer."));
  if (self->n_held_plans > 0)
    append_sentence (message,
                     _ ("What the plan says of itself was lost: its name, its currency and "
                        "the secret by which customers are known again. Amounts have no "
                        "currency until you make a new plan in the right one and import the "
                        "files into it. Customers in files that you import into the rescued "
                        "plan are counted anew."));
  return g_string_free (message, message->len == 0);
}

static GVariant *
rescue_report (Rescue *self, const char *target)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  GVariantDict *report = pnr_report_new ();
  g_autofree char *message = rescue_dup_message (self);

  for (gsize i = 0; i < N_TABLES; i++)
    if (has_table (self->fresh, tables[i]))
      g_ptr_array_add (list, report_table (self, i));
  g_ptr_array_add (list, report_history (self));
  pnr_report_add_path (report, "plan", target);
  if (message != NULL)
    pnr_report_add_text (report, "message", message);
  pnr_report_add_list (report, "tables", g_steal_pointer (&list));
  return pnr_report_end (report);
}

/* What a newer Pannier keeps besides would be lost without a word. */
static gboolean
check_version (const char *copy, GError **error)
{
  if (stated_version_of (copy) <= PNR_SCHEMA_VERSION || stated_version_of (copy) > NEWEST_VERSION)
    return TRUE;
  g_set_error_literal (error, PNR_STORE_ERROR, PNR_STORE_ERROR_NEWER,
                       _ ("This plan was made by a newer Pannier. Update Pannier to rescue it."));
  return FALSE;
}

/* References are let go while the tables are filled, for a parent may be lost. */
static PnrDb *
lay_out_fresh (const char *unfinished, guint version, GError **error)
{
  g_autoptr (PnrDb) fresh = pnr_db_create (unfinished, error);

  if (fresh == NULL || !pnr_db_run (fresh, "PRAGMA foreign_keys = OFF", error)
      || !pnr_schema_lay_out_version (fresh, version, error))
    return NULL;
  return g_steal_pointer (&fresh);
}

/* @copy: the damaged plan's bytes. @unfinished: an empty file for the new plan. */
static GVariant *
rescue_from_copy (const char *path, const char *copy, guint page_size, const char *unfinished,
                  const char *target, PnrProgress *progress, GError **error)
{
  g_autoptr (PnrDb) fresh = lay_out_fresh (unfinished, version_of (copy), error);
  g_autoptr (GPtrArray) shapes = fresh != NULL ? pnr_table_shape_list (fresh, error) : NULL;
  g_autoptr (PnrDb) damaged = NULL;
  Rescue self = {
    .copy = copy, .page_size = page_size, .shapes = shapes, .fresh = fresh, .progress = progress
  };

  if (shapes == NULL || !pnr_schema_mend (copy, page_size, shapes, error))
    return NULL;
  self.n_missing_pages = pnr_head_mend_count_missing (path, page_size, &self.n_stated_pages);
  self.damaged = damaged = pnr_db_open (copy, TRUE, NULL);
  if (damaged == NULL)
    refuse_unreadable (path, error);
  if (damaged == NULL || !rescue_fill (&self, path, target, error))
    return NULL;
  return rescue_report (&self, target);
}

/* What was written is looked at like a stranger's plan before it is called one. */
static gboolean
prove (const char *path, const char *unfinished, PnrProgress *progress, GError **error)
{
  g_autoptr (PnrStore) store = NULL;
  g_autoptr (GError) reason = NULL;
  g_autofree char *name = g_filename_display_basename (path);

  pnr_progress_begin_step (progress, _ ("Finishing"));
  store = pnr_store_open (unfinished, PNR_STORE_OPEN_KEEP_VERSION, &reason);
  if (store != NULL)
    return TRUE;
  g_debug ("Rescued plan: %s", reason->message);
  g_set_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_DAMAGED,
               _ ("What can be read of “%s” makes no plan that Pannier could open again, so no "
                  "new plan was written. Restore a snapshot or an older copy instead."),
               name);
  return FALSE;
}

/**
 * pnr_rescue_plan:
 * @path: a damaged plan; it is only read
 * @target: where the new plan shall be; nothing may be there yet
 * @progress: (nullable): how far it is, and whether to stop
 * @error: a place for a sentence
 *
 * Returns: (transfer floating) (nullable): per table how many rows were found and lost; "lost" is
 *   nothing where the table cannot even be counted. "message" is there where something
 *   concerns the whole plan: what, and what follows from that, in a few sentences
 */
GVariant *
pnr_rescue_plan (const char *path, const char *target, PnrProgress *progress, GError **error)
{
  g_autofree char *unfinished = pnr_plan_file_begin (target, FALSE, error);
  g_autofree char *copy = NULL;
  GVariant *report = NULL;
  guint page_size;

  if (unfinished == NULL)
    return NULL;
  pnr_progress_begin_step (progress, _ ("Reading the damaged plan"));
  copy = g_strconcat (unfinished, "-damaged", NULL);
  if (pnr_damaged_copy_make (path, copy, &page_size, progress, error)
      && check_version (copy, error))
    report = rescue_from_copy (path, copy, page_size, unfinished, target, progress, error);
  g_unlink (copy);
  if (report != NULL
      && (!prove (path, unfinished, progress, error)
          || !pnr_plan_file_end (unfinished, target, FALSE, error)))
    g_clear_pointer (&report, g_variant_unref);
  if (report == NULL)
    pnr_plan_file_abandon (unfinished);
  return report;
}
