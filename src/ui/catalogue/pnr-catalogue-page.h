/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The catalogue: a table of all products, searched, sorted, edited in place, related by dragging.
 */
#pragma once

#include "ui/pnr-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define PNR_TYPE_CATALOGUE_PAGE (pnr_catalogue_page_get_type ())
G_DECLARE_FINAL_TYPE (PnrCataloguePage, pnr_catalogue_page, PNR, CATALOGUE_PAGE, AdwBin)

G_END_DECLS
