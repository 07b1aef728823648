/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values of Pannier JSON: texts, words, amounts, times and shares, or a problem at their place. */
#include "config.h"

#include "exchange/pnr-plan-json-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "base/pnr-money.h"
#include "base/pnr-report.h"
#include "base/pnr-text.h"
#include "exchange/pnr-json-writer.h"

#define COUNT_MAX 1e12
#define EXPONENT_MAX 400

void
pnr_plan_reader_complain (PnrPlanReader *self, const char *field, const char *value,
                          const char *code, const char *sentence)
{
  g_autofree char *path =
      field != NULL ? g_strconcat (self->path, ".", field, NULL) : g_strdup (self->path);

  pnr_apply_report_add_problem (self->report, path, value, code, sentence);
}

char *
pnr_plan_value_to_text (GVariant *value)
{
  char *text;

  if (value == NULL)
    return NULL;
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return g_variant_dup_string (value, NULL);
  text = pnr_json_write_in_order (value);
  return g_strchomp (text);
}

/* SKUs are often written without quotes. */
gboolean
pnr_plan_value_is_name (GVariant *value)
{
  return value != NULL
         && (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING)
             || g_variant_is_of_type (value, G_VARIANT_TYPE_INT64));
}

GVariant *
pnr_plan_object_get (GVariant *object, const char *key, const char *alias)
{
  GVariant *value = pnr_report_get (object, key);

  return value != NULL || alias == NULL ? value : pnr_report_get (object, alias);
}

gboolean
pnr_plan_object_has (GVariant *object, const char *key)
{
  g_autoptr (GVariant) value = NULL;

  if (!g_variant_is_of_type (object, G_VARIANT_TYPE_VARDICT))
    return FALSE;
  value = g_variant_lookup_value (object, key, NULL);
  return value != NULL;
}

gboolean
pnr_plan_object_has_null (GVariant *object, const char *key)
{
  g_autoptr (GVariant) value = pnr_report_get (object, key);

  return value == NULL && pnr_plan_object_has (object, key);
}

/**
 * pnr_plan_reader_get_list:
 * @list: (out) (transfer full) (nullable): the list, %NULL where there is none
 *
 * Returns: %FALSE when there is something else, which is a problem and never an empty list
 */
gboolean
pnr_plan_reader_get_list (PnrPlanReader *self, GVariant *object, const char *key, GVariant **list)
{
  g_autoptr (GVariant) value = pnr_report_get (object, key);

  *list = NULL;
  if (value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE ("av"))) {
    *list = g_steal_pointer (&value);
  } else if (pnr_plan_object_has (object, key)) {
    g_autofree char *shown = pnr_plan_value_to_text (value);

    pnr_plan_reader_complain (self, key, shown, "not-a-list", _ ("A list is expected here."));
    return FALSE;
  }
  return TRUE;
}

char *
pnr_plan_reader_dup_text (PnrPlanReader *self, GVariant *object, const char *key)
{
  g_autoptr (GVariant) value = pnr_report_get (object, key);
  g_autofree char *text = pnr_plan_value_to_text (value);

  if (value == NULL || pnr_plan_value_is_name (value))
    return g_steal_pointer (&text);
  pnr_plan_reader_complain (self, key, text, "not-text", _ ("A text is expected here."));
  return NULL;
}

/* @text: (nullable): a SKU or a name */
void
pnr_plan_reader_complain_of_long_name (PnrPlanReader *self, const char *key, const char *text)
{
  if (text != NULL && !pnr_text_fits_name (text))
    pnr_plan_reader_complain (self, key, NULL, "too-long",
                              _ ("A SKU or a name has at most 1,000 letters."));
}

void
pnr_plan_reader_set_text (PnrPlanReader *self, GVariant *object, const char *key, gpointer noun,
                          const char *property)
{
  g_autofree char *text = NULL;

  if (!pnr_plan_object_has (object, key))
    return;
  text = pnr_plan_reader_dup_text (self, object, key);
  if (g_str_equal (property, "sku") || g_str_equal (property, "name"))
    pnr_plan_reader_complain_of_long_name (self, key, text);
  g_object_set (noun, property, text, NULL);
}

static gboolean
relation_kind_from_spelling (const char *word, int *kind)
{
  if (g_ascii_strcasecmp (word, "crosssell") == 0)
    *kind = PNR_RELATION_KIND_CROSS_SELL;
  else if (g_ascii_strncasecmp (word, "up", 2) == 0
           && g_ascii_strcasecmp (word + 2 + (word[2] == '-' || word[2] == '_'), "sell") == 0)
    *kind = PNR_RELATION_KIND_UPSELL;
  else
    return FALSE;
  return TRUE;
}

