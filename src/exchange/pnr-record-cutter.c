/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cuts separated text into records and cells, one record in memory at a time. */

/* Why not libcsv: it hands over every cell through a callback before the record is known to be
 * whole, treats a quotation mark in the middle of a cell either as fatal or silently, cannot say
 * where an unclosed one opened, and lets a line grow without bound. Here a record is unescaped in
 * place in one buffer, which never holds more than the largest row allowed. */
#include "config.h"

#include "exchange/pnr-record-cutter.h"

#include <string.h>

#define BLOCK_BYTES (256 * 1024)

typedef enum {
  CUT_CELL_BEGINS,
  CUT_PLAIN,
  CUT_QUOTED,
  CUT_QUOTE_IN_QUOTED,
  CUT_SKIPPING,
} CutState;

struct _PnrRecordCutter {
  PnrByteSource *source;
  char *buffer;
  gsize capacity;
  gsize start;
  gsize end;
  gboolean is_at_end;
  guint most_cells;
  guint8 stops_plain[256];
  guint8 stops_quoted[256];
  char delimiter;
  char **cells;
  gsize *offsets;
  gsize *lengths;
  guint room;
  gint64 row;
  gint64 line;
  gboolean ended_with_return;
};

/* One record under way; offsets count from its first byte, so that the buffer may move. */
typedef struct {
  CutState state;
  gsize at;
  gsize cell;
  gsize write;
  guint n_cells;
  guint faults;
  gint64 quote_line;
  gboolean was_quoted;
  gboolean after_return;
} Cut;

static PnrRecordCutter *
cutter_alloc (char delimiter, guint most_cells)
{
  PnrRecordCutter *self = g_new0 (PnrRecordCutter, 1);

  self->delimiter = delimiter;
  self->most_cells = most_cells;
  self->room = 64;
  self->cells = g_new (char *, self->room);
  self->offsets = g_new (gsize, self->room);
  self->lengths = g_new (gsize, self->room);
  self->line = 1;
  for (const char *stop = "\r\n\""; *stop != '\0'; stop++)
    self->stops_plain[(guchar) *stop] = self->stops_quoted[(guchar) *stop] = 1;
  self->stops_plain[0] = self->stops_quoted[0] = 1;
  self->stops_plain[(guchar) delimiter] = 1;
  if (delimiter == ' ')
    self->stops_plain['\t'] = 1;
  return self;
}

/**
 * pnr_record_cutter_new:
 * @source: (transfer full): where the bytes come from
 * @delimiter: the character between cells; a blank stands for any run of blanks and TABs
 * @most_cells: a record with more cells is faulty
 *
 * Returns: (transfer full): a cutter
 */
PnrRecordCutter *
pnr_record_cutter_new (PnrByteSource *source, char delimiter, guint most_cells)
{
  PnrRecordCutter *self = cutter_alloc (delimiter, most_cells);

  self->source = source;
  self->capacity = 2 * BLOCK_BYTES;
  self->buffer = g_malloc (self->capacity + 1);
  return self;
}

PnrRecordCutter *
pnr_record_cutter_new_for_text (const char *text, gsize length, char delimiter, guint most_cells)
{
  PnrRecordCutter *self = cutter_alloc (delimiter, most_cells);

  self->capacity = self->end = length;
  self->buffer = g_malloc (length + 1);
  memcpy (self->buffer, text, length);
  self->is_at_end = TRUE;
  return self;
}

void
pnr_record_cutter_free (PnrRecordCutter *self)
{
  g_clear_pointer (&self->source, pnr_byte_source_free);
  g_free (self->buffer);
  g_free (self->cells);
  g_free (self->offsets);
  g_free (self->lengths);
  g_free (self);
}

/* Brings more bytes behind the record under way, which moves to the front of the buffer. */
static PnrCutResult
cutter_fill (PnrRecordCutter *self, GError **error)
{
  gssize n_bytes;

  if (self->is_at_end)
    return PNR_CUT_END;
  if (self->start > 0) {
    memmove (self->buffer, self->buffer + self->start, self->end - self->start);
    self->end -= self->start;
    self->start = 0;
  }
  if (self->capacity - self->end < BLOCK_BYTES) {
    self->capacity *= 2;
    self->buffer = g_realloc (self->buffer, self->capacity + 1);
  }
  n_bytes = pnr_byte_source_read (self->source, self->buffer + self->end, BLOCK_BYTES, error);
  if (n_bytes < 0)
    return PNR_CUT_FAILED;
  self->end += (gsize) n_bytes;
  self->is_at_end = n_bytes == 0;
  return n_bytes > 0 ? PNR_CUT_RECORD : PNR_CUT_END;
}

