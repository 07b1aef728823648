/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a text has one word of a name, or the name of a mailbox, and nothing else of it.
 *
 * "Abendroth's mug" is about the customer Anneliese Abendroth, unless it is about the evening:
 * whether the word is one of goods must be asked elsewhere. */
#define _GNU_SOURCE
#include "config.h"

#include "exchange/pnr-person-alone.h"

#include <string.h>

/* In bytes. Two letters are anything; a word inside another must be long to be no accident. */
#define SHORTEST_WORD 3
#define SHORTEST_INSIDE 8

/* "MUGABENDROTH1" */
static gboolean
find_inside (const PnrPersonName *name, guint part, const PnrFoldedText *text, guint index,
             PnrPersonAlone *found)
{
  const PnrFoldedWord *inner = pnr_folded_text_get_word (name->folded, part);
  const PnrFoldedWord *outer = pnr_folded_text_get_word (text, index);
  gsize length = pnr_folded_word_get_length (inner);
  const char *at =
      length < SHORTEST_INSIDE || pnr_folded_word_get_length (outer) <= length
          ? NULL
          : memmem (pnr_folded_text_get_letters (text, outer), pnr_folded_word_get_length (outer),
                    pnr_folded_text_get_letters (name->folded, inner), length);

  if (at == NULL)
    return FALSE;
  found->from = pnr_folded_text_get_source (text, (guint) (at - text->text->str));
  found->to = pnr_folded_text_get_source (text, (guint) (at - text->text->str) + (guint) length);
  return TRUE;
}

static gboolean
find_word (const PnrPersonName *name, guint part, const PnrFoldedText *text, guint index,
           PnrPersonAlone *found)
{
  const PnrFoldedWord *word = pnr_folded_text_get_word (text, index);
  const PnrFoldedWord *own = pnr_folded_text_get_word (name->folded, part);

  found->part = part;
  found->from = word->source_from;
  found->to = word->source_to;
  return (*pnr_folded_text_get_letters (name->folded, own)
              == *pnr_folded_text_get_letters (text, word)
          && pnr_person_name_is_word (name, part, text, index))
         || find_inside (name, part, text, index, found);
}

/* A given name alone is nobody; a second surname is somebody. */
static gboolean
can_stand_alone (const PnrPersonName *name, guint part)
{
  if (pnr_folded_word_get_length (pnr_folded_text_get_word (name->folded, part)) < SHORTEST_WORD)
    return FALSE;
  switch (name->kind) {
  case PNR_PERSON_NAME_WORDS:
    return part != name->given && pnr_person_name_is_other (name, part);
  case PNR_PERSON_NAME_SURNAME:
  case PNR_PERSON_NAME_HINT:
    return TRUE;
  default:
    return FALSE;
  }
}

/**
 * pnr_person_alone_is_word:
 * @name: a name
 * @text: a text
 * @index: one of its words
 * @found: (out): which word of the name it is or has in it, and where
 *
 * Returns: whether the word may be meant as the name
 */
gboolean
pnr_person_alone_is_word (const PnrPersonName *name, const PnrFoldedText *text, guint index,
                          PnrPersonAlone *found)
{
  if (name->kind == PNR_PERSON_NAME_LITERAL || name->kind == PNR_PERSON_NAME_ALIAS)
    return FALSE;
  for (guint i = 0; i < name->folded->words->len; i++) {
    if (find_word (name, i, text, index, found) && can_stand_alone (name, i))
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_alphanumeric (const char *at)
{
  return g_unichar_isalnum (g_utf8_get_char (at));
}

/**
 * pnr_person_alone_find_alias:
 * @name: a name
 * @text: a text
 * @from: (out): where in the source of @text it begins
 * @to: (out): where it ends
 *
 * Returns: whether the name of the person's mailbox stands in @text, and not within another word
 */
gboolean
pnr_person_alone_find_alias (const PnrPersonName *name, const PnrFoldedText *text, guint *from,
                             guint *to)
{
  const char *start = text->text->str;
  const char *found = start;

  if (name->kind != PNR_PERSON_NAME_ALIAS)
    return FALSE;
  while ((found = strstr (found, name->folded->text->str)) != NULL) {
    const char *end = found + name->folded->text->len;

    if ((found == start || !is_alphanumeric (g_utf8_prev_char (found))) && !is_alphanumeric (end)) {
      *from = pnr_folded_text_get_source (text, (guint) (found - start));
      *to = pnr_folded_text_get_source (text, (guint) (end - start));
      return TRUE;
    }
    found = end;
  }
  return FALSE;
}
