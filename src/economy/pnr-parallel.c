/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs numbered pieces of work on several threads; which thread runs which never matters. */
#include "config.h"

#include "economy/pnr-parallel.h"

typedef struct {
  PnrPieceFunc func;
  gpointer data;
  PnrProgress *progress;
  guint n_pieces;
  int next;
  int done;
} Work;

static gpointer
work_on (gpointer user_data)
{
  Work *work = user_data;

  for (;;) {
    guint index = (guint) g_atomic_int_add (&work->next, 1);

    if (index >= work->n_pieces || pnr_progress_is_cancelled (work->progress))
      return NULL;
    work->func (index, work->data);
    g_atomic_int_inc (&work->done);
    pnr_progress_set_fraction (work->progress,
                               (double) g_atomic_int_get (&work->done) / work->n_pieces);
  }
}

/**
 * pnr_parallel_run:
 * @n_pieces: how many pieces
 * @n_threads: threads; 0: one per core
 * @func: does one piece
 * @data: handed to @func
 * @progress: (nullable): told the share done; asked before every piece
 * @error: a place for a cancellation
 *
 * Returns: whether every piece was done
 */
gboolean
pnr_parallel_run (guint n_pieces, guint n_threads, PnrPieceFunc func, gpointer data,
                  PnrProgress *progress, GError **error)
{
  Work work = { .func = func, .data = data, .progress = progress, .n_pieces = n_pieces };
  guint n_helpers = MIN (n_threads != 0 ? n_threads : g_get_num_processors (), n_pieces);
  g_autoptr (GPtrArray) helpers = g_ptr_array_new ();

  for (guint i = 1; i < n_helpers; i++)
    g_ptr_array_add (helpers, g_thread_new ("economy", work_on, &work));
  work_on (&work);
  for (guint i = 0; i < helpers->len; i++)
    g_thread_join (g_ptr_array_index (helpers, i));
  return pnr_progress_check (progress, error);
}
