/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The canvas as a table: all relations, with the same selection and the same edits. */
#pragma once

#include "drawing/pnr-board-scene.h"
#include "ui/pnr-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define PNR_TYPE_RELATION_OUTLINE (pnr_relation_outline_get_type ())
G_DECLARE_FINAL_TYPE (PnrRelationOutline, pnr_relation_outline, PNR, RELATION_OUTLINE, AdwBin)

/* Signal: "opened" (details of the selection are wanted). */

void pnr_relation_outline_set_session (PnrRelationOutline *self, PnrSession *session,
                                       PnrBoardScene *scene);

G_END_DECLS
