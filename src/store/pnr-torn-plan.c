/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the journal beside a plan is the plan's own, tried on a copy before anything is played
 * back into the plan.
 *
 * SQLite plays back whatever journal it finds, into whatever stands beside it: also into a good
 * backup that was put in the place of a plan that crashed. */
#define _GNU_SOURCE
#include "config.h"

#include "store/pnr-torn-plan.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/pnr-schema.h"
#include "store/pnr-soundness.h"
#include "store/pnr-statement.h"
#include "store/pnr-unfinished.h"

#define JOURNAL_MAGIC "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
#define JOURNAL_HEAD_SIZE 28
#define COUNTER_OFFSET 24
#define PIECE_SIZE (256 * 1024)

static guint32
number_at (const guchar *bytes, gsize offset)
{
  guint32 number;

  memcpy (&number, bytes + offset, sizeof number);
  return GUINT32_FROM_BE (number);
}

static gboolean
read_number (int descriptor, goffset at, guint32 *number)
{
  guchar bytes[4];

  if (pread (descriptor, bytes, sizeof bytes, at) != sizeof bytes)
    return FALSE;
  *number = number_at (bytes, 0);
  return TRUE;
}

/* One part of a journal: a head, then pages as they were before. */
typedef struct {
  guint32 n_pages;
  guint32 sector_size;
  guint32 page_size;
} JournalPart;

static gboolean
read_part (int journal, goffset at, goffset size, JournalPart *part)
{
  guchar head[JOURNAL_HEAD_SIZE];

  if (pread (journal, head, sizeof head, at) != sizeof head || memcmp (head, JOURNAL_MAGIC, 8) != 0)
    return FALSE;
  part->sector_size = number_at (head, 20);
  part->page_size = number_at (head, 24);
  if (part->sector_size < 32 || part->sector_size > 65536 || part->page_size < 512
      || part->page_size > 65536)
    return FALSE;
  part->n_pages = number_at (head, 8);
  if (part->n_pages == G_MAXUINT32)
    part->n_pages = (size - at - part->sector_size) / (part->page_size + 8);
  return TRUE;
}

/* The count of changes of the plan that @journal was written for, where it holds the first page. */
static gboolean
find_counter (int journal, guint32 *counter)
{
  goffset size = lseek (journal, 0, SEEK_END);
  goffset at = 0;
  JournalPart part;

  while (read_part (journal, at, size, &part)) {
    at += part.sector_size;
    for (guint32 i = 0; i < part.n_pages; i++, at += part.page_size + 8) {
      guint32 page;

      if (!read_number (journal, at, &page))
        return FALSE;
      if (page == 1)
        return read_number (journal, at + 4 + COUNTER_OFFSET, counter);
    }
    at = (at + part.sector_size - 1) / part.sector_size * part.sector_size;
  }
  return FALSE;
}

/* A crash leaves the count as it was before, or one more. */
static gboolean
counters_differ (int plan, int journal)
{
  guint32 before;
  guint32 now;

  return find_counter (journal, &before) && read_number (plan, COUNTER_OFFSET, &now)
         && now != before && now != before + 1;
}

