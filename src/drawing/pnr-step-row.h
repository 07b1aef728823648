/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rows of a chart that goes from one total to another in steps: a name, a bar, an amount. */
#pragma once

#include "drawing/pnr-axis.h"
#include "drawing/pnr-pen.h"

G_BEGIN_DECLS

/**
 * PnrStepRow:
 * @is_total: its bar stands on the start of the scale, not on the step before
 * @from, @to: in the unit of the chart; of a total only @to counts
 */
typedef struct {
  const char *name;
  char *amount;
  gboolean is_total;
  double from;
  double to;
} PnrStepRow;

/**
 * PnrStepColumns:
 *
 * Where names, bars and amounts stand. Rows, not columns of bars: names and amounts have their
 * places at the sides and can never collide.
 */
typedef struct {
  double names_width;
  double left;
  double right;
  double amounts_right;
} PnrStepColumns;

GArray *pnr_step_rows_new (void);
void pnr_step_rows_add (GArray *rows, const char *name, char *amount, gboolean is_total,
                        gint64 from, gint64 to);
const PnrStepRow *pnr_step_rows_get (GArray *rows, guint index);

PnrStepColumns pnr_step_rows_place (GArray *rows, PnrPen *pen, double width);
PnrAxis pnr_step_rows_scale (GArray *rows, guint first, guint n_rows,
                             const PnrStepColumns *columns);

void pnr_step_row_paint (const PnrStepRow *row, PnrPen *pen, const PnrStepColumns *columns,
                         const PnrAxis *axis, double middle, double height, gboolean is_last);
double pnr_step_row_get_middle (const PnrStepRow *row, const PnrAxis *axis);

G_END_DECLS
