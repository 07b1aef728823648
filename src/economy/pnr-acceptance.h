/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many know a product already, if so many are to take it where it is shown. */
#pragma once

#include "model/pnr-market.h"

G_BEGIN_DECLS

PnrRange pnr_acceptance_infer_awareness (const PnrMarket *market, PnrOfferedAs as, guint anchor,
                                         guint target, const PnrRange *acceptance);

G_END_DECLS
