/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One bundle of any kind as a report: what its usual basket costs, tier by tier, what is odd. */
#pragma once

#include "base/pnr-progress.h"
#include "model/pnr-contents.h"

G_BEGIN_DECLS

GVariant *pnr_plan_report_quote (PnrContents *contents, PnrBundle *bundle, PnrProgress *progress,
                                 GError **error);

G_END_DECLS
