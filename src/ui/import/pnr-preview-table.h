/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first rows of a file as they stand in it, below the fields that its columns are read as. */
#pragma once

#include <gtk/gtk.h>

#include "exchange/pnr-import-preview.h"

G_BEGIN_DECLS

void pnr_preview_table_fill (GtkGrid *grid, const PnrImportPreview *preview);

G_END_DECLS
