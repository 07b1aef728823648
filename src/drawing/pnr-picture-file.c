/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Anything painted as a file: the format by its ending, written whole or not at all. */
#include "config.h"

#include "drawing/pnr-picture-file.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "base/pnr-failure.h"

/* Cairo's own bound for pictures made of pixels. */
#define MAX_PIXELS 32767
/* A picture for a document should stay sharp on good screens and paper. */
#define PIXELS_PER_UNIT 2.0
/* The day of writing would make two files of the same chart differ. */
#define FIXED_DATE "2000-01-01T00:00:00Z"

G_DEFINE_QUARK (pnr - drawing - error - quark, pnr_drawing_error)

static cairo_status_t
append_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/**
 * pnr_picture_get_format:
 * @path: a file name
 *
 * Returns: (nullable): "svg", "pdf" or "png" by the ending of @path
 */
const char *
pnr_picture_get_format (const char *path)
{
  static const char *const formats[] = { "svg", "pdf", "png" };
  const char *dot = strrchr (path, '.');

  for (guint i = 0; dot != NULL && i < G_N_ELEMENTS (formats); i++) {
    if (g_ascii_strcasecmp (dot + 1, formats[i]) == 0)
      return formats[i];
  }
  return NULL;
}

static cairo_surface_t *
create_surface (const char *format, double width, double height, GByteArray *bytes)
{
  cairo_surface_t *surface;

  if (strcmp (format, "svg") == 0) {
    surface = cairo_svg_surface_create_for_stream (append_bytes, bytes, width, height);
  } else if (strcmp (format, "pdf") == 0) {
    surface = cairo_pdf_surface_create_for_stream (append_bytes, bytes, width, height);
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, FIXED_DATE);
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Pannier");
  } else {
    surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) ceil (width * PIXELS_PER_UNIT),
                                          (int) ceil (height * PIXELS_PER_UNIT));
    cairo_surface_set_device_scale (surface, PIXELS_PER_UNIT, PIXELS_PER_UNIT);
  }
  return surface;
}

/* Cairo names a picture after how many surfaces the program has made so far; lettering is written
 * as shapes, so the word can stand nowhere else. */
static void
drop_surface_numbers (GByteArray *bytes)
{
  static const char name[] = "id=\"surface";
  guint n_kept = 0;

  for (guint i = 0; i < bytes->len;) {
    bytes->data[n_kept++] = bytes->data[i++];
    if (n_kept >= strlen (name)
        && memcmp (bytes->data + n_kept - strlen (name), name, strlen (name)) == 0) {
      while (i < bytes->len && g_ascii_isdigit (bytes->data[i]))
        i++;
    }
  }
  g_byte_array_set_size (bytes, n_kept);
}

static gboolean
check_request (const char *format, double width, double height, GError **error)
{
  if (format == NULL
      || (strcmp (format, "svg") != 0 && strcmp (format, "pdf") != 0
          && strcmp (format, "png") != 0)) {
    g_set_error (error, PNR_DRAWING_ERROR, PNR_DRAWING_ERROR_FORMAT,
                 _ ("Pictures are written as .svg, .pdf or .png. Give the file one of these "
                    "endings."));
    return FALSE;
  }
  if (!(width >= 1.0 && height >= 1.0)
      || MAX (width, height) * PIXELS_PER_UNIT
             > MAX_PIXELS * (strcmp (format, "png") == 0 ? 1 : 8)) {
    g_set_error (error, PNR_DRAWING_ERROR, PNR_DRAWING_ERROR_SIZE,
                 _ ("A picture of %.0f × %.0f is too large or too small to be written as %s. "
                    "Choose SVG, or show less."),
                 width, height, format);
    return FALSE;
  }
  return TRUE;
}

/**
 * pnr_picture_to_bytes:
 * @format: "svg", "pdf" or "png"
 * @width: in picture units: points in SVG and PDF, two pixels each way in PNG
 * @height: in picture units
 * @func: the painter
 * @user_data: for @func
 *
 * Returns: (transfer full): the file's content; the same for the same painting
 */
GBytes *
pnr_picture_to_bytes (const char *format, double width, double height, PnrPictureFunc func,
                      gpointer user_data, GError **error)
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;

  if (!check_request (format, width, height, error))
    return NULL;
  surface = create_surface (format, width, height, bytes);
  cr = cairo_create (surface);
  func (cr, user_data);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (strcmp (format, "png") == 0 && status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png_stream (surface, append_bytes, bytes);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS) {
    g_set_error (error, PNR_DRAWING_ERROR, PNR_DRAWING_ERROR_SIZE,
                 _ ("The picture could not be painted: %s. Try a smaller one."),
                 cairo_status_to_string (status));
    return NULL;
  }
  if (strcmp (format, "svg") == 0)
    drop_surface_numbers (bytes);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/**
 * pnr_picture_write:
 * @bytes: the content
 * @path: where to
 *
 * Writes beside @path first and renames, so that a full disk never leaves half a picture.
 *
 * Returns: whether it was written
 */
gboolean
pnr_picture_write (GBytes *bytes, const char *path, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autofree char *shown = g_filename_display_name (path);
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (g_file_set_contents_full (path, data, (gssize) size, G_FILE_SET_CONTENTS_CONSISTENT, 0644,
                                &cause))
    return TRUE;
  g_set_error (error, PNR_DRAWING_ERROR, PNR_DRAWING_ERROR_WRITE,
               _ ("The picture could not be written to “%s”: %s. Choose another folder."), shown,
               pnr_failure_get_reason (cause));
  return FALSE;
}
