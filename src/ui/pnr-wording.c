/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How money, shares, counts, times and kinds are said to people, in their locale. */
#include "config.h"

#include "ui/pnr-wording.h"

#include "base/pnr-text.h"
#include "model/pnr-bundle-kind.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <math.h>
#include <string.h>

const char *
pnr_wording_get_relation_kind (PnrRelationKind kind)
{
  switch (kind) {
  case PNR_RELATION_KIND_CROSS_SELL:
    return _ ("Cross-sell");
  case PNR_RELATION_KIND_UPSELL:
    return _ ("Upsell");
  case PNR_RELATION_KIND_ALTERNATIVE:
    return _ ("Alternative");
  case PNR_RELATION_KIND_REQUIRED:
    return _ ("Required");
  default:
    g_assert_not_reached ();
  }
}

const char *
pnr_wording_get_bundle_kind (PnrBundleKind kind)
{
  return pnr_bundle_kind_get_label (kind);
}

static char
pnr_wording_get_mark (void)
{
  return localeconv ()->decimal_point[0] == ',' ? ',' : '.';
}

/* Printf's minus is a hyphen; people read a true minus sign. */
static char *
pnr_wording_set_minus (char *text)
{
  if (text[0] == '-') {
    g_autofree char *plain = text;

    return pnr_text_keep_figure (g_strconcat ("−", plain + 1, NULL));
  }
  return pnr_text_keep_figure (text);
}

char *
pnr_wording_dup_share (double share, guint digits)
{
  if (isnan (share))
    return g_strdup ("–");
  return pnr_wording_set_minus (
      /* Translators: a percentage. */
      g_strdup_printf (C_ ("percentage", "%.*f %%"), (int) digits, share * 100.0));
}

char *
pnr_wording_dup_count (gint64 count)
{
  return pnr_wording_set_minus (g_strdup_printf ("%'" G_GINT64_FORMAT, count));
}

char *
pnr_wording_dup_number (double number, guint digits)
{
  if (isnan (number))
    return g_strdup ("–");
  return pnr_wording_set_minus (g_strdup_printf ("%'.*f", (int) digits, number));
}

char *
pnr_wording_dup_date (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (seconds);

  return time != NULL ? g_date_time_format (time, "%x") : g_strdup ("–");
}

/* A date and a time of the day, where the reader is. */
char *
pnr_wording_dup_time (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (seconds);

  /* Translators: a date and a time, for g_date_time_format(). */
  return time != NULL ? g_date_time_format (time, C_ ("time", "%x, %H:%M")) : g_strdup ("–");
}

static char *
pnr_wording_set_mark (char *text)
{
  char *mark = strchr (text, '.');

  if (mark != NULL)
    *mark = pnr_wording_get_mark ();
  return text;
}

/* For an entry: every digit that counts and none that does not; reading it gives @scaled again. */
char *
pnr_wording_dup_scaled (gint64 scaled, guint digits)
{
  char *text = pnr_decimal_to_string (scaled, digits);
  gsize length = strlen (text);

  if (strchr (text, '.') != NULL) {
    while (text[length - 1] == '0')
      length--;
    if (text[length - 1] == '.')
      length--;
    text[length] = '\0';
  }
  return pnr_wording_set_mark (text);
}

/* For an entry: the locale's mark, no currency, empty when unknown. */
char *
pnr_wording_dup_plain_money (gint64 minor, const char *currency)
{
  if (minor == PNR_MONEY_UNKNOWN)
    return g_strdup ("");
  return pnr_wording_set_mark (pnr_money_to_string (minor, currency));
}

gboolean
pnr_wording_read_money (const char *text, const char *currency, gint64 *minor)
{
  return pnr_wording_read_scaled (text, pnr_currency_get_digits (currency), minor);
}

gboolean
pnr_wording_read_scaled (const char *text, guint digits, gint64 *scaled)
{
  return pnr_decimal_read_typed (text, pnr_wording_get_mark (), digits, scaled);
}

/* For assumptions, which are real numbers; money never comes this way. */
gboolean
pnr_wording_read_number (const char *text, double *number)
{
  gint64 scaled;

  if (!pnr_wording_read_scaled (text, 6, &scaled))
    return FALSE;
  *number = (double) scaled / 1e6;
  return TRUE;
}
