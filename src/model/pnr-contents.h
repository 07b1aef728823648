/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that is planned, as one snapshot: what exporters write and what edits are made
 * against. */
#pragma once

#include <glib-object.h>

#include "model/pnr-bundle.h"
#include "model/pnr-place.h"
#include "model/pnr-product.h"
#include "model/pnr-relation.h"
#include "model/pnr-scenario.h"
#include "model/pnr-verdict.h"

G_BEGIN_DECLS

#define PNR_TYPE_CONTENTS (pnr_contents_get_type ())

/* Arrays of nouns in ascending order of id. Filled by its maker, then never changed, so that it
 * may be read from any thread. Ids above @last_id are free.
 * @history_days: from the first order to the last one, 0 where there is none with a time. */
typedef struct {
  gatomicrefcount ref_count;
  char *name;
  char *currency;
  char *data_hash;
  gint64 history_days;
  GPtrArray *products;
  GPtrArray *relations;
  GPtrArray *bundles;
  GPtrArray *scenarios;
  GPtrArray *places;
  GPtrArray *verdicts;
  gint64 last_id;
  GHashTable *products_by_sku;
  GHashTable *products_by_id;
} PnrContents;

GType pnr_contents_get_type (void);
PnrContents *pnr_contents_new (const char *name, const char *currency);
PnrContents *pnr_contents_ref (PnrContents *self);
void pnr_contents_unref (PnrContents *self);

void pnr_contents_take (PnrContents *self, gpointer noun);
PnrProduct *pnr_contents_find_product (PnrContents *self, const char *sku);
PnrProduct *pnr_contents_get_product (PnrContents *self, gint64 id);
PnrBundle *pnr_contents_find_bundle (PnrContents *self, const char *sku);
PnrScenario *pnr_contents_find_scenario (PnrContents *self, const char *name);
gint64 pnr_contents_get_usual_vat_ppm (PnrContents *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrContents, pnr_contents_unref)

G_END_DECLS
