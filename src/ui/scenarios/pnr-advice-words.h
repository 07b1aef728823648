/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a line of the advisor is said: its figures, and for each the formula, inputs and source. */
#pragma once

#include "model/pnr-advice.h"
#include "ui/bundles/pnr-sheet-row.h"

G_BEGIN_DECLS

void pnr_advice_words_fill_head (PnrSheetRow *row);
void pnr_advice_words_fill (PnrSheetRow *row, PnrAdvice *advice, const PnrAdviceOffer *offer);

G_END_DECLS
