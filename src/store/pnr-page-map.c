/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of a damaged plan, read without SQLite: which are trees, and what rows lie in them.
 *
 * The format is that of https://www.sqlite.org/fileformat2.html, sections 1.6 and 2.1. Nothing here
 * trusts a number of the file: every offset is held against the end of its page or of the file. */
#include "config.h"

#include "store/pnr-page-map.h"

#include <string.h>

#define HEAD_SIZE 100
#define LEAST_PAGE 512u
#define LARGEST_PAGE 65536u
/* Enough to tell one size from another. */
#define MOST_TRIED_PAGES 4096
#define LARGEST_ROW (16 * 1024 * 1024)

struct _PnrPageMap {
  GMappedFile *file;
  const guint8 *bytes;
  guint page_size;
  guint n_pages;
};

/**
 * pnr_page_map_new:
 * @path: a copy of a plan that nobody changes meanwhile
 * @page_size: a power of two from 512 to 65536
 *
 * Returns: (transfer full) (nullable): its pages; what is no whole page at the end is left out
 */
PnrPageMap *
pnr_page_map_new (const char *path, guint page_size)
{
  GMappedFile *file = g_mapped_file_new (path, FALSE, NULL);
  PnrPageMap *self;

  if (file == NULL)
    return NULL;
  self = g_new0 (PnrPageMap, 1);
  self->file = file;
  self->bytes = (const guint8 *) g_mapped_file_get_contents (file);
  self->page_size = page_size;
  self->n_pages = (guint) (g_mapped_file_get_length (file) / page_size);
  return self;
}

void
pnr_page_map_free (PnrPageMap *self)
{
  g_mapped_file_unref (self->file);
  g_free (self);
}

static guint
number_16 (const guint8 *bytes)
{
  return (guint) bytes[0] << 8 | bytes[1];
}

static guint
number_32 (const guint8 *bytes)
{
  return (guint) bytes[0] << 24 | (guint) bytes[1] << 16 | (guint) bytes[2] << 8 | bytes[3];
}

/* Seven bits a byte, the highest first; the ninth byte gives eight. Returns its length, 0 where it
 * does not end before @end. */
static guint
read_varint (const guint8 *at, const guint8 *end, guint64 *number)
{
  *number = 0;
  for (guint i = 0; i < 9 && at + i < end; i++) {
    if (i == 8) {
      *number = *number << 8 | at[i];
      return 9;
    }
    *number = *number << 7 | (at[i] & 0x7f);
    if ((at[i] & 0x80) == 0)
      return i + 1;
  }
  return 0;
}

guint
pnr_page_map_get_n_pages (PnrPageMap *self)
{
  return self->n_pages;
}

static const guint8 *
page_at (PnrPageMap *self, guint page)
{
  return self->bytes + (gsize) (page - 1) * self->page_size;
}

/* The first page has the file's head before its own. */
static guint
head_offset (guint page)
{
  return page == 1 ? HEAD_SIZE : 0;
}

static guint
head_size (PnrPageKind kind)
{
  return kind == PNR_PAGE_TABLE_INNER || kind == PNR_PAGE_INDEX_INNER ? 12 : 8;
}

static guint
cell_offset (PnrPageMap *self, guint page, guint cell)
{
  const guint8 *bytes = page_at (self, page);
  guint head = head_offset (page);

  return number_16 (bytes + head + head_size (bytes[head]) + 2 * cell);
}

/* A tree's page whose cells all lie where cells can lie; anything else is something else. */
PnrPageKind
pnr_page_map_get_kind (PnrPageMap *self, guint page)
{
  guint head = head_offset (page);
  const guint8 *bytes;
  guint n_cells;
  guint first_free;

  if (page < 1 || page > self->n_pages)
    return PNR_PAGE_OTHER;
  bytes = page_at (self, page);
  if (bytes[head] != PNR_PAGE_INDEX_INNER && bytes[head] != PNR_PAGE_TABLE_INNER
      && bytes[head] != PNR_PAGE_INDEX_LEAF && bytes[head] != PNR_PAGE_TABLE_LEAF)
    return PNR_PAGE_OTHER;
  n_cells = number_16 (bytes + head + 3);
  first_free = head + head_size (bytes[head]) + 2 * n_cells;
  if (first_free > self->page_size)
    return PNR_PAGE_OTHER;
  for (guint i = 0; i < n_cells; i++) {
    guint offset = cell_offset (self, page, i);

    if (offset < first_free || offset + 4 > self->page_size)
      return PNR_PAGE_OTHER;
  }
  return bytes[head];
}

/* Of a page that is a tree's. */
guint
pnr_page_map_get_n_cells (PnrPageMap *self, guint page)
{
  return number_16 (page_at (self, page) + head_offset (page) + 3);
}

/* Of an inner page: the page under @cell; behind the last cell is the rightmost one. */
guint
pnr_page_map_get_child (PnrPageMap *self, guint page, guint cell)
{
  const guint8 *bytes = page_at (self, page);

  if (cell >= pnr_page_map_get_n_cells (self, page))
    return number_32 (bytes + head_offset (page) + 8);
  return number_32 (bytes + cell_offset (self, page, cell));
}

/* Cells are laid down from the end of the page, so a page that was ever filled has one in its upper
 * half; with twice the right size it has none, with half of it they lie outside. */
