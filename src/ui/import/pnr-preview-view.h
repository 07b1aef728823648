/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One file as it would be read: its mapping, its decisions and its first rows. */
#pragma once

#include "exchange/pnr-import-preview.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define PNR_TYPE_PREVIEW_VIEW (pnr_preview_view_get_type ())
G_DECLARE_FINAL_TYPE (PnrPreviewView, pnr_preview_view, PNR, PREVIEW_VIEW, AdwBin)

void pnr_preview_view_set_preview (PnrPreviewView *self, const char *path,
                                   const PnrImportPreview *preview);
void pnr_preview_view_set_problem (PnrPreviewView *self, const char *path, const GError *error);

G_END_DECLS
