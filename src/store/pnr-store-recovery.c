/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a crash left beside a plan: tried, taken back or left out, and told. */
#include "config.h"

#include <glib/gi18n.h>

#include "store/pnr-soundness.h"
#include "store/pnr-statement.h"
#include "store/pnr-store-private.h"
#include "store/pnr-torn-plan.h"

/* What stood beside a plan and was not played back into it. */
static gboolean
pnr_store_leave_out_journal (PnrStore *self, GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *sentence = NULL;

  if (self->is_apart) {
    pnr_store_note (self, _ ("Beside this plan stands a recovery file, which ends in “-journal”, "
                             "that does not belong to it: it is shown without it, as it stands "
                             "there. Nothing has been changed."));
    return TRUE;
  }
  if (!pnr_plan_file_is_torn (self->file))
    return TRUE; /* another program has begun to write, and the journal is its own */
  if (!pnr_torn_plan_put_aside (self->file, &name, error))
    return FALSE;
  sentence = g_strdup_printf (
      _ ("Beside this plan stood a recovery file that does not belong to it, as when a copy was "
         "put in the place of a plan that was not closed properly. The plan stands as it was; the "
         "recovery file is called “%s” now and does nothing."),
      name);
  pnr_store_note (self, sentence);
  return TRUE;
}

static gboolean
pnr_store_refuse_torn (PnrTornPlanVerdict verdict, GError **error)
{
  if (verdict == PNR_TORN_PLAN_DAMAGED)
    return pnr_soundness_refuse (error);
  g_set_error_literal (error, PNR_STORE_ERROR, PNR_STORE_ERROR_DISK_FULL,
                       _ ("Beside this plan stands a recovery file that seems not to belong to it, "
                          "and there is no room on the disk to try it on a copy. Nothing has been "
                          "changed. Free some space and try again."));
  return FALSE;
}

/* SQLite plays back any journal into any plan, so that is tried on a copy first. Who will only read
 * reads that copy. */
gboolean
pnr_store_try_journal (PnrStore *self, GError **error)
{
  PnrTornPlanVerdict verdict =
      pnr_torn_plan_judge (self->file, self->is_read_only ? &self->db : NULL);

  if (self->is_read_only && !pnr_plan_file_is_torn (self->file)) {
    /* Somebody else has opened it for writing meanwhile, and taken the journal back. */
    g_clear_pointer (&self->db, pnr_db_close);
    return TRUE;
  }
  self->is_apart = self->is_copy = self->db != NULL;
  switch (verdict) {
  case PNR_TORN_PLAN_TAKE_BACK:
    return TRUE;
  case PNR_TORN_PLAN_FOREIGN:
    return pnr_store_leave_out_journal (self, error);
  default:
    return pnr_store_refuse_torn (verdict, error);
  }
}

/**
 * pnr_store_read_before:
 * @self: a plan that is being opened
 *
 * Returns: whether it cannot be read as it is, and is read as it was before what another program is
 * writing just now
 */
gboolean
pnr_store_read_before (PnrStore *self)
{
  if (!self->is_read_only || !pnr_plan_file_is_kept_from_readers (self->file))
    return FALSE;
  self->db = pnr_torn_plan_open_before (self->file);
  if (self->db == NULL)
    return FALSE;
  self->is_apart = self->is_copy = TRUE;
  pnr_store_note (self, _ ("Another program is writing to this plan just now, such as an import in "
                           "another window. It is shown as it was before; open it again to see "
                           "what was written."));
  return TRUE;
}

/* What was under way when the program died is taken back by SQLite while opening. */
void
pnr_store_note_recovery (PnrStore *self)
{
  PnrStatement *row = pnr_db_get_statement (self->db,
                                            "SELECT what, made_at FROM change "
                                            "WHERE state = 'done' "
                                            "ORDER BY id DESC LIMIT 1",
                                            NULL);
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *when = NULL;
  g_autofree char *sentence = NULL;
  gboolean has_row;

  if (row == NULL || !pnr_statement_step (row, &has_row, NULL))
    return;
  if (has_row) {
    time = g_date_time_new_from_unix_local (pnr_statement_get_number (row, 1));
    /* Translators: a date and a time, for g_date_time_format(). */
    when = time != NULL ? g_date_time_format (time, C_ ("time", "%x, %H:%M")) : g_strdup ("–");
    /* Translators: an action such as "Add bundle", then the time of it. */
    sentence = g_strdup_printf (_ ("This plan was not closed properly. What was being saved then "
                                   "was taken back; the last saved action is “%s” of %s."),
                                pnr_statement_get_text (row, 0), when);
  } else {
    sentence = g_strdup (_ ("This plan was not closed properly. What was being saved then was "
                            "taken back; no action had been saved before."));
  }
  pnr_statement_reset (row);
  pnr_store_note (self, sentence);
}
