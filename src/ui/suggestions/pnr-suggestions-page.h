/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Suggestions from order history: read one, accept it, reject it, put it off. */
#pragma once

#include "ui/pnr-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define PNR_TYPE_SUGGESTIONS_PAGE (pnr_suggestions_page_get_type ())
G_DECLARE_FINAL_TYPE (PnrSuggestionsPage, pnr_suggestions_page, PNR, SUGGESTIONS_PAGE, AdwBin)

G_END_DECLS
