/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a plan changes: each named action is one transaction, and can be taken back. */
#include "config.h"

#include <glib/gi18n.h>

#include "store/pnr-history-log.h"
#include "store/pnr-line-index.h"
#include "store/pnr-reading.h"
#include "store/pnr-soundness.h"
#include "store/pnr-store-private.h"
#include "store/pnr-table.h"
#include "store/pnr-way-back.h"

/* What the lists must learn, read before the commit so that a failure still takes all back. */
PnrStoreChange *
pnr_store_read_change (PnrStore *self, GBytes *changeset, gboolean is_everything, GError **error)
{
  g_autoptr (PnrStoreChange) change = NULL;
  gboolean is_small = FALSE;

  if (is_everything)
    return pnr_store_read_state (self, error);
  change = pnr_store_change_new ();
  if (!pnr_reading_read_changes (self->db, changeset, change, &is_small, error)
      || !pnr_store_read_names (self, change, error))
    return NULL;
  return is_small ? g_steal_pointer (&change) : pnr_store_read_state (self, error);
}

static gboolean
pnr_store_may_write (PnrStore *self, GError **error)
{
  if (self->is_read_only) {
    g_set_error_literal (error, PNR_STORE_ERROR, PNR_STORE_ERROR_READ_ONLY,
                         self->read_only_reason != NULL
                             ? self->read_only_reason
                             : _ ("This plan was opened for reading only. Open it again to change "
                                  "it."));
    return FALSE;
  }
  if ((!self->is_copy && pnr_plan_file_is_condemned (self->file)) || pnr_db_is_corrupt (self->db))
    return pnr_soundness_refuse (error);
  if (self->intake != NULL) {
    g_set_error_literal (error, PNR_STORE_ERROR, PNR_STORE_ERROR_BUSY,
                         _ ("An import is under way. Wait until it is done, or cancel it."));
    return FALSE;
  }
  return pnr_store_prove_again (self, error);
}

gboolean
pnr_store_begin (PnrStore *self, GError **error)
{
  if (!pnr_store_may_write (self, error))
    return FALSE;
  pnr_store_keep_daily (self);
  return pnr_db_begin (self->db, error);
}

/* What has a greater id, or none, would make the plan one that is not opened any more; the history
 * of a stranger's plan may bring it. */
static gboolean
pnr_store_has_room (PnrStore *self, GError **error)
{
  gint64 first_id;
  gint64 last_id;
  gboolean are_sound;

  if (!pnr_reading_read_first_id (self->db, &first_id, error)
      || (first_id <= 0 && !pnr_soundness_refuse (error))
      || !pnr_reading_read_last_id (self->db, &last_id, error)
      || !pnr_reading_has_sound_ids (self->db, &are_sound, error))
    return FALSE;
  if (last_id <= PNR_NOUN_LAST_ID && are_sound)
    return TRUE;
  g_set_error_literal (error, PNR_STORE_ERROR, PNR_STORE_ERROR_INVALID,
                       _ ("This plan has no numbers left for anything new. Nothing was changed. "
                          "Export it as Pannier JSON and apply that to a new plan."));
  return FALSE;
}

/* Ends a transaction one way or the other. */
gboolean
pnr_store_end (PnrStore *self, PnrStoreChange *fresh, PnrStoreChange **change, GError **error)
{
  g_autoptr (PnrStoreChange) owned = fresh;

  if (owned == NULL || !pnr_store_has_room (self, error)
      || !pnr_progress_begin_last_step (self->progress, _ ("Finishing"), error)) {
    pnr_db_roll_back (self->db);
    return FALSE;
  }
  if (!pnr_db_commit (self->db, error))
    return FALSE;
  if (change != NULL)
    *change = g_steal_pointer (&owned);
  return TRUE;
}

/* Everything else that points to a product goes with it. */
static void
name_product_in_orders (PnrNoun *noun, GError **error)
{
  if (!PNR_IS_PRODUCT (noun)
      || !g_error_matches (*error, PNR_STORE_ERROR, PNR_STORE_ERROR_CONFLICT))
    return;
  g_clear_error (error);
  g_set_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_CONFLICT,
               _ ("“%s” cannot be removed, because orders of it are in the plan. Nothing was "
                  "changed. Hide the product instead, or undo the import of its orders."),
               pnr_product_get_title (PNR_PRODUCT (noun)));
}

static gboolean
pnr_store_remove (PnrStore *self, PnrNoun *noun, GError **error)
{
  GError *refusal = NULL;

  if (pnr_table_of (G_OBJECT_TYPE (noun))->remove (self->db, pnr_noun_get_id (noun), &refusal))
    return TRUE;
  name_product_in_orders (noun, &refusal);
  g_propagate_error (error, refusal);
  return FALSE;
}

