/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can go wrong with a merchant's file, one code per possible reaction. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PNR_EXCHANGE_ERROR (pnr_exchange_error_quark ())

typedef enum {
  PNR_EXCHANGE_ERROR_UNREADABLE,
  PNR_EXCHANGE_ERROR_NOT_TEXT,
  PNR_EXCHANGE_ERROR_NO_COLUMN,
  PNR_EXCHANGE_ERROR_TOO_LARGE,
  PNR_EXCHANGE_ERROR_BAD_JSON,
  PNR_EXCHANGE_ERROR_BAD_MAP,
  PNR_EXCHANGE_ERROR_UNWRITABLE,
  PNR_EXCHANGE_ERROR_REFUSED,
  PNR_EXCHANGE_ERROR_UNKNOWN_TARGET,
} PnrExchangeError;

GQuark pnr_exchange_error_quark (void);

G_END_DECLS
