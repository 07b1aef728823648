/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The progress of a job, shown where its result will appear: step, share done, Cancel. */
#pragma once

#include <adwaita.h>

#include "base/pnr-progress.h"

G_BEGIN_DECLS

#define PNR_TYPE_JOB_VIEW (pnr_job_view_get_type ())
G_DECLARE_FINAL_TYPE (PnrJobView, pnr_job_view, PNR, JOB_VIEW, AdwBin)

PnrProgress *pnr_job_view_start (PnrJobView *self, const char *title);
void pnr_job_view_stop (PnrJobView *self);
void pnr_job_view_cancel (PnrJobView *self);
gboolean pnr_job_view_is_running (PnrJobView *self);

G_END_DECLS
