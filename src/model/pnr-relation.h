/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A typed, directed link from one product to another, with the evidence it stands on. */
#pragma once

#include <glib-object.h>

#include "model/pnr-kinds.h"

G_BEGIN_DECLS

#define PNR_RELATION_STRENGTH_UNKNOWN (-1)

#define PNR_TYPE_RELATION (pnr_relation_get_type ())
G_DECLARE_FINAL_TYPE (PnrRelation, pnr_relation, PNR, RELATION, GObject)

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
PnrEvidence pnr_relation_get_evidence (PnrRelation *self);
void pnr_relation_set_evidence (PnrRelation *self, PnrEvidence evidence);
const char *pnr_relation_get_measure (PnrRelation *self);
void pnr_relation_set_measure (PnrRelation *self, const char *measure);
gint64 pnr_relation_get_measure_ppm (PnrRelation *self);
void pnr_relation_set_measure_ppm (PnrRelation *self, gint64 measure_ppm);
gint64 pnr_relation_get_window_from (PnrRelation *self);
void pnr_relation_set_window_from (PnrRelation *self, gint64 window_from);
gint64 pnr_relation_get_window_to (PnrRelation *self);
void pnr_relation_set_window_to (PnrRelation *self, gint64 window_to);
const char *pnr_relation_get_data_hash (PnrRelation *self);
void pnr_relation_set_data_hash (PnrRelation *self, const char *data_hash);
const char *pnr_relation_get_author (PnrRelation *self);
void pnr_relation_set_author (PnrRelation *self, const char *author);
gint64 pnr_relation_get_created (PnrRelation *self);
void pnr_relation_set_created (PnrRelation *self, gint64 created);

G_END_DECLS
