/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one window looks at: its plan, what is selected in it, and how edits reach it. */
#pragma once

#include "plan/pnr-plan.h"
#include "ui/pnr-outbox.h"

G_BEGIN_DECLS

#define PNR_TYPE_SESSION (pnr_session_get_type ())
G_DECLARE_FINAL_TYPE (PnrSession, pnr_session, PNR, SESSION, GObject)

/* Signals: "said" (char *sentence, gboolean is_undoable) for a toast, "returned" (char *sentence,
 * gint64 former_action) when the plan was brought to another point of its log, "failed"
 * (char *sentence), "history-changed" (an import brought orders, or was taken back), "settle"
 * (commit what was typed now), "walk-begun" and "walk-ended" (see pnr-session.c). */

PnrSession *pnr_session_new (PnrPlan *plan);

PnrPlan *pnr_session_get_plan (PnrSession *self);
PnrOutbox *pnr_session_get_outbox (PnrSession *self);
gint64 pnr_session_get_product_id (PnrSession *self);
void pnr_session_set_product_id (PnrSession *self, gint64 product_id);
gint64 pnr_session_get_bundle_id (PnrSession *self);
void pnr_session_set_bundle_id (PnrSession *self, gint64 bundle_id);
gint64 pnr_session_get_scenario_id (PnrSession *self);
void pnr_session_set_scenario_id (PnrSession *self, gint64 scenario_id);

PnrProduct *pnr_session_find_product (PnrSession *self, gint64 id);
char *pnr_session_dup_product_title (PnrSession *self, gint64 id);
char *pnr_session_dup_relation_title (PnrSession *self, PnrRelation *relation);
char *pnr_session_format_money (PnrSession *self, gint64 minor);

void pnr_session_name_subject (PnrSession *self, PnrEdit *edit);
void pnr_session_commit (PnrSession *self, PnrEdit *edit, const char *sentence);
void pnr_session_return_to (PnrSession *self, gint64 action_id, const char *sentence);
void pnr_session_say (PnrSession *self, const char *sentence);
void pnr_session_offer_undo (PnrSession *self, const char *sentence);
void pnr_session_fail (PnrSession *self, const GError *error);
void pnr_session_history_changed (PnrSession *self);
void pnr_session_settle (PnrSession *self);

void pnr_session_relate (PnrSession *self, gint64 from_id, gint64 to_id, PnrRelationKind kind,
                         gboolean is_two_way);
void pnr_session_remove_relations (PnrSession *self, const gint64 *ids, guint n_ids);
char *pnr_session_dup_removal_sentence (PnrSession *self, PnrEdit *edit);
gboolean pnr_session_is_on_board (PnrSession *self, gint64 product_id);
gboolean pnr_session_is_sku_taken (PnrSession *self, const char *sku, PnrBundle *bundle);
gint64 pnr_session_add_bundle (PnrSession *self, PnrBundleKind kind, const gint64 *product_ids,
                               guint n_products);
gint64 pnr_session_add_scenario (PnrSession *self, PnrScenario *source);

G_END_DECLS
