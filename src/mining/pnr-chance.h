/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How likely chance alone would do this: exact tails of counts, in logarithms to base 10. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

double pnr_chance_hypergeometric_at_least (guint32 n, guint32 n_if, guint32 n_then, guint32 count);
double pnr_chance_hypergeometric_at_most (guint32 n, guint32 n_if, guint32 n_then, guint32 count);
double pnr_chance_hypergeometric_two_sided (guint32 n, guint32 n_if, guint32 n_then, guint32 count);
guint32 pnr_chance_hypergeometric_quantile (guint32 n, guint32 n_if, guint32 n_then, double share);

double pnr_chance_poisson_at_least (double mean, guint32 count);
double pnr_chance_poisson_at_most (double mean, guint32 count);
guint32 pnr_chance_poisson_quantile (double mean, double share);

double pnr_chance_chi_square_beyond (double chi_square);

G_END_DECLS
