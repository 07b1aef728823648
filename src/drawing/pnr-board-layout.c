/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where cards go that nobody has placed: linked ones near each other, none on top of another. */
#include "config.h"

#include "drawing/pnr-board-layout.h"

#include <igraph/igraph.h>
#include <math.h>

/* A card with the air round it, in board units: multiples of the board's step. */
#define CELL_WIDTH 224.0
#define CELL_HEIGHT 104.0
#define MANY_SPOTS 150

static gint64
cell_key (int column, int row)
{
  return (gint64) (((guint64) (guint32) column << 32) | (guint32) row);
}

static gboolean
take_cell (GHashTable *taken, int column, int row)
{
  gint64 key = cell_key (column, row);

  if (g_hash_table_contains (taken, &key))
    return FALSE;
  g_hash_table_add (taken, g_memdup2 (&key, sizeof key));
  return TRUE;
}

/* A fixed card may lie across cells; it takes all it touches. */
static GHashTable *
take_fixed_cells (const PnrBoardSpot *spots, guint n_spots)
{
  GHashTable *taken = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < n_spots; i++) {
    int column = (int) floor (spots[i].x / CELL_WIDTH);
    int row = (int) floor (spots[i].y / CELL_HEIGHT);

    if (!spots[i].is_fixed)
      continue;
    for (int dx = 0; dx <= 1; dx++) {
      for (int dy = 0; dy <= 1; dy++)
        take_cell (taken, column + dx, row + dy);
    }
  }
  return taken;
}

/* The free cell nearest to the wish, ring by ring; the same order each time. */
static void
settle (PnrBoardSpot *spot, GHashTable *taken)
{
  int column = (int) lround (spot->x / CELL_WIDTH);
  int row = (int) lround (spot->y / CELL_HEIGHT);

  for (int ring = 0;; ring++) {
    for (int dy = -ring; dy <= ring; dy++) {
      int step = ABS (dy) == ring ? 1 : MAX (2 * ring, 1);

      for (int dx = -ring; dx <= ring; dx += step) {
        if (take_cell (taken, column + dx, row + dy)) {
          spot->x = (column + dx) * CELL_WIDTH;
          spot->y = (row + dy) * CELL_HEIGHT;
          return;
        }
      }
    }
  }
}

static void
make_graph (igraph_t *graph, guint n_spots, const PnrBoardLink *links, guint n_links,
            gboolean is_directed)
{
  igraph_vector_int_t ends;

  igraph_vector_int_init (&ends, 2 * (igraph_integer_t) n_links);
  for (guint i = 0; i < n_links; i++) {
    VECTOR (ends)[2 * i] = links[i].from;
    VECTOR (ends)[2 * i + 1] = links[i].to;
  }
  igraph_create (graph, &ends, n_spots, is_directed);
  igraph_vector_int_destroy (&ends);
}

/* Fruchterman and Reingold (1991), started from a grid so that chance has no part in it. */
static void
arrange_clusters (igraph_t *graph, igraph_matrix_t *wishes)
{
  guint n = (guint) igraph_vcount (graph);
  guint n_columns = MAX ((guint) ceil (sqrt (n)), 1);

  igraph_matrix_resize (wishes, n, 2);
  for (guint i = 0; i < n; i++) {
    MATRIX (*wishes, i, 0) = i % n_columns + 0.01 * (i % 7);
    MATRIX (*wishes, i, 1) = i / n_columns + 0.01 * (i % 5);
  }
  igraph_layout_fruchterman_reingold (
      graph, wishes, TRUE, n > MANY_SPOTS ? 60 : 400, sqrt (n) / 3.0 + 0.5,
      n > MANY_SPOTS ? IGRAPH_LAYOUT_GRID : IGRAPH_LAYOUT_NOGRID, NULL, NULL, NULL, NULL, NULL);
}

static void
arrange_ladder (igraph_t *graph, igraph_matrix_t *wishes)
{
  igraph_matrix_resize (wishes, 0, 0);
  igraph_layout_sugiyama (graph, wishes, NULL, NULL, NULL, 1.0, 1.0, 30, NULL);
}

static void
arrange_grid (igraph_matrix_t *wishes, guint n)
{
  guint n_columns = MAX ((guint) ceil (sqrt (n * CELL_HEIGHT / CELL_WIDTH * 1.6)), 1);

  igraph_matrix_resize (wishes, n, 2);
  for (guint i = 0; i < n; i++) {
    MATRIX (*wishes, i, 0) = i % n_columns;
    MATRIX (*wishes, i, 1) = i / n_columns;
  }
}

/* Springs do not know how large a card is: the picture is stretched until each has a cell. */
static double
stretch_of (igraph_matrix_t *wishes, guint n)
{
  double left = INFINITY, right = -INFINITY, top = INFINITY, bottom = -INFINITY;

  for (guint i = 0; i < n; i++) {
    left = MIN (left, MATRIX (*wishes, i, 0));
    right = MAX (right, MATRIX (*wishes, i, 0));
    top = MIN (top, MATRIX (*wishes, i, 1));
    bottom = MAX (bottom, MATRIX (*wishes, i, 1));
  }
  return sqrt (2.0 * n / MAX ((right - left) * (bottom - top), 1e-3));
}

/**
 * pnr_board_layout_arrange:
 * @layout: the manner
 * @spots: (array length=n_spots): in: which are fixed; out: a corner for each other
 * @n_spots: how many
 * @links: (array length=n_links): pairs of numbers of spots
 * @n_links: how many
 * @seed: for what is left to chance
 *
 * The same input gives the same picture. Links to oneself are allowed. A thousand cards take 40 ms:
 * call it from a worker for more than a few; calls wait for each other, because igraph keeps its
 * random numbers and its cleaning stack in one place for all threads.
 */
void
pnr_board_layout_arrange (PnrBoardLayout layout, PnrBoardSpot *spots, guint n_spots,
                          const PnrBoardLink *links, guint n_links, guint32 seed)
{
  static GMutex igraph_in_use;
  g_autoptr (GHashTable) taken = take_fixed_cells (spots, n_spots);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&igraph_in_use);
  double stretch = 1.0;
  igraph_matrix_t wishes;
  igraph_t graph;

  if (n_spots == 0)
    return;
  igraph_rng_seed (igraph_rng_default (), seed);
  igraph_matrix_init (&wishes, 0, 0);
  make_graph (&graph, n_spots, links, n_links, layout == PNR_BOARD_LAYOUT_LADDER);
  if (layout == PNR_BOARD_LAYOUT_CLUSTERS) {
    arrange_clusters (&graph, &wishes);
    stretch = stretch_of (&wishes, n_spots);
  } else if (layout == PNR_BOARD_LAYOUT_LADDER) {
    arrange_ladder (&graph, &wishes);
  } else {
    arrange_grid (&wishes, n_spots);
  }
  for (guint i = 0; i < n_spots; i++) {
    if (spots[i].is_fixed)
      continue;
    spots[i].x = MATRIX (wishes, i, 0) * stretch * CELL_WIDTH;
    spots[i].y = MATRIX (wishes, i, 1) * stretch * CELL_HEIGHT;
    settle (&spots[i], taken);
  }
  igraph_destroy (&graph);
  igraph_matrix_destroy (&wishes);
}
