/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The best prices of a market with a handful of shoppers, proven by an integer program. */
#pragma once

#include "economy/pnr-joint-search.h"

G_BEGIN_DECLS

gboolean pnr_joint_program_suits (const PnrJointSearch *search);
gboolean pnr_joint_program_improve (PnrJointSearch *search, double *value, gboolean *is_proven,
                                    GError **error);

G_END_DECLS
