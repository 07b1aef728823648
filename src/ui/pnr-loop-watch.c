/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells developers how long the main loop was away: what kept the window from moving. */
#include "config.h"

#include "ui/pnr-loop-watch.h"

#include <time.h>

/* A frame at 60 Hz. */
#define LIMIT_US 16000

/* GLib's poll function gets no data of ours, so this is the file's own; the main thread's only. */
static struct {
  GPollFunc poll;
  PnrLoopWatchFunc func;
  gpointer user_data;
  gint64 cpu_us;
  gint64 wall_us;
} watch;

static gint64
get_cpu_us (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static int
watch_poll (GPollFD *fds, guint n_fds, int timeout)
{
  int n_ready;

  watch.func (get_cpu_us () - watch.cpu_us, g_get_monotonic_time () - watch.wall_us,
              watch.user_data);
  n_ready = watch.poll (fds, n_fds, timeout);
  watch.cpu_us = get_cpu_us ();
  watch.wall_us = g_get_monotonic_time ();
  return n_ready;
}

/* In the main thread, once; @func hears of every turn of its loop from then on. */
void
pnr_loop_watch_start (PnrLoopWatchFunc func, gpointer user_data)
{
  g_return_if_fail (watch.func == NULL);

  watch.func = func;
  watch.user_data = user_data;
  watch.cpu_us = get_cpu_us ();
  watch.wall_us = g_get_monotonic_time ();
  watch.poll = g_main_context_get_poll_func (NULL);
  g_main_context_set_poll_func (NULL, watch_poll);
}

static void
print_turn (gint64 cpu_us, gint64 wall_us, gpointer user_data)
{
  if (cpu_us > LIMIT_US)
    g_printerr ("main loop: %.1f ms CPU, %.1f ms wall, ended at %.3f s\n", (double) cpu_us / 1000,
                (double) wall_us / 1000, (double) g_get_monotonic_time () / G_USEC_PER_SEC);
}

/* Prints each turn that took more CPU time than a frame has; the time is the monotonic clock's, by
 * which a profile can be searched. */
void
pnr_loop_watch_start_printing (void)
{
  pnr_loop_watch_start (print_turn, NULL);
}
