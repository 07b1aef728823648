/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a row calls its customer, and where a text does so too.
 *
 * "Abendroth, Anneliese" is named in "Ring for Anneliese Abendroth", "ANNELIESE-ABENDROTH" and
 * "AnnelieseAbendroth12". A given name alone is nobody: "Anna's choice tea" is not about Anna. */
#include "config.h"

#include "exchange/pnr-person-name.h"

#include <string.h>

/* In bytes, so that names of few but long letters count. Shorter ones are parts of other words. */
#define SHORTEST_SURNAME 4
#define SHORTEST_HINT 5
#define SHORTEST_INFLECTED 4
#define SHORTEST_ALONE 5
#define SHORTEST_OTHER 3
#define SHORTEST_PAIR 5
#define SHORTEST_JOINED 8
#define SHORTEST_LITERAL 5
#define SHORTEST_NUMBER 7
/* More are a sentence, or several people. */
#define MOST_WORDS 8

PnrPersonName *
pnr_person_name_new (void)
{
  PnrPersonName *self = g_new0 (PnrPersonName, 1);

  self->folded = pnr_folded_text_new ();
  return self;
}

void
pnr_person_name_free (PnrPersonName *self)
{
  pnr_folded_text_free (self->folded);
  g_free (self);
}

static gboolean
word_is (const PnrFoldedText *text, guint index, const char *const *words)
{
  const PnrFoldedWord *word = pnr_folded_text_get_word (text, index);
  const char *letters = pnr_folded_text_get_letters (text, word);
  gsize length = pnr_folded_word_get_length (word);

  for (; *words != NULL; words++) {
    if (strlen (*words) == length && memcmp (*words, letters, length) == 0)
      return TRUE;
  }
  return FALSE;
}

/* Firms are called by common words: the shop "Trail Shoe Company" buys trail shoes. */
static gboolean
is_firm (const PnrFoldedText *text)
{
  static const char *const marks[] = { "gmbh", "ag",      "kg",   "ohg",   "ug",      "ltd",
                                       "inc",  "llc",     "co",   "corp",  "sarl",    "srl",
                                       "bv",   "company", "shop", "store", "limited", NULL };

  for (guint i = 0; i < text->words->len; i++) {
    if (word_is (text, i, marks))
      return TRUE;
  }
  return FALSE;
}

/* Whether a word beside the given name makes it that of one person. */
static gboolean
is_other (const PnrFoldedText *text, guint index)
{
  static const char *const particles[] = { "van", "von", "vom", "der", "den", "del", "della",
                                           "dos", "the", "and", "und", "mrs", "for", NULL };

  return pnr_folded_word_get_length (pnr_folded_text_get_word (text, index)) >= SHORTEST_OTHER
         && !word_is (text, index, particles);
}

static gboolean
is_shaped_like_name (const char *cell)
{
  gboolean begins = TRUE;
  guint n_small = 0;

  for (const char *at = cell; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar letter = g_utf8_get_char (at);

    if (begins && g_unichar_islower (letter))
      n_small++;
    begins = !g_unichar_isalpha (letter);
  }
  return n_small == 0;
}

/* "Abendroth, Anneliese Maria" or "Anneliese Maria Abendroth". */
static void
set_parts (PnrPersonName *self, const char *cell)
{
  const GArray *words = self->folded->words;
  const char *comma = strchr (cell, ',');

  self->given = 0;
  self->surname = words->len - 1;
  for (guint i = 1; comma != NULL && i < words->len; i++) {
    if (pnr_folded_text_get_word (self->folded, i)->source_from > (guint) (comma - cell)) {
      self->given = i;
      self->surname = i - 1;
      return;
    }
  }
}

/* A number of a customer is about nobody outside the shop, and two letters about anything. */
static PnrPersonNameKind
kind_of_literal (const char *cell)
{
  guint n_letters = 0;
  guint n_digits = 0;
  guint n_others = 0;

  for (const char *at = cell; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar letter = g_utf8_get_char (at);

    n_letters += g_unichar_isalpha (letter) ? 1 : 0;
    n_digits += g_unichar_isdigit (letter) ? 1 : 0;
    n_others += !g_unichar_isalnum (letter) ? 1 : 0;
  }
  if (n_others == 0 || (n_letters == 0 ? n_digits < SHORTEST_NUMBER : n_letters < SHORTEST_LITERAL))
    return PNR_PERSON_NAME_NONE;
  return PNR_PERSON_NAME_LITERAL;
}

