/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A change of revenue as more goods, dearer goods and higher prices. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One product in both periods. */
typedef struct {
  gint64 units_before;
  gint64 revenue_before_minor;
  gint64 units_after;
  gint64 revenue_after_minor;
} PnrRevenueLine;

/* @volume_minor + @price_minor + @mix_minor = @change_minor. */
typedef struct {
  gint64 change_minor;
  gint64 volume_minor;
  gint64 price_minor;
  gint64 mix_minor;
} PnrRevenueMix;

PnrRevenueMix pnr_revenue_mix_decompose (const PnrRevenueLine *lines, gsize n_lines);

G_END_DECLS
