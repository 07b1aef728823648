/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of plans this machine closed soundly, so that they open without reading every page. */
#include "config.h"

#include "store/pnr-sound-list.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Below this a plan is read sooner than the list. */
#define SMALLEST_PLAN (1024 * 1024)
#define MOST_PLANS 100
#define GROUP "Sound plans"

/* Where SQLite counts the changes of a file: big-endian, at this offset of its head. */
#define COUNTER_OFFSET 24

static char *
path_of_list (void)
{
  return g_build_filename (g_get_user_state_dir (), "pannier", "sound-plans", NULL);
}

/* @mark differs as soon as anyone has written to the file. */
static gboolean
describe (int descriptor, char **key, char **mark)
{
  struct stat about;
  guint32 counter;

  if (fstat (descriptor, &about) != 0 || about.st_size < SMALLEST_PLAN
      || pread (descriptor, &counter, sizeof counter, COUNTER_OFFSET) != sizeof counter)
    return FALSE;
  *key = g_strdup_printf ("%" G_GUINT64_FORMAT "-%" G_GUINT64_FORMAT, (guint64) about.st_dev,
                          (guint64) about.st_ino);
  *mark = g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT ".%09ld %u",
                           (gint64) about.st_size, (gint64) about.st_mtim.tv_sec,
                           about.st_mtim.tv_nsec, GUINT32_FROM_BE (counter));
  return TRUE;
}

/**
 * pnr_sound_list_has:
 * @descriptor: a plan, open for reading
 *
 * Returns: whether it was sound when it was closed here, and nobody has written to it since
 */
gboolean
pnr_sound_list_has (int descriptor)
{
  g_autoptr (GKeyFile) list = g_key_file_new ();
  g_autofree char *path = path_of_list ();
  g_autofree char *key = NULL;
  g_autofree char *mark = NULL;
  g_autofree char *known = NULL;

  if (!describe (descriptor, &key, &mark)
      || !g_key_file_load_from_file (list, path, G_KEY_FILE_NONE, NULL))
    return FALSE;
  known = g_key_file_get_string (list, GROUP, key, NULL);
  return g_strcmp0 (known, mark) == 0;
}

static void
drop_oldest (GKeyFile *list)
{
  gsize n_keys;
  g_auto (GStrv) keys = g_key_file_get_keys (list, GROUP, &n_keys, NULL);

  for (gsize i = 0; keys != NULL && i + MOST_PLANS <= n_keys; i++)
    g_key_file_remove_key (list, GROUP, keys[i], NULL);
}

/* Where the list cannot be kept, the plan is looked at again next time. */
void
pnr_sound_list_add (int descriptor)
{
  g_autoptr (GKeyFile) list = g_key_file_new ();
  g_autofree char *path = path_of_list ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *key = NULL;
  g_autofree char *mark = NULL;

  if (!describe (descriptor, &key, &mark) || g_mkdir_with_parents (folder, 0700) != 0)
    return;
  g_key_file_load_from_file (list, path, G_KEY_FILE_NONE, NULL);
  g_key_file_remove_key (list, GROUP, key, NULL);
  drop_oldest (list);
  g_key_file_set_string (list, GROUP, key, mark);
  g_key_file_save_to_file (list, path, NULL);
}
