/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Several workers take numbered blocks of one job; what they find does not depend on who did it. */
#include "config.h"

#include "mining/pnr-crew.h"

typedef struct {
  guint32 n_blocks;
  PnrCrewFunc func;
  gpointer data;
  PnrProgress *progress;
  gint next_block;
  gint next_worker;
  gint is_stopped;
} Crew;

static gpointer
work (gpointer data)
{
  Crew *crew = data;
  guint worker = (guint) g_atomic_int_add (&crew->next_worker, 1);

  while (!g_atomic_int_get (&crew->is_stopped)) {
    guint32 block = (guint32) g_atomic_int_add (&crew->next_block, 1);

    if (block >= crew->n_blocks)
      break;
    if (pnr_progress_is_cancelled (crew->progress) || !crew->func (block, worker, crew->data))
      g_atomic_int_set (&crew->is_stopped, TRUE);
    pnr_progress_set_fraction (crew->progress, (double) block / crew->n_blocks);
  }
  return NULL;
}

/**
 * pnr_crew_run:
 * @n_workers: threads, the calling one included
 * @n_blocks: blocks of the job
 * @func: does one block; returns whether to go on
 * @data: for @func
 * @progress: (nullable): told and asked after every block
 * @error: a place for %G_IO_ERROR_CANCELLED
 *
 * @func writes each block's results to a place of that block, so that their order is the blocks'.
 *
 * Returns: whether nobody cancelled; a @func that stopped the crew knows the reason itself
 */
gboolean
pnr_crew_run (guint n_workers, guint32 n_blocks, PnrCrewFunc func, gpointer data,
              PnrProgress *progress, GError **error)
{
  Crew crew = { .n_blocks = n_blocks, .func = func, .data = data, .progress = progress };
  g_autoptr (GPtrArray) threads = g_ptr_array_new ();

  for (guint i = 1; i < n_workers; i++)
    g_ptr_array_add (threads, g_thread_new ("pnr-miner", work, &crew));
  work (&crew);
  for (guint i = 0; i < threads->len; i++)
    g_thread_join (g_ptr_array_index (threads, i));
  return pnr_progress_check (progress, error);
}
