/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The board without a display: nothing lost in files, hits found, cards apart, the same each time.
 */
#include "config.h"

#include "drawing/pnr-board-file.h"
#include "drawing/pnr-board-grid.h"
#include "fixture-board.h"

#include <math.h>
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

static gboolean
is_covering (PnrBoardScene *scene, gint64 id, guint n_products)
{
  PnrBoardBox box, other;

  g_assert_true (pnr_board_scene_get_product_box (scene, id, &box));
  for (gint64 i = 1; i <= n_products; i++) {
    g_assert_true (pnr_board_scene_get_product_box (scene, i, &other));
    if (i != id && ABS (box.x - other.x) < PNR_BOARD_CARD_WIDTH
        && ABS (box.y - other.y) < PNR_BOARD_CARD_HEIGHT)
      return TRUE;
  }
  return FALSE;
}

/* Cards stand 224 apart in a row and 104 in a column, with room for none between them. */
static void
test_dropped_card_hides_none (void)
{
  Board board = board_new (40, 30, TRUE);
  PnrBoardScene *scene = board.scene;
  PnrBoardBox box;
  double x = 224.0, y = 0.0;

  pnr_board_scene_select_only (scene, PNR_BOARD_PART_PRODUCT, 1);
  pnr_board_scene_begin_drag (scene);
  pnr_board_scene_set_drag_offset (scene, 224.0, 0.0);
  pnr_board_scene_end_drag (scene, TRUE);
  g_assert_false (is_covering (scene, 1, 40));
  g_assert_true (pnr_board_scene_get_product_box (scene, 1, &box));
  g_assert_cmpfloat (box.x, ==, 224.0);
  g_assert_cmpfloat (box.y, ==, -PNR_BOARD_CARD_HEIGHT - 24.0);

  /* The place of the card that went is free, and a little overlap hides nothing. */
  pnr_board_scene_select_only (scene, PNR_BOARD_PART_PRODUCT, 2);
  pnr_board_scene_begin_drag (scene);
  pnr_board_scene_set_drag_offset (scene, -104.0, 0.0);
  pnr_board_scene_end_drag (scene, TRUE);
  g_assert_true (pnr_board_scene_get_product_box (scene, 2, &box));
  g_assert_cmpfloat (box.x, ==, 120.0);

  /* What comes from elsewhere finds room too; two moved together keep their distance. */
  pnr_board_scene_find_room (scene, 777, &x, &y);
  pnr_board_scene_move_product (scene, 40, x, y);
  g_assert_false (is_covering (scene, 40, 39));
  pnr_board_scene_select_only (scene, PNR_BOARD_PART_PRODUCT, 10);
  pnr_board_scene_set_selected (scene, PNR_BOARD_PART_PRODUCT, 11, TRUE);
  pnr_board_scene_begin_drag (scene);
  pnr_board_scene_set_drag_offset (scene, 448.0, 0.0);
  pnr_board_scene_end_drag (scene, TRUE);
  g_assert_false (is_covering (scene, 10, 40) || is_covering (scene, 11, 40));
  g_assert_true (pnr_board_scene_get_product_box (scene, 10, &box));
  x = box.x;
  g_assert_true (pnr_board_scene_get_product_box (scene, 11, &box));
  g_assert_cmpfloat (box.x - x, ==, 224.0);
  board_clear (&board);
}

/* Two bundles of the same products: one name stands above the other. */
static void
test_names_of_bundles_stand_apart (void)
{
  Board board = board_new (2, 0, TRUE);
  g_autoptr (PnrBundle) first = g_list_model_get_item (G_LIST_MODEL (board.bundles), 0);
  g_autoptr (PnrBundle) second = pnr_bundle_new (90002);
  PnrComponent parts[] = { *pnr_bundle_get_component (first, 1),
                           *pnr_bundle_get_component (first, 0) };
  PnrBoardBox box, other;

  pnr_bundle_set_name (second, "Gift kit");
  pnr_bundle_set_components (second, parts, 2);
  g_list_store_append (board.bundles, second);
  g_assert_true (pnr_board_scene_get_bundle_box (board.scene, 90001, &box));
  g_assert_true (pnr_board_scene_get_bundle_box (board.scene, 90002, &other));
  g_assert_cmpfloat (box.y - other.y, >=, 18.0);
  board_clear (&board);
}

