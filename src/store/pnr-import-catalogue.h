/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The products an import meets: found by SKU, external id or name, made when unknown. */
#pragma once

#include "model/pnr-intake.h"
#include "store/pnr-db.h"

G_BEGIN_DECLS

/* A product during an import: what its lines say about prices and costs is summed here, so that
 * the averages are known at the end. */
typedef struct {
  gint64 id;
  gint64 price_minor;
  gboolean has_cost;
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
gboolean pnr_import_catalogue_put_averages (PnrImportCatalogue *self, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrImportCatalogue, pnr_import_catalogue_free)

G_END_DECLS
