/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The price that a reduction may be announced against: the lowest of the thirty days before. */
#pragma once

#include "model/pnr-product.h"

G_BEGIN_DECLS

#define PNR_REFERENCE_DAYS 30

typedef enum {
  PNR_REFERENCE_KNOWN,
  PNR_REFERENCE_SINCE_LAUNCH,
  PNR_REFERENCE_NO_PRICE,
  PNR_REFERENCE_NO_DATES,
  PNR_REFERENCE_TOO_SHORT,
} PnrReferenceState;

/* @price_minor: %PNR_MONEY_UNKNOWN where @state is none of the first two. @from to @until: the time
 * that was looked at; @until is when the reduction began, now where there is none yet. */
typedef struct {
  PnrReferenceState state;
  gint64 price_minor;
  gint64 from;
  gint64 until;
} PnrReferencePrice;

PnrReferencePrice pnr_reference_price_find (PnrProduct *product, gint64 now);
gboolean pnr_reference_price_is_known (const PnrReferencePrice *self);

G_END_DECLS
