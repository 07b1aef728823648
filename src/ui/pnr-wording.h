/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How money, shares, counts, times and kinds are said to people, in their locale. */
#pragma once

#include "base/pnr-money.h"
#include "model/pnr-kinds.h"

G_BEGIN_DECLS

/* No price of a thing in a shop is higher, so whoever types one has slipped. Sums of such prices
 * stay far from the end of the numbers. */
#define PNR_WORDING_MOST_MINOR G_GINT64_CONSTANT (100000000000)

const char *pnr_wording_get_relation_kind (PnrRelationKind kind);
const char *pnr_wording_get_bundle_kind (PnrBundleKind kind);
char *pnr_wording_dup_share (double share, guint digits);
char *pnr_wording_dup_count (gint64 count);
char *pnr_wording_dup_number (double number, guint digits);
char *pnr_wording_dup_date (gint64 seconds);
char *pnr_wording_dup_time (gint64 seconds);
char *pnr_wording_dup_scaled (gint64 scaled, guint digits);
char *pnr_wording_dup_plain_money (gint64 minor, const char *currency);
gboolean pnr_wording_read_money (const char *text, const char *currency, gint64 *minor);
gboolean pnr_wording_read_scaled (const char *text, guint digits, gint64 *scaled);
gboolean pnr_wording_read_number (const char *text, double *number);

G_END_DECLS
