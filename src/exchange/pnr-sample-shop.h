/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Three invented shops with a year of orders, the same on every machine, to try everything on. */
#pragma once

#include "base/pnr-progress.h"
#include "model/pnr-intake.h"

G_BEGIN_DECLS

#define PNR_TYPE_SAMPLE_SHOP (pnr_sample_shop_get_type ())
G_DECLARE_FINAL_TYPE (PnrSampleShop, pnr_sample_shop, PNR, SAMPLE_SHOP, GObject)

PnrSampleShop *pnr_sample_shop_new (const char *name, GError **error);

const char *pnr_sample_shop_get_title (PnrSampleShop *self);
const char *pnr_sample_shop_get_currency (PnrSampleShop *self);
GBytes *pnr_sample_shop_get_planning (PnrSampleShop *self);

gboolean pnr_sample_shop_deliver (PnrSampleShop *self, PnrIntake *intake, PnrImportReport *report,
                                  PnrProgress *progress, GError **error);

G_END_DECLS
