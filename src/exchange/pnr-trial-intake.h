/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An intake that takes every row and keeps none: for what the reader itself would leave out. */
#pragma once

#include "model/pnr-intake.h"

G_BEGIN_DECLS

#define PNR_TYPE_TRIAL_INTAKE (pnr_trial_intake_get_type ())
G_DECLARE_FINAL_TYPE (PnrTrialIntake, pnr_trial_intake, PNR, TRIAL_INTAKE, GObject)

PnrTrialIntake *pnr_trial_intake_new (const char *currency);

G_END_DECLS
