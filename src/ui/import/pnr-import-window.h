/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An import from the first look at the files to the list of rows that were left out. */
#pragma once

#include "ui/pnr-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define PNR_TYPE_IMPORT_WINDOW (pnr_import_window_get_type ())
G_DECLARE_FINAL_TYPE (PnrImportWindow, pnr_import_window, PNR, IMPORT_WINDOW, AdwWindow)

PnrImportWindow *pnr_import_window_new (GtkWindow *parent, PnrSession *session, GListModel *files);

G_END_DECLS
