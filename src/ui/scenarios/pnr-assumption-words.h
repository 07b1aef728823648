/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How assumptions are said to people: title, unit, bounds, and what holds while one is not set. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @scale: what is shown for a value of 1. @range: what its range is for. */
typedef struct {
  const char *unit;
  const char *rule;
  const char *bounds;
  const char *range;
  double scale;
  double least;
  double most;
} PnrAssumptionWords;

PnrAssumptionWords pnr_assumption_words_get (const char *name, const char *currency);
char *pnr_assumption_words_dup_title (const char *name);
char *pnr_assumption_words_dup_number (const PnrAssumptionWords *self, double value);
gboolean pnr_assumption_words_read (const PnrAssumptionWords *self, const char *text,
                                    double *value);
char *pnr_assumption_words_dup_figure (double value);
gboolean pnr_assumption_words_same_name (const char *a, const char *b);

G_END_DECLS
