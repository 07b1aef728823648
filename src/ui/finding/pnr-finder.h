/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Looks through everything that has a name for what was typed, the best hits first. */
#pragma once

#include "ui/finding/pnr-destination.h"
#include "ui/pnr-session.h"

G_BEGIN_DECLS

#define PNR_TYPE_FINDER (pnr_finder_get_type ())
G_DECLARE_FINAL_TYPE (PnrFinder, pnr_finder, PNR, FINDER, GObject)

/* Signal: "found", when everything was looked through. */

PnrFinder *pnr_finder_new (PnrSession *session);

void pnr_finder_add_command (PnrFinder *self, PnrDestination *command);
void pnr_finder_search (PnrFinder *self, const char *text);
gboolean pnr_finder_is_searching (PnrFinder *self);
GListModel *pnr_finder_get_hits (PnrFinder *self);

G_END_DECLS