static void
test_many_cards_stand_in_rows (void)
{
  Board board = board_new (400, 900, FALSE);

  for (gint64 i = 1; i <= 400; i++) {
    PnrBoardBox box, other;

    g_assert_true (pnr_board_scene_get_product_box (board.scene, i, &box));
    for (gint64 j = 1; j < i; j++) {
      g_assert_true (pnr_board_scene_get_product_box (board.scene, j, &other));
      g_assert_false (pnr_board_box_touches (&box, &other));
    }
  }
  board_clear (&board);
}

static double
pixel_distance (cairo_surface_t *surface, int x, int y, PnrColour colour)
{
  const guint8 *row =
      cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface);
  guint32 pixel = ((const guint32 *) (gconstpointer) row)[x];

  return fabs ((pixel >> 16 & 0xff) / 255.0 - colour.red)
         + fabs ((pixel >> 8 & 0xff) / 255.0 - colour.green)
         + fabs ((pixel & 0xff) / 255.0 - colour.blue);
}

/* A link is where it must be at every zoom, and nowhere else. */
static void
test_link_pixels (void)
{
  PnrPalette palette = pnr_palette_light ();
  Board board = board_new (2, 0, TRUE);
  g_autoptr (PnrRelation) relation = pnr_relation_new (7);
  static const double zooms[] = { 0.15, 0.4, 1.0 };

  pnr_relation_set_from_id (relation, 1);
  pnr_relation_set_to_id (relation, 2);
  pnr_relation_set_kind (relation, PNR_RELATION_KIND_CROSS_SELL);
  g_list_store_append (board.relations, relation);
  g_list_store_remove_all (board.bundles);
  pnr_board_scene_move_product (board.scene, 1, 0.0, 0.0);
  pnr_board_scene_move_product (board.scene, 2, 400.0, 200.0);
  for (guint i = 0; i < G_N_ELEMENTS (zooms); i++) {
    cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 600, 300);
    cairo_t *cr = cairo_create (surface);
    double zoom = zooms[i], x = (84.0 + 0.4 * 400.0) * zoom, y = (28.0 + 0.4 * 200.0) * zoom;

    pnr_board_scene_paint_ground (board.scene, cr, 0.0, 0.0, 600.0 / zoom, 300.0 / zoom, zoom,
                                  &palette);
    cairo_surface_flush (surface);
    g_assert_cmpfloat (pixel_distance (surface, (int) x, (int) y, palette.background), >, 0.3);
    g_assert_cmpfloat (pixel_distance (surface, (int) x, (int) y + 8, palette.background), <, 0.01);
    g_assert_cmpfloat (
        pixel_distance (surface, (int) (60.0 * zoom), (int) (50.0 * zoom), palette.background), <,
        zoom < 0.2 ? 2.0 : 0.01);
    cairo_destroy (cr);
    cairo_surface_destroy (surface);
  }
  board_clear (&board);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/drawing/board/dropped-card-hides-none", test_dropped_card_hides_none);
  g_test_add_func ("/drawing/board/names-of-bundles-stand-apart",
                   test_names_of_bundles_stand_apart);
  g_test_add_func ("/drawing/board/file-is-whole", test_file_is_whole);
  g_test_add_func ("/drawing/board/hit-as-naive", test_hit_as_naive);
  g_test_add_func ("/drawing/board/layout-keeps-cards-apart", test_layout_keeps_cards_apart);
  g_test_add_func ("/drawing/board/link-pixels", test_link_pixels);
  g_test_add_func ("/drawing/board/many-cards-stand-in-rows", test_many_cards_stand_in_rows);
  g_test_add_func ("/drawing/board/moving-and-walking", test_moving_and_walking);
  return g_test_run ();
}
