/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs numbered pieces of work on several threads; which thread runs which never matters. */
#include "config.h"

#include "economy/pnr-parallel.h"

typedef struct {
  PnrRoomPieceFunc func;
  gsize room_size;
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
  g_autofree char *room = g_malloc (work->room_size + 1);

  for (;;) {
    guint index = (guint) g_atomic_int_add (&work->next, 1);

    if (index >= work->n_pieces || pnr_progress_is_cancelled (work->progress))
      return NULL;
    work->func (index, room, work->data);
    g_atomic_int_inc (&work->done);
    pnr_progress_set_fraction (work->progress,
                               (double) g_atomic_int_get (&work->done) / work->n_pieces);
  }
}

/**
 * pnr_parallel_run_in_rooms:
 * @n_pieces: how many pieces
 * @n_threads: threads; 0: one per core
 * @room_size: bytes that a piece needs while it runs
 * @func: does one piece
 * @data: handed to @func
 * @progress: (nullable): told the share done; asked before every piece
 * @error: a place for a cancellation
 *
 * Each thread has one room and leaves it to its next piece as it is: asking the system for memory
 * anew would take longer than many a piece.
 *
 * Returns: whether every piece was done
 */
gboolean
pnr_parallel_run_in_rooms (guint n_pieces, guint n_threads, gsize room_size, PnrRoomPieceFunc func,
                           gpointer data, PnrProgress *progress, GError **error)
{
  Work work = {
    .func = func, .room_size = room_size, .data = data, .progress = progress, .n_pieces = n_pieces
  };
  guint n_helpers = MIN (n_threads != 0 ? n_threads : g_get_num_processors (), n_pieces);
  g_autoptr (GPtrArray) helpers = g_ptr_array_new ();

  for (guint i = 1; i < n_helpers; i++)
    g_ptr_array_add (helpers, g_thread_new ("economy", work_on, &work));
  work_on (&work);
  for (guint i = 0; i < helpers->len; i++)
    g_thread_join (g_ptr_array_index (helpers, i));
  return pnr_progress_check (progress, error);
}

/* Pieces that need no room. */
typedef struct {
  PnrPieceFunc func;
  gpointer data;
} Plain;

static void
run_plain (guint index, gpointer room, gpointer data)
{
  const Plain *plain = data;

  plain->func (index, plain->data);
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
  Plain plain = { func, data };

  return pnr_parallel_run_in_rooms (n_pieces, n_threads, 0, run_plain, &plain, progress, error);
}
