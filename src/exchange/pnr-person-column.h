/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What columns say about people, by their headers. */
#pragma once

#include "exchange/pnr-table-layout.h"

G_BEGIN_DECLS

/* PLAIN: a "name" that no product has, so it is that of a buyer. ADDRESS: a name, then where they
 * live. */
typedef enum {
  PNR_PERSON_COLUMN_NONE,
  PNR_PERSON_COLUMN_WHOLE,
  PNR_PERSON_COLUMN_GIVEN,
  PNR_PERSON_COLUMN_FAMILY,
  PNR_PERSON_COLUMN_PLAIN,
  PNR_PERSON_COLUMN_ADDRESS,
} PnrPersonColumn;

PnrPersonColumn pnr_person_column_from_layout (const PnrTableLayout *layout, guint column);

G_END_DECLS
