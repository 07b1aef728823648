/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which boxes lie near a place: squares of the board with the numbers of what touches them. */
#include "config.h"

#include "drawing/pnr-board-grid.h"

#include <math.h>

#define CELL 512.0

struct _PnrBoardGrid {
  GHashTable *cells;
};

typedef struct {
  int left;
  int right;
  int top;
  int bottom;
} CellRange;

static CellRange
range_of (const PnrBoardBox *box)
{
  CellRange range = {
    (int) floor (box->x / CELL),
    (int) floor ((box->x + box->width) / CELL),
    (int) floor (box->y / CELL),
    (int) floor ((box->y + box->height) / CELL),
  };

  return range;
}

static gint64
cell_key (int column, int row)
{
  return (gint64) (((guint64) (guint32) column << 32) | (guint32) row);
}

PnrBoardGrid *
pnr_board_grid_new (void)
{
  PnrBoardGrid *self = g_new0 (PnrBoardGrid, 1);

  self->cells =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_array_unref);
  return self;
}

void
pnr_board_grid_free (PnrBoardGrid *self)
{
  g_hash_table_unref (self->cells);
  g_free (self);
}

void
pnr_board_grid_add (PnrBoardGrid *self, guint number, const PnrBoardBox *box)
{
  CellRange range = range_of (box);

  for (int column = range.left; column <= range.right; column++) {
    for (int row = range.top; row <= range.bottom; row++) {
      gint64 key = cell_key (column, row);
      GArray *cell = g_hash_table_lookup (self->cells, &key);

      if (cell == NULL) {
        cell = g_array_new (FALSE, FALSE, sizeof (guint));
        g_hash_table_insert (self->cells, g_memdup2 (&key, sizeof key), cell);
      }
      g_array_append_val (cell, number);
    }
  }
}

void
pnr_board_grid_remove (PnrBoardGrid *self, guint number, const PnrBoardBox *box)
{
  CellRange range = range_of (box);

  for (int column = range.left; column <= range.right; column++) {
    for (int row = range.top; row <= range.bottom; row++) {
      gint64 key = cell_key (column, row);
      GArray *cell = g_hash_table_lookup (self->cells, &key);

      for (guint i = 0; cell != NULL && i < cell->len; i++) {
        if (g_array_index (cell, guint, i) == number) {
          g_array_remove_index_fast (cell, i);
          break;
        }
      }
    }
  }
}

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  guint first = *(const guint *) a;
  guint second = *(const guint *) b;

  return first < second ? -1 : first > second;
}

/**
 * pnr_board_grid_find:
 * @self: a grid
 * @box: where to look
 * @numbers: (element-type guint): gets what may touch @box, ascending, each once
 */
void
pnr_board_grid_find (PnrBoardGrid *self, const PnrBoardBox *box, GArray *numbers)
{
  CellRange range = range_of (box);
  guint n_kept = 0;

  g_array_set_size (numbers, 0);
  if (((double) range.right - range.left + 1.0) * ((double) range.bottom - range.top + 1.0)
      > g_hash_table_size (self->cells)) {
    GHashTableIter iter;
    gpointer cell;

    g_hash_table_iter_init (&iter, self->cells);
    while (g_hash_table_iter_next (&iter, NULL, &cell))
      g_array_append_vals (numbers, ((GArray *) cell)->data, ((GArray *) cell)->len);
  } else {
    for (int column = range.left; column <= range.right; column++) {
      for (int row = range.top; row <= range.bottom; row++) {
        gint64 key = cell_key (column, row);
        GArray *cell = g_hash_table_lookup (self->cells, &key);

        if (cell != NULL)
          g_array_append_vals (numbers, cell->data, cell->len);
      }
    }
  }
  g_array_sort (numbers, compare_numbers);
  for (guint i = 0; i < numbers->len; i++) {
    guint number = g_array_index (numbers, guint, i);

    if (n_kept == 0 || g_array_index (numbers, guint, n_kept - 1) != number)
      g_array_index (numbers, guint, n_kept++) = number;
  }
  g_array_set_size (numbers, n_kept);
}

gboolean
pnr_board_box_touches (const PnrBoardBox *a, const PnrBoardBox *b)
{
  return a->x <= b->x + b->width && b->x <= a->x + a->width && a->y <= b->y + b->height
         && b->y <= a->y + a->height;
}
