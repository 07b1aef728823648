/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A thing that can be gone to or done by its name: a page, an action, a product, a bundle. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define PNR_TYPE_DESTINATION (pnr_destination_get_type ())
G_DECLARE_FINAL_TYPE (PnrDestination, pnr_destination, PNR, DESTINATION, GObject)

PnrDestination *pnr_destination_new (const char *title, const char *detail, const char *icon_name,
                                     const char *action);

const char *pnr_destination_get_title (PnrDestination *self);
const char *pnr_destination_get_detail (PnrDestination *self);
const char *pnr_destination_get_icon_name (PnrDestination *self);
const char *pnr_destination_get_action (PnrDestination *self);
guint pnr_destination_get_rank (PnrDestination *self);
void pnr_destination_set_rank (PnrDestination *self, guint rank);

guint pnr_destination_rank (const char *title, const char *code, const char *searched);

G_END_DECLS
