/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells what mining found: a dictionary of its figures and a table of its rows. */
#pragma once

#include "base/pnr-report-table.h"
#include "model/pnr-rule-set.h"

G_BEGIN_DECLS

typedef enum {
  PNR_MINING_PAIRS,
  PNR_MINING_ITEMSETS,
  PNR_MINING_RULES,
} PnrMiningKind;

GVariant *pnr_mining_report (PnrRuleSet *found, PnrMiningKind kind);
PnrReportTable *pnr_mining_report_rows (PnrRuleSet *found, PnrMiningKind kind, guint top);

G_END_DECLS
