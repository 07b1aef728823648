/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report as pages of A4: headings, sentences, tables and charts, one after the other.
 *
 * The pages are filled twice, first without a surface, since each says how many there are. A
 * heading stays with what follows it, and a table that goes over a page says its columns again. */
#include "config.h"

#include <cairo-pdf.h>
#include <glib/gi18n.h>

#include "drawing/pnr-chart-head.h"
#include "drawing/pnr-document-private.h"
#include "drawing/pnr-picture-file.h"

#define TOP 64.0
#define BOTTOM (PNR_SHEET_HEIGHT - 58.0)
#define BLOCK_GAP 10.0
#define HEADING_GAP 18.0
#define MOST_LINES 60
/* A table of no more rows is not divided between pages. */
#define UNDIVIDED_ROWS 8
#define BODY_SIZE 9.5
/* Charts are drawn for the screen, whose letters are larger. */
#define CHART_SCALE 0.72

typedef enum {
  BLOCK_HEADING,
  BLOCK_TEXT,
  BLOCK_NOTE,
  BLOCK_TABLE,
  BLOCK_CHART,
} BlockKind;

typedef struct {
  BlockKind kind;
  char *text;
  PnrSheetTable *table;
  PnrChart *chart;
  double height; /* of the chart */
} Block;

struct _PnrDocument {
  char *title;
  char *subtitle;
  char *stamp;
  GPtrArray *blocks;
  PnrPalette palette;
  PnrPalette chart_palette;
};

/* Where the next block goes. Without a context nothing is painted. */
typedef struct {
  PnrDocument *document;
  PnrPen pen;
  guint page;
  guint n_pages;
  double y;
} Flow;

static void
block_free (gpointer data)
{
  Block *block = data;

  g_free (block->text);
  g_clear_pointer (&block->table, pnr_sheet_table_free);
  g_clear_object (&block->chart);
  g_free (block);
}

/**
 * pnr_document_new:
 * @title: stands over the first page and, small, over all others
 * @subtitle: what it is about, below the title
 * @stamp: by which the numbers can be found again, below every page
 */
PnrDocument *
pnr_document_new (const char *title, const char *subtitle, const char *stamp)
{
  PnrDocument *self = g_new0 (PnrDocument, 1);

  self->title = g_strdup (title);
  self->subtitle = g_strdup (subtitle);
  self->stamp = g_strdup (stamp);
  self->blocks = g_ptr_array_new_with_free_func (block_free);
  self->palette = pnr_palette_print ();
  self->chart_palette = self->palette;
  self->palette.font_size = BODY_SIZE;
  return self;
}

void
pnr_document_free (PnrDocument *self)
{
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->stamp);
  g_ptr_array_unref (self->blocks);
  g_free (self);
}

static Block *
add_block (PnrDocument *self, BlockKind kind, const char *text)
{
  Block *block = g_new0 (Block, 1);

  block->kind = kind;
  block->text = g_strdup (text);
  g_ptr_array_add (self->blocks, block);
  return block;
}

void
pnr_document_add_heading (PnrDocument *self, const char *text)
{
  add_block (self, BLOCK_HEADING, text);
}

void
pnr_document_add_text (PnrDocument *self, const char *text)
{
  add_block (self, BLOCK_TEXT, text);
}

/* A sentence that explains, smaller. */
void
pnr_document_add_note (PnrDocument *self, const char *text)
{
  add_block (self, BLOCK_NOTE, text);
}

/**
 * pnr_document_take_table:
 * @self: a document
 * @headers: (transfer full): the names of the columns
 * @rows: (transfer full) (element-type GStrv): with as many cells each
 * @n_words: how many of the columns, from the first, hold words rather than figures
 */
void
pnr_document_take_table (PnrDocument *self, GStrv headers, GPtrArray *rows, guint n_words)
{
  add_block (self, BLOCK_TABLE, NULL)->table = pnr_sheet_table_new_take (headers, rows, n_words);
}

void
pnr_document_take_chart (PnrDocument *self, PnrChart *chart, double height)
{
  Block *block = add_block (self, BLOCK_CHART, NULL);

  block->chart = chart;
  block->height = height * CHART_SCALE;
}

