/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A shape as a field of signed distances on a grid, and its outline by marching squares. */
#include "config.h"

#include "drawing/pnr-board-field.h"

#include <math.h>

#define STEP 8.0
#define MOST_SAMPLES 1000000.0
#define FAR 1e9

void
pnr_board_field_init (PnrBoardField *self, const PnrBoardBox *bounds, double margin)
{
  double width = bounds->width + 2.0 * margin, height = bounds->height + 2.0 * margin;

  self->step = MAX (STEP, sqrt (width * height / MOST_SAMPLES));
  self->x = bounds->x - margin - self->step;
  self->y = bounds->y - margin - self->step;
  self->n_columns = (guint) ceil (width / self->step) + 3;
  self->n_rows = (guint) ceil (height / self->step) + 3;
  self->values = g_new (double, (gsize) self->n_columns * self->n_rows);
  for (gsize i = 0; i < (gsize) self->n_columns * self->n_rows; i++)
    self->values[i] = FAR;
}

/* The samples in the box, made larger by @margin: columns from [0] up to [1], rows [2] to [3]. */
static void
find_samples (const PnrBoardField *self, const PnrBoardBox *box, double margin, guint range[4])
{
  double most_column = self->n_columns - 1.0, most_row = self->n_rows - 1.0;

  range[0] = (guint) CLAMP (floor ((box->x - margin - self->x) / self->step), 0.0, most_column);
  range[1] = (guint) CLAMP (ceil ((box->x + box->width + margin - self->x) / self->step), 0.0,
                            most_column);
  range[2] = (guint) CLAMP (floor ((box->y - margin - self->y) / self->step), 0.0, most_row);
  range[3] =
      (guint) CLAMP (ceil ((box->y + box->height + margin - self->y) / self->step), 0.0, most_row);
}

/* Adds a shape that stands off by @room, or with @is_out takes it away. */
void
pnr_board_field_apply (PnrBoardField *self, gconstpointer shape, PnrBoardDistance distance,
                       const PnrBoardBox *box, double room, gboolean is_out)
{
  guint range[4];

  find_samples (self, box, room + 2.0 * self->step, range);
  for (guint row = range[2]; row <= range[3]; row++) {
    for (guint column = range[0]; column <= range[1]; column++) {
      double *value = &self->values[(gsize) row * self->n_columns + column];
      double own =
          distance (shape, self->x + column * self->step, self->y + row * self->step) - room;

      *value = is_out ? MAX (*value, -own) : MIN (*value, own);
    }
  }
}

static double
get_value (const PnrBoardField *self, guint column, guint row)
{
  return self->values[(gsize) row * self->n_columns + column];
}

/* Edges are numbered by their first sample: even ones go right, odd ones down. */
PnrBoardPoint
pnr_board_field_get_crossing (const PnrBoardField *self, guint edge)
{
  guint column = edge / 2 % self->n_columns, row = edge / 2 / self->n_columns;
  gboolean is_down = (edge & 1) != 0;
  double first = get_value (self, column, row);
  double second = get_value (self, column + !is_down, row + is_down);
  double share = first / (first - second);

  return (PnrBoardPoint){ self->x + (column + (is_down ? 0.0 : share)) * self->step,
                          self->y + (row + (is_down ? share : 0.0)) * self->step };
}

/* Round a cell, each stretch of inside corners is cut off by a line from where it is entered to
 * where it is left. What is left here is entered in the next cell, which makes rings. */
static void
link_cell (const PnrBoardField *self, guint column, guint row, guint *next)
{
  const guint at = row * self->n_columns + column;
  const guint edges[4] = { 2 * at, 2 * (at + 1) + 1, 2 * (at + self->n_columns), 2 * at + 1 };
  const gboolean is_in[4] = { get_value (self, column, row) < 0.0,
                              get_value (self, column + 1, row) < 0.0,
                              get_value (self, column + 1, row + 1) < 0.0,
                              get_value (self, column, row + 1) < 0.0 };

  for (guint i = 0; i < 4; i++) {
    guint leave = (i + 1) % 4;

    if (is_in[i] || !is_in[leave])
      continue;
    while (is_in[(leave + 1) % 4])
      leave = (leave + 1) % 4;
    next[edges[i]] = edges[leave] + 1;
  }
}

/**
 * pnr_board_field_link_edges:
 * @self: a field
 * @n_edges: (out): how many edges its cells have
 *
 * Returns: (transfer full) (array length=n_edges): for each edge that the outline crosses, one more
 *   than the edge it crosses next; 0 for the others
 */
guint *
pnr_board_field_link_edges (const PnrBoardField *self, guint *n_edges)
{
  guint *next;

  *n_edges = 2 * self->n_columns * self->n_rows;
  next = g_new0 (guint, *n_edges);
  for (guint row = 0; row + 1 < self->n_rows; row++) {
    for (guint column = 0; column + 1 < self->n_columns; column++)
      link_cell (self, column, row, next);
  }
  return next;
}

void
pnr_board_field_clear (PnrBoardField *self)
{
  g_clear_pointer (&self->values, g_free);
}
