/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can still be read of a damaged plan, put into a new one. */
#pragma once

#include "base/pnr-progress.h"

G_BEGIN_DECLS

GVariant *pnr_rescue_plan (const char *path, const char *target, PnrProgress *progress,
                           GError **error);

G_END_DECLS