/* One word alone, such as "Brown", is a name only in a column of such. Elsewhere it may be what a
 * shop calls whom it does not know. */
static PnrPersonNameKind
kind_of_word (const PnrPersonName *self, PnrPersonColumn column)
{
  static const char *const anybody[] = { "guest",  "gast",      "invite",  "customer",  "kunde",
                                         "client", "anonymous", "unknown", "unbekannt", NULL };
  guint length = pnr_folded_word_get_length (pnr_folded_text_get_word (self->folded, 0));

  if (column == PNR_PERSON_COLUMN_FAMILY && length >= SHORTEST_SURNAME)
    return PNR_PERSON_NAME_SURNAME;
  if (column == PNR_PERSON_COLUMN_GIVEN || length < SHORTEST_HINT
      || word_is (self->folded, 0, anybody))
    return PNR_PERSON_NAME_NONE;
  return PNR_PERSON_NAME_HINT;
}

static PnrPersonNameKind
kind_of (const PnrPersonName *self, const char *cell, PnrPersonColumn column)
{
  guint n_words = self->folded->words->len;

  if (strpbrk (cell, "@0123456789") != NULL || n_words == 0 || n_words > MOST_WORDS)
    return column == PNR_PERSON_COLUMN_PLAIN ? PNR_PERSON_NAME_NONE : kind_of_literal (cell);
  if (n_words == 1)
    return kind_of_word (self, column);
  if (column == PNR_PERSON_COLUMN_GIVEN)
    return PNR_PERSON_NAME_NONE;
  if (column == PNR_PERSON_COLUMN_PLAIN && !is_shaped_like_name (cell))
    return PNR_PERSON_NAME_NONE;
  return is_firm (self->folded) ? kind_of_literal (cell) : PNR_PERSON_NAME_WORDS;
}

/**
 * pnr_person_name_set:
 * @self: a name
 * @cell: what a row says, valid UTF-8
 * @column: where it stands
 *
 * Returns: whether anybody is called so
 */
gboolean
pnr_person_name_set (PnrPersonName *self, const char *cell, PnrPersonColumn column)
{
  if (cell[strspn (cell, "0123456789")] == '\0')
    return FALSE;
  pnr_folded_text_set (self->folded, cell);
  self->kind = kind_of (self, cell, column);
  if (self->kind == PNR_PERSON_NAME_WORDS)
    set_parts (self, cell);
  return self->kind != PNR_PERSON_NAME_NONE;
}

/* Whether part @part of the name, beside the given one, tells who it is. */
gboolean
pnr_person_name_is_other (const PnrPersonName *self, guint part)
{
  return is_other (self->folded, part);
}

/* "ab77@…" tells nothing but itself. */
gboolean
pnr_person_name_set_alias (PnrPersonName *self, const char *address)
{
  g_autofree char *local = g_strndup (address, strcspn (address, "@"));
  guint n_letters = 0;

  for (const char *at = local; *at != '\0'; at = g_utf8_next_char (at))
    n_letters += g_unichar_isalpha (g_utf8_get_char (at)) ? 1 : 0;
  if (strlen (local) < SHORTEST_LITERAL || n_letters < SHORTEST_OTHER
      || strpbrk (local, "0123456789") == NULL)
    return FALSE;
  pnr_folded_text_set (self->folded, local);
  self->kind = PNR_PERSON_NAME_ALIAS;
  return TRUE;
}

