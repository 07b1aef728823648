/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All products with their prices, searched by name: to drag onto the canvas, or to choose from. */
#pragma once

#include "ui/pnr-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define PNR_TYPE_PRODUCT_BROWSER (pnr_product_browser_get_type ())
G_DECLARE_FINAL_TYPE (PnrProductBrowser, pnr_product_browser, PNR, PRODUCT_BROWSER, AdwBin)

/* Signal: "product-activated" (PnrProduct). Property: "is-chooser" (one click activates). */

void pnr_product_browser_set_session (PnrProductBrowser *self, PnrSession *session);
void pnr_product_browser_start_search (PnrProductBrowser *self);

G_END_DECLS
