/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Damages a plan's bytes as a bad disk, a careless program or a stranger would. */
#include "plan-mutator.h"

#include <sqlite3.h>
#include <string.h>

#define HEAD_SIZE 100
#define TAIL_SIZE (4 + strlen (PLAN_JOURNAL_MARK))

static guint32
number_at (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | bytes[1] << 16 | bytes[2] << 8 | bytes[3];
}

static void
put_number (guint8 *bytes, guint32 number)
{
  for (int i = 0; i < 4; i++)
    bytes[i] = number >> (24 - 8 * i) & 0xff;
}

/* The bytes behind the plan that are its journal, 0 where there is none. */
gsize
plan_get_journal_size (const guint8 *data, gsize size)
{
  gsize length;

  if (size < TAIL_SIZE || memcmp (data + size - TAIL_SIZE + 4, PLAN_JOURNAL_MARK, 8) != 0)
    return 0;
  length = number_at (data + size - TAIL_SIZE);
  return length <= size - TAIL_SIZE ? length + TAIL_SIZE : 0;
}

static gsize
page_size_of (const guint8 *data)
{
  gsize page_size = (gsize) data[16] << 8 | data[17];

  if (page_size == 1)
    return 65536;
  return page_size >= 512 && (page_size & (page_size - 1)) == 0 ? page_size : 4096;
}

static guint8
odd_byte (GRand *chance)
{
  static const guint8 odd[] = { 0, 1, 2, 5, 10, 13, 0x7f, 0x80, 0x81, 0xfe, 0xff };

  return g_rand_boolean (chance) ? odd[g_rand_int_range (chance, 0, G_N_ELEMENTS (odd))]
                                 : g_rand_int_range (chance, 0, 256);
}

static guint8 *
random_page (guint8 *data, gsize size, GRand *chance)
{
  gsize page_size = page_size_of (data);
  gint32 n_pages = (gint32) (size / page_size);

  return n_pages > 1 ? data + page_size * g_rand_int_range (chance, 1, n_pages) : NULL;
}

/* The bytes that say what a page is and where its cells are. */
static void
hurt_page_head (guint8 *data, gsize size, GRand *chance)
{
  guint8 *page = random_page (data, size, chance);

  if (page != NULL)
    page[g_rand_int_range (chance, 0, 40)] = odd_byte (chance);
}

static void
hurt_bytes (guint8 *data, gsize size, GRand *chance)
{
  guint8 *page = random_page (data, size, chance);
  gint32 page_size = (gint32) page_size_of (data);

  for (int i = g_rand_int_range (chance, 1, 5); page != NULL && i > 0; i--)
    page[g_rand_int_range (chance, 0, page_size)] = odd_byte (chance);
}

/* A page written to the wrong place, or one half of it. */
static void
misplace_page (guint8 *data, gsize size, GRand *chance)
{
  guint8 *from = random_page (data, size, chance);
  guint8 *to = random_page (data, size, chance);

  if (from != NULL)
    memmove (to, from, g_rand_boolean (chance) ? page_size_of (data) : page_size_of (data) / 2);
}

/* Counters, free list and versions; not what makes it a plan at all. */
static void
hurt_head (guint8 *data, gsize size, GRand *chance)
{
  static const guint8 places[] = { 18, 19, 20, 24, 28, 31, 32, 35, 36, 39, 44, 47, 52, 63, 92, 96 };
  gsize at = places[g_rand_int_range (chance, 0, G_N_ELEMENTS (places))];

  data[at] = odd_byte (chance);
}

static void
hurt_schema (guint8 *data, gsize size, GRand *chance)
{
  gint32 end = (gint32) MIN (size, page_size_of (data));

  if (end > HEAD_SIZE)
    data[g_rand_int_range (chance, HEAD_SIZE, end)] = odd_byte (chance);
}

/* A file cut off, with the head agreeing. */
static gsize
cut_short (guint8 *data, gsize size, GRand *chance)
{
  gsize page_size = page_size_of (data);
  gint32 n_pages = (gint32) (size / page_size);
  gint32 n_left = n_pages > 2 ? g_rand_int_range (chance, 1, n_pages) : n_pages;

  put_number (data + 28, n_left);
  return MAX (page_size * n_left, HEAD_SIZE);
}

