/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One figure of a period: its name, its value, how it differs from the compared period. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PNR_TYPE_FIGURE_TILE (pnr_figure_tile_get_type ())
G_DECLARE_FINAL_TYPE (PnrFigureTile, pnr_figure_tile, PNR, FIGURE_TILE, GtkFlowBoxChild)

GtkWidget *pnr_figure_tile_new (const char *title);
void pnr_figure_tile_show (PnrFigureTile *self, const char *value, const char *change,
                           const char *explanation);
char *pnr_figure_tile_dup_change (double now, double before, gboolean is_share);

G_END_DECLS
