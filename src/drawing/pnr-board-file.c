/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole relationship picture as a file: SVG with one element per product and relation, PDF,
 * PNG. */
#include "config.h"

#include "drawing/pnr-board-file.h"

#include "drawing/pnr-board-scene-private.h"
#include "drawing/pnr-pen.h"
#include "drawing/pnr-picture-file.h"

#include <math.h>
#include <string.h>

#define MARGIN 40.0

typedef struct {
  PnrBoardScene *scene;
  PnrBoardBox box;
  const PnrPalette *palette;
  const char *stamp;
  double scale;
} BoardPicture;

static void
paint_board_picture (cairo_t *cr, gpointer user_data)
{
  BoardPicture *picture = user_data;
  const PnrBoardBox *box = &picture->box;

  pnr_board_scene_paint_ground (picture->scene, cr, box->x, box->y, box->width, box->height,
                                picture->scale, picture->palette);
  if (picture->stamp != NULL) {
    g_auto (PnrPen) pen = pnr_pen_begin (cr, picture->palette);

    pnr_pen_write (&pen, picture->stamp, PNR_LETTERING_SMALL, picture->palette->dim, 10.0,
                   box->height * picture->scale - 20.0, box->width * picture->scale - 20.0, 0.0);
  }
}

/* Numbers in a file are written the same in every locale. */
static const char *
svg_number (char *buffer, double number)
{
  return g_ascii_formatd (buffer, G_ASCII_DTOSTR_BUF_SIZE, "%.2f", number);
}

static void
svg_attribute (GString *svg, const char *name, double number)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_printf (svg, " %s=\"%s\"", name, svg_number (buffer, number));
}

static void
svg_colour (GString *svg, const char *name, PnrColour colour)
{
  g_string_append_printf (svg, " %s=\"#%02x%02x%02x\"", name, (guint) lround (colour.red * 255.0),
                          (guint) lround (colour.green * 255.0),
                          (guint) lround (colour.blue * 255.0));
}

/* XML has no place for control characters. */
static char *
svg_escape (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);

  for (char *at = valid; *at != '\0'; at++) {
    if ((guchar) *at < 0x20)
      *at = ' ';
  }
  return g_markup_escape_text (valid, -1);
}

/* The longest beginning of @text that fits @room, with an ellipsis when it is not all. */
static char *
dup_fitting (PnrPen *pen, const char *text, PnrLettering lettering, double room)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  glong n = g_utf8_strlen (valid, -1);
  double width;

  pnr_pen_measure (pen, valid, lettering, &width, NULL);
  while (width > room && n > 1) {
    g_autofree char *start = NULL;

    n = MIN (n - 1, (glong) (n * room / width) + 1);
    start = g_utf8_substring (valid, 0, n);
    g_free (valid);
    valid = g_strconcat (start, "…", NULL);
    pnr_pen_measure (pen, valid, lettering, &width, NULL);
  }
  return g_steal_pointer (&valid);
}

static void
svg_text (GString *svg, PnrPen *pen, const char *text, PnrLettering lettering, PnrColour colour,
          double x, double y, double room)
{
  g_autofree char *fitting = dup_fitting (pen, text, lettering, room);
  g_autofree char *escaped = svg_escape (fitting);
  double size = pen->palette->font_size * (lettering & PNR_LETTERING_SMALL ? 0.85 : 1.0);

  g_string_append (svg, "<text");
  svg_attribute (svg, "x", x);
  svg_attribute (svg, "y", y);
  svg_attribute (svg, "font-size", size);
  svg_colour (svg, "fill", colour);
  if (lettering & PNR_LETTERING_BOLD)
    g_string_append (svg, " font-weight=\"bold\"");
  g_string_append_printf (svg, ">%s</text>", escaped);
}

static void
svg_box (GString *svg, const PnrBoardBox *box, double radius, PnrColour fill, PnrColour stroke)
{
  g_string_append (svg, "<rect");
  svg_attribute (svg, "x", box->x);
  svg_attribute (svg, "y", box->y);
  svg_attribute (svg, "width", box->width);
  svg_attribute (svg, "height", box->height);
  svg_attribute (svg, "rx", radius);
  svg_colour (svg, "fill", fill);
  svg_colour (svg, "stroke", stroke);
  g_string_append (svg, "/>");
}

