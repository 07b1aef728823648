/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A folder for the length of a test. */
#pragma once

#include <glib.h>
#include <glib/gstdio.h>

static inline char *
test_folder_new (void)
{
  char *folder = g_dir_make_tmp ("pannier-test-XXXXXX", NULL);

  g_assert_nonnull (folder);
  return folder;
}

/* Removes the folder and everything in it. */
static inline void
test_folder_free (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (g_file_test (path, G_FILE_TEST_IS_DIR))
      test_folder_free (path);
    else
      g_unlink (path);
  }
  g_rmdir (folder);
}
