/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an action did to the plan: the nouns that are new or different now, and those that went. */
#include "config.h"

#include "store/pnr-store-change.h"

PnrStoreChange *
pnr_store_change_new (void)
{
  PnrStoreChange *self = g_new0 (PnrStoreChange, 1);

  self->puts = g_ptr_array_new_with_free_func (g_object_unref);
  self->removals = g_array_new (FALSE, FALSE, sizeof (PnrStoreRemoval));
  return self;
}

void
pnr_store_change_free (PnrStoreChange *self)
{
  g_clear_pointer (&self->contents, pnr_contents_unref);
  g_ptr_array_unref (self->puts);
  g_array_unref (self->removals);
  g_free (self->undo_name);
  g_free (self->redo_name);
  g_free (self->notice);
  g_free (self);
}