static void
cutter_grow_cells (PnrRecordCutter *self)
{
  self->room *= 2;
  self->cells = g_renew (char *, self->cells, self->room);
  self->offsets = g_renew (gsize, self->offsets, self->room);
  self->lengths = g_renew (gsize, self->lengths, self->room);
}

static void
cut_end_cell (PnrRecordCutter *self, Cut *cut)
{
  gsize length = cut->write - cut->cell;

  cut->state = CUT_CELL_BEGINS;
  if (cut->n_cells == self->most_cells) {
    cut->faults |= PNR_RECORD_TOO_MANY_COLUMNS;
    return;
  }
  if (length > PNR_RECORD_LARGEST_CELL)
    cut->faults |= PNR_RECORD_CELL_TOO_LARGE;
  if (cut->n_cells == self->room)
    cutter_grow_cells (self);
  self->offsets[cut->n_cells] = cut->cell;
  self->lengths[cut->n_cells] = length;
  self->buffer[self->start + cut->write] = '\0';
  cut->n_cells++;
}

/* Copies the run up to the next byte of meaning to where the cell is being written. */
static void
cut_run (PnrRecordCutter *self, Cut *cut, const guint8 *stops)
{
  char *base = self->buffer + self->start;
  gsize limit = self->end - self->start;
  gsize from = cut->at;
  gsize at = from;

  while (at < limit && !stops[(guchar) base[at]])
    at++;
  if (cut->write != from)
    memmove (base + cut->write, base + from, at - from);
  cut->write += at - from;
  cut->at = at;
}

static void
cut_keep_byte (PnrRecordCutter *self, Cut *cut, char byte)
{
  self->buffer[self->start + cut->write++] = byte;
  cut->at++;
}

/* Whether the record ends at the byte @byte. */
static gboolean
cut_break (PnrRecordCutter *self, Cut *cut, char byte)
{
  if (byte == '\r' || byte == '\n') {
    cut_end_cell (self, cut);
    self->ended_with_return = byte == '\r';
    self->line++;
    cut->at++;
    return TRUE;
  }
  cut_end_cell (self, cut);
  cut->at++;
  return FALSE;
}

static gboolean
cut_plain (PnrRecordCutter *self, Cut *cut)
{
  char byte;

  cut_run (self, cut, self->stops_plain);
  if (self->start + cut->at == self->end)
    return FALSE;
  byte = self->buffer[self->start + cut->at];
  if (byte == '"' || byte == '\0') {
    cut->faults |= byte == '"' ? PNR_RECORD_STRAY_QUOTE : PNR_RECORD_NUL;
    cut_keep_byte (self, cut, byte);
    return FALSE;
  }
  return cut_break (self, cut, byte);
}

static void
cut_quoted (PnrRecordCutter *self, Cut *cut)
{
  char byte;
  gsize from = cut->at;

  cut_run (self, cut, self->stops_quoted);
  if (cut->at > from)
    cut->after_return = FALSE;
  if (self->start + cut->at == self->end)
    return;
  byte = self->buffer[self->start + cut->at];
  if (byte == '"') {
    cut->state = CUT_QUOTE_IN_QUOTED;
    cut->at++;
    return;
  }
  if (byte == '\0')
    cut->faults |= PNR_RECORD_NUL;
  self->line += byte == '\r' || (byte == '\n' && !cut->after_return);
  cut->after_return = byte == '\r';
  cut_keep_byte (self, cut, byte);
}

static gboolean
cut_after_quote (PnrRecordCutter *self, Cut *cut)
{
  char byte = self->buffer[self->start + cut->at];

  cut->after_return = FALSE;
  if (byte == '"') {
    cut->state = CUT_QUOTED;
    cut_keep_byte (self, cut, byte);
    return FALSE;
  }
  if (byte == self->delimiter || byte == '\r' || byte == '\n')
    return cut_break (self, cut, byte);
  cut->faults |= PNR_RECORD_STRAY_QUOTE;
  self->buffer[self->start + cut->write++] = '"';
  cut->state = CUT_PLAIN;
  return FALSE;
}

/* A row above the limit is read past, without keeping it, to the end of its text line. */
static gboolean
cut_skip (PnrRecordCutter *self, Cut *cut)
{
  char *base = self->buffer + self->start;
  gsize limit = self->end - self->start;

  while (cut->at < limit && base[cut->at] != '\n' && base[cut->at] != '\r')
    cut->at++;
  if (cut->at < limit) {
    self->ended_with_return = base[cut->at] == '\r';
    self->line++;
    cut->at++;
    return TRUE;
  }
  self->start = self->end;
  cut->at = 0;
  return FALSE;
}

