/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan as a file of the disk: looked at before SQLite touches it, locked, never half written.
 */
#define _GNU_SOURCE
#include "config.h"

#include "store/pnr-plan-file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/pnr-damaged-list.h"
#include "store/pnr-plan-head.h"
#include "store/pnr-sound-list.h"
#include "store/pnr-unfinished.h"

/* Far behind the last byte of any plan and outside the bytes SQLite locks. */
#define LOCK_BYTE ((off_t) 1 << 62)
/* Locked by any connection of SQLite for as long as it writes. */
#define WRITER_BYTE ((off_t) 0x40000001)
/* Locked for writing only while nobody may read. */
#define READERS_BYTE ((off_t) 0x40000002)
/* A commit is over sooner, a long import is not. */
#define LONGEST_COMMIT (500 * 1000)
#define COMMIT_STEP (25 * 1000)
/* Longer names open but cannot be written: no room for "-journal". */
#define LONGEST_NAME 247
#define LONGEST_PATH 511

/* Closing any descriptor of a file drops all POSIX locks this process holds on it, SQLite's too.
 * So there is one descriptor of ours per plan, shared by every connection of the process and
 * closed after the last of them; it carries the lock against other processes. */
typedef struct {
  dev_t device;
  ino_t inode;
  int descriptor;
  guint n_users;
  gboolean has_writer;
  gboolean is_writable;
  gboolean is_proved;
  gboolean is_condemned;
} OpenPlan;

struct _PnrPlanFile {
  OpenPlan *plan;
  char *path;
  char *read_only_reason;
  char *warning;
  gboolean is_writer;
  gboolean is_first;
};

static GMutex open_plans_mutex;
static GSList *open_plans;

static gboolean
set_error_from_errno (GError **error, int number, const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);

  switch (number) {
  case ENOENT:
  case ENOTDIR:
    g_set_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_NOT_FOUND,
                 _ ("“%s” is not there. Perhaps it was moved or renamed; look for it and open it "
                    "where it is now."),
                 name);
    return FALSE;
  case EEXIST:
    g_set_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_EXISTS,
                 _ ("“%s” is there already and was not touched. Choose another name."), name);
    return FALSE;
  case ENOSPC:
  case EDQUOT:
    g_set_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_DISK_FULL,
                 _ ("The disk is full; “%s” was not made. Free some space and try again."), name);
    return FALSE;
  case EACCES:
  case EPERM:
  case EROFS:
    g_set_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_READ_ONLY,
                 _ ("You may not open or make “%s” there. Choose a folder of your own."), name);
    return FALSE;
  default:
    g_set_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_IO,
                 _ ("The disk could not open or make “%s”: %s. Try another folder."), name,
                 g_strerror (number));
    return FALSE;
  }
}

/* Whether a plan of that name could also be written. */
gboolean
pnr_plan_file_check_name (const char *path, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);

  if (strlen (name) <= LONGEST_NAME && strlen (path) <= LONGEST_PATH)
    return TRUE;
  if (strlen (name) > LONGEST_NAME)
    g_set_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_NAME_TOO_LONG,
                 _ ("This name is too long to be saved safely. Please use at most %d bytes."),
                 LONGEST_NAME);
  else
    g_set_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_NAME_TOO_LONG,
                 _ ("The folders above this plan have names that are too long together. Please use "
                    "a place whose whole path has at most %d bytes."),
                 LONGEST_PATH);
  return FALSE;
}

/* "…/Spring.pannier" → "Spring" */
char *
pnr_plan_file_dup_plan_name (const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);

  if (g_str_has_suffix (name, ".pannier") && strlen (name) > strlen (".pannier"))
    name[strlen (name) - strlen (".pannier")] = '\0';
  return g_steal_pointer (&name);
}

static OpenPlan *
find_open_plan (const struct stat *about)
{
  for (GSList *at = open_plans; at != NULL; at = at->next) {
    OpenPlan *plan = at->data;

    if (plan->device == about->st_dev && plan->inode == about->st_ino)
      return plan;
  }
  return NULL;
}

static void
open_plan_unref (OpenPlan *plan)
{
  if (--plan->n_users > 0)
    return;
  open_plans = g_slist_remove (open_plans, plan);
  close (plan->descriptor);
  g_free (plan);
}

static gboolean
is_same_file (int descriptor, const struct stat *about, const char *path, GError **error)
{
  struct stat opened;

  return (fstat (descriptor, &opened) == 0 && opened.st_dev == about->st_dev
          && opened.st_ino == about->st_ino)
         || set_error_from_errno (error, ENOENT, path);
}

