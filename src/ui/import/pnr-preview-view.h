/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One file before its import: what its columns are read as, and what would be left out. */
#pragma once

#include <adwaita.h>

#include "exchange/pnr-import-preview.h"

G_BEGIN_DECLS

#define PNR_TYPE_PREVIEW_VIEW (pnr_preview_view_get_type ())
G_DECLARE_FINAL_TYPE (PnrPreviewView, pnr_preview_view, PNR, PREVIEW_VIEW, AdwBin)

typedef enum {
  PNR_PREVIEW_LOOKING,
  PNR_PREVIEW_UNREADABLE,
  PNR_PREVIEW_INCOMPLETE, /* a column must be chosen first */
  PNR_PREVIEW_READY,
} PnrPreviewState;

/* Signals: "changed": its state may be another one; "left-out": the file shall not be imported. */

GtkWidget *pnr_preview_view_new (const char *path, const char *currency);
const char *pnr_preview_view_get_path (PnrPreviewView *self);
PnrPreviewState pnr_preview_view_get_state (PnrPreviewView *self);
void pnr_preview_view_set_removable (PnrPreviewView *self, gboolean is_removable);
PnrImportOptions *pnr_preview_view_dup_options (PnrPreviewView *self);

G_END_DECLS
