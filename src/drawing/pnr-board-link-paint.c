/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paints links: hairlines from afar, then dashes and arrows, from near their letters too. */
#include "config.h"

#include "drawing/pnr-board-scene-private.h"

#include "drawing/pnr-hairline.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#define ARROW 9.0
#define LETTER_RADIUS 8.0
#define HAIRLINE 0.6

const char *
pnr_board_kind_letter (PnrRelationKind kind)
{
  switch (kind) {
  case PNR_RELATION_KIND_UPSELL:
    return C_ ("letter of a relation", "U");
  case PNR_RELATION_KIND_ALTERNATIVE:
    return C_ ("letter of a relation", "A");
  case PNR_RELATION_KIND_REQUIRED:
    return C_ ("letter of a relation", "Q");
  case PNR_RELATION_KIND_CROSS_SELL:
  default:
    return C_ ("letter of a relation", "C");
  }
}

const double *
pnr_board_kind_dashes (PnrRelationKind kind, int *n_dashes)
{
  static const double upsell[] = { 9.0, 5.0 };
  static const double alternative[] = { 2.0, 4.0 };
  static const double required[] = { 12.0, 4.0, 2.0, 4.0 };
  static const double *const dashes[] = { NULL, upsell, alternative, required };
  static const int lengths[] = { 0, 2, 2, 4 };

  *n_dashes = lengths[kind];
  return dashes[kind];
}

/* The middle of a link; where several lie side by side each letter keeps clear of the next. */
void
pnr_board_line_place_letter (const PnrBoardLine *line, double *x, double *y)
{
  double dx = line->x2 - line->x1, dy = line->y2 - line->y1;
  double length = MAX (hypot (dx, dy), 1e-9);
  double most = MAX (length / 2.0 - LETTER_RADIUS - ARROW, 0.0);
  double along = CLAMP (line->shift * 1.6, -most, most);

  if (line->from > line->to)
    along = -along;
  *x = (line->x1 + line->x2) / 2.0 + dx / length * along;
  *y = (line->y1 + line->y2) / 2.0 + dy / length * along;
}

static gboolean
is_near (const cairo_rectangle_t *seen, double x, double y)
{
  return x >= seen->x && x <= seen->x + seen->width && y >= seen->y && y <= seen->y + seen->height;
}

static void
paint_arrow (cairo_t *cr, double x, double y, double ux, double uy)
{
  cairo_move_to (cr, x, y);
  cairo_line_to (cr, x - ux * ARROW - uy * ARROW * 0.45, y - uy * ARROW + ux * ARROW * 0.45);
  cairo_line_to (cr, x - ux * ARROW + uy * ARROW * 0.45, y - uy * ARROW - ux * ARROW * 0.45);
  cairo_close_path (cr);
  cairo_fill (cr);
}

static PangoLayout *
ensure_letter (PnrBoardScene *self, PnrRelationKind kind, const PnrPalette *palette)
{
  if (self->letters[kind] == NULL)
    self->letters[kind] = pnr_pen_new_layout (palette, pnr_board_kind_letter (kind),
                                              PNR_LETTERING_SMALL | PNR_LETTERING_BOLD, 0.0);
  return self->letters[kind];
}

static void
paint_letter (PnrBoardScene *self, cairo_t *cr, PnrRelationKind kind, double x, double y,
              const PnrPalette *palette)
{
  PangoLayout *letter = ensure_letter (self, kind, palette);
  int width, height;

  cairo_new_sub_path (cr);
  cairo_arc (cr, x, y, LETTER_RADIUS, 0.0, 2.0 * G_PI);
  pnr_pen_set_colour (cr, palette->background);
  cairo_fill_preserve (cr);
  pnr_pen_set_colour (cr, palette->relations[kind]);
  cairo_set_line_width (cr, 1.2 * palette->line_scale);
  cairo_stroke (cr);
  pango_layout_get_size (letter, &width, &height);
  cairo_move_to (cr, x - 0.5 * width / PANGO_SCALE, y - 0.5 * height / PANGO_SCALE);
  pango_cairo_show_layout (cr, letter);
}

