/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that are being made beside their place, and what a killed program left of such ones.
 *
 * Who makes a file holds a lock of the kernel on it, which ends with the program however that
 * ends. So a file of such a name that nobody holds, and that is not about to be locked, is a
 * leftover; it goes when it is empty or says that it is a plan, for nobody else's file shall go. */
#define _GNU_SOURCE
#include "config.h"

#include "store/pnr-unfinished.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "store/pnr-db.h"

#define PREFIX ".pannier."
#define N_CHANCE 6
#define LOCK_BYTE ((off_t) 1 << 62)
#define APPLICATION_ID_OFFSET 68
/* Between making a file and locking it nobody needs longer. */
#define LEAST_AGE_SECONDS 60

typedef struct {
  char *path;
  int descriptor;
} Held;

static GMutex held_mutex;
static GSList *held_files;

static struct flock
lock_of (short type)
{
  return (struct flock){ .l_type = type, .l_whence = SEEK_SET, .l_start = LOCK_BYTE, .l_len = 1 };
}

/**
 * pnr_unfinished_new:
 * @folder: where the file shall be at last
 *
 * Returns: (transfer full) (nullable): the path of a new, empty file in it, to be given to
 *   pnr_unfinished_let_go() when it is in its place or not wanted any more; %NULL with errno set
 */
char *
pnr_unfinished_new (const char *folder)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&held_mutex);
  g_autofree char *path = g_build_filename (folder, PREFIX "XXXXXX", NULL);
  struct flock lock = lock_of (F_WRLCK);
  int descriptor = g_mkstemp_full (path, O_RDWR | O_CLOEXEC, 0666);
  Held *held;

  if (descriptor < 0)
    return NULL;
  /* Where there are no such locks, the file's age has to do. */
  fcntl (descriptor, F_OFD_SETLK, &lock);
  held = g_new (Held, 1);
  held->path = g_strdup (path);
  held->descriptor = descriptor;
  held_files = g_slist_prepend (held_files, held);
  return g_steal_pointer (&path);
}

static Held *
find_held (const char *path)
{
  for (GSList *at = held_files; at != NULL; at = at->next) {
    Held *held = at->data;

    if (g_str_equal (held->path, path))
      return held;
  }
  return NULL;
}

/* Not before the last connection to it is closed: a descriptor takes the locks of SQLite along. */
void
pnr_unfinished_let_go (const char *unfinished)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&held_mutex);
  Held *held = find_held (unfinished);

  if (held == NULL)
    return;
  held_files = g_slist_remove (held_files, held);
  close (held->descriptor);
  g_free (held->path);
  g_free (held);
}

static gboolean
is_name (const char *name)
{
  if (!g_str_has_prefix (name, PREFIX) || strlen (name) != strlen (PREFIX) + N_CHANCE)
    return FALSE;
  for (const char *at = name + strlen (PREFIX); *at != '\0'; at++) {
    if (!g_ascii_isalnum (*at))
      return FALSE;
  }
  return TRUE;
}

static gboolean
is_empty_or_plan (int descriptor, const struct stat *about)
{
  guint32 id;

  return about->st_size == 0
         || (pread (descriptor, &id, sizeof id, APPLICATION_ID_OFFSET) == sizeof id
             && GUINT32_FROM_BE (id) == PNR_DB_APPLICATION_ID);
}

/* Nothing is written before the lock is held, so what holds something and is not locked needs no
 * age; what is empty may be locked next, and where there are no locks its age has to do. */
static gboolean
is_let_go (int descriptor, const struct stat *about)
{
  struct flock lock = lock_of (F_WRLCK);
  gboolean is_old = time (NULL) - about->st_mtime >= LEAST_AGE_SECONDS;

  if (fcntl (descriptor, F_OFD_GETLK, &lock) != 0)
    return errno == EINVAL && is_old;
  return lock.l_type == F_UNLCK && (about->st_size > 0 || is_old);
}

static gboolean
is_leftover (int descriptor)
{
  struct stat about;

  return fstat (descriptor, &about) == 0 && S_ISREG (about.st_mode) && about.st_nlink == 1
         && about.st_uid == geteuid () && is_empty_or_plan (descriptor, &about)
         && is_let_go (descriptor, &about);
}

/* With what stands beside it, which goes first, so that nothing is left that nobody knows any more.
 * A journal is there when the disk was too full even to take back what was written. */
void
pnr_unfinished_remove (const char *path)
{
  static const char *const suffixes[] = { "-damaged-journal", "-damaged", "-journal", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    g_autofree char *beside = g_strconcat (path, suffixes[i], NULL);

    g_unlink (beside);
  }
}

/**
 * pnr_unfinished_sweep:
 * @folder: a folder where files are made
 *
 * Removes what a killed program left of files it was making there.
 */
void
pnr_unfinished_sweep (const char *folder)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&held_mutex);
  g_autoptr (GDir) names = g_dir_open (folder, 0, NULL);
  const char *name;

  while (names != NULL && (name = g_dir_read_name (names)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    int descriptor;

    if (!is_name (name) || find_held (path) != NULL)
      continue;
    descriptor = open (path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0)
      continue;
    if (is_leftover (descriptor))
      pnr_unfinished_remove (path);
    close (descriptor);
  }
}
