/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Solves markets that a file describes, with the engine the window uses and without a plan. */
#pragma once

#include "base/pnr-progress.h"

G_BEGIN_DECLS

GVariant *pnr_plan_market_file_run (const char *path, PnrProgress *progress, guint *n_failed,
                                    GError **error);

G_END_DECLS
