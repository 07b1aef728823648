/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order history as one line per order: when, who, through which channel, what it came to. */
#include "config.h"

#include "model/pnr-ledger.h"

#include <string.h>

G_DEFINE_BOXED_TYPE (PnrLedger, pnr_ledger, pnr_ledger_ref, pnr_ledger_unref)

PnrLedger *
pnr_ledger_new (const char *currency, const char *data_hash)
{
  PnrLedger *self = g_new0 (PnrLedger, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->currency = g_strdup (currency);
  self->data_hash = g_strdup (data_hash);
  self->orders = g_array_new (FALSE, FALSE, sizeof (PnrLedgerOrder));
  self->channels = g_ptr_array_new_with_free_func (g_free);
  self->groups = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->channels, g_strdup (""));
  g_ptr_array_add (self->groups, g_strdup (""));
  self->customer_indices = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return self;
}

PnrLedger *
pnr_ledger_ref (PnrLedger *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
pnr_ledger_unref (PnrLedger *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->currency);
  g_free (self->data_hash);
  g_array_unref (self->orders);
  g_ptr_array_unref (self->channels);
  g_ptr_array_unref (self->groups);
  g_hash_table_unref (self->customer_indices);
  g_free (self);
}

/**
 * pnr_ledger_take_name:
 * @names: the channels or the groups of a ledger
 * @name: (nullable): one of them, perhaps new
 *
 * Few names are expected, so they are searched in turn. Whoever has thousands of them has them
 * counted with those that have none, for nobody could choose among them.
 *
 * Returns: the name's index
 */
guint16
pnr_ledger_take_name (GPtrArray *names, const char *name)
{
  if (name == NULL || name[0] == '\0')
    return 0;
  for (guint i = 1; i < names->len; i++) {
    if (strcmp (g_ptr_array_index (names, i), name) == 0)
      return (guint16) i;
  }
  if (names->len > PNR_LEDGER_MOST_NAMES)
    return 0;
  g_ptr_array_add (names, g_strdup (name));
  return (guint16) (names->len - 1);
}

/**
 * pnr_ledger_take_customer:
 * @self: a ledger that is being filled
 * @customer_id: an id of the plan file
 *
 * Returns: the customer's index, the same for the same id
 */
guint32
pnr_ledger_take_customer (PnrLedger *self, gint64 customer_id)
{
  gpointer found;

  if (g_hash_table_lookup_extended (self->customer_indices, &customer_id, NULL, &found))
    return GPOINTER_TO_UINT (found);
  g_hash_table_insert (self->customer_indices, g_memdup2 (&customer_id, sizeof customer_id),
                       GUINT_TO_POINTER (self->n_customers));
  return self->n_customers++;
}

void
pnr_ledger_add_order (PnrLedger *self, const PnrLedgerOrder *order)
{
  g_array_append_vals (self->orders, order, 1);
}
