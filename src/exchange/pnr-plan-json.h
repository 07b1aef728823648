/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pannier JSON: everything planned as one text, and such a text as one edit of a plan. */
#pragma once

#include "base/pnr-progress.h"
#include "exchange/pnr-apply-report.h"
#include "exchange/pnr-exchange-error.h"
#include "model/pnr-contents.h"
#include "model/pnr-decision.h"
#include "model/pnr-edit.h"

G_BEGIN_DECLS

char *pnr_plan_json_write (PnrContents *contents);
char *pnr_plan_json_print (PnrContents *contents, PnrProgress *progress, GError **error);
GVariant *pnr_plan_json_write_lineage (PnrContents *contents, PnrDecision *decision,
                                       const char *id);
PnrEdit *pnr_plan_json_read (GVariant *document, PnrContents *contents, PnrApplyReport *report,
                             GError **error);

G_END_DECLS
