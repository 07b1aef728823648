/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Four counts of baskets, and every number that says how two sides of a rule hang together. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Baskets: all, with the left side, with the right side, with both. */
typedef struct {
  guint32 n;
  guint32 n_if;
  guint32 n_then;
  guint32 n_both;
} PnrAssociation;

typedef enum {
  PNR_MEASURE_COUNT,
  PNR_MEASURE_SUPPORT,
  PNR_MEASURE_CONFIDENCE,
  PNR_MEASURE_LIFT,
  PNR_MEASURE_LEVERAGE,
  PNR_MEASURE_CONVICTION,
  PNR_MEASURE_KULCZYNSKI,
  PNR_MEASURE_IMBALANCE,
  PNR_MEASURE_PHI,
  PNR_MEASURE_CHI_SQUARE,
  PNR_MEASURE_CHI_SQUARE_LOG10_P,
  PNR_MEASURE_COSINE,
  PNR_MEASURE_JACCARD,
  PNR_MEASURE_ALL_CONFIDENCE,
  PNR_MEASURE_ODDS_RATIO,
  PNR_MEASURE_HYPERLIFT_99,
  PNR_MEASURE_EXPECTED,
  PNR_MEASURE_LIFT_LOW,
  PNR_MEASURE_LIFT_HIGH,
  PNR_MEASURE_CONFIDENCE_LOW,
  PNR_MEASURE_CONFIDENCE_HIGH,
  PNR_MEASURE_FISHER_GREATER_LOG10_P,
  PNR_MEASURE_FISHER_LESS_LOG10_P,
  PNR_MEASURE_FISHER_TWO_SIDED_LOG10_P,
  PNR_MEASURE_P_VALUE,
  PNR_MEASURE_Q_VALUE,
  PNR_N_MEASURES,
} PnrMeasure;

const char *pnr_measure_to_word (PnrMeasure measure);
gboolean pnr_measure_from_word (const char *word, PnrMeasure *measure);
gboolean pnr_measure_is_better_when_smaller (PnrMeasure measure);

double pnr_association_get (const PnrAssociation *self, PnrMeasure measure);
void pnr_association_get_lift_interval (const PnrAssociation *self, double *low, double *high);
void pnr_association_get_confidence_interval (const PnrAssociation *self, double *low,
                                              double *high);
double pnr_association_get_chance_log10_p (const PnrAssociation *self, double chance_lift);

G_END_DECLS