static gboolean
has_this_size (PnrPageMap *self, guint page)
{
  guint furthest = 0;

  if (pnr_page_map_get_kind (self, page) == PNR_PAGE_OTHER)
    return FALSE;
  for (guint i = 0; i < pnr_page_map_get_n_cells (self, page); i++)
    furthest = MAX (furthest, cell_offset (self, page, i));
  return furthest >= self->page_size / 2;
}

/* Returns: the page size that makes sense of most pages; 0 where none makes sense of any */
guint
pnr_page_map_guess_size (const char *path)
{
  guint best_size = 0;
  guint most_found = 0;

  for (guint size = LEAST_PAGE; size <= LARGEST_PAGE; size *= 2) {
    g_autoptr (PnrPageMap) map = pnr_page_map_new (path, size);
    guint n_pages = map != NULL ? MIN (map->n_pages, MOST_TRIED_PAGES) : 0;
    guint n_found = 0;

    for (guint page = 2; page <= n_pages; page++)
      n_found += has_this_size (map, page);
    if (n_found > most_found) {
      best_size = size;
      most_found = n_found;
    }
  }
  return best_size;
}

/* How much of a row's @size bytes stands in the page itself (section 1.6). */
static gsize
size_in_page (PnrPageMap *self, guint64 size)
{
  gsize most = self->page_size - 35;
  gsize least = (self->page_size - 12) * 32 / 255 - 23;
  gsize rest;

  if (size <= most)
    return (gsize) size;
  rest = least + (gsize) ((size - least) % (self->page_size - 4));
  return rest <= most ? rest : least;
}

/* The rest of a long row, page by page. */
static gboolean
read_further (PnrPageMap *self, guint page, gsize n_left, GByteArray *whole)
{
  while (n_left > 0) {
    gsize n_here = MIN (n_left, self->page_size - 4);
    const guint8 *bytes;

    if (page < 2 || page > self->n_pages)
      return FALSE;
    bytes = page_at (self, page);
    g_byte_array_append (whole, bytes + 4, (guint) n_here);
    n_left -= n_here;
    page = number_32 (bytes);
  }
  return TRUE;
}

static gsize
size_of_type (guint64 type)
{
  static const guint8 sizes[] = { 0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0 };

  return type < G_N_ELEMENTS (sizes) ? sizes[type] : (gsize) ((type - 12) / 2);
}

/* The list of types first, then the values without a gap. */
static gboolean
split_row (PnrPageRow *row)
{
  const guint8 *start = row->whole->data;
  const guint8 *end = start + row->whole->len;
  const guint8 *value;
  const guint8 *at;
  guint64 n_list;
  guint length = read_varint (start, end, &n_list);

  if (length == 0 || n_list > row->whole->len)
    return FALSE;
  at = start + length;
  value = start + n_list;
  for (row->n_values = 0; at < start + n_list; row->n_values++) {
    guint64 type;
    gsize size;

    length = read_varint (at, start + n_list, &type);
    if (length == 0 || type == 10 || type == 11 || type > 2 * (guint64) LARGEST_ROW + 13
        || row->n_values == PNR_PAGE_MAP_MOST_COLUMNS)
      return FALSE;
    size = size_of_type (type);
    if (size > (gsize) (end - value))
      return FALSE;
    row->values[row->n_values] = (PnrPageValue){ type, value, size };
    value += size;
    at += length;
  }
  return value == end;
}

/**
 * pnr_page_map_read_row:
 * @self: a map
 * @page: a leaf of a table
 * @cell: one of its cells
 * @row: (inout): zeroed, or what an earlier call left
 *
 * Returns: whether there is a whole row
 */
gboolean
pnr_page_map_read_row (PnrPageMap *self, guint page, guint cell, PnrPageRow *row)
{
  const guint8 *bytes = page_at (self, page);
  const guint8 *end = bytes + self->page_size;
  const guint8 *at = bytes + cell_offset (self, page, cell);
  guint64 size;
  guint64 rowid;
  guint length = read_varint (at, end, &size);
  gsize n_here;

  if (row->whole == NULL)
    row->whole = g_byte_array_new ();
  g_byte_array_set_size (row->whole, 0);
  at += length;
  if (length == 0 || size > LARGEST_ROW || (length = read_varint (at, end, &rowid)) == 0)
    return FALSE;
  at += length;
  n_here = size_in_page (self, size);
  if (n_here + (n_here < size ? 4 : 0) > (gsize) (end - at))
    return FALSE;
  g_byte_array_append (row->whole, at, (guint) n_here);
  if (n_here < size
      && !read_further (self, number_32 (at + n_here), (gsize) (size - n_here), row->whole))
    return FALSE;
  row->rowid = (gint64) rowid;
  return split_row (row);
}

/* Of a value that is a whole number. */
gint64
pnr_page_value_get_number (const PnrPageValue *value)
{
  guint64 number = value->size > 0 && (value->bytes[0] & 0x80) != 0 ? G_MAXUINT64 : 0;

  if (value->type == 8 || value->type == 9)
    return value->type == 9;
  for (gsize i = 0; i < value->size; i++)
    number = number << 8 | value->bytes[i];
  return (gint64) number;
}

void
pnr_page_row_clear (PnrPageRow *row)
{
  g_clear_pointer (&row->whole, g_byte_array_unref);
}
