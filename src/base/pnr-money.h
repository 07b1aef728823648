/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Exact arithmetic on minor units: parsing, printing, shares and splits. */
#pragma once

#include <glib.h>

#include "base/pnr-currency.h"

G_BEGIN_DECLS

/* A price that nobody has stated; never a valid amount. */
#define PNR_MONEY_UNKNOWN G_MININT64

gboolean pnr_decimal_parse (const char *text, char decimal_mark, guint digits, gint64 *scaled);
gboolean pnr_decimal_read_typed (const char *text, char decimal_mark, guint digits, gint64 *scaled);
gboolean pnr_money_parse (const char *text, const char *currency, char decimal_mark, gint64 *minor);
char *pnr_decimal_to_string (gint64 scaled, guint digits);
char *pnr_money_to_string (gint64 minor, const char *currency);
char *pnr_money_format (gint64 minor, const char *currency);
gint64 pnr_money_round_ratio (gint64 minor, gint64 numerator, gint64 denominator);
gboolean pnr_money_allocate (gint64 total_minor, const gint64 *weights, gsize n_parts,
                             gint64 *parts_minor);

G_END_DECLS
