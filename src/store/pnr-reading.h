/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A plan read whole or in part: snapshots, what changed, the fingerprint of the data. */
#pragma once

#include "store/pnr-db.h"
#include "store/pnr-store-change.h"

G_BEGIN_DECLS

PnrContents *pnr_reading_read_contents (PnrDb *db, const char *name, const char *currency,
                                        GError **error);
gboolean pnr_reading_read_changes (PnrDb *db, GBytes *changeset, PnrStoreChange *change,
                                   gboolean *is_small, GError **error);
gboolean pnr_reading_has_sound_ids (PnrDb *db, gboolean *are_sound, GError **error);
gboolean pnr_reading_read_last_id (PnrDb *db, gint64 *last_id, GError **error);
gboolean pnr_reading_read_first_id (PnrDb *db, gint64 *first_id, GError **error);
char *pnr_reading_hash_contents (PnrContents *contents);
char *pnr_reading_dump (PnrDb *db, GError **error);

gboolean pnr_reading_count_days (PnrDb *db, gint64 *n_days, GError **error);

G_END_DECLS
