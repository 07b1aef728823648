/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan file's front door: opens it, reads it, changes it by named actions, takes them back. */
#include "config.h"

#include "store/pnr-store.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/pnr-currency.h"
#include "store/pnr-basket-reader.h"
#include "store/pnr-figures.h"
#include "store/pnr-history.h"
#include "store/pnr-plan-file.h"
#include "store/pnr-reading.h"
#include "store/pnr-schema.h"
#include "store/pnr-statement.h"
#include "store/pnr-store-intake.h"
#include "store/pnr-table.h"

#define SALT_SIZE 32

struct _PnrStore {
  GObject parent_instance;

  PnrPlanFile *file;
  PnrDb *db;
  char *path;
  char *name;
  char *currency;
  char *read_only_reason;
  gboolean is_read_only;
  gboolean is_sound;
  gint64 last_id;

  PnrStoreIntake *intake;
  PnrRecording *import_recording;
  char *import_name;
};

G_DEFINE_FINAL_TYPE (PnrStore, pnr_store, G_TYPE_OBJECT)

static void
pnr_store_finalize (GObject *object)
{
  PnrStore *self = PNR_STORE (object);

  pnr_store_close (self);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->currency, g_free);
  g_clear_pointer (&self->read_only_reason, g_free);

  G_OBJECT_CLASS (pnr_store_parent_class)->finalize (object);
}

static void
pnr_store_class_init (PnrStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pnr_store_finalize;
}

static void
pnr_store_init (PnrStore *self)
{
}

static char *
name_from_path (const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);

  if (g_str_has_suffix (name, ".pannier") && strlen (name) > strlen (".pannier"))
    name[strlen (name) - strlen (".pannier")] = '\0';
  return g_steal_pointer (&name);
}

/* For telling plans and customers apart, not for secrets that are sent anywhere. */
static void
fill_with_chance (guint8 *bytes, gsize size)
{
  for (gsize i = 0; i < size; i += 16) {
    g_autofree char *uuid = g_uuid_string_random ();
    g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
    guint8 digest[32];
    gsize length = sizeof digest;

    g_checksum_update (checksum, (const guchar *) uuid, -1);
    g_checksum_get_digest (checksum, digest, &length);
    memcpy (bytes + i, digest, MIN ((gsize) 16, size - i));
  }
}

static gboolean
insert_plan (PnrDb *db, const char *path, const char *currency, GError **error)
{
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *name = name_from_path (path);
  guint8 salt[SALT_SIZE];
  PnrStatement *insert = pnr_db_get_statement (
      db, "INSERT INTO plan (id, uuid, name, currency, salt, created) VALUES (1, ?, ?, ?, ?, ?)",
      error);

  if (insert == NULL)
    return FALSE;
  fill_with_chance (salt, sizeof salt);
  pnr_statement_bind_text (insert, 1, uuid);
  pnr_statement_bind_text (insert, 2, name);
  pnr_statement_bind_text (insert, 3, currency);
  pnr_statement_bind_blob (insert, 4, salt, sizeof salt);
  pnr_statement_bind_number (insert, 5, g_get_real_time () / G_USEC_PER_SEC);
  return pnr_statement_run (insert, error);
}

static gboolean
fill_new_plan (const char *unfinished, const char *path, const char *currency, GError **error)
{
  g_autoptr (PnrDb) db = pnr_db_create (unfinished, error);

  return db != NULL && pnr_schema_lay_out (db, error) && insert_plan (db, path, currency, error);
}

/**
 * pnr_store_create:
 * @path: where the plan shall be; nothing may be there yet
 * @currency: an ISO 4217 code
 * @error: a place for a sentence
 *
 * The plan appears whole or not at all.
 *
 * Returns: (transfer full) (nullable): the new plan, open
 */
