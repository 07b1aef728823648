/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is true of every bundle of one kind: its name, what it does, its roles and price modes. */
#pragma once

#include "model/pnr-bundle.h"

G_BEGIN_DECLS

const char *pnr_bundle_kind_get_label (PnrBundleKind kind);
const char *pnr_bundle_kind_get_consequence (PnrBundleKind kind);
gboolean pnr_bundle_kind_takes_role (PnrBundleKind kind, PnrComponentRole role);
gboolean pnr_bundle_kind_takes_mode (PnrBundleKind kind, PnrPriceMode mode);
guint pnr_bundle_kind_get_most_products (PnrBundleKind kind);
PnrComponentRole pnr_bundle_kind_get_next_role (PnrBundleKind kind, guint n_components);
PnrPriceMode pnr_bundle_kind_get_first_mode (PnrBundleKind kind);

void pnr_bundle_become (PnrBundle *self, PnrBundleKind kind);

const char *pnr_component_role_get_label (PnrComponentRole role);
const char *pnr_price_mode_get_label (PnrPriceMode mode);

G_END_DECLS
