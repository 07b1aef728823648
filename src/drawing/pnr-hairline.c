/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Thousands of thin smooth lines at once, laid straight into the pixels of a picture.
 *
 * A general stroke costs about 20 µs a line for its outline alone, and more for dashes; a thin line
 * needs no outline: each step along its longer side shades the few pixels it lies on, by how much
 * of each it covers (after Wu 1991, “An efficient antialiasing technique”). */
#include "config.h"

#include "drawing/pnr-hairline.h"

#include <math.h>

#define MAX_DASHES 4

/**
 * pnr_line_trim:
 * @box: what is seen
 * @x1: (inout): one end
 * @y1: (inout): one end
 * @x2: (inout): the other end
 * @y2: (inout): the other end
 *
 * Cuts a line to the part within @box (Liang and Barsky 1984).
 *
 * Returns: whether there is such a part
 */
gboolean
pnr_line_trim (const cairo_rectangle_t *box, double *x1, double *y1, double *x2, double *y2)
{
  double dx = *x2 - *x1, dy = *y2 - *y1;
  double ways[] = { -dx, dx, -dy, dy };
  double rooms[] = { *x1 - box->x, box->x + box->width - *x1, *y1 - box->y,
                     box->y + box->height - *y1 };
  double first = 0.0, last = 1.0;

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++) {
    if (ways[i] == 0.0 && rooms[i] < 0.0)
      return FALSE;
    if (ways[i] < 0.0)
      first = MAX (first, rooms[i] / ways[i]);
    else if (ways[i] > 0.0)
      last = MIN (last, rooms[i] / ways[i]);
  }
  if (!(first <= last))
    return FALSE;
  *x2 = *x1 + last * dx;
  *y2 = *y1 + last * dy;
  *x1 += first * dx;
  *y1 += first * dy;
  return TRUE;
}

static void
place_on_pixels (const PnrHairline *self, double *x, double *y)
{
  double device_x, device_y, scale_x, scale_y;

  cairo_matrix_transform_point (&self->matrix, x, y);
  cairo_surface_get_device_offset (self->surface, &device_x, &device_y);
  cairo_surface_get_device_scale (self->surface, &scale_x, &scale_y);
  *x = *x * scale_x + device_x;
  *y = *y * scale_y + device_y;
}

/* Only an upright box can be respected; FALSE for any other clip. */
static gboolean
find_clip (PnrHairline *self, cairo_t *cr)
{
  cairo_rectangle_list_t *clip = cairo_copy_clip_rectangle_list (cr);
  gboolean is_box = clip->status == CAIRO_STATUS_SUCCESS && clip->num_rectangles == 1;

  if (is_box) {
    const cairo_rectangle_t *box = &clip->rectangles[0];
    double left = box->x, top = box->y;
    double right = box->x + box->width, bottom = box->y + box->height;

    place_on_pixels (self, &left, &top);
    place_on_pixels (self, &right, &bottom);
    self->left = MAX ((int) floor (left + 0.5), 0);
    self->top = MAX ((int) floor (top + 0.5), 0);
    self->right = MIN ((int) floor (right + 0.5), cairo_image_surface_get_width (self->surface));
    self->bottom = MIN ((int) floor (bottom + 0.5), cairo_image_surface_get_height (self->surface));
  }
  cairo_rectangle_list_destroy (clip);
  return is_box;
}

/**
 * pnr_hairline_begin:
 * @self: to be filled
 * @cr: a context
 *
 * Returns: whether @cr paints on pixels that lines can be laid into; if not, stroke them
 */
gboolean
pnr_hairline_begin (PnrHairline *self, cairo_t *cr)
{
  double scale_x, scale_y;

  *self = (PnrHairline){ .surface = cairo_get_group_target (cr) };
  if (cairo_surface_get_type (self->surface) != CAIRO_SURFACE_TYPE_IMAGE
      || (cairo_image_surface_get_format (self->surface) != CAIRO_FORMAT_RGB24
          && cairo_image_surface_get_format (self->surface) != CAIRO_FORMAT_ARGB32))
    return FALSE;
  cairo_surface_flush (self->surface);
  cairo_get_matrix (cr, &self->matrix);
  cairo_surface_get_device_scale (self->surface, &scale_x, &scale_y);
  self->scale = hypot (self->matrix.xx, self->matrix.yx) * scale_x;
  self->pixels = (guint32 *) (gpointer) cairo_image_surface_get_data (self->surface);
  self->stride = cairo_image_surface_get_stride (self->surface) / 4;
  return self->pixels != NULL && find_clip (self, cr);
}

