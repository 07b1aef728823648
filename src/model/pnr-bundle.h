/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Products sold together, purely or also singly, at a price that follows from a rule. */
#pragma once

#include "model/pnr-component.h"
#include "model/pnr-decision.h"
#include "model/pnr-noun-list.h"
#include "model/pnr-price-rule.h"

G_BEGIN_DECLS

#define PNR_TYPE_BUNDLE (pnr_bundle_get_type ())
G_DECLARE_FINAL_TYPE (PnrBundle, pnr_bundle, PNR, BUNDLE, PnrDecision)

PnrBundle *pnr_bundle_new (gint64 id);
PnrBundle *pnr_bundle_copy (PnrBundle *self);

gint64 pnr_bundle_get_id (PnrBundle *self);
const char *pnr_bundle_get_sku (PnrBundle *self);
void pnr_bundle_set_sku (PnrBundle *self, const char *sku);
const char *pnr_bundle_get_name (PnrBundle *self);
void pnr_bundle_set_name (PnrBundle *self, const char *name);
PnrBundleKind pnr_bundle_get_kind (PnrBundle *self);
void pnr_bundle_set_kind (PnrBundle *self, PnrBundleKind kind);
PnrPriceMode pnr_bundle_get_price_mode (PnrBundle *self);
void pnr_bundle_set_price_mode (PnrBundle *self, PnrPriceMode price_mode);
gint64 pnr_bundle_get_price_value (PnrBundle *self);
void pnr_bundle_set_price_value (PnrBundle *self, gint64 price_value);
const char *pnr_bundle_get_note (PnrBundle *self);
void pnr_bundle_set_note (PnrBundle *self, const char *note);

PnrPriceRule pnr_bundle_get_price_rule (PnrBundle *self);
guint pnr_bundle_get_n_components (PnrBundle *self);
const PnrComponent *pnr_bundle_get_component (PnrBundle *self, guint index);
void pnr_bundle_set_components (PnrBundle *self, const PnrComponent *components,
                                guint n_components);
void pnr_bundle_set_component (PnrBundle *self, gint64 product_id, gint64 quantity,
                               PnrComponentRole role);
gboolean pnr_bundle_has_product (PnrBundle *self, gint64 product_id);

gint64 pnr_bundle_get_sum_minor (PnrBundle *self, PnrNounList *products);
gint64 pnr_bundle_get_cost_minor (PnrBundle *self, PnrNounList *products);
gint64 pnr_bundle_get_price_minor (PnrBundle *self, PnrNounList *products);

G_END_DECLS
