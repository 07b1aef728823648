/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An intake for tests: sums what it is given, and writes it down as text when asked. */
#include "config.h"

#include "pnr-counting-intake.h"

#include "base/pnr-money.h"

static void intake_iface_init (PnrIntakeInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PnrCountingIntake, pnr_counting_intake, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PNR_TYPE_INTAKE, intake_iface_init))

static const char *
shown (const char *text)
{
  return text != NULL ? text : "-";
}

static const char *
counting_get_currency (PnrIntake *intake)
{
  return PNR_COUNTING_INTAKE (intake)->currency;
}

static gboolean
counting_begin_file (PnrIntake *intake, const PnrIntakeSource *source, GError **error)
{
  PnrCountingIntake *self = PNR_COUNTING_INTAKE (intake);

  if (self->log != NULL)
    g_string_append_printf (self->log, "file %s %s\n", source->file, source->profile);
  return TRUE;
}

static gboolean
counting_add_product (PnrIntake *intake, const PnrProductRecord *record, PnrIntakeFate *fate,
                      GError **error)
{
  PnrCountingIntake *self = PNR_COUNTING_INTAKE (intake);

  self->n_products++;
  *fate = PNR_INTAKE_NEW;
  if (self->log == NULL)
    return TRUE;
  g_string_append_printf (self->log, "product %s|%s|%s|%s|%s|%s", shown (record->sku),
                          shown (record->external_id), shown (record->name),
                          shown (record->category), shown (record->brand),
                          shown (record->parent_sku));
  if (record->price_minor != PNR_MONEY_UNKNOWN)
    g_string_append_printf (self->log, "|price %" G_GINT64_FORMAT, record->price_minor);
  if (record->stock != G_MININT64)
    g_string_append_printf (self->log, "|stock %" G_GINT64_FORMAT, record->stock);
  if (record->weight_g >= 0)
    g_string_append_printf (self->log, "|%" G_GINT64_FORMAT " g", record->weight_g);
  g_string_append_printf (self->log, "|%d|%d\n", record->kind, record->visible);
  return TRUE;
}

static void
note_order (PnrCountingIntake *self, const PnrOrderRecord *record)
{
  if (!g_hash_table_contains (self->orders, record->key))
    g_hash_table_add (self->orders, g_strdup (record->key));
  if (record->customer != NULL && !g_hash_table_contains (self->customers, record->customer))
    g_hash_table_add (self->customers, g_strdup (record->customer));
  if (record->group != NULL && !g_hash_table_contains (self->groups, record->group))
    g_hash_table_add (self->groups, g_strdup (record->group));
}

static gboolean
counting_add_order (PnrIntake *intake, const PnrOrderRecord *record, PnrIntakeFate *fate,
                    GError **error)
{
  PnrCountingIntake *self = PNR_COUNTING_INTAKE (intake);

  self->n_heads++;
  note_order (self, record);
  *fate = PNR_INTAKE_NEW;
  return TRUE;
}

static gboolean
counting_add_line (PnrIntake *intake, const PnrOrderRecord *order, const PnrLineRecord *line,
                   PnrIntakeFate *fate, GError **error)
{
  PnrCountingIntake *self = PNR_COUNTING_INTAKE (intake);

  *fate = PNR_INTAKE_NEW;
  if (self->cancel_at_once != NULL)
    pnr_progress_cancel (self->cancel_at_once);
  note_order (self, order);
  self->n_lines++;
  self->n_returns += line->quantity_milli < 0;
  self->n_promotions += line->promotion != NULL;
  self->units_milli += line->quantity_milli;
  if (line->total_minor != PNR_MONEY_UNKNOWN)
    self->total_minor += line->total_minor;
  if (line->cost_micros != PNR_MONEY_UNKNOWN)
    self->cost_micros += line->cost_micros;
  if (self->log == NULL)
    return TRUE;
  g_string_append_printf (
      self->log, "line %s|%s|%" G_GINT64_FORMAT "%s|%s|%s|%s|%" G_GINT64_FORMAT, order->key,
      shown (order->customer), order->ordered_at == PNR_INTAKE_TIME_UNKNOWN ? 0 : order->ordered_at,
      order->is_cancelled ? " cancelled" : "", shown (line->item_sku),
      shown (line->item_external_id), shown (line->item_name), line->quantity_milli);
  if (line->total_minor != PNR_MONEY_UNKNOWN)
    g_string_append_printf (self->log, "|%" G_GINT64_FORMAT, line->total_minor);
  g_string_append_c (self->log, '\n');
  return TRUE;
}

static gboolean
counting_add_reject (PnrIntake *intake, gint64 row, const char *column, const char *value,
                     const char *message, GError **error)
{
  PnrCountingIntake *self = PNR_COUNTING_INTAKE (intake);

  self->n_rejects++;
  if (self->log != NULL)
    g_string_append_printf (self->log, "reject %s\n", message);
  return TRUE;
}

static gboolean
counting_end_file (PnrIntake *intake, PnrImportCounts *counts, GError **error)
{
  return TRUE;
}

static void
intake_iface_init (PnrIntakeInterface *iface)
{
  iface->get_currency = counting_get_currency;
  iface->begin_file = counting_begin_file;
  iface->add_product = counting_add_product;
  iface->add_order = counting_add_order;
  iface->add_line = counting_add_line;
  iface->add_reject = counting_add_reject;
  iface->end_file = counting_end_file;
}

static void
pnr_counting_intake_finalize (GObject *object)
{
  PnrCountingIntake *self = PNR_COUNTING_INTAKE (object);

  if (self->log != NULL)
    g_string_free (self->log, TRUE);
  g_clear_pointer (&self->orders, g_hash_table_unref);
  g_clear_pointer (&self->customers, g_hash_table_unref);
  g_clear_pointer (&self->groups, g_hash_table_unref);

  G_OBJECT_CLASS (pnr_counting_intake_parent_class)->finalize (object);
}

static void
pnr_counting_intake_class_init (PnrCountingIntakeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pnr_counting_intake_finalize;
}

static void
pnr_counting_intake_init (PnrCountingIntake *self)
{
  self->orders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->customers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

PnrCountingIntake *
pnr_counting_intake_new (const char *currency, gboolean keeps_log)
{
  PnrCountingIntake *self = g_object_new (PNR_TYPE_COUNTING_INTAKE, NULL);

  self->currency = currency;
  self->log = keeps_log ? g_string_new (NULL) : NULL;
  return self;
}
