/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lettering and lines in a palette's hand: measured, shortened, safe for names in any script. */
#include "config.h"

#include "drawing/pnr-pen.h"

#define SMALL_SHARE 0.85
#define LARGE_SHARE 1.2

/* The surface's own hints would make the same text wider on one screen than on another, and a hit
 * test, which has no surface, would then miss. */
static PangoLayout *
new_layout (const PnrPalette *palette)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  PangoLayout *layout;
  cairo_font_options_t *options = cairo_font_options_create ();

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  cairo_font_options_destroy (options);
  pango_cairo_context_set_resolution (context, 96.0);
  layout = pango_layout_new (context);
  g_object_unref (context);
  return layout;
}

static void
set_lettering (PangoLayout *layout, const PnrPalette *palette, PnrLettering lettering)
{
  PangoFontDescription *font = pango_font_description_from_string (palette->font_family);
  double size = palette->font_size;

  if (lettering & PNR_LETTERING_SMALL)
    size *= SMALL_SHARE;
  if (lettering & PNR_LETTERING_LARGE)
    size *= LARGE_SHARE;
  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  if (lettering & PNR_LETTERING_BOLD)
    pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
}

PnrPen
pnr_pen_begin (cairo_t *cr, const PnrPalette *palette)
{
  PnrPen pen = { cr, palette, new_layout (palette) };

  return pen;
}

void
pnr_pen_end (PnrPen *self)
{
  g_clear_object (&self->layout);
}

