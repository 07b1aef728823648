/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A field for one amount, percentage or number, read as it is typed, with its unit. */
#pragma once

#include "ui/pnr-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

typedef enum {
  PNR_AMOUNT_MONEY,
  PNR_AMOUNT_PERCENT,
  PNR_AMOUNT_COUNT,
} PnrAmountMeasure;

/* What an empty field says where it may be empty. */
#define PNR_AMOUNT_NONE G_MININT64

#define PNR_TYPE_AMOUNT_ENTRY (pnr_amount_entry_get_type ())
G_DECLARE_FINAL_TYPE (PnrAmountEntry, pnr_amount_entry, PNR, AMOUNT_ENTRY, AdwBin)

/* Signals: "typed" (gint64 value), "settled" for Return. */

void pnr_amount_entry_set_session (PnrAmountEntry *self, PnrSession *session);
void pnr_amount_entry_set_measure (PnrAmountEntry *self, PnrAmountMeasure measure);
void pnr_amount_entry_set_may_be_empty (PnrAmountEntry *self, gboolean may_be_empty);
void pnr_amount_entry_set_compact (PnrAmountEntry *self);
void pnr_amount_entry_set_label (PnrAmountEntry *self, const char *label);
void pnr_amount_entry_set_row (PnrAmountEntry *self, AdwActionRow *row);
void pnr_amount_entry_show (PnrAmountEntry *self, gint64 value);
void pnr_amount_entry_forget (PnrAmountEntry *self);
gboolean pnr_amount_entry_is_wrong (PnrAmountEntry *self);

G_END_DECLS
