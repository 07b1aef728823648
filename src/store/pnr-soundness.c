/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the pages and the references of a plan are as they must be. */
#include "config.h"

#include "store/pnr-soundness.h"

#include <glib/gi18n.h>

#include "store/pnr-statement.h"
#include "store/pnr-store-error.h"

/* Returns: %FALSE, so that callers can return it */
gboolean
pnr_soundness_refuse (GError **error)
{
  g_set_error_literal (error, PNR_STORE_ERROR, PNR_STORE_ERROR_DAMAGED,
                       _ ("This plan is damaged. Nothing has been changed. Restore a snapshot of "
                          "it, or rescue what can be read."));
  return FALSE;
}

gboolean
pnr_soundness_check_pages (PnrDb *db, GError **error)
{
  PnrStatement *check = pnr_db_get_statement (db, "PRAGMA quick_check (1)", error);
  gboolean has_row;
  gboolean is_sound;

  if (check == NULL || !pnr_statement_step (check, &has_row, error))
    return FALSE;
  is_sound = has_row && g_strcmp0 (pnr_statement_get_text (check, 0), "ok") == 0;
  pnr_statement_reset (check);
  return is_sound || pnr_soundness_refuse (error);
}

gboolean
pnr_soundness_check_references (PnrDb *db, GError **error)
{
  PnrStatement *check = pnr_db_get_statement (db, "PRAGMA foreign_key_check", error);
  gboolean has_row;

  if (check == NULL || !pnr_statement_step (check, &has_row, error))
    return FALSE;
  pnr_statement_reset (check);
  return !has_row || pnr_soundness_refuse (error);
}
