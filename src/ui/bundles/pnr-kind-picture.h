/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The picture of one kind of bundle as a widget: in the theme's colours, mirrored with the text. */
#pragma once

#include "model/pnr-kinds.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PNR_TYPE_KIND_PICTURE (pnr_kind_picture_get_type ())
G_DECLARE_FINAL_TYPE (PnrKindPicture, pnr_kind_picture, PNR, KIND_PICTURE, GtkWidget)

void pnr_kind_picture_set_kind (PnrKindPicture *self, PnrBundleKind kind);

G_END_DECLS
