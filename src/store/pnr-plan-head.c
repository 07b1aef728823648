/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first hundred bytes of a plan, and the journal beside it: is this ours, whole and harmless?
 */
#include "config.h"

#include "store/pnr-plan-head.h"

#include <fcntl.h>
#include <glib/gi18n.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/pnr-db.h"
#include "store/pnr-schema.h"
#include "store/pnr-store-error.h"

#define HEAD_SIZE 100
#define JOURNAL_MAGIC "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"

static guint32
number_at (const guchar *head, gsize offset)
{
  guint32 number;

  memcpy (&number, head + offset, sizeof number);
  return GUINT32_FROM_BE (number);
}

static gboolean
refuse_damaged (GError **error)
{
  g_set_error_literal (error, PNR_STORE_ERROR, PNR_STORE_ERROR_DAMAGED,
                       _ ("This plan is damaged. Nothing has been changed. Restore a snapshot of "
                          "it, or rescue what can be read."));
  return FALSE;
}

static gboolean
refuse_stranger (const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  g_set_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_NOT_A_PLAN,
               _ ("“%s” is not a Pannier plan. It was not changed; to bring in products or orders, "
                  "import it into a plan."),
               name);
  return FALSE;
}

/* The size in the head holds when the program that wrote last also wrote the size (offsets 24 and
 * 92 agree). While a journal waits to be rolled back the file may well be longer or shorter. */
static gboolean
size_is_sound (const guchar *head, goffset size, const char *path)
{
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  guint64 page_size = (guint64) head[16] << 8 | head[17];
  guint64 n_pages = number_at (head, 28);

  if (page_size == 1)
    page_size = 65536;
  if (page_size < 512 || (page_size & (page_size - 1)) != 0)
    return FALSE;
  if (g_file_test (journal, G_FILE_TEST_EXISTS))
    return TRUE;
  if (size % (goffset) page_size != 0)
    return FALSE;
  return number_at (head, 24) != number_at (head, 92) || size >= (goffset) (n_pages * page_size);
}

/* How it is read and written: by a journal or a log, nothing kept free in a page, and three shares
 * that are the same in every file. */
static gboolean
manner_is_sound (const guchar *head)
{
  return head[18] == head[19] && (head[18] == 1 || head[18] == 2) && head[20] == 0 && head[21] == 64
         && head[22] == 32 && head[23] == 32;
}

/**
 * pnr_plan_head_check:
 * @descriptor: the file, open for reading
 * @path: where it is
 * @error: a place for a sentence
 *
 * Returns: whether the file says of itself that it is a plan this program can read
 */
gboolean
pnr_plan_head_check (int descriptor, const char *path, GError **error)
{
  guchar head[HEAD_SIZE] = { 0 };
  struct stat about;
  gint32 version;

  if (pread (descriptor, head, HEAD_SIZE, 0) != HEAD_SIZE || fstat (descriptor, &about) != 0
      || memcmp (head, "SQLite format 3", 16) != 0 || number_at (head, 68) != PNR_DB_APPLICATION_ID)
    return refuse_stranger (path, error);
  version = (gint32) number_at (head, 60);
  if (version > PNR_SCHEMA_VERSION) {
    g_set_error_literal (error, PNR_STORE_ERROR, PNR_STORE_ERROR_NEWER,
                         _ ("This plan was made by a newer Pannier. Update Pannier to open it."));
    return FALSE;
  }
  if (version < 1 || number_at (head, 56) != 1 || !manner_is_sound (head)
      || !size_is_sound (head, about.st_size, path))
    return refuse_damaged (error);
  return TRUE;
}

static gboolean
refuse_journal (GError **error)
{
  g_set_error_literal (error, PNR_STORE_ERROR, PNR_STORE_ERROR_SUPER_JOURNAL,
                       _ ("A recovery file beside this plan points to other files. It was not "
                          "opened. If the plan came from someone else, delete the file that ends "
                          "in “-journal” and try again."));
  return FALSE;
}

static gboolean
refuse_log (GError **error)
{
  g_set_error_literal (error, PNR_STORE_ERROR, PNR_STORE_ERROR_SUPER_JOURNAL,
                       _ ("The recovery file beside this plan, which ends in “-wal”, is not a file "
                          "of yours that belongs to it. The plan was not opened. If you did not "
                          "put the recovery file there, delete it and try again."));
  return FALSE;
}

/* What a log says becomes part of the plan, so it must be a plain file of whoever owns the plan. */
static gboolean
check_log (int descriptor, const char *path, GError **error)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  struct stat about_plan;
  struct stat about;

  if (lstat (log, &about) != 0)
    return TRUE;
  return (S_ISREG (about.st_mode) && fstat (descriptor, &about_plan) == 0
          && (about.st_uid == about_plan.st_uid || about.st_uid == geteuid ()))
         || refuse_log (error);
}

/**
 * pnr_plan_head_check_journal:
 * @descriptor: the plan, open for reading
 * @path: where the plan is
 * @error: a place for a sentence
 *
 * A journal may name a super-journal, and SQLite deletes the file it names. We never write one.
 *
 * Returns: whether what would be read into the plan before it is shown is plain and its own
 */
gboolean
pnr_plan_head_check_journal (int descriptor, const char *path, GError **error)
{
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  guchar tail[16];
  struct stat about;
  gboolean is_plain;
  int opened;

  if (!check_log (descriptor, path, error))
    return FALSE;
  if (lstat (journal, &about) != 0)
    return TRUE;
  if (!S_ISREG (about.st_mode))
    return refuse_journal (error);
  opened = open (journal, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  if (opened < 0)
    return TRUE;
  is_plain = about.st_size < (goffset) sizeof tail
             || pread (opened, tail, sizeof tail, about.st_size - (goffset) sizeof tail)
                    != (gssize) sizeof tail
             || memcmp (tail + 8, JOURNAL_MAGIC, 8) != 0 || number_at (tail, 0) == 0;
  close (opened);
  return is_plain || refuse_journal (error);
}