/* The first look: never blocks on a pipe, never follows what is not a plain file. */
static OpenPlan *
open_plan_new (const char *path, const struct stat *about, GError **error)
{
  int flags = O_NONBLOCK | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY;
  int descriptor = open (path, O_RDWR | flags);
  gboolean is_writable = descriptor >= 0;
  OpenPlan *plan;

  if (descriptor < 0 && (errno == EACCES || errno == EROFS || errno == EPERM))
    descriptor = open (path, O_RDONLY | flags);
  if (descriptor < 0) {
    set_error_from_errno (error, errno, path);
    return NULL;
  }
  if (!is_same_file (descriptor, about, path, error)
      || !pnr_plan_head_check (descriptor, path, error)
      || !pnr_plan_head_check_journal (descriptor, path, error)) {
    close (descriptor);
    return NULL;
  }
  plan = g_new0 (OpenPlan, 1);
  plan->device = about->st_dev;
  plan->inode = about->st_ino;
  plan->descriptor = descriptor;
  plan->is_writable = is_writable;
  open_plans = g_slist_prepend (open_plans, plan);
  return plan;
}

/* Where the kernel knows no such locks (some network shares) the plan opens all the same, with a
 * word of warning. */
static gboolean
lock_against_others (OpenPlan *plan, char **warning)
{
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = LOCK_BYTE, .l_len = 1 };

  if (fcntl (plan->descriptor, F_OFD_SETLK, &lock) == 0)
    return TRUE;
  if (errno == EAGAIN || errno == EACCES)
    return FALSE;
  *warning = g_strdup (
      _ ("This plan is in a place that cannot tell whether somebody else has it open too, as on "
         "some network drives. Make sure that nobody has, or changes may be lost."));
  return TRUE;
}

static void
unlock (OpenPlan *plan)
{
  struct flock lock = { .l_type = F_UNLCK, .l_whence = SEEK_SET, .l_start = LOCK_BYTE, .l_len = 1 };

  fcntl (plan->descriptor, F_OFD_SETLK, &lock);
}

/* A plan can only be written where its journal can be made beside it. */
static gboolean
folder_is_writable (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return access (folder, W_OK) == 0;
}

static void
pnr_plan_file_sweep_folder (PnrPlanFile *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path);

  pnr_unfinished_sweep (folder);
}

static void
pnr_plan_file_become_writer (PnrPlanFile *self)
{
  if (!self->plan->is_writable || !folder_is_writable (self->path))
    self->read_only_reason = g_strdup (
        _ ("This plan is in a place where nothing may be written. You can look at everything; save "
           "a copy elsewhere to change it."));
  else if (self->plan->has_writer || !lock_against_others (self->plan, &self->warning))
    self->read_only_reason = g_strdup (
        _ ("This plan is already open in another window or by another person. You can look at "
           "everything here, and change it there."));
  else
    self->is_writer = self->plan->has_writer = TRUE;
  if (self->is_writer)
    pnr_plan_file_sweep_folder (self);
}

static gboolean
find_plain_file (const char *path, char **real, struct stat *about, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  *real = realpath (path, NULL);
  if (*real == NULL || stat (*real, about) != 0)
    return set_error_from_errno (error, errno, path);
  if (S_ISREG (about->st_mode))
    return TRUE;
  g_set_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_NOT_A_PLAN,
               S_ISDIR (about->st_mode)
                   ? _ ("“%s” is a folder, not a Pannier plan. Choose a file in it.")
                   : _ ("“%s” is not a file on a disk, so it is not a Pannier plan."),
               shown);
  return FALSE;
}

/**
 * pnr_plan_file_open:
 * @path: a path
 * @is_reader: whether it will not be written through this
 * @error: a place for a sentence
 *
 * Looks at a file without changing it, and takes the lock against other writers.
 *
 * Returns: (transfer full) (nullable): the file, to be closed after the last connection to it
 */
