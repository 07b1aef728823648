/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Runs numbered pieces of work on several threads; which thread runs which never matters. */
#pragma once

#include "base/pnr-progress.h"

G_BEGIN_DECLS

/* Does piece @index; writes only what belongs to that piece. */
typedef void (*PnrPieceFunc) (guint index, gpointer data);
typedef void (*PnrRoomPieceFunc) (guint index, gpointer room, gpointer data);

gboolean pnr_parallel_run (guint n_pieces, guint n_threads, PnrPieceFunc func, gpointer data,
                           PnrProgress *progress, GError **error);
gboolean pnr_parallel_run_in_rooms (guint n_pieces, guint n_threads, gsize room_size,
                                    PnrRoomPieceFunc func, gpointer data, PnrProgress *progress,
                                    GError **error);

G_END_DECLS