PnrStore *
pnr_store_create (const char *path, const char *currency, GError **error)
{
  g_autofree char *unfinished = NULL;

  if (!pnr_currency_is_code (currency)) {
    g_autofree char *shown = g_utf8_make_valid (currency, -1);

    g_set_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_INVALID,
                 _ ("“%s” is not a currency. Give its three letters, such as EUR."), shown);
    return NULL;
  }
  unfinished = pnr_plan_file_begin (path, error);
  if (unfinished == NULL)
    return NULL;
  if (fill_new_plan (unfinished, path, currency, error)
      && pnr_plan_file_end (unfinished, path, error))
    return pnr_store_open (path, PNR_STORE_OPEN_DEFAULT, error);
  g_unlink (unfinished);
  return NULL;
}

static gboolean
refuse_damaged (GError **error)
{
  g_set_error_literal (error, PNR_STORE_ERROR, PNR_STORE_ERROR_DAMAGED,
                       _ ("This plan is damaged. Nothing has been changed. Restore an older copy "
                          "of it."));
  return FALSE;
}

static gboolean
check_pages (PnrDb *db, GError **error)
{
  PnrStatement *check = pnr_db_get_statement (db, "PRAGMA quick_check (1)", error);
  gboolean has_row;
  gboolean is_sound;

  if (check == NULL || !pnr_statement_step (check, &has_row, error))
    return FALSE;
  is_sound = has_row && g_strcmp0 (pnr_statement_get_text (check, 0), "ok") == 0;
  pnr_statement_reset (check);
  return is_sound || refuse_damaged (error);
}

static gboolean
check_references (PnrDb *db, GError **error)
{
  PnrStatement *check = pnr_db_get_statement (db, "PRAGMA foreign_key_check", error);
  gboolean has_row;

  if (check == NULL || !pnr_statement_step (check, &has_row, error))
    return FALSE;
  pnr_statement_reset (check);
  return !has_row || refuse_damaged (error);
}

static gboolean
pnr_store_read_head (PnrStore *self, GError **error)
{
  PnrStatement *row =
      pnr_db_get_statement (self->db, "SELECT name, currency FROM plan WHERE id = 1", error);
  gboolean has_row;

  if (row == NULL || !pnr_statement_step (row, &has_row, error))
    return FALSE;
  if (!has_row || !pnr_currency_is_code (pnr_statement_get_text (row, 1))) {
    pnr_statement_reset (row);
    return refuse_damaged (error);
  }
  self->name = g_strdup (pnr_statement_get_text (row, 0));
  self->currency = g_strdup (pnr_statement_get_text (row, 1));
  pnr_statement_reset (row);
  return pnr_reading_read_last_id (self->db, &self->last_id, error);
}

static gboolean
pnr_store_inspect (PnrStore *self, GError **error)
{
  if (!pnr_schema_check (self->db, error))
    return FALSE;
  /* A connection beside one that is open already need not look again at every page. */
  if (pnr_plan_file_is_first (self->file) && !pnr_plan_file_is_known_sound (self->file)
      && (!check_pages (self->db, error) || !check_references (self->db, error)))
    return FALSE;
  if (!self->is_read_only && !pnr_schema_bring_forward (self->db, self->path, error))
    return FALSE;
  self->is_sound = pnr_store_read_head (self, error);
  return self->is_sound;
}

/**
 * pnr_store_open:
 * @path: a plan, perhaps a stranger's
 * @flags: whether only to read
 * @error: a place for a sentence
 *
 * A sound plan is not changed by being opened. Where it cannot be written it opens all the same,
 * and pnr_store_get_read_only_reason() says why.
 *
 * Returns: (transfer full) (nullable): the plan, used by the calling thread from now on
 */
