/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows the tip of the line that the keyboard is on, for whoever has no pointer to hover with. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PNR_TYPE_TIP_BAR (pnr_tip_bar_get_type ())
G_DECLARE_FINAL_TYPE (PnrTipBar, pnr_tip_bar, PNR, TIP_BAR, AdwBin)

/* Watches the lines beside it: those with the same parent above them. */

G_END_DECLS
