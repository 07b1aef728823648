/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Charts as files: SVG, PDF and PNG, the same bytes for the same chart. */
#pragma once

#include <gio/gio.h>

#include "drawing/pnr-chart.h"

G_BEGIN_DECLS

gboolean pnr_chart_save (PnrChart *chart, const char *path, double width, double height,
                         const PnrPalette *palette, const char *stamp, GError **error);
GBytes *pnr_chart_to_bytes (PnrChart *chart, const char *format, double width, double height,
                            const PnrPalette *palette, const char *stamp, GError **error);

G_END_DECLS