/* "anneliese.abendroth@…" tells a name, "wundertuete@…" what an order may be numbered by. */
gboolean
pnr_person_name_set_local_part (PnrPersonName *self, const char *address)
{
  const char *at = strchr (address, '@');
  g_autofree char *local = at != NULL ? g_strndup (address, at - address) : NULL;

  if (local == NULL)
    return FALSE;
  pnr_folded_text_set (self->folded, local);
  self->kind = PNR_PERSON_NAME_NONE;
  if (self->folded->words->len == 1 && strpbrk (local, "0123456789") == NULL)
    self->kind =
        self->folded->text->len >= SHORTEST_HINT ? PNR_PERSON_NAME_HINT : PNR_PERSON_NAME_NONE;
  else if (self->folded->words->len > 1 && self->folded->words->len <= MOST_WORDS)
    self->kind = PNR_PERSON_NAME_WORDS;
  if (self->kind == PNR_PERSON_NAME_WORDS)
    set_parts (self, local);
  return self->kind != PNR_PERSON_NAME_NONE;
}

static gboolean
are_equal (const PnrFoldedText *a, guint a_index, const PnrFoldedText *b, guint b_index)
{
  const PnrFoldedWord *a_word = pnr_folded_text_get_word (a, a_index);
  const PnrFoldedWord *b_word = pnr_folded_text_get_word (b, b_index);
  gsize length = pnr_folded_word_get_length (a_word);

  return length == pnr_folded_word_get_length (b_word)
         && memcmp (pnr_folded_text_get_letters (a, a_word),
                    pnr_folded_text_get_letters (b, b_word), length)
                == 0;
}

/* "Abendroths Tasse", "bei Müllers", "Hansens": a name in the cases and numbers that texts put it
 * in. Of two letters it may be a part of any word. */
static gboolean
is_inflected (const PnrFoldedText *name, guint name_index, const PnrFoldedText *text, guint index)
{
  static const char *const endings[] = { "s", "es", "n", "en", "ns", "ens", NULL };
  const PnrFoldedWord *stem = pnr_folded_text_get_word (name, name_index);
  const PnrFoldedWord *word = pnr_folded_text_get_word (text, index);
  gsize length = pnr_folded_word_get_length (stem);
  gsize n_more = pnr_folded_word_get_length (word) - length;
  const char *letters = pnr_folded_text_get_letters (text, word);

  if (pnr_folded_word_get_length (word) <= length
      || memcmp (letters, pnr_folded_text_get_letters (name, stem), length) != 0)
    return FALSE;
  for (const char *const *ending = endings; *ending != NULL; ending++) {
    if (strlen (*ending) == n_more && memcmp (letters + length, *ending, n_more) == 0)
      return length >= SHORTEST_INFLECTED || n_more == 1;
  }
  return FALSE;
}

/* Whether word @index of @text is part @part of the name, inflected or not. */
gboolean
pnr_person_name_is_word (const PnrPersonName *self, guint part, const PnrFoldedText *text,
                         guint index)
{
  return are_equal (self->folded, part, text, index)
         || is_inflected (self->folded, part, text, index);
}

/* Which of the name's words word @index of @text is, as a bit; 0: none. In "Hans Hansens" the
 * second is no "Hans". */
static guint
bit_of (const PnrPersonName *self, const PnrFoldedText *text, guint index,
        gboolean may_be_inflected)
{
  gsize longest = 0;
  guint bit = 0;

  for (guint i = 0; i < self->folded->words->len; i++) {
    gsize length = pnr_folded_word_get_length (pnr_folded_text_get_word (self->folded, i));

    if (are_equal (self->folded, i, text, index))
      return 1u << i;
    if (may_be_inflected && length > longest && is_inflected (self->folded, i, text, index)) {
      longest = length;
      bit = 1u << i;
    }
  }
  return bit;
}

/* Whether the words of @bits are enough of the name: the given one and another. */
static gboolean
are_enough (const PnrPersonName *self, guint bits)
{
  guint n_bytes = 0;
  gboolean has_other = FALSE;

  if ((bits & (1u << self->given)) == 0)
    return FALSE;
  for (guint i = 0; i < self->folded->words->len; i++) {
    if ((bits & (1u << i)) == 0)
      continue;
    n_bytes += pnr_folded_word_get_length (pnr_folded_text_get_word (self->folded, i));
    has_other =
        has_other || (i != self->given && (i == self->surname || is_other (self->folded, i)));
  }
  return has_other && n_bytes >= SHORTEST_PAIR;
}

