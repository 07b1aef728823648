/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The plan in numbers: how much there is, and what the orders earned. */
#pragma once

#include "model/pnr-contents.h"
#include "store/pnr-db.h"

G_BEGIN_DECLS

GVariant *pnr_figures_read (PnrDb *db, PnrContents *contents, GError **error);

G_END_DECLS
