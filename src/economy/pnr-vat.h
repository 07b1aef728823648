/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tax in a bundle's price: by the class of each component, or one rate for the whole. */
#pragma once

#include "economy/pnr-allocation.h"

G_BEGIN_DECLS

/* @net_minor + @tax_minor = @gross_minor, always. */
typedef struct {
  gint64 net_minor;
  gint64 tax_minor;
  gint64 gross_minor;
} PnrVatLine;

/* @by_part: the sum over the components' lines. @extra_tax_minor: what one rate for the whole
 * bundle costs more, below zero where it costs less. */
typedef struct {
  PnrVatLine by_part;
  PnrVatLine whole;
  gint64 extra_tax_minor;
} PnrVatComparison;

PnrVatLine pnr_vat_of_line (gint64 price_minor, gint64 vat_ppm, gboolean is_included);
PnrVatComparison pnr_vat_compare (const PnrAllocationPart *parts, const PnrAllocationShare *shares,
                                  gsize n_parts, gint64 whole_vat_ppm, gboolean is_included,
                                  PnrVatLine *lines);

G_END_DECLS
