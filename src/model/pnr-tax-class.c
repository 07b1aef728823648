/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A product's tax class: a rate, or the name that a shop gave one. */
#include "config.h"

#include "model/pnr-tax-class.h"

#include <string.h>

#include "base/pnr-money.h"

#define MILLION 1000000

/**
 * pnr_tax_class_parse:
 * @tax_class: (nullable): as the catalogue says it
 * @vat_ppm: (inout): the rate, in millionths of the net price; left alone where there is none
 *
 * "25", "25 %" and "5,5%" are rates; "standard" is the name of one.
 *
 * Returns: whether it is a rate
 */
gboolean
pnr_tax_class_parse (const char *tax_class, gint64 *vat_ppm)
{
  g_autofree char *text = g_strdelimit (g_strdup (tax_class != NULL ? tax_class : ""), ",", '.');
  gint64 rate;

  g_strstrip (text);
  if (g_str_has_suffix (text, "%"))
    text[strlen (text) - 1] = '\0';
  g_strchomp (text);
  if (*text == '\0' || strspn (text, "0123456789.") != strlen (text))
    return FALSE;
  if (!pnr_decimal_parse (text, '.', 4, &rate) || rate > MILLION)
    return FALSE;
  *vat_ppm = rate;
  return TRUE;
}
