/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Baskets at the ends of what a bundle allows: the least, the most, just enough for a tier. */
#pragma once

#include "model/pnr-bundle-quote.h"

G_BEGIN_DECLS

GArray *pnr_bundle_dup_lean_basket (PnrBundle *self, PnrNounList *products);
GArray *pnr_bundle_dup_rich_basket (PnrBundle *self, PnrNounList *products);
GArray *pnr_bundle_dup_tier_basket (PnrBundle *self, guint tier);

void pnr_basket_fill (GArray *basket, PnrNounList *products);

G_END_DECLS
