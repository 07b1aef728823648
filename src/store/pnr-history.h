/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The memory of a plan: every action with what takes it back, kept in the plan itself. */
#pragma once

#include "store/pnr-db.h"

G_BEGIN_DECLS

typedef struct _PnrRecording PnrRecording;

/* What was done, for the log. @first_batch to @last_batch are the files of an import, 0 for none.
 * @before: the snapshot of before an import, NULL where there is none. */
typedef struct {
  const char *what;
  const char *why;
  gint64 first_batch;
  gint64 last_batch;
  const char *before;
} PnrAction;

typedef enum {
  PNR_HISTORY_STEP_NONE,
  PNR_HISTORY_STEP_UNDO,
  PNR_HISTORY_STEP_REDO,
} PnrHistoryStep;

PnrRecording *pnr_recording_new (PnrDb *db, GError **error);
void pnr_recording_free (PnrRecording *self);
void pnr_recording_watch_customers (PnrRecording *self, gboolean is_watched);

gboolean pnr_history_records (const char *table);
gboolean pnr_history_record (PnrDb *db, PnrRecording *recording, const PnrAction *action,
                             GBytes **changeset, GError **error);
gboolean pnr_history_undo (PnrDb *db, const char *why, GBytes **changeset, gboolean *is_import,
                           GError **error);
gboolean pnr_history_redo (PnrDb *db, const char *why, GBytes **changeset, gboolean *is_import,
                           GError **error);
gboolean pnr_history_next_step (PnrDb *db, gint64 id, PnrHistoryStep *step, GError **error);
gboolean pnr_history_read_last_id (PnrDb *db, gint64 *last_id, GError **error);
GBytes *pnr_history_read_changeset (PnrDb *db, gint64 change_id, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrRecording, pnr_recording_free)

G_END_DECLS
