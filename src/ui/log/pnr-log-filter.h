/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which actions of the log are shown: by state, by period, by words. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PNR_TYPE_LOG_FILTER (pnr_log_filter_get_type ())
G_DECLARE_FINAL_TYPE (PnrLogFilter, pnr_log_filter, PNR, LOG_FILTER, GtkFilter)

PnrLogFilter *pnr_log_filter_new (void);
void pnr_log_filter_choose (PnrLogFilter *self, const char *state, const char *period,
                            const char *words, GDateTime *now);

G_END_DECLS
