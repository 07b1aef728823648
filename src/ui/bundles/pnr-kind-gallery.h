/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All nine kinds of bundles side by side: a picture, a name and the consequence of each. */
#pragma once

#include "model/pnr-bundle.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define PNR_TYPE_KIND_GALLERY (pnr_kind_gallery_get_type ())
G_DECLARE_FINAL_TYPE (PnrKindGallery, pnr_kind_gallery, PNR, KIND_GALLERY, AdwWindow)

/* Signal "chosen" (PnrBundleKind kind), after which it closes. Action "gallery.choose" (i). */

PnrKindGallery *pnr_kind_gallery_new (GtkWidget *over);

void pnr_kind_gallery_show_bundle (PnrKindGallery *self, PnrBundle *bundle);
void pnr_kind_gallery_show_products (PnrKindGallery *self, guint n_products);

G_END_DECLS