static gboolean
pnr_store_write_edit (PnrStore *self, PnrEdit *edit, GError **error)
{
  for (guint i = 0; i < pnr_edit_get_n_removals (edit); i++) {
    if (!pnr_store_remove (self, pnr_edit_get_removal (edit, i), error))
      return FALSE;
  }
  for (guint i = 0; i < PNR_N_TABLES; i++) {
    const PnrTable *table = pnr_table_at (i);

    for (guint j = 0; j < pnr_edit_get_n_puts (edit); j++) {
      PnrNoun *noun = pnr_edit_get_put (edit, j);

      if (G_OBJECT_TYPE (noun) == table->get_type () && !table->put (self->db, noun, error))
        return FALSE;
    }
  }
  return TRUE;
}

static PnrStoreChange *
pnr_store_record_edit (PnrStore *self, PnrEdit *edit, GError **error)
{
  g_autoptr (PnrRecording) recording = pnr_recording_new (self->db, error);
  g_autoptr (GBytes) changeset = NULL;
  PnrAction action = { pnr_edit_get_name (edit), pnr_edit_get_reason (edit), 0, 0, NULL };

  if (recording == NULL || !pnr_store_write_edit (self, edit, error)
      || !pnr_history_record (self->db, recording, &action, &changeset, error))
    return NULL;
  return pnr_store_read_change (self, changeset, FALSE, error);
}

/**
 * pnr_store_apply_edit:
 * @self: a plan
 * @edit: what to remove, then what to put
 * @change: (out) (optional) (transfer full): what differs now, cascades included
 * @error: a place for a sentence
 *
 * One transaction: the edit, its line in the log and what takes it back. An edit that changes
 * nothing is not logged.
 *
 * Returns: whether the edit is on the disk
 */
gboolean
pnr_store_apply_edit (PnrStore *self, PnrEdit *edit, PnrStoreChange **change, GError **error)
{
  g_return_val_if_fail (PNR_IS_STORE (self), FALSE);
  g_return_val_if_fail (PNR_IS_EDIT (edit), FALSE);

  return pnr_store_begin (self, error)
         && pnr_store_end (self, pnr_store_record_edit (self, edit, error), change, error);
}

typedef gboolean (*HistoryFunc) (PnrDb *db, const char *why, GBytes **changeset,
                                 gboolean *is_import, GError **error);

static PnrStoreChange *
pnr_store_move (PnrStore *self, HistoryFunc move, GError **error)
{
  g_autoptr (GBytes) changeset = NULL;
  gboolean is_import;

  if (!move (self->db, NULL, &changeset, &is_import, error))
    return NULL;
  return pnr_store_read_change (self, changeset, is_import, error);
}

static gboolean
pnr_store_begin_walk (PnrStore *self, GError **error)
{
  if (self->intake == NULL && !pnr_line_index_begin (self->db, error))
    return FALSE;
  if (pnr_store_begin (self, error))
    return TRUE;
  if (self->intake == NULL)
    pnr_line_index_end (self->db);
  return FALSE;
}

static gboolean
pnr_store_end_walk (PnrStore *self, PnrStoreChange *fresh, PnrStoreChange **change, GError **error)
{
  gboolean is_done = pnr_store_end (self, fresh, change, error);

  pnr_way_back_leave (self->db);
  pnr_line_index_end (self->db);
  return is_done;
}

gboolean
pnr_store_undo (PnrStore *self, PnrStoreChange **change, GError **error)
{
  g_return_val_if_fail (PNR_IS_STORE (self), FALSE);

  return pnr_store_begin_walk (self, error)
         && pnr_store_end_walk (self, pnr_store_move (self, pnr_history_undo, error), change,
                                error);
}

gboolean
pnr_store_redo (PnrStore *self, PnrStoreChange **change, GError **error)
{
  g_return_val_if_fail (PNR_IS_STORE (self), FALSE);

  return pnr_store_begin_walk (self, error)
         && pnr_store_end_walk (self, pnr_store_move (self, pnr_history_redo, error), change,
                                error);
}

/* Which of several steps was in the way: the sentence of the store speaks of that one. */
static void
name_step (const char *name, guint n_done, guint n_asked, GError **error)
{
  g_prefix_error (error,
                  /* Translators: an action, the how-manieth it is, of how many; then a sentence. */
                  _ ("At “%s” (%u of %u): "), name, n_done + 1, n_asked);
}

static gboolean
pnr_store_take_steps (PnrStore *self, HistoryFunc move, guint n_most, const char *why,
                      GPtrArray *names, GError **error)
{
  while (names->len < n_most) {
    g_autofree char *undo_name = NULL;
    g_autofree char *redo_name = NULL;
    g_autoptr (GBytes) changeset = NULL;
    char **name = move == pnr_history_undo ? &undo_name : &redo_name;
    gboolean is_import;

    if (!pnr_history_log_read_names (self->db, &undo_name, &redo_name, error))
      return FALSE;
    if (*name == NULL)
      return TRUE;
    if (!move (self->db, why, &changeset, &is_import, error)) {
      if (n_most > 1)
        name_step (*name, names->len, n_most, error);
      return FALSE;
    }
    g_ptr_array_add (names, g_steal_pointer (name));
  }
  return TRUE;
}

