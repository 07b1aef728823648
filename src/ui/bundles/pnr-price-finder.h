/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Offers a price for a bundle: the search, its chart, and when that chart is out of date. */
#pragma once

#include "ui/pnr-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define PNR_TYPE_PRICE_FINDER (pnr_price_finder_get_type ())
G_DECLARE_FINAL_TYPE (PnrPriceFinder, pnr_price_finder, PNR, PRICE_FINDER, AdwBin)

/* Signal "taken" (gint64 price_minor): the merchant wants this price. */

gboolean pnr_price_finder_suits (PnrBundleKind kind);

void pnr_price_finder_set_session (PnrPriceFinder *self, PnrSession *session);
void pnr_price_finder_show_bundle (PnrPriceFinder *self, PnrBundle *bundle);

G_END_DECLS
