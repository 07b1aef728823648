/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several workers take numbered blocks of one job; what they find does not depend on who did it. */
#pragma once

#include "base/pnr-progress.h"

G_BEGIN_DECLS

/* Does one block as worker number @worker; whether the crew should go on. */
typedef gboolean (*PnrCrewFunc) (guint32 block, guint worker, gpointer data);

gboolean pnr_crew_run (guint n_workers, guint32 n_blocks, PnrCrewFunc func, gpointer data,
                       PnrProgress *progress, GError **error);

G_END_DECLS
