/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bundles that moved with their products' prices, to be derived anew or kept. */
#pragma once

#include <adwaita.h>

#include "ui/pnr-session.h"

G_BEGIN_DECLS

#define PNR_TYPE_DRIFT_WINDOW (pnr_drift_window_get_type ())
G_DECLARE_FINAL_TYPE (PnrDriftWindow, pnr_drift_window, PNR, DRIFT_WINDOW, AdwWindow)

PnrDriftWindow *pnr_drift_window_new (PnrSession *session, GtkWindow *parent);
void pnr_drift_window_set_drifts (PnrDriftWindow *self, GPtrArray *drifts);

G_END_DECLS
