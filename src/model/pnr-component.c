/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One product in a bundle: how many of it, in which role. */
#include "config.h"

#include "model/pnr-component.h"

gboolean
pnr_component_equal (const PnrComponent *a, const PnrComponent *b)
{
  return a->product_id == b->product_id && a->quantity == b->quantity && a->role == b->role;
}
