/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan file's front door: opens it with care, and reads it. */
#include "config.h"

#include "store/pnr-store.h"

#include <glib/gi18n.h>

#include "base/pnr-currency.h"
#include "store/pnr-basket-reader.h"
#include "store/pnr-figures.h"
#include "store/pnr-history-log.h"
#include "store/pnr-ledger-reader.h"
#include "store/pnr-past-order-reader.h"
#include "store/pnr-price-memory.h"
#include "store/pnr-reading.h"
#include "store/pnr-sales-reader.h"
#include "store/pnr-schema.h"
#include "store/pnr-soundness.h"
#include "store/pnr-statement.h"
#include "store/pnr-store-private.h"
#include "store/pnr-value-check.h"

G_DEFINE_FINAL_TYPE (PnrStore, pnr_store, G_TYPE_OBJECT)

static void
pnr_store_finalize (GObject *object)
{
  PnrStore *self = PNR_STORE (object);

  pnr_store_close (self);
  g_clear_object (&self->progress);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->currency, g_free);
  g_clear_pointer (&self->read_only_reason, g_free);
  g_clear_pointer (&self->warning, g_free);
  g_clear_pointer (&self->notice, g_free);

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

/* Ids that are none would be dropped on the way to the lists or back, and the last leaves no room.
 */
static gboolean
pnr_store_read_ids (PnrStore *self, GError **error)
{
  gint64 first_id;
  gboolean are_sound;

  return pnr_reading_read_first_id (self->db, &first_id, error)
         && pnr_reading_read_last_id (self->db, &self->last_id, error)
         && pnr_reading_has_sound_ids (self->db, &are_sound, error)
         && ((first_id > 0 && self->last_id <= PNR_NOUN_LAST_ID && are_sound)
             || pnr_soundness_refuse (error));
}

/* The plan's own number is part of the names of folders. */
static gboolean
pnr_store_read_head (PnrStore *self, GError **error)
{
  PnrStatement *row =
      pnr_db_get_statement (self->db, "SELECT currency, uuid FROM plan WHERE id = 1", error);
  gboolean has_row;

  if (row == NULL || !pnr_statement_step (row, &has_row, error))
    return FALSE;
  if (!has_row || !pnr_currency_is_code (pnr_statement_get_text (row, 0))
      || !g_uuid_string_is_valid (pnr_statement_get_text (row, 1))) {
    pnr_statement_reset (row);
    return pnr_soundness_refuse (error);
  }
  /* A file manager copies and renames without telling the plan, so the file's name decides. */
  self->name = pnr_plan_file_dup_plan_name (self->path);
  self->currency = g_strdup (pnr_statement_get_text (row, 0));
  pnr_statement_reset (row);
  return pnr_store_read_ids (self, error);
}

/* A copy that goes with its connection has today's tables and the plan's rows. What is tried is
 * tried in it; the file is left as it is. */
static gboolean
pnr_store_read_copy (PnrStore *self, gboolean is_trial, GError **error)
{
  PnrDb *copy = pnr_schema_dup_forward (self->db, error);

  if (copy == NULL)
    return FALSE;
  pnr_db_close (self->db);
  self->db = copy;
  self->is_copy = TRUE;
  self->is_read_only = !is_trial;
  return !is_trial || pnr_db_run (copy, "PRAGMA query_only = OFF", error);
}

/* An older plan, or one with a log, is read through a copy; who will write brings it forward. */
static gboolean
pnr_store_bring_forward (PnrStore *self, PnrStoreOpenFlags flags, GError **error)
{
  gboolean is_trial = (flags & PNR_STORE_OPEN_TRIAL) != 0;
  gboolean is_newest;

  if (!pnr_schema_is_newest (self->db, &is_newest, error))
    return FALSE;
  if (is_trial || (self->is_read_only && (!is_newest || pnr_db_has_log (self->path))))
    return pnr_store_read_copy (self, is_trial, error);
  return self->is_read_only
         || (pnr_db_end_log (self->db, error)
             && pnr_schema_bring_forward (self->db, self->path, error));
}