void
pnr_plan_reader_set_word (PnrPlanReader *self, GVariant *object, const char *key, const char *alias,
                          gpointer noun, const char *property, GType type)
{
  g_autoptr (GVariant) value = pnr_plan_object_get (object, key, alias);
  g_autofree char *word = pnr_plan_value_to_text (value);
  int kind;

  if (word == NULL && !pnr_plan_object_has (object, key))
    return;
  if (word != NULL
      && ((type == PNR_TYPE_RELATION_KIND && relation_kind_from_spelling (word, &kind))
          || pnr_kind_from_word (type, word, &kind)))
    g_object_set (noun, property, kind, NULL);
  else
    pnr_plan_reader_complain (self, key, word, "unknown-word",
                              _ ("Pannier does not know this word."));
}

void
pnr_plan_reader_set_truth (PnrPlanReader *self, GVariant *object, const char *key, gpointer noun,
                           const char *property)
{
  g_autoptr (GVariant) value = pnr_report_get (object, key);
  g_autofree char *shown = pnr_plan_value_to_text (value);

  if (value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN))
    g_object_set (noun, property, g_variant_get_boolean (value), NULL);
  else if (pnr_plan_object_has (object, key))
    pnr_plan_reader_complain (self, key, shown, "not-a-truth",
                              _ ("Either true or false is expected here."));
}

/* Reads a decimal number digit by digit, so that nothing is rounded but the last digit kept, half
 * away from zero. @shift: how many digits after the mark the result keeps. */
static gboolean
decimal_from_text (const char *text, int shift, gint64 *scaled)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  gboolean is_negative = *text == '-';
  gint64 point = -1, exponent = 0, value = 0;

  for (text += is_negative; g_ascii_isdigit (*text) || (*text == '.' && point < 0); text++) {
    if (*text == '.')
      point = (gint64) digits->len;
    else
      g_string_append_c (digits, *text);
  }
  if (digits->len > 0 && (*text == 'e' || *text == 'E')) {
    char *end;

    exponent = g_ascii_strtoll (text + 1, &end, 10);
    text = end > text + 1 ? end : text;
  }
  if (digits->len == 0 || *text != '\0' || ABS (exponent) > EXPONENT_MAX)
    return FALSE;
  point = (point < 0 ? (gint64) digits->len : point) + exponent + shift;
  for (gint64 i = 0; i < point; i++) {
    gint64 digit = i < (gint64) digits->len ? digits->str[i] - '0' : 0;

    if (__builtin_mul_overflow (value, (gint64) 10, &value)
        || __builtin_add_overflow (value, digit, &value))
      return FALSE;
  }
  if (point >= 0 && point < (gint64) digits->len && digits->str[point] >= '5'
      && __builtin_add_overflow (value, (gint64) 1, &value))
    return FALSE;
  *scaled = is_negative ? -value : value;
  return TRUE;
}

/* A sign that several currencies share is right for each of them. */
static gboolean
sign_is_of (gunichar sign, const char *currency)
{
  static const struct {
    const char *sign;
    const char *codes;
  } signs[] = {
    { "$", "USD CAD AUD NZD SGD HKD TWD MXN ARS CLP COP UYU BRL BSD BBD BMD BZD BND XCD FJD GYD "
           "JMD KYD LRD NAD SBD SRD TTD DOP NIO BOB CVE" },
    { "€", "EUR" },
    { "£", "GBP GIP FKP SHP EGP LBP SDG SSP SYP" },
    { "¥", "JPY CNY" },
    { "₹", "INR" },
    { "₽", "RUB" },
    { "₩", "KRW KPW" },
    { "₺", "TRY" },
    { "₴", "UAH" },
    { "₫", "VND" },
    { "₪", "ILS" },
    { "₦", "NGN" },
    { "₱", "PHP" },
    { "฿", "THB" },
    { "₡", "CRC" },
    { "₲", "PYG" },
    { "₸", "KZT" },
    { "₼", "AZN" },
    { "₾", "GEL" },
    { "₨", "PKR LKR NPR MUR SCR" },
    { "₵", "GHS" },
    { "₮", "MNT" },
    { "৳", "BDT" },
    { "៛", "KHR" },
    { "₭", "LAK" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (signs); i++) {
    if (g_utf8_get_char (signs[i].sign) == sign)
      return strstr (signs[i].codes, currency) != NULL;
  }
  return FALSE;
}

static gboolean
text_is_of_currency (const char *text, const char *currency)
{
  char code[PNR_CURRENCY_SIZE] = { 0 };
  guint n_letters = 0;

  /* A word without a number is no amount at all. */
  if (strpbrk (text, "0123456789") == NULL)
    return TRUE;
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c)) {
    gunichar letter = g_utf8_get_char (c);

    if (g_unichar_type (letter) == G_UNICODE_CURRENCY_SYMBOL && !sign_is_of (letter, currency))
      return FALSE;
    if (g_ascii_isalpha (*c) && n_letters < 3)
      code[n_letters++] = g_ascii_toupper (*c);
  }
  return n_letters < 3 || g_str_equal (code, currency);
}

