/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A reading in several transactions that is of one state of the plan all the same. */
#pragma once

#include "base/pnr-progress.h"
#include "store/pnr-db.h"

G_BEGIN_DECLS

/* Reads all from the start; NULL with a sentence when it cannot. */
typedef gpointer (*PnrSteadyReadFunc) (PnrDb *db, gpointer data, PnrProgress *progress,
                                       GError **error);

gpointer pnr_steady_read (PnrDb *db, PnrSteadyReadFunc read, gpointer data, GDestroyNotify drop,
                          PnrProgress *progress, GError **error);

G_END_DECLS
