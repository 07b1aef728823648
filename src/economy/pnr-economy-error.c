/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why a market cannot be simulated or priced, one code for each thing the merchant can do. */
#include "config.h"

#include "economy/pnr-economy-error.h"

G_DEFINE_QUARK (pnr - economy - error - quark, pnr_economy_error)
