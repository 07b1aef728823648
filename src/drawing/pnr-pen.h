/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lettering and lines in a palette's hand: measured, shortened, safe for names in any script. */
#pragma once

#include <cairo.h>
#include <pango/pangocairo.h>

#include "drawing/pnr-palette.h"

G_BEGIN_DECLS

typedef enum {
  PNR_LETTERING_PLAIN = 0,
  PNR_LETTERING_BOLD = 1 << 0,
  PNR_LETTERING_SMALL = 1 << 1,
  PNR_LETTERING_LARGE = 1 << 2,
} PnrLettering;

/* Lives on the stack: g_auto (PnrPen) pen = pnr_pen_begin (cr, palette). Without a @cr it only
 * measures; measures do not depend on the surface. */
typedef struct {
  cairo_t *cr;
  const PnrPalette *palette;
  PangoLayout *layout;
} PnrPen;

PnrPen pnr_pen_begin (cairo_t *cr, const PnrPalette *palette);
void pnr_pen_end (PnrPen *self);

void pnr_pen_measure (PnrPen *self, const char *text, PnrLettering lettering, double *width,
                      double *height);
double pnr_pen_get_line_height (PnrPen *self, PnrLettering lettering);
void pnr_pen_write (PnrPen *self, const char *text, PnrLettering lettering, PnrColour colour,
                    double x, double y, double width, double alignment);
double pnr_pen_write_lines (PnrPen *self, const char *text, PnrLettering lettering,
                            PnrColour colour, double x, double y, double width, guint n_lines);
double pnr_pen_measure_lines (PnrPen *self, const char *text, PnrLettering lettering, double width,
                              guint n_lines);

void pnr_pen_set_colour (cairo_t *cr, PnrColour colour);
void pnr_pen_line (PnrPen *self, PnrColour colour, double line_width, double x1, double y1,
                   double x2, double y2);
void pnr_pen_dot (PnrPen *self, PnrColour colour, double x, double y, double radius);
void pnr_pen_ring (PnrPen *self, PnrColour colour, double x, double y, double radius,
                   double line_width);
void pnr_pen_box (cairo_t *cr, double x, double y, double width, double height, double radius);

PangoLayout *pnr_pen_new_layout (const PnrPalette *palette, const char *text,
                                 PnrLettering lettering, double width);
void pnr_pen_show_layout (cairo_t *cr, PangoLayout *layout, double x, double y);
char *pnr_text_isolate (const char *text);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PnrPen, pnr_pen_end)

G_END_DECLS
