/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An import into a plan: rows into an intake, then one action or nothing. */
#include "config.h"

#include "store/pnr-line-index.h"
#include "store/pnr-store-private.h"

void
pnr_store_end_import (PnrStore *self)
{
  g_clear_object (&self->intake);
  g_clear_pointer (&self->import_recording, pnr_recording_free);
  g_clear_pointer (&self->import_name, g_free);
  g_clear_pointer (&self->import_reason, g_free);
  g_clear_pointer (&self->before_import, g_free);
  pnr_line_index_end (self->db);
  pnr_db_run (self->db, "PRAGMA foreign_keys = ON", NULL);
}

/**
 * pnr_store_begin_import:
 * @self: a plan
 * @name: what Undo will call it: "Import orders.csv"
 * @error: a place for a sentence
 *
 * References are not checked row by row while importing: the intake only hands out ids it has just
 * written itself.
 *
 * Returns: (transfer full) (nullable): where the rows go, until pnr_store_finish_import()
 */
PnrIntake *
pnr_store_begin_import (PnrStore *self, const char *name, GError **error)
{
  g_return_val_if_fail (PNR_IS_STORE (self), NULL);

  if (self->intake == NULL)
    pnr_store_keep_before_import (self);
  if (self->intake == NULL
      && (!pnr_db_run (self->db, "PRAGMA foreign_keys = OFF", error)
          || !pnr_line_index_begin (self->db, error)
          || !pnr_db_run (self->db, "PRAGMA cache_size = -65536", error)))
    return NULL;
  if (!pnr_store_begin (self, error)) {
    if (self->intake == NULL)
      pnr_store_end_import (self);
    return NULL;
  }
  self->import_recording = pnr_recording_new (self->db, error);
  if (self->import_recording != NULL)
    self->intake = pnr_store_intake_new (self->db, self->import_recording, self->currency,
                                         &self->last_id, error);
  if (self->intake == NULL) {
    pnr_db_roll_back (self->db);
    pnr_store_end_import (self);
    return NULL;
  }
  self->import_name = g_strdup (name);
  return PNR_INTAKE (g_object_ref (self->intake));
}

/* For the log, while the import is under way. @why: (nullable): in the merchant's words */
void
pnr_store_explain_import (PnrStore *self, const char *why)
{
  g_return_if_fail (PNR_IS_STORE (self));
  g_return_if_fail (self->intake != NULL);

  g_free (self->import_reason);
  self->import_reason = g_strdup (why);
}

/* What was read tells that the name it was begun with names somebody. */
void
pnr_store_rename_import (PnrStore *self, const char *name)
{
  g_return_if_fail (PNR_IS_STORE (self));
  g_return_if_fail (self->intake != NULL);

  g_free (self->import_name);
  self->import_name = g_strdup (name);
}

static PnrStoreChange *
pnr_store_record_import (PnrStore *self, GError **error)
{
  g_autoptr (GBytes) changeset = NULL;
  PnrAction action = { self->import_name, self->import_reason, 0, 0, self->before_import };

  if (!pnr_store_intake_finish (self->intake, error))
    return NULL;
  pnr_store_intake_get_batches (self->intake, &action.first_batch, &action.last_batch);
  if (!pnr_history_record (self->db, self->import_recording, &action, &changeset, error))
    return NULL;
  return pnr_store_read_change (self, changeset, TRUE, error);
}

/**
 * pnr_store_finish_import:
 * @self: a plan
 * @intake: what pnr_store_begin_import() gave
 * @end: whether the rows stay
 * @change: (out) (optional) (transfer full) (nullable): what differs now; nothing when the rows
 *   were dropped or all known already
 * @error: a place for a sentence
 *
 * Returns: whether it ended as asked; on failure nothing was imported
 */
gboolean
pnr_store_finish_import (PnrStore *self, PnrIntake *intake, PnrStoreImportEnd end,
                         PnrStoreChange **change, GError **error)
{
  gboolean is_done = TRUE;

  g_return_val_if_fail (PNR_IS_STORE (self), FALSE);
  g_return_val_if_fail ((gpointer) intake == self->intake, FALSE);

  if (change != NULL)
    *change = NULL;
  if (end == PNR_STORE_IMPORT_KEEP && pnr_store_intake_has_news (self->intake))
    is_done = pnr_store_end (self, pnr_store_record_import (self, error), change, error);
  else
    pnr_db_roll_back (self->db);
  pnr_store_end_import (self);
  return is_done;
}
