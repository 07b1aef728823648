/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can still be read of a damaged plan, put into a new one.
 *
 * The damaged plan itself is never opened by SQLite: what is read is a copy of its bytes, filled up
 * to whole pages. Tables are filled in the order of their references; what then points
 * to something lost is lost, too. Where the list of the tables itself is gone there is no telling
 * whose a page was, and only a snapshot helps. What would take actions back goes, for it no longer
 * fits. */
#include "config.h"

#include "store/pnr-rescue.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/pnr-report.h"
#include "store/pnr-plan-file.h"
#include "store/pnr-plan-head.h"
#include "store/pnr-row-salvage.h"
#include "store/pnr-schema.h"
#include "store/pnr-statement.h"

#define HEAD_SIZE 100
#define PIECE_SIZE (256 * 1024)
#define VERSION_OFFSET 60
#define PAGE_COUNT_OFFSET 28
#define JOURNAL_WAY_OFFSET 18
#define MOST_GROWTH 64
/* A number above is damage. */
#define NEWEST_VERSION 1000

/* Parents before children. */
static const char *const tables[] = {
  "plan",     "product",          "product_sales", "import_batch",    "import_reject",
  "customer", "orders",           "order_line",    "relation",        "verdict",
  "bundle",   "bundle_component", "scenario",      "scenario_bundle", "assumption",
  "board",    "board_place",      "change",
};

static const char forget_history_sql[] =
    "UPDATE change SET n_bytes = 0, "
    "state = CASE state WHEN 'undone' THEN 'discarded' ELSE state END";

typedef struct {
  PnrDb *damaged;
  PnrDb *fresh;
  PnrProgress *progress;
  PnrRowSalvage found[G_N_ELEMENTS (tables)];
} Rescue;

static gboolean
refuse (GError **error, const char *path)
{
  g_set_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_IO,
               _ ("“%s” could not be copied for the rescue: %s. Copy it to another disk and try "
                  "there."),
               path, g_strerror (errno));
  return FALSE;
}

static gboolean
write_all (int descriptor, const char *bytes, gssize size)
{
  while (size > 0) {
    gssize written = write (descriptor, bytes, size);

    if (written < 0)
      return FALSE;
    bytes += written;
    size -= written;
  }
  return TRUE;
}

/* A page that the disk cannot read is copied as nothing, and the next one tried. */
static gboolean
copy_bytes (const char *path, int from, int to, gint64 size, PnrProgress *progress, GError **error)
{
  g_autofree char *piece = g_malloc (PIECE_SIZE);

  for (gint64 at = 0; at < size; at += PIECE_SIZE) {
    gssize wanted = MIN (PIECE_SIZE, size - at);
    gssize n_read = pread (from, piece, wanted, at);

    if (!pnr_progress_check (progress, error))
      return FALSE;
    if (n_read < wanted)
      memset (piece + MAX (n_read, 0), 0, wanted - MAX (n_read, 0));
    if (!write_all (to, piece, wanted))
      return refuse (error, path);
    pnr_progress_set_fraction (progress, 0.3 * at / size);
  }
  return TRUE;
}

static guint
page_size_of (int descriptor)
{
  guint8 head[HEAD_SIZE];
  guint size;

  if (pread (descriptor, head, sizeof head, 0) != sizeof head)
    return 0;
  size = head[16] << 8 | head[17];
  return size == 1 ? 65536 : size;
}

/* A file that was cut short gets empty pages in the place of the lost ones, or the tables that
 * began there would make all of it unreadable. A count that is absurd is damage, too. */
static gint64
count_pages (int descriptor, gint64 size, guint page_size)
{
  gint64 n_pages = (size + page_size - 1) / page_size;
  guint32 n_counted;

  if (pread (descriptor, &n_counted, sizeof n_counted, PAGE_COUNT_OFFSET) != sizeof n_counted)
    return n_pages;
  n_counted = GUINT32_FROM_BE (n_counted);
  return n_counted / MOST_GROWTH > n_pages ? n_pages : MAX (n_pages, (gint64) n_counted);
}

static gboolean
mend_head (int descriptor, gint64 n_pages, guint page_size)
{
  guint32 count = GUINT32_TO_BE ((guint32) n_pages);
  guint8 ways[] = { 1, 1 };

  return ftruncate (descriptor, n_pages * page_size) == 0
         && pwrite (descriptor, &count, sizeof count, PAGE_COUNT_OFFSET) == sizeof count
         && pwrite (descriptor, ways, sizeof ways, JOURNAL_WAY_OFFSET) == sizeof ways;
}

static gboolean
copy_damaged (const char *path, int to, PnrProgress *progress, GError **error)
{
  int from = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  gint64 size = from >= 0 ? lseek (from, 0, SEEK_END) : -1;
  guint page_size = size > 0 ? page_size_of (from) : 0;
  gboolean is_copied;

  if (page_size < 512 || (page_size & (page_size - 1)) != 0) {
    g_set_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_NOT_A_PLAN,
                 _ ("Nothing in “%s” looks like a plan, so nothing can be rescued from it."), path);
    is_copied = FALSE;
  } else {
    is_copied =
        copy_bytes (path, from, to, size, progress, error)
        && (mend_head (to, count_pages (from, size, page_size), page_size) || refuse (error, path));
  }
  if (from >= 0)
    close (from);
  return is_copied;
}

