/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A relationship of the plan as shoppers of a scenario meet it: where it is shown, or why not. */
#include "config.h"

#include "model/pnr-shown-relation.h"

PnrShownRelation *
pnr_shown_relation_copy (const PnrShownRelation *self)
{
  PnrShownRelation *copy = g_memdup2 (self, sizeof *self);

  copy->from_sku = g_strdup (self->from_sku);
  copy->from_name = g_strdup (self->from_name);
  copy->to_sku = g_strdup (self->to_sku);
  copy->to_name = g_strdup (self->to_name);
  copy->note = g_strdup (self->note);
  return copy;
}

void
pnr_shown_relation_free (PnrShownRelation *self)
{
  g_free (self->from_sku);
  g_free (self->from_name);
  g_free (self->to_sku);
  g_free (self->to_name);
  g_free (self->note);
  g_free (self);
}

/* As files and the command line call it. */
const char *
pnr_placement_to_word (PnrPlacement placement)
{
  static const char *const words[PNR_N_PLACEMENTS] = {
    [PNR_PLACEMENT_PRODUCT_PAGE] = "product page",
    [PNR_PLACEMENT_CART] = "cart",
  };

  return words[placement];
}