PnrStore *
pnr_store_open (const char *path, PnrStoreOpenFlags flags, GError **error)
{
  g_autoptr (PnrStore) self = g_object_new (PNR_TYPE_STORE, NULL);
  const char *reason;

  self->is_read_only = (flags & PNR_STORE_OPEN_READ_ONLY) != 0;
  self->file = pnr_plan_file_open (path, self->is_read_only, error);
  if (self->file == NULL)
    return NULL;
  self->path = g_strdup (pnr_plan_file_get_path (self->file));
  reason = pnr_plan_file_get_read_only_reason (self->file);
  if (reason != NULL) {
    self->read_only_reason = g_strdup (reason);
    self->is_read_only = TRUE;
  }
  self->db = pnr_db_open (self->path, self->is_read_only, error);
  if (self->db == NULL || !pnr_store_inspect (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

static void
pnr_store_end_import (PnrStore *self)
{
  g_clear_object (&self->intake);
  g_clear_pointer (&self->import_recording, pnr_recording_free);
  g_clear_pointer (&self->import_name, g_free);
  pnr_db_run (self->db, "PRAGMA foreign_keys = ON", NULL);
}

/* In the thread that opened it; an import that was not finished is dropped. */
void
pnr_store_close (PnrStore *self)
{
  g_return_if_fail (PNR_IS_STORE (self));

  if (self->db != NULL) {
    pnr_db_roll_back (self->db);
    pnr_store_end_import (self);
    self->is_sound = self->is_sound && !pnr_db_is_damaged (self->db);
  }
  g_clear_pointer (&self->db, pnr_db_close);
  if (self->file != NULL && self->is_sound)
    pnr_plan_file_note_sound (self->file);
  g_clear_pointer (&self->file, pnr_plan_file_close);
}

const char *
pnr_store_get_path (PnrStore *self)
{
  g_return_val_if_fail (PNR_IS_STORE (self), NULL);

  return self->path;
}

const char *
pnr_store_get_name (PnrStore *self)
{
  g_return_val_if_fail (PNR_IS_STORE (self), NULL);

  return self->name;
}

const char *
pnr_store_get_currency (PnrStore *self)
{
  g_return_val_if_fail (PNR_IS_STORE (self), NULL);

  return self->currency;
}

gboolean
pnr_store_is_read_only (PnrStore *self)
{
  g_return_val_if_fail (PNR_IS_STORE (self), TRUE);

  return self->is_read_only;
}

/* A sentence, or NULL where it may be written or was only asked to be read. */
const char *
pnr_store_get_read_only_reason (PnrStore *self)
{
  g_return_val_if_fail (PNR_IS_STORE (self), NULL);

  return self->read_only_reason;
}

/* An id that no noun of this plan has, nor will another call get it; from any thread. */
gint64
pnr_store_take_id (PnrStore *self)
{
  g_return_val_if_fail (PNR_IS_STORE (self), 0);

  return __atomic_add_fetch (&self->last_id, 1, __ATOMIC_RELAXED);
}

PnrContents *
pnr_store_read_contents (PnrStore *self, GError **error)
{
  g_return_val_if_fail (PNR_IS_STORE (self), NULL);

  return pnr_reading_read_contents (self->db, self->name, self->currency, error);
}

static gboolean
pnr_store_read_names (PnrStore *self, PnrStoreChange *change, GError **error)
{
  return pnr_history_read_names (self->db, &change->undo_name, &change->redo_name, error)
         && pnr_db_read_number (self->db, "SELECT count (*) FROM orders", &change->n_orders, error);
}

/**
 * pnr_store_read_state:
 * @self: a plan
 * @error: a place for a sentence
 *
 * Returns: (transfer full) (nullable): everything, as a change from nothing
 */
PnrStoreChange *
pnr_store_read_state (PnrStore *self, GError **error)
{
  g_autoptr (PnrStoreChange) change = pnr_store_change_new ();

  g_return_val_if_fail (PNR_IS_STORE (self), NULL);

  change->contents = pnr_store_read_contents (self, error);
  if (change->contents == NULL || !pnr_store_read_names (self, change, error))
    return NULL;
  return g_steal_pointer (&change);
}

PnrBasketSet *
pnr_store_read_baskets (PnrStore *self, PnrProgress *progress, GError **error)
{
  g_return_val_if_fail (PNR_IS_STORE (self), NULL);

  return pnr_basket_reader_read (self->db, progress, error);
}

GVariant *
pnr_store_read_info (PnrStore *self, GError **error)
{
  g_autoptr (PnrContents) contents = NULL;

  g_return_val_if_fail (PNR_IS_STORE (self), NULL);

  contents = pnr_store_read_contents (self, error);
  if (contents == NULL)
    return NULL;
  return pnr_figures_read (self->db, self->currency, contents->data_hash, error);
}

GVariant *
pnr_store_read_log (PnrStore *self, guint n_newest, GError **error)
{
  g_return_val_if_fail (PNR_IS_STORE (self), NULL);

  return pnr_history_read_log (self->db, n_newest, error);
}

char *
pnr_store_dump (PnrStore *self, GError **error)
{
  g_return_val_if_fail (PNR_IS_STORE (self), NULL);

  return pnr_reading_dump (self->db, error);
}

/* What the lists must learn, read before the commit so that a failure still takes all back. */
static PnrStoreChange *
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
pnr_store_begin (PnrStore *self, GError **error)
{
  if (self->is_read_only) {
    g_set_error_literal (error, PNR_STORE_ERROR, PNR_STORE_ERROR_READ_ONLY,
                         self->read_only_reason != NULL
                             ? self->read_only_reason
                             : _ ("This plan was opened for reading only. Open it again to change "
                                  "it."));
    return FALSE;
  }
  if (self->intake != NULL) {
    g_set_error_literal (error, PNR_STORE_ERROR, PNR_STORE_ERROR_BUSY,
                         _ ("An import is under way. Wait until it is done, or cancel it."));
    return FALSE;
  }
  return pnr_db_begin (self->db, error);
}

/* Ends a transaction one way or the other. */
static gboolean
pnr_store_end (PnrStore *self, PnrStoreChange *fresh, PnrStoreChange **change, GError **error)
{
  g_autoptr (PnrStoreChange) owned = fresh;

  if (owned == NULL) {
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
  PnrAction action = { pnr_edit_get_name (edit), pnr_edit_get_reason (edit), 0, 0 };

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

typedef gboolean (*HistoryFunc) (PnrDb *db, GBytes **changeset, gboolean *is_import,
                                 GError **error);

static PnrStoreChange *
pnr_store_move (PnrStore *self, HistoryFunc move, GError **error)
{
  g_autoptr (GBytes) changeset = NULL;
  gboolean is_import;

  if (!move (self->db, &changeset, &is_import, error))
    return NULL;
  return pnr_store_read_change (self, changeset, is_import, error);
}

gboolean
pnr_store_undo (PnrStore *self, PnrStoreChange **change, GError **error)
{
  g_return_val_if_fail (PNR_IS_STORE (self), FALSE);

  return pnr_store_begin (self, error)
         && pnr_store_end (self, pnr_store_move (self, pnr_history_undo, error), change, error);
}

gboolean
pnr_store_redo (PnrStore *self, PnrStoreChange **change, GError **error)
{
  g_return_val_if_fail (PNR_IS_STORE (self), FALSE);

  return pnr_store_begin (self, error)
         && pnr_store_end (self, pnr_store_move (self, pnr_history_redo, error), change, error);
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

  if (self->intake == NULL
      && (!pnr_db_run (self->db, "PRAGMA foreign_keys = OFF", error)
          || !pnr_db_run (self->db, "PRAGMA cache_size = -65536", error)))
    return NULL;
  if (!pnr_store_begin (self, error)) {
    if (self->intake == NULL)
      pnr_store_end_import (self);
    return NULL;
  }
  self->import_recording = pnr_recording_new (self->db, error);
  if (self->import_recording != NULL)
    self->intake = pnr_store_intake_new (self->db, self->currency, &self->last_id, error);
  if (self->intake == NULL) {
    pnr_db_roll_back (self->db);
    pnr_store_end_import (self);
    return NULL;
  }
  self->import_name = g_strdup (name);
  return PNR_INTAKE (g_object_ref (self->intake));
}

static PnrStoreChange *
pnr_store_record_import (PnrStore *self, GError **error)
{
  g_autoptr (GBytes) changeset = NULL;
  PnrAction action = { self->import_name, NULL, 0, 0 };

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