PnrPlanFile *
pnr_plan_file_open (const char *path, gboolean is_reader, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&open_plans_mutex);
  g_autofree char *real = NULL;
  struct stat about;
  PnrPlanFile *self;
  OpenPlan *plan;
  gboolean is_first;

  if (!find_plain_file (path, &real, &about, error) || !pnr_plan_file_check_name (real, error))
    return NULL;
  plan = find_open_plan (&about);
  is_first = plan == NULL;
  if (is_first)
    plan = open_plan_new (real, &about, error);
  if (plan == NULL)
    return NULL;
  plan->n_users++;
  self = g_new0 (PnrPlanFile, 1);
  self->plan = plan;
  self->path = g_steal_pointer (&real);
  self->is_first = is_first;
  if (!is_reader)
    pnr_plan_file_become_writer (self);
  return self;
}

void
pnr_plan_file_close (PnrPlanFile *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&open_plans_mutex);

  if (self->is_writer) {
    unlock (self->plan);
    self->plan->has_writer = FALSE;
  }
  open_plan_unref (self->plan);
  g_free (self->path);
  g_free (self->read_only_reason);
  g_free (self->warning);
  g_free (self);
}

const char *
pnr_plan_file_get_path (PnrPlanFile *self)
{
  return self->path;
}

/* For reading only, and never to be closed. */
int
pnr_plan_file_get_descriptor (PnrPlanFile *self)
{
  return self->plan->descriptor;
}

/* NULL where it may be written. */
const char *
pnr_plan_file_get_read_only_reason (PnrPlanFile *self)
{
  return self->read_only_reason;
}

/* NULL where all is well. */
const char *
pnr_plan_file_get_warning (PnrPlanFile *self)
{
  return self->warning;
}

/* Whether what stands at its path is still the file that was opened. */
gboolean
pnr_plan_file_is_in_place (PnrPlanFile *self)
{
  struct stat about;

  return stat (self->path, &about) == 0 && about.st_dev == self->plan->device
         && about.st_ino == self->plan->inode;
}

/* Whether no other connection of this process had the plan open. */
gboolean
pnr_plan_file_is_first (PnrPlanFile *self)
{
  return self->is_first;
}

/* While nobody writes: whether the last one who did was interrupted. */
gboolean
pnr_plan_file_has_journal (PnrPlanFile *self)
{
  g_autofree char *journal = g_strconcat (self->path, "-journal", NULL);

  return g_file_test (journal, G_FILE_TEST_EXISTS);
}

/* Whether a connection can take back what a crash left, though it will only read. */
gboolean
pnr_plan_file_can_recover (PnrPlanFile *self)
{
  return self->plan->is_writable && folder_is_writable (self->path);
}

static gboolean
is_locked_by_others (OpenPlan *plan, off_t byte, short type)
{
  struct flock lock = { .l_type = type, .l_whence = SEEK_SET, .l_start = byte, .l_len = 1 };

  return fcntl (plan->descriptor, F_OFD_GETLK, &lock) == 0 && lock.l_type != F_UNLCK;
}

/* Whether the last one who wrote was interrupted; who writes just now is not, be it another
 * program that knows nothing of our lock. */
gboolean
pnr_plan_file_is_torn (PnrPlanFile *self)
{
  return pnr_plan_file_has_journal (self) && (!self->plan->has_writer || self->is_writer)
         && !is_locked_by_others (self->plan, LOCK_BYTE, F_WRLCK)
         && !is_locked_by_others (self->plan, WRITER_BYTE, F_WRLCK);
}

/* Whether somebody is writing so that nobody may read, and not only for a moment. */
gboolean
pnr_plan_file_is_kept_from_readers (PnrPlanFile *self)
{
  for (guint waited = 0; waited < LONGEST_COMMIT; waited += COMMIT_STEP) {
    if (!is_locked_by_others (self->plan, READERS_BYTE, F_RDLCK))
      return FALSE;
    g_usleep (COMMIT_STEP);
  }
  return TRUE;
}

/* Whether it was found damaged, here or by another program of this user. */
gboolean
pnr_plan_file_is_condemned (PnrPlanFile *self)
{
  return self->plan->is_condemned || pnr_damaged_list_has (self->plan->descriptor);
}

/* Whether this machine closed it soundly and nobody has written to it since. */
gboolean
pnr_plan_file_is_known_sound (PnrPlanFile *self)
{
  return !pnr_plan_file_has_journal (self) && !pnr_plan_file_is_condemned (self)
         && pnr_sound_list_has (self->plan->descriptor);
}

/* Whether all of it was looked at, or need not be: then it may be written. */
gboolean
pnr_plan_file_is_proved (PnrPlanFile *self)
{
  return self->plan->is_proved || pnr_plan_file_is_known_sound (self);
}

