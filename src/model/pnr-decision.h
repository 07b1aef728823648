/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a merchant decided, with its lineage: on which evidence, by whom, when, approved by whom. */
#pragma once

#include <glib-object.h>

#include "model/pnr-kinds.h"

G_BEGIN_DECLS

#define PNR_TYPE_DECISION (pnr_decision_get_type ())
G_DECLARE_DERIVABLE_TYPE (PnrDecision, pnr_decision, PNR, DECISION, GObject)

struct _PnrDecisionClass {
  GObjectClass parent_class;
};

/* Times are seconds of UTC, 0 where unknown. @measure and what follows it say what was counted,
 * and are set only where the evidence was mined. */
PnrEvidence pnr_decision_get_evidence (PnrDecision *self);
void pnr_decision_set_evidence (PnrDecision *self, PnrEvidence evidence);
const char *pnr_decision_get_measure (PnrDecision *self);
void pnr_decision_set_measure (PnrDecision *self, const char *measure);
gint64 pnr_decision_get_measure_ppm (PnrDecision *self);
void pnr_decision_set_measure_ppm (PnrDecision *self, gint64 measure_ppm);
gint64 pnr_decision_get_window_from (PnrDecision *self);
void pnr_decision_set_window_from (PnrDecision *self, gint64 window_from);
gint64 pnr_decision_get_window_to (PnrDecision *self);
void pnr_decision_set_window_to (PnrDecision *self, gint64 window_to);
const char *pnr_decision_get_data_hash (PnrDecision *self);
void pnr_decision_set_data_hash (PnrDecision *self, const char *data_hash);
const char *pnr_decision_get_author (PnrDecision *self);
void pnr_decision_set_author (PnrDecision *self, const char *author);
gint64 pnr_decision_get_created (PnrDecision *self);
void pnr_decision_set_created (PnrDecision *self, gint64 created);
const char *pnr_decision_get_approver (PnrDecision *self);
void pnr_decision_set_approver (PnrDecision *self, const char *approver);
gint64 pnr_decision_get_approved (PnrDecision *self);
void pnr_decision_set_approved (PnrDecision *self, gint64 approved);

gboolean pnr_decision_is_approved (PnrDecision *self);
void pnr_decision_withdraw_approval (PnrDecision *self);
void pnr_decision_assign_lineage (PnrDecision *self, PnrDecision *other);

G_END_DECLS
