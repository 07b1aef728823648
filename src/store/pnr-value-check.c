/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the values in a plan are ones that Pannier could have put there.
 *
 * An amount beyond all reason makes every sum wrong, so such a plan is damaged. A text that is none
 * harms nobody: it is shown as far as it goes, and told. */
#include "config.h"

#include "store/pnr-value-check.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

#include "base/pnr-text.h"
#include "store/pnr-statement.h"
#include "store/pnr-store-error.h"
#include "store/pnr-store-intake.h"

/* Costs have four digits more than amounts of currencies with two. */
#define AMOUNT G_STRINGIFY (PNR_STORE_INTAKE_LARGEST_AMOUNT)
#define COST G_STRINGIFY (PNR_STORE_INTAKE_LARGEST_COST)
#define IS_ABSURD                                                      \
  "quantity_milli NOT BETWEEN -" AMOUNT " AND " AMOUNT " "             \
  "OR ifnull (total_minor, 0) NOT BETWEEN -" AMOUNT " AND " AMOUNT " " \
  "OR discount_minor NOT BETWEEN -" AMOUNT " AND " AMOUNT " "          \
  "OR ifnull (cost_micros, 0) NOT BETWEEN -" COST " AND " COST

/* The least number of all stands for what is not known, and would be shown as that. */
#define LEAST "-9223372036854775808"
#define IS_LEAST "price_minor = " LEAST " OR cost_minor = " LEAST

typedef struct {
  const char *table;
  const char *columns; /* the first one is the row's number */
} Texts;

static const Texts texts[] = {
  { "product",
    "id, sku, name, external_id, category, brand, parent_sku, tax_class, image, attributes" },
  { "bundle", "id, sku, name, exception_reason, note, author, approver" },
  { "scenario", "id, name, note, author" },
  { "relation", "id, note, author, approver" },
  { "board", "id, name" },
  { "orders", "id, key, channel" },
  { "change", "id, what, who, why" },
  { "import_batch", "id, file" },
};

static gboolean
check_amounts_of (PnrDb *db, const char *table, const char *is_wrong, GError **error)
{
  g_autofree char *sql =
      g_strdup_printf ("SELECT ifnull (min (id), 0) FROM %s WHERE %s", table, is_wrong);
  gint64 row;

  if (!pnr_db_read_number (db, sql, &row, error))
    return FALSE;
  if (row == 0)
    return TRUE;
  g_set_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_DAMAGED,
               /* Translators: the name of a table of the file, then the number of a row of it. */
               _ ("This plan is damaged: an amount in it is larger than any that can be right "
                  "(%s, row %" PRId64 "). Nothing has been changed. Restore a snapshot of it, or "
                  "rescue what can be read."),
               table, row);
  return FALSE;
}

gboolean
pnr_value_check_amounts (PnrDb *db, GError **error)
{
  return check_amounts_of (db, "order_line", IS_ABSURD, error)
         && check_amounts_of (db, "shelved_order_line", IS_ABSURD, error)
         && check_amounts_of (db, "product", IS_LEAST, error);
}

/* Of a rescued plan, in which such a line would be the next damage. A product's amount is then
 * not known. */
gboolean
pnr_value_check_drop_amounts (PnrDb *db, GError **error)
{
  return pnr_db_run (db,
                     "DELETE FROM order_line WHERE " IS_ABSURD ";"
                     "UPDATE product SET price_minor = nullif (price_minor, " LEAST "), "
                     "cost_minor = nullif (cost_minor, " LEAST ") WHERE " IS_LEAST,
                     error);
}

static gboolean
is_proper (sqlite3_stmt *row, int column)
{
  const char *text = (const char *) sqlite3_column_text (row, column);
  gsize size = (gsize) sqlite3_column_bytes (row, column);
  const char *name = sqlite3_column_name (row, column);

  if (text == NULL)
    return TRUE;
  if (strlen (text) != size || !g_utf8_validate (text, (gssize) size, NULL))
    return FALSE;
  return (strcmp (name, "name") != 0 && strcmp (name, "sku") != 0) || pnr_text_fits_name (text);
}

/* @first: (inout): where the first one is */
static void
count_improper (sqlite3_stmt *row, const char *table, guint *n_improper, char **first)
{
  for (int i = 1; i < sqlite3_column_count (row); i++) {
    if (is_proper (row, i))
      continue;
    if ((*n_improper)++ == 0)
      *first = g_strdup_printf ("%s, %s, %" G_GINT64_FORMAT, table, sqlite3_column_name (row, i),
                                (gint64) sqlite3_column_int64 (row, 0));
  }
}

/* An older plan has fewer columns; what it lacks is no text. */
static PnrStatement *
select_texts (PnrDb *db, const Texts *of)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM %s", of->columns, of->table);
  g_autofree char *all = g_strdup_printf ("SELECT * FROM %s", of->table);
  PnrStatement *rows = pnr_statement_new (db, sql, NULL);

  return rows != NULL ? rows : pnr_statement_new (db, all, NULL);
}

/**
 * pnr_value_check_texts:
 * @db: a connection to a plan
 * @sentence: (out) (nullable): what is to be told of its texts, if anything
 * @error: a place for a sentence
 *
 * Returns: whether all could be read
 */
gboolean
pnr_value_check_texts (PnrDb *db, char **sentence, GError **error)
{
  g_autofree char *first = NULL;
  guint n_improper = 0;

  *sentence = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_autoptr (PnrStatement) rows = select_texts (db, &texts[i]);
    gboolean has_row = rows != NULL;

    while (has_row) {
      if (!pnr_statement_step (rows, &has_row, error))
        return FALSE;
      if (has_row)
        count_improper (pnr_statement_get_handle (rows), texts[i].table, &n_improper, &first);
    }
  }
  if (n_improper > 0)
    *sentence = g_strdup_printf (
        /* Translators: then, in brackets, table, column and row of the first one. */
        ngettext ("%u text in this plan is broken (%s): it holds bytes that are "
                  "no letters, or is a name of more than 1,000 letters. It is shown as far as it "
                  "goes; enter it anew.",
                  "%u texts in this plan are broken (the first: %s): they hold "
                  "bytes that are no letters, or are names of more than 1,000 letters. They are "
                  "shown as far as they go; enter them anew.",
                  n_improper),
        n_improper, first);
  return TRUE;
}
