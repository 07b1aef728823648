/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The currencies there are, by ISO 4217 code, and how many digits each counts after its mark. */
#include "config.h"

#include "base/pnr-currency.h"

#include <string.h>

/* ISO 4217, list one: the codes whose minor unit is not the hundredth. */
static const struct {
  char code[PNR_CURRENCY_SIZE];
  guint digits;
} unusual_currencies[] = {
  { "BHD", 3 }, { "BIF", 0 }, { "CLF", 4 }, { "CLP", 0 }, { "DJF", 0 }, { "GNF", 0 }, { "IQD", 3 },
  { "ISK", 0 }, { "JOD", 3 }, { "JPY", 0 }, { "KMF", 0 }, { "KRW", 0 }, { "KWD", 3 }, { "LYD", 3 },
  { "OMR", 3 }, { "PYG", 0 }, { "RWF", 0 }, { "TND", 3 }, { "UGX", 0 }, { "UYI", 0 }, { "UYW", 4 },
  { "VND", 0 }, { "VUV", 0 }, { "XAF", 0 }, { "XOF", 0 }, { "XPF", 0 },
};

/* List one without those above, metals, funds of no shop and test codes. ANG and BGN were withdrawn
 * in 2025 and 2026, and histories in them are still planned with. */
static const char *const hundredths =
    "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN "
    "BZD "
    "CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL "
    "GHS "
    "GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD "
    "LSL "
    "MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN "
    "PGK "
    "PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB "
    "TJS "
    "TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG ";

/**
 * pnr_currency_is_code:
 * @code: (nullable): a text
 *
 * Returns: whether @code has the shape of an ISO 4217 code, three capital letters; a plan may be
 *   in a currency that is no more
 */
gboolean
pnr_currency_is_code (const char *code)
{
  return code != NULL && strlen (code) == 3 && g_ascii_isupper (code[0])
         && g_ascii_isupper (code[1]) && g_ascii_isupper (code[2]);
}

/**
 * pnr_currency_is_active:
 * @code: (nullable): a text
 *
 * Returns: whether @code is a currency that goods are priced in today
 */
gboolean
pnr_currency_is_active (const char *code)
{
  if (!pnr_currency_is_code (code))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (unusual_currencies); i++) {
    if (strcmp (unusual_currencies[i].code, code) == 0)
      return TRUE;
  }
  return strstr (hundredths, code) != NULL;
}

guint
pnr_currency_get_digits (const char *code)
{
  g_return_val_if_fail (code != NULL, 2);

  for (gsize i = 0; i < G_N_ELEMENTS (unusual_currencies); i++) {
    if (strcmp (unusual_currencies[i].code, code) == 0)
      return unusual_currencies[i].digits;
  }
  return 2;
}

/**
 * pnr_currency_get_unit:
 * @code: an ISO 4217 code
 *
 * Returns: how many minor units make one of the currency: 100 for EUR, 1 for JPY
 */
gint64
pnr_currency_get_unit (const char *code)
{
  gint64 unit = 1;

  for (guint digits = pnr_currency_get_digits (code); digits > 0; digits--)
    unit *= 10;
  return unit;
}
