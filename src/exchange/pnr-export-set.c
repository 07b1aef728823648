/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The files of one export, which appear in their folder all together or not at all. */
#include "config.h"

#include "exchange/pnr-export-set.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "base/pnr-text.h"
#include "exchange/pnr-exchange-error.h"
#include "exchange/pnr-lineage-id.h"
#include "exchange/pnr-plan-json.h"

#define SLUG_BYTES 36
#define BLOCK_BYTES (1024 * 1024)

typedef struct {
  char *name;
  char *text;
} ExportFile;

struct _PnrExportSet {
  char *slug;
  GArray *files;
  GPtrArray *lineage;
  GHashTable *lineage_seen;
  PnrExportReport *report;
};

static void
export_file_clear (gpointer data)
{
  ExportFile *file = data;

  g_free (file->name);
  g_free (file->text);
}

/* File names stay within 64 bytes: the longest ending takes 28. */
PnrExportSet *
pnr_export_set_new (const char *plan_name)
{
  PnrExportSet *self = g_new0 (PnrExportSet, 1);

  self->slug = pnr_text_slug (plan_name != NULL ? plan_name : "");
  if (strlen (self->slug) > SLUG_BYTES)
    self->slug[SLUG_BYTES - (self->slug[SLUG_BYTES - 1] == '-')] = '\0';
  self->files = g_array_new (FALSE, FALSE, sizeof (ExportFile));
  g_array_set_clear_func (self->files, export_file_clear);
  self->lineage = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  self->lineage_seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->report = pnr_export_report_new ();
  return self;
}

void
pnr_export_set_free (PnrExportSet *self)
{
  g_hash_table_unref (self->lineage_seen);
  g_ptr_array_unref (self->lineage);
  g_array_unref (self->files);
  g_clear_pointer (&self->report, pnr_export_report_free);
  g_free (self->slug);
  g_free (self);
}

PnrExportReport *
pnr_export_set_get_report (PnrExportSet *self)
{
  return self->report;
}

/* Returns: (transfer full): the report; the set is good for nothing but freeing after it */
PnrExportReport *
pnr_export_set_take_report (PnrExportSet *self)
{
  return g_steal_pointer (&self->report);
}

/* The whole name of a file of the set, also of one that is still to come. */
char *
pnr_export_set_dup_file_name (PnrExportSet *self, const char *name)
{
  return g_strconcat (self->slug, "-", name, NULL);
}

/**
 * pnr_export_set_take_file:
 * @self: a set
 * @name: the end of the file's name; the plan's name comes before it
 * @text: (transfer full): what it holds
 * @n_rows: how many objects of the plan it holds
 *
 * Returns: the whole name, valid until the next file is taken
 */
const char *
pnr_export_set_take_file (PnrExportSet *self, const char *name, char *text, gint64 n_rows)
{
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  ExportFile file = { pnr_export_set_dup_file_name (self, name), text };

  g_array_append_val (self->files, file);
  pnr_export_report_add_file (self->report, file.name, n_rows, sha256);
  return file.name;
}

/**
 * pnr_export_set_add_lineage:
 * @self: a set
 * @contents: the plan
 * @decision: a relation or a bundle that a file was made from; one in several rows is told once
 *
 * Returns: (transfer none): its lineage id, until the next is added
 */
const char *
pnr_export_set_add_lineage (PnrExportSet *self, PnrContents *contents, PnrDecision *decision)
{
  char *id = pnr_lineage_id_dup (contents, decision);

  if (!g_hash_table_contains (self->lineage_seen, id))
    g_ptr_array_add (self->lineage,
                     g_variant_ref_sink (pnr_plan_json_write_lineage (contents, decision, id)));
  g_hash_table_add (self->lineage_seen, id);
  return id;
}

/* Returns: (transfer floating): what the files were made from, in their order, and why it is there
 */
GVariant *
pnr_export_set_dup_lineage (PnrExportSet *self)
{
  GVariantBuilder lineage = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("av"));

  for (guint i = 0; i < self->lineage->len; i++)
    g_variant_builder_add (&lineage, "v", g_ptr_array_index (self->lineage, i));
  return g_variant_builder_end (&lineage);
}

static gboolean
fail (const char *path, int failure, GError **error)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (error, PNR_EXCHANGE_ERROR, PNR_EXCHANGE_ERROR_UNWRITABLE,
               _ ("“%s” cannot be written: %s. Choose another folder."), shown,
               g_strerror (failure));
  return FALSE;
}

static gboolean
write_text (int file, const char *text, PnrProgress *progress, GError **error)
{
  gsize length = strlen (text);

  for (gsize at = 0; at < length;) {
    gssize n_written;

    if (!pnr_progress_check (progress, error))
      return FALSE;
    n_written = write (file, text + at, MIN (length - at, BLOCK_BYTES));
    if (n_written < 0 && errno != EINTR)
      return FALSE;
    at += (gsize) MAX (n_written, 0);
  }
  return fsync (file) == 0;
}