/* Letters are the same hundreds of times over: on pixels each kind is painted once and stamped. */
static void
ensure_stamps (PnrBoardScene *self, double scale, double pixels, const PnrPalette *palette)
{
  double side = ceil (2.0 * (LETTER_RADIUS + 1.0) * scale);

  if (self->stamp_scale == scale && self->stamp_pixels == pixels
      && memcmp (&self->stamp_palette, palette, sizeof *palette) == 0)
    return;
  self->stamp_scale = scale;
  self->stamp_pixels = pixels;
  self->stamp_palette = *palette;
  for (guint kind = 0; kind < PNR_PALETTE_N_RELATIONS; kind++) {
    cairo_surface_t *stamp = cairo_image_surface_create (
        CAIRO_FORMAT_ARGB32, (int) ceil (side * pixels), (int) ceil (side * pixels));
    cairo_t *cr;

    cairo_surface_set_device_scale (stamp, pixels, pixels);
    cr = cairo_create (stamp);
    cairo_scale (cr, scale, scale);
    paint_letter (self, cr, kind, side / 2.0 / scale, side / 2.0 / scale, palette);
    cairo_destroy (cr);
    g_clear_pointer (&self->stamps[kind], cairo_surface_destroy);
    self->stamps[kind] = stamp;
  }
}

static void
stamp_letter (PnrBoardScene *self, cairo_t *cr, const PnrBoardLine *line, double scale,
              double pixels)
{
  double side = ceil (2.0 * (LETTER_RADIUS + 1.0) * scale);
  double x, y;

  pnr_board_line_place_letter (line, &x, &y);
  cairo_user_to_device (cr, &x, &y);
  cairo_save (cr);
  cairo_identity_matrix (cr);
  cairo_set_source_surface (cr, self->stamps[line->kind],
                            floor ((x - side / 2.0) * pixels + 0.5) / pixels,
                            floor ((y - side / 2.0) * pixels + 0.5) / pixels);
  cairo_paint (cr);
  cairo_restore (cr);
}

/* Only the part in view is stroked: a dashed line costs by its length. */
static void
paint_way (cairo_t *cr, const PnrBoardLine *line, const cairo_rectangle_t *seen, double scale)
{
  double x1 = line->x1, y1 = line->y1, x2 = line->x2, y2 = line->y2;
  int n_dashes = 0;
  const double *dashes =
      scale < PNR_BOARD_SCALE_FOR_DASHES ? NULL : pnr_board_kind_dashes (line->kind, &n_dashes);

  if (!pnr_line_trim (seen, &x1, &y1, &x2, &y2))
    return;
  if (n_dashes > 0)
    cairo_set_dash (cr, dashes, n_dashes, hypot (x1 - line->x1, y1 - line->y1));
  cairo_move_to (cr, x1, y1);
  cairo_line_to (cr, x2, y2);
  cairo_stroke (cr);
  if (n_dashes > 0)
    cairo_set_dash (cr, NULL, 0, 0.0);
}

static cairo_rectangle_t
widen (const PnrBoardBox *view, double room)
{
  return (cairo_rectangle_t){ view->x - room, view->y - room, view->width + 2.0 * room,
                              view->height + 2.0 * room };
}

static void
paint_arrows (cairo_t *cr, const PnrBoardLine *line, const cairo_rectangle_t *seen)
{
  double length = hypot (line->x2 - line->x1, line->y2 - line->y1);
  double ux = length > 0.0 ? (line->x2 - line->x1) / length : 1.0;
  double uy = length > 0.0 ? (line->y2 - line->y1) / length : 0.0;

  if (is_near (seen, line->x2, line->y2))
    paint_arrow (cr, line->x2, line->y2, ux, uy);
  if (line->is_two_way && is_near (seen, line->x1, line->y1))
    paint_arrow (cr, line->x1, line->y1, -ux, -uy);
}

static gboolean
has_letter (const PnrBoardLine *line, const cairo_rectangle_t *seen, double scale)
{
  double x, y;

  if (scale < PNR_BOARD_SCALE_FOR_WORDS
      || hypot (line->x2 - line->x1, line->y2 - line->y1) <= 4.0 * LETTER_RADIUS)
    return FALSE;
  pnr_board_line_place_letter (line, &x, &y);
  return is_near (seen, x, y);
}

/**
 * pnr_board_scene_paint_line:
 * @self: a scene
 * @cr: a context in board units
 * @line: what to paint
 * @view: the part of the board that is seen
 * @scale: picture units per board unit
 * @line_width: in picture units when the board is seen from afar, else in board units
 * @palette: colours and lettering
 */
