/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What finance and stock ask about a bundle: split, tax, returns, cheaper ways, stock, checks. */
#pragma once

#include <adwaita.h>

#include "ui/pnr-session.h"

G_BEGIN_DECLS

#define PNR_TYPE_BUNDLE_SHEET (pnr_bundle_sheet_get_type ())
G_DECLARE_FINAL_TYPE (PnrBundleSheet, pnr_bundle_sheet, PNR, BUNDLE_SHEET, AdwBin)

void pnr_bundle_sheet_set_session (PnrBundleSheet *self, PnrSession *session);
void pnr_bundle_sheet_show_bundle (PnrBundleSheet *self, PnrBundle *bundle);

G_END_DECLS
