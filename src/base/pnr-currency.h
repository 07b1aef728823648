/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The currencies there are, by ISO 4217 code, and how many digits each counts after its mark. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Three letters and the closing zero. */
#define PNR_CURRENCY_SIZE 4

gboolean pnr_currency_is_code (const char *code);
gboolean pnr_currency_is_active (const char *code);
guint pnr_currency_get_digits (const char *code);
gint64 pnr_currency_get_unit (const char *code);

G_END_DECLS
