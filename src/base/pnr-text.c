/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Texts from strangers: trimmed, valid, folded for comparison, shortened for a sentence. */
#include "config.h"

#include "base/pnr-text.h"

#include <string.h>

#define QUOTE_CHARACTERS 40
#define SLUG_BYTES 55

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
