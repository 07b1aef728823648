/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rows of a table look like, so that they are known again without the list of tables. */
#pragma once

#include "store/pnr-db.h"
#include "store/pnr-page-map.h"

G_BEGIN_DECLS

/* @root: where its tree begins in a plan that was made with these tables. @columns: a letter each:
 * I whole number, R real, T text, B bytes; small where there may be nothing. @id_column: the one
 * that is the row's id, -1 where there is none. @plain_sql: the table without what needs an index.
 */
typedef struct {
  char *name;
  guint root;
  gboolean has_rowid;
  char *columns;
  int id_column;
  char *plain_sql;
} PnrTableShape;

/* (element-type PnrTableShape), in the order they were made. */
GPtrArray *pnr_table_shape_list (PnrDb *fresh, GError **error);
void pnr_table_shape_free (PnrTableShape *self);
gboolean pnr_table_shape_fits (const PnrTableShape *self, const PnrPageRow *row);

G_END_DECLS
