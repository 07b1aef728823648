/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a document did to a plan: counts by kind of noun, and what could not be applied. */
#include "config.h"

#include "exchange/pnr-apply-report.h"

#include "base/pnr-report.h"
#include "model/pnr-contents.h"

#define N_KINDS 6

typedef struct {
  gint64 added, changed, removed;
} ApplyCounts;

struct _PnrApplyReport {
  gint64 n_entries;
  gint64 n_rejected;
  ApplyCounts total;
  ApplyCounts by_kind[N_KINDS];
  GPtrArray *problems;
};

static const char *const kind_names[N_KINDS] = { "products",  "relationships", "bundles",
                                                 "scenarios", "places",        "rejected" };

static guint
apply_report_kind_index (GType kind)
{
  const GType types[N_KINDS] = { PNR_TYPE_PRODUCT,  PNR_TYPE_RELATION, PNR_TYPE_BUNDLE,
                                 PNR_TYPE_SCENARIO, PNR_TYPE_PLACE,    PNR_TYPE_VERDICT };
  guint index = 0;

  while (index < N_KINDS - 1 && types[index] != kind)
    index++;
  return index;
}

PnrApplyReport *
pnr_apply_report_new (void)
{
  PnrApplyReport *self = g_new0 (PnrApplyReport, 1);

  self->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) g_variant_unref);
  return self;
}

void
pnr_apply_report_free (PnrApplyReport *self)
{
  g_ptr_array_unref (self->problems);
  g_free (self);
}

static void
apply_counts_add (ApplyCounts *counts, gint64 added, gint64 changed, gint64 removed)
{
  counts->added += added;
  counts->changed += changed;
  counts->removed += removed;
}

void
pnr_apply_report_count (PnrApplyReport *self, GType kind, gint64 added, gint64 changed,
                        gint64 removed)
{
  apply_counts_add (&self->total, added, changed, removed);
  apply_counts_add (&self->by_kind[apply_report_kind_index (kind)], added, changed, removed);
}

void
pnr_apply_report_add_problem (PnrApplyReport *self, const char *path, const char *value,
                              const char *code, const char *sentence)
{
  GVariantDict *problem = pnr_report_new ();

  pnr_report_add_text (problem, "path", path);
  pnr_report_add_text (problem, "value", value);
  pnr_report_add_text (problem, "code", code);
  pnr_report_add_text (problem, "message", sentence);
  g_ptr_array_add (self->problems, g_variant_ref_sink (pnr_report_end (problem)));
}

/* Of what the document lists. What the plan holds already is an entry that was not rejected. */
void
pnr_apply_report_count_entry (PnrApplyReport *self, gboolean is_rejected)
{
  self->n_entries++;
  self->n_rejected += is_rejected;
}

gint64
pnr_apply_report_get_added (PnrApplyReport *self)
{
  return self->total.added;
}

gint64
pnr_apply_report_get_changed (PnrApplyReport *self)
{
  return self->total.changed;
}

guint
pnr_apply_report_get_n_problems (PnrApplyReport *self)
{
  return self->problems->len;
}

static void
apply_counts_report (const ApplyCounts *counts, GVariantDict *report)
{
  pnr_report_add_count (report, "added", counts->added);
  pnr_report_add_count (report, "changed", counts->changed);
  pnr_report_add_count (report, "removed", counts->removed);
}

/* Returns: (transfer floating): {entries, rejected, added, changed, removed, by_kind, problems} */
GVariant *
pnr_apply_report_to_variant (PnrApplyReport *self)
{
  GVariantDict *report = pnr_report_new ();
  GVariantDict *kinds = pnr_report_new ();
  GPtrArray *problems = g_ptr_array_new ();

  pnr_report_add_count (report, "entries", self->n_entries);
  pnr_report_add_count (report, "rejected", self->n_rejected);
  apply_counts_report (&self->total, report);
  for (guint i = 0; i < N_KINDS; i++) {
    GVariantDict *kind = pnr_report_new ();

    apply_counts_report (&self->by_kind[i], kind);
    pnr_report_add_value (kinds, kind_names[i], pnr_report_end (kind));
  }
  pnr_report_add_value (report, "by_kind", pnr_report_end (kinds));
  for (guint i = 0; i < self->problems->len; i++)
    g_ptr_array_add (problems, g_ptr_array_index (self->problems, i));
  pnr_report_add_list (report, "problems", problems);
  return pnr_report_end (report);
}
