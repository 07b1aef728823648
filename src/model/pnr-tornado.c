/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How far a scenario's result moves with each assumption by itself. */
#include "config.h"

#include "model/pnr-tornado.h"

#include <math.h>

#include "base/pnr-report.h"

G_DEFINE_BOXED_TYPE (PnrTornado, pnr_tornado, pnr_tornado_ref, pnr_tornado_unref)

static void
bar_free (PnrTornadoBar *bar)
{
  g_free (bar->assumption);
  g_free (bar->title);
  g_free (bar->source);
  g_free (bar);
}

PnrTornado *
pnr_tornado_new (const char *currency, const char *inputs_hash)
{
  PnrTornado *self = g_new0 (PnrTornado, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->currency = g_strdup (currency);
  self->inputs_hash = g_strdup (inputs_hash);
  self->bars = g_ptr_array_new_with_free_func ((GDestroyNotify) bar_free);
  return self;
}

PnrTornado *
pnr_tornado_ref (PnrTornado *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
pnr_tornado_unref (PnrTornado *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->bars);
  g_free (self->inputs_hash);
  g_free (self->currency);
  g_free (self);
}

/* (transfer none): the bar, whose changes are still to be found. */
PnrTornadoBar *
pnr_tornado_add (PnrTornado *self, const char *assumption, const char *title, const char *source,
                 double value, double low, double high)
{
  PnrTornadoBar *bar = g_new0 (PnrTornadoBar, 1);

  bar->assumption = g_strdup (assumption);
  bar->title = g_strdup (title);
  bar->source = g_strdup (source);
  bar->value = value;
  bar->low = low;
  bar->high = high;
  g_ptr_array_add (self->bars, bar);
  return bar;
}

/* Both ends may lie on one side of what is most likely; the bar still starts there. */
double
pnr_tornado_get_length (PnrTornado *self, const PnrTornadoBar *bar)
{
  return fmax (fmax (bar->change_low, bar->change_high), self->change)
         - fmin (fmin (bar->change_low, bar->change_high), self->change);
}

static int
compare_bars (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const PnrTornadoBar *left = *(PnrTornadoBar *const *) a;
  const PnrTornadoBar *right = *(PnrTornadoBar *const *) b;
  double left_length = pnr_tornado_get_length (user_data, left);
  double right_length = pnr_tornado_get_length (user_data, right);

  if (left_length != right_length)
    return left_length > right_length ? -1 : 1;
  return g_strcmp0 (left->title, right->title);
}

void
pnr_tornado_sort (PnrTornado *self)
{
  g_ptr_array_sort_with_data (self->bars, compare_bars, self);
}

static GVariant *
bar_to_report (PnrTornado *self, const PnrTornadoBar *bar)
{
  GVariantDict *report = pnr_report_new ();

  pnr_report_add_text (report, "name", bar->title);
  pnr_report_add_text (report, "assumption", bar->assumption);
  pnr_report_add_text (report, "source", bar->source);
  pnr_report_add_number (report, "value", bar->value);
  pnr_report_add_number (report, "low", bar->low);
  pnr_report_add_number (report, "high", bar->high);
  pnr_report_add_money (report, "change_low", (gint64) llround (bar->change_low), self->currency);
  pnr_report_add_money (report, "change_high", (gint64) llround (bar->change_high), self->currency);
  return pnr_report_end (report);
}

/**
 * pnr_tornado_to_report:
 * @self: a tornado
 *
 * Returns: (transfer floating): the dictionary that the command line prints
 */
GVariant *
pnr_tornado_to_report (PnrTornado *self)
{
  GVariantDict *report = pnr_report_new ();
  GPtrArray *bars = g_ptr_array_new ();

  for (guint i = 0; i < self->bars->len; i++)
    g_ptr_array_add (bars, bar_to_report (self, g_ptr_array_index (self->bars, i)));
  pnr_report_add_money (report, "change", (gint64) llround (self->change), self->currency);
  pnr_report_add_list (report, "bars", bars);
  pnr_report_add_count (report, "shoppers", self->n_shoppers);
  pnr_report_add_count (report, "seed", (gint64) self->seed);
  pnr_report_add_text (report, "inputs_hash", self->inputs_hash);
  return pnr_report_end (report);
}
