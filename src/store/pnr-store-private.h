/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rooms of the plan file's front door share. */
#pragma once

#include "store/pnr-history.h"
#include "store/pnr-plan-file.h"
#include "store/pnr-store-intake.h"
#include "store/pnr-store.h"

G_BEGIN_DECLS

struct _PnrStore {
  GObject parent_instance;

  PnrPlanFile *file;
  PnrDb *db;
  char *path;
  char *name;
  char *currency;
  char *read_only_reason;
  char *warning;
  gboolean is_read_only;
  gboolean is_copy;  /* of the file, gone with the connection */
  gboolean is_apart; /* a copy whose pages are the file's, without what a crash left */
  gboolean is_sound;
  gint64 last_id;
  gint64 data_version;
  gint64 proved_version;
  PnrProgress *progress;
  gint64 next_snapshot;
  char *notice;
  gint64 counted_orders; /* those that @history_days is of */
  gint64 history_days;

  PnrStoreIntake *intake;
  PnrRecording *import_recording;
  char *import_name;
  char *import_reason;
  char *before_import; /* the snapshot that was taken, or NULL */
};

gboolean pnr_store_read_names (PnrStore *self, PnrStoreChange *change, GError **error);
PnrStoreChange *pnr_store_read_change (PnrStore *self, GBytes *changeset, gboolean is_everything,
                                       GError **error);
gboolean pnr_store_prove_again (PnrStore *self, GError **error);
gboolean pnr_store_begin (PnrStore *self, GError **error);
gboolean pnr_store_end (PnrStore *self, PnrStoreChange *fresh, PnrStoreChange **change,
                        GError **error);
void pnr_store_end_import (PnrStore *self);

void pnr_store_note (PnrStore *self, const char *sentence);
gboolean pnr_store_try_journal (PnrStore *self, GError **error);
gboolean pnr_store_read_before (PnrStore *self);
void pnr_store_note_recovery (PnrStore *self);
void pnr_store_keep_daily (PnrStore *self);
void pnr_store_keep_before_import (PnrStore *self);

G_END_DECLS
