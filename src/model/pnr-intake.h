/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where imported rows go: readers of shop files speak to this, whoever keeps the rows answers. */
#pragma once

#include <glib-object.h>

#include "model/pnr-import-report.h"
#include "model/pnr-kinds.h"

G_BEGIN_DECLS

#define PNR_INTAKE_TIME_UNKNOWN G_MININT64
#define PNR_INTAKE_ERROR (pnr_intake_error_quark ())

/* REJECTED: this row cannot be kept, the next one may. Anything else ends the import. */
typedef enum {
  PNR_INTAKE_ERROR_REJECTED,
} PnrIntakeError;

GQuark pnr_intake_error_quark (void);

/* What became of a row. */
typedef enum {
  PNR_INTAKE_NEW,
  PNR_INTAKE_CHANGED,
  PNR_INTAKE_UNCHANGED,
} PnrIntakeFate;

/* A file as it begins; @sha256 may be NULL. */
typedef struct {
  const char *file;
  const char *profile;
  const char *sha256;
} PnrIntakeSource;

/* Texts that are NULL, amounts that are PNR_MONEY_UNKNOWN and numbers that are unknown leave what
 * is known as it is. A product is found by SKU, else by external id; one of both must be given. */
typedef struct {
  const char *sku;
  const char *external_id;
  const char *name;
  const char *category;
  const char *brand;
  const char *parent_sku;
  const char *tax_class;
  const char *image;
  const char *attributes;
  gint64 price_minor;
  gint64 cost_minor;
  gint64 stock;
  gint64 weight_g;
  gint64 launched;
  int kind;    /* PnrProductKind, -1 unknown */
  int visible; /* 0, 1, -1 unknown */
} PnrProductRecord;

/* @customer is hashed with the plan's salt before it is kept; the text itself never is. Nor is
 * @key where it @names_customer. */
typedef struct {
  const char *key;
  const char *customer;
  const char *group;
  const char *channel;
  gint64 ordered_at;
  gboolean is_cancelled;
  gboolean names_customer;
} PnrOrderRecord;

/* @item_sku, @item_external_id, @item_name: at least one; a product that is not yet known is added
 * to the catalogue. @total_minor is the line's amount after discount, PNR_MONEY_UNKNOWN: take the
 * product's price. @cost_micros: what the whole line cost, in millionths of the currency.
 * @uncut_name, @uncut_sku: (nullable): @item_name and @item_sku with the customer's name in them,
 * as the file has them; never kept, but an earlier file may have brought them when nobody knew
 * whose they are. */
typedef struct {
  const char *item_sku;
  const char *item_external_id;
  const char *item_name;
  const char *uncut_name;
  const char *uncut_sku;
  const char *promotion;
  gint64 quantity_milli;
  gint64 total_minor;
  gint64 discount_minor;
  gint64 cost_micros;
} PnrLineRecord;

/* @text: a SKU, an id or a name of a product that is known */
typedef void (*PnrIntakeItemFunc) (const char *text, gpointer data);

#define PNR_TYPE_INTAKE (pnr_intake_get_type ())
G_DECLARE_INTERFACE (PnrIntake, pnr_intake, PNR, INTAKE, GObject)

struct _PnrIntakeInterface {
  GTypeInterface parent_iface;

  const char *(*get_currency) (PnrIntake *self);
  gboolean (*begin_file) (PnrIntake *self, const PnrIntakeSource *source, GError **error);
  gboolean (*add_product) (PnrIntake *self, const PnrProductRecord *record, PnrIntakeFate *fate,
                           GError **error);
  gboolean (*add_order) (PnrIntake *self, const PnrOrderRecord *record, PnrIntakeFate *fate,
                         GError **error);
  gboolean (*add_line) (PnrIntake *self, const PnrOrderRecord *order, const PnrLineRecord *line,
                        PnrIntakeFate *fate, GError **error);
  gboolean (*add_reject) (PnrIntake *self, gint64 row, const char *column, const char *value,
                          const char *message, GError **error);
  gboolean (*end_file) (PnrIntake *self, PnrImportCounts *counts, GError **error);
  void (*each_item) (PnrIntake *self, PnrIntakeItemFunc func, gpointer data); /* (nullable) */
};

void pnr_product_record_clear (PnrProductRecord *record);
void pnr_order_record_clear (PnrOrderRecord *record);
void pnr_line_record_clear (PnrLineRecord *record);

const char *pnr_intake_get_currency (PnrIntake *self);
gboolean pnr_intake_begin_file (PnrIntake *self, const PnrIntakeSource *source, GError **error);
gboolean pnr_intake_add_product (PnrIntake *self, const PnrProductRecord *record,
                                 PnrIntakeFate *fate, GError **error);
gboolean pnr_intake_add_order (PnrIntake *self, const PnrOrderRecord *record, PnrIntakeFate *fate,
                               GError **error);
gboolean pnr_intake_add_line (PnrIntake *self, const PnrOrderRecord *order,
                              const PnrLineRecord *line, PnrIntakeFate *fate, GError **error);
gboolean pnr_intake_add_reject (PnrIntake *self, gint64 row, const char *column, const char *value,
                                const char *message, GError **error);
gboolean pnr_intake_end_file (PnrIntake *self, PnrImportCounts *counts, GError **error);
void pnr_intake_each_item (PnrIntake *self, PnrIntakeItemFunc func, gpointer data);

G_END_DECLS
