/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The board without a display: nothing lost in files, hits found, cards apart, the same each time.
 */
#include "config.h"

#include "drawing/pnr-board-file.h"
#include "fixture-board.h"

#include <string.h>

static guint
count_in (GBytes *bytes, const char *wanted)
{
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  guint n = 0;

  for (const char *at = g_strstr_len (text, (gssize) size, wanted); at != NULL;
       at = g_strstr_len (at + 1, (gssize) (text + size - at - 1), wanted))
    n++;
  return n;
}

static void
test_file_is_whole (void)
{
  Board board = board_new (60, 150, TRUE);
  PnrPalette palette = pnr_palette_print ();
  const char *const formats[] = { "svg", "pdf", "png" };

  for (guint i = 0; i < G_N_ELEMENTS (formats); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) first =
        pnr_board_scene_to_bytes (board.scene, formats[i], &palette, "abc", &error);
    g_autoptr (GBytes) second =
        pnr_board_scene_to_bytes (board.scene, formats[i], &palette, "abc", NULL);

    g_assert_no_error (error);
    g_assert_true (g_bytes_equal (first, second));
    if (i == 0) {
      g_assert_cmpuint (count_in (first, "class=\"product\""), ==, 60);
      g_assert_cmpuint (count_in (first, "class=\"relation\""), ==, 150);
      g_assert_cmpuint (count_in (first, "class=\"bundle\""), ==, 1);
    }
  }
  board_clear (&board);
}

static void
test_hit_as_naive (void)
{
  Board board = board_new (200, 300, TRUE);
  g_autoptr (GRand) random = g_rand_new_with_seed (3);

  for (guint i = 0; i < 2000; i++) {
    double x = g_rand_double_range (random, -100.0, 7300.0);
    double y = g_rand_double_range (random, -100.0, 900.0);
    PnrBoardHit hit = pnr_board_scene_hit (board.scene, x, y, 1.0);
    gint64 expected = 0;

    for (gint64 id = 1; id <= 200; id++) {
      PnrBoardBox box;

      g_assert_true (pnr_board_scene_get_product_box (board.scene, id, &box));
      if (x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height)
        expected = id;
    }
    if (expected != 0)
      g_assert_cmpint (hit.id, ==, expected);
    else
      g_assert_true (hit.part != PNR_BOARD_PART_PRODUCT && hit.part != PNR_BOARD_PART_PORT);
  }
  board_clear (&board);
}

static void
test_layout_keeps_cards_apart (void)
{
  for (guint layout = PNR_BOARD_LAYOUT_CLUSTERS; layout <= PNR_BOARD_LAYOUT_GRID; layout++) {
    Board board = board_new (80, 120, FALSE);
    Board twin = board_new (80, 120, FALSE);

    pnr_board_scene_arrange (board.scene, layout, FALSE);
    pnr_board_scene_arrange (twin.scene, layout, FALSE);
    for (gint64 i = 1; i <= 80; i++) {
      PnrBoardBox box, other;

      g_assert_true (pnr_board_scene_get_product_box (board.scene, i, &box));
      g_assert_true (pnr_board_scene_get_product_box (twin.scene, i, &other));
      g_assert_cmpfloat (box.x, ==, other.x);
      g_assert_cmpfloat (box.y, ==, other.y);
      for (gint64 j = 1; j < i; j++) {
        g_assert_true (pnr_board_scene_get_product_box (board.scene, j, &other));
        g_assert_false (ABS (box.x - other.x) < PNR_BOARD_CARD_WIDTH
                        && ABS (box.y - other.y) < PNR_BOARD_CARD_HEIGHT);
      }
    }
    board_clear (&board);
    board_clear (&twin);
  }
}

static void
test_moving_and_walking (void)
{
  Board board = board_new (40, 30, TRUE);
  PnrBoardScene *scene = board.scene;
  g_autofree char *label = NULL;

  g_assert_cmpint (pnr_board_scene_find_neighbour (scene, 1, PNR_BOARD_RIGHT), ==, 2);
  g_assert_cmpint (pnr_board_scene_find_neighbour (scene, 1, PNR_BOARD_DOWN), ==, 33);
  g_assert_cmpint (pnr_board_scene_find_by_name (scene, "ts-0007", 0), ==, 7);
  label = pnr_board_scene_dup_product_label (scene, 1);
  g_assert_nonnull (strstr (label, "Trail shoe number 1"));
  pnr_board_scene_move_product (scene, 1, -800.0, -800.0);
  g_assert_cmpint (pnr_board_scene_hit (scene, -700.0, -770.0, 1.0).id, ==, 1);
  g_assert_cmpint (pnr_board_scene_hit (scene, 80.0, 28.0, 1.0).part, !=, PNR_BOARD_PART_PRODUCT);
  pnr_board_scene_select_only (scene, PNR_BOARD_PART_PRODUCT, 2);
  pnr_board_scene_begin_drag (scene);
  pnr_board_scene_set_drag_offset (scene, -2000.0, 0.0);
  pnr_board_scene_end_drag (scene, TRUE);
  g_assert_cmpint (pnr_board_scene_hit (scene, 224.0 - 2000.0 + 80.0, 28.0, 1.0).id, ==, 2);
  board_clear (&board);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drawing/board/file-is-whole", test_file_is_whole);
  g_test_add_func ("/drawing/board/hit-as-naive", test_hit_as_naive);
  g_test_add_func ("/drawing/board/layout-keeps-cards-apart", test_layout_keeps_cards_apart);
  g_test_add_func ("/drawing/board/moving-and-walking", test_moving_and_walking);
  return g_test_run ();
}
