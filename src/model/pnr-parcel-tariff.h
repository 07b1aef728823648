/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a carrier asks for a parcel and a shopper pays for it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PNR_PARCEL_MAX_BANDS 16

/* What is too heavy for one parcel: as many full parcels as it takes and one with the rest, or the
 * cheapest parcels of any size. Goods can be spread over parcels freely. */
typedef enum {
  PNR_PARCEL_SPLIT_FULL_FIRST,
  PNR_PARCEL_SPLIT_CHEAPEST,
} PnrParcelSplit;

/* One parcel up to this weight, in any whole unit of weight. */
typedef struct {
  gint64 up_to;
  gint64 cost_minor;
} PnrParcelBand;

/* @bands: by rising weight; none: @order_minor + @unit_minor for each unit. @charge_minor: what the
 * shopper pays below @free_from_minor of goods, %PNR_MONEY_UNKNOWN where shipping is never free. */
typedef struct {
  PnrParcelBand bands[PNR_PARCEL_MAX_BANDS];
  guint n_bands;
  PnrParcelSplit split;
  gint64 order_minor;
  gint64 unit_minor;
  gint64 charge_minor;
  gint64 free_from_minor;
} PnrParcelTariff;

G_END_DECLS
