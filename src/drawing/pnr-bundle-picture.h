/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small picture of each kind of bundle: which products go together, and what comes of it. */
#pragma once

#include <cairo.h>

#include "drawing/pnr-palette.h"
#include "model/pnr-kinds.h"

G_BEGIN_DECLS

/* The pictures are drawn for this size and grow evenly. */
#define PNR_BUNDLE_PICTURE_WIDTH 112
#define PNR_BUNDLE_PICTURE_HEIGHT 64

void pnr_bundle_picture_paint (PnrBundleKind kind, cairo_t *cr, double width, double height,
                               const PnrPalette *palette);

G_END_DECLS
