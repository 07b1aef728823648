/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shoppers that were drawn for one calculation and serve the next, as long as they are the same. */
#pragma once

#include "economy/pnr-crowd.h"

G_BEGIN_DECLS

typedef struct _PnrCrowdStore PnrCrowdStore;

PnrCrowdStore *pnr_crowd_store_new (void);
void pnr_crowd_store_free (PnrCrowdStore *self);

void pnr_crowd_store_begin (PnrCrowdStore *self, const PnrShop *shop, const PnrMarket *market,
                            const PnrBelief *belief, guint64 seed, guint n_blocks,
                            guint block_size);
const PnrCrowd *pnr_crowd_store_get (PnrCrowdStore *self, const PnrShop *shop,
                                     const PnrMarket *market, const PnrBelief *belief,
                                     guint scramble, guint block);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrCrowdStore, pnr_crowd_store_free)

G_END_DECLS
