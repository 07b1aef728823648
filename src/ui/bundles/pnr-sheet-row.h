/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One line of a bundle's sheet: what it is about, and up to four figures in columns. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PNR_SHEET_ROW_N_CELLS 4

#define PNR_TYPE_SHEET_ROW (pnr_sheet_row_get_type ())
G_DECLARE_FINAL_TYPE (PnrSheetRow, pnr_sheet_row, PNR, SHEET_ROW, GtkListBoxRow)

typedef enum {
  PNR_SHEET_TONE_PLAIN,
  PNR_SHEET_TONE_GOOD,
  PNR_SHEET_TONE_BAD,
  PNR_SHEET_TONE_OPEN,
} PnrSheetTone;

PnrSheetRow *pnr_sheet_row_at (GtkListBox *list, guint index, GtkSizeGroup **columns);
void pnr_sheet_row_end (GtkListBox *list, guint n_rows);
void pnr_sheet_row_show (PnrSheetRow *self, const char *title, const char *subtitle);
void pnr_sheet_row_set_tone (PnrSheetRow *self, PnrSheetTone tone);
void pnr_sheet_row_keep_to_line (PnrSheetRow *self);
void pnr_sheet_row_wrap_cells (PnrSheetRow *self);
void pnr_sheet_row_set_head (PnrSheetRow *self);
void pnr_sheet_row_set_total (PnrSheetRow *self);
void pnr_sheet_row_set_cell (PnrSheetRow *self, guint cell, const char *figure, const char *detail,
                             const char *explanation);
void pnr_sheet_row_explain (PnrSheetRow *self, const char *explanation);

G_END_DECLS
