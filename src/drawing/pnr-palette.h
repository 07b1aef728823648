/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The colours and the lettering that every picture is painted with: screen, paper, high contrast.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PNR_PALETTE_N_SERIES 6
#define PNR_PALETTE_N_RELATIONS 4

/* Parts of sRGB, 0 to 1, not premultiplied. */
typedef struct {
  double red;
  double green;
  double blue;
  double alpha;
} PnrColour;

/* A value, copied freely. Text colours stand 4.5:1 and marks 3:1 against @background and @card;
 * @grid and @band are quiet surfaces and carry no meaning alone. @relations is indexed by
 * PnrRelationKind. @font_size in the picture's units (pixels at scale 1); @line_scale multiplies
 * every line width. */
typedef struct {
  PnrColour background;
  PnrColour card;
  PnrColour foreground;
  PnrColour dim;
  PnrColour grid;
  PnrColour outline;
  PnrColour band;
  PnrColour accent;
  PnrColour on_accent;
  PnrColour positive;
  PnrColour negative;
  PnrColour series[PNR_PALETTE_N_SERIES];
  PnrColour relations[PNR_PALETTE_N_RELATIONS];
  PnrColour shade_low;
  PnrColour shade_high;
  const char *font_family;
  double font_size;
  double line_scale;
} PnrPalette;

PnrPalette pnr_palette_light (void);
PnrPalette pnr_palette_dark (void);
PnrPalette pnr_palette_high_contrast (gboolean is_dark);
PnrPalette pnr_palette_print (void);

PnrColour pnr_colour_mix (PnrColour from, PnrColour to, double share);
double pnr_colour_get_contrast (PnrColour a, PnrColour b);

G_END_DECLS
