/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The selected product beside the table or the canvas: its figures, its relations, its bundles. */
#pragma once

#include "ui/pnr-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define PNR_TYPE_PRODUCT_INSPECTOR (pnr_product_inspector_get_type ())
G_DECLARE_FINAL_TYPE (PnrProductInspector, pnr_product_inspector, PNR, PRODUCT_INSPECTOR, AdwBin)

void pnr_product_inspector_set_session (PnrProductInspector *self, PnrSession *session);

G_END_DECLS
