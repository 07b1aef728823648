/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holds a scroller that scrolls sideways only, and makes it as tall as what is in it. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PNR_TYPE_SIDE_SCROLLER (pnr_side_scroller_get_type ())
G_DECLARE_FINAL_TYPE (PnrSideScroller, pnr_side_scroller, PNR, SIDE_SCROLLER, AdwBin)

/* The child comes from the template: a GtkScrolledWindow that never scrolls up and down. */

G_END_DECLS
