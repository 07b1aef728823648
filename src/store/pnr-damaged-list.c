/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of plans that were found damaged, so that no program of this user writes to them.
 *
 * What is on it is looked at as a whole before it is written again, and leaves the list when it
 * turns out to be sound: it was repaired, or another file has the place of the old one. So it does
 * no harm that a file is known by its number alone, which a change does not alter. */
#include "config.h"

#include "store/pnr-damaged-list.h"

#include <glib/gstdio.h>
#include <sys/stat.h>

#define MOST_PLANS 100
#define GROUP "Damaged plans"

static char *
path_of_list (void)
{
  return g_build_filename (g_get_user_state_dir (), "pannier", "damaged-plans", NULL);
}

static char *
key_of (int descriptor)
{
  struct stat about;

  if (fstat (descriptor, &about) != 0)
    return NULL;
  return g_strdup_printf ("%" G_GUINT64_FORMAT "-%" G_GUINT64_FORMAT, (guint64) about.st_dev,
                          (guint64) about.st_ino);
}

/* @path: (out): where it is kept; (nullable): %NULL where there is none */
static GKeyFile *
load (char **path)
{
  g_autoptr (GKeyFile) list = g_key_file_new ();

  *path = path_of_list ();
  return g_key_file_load_from_file (list, *path, G_KEY_FILE_NONE, NULL) ? g_steal_pointer (&list)
                                                                        : NULL;
}

/**
 * pnr_damaged_list_has:
 * @descriptor: a plan, open for reading
 *
 * Returns: whether somebody found it damaged and nobody found it sound since then
 */
gboolean
pnr_damaged_list_has (int descriptor)
{
  g_autofree char *path = NULL;
  g_autoptr (GKeyFile) list = load (&path);
  g_autofree char *key = list != NULL ? key_of (descriptor) : NULL;

  return key != NULL && g_key_file_has_key (list, GROUP, key, NULL);
}

static void
drop_oldest (GKeyFile *list)
{
  gsize n_keys;
  g_auto (GStrv) keys = g_key_file_get_keys (list, GROUP, &n_keys, NULL);

  for (gsize i = 0; keys != NULL && i + MOST_PLANS <= n_keys; i++)
    g_key_file_remove_key (list, GROUP, keys[i], NULL);
}

/* Where the list cannot be kept, the damage has to be found again. */
void
pnr_damaged_list_add (int descriptor)
{
  g_autofree char *path = NULL;
  g_autoptr (GKeyFile) list = load (&path);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *key = key_of (descriptor);

  if (key == NULL || g_mkdir_with_parents (folder, 0700) != 0)
    return;
  if (list == NULL)
    list = g_key_file_new ();
  g_key_file_remove_key (list, GROUP, key, NULL);
  drop_oldest (list);
  g_key_file_set_int64 (list, GROUP, key, g_get_real_time () / G_USEC_PER_SEC);
  g_key_file_save_to_file (list, path, NULL);
}

void
pnr_damaged_list_remove (int descriptor)
{
  g_autofree char *path = NULL;
  g_autoptr (GKeyFile) list = load (&path);
  g_autofree char *key = list != NULL ? key_of (descriptor) : NULL;

  if (key != NULL && g_key_file_remove_key (list, GROUP, key, NULL))
    g_key_file_save_to_file (list, path, NULL);
}
