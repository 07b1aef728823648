/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The older states that were kept of a plan, to choose one from. */
#pragma once

#include <adwaita.h>

#include "model/pnr-snapshot.h"

G_BEGIN_DECLS

#define PNR_TYPE_SNAPSHOTS_WINDOW (pnr_snapshots_window_get_type ())
G_DECLARE_FINAL_TYPE (PnrSnapshotsWindow, pnr_snapshots_window, PNR, SNAPSHOTS_WINDOW, AdwWindow)

/* Signal "chosen" (PnrSnapshot): the window is about to close. */
PnrSnapshotsWindow *pnr_snapshots_window_new (GtkWindow *parent, const char *plan_path,
                                              const char *explanation);
void pnr_snapshots_window_offer_removal (PnrSnapshotsWindow *self);

G_END_DECLS
