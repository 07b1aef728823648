/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The relationships page: products to drag at the left, the canvas or its outline, details. */
#pragma once

#include "ui/pnr-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define PNR_TYPE_RELATIONSHIPS_PAGE (pnr_relationships_page_get_type ())
G_DECLARE_FINAL_TYPE (PnrRelationshipsPage, pnr_relationships_page, PNR, RELATIONSHIPS_PAGE, AdwBin)

G_END_DECLS
