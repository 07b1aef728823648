/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every chart can do: paint itself, say its sentence, read values under a pointer, be a table.
 */
#pragma once

#include <cairo.h>
#include <glib-object.h>

#include "drawing/pnr-palette.h"

G_BEGIN_DECLS

#define PNR_TYPE_CHART (pnr_chart_get_type ())
G_DECLARE_DERIVABLE_TYPE (PnrChart, pnr_chart, PNR, CHART, GObject)

/* All virtual functions are called only through the wrappers below; @get_point and @find_point
 * work in the same coordinates as @paint. */
struct _PnrChartClass {
  GObjectClass parent_class;

  void (*paint) (PnrChart *self, cairo_t *cr, double width, double height,
                 const PnrPalette *palette);
  const char *(*get_title) (PnrChart *self);
  char *(*dup_description) (PnrChart *self);
  guint (*get_n_points) (PnrChart *self);
  gboolean (*get_point_position) (PnrChart *self, guint point, double width, double height,
                                  double *x, double *y);
  char *(*dup_point_reading) (PnrChart *self, guint point);
  gboolean (*find_point) (PnrChart *self, double x, double y, double width, double height,
                          guint *point);
  GStrv (*dup_headers) (PnrChart *self);
  GPtrArray *(*dup_rows) (PnrChart *self);
};

/* Signal "changed": what paint() draws is different now. */

void pnr_chart_paint (PnrChart *self, cairo_t *cr, double width, double height,
                      const PnrPalette *palette);
void pnr_chart_paint_mark (PnrChart *self, cairo_t *cr, guint point, double width, double height,
                           const PnrPalette *palette);
const char *pnr_chart_get_title (PnrChart *self);
char *pnr_chart_dup_description (PnrChart *self);

guint pnr_chart_get_n_points (PnrChart *self);
gboolean pnr_chart_get_point_position (PnrChart *self, guint point, double width, double height,
                                       double *x, double *y);
char *pnr_chart_dup_point_reading (PnrChart *self, guint point);
gboolean pnr_chart_find_point (PnrChart *self, double x, double y, double width, double height,
                               guint *point);
char *pnr_chart_dup_reading (PnrChart *self, double x, double y, double width, double height);

GStrv pnr_chart_dup_headers (PnrChart *self);
GPtrArray *pnr_chart_dup_rows (PnrChart *self);

/* For charts: the palette of the last painting, whose lettering hit tests must measure with. */
const PnrPalette *pnr_chart_get_palette (PnrChart *self);
void pnr_chart_changed (PnrChart *self);

G_END_DECLS
