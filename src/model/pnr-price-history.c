/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The prices that a product had before today's, the oldest first. */
#include "config.h"

#include "model/pnr-price-history.h"

/**
 * pnr_price_history_append:
 * @self: (nullable) (element-type PnrPastAsk): a history
 * @ask: the price that was replaced last
 *
 * Returns: (transfer full) (element-type PnrPastAsk): a history that ends with @ask
 */
GArray *
pnr_price_history_append (GArray *self, const PnrPastAsk *ask)
{
  guint length = pnr_price_history_get_length (self);
  GArray *longer = g_array_sized_new (FALSE, FALSE, sizeof (PnrPastAsk), length + 1);

  if (length > 0)
    g_array_append_vals (longer, self->data, length);
  g_array_append_vals (longer, ask, 1);
  return longer;
}

guint
pnr_price_history_get_length (GArray *self)
{
  return self != NULL ? self->len : 0;
}

const PnrPastAsk *
pnr_price_history_get (GArray *self, guint index)
{
  return &g_array_index (self, PnrPastAsk, index);
}

gboolean
pnr_price_history_equal (GArray *a, GArray *b)
{
  guint length = pnr_price_history_get_length (a);
  gboolean is_same = a == b || pnr_price_history_get_length (b) == length;

  for (guint i = 0; a != b && is_same && i < length; i++) {
    const PnrPastAsk *first = pnr_price_history_get (a, i), *second = pnr_price_history_get (b, i);

    is_same = first->since == second->since && first->price_minor == second->price_minor
              && first->origin == second->origin;
  }
  return is_same;
}
