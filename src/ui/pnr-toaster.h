/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the window says in passing: one sentence at a time, with an offer to take it back. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PNR_TYPE_TOASTER (pnr_toaster_get_type ())
G_DECLARE_FINAL_TYPE (PnrToaster, pnr_toaster, PNR, TOASTER, GObject)

PnrToaster *pnr_toaster_new (AdwToastOverlay *overlay);

const char *pnr_toaster_get_sentence (PnrToaster *self);

void pnr_toaster_say (PnrToaster *self, const char *sentence);
void pnr_toaster_fail (PnrToaster *self, const char *sentence);
void pnr_toaster_offer (PnrToaster *self, const char *sentence, const char *label,
                        const char *detailed_action);
void pnr_toaster_withdraw (PnrToaster *self);

G_END_DECLS
