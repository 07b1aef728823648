/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text as names are compared: small letters without marks, and the words they make. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A run of letters. @from, @to: in the folded text, @source_from, @source_to: in what was folded */
typedef struct {
  guint from;
  guint to;
  guint source_from;
  guint source_to;
} PnrFoldedWord;

/* @sources: where in the source each byte of @text comes from, with the source's length last; empty
 * where both are as long as each other */
typedef struct {
  GString *text;
  GArray *words;
  GArray *sources;
} PnrFoldedText;

PnrFoldedText *pnr_folded_text_new (void);
void pnr_folded_text_free (PnrFoldedText *self);

void pnr_folded_text_set (PnrFoldedText *self, const char *source);
guint pnr_folded_text_get_source (const PnrFoldedText *self, guint at);

static inline const PnrFoldedWord *
pnr_folded_text_get_word (const PnrFoldedText *self, guint index)
{
  return &g_array_index (self->words, PnrFoldedWord, index);
}

static inline const char *
pnr_folded_text_get_letters (const PnrFoldedText *self, const PnrFoldedWord *word)
{
  return self->text->str + word->from;
}

static inline guint
pnr_folded_word_get_length (const PnrFoldedWord *word)
{
  return word->to - word->from;
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrFoldedText, pnr_folded_text_free)

G_END_DECLS
