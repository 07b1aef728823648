/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of a damaged plan, read without SQLite: which are trees, and what rows lie in them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* More columns than any table of ours has. */
#define PNR_PAGE_MAP_MOST_COLUMNS 40

typedef enum {
  PNR_PAGE_OTHER = 0,
  PNR_PAGE_INDEX_INNER = 2,
  PNR_PAGE_TABLE_INNER = 5,
  PNR_PAGE_INDEX_LEAF = 10,
  PNR_PAGE_TABLE_LEAF = 13,
} PnrPageKind;

/* @type: SQLite's serial type: 0 nothing, 1–6, 8, 9 whole numbers, 7 a real one, from 12 on even
 * bytes and odd text. */
typedef struct {
  guint64 type;
  const guint8 *bytes;
  gsize size;
} PnrPageValue;

/* @whole: the row's bytes; the values point into it. */
typedef struct {
  gint64 rowid;
  GByteArray *whole;
  guint n_values;
  PnrPageValue values[PNR_PAGE_MAP_MOST_COLUMNS];
} PnrPageRow;

typedef struct _PnrPageMap PnrPageMap;

PnrPageMap *pnr_page_map_new (const char *path, guint page_size);
void pnr_page_map_free (PnrPageMap *self);

guint pnr_page_map_guess_size (const char *path);
guint pnr_page_map_get_n_pages (PnrPageMap *self);
PnrPageKind pnr_page_map_get_kind (PnrPageMap *self, guint page);
guint pnr_page_map_get_n_cells (PnrPageMap *self, guint page);
guint pnr_page_map_get_child (PnrPageMap *self, guint page, guint cell);
gboolean pnr_page_map_read_row (PnrPageMap *self, guint page, guint cell, PnrPageRow *row);
gint64 pnr_page_value_get_number (const PnrPageValue *value);

void pnr_page_row_clear (PnrPageRow *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrPageMap, pnr_page_map_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PnrPageRow, pnr_page_row_clear)

G_END_DECLS
