/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What past orders would have come to with the offers of a scenario: a sentence and a line each. */
#pragma once

#include <adwaita.h>

#include "model/pnr-replay.h"

G_BEGIN_DECLS

#define PNR_TYPE_REPLAY_TABLE (pnr_replay_table_get_type ())
G_DECLARE_FINAL_TYPE (PnrReplayTable, pnr_replay_table, PNR, REPLAY_TABLE, AdwBin)

void pnr_replay_table_show (PnrReplayTable *self, PnrReplay *replay, const char *stamp);

G_END_DECLS
