/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text as names are compared: small letters without marks, and the words they make.
 *
 * "JÜRGEN", "Jürgen" and the same in decomposed letters are one. It is made for each text of each
 * row, so its room is used again and letters are folded one by one. */
#include "config.h"

#include "exchange/pnr-folded-text.h"

#include <string.h>

#define SHARP_S 0xdf
#define CAPITAL_SHARP_S 0x1e9e
#define FINAL_SIGMA 0x3c2
#define SIGMA 0x3c3

PnrFoldedText *
pnr_folded_text_new (void)
{
  PnrFoldedText *self = g_new0 (PnrFoldedText, 1);

  self->text = g_string_new (NULL);
  self->words = g_array_new (FALSE, FALSE, sizeof (PnrFoldedWord));
  self->sources = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

void
pnr_folded_text_free (PnrFoldedText *self)
{
  g_string_free (self->text, TRUE);
  g_array_unref (self->words);
  g_array_unref (self->sources);
  g_free (self);
}

static gboolean
is_mark (gunichar letter)
{
  return letter >= 0x300 && g_unichar_ismark (letter);
}

static void
append (PnrFoldedText *self, gunichar letter)
{
  if (letter == SHARP_S || letter == CAPITAL_SHARP_S)
    g_string_append (self->text, "ss");
  else if (!is_mark (letter))
    g_string_append_unichar (self->text, letter == FINAL_SIGMA ? SIGMA : letter);
}

static void
append_plain (PnrFoldedText *self, gunichar letter)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  gsize n_parts = g_unichar_fully_decompose (letter, TRUE, parts, G_N_ELEMENTS (parts));

  for (gsize i = 0; i < n_parts; i++)
    append (self, g_unichar_tolower (parts[i]));
}

static void
note_sources (PnrFoldedText *self, guint at)
{
  guint from = self->sources->len;

  g_array_set_size (self->sources, self->text->len);
  for (guint i = from; i < self->sources->len; i++)
    g_array_index (self->sources, guint, i) = at;
}

/* @self: with all text up to @end, which no letter follows */
static void
end_word (PnrFoldedText *self, PnrFoldedWord *word, gboolean *in_word, guint end)
{
  if (!*in_word)
    return;
  *in_word = FALSE;
  word->source_to = end;
  if (word->to > word->from)
    g_array_append_val (self->words, *word);
}

/* Returns: whether all of it was; most texts are, and then every byte stays where it is */
static gboolean
set_ascii (PnrFoldedText *self, const char *source)
{
  gsize length = strlen (source);
  PnrFoldedWord word = { 0 };
  gboolean in_word = FALSE;

  g_string_set_size (self->text, length);
  for (guint i = 0; i < length; i++) {
    if ((guchar) source[i] >= 0x80)
      return FALSE;
    self->text->str[i] = g_ascii_tolower (source[i]);
    if (g_ascii_isalpha (source[i]) == in_word)
      continue;
    if (in_word) {
      word.to = word.source_to = i;
      g_array_append_val (self->words, word);
    }
    word.from = word.source_from = i;
    in_word = !in_word;
  }
  word.to = word.source_to = (guint) length;
  if (in_word)
    g_array_append_val (self->words, word);
  return TRUE;
}

static void
set_any (PnrFoldedText *self, const char *source)
{
  PnrFoldedWord word = { 0 };
  gboolean in_word = FALSE;
  const char *at = source;

  for (; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar letter = g_utf8_get_char (at);
    guint offset = (guint) (at - source);

    if (g_unichar_isalpha (letter) && !in_word) {
      word.from = (guint) self->text->len;
      word.source_from = offset;
      in_word = TRUE;
    } else if (!g_unichar_isalpha (letter) && !is_mark (letter)) {
      end_word (self, &word, &in_word, offset);
    }
    append_plain (self, letter);
    note_sources (self, offset);
    word.to = in_word ? (guint) self->text->len : word.to;
  }
  end_word (self, &word, &in_word, (guint) (at - source));
  g_array_set_size (self->sources, self->text->len + 1);
  g_array_index (self->sources, guint, self->text->len) = (guint) (at - source);
}

/**
 * pnr_folded_text_set:
 * @self: a folded text
 * @source: valid UTF-8
 *
 * Folds @source in place of what was folded before.
 */
void
pnr_folded_text_set (PnrFoldedText *self, const char *source)
{
  g_array_set_size (self->words, 0);
  g_array_set_size (self->sources, 0);
  if (set_ascii (self, source))
    return;
  g_array_set_size (self->words, 0);
  g_string_truncate (self->text, 0);
  set_any (self, source);
}

/* Where in the source byte @at of the text comes from. */
guint
pnr_folded_text_get_source (const PnrFoldedText *self, guint at)
{
  return self->sources->len > 0 ? g_array_index (self->sources, guint, at) : at;
}
