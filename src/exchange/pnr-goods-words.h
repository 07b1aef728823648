/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the goods of an import are called, whoever buys them. */
#pragma once

#include "exchange/pnr-row-reader.h"

G_BEGIN_DECLS

typedef struct _PnrGoodsWords PnrGoodsWords;

PnrGoodsWords *pnr_goods_words_new (GPtrArray *layouts, PnrIntake *intake, PnrProgress *progress);
void pnr_goods_words_free (PnrGoodsWords *self);

void pnr_goods_words_read (PnrGoodsWords *self);
gboolean pnr_goods_words_has (const PnrGoodsWords *self, const char *letters, gsize length);
void pnr_goods_words_add (PnrGoodsWords *self, const char *letters, gsize length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrGoodsWords, pnr_goods_words_free)

G_END_DECLS
