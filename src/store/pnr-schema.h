/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of a plan, by version: lays them out, brings old plans forward, refuses strangers. */
#pragma once

#include "store/pnr-db.h"

G_BEGIN_DECLS

#define PNR_SCHEMA_VERSION 5

gboolean pnr_schema_lay_out (PnrDb *db, GError **error);
gboolean pnr_schema_lay_out_version (PnrDb *db, guint version, GError **error);
gboolean pnr_schema_check (PnrDb *db, GError **error);
gboolean pnr_schema_is_newest (PnrDb *db, gboolean *is_newest, GError **error);
gboolean pnr_schema_bring_forward (PnrDb *db, const char *path, GError **error);
PnrDb *pnr_schema_dup_forward (PnrDb *db, GError **error);
const char *pnr_schema_get_sql (guint version);

G_END_DECLS
