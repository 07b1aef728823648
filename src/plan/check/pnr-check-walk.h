/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holds every rule against everything that is planned. */
#pragma once

#include "base/pnr-progress.h"
#include "model/pnr-contents.h"

G_BEGIN_DECLS

GPtrArray *pnr_check_walk (PnrContents *contents, GArray *past_prices, PnrProgress *progress,
                           GError **error);

G_END_DECLS
