/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How it is told what a relationship came to in a simulation, on the screen and on paper. */
#pragma once

#include "model/pnr-outcome.h"

G_BEGIN_DECLS

char *pnr_relation_outcome_dup_title (const PnrRelationOutcome *self);
const char *pnr_relation_outcome_get_place (const PnrRelationOutcome *self);
char *pnr_relation_outcome_dup_sentence (const PnrRelationOutcome *self);

G_END_DECLS