static void
svg_blob (GString *svg, const PnrBoardBlob *blob, PnrColour fill, PnrColour stroke)
{
  char x[G_ASCII_DTOSTR_BUF_SIZE], y[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (svg, "<path fill-rule=\"evenodd\" d=\"");
  for (guint ring = 0; ring < pnr_board_blob_get_n_rings (blob); ring++) {
    guint n_points;
    const PnrBoardPoint *points = pnr_board_blob_get_ring (blob, ring, &n_points);

    for (guint i = 0; i < n_points; i++)
      g_string_append_printf (svg, "%c%s %s", i == 0 ? 'M' : 'L', svg_number (x, points[i].x),
                              svg_number (y, points[i].y));
    g_string_append_c (svg, 'z');
  }
  g_string_append_c (svg, '"');
  svg_colour (svg, "fill", fill);
  svg_colour (svg, "stroke", stroke);
  g_string_append (svg, "/>");
}

static void
svg_begin (GString *svg, const char *class_name, gint64 id, char *label)
{
  g_autofree char *escaped = svg_escape (label);

  g_string_append_printf (svg, "<g class=\"%s\" id=\"%s-%" G_GINT64_FORMAT "\"><title>%s</title>",
                          class_name, class_name, id, escaped);
  g_free (label);
}

static void
svg_line (GString *svg, PnrPen *pen, PnrBoardScene *scene, const PnrBoardLine *line)
{
  const PnrPalette *palette = pen->palette;
  PnrColour colour = palette->relations[line->kind];
  int n_dashes;
  const double *dashes = pnr_board_kind_dashes (line->kind, &n_dashes);
  double x, y;

  pnr_board_line_place_letter (line, &x, &y);
  svg_begin (svg, "relation", line->id, pnr_board_scene_dup_relation_label (scene, line->id));
  g_string_append (svg, "<line");
  svg_attribute (svg, "x1", line->x1);
  svg_attribute (svg, "y1", line->y1);
  svg_attribute (svg, "x2", line->x2);
  svg_attribute (svg, "y2", line->y2);
  svg_colour (svg, "stroke", colour);
  for (int i = 0; i < n_dashes; i++)
    g_string_append_printf (svg, "%s%d%s", i == 0 ? " stroke-dasharray=\"" : " ", (int) dashes[i],
                            i + 1 == n_dashes ? "\"" : "");
  g_string_append_printf (svg, " stroke-width=\"1.5\" marker-end=\"url(#arrow-%d)\"%s", line->kind,
                          line->is_two_way ? " " : "");
  if (line->is_two_way)
    g_string_append_printf (svg, "marker-start=\"url(#arrow-%d)\"", line->kind);
  g_string_append (svg, "/><circle r=\"8\"");
  svg_attribute (svg, "cx", x);
  svg_attribute (svg, "cy", y);
  svg_colour (svg, "fill", palette->background);
  svg_colour (svg, "stroke", colour);
  g_string_append (svg, "/>");
  svg_text (svg, pen, pnr_board_kind_letter (line->kind), PNR_LETTERING_SMALL | PNR_LETTERING_BOLD,
            colour, x - 4.0, y + 4.0, 20.0);
  g_string_append (svg, "</g>\n");
}

static void
svg_card (GString *svg, PnrPen *pen, PnrBoardScene *scene, const PnrBoardCard *card)
{
  const PnrPalette *palette = pen->palette;
  PnrBoardBox box = pnr_board_scene_card_box (card);
  g_autofree char *detail = pnr_board_scene_dup_detail (scene, card->product);

  svg_begin (svg, "product", card->id, pnr_board_scene_dup_product_label (scene, card->id));
  svg_box (svg, &box, 9.0, palette->card, palette->outline);
  svg_text (svg, pen, pnr_product_get_title (card->product), PNR_LETTERING_BOLD,
            palette->foreground, box.x + 12.0, box.y + 22.0, box.width - 24.0);
  svg_text (svg, pen, detail, PNR_LETTERING_SMALL, palette->dim, box.x + 12.0, box.y + 42.0,
            box.width - 24.0);
  g_string_append (svg, "</g>\n");
}

static void
svg_head (GString *svg, const PnrBoardBox *box, const PnrPalette *palette)
{
  g_autofree char *family = svg_escape (palette->font_family);

  g_string_append (svg, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        "<svg xmlns=\"http://www.w3.org/2000/svg\"");
  svg_attribute (svg, "width", box->width);
  svg_attribute (svg, "height", box->height);
  g_string_append_printf (svg, " viewBox=\"%d %d %d %d\" font-family=\"%s\">\n<defs>",
                          (int) floor (box->x), (int) floor (box->y), (int) ceil (box->width),
                          (int) ceil (box->height), family);
  for (guint i = 0; i < PNR_PALETTE_N_RELATIONS; i++) {
    g_string_append_printf (svg,
                            "<marker id=\"arrow-%u\" viewBox=\"0 0 9 8\" refX=\"9\" refY=\"4\" "
                            "markerWidth=\"6\" markerHeight=\"6\" orient=\"auto-start-reverse\">"
                            "<path d=\"M0 0L9 4L0 8z\"",
                            i);
    svg_colour (svg, "fill", palette->relations[i]);
    g_string_append (svg, "/></marker>");
  }
  g_string_append (svg, "</defs>\n");
  svg_box (svg, box, 0.0, palette->background, palette->background);
}

static GBytes *
write_svg (PnrBoardScene *scene, const PnrBoardBox *box, const PnrPalette *palette,
           const char *stamp)
{
  GString *svg = g_string_new (NULL);
  g_auto (PnrPen) pen = pnr_pen_begin (NULL, palette);
  gsize length;

  svg_head (svg, box, palette);
  for (guint i = 0; i < scene->hulls->len; i++) {
    PnrBoardHull *hull = pnr_board_scene_get_hull (scene, i);

    svg_begin (svg, "bundle", hull->id, pnr_board_scene_dup_bundle_label (scene, hull->id));
    svg_blob (svg, pnr_board_scene_get_blob (scene, hull), palette->band, palette->accent);
    svg_text (svg, &pen, pnr_bundle_get_name (hull->bundle),
              PNR_LETTERING_SMALL | PNR_LETTERING_BOLD, palette->accent, hull->name_box.x,
              hull->name_box.y + 12.0, hull->name_box.width);
    g_string_append (svg, "</g>\n");
  }
  for (guint i = 0; i < scene->lines->len; i++)
    svg_line (svg, &pen, scene, pnr_board_scene_get_line (scene, i));
  for (guint i = 0; i < scene->cards->len; i++)
    svg_card (svg, &pen, scene, pnr_board_scene_get_card (scene, i));
  if (stamp != NULL)
    svg_text (svg, &pen, stamp, PNR_LETTERING_SMALL, palette->dim, box->x + 10.0,
              box->y + box->height - 10.0, box->width - 20.0);
  g_string_append (svg, "</svg>\n");
  length = svg->len;
  return g_bytes_new_take (g_string_free (svg, FALSE), length);
}

/**
 * pnr_board_scene_to_bytes:
 * @scene: a scene
 * @format: "svg", "pdf" or "png"
 * @palette: colours and lettering
 * @stamp: (nullable): data hash and version, written small at the foot
 *
 * Returns: (transfer full): the whole board as a file
 */
GBytes *
pnr_board_scene_to_bytes (PnrBoardScene *scene, const char *format, const PnrPalette *palette,
                          const char *stamp, GError **error)
{
  BoardPicture picture = { scene, { 0 }, palette, stamp, 1.0 };

  g_return_val_if_fail (PNR_IS_BOARD_SCENE (scene), NULL);

  pnr_board_scene_get_bounds (scene, &picture.box);
  picture.box.x -= MARGIN;
  picture.box.y -= MARGIN;
  picture.box.width += 2.0 * MARGIN;
  picture.box.height += 2.0 * MARGIN;
  if (g_strcmp0 (format, "svg") == 0)
    return write_svg (scene, &picture.box, palette, stamp);
  /* Pixels cost memory: a large board becomes a smaller picture. */
  if (g_strcmp0 (format, "png") == 0)
    picture.scale = MIN (1.0, 4000.0 / MAX (picture.box.width, picture.box.height));
  return pnr_picture_to_bytes (format, picture.box.width * picture.scale,
                               picture.box.height * picture.scale, paint_board_picture, &picture,
                               error);
}

gboolean
pnr_board_scene_save (PnrBoardScene *scene, const char *path, const PnrPalette *palette,
                      const char *stamp, GError **error)
{
  g_autoptr (GBytes) bytes =
      pnr_board_scene_to_bytes (scene, pnr_picture_get_format (path), palette, stamp, error);

  return bytes != NULL && pnr_picture_write (bytes, path, error);
}