static guint32
stated_version_of (const char *path)
{
  int descriptor = open (path, O_RDONLY | O_CLOEXEC);
  guint32 version = 0;

  if (descriptor >= 0) {
    if (pread (descriptor, &version, sizeof version, VERSION_OFFSET) != sizeof version)
      version = 0;
    close (descriptor);
  }
  return GUINT32_FROM_BE (version);
}

/* Where the number is none of ours, the newest tables are the best guess. */
static guint
version_of (const char *path)
{
  guint32 version = stated_version_of (path);

  return version >= 1 && version <= PNR_SCHEMA_VERSION ? version : PNR_SCHEMA_VERSION;
}

/* A plan without its first row: nobody knows the currency any more, and ISO 4217 has a word for
 * that. */
static gboolean
ensure_plan_row (PnrDb *fresh, const char *target, GError **error)
{
  PnrStatement *insert =
      pnr_db_get_statement (fresh,
                            "INSERT OR IGNORE INTO plan (id, uuid, name, currency, salt, created) "
                            "VALUES (1, ?, ?, 'XXX', randomblob (32), ?)",
                            error);
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *name = pnr_plan_file_dup_plan_name (target);

  if (insert == NULL)
    return FALSE;
  pnr_statement_bind_text (insert, 1, uuid);
  pnr_statement_bind_text (insert, 2, name);
  pnr_statement_bind_number (insert, 3, g_get_real_time () / G_USEC_PER_SEC);
  return pnr_statement_run (insert, error);
}

static gboolean
drop_orphans_of (PnrDb *fresh, const char *table, GError **error)
{
  g_autofree char *list = g_strdup_printf (
      "SELECT \"from\", \"table\", \"to\" FROM pragma_foreign_key_list ('%s')", table);
  g_autoptr (PnrStatement) keys = pnr_statement_new (fresh, list, error);
  g_autoptr (GString) sql = g_string_new (NULL);
  gboolean has_row = keys != NULL;

  while (has_row && pnr_statement_step (keys, &has_row, error)) {
    const char *column = has_row ? pnr_statement_get_text (keys, 0) : NULL;

    if (column != NULL)
      g_string_append_printf (sql,
                              "DELETE FROM %s WHERE %s IS NOT NULL AND %s NOT IN "
                              "(SELECT %s FROM %s);",
                              table, column, column, pnr_statement_get_text (keys, 2),
                              pnr_statement_get_text (keys, 1));
  }
  return keys != NULL && pnr_db_run (fresh, sql->str, error);
}

