/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The outline round the cards of a bundle, with all other cards left outside.
 *
 * Where no stranger lies between the members, the blob is their convex hull, standing off by a
 * margin with round corners. Else each member has its own margin, and bands along a spanning tree
 * join them, led round the strangers; in the manner of C. Collins, G. Penn and S. Carpendale,
 * "Bubble Sets: Revealing Set Relations with Isocontours over Existing Visualizations", 2009. In
 * both cases a stranger's card is taken out of the shape at the end, so that none is ever inside.
 *
 * The shape is a field of signed distances, sampled on a grid and traced by marching squares. */
#include "config.h"

#include "drawing/pnr-board-blob.h"

#include <math.h>

#include "drawing/pnr-board-field.h"

#define BAND_HALF_WIDTH 13.0
#define STRANGER_GAP 8.0
#define DETOURS 4
/* A band across a stranger is worth a way round of so many units. */
#define CROSSING_COST 600.0
#define FAR 1e9

/* @points, @ends: the rings one after the other, and where each ends. */
struct _PnrBoardBlob {
  GArray *points;
  GArray *ends;
};

static double
distance_to_box (const PnrBoardBox *box, double x, double y)
{
  double dx = fabs (x - box->x - box->width / 2.0) - box->width / 2.0;
  double dy = fabs (y - box->y - box->height / 2.0) - box->height / 2.0;

  if (dx <= 0.0 && dy <= 0.0)
    return MAX (dx, dy);
  return hypot (MAX (dx, 0.0), MAX (dy, 0.0));
}

static double
distance_to_segment (const PnrBoardPoint *a, const PnrBoardPoint *b, double x, double y)
{
  double dx = b->x - a->x, dy = b->y - a->y;
  double length = dx * dx + dy * dy;
  double along = length > 0.0 ? ((x - a->x) * dx + (y - a->y) * dy) / length : 0.0;

  along = CLAMP (along, 0.0, 1.0);
  return hypot (x - a->x - along * dx, y - a->y - along * dy);
}

static double
turn (const PnrBoardPoint *a, const PnrBoardPoint *b, double x, double y)
{
  return (b->x - a->x) * (y - a->y) - (b->y - a->y) * (x - a->x);
}

/* To a convex polygon whose corners go round so that inside turns are positive. */
static double
distance_to_hull (const GArray *hull, double x, double y)
{
  double least = FAR;
  gboolean is_inside = TRUE;

  for (guint i = 0; i < hull->len; i++) {
    const PnrBoardPoint *a = &g_array_index (hull, PnrBoardPoint, i);
    const PnrBoardPoint *b = &g_array_index (hull, PnrBoardPoint, (i + 1) % hull->len);

    least = MIN (least, distance_to_segment (a, b, x, y));
    is_inside = is_inside && turn (a, b, x, y) >= 0.0;
  }
  return is_inside ? -least : least;
}

static int
compare_points (gconstpointer a, gconstpointer b)
{
  const PnrBoardPoint *p = a, *q = b;

  if (p->x != q->x)
    return p->x < q->x ? -1 : 1;
  return p->y < q->y ? -1 : p->y > q->y;
}

static void
add_to_chain (GArray *chain, const PnrBoardPoint *point, guint least)
{
  while (chain->len >= least + 2
         && turn (&g_array_index (chain, PnrBoardPoint, chain->len - 2),
                  &g_array_index (chain, PnrBoardPoint, chain->len - 1), point->x, point->y)
                <= 0.0)
    g_array_set_size (chain, chain->len - 1);
  g_array_append_val (chain, *point);
}

