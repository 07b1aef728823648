/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whom a row of an order history is about, so that no text that is kept names them. */
#pragma once

#include "exchange/pnr-goods-words.h"

G_BEGIN_DECLS

PnrPersonGuard *pnr_person_guard_new (const PnrTableLayout *layout, PnrGoodsWords *goods);
void pnr_person_guard_free (PnrPersonGuard *self);

gboolean pnr_person_guard_look (PnrPersonGuard *self, PnrRowReader *rows);
gboolean pnr_person_guard_is_empty (const PnrPersonGuard *self);
void pnr_person_guard_note_goods (PnrPersonGuard *self, PnrGoodsWords *goods, const char *text);
gboolean pnr_person_guard_is_named_in_number (PnrPersonGuard *self, const char *number);
gboolean pnr_person_guard_is_named_in_file (PnrPersonGuard *self);
const char *pnr_person_guard_keep (PnrPersonGuard *self, PnrRowReader *rows, int column,
                                   const char *text);
const char *pnr_person_guard_keep_offer (PnrPersonGuard *self, PnrRowReader *rows, int column,
                                         const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrPersonGuard, pnr_person_guard_free)

G_END_DECLS
