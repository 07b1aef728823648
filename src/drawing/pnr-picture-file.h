/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Anything painted as a file: the format by its ending, written whole or not at all. */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

#define PNR_DRAWING_ERROR (pnr_drawing_error_quark ())

/* Format: the ending of the name is none we write, ask for another. Size: the picture is too large
 * or empty. Write: the place refused the file. */
typedef enum {
  PNR_DRAWING_ERROR_FORMAT,
  PNR_DRAWING_ERROR_SIZE,
  PNR_DRAWING_ERROR_WRITE,
} PnrDrawingError;

/* Paints a picture whose size the painter knows already; the origin is its top left corner. */
typedef void (*PnrPictureFunc) (cairo_t *cr, gpointer user_data);

GQuark pnr_drawing_error_quark (void);

GBytes *pnr_picture_to_bytes (const char *format, double width, double height, PnrPictureFunc func,
                              gpointer user_data, GError **error);
gboolean pnr_picture_write (GBytes *bytes, const char *path, GError **error);
const char *pnr_picture_get_format (const char *path);

G_END_DECLS
