/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window on one plan: sections at the left, the page of the chosen one, toasts. */
#pragma once

#include "ui/pnr-application.h"
#include "ui/pnr-session.h"

G_BEGIN_DECLS

#define PNR_TYPE_WINDOW (pnr_window_get_type ())
G_DECLARE_FINAL_TYPE (PnrWindow, pnr_window, PNR, WINDOW, AdwApplicationWindow)

PnrWindow *pnr_window_new (PnrApplication *application);

void pnr_window_show_start (PnrWindow *self);

void pnr_window_open_plan (PnrWindow *self, GFile *file);
void pnr_window_import_files (PnrWindow *self, GListModel *files);
gboolean pnr_window_is_empty (PnrWindow *self);
gboolean pnr_window_shows (PnrWindow *self, GFile *file);

PnrSession *pnr_window_get_session (PnrWindow *self);

G_END_DECLS
