/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A typed, directed link from one product to another, with the evidence it stands on. */
#pragma once

#include "model/pnr-decision.h"

G_BEGIN_DECLS

#define PNR_RELATION_STRENGTH_UNKNOWN (-1)

#define PNR_TYPE_RELATION (pnr_relation_get_type ())
G_DECLARE_FINAL_TYPE (PnrRelation, pnr_relation, PNR, RELATION, PnrDecision)

PnrRelation *pnr_relation_new (gint64 id);
PnrRelation *pnr_relation_copy (PnrRelation *self);

gint64 pnr_relation_get_id (PnrRelation *self);
PnrRelationKind pnr_relation_get_kind (PnrRelation *self);
void pnr_relation_set_kind (PnrRelation *self, PnrRelationKind kind);
gint64 pnr_relation_get_from_id (PnrRelation *self);
void pnr_relation_set_from_id (PnrRelation *self, gint64 from_id);
gint64 pnr_relation_get_to_id (PnrRelation *self);
void pnr_relation_set_to_id (PnrRelation *self, gint64 to_id);
gboolean pnr_relation_is_two_way (PnrRelation *self);
void pnr_relation_set_two_way (PnrRelation *self, gboolean two_way);
gint64 pnr_relation_get_position (PnrRelation *self);
void pnr_relation_set_position (PnrRelation *self, gint64 position);
gint64 pnr_relation_get_strength_ppm (PnrRelation *self);
void pnr_relation_set_strength_ppm (PnrRelation *self, gint64 strength_ppm);
const char *pnr_relation_get_note (PnrRelation *self);
void pnr_relation_set_note (PnrRelation *self, const char *note);

G_END_DECLS
