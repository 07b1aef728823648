/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paints every chart and a board in each palette and size into a folder, to be looked at. */
#include "config.h"

#include "drawing/pnr-chart-file.h"
#include "fixture-board.h"
#include "fixture-charts.h"

#include <glib/gstdio.h>
#include <locale.h>

typedef struct {
  const char *name;
  PnrPalette palette;
} Look;

static void
paint_board (PnrBoardScene *scene, const char *path, int width, int height,
             const PnrPalette *palette)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);
  double x, y, zoom;
  PnrBoardBox bounds;

  pnr_board_scene_get_bounds (scene, &bounds);
  pnr_board_scene_fit (scene, &bounds, width, height);
  pnr_board_scene_get_view (scene, &x, &y, &zoom);
  pnr_board_scene_paint_ground (scene, cr, x, y, width / zoom, height / zoom, zoom, palette);
  pnr_board_scene_paint_overlay (scene, cr, x, y, width / zoom, height / zoom, zoom, palette);
  cairo_destroy (cr);
  cairo_surface_write_to_png (surface, path);
  cairo_surface_destroy (surface);
}

static void
paint_chart (PnrChart *chart, const char *path, int width, int height, const PnrPalette *palette)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, width, height);
  cairo_t *cr = cairo_create (surface);

  pnr_chart_paint (chart, cr, width, height, palette);
  if (pnr_chart_get_n_points (chart) > 0)
    pnr_chart_paint_mark (chart, cr, pnr_chart_get_n_points (chart) / 3, width, height, palette);
  cairo_destroy (cr);
  cairo_surface_write_to_png (surface, path);
  cairo_surface_destroy (surface);
}

int
main (int argc, char *argv[])
{
  static const int sizes[][2] = { { 320, 240 }, { 640, 400 }, { 960, 600 }, { 1600, 900 } };
  const char *folder = argc > 1 ? argv[1] : "drawing-pictures";
  const Look looks[] = { { "light", pnr_palette_light () },
                         { "dark", pnr_palette_dark () },
                         { "contrast", pnr_palette_high_contrast (FALSE) },
                         { "contrast-dark", pnr_palette_high_contrast (TRUE) },
                         { "print", pnr_palette_print () } };
  Board suits = board_new_suits ();

  setlocale (LC_ALL, "");
  g_mkdir_with_parents (folder, 0755);
  pnr_board_scene_select_only (suits.scene, PNR_BOARD_PART_PRODUCT, 1);
  pnr_board_scene_set_focus (suits.scene, 1);
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++) {
    for (guint j = 0; j < G_N_ELEMENTS (sizes); j++) {
      int width = sizes[j][0], height = sizes[j][1];
      g_autofree char *name = g_strdup_printf ("%s/board-%s-%d.png", folder, looks[i].name, width);

      paint_board (suits.scene, name, width, height, &looks[i].palette);
      for (guint k = 0; k < G_N_ELEMENTS (sample_charts); k++) {
        g_autoptr (PnrChart) chart = sample_charts[k].make ();
        g_autofree char *path = g_strdup_printf ("%s/%s-%s-%d.png", folder, sample_charts[k].name,
                                                 looks[i].name, width);

        paint_chart (chart, path, width, height, &looks[i].palette);
      }
    }
  }
  board_clear (&suits);
  return 0;
}
