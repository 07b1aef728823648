/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What shoppers do at the price of a bundle, while it is moved. */
#pragma once

#include <adwaita.h>

#include "ui/pnr-session.h"

G_BEGIN_DECLS

#define PNR_TYPE_BUNDLE_LIVE (pnr_bundle_live_get_type ())
G_DECLARE_FINAL_TYPE (PnrBundleLive, pnr_bundle_live, PNR, BUNDLE_LIVE, AdwBin)

/* Signal "failed" (char *sentence): a chart could not be saved or copied. */

void pnr_bundle_live_set_session (PnrBundleLive *self, PnrSession *session);
void pnr_bundle_live_show_bundle (PnrBundleLive *self, PnrBundle *bundle);

G_END_DECLS
