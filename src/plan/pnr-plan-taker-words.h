/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How it is told whether an offer pays on its takers, on the screen and on paper. */
#pragma once

#include "model/pnr-outcome.h"

G_BEGIN_DECLS

char *pnr_takers_dup_sentence (const PnrTakers *self);

G_END_DECLS