/* A stranger's values are looked at once, as are the pages. */
static gboolean
pnr_store_check_values (PnrStore *self, GError **error)
{
  g_autofree char *sentence = NULL;

  if (!pnr_value_check_amounts (self->db, error)
      || !pnr_value_check_texts (self->db, &sentence, error))
    return FALSE;
  if (sentence != NULL)
    pnr_store_note (self, sentence);
  return TRUE;
}

/* What is damaged is never written to, so who will write looks at everything; who reads looks at
 * the pages. A reader beside a connection that is open already need not look again. */
static gboolean
pnr_store_prove (PnrStore *self, GError **error)
{
  if (pnr_plan_file_is_proved (self->file)) {
    /* Known from an earlier session is as good as proved now: who wrote and closes it notes again
     * that it is sound, or the next session would look at everything once more. */
    if (!self->is_read_only)
      pnr_plan_file_note_proved (self->file);
    return TRUE;
  }
  if (self->is_read_only && !pnr_plan_file_is_first (self->file))
    return TRUE;
  pnr_progress_begin_step (self->progress, _ ("Checking the plan"));
  if (self->is_read_only)
    return pnr_soundness_check_pages (self->db, error)
           && pnr_soundness_check_references (self->db, error)
           && pnr_store_check_values (self, error);
  if (!pnr_soundness_check_pages_and_indexes (self->db, error)
      || !pnr_soundness_check_references (self->db, error) || !pnr_store_check_values (self, error))
    return FALSE;
  pnr_plan_file_note_proved (self->file);
  return TRUE;
}

/* What is no longer there had an id too. */
static gboolean
pnr_store_read_last_id (PnrStore *self, GError **error)
{
  gint64 last_id;

  if (!pnr_history_read_last_id (self->db, &last_id, error))
    return FALSE;
  if (last_id > PNR_NOUN_LAST_ID)
    return pnr_soundness_refuse (error);
  self->last_id = MAX (self->last_id, last_id);
  return TRUE;
}

static gboolean
pnr_store_inspect (PnrStore *self, PnrStoreOpenFlags flags, GError **error)
{
  if (!pnr_schema_check (self->db, error) || !pnr_store_prove (self, error)
      || !pnr_store_read_head (self, error))
    return FALSE;
  /* Setting back the journal and new tables are writing, so not before the plan is known to be
   * sound and ours. */
  self->is_sound =
      pnr_store_bring_forward (self, flags, error) && pnr_store_read_last_id (self, error);
  return self->is_sound;
}

/* Who will only read needs no lock, yet takes back what a crash left where that is possible and no
 * copy can be made. A strict reader takes nothing back. */
static gboolean
pnr_store_connect (PnrStore *self, gboolean is_strict_reader, gboolean *was_torn, GError **error)
{
  gboolean may_recover = self->read_only_reason == NULL && pnr_plan_file_can_recover (self->file);
  gboolean recovers = may_recover && !is_strict_reader;

  *was_torn = may_recover && pnr_plan_file_is_torn (self->file);
  if (*was_torn && !pnr_store_try_journal (self, error))
    return FALSE;
  if (self->db == NULL && !pnr_store_read_before (self))
    self->db = pnr_db_open (self->path, !recovers, error);
  if (self->db == NULL)
    return FALSE;
  /* What was looked at and locked must be what was connected to. */
  if (!pnr_plan_file_is_in_place (self->file))
    return pnr_db_set_error (self->db, SQLITE_READONLY_DBMOVED, error);
  if (self->progress != NULL)
    pnr_db_watch (self->db, pnr_progress_get_cancellable (self->progress));
  return !self->is_read_only || pnr_db_run (self->db, "PRAGMA query_only = ON", error);
}

/**
 * pnr_store_open_watched:
 * @path: a plan, perhaps a stranger's
 * @flags: what it is opened for
 * @progress: (nullable): told when the plan is looked through, which takes seconds where it is
 * large and new here; once it is cancelled, opening ends with %G_IO_ERROR_CANCELLED
 * @error: a place for a sentence
 *
 * A sound plan is not changed by being opened. Where it cannot be written it opens all the same,
 * and pnr_store_get_read_only_reason() says why.
 *
 * Returns: (transfer full) (nullable): the plan, used by the calling thread from now on
 */