/* @place: where the file will stand in the end, for people. */
static gboolean
write_file (const char *path, const char *place, const char *text, PnrProgress *progress,
            GError **error)
{
  int file = g_open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  GError *cause = NULL;
  gboolean is_whole;
  int failure;

  if (file < 0)
    return fail (place, errno, error);
  is_whole = write_text (file, text, progress, &cause);
  failure = errno;
  if (close (file) != 0 && is_whole) {
    failure = errno;
    is_whole = FALSE;
  }
  if (is_whole)
    return TRUE;
  if (cause == NULL)
    return fail (place, failure, error);
  g_propagate_error (error, cause);
  return FALSE;
}

static void
sync_folder (const char *folder)
{
  int opened = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (opened < 0)
    return;
  fsync (opened);
  close (opened);
}

/* Puts a file in its place; what stood there waits in the workshop until all are in place. */
static gboolean
move_in (const char *workshop, const char *folder, const char *name, GError **error)
{
  g_autofree char *made = g_build_filename (workshop, name, NULL);
  g_autofree char *place = g_build_filename (folder, name, NULL);
  g_autofree char *former = g_strconcat (made, ".former", NULL);

  if (g_file_test (place, G_FILE_TEST_IS_DIR) && !g_file_test (place, G_FILE_TEST_IS_SYMLINK))
    return fail (place, EISDIR, error);
  if (g_rename (place, former) != 0 && errno != ENOENT)
    return fail (place, errno, error);
  if (g_rename (made, place) != 0) {
    int failure = errno;

    g_rename (former, place);
    return fail (place, failure, error);
  }
  return TRUE;
}

static void
move_back (const char *workshop, const char *folder, const char *name)
{
  g_autofree char *place = g_build_filename (folder, name, NULL);
  g_autofree char *former = g_strconcat (workshop, "/", name, ".former", NULL);

  if (g_rename (former, place) != 0)
    g_unlink (place);
}

static gboolean
export_set_fill (PnrExportSet *self, const char *workshop, const char *folder,
                 PnrProgress *progress, GError **error)
{
  for (guint i = 0; i < self->files->len; i++) {
    ExportFile *file = &g_array_index (self->files, ExportFile, i);
    g_autofree char *path = g_build_filename (workshop, file->name, NULL);
    g_autofree char *place = g_build_filename (folder, file->name, NULL);

    if (!write_file (path, place, file->text, progress, error))
      return FALSE;
  }
  if (!pnr_progress_check (progress, error))
    return FALSE;
  for (guint i = 0; i < self->files->len; i++) {
    if (move_in (workshop, folder, g_array_index (self->files, ExportFile, i).name, error))
      continue;
    while (i-- > 0)
      move_back (workshop, folder, g_array_index (self->files, ExportFile, i).name);
    return FALSE;
  }
  return TRUE;
}

static void
export_set_sweep (PnrExportSet *self, const char *workshop)
{
  for (guint i = 0; i < self->files->len; i++) {
    g_autofree char *path =
        g_build_filename (workshop, g_array_index (self->files, ExportFile, i).name, NULL);
    g_autofree char *former = g_strconcat (path, ".former", NULL);

    g_unlink (path);
    g_unlink (former);
  }
  g_rmdir (workshop);
}

/* Makes @folder and those above it. Returns: (element-type filename): those made, deepest last */
static GPtrArray *
make_folders (const char *folder, GError **error)
{
  g_autoptr (GPtrArray) missing = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) made = g_ptr_array_new_with_free_func (g_free);

  for (char *at = g_strdup (folder);; at = g_path_get_dirname (at)) {
    gboolean exists = g_file_test (at, G_FILE_TEST_EXISTS);

    g_ptr_array_add (missing, at);
    if (exists)
      break;
  }
  for (guint i = missing->len - 1; i-- > 0;) {
    if (g_mkdir (missing->pdata[i], 0777) == 0) {
      g_ptr_array_add (made, g_strdup (missing->pdata[i]));
    } else if (errno != EEXIST) {
      fail (folder, errno, error);
      while (made->len > 0) {
        g_rmdir (made->pdata[made->len - 1]);
        g_ptr_array_set_size (made, (int) made->len - 1);
      }
      return NULL;
    }
  }
  return g_steal_pointer (&made);
}

/**
 * pnr_export_set_write:
 * @self: a set
 * @folder: where the files go; made where it is missing
 * @progress: (nullable): asked once per MiB
 *
 * The files are written and synced in a folder inside @folder and moved when all of them stand.
 * Files of the same names are replaced; after a failure or a cancel they are as they were.
 *
 * Returns: whether all files are in place
 */
gboolean
pnr_export_set_write (PnrExportSet *self, const char *folder, PnrProgress *progress, GError **error)
{
  g_autoptr (GPtrArray) made = make_folders (folder, error);
  g_autofree char *workshop = g_build_filename (folder, ".pannier-export-XXXXXX", NULL);
  gboolean is_whole;

  if (made == NULL)
    return FALSE;
  if (g_mkdtemp_full (workshop, 0700) == NULL) {
    is_whole = fail (folder, errno, error);
  } else {
    is_whole = export_set_fill (self, workshop, folder, progress, error);
    export_set_sweep (self, workshop);
  }
  if (is_whole)
    sync_folder (folder);
  while (!is_whole && made->len > 0) {
    g_rmdir (made->pdata[made->len - 1]);
    g_ptr_array_set_size (made, (int) made->len - 1);
  }
  return is_whole;
}
