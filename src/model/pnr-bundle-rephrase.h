/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The same price in other words: another price mode, or the value that comes to a wanted price. */
#pragma once

#include "model/pnr-bundle.h"

G_BEGIN_DECLS

gboolean pnr_bundle_has_price_value (PnrBundle *self);
void pnr_bundle_aim_at_price (PnrBundle *self, PnrNounList *products, gint64 price_minor);
void pnr_bundle_change_mode (PnrBundle *self, PnrNounList *products, PnrPriceMode mode);
void pnr_bundle_turn_into (PnrBundle *self, PnrNounList *products, PnrBundleKind kind);
void pnr_bundle_change_tier_basis (PnrBundle *self, PnrNounList *products, PnrPriceTierBasis basis);
void pnr_bundle_change_tier_effect (PnrBundle *self, PnrNounList *products,
                                    PnrPriceTierEffect effect);
gboolean pnr_bundle_add_tier (PnrBundle *self);

G_END_DECLS
