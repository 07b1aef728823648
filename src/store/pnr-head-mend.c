/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gives the copy of a damaged plan a head that SQLite can begin with.
 *
 * What the head of every plan says is known beforehand; what differs, the size of a page and how
 * many there are, the pages themselves tell. Its version is left as it is. */
#include "config.h"

#include "store/pnr-head-mend.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "store/pnr-db.h"
#include "store/pnr-page-map.h"

#define HEAD_SIZE 100
#define MAGIC "SQLite format 3"
#define PAGE_COUNT_OFFSET 28
#define MOST_GROWTH 64

static void
put_32 (guint8 *head, gsize offset, guint32 number)
{
  number = GUINT32_TO_BE (number);
  memcpy (head + offset, &number, sizeof number);
}

static guint
stated_page_size (const char *path)
{
  guint8 head[HEAD_SIZE] = { 0 };
  int descriptor = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  gboolean is_read = descriptor >= 0 && pread (descriptor, head, sizeof head, 0) == HEAD_SIZE;
  guint size = (guint) head[16] << 8 | head[17];

  if (descriptor >= 0)
    close (descriptor);
  if (size == 1)
    size = 65536;
  return is_read && memcmp (head, MAGIC, sizeof MAGIC) == 0 && size >= 512
                 && (size & (size - 1)) == 0
             ? size
             : 0;
}

/**
 * pnr_head_mend_find_page_size:
 * @path: a damaged plan
 *
 * Pages that make sense count for more than what the head says of them.
 *
 * Returns: the size of its pages, 0 where nothing in it looks like a plan
 */
guint
pnr_head_mend_find_page_size (const char *path)
{
  guint size = pnr_page_map_guess_size (path);

  return size != 0 ? size : stated_page_size (path);
}

/* A file that was cut short gets empty pages in the place of the lost ones, or the tables that
 * began there would make all of it unreadable. A count that is absurd is damage, too. */
static gint64
count_pages (const guint8 *head, gint64 size, guint page_size)
{
  gint64 n_pages = (size + page_size - 1) / page_size;
  guint32 n_counted;

  memcpy (&n_counted, head + PAGE_COUNT_OFFSET, sizeof n_counted);
  n_counted = GUINT32_FROM_BE (n_counted);
  return n_counted / MOST_GROWTH > n_pages ? n_pages : MAX (n_pages, (gint64) n_counted);
}

/**
 * pnr_head_mend_count_missing:
 * @path: a damaged plan
 * @page_size: of its pages
 * @n_stated: (out): how many pages it says it has
 *
 * Returns: how many of these are not there because the file was cut short
 */
guint
pnr_head_mend_count_missing (const char *path, guint page_size, guint *n_stated)
{
  guint8 head[HEAD_SIZE] = { 0 };
  int descriptor = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  gint64 n_there = 0;
  gint64 n_pages = 0;

  if (descriptor >= 0 && pread (descriptor, head, sizeof head, 0) == HEAD_SIZE) {
    gint64 size = lseek (descriptor, 0, SEEK_END);

    n_there = size / page_size;
    n_pages = count_pages (head, size, page_size);
  }
  if (descriptor >= 0)
    close (descriptor);
  *n_stated = (guint) n_pages;
  return (guint) (n_pages - n_there);
}

/**
 * pnr_head_mend:
 * @descriptor: a copy of a damaged plan, open for writing
 * @page_size: of its pages
 *
 * Returns: %FALSE where it could not be written, and errno says why
 */
gboolean
pnr_head_mend (int descriptor, guint page_size)
{
  guint8 head[HEAD_SIZE] = { 0 };
  gint64 size = lseek (descriptor, 0, SEEK_END);
  gint64 n_pages;

  if (pread (descriptor, head, sizeof head, 0) < 0)
    return FALSE;
  n_pages = count_pages (head, size, page_size);
  memcpy (head, MAGIC, sizeof MAGIC);
  head[16] = (page_size >> 8) & 0xff;
  head[17] = page_size == 65536 ? 1 : 0;
  /* Written and read without a log; nothing reserved in a page; the three shares are fixed. */
  memcpy (head + 18, (const guint8[]){ 1, 1, 0, 64, 32, 32 }, 6);
  put_32 (head, PAGE_COUNT_OFFSET, (guint32) n_pages);
  put_32 (head, 44, 4);
  put_32 (head, 52, 0);
  put_32 (head, 56, 1);
  put_32 (head, 64, 0);
  put_32 (head, 68, PNR_DB_APPLICATION_ID);
  return ftruncate (descriptor, n_pages * page_size) == 0
         && pwrite (descriptor, head, sizeof head, 0) == sizeof head;
}
