/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exports: choose a target, see what it cannot express, write the files. */
#pragma once

#include <adwaita.h>

#include "ui/pnr-session.h"

G_BEGIN_DECLS

#define PNR_TYPE_EXPORTS_PAGE (pnr_exports_page_get_type ())
G_DECLARE_FINAL_TYPE (PnrExportsPage, pnr_exports_page, PNR, EXPORTS_PAGE, AdwBin)

/* Property: "session". Actions: exports.target (s), exports.export, exports.open-folder. */

G_END_DECLS
