/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A new plan: laid out beside its place, and put there whole. */
#include "config.h"

#include "store/pnr-store.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/pnr-currency.h"
#include "store/pnr-plan-file.h"
#include "store/pnr-schema.h"
#include "store/pnr-statement.h"

#define SALT_SIZE 32

/* For telling plans and customers apart, not for secrets that are sent anywhere. */
static void
fill_with_chance (guint8 *bytes, gsize size)
{
  for (gsize i = 0; i < size; i += 16) {
    g_autofree char *uuid = g_uuid_string_random ();
    g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
    guint8 digest[32];
    gsize length = sizeof digest;

    g_checksum_update (checksum, (const guchar *) uuid, -1);
    g_checksum_get_digest (checksum, digest, &length);
    memcpy (bytes + i, digest, MIN ((gsize) 16, size - i));
  }
}

static gboolean
insert_plan (PnrDb *db, const char *path, const char *currency, GError **error)
{
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *name = pnr_plan_file_dup_plan_name (path);
  guint8 salt[SALT_SIZE];
  PnrStatement *insert = pnr_db_get_statement (
      db, "INSERT INTO plan (id, uuid, name, currency, salt, created) VALUES (1, ?, ?, ?, ?, ?)",
      error);

  if (insert == NULL)
    return FALSE;
  fill_with_chance (salt, sizeof salt);
  pnr_statement_bind_text (insert, 1, uuid);
  pnr_statement_bind_text (insert, 2, name);
  pnr_statement_bind_text (insert, 3, currency);
  pnr_statement_bind_blob (insert, 4, salt, sizeof salt);
  pnr_statement_bind_number (insert, 5, g_get_real_time () / G_USEC_PER_SEC);
  return pnr_statement_run (insert, error);
}

static gboolean
fill_new_plan (const char *unfinished, const char *path, const char *currency, GError **error)
{
  g_autoptr (PnrDb) db = pnr_db_create (unfinished, error);

  return db != NULL && pnr_schema_lay_out (db, error) && insert_plan (db, path, currency, error);
}

/* There is no plan yet in which nothing could be changed. */
static void
tell_what_was_not_made (const char *path, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);

  if (!g_error_matches (*error, PNR_STORE_ERROR, PNR_STORE_ERROR_DISK_FULL))
    return;
  g_clear_error (error);
  g_set_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_DISK_FULL,
               _ ("The disk is full; “%s” was not made. Free some space and try again."), name);
}

/**
 * pnr_store_create:
 * @path: where the plan shall be; nothing may be there yet
 * @currency: an ISO 4217 code
 * @error: a place for a sentence
 *
 * The plan appears whole or not at all.
 *
 * Returns: (transfer full) (nullable): the new plan, open
 */
PnrStore *
pnr_store_create (const char *path, const char *currency, GError **error)
{
  g_autofree char *unfinished = NULL;
  GError *refusal = NULL;

  if (!pnr_currency_is_active (currency)) {
    g_autofree char *shown = g_utf8_make_valid (currency, -1);

    g_set_error (error, PNR_STORE_ERROR, PNR_STORE_ERROR_INVALID,
                 _ ("“%s” is not a currency. Give its three letters, such as EUR."), shown);
    return NULL;
  }
  unfinished = pnr_plan_file_begin (path, FALSE, error);
  if (unfinished == NULL)
    return NULL;
  if (fill_new_plan (unfinished, path, currency, &refusal)
      && pnr_plan_file_end (unfinished, path, FALSE, &refusal))
    return pnr_store_open (path, PNR_STORE_OPEN_DEFAULT, error);
  pnr_plan_file_abandon (unfinished);
  tell_what_was_not_made (path, &refusal);
  g_propagate_error (error, refusal);
  return NULL;
}
