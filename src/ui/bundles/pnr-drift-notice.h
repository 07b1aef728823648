/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A quiet line above the bundles: so many moved with their products' prices. */
#pragma once

#include <adwaita.h>

#include "ui/pnr-session.h"

G_BEGIN_DECLS

#define PNR_TYPE_DRIFT_NOTICE (pnr_drift_notice_get_type ())
G_DECLARE_FINAL_TYPE (PnrDriftNotice, pnr_drift_notice, PNR, DRIFT_NOTICE, AdwBin)

void pnr_drift_notice_set_session (PnrDriftNotice *self, PnrSession *session);

G_END_DECLS
