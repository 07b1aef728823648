/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One shopper to whom relationships show more, and the steps of her way down the prices. */
#pragma once

#include "economy/pnr-sweep-tables-private.h"

G_BEGIN_DECLS

/* The item's own part. @first: by uses of the item, the first basket. @second: by those uses, then
 * by uses in the basket that follows. @seen, @variant: after the first basket, by its uses; the
 * same before it at @n. */
typedef struct {
  guint n;
  gint32 *first_surplus;
  guint32 *first_content;
  gint32 *second_surplus;
  guint32 *second_content;
  guint16 *seen;
  guint *variant;
} PnrSweepOwnChoice;

/* One shopper in one run. @n_levels: the uses she can make of the item, none included. @beside:
 * what she puts into the basket from all other parts, with the surplus of that and the offers she
 * saw whatever she chose here. */
typedef struct {
  const PnrSweepTables *tables;
  const PnrBelief *belief;
  const PnrSweepOwnChoice *own;
  guint i;
  guint n_levels;
  gint32 scale;
  double weight;
  PnrSweepBasket beside;
  gint64 beside_surplus;
  guint beside_shown;
} PnrSweepVisitor;

/* Where arrays of all uses and the shoppers of a block hold hers. */
static inline gsize
pnr_sweep_visitor_get_place (const PnrSweepVisitor *self, guint level)
{
  return (gsize) level * PNR_DEMAND_BLOCK + self->i;
}

guint pnr_sweep_visitor_list_steps (const PnrSweepVisitor *self, gint32 least, double keep,
                                    PnrSweepShopper *steps, PnrSweepShopper *rest);

G_END_DECLS