static char *
one_text (sqlite3 *db, const char *sql)
{
  sqlite3_stmt *row = NULL;
  char *text = NULL;

  if (sqlite3_prepare_v2 (db, sql, -1, &row, NULL) == SQLITE_OK && sqlite3_step (row) == SQLITE_ROW)
    text = g_strdup ((const char *) sqlite3_column_text (row, 0));
  sqlite3_finalize (row);
  return text;
}

/* What a row may hold by its type, and no honest program would write. */
static const char *
odd_value (GRand *chance)
{
  static const char *const values[] = {
    "NULL",
    "0",
    "-1",
    "1",
    "9223372036854775807",
    "-9223372036854775808",
    "2147483648",
    "1000000",
    "9e999",
    "-9e999",
    "0.5",
    "''",
    "'x'",
    "CAST (x'fffe80' AS TEXT)",
    "CAST (x'410042' AS TEXT)",
    "x''",
    "x'00'",
    "x'00ff7f80'",
    "zeroblob (60000)",
    "printf ('%.*c', 5000, 'x')",
    "'done'",
    "'undone'",
    "'mined'",
    "'judgement'",
  };

  return values[g_rand_int_range (chance, 0, G_N_ELEMENTS (values))];
}

static void
change_value (sqlite3 *db, GRand *chance)
{
  g_autofree char *pick_table = g_strdup_printf (
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%%' "
      "ORDER BY (rootpage * %u) %% 1009 LIMIT 1",
      g_rand_int_range (chance, 1, 1009));
  g_autofree char *table = one_text (db, pick_table);
  g_autofree char *pick_column = NULL;
  g_autofree char *column = NULL;
  g_autofree char *update = NULL;

  if (table == NULL)
    return;
  pick_column = g_strdup_printf ("SELECT name FROM pragma_table_info ('%s') "
                                 "ORDER BY ((cid + 1) * %u) %% 101 LIMIT 1",
                                 table, g_rand_int_range (chance, 1, 101));
  column = one_text (db, pick_column);
  if (column == NULL)
    return;
  update =
      g_strdup_printf ("UPDATE OR REPLACE \"%s\" SET \"%s\" = %s %s", table, column,
                       odd_value (chance), g_rand_boolean (chance) ? "" : "WHERE rowid % 3 = 1");
  sqlite3_exec (db, update, NULL, NULL, NULL);
}

/* The history is applied when somebody chooses Undo, so it is input like any other. */
static void
change_history (sqlite3 *db, GRand *chance)
{
  sqlite3_stmt *row = NULL;
  sqlite3_stmt *update = NULL;

  sqlite3_prepare_v2 (db,
                      "SELECT change_id, position, data FROM change_piece "
                      "ORDER BY change_id DESC LIMIT 1",
                      -1, &row, NULL);
  sqlite3_prepare_v2 (db, "UPDATE change_piece SET data = ? WHERE change_id = ? AND position = ?",
                      -1, &update, NULL);
  if (row != NULL && update != NULL && sqlite3_step (row) == SQLITE_ROW) {
    gint32 size = sqlite3_column_bytes (row, 2);
    g_autofree guint8 *data = g_memdup2 (sqlite3_column_blob (row, 2), size);

    for (int i = g_rand_int_range (chance, 1, 4); size > 0 && i > 0; i--)
      data[g_rand_int_range (chance, 0, MIN (size, 200))] = odd_byte (chance);
    sqlite3_bind_blob (update, 1, data, size, SQLITE_TRANSIENT);
    sqlite3_bind_int64 (update, 2, sqlite3_column_int64 (row, 0));
    sqlite3_bind_int64 (update, 3, sqlite3_column_int64 (row, 1));
  }
  sqlite3_finalize (row);
  if (update != NULL)
    sqlite3_step (update);
  sqlite3_finalize (update);
}

static void
change_schema (sqlite3 *db, GRand *chance)
{
  static const char *const changes[] = {
    "CREATE TRIGGER t AFTER UPDATE ON product BEGIN DELETE FROM product; END",
    "CREATE VIEW v AS SELECT * FROM product",
    "CREATE INDEX i ON product (name)",
    "DROP INDEX relation_from",
    "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET rootpage = 2 WHERE name = 'bundle'",
    "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE name = 'verdict'",
    "PRAGMA user_version = 1",
  };

  sqlite3_exec (db, changes[g_rand_int_range (chance, 0, G_N_ELEMENTS (changes))], NULL, NULL,
                NULL);
}

