/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text from which a name is taken. */
#include "config.h"

#include "exchange/pnr-person-cut.h"

#include <string.h>

/* What is left of "for-Anneliese-Abendroth" ends in such. */
#define SEPARATORS " \t-_/,.:;|+&"

/* Of "’s mug" the first part, which says whose it is. */
static guint
n_of_possessive (const char *text)
{
  static const char *const endings[] = { "'s", "’s", "'S", "’S", "'", "’", NULL };

  for (const char *const *ending = endings; *ending != NULL; ending++) {
    if (g_str_has_prefix (text, *ending) && g_ascii_isspace (text[strlen (*ending)]))
      return (guint) strlen (*ending);
  }
  return 0;
}

/* Quotation marks and brackets that held nothing but the name go with it. */
static void
widen_over_brackets (const char *text, guint *from, guint *to)
{
  static const char *const pairs[] = { "“",  "”",  "„", "“", "»", "«", "«", "»", "‘", "’",
                                       "\"", "\"", "'", "'", "(", ")", "[", "]", NULL };

  for (const char *const *pair = pairs; *pair != NULL; pair += 2) {
    gsize n_open = strlen (pair[0]);

    if (*from >= n_open && strncmp (text + *from - n_open, pair[0], n_open) == 0
        && g_str_has_prefix (text + *to, pair[1])) {
      *from -= (guint) n_open;
      *to += (guint) strlen (pair[1]);
    }
  }
}

/**
 * pnr_person_cut_dup:
 * @text: valid UTF-8
 * @from: where a name begins in it
 * @to: where it ends
 *
 * Returns: (transfer full): @text without the name, and without separators that separate nothing
 * now
 */
char *
pnr_person_cut_dup (const char *text, guint from, guint to)
{
  g_autofree char *before = NULL;
  g_autofree char *joined = NULL;

  to += n_of_possessive (text + to);
  widen_over_brackets (text, &from, &to);
  before = g_strndup (text, from);
  text += to;
  if (*before == '\0' || text[strspn (text, SEPARATORS)] == '\0')
    text += strspn (text, SEPARATORS);
  for (gsize end = strlen (before);
       *text == '\0' && end > 0 && strchr (SEPARATORS, before[end - 1]) != NULL; end--)
    before[end - 1] = '\0';
  joined = g_strconcat (before, text, NULL);
  return g_strdup (g_strstrip (joined));
}
