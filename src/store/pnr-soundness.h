/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the pages and the references of a plan are as they must be. */
#pragma once

#include "store/pnr-db.h"

G_BEGIN_DECLS

gboolean pnr_soundness_refuse (GError **error);
gboolean pnr_soundness_check_pages (PnrDb *db, GError **error);
gboolean pnr_soundness_check_pages_and_indexes (PnrDb *db, GError **error);
gboolean pnr_soundness_check_references (PnrDb *db, GError **error);
GPtrArray *pnr_soundness_list_faults (PnrDb *db, const char *name, GError **error);

G_END_DECLS
