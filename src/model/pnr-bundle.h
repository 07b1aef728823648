/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Products sold together, purely or also singly, at a price that follows from a rule. */
#pragma once

#include "model/pnr-component.h"
#include "model/pnr-decision.h"
#include "model/pnr-noun-list.h"
#include "model/pnr-price-rule.h"

G_BEGIN_DECLS

#define PNR_BUNDLE_NO_FLOOR (-1)

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
PnrPriceRule pnr_bundle_get_price_rule (PnrBundle *self);
void pnr_bundle_set_price_rule (PnrBundle *self, PnrPriceRule rule);
PnrPriceTierBasis pnr_bundle_get_tier_basis (PnrBundle *self);
void pnr_bundle_set_tier_basis (PnrBundle *self, PnrPriceTierBasis tier_basis);
PnrPriceTierEffect pnr_bundle_get_tier_effect (PnrBundle *self);
void pnr_bundle_set_tier_effect (PnrBundle *self, PnrPriceTierEffect tier_effect);
guint pnr_bundle_get_n_tiers (PnrBundle *self);
void pnr_bundle_set_tiers (PnrBundle *self, const PnrPriceTier *tiers, guint n_tiers);
gint64 pnr_bundle_get_choice_min (PnrBundle *self);
gint64 pnr_bundle_get_choice_max (PnrBundle *self);
gint64 pnr_bundle_get_choice_step (PnrBundle *self);
void pnr_bundle_set_choice (PnrBundle *self, gint64 choice_min, gint64 choice_max,
                            gint64 choice_step);
gint64 pnr_bundle_get_threshold_minor (PnrBundle *self);
void pnr_bundle_set_threshold_minor (PnrBundle *self, gint64 threshold_minor);
gint64 pnr_bundle_get_max_uses (PnrBundle *self);
void pnr_bundle_set_max_uses (PnrBundle *self, gint64 max_uses);
gint64 pnr_bundle_get_margin_floor_ppm (PnrBundle *self);
void pnr_bundle_set_margin_floor_ppm (PnrBundle *self, gint64 margin_floor_ppm);
PnrPriceException pnr_bundle_get_exception (PnrBundle *self);
void pnr_bundle_set_exception (PnrBundle *self, PnrPriceException exception);
const char *pnr_bundle_get_exception_reason (PnrBundle *self);
void pnr_bundle_set_exception_reason (PnrBundle *self, const char *exception_reason);
const char *pnr_bundle_get_note (PnrBundle *self);
void pnr_bundle_set_note (PnrBundle *self, const char *note);

guint pnr_bundle_get_n_components (PnrBundle *self);
const PnrComponent *pnr_bundle_get_component (PnrBundle *self, guint index);
void pnr_bundle_set_components (PnrBundle *self, const PnrComponent *components,
                                guint n_components);
void pnr_bundle_set_component (PnrBundle *self, gint64 product_id, gint64 quantity,
                               PnrComponentRole role);
void pnr_bundle_change_component (PnrBundle *self, guint index, const PnrComponent *component);
gboolean pnr_bundle_has_product (PnrBundle *self, gint64 product_id);

/* Of the usual basket, see pnr-bundle-quote.h. */
gint64 pnr_bundle_get_sum_minor (PnrBundle *self, PnrNounList *products);
gint64 pnr_bundle_get_cost_minor (PnrBundle *self, PnrNounList *products);
gint64 pnr_bundle_get_price_minor (PnrBundle *self, PnrNounList *products);

G_END_DECLS
