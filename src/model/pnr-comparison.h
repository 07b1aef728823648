/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scenarios side by side on the same shoppers, and every two of them against each other. */
#pragma once

#include "model/pnr-objective.h"
#include "model/pnr-outcome.h"

G_BEGIN_DECLS

#define PNR_COMPARISON_MOST 4

#define PNR_TYPE_COMPARISON (pnr_comparison_get_type ())

/* @differences[a][b]: how much more scenario b changes against its baseline than scenario a, with
 * the interval over the draws that both share; of a measure without a baseline, how much more it
 * is. Filled by its maker, then never changed. */
typedef struct {
  gatomicrefcount ref_count;
  char *currency;
  char *inputs_hash;
  PnrObjective objective;
  guint n_products;
  guint n_scenarios;
  char *names[PNR_COMPARISON_MOST];
  PnrOutcome *outcomes[PNR_COMPARISON_MOST];
  PnrEstimate differences[PNR_COMPARISON_MOST][PNR_COMPARISON_MOST][PNR_N_METRICS];
} PnrComparison;

/* Which scenario does best by an objective. @n_rivals others are too close to it to call; @rivals
 * tells which. No @leader where none keeps what the objective keeps. */
typedef struct {
  gboolean has_leader;
  guint leader;
  gboolean beats_baseline;
  guint n_rivals;
  gboolean rivals[PNR_COMPARISON_MOST];
} PnrStanding;

GType pnr_comparison_get_type (void);
PnrComparison *pnr_comparison_new (const char *currency);
PnrComparison *pnr_comparison_ref (PnrComparison *self);
void pnr_comparison_unref (PnrComparison *self);

void pnr_comparison_add (PnrComparison *self, const char *name, PnrOutcome *outcome);
PnrStanding pnr_comparison_get_standing (PnrComparison *self, PnrObjective objective);
GVariant *pnr_comparison_to_report (PnrComparison *self);

gboolean pnr_estimate_could_be_nothing (const PnrEstimate *change);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrComparison, pnr_comparison_unref)

G_END_DECLS
