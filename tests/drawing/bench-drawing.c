/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How long a frame of a board with 1,000 products and 3,000 relations takes to paint. */
#include "config.h"

#include "fixture-board.h"

#define N_FRAMES 40

static void
time_frames (const char *name, PnrBoardScene *scene, double width, double scale)
{
  PnrPalette palette = pnr_palette_light ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 990, 640);
  cairo_t *cr = cairo_create (surface);
  gint64 start;

  pnr_board_scene_paint_ground (scene, cr, 0.0, 0.0, width, width * 640.0 / 990.0, scale, &palette);
  start = g_get_monotonic_time ();
  for (guint i = 0; i < N_FRAMES; i++)
    pnr_board_scene_paint_ground (scene, cr, 0.0, 0.0, width, width * 640.0 / 990.0, scale,
                                  &palette);
  g_print ("%-24s %8.2f ms\n", name,
           (double) (g_get_monotonic_time () - start) / 1000.0 / N_FRAMES);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static void
time_zooms (PnrBoardScene *scene)
{
  time_frames ("all in view", scene, 7168.0, 990.0 / 7168.0);
  time_frames ("zoom 0.25", scene, 3960.0, 0.25);
  time_frames ("zoom 0.45", scene, 2200.0, 0.45);
  time_frames ("zoom 0.6", scene, 1650.0, 0.6);
  time_frames ("35 cards in view", scene, 1120.0, 990.0 / 1120.0);
}

int
main (void)
{
  Board board = board_new_linked (1000, 3000, TRUE, 3);
  gint64 start;

  g_print ("links between neighbours\n");
  time_zooms (board.scene);
  board_clear (&board);
  g_print ("links from anywhere to anywhere\n");
  board = board_new (1000, 3000, TRUE);
  start = g_get_monotonic_time ();

  pnr_board_scene_get_n_products (board.scene);
  g_print ("%-24s %8.2f ms\n", "build the scene",
           (double) (g_get_monotonic_time () - start) / 1000.0);
  time_zooms (board.scene);
  start = g_get_monotonic_time ();
  for (guint i = 0; i < 1000; i++)
    pnr_board_scene_move_product (board.scene, i + 1, i * 8.0, i * 8.0);
  g_print ("%-24s %8.4f ms\n", "move one card", (double) (g_get_monotonic_time () - start) / 1e6);
  board_clear (&board);
  board = board_new (1000, 3000, FALSE);
  start = g_get_monotonic_time ();
  pnr_board_scene_get_n_products (board.scene);
  g_print ("%-24s %8.2f ms\n", "place 1,000 cards",
           (double) (g_get_monotonic_time () - start) / 1000.0);
  start = g_get_monotonic_time ();
  pnr_board_scene_arrange (board.scene, PNR_BOARD_LAYOUT_CLUSTERS, FALSE);
  g_print ("%-24s %8.2f ms\n", "springs, 1,000 cards",
           (double) (g_get_monotonic_time () - start) / 1000.0);
  board_clear (&board);
  return 0;
}
