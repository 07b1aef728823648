/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One section in the sidebar: icon, title, and how many things it holds. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PNR_TYPE_SECTION_ROW (pnr_section_row_get_type ())
G_DECLARE_FINAL_TYPE (PnrSectionRow, pnr_section_row, PNR, SECTION_ROW, GtkListBoxRow)

GtkWidget *pnr_section_row_new (const char *name, const char *title, const char *icon_name,
                                GListModel *counted);

const char *pnr_section_row_get_name (PnrSectionRow *self);

G_END_DECLS
