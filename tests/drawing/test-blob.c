/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Outlines of bundles: every member inside, in one piece where it can be, and never a stranger. */
#include "config.h"

#include "drawing/pnr-board-blob.h"

#define ROOM 20.0
#define N_LAYOUTS 300
#define MOST_CARDS 24

static PnrBoardBox
card_at (double x, double y)
{
  return (PnrBoardBox){ x, y, PNR_BOARD_CARD_WIDTH, PNR_BOARD_CARD_HEIGHT };
}

static gboolean
holds (const PnrBoardBlob *blob, const PnrBoardBox *card)
{
  return pnr_board_blob_contains (blob, card->x + card->width / 2.0, card->y + card->height / 2.0);
}

static gboolean
touches_any (const PnrBoardBox *cards, guint n_cards, const PnrBoardBox *card)
{
  for (guint i = 0; i < n_cards; i++) {
    if (ABS (cards[i].x - card->x) < PNR_BOARD_CARD_WIDTH + 12.0
        && ABS (cards[i].y - card->y) < PNR_BOARD_CARD_HEIGHT + 12.0)
      return TRUE;
  }
  return FALSE;
}

/* Cards thrown onto a table; @is_apart: none on another. Returns: how many found a place. */
static guint
throw_cards (GRand *random, PnrBoardBox *cards, gboolean is_apart)
{
  guint n_wanted = (guint) g_rand_int_range (random, 2, MOST_CARDS), n_cards = 0;

  for (guint i = 0; i < 20 * n_wanted && n_cards < n_wanted; i++) {
    PnrBoardBox card = card_at (g_rand_double_range (random, 0.0, 1400.0),
                                g_rand_double_range (random, 0.0, 900.0));

    if (!is_apart || !touches_any (cards, n_cards, &card))
      cards[n_cards++] = card;
  }
  return n_cards;
}

static void
test_random (gconstpointer data)
{
  gboolean is_apart = GPOINTER_TO_INT (data);
  g_autoptr (GRand) random = g_rand_new_with_seed (20);

  for (guint i = 0; i < N_LAYOUTS; i++) {
    PnrBoardBox cards[MOST_CARDS];
    guint n_cards = throw_cards (random, cards, is_apart);
    guint n_members = (guint) g_rand_int_range (random, 1, (gint32) MIN (n_cards, 6) + 1);
    g_autoptr (PnrBoardBlob) blob =
        pnr_board_blob_new (cards, n_members, cards + n_members, n_cards - n_members, ROOM);

    for (guint j = n_members; j < n_cards; j++)
      g_assert_false (holds (blob, &cards[j]));
    for (guint j = 0; is_apart && j < n_members; j++)
      g_assert_true (holds (blob, &cards[j]));
  }
}

/* With nobody in between the outline is convex and stands off by the margin, with round corners. */
static void
test_convex (void)
{
  const PnrBoardBox cards[] = { card_at (0.0, 0.0), card_at (400.0, 300.0) };
  g_autoptr (PnrBoardBlob) blob = pnr_board_blob_new (cards, 2, NULL, 0, ROOM);

  g_assert_cmpuint (pnr_board_blob_get_n_rings (blob), ==, 1);
  g_assert_true (pnr_board_blob_contains (blob, 284.0, 178.0));
  g_assert_true (pnr_board_blob_contains (blob, -18.0, 28.0));
  g_assert_false (pnr_board_blob_contains (blob, -22.0, 28.0));
  g_assert_false (pnr_board_blob_contains (blob, -18.0, -18.0));
  g_assert_false (pnr_board_blob_contains (blob, 540.0, 20.0));
}

/* With a stranger between two members they are still joined, round it: one ring without a hole. */
static void
test_stranger_between (void)
{
  const PnrBoardBox cards[] = { card_at (0.0, 0.0), card_at (600.0, 0.0), card_at (300.0, 0.0) };
  g_autoptr (PnrBoardBlob) blob = pnr_board_blob_new (cards, 2, cards + 2, 1, ROOM);

  g_assert_cmpuint (pnr_board_blob_get_n_rings (blob), ==, 1);
  for (guint i = 0; i < 3; i++)
    g_assert_cmpint (holds (blob, &cards[i]), ==, i < 2);
  for (double x = 290.0; x <= 480.0; x += 5.0) {
    for (double y = 0.0; y <= PNR_BOARD_CARD_HEIGHT; y += 4.0) {
      if (x >= 300.0 && x <= 468.0)
        g_assert_false (pnr_board_blob_contains (blob, x, y));
    }
  }
}

/* Between two members lies nobody: no slit is left open there, though a stranger bends the shape.
 */
static void
test_no_idle_hole (void)
{
  const PnrBoardBox cards[] = { card_at (0.0, 0.0), card_at (0.0, 102.0), card_at (-500.0, 400.0),
                                card_at (-250.0, 230.0) };
  g_autoptr (PnrBoardBlob) blob = pnr_board_blob_new (cards, 3, cards + 3, 1, ROOM);

  for (double x = 5.0; x < PNR_BOARD_CARD_WIDTH; x += 5.0)
    g_assert_true (pnr_board_blob_contains (blob, x, 79.0));
  g_assert_false (holds (blob, &cards[3]));
  for (guint i = 0; i < 3; i++)
    g_assert_true (holds (blob, &cards[i]));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/blob/convex", test_convex);
  g_test_add_func ("/blob/stranger-between", test_stranger_between);
  g_test_add_func ("/blob/no-idle-hole", test_no_idle_hole);
  g_test_add_data_func ("/blob/random/apart", GINT_TO_POINTER (TRUE), test_random);
  g_test_add_data_func ("/blob/random/on-each-other", GINT_TO_POINTER (FALSE), test_random);

  return g_test_run ();
}
