/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the two rooms of a bundle share: the bundle itself and its terms. */
#pragma once

#include "model/pnr-bundle.h"

G_BEGIN_DECLS

struct _PnrBundle {
  PnrDecision parent_instance;

  gint64 id;
  char *sku;
  char *name;
  PnrBundleKind kind;
  PnrPriceMode price_mode;
  gint64 price_value;
  PnrPriceTierBasis tier_basis;
  PnrPriceTierEffect tier_effect;
  GArray *tiers;
  gint64 choice_min;
  gint64 choice_max;
  gint64 choice_step;
  gint64 threshold_minor;
  gint64 max_uses;
  gint64 margin_floor_ppm;
  PnrPriceException exception;
  char *exception_reason;
  char *note;
  GArray *components;
};

enum {
  PNR_BUNDLE_PROP_0,
  PNR_BUNDLE_PROP_ID,
  PNR_BUNDLE_PROP_SKU,
  PNR_BUNDLE_PROP_NAME,
  PNR_BUNDLE_PROP_KIND,
  PNR_BUNDLE_PROP_PRICE_MODE,
  PNR_BUNDLE_PROP_PRICE_VALUE,
  PNR_BUNDLE_PROP_TIER_BASIS,
  PNR_BUNDLE_PROP_TIER_EFFECT,
  PNR_BUNDLE_PROP_CHOICE_MIN,
  PNR_BUNDLE_PROP_CHOICE_MAX,
  PNR_BUNDLE_PROP_CHOICE_STEP,
  PNR_BUNDLE_PROP_THRESHOLD_MINOR,
  PNR_BUNDLE_PROP_MAX_USES,
  PNR_BUNDLE_PROP_MARGIN_FLOOR_PPM,
  PNR_BUNDLE_PROP_EXCEPTION,
  PNR_BUNDLE_PROP_EXCEPTION_REASON,
  PNR_BUNDLE_PROP_TIERS,
  PNR_BUNDLE_PROP_NOTE,
  PNR_BUNDLE_PROP_COMPONENTS,
  PNR_BUNDLE_N_PROPS
};

extern GParamSpec *pnr_bundle_properties[PNR_BUNDLE_N_PROPS];

G_END_DECLS
