/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the pages and the references of a plan are as they must be. */
#include "config.h"

#include "store/pnr-soundness.h"

#include <glib/gi18n.h>

#include "store/pnr-file-fault.h"
#include "store/pnr-statement.h"
#include "store/pnr-store-error.h"

/* More would not be read. */
#define MOST_FAULTS 100
#define MOST_LINES 3

/* Returns: %FALSE, so that callers can return it */
gboolean
pnr_soundness_refuse (GError **error)
{
  g_set_error_literal (error, PNR_STORE_ERROR, PNR_STORE_ERROR_DAMAGED,
                       _ ("This plan is damaged. Nothing has been changed. Restore a snapshot of "
                          "it, or rescue what can be read."));
  return FALSE;
}

/* From the thread that wants no more of it. */
static void
interrupt_cb (GCancellable *cancellable, gpointer handle)
{
  sqlite3_interrupt (handle);
}

/* While SQLite walks through pages it does not look whether it shall stop, but can be told so. */
static gboolean
step_stoppably (PnrDb *db, PnrStatement *check, gboolean *has_row, GError **error)
{
  GCancellable *cancellable = pnr_db_get_cancellable (db);
  gulong watch = cancellable != NULL ? g_cancellable_connect (
                     cancellable, G_CALLBACK (interrupt_cb), pnr_db_get_handle (db), NULL)
                                     : 0;
  gboolean is_done = pnr_statement_step (check, has_row, error);

  g_cancellable_disconnect (cancellable, watch);
  if (!is_done || !g_cancellable_is_cancelled (cancellable))
    return is_done;
  pnr_statement_reset (check);
  return pnr_db_set_error (db, SQLITE_INTERRUPT, error);
}

static gboolean
check_pages_by (PnrDb *db, const char *sql, GError **error)
{
  PnrStatement *check = pnr_db_get_statement (db, sql, error);
  gboolean has_row;
  gboolean is_sound;

  if (check == NULL || !step_stoppably (db, check, &has_row, error))
    return FALSE;
  is_sound = has_row && g_strcmp0 (pnr_statement_get_text (check, 0), "ok") == 0;
  pnr_statement_reset (check);
  return is_sound || pnr_soundness_refuse (error);
}

/* Enough for reading: an index that does not fit its table is not noticed. */
gboolean
pnr_soundness_check_pages (PnrDb *db, GError **error)
{
  return check_pages_by (db, "PRAGMA quick_check (1)", error);
}

/* Before writing: takes more than twice the time of pnr_soundness_check_pages(). */
gboolean
pnr_soundness_check_pages_and_indexes (PnrDb *db, GError **error)
{
  return check_pages_by (db, "PRAGMA integrity_check (1)", error);
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

static void
add_fault (GPtrArray *faults, PnrFileFaultKind kind, const char *place, char *message)
{
  PnrFileFault *fault = g_new0 (PnrFileFault, 1);

  fault->kind = kind;
  fault->place = g_strdup (place);
  fault->message = message;
  g_ptr_array_add (faults, fault);
}

/* SQLite tells of every broken page in one text, a line each below a heading. The first ones are
 * enough to say that it is so and where. */
static char *
dup_first_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *first = g_string_new (NULL);
  guint n_lines = 0;

  for (char **line = lines; *line != NULL; line++) {
    if (**line == '\0' || g_str_has_prefix (*line, "***"))
      continue;
    if (n_lines++ < MOST_LINES)
      g_string_append_printf (first, "%s%s", n_lines > 1 ? "; " : "", *line);
  }
  if (n_lines > MOST_LINES)
    /* Translators: follows some faults of a file, with a blank before it. */
    g_string_append_printf (first, ngettext (" and %u more", " and %u more", n_lines - MOST_LINES),
                            n_lines - MOST_LINES);
  return g_string_free (first, FALSE);
}

static gboolean
list_page_faults (PnrDb *db, const char *name, GPtrArray *faults, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA integrity_check (%d)", MOST_FAULTS);
  g_autoptr (PnrStatement) check = pnr_statement_new (db, sql, error);
  gboolean has_row = check != NULL;

  while (has_row && pnr_statement_step (check, &has_row, error)) {
    const char *line = has_row ? pnr_statement_get_text (check, 0) : NULL;

    if (line != NULL && g_strcmp0 (line, "ok") != 0) {
      g_autofree char *first = dup_first_lines (line);

      add_fault (faults, PNR_FILE_FAULT_PAGE, name,
                 g_strdup_printf (_ ("The file is not whole: %s."), first));
    }
  }
  return check != NULL && !has_row;
}

static gboolean
list_loose_references (PnrDb *db, GPtrArray *faults, GError **error)
{
  g_autoptr (PnrStatement) check = pnr_statement_new (db, "PRAGMA foreign_key_check", error);
  gboolean has_row = check != NULL;

  while (has_row && faults->len < MOST_FAULTS && pnr_statement_step (check, &has_row, error)) {
    if (has_row)
      add_fault (faults, PNR_FILE_FAULT_REFERENCE, pnr_statement_get_text (check, 0),
                 g_strdup_printf (
                     /* Translators: a row's number, then the name of a table. */
                     _ ("Row %s points to something in “%s” that is not there."),
                     pnr_statement_get_text (check, 1), pnr_statement_get_text (check, 2)));
  }
  return check != NULL && (!has_row || faults->len >= MOST_FAULTS);
}

/**
 * pnr_soundness_list_faults:
 * @db: a connection to a plan
 * @name: what to call the file
 * @error: a place for a sentence
 *
 * Looks at everything, the order of every index included, and so takes more than twice the time of
 * pnr_soundness_check_pages().
 *
 * Returns: (transfer full) (nullable) (element-type PnrFileFault): what is wrong
 */
GPtrArray *
pnr_soundness_list_faults (PnrDb *db, const char *name, GError **error)
{
  g_autoptr (GPtrArray) faults =
      g_ptr_array_new_with_free_func ((GDestroyNotify) pnr_file_fault_free);

  if (!list_page_faults (db, name, faults, error) || !list_loose_references (db, faults, error))
    return NULL;
  return g_steal_pointer (&faults);
}
