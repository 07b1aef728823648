/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The products an import meets: found by SKU, external id or name, made when unknown. */
#pragma once

#include "model/pnr-intake.h"
#include "store/pnr-db.h"

G_BEGIN_DECLS

/* A product during an import: what its lines say about prices, costs and sales is summed here, so
 * that averages and sales are known at the end without reading a million lines again.
 * @last_order_id: of the last line that was summed. */
typedef struct {
  gint64 id;
  gint64 price_minor;
  gboolean has_cost;
  gboolean has_external_id;
  gint64 last_order_id;
  gint64 n_orders;
  gint64 units_milli;
  gint64 revenue_minor;
  __int128 total_minor;
  __int128 total_milli;
  __int128 cost_micros;
  __int128 cost_milli;
} PnrImportProduct;

typedef struct _PnrImportCatalogue PnrImportCatalogue;

PnrImportCatalogue *pnr_import_catalogue_new (PnrDb *db, const char *currency, gint64 *next_id,
                                              GError **error);
void pnr_import_catalogue_free (PnrImportCatalogue *self);

gboolean pnr_import_catalogue_put (PnrImportCatalogue *self, const PnrProductRecord *record,
                                   PnrIntakeFate *fate, GError **error);
PnrImportProduct *pnr_import_catalogue_find_item (PnrImportCatalogue *self,
                                                  const PnrLineRecord *line, gboolean *is_new,
                                                  GError **error);
gboolean pnr_import_catalogue_has_name (PnrImportCatalogue *self, const char *name);
gboolean pnr_import_catalogue_has_sku (PnrImportCatalogue *self, const char *sku);
void pnr_import_catalogue_each (PnrImportCatalogue *self, PnrIntakeItemFunc func, gpointer data);
GPtrArray *pnr_import_catalogue_get_products (PnrImportCatalogue *self);
gboolean pnr_import_catalogue_put_averages (PnrImportCatalogue *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrImportCatalogue, pnr_import_catalogue_free)

G_END_DECLS
