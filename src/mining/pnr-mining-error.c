/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can go wrong when baskets are mined, and what the merchant can do about it. */
#include "config.h"

#include "mining/pnr-mining-error.h"

#include <glib/gi18n.h>
#include <inttypes.h>

G_DEFINE_QUARK (pnr - mining - error - quark, pnr_mining_error)

void
pnr_mining_set_too_many (GError **error, guint64 max_results, guint32 min_count)
{
  g_set_error (error, PNR_MINING_ERROR, PNR_MINING_ERROR_TOO_MANY,
               _ ("More than %" PRIu64 " combinations were bought together in at least "
                  "%u baskets. Raise the minimum count or limit the number of items."),
               max_results, min_count);
}
