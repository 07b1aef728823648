/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Suggestions as dots: how often against how surely, the stronger the lift the deeper the shade. */
#pragma once

#include <gio/gio.h>

#include "drawing/pnr-chart.h"

G_BEGIN_DECLS

#define PNR_TYPE_RULE_SCATTER (pnr_rule_scatter_get_type ())
G_DECLARE_FINAL_TYPE (PnrRuleScatter, pnr_rule_scatter, PNR, RULE_SCATTER, PnrChart)

PnrRuleScatter *pnr_rule_scatter_new (void);

void pnr_rule_scatter_set_suggestions (PnrRuleScatter *self, GListModel *suggestions);

G_END_DECLS
