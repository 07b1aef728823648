/* SPDX-License-Identifier: GPL-3.0-or-later */
/* By which an exported row is traced back to what was decided. */
#pragma once

#include "model/pnr-contents.h"
#include "model/pnr-decision.h"

G_BEGIN_DECLS

char *pnr_lineage_id_dup (PnrContents *contents, PnrDecision *decision);

G_END_DECLS