void
pnr_board_scene_paint_line (PnrBoardScene *self, cairo_t *cr, const PnrBoardLine *line,
                            const PnrBoardBox *view, double scale, double line_width,
                            const PnrPalette *palette)
{
  cairo_rectangle_t seen = widen (view, 2.0 * ARROW + line_width / MIN (scale, 1.0));

  pnr_pen_set_colour (cr, palette->relations[line->kind]);
  cairo_set_line_width (cr, line_width * palette->line_scale / MIN (scale, 1.0));
  paint_way (cr, line, &seen, scale);
  if (scale < PNR_BOARD_SCALE_FOR_CARDS)
    return;
  paint_arrows (cr, line, &seen);
  if (has_letter (line, &seen, scale)) {
    double x, y;

    pnr_board_line_place_letter (line, &x, &y);
    paint_letter (self, cr, line->kind, x, y, palette);
  }
}

static gboolean
is_on_ground (PnrBoardScene *self, const PnrBoardLine *line)
{
  return !self->is_dragging
         || (!pnr_board_scene_get_card (self, line->from)->is_selected
             && !pnr_board_scene_get_card (self, line->to)->is_selected);
}

/* Keeps of the found links those whose way comes near the view and that are not lifted. */
static void
keep_seen (PnrBoardScene *self, const cairo_rectangle_t *seen)
{
  guint n_kept = 0;

  for (guint i = 0; i < self->found->len; i++) {
    guint number = g_array_index (self->found, guint, i);
    PnrBoardLine line = *pnr_board_scene_get_line (self, number);

    if (is_on_ground (self, &line) && pnr_line_trim (seen, &line.x1, &line.y1, &line.x2, &line.y2))
      g_array_index (self->found, guint, n_kept++) = number;
  }
  g_array_set_size (self->found, n_kept);
}

static void
draw_ways (PnrBoardScene *self, PnrHairline *hairline, double scale, double line_width,
           const PnrPalette *palette)
{
  for (guint i = 0; i < self->found->len; i++) {
    const PnrBoardLine *line =
        pnr_board_scene_get_line (self, g_array_index (self->found, guint, i));
    int n_dashes = 0;
    const double *dashes =
        scale < PNR_BOARD_SCALE_FOR_DASHES ? NULL : pnr_board_kind_dashes (line->kind, &n_dashes);

    pnr_hairline_draw (hairline, palette->relations[line->kind],
                       line_width * palette->line_scale / MIN (scale, 1.0), dashes, n_dashes,
                       line->x1, line->y1, line->x2, line->y2);
  }
  pnr_hairline_end (hairline);
}

/* On pixels: all ways first, then arrows, then letters, so that letters are never struck out. */
static void
paint_on_pixels (PnrBoardScene *self, cairo_t *cr, PnrHairline *hairline,
                 const cairo_rectangle_t *seen, double scale, const PnrPalette *palette)
{
  double pixels, pixels_down;

  cairo_surface_get_device_scale (hairline->surface, &pixels, &pixels_down);
  if (scale >= PNR_BOARD_SCALE_FOR_WORDS)
    ensure_stamps (self, scale, pixels, palette);
  for (guint i = 0; i < self->found->len; i++) {
    const PnrBoardLine *line =
        pnr_board_scene_get_line (self, g_array_index (self->found, guint, i));

    pnr_pen_set_colour (cr, palette->relations[line->kind]);
    paint_arrows (cr, line, seen);
  }
  for (guint i = 0; i < self->found->len; i++) {
    const PnrBoardLine *line =
        pnr_board_scene_get_line (self, g_array_index (self->found, guint, i));

    if (has_letter (line, seen, scale))
      stamp_letter (self, cr, line, scale, pixels);
  }
}

/* Paints the links that come near @view and do not hang on a lifted card. */
void
pnr_board_scene_paint_lines (PnrBoardScene *self, cairo_t *cr, const PnrBoardBox *view,
                             double scale, const PnrPalette *palette)
{
  double line_width = scale < PNR_BOARD_SCALE_FOR_CARDS ? HAIRLINE : 1.5;
  cairo_rectangle_t seen = widen (view, 2.0 * ARROW + line_width / MIN (scale, 1.0));
  PnrHairline hairline;

  pnr_board_grid_find (self->line_grid, view, self->found);
  keep_seen (self, &seen);
  if (pnr_hairline_begin (&hairline, cr)) {
    draw_ways (self, &hairline, scale, line_width, palette);
    if (scale >= PNR_BOARD_SCALE_FOR_CARDS)
      paint_on_pixels (self, cr, &hairline, &seen, scale, palette);
    return;
  }
  for (guint i = 0; i < self->found->len; i++)
    pnr_board_scene_paint_line (
        self, cr, pnr_board_scene_get_line (self, g_array_index (self->found, guint, i)), view,
        scale, line_width, palette);
}
