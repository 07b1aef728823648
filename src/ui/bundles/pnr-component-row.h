/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One product in the bundle editor: how many of it, in which role, on which terms of its own. */
#pragma once

#include "base/pnr-money.h"
#include "model/pnr-bundle.h"
#include "ui/pnr-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define PNR_TYPE_COMPONENT_ROW (pnr_component_row_get_type ())
G_DECLARE_FINAL_TYPE (PnrComponentRow, pnr_component_row, PNR, COMPONENT_ROW, AdwExpanderRow)

/* Signals: "edited" (gboolean is_typing), whereupon pnr_component_row_get_component() says what is
 * meant, and "removed". */

GtkWidget *pnr_component_row_new (PnrSession *session, gint64 product_id);

const PnrComponent *pnr_component_row_get_component (PnrComponentRow *self);
void pnr_component_row_show (PnrComponentRow *self, PnrBundle *bundle, guint index);

G_END_DECLS
