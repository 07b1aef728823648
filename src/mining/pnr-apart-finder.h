/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finds items that are bought together more seldom than chance would have it. */
#pragma once

#include "base/pnr-progress.h"
#include "model/pnr-basket-set.h"
#include "model/pnr-noun-list.h"

G_BEGIN_DECLS

/* @a is the item bought in fewer baskets. For the same category and a fitting price step,
 * @dearer_step is 1 when @b is the dearer one, −1 when @a is, else 0. */
typedef struct {
  guint32 a;
  guint32 b;
  guint32 n_a;
  guint32 n_b;
  guint32 n_both;
  int dearer_step;
  double log10_p;
  double log10_q;
  double log10_step_q;
} PnrApartPair;

GArray *pnr_apart_finder_find (PnrBasketSet *baskets, PnrNounList *products, double chance_lift,
                               PnrProgress *progress, GError **error);

G_END_DECLS
