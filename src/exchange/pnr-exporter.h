/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The front door of writing: one folder of files per target, with what was lost on the way. */
#pragma once

#include "base/pnr-progress.h"
#include "exchange/pnr-exchange-error.h"
#include "exchange/pnr-export-report.h"
#include "model/pnr-contents.h"

G_BEGIN_DECLS

const char *const *pnr_export_get_targets (void);
PnrExportReport *pnr_export_preflight (PnrContents *contents, const char *target, GError **error);
PnrExportReport *pnr_export (PnrContents *contents, const char *target, const char *folder,
                             PnrProgress *progress, GError **error);

G_END_DECLS
