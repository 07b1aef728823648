/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pictures of the kinds: each has something on it, stays inside, and is like no other. */
#include "config.h"

#include "drawing/pnr-bundle-picture.h"

#include <string.h>

#define BORDER 10
#define WIDTH (PNR_BUNDLE_PICTURE_WIDTH + 2 * BORDER)
#define HEIGHT (PNR_BUNDLE_PICTURE_HEIGHT + 2 * BORDER)

static cairo_surface_t *
paint (PnrBundleKind kind, const PnrPalette *palette)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);

  cairo_translate (cr, BORDER, BORDER);
  pnr_bundle_picture_paint (kind, cr, PNR_BUNDLE_PICTURE_WIDTH, PNR_BUNDLE_PICTURE_HEIGHT, palette);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static guint32
pixel_at (cairo_surface_t *surface, int x, int y)
{
  const guchar *row =
      cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface);
  guint32 pixel;

  memcpy (&pixel, row + 4 * x, sizeof pixel);
  return pixel;
}

static guint
count_painted (cairo_surface_t *surface, gboolean is_outside)
{
  guint n = 0;

  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      if ((x < BORDER || y < BORDER || x >= WIDTH - BORDER || y >= HEIGHT - BORDER) == is_outside)
        n += pixel_at (surface, x, y) != 0;
  return n;
}

static guint
count_differences (cairo_surface_t *a, cairo_surface_t *b)
{
  guint n = 0;

  for (int y = 0; y < HEIGHT; y++)
    for (int x = 0; x < WIDTH; x++)
      n += pixel_at (a, x, y) != pixel_at (b, x, y);
  return n;
}

static void
check_palette (const PnrPalette *palette)
{
  cairo_surface_t *pictures[PNR_N_BUNDLE_KINDS];

  for (int i = 0; i < PNR_N_BUNDLE_KINDS; i++) {
    pictures[i] = paint (i, palette);
    g_assert_cmpuint (count_painted (pictures[i], FALSE), >, 300);
    g_assert_cmpuint (count_painted (pictures[i], TRUE), ==, 0);
    for (int j = 0; j < i; j++)
      g_assert_cmpuint (count_differences (pictures[i], pictures[j]), >, 100);
  }
  for (int i = 0; i < PNR_N_BUNDLE_KINDS; i++)
    cairo_surface_destroy (pictures[i]);
}

static void
test_light (void)
{
  PnrPalette palette = pnr_palette_light ();

  check_palette (&palette);
}

static void
test_high_contrast (void)
{
  PnrPalette palette = pnr_palette_high_contrast (TRUE);

  check_palette (&palette);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bundle-picture/light", test_light);
  g_test_add_func ("/bundle-picture/high-contrast", test_high_contrast);
  return g_test_run ();
}