/* Opaque @colour over the pixel, with @cover of 256 parts: two channels at a time. */
static inline void
shade (const PnrHairline *self, int x, int y, guint32 colour, guint32 cover)
{
  guint32 *pixel, even, odd;

  if (x < self->left || x >= self->right || y < self->top || y >= self->bottom)
    return;
  pixel = self->pixels + (gsize) y * (gsize) self->stride + x;
  even = (*pixel & 0xff00ff) * (256 - cover) + (colour & 0xff00ff) * cover;
  odd = (*pixel >> 8 & 0xff00ff) * (256 - cover) + (colour >> 8 & 0xff00ff) * cover;
  *pixel = (even >> 8 & 0xff00ff) | (odd & 0xff00ff00);
}

static guint32
pack (PnrColour colour)
{
  return 0xff000000 | (guint32) lround (colour.red * 255.0) << 16
         | (guint32) lround (colour.green * 255.0) << 8 | (guint32) lround (colour.blue * 255.0);
}

/* How much of a step at @way pixels from the beginning lies on a dash: 0 to 1. */
static double
dash_share (const double *dashes, int n_dashes, double period, double way)
{
  double from = 0.0, share = -1.0;

  for (int i = 0; i < n_dashes; i += 2) {
    double to = from + dashes[i];

    share = MAX (share, MIN (way - from, to - way));
    from = to + dashes[i + 1];
  }
  /* The first dash of the next period begins where this one ends. */
  share = MAX (share, MIN (way - period, period + dashes[0] - way));
  return CLAMP (share + 0.5, 0.0, 1.0);
}

/* Shades the pixels from @near to @far across the line (in 65,536ths of a pixel), those at its rims
 * by what it covers. */
static inline void
shade_step (const PnrHairline *self, gboolean is_steep, int along, gint32 near, gint32 far,
            guint32 colour, guint32 cover)
{
  for (gint32 across = near >> 16; across << 16 < far; across++) {
    gint32 part = MIN (far, (across + 1) << 16) - MAX (near, across << 16);
    guint32 amount = ((guint32) part >> 8) * cover >> 8;

    if (is_steep)
      shade (self, across, along, colour, amount);
    else
      shade (self, along, across, colour, amount);
  }
}

static inline void
swap (double *a, double *b)
{
  double kept = *a;

  *a = *b;
  *b = kept;
}

/**
 * pnr_hairline_draw:
 * @self: a picture's pixels
 * @colour: an opaque colour
 * @line_width: in the units of the context
 * @dashes: (nullable): lengths on and off in turn, in the units of the context
 * @n_dashes: how many; even
 * @x1: an end, in the units of the context
 * @y1: an end
 * @x2: the other end
 * @y2: the other end
 */
void
pnr_hairline_draw (PnrHairline *self, PnrColour colour, double line_width, const double *dashes,
                   int n_dashes, double x1, double y1, double x2, double y2)
{
  cairo_rectangle_t seen = { self->left - 4.0, self->top - 4.0, self->right - self->left + 8.0,
                             self->bottom - self->top + 8.0 };
  double lengths[MAX_DASHES] = { 0 }, period = 0.0, slope, stretch, start, half;
  guint32 packed = pack (colour);
  gboolean is_steep;

  g_assert (n_dashes <= MAX_DASHES);
  for (int i = 0; i < n_dashes; i++)
    period += lengths[i] = dashes[i] * self->scale;
  place_on_pixels (self, &x1, &y1);
  place_on_pixels (self, &x2, &y2);
  is_steep = fabs (y2 - y1) > fabs (x2 - x1);
  start = is_steep ? y1 : x1;
  if (!pnr_line_trim (&seen, &x1, &y1, &x2, &y2))
    return;
  if (is_steep) {
    swap (&x1, &y1);
    swap (&x2, &y2);
  }
  if (x1 > x2) {
    swap (&x1, &x2);
    swap (&y1, &y2);
  }
  slope = x2 > x1 ? (y2 - y1) / (x2 - x1) : 0.0;
  stretch = sqrt (1.0 + slope * slope);
  half = line_width * self->scale * stretch / 2.0;
  for (int along = (int) ceil (x1 - 0.5); along < x2 - 0.5; along++) {
    double middle = y1 + (along + 0.5 - x1) * slope;
    guint32 cover = 256;

    if (n_dashes > 0) {
      double way = fabs (along + 0.5 - start) * stretch;

      way -= period * (double) (gint64) (way / period);
      cover = (guint32) (256.0 * dash_share (lengths, n_dashes, period, way));
    }
    if (cover > 0)
      shade_step (self, is_steep, along, (gint32) ((middle - half) * 65536.0),
                  (gint32) ((middle + half) * 65536.0), packed, cover);
  }
}

void
pnr_hairline_end (PnrHairline *self)
{
  if (self->pixels != NULL)
    cairo_surface_mark_dirty (self->surface);
}
