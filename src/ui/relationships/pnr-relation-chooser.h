/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks how two products belong together: a popover with one button, and one key, per kind. */
#pragma once

#include <gtk/gtk.h>

#include "model/pnr-kinds.h"

G_BEGIN_DECLS

#define PNR_TYPE_RELATION_CHOOSER (pnr_relation_chooser_get_type ())
G_DECLARE_FINAL_TYPE (PnrRelationChooser, pnr_relation_chooser, PNR, RELATION_CHOOSER, GtkPopover)

/* Signal: "chosen" (PnrRelationKind kind, gboolean is_two_way). */

GtkWidget *pnr_relation_chooser_new (GtkWidget *parent);

void pnr_relation_chooser_ask (PnrRelationChooser *self, double x, double y, const char *from,
                               const char *to, gboolean is_two_way);

G_END_DECLS
