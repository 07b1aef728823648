/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where imported rows go: readers of shop files speak to this, whoever keeps the rows answers. */
#include "config.h"

#include "model/pnr-intake.h"

#include "base/pnr-money.h"

G_DEFINE_QUARK (pnr - intake - error - quark, pnr_intake_error)
G_DEFINE_INTERFACE (PnrIntake, pnr_intake, G_TYPE_OBJECT)

static void
pnr_intake_default_init (PnrIntakeInterface *iface)
{
}

/* Sets every field to "not stated". */
void
pnr_product_record_clear (PnrProductRecord *record)
{
  *record = (PnrProductRecord){
    .price_minor = PNR_MONEY_UNKNOWN,
    .cost_minor = PNR_MONEY_UNKNOWN,
    .stock = G_MININT64,
    .weight_g = -1,
    .launched = PNR_INTAKE_TIME_UNKNOWN,
    .kind = -1,
    .visible = -1,
  };
}

void
pnr_order_record_clear (PnrOrderRecord *record)
{
  *record = (PnrOrderRecord){ .ordered_at = PNR_INTAKE_TIME_UNKNOWN };
}

/* One piece, at the catalogue's price. */
void
pnr_line_record_clear (PnrLineRecord *record)
{
  *record = (PnrLineRecord){
    .quantity_milli = 1000,
    .total_minor = PNR_MONEY_UNKNOWN,
    .discount_minor = 0,
    .cost_micros = PNR_MONEY_UNKNOWN,
  };
}

const char *
pnr_intake_get_currency (PnrIntake *self)
{
  g_return_val_if_fail (PNR_IS_INTAKE (self), NULL);

  return PNR_INTAKE_GET_IFACE (self)->get_currency (self);
}

gboolean
pnr_intake_begin_file (PnrIntake *self, const PnrIntakeSource *source, GError **error)
{
  g_return_val_if_fail (PNR_IS_INTAKE (self), FALSE);

  return PNR_INTAKE_GET_IFACE (self)->begin_file (self, source, error);
}

/**
 * pnr_intake_add_product:
 * @self: an intake
 * @record: a product
 * @fate: (out): whether it was new
 * @error: a place for an error; %PNR_INTAKE_ERROR_REJECTED concerns this row alone
 *
 * Returns: whether the row was kept
 */
gboolean
pnr_intake_add_product (PnrIntake *self, const PnrProductRecord *record, PnrIntakeFate *fate,
                        GError **error)
{
  g_return_val_if_fail (PNR_IS_INTAKE (self), FALSE);

  return PNR_INTAKE_GET_IFACE (self)->add_product (self, record, fate, error);
}

/**
 * pnr_intake_add_order:
 * @self: an intake
 * @record: an order's head, without its lines
 * @fate: (out): unchanged when an earlier import brought this order
 * @error: a place for an error
 *
 * Returns: whether the row was kept
 */
gboolean
pnr_intake_add_order (PnrIntake *self, const PnrOrderRecord *record, PnrIntakeFate *fate,
                      GError **error)
{
  g_return_val_if_fail (PNR_IS_INTAKE (self), FALSE);

  return PNR_INTAKE_GET_IFACE (self)->add_order (self, record, fate, error);
}

/**
 * pnr_intake_add_line:
 * @self: an intake
 * @order: the order it belongs to; added when new, completed when this import has seen it
 * @line: the line
 * @fate: (out): unchanged when an earlier import brought this order with its lines
 * @error: a place for an error
 *
 * Returns: whether the row was kept
 */
gboolean
pnr_intake_add_line (PnrIntake *self, const PnrOrderRecord *order, const PnrLineRecord *line,
                     PnrIntakeFate *fate, GError **error)
{
  g_return_val_if_fail (PNR_IS_INTAKE (self), FALSE);

  return PNR_INTAKE_GET_IFACE (self)->add_line (self, order, line, fate, error);
}

gboolean
pnr_intake_add_reject (PnrIntake *self, gint64 row, const char *column, const char *value,
                       const char *message, GError **error)
{
  g_return_val_if_fail (PNR_IS_INTAKE (self), FALSE);

  return PNR_INTAKE_GET_IFACE (self)->add_reject (self, row, column, value, message, error);
}

/**
 * pnr_intake_end_file:
 * @self: an intake
 * @counts: (inout): what the file's rows became is added to its products, orders and lines; the
 *   rows_ fields are the reader's
 * @error: a place for an error
 *
 * Returns: whether the file is kept
 */
gboolean
pnr_intake_end_file (PnrIntake *self, PnrImportCounts *counts, GError **error)
{
  g_return_val_if_fail (PNR_IS_INTAKE (self), FALSE);

  return PNR_INTAKE_GET_IFACE (self)->end_file (self, counts, error);
}

/* What products are called that were there before the files, or came with them so far. */
void
pnr_intake_each_item (PnrIntake *self, PnrIntakeItemFunc func, gpointer data)
{
  g_return_if_fail (PNR_IS_INTAKE (self));

  if (PNR_INTAKE_GET_IFACE (self)->each_item != NULL)
    PNR_INTAKE_GET_IFACE (self)->each_item (self, func, data);
}
