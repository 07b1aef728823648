/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One bundle as the merchant means it, ahead of the plan while edits are on their way there. */
#pragma once

#include "ui/pnr-session.h"

G_BEGIN_DECLS

#define PNR_TYPE_BUNDLE_DRAFT (pnr_bundle_draft_get_type ())
G_DECLARE_FINAL_TYPE (PnrBundleDraft, pnr_bundle_draft, PNR, BUNDLE_DRAFT, GObject)

/* Signal "changed": everything that is shown of the bundle is to be shown anew. */

PnrBundleDraft *pnr_bundle_draft_new (PnrSession *session);

PnrSession *pnr_bundle_draft_get_session (PnrBundleDraft *self);
PnrNounList *pnr_bundle_draft_get_products (PnrBundleDraft *self);
PnrBundle *pnr_bundle_draft_get_stored (PnrBundleDraft *self);
void pnr_bundle_draft_set_stored (PnrBundleDraft *self, PnrBundle *stored);
PnrBundle *pnr_bundle_draft_get_bundle (PnrBundleDraft *self);
const char *pnr_bundle_draft_find_fault (PnrBundleDraft *self, const char *const *fields);

void pnr_bundle_draft_typed (PnrBundleDraft *self);
void pnr_bundle_draft_commit (PnrBundleDraft *self, const char *name_format, const char *sentence);
void pnr_bundle_draft_settle (PnrBundleDraft *self);

G_END_DECLS
