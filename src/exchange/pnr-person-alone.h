/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a text has one word of a name, or the name of a mailbox, and nothing else of it. */
#pragma once

#include "exchange/pnr-person-name.h"

G_BEGIN_DECLS

/* @part: which word of the name. @from, @to: where in the source of the text. */
typedef struct {
  guint part;
  guint from;
  guint to;
} PnrPersonAlone;

gboolean pnr_person_alone_is_word (const PnrPersonName *name, const PnrFoldedText *text,
                                   guint index, PnrPersonAlone *found);
gboolean pnr_person_alone_find_alias (const PnrPersonName *name, const PnrFoldedText *text,
                                      guint *from, guint *to);

G_END_DECLS
