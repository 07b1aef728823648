/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The log of a plan, read: every action, and to which of them one can return. */
#pragma once

#include "store/pnr-db.h"

G_BEGIN_DECLS

GPtrArray *pnr_history_log_read (PnrDb *db, guint n_newest, GError **error);
gboolean pnr_history_log_read_names (PnrDb *db, char **undo_name, char **redo_name, GError **error);

G_END_DECLS
