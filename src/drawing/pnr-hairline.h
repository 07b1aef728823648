/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Thousands of thin smooth lines at once, laid straight into the pixels of a picture. */
#pragma once

#include <cairo.h>

#include "drawing/pnr-palette.h"

G_BEGIN_DECLS

/* Lives on the stack between begin and end, during which nothing else may paint. */
typedef struct {
  cairo_surface_t *surface;
  guint32 *pixels;
  int stride;
  int left;
  int top;
  int right;
  int bottom;
  double scale;
  cairo_matrix_t matrix;
} PnrHairline;

gboolean pnr_hairline_begin (PnrHairline *self, cairo_t *cr);
void pnr_hairline_draw (PnrHairline *self, PnrColour colour, double line_width,
                        const double *dashes, int n_dashes, double x1, double y1, double x2,
                        double y2);
void pnr_hairline_end (PnrHairline *self);

gboolean pnr_line_trim (const cairo_rectangle_t *box, double *x1, double *y1, double *x2,
                        double *y2);

G_END_DECLS