static int
open_journal (PnrPlanFile *file)
{
  g_autofree char *path = g_strconcat (pnr_plan_file_get_path (file), "-journal", NULL);

  return open (path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
}

static gboolean
copy_by_hand (int from, int to, goffset at)
{
  g_autofree char *piece = g_malloc (PIECE_SIZE);
  gssize n_read;

  while ((n_read = pread (from, piece, PIECE_SIZE, at)) > 0) {
    for (gssize done = 0, written; done < n_read; done += written) {
      written = pwrite (to, piece + done, n_read - done, at + done);
      if (written <= 0)
        return FALSE;
    }
    at += n_read;
  }
  return n_read == 0;
}

/* Where the disk can share blocks between files, this costs nothing. */
static gboolean
copy_bytes (int from, const char *path)
{
  int to = open (path, O_RDWR | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
  loff_t at = 0;
  loff_t written = 0;
  gboolean is_copied;

  if (to < 0)
    return FALSE;
  while (copy_file_range (from, &at, to, &written, G_MAXINT32, 0) > 0)
    ;
  is_copied = copy_by_hand (from, to, written);
  close (to);
  return is_copied;
}

static gboolean
copy_plan (PnrPlanFile *file, int journal, const char *copy)
{
  g_autofree char *copied_journal = g_strconcat (copy, "-journal", NULL);

  g_unlink (copied_journal);
  return copy_bytes (pnr_plan_file_get_descriptor (file), copy)
         && (journal < 0 || copy_bytes (journal, copied_journal));
}

static char *
read_uuid (PnrDb *db)
{
  PnrStatement *row = pnr_db_get_statement (db, "SELECT uuid FROM plan WHERE id = 1", NULL);
  gboolean has_row;
  char *uuid = NULL;

  if (row == NULL || !pnr_statement_step (row, &has_row, NULL))
    return NULL;
  if (has_row)
    uuid = g_strdup (pnr_statement_get_text (row, 0));
  pnr_statement_reset (row);
  return uuid;
}

/* Opening the copy plays back the journal beside it. */
static gboolean
copy_is_sound (const char *copy, const char *uuid)
{
  g_autoptr (PnrDb) db = pnr_db_open (copy, FALSE, NULL);
  g_autofree char *uuid_now = NULL;

  if (db == NULL || !pnr_schema_check (db, NULL)
      || !pnr_soundness_check_pages_and_indexes (db, NULL)
      || !pnr_soundness_check_references (db, NULL))
    return FALSE;
  uuid_now = read_uuid (db);
  return uuid_now != NULL && (uuid == NULL || g_str_equal (uuid, uuid_now));
}

/* What the plan says of itself as it stands there, if that can be read. */
static char *
find_uuid (const char *copy)
{
  g_autoptr (PnrDb) db = pnr_db_open (copy, FALSE, NULL);

  return db != NULL && pnr_schema_check (db, NULL) ? read_uuid (db) : NULL;
}

/* Leaves the copy as what is to be read. */
static PnrTornPlanVerdict
try_on_copy (PnrPlanFile *file, int journal, gboolean is_foreign, const char *copy)
{
  g_autofree char *uuid = NULL;
  gboolean is_sound;

  if (!copy_plan (file, -1, copy))
    return PNR_TORN_PLAN_NO_ROOM;
  uuid = find_uuid (copy);
  if (!copy_plan (file, journal, copy))
    return PNR_TORN_PLAN_NO_ROOM;
  is_sound = copy_is_sound (copy, uuid);
  if (is_sound && !is_foreign)
    return PNR_TORN_PLAN_TAKE_BACK;
  if (!copy_plan (file, -1, copy))
    return PNR_TORN_PLAN_NO_ROOM;
  if (copy_is_sound (copy, NULL))
    return PNR_TORN_PLAN_FOREIGN;
  if (!is_sound)
    return PNR_TORN_PLAN_DAMAGED;
  return copy_plan (file, journal, copy) && copy_is_sound (copy, uuid) ? PNR_TORN_PLAN_TAKE_BACK
                                                                       : PNR_TORN_PLAN_NO_ROOM;
}

static PnrTornPlanVerdict
judge_with_journal (PnrPlanFile *file, int journal, PnrDb **read_copy)
{
  g_autofree char *folder = g_path_get_dirname (pnr_plan_file_get_path (file));
  gboolean is_foreign = counters_differ (pnr_plan_file_get_descriptor (file), journal);
  g_autofree char *copy = pnr_unfinished_new (folder);
  PnrTornPlanVerdict verdict = PNR_TORN_PLAN_NO_ROOM;

  if (copy != NULL)
    verdict = try_on_copy (file, journal, is_foreign, copy);
  if (read_copy != NULL && (verdict == PNR_TORN_PLAN_TAKE_BACK || verdict == PNR_TORN_PLAN_FOREIGN))
    *read_copy = pnr_db_open (copy, TRUE, NULL);
  if (copy != NULL)
    pnr_plan_file_abandon (copy);
  /* On a full disk a plan shall open all the same, by giving room back. */
  return verdict == PNR_TORN_PLAN_NO_ROOM && !is_foreign ? PNR_TORN_PLAN_TAKE_BACK : verdict;
}

static gboolean
is_journal (int journal)
{
  char magic[8];

  return journal >= 0 && pread (journal, magic, sizeof magic, 0) == sizeof magic
         && memcmp (magic, JOURNAL_MAGIC, sizeof magic) == 0;
}

/* It goes with the end of the writing it belongs to. */
static gboolean
is_still_there (int journal)
{
  struct stat about;

  return fstat (journal, &about) == 0 && about.st_nlink > 0 && is_journal (journal);
}

static gboolean
play_back (const char *copy)
{
  g_autoptr (PnrDb) db = pnr_db_open (copy, FALSE, NULL);

  return db != NULL && pnr_schema_check (db, NULL);
}

/**
 * pnr_torn_plan_open_before:
 * @file: a plan that somebody else is writing so that it cannot be read
 *
 * Every page is in the journal, and flushed, before it is overwritten in the plan. So a copy of the
 * plan and a later one of the journal give the plan as it was before, while the writing lasts.
 *
 * Returns: (transfer full) (nullable): a connection to a copy of the plan as it was before
 */
PnrDb *
pnr_torn_plan_open_before (PnrPlanFile *file)
{
  g_autofree char *folder = g_path_get_dirname (pnr_plan_file_get_path (file));
  int journal = open_journal (file);
  g_autofree char *copy = is_journal (journal) ? pnr_unfinished_new (folder) : NULL;
  PnrDb *db = NULL;

  if (copy != NULL && copy_plan (file, journal, copy) && is_still_there (journal)
      && play_back (copy))
    db = pnr_db_open (copy, TRUE, NULL);
  if (copy != NULL)
    pnr_plan_file_abandon (copy);
  if (journal >= 0)
    close (journal);
  return db;
}

/**
 * pnr_torn_plan_judge:
 * @file: a plan with a journal beside it that nobody is writing
 * @copy: (out) (optional) (nullable): a connection to a copy of it that is to be read instead, gone
 *   with the connection; %NULL where there is none
 *
 * Nothing is changed by it.
 *
 * Returns: whether the journal is to be played back, does not belong to a plan that is sound
 *   without it, leads to no sound plan, or could not be tried though it seems not to belong
 */
PnrTornPlanVerdict
pnr_torn_plan_judge (PnrPlanFile *file, PnrDb **copy)
{
  int journal = open_journal (file);
  PnrTornPlanVerdict verdict = PNR_TORN_PLAN_TAKE_BACK;

  if (copy != NULL)
    *copy = NULL;
  /* One whose head was never written is played back by nobody. */
  if (is_journal (journal))
    verdict = judge_with_journal (file, journal, copy);
  if (journal >= 0)
    close (journal);
  return verdict;
}

/**
 * pnr_torn_plan_put_aside:
 * @file: a plan with a journal beside it that does not belong to it
 * @name: (out): what the journal is called now
 * @error: a place for a sentence
 *
 * Returns: whether it has a name now that does nothing
 */
gboolean
pnr_torn_plan_put_aside (PnrPlanFile *file, char **name, GError **error)
{
  const char *path = pnr_plan_file_get_path (file);
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);

  for (guint n = 1; n < 1000; n++) {
    g_autofree char *count = n > 1 ? g_strdup_printf ("-%u", n) : g_strdup ("");
    g_autofree char *aside = g_strconcat (path, ".journal-refused", count, NULL);

    if (renameat2 (AT_FDCWD, journal, AT_FDCWD, aside, RENAME_NOREPLACE) == 0
        || (errno == EINVAL && link (journal, aside) == 0 && g_unlink (journal) == 0)) {
      *name = g_filename_display_basename (aside);
      return TRUE;
    }
    if (errno != EEXIST)
      break;
  }
  g_set_error (
      error, PNR_STORE_ERROR, PNR_STORE_ERROR_IO,
      _ ("Beside this plan stands a recovery file, which ends in “-journal”, that does not "
         "belong to it, and it could not be put aside: %s. Nothing has been changed. Move "
         "it elsewhere and try again."),
      g_strerror (errno));
  return FALSE;
}