static gboolean
pnr_store_has_step (PnrStore *self, HistoryFunc move, gboolean *has_step, GError **error)
{
  g_autofree char *undo_name = NULL;
  g_autofree char *redo_name = NULL;

  if (!pnr_history_log_read_names (self->db, &undo_name, &redo_name, error))
    return FALSE;
  *has_step = (move == pnr_history_undo ? undo_name : redo_name) != NULL;
  return TRUE;
}

static gboolean
pnr_store_tell_same (PnrStore *self, PnrStoreChange **change, GError **error)
{
  if (change == NULL)
    return TRUE;
  *change = pnr_store_read_state (self, error);
  return *change != NULL;
}

/* Where there is nothing to do no snapshot is kept of it either. */
static gboolean
pnr_store_walk (PnrStore *self, HistoryFunc move, guint n_most, const char *why, GPtrArray *names,
                PnrStoreChange **change, GError **error)
{
  PnrStoreChange *fresh = NULL;
  gboolean has_step;

  if (!pnr_store_may_write (self, error) || !pnr_store_has_step (self, move, &has_step, error))
    return FALSE;
  if (!has_step)
    return pnr_store_tell_same (self, change, error);
  if (!pnr_store_begin_walk (self, error))
    return FALSE;
  if (pnr_store_take_steps (self, move, n_most, why, names, error))
    fresh = pnr_store_read_state (self, error);
  return pnr_store_end_walk (self, fresh, change, error);
}

/**
 * pnr_store_undo_several:
 * @self: a plan
 * @n_most: how many actions to take back; fewer where there are no more
 * @why: (nullable): for the log, in the merchant's words
 * @names: (element-type utf8): gets the names of those that were taken back
 * @change: (out) (optional) (transfer full): what differs now
 * @error: a place for a sentence
 *
 * Returns: whether they were, in one transaction; when not, nothing was
 */
gboolean
pnr_store_undo_several (PnrStore *self, guint n_most, const char *why, GPtrArray *names,
                        PnrStoreChange **change, GError **error)
{
  g_return_val_if_fail (PNR_IS_STORE (self), FALSE);

  return pnr_store_walk (self, pnr_history_undo, n_most, why, names, change, error);
}

gboolean
pnr_store_redo_several (PnrStore *self, guint n_most, const char *why, GPtrArray *names,
                        PnrStoreChange **change, GError **error)
{
  g_return_val_if_fail (PNR_IS_STORE (self), FALSE);

  return pnr_store_walk (self, pnr_history_redo, n_most, why, names, change, error);
}

/* The log is longer than what can be taken back. */
static void
say_too_far (GError **error)
{
  if (!g_error_matches (*error, PNR_STORE_ERROR, PNR_STORE_ERROR_NOTHING_TO_DO))
    return;
  g_clear_error (error);
  g_set_error_literal (error, PNR_STORE_ERROR, PNR_STORE_ERROR_NOTHING_TO_DO,
                       _ ("The plan cannot be brought back that far: what was done before it was "
                          "brought to a newer version or rescued, or very long ago, stays in the "
                          "log but can no longer be taken back. Nothing was changed. A snapshot of "
                          "that time can be restored instead."));
}

static gboolean
pnr_store_walk_to (PnrStore *self, gint64 action_id, const char *why, GError **error)
{
  for (;;) {
    g_autoptr (GBytes) changeset = NULL;
    g_autoptr (GError) reason = NULL;
    gboolean is_import;
    PnrHistoryStep step;

    if (!pnr_history_next_step (self->db, action_id, &step, error))
      return FALSE;
    if (step == PNR_HISTORY_STEP_NONE)
      return TRUE;
    if (!(step == PNR_HISTORY_STEP_UNDO
              ? pnr_history_undo (self->db, why, &changeset, &is_import, &reason)
              : pnr_history_redo (self->db, why, &changeset, &is_import, &reason))) {
      say_too_far (&reason);
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  }
}

static PnrStoreChange *
pnr_store_move_to (PnrStore *self, gint64 action_id, const char *why, GError **error)
{
  return pnr_store_walk_to (self, action_id, why, error) ? pnr_store_read_state (self, error)
                                                         : NULL;
}

/**
 * pnr_store_return_to:
 * @self: a plan
 * @action_id: an action of the log, done or undone, or 0 for the moment before the first
 * @why: (nullable): for the log, in the merchant's words
 * @change: (out) (optional) (transfer full): what differs now
 * @error: a place for a sentence
 *
 * Takes back, or does again, all that lies between now and the moment right after the action: all
 * of it in one transaction, or nothing.
 *
 * Returns: whether the plan is as it was then
 */
gboolean
pnr_store_return_to (PnrStore *self, gint64 action_id, const char *why, PnrStoreChange **change,
                     GError **error)
{
  g_return_val_if_fail (PNR_IS_STORE (self), FALSE);

  return pnr_store_begin_walk (self, error)
         && pnr_store_end_walk (self, pnr_store_move_to (self, action_id, why, error), change,
                                error);
}
