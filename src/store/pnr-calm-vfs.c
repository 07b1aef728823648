/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The way to the disk that leaves a plan as it is until something in it is changed, and then leaves
 * nothing of what was deleted.
 *
 * A plan that another program left with a write-ahead log bears the mark of it in its head. To
 * SQLite the mark alone is a reason to make the log and its index anew beside the plan, and to be
 * rid of it the head would have to be written. Where no log is there the file is whole, so the
 * mark is not shown to SQLite: it reads the plan like any other, and the first change writes the
 * head without the mark. Where a log is there, it is read as ever. */
#include "config.h"

#include "store/pnr-calm-vfs.h"

#include <string.h>

#include "store/pnr-page-gap.h"

#define NAME "pannier-calm"
#define MARK_OFFSET 18
#define MARK_LOG "\2\2"
#define MARK_PLAIN "\1\1"
#define MARK_SIZE 2

/* From the mark to the number that tells of pages which lead back from one to another. We make no
 * such plan, and those pages could be taken for others. */
#define HEAD_SIZE 38
#define LEADS_BACK_OFFSET 34
#define PLAIN_PAGES "\0\0\0\0"
#define SMALLEST_PAGE 512

static sqlite3_vfs *plain_vfs;
static sqlite3_vfs calm_vfs;
static const sqlite3_io_methods *plain_methods;
static sqlite3_io_methods calm_methods;
static sqlite3_io_methods clean_methods;

static int
read_without_mark (sqlite3_file *file, void *bytes, int n_bytes, sqlite3_int64 offset)
{
  int result = plain_methods->xRead (file, bytes, n_bytes, offset);
  char *mark = (char *) bytes + MARK_OFFSET;

  if (result == SQLITE_OK && offset == 0 && n_bytes >= MARK_OFFSET + MARK_SIZE
      && memcmp (mark, MARK_LOG, MARK_SIZE) == 0)
    memcpy (mark, MARK_PLAIN, MARK_SIZE);
  return result;
}

/* Whole pages alone are written to a plan. */
static int
write_without_remains (sqlite3_file *file, const void *bytes, int n_bytes, sqlite3_int64 offset)
{
  g_autofree gpointer cleared = n_bytes >= SMALLEST_PAGE
                                    ? pnr_page_gap_dup_cleared (bytes, (gsize) n_bytes, offset == 0)
                                    : NULL;

  return plain_methods->xWrite (file, cleared != NULL ? cleared : bytes, n_bytes, offset);
}

/* Files of one kind share their methods; which these are only a file tells. */
static gboolean
has_plain_methods (sqlite3_file *file)
{
  static gsize is_known;

  if (g_once_init_enter (&is_known)) {
    plain_methods = file->pMethods;
    clean_methods = *plain_methods;
    clean_methods.xWrite = write_without_remains;
    calm_methods = clean_methods;
    calm_methods.xRead = read_without_mark;
    g_once_init_leave (&is_known, TRUE);
  }
  return file->pMethods == plain_methods;
}

static gboolean
has_log (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  int is_there = 0;

  return plain_vfs->xAccess (plain_vfs, log, SQLITE_ACCESS_EXISTS, &is_there) != SQLITE_OK
         || is_there;
}

/* What is empty so far becomes a plan of ours. */
static const sqlite3_io_methods *
choose_methods (sqlite3_file *file, const char *path)
{
  char head[HEAD_SIZE];
  gboolean has_head = file->pMethods->xRead (file, head, HEAD_SIZE, MARK_OFFSET) == SQLITE_OK;

  if (!has_plain_methods (file)
      || (has_head && memcmp (head + LEADS_BACK_OFFSET, PLAIN_PAGES, 4) != 0))
    return file->pMethods;
  return has_head && memcmp (head, MARK_LOG, MARK_SIZE) == 0 && !has_log (path) ? &calm_methods
                                                                                : &clean_methods;
}

/* The file stays SQLite's own in all but how it is read and written. */
static int
open_calmly (sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *out_flags)
{
  int result = plain_vfs->xOpen (plain_vfs, path, file, flags, out_flags);

  if (result == SQLITE_OK && (flags & SQLITE_OPEN_MAIN_DB) && path != NULL)
    file->pMethods = choose_methods (file, path);
  return result;
}

static const char *
register_vfs (void)
{
  plain_vfs = sqlite3_vfs_find (NULL);
  calm_vfs = *plain_vfs;
  calm_vfs.pNext = NULL;
  calm_vfs.zName = NAME;
  calm_vfs.xOpen = open_calmly;
  return sqlite3_vfs_register (&calm_vfs, 0) == SQLITE_OK ? NAME : plain_vfs->zName;
}

/* For sqlite3_open_v2(); from any thread. */
const char *
pnr_calm_vfs_get_name (void)
{
  static gsize name;

  if (g_once_init_enter (&name))
    g_once_init_leave (&name, (gsize) register_vfs ());
  return (const char *) name;
}

/* Whether the plan bore the mark when the connection was opened. */
gboolean
pnr_calm_vfs_hides_mark (sqlite3 *handle)
{
  sqlite3_file *file = NULL;

  return sqlite3_file_control (handle, "main", SQLITE_FCNTL_FILE_POINTER, &file) == SQLITE_OK
         && file != NULL && file->pMethods == &calm_methods;
}
