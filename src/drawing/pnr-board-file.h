/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole relationship picture as a file: SVG with one element per product and relation, PDF,
 * PNG. */
#pragma once

#include <gio/gio.h>

#include "drawing/pnr-board-scene.h"

G_BEGIN_DECLS

gboolean pnr_board_scene_save (PnrBoardScene *scene, const char *path, const PnrPalette *palette,
                               const char *stamp, GError **error);
GBytes *pnr_board_scene_to_bytes (PnrBoardScene *scene, const char *format,
                                  const PnrPalette *palette, const char *stamp, GError **error);

G_END_DECLS
