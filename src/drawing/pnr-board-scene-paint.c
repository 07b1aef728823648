/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paints the relationship picture: less and less of each thing the smaller it is seen. */
#include "config.h"

#include "drawing/pnr-board-scene-private.h"

#include "base/pnr-money.h"

#include <math.h>

#define CARD_PADDING 12.0
#define PORT_RADIUS 4.5

char *
pnr_board_scene_dup_detail (PnrBoardScene *self, PnrProduct *product)
{
  const char *sku = pnr_product_get_sku (product);
  g_autofree char *isolated = pnr_text_isolate (sku != NULL ? sku : "");
  g_autofree char *price = pnr_money_format (pnr_product_get_price_minor (product), self->currency);

  return g_strdup_printf ("%s · %s", price, isolated);
}

static void
letter_card (PnrBoardScene *self, PnrBoardCard *card, const PnrPalette *palette)
{
  double room = PNR_BOARD_CARD_WIDTH - 2.0 * CARD_PADDING;
  g_autofree char *detail = NULL;
  g_autofree char *name = NULL;

  if (card->name != NULL)
    return;
  name = g_utf8_make_valid (pnr_product_get_title (card->product), -1);
  detail = pnr_board_scene_dup_detail (self, card->product);
  card->name = pnr_pen_new_layout (palette, name, PNR_LETTERING_BOLD, room);
  card->detail = pnr_pen_new_layout (palette, detail, PNR_LETTERING_SMALL, room);
}

static void
paint_card (PnrBoardScene *self, cairo_t *cr, PnrBoardCard *card, double dx, double dy,
            double scale, const PnrPalette *palette)
{
  double x = card->x + dx, y = card->y + dy;

  if (scale < PNR_BOARD_SCALE_FOR_WORDS) {
    cairo_rectangle (cr, x, y, PNR_BOARD_CARD_WIDTH, PNR_BOARD_CARD_HEIGHT);
    pnr_pen_set_colour (cr, scale < PNR_BOARD_SCALE_FOR_CARDS
                                ? pnr_colour_mix (palette->outline, palette->background, 0.3)
                                : palette->card);
    cairo_fill (cr);
    if (scale < PNR_BOARD_SCALE_FOR_CARDS)
      return;
    cairo_rectangle (cr, x, y, PNR_BOARD_CARD_WIDTH, PNR_BOARD_CARD_HEIGHT);
  } else {
    pnr_pen_box (cr, x, y, PNR_BOARD_CARD_WIDTH, PNR_BOARD_CARD_HEIGHT, 9.0);
    pnr_pen_set_colour (cr, palette->card);
    cairo_fill_preserve (cr);
  }
  pnr_pen_set_colour (cr, palette->outline);
  cairo_set_line_width (cr, palette->line_scale / MIN (scale, 1.0));
  cairo_stroke (cr);
  if (scale < PNR_BOARD_SCALE_FOR_WORDS)
    return;
  letter_card (self, card, palette);
  pnr_pen_set_colour (cr, palette->foreground);
  pnr_pen_show_layout (cr, card->name, x + CARD_PADDING, y + 8.0);
  pnr_pen_set_colour (cr, palette->dim);
  pnr_pen_show_layout (cr, card->detail, x + CARD_PADDING, y + 30.0);
}

static void
paint_hull (PnrBoardScene *self, cairo_t *cr, PnrBoardHull *hull, double scale,
            const PnrPalette *palette)
{
  pnr_board_blob_trace (pnr_board_scene_get_blob (self, hull), cr);
  cairo_set_fill_rule (cr, CAIRO_FILL_RULE_EVEN_ODD);
  pnr_pen_set_colour (cr, palette->band);
  cairo_fill_preserve (cr);
  pnr_pen_set_colour (cr, palette->accent);
  cairo_set_line_width (cr, palette->line_scale / MIN (scale, 1.0));
  cairo_stroke (cr);
}

/* The name keeps links from striking it out: it lies over them, on a strip of the hull's shade. */
static void
paint_hull_name (PnrPen *pen, const PnrBoardHull *hull)
{
  const PnrLettering lettering = PNR_LETTERING_SMALL | PNR_LETTERING_BOLD;
  const PnrBoardBox box = hull->name_box;
  double room = box.width, width, height;
  g_autofree char *name = NULL;

  if (pnr_bundle_get_name (hull->bundle) == NULL)
    return;
  name = g_utf8_make_valid (pnr_bundle_get_name (hull->bundle), -1);
  pnr_pen_measure (pen, name, lettering, &width, &height);
  pnr_pen_box (pen->cr, box.x - 6.0, box.y - 3.0, MIN (width, room) + 12.0, height + 6.0, 6.0);
  pnr_pen_set_colour (pen->cr, pen->palette->band);
  cairo_fill (pen->cr);
  pnr_pen_write (pen, name, lettering, pen->palette->accent, box.x, box.y, room, 0.0);
}

