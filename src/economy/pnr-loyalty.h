/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells from orders how customers come back, by the month and the product they began with. */
#pragma once

#include "economy/pnr-lifetime.h"
#include "model/pnr-loyalty.h"

G_BEGIN_DECLS

#define PNR_LOYALTY_USUAL_DAYS 90
#define PNR_LOYALTY_MOST_DAYS 3650

PnrLoyalty *pnr_loyalty_measure (PnrLedger *ledger, GArray *first_products, guint within_days,
                                 const PnrLifetimeTerms *terms, PnrProgress *progress,
                                 GError **error);

G_END_DECLS
