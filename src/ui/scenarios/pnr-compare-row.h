/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One measure of several scenarios side by side, each change with its interval. */
#pragma once

#include <gtk/gtk.h>

#include "model/pnr-comparison.h"

G_BEGIN_DECLS

GtkWidget *pnr_compare_row_new_head (PnrComparison *comparison);
GtkWidget *pnr_compare_row_new (PnrComparison *comparison, PnrMetric metric);

char *pnr_compare_row_dup_explanation (PnrOutcome *outcome, PnrMetric metric);

G_END_DECLS