PnrStore *
pnr_store_open_watched (const char *path, PnrStoreOpenFlags flags, PnrProgress *progress,
                        GError **error)
{
  g_autoptr (PnrStore) self = g_object_new (PNR_TYPE_STORE, NULL);
  gboolean was_torn;
  const char *reason;

  g_set_object (&self->progress, progress);
  self->is_read_only = flags != PNR_STORE_OPEN_DEFAULT;
  self->file = pnr_plan_file_open (path, self->is_read_only, error);
  if (self->file == NULL)
    return NULL;
  self->path = g_strdup (pnr_plan_file_get_path (self->file));
  self->warning = g_strdup (pnr_plan_file_get_warning (self->file));
  reason = pnr_plan_file_get_read_only_reason (self->file);
  if (reason != NULL) {
    self->read_only_reason = g_strdup (reason);
    self->is_read_only = TRUE;
  }
  if (!pnr_store_connect (self, (flags & PNR_STORE_OPEN_READ_ONLY) != 0, &was_torn, error)
      || !pnr_store_inspect (self, flags, error))
    return NULL;
  /* One that is still there was never needed: its action had not reached the plan. */
  if (was_torn && (self->is_apart || !pnr_plan_file_has_journal (self->file)))
    pnr_store_note_recovery (self);
  if (self->warning != NULL)
    pnr_store_note (self, self->warning);
  pnr_db_read_number (self->db, "PRAGMA data_version", &self->data_version, NULL);
  self->proved_version = self->data_version;
  pnr_store_watch (self, NULL);
  return g_steal_pointer (&self);
}

PnrStore *
pnr_store_open (const char *path, PnrStoreOpenFlags flags, GError **error)
{
  return pnr_store_open_watched (path, flags, NULL, error);
}

/* What another program wrote meanwhile is a stranger's again, and looked at before more is written.
 */
gboolean
pnr_store_prove_again (PnrStore *self, GError **error)
{
  gint64 version;

  if (self->is_copy)
    return TRUE;
  if (!pnr_db_read_number (self->db, "PRAGMA data_version", &version, error))
    return FALSE;
  if (version == self->proved_version)
    return TRUE;
  if (!pnr_schema_check (self->db, error)
      || !pnr_soundness_check_pages_and_indexes (self->db, error)
      || !pnr_soundness_check_references (self->db, error)
      || !pnr_value_check_amounts (self->db, error))
    return FALSE;
  self->proved_version = version;
  return TRUE;
}

/* What another program wrote at last was looked at by nobody, so the next session does. */
static gboolean
pnr_store_has_foreign_change (PnrStore *self)
{
  gint64 version;

  return !self->is_read_only && !self->is_copy && self->is_sound
         && (!pnr_db_read_number (self->db, "PRAGMA data_version", &version, NULL)
             || version != self->proved_version);
}

/* In the thread that opened it; an import that was not finished is dropped. */
void
pnr_store_close (PnrStore *self)
{
  g_return_if_fail (PNR_IS_STORE (self));

  if (self->db != NULL) {
    pnr_db_roll_back (self->db);
    pnr_store_end_import (self);
    if (pnr_store_has_foreign_change (self))
      pnr_plan_file_note_unproved (self->file);
    self->is_sound = self->is_sound && !pnr_db_is_damaged (self->db);
    if (self->file != NULL && pnr_db_is_corrupt (self->db))
      pnr_plan_file_condemn (self->file);
  }
  g_clear_pointer (&self->db, pnr_db_close);
  if (self->file != NULL && self->is_sound)
    pnr_plan_file_note_sound (self->file);
  g_clear_pointer (&self->file, pnr_plan_file_close);
}

/**
 * pnr_store_watch:
 * @self: a plan
 * @progress: (nullable): told of the steps from now on; once it is cancelled, what the store does
 *   ends with %G_IO_ERROR_CANCELLED and changes nothing. %NULL ends the watching.
 *
 * Only the commit itself cannot be stopped any more.
 */
