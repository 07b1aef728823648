/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From what a shop has without a scenario to what it has with it, in steps that sum exactly. */
#include "config.h"

#include "model/pnr-waterfall.h"

#include "base/pnr-report.h"

/* Counts are kept in tenths. */
#define PARTS 10.0

G_DEFINE_BOXED_TYPE (PnrWaterfall, pnr_waterfall, pnr_waterfall_ref, pnr_waterfall_unref)

static void
step_free (PnrWaterfallStep *step)
{
  g_free (step->title);
  g_free (step->meaning);
  g_free (step);
}

static void
panel_free (PnrWaterfallPanel *panel)
{
  g_free (panel->title);
  g_free (panel->currency);
  g_ptr_array_unref (panel->steps);
  g_free (panel);
}

PnrWaterfall *
pnr_waterfall_new (const char *inputs_hash)
{
  PnrWaterfall *self = g_new0 (PnrWaterfall, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->inputs_hash = g_strdup (inputs_hash);
  self->panels = g_ptr_array_new_with_free_func ((GDestroyNotify) panel_free);
  return self;
}

PnrWaterfall *
pnr_waterfall_ref (PnrWaterfall *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
pnr_waterfall_unref (PnrWaterfall *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->panels);
  g_free (self->inputs_hash);
  g_free (self);
}

/* (transfer none) */
PnrWaterfallPanel *
pnr_waterfall_add_panel (PnrWaterfall *self, const char *title, const char *currency)
{
  PnrWaterfallPanel *panel = g_new0 (PnrWaterfallPanel, 1);

  panel->title = g_strdup (title);
  panel->currency = g_strdup (currency);
  panel->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) step_free);
  g_ptr_array_add (self->panels, panel);
  return panel;
}

void
pnr_waterfall_panel_add (PnrWaterfallPanel *self, const char *title, const char *meaning,
                         gboolean is_total, gint64 from, gint64 to)
{
  PnrWaterfallStep *step = g_new0 (PnrWaterfallStep, 1);

  step->title = g_strdup (title);
  step->meaning = g_strdup (meaning);
  step->is_total = is_total;
  step->from = from;
  step->to = to;
  g_ptr_array_add (self->steps, step);
}

static GVariant *
step_to_report (const PnrWaterfallPanel *panel, const PnrWaterfallStep *step)
{
  GVariantDict *report = pnr_report_new ();
  gint64 value = step->is_total ? step->to : step->to - step->from;

  pnr_report_add_text (report, "measure", panel->title);
  pnr_report_add_text (report, "step", step->title);
  pnr_report_add_text (report, "meaning", step->meaning);
  pnr_report_add_truth (report, "is_total", step->is_total);
  if (panel->currency != NULL)
    pnr_report_add_money (report, "value", value, panel->currency);
  else
    pnr_report_add_number (report, "value", (double) value / PARTS);
  return pnr_report_end (report);
}

/**
 * pnr_waterfall_to_report:
 * @self: a waterfall
 *
 * Returns: (transfer floating): the dictionary that the command line prints, one row per step
 */
GVariant *
pnr_waterfall_to_report (PnrWaterfall *self)
{
  GVariantDict *report = pnr_report_new ();
  GPtrArray *steps = g_ptr_array_new ();

  for (guint p = 0; p < self->panels->len; p++) {
    const PnrWaterfallPanel *panel = g_ptr_array_index (self->panels, p);

    for (guint i = 0; i < panel->steps->len; i++)
      g_ptr_array_add (steps, step_to_report (panel, g_ptr_array_index (panel->steps, i)));
  }
  pnr_report_add_list (report, "steps", steps);
  pnr_report_add_text (report, "inputs_hash", self->inputs_hash);
  return pnr_report_end (report);
}
