/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can go wrong when baskets are mined, and what the merchant can do about it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PNR_MINING_ERROR (pnr_mining_error_quark ())

typedef enum {
  PNR_MINING_ERROR_TOO_MANY,
  PNR_MINING_ERROR_SETTINGS,
} PnrMiningError;

GQuark pnr_mining_error_quark (void);

void pnr_mining_set_too_many (GError **error, guint64 max_results, guint32 min_count);

G_END_DECLS