/* All of it was looked at and nothing was found. */
void
pnr_plan_file_note_proved (PnrPlanFile *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&open_plans_mutex);

  if (pnr_plan_file_is_condemned (self))
    pnr_damaged_list_remove (self->plan->descriptor);
  self->plan->is_condemned = FALSE;
  self->plan->is_proved = TRUE;
}

/* Somebody else wrote to it since then. */
void
pnr_plan_file_note_unproved (PnrPlanFile *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&open_plans_mutex);

  self->plan->is_proved = FALSE;
}

/* From now on no connection of this process and no other program of this user writes to it. */
void
pnr_plan_file_condemn (PnrPlanFile *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&open_plans_mutex);

  self->plan->is_proved = FALSE;
  if (!self->plan->is_condemned)
    pnr_damaged_list_add (self->plan->descriptor);
  self->plan->is_condemned = TRUE;
}

/* After the last connection is closed and before the file is. */
void
pnr_plan_file_note_sound (PnrPlanFile *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&open_plans_mutex);

  if (self->plan->n_users == 1 && self->plan->is_proved && !pnr_plan_file_has_journal (self)
      && !pnr_sound_list_has (self->plan->descriptor))
    pnr_sound_list_add (self->plan->descriptor);
}

/* Nobody's open plan is taken from under them. */
static gboolean
check_may_replace (const char *path, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&open_plans_mutex);
  struct stat about;

  if (stat (path, &about) != 0 || (S_ISREG (about.st_mode) && find_open_plan (&about) == NULL))
    return TRUE;
  g_set_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_EXISTS,
               _ ("“%s” is open here and was not replaced. Choose another name."), shown);
  return FALSE;
}

/**
 * pnr_plan_file_begin:
 * @path: where a new file shall be
 * @replaces: whether it may take the place of another one, later
 * @error: a place for a sentence
 *
 * Returns: (transfer full) (nullable): the path of an empty file beside it, to be filled, and then
 *   given to pnr_plan_file_end() or pnr_plan_file_abandon()
 */
char *
pnr_plan_file_begin (const char *path, gboolean replaces, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  char *unfinished;

  if (!pnr_plan_file_check_name (path, error))
    return NULL;
  if (replaces && !check_may_replace (path, error))
    return NULL;
  if (!replaces
      && (g_file_test (path, G_FILE_TEST_EXISTS) || g_file_test (path, G_FILE_TEST_IS_SYMLINK))) {
    set_error_from_errno (error, EEXIST, path);
    return NULL;
  }
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR)) {
    g_autofree char *shown = g_filename_display_name (folder);

    g_set_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_NOT_FOUND,
                 _ ("There is no folder “%s”. Make it first, or choose another one."), shown);
    return NULL;
  }
  pnr_unfinished_sweep (folder);
  unfinished = pnr_unfinished_new (folder);
  if (unfinished == NULL)
    set_error_from_errno (error, errno == ENOENT ? EACCES : errno, path);
  return unfinished;
}

static gboolean
flush (const char *path, int flags)
{
  int descriptor = open (path, O_RDONLY | O_CLOEXEC | flags);
  gboolean is_flushed = descriptor >= 0 && fsync (descriptor) == 0;

  if (descriptor >= 0)
    close (descriptor);
  return is_flushed;
}

static int
rename_without_replacing (const char *from, const char *to)
{
  int result = renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE);

  if (result != 0 && errno == EINVAL)
    result = link (from, to) == 0 ? unlink (from) : -1;
  return result;
}

/**
 * pnr_plan_file_end:
 * @unfinished: what pnr_plan_file_begin() gave, filled and closed
 * @path: where it shall be
 * @replaces: whether it may take the place of another one
 * @error: a place for a sentence
 *
 * Puts the file in its place, whole.
 *
 * Returns: whether it is there now
 */
gboolean
pnr_plan_file_end (const char *unfinished, const char *path, gboolean replaces, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (!flush (unfinished, 0))
    return set_error_from_errno (error, errno, path);
  if ((replaces ? rename (unfinished, path) : rename_without_replacing (unfinished, path)) != 0)
    return set_error_from_errno (error, errno, path);
  pnr_unfinished_let_go (unfinished);
  flush (folder, O_DIRECTORY);
  return TRUE;
}

/* When there is nothing to put in its place, or it could not be put there. */
void
pnr_plan_file_abandon (const char *unfinished)
{
  pnr_unfinished_remove (unfinished);
  pnr_unfinished_let_go (unfinished);
}
