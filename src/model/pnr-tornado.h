/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far a scenario's result moves with each assumption by itself. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* @assumption: the name under which the scenario keeps it, %NULL where it is measured or has no
 * number of its own. @low to @high: what was tried. @change_low, @change_high: the change of
 * contribution there, in minor units. */
typedef struct {
  char *assumption;
  char *title;
  char *source;
  double value;
  double low;
  double high;
  double change_low;
  double change_high;
} PnrTornadoBar;

#define PNR_TYPE_TORNADO (pnr_tornado_get_type ())

/* @change: the change of contribution with every assumption at its most likely value. */
typedef struct {
  gatomicrefcount ref_count;
  char *currency;
  char *inputs_hash;
  gint64 n_shoppers;
  guint64 seed;
  double change;
  GPtrArray *bars; /* PnrTornadoBar, longest first once sorted */
} PnrTornado;

GType pnr_tornado_get_type (void);
PnrTornado *pnr_tornado_new (const char *currency, const char *inputs_hash);
PnrTornado *pnr_tornado_ref (PnrTornado *self);
void pnr_tornado_unref (PnrTornado *self);

PnrTornadoBar *pnr_tornado_add (PnrTornado *self, const char *assumption, const char *title,
                                const char *source, double value, double low, double high);
double pnr_tornado_get_length (PnrTornado *self, const PnrTornadoBar *bar);
void pnr_tornado_sort (PnrTornado *self);
GVariant *pnr_tornado_to_report (PnrTornado *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrTornado, pnr_tornado_unref)

G_END_DECLS
