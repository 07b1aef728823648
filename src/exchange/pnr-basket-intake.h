/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An intake that keeps nothing but which products were bought together. */
#pragma once

#include "model/pnr-basket-set.h"
#include "model/pnr-intake.h"

G_BEGIN_DECLS

#define PNR_TYPE_BASKET_INTAKE (pnr_basket_intake_get_type ())
G_DECLARE_FINAL_TYPE (PnrBasketIntake, pnr_basket_intake, PNR, BASKET_INTAKE, GObject)

PnrBasketIntake *pnr_basket_intake_new (void);
PnrBasketSet *pnr_basket_intake_end (PnrBasketIntake *self);

G_END_DECLS