/* In the order of their references, so that one walk is enough. */
static gboolean
drop_orphans (PnrDb *fresh, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++) {
    if (!drop_orphans_of (fresh, tables[i], error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
rescue_tables (Rescue *self, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++) {
    pnr_progress_set_fraction (self->progress, 0.3 + 0.6 * i / G_N_ELEMENTS (tables));
    if (!pnr_row_salvage_copy (self->damaged, self->fresh, tables[i], &self->found[i],
                               self->progress, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
refuse_unreadable (const char *path, GError **error)
{
  g_set_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_DAMAGED,
               _ ("Nothing could be read from “%s”. Restore a snapshot or an older copy instead."),
               path);
  return FALSE;
}

static gboolean
rescue_found_anything (Rescue *self, const char *path, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++) {
    if (self->found[i].n_found > 0)
      return TRUE;
  }
  return refuse_unreadable (path, error);
}

/* References are let go while the tables are filled, for a parent may be lost. */
static gboolean
rescue_fill (Rescue *self, const char *path, const char *target, guint version, GError **error)
{
  return pnr_db_run (self->fresh, "PRAGMA foreign_keys = OFF", error)
         && pnr_schema_lay_out_version (self->fresh, version, error)
         && pnr_db_begin (self->fresh, error) && rescue_tables (self, error)
         && rescue_found_anything (self, path, error)
         && ensure_plan_row (self->fresh, target, error) && drop_orphans (self->fresh, error)
         && pnr_db_run (self->fresh, forget_history_sql, error)
         && pnr_db_commit (self->fresh, error);
}

static GVariant *
report_table (Rescue *self, gsize index)
{
  const PnrRowSalvage *found = &self->found[index];
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM %s", tables[index]);
  GVariantDict *report = pnr_report_new ();
  gint64 n_kept = 0;

  pnr_db_read_number (self->fresh, sql, &n_kept, NULL);
  pnr_report_add_text (report, "table", tables[index]);
  pnr_report_add_count (report, "found", n_kept);
  if (found->n_expected >= 0)
    pnr_report_add_count (report, "lost", MAX (0, found->n_expected - n_kept));
  else
    pnr_report_add_value (report, "lost", g_variant_new_maybe (G_VARIANT_TYPE_VARIANT, NULL));
  return pnr_report_end (report);
}

/* What would take actions back is left behind on purpose, but it is gone all the same. */
static GVariant *
report_history (Rescue *self)
{
  GVariantDict *report = pnr_report_new ();
  gint64 n_steps;

  pnr_report_add_text (report, "table", "change_piece");
  pnr_report_add_count (report, "found", 0);
  if (pnr_db_read_number (self->damaged, "SELECT count (*) FROM change_piece", &n_steps, NULL))
    pnr_report_add_count (report, "lost", n_steps);
  else
    pnr_report_add_value (report, "lost", g_variant_new_maybe (G_VARIANT_TYPE_VARIANT, NULL));
  return pnr_report_end (report);
}

static GVariant *
rescue_report (Rescue *self, const char *target)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();
  GVariantDict *report = pnr_report_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    g_ptr_array_add (list, report_table (self, i));
  g_ptr_array_add (list, report_history (self));
  pnr_report_add_text (report, "plan", target);
  pnr_report_add_list (report, "tables", g_steal_pointer (&list));
  return pnr_report_end (report);
}

static void
close_if_open (int descriptor)
{
  if (descriptor >= 0)
    close (descriptor);
}

/* An action that was not finished is no part of the plan: its journal, where it is harmless, takes
 * it out of the copy as it would out of the plan. */
static gboolean
take_back_unfinished (const char *path, const char *copy, PnrProgress *progress, GError **error)
{
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  g_autofree char *copied = g_strconcat (copy, "-journal", NULL);
  g_autoptr (PnrDb) db = NULL;
  gint64 n_tables;
  gboolean is_copied = TRUE;
  int plan = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  int from = open (journal, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);
  int to = -1;

  if (plan >= 0 && from >= 0 && pnr_plan_head_check_journal (plan, path, NULL)) {
    to = g_open (copied, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    is_copied = to >= 0 ? copy_bytes (path, from, to, lseek (from, 0, SEEK_END), progress, error)
                        : refuse (error, path);
  }
  close_if_open (plan);
  close_if_open (from);
  close_if_open (to);
  if (to >= 0 && is_copied && (db = pnr_db_open (copy, FALSE, NULL)) != NULL)
    pnr_db_read_number (db, "SELECT count(*) FROM sqlite_schema", &n_tables, NULL);
  g_clear_pointer (&db, pnr_db_close);
  g_unlink (copied);
  return is_copied;
}

/* What a newer Pannier keeps besides would be lost without a word. */
static gboolean
check_version (const char *copy, GError **error)
{
  if (stated_version_of (copy) <= PNR_SCHEMA_VERSION || stated_version_of (copy) > NEWEST_VERSION)
    return TRUE;
  g_set_error_literal (error, PNR_STORE_ERROR, PNR_STORE_ERROR_NEWER,
                       _ ("This plan was made by a newer Pannier. Update Pannier to rescue it."));
  return FALSE;
}

/* @copy: the damaged plan's bytes. @unfinished: an empty file for the new plan. */
static GVariant *
rescue_from_copy (const char *path, const char *copy, const char *unfinished, const char *target,
                  PnrProgress *progress, GError **error)
{
  g_autoptr (PnrDb) damaged = pnr_db_open (copy, TRUE, NULL);
  g_autoptr (PnrDb) fresh = damaged != NULL ? pnr_db_create (unfinished, error) : NULL;
  Rescue self = { damaged, fresh, progress, { { 0 } } };

  if (damaged == NULL)
    refuse_unreadable (path, error);
  if (fresh == NULL || !rescue_fill (&self, path, target, version_of (copy), error))
    return NULL;
  return rescue_report (&self, target);
}

/**
 * pnr_rescue_plan:
 * @path: a damaged plan; it is only read
 * @target: where the new plan shall be; nothing may be there yet
 * @progress: (nullable): how far it is, and whether to stop
 * @error: a place for a sentence
 *
 * Returns: (transfer floating) (nullable): per table how many rows were found and lost; "lost" is
 *   nothing where the table cannot even be counted
 */
GVariant *
pnr_rescue_plan (const char *path, const char *target, PnrProgress *progress, GError **error)
{
  g_autofree char *unfinished = pnr_plan_file_begin (target, FALSE, error);
  g_autofree char *copy = NULL;
  GVariant *report = NULL;
  int descriptor;

  if (unfinished == NULL)
    return NULL;
  pnr_progress_begin_step (progress, _ ("Reading the damaged plan"));
  copy = g_strconcat (unfinished, "-damaged", NULL);
  descriptor = g_open (copy, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor < 0)
    refuse (error, path);
  else if (copy_damaged (path, descriptor, progress, error)
           && take_back_unfinished (path, copy, progress, error) && check_version (copy, error))
    report = rescue_from_copy (path, copy, unfinished, target, progress, error);
  if (descriptor >= 0)
    close (descriptor);
  g_unlink (copy);
  if (report != NULL && !pnr_plan_file_end (unfinished, target, FALSE, error))
    g_clear_pointer (&report, g_variant_unref);
  if (report == NULL)
    pnr_plan_file_abandon (unfinished);
  return report;
}
