/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two correlated normal scores: joint tails, and the correlation that co-purchase counts imply. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A 2 x 2 table of shoppers; fractions are allowed, zero cells count as one half. */
typedef struct {
  double both;
  double first_only;
  double second_only;
  double neither;
} PnrPairCounts;

typedef struct {
  double rho;
  double standard_error;
  double lift;
} PnrTetrachoric;

double pnr_bivariate_upper (double h, double k, double rho);
PnrTetrachoric pnr_tetrachoric_from_counts (PnrPairCounts counts);

G_END_DECLS
