/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What happens when components of a sold bundle come back: refund, what is kept, what is left. */
#pragma once

#include "economy/pnr-allocation.h"

G_BEGIN_DECLS

/* Share: what the component carries of the bundle's price. Repriced: the customer pays list prices
 * for what she keeps, at most what she paid. None: a bundle comes back whole or not at all. */
typedef enum {
  PNR_REFUND_SHARE,
  PNR_REFUND_REPRICED,
  PNR_REFUND_NONE,
} PnrRefundPolicy;

/* @handling_minor: per unit that comes back, net. @salvage_ppm: millionths of its cost that a
 * returned unit is still worth. */
typedef struct {
  PnrRefundPolicy policy;
  PnrAllocationMode mode;
  gint64 handling_minor;
  gint64 salvage_ppm;
  gboolean is_vat_included;
} PnrReturnTerms;

/* After the return. @kept_minor: what the customer has paid for what she keeps. @kept_list_minor:
 * its list prices, so that kept_list - kept is the discount that survives. @short_minor: what the
 * list price of the returned units exceeds the refund by. @contribution_minor: what the order
 * leaves net of tax, cost, handling and lost value of returned goods. */
typedef struct {
  gint64 refund_minor;
  gint64 kept_minor;
  gint64 kept_list_minor;
  gint64 discount_kept_minor;
  gint64 short_minor;
  gint64 contribution_minor;
  gboolean is_loss;
} PnrReturn;

gboolean pnr_return_what_if (gint64 price_minor, const PnrReturnTerms *terms,
                             const PnrAllocationPart *parts, gsize n_parts,
                             const gint64 *returned_before, const gint64 *returned_now,
                             PnrReturn *result, GError **error);

G_END_DECLS
