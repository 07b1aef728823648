/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What tax the price of a product contains, and how that is known. */
#pragma once

#include "model/pnr-bundle.h"
#include "model/pnr-contents.h"
#include "model/pnr-product.h"
#include "model/pnr-scenario.h"

G_BEGIN_DECLS

typedef enum {
  PNR_TAX_FROM_NOTHING, /* nobody says: counted as none */
  PNR_TAX_FROM_CLASS,
  PNR_TAX_FROM_ASSUMPTION,
} PnrTaxSource;

/* @vat_ppm: millionths of the net price. */
typedef struct {
  gint64 vat_ppm;
  PnrTaxSource source;
} PnrTaxRate;

gboolean pnr_plan_tax_assume (PnrScenario *scenario, PnrBundle *bundle, PnrTaxRate *rate);
gboolean pnr_plan_tax_get_own (PnrProduct *product, gint64 *vat_ppm);
PnrTaxRate pnr_plan_tax_find (PnrProduct *product, PnrTaxRate assumed);
double pnr_plan_tax_find_net_share (PnrContents *contents, gint64 usual_ppm);
const char *pnr_tax_source_to_word (PnrTaxSource source);

G_END_DECLS
