/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Preloaded into a program: lets the n-th call on files below one folder fail, as a disk would.
 *
 * FAULT_FOLDER  the folder whose files are watched
 * FAULT_AT      which watched call fails, from 1; 0: none
 * FAULT_ERRNO   what it fails with, a number
 * FAULT_MODE    "once", "on" for every watched call from then on, "full" for every writing call
 *               from then on, "kill": the program ends there, or "move": another program takes
 *               FAULT_FROM to FAULT_TO first, and the call goes well
 * FAULT_FROM, FAULT_TO  paths, for "move"
 * FAULT_READS   if set, it is reading calls that are watched, else those that open and change
 * FAULT_NOTE    a file outside the folder: the name and file of the call that failed first
 * FAULT_NO_OFD  if set, fcntl knows no locks of open files, like some network shares */
#define _GNU_SOURCE
/* Names with and without 64 are defined side by side. */
#undef _FILE_OFFSET_BITS
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static atomic_long n_calls;

/* The next definition of the function we stand in for. */
#define NEXT(function) ((__typeof__ (&function)) dlsym (RTLD_NEXT, #function))

static void
note_first (const char *call, const char *path)
{
  const char *note = getenv ("FAULT_NOTE");
  char line[PATH_MAX + 64];
  int length = snprintf (line, sizeof line, "%s %s\n", call, path);
  long descriptor;

  if (note == NULL)
    return;
  descriptor = syscall (SYS_openat, AT_FDCWD, note, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (descriptor < 0)
    return;
  syscall (SYS_write, descriptor, line, length);
  syscall (SYS_close, descriptor);
}

static int
is_below (const char *path)
{
  const char *folder = getenv ("FAULT_FOLDER");
  size_t length = folder != NULL ? strlen (folder) : 0;

  return length > 0 && strncmp (path, folder, length) == 0
         && (path[length] == '/' || path[length] == '\0');
}

static int
is_mode (const char *mode)
{
  const char *given = getenv ("FAULT_MODE");

  return given != NULL && strcmp (given, mode) == 0;
}

static void
move_away (void)
{
  syscall (SYS_renameat2, AT_FDCWD, getenv ("FAULT_FROM"), AT_FDCWD, getenv ("FAULT_TO"), 0);
}

/* Whether the call on @path shall fail; errno says with what. */
static int
path_fails (const char *call, const char *path)
{
  const char *at = getenv ("FAULT_AT");
  long number;

  if (at == NULL || path == NULL || !is_below (path))
    return 0;
  if (is_mode ("full") && strstr (call, "write") == NULL)
    return 0;
  number = atomic_fetch_add (&n_calls, 1) + 1;
  if (atol (at) == 0 || number < atol (at)
      || (number > atol (at) && !is_mode ("on") && !is_mode ("full")))
    return 0;
  if (number == atol (at))
    note_first (call, path);
  if (is_mode ("kill"))
    kill (getpid (), SIGKILL);
  if (is_mode ("move")) {
    move_away ();
    return 0;
  }
  errno = getenv ("FAULT_ERRNO") != NULL ? atoi (getenv ("FAULT_ERRNO")) : EIO;
  return 1;
}

static int
descriptor_fails (const char *call, int descriptor)
{
  char link[64];
  char path[PATH_MAX];
  ssize_t length;

  if (getenv ("FAULT_AT") == NULL)
    return 0;
  snprintf (link, sizeof link, "/proc/self/fd/%d", descriptor);
  length = readlink (link, path, sizeof path - 1);
  if (length < 0)
    return 0;
  path[length] = '\0';
  return path_fails (call, path);
}

static int
watches_changes (void)
{
  return getenv ("FAULT_READS") == NULL;
}

#define CHANGE_OF_PATH(call, path) (watches_changes () && path_fails (call, path))
#define CHANGE_OF_FILE(call, descriptor) (watches_changes () && descriptor_fails (call, descriptor))
#define READING_OF_FILE(call, descriptor) \
  (!watches_changes () && descriptor_fails (call, descriptor))

static mode_t
mode_argument (int flags, va_list arguments)
{
  return flags & (O_CREAT | __O_TMPFILE) ? va_arg (arguments, mode_t) : 0;
}

#define DEFINE_OPEN(name)                                                       \
  int name (const char *path, int flags, ...)                                   \
  {                                                                             \
    va_list arguments;                                                          \
    mode_t mode;                                                                \
                                                                                \
    va_start (arguments, flags);                                                \
    mode = mode_argument (flags, arguments);                                    \
    va_end (arguments);                                                         \
    return CHANGE_OF_PATH (#name, path) ? -1 : NEXT (name) (path, flags, mode); \
  }

DEFINE_OPEN (open)
DEFINE_OPEN (open64)

#define DEFINE_OPENAT(name)                                                             \
  int name (int folder, const char *path, int flags, ...)                               \
  {                                                                                     \
    va_list arguments;                                                                  \
    mode_t mode;                                                                        \
                                                                                        \
    va_start (arguments, flags);                                                        \
    mode = mode_argument (flags, arguments);                                            \
    va_end (arguments);                                                                 \
    return CHANGE_OF_PATH (#name, path) ? -1 : NEXT (name) (folder, path, flags, mode); \
  }

DEFINE_OPENAT (openat)
DEFINE_OPENAT (openat64)

ssize_t
write (int descriptor, const void *data, size_t size)
{
  return CHANGE_OF_FILE ("write", descriptor) ? -1 : NEXT (write) (descriptor, data, size);
}

ssize_t
pwrite (int descriptor, const void *data, size_t size, off_t at)
{
  return CHANGE_OF_FILE ("pwrite", descriptor) ? -1 : NEXT (pwrite) (descriptor, data, size, at);
}

ssize_t
pwrite64 (int descriptor, const void *data, size_t size, off64_t at)
{
  return CHANGE_OF_FILE ("pwrite64", descriptor) ? -1
                                                 : NEXT (pwrite64) (descriptor, data, size, at);
}

ssize_t
read (int descriptor, void *data, size_t size)
{
  return READING_OF_FILE ("read", descriptor) ? -1 : NEXT (read) (descriptor, data, size);
}

ssize_t
pread (int descriptor, void *data, size_t size, off_t at)
{
  return READING_OF_FILE ("pread", descriptor) ? -1 : NEXT (pread) (descriptor, data, size, at);
}

ssize_t
pread64 (int descriptor, void *data, size_t size, off64_t at)
{
  return READING_OF_FILE ("pread64", descriptor) ? -1 : NEXT (pread64) (descriptor, data, size, at);
}

int
fsync (int descriptor)
{
  return CHANGE_OF_FILE ("fsync", descriptor) ? -1 : NEXT (fsync) (descriptor);
}

int
fdatasync (int descriptor)
{
  return CHANGE_OF_FILE ("fdatasync", descriptor) ? -1 : NEXT (fdatasync) (descriptor);
}

int
ftruncate (int descriptor, off_t length)
{
  return CHANGE_OF_FILE ("ftruncate", descriptor) ? -1 : NEXT (ftruncate) (descriptor, length);
}

int
ftruncate64 (int descriptor, off64_t length)
{
  return CHANGE_OF_FILE ("ftruncate64", descriptor) ? -1 : NEXT (ftruncate64) (descriptor, length);
}

int
rename (const char *from, const char *to)
{
  return CHANGE_OF_PATH ("rename", to) ? -1 : NEXT (rename) (from, to);
}

int
renameat2 (int from_folder, const char *from, int to_folder, const char *to, unsigned int flags)
{
  return CHANGE_OF_PATH ("renameat2", to)
             ? -1
             : NEXT (renameat2) (from_folder, from, to_folder, to, flags);
}

int
link (const char *from, const char *to)
{
  return CHANGE_OF_PATH ("link", to) ? -1 : NEXT (link) (from, to);
}

int
unlink (const char *path)
{
  return CHANGE_OF_PATH ("unlink", path) ? -1 : NEXT (unlink) (path);
}

int
mkdir (const char *path, mode_t mode)
{
  return CHANGE_OF_PATH ("mkdir", path) ? -1 : NEXT (mkdir) (path, mode);
}

#define DEFINE_FCNTL(name)                                                                  \
  int name (int descriptor, int command, ...)                                               \
  {                                                                                         \
    va_list arguments;                                                                      \
    void *argument;                                                                         \
                                                                                            \
    va_start (arguments, command);                                                          \
    argument = va_arg (arguments, void *);                                                  \
    va_end (arguments);                                                                     \
    if (getenv ("FAULT_NO_OFD") != NULL                                                     \
        && (command == F_OFD_SETLK || command == F_OFD_SETLKW || command == F_OFD_GETLK)) { \
      errno = EINVAL;                                                                       \
      return -1;                                                                            \
    }                                                                                       \
    return NEXT (name) (descriptor, command, argument);                                     \
  }

DEFINE_FCNTL (fcntl)
DEFINE_FCNTL (fcntl64)
