/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What in a plan wants looking after: what is not known, what no longer holds. */
#pragma once

#include "model/pnr-contents.h"

G_BEGIN_DECLS

typedef enum {
  PNR_ATTENTION_NO_COST,      /* products whose cost nobody has stated */
  PNR_ATTENTION_NO_PRICE,     /* products without a price */
  PNR_ATTENTION_CHEAP_UPSELL, /* upsells to a product that is not dearer */
  PNR_ATTENTION_DEAR_BUNDLE,  /* bundles that cost more than their parts */
  PNR_ATTENTION_OUT_OF_STOCK, /* relationships to a product without stock */
  PNR_N_ATTENTIONS,
} PnrAttention;

/* Of each attention: how many there are, and the product or bundle to look at first (0: none). */
typedef struct {
  guint n_found[PNR_N_ATTENTIONS];
  gint64 first_id[PNR_N_ATTENTIONS];
} PnrPlanAttentions;

void pnr_plan_find_attentions (PnrContents *contents, PnrPlanAttentions *attentions);

G_END_DECLS