/* Andrew's monotone chain over the corners of all boxes. */
static GArray *
make_hull (const PnrBoardBox *boxes, guint n_boxes)
{
  g_autoptr (GArray) corners = g_array_new (FALSE, FALSE, sizeof (PnrBoardPoint));
  GArray *hull = g_array_new (FALSE, FALSE, sizeof (PnrBoardPoint));
  guint lower;

  for (guint i = 0; i < 4 * n_boxes; i++) {
    const PnrBoardBox *box = &boxes[i / 4];
    PnrBoardPoint corner = { box->x + (i & 1) * box->width, box->y + (i >> 1 & 1) * box->height };

    g_array_append_val (corners, corner);
  }
  g_array_sort (corners, compare_points);
  for (guint i = 0; i < corners->len; i++)
    add_to_chain (hull, &g_array_index (corners, PnrBoardPoint, i), 0);
  lower = hull->len - 1;
  for (guint i = corners->len - 1; i-- > 0;)
    add_to_chain (hull, &g_array_index (corners, PnrBoardPoint, i), lower);
  g_array_set_size (hull, hull->len - 1);
  return hull;
}

/* Liang–Barsky: whether the segment meets the box, made larger by @margin. */
static gboolean
crosses (const PnrBoardPoint *a, const PnrBoardPoint *b, const PnrBoardBox *box, double margin)
{
  const double ways[2] = { b->x - a->x, b->y - a->y };
  const double from[2] = { a->x, a->y };
  const double low[2] = { box->x - margin, box->y - margin };
  const double high[2] = { box->x + box->width + margin, box->y + box->height + margin };
  double begin = 0.0, end = 1.0;

  for (int i = 0; i < 2; i++) {
    double t1, t2;

    if (fabs (ways[i]) < 1e-9) {
      if (from[i] < low[i] || from[i] > high[i])
        return FALSE;
      continue;
    }
    t1 = (low[i] - from[i]) / ways[i];
    t2 = (high[i] - from[i]) / ways[i];
    begin = MAX (begin, MIN (t1, t2));
    end = MIN (end, MAX (t1, t2));
  }
  return begin < end;
}

/* Whether a stranger's card would lie in the hull, or on its margin. */
static gboolean
is_hull_disturbed (const GArray *hull, const PnrBoardBox *strangers, guint n_strangers, double room)
{
  for (guint i = 0; i < n_strangers; i++) {
    const PnrBoardBox *box = &strangers[i];

    if (distance_to_hull (hull, box->x + box->width / 2.0, box->y + box->height / 2.0) < room)
      return TRUE;
    for (guint j = 0; j < hull->len; j++) {
      if (crosses (&g_array_index (hull, PnrBoardPoint, j),
                   &g_array_index (hull, PnrBoardPoint, (j + 1) % hull->len), box, room))
        return TRUE;
    }
  }
  return FALSE;
}

static PnrBoardPoint
get_middle (const PnrBoardBox *box)
{
  return (PnrBoardPoint){ box->x + box->width / 2.0, box->y + box->height / 2.0 };
}

static double
get_cost (const PnrBoardPoint *a, const PnrBoardPoint *b, const PnrBoardBox *strangers,
          guint n_strangers)
{
  double cost = hypot (b->x - a->x, b->y - a->y);

  for (guint i = 0; i < n_strangers; i++) {
    if (crosses (a, b, &strangers[i], BAND_HALF_WIDTH))
      cost += CROSSING_COST;
  }
  return cost;
}

/* The corner of the stranger, a little away from it, over which the way is shortest. */
static PnrBoardPoint
find_way_round (const PnrBoardPoint *a, const PnrBoardPoint *b, const PnrBoardBox *box)
{
  const double away = BAND_HALF_WIDTH + STRANGER_GAP + 2.0;
  PnrBoardPoint best = *a;
  double least = INFINITY;

  for (int i = 0; i < 4; i++) {
    PnrBoardPoint corner = { (i & 1) != 0 ? box->x + box->width + away : box->x - away,
                             (i & 2) != 0 ? box->y + box->height + away : box->y - away };
    double length =
        hypot (corner.x - a->x, corner.y - a->y) + hypot (corner.x - b->x, corner.y - b->y);

    if (length < least) {
      least = length;
      best = corner;
    }
  }
  return best;
}

/* Appends the ends of bands that lead from @a to @b round the strangers, as far as there is a way
 * round within a few corners. */
