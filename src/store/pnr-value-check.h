/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the values in a plan are ones that Pannier could have put there. */
#pragma once

#include "store/pnr-db.h"

G_BEGIN_DECLS

gboolean pnr_value_check_amounts (PnrDb *db, GError **error);
gboolean pnr_value_check_texts (PnrDb *db, char **sentence, GError **error);
gboolean pnr_value_check_drop_amounts (PnrDb *db, GError **error);

G_END_DECLS
