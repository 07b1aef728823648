/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From what a shop has without a scenario to what it has with it, in steps that sum exactly. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* @from to @to in parts of the panel's unit; a total stands on zero. @meaning: what is counted. */
typedef struct {
  char *title;
  char *meaning;
  gboolean is_total;
  gint64 from;
  gint64 to;
} PnrWaterfallStep;

/* @currency: %NULL where things are counted, in tenths. */
typedef struct {
  char *title;
  char *currency;
  GPtrArray *steps; /* PnrWaterfallStep */
} PnrWaterfallPanel;

#define PNR_TYPE_WATERFALL (pnr_waterfall_get_type ())

typedef struct {
  gatomicrefcount ref_count;
  char *inputs_hash;
  GPtrArray *panels; /* PnrWaterfallPanel */
} PnrWaterfall;

GType pnr_waterfall_get_type (void);
PnrWaterfall *pnr_waterfall_new (const char *inputs_hash);
PnrWaterfall *pnr_waterfall_ref (PnrWaterfall *self);
void pnr_waterfall_unref (PnrWaterfall *self);

PnrWaterfallPanel *pnr_waterfall_add_panel (PnrWaterfall *self, const char *title,
                                            const char *currency);
void pnr_waterfall_panel_add (PnrWaterfallPanel *self, const char *title, const char *meaning,
                              gboolean is_total, gint64 from, gint64 to);
GVariant *pnr_waterfall_to_report (PnrWaterfall *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PnrWaterfall, pnr_waterfall_unref)

G_END_DECLS
