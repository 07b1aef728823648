/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exact arithmetic on minor units: parsing, printing, shares and splits. */
#include "config.h"

#include "base/pnr-money.h"

#include <locale.h>
#include <string.h>

#include "base/pnr-text.h"

/* Skips what people write between digits or around them: blanks, apostrophes, no-break spaces. */
static const char *
skip_ornament (const char *text)
{
  for (;;) {
    if (*text == ' ' || *text == '\'' || *text == '\t')
      text++;
    else if (strncmp (text, "\xc2\xa0", 2) == 0)
      text += 2;
    else if (strncmp (text, "\xe2\x80\xaf", 3) == 0 || strncmp (text, "\xe2\x80\x99", 3) == 0)
      text += 3;
    else
      return text;
  }
}

/* A currency sign or code stands before or after the number and says nothing about its size. */
static const char *
skip_currency (const char *text)
{
  gunichar sign = g_utf8_get_char_validated (text, -1);

  if (sign != (gunichar) -1 && sign != (gunichar) -2
      && g_unichar_type (sign) == G_UNICODE_CURRENCY_SYMBOL)
    return skip_ornament (g_utf8_next_char (text));
  if (g_ascii_isupper (text[0]) && g_ascii_isupper (text[1]) && g_ascii_isupper (text[2])
      && !g_ascii_isalpha (text[3]))
    return skip_ornament (text + 3);
  return text;
}

static gboolean
push_digit (gint64 *value, int digit)
{
  return !__builtin_mul_overflow (*value, (gint64) 10, value)
         && !__builtin_add_overflow (*value, (gint64) digit, value);
}

typedef struct {
  gint64 value;
  guint decimals;
  int rounding_digit;
  gboolean has_digits;
} ParsedNumber;

/* Reads digits, thousands marks and one decimal mark; digits past @digits only round. */
static const char *
parse_digits (const char *text, char decimal_mark, guint digits, ParsedNumber *number)
{
  char thousands_mark = decimal_mark == '.' ? ',' : '.';
  gboolean after_mark = FALSE;

  number->rounding_digit = -1;
  for (;; text++) {
    if (g_ascii_isdigit (*text)) {
      number->has_digits = TRUE;
      if (after_mark && number->decimals == digits) {
        if (number->rounding_digit < 0)
          number->rounding_digit = *text - '0';
        continue;
      }
      if (!push_digit (&number->value, *text - '0'))
        return NULL;
      number->decimals += after_mark;
    } else if (*text == decimal_mark && !after_mark) {
      after_mark = TRUE;
    } else if (!after_mark && number->has_digits) {
      const char *rest = *text == thousands_mark ? text + 1 : skip_ornament (text);

      if (rest == text || !g_ascii_isdigit (*rest))
        return text;
      text = rest - 1;
    } else {
      return text;
    }
  }
}

/* Groups before the decimal mark hold exactly three digits and none begins a number with zero, so
 * that "79,90" is refused where dots are decimal marks instead of becoming 7990. */
static gboolean
is_well_grouped (const char *text, char mark)
{
  guint n_groups = 0;
  gsize first = 0;
  gboolean begins_with_zero = FALSE;

  while (*text != '\0' && *text != mark) {
    gsize n_digits = strspn (text, "0123456789");

    if (n_digits == 0) {
      text++;
      continue;
    }
    if (n_groups++ == 0) {
      first = n_digits;
      begins_with_zero = *text == '0';
    } else if (n_digits != 3) {
      return FALSE;
    }
    text += n_digits;
  }
  return n_groups < 2 || (first <= 3 && !begins_with_zero);
}

/**
 * pnr_decimal_parse:
 * @text: a number as people and shops write it: "1.234,50 €", "(5.00)", "5-", "USD 12"
 * @decimal_mark: '.' or ',', decided once for the column the number stands in
 * @digits: how many digits after the mark the result keeps; further ones are rounded half away
 *   from zero
 * @scaled: (out): the number times ten to the power of @digits
 *
 * Returns: whether the whole of @text was one number that fits; never goes through a double
 */
