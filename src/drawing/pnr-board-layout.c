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
/* Between clusters, besides the air round their cards. */
#define CLUSTER_APART 48.0
#define WINDOW_ASPECT 1.5
/* Cells are twice as wide as high; clusters need not be. */
#define FLATNESS 0.8

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
pull_together (igraph_t *graph, igraph_matrix_t *wishes)
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

/* Springs do not know how large a card is: the picture is stretched until links are about a cell
 * long and there is a cell for each card, with a little to spare. */
static double
stretch_of (const igraph_matrix_t *wishes, guint n, const PnrBoardLink *links, guint n_links)
{
  double left = INFINITY, right = -INFINITY, top = INFINITY, bottom = -INFINITY;
  double width, height, length = 0.0;

  for (guint i = 0; i < n; i++) {
    left = MIN (left, MATRIX (*wishes, i, 0));
    right = MAX (right, MATRIX (*wishes, i, 0));
    top = MIN (top, MATRIX (*wishes, i, 1));
    bottom = MAX (bottom, MATRIX (*wishes, i, 1));
  }
  for (guint i = 0; i < n_links; i++)
    length += hypot (MATRIX (*wishes, links[i].from, 0) - MATRIX (*wishes, links[i].to, 0),
                     MATRIX (*wishes, links[i].from, 1) - MATRIX (*wishes, links[i].to, 1));
  /* A chain has no height of its own. */
  width = MAX (right - left, (bottom - top) / 4.0);
  height = MAX (bottom - top, (right - left) / 4.0);
  return MAX (1.2 * MAX (n_links, 1) / MAX (length, 1e-3),
              sqrt (1.3 * n / MAX (width * height, 1e-3)));
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

/* Spots that hang together, and the room they take once they are laid out. */
typedef struct {
  GArray *members;
  gboolean is_tied;
  double x;
  double y;
  double width;
  double height;
} Cluster;

static void
clear_cluster (gpointer data)
{
  g_array_unref (((Cluster *) data)->members);
}

static guint
find_root (guint *parents, guint i)
{
  while (parents[i] != i)
    i = parents[i] = parents[parents[i]];
  return i;
}

/* In the order of their first spots; @numbers tells each spot's place in its cluster. */
static GArray *
find_clusters (const PnrBoardSpot *spots, guint n_spots, const PnrBoardLink *links, guint n_links,
               guint *owners, guint *numbers)
{
  GArray *clusters = g_array_new (FALSE, TRUE, sizeof (Cluster));
  g_autofree guint *parents = g_new (guint, n_spots);

  g_array_set_clear_func (clusters, clear_cluster);
  for (guint i = 0; i < n_spots; i++)
    parents[i] = i;
  for (guint i = 0; i < n_links; i++) {
    guint a = find_root (parents, links[i].from), b = find_root (parents, links[i].to);

    parents[MAX (a, b)] = MIN (a, b);
  }
  for (guint i = 0; i < n_spots; i++) {
    guint root = find_root (parents, i);
    Cluster *cluster;

    if (root == i) {
      Cluster begun = { g_array_new (FALSE, FALSE, sizeof (guint)) };

      owners[i] = clusters->len;
      g_array_append_val (clusters, begun);
    }
    owners[i] = owners[root];
    cluster = &g_array_index (clusters, Cluster, owners[i]);
    numbers[i] = cluster->members->len;
    cluster->is_tied |= spots[i].is_fixed;
    g_array_append_val (cluster->members, i);
  }
  return clusters;
}

/* A cluster with nothing fixed in it, in a corner of its own at 0, 0. */
static void
arrange_free (Cluster *cluster, PnrBoardSpot *spots, const PnrBoardLink *links, guint n_links)
{
  g_autoptr (GHashTable) taken = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  guint n = cluster->members->len;
  double left = INFINITY, top = INFINITY, right = -INFINITY, bottom = -INFINITY, stretch;
  igraph_matrix_t wishes;
  igraph_t graph;

  igraph_matrix_init (&wishes, 0, 0);
  make_graph (&graph, n, links, n_links, FALSE);
  pull_together (&graph, &wishes);
  stretch = stretch_of (&wishes, n, links, n_links);
  for (guint i = 0; i < n; i++) {
    PnrBoardSpot *spot = &spots[g_array_index (cluster->members, guint, i)];

    /* Two lie side by side. */
    spot->x = n == 2 ? i * CELL_WIDTH : MATRIX (wishes, i, 0) * stretch * FLATNESS * CELL_WIDTH;
    spot->y = n == 2 ? 0.0 : MATRIX (wishes, i, 1) * stretch / FLATNESS * CELL_HEIGHT;
    settle (spot, taken);
    left = MIN (left, spot->x);
    top = MIN (top, spot->y);
    right = MAX (right, spot->x + CELL_WIDTH);
    bottom = MAX (bottom, spot->y + CELL_HEIGHT);
  }
  for (guint i = 0; i < n; i++) {
    spots[g_array_index (cluster->members, guint, i)].x -= left;
    spots[g_array_index (cluster->members, guint, i)].y -= top;
  }
  cluster->width = right - left;
  cluster->height = bottom - top;
  igraph_destroy (&graph);
  igraph_matrix_destroy (&wishes);
}

/* Each spot without a place goes near those that it is linked to and that have one. */
static void
arrange_tied (PnrBoardSpot *spots, guint n_spots, const PnrBoardLink *links, guint n_links,
              const GArray *clusters, const guint *owners, GHashTable *taken)
{
  g_autofree gboolean *has_place = g_new (gboolean, n_spots);
  gboolean is_moving = TRUE;

  for (guint i = 0; i < n_spots; i++)
    has_place[i] = spots[i].is_fixed;
  while (is_moving) {
    is_moving = FALSE;
    for (guint i = 0; i < n_links; i++) {
      guint from = links[i].from, to = links[i].to;
      guint known = has_place[from] ? from : to, lost = has_place[from] ? to : from;

      if (!g_array_index (clusters, Cluster, owners[from]).is_tied
          || has_place[from] == has_place[to])
        continue;
      spots[lost].x = spots[known].x + (lost == to ? CELL_WIDTH : -CELL_WIDTH);
      spots[lost].y = spots[known].y;
      settle (&spots[lost], taken);
      has_place[lost] = TRUE;
      is_moving = TRUE;
    }
  }
}

static int
compare_clusters (gconstpointer a, gconstpointer b)
{
  const Cluster *first = *(Cluster *const *) a, *second = *(Cluster *const *) b;

  if (first->height != second->height)
    return first->height > second->height ? -1 : 1;
  if (first->width != second->width)
    return first->width > second->width ? -1 : 1;
  return first < second ? -1 : 1;
}

/* On shelves, the tallest first, about as wide as a window is for its height. */
static void
pack (GPtrArray *free_clusters, double left, double top)
{
  double area = 0.0, widest = 0.0, x = 0.0, y = 0.0, shelf = 0.0, room;

  g_ptr_array_sort (free_clusters, compare_clusters);
  for (guint i = 0; i < free_clusters->len; i++) {
    const Cluster *cluster = g_ptr_array_index (free_clusters, i);

    area += (cluster->width + CLUSTER_APART) * (cluster->height + CLUSTER_APART);
    widest = MAX (widest, cluster->width);
  }
  room = MAX (widest, sqrt (area * WINDOW_ASPECT));
  for (guint i = 0; i < free_clusters->len; i++) {
    Cluster *cluster = g_ptr_array_index (free_clusters, i);

    if (x > 0.0 && x + cluster->width > room) {
      x = 0.0;
      y += shelf + CLUSTER_APART;
      shelf = 0.0;
    }
    cluster->x = left + x;
    cluster->y = top + y;
    x += cluster->width + CLUSTER_APART;
    shelf = MAX (shelf, cluster->height);
  }
}

/* The links of one cluster, between numbers within it. */
static GArray *
list_inner_links (const PnrBoardLink *links, guint n_links, const guint *owners,
                  const guint *numbers, guint n_clusters)
{
  GArray *inner = g_array_new (FALSE, FALSE, sizeof (GArray *));

  for (guint i = 0; i < n_clusters; i++) {
    GArray *begun = g_array_new (FALSE, FALSE, sizeof (PnrBoardLink));

    g_array_append_val (inner, begun);
  }
  for (guint i = 0; i < n_links; i++) {
    PnrBoardLink link = { numbers[links[i].from], numbers[links[i].to] };

    g_array_append_val (g_array_index (inner, GArray *, owners[links[i].from]), link);
  }
  return inner;
}

static void
find_free_corner (const PnrBoardSpot *spots, guint n_spots, const GArray *clusters,
                  const guint *owners, double *left, double *top)
{
  gboolean is_first = TRUE;

  *left = 0.0;
  *top = 0.0;
  for (guint i = 0; i < n_spots; i++) {
    if (!g_array_index (clusters, Cluster, owners[i]).is_tied)
      continue;
    *left = is_first ? spots[i].x : MIN (*left, spots[i].x);
    *top = is_first ? spots[i].y + 2.0 * CELL_HEIGHT : MAX (*top, spots[i].y + 2.0 * CELL_HEIGHT);
    is_first = FALSE;
  }
}

/* Each cluster by itself, packed close: springs alone would drive clusters apart for ever. */
static void
arrange_clusters (PnrBoardSpot *spots, guint n_spots, const PnrBoardLink *links, guint n_links,
                  GHashTable *taken)
{
  g_autofree guint *owners = g_new0 (guint, n_spots);
  g_autofree guint *numbers = g_new0 (guint, n_spots);
  g_autoptr (GArray) clusters = find_clusters (spots, n_spots, links, n_links, owners, numbers);
  g_autoptr (GArray) inner = list_inner_links (links, n_links, owners, numbers, clusters->len);
  g_autoptr (GPtrArray) free_clusters = g_ptr_array_new ();
  double left, top;

  arrange_tied (spots, n_spots, links, n_links, clusters, owners, taken);
  find_free_corner (spots, n_spots, clusters, owners, &left, &top);
  for (guint i = 0; i < clusters->len; i++) {
    Cluster *cluster = &g_array_index (clusters, Cluster, i);
    g_autoptr (GArray) own_links = g_array_index (inner, GArray *, i);

    if (cluster->is_tied)
      continue;
    arrange_free (cluster, spots, (const PnrBoardLink *) (gpointer) own_links->data,
                  own_links->len);
    g_ptr_array_add (free_clusters, cluster);
  }
  pack (free_clusters, left, top);
  for (guint i = 0; i < n_spots; i++) {
    const Cluster *cluster = &g_array_index (clusters, Cluster, owners[i]);

    if (cluster->is_tied)
      continue;
    spots[i].x += cluster->x;
    spots[i].y += cluster->y;
  }
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
  igraph_matrix_t wishes;
  igraph_t graph;

  if (n_spots == 0)
    return;
  igraph_rng_seed (igraph_rng_default (), seed);
  if (layout == PNR_BOARD_LAYOUT_CLUSTERS) {
    arrange_clusters (spots, n_spots, links, n_links, taken);
    return;
  }
  igraph_matrix_init (&wishes, 0, 0);
  make_graph (&graph, n_spots, links, n_links, layout == PNR_BOARD_LAYOUT_LADDER);
  if (layout == PNR_BOARD_LAYOUT_LADDER)
    arrange_ladder (&graph, &wishes);
  else
    arrange_grid (&wishes, n_spots);
  for (guint i = 0; i < n_spots; i++) {
    if (spots[i].is_fixed)
      continue;
    spots[i].x = MATRIX (wishes, i, 0) * CELL_WIDTH;
    spots[i].y = MATRIX (wishes, i, 1) * CELL_HEIGHT;
    settle (&spots[i], taken);
  }
  igraph_destroy (&graph);
  igraph_matrix_destroy (&wishes);
}
