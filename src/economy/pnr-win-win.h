/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether an offer is better for customers and for the merchant, or only for one of them. */
#pragma once

#include "model/pnr-outcome.h"

G_BEGIN_DECLS

typedef enum {
  PNR_WIN_WIN_BOTH,
  PNR_WIN_WIN_MERCHANT_ONLY,
  PNR_WIN_WIN_CUSTOMERS_ONLY,
  PNR_WIN_WIN_NEITHER,
  PNR_WIN_WIN_NOT_CLEAR,
} PnrWinWinQuadrant;

/* @index: -2 to 1, 1 where both gain alike; 0 where nothing changes. */
typedef struct {
  PnrWinWinQuadrant quadrant;
  double index;
  gboolean is_surplus_clear;
  gboolean is_margin_clear;
} PnrWinWin;

PnrWinWin pnr_win_win_classify (const PnrEstimate *surplus, const PnrEstimate *margin);

G_END_DECLS