gboolean
pnr_decimal_parse (const char *text, char decimal_mark, guint digits, gint64 *scaled)
{
  ParsedNumber number = { 0 };
  gboolean in_parentheses = FALSE;
  gboolean is_negative = FALSE;

  g_return_val_if_fail (text != NULL && scaled != NULL, FALSE);

  if (!is_well_grouped (text, decimal_mark))
    return FALSE;
  text = skip_currency (skip_ornament (text));
  if (*text == '(') {
    in_parentheses = is_negative = TRUE;
    text = skip_ornament (text + 1);
  }
  if (*text == '-' || *text == '+') {
    is_negative ^= *text == '-';
    text = skip_ornament (text + 1);
  } else if (strncmp (text, "\xe2\x88\x92", 3) == 0) {
    is_negative = !is_negative;
    text = skip_ornament (text + 3);
  }
  text = parse_digits (skip_currency (text), decimal_mark, digits, &number);
  if (text == NULL || !number.has_digits)
    return FALSE;
  for (; number.decimals < digits; number.decimals++) {
    if (!push_digit (&number.value, 0))
      return FALSE;
  }
  if (number.rounding_digit >= 5
      && __builtin_add_overflow (number.value, (gint64) 1, &number.value))
    return FALSE;

  text = skip_ornament (skip_currency (skip_ornament (text)));
  if (*text == '-' && !is_negative) {
    is_negative = TRUE;
    text++;
  }
  if (in_parentheses && *text++ != ')')
    return FALSE;
  text = skip_ornament (skip_currency (skip_ornament (text)));
  *scaled = is_negative ? -number.value : number.value;
  return *text == '\0';
}

/**
 * pnr_decimal_read_typed:
 * @text: what somebody typed
 * @decimal_mark: the mark of their locale
 * @digits: how many digits after the mark the result keeps
 * @scaled: (out): the number times ten to the power of @digits
 *
 * The keyboard's mark is not always the locale's. "1,234" is what the locale says; "99,5" makes
 * sense with a decimal comma alone, so it is that wherever it is typed.
 *
 * Returns: whether the whole of @text was one number
 */
gboolean
pnr_decimal_read_typed (const char *text, char decimal_mark, guint digits, gint64 *scaled)
{
  return pnr_decimal_parse (text, decimal_mark, digits, scaled)
         || pnr_decimal_parse (text, decimal_mark == '.' ? ',' : '.', digits, scaled);
}

gboolean
pnr_money_parse (const char *text, const char *currency, char decimal_mark, gint64 *minor)
{
  return pnr_decimal_parse (text, decimal_mark, pnr_currency_get_digits (currency), minor);
}

/**
 * pnr_decimal_to_string:
 * @scaled: a number times ten to the power of @digits
 * @digits: how many digits stand after the mark
 *
 * Returns: (transfer full): the number for files, with a dot and no thousands mark: "-12.90"
 */
char *
pnr_decimal_to_string (gint64 scaled, guint digits)
{
  guint64 size = scaled < 0 ? -(guint64) scaled : (guint64) scaled;
  guint64 unit = 1;

  for (guint i = 0; i < digits; i++)
    unit *= 10;
  if (digits == 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT, scaled);
  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%0*" G_GUINT64_FORMAT, scaled < 0 ? "-" : "",
                          size / unit, (int) digits, size % unit);
}

char *
pnr_money_to_string (gint64 minor, const char *currency)
{
  return pnr_decimal_to_string (minor, pnr_currency_get_digits (currency));
}

/* Groups by three with the locale's mark; a locale without one (C) gets none. */
static void
append_grouped (GString *text, const char *whole, const char *thousands_mark)
{
  gsize length = strlen (whole);

  for (gsize i = 0; i < length; i++) {
    if (i > 0 && (length - i) % 3 == 0)
      g_string_append (text, thousands_mark);
    g_string_append_c (text, whole[i]);
  }
}

