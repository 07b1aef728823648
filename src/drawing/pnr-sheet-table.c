/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table on a page: columns as wide as their figures, the words sharing what is left. */
#include "config.h"

#include "drawing/pnr-document-private.h"

#define COLUMN_GAP 10.0
#define ROW_PADDING 3.0
#define MOST_LINES 4
#define LEAST_WORD_WIDTH 60.0

PnrSheetTable *
pnr_sheet_table_new_take (GStrv headers, GPtrArray *rows, guint n_words)
{
  PnrSheetTable *self = g_new0 (PnrSheetTable, 1);

  self->headers = headers;
  self->rows = rows;
  self->n_words = n_words;
  self->n_columns = g_strv_length (headers);
  return self;
}

void
pnr_sheet_table_free (PnrSheetTable *self)
{
  g_strfreev (self->headers);
  g_ptr_array_unref (self->rows);
  g_free (self->widths);
  g_free (self);
}

static double
measure_column (PnrSheetTable *self, PnrPen *pen, guint column)
{
  double widest;

  pnr_pen_measure (pen, self->headers[column], PNR_LETTERING_SMALL, &widest, NULL);
  for (guint row = 0; row < self->rows->len; row++) {
    GStrv cells = g_ptr_array_index (self->rows, row);
    double width;

    pnr_pen_measure (pen, cells[column], PNR_LETTERING_PLAIN, &width, NULL);
    widest = MAX (widest, width);
  }
  return widest;
}

/* Figures get what they need; the words share the rest as they need it, none less than a few
 * letters. */
static void
ensure_widths (PnrSheetTable *self, PnrPen *pen)
{
  double rest = PNR_SHEET_ROOM - COLUMN_GAP * (self->n_columns - 1);
  double wanted = 0.0;

  if (self->widths != NULL)
    return;
  self->widths = g_new (double, self->n_columns);
  for (guint column = 0; column < self->n_columns; column++) {
    self->widths[column] = measure_column (self, pen, column);
    if (column < self->n_words)
      wanted += self->widths[column];
    else
      rest -= self->widths[column];
  }
  rest = MAX (rest, LEAST_WORD_WIDTH * self->n_words);
  for (guint column = 0; column < self->n_words && wanted > 0.0; column++)
    self->widths[column] =
        MAX (self->widths[column] * MIN (1.0, rest / wanted), LEAST_WORD_WIDTH * (rest < wanted));
}

static double
measure_cells (PnrSheetTable *self, PnrPen *pen, GStrv cells, PnrLettering lettering)
{
  double height = pnr_pen_get_line_height (pen, lettering);

  ensure_widths (self, pen);
  for (guint column = 0; column < self->n_words; column++)
    height = MAX (height, pnr_pen_measure_lines (pen, cells[column], lettering,
                                                 self->widths[column] + 1.0, MOST_LINES));
  return height + 2.0 * ROW_PADDING;
}

static double
paint_cells (PnrSheetTable *self, PnrPen *pen, GStrv cells, PnrLettering lettering,
             PnrColour colour, double y)
{
  double height = measure_cells (self, pen, cells, lettering);
  double x = PNR_SHEET_MARGIN;
  double right = PNR_SHEET_WIDTH - PNR_SHEET_MARGIN;

  for (guint column = 0; column < self->n_words; column++) {
    pnr_pen_write_lines (pen, cells[column], lettering, colour, x, y + ROW_PADDING,
                         self->widths[column] + 1.0, MOST_LINES);
    x += self->widths[column] + COLUMN_GAP;
  }
  for (guint column = self->n_columns; column-- > self->n_words;) {
    pnr_pen_write (pen, cells[column], lettering, colour, right, y + ROW_PADDING, 0.0, 1.0);
    right -= self->widths[column] + COLUMN_GAP;
  }
  pnr_pen_line (pen, pen->palette->grid, 0.5, PNR_SHEET_MARGIN, y + height,
                PNR_SHEET_WIDTH - PNR_SHEET_MARGIN, y + height);
  return height;
}

/* Two columns of facts have no names. */
static gboolean
is_headless (PnrSheetTable *self)
{
  for (guint column = 0; column < self->n_columns; column++)
    if (self->headers[column][0] != '\0')
      return FALSE;
  return TRUE;
}

double
pnr_sheet_table_measure_head (PnrSheetTable *self, PnrPen *pen)
{
  if (is_headless (self))
    return 0.0;
  return measure_cells (self, pen, self->headers, PNR_LETTERING_SMALL);
}

double
pnr_sheet_table_measure_row (PnrSheetTable *self, PnrPen *pen, guint row)
{
  return measure_cells (self, pen, g_ptr_array_index (self->rows, row), PNR_LETTERING_PLAIN);
}

double
pnr_sheet_table_paint_head (PnrSheetTable *self, PnrPen *pen, double y)
{
  if (is_headless (self))
    return 0.0;
  return paint_cells (self, pen, self->headers, PNR_LETTERING_SMALL, pen->palette->dim, y);
}

double
pnr_sheet_table_paint_row (PnrSheetTable *self, PnrPen *pen, guint row, double y)
{
  return paint_cells (self, pen, g_ptr_array_index (self->rows, row), PNR_LETTERING_PLAIN,
                      pen->palette->foreground, y);
}
