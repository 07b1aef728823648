/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Why the disk refused, as the end of a sentence in the merchant's language. */
#include "config.h"

#include "base/pnr-failure.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

static int
code_of (const GError *cause)
{
  if (cause->domain == G_IO_ERROR)
    return cause->code;
  switch (cause->domain == G_FILE_ERROR ? cause->code : -1) {
  case G_FILE_ERROR_NOENT:
  case G_FILE_ERROR_NOTDIR:
    return G_IO_ERROR_NOT_FOUND;
  case G_FILE_ERROR_ACCES:
  case G_FILE_ERROR_PERM:
    return G_IO_ERROR_PERMISSION_DENIED;
  case G_FILE_ERROR_ISDIR:
    return G_IO_ERROR_IS_DIRECTORY;
  case G_FILE_ERROR_NOSPC:
    return G_IO_ERROR_NO_SPACE;
  case G_FILE_ERROR_ROFS:
    return G_IO_ERROR_READ_ONLY;
  case G_FILE_ERROR_NAMETOOLONG:
    return G_IO_ERROR_FILENAME_TOO_LONG;
  default:
    return G_IO_ERROR_FAILED;
  }
}

/* GLib's own messages repeat the path and are English where its translations are not installed. */
const char *
pnr_failure_get_reason (const GError *cause)
{
  switch (code_of (cause)) {
  case G_IO_ERROR_NOT_FOUND:
  case G_IO_ERROR_NOT_DIRECTORY:
    return _ ("there is no such file or folder");
  case G_IO_ERROR_PERMISSION_DENIED:
    return _ ("you have no right to it");
  case G_IO_ERROR_IS_DIRECTORY:
    return _ ("it is a folder");
  case G_IO_ERROR_NOT_REGULAR_FILE:
    return _ ("it is not a file");
  case G_IO_ERROR_NO_SPACE:
    return _ ("the disk is full");
  case G_IO_ERROR_READ_ONLY:
    return _ ("nothing may be written there");
  case G_IO_ERROR_FILENAME_TOO_LONG:
    return _ ("its name is too long");
  case G_IO_ERROR_INVALID_DATA:
  case G_IO_ERROR_PARTIAL_INPUT:
    return _ ("its packed content is damaged");
  default:
    return _ ("the disk reported an error");
  }
}
