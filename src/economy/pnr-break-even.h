/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From which share of shoppers on an offer pays, ready to be said in words. */
#pragma once

#include "model/pnr-break-even-verdict.h"

#include <glib.h>

G_BEGIN_DECLS

/* @share: where gain and loss are equal, outside 0-1 or not finite where no share is. It pays if
 * fewer, or more, than @of_100 of 100 do. */
typedef struct {
  PnrBreakEvenVerdict verdict;
  double share;
  int of_100;
} PnrBreakEven;

PnrBreakEven pnr_break_even_of_giveaway (double bundle, double all, double part);
PnrBreakEven pnr_break_even_of_upsell (double base, double upgrade, double lost_share);

G_END_DECLS
