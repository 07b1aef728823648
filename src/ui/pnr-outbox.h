/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is on its way to the plan, edits and steps of undo; what the disk did not take waits here.
 */
#pragma once

#include "plan/pnr-act.h"

G_BEGIN_DECLS

#define PNR_TYPE_OUTBOX (pnr_outbox_get_type ())
G_DECLARE_FINAL_TYPE (PnrOutbox, pnr_outbox, PNR, OUTBOX, GObject)

/* Called when the act has landed (@error is NULL), was refused or stopped, or was given up. */
typedef void (*PnrOutboxFunc) (const GError *error, gpointer data);

/* Called when what may take long is not on its way any more, once: it has landed, or it waits. */
typedef void (*PnrOutboxTriedFunc) (gpointer data);

/* Property "problem", read-only: why acts wait, as a sentence; NULL when none does. */

PnrOutbox *pnr_outbox_new (PnrPlan *plan);

const char *pnr_outbox_get_problem (PnrOutbox *self);
guint pnr_outbox_get_n_waiting (PnrOutbox *self);
GPtrArray *pnr_outbox_dup_waiting (PnrOutbox *self);

void pnr_outbox_send (PnrOutbox *self, PnrEdit *edit, PnrOutboxFunc func, gpointer data,
                      GDestroyNotify free_data);
void pnr_outbox_send_walk (PnrOutbox *self, PnrAct *act, PnrProgress *progress,
                           PnrOutboxTriedFunc tried, PnrOutboxFunc func, gpointer data,
                           GDestroyNotify free_data);
void pnr_outbox_try_again (PnrOutbox *self);
void pnr_outbox_give_up (PnrOutbox *self);

G_END_DECLS