static gboolean
is_initial (const PnrFoldedText *text, guint index)
{
  return index < text->words->len
         && pnr_folded_word_get_length (pnr_folded_text_get_word (text, index)) == 1;
}

/* Words of the name that stand together, an initial between them or not. */
static gboolean
find_run (const PnrPersonName *self, const PnrFoldedText *text, guint *from, guint *to)
{
  for (guint i = 0; i < text->words->len; i++) {
    guint bits = bit_of (self, text, i, TRUE);
    guint last = i;

    if (bits == 0)
      continue;
    for (guint next = i + 1; next < text->words->len; next++) {
      guint bit = bit_of (self, text, next, TRUE);

      if (bit == 0 && is_initial (text, next) && next == last + 1)
        continue;
      if (bit == 0)
        break;
      bits |= bit;
      last = next;
    }
    if (are_enough (self, bits)) {
      *from = pnr_folded_text_get_word (text, i)->source_from;
      *to = pnr_folded_text_get_word (text, last)->source_to;
      return TRUE;
    }
    i = last;
  }
  return FALSE;
}

/* Where in a word of @text the given name and word @other stand without anything between. */
static gboolean
find_pair_in_word (const PnrPersonName *self, guint other, const PnrFoldedText *text, guint index,
                   guint *from)
{
  const PnrFoldedWord *word = pnr_folded_text_get_word (text, index);
  const PnrFoldedWord *parts[] = { pnr_folded_text_get_word (self->folded, self->given),
                                   pnr_folded_text_get_word (self->folded, other) };
  guint lengths[] = { pnr_folded_word_get_length (parts[0]),
                      pnr_folded_word_get_length (parts[1]) };
  guint length = lengths[0] + lengths[1];

  for (guint at = word->from; length >= SHORTEST_JOINED && at + length <= word->to; at++) {
    for (guint first = 0; first < 2; first++) {
      const char *letters = text->text->str + at;

      if (memcmp (letters, self->folded->text->str + parts[first]->from, lengths[first]) == 0
          && memcmp (letters + lengths[first], self->folded->text->str + parts[1 - first]->from,
                     lengths[1 - first])
                 == 0) {
        *from = at;
        return TRUE;
      }
    }
  }
  return FALSE;
}

/* "AnnelieseAbendroth12" */
static gboolean
find_joined (const PnrPersonName *self, const PnrFoldedText *text, guint *from, guint *to)
{
  guint at;

  for (guint i = 0; i < text->words->len; i++) {
    if (pnr_folded_word_get_length (pnr_folded_text_get_word (text, i)) < SHORTEST_JOINED)
      continue;
    for (guint other = 0; other < self->folded->words->len; other++) {
      if (other == self->given || !is_other (self->folded, other)
          || !find_pair_in_word (self, other, text, i, &at))
        continue;
      *from = pnr_folded_text_get_source (text, at);
      at += pnr_folded_word_get_length (pnr_folded_text_get_word (self->folded, self->given));
      at += pnr_folded_word_get_length (pnr_folded_text_get_word (self->folded, other));
      *to = pnr_folded_text_get_source (text, at);
      return TRUE;
    }
  }
  return FALSE;
}

static gboolean
find_literal (const PnrPersonName *self, const PnrFoldedText *text, guint *from, guint *to)
{
  const char *found = strstr (text->text->str, self->folded->text->str);

  if (found == NULL)
    return FALSE;
  *from = pnr_folded_text_get_source (text, (guint) (found - text->text->str));
  *to = pnr_folded_text_get_source (text, (guint) (found - text->text->str)
                                              + (guint) self->folded->text->len);
  return TRUE;
}

/* "Flex" is not meant by "Flex2000". */
static gboolean
stands_alone (const PnrFoldedText *text, guint index)
{
  const PnrFoldedWord *word = pnr_folded_text_get_word (text, index);

  return (word->from == 0 || !g_ascii_isdigit (text->text->str[word->from - 1]))
         && !g_ascii_isdigit (text->text->str[word->to]);
}