static void
lead (const PnrBoardPoint *a, const PnrBoardPoint *b, const PnrBoardBox *strangers,
      guint n_strangers, guint n_detours, GArray *bands)
{
  for (guint i = 0; i < n_strangers && n_detours > 0; i++) {
    const PnrBoardBox *box = &strangers[i];
    PnrBoardPoint corner;

    if (!crosses (a, b, box, BAND_HALF_WIDTH) || distance_to_box (box, a->x, a->y) < BAND_HALF_WIDTH
        || distance_to_box (box, b->x, b->y) < BAND_HALF_WIDTH)
      continue;
    corner = find_way_round (a, b, box);
    lead (a, &corner, strangers, n_strangers, n_detours - 1, bands);
    lead (&corner, b, strangers, n_strangers, n_detours - 1, bands);
    return;
  }
  g_array_append_val (bands, *a);
  g_array_append_val (bands, *b);
}

/* Near members with nobody between them share one outline. */
static gboolean
are_neighbours (const PnrBoardBox *a, const PnrBoardBox *b, const PnrBoardBox *strangers,
                guint n_strangers, double room, GPtrArray *hulls)
{
  const PnrBoardBox pair[2] = { *a, *b };
  double dx = MAX (a->x - b->x - b->width, b->x - a->x - a->width);
  double dy = MAX (a->y - b->y - b->height, b->y - a->y - a->height);
  GArray *hull;

  if (hypot (MAX (dx, 0.0), MAX (dy, 0.0)) > 4.0 * room)
    return FALSE;
  hull = make_hull (pair, 2);
  if (is_hull_disturbed (hull, strangers, n_strangers, room)) {
    g_array_unref (hull);
    return FALSE;
  }
  g_ptr_array_add (hulls, hull);
  return TRUE;
}

/* Prim's spanning tree over the members; its branches become bands, or hulls of two. */
static GArray *
make_bands (const PnrBoardBox *members, guint n_members, const PnrBoardBox *strangers,
            guint n_strangers, double room, GPtrArray *hulls)
{
  GArray *bands = g_array_new (FALSE, FALSE, sizeof (PnrBoardPoint));
  g_autofree double *costs = g_new (double, n_members);
  g_autofree guint *nearest = g_new0 (guint, n_members);
  g_autofree gboolean *is_joined = g_new0 (gboolean, n_members);
  guint newest = 0;

  for (guint i = 0; i < n_members; i++)
    costs[i] = INFINITY;
  for (guint n = 1; n < n_members; n++) {
    PnrBoardPoint from = get_middle (&members[newest]);
    guint next = G_MAXUINT;

    is_joined[newest] = TRUE;
    for (guint i = 0; i < n_members; i++) {
      PnrBoardPoint to = get_middle (&members[i]);
      double cost = is_joined[i] ? INFINITY : get_cost (&from, &to, strangers, n_strangers);

      if (!is_joined[i] && cost < costs[i]) {
        costs[i] = cost;
        nearest[i] = newest;
      }
      if (!is_joined[i] && (next == G_MAXUINT || costs[i] < costs[next]))
        next = i;
    }
    if (!are_neighbours (&members[nearest[next]], &members[next], strangers, n_strangers, room,
                         hulls)) {
      PnrBoardPoint to = get_middle (&members[next]);

      from = get_middle (&members[nearest[next]]);
      lead (&from, &to, strangers, n_strangers, DETOURS, bands);
    }
    newest = next;
  }
  return bands;
}

static void
widen (PnrBoardBox *bounds, double x, double y)
{
  double right = MAX (bounds->x + bounds->width, x), bottom = MAX (bounds->y + bounds->height, y);

  bounds->x = MIN (bounds->x, x);
  bounds->y = MIN (bounds->y, y);
  bounds->width = right - bounds->x;
  bounds->height = bottom - bounds->y;
}

static double
box_distance (gconstpointer shape, double x, double y)
{
  return distance_to_box (shape, x, y);
}

static double
band_distance (gconstpointer shape, double x, double y)
{
  const PnrBoardPoint *ends = shape;

  return distance_to_segment (&ends[0], &ends[1], x, y);
}

static double
hull_distance (gconstpointer shape, double x, double y)
{
  return distance_to_hull (shape, x, y);
}

