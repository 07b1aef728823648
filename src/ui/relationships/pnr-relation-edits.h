/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The edits that canvas, outline and inspector share: kind, direction, details, places, removal. */
#pragma once

#include "drawing/pnr-board-scene.h"
#include "ui/pnr-session.h"

G_BEGIN_DECLS

/* The board of this page; places on other boards are not shown. */
#define PNR_MAIN_BOARD "main"

void pnr_relation_edits_set_kind (PnrSession *session, const gint64 *ids, guint n_ids,
                                  PnrRelationKind kind);
void pnr_relation_edits_toggle_two_way (PnrSession *session, const gint64 *ids, guint n_ids);
void pnr_relation_edits_turn_round (PnrSession *session, const gint64 *ids, guint n_ids);
void pnr_relation_edits_put (PnrSession *session, PnrRelation *changed, const char *name);

void pnr_relation_edits_keep_places (PnrSession *session, PnrBoardScene *scene,
                                     const gint64 *moved_ids, guint n_moved, const char *name,
                                     const char *sentence);
void pnr_relation_edits_place (PnrSession *session, PnrBoardScene *scene, PnrProduct *product,
                               double x, double y);
void pnr_relation_edits_remove (PnrSession *session, PnrBoardScene *scene);

G_END_DECLS
