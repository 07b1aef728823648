/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of bundles beside the editor of the selected one. */
#pragma once

#include "ui/pnr-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define PNR_TYPE_BUNDLES_PAGE (pnr_bundles_page_get_type ())
G_DECLARE_FINAL_TYPE (PnrBundlesPage, pnr_bundles_page, PNR, BUNDLES_PAGE, AdwBin)

G_END_DECLS
