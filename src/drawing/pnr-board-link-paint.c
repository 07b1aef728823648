/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paints links: hairlines from afar, then dashes and arrows, from near their letters too. */
#include "config.h"

#include "drawing/pnr-board-scene-private.h"

#include "drawing/pnr-hairline.h"

#include <glib/gi18n.h>
#include <math.h>

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
    return C_ ("letter of a relation", "R");
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
  double room = 2.0 * ARROW + line_width / MIN (scale, 1.0);
  cairo_rectangle_t seen = { view->x - room, view->y - room, view->width + 2.0 * room,
                             view->height + 2.0 * room };
  double length = hypot (line->x2 - line->x1, line->y2 - line->y1);
  double ux = length > 0.0 ? (line->x2 - line->x1) / length : 1.0;
  double uy = length > 0.0 ? (line->y2 - line->y1) / length : 0.0;
  double x = (line->x1 + line->x2) / 2.0, y = (line->y1 + line->y2) / 2.0;

  pnr_pen_set_colour (cr, palette->relations[line->kind]);
  cairo_set_line_width (cr, line_width * palette->line_scale / MIN (scale, 1.0));
  paint_way (cr, line, &seen, scale);
  if (scale < PNR_BOARD_SCALE_FOR_CARDS)
    return;
  if (is_near (&seen, line->x2, line->y2))
    paint_arrow (cr, line->x2, line->y2, ux, uy);
  if (line->is_two_way && is_near (&seen, line->x1, line->y1))
    paint_arrow (cr, line->x1, line->y1, -ux, -uy);
  if (scale >= PNR_BOARD_SCALE_FOR_WORDS && length > 4.0 * LETTER_RADIUS && is_near (&seen, x, y))
    paint_letter (self, cr, line->kind, x, y, palette);
}

static gboolean
is_on_ground (PnrBoardScene *self, const PnrBoardLine *line)
{
  return !self->is_dragging
         || (!pnr_board_scene_get_card (self, line->from)->is_selected
             && !pnr_board_scene_get_card (self, line->to)->is_selected);
}

static gboolean
paint_hairlines (PnrBoardScene *self, cairo_t *cr, double scale, const PnrPalette *palette)
{
  PnrHairline hairline;

  if (!pnr_hairline_begin (&hairline, cr))
    return FALSE;
  for (guint i = 0; i < self->found->len; i++) {
    const PnrBoardLine *line =
        pnr_board_scene_get_line (self, g_array_index (self->found, guint, i));

    if (is_on_ground (self, line))
      pnr_hairline_draw (&hairline, palette->relations[line->kind],
                         HAIRLINE * palette->line_scale / scale, line->x1, line->y1, line->x2,
                         line->y2);
  }
  pnr_hairline_end (&hairline);
  return TRUE;
}

/* Paints the links that come near @view and do not hang on a lifted card. */
void
pnr_board_scene_paint_lines (PnrBoardScene *self, cairo_t *cr, const PnrBoardBox *view,
                             double scale, const PnrPalette *palette)
{
  gboolean is_far = scale < PNR_BOARD_SCALE_FOR_CARDS;

  pnr_board_grid_find (self->line_grid, view, self->found);
  if (is_far && paint_hairlines (self, cr, scale, palette))
    return;
  for (guint i = 0; i < self->found->len; i++) {
    const PnrBoardLine *line =
        pnr_board_scene_get_line (self, g_array_index (self->found, guint, i));
    PnrBoardBox box = pnr_board_scene_line_box (line);

    if (pnr_board_box_touches (&box, view) && is_on_ground (self, line))
      pnr_board_scene_paint_line (self, cr, line, view, scale, is_far ? HAIRLINE : 1.5, palette);
  }
}
