/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a window without a plan offers: a sample, a new plan, a file, the recent ones. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PNR_TYPE_START_PAGE (pnr_start_page_get_type ())
G_DECLARE_FINAL_TYPE (PnrStartPage, pnr_start_page, PNR, START_PAGE, AdwBin)

/* Signals: "sample-chosen" (const char *sample), "plan-chosen" (GFile *file). */

G_END_DECLS
