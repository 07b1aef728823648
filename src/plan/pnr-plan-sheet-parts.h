/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one sale of a bundle holds, and what the shop charges for each product in it. */
#pragma once

#include "economy/pnr-allocation.h"
#include "model/pnr-contents.h"
#include "plan/pnr-plan-tax.h"

G_BEGIN_DECLS

/* @products: %NULL for the other goods that a gift asks for. @parts: the same in the same order,
 * each with the merchant's weight. @charges: what a shop that keeps anchors at their price charges
 * for each; they sum to @price_minor. */
typedef struct {
  gint64 price_minor;
  guint n_parts;
  PnrProduct **products;
  PnrAllocationPart *parts;
  PnrTaxRate *rates;
  gint64 *charges;
} PnrSheetParts;

PnrSheetParts *pnr_sheet_parts_new (PnrContents *contents, PnrBundle *bundle);
void pnr_sheet_parts_free (PnrSheetParts *self);
PnrTaxRate pnr_sheet_find_assumed_rate (PnrContents *contents, PnrBundle *bundle);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrSheetParts, pnr_sheet_parts_free)

G_END_DECLS