static void
paint_hulls (PnrBoardScene *self, PnrPen *pen, const PnrBoardBox *view, double scale,
             gboolean is_name)
{
  for (guint i = 0; i < self->hulls->len; i++) {
    PnrBoardHull *hull = pnr_board_scene_get_hull (self, i);
    PnrBoardBox box = pnr_board_scene_hull_box (self, hull);

    if (!pnr_board_box_touches (&box, view))
      continue;
    if (is_name)
      paint_hull_name (pen, hull);
    else
      paint_hull (self, pen->cr, hull, scale, pen->palette);
  }
}

/* Kept lettering is good for one font only. */
static void
check_lettering (PnrBoardScene *self, const PnrPalette *palette)
{
  const char *family = g_intern_string (palette->font_family);

  if (self->font_family == family && self->font_size == palette->font_size)
    return;
  self->font_family = family;
  self->font_size = palette->font_size;
  for (guint i = 0; i < PNR_PALETTE_N_RELATIONS; i++)
    g_clear_object (&self->letters[i]);
  for (guint i = 0; i < self->cards->len; i++) {
    g_clear_object (&pnr_board_scene_get_card (self, i)->name);
    g_clear_object (&pnr_board_scene_get_card (self, i)->detail);
  }
}

static void
begin_painting (cairo_t *cr, double x, double y, double width, double height, double scale)
{
  cairo_save (cr);
  cairo_rectangle (cr, 0.0, 0.0, width * scale, height * scale);
  cairo_clip (cr);
  cairo_scale (cr, scale, scale);
  cairo_translate (cr, -x, -y);
  cairo_set_antialias (cr, scale < PNR_BOARD_SCALE_FOR_WORDS ? CAIRO_ANTIALIAS_FAST
                                                             : CAIRO_ANTIALIAS_DEFAULT);
}

static gboolean
is_lifted (PnrBoardScene *self, guint number)
{
  return self->is_dragging && pnr_board_scene_get_card (self, number)->is_selected;
}

static void
paint_cards (PnrBoardScene *self, cairo_t *cr, const PnrBoardBox *view, double scale,
             const PnrPalette *palette)
{
  pnr_board_grid_find (self->card_grid, view, self->found);
  for (guint i = 0; i < self->found->len; i++) {
    guint number = g_array_index (self->found, guint, i);
    PnrBoardBox box = pnr_board_scene_card_box (pnr_board_scene_get_card (self, number));

    if (pnr_board_box_touches (&box, view) && !is_lifted (self, number))
      paint_card (self, cr, pnr_board_scene_get_card (self, number), 0.0, 0.0, scale, palette);
  }
}

/**
 * pnr_board_scene_paint_ground:
 * @self: a scene
 * @cr: a context whose origin is the picture's top left corner
 * @x: the board coordinate there
 * @y: the board coordinate there
 * @width: how much of the board is shown
 * @height: how much of the board is shown
 * @scale: picture units per board unit
 * @palette: colours and lettering
 */
void
pnr_board_scene_paint_ground (PnrBoardScene *self, cairo_t *cr, double x, double y, double width,
                              double height, double scale, const PnrPalette *palette)
{
  PnrBoardBox view = { x, y, width, height };
  g_auto (PnrPen) pen = pnr_pen_begin (cr, palette);

  pnr_board_scene_ensure (self);
  check_lettering (self, palette);
  begin_painting (cr, x, y, width, height, scale);
  pnr_pen_set_colour (cr, palette->background);
  cairo_paint (cr);
  paint_hulls (self, &pen, &view, scale, FALSE);
  pnr_board_scene_paint_lines (self, cr, &view, scale, palette);
  if (scale >= PNR_BOARD_SCALE_FOR_WORDS)
    paint_hulls (self, &pen, &view, scale, TRUE);
  paint_cards (self, cr, &view, scale, palette);
  cairo_restore (cr);
}

static void
paint_lifted (PnrBoardScene *self, PnrPen *pen, const PnrBoardBox *view, double scale,
              const PnrPalette *palette)
{
  for (guint i = 0; i < self->lines->len; i++) {
    PnrBoardLine line = *pnr_board_scene_get_line (self, i);
    gboolean from = is_lifted (self, line.from), to = is_lifted (self, line.to);

    if (!from && !to)
      continue;
    pnr_board_scene_aim (self, &line, from ? self->drag_x : 0.0, from ? self->drag_y : 0.0,
                         to ? self->drag_x : 0.0, to ? self->drag_y : 0.0);
    pnr_board_scene_paint_line (self, pen->cr, &line, view, scale, 1.5, palette);
  }
  for (guint i = 0; i < self->cards->len; i++) {
    if (is_lifted (self, i))
      paint_card (self, pen->cr, pnr_board_scene_get_card (self, i), self->drag_x, self->drag_y,
                  scale, palette);
  }
}

static void
outline_card (PnrBoardScene *self, PnrPen *pen, guint number, double room, double line_width,
              double scale, PnrColour colour)
{
  PnrBoardBox box = pnr_board_scene_card_box (pnr_board_scene_get_card (self, number));
  double dx = is_lifted (self, number) ? self->drag_x : 0.0;
  double dy = is_lifted (self, number) ? self->drag_y : 0.0;

  pnr_pen_box (pen->cr, box.x - room + dx, box.y - room + dy, box.width + 2.0 * room,
               box.height + 2.0 * room, 9.0 + room);
  pnr_pen_set_colour (pen->cr, colour);
  cairo_set_line_width (pen->cr, line_width * pen->palette->line_scale / MIN (scale, 1.0));
  cairo_stroke (pen->cr);
}