static gboolean
money_from_value (GVariant *value, const char *text, const char *currency, gint64 *minor)
{
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    return pnr_money_parse (text, currency, '.', minor);
  return (g_variant_is_of_type (value, G_VARIANT_TYPE_INT64)
          || g_variant_is_of_type (value, G_VARIANT_TYPE_DOUBLE))
         && decimal_from_text (text, (int) pnr_currency_get_digits (currency), minor);
}

gboolean
pnr_plan_reader_read_money (PnrPlanReader *self, GVariant *value, const char *key, gint64 *minor)
{
  const char *currency = self->contents->currency;
  g_autofree char *text = pnr_plan_value_to_text (value);

  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING) && !text_is_of_currency (text, currency))
    pnr_plan_reader_complain (self, key, text, "other-currency",
                              _ ("This amount is in another currency than the plan."));
  else if (!money_from_value (value, text, currency, minor))
    pnr_plan_reader_complain (self, key, text, "not-money",
                              _ ("An amount such as “12.90” is expected."));
  else if (*minor < 0)
    pnr_plan_reader_complain (self, key, text, "negative",
                              _ ("An amount cannot be negative here."));
  else
    return TRUE;
  return FALSE;
}

void
pnr_plan_reader_set_money (PnrPlanReader *self, GVariant *object, const char *key, gpointer noun,
                           const char *property)
{
  g_autoptr (GVariant) value = pnr_report_get (object, key);
  gint64 minor = PNR_MONEY_UNKNOWN;

  if (pnr_plan_object_has (object, key)
      && (value == NULL || pnr_plan_reader_read_money (self, value, key, &minor)))
    g_object_set (noun, property, minor, NULL);
}

void
pnr_plan_reader_set_time (PnrPlanReader *self, GVariant *object, const char *key, gpointer noun,
                          const char *property)
{
  g_autofree char *text = pnr_plan_reader_dup_text (self, object, key);
  g_autofree char *full =
      text != NULL && strlen (text) == 10 ? g_strconcat (text, "T00:00:00Z", NULL) : NULL;
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = NULL;

  if (pnr_plan_object_has_null (object, key))
    g_object_set (noun, property, (gint64) 0, NULL);
  if (text == NULL)
    return;
  time = g_date_time_new_from_iso8601 (full != NULL ? full : text, utc);
  if (time != NULL)
    g_object_set (noun, property, g_date_time_to_unix (time), NULL);
  else
    pnr_plan_reader_complain (self, key, text, "not-a-time",
                              _ ("A time such as “2026-03-01T00:00:00Z” is expected."));
}

void
pnr_plan_reader_set_count (PnrPlanReader *self, GVariant *object, const char *key, gpointer noun,
                           const char *property, gint64 unknown)
{
  g_autoptr (GVariant) value = pnr_report_get (object, key);
  g_autofree char *shown = pnr_plan_value_to_text (value);
  double number;

  if (!pnr_plan_object_has (object, key))
    return;
  if (value == NULL)
    g_object_set (noun, property, unknown, NULL);
  else if (pnr_variant_as_number (value, &number) && number == floor (number)
           && fabs (number) < COUNT_MAX)
    g_object_set (noun, property, (gint64) number, NULL);
  else
    pnr_plan_reader_complain (self, key, shown, "not-a-count",
                              _ ("A whole number is expected here."));
}

/* Shares are 0–1 and may be written as "13.33%"; other measures, such as lift, may be larger. */
gboolean
pnr_plan_reader_read_ppm (PnrPlanReader *self, GVariant *value, const char *key, gint64 least,
                          gint64 most, gint64 *ppm)
{
  g_autofree char *text = pnr_plan_value_to_text (value);
  gboolean is_percent = g_str_has_suffix (text, "%");
  g_autofree char *digits =
      g_strstrip (is_percent ? g_strndup (text, strlen (text) - 1) : g_strdup (text));

  if (decimal_from_text (digits, is_percent ? 4 : 6, ppm) && *ppm >= least && *ppm <= most)
    return TRUE;
  pnr_plan_reader_complain (self, key, text, "not-a-share",
                            most > PNR_PLAN_READER_WHOLE
                                ? _ ("A number is expected here.")
                                : _ ("A share from 0 to 1, or “13.33%”, is expected here."));
  return FALSE;
}

void
pnr_plan_reader_set_number (PnrPlanReader *self, GVariant *object, const char *key, gpointer noun,
                            const char *property)
{
  g_autoptr (GVariant) value = pnr_report_get (object, key);
  g_autofree char *shown = pnr_plan_value_to_text (value);
  double number;

  if (!pnr_plan_object_has (object, key))
    return;
  if (pnr_variant_as_number (value, &number))
    g_object_set (noun, property, number, NULL);
  else
    pnr_plan_reader_complain (self, key, shown, "not-a-number", _ ("A number is expected here."));
}
