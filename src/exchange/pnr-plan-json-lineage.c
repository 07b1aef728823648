/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an object of Pannier JSON says about where a decision comes from and who approved it. */
#include "config.h"

#include "exchange/pnr-plan-json-private.h"

#include <glib/gi18n.h>

#include "base/pnr-report.h"

static void
fill_evidence (PnrPlanReader *self, GVariant *evidence, gpointer noun)
{
  g_autoptr (GVariant) value = pnr_report_get (evidence, "value");
  gint64 ppm;

  pnr_plan_reader_set_word (self, evidence, "kind", "type", noun, "evidence", PNR_TYPE_EVIDENCE);
  pnr_plan_reader_set_text (self, evidence, "measure", noun, "measure");
  if (pnr_plan_object_has_null (evidence, "value"))
    pnr_decision_set_measure_ppm (noun, 0);
  else if (value != NULL
           && pnr_plan_reader_read_ppm (self, value, "evidence.value", -PNR_PLAN_READER_ENOUGH,
                                        PNR_PLAN_READER_ENOUGH, &ppm))
    pnr_decision_set_measure_ppm (noun, ppm);
  pnr_plan_reader_set_time (self, evidence, "window_from", noun, "window-from");
  pnr_plan_reader_set_time (self, evidence, "window_to", noun, "window-to");
  pnr_plan_reader_set_text (self, evidence, "data_hash", noun, "data-hash");
}

/* The evidence of a decision is an object, one word for its kind, or nothing at all. */
static void
fill_any_evidence (PnrPlanReader *self, GVariant *object, gpointer noun)
{
  g_autoptr (GVariant) evidence = pnr_report_get (object, "evidence");
  g_autofree char *shown = pnr_plan_value_to_text (evidence);

  if (pnr_plan_object_has_null (object, "evidence"))
    g_object_set (noun, "evidence", PNR_EVIDENCE_JUDGEMENT, "measure", NULL, "measure-ppm",
                  (gint64) 0, "window-from", (gint64) 0, "window-to", (gint64) 0, "data-hash", NULL,
                  NULL);
  else if (evidence == NULL)
    return;
  else if (g_variant_is_of_type (evidence, G_VARIANT_TYPE_STRING))
    pnr_plan_reader_set_word (self, object, "evidence", NULL, noun, "evidence", PNR_TYPE_EVIDENCE);
  else if (g_variant_is_of_type (evidence, G_VARIANT_TYPE_VARDICT))
    fill_evidence (self, evidence, noun);
  else
    pnr_plan_reader_complain (self, "evidence", shown, "not-an-object",
                              _ ("An object is expected here."));
}

static void
fill_approval (PnrPlanReader *self, GVariant *object, gpointer noun)
{
  g_autoptr (GVariant) approval = pnr_report_get (object, "approved");
  g_autofree char *shown = pnr_plan_value_to_text (approval);

  if (pnr_plan_object_has_null (object, "approved"))
    pnr_decision_withdraw_approval (noun);
  else if (approval == NULL)
    return;
  else if (!g_variant_is_of_type (approval, G_VARIANT_TYPE_VARDICT))
    pnr_plan_reader_complain (self, "approved", shown, "not-an-object",
                              _ ("An object is expected here."));
  else if (!pnr_plan_object_has (approval, "at") || pnr_plan_object_has_null (approval, "at"))
    pnr_plan_reader_complain (self, "approved.at", NULL, "missing", _ ("This is missing."));
  else {
    pnr_plan_reader_set_text (self, approval, "by", noun, "approver");
    pnr_plan_reader_set_time (self, approval, "at", noun, "approved");
  }
}

/* Comes last: what changes a decision withdraws its approval, and the document may renew it. */
void
pnr_plan_reader_fill_lineage (PnrPlanReader *self, GVariant *object, gpointer noun)
{
  fill_any_evidence (self, object, noun);
  pnr_plan_reader_set_text (self, object, "author", noun, "author");
  pnr_plan_reader_set_time (self, object, "created", noun, "created");
  fill_approval (self, object, noun);
}
