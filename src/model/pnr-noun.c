/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every row of the plan that the window shows can do: tell its id, become like a fresher one.
 */
#include "config.h"

#include "model/pnr-noun.h"

G_DEFINE_INTERFACE (PnrNoun, pnr_noun, G_TYPE_OBJECT)

static void
pnr_noun_default_init (PnrNounInterface *iface)
{
}

gint64
pnr_noun_get_id (PnrNoun *self)
{
  g_return_val_if_fail (PNR_IS_NOUN (self), 0);

  return PNR_NOUN_GET_IFACE (self)->get_id (self);
}

/**
 * pnr_noun_assign:
 * @self: a noun
 * @other: a noun of the same type
 *
 * Takes over everything but the id, notifying only what differs.
 */
void
pnr_noun_assign (PnrNoun *self, PnrNoun *other)
{
  g_return_if_fail (PNR_IS_NOUN (self));
  g_return_if_fail (G_OBJECT_TYPE (self) == G_OBJECT_TYPE (other));

  PNR_NOUN_GET_IFACE (self)->assign (self, other);
}