void
pnr_store_watch (PnrStore *self, PnrProgress *progress)
{
  g_return_if_fail (PNR_IS_STORE (self));

  pnr_db_watch (self->db, progress != NULL ? pnr_progress_get_cancellable (progress) : NULL);
  g_set_object (&self->progress, progress);
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

/* A sentence to be shown once, or NULL: the plan can be worked on, but not without a risk. */
const char *
pnr_store_get_warning (PnrStore *self)
{
  g_return_val_if_fail (PNR_IS_STORE (self), NULL);

  return self->warning;
}

/* An id that no noun of this plan has, nor will another call get it; from any thread. */
gint64
pnr_store_take_id (PnrStore *self)
{
  g_return_val_if_fail (PNR_IS_STORE (self), 0);

  return __atomic_add_fetch (&self->last_id, 1, __ATOMIC_RELAXED);
}

/**
 * pnr_store_look_around:
 * @self: a plan
 *
 * What this store itself wrote is no change. A change is told once, a file that is replaced or gone
 * as long as it is.
 *
 * Returns: what other programs did to the file since the last look
 */
PnrStoreFate
pnr_store_look_around (PnrStore *self)
{
  gint64 version;

  g_return_val_if_fail (PNR_IS_STORE (self), PNR_STORE_FATE_SAME);

  if (!g_file_test (self->path, G_FILE_TEST_EXISTS))
    return PNR_STORE_FATE_GONE;
  if (!pnr_plan_file_is_in_place (self->file))
    return PNR_STORE_FATE_REPLACED;
  if (!pnr_db_read_number (self->db, "PRAGMA data_version", &version, NULL)
      || version == self->data_version)
    return PNR_STORE_FATE_SAME;
  self->data_version = version;
  return PNR_STORE_FATE_CHANGED;
}

PnrContents *
pnr_store_read_contents (PnrStore *self, GError **error)
{
  g_return_val_if_fail (PNR_IS_STORE (self), NULL);

  return pnr_reading_read_contents (self->db, self->name, self->currency, error);
}

/* Reading every order's time is too much for an action that has nothing to do with orders. */
static gboolean
pnr_store_read_days (PnrStore *self, PnrStoreChange *change, GError **error)
{
  if (change->n_orders != self->counted_orders
      && !pnr_reading_count_days (self->db, &self->history_days, error))
    return FALSE;
  self->counted_orders = change->n_orders;
  change->history_days = self->history_days;
  return TRUE;
}

gboolean
pnr_store_read_names (PnrStore *self, PnrStoreChange *change, GError **error)
{
  change->notice = g_steal_pointer (&self->notice);
  return pnr_history_log_read_names (self->db, &change->undo_name, &change->redo_name, error)
         && pnr_db_read_number (self->db, "SELECT count (*) FROM orders", &change->n_orders, error)
         && pnr_store_read_days (self, change, error)
         && pnr_db_read_number (self->db, "SELECT max (id) FROM change WHERE state = 'done'",
                                &change->newest_action, error);
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

  return pnr_basket_reader_read (self->db, G_MININT64, G_MAXINT64, progress, error);
}

/* The same of the orders from @from on and before @to, in seconds since 1970. */
PnrBasketSet *
pnr_store_read_baskets_between (PnrStore *self, gint64 from, gint64 to, PnrProgress *progress,
                                GError **error)
{
  g_return_val_if_fail (PNR_IS_STORE (self), NULL);

  return pnr_basket_reader_read (self->db, from, to, progress, error);
}

/* (element-type PnrSale): the lines with one product of the orders from @from on and before @to. */
GArray *
pnr_store_read_sales (PnrStore *self, const char *sku, gint64 from, gint64 to,
                      PnrProgress *progress, GError **error)
{
  g_return_val_if_fail (PNR_IS_STORE (self), NULL);

  return pnr_sales_reader_read (self->db, sku, from, to, progress, error);
}

/* @contents: what pnr_store_read_contents() gave. */
PnrLedger *
pnr_store_read_ledger (PnrStore *self, PnrContents *contents, PnrProgress *progress, GError **error)
{
  g_return_val_if_fail (PNR_IS_STORE (self), NULL);

  return pnr_ledger_reader_read (self->db, self->currency, contents->data_hash,
                                 pnr_contents_get_usual_vat_ppm (contents), progress, error);
}

/**
 * pnr_store_read_past_orders:
 * @self: a store
 * @empty: which products to look for
 * @least_total_minor: what an order without any of them must be worth to be kept
 * @progress: (nullable): where to tell how far it is
 * @error: a place for a sentence
 *
 * Returns: (transfer full) (nullable): the orders
 */
PnrPastOrders *
pnr_store_read_past_orders (PnrStore *self, PnrPastOrders *empty, gint64 least_total_minor,
                            PnrProgress *progress, GError **error)
{
  g_return_val_if_fail (PNR_IS_STORE (self), NULL);

  return pnr_past_order_reader_read (self->db, empty, least_total_minor, progress, error);
}

GArray *
pnr_store_read_first_products (PnrStore *self, PnrLedger *ledger, PnrProgress *progress,
                               GError **error)
{
  g_return_val_if_fail (PNR_IS_STORE (self), NULL);

  return pnr_ledger_reader_read_first_products (self->db, ledger, progress, error);
}

GVariant *
pnr_store_read_info (PnrStore *self, GError **error)
{
  g_autoptr (PnrContents) contents = NULL;

  g_return_val_if_fail (PNR_IS_STORE (self), NULL);

  contents = pnr_store_read_contents (self, error);
  if (contents == NULL)
    return NULL;
  return pnr_figures_read (self->db, contents, error);
}

GPtrArray *
pnr_store_read_log (PnrStore *self, guint n_newest, GError **error)
{
  g_return_val_if_fail (PNR_IS_STORE (self), NULL);

  return pnr_history_log_read (self->db, n_newest, error);
}

/* (transfer full) (nullable) (element-type PnrPastPrice): since each bundle was last decided. */
GArray *
pnr_store_read_past_prices (PnrStore *self, GError **error)
{
  g_return_val_if_fail (PNR_IS_STORE (self), NULL);

  return pnr_price_memory_read (self->db, error);
}

char *
pnr_store_dump (PnrStore *self, GError **error)
{
  g_return_val_if_fail (PNR_IS_STORE (self), NULL);

  return pnr_reading_dump (self->db, error);
}

/* A copy with newer tables is none of the file: its indexes were made anew. */
static GPtrArray *
pnr_store_list_faults (PnrStore *self, GError **error)
{
  g_autofree char *name = g_path_get_basename (self->path);
  gboolean is_other = self->is_copy && !self->is_apart;
  g_autoptr (PnrDb) file = is_other ? pnr_db_open (self->path, TRUE, error) : NULL;

  if (is_other && file == NULL)
    return NULL;
  if (file != NULL)
    pnr_db_watch (file,
                  self->progress != NULL ? pnr_progress_get_cancellable (self->progress) : NULL);
  return pnr_soundness_list_faults (file != NULL ? file : self->db, name, error);
}

/**
 * pnr_store_find_faults:
 * @self: a plan
 * @error: a place for a sentence
 *
 * Takes seconds for a large plan. Where anything is found, nothing more is written to the plan, by
 * no connection and no other program of this user, until all of it was found to be sound.
 *
 * Returns: (transfer full) (nullable) (element-type PnrFileFault): what is wrong with the file
 */
GPtrArray *
pnr_store_find_faults (PnrStore *self, GError **error)
{
  g_autoptr (GPtrArray) faults = NULL;

  g_return_val_if_fail (PNR_IS_STORE (self), NULL);

  faults = pnr_store_list_faults (self, error);
  if (faults != NULL && faults->len > 0)
    pnr_plan_file_condemn (self->file);
  else if (faults != NULL && !self->is_apart && !pnr_db_is_corrupt (self->db))
    pnr_plan_file_note_proved (self->file);
  return g_steal_pointer (&faults);
}

/**
 * pnr_store_find_broken_texts:
 * @self: a plan
 * @sentence: (out) (nullable): what is to be told of its texts, if anything
 * @error: a place for a sentence
 *
 * Returns: whether all of them could be read
 */
gboolean
pnr_store_find_broken_texts (PnrStore *self, char **sentence, GError **error)
{
  g_return_val_if_fail (PNR_IS_STORE (self), FALSE);

  return pnr_value_check_texts (self->db, sentence, error);
}
