/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything about one bundle: parts, price rule, what it earns, and the search for a price. */
#pragma once

#include "ui/pnr-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define PNR_TYPE_BUNDLE_EDITOR (pnr_bundle_editor_get_type ())
G_DECLARE_FINAL_TYPE (PnrBundleEditor, pnr_bundle_editor, PNR, BUNDLE_EDITOR, AdwBin)

void pnr_bundle_editor_set_session (PnrBundleEditor *self, PnrSession *session);
void pnr_bundle_editor_set_bundle (PnrBundleEditor *self, PnrBundle *bundle);
void pnr_bundle_editor_start_naming (PnrBundleEditor *self);

G_END_DECLS
