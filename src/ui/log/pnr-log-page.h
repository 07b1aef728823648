/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The log: who did what, when and why, and the way back to any point of it. */
#pragma once

#include <adwaita.h>

#include "ui/pnr-session.h"

G_BEGIN_DECLS

#define PNR_TYPE_LOG_PAGE (pnr_log_page_get_type ())
G_DECLARE_FINAL_TYPE (PnrLogPage, pnr_log_page, PNR, LOG_PAGE, AdwBin)

GDateTime *pnr_log_page_get_now (PnrLogPage *self);
GListModel *pnr_log_page_get_rows (PnrLogPage *self);

G_END_DECLS
