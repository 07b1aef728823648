/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opens bytes as a plan and does to it what a window would; aborts when a promise is broken. */
#include "plan-visitor.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "model/pnr-log-entry.h"
#include "plan-mutator.h"
#include "store/pnr-store.h"

/* Whoever refuses says why, in words that can be shown. */
static void
check_sentence (GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (error->domain == PNR_STORE_ERROR);
  g_assert_cmpuint (strlen (error->message), >, 20);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
read_all (PnrStore *store)
{
  GError *error = NULL;
  PnrStoreChange *state = pnr_store_read_state (store, &error);
  PnrBasketSet *baskets;
  GPtrArray *log;
  GVariant *info;

  if (state != NULL)
    pnr_store_change_free (state);
  else
    check_sentence (error);
  g_clear_error (&error);
  info = pnr_store_read_info (store, &error);
  if (info != NULL)
    g_variant_unref (g_variant_ref_sink (info));
  else
    check_sentence (error);
  g_clear_error (&error);
  log = pnr_store_read_log (store, 0, &error);
  if (log != NULL)
    g_ptr_array_unref (log);
  else
    check_sentence (error);
  g_clear_error (&error);
  baskets = pnr_store_read_baskets (store, NULL, &error);
  if (baskets != NULL)
    pnr_basket_set_unref (baskets);
  else
    check_sentence (error);
  g_clear_error (&error);
}

static void
try_step (PnrStore *store, gboolean (*step) (PnrStore *, PnrStoreChange **, GError **))
{
  g_autofree char *before = pnr_store_dump (store, NULL);
  g_autofree char *after = NULL;
  PnrStoreChange *change = NULL;
  g_autoptr (GError) error = NULL;

  if (step (store, &change, &error)) {
    g_clear_pointer (&change, pnr_store_change_free);
    return;
  }
  check_sentence (error);
  after = pnr_store_dump (store, NULL);
  if (before != NULL && after != NULL)
    g_assert_cmpstr (before, ==, after);
}

/* Over as many steps as the log has, in one transaction. */
static gboolean
revert_all (PnrStore *store, PnrStoreChange **change, GError **error)
{
  return pnr_store_return_to (store, 0, NULL, change, error);
}

static gboolean
revert_to_newest (PnrStore *store, PnrStoreChange **change, GError **error)
{
  g_autoptr (GPtrArray) log = pnr_store_read_log (store, 1, error);

  return log != NULL
         && pnr_store_return_to (store,
                                 log->len > 0 ? pnr_log_entry_get_facts (log->pdata[0])->id : 0,
                                 NULL, change, error);
}

/* Like a window: a connection that writes, one that reads beside it. */
static gboolean
visit_file (const char *path, PnrStoreOpenFlags flags)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PnrStore) store = pnr_store_open (path, flags, &error);
  g_autoptr (PnrStore) reader = NULL;

  if (store == NULL) {
    check_sentence (error);
    return FALSE;
  }
  read_all (store);
  if (flags & PNR_STORE_OPEN_READ_ONLY)
    return TRUE;
  reader = pnr_store_open (path, PNR_STORE_OPEN_READ_ONLY, NULL);
  if (reader != NULL)
    read_all (reader);
  try_step (store, pnr_store_undo);
  try_step (store, pnr_store_undo);
  try_step (store, pnr_store_redo);
  try_step (store, revert_all);
  try_step (store, revert_to_newest);
  read_all (store);
  return TRUE;
}

static void
write_file (const char *path, const guint8 *data, gsize size)
{
  FILE *file = fopen (path, "wb");

  g_assert_nonnull (file);
  g_assert_cmpuint (fwrite (data, 1, size, file), ==, size);
  g_assert_cmpint (fclose (file), ==, 0);
}

static void
check_untouched (const char *path, const guint8 *data, gsize size)
{
  g_autofree char *bytes = NULL;
  gsize n_bytes;

  g_assert_true (g_file_get_contents (path, &bytes, &n_bytes, NULL));
  g_assert_cmpmem (bytes, n_bytes, data, size);
}

/* Neither a log nor an index of one is made beside a plan that came without. */
static void
check_nothing_beside (const char *path)
{
  static const char *const suffixes[] = { "-wal", "-shm" };

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++) {
    g_autofree char *beside = g_strconcat (path, suffixes[i], NULL);

    g_assert_false (g_file_test (beside, G_FILE_TEST_EXISTS));
  }
}

/**
 * plan_visit:
 * @folder: where a file may be made
 * @data: what shall be in it
 * @size: how many bytes
 *
 * What is refused, and what is only read, stays as it was to the byte, unless a journal beside it
 * had to be rolled back.
 *
 * Returns: whether it was opened for writing
 */
gboolean
plan_visit (const char *folder, const guint8 *data, gsize size)
{
  g_autofree char *path = g_build_filename (folder, "visited.pannier", NULL);
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  gsize journal_size = plan_get_journal_size (data, size);
  gsize plan_size = size - journal_size;
  gboolean is_opened;

  write_file (path, data, plan_size);
  if (journal_size > 0)
    write_file (journal, data + plan_size, journal_size - 4 - strlen (PLAN_JOURNAL_MARK));
  visit_file (path, PNR_STORE_OPEN_READ_ONLY);
  check_nothing_beside (path);
  if (journal_size == 0)
    check_untouched (path, data, plan_size);
  is_opened = visit_file (path, PNR_STORE_OPEN_DEFAULT);
  check_nothing_beside (path);
  if (!is_opened && journal_size == 0)
    check_untouched (path, data, plan_size);
  g_unlink (path);
  g_unlink (journal);
  return is_opened;
}
