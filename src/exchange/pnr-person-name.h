/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a row calls its customer, and where a text does so too. */
#pragma once

#include "exchange/pnr-folded-text.h"
#include "exchange/pnr-person-column.h"

G_BEGIN_DECLS

/* LITERAL: an address, a telephone, a firm, to be found as it is written. WORDS: a given name and
 * others, in any order. SURNAME: one word of a column of surnames. HINT: one word that tells
 * something by itself in an order's number only. ALIAS: the name of a mailbox with digits in
 * it. */
typedef enum {
  PNR_PERSON_NAME_NONE,
  PNR_PERSON_NAME_LITERAL,
  PNR_PERSON_NAME_WORDS,
  PNR_PERSON_NAME_SURNAME,
  PNR_PERSON_NAME_HINT,
  PNR_PERSON_NAME_ALIAS,
} PnrPersonNameKind;

/* @given, @surname: words of @folded */
typedef struct {
  PnrPersonNameKind kind;
  PnrFoldedText *folded;
  guint given;
  guint surname;
} PnrPersonName;

PnrPersonName *pnr_person_name_new (void);
void pnr_person_name_free (PnrPersonName *self);

gboolean pnr_person_name_set (PnrPersonName *self, const char *cell, PnrPersonColumn column);
gboolean pnr_person_name_set_local_part (PnrPersonName *self, const char *address);
gboolean pnr_person_name_set_alias (PnrPersonName *self, const char *address);

gboolean pnr_person_name_find (const PnrPersonName *self, const PnrFoldedText *text, guint *from,
                               guint *to);
gboolean pnr_person_name_find_surname (const PnrPersonName *self, const PnrFoldedText *text,
                                       guint *from, guint *to);
gboolean pnr_person_name_is_other (const PnrPersonName *self, guint part);
gboolean pnr_person_name_is_word (const PnrPersonName *self, guint part, const PnrFoldedText *text,
                                  guint index);
gboolean pnr_person_name_is_hinted (const PnrPersonName *self, const PnrFoldedText *number);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrPersonName, pnr_person_name_free)

G_END_DECLS
