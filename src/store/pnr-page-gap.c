/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is left of old rows between the rows of a page.
 *
 * A page of a table or an index begins with a head and a list of where its rows are; the rows stand
 * at its end, and between them is a gap. With secure_delete SQLite overwrites a row that is
 * deleted, and a page that is given back. Yet when it moves rows to a neighbouring page it writes
 * those that stay anew, and where the others stood becomes a part of the gap, not overwritten: a
 * customer's name that was taken out of the plan could still be read there. Layout: "Database File
 * Format", 1.6, https://sqlite.org/fileformat2.html. */
#include "config.h"

#include "store/pnr-page-gap.h"

#include <string.h>

/* Of the first page, before its own. */
#define FILE_HEAD_SIZE 100

#define INNER_INDEX 2
#define INNER_TABLE 5
#define LEAF_INDEX 10
#define LEAF_TABLE 13

static gsize
read_16 (const guchar *bytes)
{
  return (gsize) bytes[0] << 8 | bytes[1];
}

/* 0 where this is no page of a table or an index. */
static gsize
size_of_head (guchar kind)
{
  if (kind == INNER_INDEX || kind == INNER_TABLE)
    return 12;
  return kind == LEAF_INDEX || kind == LEAF_TABLE ? 8 : 0;
}

/* Other pages bear no mark of what they are, so all of the head and the list must fit. */
static gboolean
find_gap (const guchar *page, gsize size, const guchar *head, gsize *from, gsize *to)
{
  gsize n_rows = read_16 (head + 3);
  gsize first_free = read_16 (head + 1);
  const guchar *list = head + size_of_head (head[0]);

  *from = (gsize) (list - page) + 2 * n_rows;
  *to = read_16 (head + 5);
  if (list == head || *from > *to || *to > size || (first_free != 0 && first_free < *to))
    return FALSE;
  for (gsize i = 0; i < n_rows; i++) {
    gsize row = read_16 (list + 2 * i);

    if (row < *to || row >= size)
      return FALSE;
  }
  return TRUE;
}

static gboolean
is_clear (const guchar *bytes, gsize size)
{
  return size == 0 || (bytes[0] == 0 && memcmp (bytes, bytes + 1, size - 1) == 0);
}

/**
 * pnr_page_gap_dup_cleared:
 * @page: a page on its way to the disk
 * @size: its size
 * @is_first: whether it is the first of the plan
 *
 * Returns: (transfer full) (nullable): the page with nothing in its gap; %NULL where that is so
 *   already, or where it has none
 */
gpointer
pnr_page_gap_dup_cleared (gconstpointer page, gsize size, gboolean is_first)
{
  const guchar *bytes = page;
  gsize from;
  gsize to;
  guchar *cleared;

  if (!find_gap (bytes, size, bytes + (is_first ? FILE_HEAD_SIZE : 0), &from, &to)
      || is_clear (bytes + from, to - from))
    return NULL;
  cleared = g_memdup2 (page, size);
  memset (cleared + from, 0, to - from);
  return cleared;
}