/* Where a link may be pulled from: a dot in the middle of each side. */
static void
paint_ports (PnrBoardScene *self, PnrPen *pen, guint number, double scale)
{
  static const double sides[][2] = { { 0.5, 0.0 }, { 1.0, 0.5 }, { 0.5, 1.0 }, { 0.0, 0.5 } };
  PnrBoardBox box = pnr_board_scene_card_box (pnr_board_scene_get_card (self, number));
  double radius = PORT_RADIUS / MAX (scale, 1.0);

  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++) {
    cairo_new_sub_path (pen->cr);
    cairo_arc (pen->cr, box.x + sides[i][0] * box.width, box.y + sides[i][1] * box.height, radius,
               0.0, 2.0 * G_PI);
    pnr_pen_set_colour (pen->cr, pen->palette->card);
    cairo_fill_preserve (pen->cr);
    pnr_pen_set_colour (pen->cr, pen->palette->accent);
    cairo_set_line_width (pen->cr, 2.0 * pen->palette->line_scale / MAX (scale, 1.0));
    cairo_stroke (pen->cr);
  }
}

static void
paint_hover (PnrBoardScene *self, PnrPen *pen, double scale)
{
  gboolean is_port = self->hover.part == PNR_BOARD_PART_PORT;
  guint number;

  if ((!is_port && self->hover.part != PNR_BOARD_PART_PRODUCT) || self->is_dragging
      || !pnr_board_scene_find_card (self, self->hover.id, &number))
    return;
  if (is_port || !pnr_board_scene_get_card (self, number)->is_selected)
    outline_card (self, pen, number, 0.0, is_port ? 2.5 : 1.5, scale,
                  is_port ? pen->palette->accent : pen->palette->foreground);
  if (self->has_ports && self->connection_from == 0 && scale >= PNR_BOARD_SCALE_FOR_WORDS)
    paint_ports (self, pen, number, scale);
}

static void
paint_marks (PnrBoardScene *self, PnrPen *pen, const PnrBoardBox *view, double scale,
             const PnrPalette *palette)
{
  guint number;

  for (guint i = 0; i < self->lines->len; i++) {
    const PnrBoardLine *line = pnr_board_scene_get_line (self, i);
    gboolean is_hovered = self->hover.part == PNR_BOARD_PART_RELATION && self->hover.id == line->id;

    if (line->is_selected || is_hovered)
      pnr_board_scene_paint_line (self, pen->cr, line, view, scale, line->is_selected ? 3.5 : 2.5,
                                  palette);
  }
  for (guint i = 0; i < self->cards->len; i++) {
    if (pnr_board_scene_get_card (self, i)->is_selected)
      outline_card (self, pen, i, 0.0, 2.5, scale, palette->accent);
  }
  paint_hover (self, pen, scale);
  if (self->is_focus_shown && pnr_board_scene_find_card (self, self->focus, &number))
    outline_card (self, pen, number, 4.0, 2.0, scale, palette->foreground);
}

static void
paint_connection (PnrBoardScene *self, PnrPen *pen, const PnrBoardBox *view, double scale,
                  const PnrPalette *palette)
{
  PnrBoardLine line = { .kind = self->connection_kind };

  if (self->connection_from != 0
      && pnr_board_scene_find_card (self, self->connection_from, &line.from)
      && pnr_board_scene_aim_at (self, &line, self->connection_x, self->connection_y, scale))
    pnr_board_scene_paint_line (self, pen->cr, &line, view, scale, 2.5, palette);
}

/**
 * pnr_board_scene_paint_overlay:
 *
 * Paints selection, hover, focus, lifted cards, the rubber band and a link in the making, on a
 * transparent ground. See pnr_board_scene_paint_ground() for the numbers.
 */
void
pnr_board_scene_paint_overlay (PnrBoardScene *self, cairo_t *cr, double x, double y, double width,
                               double height, double scale, const PnrPalette *palette)
{
  PnrBoardBox view = { x, y, width, height };
  g_auto (PnrPen) pen = pnr_pen_begin (cr, palette);

  pnr_board_scene_ensure (self);
  check_lettering (self, palette);
  begin_painting (cr, x, y, width, height, scale);
  if (self->is_dragging)
    paint_lifted (self, &pen, &view, scale, palette);
  paint_marks (self, &pen, &view, scale, palette);
  paint_connection (self, &pen, &view, scale, palette);
  if (self->has_band) {
    PnrColour tint = palette->accent;

    tint.alpha = 0.15;
    cairo_rectangle (cr, self->band.x, self->band.y, self->band.width, self->band.height);
    pnr_pen_set_colour (cr, tint);
    cairo_fill_preserve (cr);
    pnr_pen_set_colour (cr, palette->accent);
    cairo_set_line_width (cr, palette->line_scale / scale);
    cairo_stroke (cr);
  }
  cairo_restore (cr);
}
