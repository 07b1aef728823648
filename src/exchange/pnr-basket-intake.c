/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An intake that keeps nothing but which products were bought together. */

/* Lines of one order may stand anywhere in a file, so pairs of order and item are collected in two
 * arrays and sorted by counting at the end. Returns and cancelled orders are no baskets. */
#include "config.h"

#include "exchange/pnr-basket-intake.h"

struct _PnrBasketIntake {
  GObject parent_instance;

  PnrBasketSetBuilder *builder;
  GHashTable *orders;
  GHashTable *items;
  GArray *line_orders;
  GArray *line_items;
  char *last_key;
  guint32 last_order;
  gint64 first_time;
  gint64 last_time;
};

static void intake_iface_init (PnrIntakeInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PnrBasketIntake, pnr_basket_intake, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PNR_TYPE_INTAKE, intake_iface_init))

static const char *
basket_intake_get_currency (PnrIntake *intake)
{
  return NULL;
}

static gboolean
basket_intake_begin_file (PnrIntake *intake, const PnrIntakeSource *source, GError **error)
{
  return TRUE;
}

static gboolean
basket_intake_add_product (PnrIntake *intake, const PnrProductRecord *record, PnrIntakeFate *fate,
                           GError **error)
{
  *fate = PNR_INTAKE_NEW;
  return TRUE;
}

static gboolean
basket_intake_add_order (PnrIntake *intake, const PnrOrderRecord *record, PnrIntakeFate *fate,
                         GError **error)
{
  *fate = PNR_INTAKE_NEW;
  return TRUE;
}

/* Numbers a key in the order of its first appearance. */
static guint32
number_of (GHashTable *numbers, const char *key, gboolean *is_new)
{
  gpointer number;

  *is_new = !g_hash_table_lookup_extended (numbers, key, NULL, &number);
  if (*is_new) {
    number = GUINT_TO_POINTER (g_hash_table_size (numbers));
    g_hash_table_insert (numbers, g_strdup (key), number);
  }
  return GPOINTER_TO_UINT (number);
}

static guint32
find_order (PnrBasketIntake *self, const char *key)
{
  gboolean is_new;

  if (g_strcmp0 (self->last_key, key) == 0)
    return self->last_order;
  g_free (self->last_key);
  self->last_key = g_strdup (key);
  self->last_order = number_of (self->orders, key, &is_new);
  return self->last_order;
}

static guint32
find_item (PnrBasketIntake *self, const PnrLineRecord *line)
{
  const char *key = line->item_sku != NULL           ? line->item_sku
                    : line->item_external_id != NULL ? line->item_external_id
                                                     : line->item_name;
  gboolean is_new;
  guint32 item = number_of (self->items, key, &is_new);

  if (is_new)
    pnr_basket_set_builder_add_item (self->builder, (gint64) item + 1,
                                     line->item_name != NULL ? line->item_name : key);
  return item;
}

static gboolean
basket_intake_add_line (PnrIntake *intake, const PnrOrderRecord *order, const PnrLineRecord *line,
                        PnrIntakeFate *fate, GError **error)
{
  PnrBasketIntake *self = PNR_BASKET_INTAKE (intake);
  guint32 number;
  guint32 item;

  *fate = PNR_INTAKE_NEW;
  if (order->is_cancelled || line->quantity_milli <= 0)
    return TRUE;
  number = find_order (self, order->key);
  item = find_item (self, line);
  g_array_append_val (self->line_orders, number);
  g_array_append_val (self->line_items, item);
  if (order->ordered_at != PNR_INTAKE_TIME_UNKNOWN) {
    self->first_time = MIN (self->first_time, order->ordered_at);
    self->last_time = MAX (self->last_time, order->ordered_at);
  }
  return TRUE;
}

static gboolean
basket_intake_add_reject (PnrIntake *intake, gint64 row, const char *column, const char *value,
                          const char *message, GError **error)
{
  return TRUE;
}

static gboolean
basket_intake_end_file (PnrIntake *intake, PnrImportCounts *counts, GError **error)
{
  PnrBasketIntake *self = PNR_BASKET_INTAKE (intake);

  counts->orders_new += g_hash_table_size (self->orders);
  counts->order_lines += self->line_orders->len;
  return TRUE;
}

static void
intake_iface_init (PnrIntakeInterface *iface)
{
  iface->get_currency = basket_intake_get_currency;
  iface->begin_file = basket_intake_begin_file;
  iface->add_product = basket_intake_add_product;
  iface->add_order = basket_intake_add_order;
  iface->add_line = basket_intake_add_line;
  iface->add_reject = basket_intake_add_reject;
  iface->end_file = basket_intake_end_file;
}

static void
pnr_basket_intake_finalize (GObject *object)
{
  PnrBasketIntake *self = PNR_BASKET_INTAKE (object);

  g_clear_pointer (&self->builder, pnr_basket_set_builder_free);
  g_clear_pointer (&self->orders, g_hash_table_unref);
  g_clear_pointer (&self->items, g_hash_table_unref);
  g_clear_pointer (&self->line_orders, g_array_unref);
  g_clear_pointer (&self->line_items, g_array_unref);
  g_clear_pointer (&self->last_key, g_free);

  G_OBJECT_CLASS (pnr_basket_intake_parent_class)->finalize (object);
}

static void
pnr_basket_intake_class_init (PnrBasketIntakeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pnr_basket_intake_finalize;
}

static void
pnr_basket_intake_init (PnrBasketIntake *self)
{
  self->builder = pnr_basket_set_builder_new ();
  self->orders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->line_orders = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->line_items = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->first_time = G_MAXINT64;
  self->last_time = G_MININT64;
}

PnrBasketIntake *
pnr_basket_intake_new (void)
{
  return g_object_new (PNR_TYPE_BASKET_INTAKE, NULL);
}

/**
 * pnr_basket_intake_end:
 * @self: an intake that has seen all files
 *
 * Returns: (transfer full): the baskets in the order in which their first lines came
 */
PnrBasketSet *
pnr_basket_intake_end (PnrBasketIntake *self)
{
  guint n_orders = g_hash_table_size (self->orders);
  guint n_lines = self->line_orders->len;
  g_autofree guint32 *ends = g_new0 (guint32, n_orders + 1);
  g_autofree guint32 *items = g_new (guint32, n_lines + 1);
  guint32 at = 0;

  for (guint i = 0; i < n_lines; i++)
    ends[g_array_index (self->line_orders, guint32, i) + 1]++;
  for (guint i = 1; i <= n_orders; i++)
    ends[i] += ends[i - 1];
  for (guint i = 0; i < n_lines; i++)
    items[ends[g_array_index (self->line_orders, guint32, i)]++] =
        g_array_index (self->line_items, guint32, i);
  for (guint i = 0; i < n_orders; i++) {
    for (; at < ends[i]; at++)
      pnr_basket_set_builder_add_entry (self->builder, items[at]);
    pnr_basket_set_builder_end_basket (self->builder);
  }
  if (self->first_time <= self->last_time)
    pnr_basket_set_builder_set_window (self->builder, self->first_time, self->last_time);
  return pnr_basket_set_builder_end (g_steal_pointer (&self->builder));
}
