/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lays out the one child of a page, whose width does not depend on its height. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PNR_TYPE_STEADY_LAYOUT (pnr_steady_layout_get_type ())
G_DECLARE_FINAL_TYPE (PnrSteadyLayout, pnr_steady_layout, PNR, STEADY_LAYOUT, GtkLayoutManager)

G_END_DECLS
