/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers in cells: which decimal mark a whole column uses, and what a cell says under that mark.
 */
#include "config.h"

#include "exchange/pnr-cell-number.h"

#include <string.h>

#include "base/pnr-money.h"

/* What is safely multiplied by ten in a gint64. */
#define FAST_DIGITS 17

/* Digits before the only mark: groups of thousands start with one to three digits, not with 0. */
static gboolean
may_group_thousands (const char *text, const char *mark)
{
  const char *at = mark;

  while (at > text && g_ascii_isdigit (at[-1]))
    at--;
  return mark - at >= 1 && mark - at <= 3 && *at != '0';
}

static void
vote (PnrMarkEvidence *evidence, char mark)
{
  if (mark == '.')
    evidence->n_dot++;
  else
    evidence->n_comma++;
}

/* The last mark is the decimal one when both occur, when it cannot group thousands, or when it is
 * not followed by exactly three digits; a mark that occurs twice groups thousands. */
void
pnr_mark_evidence_add (PnrMarkEvidence *evidence, const char *text)
{
  const char *last = NULL;
  guint n_dots = 0;
  guint n_commas = 0;

  for (const char *at = text; *at != '\0'; at++) {
    if (*at == '.' || *at == ',') {
      n_dots += *at == '.';
      n_commas += *at == ',';
      last = at;
    }
  }
  if (last == NULL || (last == text && !g_ascii_isdigit (last[1])))
    return;
  if (n_dots > 0 && n_commas > 0)
    vote (evidence, *last);
  else if (n_dots + n_commas > 1)
    vote (evidence, *last == '.' ? ',' : '.');
  else if (strspn (last + 1, "0123456789") != 3 || !may_group_thousands (text, last))
    vote (evidence, *last);
  else if (evidence->n_ambiguous++ == 0)
    evidence->ambiguous_mark = *last;
}

char
pnr_mark_evidence_decide (const PnrMarkEvidence *evidence, char fallback)
{
  if (evidence->n_dot == evidence->n_comma)
    return fallback;
  return evidence->n_dot > evidence->n_comma ? '.' : ',';
}

/* Plain digits with a sign and a mark, as nearly every cell is. */
static gboolean
parse_plain (const char *text, char mark, guint digits, gint64 *scaled)
{
  gboolean is_negative = *text == '-';
  gint64 value = 0;
  guint n_digits = 0;
  guint decimals = 0;

  text += is_negative;
  for (; g_ascii_isdigit (*text); text++, n_digits++)
    value = n_digits < FAST_DIGITS ? value * 10 + (*text - '0') : value;
  if (n_digits == 0)
    return FALSE;
  if (*text == mark) {
    for (text++; g_ascii_isdigit (*text) && decimals < digits; text++, n_digits++, decimals++)
      value = n_digits < FAST_DIGITS ? value * 10 + (*text - '0') : value;
  }
  if (*text != '\0' || n_digits + digits - decimals > FAST_DIGITS)
    return FALSE;
  for (; decimals < digits; decimals++)
    value *= 10;
  *scaled = is_negative ? -value : value;
  return TRUE;
}

/**
 * pnr_cell_number_parse:
 * @text: a cell
 * @mark: the column's decimal mark
 * @digits: how many digits after the mark are kept
 * @scaled: (out): the number times ten to the power of @digits
 *
 * Returns: whether the cell is one number as people write it; exponents, hexadecimal, formulas
 *   and groups that are not thousands are none
 */
gboolean
pnr_cell_number_parse (const char *text, char mark, guint digits, gint64 *scaled)
{
  return parse_plain (text, mark, digits, scaled) || pnr_decimal_parse (text, mark, digits, scaled);
}

/* "$" is shared by many; these certainly do not write it. */
static gboolean
writes_no_dollar (const char *currency)
{
  static const char *const codes[] = { "EUR", "GBP", "JPY", "CHF", "SEK", "NOK",
                                       "DKK", "PLN", "CZK", "HUF", "INR", NULL };

  return g_strv_contains (codes, currency);
}

static gboolean
code_fits (const char *text, const char *currency)
{
  char code[PNR_CURRENCY_SIZE];

  for (; *text != '\0' && !g_ascii_isupper (*text); text++)
    ;
  if (!g_ascii_isupper (text[0]) || !g_ascii_isupper (text[1]) || !g_ascii_isupper (text[2]))
    return TRUE;
  g_strlcpy (code, text, sizeof code);
  return !pnr_currency_is_code (code) || strcmp (code, currency) == 0;
}

/**
 * pnr_cell_number_fits_currency:
 * @text: a cell with an amount
 * @currency: the plan's currency
 *
 * Returns: %FALSE when the cell carries the sign or the code of another currency
 */
gboolean
pnr_cell_number_fits_currency (const char *text, const char *currency)
{
  if (strchr (text, '$') != NULL)
    return !writes_no_dollar (currency);
  if (strstr (text, "€") != NULL)
    return strcmp (currency, "EUR") == 0;
  if (strstr (text, "£") != NULL)
    return strcmp (currency, "EUR") != 0 && !g_str_has_suffix (currency, "D");
  return code_fits (text, currency);
}
