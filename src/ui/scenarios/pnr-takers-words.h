/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How it is said what the takers of an offer would have bought without it. */
#pragma once

#include "model/pnr-outcome.h"

G_BEGIN_DECLS

char *pnr_takers_words_dup_explanation (PnrOutcome *outcome);

G_END_DECLS