static void
paint_margins (Flow *flow)
{
  PnrDocument *self = flow->document;
  g_autofree char *number = g_strdup_printf (_ ("Page %u of %u"), flow->page, flow->n_pages);
  double right = PNR_SHEET_WIDTH - PNR_SHEET_MARGIN;

  if (flow->page > 1)
    pnr_pen_write (&flow->pen, self->title, PNR_LETTERING_SMALL, self->palette.dim,
                   PNR_SHEET_MARGIN, 34.0, PNR_SHEET_ROOM, 0.0);
  pnr_pen_line (&flow->pen, self->palette.grid, 0.5, PNR_SHEET_MARGIN, PNR_SHEET_HEIGHT - 46.0,
                right, PNR_SHEET_HEIGHT - 46.0);
  pnr_pen_write (&flow->pen, self->stamp, PNR_LETTERING_SMALL, self->palette.dim, PNR_SHEET_MARGIN,
                 PNR_SHEET_HEIGHT - 40.0, PNR_SHEET_ROOM - 80.0, 0.0);
  pnr_pen_write (&flow->pen, number, PNR_LETTERING_SMALL, self->palette.dim, right,
                 PNR_SHEET_HEIGHT - 40.0, 0.0, 1.0);
}

static void
begin_page (Flow *flow)
{
  if (flow->pen.cr != NULL && flow->page > 0)
    cairo_show_page (flow->pen.cr);
  flow->page++;
  flow->y = TOP;
  if (flow->pen.cr != NULL)
    paint_margins (flow);
}

static void
make_room (Flow *flow, double height)
{
  if (flow->y + height > BOTTOM && flow->y > TOP)
    begin_page (flow);
}

static void
flow_lines (Flow *flow, const char *text, PnrLettering lettering, PnrColour colour)
{
  double height = pnr_pen_measure_lines (&flow->pen, text, lettering, PNR_SHEET_ROOM, MOST_LINES);

  make_room (flow, height);
  if (flow->pen.cr != NULL)
    pnr_pen_write_lines (&flow->pen, text, lettering, colour, PNR_SHEET_MARGIN, flow->y,
                         PNR_SHEET_ROOM, MOST_LINES);
  flow->y += height;
}

static double
measure_table (Flow *flow, PnrSheetTable *table)
{
  double height = pnr_sheet_table_measure_head (table, &flow->pen);

  for (guint row = 0; row < table->rows->len; row++)
    height += pnr_sheet_table_measure_row (table, &flow->pen, row);
  return height;
}

static void
flow_table (Flow *flow, PnrSheetTable *table)
{
  double head = pnr_sheet_table_measure_head (table, &flow->pen);

  if (table->rows->len <= UNDIVIDED_ROWS)
    make_room (flow, measure_table (flow, table));
  for (guint row = 0; row < table->rows->len; row++) {
    double height = pnr_sheet_table_measure_row (table, &flow->pen, row);
    double first = row == 0 ? head : 0.0;

    if (flow->y + first + height > BOTTOM) {
      begin_page (flow);
      first = head;
    }
    if (first > 0.0 && flow->pen.cr != NULL)
      pnr_sheet_table_paint_head (table, &flow->pen, flow->y);
    flow->y += first;
    if (flow->pen.cr != NULL)
      pnr_sheet_table_paint_row (table, &flow->pen, row, flow->y);
    flow->y += height;
  }
}

static void
flow_chart (Flow *flow, const Block *block)
{
  cairo_t *cr = flow->pen.cr;

  make_room (flow, block->height);
  if (cr != NULL) {
    cairo_save (cr);
    /* Charts keep a margin of their own, which the page has already. */
    cairo_translate (cr, PNR_SHEET_MARGIN - PNR_CHART_MARGIN * CHART_SCALE, flow->y);
    cairo_scale (cr, CHART_SCALE, CHART_SCALE);
    pnr_chart_paint (block->chart, cr, PNR_SHEET_ROOM / CHART_SCALE + 2.0 * PNR_CHART_MARGIN,
                     block->height / CHART_SCALE, &flow->document->chart_palette);
    cairo_restore (cr);
  }
  flow->y += block->height;
}

/* How much of a block must stand below what announces it on one page. */
static double
get_beginning (Flow *flow, guint index)
{
  const Block *next = index + 1 < flow->document->blocks->len
                          ? g_ptr_array_index (flow->document->blocks, index + 1)
                          : NULL;

  if (next == NULL)
    return 0.0;
  if (next->kind == BLOCK_CHART)
    return next->height;
  if (next->kind == BLOCK_TABLE)
    return next->table->rows->len <= UNDIVIDED_ROWS
               ? measure_table (flow, next->table)
               : pnr_sheet_table_measure_head (next->table, &flow->pen)
                     + pnr_sheet_table_measure_row (next->table, &flow->pen, 0);
  return pnr_pen_measure_lines (&flow->pen, next->text, PNR_LETTERING_PLAIN, PNR_SHEET_ROOM, 3);
}

