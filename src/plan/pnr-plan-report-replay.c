/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a scenario's offers would have made of past orders, on the printed report. */
#include "config.h"

#include "plan/pnr-plan-report-private.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "base/pnr-money.h"
#include "plan/pnr-plan-market.h"
#include "plan/pnr-plan-replay.h"

static char *
dup_money (const PnrReplay *replay, gint64 minor)
{
  return minor == PNR_MONEY_UNKNOWN ? g_strdup (_ ("unknown"))
                                    : pnr_money_format (minor, replay->currency);
}

static void
add_table (PnrDocument *document, PnrReplay *replay)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint i = 0; i < replay->offers->len; i++) {
    PnrReplayOffer *offer = g_ptr_array_index (replay->offers, i);
    g_autofree char *touched = g_strdup_printf ("%" PRId64, offer->n_touched);
    g_autofree char *parts = g_strdup_printf ("%" PRId64, offer->n_would_be);
    g_autofree char *given =
        dup_money (replay, pnr_replay_offer_expect (offer, offer->given_minor));

    g_ptr_array_add (rows, pnr_report_row (offer->name, touched, given, parts, NULL));
  }
  pnr_document_take_table (document,
                           pnr_report_row (_ ("Bundle"), _ ("Orders touched"), _ ("Given away"),
                                           _ ("Hold a part"), NULL),
                           rows, 1);
}

/**
 * pnr_plan_report_add_replay:
 * @document: a report
 * @plan: a plan
 * @scenario: one of its scenarios
 * @progress: (nullable): a progress
 * @error: a place for a sentence
 *
 * Offers that cannot be gone through with are told as such and do not end the report.
 *
 * Returns: whether the report can go on
 */
gboolean
pnr_plan_report_add_replay (PnrDocument *document, PnrPlan *plan, PnrScenario *scenario,
                            PnrProgress *progress, GError **error)
{
  g_autoptr (GError) refusal = NULL;
  g_autoptr (PnrReplay) replay = pnr_plan_replay (plan, scenario, progress, &refusal);
  g_autofree char *sentence = NULL;

  if (replay == NULL && refusal->domain != PNR_PLAN_ERROR) {
    g_propagate_error (error, g_steal_pointer (&refusal));
    return FALSE;
  }
  pnr_document_add_heading (document, _ ("Past orders with these offers"));
  if (replay == NULL) {
    pnr_document_add_text (document, refusal->message);
    return TRUE;
  }
  sentence = pnr_replay_dup_sentence (replay);
  pnr_document_add_text (document, sentence);
  add_table (document, replay);
  for (guint i = 0; i < replay->offers->len; i++) {
    PnrReplayOffer *offer = g_ptr_array_index (replay->offers, i);
    g_autofree char *words = pnr_replay_offer_dup_sentence (replay, offer);
    g_autofree char *line = g_strdup_printf (_ ("%s: %s"), offer->name, words);

    pnr_document_add_text (document, line);
  }
  if (!pnr_replay_is_seen_by_all (replay)) {
    g_autofree char *seen = pnr_replay_dup_exposure_sentence (replay);

    pnr_document_add_text (document, seen);
  }
  return TRUE;
}
