/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One product in the bundle editor: how many of it, and the button that takes it out. */
#pragma once

#include "base/pnr-money.h"
#include "ui/pnr-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define PNR_TYPE_COMPONENT_ROW (pnr_component_row_get_type ())
G_DECLARE_FINAL_TYPE (PnrComponentRow, pnr_component_row, PNR, COMPONENT_ROW, AdwActionRow)

/* Signal "quantity-changed" (gint64 product_id, gint64 quantity); 0 takes it out. */

GtkWidget *pnr_component_row_new (gint64 product_id);

gint64 pnr_component_row_get_product_id (PnrComponentRow *self);
void pnr_component_row_show (PnrComponentRow *self, PnrSession *session, gint64 quantity);

G_END_DECLS
