/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of the log's table: when, who, what, why, and what became of it. */
#pragma once

#include "ui/log/pnr-log-page.h"

G_BEGIN_DECLS

void pnr_log_columns_add (GtkColumnView *view, PnrLogPage *page);
void pnr_log_columns_arrange (GtkColumnView *view, int width);

G_END_DECLS
