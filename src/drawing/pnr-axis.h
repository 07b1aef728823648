/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From values to places on the paper and back, with round numbers for ticks. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Values @low to @high stand at places @from to @to. On a logarithmic axis @step is unused and
 * ticks stand at 1, 2 and 5 of each decade. */
typedef struct {
  double low;
  double high;
  double from;
  double to;
  double step;
  gboolean is_log;
} PnrAxis;

PnrAxis pnr_axis_linear (double low, double high, double from, double to, guint n_ticks,
                         gboolean is_widened);
PnrAxis pnr_axis_logarithmic (double low, double high, double from, double to);
double pnr_axis_place (const PnrAxis *self, double value);
double pnr_axis_value (const PnrAxis *self, double place);
double *pnr_axis_dup_ticks (const PnrAxis *self, guint *n_ticks);
char *pnr_axis_dup_label (const PnrAxis *self, double value, double divisor);
double pnr_axis_nice_step (double span, guint n_ticks);

G_END_DECLS
