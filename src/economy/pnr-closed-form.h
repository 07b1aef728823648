/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The roots and fractions behind a best price that was found as a decimal number. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PNR_CLOSED_FORM_MOST_PRICES 3

/* @text writes @value exactly, as in "2/3", "sqrt(2/3)", "(2/3)^(3/2)" or "(4-sqrt2)/3". */
typedef struct {
  double value;
  char text[48];
} PnrClosedForm;

typedef double (*PnrClosedFormProfit) (const double *prices, gconstpointer market);

gboolean pnr_closed_form_find (double near, double within, PnrClosedForm *form);
gboolean pnr_closed_form_is_top (PnrClosedFormProfit profit, gconstpointer market,
                                 const double *prices, guint n_prices);

G_END_DECLS
