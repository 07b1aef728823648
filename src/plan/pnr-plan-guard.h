/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The hard guard of prices: nothing below cost or its own margin floor reaches a shop unexplained.
 */
#pragma once

#include "model/pnr-bundle-quote.h"
#include "model/pnr-contents.h"

G_BEGIN_DECLS

/* What no shop file may hold. */
#define PNR_PLAN_GUARD_HARD (PNR_PRICE_BREACH_BELOW_COST | PNR_PRICE_BREACH_BELOW_FLOOR)

PnrNounList *pnr_plan_guard_list_parts (PnrContents *contents, PnrBundle *bundle);
gint64 pnr_plan_guard_find_vat_ppm (PnrContents *contents, PnrBundle *bundle);
PnrPriceBreach pnr_plan_guard_find (PnrContents *contents, PnrBundle *bundle);
PnrPriceBreach pnr_plan_guard_find_unexcused (PnrContents *contents, PnrBundle *bundle);
char *pnr_plan_guard_say (PnrContents *contents, PnrBundle *bundle, PnrPriceBreach breach);
gboolean pnr_plan_guard_pass (PnrContents *contents, const char *target, GError **error);

G_END_DECLS
