/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small picture of each kind of bundle: which products go together, and what comes of it.
 *
 * One alphabet for all nine: a box is a product, filled with the accent where it gets cheaper; a
 * ring round boxes is what is sold together, broken where the parts are sold singly, too. There is
 * no lettering, so a picture may be mirrored. */
#include "config.h"

#include "drawing/pnr-bundle-picture.h"

#include "drawing/pnr-pen.h"

#define BOX 16.0
#define SMALL 11.0
#define GAP 5.0
#define ROUND 3.0

static void
paint_box (cairo_t *cr, const PnrPalette *palette, double x, double y, double size)
{
  pnr_pen_box (cr, x, y, size, size, ROUND);
  pnr_pen_set_colour (cr, palette->dim);
  cairo_fill (cr);
}

/* What gets cheaper. */
static void
paint_cheap_box (cairo_t *cr, const PnrPalette *palette, double x, double y, double size)
{
  pnr_pen_box (cr, x, y, size, size, ROUND);
  pnr_pen_set_colour (cr, palette->accent);
  cairo_fill (cr);
}

/* What could be there. */
static void
paint_empty_box (cairo_t *cr, const PnrPalette *palette, double x, double y, double size)
{
  pnr_pen_box (cr, x + 0.75, y + 0.75, size - 1.5, size - 1.5, ROUND);
  pnr_pen_set_colour (cr, palette->dim);
  cairo_set_line_width (cr, 1.5 * palette->line_scale);
  cairo_stroke (cr);
}

static void
paint_ring (cairo_t *cr, const PnrPalette *palette, double x, double width, gboolean is_broken)
{
  static const double dashes[] = { 4.0, 3.0 };

  cairo_set_dash (cr, dashes, is_broken ? 2 : 0, 0.0);
  pnr_pen_box (cr, x, 16.0, width, 32.0, 8.0);
  pnr_pen_set_colour (cr, palette->accent);
  cairo_set_line_width (cr, 2.0 * palette->line_scale);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0.0);
}

static void
paint_plus (cairo_t *cr, const PnrPalette *palette, double x, double y)
{
  cairo_move_to (cr, x - 4.0, y);
  cairo_line_to (cr, x + 4.0, y);
  cairo_move_to (cr, x, y - 4.0);
  cairo_line_to (cr, x, y + 4.0);
  pnr_pen_set_colour (cr, palette->foreground);
  cairo_set_line_width (cr, 2.0 * palette->line_scale);
  cairo_stroke (cr);
}

static void
paint_arrow (cairo_t *cr, const PnrPalette *palette, double x, double y, double length)
{
  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x + length, y);
  cairo_move_to (cr, x + length - 5.0, y - 5.0);
  cairo_line_to (cr, x + length, y);
  cairo_line_to (cr, x + length - 5.0, y + 5.0);
  pnr_pen_set_colour (cr, palette->foreground);
  cairo_set_line_width (cr, 2.0 * palette->line_scale);
  cairo_stroke (cr);
}

/* A ribbon over what is given away. */
static void
paint_ribbon (cairo_t *cr, const PnrPalette *palette, double x, double y, double size)
{
  double middle = x + size / 2.0;

  pnr_pen_set_colour (cr, palette->on_accent);
  cairo_set_line_width (cr, 2.0 * palette->line_scale);
  cairo_move_to (cr, middle, y);
  cairo_line_to (cr, middle, y + size);
  cairo_move_to (cr, x, y + size * 0.4);
  cairo_line_to (cr, x + size, y + size * 0.4);
  cairo_stroke (cr);
  pnr_pen_set_colour (cr, palette->accent);
  cairo_arc (cr, middle - 4.0, y - 3.0, 3.0, 0.0, 2.0 * G_PI);
  cairo_new_sub_path (cr);
  cairo_arc (cr, middle + 4.0, y - 3.0, 3.0, 0.0, 2.0 * G_PI);
  cairo_stroke (cr);
}

static void
paint_pure (cairo_t *cr, const PnrPalette *palette)
{
  paint_ring (cr, palette, 18.0, 76.0, FALSE);
  for (int i = 0; i < 3; i++)
    paint_cheap_box (cr, palette, 27.0 + i * (BOX + GAP), 24.0, BOX);
}

static void
paint_mixed (cairo_t *cr, const PnrPalette *palette)
{
  paint_ring (cr, palette, 6.0, 55.0, TRUE);
  for (int i = 0; i < 2; i++) {
    paint_cheap_box (cr, palette, 15.0 + i * (BOX + GAP), 24.0, BOX);
    paint_box (cr, palette, 69.0 + i * (BOX + GAP), 24.0, BOX);
  }
}

static void
paint_leader (cairo_t *cr, const PnrPalette *palette)
{
  paint_box (cr, palette, 14.0, 18.0, 28.0);
  paint_arrow (cr, palette, 50.0, 32.0, 20.0);
  paint_cheap_box (cr, palette, 79.0, 23.0, 18.0);
}

