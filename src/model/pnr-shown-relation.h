/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A relationship of the plan as shoppers of a scenario meet it: where it is shown, or why not. */
#pragma once

#include "model/pnr-kinds.h"

G_BEGIN_DECLS

/* Where a shop shows an offer. A relationship is shown where its kind is looked for: what stands
 * instead of a product on that product's page, what goes with it in the cart. */
typedef enum {
  PNR_PLACEMENT_PRODUCT_PAGE,
  PNR_PLACEMENT_CART,
  PNR_N_PLACEMENTS,
} PnrPlacement;

/* @from, @to: as they are offered, which for an alternative is from the cheaper to the dearer.
 * @takes_part: whether it bears on who buys what. @offer: its place among the offers of the market,
 * where @is_offered. @note: (nullable): why it is not offered, for people. */
typedef struct {
  PnrRelationKind kind;
  char *from_sku;
  char *from_name;
  char *to_sku;
  char *to_name;
  PnrPlacement placement;
  gboolean takes_part;
  gboolean is_offered;
  guint offer;
  char *note;
} PnrShownRelation;

PnrShownRelation *pnr_shown_relation_copy (const PnrShownRelation *self);
void pnr_shown_relation_free (PnrShownRelation *self);
const char *pnr_placement_to_word (PnrPlacement placement);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrShownRelation, pnr_shown_relation_free)

G_END_DECLS
