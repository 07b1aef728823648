/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far a job has come, told by its worker and read by whoever waits, and the wish to stop it. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PNR_TYPE_PROGRESS (pnr_progress_get_type ())
G_DECLARE_FINAL_TYPE (PnrProgress, pnr_progress, PNR, PROGRESS, GObject)

PnrProgress *pnr_progress_new (void);

GCancellable *pnr_progress_get_cancellable (PnrProgress *self);
double pnr_progress_get_fraction (PnrProgress *self);
char *pnr_progress_dup_step (PnrProgress *self);

void pnr_progress_begin_step (PnrProgress *self, const char *step);
gboolean pnr_progress_begin_last_step (PnrProgress *self, const char *step, GError **error);
gboolean pnr_progress_is_in_last_step (PnrProgress *self);
void pnr_progress_set_fraction (PnrProgress *self, double fraction);
void pnr_progress_cancel (PnrProgress *self);
gboolean pnr_progress_is_cancelled (PnrProgress *self);
gboolean pnr_progress_check (PnrProgress *self, GError **error);

G_END_DECLS
