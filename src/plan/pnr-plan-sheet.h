/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One bundle on one sheet: its price by product, tax, returns, cheaper ways and shared stock. */
#pragma once

#include "base/pnr-progress.h"
#include "model/pnr-contents.h"

G_BEGIN_DECLS

GVariant *pnr_plan_report_sheet (PnrContents *contents, PnrBundle *bundle, PnrProgress *progress,
                                 GError **error);

G_END_DECLS
