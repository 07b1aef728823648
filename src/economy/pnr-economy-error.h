/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a market cannot be simulated or priced, one code for each thing the merchant can do. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PNR_ECONOMY_ERROR (pnr_economy_error_quark ())

typedef enum {
  PNR_ECONOMY_ERROR_UNKNOWN_PRICE,
  PNR_ECONOMY_ERROR_UNKNOWN_COST,
  PNR_ECONOMY_ERROR_TOO_MANY_PRODUCTS,
  PNR_ECONOMY_ERROR_NO_BUNDLE,
  PNR_ECONOMY_ERROR_NO_ORDERS,
  PNR_ECONOMY_ERROR_PRICE_TOO_LARGE,
  PNR_ECONOMY_ERROR_NO_ALLOWED_PRICE,
  PNR_ECONOMY_ERROR_BAD_CASE,
  PNR_ECONOMY_ERROR_AMOUNT_TOO_LARGE,
  PNR_ECONOMY_ERROR_IMPOSSIBLE_BELIEF,
} PnrEconomyError;

GQuark pnr_economy_error_quark (void);

G_END_DECLS
