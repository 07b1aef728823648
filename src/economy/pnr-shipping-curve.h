/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a carrier's table against the orders of a history: cost by size, cliffs, share per piece.
 */
#pragma once

#include "economy/pnr-parcel.h"
#include "model/pnr-ledger.h"
#include "model/pnr-shipping-curve.h"

G_BEGIN_DECLS

PnrShippingCurve *pnr_shipping_curve_read (PnrLedger *ledger, const PnrParcelTariff *tariff,
                                           double weight_g, const char *inputs_hash);

G_END_DECLS
