/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What sending an order costs by its size, beside how many orders have that size. */
#include "config.h"

#include "model/pnr-shipping-curve.h"

#include "base/pnr-report.h"

G_DEFINE_BOXED_TYPE (PnrShippingCurve, pnr_shipping_curve, pnr_shipping_curve_ref,
                     pnr_shipping_curve_unref)

PnrShippingCurve *
pnr_shipping_curve_new (const char *currency, const char *inputs_hash)
{
  PnrShippingCurve *self = g_new0 (PnrShippingCurve, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->currency = g_strdup (currency);
  self->inputs_hash = g_strdup (inputs_hash);
  self->points = g_array_new (FALSE, FALSE, sizeof (PnrShippingPoint));
  return self;
}

PnrShippingCurve *
pnr_shipping_curve_ref (PnrShippingCurve *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
pnr_shipping_curve_unref (PnrShippingCurve *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_array_unref (self->points);
  g_free (self->inputs_hash);
  g_free (self->currency);
  g_free (self);
}

static GVariant *
point_to_report (PnrShippingCurve *self, const PnrShippingPoint *point)
{
  GVariantDict *report = pnr_report_new ();

  pnr_report_add_count (report, "units", point->units);
  pnr_report_add_count (report, "orders", point->n_orders);
  pnr_report_add_money (report, "shipping", point->ship_minor, self->currency);
  pnr_report_add_money (report, "shipping_per_piece",
                        (point->ship_minor + point->units / 2) / point->units, self->currency);
  pnr_report_add_money (report, "step", point->step_minor, self->currency);
  return pnr_report_end (report);
}

/**
 * pnr_shipping_curve_to_report:
 * @self: a curve
 *
 * Returns: (transfer floating): the dictionary that the command line prints
 */
GVariant *
pnr_shipping_curve_to_report (PnrShippingCurve *self)
{
  GVariantDict *report = pnr_report_new ();
  GPtrArray *points = g_ptr_array_new ();

  for (guint i = 0; i < self->points->len; i++)
    g_ptr_array_add (points,
                     point_to_report (self, &g_array_index (self->points, PnrShippingPoint, i)));
  pnr_report_add_count (report, "orders", self->n_orders);
  pnr_report_add_count (report, "larger_orders", self->n_larger);
  pnr_report_add_number (report, "weight_per_piece_g", self->weight_g);
  pnr_report_add_list (report, "points", points);
  pnr_report_add_text (report, "inputs_hash", self->inputs_hash);
  return pnr_report_end (report);
}
