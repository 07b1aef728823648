/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An intake for tests: sums what it is given, and writes it down as text when asked. */
#pragma once

#include "base/pnr-progress.h"
#include "model/pnr-intake.h"

G_BEGIN_DECLS

#define PNR_TYPE_COUNTING_INTAKE (pnr_counting_intake_get_type ())
G_DECLARE_FINAL_TYPE (PnrCountingIntake, pnr_counting_intake, PNR, COUNTING_INTAKE, GObject)

struct _PnrCountingIntake {
  GObject parent_instance;

  const char *currency;
  GString *log;
  GHashTable *orders;
  GHashTable *customers;
  GHashTable *groups;
  gint64 n_products;
  gint64 n_heads;
  gint64 n_lines;
  gint64 n_returns;
  gint64 n_rejects;
  gint64 n_promotions;
  gint64 units_milli;
  gint64 total_minor;
  gint64 cost_micros;
  PnrProgress *cancel_at_once;
};

PnrCountingIntake *pnr_counting_intake_new (const char *currency, gboolean keeps_log);

G_END_DECLS
