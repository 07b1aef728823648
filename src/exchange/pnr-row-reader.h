/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Walks over a file's rows, accounts for each of them, and gives their cells typed. */
#pragma once

#include "exchange/pnr-table-layout.h"

G_BEGIN_DECLS

/* Names and categories of parents, by SKU, for variants that state none of their own. */
typedef struct {
  char *name;
  char *category;
} PnrParentProduct;

typedef struct _PnrRowReader PnrRowReader;
typedef struct _PnrPersonGuard PnrPersonGuard;

/* Hands one row to the intake. FALSE with @error set ends the import or, for
 * PNR_INTAKE_ERROR_REJECTED, the row; FALSE without it after pnr_row_reader_refuse(). */
typedef gboolean (*PnrRowFunc) (PnrRowReader *self, gpointer data, PnrIntakeFate *fate,
                                GError **error);

struct _PnrRowReader {
  const PnrTableLayout *layout;
  PnrIntake *intake;
  PnrImportReport *report;
  PnrProgress *progress;
  GHashTable *parents;
  GHashTable *prices; /* of the products of this import, by SKU */
  const char *currency;
  guint digits;
  PnrRecord record;
  PnrImportCounts counts;
  GPtrArray *scratch;
  PnrProblem *fault;
  PnrPersonGuard *persons; /* of an order history; NULL otherwise */
  guint n_warnings;
  double progress_from;
  double progress_share;
};

gboolean pnr_row_reader_run (PnrRowReader *self, PnrRowFunc func, gpointer data, GError **error);

const char *pnr_row_reader_get (PnrRowReader *self, PnrImportField field);
const char *pnr_row_reader_get_at (PnrRowReader *self, int column);
gboolean pnr_row_reader_get_number (PnrRowReader *self, PnrImportField field, guint digits,
                                    gint64 *value);
gboolean pnr_row_reader_get_amount (PnrRowReader *self, PnrImportField field, guint digits,
                                    gint64 *value);
gboolean pnr_row_reader_check_currency (PnrRowReader *self);
gboolean pnr_row_reader_refuse (PnrRowReader *self, int column, const char *code, const char *value,
                                const char *reason);
gboolean pnr_row_reader_check_name (PnrRowReader *self, int column, const char *name);
void pnr_row_reader_warn (PnrRowReader *self, int column, const char *code, const char *value,
                          const char *reason);

gboolean pnr_product_reader_row (PnrRowReader *self, gpointer data, PnrIntakeFate *fate,
                                 GError **error);
void pnr_parent_product_free (PnrParentProduct *self);

G_END_DECLS