/* Negative for the rim of a piece, positive for that of a hole: inside is always on one side. */
static double
get_area (const PnrBoardPoint *points, guint n_points)
{
  double area = 0.0;

  for (guint i = 0, j = n_points - 1; i < n_points; j = i++)
    area += points[j].x * points[i].y - points[i].x * points[j].y;
  return area / 2.0;
}

static gboolean
surrounds (const PnrBoardPoint *points, guint n_points, const PnrBoardPoint *point)
{
  gboolean is_inside = FALSE;

  for (guint i = 0, j = n_points - 1; i < n_points; j = i++) {
    if ((points[i].y > point->y) != (points[j].y > point->y)
        && point->x < points[i].x
                          + (points[j].x - points[i].x) * (point->y - points[i].y)
                                / (points[j].y - points[i].y))
      is_inside = !is_inside;
  }
  return is_inside;
}

/* A hole in which nobody lies is a gap between margins, and only a distraction. */
static void
drop_if_idle (PnrBoardBlob *self, guint begin, const PnrBoardBox *strangers, guint n_strangers)
{
  const PnrBoardPoint *points = &g_array_index (self->points, PnrBoardPoint, begin);
  guint n_points = self->points->len - begin;

  if (get_area (points, n_points) < 0.0)
    return;
  for (guint i = 0; i < n_strangers; i++) {
    PnrBoardPoint middle = get_middle (&strangers[i]);

    if (surrounds (points, n_points, &middle))
      return;
  }
  g_array_set_size (self->points, begin);
}

static void
trace_ring (PnrBoardBlob *self, const PnrBoardField *field, guint *next, guint first,
            const PnrBoardBox *strangers, guint n_strangers)
{
  guint begin = self->points->len;
  guint edge = first;

  while (next[edge] != 0) {
    PnrBoardPoint point = pnr_board_field_get_crossing (field, edge);
    guint following = next[edge] - 1;

    g_array_append_val (self->points, point);
    next[edge] = 0;
    edge = following;
  }
  drop_if_idle (self, begin, strangers, n_strangers);
  if (self->points->len > begin)
    g_array_append_val (self->ends, self->points->len);
}

static void
trace (PnrBoardBlob *self, const PnrBoardField *field, const PnrBoardBox *strangers,
       guint n_strangers)
{
  guint n_edges;
  g_autofree guint *next = pnr_board_field_link_edges (field, &n_edges);

  for (guint edge = 0; edge < n_edges; edge++) {
    if (next[edge] != 0)
      trace_ring (self, field, next, edge, strangers, n_strangers);
  }
}

static void
fill_with_tree (PnrBoardField *field, const PnrBoardBox *members, guint n_members,
                const GArray *bands, const GPtrArray *hulls, double room)
{
  double half_width = MAX (BAND_HALF_WIDTH, field->step);

  for (guint i = 0; i < n_members; i++)
    pnr_board_field_apply (field, &members[i], box_distance, &members[i], room, FALSE);
  for (guint i = 0; i < hulls->len; i++) {
    const GArray *hull = g_ptr_array_index (hulls, i);
    PnrBoardBox box = { g_array_index (hull, PnrBoardPoint, 0).x,
                        g_array_index (hull, PnrBoardPoint, 0).y, 0.0, 0.0 };

    for (guint j = 1; j < hull->len; j++)
      widen (&box, g_array_index (hull, PnrBoardPoint, j).x,
             g_array_index (hull, PnrBoardPoint, j).y);
    pnr_board_field_apply (field, hull, hull_distance, &box, room, FALSE);
  }
  for (guint i = 0; i + 1 < bands->len; i += 2) {
    const PnrBoardPoint *ends = &g_array_index (bands, PnrBoardPoint, i);
    PnrBoardBox box = { MIN (ends[0].x, ends[1].x), MIN (ends[0].y, ends[1].y),
                        fabs (ends[1].x - ends[0].x), fabs (ends[1].y - ends[0].y) };

    pnr_board_field_apply (field, ends, band_distance, &box, half_width, FALSE);
  }
}