static gboolean
find_surname (const PnrPersonName *self, const PnrFoldedText *text, guint *from, guint *to)
{
  for (guint i = 0; i < text->words->len; i++) {
    if (bit_of (self, text, i, FALSE) == 0 || !stands_alone (text, i))
      continue;
    *from = pnr_folded_text_get_word (text, i)->source_from;
    *to = pnr_folded_text_get_word (text, i)->source_to;
    return TRUE;
  }
  return FALSE;
}

/**
 * pnr_person_name_find:
 * @self: a name
 * @text: a text
 * @from: (out): where in the source of @text the name begins
 * @to: (out): where it ends
 *
 * Returns: whether @text names that person
 */
gboolean
pnr_person_name_find (const PnrPersonName *self, const PnrFoldedText *text, guint *from, guint *to)
{
  switch (self->kind) {
  case PNR_PERSON_NAME_LITERAL:
    return find_literal (self, text, from, to);
  case PNR_PERSON_NAME_WORDS:
    return find_run (self, text, from, to) || find_joined (self, text, from, to);
  case PNR_PERSON_NAME_SURNAME:
    return find_surname (self, text, from, to);
  default:
    return FALSE;
  }
}

/* "BDAYABENDROTH10" */
static gboolean
find_inside (const PnrFoldedText *text, const char *letters, gsize length, guint *from, guint *to)
{
  for (guint i = 0; i < text->words->len; i++) {
    const PnrFoldedWord *word = pnr_folded_text_get_word (text, i);

    for (guint at = word->from; at + length <= word->to; at++) {
      if (memcmp (text->text->str + at, letters, length) != 0)
        continue;
      *from = pnr_folded_text_get_source (text, at);
      *to = pnr_folded_text_get_source (text, at + (guint) length);
      return TRUE;
    }
  }
  return FALSE;
}

/**
 * pnr_person_name_find_surname:
 * @self: a name
 * @text: what an offer is called
 * @from: (out): where in the source of @text the surname begins
 * @to: (out): where it ends
 *
 * "For Abendroth" and "BDAY-ABENDROTH" are made to one person. In what a product is called the same
 * word may mean a thing: "Brown sugar".
 *
 * Returns: whether @text has the surname, be it alone
 */
gboolean
pnr_person_name_find_surname (const PnrPersonName *self, const PnrFoldedText *text, guint *from,
                              guint *to)
{
  guint surname = self->kind == PNR_PERSON_NAME_WORDS ? self->surname : 0;
  const PnrFoldedWord *word;
  gsize length;

  if (self->kind != PNR_PERSON_NAME_WORDS && self->kind != PNR_PERSON_NAME_SURNAME)
    return FALSE;
  word = pnr_folded_text_get_word (self->folded, surname);
  length = pnr_folded_word_get_length (word);
  for (guint i = 0; length >= SHORTEST_ALONE && i < text->words->len; i++) {
    if (!are_equal (self->folded, surname, text, i))
      continue;
    *from = pnr_folded_text_get_word (text, i)->source_from;
    *to = pnr_folded_text_get_word (text, i)->source_to;
    return TRUE;
  }
  return length >= SHORTEST_JOINED
         && find_inside (text, pnr_folded_text_get_letters (self->folded, word), length, from, to);
}

/* Whether an order's number has a word that tells who ordered; in any other text that word may
 * mean something else. */
gboolean
pnr_person_name_is_hinted (const PnrPersonName *self, const PnrFoldedText *number)
{
  guint surname = self->kind == PNR_PERSON_NAME_WORDS ? self->surname : 0;

  if (self->kind == PNR_PERSON_NAME_LITERAL || self->kind == PNR_PERSON_NAME_ALIAS
      || self->kind == PNR_PERSON_NAME_NONE
      || pnr_folded_word_get_length (pnr_folded_text_get_word (self->folded, surname))
             < SHORTEST_SURNAME)
    return FALSE;
  for (guint i = 0; i < number->words->len; i++) {
    if (are_equal (self->folded, surname, number, i))
      return TRUE;
  }
  return FALSE;
}
