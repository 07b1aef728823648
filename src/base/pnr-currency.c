/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How many digits a currency counts after its mark, by ISO 4217 code. */
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

/**
 * pnr_currency_is_code:
 * @code: (nullable): a text
 *
 * Returns: whether @code has the shape of an ISO 4217 code, three capital letters
 */
gboolean
pnr_currency_is_code (const char *code)
{
  return code != NULL && strlen (code) == 3 && g_ascii_isupper (code[0])
         && g_ascii_isupper (code[1]) && g_ascii_isupper (code[2]);
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