/**
 * pnr_board_blob_new:
 * @members: (array length=n_members): what lies inside
 * @n_members: how many, at least one
 * @strangers: (array length=n_strangers): what must not lie inside
 * @n_strangers: how many
 * @room: how far the outline stands off the members, in board units
 *
 * Costs time in proportion to the area, and to the members squared by the strangers; it is made
 * once for each arrangement.
 */
PnrBoardBlob *
pnr_board_blob_new (const PnrBoardBox *members, guint n_members, const PnrBoardBox *strangers,
                    guint n_strangers, double room)
{
  PnrBoardBlob *self = g_new0 (PnrBoardBlob, 1);
  g_autoptr (GArray) hull = NULL;
  g_autoptr (GArray) bands = NULL;
  g_autoptr (GPtrArray) hulls = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  PnrBoardBox bounds;
  PnrBoardField field;

  g_return_val_if_fail (n_members > 0, self);

  self->points = g_array_new (FALSE, FALSE, sizeof (PnrBoardPoint));
  self->ends = g_array_new (FALSE, FALSE, sizeof (guint));
  hull = make_hull (members, n_members);
  bounds = members[0];
  for (guint i = 0; i < hull->len; i++)
    widen (&bounds, g_array_index (hull, PnrBoardPoint, i).x,
           g_array_index (hull, PnrBoardPoint, i).y);
  if (is_hull_disturbed (hull, strangers, n_strangers, room)) {
    bands = make_bands (members, n_members, strangers, n_strangers, room, hulls);
    for (guint i = 0; i < bands->len; i++)
      widen (&bounds, g_array_index (bands, PnrBoardPoint, i).x,
             g_array_index (bands, PnrBoardPoint, i).y);
  }
  pnr_board_field_init (&field, &bounds, MAX (room, BAND_HALF_WIDTH));
  if (bands != NULL)
    fill_with_tree (&field, members, n_members, bands, hulls, room);
  else
    pnr_board_field_apply (&field, hull, hull_distance, &bounds, room, FALSE);
  for (guint i = 0; i < n_strangers; i++)
    pnr_board_field_apply (&field, &strangers[i], box_distance, &strangers[i], STRANGER_GAP, TRUE);
  trace (self, &field, strangers, n_strangers);
  pnr_board_field_clear (&field);
  return self;
}

void
pnr_board_blob_free (PnrBoardBlob *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->points, g_array_unref);
  g_clear_pointer (&self->ends, g_array_unref);
  g_free (self);
}

guint
pnr_board_blob_get_n_rings (const PnrBoardBlob *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->ends->len;
}

/* A ring is closed: its last point is joined to its first. A ring in a ring is a hole. */
const PnrBoardPoint *
pnr_board_blob_get_ring (const PnrBoardBlob *self, guint index, guint *n_points)
{
  guint begin;

  g_return_val_if_fail (self != NULL && index < self->ends->len, NULL);

  begin = index > 0 ? g_array_index (self->ends, guint, index - 1) : 0;
  *n_points = g_array_index (self->ends, guint, index) - begin;
  return &g_array_index (self->points, PnrBoardPoint, begin);
}

gboolean
pnr_board_blob_contains (const PnrBoardBlob *self, double x, double y)
{
  PnrBoardPoint point = { x, y };
  gboolean is_inside = FALSE;

  g_return_val_if_fail (self != NULL, FALSE);

  for (guint ring = 0; ring < self->ends->len; ring++) {
    guint n_points;
    const PnrBoardPoint *points = pnr_board_blob_get_ring (self, ring, &n_points);

    if (surrounds (points, n_points, &point))
      is_inside = !is_inside;
  }
  return is_inside;
}

/* Makes it the path of @cr, for the even-odd rule. */
void
pnr_board_blob_trace (const PnrBoardBlob *self, cairo_t *cr)
{
  g_return_if_fail (self != NULL);

  cairo_new_path (cr);
  for (guint ring = 0; ring < self->ends->len; ring++) {
    guint n_points;
    const PnrBoardPoint *points = pnr_board_blob_get_ring (self, ring, &n_points);

    for (guint i = 0; i < n_points; i++)
      cairo_line_to (cr, points[i].x, points[i].y);
    cairo_close_path (cr);
    cairo_new_sub_path (cr);
  }
}
