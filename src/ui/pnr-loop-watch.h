/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells developers how long the main loop was away: what kept the window from moving. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One turn of the main loop from waking up to waiting again: every source that was ready. CPU time
 * is the main thread's own; wall time counts also what the machine did meanwhile. */
typedef void (*PnrLoopWatchFunc) (gint64 cpu_us, gint64 wall_us, gpointer user_data);

void pnr_loop_watch_start (PnrLoopWatchFunc func, gpointer user_data);
void pnr_loop_watch_start_printing (void);

G_END_DECLS
