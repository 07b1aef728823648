/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From which share of shoppers on an offer pays, ready to be said in words. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  PNR_BREAK_EVEN_ALWAYS,
  PNR_BREAK_EVEN_NEVER,
  PNR_BREAK_EVEN_BELOW, /* pays if fewer than @of_100 of 100 do */
  PNR_BREAK_EVEN_ABOVE, /* pays if more than @of_100 of 100 do */
} PnrBreakEvenVerdict;

/* @share: where gain and loss are equal, outside 0-1 or not finite where no share is. */
typedef struct {
  PnrBreakEvenVerdict verdict;
  double share;
  int of_100;
} PnrBreakEven;

PnrBreakEven pnr_break_even_of_giveaway (double bundle, double all, double part);
PnrBreakEven pnr_break_even_of_upsell (double base, double upgrade, double lost_share);

G_END_DECLS
