/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Type a name, press Return, be there: pages, actions, products, bundles, scenarios. */
#pragma once

#include "ui/finding/pnr-finder.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define PNR_TYPE_FINDER_WINDOW (pnr_finder_window_get_type ())
G_DECLARE_FINAL_TYPE (PnrFinderWindow, pnr_finder_window, PNR, FINDER_WINDOW, AdwWindow)

GtkWidget *pnr_finder_window_new (GtkWindow *parent, PnrSession *session);

G_END_DECLS
