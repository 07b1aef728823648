/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether an offer pays, as far as a share of shoppers decides it. */
#pragma once

/* @BELOW: as long as fewer than a share do. @ABOVE: as soon as more do. */
typedef enum {
  PNR_BREAK_EVEN_ALWAYS,
  PNR_BREAK_EVEN_NEVER,
  PNR_BREAK_EVEN_BELOW,
  PNR_BREAK_EVEN_ABOVE,
} PnrBreakEvenVerdict;