static void
flow_heading (Flow *flow, const Block *block, guint index)
{
  double height =
      pnr_pen_measure_lines (&flow->pen, block->text, PNR_LETTERING_BOLD | PNR_LETTERING_LARGE,
                             PNR_SHEET_ROOM, MOST_LINES);

  flow->y += flow->y > TOP ? HEADING_GAP - BLOCK_GAP : 0.0;
  make_room (flow, height + BLOCK_GAP + get_beginning (flow, index));
  if (flow->pen.cr != NULL)
    cairo_pdf_surface_add_outline (cairo_get_target (flow->pen.cr), CAIRO_PDF_OUTLINE_ROOT,
                                   block->text, "", 0);
  flow_lines (flow, block->text, PNR_LETTERING_BOLD | PNR_LETTERING_LARGE,
              flow->document->palette.foreground);
}

/* What stands over a table or a chart does not stay behind alone. */
static void
flow_note (Flow *flow, const Block *block, guint index)
{
  const Block *next = index + 1 < flow->document->blocks->len
                          ? g_ptr_array_index (flow->document->blocks, index + 1)
                          : NULL;

  if (next != NULL && (next->kind == BLOCK_TABLE || next->kind == BLOCK_CHART))
    make_room (flow, pnr_pen_measure_lines (&flow->pen, block->text, PNR_LETTERING_SMALL,
                                            PNR_SHEET_ROOM, MOST_LINES)
                         + BLOCK_GAP + get_beginning (flow, index));
  flow_lines (flow, block->text, PNR_LETTERING_SMALL, flow->document->palette.dim);
}

static void
flow_block (Flow *flow, const Block *block, guint index)
{
  const PnrPalette *palette = &flow->document->palette;

  switch (block->kind) {
  case BLOCK_HEADING:
    flow_heading (flow, block, index);
    break;
  case BLOCK_TEXT:
    flow_lines (flow, block->text, PNR_LETTERING_PLAIN, palette->foreground);
    break;
  case BLOCK_NOTE:
    flow_note (flow, block, index);
    break;
  case BLOCK_TABLE:
    flow_table (flow, block->table);
    break;
  case BLOCK_CHART:
  default:
    flow_chart (flow, block);
  }
  flow->y += BLOCK_GAP;
}

/* Returns: the number of pages. */
static guint
flow_document (PnrDocument *self, cairo_t *cr, guint n_pages)
{
  PnrPalette title_palette = self->palette;
  Flow flow = { .document = self, .n_pages = n_pages };

  flow.pen = pnr_pen_begin (cr, &self->palette);
  begin_page (&flow);
  pnr_pen_end (&flow.pen);
  title_palette.font_size = 2.0 * BODY_SIZE;
  flow.pen = pnr_pen_begin (cr, &title_palette);
  flow_lines (&flow, self->title, PNR_LETTERING_BOLD, self->palette.foreground);
  pnr_pen_end (&flow.pen);
  flow.pen = pnr_pen_begin (cr, &self->palette);
  flow_lines (&flow, self->subtitle, PNR_LETTERING_PLAIN, self->palette.dim);
  flow.y += BLOCK_GAP;
  for (guint i = 0; i < self->blocks->len; i++)
    flow_block (&flow, g_ptr_array_index (self->blocks, i), i);
  pnr_pen_end (&flow.pen);
  return flow.page;
}

guint
pnr_document_count_pages (PnrDocument *self)
{
  return flow_document (self, NULL, 0);
}

static void
paint_document (cairo_t *cr, gpointer user_data)
{
  PnrDocument *self = user_data;

  cairo_pdf_surface_set_metadata (cairo_get_target (cr), CAIRO_PDF_METADATA_TITLE, self->title);
  flow_document (self, cr, pnr_document_count_pages (self));
}

/**
 * pnr_document_save:
 * @self: a document
 * @path: where to, ending in .pdf
 * @error: a place for a %PNR_DRAWING_ERROR
 *
 * Returns: whether the whole file was written; the same document gives the same bytes
 */
gboolean
pnr_document_save (PnrDocument *self, const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  if (g_strcmp0 (pnr_picture_get_format (path), "pdf") != 0) {
    g_set_error_literal (error, PNR_DRAWING_ERROR, PNR_DRAWING_ERROR_FORMAT,
                         _ ("A report is written as PDF. Give the file the ending .pdf."));
    return FALSE;
  }
  bytes =
      pnr_picture_to_bytes ("pdf", PNR_SHEET_WIDTH, PNR_SHEET_HEIGHT, paint_document, self, error);
  return bytes != NULL && pnr_picture_write (bytes, path, error);
}
