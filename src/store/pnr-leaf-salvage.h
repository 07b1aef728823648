/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of pages that nothing leads to any more, because what led there is damaged. */
#pragma once

#include "base/pnr-progress.h"
#include "store/pnr-db.h"

G_BEGIN_DECLS

gboolean pnr_leaf_salvage_copy (PnrDb *damaged, PnrDb *fresh, const char *copy, guint page_size,
                                GPtrArray *shapes, const char *const *wanted, PnrProgress *progress,
                                GError **error);

G_END_DECLS
