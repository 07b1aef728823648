/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the shelves of snapshots and the files on them are called. */
#include "config.h"

#include "store/pnr-snapshot-names.h"

#include <string.h>

#include "store/pnr-statement.h"

char *
pnr_snapshot_names_get_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "pannier", "snapshots", NULL);
}

char *
pnr_snapshot_names_read_uuid (PnrDb *db)
{
  PnrStatement *row = pnr_db_get_statement (db, "SELECT uuid FROM plan WHERE id = 1", NULL);
  gboolean has_row;
  char *uuid = NULL;

  if (row == NULL || !pnr_statement_step (row, &has_row, NULL))
    return NULL;
  if (has_row && g_uuid_string_is_valid (pnr_statement_get_text (row, 0)))
    uuid = g_strdup (pnr_statement_get_text (row, 0));
  pnr_statement_reset (row);
  return uuid;
}

/* A plan that was copied by hand bears the same name inside; where it is tells the two apart. */
char *
pnr_snapshot_names_get_shelf (PnrDb *db, const char *path)
{
  g_autofree char *shelves = pnr_snapshot_names_get_folder ();
  g_autofree char *uuid = pnr_snapshot_names_read_uuid (db);
  g_autofree char *real = g_canonicalize_filename (path, NULL);
  g_autofree char *place = g_compute_checksum_for_string (G_CHECKSUM_SHA256, real, -1);
  g_autofree char *name = g_strdup_printf ("%s-%.8s", uuid, place);

  return uuid != NULL ? g_build_filename (shelves, name, NULL) : NULL;
}

/* The time in the name, 0 where it is not one of ours. */
gint64
pnr_snapshot_names_get_time (const char *name)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *text = g_strndup (name, PNR_SNAPSHOT_TIME_SIZE);
  g_autoptr (GDateTime) time = NULL;

  if (!g_str_has_suffix (name, PNR_SNAPSHOT_PLANNING_SUFFIX))
    return 0;
  time = g_date_time_new_from_iso8601 (text, utc);
  return time != NULL ? g_date_time_to_unix (time) : 0;
}

/* Of two of the same second the whole one comes first: it has what the other has, and more. Of two
 * whole ones the later has the greater number behind the time. */
static int
compare_names_newest_first (gconstpointer a, gconstpointer b)
{
  const char *first = *(const char *const *) a;
  const char *second = *(const char *const *) b;
  int order = strncmp (second, first, PNR_SNAPSHOT_TIME_SIZE);
  guint64 first_number, second_number;

  if (order == 0)
    order = g_str_has_suffix (second, PNR_SNAPSHOT_WHOLE_SUFFIX)
            - g_str_has_suffix (first, PNR_SNAPSHOT_WHOLE_SUFFIX);
  if (order != 0)
    return order;
  first_number = g_ascii_strtoull (first + PNR_SNAPSHOT_TIME_SIZE + 1, NULL, 10);
  second_number = g_ascii_strtoull (second + PNR_SNAPSHOT_TIME_SIZE + 1, NULL, 10);
  return (second_number > first_number) - (second_number < first_number);
}

/* (element-type utf8) */
GPtrArray *
pnr_snapshot_names_list (const char *shelf)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) folder = g_dir_open (shelf, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL) {
    if (pnr_snapshot_names_get_time (name) != 0)
      g_ptr_array_add (names, g_strdup (name));
  }
  g_ptr_array_sort (names, compare_names_newest_first);
  return names;
}

/* Where a plan is, as a text that can be read again: a name on the disk may be any bytes. */
char *
pnr_snapshot_names_dup_note (const char *path)
{
  return g_utf8_validate (path, -1, NULL) ? g_strdup (path)
                                          : g_uri_escape_string (path, "/", FALSE);
}
