/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The jobs that look closer at one scenario, which end in a chart or a table. */
#pragma once

#include "drawing/pnr-chart.h"
#include "economy/pnr-simulation.h"
#include "model/pnr-replay.h"
#include "model/pnr-shipping-curve.h"
#include "model/pnr-tornado.h"
#include "model/pnr-waterfall.h"
#include "plan/pnr-plan.h"

G_BEGIN_DECLS

typedef enum {
  PNR_STUDY_TORNADO,
  PNR_STUDY_WATERFALL,
  PNR_STUDY_SHIPPING,
  PNR_STUDY_REPLAY,
  PNR_N_STUDIES,
} PnrStudyKind;

#define PNR_TYPE_STUDY (pnr_study_get_type ())

/* What was found; of the findings the one of @kind is set. Never changed once made. */
typedef struct {
  gatomicrefcount ref_count;
  PnrStudyKind kind;
  char *inputs_hash;
  PnrTornado *tornado;
  PnrWaterfall *waterfall;
  PnrShippingCurve *shipping;
  PnrReplay *replay;
} PnrStudy;

GType pnr_study_get_type (void);
PnrStudy *pnr_study_ref (PnrStudy *self);
void pnr_study_unref (PnrStudy *self);
PnrChart *pnr_study_new_chart (PnrStudy *self);
GVariant *pnr_study_to_report (PnrStudy *self);

gboolean pnr_study_kind_from_word (const char *word, PnrStudyKind *kind);

PnrStudy *pnr_plan_study (PnrPlan *self, PnrStudyKind kind, PnrScenario *scenario,
                          const PnrSimulationSettings *settings, PnrProgress *progress,
                          GError **error);
void pnr_plan_study_async (PnrPlan *self, PnrStudyKind kind, PnrScenario *scenario,
                           const PnrSimulationSettings *settings, PnrProgress *progress,
                           GAsyncReadyCallback callback, gpointer user_data);
PnrStudy *pnr_plan_study_finish (PnrPlan *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrStudy, pnr_study_unref)

G_END_DECLS