/* Through SQLite, so that the page structure stays whole around what the rows say. */
static gsize
change_rows (guint8 *data, gsize size, gsize most, GRand *chance)
{
  sqlite3 *db = NULL;
  guint8 *copy = sqlite3_malloc64 (size);
  sqlite3_int64 n_written = 0;
  guint8 *written;

  memcpy (copy, data, size);
  sqlite3_open (":memory:", &db);
  sqlite3_deserialize (db, "main", copy, (gint64) size, (gint64) size,
                       SQLITE_DESERIALIZE_FREEONCLOSE | SQLITE_DESERIALIZE_RESIZEABLE);
  sqlite3_exec (db, "PRAGMA ignore_check_constraints = ON", NULL, NULL, NULL);
  for (int i = g_rand_int_range (chance, 1, 4); i > 0; i--) {
    int kind = g_rand_int_range (chance, 0, 10);

    if (kind < 6)
      change_value (db, chance);
    else if (kind < 9)
      change_history (db, chance);
    else
      change_schema (db, chance);
  }
  written = sqlite3_serialize (db, "main", &n_written, 0);
  if (written != NULL && n_written > 0 && (gsize) n_written <= most) {
    memcpy (data, written, n_written);
    size = n_written;
  }
  sqlite3_free (written);
  sqlite3_close_v2 (db);
  return size;
}

static gsize
mutate_plan (guint8 *data, gsize size, gsize most, GRand *chance)
{
  switch (g_rand_int_range (chance, 0, 12)) {
  case 0:
  case 1:
    hurt_page_head (data, size, chance);
    return size;
  case 2:
  case 3:
    hurt_bytes (data, size, chance);
    return size;
  case 4:
    misplace_page (data, size, chance);
    return size;
  case 5:
    hurt_head (data, size, chance);
    return size;
  case 6:
    hurt_schema (data, size, chance);
    return size;
  case 7:
    return cut_short (data, size, chance);
  default:
    return change_rows (data, size, most, chance);
  }
}

/* A journal of the plan's own making would bring back pages; this one brings what chance wants. */
static gsize
add_journal (guint8 *data, gsize size, gsize most, GRand *chance)
{
  gsize page_size = page_size_of (data);
  gsize length = 512 + page_size + 8;
  guint8 *journal = data + size;

  /* A head may say that a page is larger than all there is. */
  if (size < page_size || size + length + TAIL_SIZE > most)
    return size;
  memset (journal, 0, 512);
  memcpy (journal, "\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", 8);
  put_number (journal + 8, 1);
  put_number (journal + 12, g_rand_int (chance));
  put_number (journal + 16, (guint32) (size / page_size));
  put_number (journal + 20, 512);
  put_number (journal + 24, (guint32) page_size);
  put_number (journal + 512, g_rand_int_range (chance, 1, 2 + (gint32) (size / page_size)));
  memcpy (journal + 516, data + page_size * g_rand_int_range (chance, 0, size / page_size),
          page_size);
  {
    guint32 sum = number_at (journal + 12);

    for (gsize at = page_size - 200; at > 0 && at < page_size; at -= 200)
      sum += journal[516 + at];
    put_number (journal + 516 + page_size, sum);
  }
  if (g_rand_int_range (chance, 0, 3) == 0)
    journal[g_rand_int_range (chance, 0, (gint32) length)] = odd_byte (chance);
  put_number (journal + length, (guint32) length);
  memcpy (journal + length + 4, PLAN_JOURNAL_MARK, strlen (PLAN_JOURNAL_MARK));
  return size + length + TAIL_SIZE;
}

/**
 * plan_mutate:
 * @data: a plan's bytes, with room for @most
 * @size: how many there are
 * @most: how many there may be
 * @chance: what decides
 *
 * Returns: how many there are now
 */
gsize
plan_mutate (guint8 *data, gsize size, gsize most, GRand *chance)
{
  gsize plan_size = size - plan_get_journal_size (data, size);

  if (plan_size < 512)
    return size;
  plan_size = mutate_plan (data, plan_size, most, chance);
  if (plan_size >= 1024 && g_rand_int_range (chance, 0, 16) == 0)
    return add_journal (data, plan_size, most, chance);
  return plan_size;
}
