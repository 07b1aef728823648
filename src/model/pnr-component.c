/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One product in a bundle: how many of it, in which role, on which terms of its own. */
#include "config.h"

#include "model/pnr-component.h"

gboolean
pnr_component_equal (const PnrComponent *a, const PnrComponent *b)
{
  return a->product_id == b->product_id && a->quantity == b->quantity && a->role == b->role
         && !a->is_optional == !b->is_optional && a->min_quantity == b->min_quantity
         && a->max_quantity == b->max_quantity && a->weight == b->weight && a->off_ppm == b->off_ppm
         && a->extra_minor == b->extra_minor;
}

/* The fewest units of it in one bundle, where it is in the bundle at all. */
gint64
pnr_component_get_least (const PnrComponent *self)
{
  return self->min_quantity > 0 ? self->min_quantity : self->quantity;
}

gint64
pnr_component_get_most (const PnrComponent *self)
{
  return self->max_quantity > 0 ? self->max_quantity : self->quantity;
}
