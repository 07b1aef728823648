/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list that follows another a few rows at a time, so that no view builds them all in one frame.
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PNR_TYPE_GRADUAL_LIST (pnr_gradual_list_get_type ())
G_DECLARE_FINAL_TYPE (PnrGradualList, pnr_gradual_list, PNR, GRADUAL_LIST, GObject)

/* Signal "settled": every row is as in the model again. */

PnrGradualList *pnr_gradual_list_new (GListModel *model);
gboolean pnr_gradual_list_is_settled (PnrGradualList *self);

G_END_DECLS
