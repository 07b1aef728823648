/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bytes of a damaged plan, copied so that SQLite can begin with them.
 *
 * The plan itself is only read. The copy is filled up to whole pages, its head is mended, and what
 * a journal beside the plan would take back is taken back in it. */
#include "config.h"

#include "store/pnr-damaged-copy.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "store/pnr-db.h"
#include "store/pnr-head-mend.h"
#include "store/pnr-plan-head.h"
#include "store/pnr-store-error.h"

#define PIECE_SIZE (256 * 1024)

static gboolean
refuse (GError **error, const char *path)
{
  int number = errno;
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_IO,
               _ ("“%s” could not be copied for the rescue: %s. Copy it to another disk and try "
                  "there."),
               shown, g_strerror (number));
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

static gboolean
copy_damaged (const char *path, int to, PnrProgress *progress, GError **error)
{
  int from = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  gint64 size = from >= 0 ? lseek (from, 0, SEEK_END) : -1;
  gboolean is_copied;

  if (from < 0)
    return refuse (error, path);
  is_copied = copy_bytes (path, from, to, size, progress, error);
  close (from);
  return is_copied;
}

static void
close_if_open (int descriptor)
{
  if (descriptor >= 0)
    close (descriptor);
}

static gboolean
roll_back (const char *copy)
{
  g_autoptr (PnrDb) db = pnr_db_open (copy, FALSE, NULL);
  gint64 n_tables;

  return db != NULL
         && pnr_db_read_number (db, "SELECT count(*) FROM sqlite_schema", &n_tables, NULL);
}

/* An action that was not finished is no part of the plan: its journal, where it is harmless, takes
 * it out of the copy as it would out of the plan. A mended head counts the pages that are there
 * now, which are more than those that the journal goes back to, so it is mended first only where
 * nothing can be read otherwise. */
static gboolean
take_back_unfinished (const char *path, const char *copy, int mendable, guint page_size,
                      PnrProgress *progress, GError **error)
{
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  g_autofree char *copied = g_strconcat (copy, "-journal", NULL);
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
  if (to >= 0 && is_copied && !roll_back (copy) && pnr_head_mend (mendable, page_size))
    roll_back (copy);
  g_unlink (copied);
  return is_copied;
}

/* What may not be read would look like a file without a plan in it. */
static gboolean
check_may_read (const char *path, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  if (g_access (path, R_OK) == 0)
    return TRUE;
  if (errno != EACCES)
    return refuse (error, path);
  g_set_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_IO,
               _ ("You may not read “%s”, so nothing can be rescued from it. Ask whom the file "
                  "belongs to for a copy, or for the right to read it."),
               shown);
  return FALSE;
}

/**
 * pnr_damaged_copy_make:
 * @path: a damaged plan; it is only read
 * @copy: where its bytes shall be; nothing may be there yet
 * @page_size: (out): of its pages
 * @progress: (nullable): how far it is, and whether to stop
 * @error: a place for a sentence
 *
 * Returns: whether the bytes are there; what is there when not is the caller's to remove
 */
gboolean
pnr_damaged_copy_make (const char *path, const char *copy, guint *page_size, PnrProgress *progress,
                       GError **error)
{
  int to;
  gboolean is_copied;

  if (!check_may_read (path, error))
    return FALSE;
  *page_size = pnr_head_mend_find_page_size (path);
  if (*page_size == 0) {
    g_autofree char *shown = g_filename_display_name (path);

    g_set_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_NOT_A_PLAN,
                 _ ("Nothing in “%s” looks like a plan, so nothing can be rescued from it."),
                 shown);
    return FALSE;
  }
  to = g_open (copy, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (to < 0)
    return refuse (error, path);
  is_copied = copy_damaged (path, to, progress, error)
              && take_back_unfinished (path, copy, to, *page_size, progress, error)
              && (pnr_head_mend (to, *page_size) || refuse (error, path));
  close (to);
  return is_copied;
}
