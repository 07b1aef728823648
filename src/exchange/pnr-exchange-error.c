/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can go wrong with a merchant's file, one code per possible reaction. */
#include "config.h"

#include "exchange/pnr-exchange-error.h"

G_DEFINE_QUARK (pnr - exchange - error - quark, pnr_exchange_error)