static const char *
currency_sign (const char *currency)
{
  static const struct {
    const char *code;
    const char *sign;
  } signs[] = {
    { "EUR", "€" }, { "GBP", "£" }, { "USD", "$" }, { "JPY", "¥" }, { "INR", "₹" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++) {
    if (strcmp (signs[i].code, currency) == 0)
      return signs[i].sign;
  }
  return currency;
}

/**
 * pnr_money_format:
 * @minor: an amount, or %PNR_MONEY_UNKNOWN
 * @currency: its ISO 4217 code
 *
 * Returns: (transfer full): the amount for the screen, in the marks of the locale: "1.234,50 €";
 *   a dash for an unknown amount
 */
char *
pnr_money_format (gint64 minor, const char *currency)
{
  g_autofree char *plain = NULL;
  const struct lconv *conventions = localeconv ();
  GString *text = g_string_new (NULL);
  char *mark;

  if (minor == PNR_MONEY_UNKNOWN) {
    g_string_assign (text, "–");
    return g_string_free (text, FALSE);
  }
  plain = pnr_money_to_string (minor, currency);
  if (plain[0] == '-')
    g_string_append (text, "−");
  mark = strchr (plain, '.');
  if (mark != NULL)
    *mark = '\0';
  append_grouped (text, plain + (plain[0] == '-'), conventions->thousands_sep);
  if (mark != NULL)
    g_string_append_printf (text, "%s%s", conventions->decimal_point, mark + 1);
  g_string_append_printf (text, "\xc2\xa0%s", currency_sign (currency));
  return pnr_text_keep_figure (g_string_free (text, FALSE));
}

/**
 * pnr_money_round_ratio:
 * @minor: an amount
 * @numerator: what to multiply by
 * @denominator: what to divide by, above zero
 *
 * The one place where money is rounded: half away from zero, in 128 bits.
 *
 * Returns: @minor × @numerator ÷ @denominator
 */
gint64
pnr_money_round_ratio (gint64 minor, gint64 numerator, gint64 denominator)
{
  __int128 product = (__int128) minor * numerator;
  __int128 half = denominator / 2 + denominator % 2;
  __int128 quotient = product / denominator;
  __int128 rest = product % denominator;

  g_return_val_if_fail (denominator > 0, minor);

  if (rest >= half)
    quotient++;
  else if (-rest >= half)
    quotient--;
  return (gint64) CLAMP (quotient, (__int128) G_MININT64 + 1, (__int128) G_MAXINT64);
}

/* The part whose cut-off remainder is largest, the earlier one of equals. */
static gsize
largest_remainder (const guint64 *remainders, gsize n_parts)
{
  gsize largest = 0;

  for (gsize i = 1; i < n_parts; i++) {
    if (remainders[i] > remainders[largest])
      largest = i;
  }
  return largest;
}

/**
 * pnr_money_allocate:
 * @total_minor: an amount to split, not negative
 * @weights: (array length=n_parts): what the parts are proportional to, none negative
 * @n_parts: how many parts
 * @parts_minor: (array length=n_parts) (out caller-allocates): the parts
 *
 * Splits an amount so that the parts sum to it exactly: largest remainder, ties to the earlier
 * part (Hamilton's method).
 *
 * Returns: %FALSE when every weight is zero, which splits nothing
 */
gboolean
pnr_money_allocate (gint64 total_minor, const gint64 *weights, gsize n_parts, gint64 *parts_minor)
{
  g_autofree guint64 *remainders = g_new0 (guint64, n_parts);
  gint64 weight_sum = 0;
  gint64 left = total_minor;

  g_return_val_if_fail (total_minor >= 0, FALSE);

  for (gsize i = 0; i < n_parts; i++) {
    if (weights[i] < 0 || __builtin_add_overflow (weight_sum, weights[i], &weight_sum))
      return FALSE;
  }
  if (weight_sum == 0)
    return FALSE;
  for (gsize i = 0; i < n_parts; i++) {
    __int128 product = (__int128) total_minor * weights[i];

    parts_minor[i] = (gint64) (product / weight_sum);
    remainders[i] = (guint64) (product % weight_sum);
    left -= parts_minor[i];
  }
  for (; left > 0; left--) {
    gsize i = largest_remainder (remainders, n_parts);

    parts_minor[i]++;
    remainders[i] = 0;
  }
  return TRUE;
}
