/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The selected relation beside the canvas: kind, directions, position, strength, note, evidence. */
#pragma once

#include "ui/pnr-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define PNR_TYPE_RELATION_INSPECTOR (pnr_relation_inspector_get_type ())
G_DECLARE_FINAL_TYPE (PnrRelationInspector, pnr_relation_inspector, PNR, RELATION_INSPECTOR, AdwBin)

void pnr_relation_inspector_set_session (PnrRelationInspector *self, PnrSession *session);
void pnr_relation_inspector_set_relation_id (PnrRelationInspector *self, gint64 relation_id);

G_END_DECLS