static void
paint_mix_and_match (cairo_t *cr, const PnrPalette *palette)
{
  for (int i = 0; i < 8; i++) {
    double x = 17.0 + i % 4 * (BOX + GAP);
    double y = i < 4 ? 12.0 : 12.0 + BOX + 8.0;

    if (i == 1 || i == 3 || i == 4)
      paint_cheap_box (cr, palette, x, y, BOX);
    else
      paint_empty_box (cr, palette, x, y, BOX);
  }
}

/* Different things: a box, a ball, a tip. */
static void
paint_shape (cairo_t *cr, double x, double y, int shape)
{
  cairo_new_sub_path (cr);
  switch (shape) {
  case 0:
    pnr_pen_box (cr, x, y, SMALL, SMALL, ROUND);
    break;
  case 1:
    cairo_arc (cr, x + SMALL / 2.0, y + SMALL / 2.0, SMALL / 2.0, 0.0, 2.0 * G_PI);
    break;
  default:
    cairo_move_to (cr, x + SMALL / 2.0, y);
    cairo_line_to (cr, x + SMALL, y + SMALL);
    cairo_line_to (cr, x, y + SMALL);
    cairo_close_path (cr);
  }
}

/* Stairs of one, two, three; the more stand together, the stronger the colour. */
static void
paint_stairs (cairo_t *cr, const PnrPalette *palette, gboolean is_same)
{
  for (int column = 0; column < 3; column++) {
    PnrColour colour = pnr_colour_mix (palette->dim, palette->accent, column / 2.0);

    pnr_pen_set_colour (cr, colour);
    for (int i = 0; i <= column; i++) {
      paint_shape (cr, 24.0 + column * 27.0, 46.0 - i * (SMALL + 3.0), is_same ? 0 : i);
      cairo_fill (cr);
    }
  }
}

static void
paint_tiered (cairo_t *cr, const PnrPalette *palette)
{
  paint_stairs (cr, palette, FALSE);
}

static void
paint_volume (cairo_t *cr, const PnrPalette *palette)
{
  paint_stairs (cr, palette, TRUE);
}

static void
paint_buy_get (cairo_t *cr, const PnrPalette *palette)
{
  paint_box (cr, palette, 14.0, 23.0, 18.0);
  paint_box (cr, palette, 37.0, 23.0, 18.0);
  paint_plus (cr, palette, 66.0, 32.0);
  paint_cheap_box (cr, palette, 77.0, 23.0, 18.0);
  paint_ribbon (cr, palette, 77.0, 23.0, 18.0);
}

/* An order that fills up to where the gift waits. */
static void
paint_gift (cairo_t *cr, const PnrPalette *palette)
{
  pnr_pen_box (cr, 12.0, 28.0, 58.0, 10.0, 5.0);
  pnr_pen_set_colour (cr, palette->grid);
  cairo_fill (cr);
  pnr_pen_box (cr, 12.0, 28.0, 44.0, 10.0, 5.0);
  pnr_pen_set_colour (cr, palette->dim);
  cairo_fill (cr);
  cairo_move_to (cr, 70.0, 20.0);
  cairo_line_to (cr, 70.0, 46.0);
  pnr_pen_set_colour (cr, palette->foreground);
  cairo_set_line_width (cr, 2.0 * palette->line_scale);
  cairo_stroke (cr);
  paint_cheap_box (cr, palette, 79.0, 24.0, 20.0);
  paint_ribbon (cr, palette, 79.0, 24.0, 20.0);
}

static void
paint_add_on (cairo_t *cr, const PnrPalette *palette)
{
  paint_box (cr, palette, 18.0, 18.0, 28.0);
  for (int i = 0; i < 3; i++) {
    double y = 9.0 + i * (SMALL + 6.5);

    paint_plus (cr, palette, 62.0, y + SMALL / 2.0);
    paint_cheap_box (cr, palette, 77.0, y, SMALL);
  }
}

/**
 * pnr_bundle_picture_paint:
 * @kind: a kind of bundle
 * @cr: where to paint
 * @width: of the picture
 * @height: of the picture
 * @palette: its colours
 *
 * Paints as large as fits, in the middle; the ground stays as it is.
 */
void
pnr_bundle_picture_paint (PnrBundleKind kind, cairo_t *cr, double width, double height,
                          const PnrPalette *palette)
{
  static void (*const painters[PNR_N_BUNDLE_KINDS]) (cairo_t *, const PnrPalette *) = {
    paint_pure,   paint_mixed,   paint_leader, paint_mix_and_match, paint_tiered,
    paint_volume, paint_buy_get, paint_gift,   paint_add_on,
  };
  double scale = MIN (width / PNR_BUNDLE_PICTURE_WIDTH, height / PNR_BUNDLE_PICTURE_HEIGHT);

  cairo_save (cr);
  cairo_translate (cr, (width - scale * PNR_BUNDLE_PICTURE_WIDTH) / 2.0,
                   (height - scale * PNR_BUNDLE_PICTURE_HEIGHT) / 2.0);
  cairo_scale (cr, scale, scale);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  painters[kind](cr, palette);
  cairo_restore (cr);
}
