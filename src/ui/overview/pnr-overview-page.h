/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan at a glance: figures of a period, their course, what changed, what wants attention. */
#pragma once

#include <adwaita.h>

#include "ui/pnr-session.h"

G_BEGIN_DECLS

#define PNR_TYPE_OVERVIEW_PAGE (pnr_overview_page_get_type ())
G_DECLARE_FINAL_TYPE (PnrOverviewPage, pnr_overview_page, PNR, OVERVIEW_PAGE, AdwBin)

/* Construct property: "session". Actions: page.refresh, page.show-attention (u: PnrAttention). */

G_END_DECLS
