/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts from strangers: trimmed, valid, folded for comparison, shortened for a sentence. */
#include "config.h"

#include "base/pnr-text.h"

#include <string.h>

#define QUOTE_CHARACTERS 40
#define SLUG_BYTES 55
/* The sign of an address as Asian keyboards write it. */
#define WIDE_AT "\xef\xbc\xa0"
#define AROUND_ADDRESS " \t\r\n,;:<>()[]{}\"'|/"

/**
 * pnr_text_clean:
 * @text: a text of any origin
 *
 * Returns: (transfer full): @text as valid UTF-8 in NFC, without blanks at its ends
 */
char *
pnr_text_clean (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *normal = g_utf8_normalize (valid, -1, G_NORMALIZE_NFC);

  return g_strdup (g_strstrip (normal != NULL ? normal : valid));
}

/**
 * pnr_text_fold:
 * @text: a header, a status, a name
 *
 * Returns: (transfer full): lower-case letters and digits of @text with single blanks between the
 *   words, so that "Order_ID", " order id " and "ORDER-ID" are one
 */
char *
pnr_text_fold (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *folded = g_utf8_casefold (valid, -1);
  GString *words = g_string_new (NULL);
  gboolean in_word = FALSE;

  for (const char *at = folded; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar letter = g_utf8_get_char (at);

    if (g_unichar_isalnum (letter) || letter == '#' || letter == '(' || letter == ')') {
      if (!in_word && words->len > 0)
        g_string_append_c (words, ' ');
      g_string_append_unichar (words, letter);
    }
    in_word = g_unichar_isalnum (letter) || letter == '#' || letter == '(' || letter == ')';
  }
  return g_string_free (words, FALSE);
}

/**
 * pnr_text_quote_short:
 * @text: a value to show in a sentence
 *
 * Returns: (transfer full): @text in quotation marks, cut after 40 characters
 */
char *
pnr_text_quote_short (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *shown = NULL;

  if (g_utf8_strlen (valid, -1) <= QUOTE_CHARACTERS)
    return g_strdup_printf ("“%s”", valid);
  shown = g_utf8_substring (valid, 0, QUOTE_CHARACTERS);
  return g_strdup_printf ("“%s…”", shown);
}

/**
 * pnr_text_slug:
 * @text: a name given by the merchant
 *
 * File names are never built from data as it is: this keeps a to z, 0 to 9 and single hyphens.
 *
 * Returns: (transfer full): at most 55 bytes that are safe in a file name; "plan" for none
 */
char *
pnr_text_slug (const char *text)
{
  g_autofree char *plain = g_str_to_ascii (text, "C");
  GString *slug = g_string_new (NULL);

  for (const char *at = plain; *at != '\0' && slug->len < SLUG_BYTES; at++) {
    if (g_ascii_isalnum (*at))
      g_string_append_c (slug, g_ascii_tolower (*at));
    else if (slug->len > 0 && slug->str[slug->len - 1] != '-')
      g_string_append_c (slug, '-');
  }
  if (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);
  if (slug->len == 0)
    g_string_assign (slug, "plan");
  return g_string_free (slug, FALSE);
}

static gboolean
is_of_name (const char *at)
{
  return g_unichar_isalnum (g_utf8_get_char (at));
}

static const char *
find_at (const char *text, gsize *size)
{
  const char *at = strchr (text, '@');
  const char *wide = strstr (text, WIDE_AT);

  *size = wide != NULL && (at == NULL || wide < at) ? strlen (WIDE_AT) : 1;
  return *size > 1 ? wide : at;
}

/* @text: valid UTF-8 */
gboolean
pnr_text_fits_name (const char *text)
{
  return strlen (text) <= PNR_TEXT_LONGEST_NAME
         || g_utf8_strlen (text, -1) <= PNR_TEXT_LONGEST_NAME;
}

/**
 * pnr_text_has_address:
 * @text: valid UTF-8
 *
 * Returns: whether it may hold the e-mail address of somebody; "2 @ 5.00" does not
 */
gboolean
pnr_text_has_address (const char *text)
{
  const char *from = text;
  const char *at;
  gsize size;

  for (; (at = find_at (from, &size)) != NULL; from = at + size) {
    if (at > text && !g_ascii_isspace (at[-1]) && is_of_name (at + size))
      return TRUE;
  }
  return FALSE;
}

/**
 * pnr_text_drop_addresses:
 * @text: valid UTF-8
 *
 * Returns: (transfer full) (nullable): @text without the words that are e-mail addresses; %NULL
 *   where nothing else is in it
 */
char *
pnr_text_drop_addresses (const char *text)
{
  GString *rest = g_string_new (NULL);

  while (*text != '\0') {
    gsize n_between = strspn (text, AROUND_ADDRESS);
    gsize n_word = strcspn (text + n_between, AROUND_ADDRESS);
    g_autofree char *word = g_strndup (text + n_between, n_word);

    g_string_append_len (rest, text, (gssize) n_between);
    if (!pnr_text_has_address (word))
      g_string_append (rest, word);
    text += n_between + n_word;
  }
  g_strstrip (rest->str);
  if (strspn (rest->str, AROUND_ADDRESS) == strlen (rest->str)) {
    g_string_free (rest, TRUE);
    return NULL;
  }
  return g_string_free (rest, FALSE);
}

/* Like the locale, one for the whole program and set before anything is written. */
static gboolean reads_right_to_left;

void
pnr_text_set_right_to_left (gboolean is_right_to_left)
{
  reads_right_to_left = is_right_to_left;
}

/**
 * pnr_text_keep_figure:
 * @figure: (transfer full): a number with its sign and unit, as people write it
 *
 * Among letters that run to the left, sign and unit would change sides: neither belongs to a
 * direction of its own. Marks around the figure keep it together.
 *
 * Returns: (transfer full): @figure, with marks where texts are read from the right
 */
char *
pnr_text_keep_figure (char *figure)
{
  char *kept;

  if (!reads_right_to_left)
    return figure;
  kept = g_strconcat ("\u200e", figure, "\u200e", NULL);
  g_free (figure);
  return kept;
}
