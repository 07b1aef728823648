/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A button that opens a search for one product of the catalogue. */
#pragma once

#include "ui/pnr-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define PNR_TYPE_PRODUCT_PICKER (pnr_product_picker_get_type ())
G_DECLARE_FINAL_TYPE (PnrProductPicker, pnr_product_picker, PNR, PRODUCT_PICKER, AdwBin)

/* Signal "picked" (gint64 product_id). */

void pnr_product_picker_set_label (PnrProductPicker *self, const char *label);
void pnr_product_picker_set_session (PnrProductPicker *self, PnrSession *session);

G_END_DECLS