static gboolean
cut_step (PnrRecordCutter *self, Cut *cut)
{
  switch (cut->state) {
  case CUT_CELL_BEGINS:
    cut->was_quoted = self->buffer[self->start + cut->at] == '"' && self->delimiter != ' ';
    cut->at += cut->was_quoted ? 1 : 0;
    cut->quote_line = self->line;
    cut->state = cut->was_quoted ? CUT_QUOTED : CUT_PLAIN;
    cut->cell = cut->write = cut->at;
    return FALSE;
  case CUT_PLAIN:
    return cut_plain (self, cut);
  case CUT_QUOTED:
    cut_quoted (self, cut);
    return FALSE;
  case CUT_QUOTE_IN_QUOTED:
    return cut_after_quote (self, cut);
  case CUT_SKIPPING:
    return cut_skip (self, cut);
  default:
    g_assert_not_reached ();
  }
}

static void
cut_end_of_file (PnrRecordCutter *self, Cut *cut)
{
  if (cut->state == CUT_SKIPPING)
    return;
  if (cut->state == CUT_CELL_BEGINS)
    cut->cell = cut->write = cut->at;
  if (cut->state == CUT_QUOTED)
    cut->faults |= PNR_RECORD_UNCLOSED_QUOTE;
  cut_end_cell (self, cut);
}

/* The line feed of a pair whose carriage return ended the last record. */
static PnrCutResult
cutter_begin (PnrRecordCutter *self, GError **error)
{
  PnrCutResult result = PNR_CUT_RECORD;

  if (self->start == self->end)
    result = cutter_fill (self, error);
  if (result != PNR_CUT_RECORD)
    return result;
  if (self->ended_with_return && self->buffer[self->start] == '\n')
    self->start++;
  self->ended_with_return = FALSE;
  return self->start == self->end ? cutter_fill (self, error) : PNR_CUT_RECORD;
}

static gboolean
is_blank_text (const char *text)
{
  while (*text == ' ' || *text == '\t')
    text++;
  return *text == '\0';
}

static void
cutter_hand_over (PnrRecordCutter *self, const Cut *cut, PnrRecord *record)
{
  for (guint i = 0; i < cut->n_cells; i++)
    self->cells[i] = self->buffer + self->start + self->offsets[i];
  record->cells = self->cells;
  record->lengths = self->lengths;
  record->n_cells = cut->n_cells;
  record->faults = cut->faults;
  record->row = ++self->row;
  record->quote_line = cut->quote_line;
  record->is_blank =
      cut->n_cells == 1 && !cut->was_quoted && cut->faults == 0 && is_blank_text (self->cells[0]);
  self->start += cut->at;
}

/**
 * pnr_record_cutter_next:
 * @self: a cutter
 * @record: (out): the next record
 * @error: a place for an error of the source
 *
 * Returns: whether there was a record
 */
PnrCutResult
pnr_record_cutter_next (PnrRecordCutter *self, PnrRecord *record, GError **error)
{
  PnrCutResult result = cutter_begin (self, error);
  Cut cut = { 0 };
  gboolean is_whole = FALSE;

  if (result != PNR_CUT_RECORD)
    return result;
  record->line = self->line;
  while (!is_whole) {
    if (self->start + cut.at == self->end) {
      result = cutter_fill (self, error);
      if (result == PNR_CUT_FAILED)
        return result;
      if (result == PNR_CUT_END) {
        cut_end_of_file (self, &cut);
        break;
      }
    }
    is_whole = cut_step (self, &cut);
    if (!is_whole && cut.at > PNR_RECORD_LARGEST_ROW && cut.state != CUT_SKIPPING) {
      cut.state = CUT_SKIPPING;
      cut.faults |= PNR_RECORD_ROW_TOO_LARGE;
      cut.n_cells = 0;
      self->start += cut.at;
      cut.at = 0;
    }
  }
  cutter_hand_over (self, &cut, record);
  return PNR_CUT_RECORD;
}

/* Passes over a first line that is no record, such as "sep=;", and does not count it. */
gboolean
pnr_record_cutter_skip (PnrRecordCutter *self, GError **error)
{
  PnrRecord record = { 0 };

  if (pnr_record_cutter_next (self, &record, error) == PNR_CUT_FAILED)
    return FALSE;
  self->row = 0;
  return TRUE;
}
