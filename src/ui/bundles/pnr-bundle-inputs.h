/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a calculation about a bundle depends on, as a text to compare. */
#pragma once

#include "ui/pnr-session.h"

G_BEGIN_DECLS

char *pnr_bundle_inputs_dup (PnrSession *session, PnrBundle *bundle);
char *pnr_bundle_inputs_dup_price (PnrBundle *bundle);

G_END_DECLS
