/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The colours and the lettering that every picture is painted with: screen, paper, high contrast.
 */
#include "config.h"

#include "drawing/pnr-palette.h"

#include <math.h>

#define RGB(hex)                                                                          \
  {                                                                                       \
    ((hex) >> 16 & 0xff) / 255.0, ((hex) >> 8 & 0xff) / 255.0, ((hex) &0xff) / 255.0, 1.0 \
  }

/* The series are the hues of Okabe and Ito (2008), which people with any kind of colour blindness
 * tell apart, darkened or lightened until they may also be lettering. */
static const PnrPalette light_palette = {
  .background = RGB (0xffffff),
  .card = RGB (0xffffff),
  .foreground = RGB (0x241f31),
  .dim = RGB (0x5e5c64),
  .grid = RGB (0xe6e5e3),
  .outline = RGB (0x86858c),
  .band = RGB (0xdcebf9),
  .accent = RGB (0x1a5fb4),
  .on_accent = RGB (0xffffff),
  .positive = RGB (0x19744a),
  .negative = RGB (0xb8222c),
  .series = { RGB (0x0069a6), RGB (0xa84600), RGB (0x007050), RGB (0x96427c), RGB (0x6c5f00),
              RGB (0x4a4a52) },
  .relations = { RGB (0x0069a6), RGB (0x007050), RGB (0x96427c), RGB (0xa84600) },
  .shade_low = RGB (0x6c93bd),
  .shade_high = RGB (0x08264f),
  .font_family = "Cantarell, Inter, DejaVu Sans, sans-serif",
  .font_size = 13.0,
  .line_scale = 1.0,
};

static const PnrPalette dark_palette = {
  .background = RGB (0x1e1e1e),
  .card = RGB (0x2c2c2c),
  .foreground = RGB (0xf2f2f2),
  .dim = RGB (0xb9b8bd),
  .grid = RGB (0x363636),
  .outline = RGB (0x8a8a90),
  .band = RGB (0x20344a),
  .accent = RGB (0x84b5f0),
  .on_accent = RGB (0x10131a),
  .positive = RGB (0x71d29c),
  .negative = RGB (0xff938a),
  .series = { RGB (0x62b8ea), RGB (0xf0a357), RGB (0x52cba4), RGB (0xe39fcb), RGB (0xe2d65c),
              RGB (0xc9c9ce) },
  .relations = { RGB (0x62b8ea), RGB (0x52cba4), RGB (0xe39fcb), RGB (0xf0a357) },
  .shade_low = RGB (0x4a7fb0),
  .shade_high = RGB (0xe2effc),
  .font_family = "Cantarell, Inter, DejaVu Sans, sans-serif",
  .font_size = 13.0,
  .line_scale = 1.0,
};

PnrPalette
pnr_palette_light (void)
{
  return light_palette;
}

PnrPalette
pnr_palette_dark (void)
{
  return dark_palette;
}

/**
 * pnr_palette_high_contrast:
 * @is_dark: whether the ground is black
 *
 * Returns: black and white where it can be, thicker lines, and no quiet lettering
 */
PnrPalette
pnr_palette_high_contrast (gboolean is_dark)
{
  static const PnrColour black = RGB (0x000000);
  static const PnrColour white = RGB (0xffffff);
  PnrPalette palette = is_dark ? dark_palette : light_palette;

  palette.background = is_dark ? black : white;
  palette.card = palette.background;
  palette.foreground = is_dark ? white : black;
  palette.dim = pnr_colour_mix (palette.foreground, palette.background, 0.15);
  palette.outline = palette.foreground;
  palette.grid = pnr_colour_mix (palette.foreground, palette.background, 0.7);
  for (guint i = 0; i < PNR_PALETTE_N_SERIES; i++)
    palette.series[i] = pnr_colour_mix (palette.series[i], palette.foreground, 0.25);
  for (guint i = 0; i < PNR_PALETTE_N_RELATIONS; i++)
    palette.relations[i] = pnr_colour_mix (palette.relations[i], palette.foreground, 0.25);
  palette.accent = pnr_colour_mix (palette.accent, palette.foreground, 0.25);
  palette.line_scale = 1.5;
  return palette;
}

/**
 * pnr_palette_print:
 *
 * Returns: the light palette with black lettering on white paper
 */
PnrPalette
pnr_palette_print (void)
{
  static const PnrColour black = RGB (0x000000);
  PnrPalette palette = light_palette;

  palette.foreground = black;
  palette.dim = pnr_colour_mix (black, palette.background, 0.3);
  palette.line_scale = 0.8;
  return palette;
}

PnrColour
pnr_colour_mix (PnrColour from, PnrColour to, double share)
{
  PnrColour mixed = {
    from.red + (to.red - from.red) * share,
    from.green + (to.green - from.green) * share,
    from.blue + (to.blue - from.blue) * share,
    from.alpha + (to.alpha - from.alpha) * share,
  };

  return mixed;
}

static double
linear_light (double part)
{
  return part <= 0.04045 ? part / 12.92 : pow ((part + 0.055) / 1.055, 2.4);
}

static double
relative_luminance (PnrColour colour)
{
  return 0.2126 * linear_light (colour.red) + 0.7152 * linear_light (colour.green)
         + 0.0722 * linear_light (colour.blue);
}

/**
 * pnr_colour_get_contrast:
 * @a: an opaque colour
 * @b: another
 *
 * Returns: the contrast ratio of WCAG 2.1, from 1 (the same) to 21 (black on white)
 */
double
pnr_colour_get_contrast (PnrColour a, PnrColour b)
{
  double first = relative_luminance (a);
  double second = relative_luminance (b);

  return (MAX (first, second) + 0.05) / (MIN (first, second) + 0.05);
}
