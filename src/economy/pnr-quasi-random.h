/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Evenly spread points: Sobol's sequence with a nested uniform scramble. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PNR_QUASI_RANDOM_MAX_DIMENSIONS 32

guint32 pnr_quasi_random_point (guint dimension, guint32 index, guint64 seed, guint32 scramble);
void pnr_quasi_random_fill (guint dimension, guint32 first, guint n_points, guint64 seed,
                            guint32 scramble, double *uniforms);
double pnr_quasi_random_hash (guint64 seed, guint32 a, guint32 b);

G_END_DECLS
