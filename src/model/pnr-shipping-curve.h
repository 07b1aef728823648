/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What sending an order costs by its size, beside how many orders have that size. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* @step_minor: by how much an order of this size is dearer to send than one a piece smaller, beyond
 * what a further piece always adds: a cliff where above zero. */
typedef struct {
  gint64 units;
  gint64 n_orders;
  gint64 ship_minor;
  gint64 step_minor;
} PnrShippingPoint;

#define PNR_TYPE_SHIPPING_CURVE (pnr_shipping_curve_get_type ())

/* @points: one for each size from one piece on. @weight_g: of a mean piece; 0 where parcels are not
 * paid by weight. @n_larger: orders of more pieces than the last point. */
typedef struct {
  gatomicrefcount ref_count;
  char *currency;
  char *inputs_hash;
  GArray *points; /* PnrShippingPoint */
  gint64 n_orders;
  gint64 n_larger;
  double weight_g;
} PnrShippingCurve;

GType pnr_shipping_curve_get_type (void);
PnrShippingCurve *pnr_shipping_curve_new (const char *currency, const char *inputs_hash);
PnrShippingCurve *pnr_shipping_curve_ref (PnrShippingCurve *self);
void pnr_shipping_curve_unref (PnrShippingCurve *self);
GVariant *pnr_shipping_curve_to_report (PnrShippingCurve *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrShippingCurve, pnr_shipping_curve_unref)

G_END_DECLS