/* One line, shortened at its end when it is wider than @width (0: as wide as it is). */
static void
set_line (PnrPen *self, const char *text, PnrLettering lettering, double width)
{
  set_lettering (self->layout, self->palette, lettering);
  pango_layout_set_single_paragraph_mode (self->layout, TRUE);
  pango_layout_set_height (self->layout, -1);
  pango_layout_set_width (self->layout, width > 0.0 ? (int) (width * PANGO_SCALE) : -1);
  pango_layout_set_ellipsize (self->layout,
                              width > 0.0 ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  pango_layout_set_text (self->layout, text, -1);
}

static void
set_lines (PnrPen *self, const char *text, PnrLettering lettering, double width, guint n_lines)
{
  set_lettering (self->layout, self->palette, lettering);
  pango_layout_set_single_paragraph_mode (self->layout, FALSE);
  pango_layout_set_width (self->layout, (int) (MAX (width, 1.0) * PANGO_SCALE));
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_ellipsize (self->layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_height (self->layout, -(int) n_lines);
  pango_layout_set_text (self->layout, text, -1);
}

void
pnr_pen_measure (PnrPen *self, const char *text, PnrLettering lettering, double *width,
                 double *height)
{
  PangoRectangle logical;

  set_line (self, text, lettering, 0.0);
  pango_layout_get_extents (self->layout, NULL, &logical);
  if (width != NULL)
    *width = (double) logical.width / PANGO_SCALE;
  if (height != NULL)
    *height = (double) logical.height / PANGO_SCALE;
}

double
pnr_pen_get_line_height (PnrPen *self, PnrLettering lettering)
{
  double height;

  pnr_pen_measure (self, "0", lettering, NULL, &height);
  return height;
}

/**
 * pnr_pen_write:
 * @self: a pen with a context
 * @text: one line
 * @lettering: its size and weight
 * @colour: its colour
 * @x: the left end, the middle or the right end, by @alignment
 * @y: the top of the line
 * @width: the room there is; 0 for enough
 * @alignment: 0 when the line begins at @x, 0.5 when it is centred on it, 1 when it ends there
 */
void
pnr_pen_write (PnrPen *self, const char *text, PnrLettering lettering, PnrColour colour, double x,
               double y, double width, double alignment)
{
  PangoRectangle logical;

  set_line (self, text, lettering, width);
  pango_layout_get_extents (self->layout, NULL, &logical);
  pnr_pen_set_colour (self->cr, colour);
  cairo_move_to (
      self->cr,
      x - (double) logical.x / PANGO_SCALE - alignment * (double) logical.width / PANGO_SCALE, y);
  pango_cairo_show_layout (self->cr, self->layout);
}

/**
 * pnr_pen_write_lines:
 *
 * Returns: the height of what was written
 */
double
pnr_pen_write_lines (PnrPen *self, const char *text, PnrLettering lettering, PnrColour colour,
                     double x, double y, double width, guint n_lines)
{
  int height;

  set_lines (self, text, lettering, width, n_lines);
  pango_layout_get_size (self->layout, NULL, &height);
  pnr_pen_set_colour (self->cr, colour);
  cairo_move_to (self->cr, x, y);
  pango_cairo_show_layout (self->cr, self->layout);
  return (double) height / PANGO_SCALE;
}

double
pnr_pen_measure_lines (PnrPen *self, const char *text, PnrLettering lettering, double width,
                       guint n_lines)
{
  int height;

  set_lines (self, text, lettering, width, n_lines);
  pango_layout_get_size (self->layout, NULL, &height);
  return (double) height / PANGO_SCALE;
}

void
pnr_pen_set_colour (cairo_t *cr, PnrColour colour)
{
  cairo_set_source_rgba (cr, colour.red, colour.green, colour.blue, colour.alpha);
}

void
pnr_pen_line (PnrPen *self, PnrColour colour, double line_width, double x1, double y1, double x2,
              double y2)
{
  pnr_pen_set_colour (self->cr, colour);
  cairo_set_line_width (self->cr, line_width * self->palette->line_scale);
  cairo_move_to (self->cr, x1, y1);
  cairo_line_to (self->cr, x2, y2);
  cairo_stroke (self->cr);
}

void
pnr_pen_dot (PnrPen *self, PnrColour colour, double x, double y, double radius)
{
  pnr_pen_set_colour (self->cr, colour);
  cairo_new_sub_path (self->cr);
  cairo_arc (self->cr, x, y, radius, 0.0, 2.0 * G_PI);
  cairo_fill (self->cr);
}

void
pnr_pen_ring (PnrPen *self, PnrColour colour, double x, double y, double radius, double line_width)
{
  pnr_pen_set_colour (self->cr, colour);
  cairo_set_line_width (self->cr, line_width * self->palette->line_scale);
  cairo_new_sub_path (self->cr);
  cairo_arc (self->cr, x, y, radius, 0.0, 2.0 * G_PI);
  cairo_stroke (self->cr);
}

/* A path: a box with round corners. */
void
pnr_pen_box (cairo_t *cr, double x, double y, double width, double height, double radius)
{
  double r = MIN (radius, MIN (width, height) / 2.0);

  cairo_new_sub_path (cr);
  cairo_arc (cr, x + width - r, y + r, r, -G_PI / 2.0, 0.0);
  cairo_arc (cr, x + width - r, y + height - r, r, 0.0, G_PI / 2.0);
  cairo_arc (cr, x + r, y + height - r, r, G_PI / 2.0, G_PI);
  cairo_arc (cr, x + r, y + r, r, G_PI, 1.5 * G_PI);
  cairo_close_path (cr);
}

/**
 * pnr_pen_new_layout:
 * @palette: whose lettering
 * @text: one line
 * @lettering: its size and weight
 * @width: the room there is; 0 for enough
 *
 * Returns: (transfer full): a line to keep and show often
 */
PangoLayout *
pnr_pen_new_layout (const PnrPalette *palette, const char *text, PnrLettering lettering,
                    double width)
{
  PangoLayout *layout = new_layout (palette);

  set_lettering (layout, palette, lettering);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  if (width > 0.0) {
    pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
    pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  }
  pango_layout_set_text (layout, text, -1);
  return layout;
}

/* Shows @layout with its first letter at @x, whatever side its script starts from. */
void
pnr_pen_show_layout (cairo_t *cr, PangoLayout *layout, double x, double y)
{
  PangoRectangle logical;

  pango_layout_get_extents (layout, NULL, &logical);
  cairo_move_to (cr, x - (double) logical.x / PANGO_SCALE, y);
  pango_cairo_show_layout (cr, layout);
}

/**
 * pnr_text_isolate:
 * @text: a name from the merchant's data
 *
 * Returns: (transfer full): @text between first-strong isolate marks, so that its direction does
 *   not spill into the sentence round it
 */
char *
pnr_text_isolate (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  return g_strdup_printf ("\u2068%s\u2069", valid);
}
