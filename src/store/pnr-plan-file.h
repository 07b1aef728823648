/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan as a file of the disk: looked at before SQLite touches it, locked, never half written.
 */
#pragma once

#include <glib.h>

#include "store/pnr-store-error.h"

G_BEGIN_DECLS

typedef struct _PnrPlanFile PnrPlanFile;

PnrPlanFile *pnr_plan_file_open (const char *path, gboolean is_reader, GError **error);
void pnr_plan_file_close (PnrPlanFile *self);

const char *pnr_plan_file_get_path (PnrPlanFile *self);
int pnr_plan_file_get_descriptor (PnrPlanFile *self);
const char *pnr_plan_file_get_read_only_reason (PnrPlanFile *self);
const char *pnr_plan_file_get_warning (PnrPlanFile *self);
gboolean pnr_plan_file_has_journal (PnrPlanFile *self);
gboolean pnr_plan_file_can_recover (PnrPlanFile *self);
gboolean pnr_plan_file_is_torn (PnrPlanFile *self);
gboolean pnr_plan_file_is_kept_from_readers (PnrPlanFile *self);
gboolean pnr_plan_file_is_in_place (PnrPlanFile *self);
gboolean pnr_plan_file_is_first (PnrPlanFile *self);
gboolean pnr_plan_file_is_known_sound (PnrPlanFile *self);
void pnr_plan_file_note_sound (PnrPlanFile *self);
gboolean pnr_plan_file_is_proved (PnrPlanFile *self);
void pnr_plan_file_note_proved (PnrPlanFile *self);
void pnr_plan_file_note_unproved (PnrPlanFile *self);
void pnr_plan_file_condemn (PnrPlanFile *self);
gboolean pnr_plan_file_is_condemned (PnrPlanFile *self);

char *pnr_plan_file_dup_plan_name (const char *path);
gboolean pnr_plan_file_check_name (const char *path, GError **error);
char *pnr_plan_file_begin (const char *path, gboolean replaces, GError **error);
gboolean pnr_plan_file_end (const char *unfinished, const char *path, gboolean replaces,
                            GError **error);
void pnr_plan_file_abandon (const char *unfinished);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrPlanFile, pnr_plan_file_close)

G_END_DECLS
