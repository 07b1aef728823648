/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How each noun is kept: read all, read one, put, remove. One room per noun fills this in. */
#pragma once

#include "model/pnr-noun.h"
#include "store/pnr-statement.h"

G_BEGIN_DECLS

/* Receives a noun (transfer full). */
typedef void (*PnrTableTakeFunc) (gpointer noun, gpointer data);

/* @read: the noun with @id, or all in ascending order of id when @id is 0. */
typedef struct {
  GType (*get_type) (void);
  gboolean (*read) (PnrDb *db, gint64 id, PnrTableTakeFunc take, gpointer data, GError **error);
  gboolean (*put) (PnrDb *db, gpointer noun, GError **error);
  gboolean (*remove) (PnrDb *db, gint64 id, GError **error);
} PnrTable;

extern const PnrTable pnr_product_table;
extern const PnrTable pnr_relation_table;
extern const PnrTable pnr_bundle_table;
extern const PnrTable pnr_scenario_table;
extern const PnrTable pnr_place_table;
extern const PnrTable pnr_verdict_table;

#define PNR_N_TABLES 6
const PnrTable *pnr_table_at (guint index);
const PnrTable *pnr_table_of (GType type);

/* What a row says: a noun (transfer full), or NULL with a sentence. */
typedef gpointer (*PnrTableRowFunc) (PnrDb *db, PnrStatement *row, GError **error);

gboolean pnr_table_read_rows (PnrDb *db, const char *sql, gint64 id, PnrTableRowFunc from_row,
                              PnrTableTakeFunc take, gpointer data, GError **error);
gboolean pnr_table_remove_row (PnrDb *db, const char *sql, gint64 id, GError **error);

G_END_DECLS
