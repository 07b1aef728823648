/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a column of a shop's file can mean, and the headers by which shops call it. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Up to PARENT: fields that "--map" names. After it: fields known by their headers alone. */
typedef enum {
  PNR_FIELD_NONE,
  PNR_FIELD_SKU,
  PNR_FIELD_EXTERNAL_ID,
  PNR_FIELD_NAME,
  PNR_FIELD_CATEGORY,
  PNR_FIELD_BRAND,
  PNR_FIELD_PRICE,
  PNR_FIELD_COST,
  PNR_FIELD_STOCK,
  PNR_FIELD_WEIGHT,
  PNR_FIELD_KIND,
  PNR_FIELD_ORDER,
  PNR_FIELD_DATE,
  PNR_FIELD_TIME,
  PNR_FIELD_CUSTOMER,
  PNR_FIELD_GROUP,
  PNR_FIELD_ITEM,
  PNR_FIELD_ITEM_NAME,
  PNR_FIELD_QUANTITY,
  PNR_FIELD_UNIT_PRICE,
  PNR_FIELD_LINE_TOTAL,
  PNR_FIELD_DISCOUNT,
  PNR_FIELD_COST_TOTAL,
  PNR_FIELD_PROMOTION,
  PNR_FIELD_STATUS,
  PNR_FIELD_CURRENCY,
  PNR_FIELD_PARENT,
  PNR_FIELD_SALE_PRICE,
  PNR_FIELD_SIZE,
  PNR_FIELD_PUBLISHED,
  PNR_FIELD_VISIBILITY,
  PNR_FIELD_TAX_CLASS,
  PNR_FIELD_IMAGE,
  PNR_FIELD_CANCELLED,
  PNR_FIELD_STORE,
  PNR_FIELD_DAY,
  PNR_FIELD_CATEGORY_FAMILY,
  PNR_FIELD_CATEGORY_DEPARTMENT,
  PNR_FIELD_CATEGORY_LEAF,
  PNR_FIELD_LINE_CELL,
  PNR_FIELD_LINE_TEXT,
  PNR_FIELD_CHANNEL,
  PNR_FIELD_HANDLE,
  PNR_FIELD_LAST = PNR_FIELD_HANDLE,
} PnrImportField;

#define PNR_FIELD_LAST_MAPPABLE PNR_FIELD_PARENT

/* Who wrote the file. @tells are headers that only this source has, separated by "|"; all are
 * needed. @refusal says why the file cannot be read, NULL if it can. */
typedef struct {
  const char *name;
  const char *tells;
  const char *refusal;
  gboolean knows_all_columns;
  gboolean guards_formulas;
} PnrImportProfile;

const char *pnr_import_field_get_name (PnrImportField field);
PnrImportField pnr_import_field_from_name (const char *name);
gboolean pnr_import_field_is_number (PnrImportField field);
gboolean pnr_import_field_is_read (PnrImportField field, gboolean of_orders);
char *pnr_import_header_fold (const char *header);
const PnrImportProfile *pnr_import_profile_find (const char *name);
const PnrImportProfile *pnr_import_profile_detect (const char *const *folded_headers);
PnrImportField pnr_import_field_from_header (const PnrImportProfile *profile, gboolean of_orders,
                                             const char *folded_header, guint *priority);

G_END_DECLS
