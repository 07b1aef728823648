/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The prices that a product had before today's, the oldest first. */
#pragma once

#include <glib-object.h>

#include "model/pnr-kinds.h"

G_BEGIN_DECLS

/* @since: from when on it was asked, in seconds, 0: unknown. It was asked until the next one was,
 * the last one until today's. @origin: what replaced it. */
typedef struct {
  gint64 since;
  gint64 price_minor;
  PnrPriceOrigin origin;
} PnrPastAsk;

/* Histories are never changed, so that copies of a product share them. No history is %NULL. */
GArray *pnr_price_history_append (GArray *self, const PnrPastAsk *ask);
guint pnr_price_history_get_length (GArray *self);
const PnrPastAsk *pnr_price_history_get (GArray *self, guint index);
gboolean pnr_price_history_equal (GArray *a, GArray *b);

G_END_DECLS
