/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the lineage of a decision is said to people: evidence, data, author, approval. */
#include "config.h"

#include "ui/pnr-lineage-words.h"

#include "ui/pnr-wording.h"

#include <glib/gi18n.h>
#include <string.h>

/* What of a sum is enough to tell two apart by eye. */
#define SHORT_HASH 12

static gboolean
is_named (const char *person)
{
  return person != NULL && person[0] != '\0';
}

static const char *
get_measure_word (const char *measure)
{
  static const struct {
    const char *measure;
    const char *word;
  } words[] = {
    { "lift", NC_ ("measure", "Lift") },
    { "confidence", NC_ ("measure", "Confidence") },
    { "support", NC_ ("measure", "Support") },
    { "leverage", NC_ ("measure", "Leverage") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++) {
    if (g_strcmp0 (measure, words[i].measure) == 0)
      return g_dpgettext2 (GETTEXT_PACKAGE, "measure", words[i].word);
  }
  return measure != NULL ? measure : "–";
}

/* "Lift 3.40". */
char *
pnr_lineage_words_dup_measure (PnrDecision *decision)
{
  g_autofree char *number =
      pnr_wording_dup_number ((double) pnr_decision_get_measure_ppm (decision) / 1e6, 2);

  return g_strdup_printf ("%s %s", get_measure_word (pnr_decision_get_measure (decision)), number);
}

char *
pnr_lineage_words_dup_window (PnrDecision *decision)
{
  g_autofree char *from = pnr_wording_dup_date (pnr_decision_get_window_from (decision));
  g_autofree char *to = pnr_wording_dup_date (pnr_decision_get_window_to (decision));

  return g_strdup_printf ("%s – %s", from, to);
}

/* The beginning of the sum of the data; what was cut is told by a tooltip. */
char *
pnr_lineage_words_dup_data (PnrDecision *decision)
{
  const char *hash = pnr_decision_get_data_hash (decision);

  if (!is_named (hash))
    return g_strdup ("–");
  return strlen (hash) > SHORT_HASH ? g_strdup_printf ("%.*s…", SHORT_HASH, hash) : g_strdup (hash);
}

char *
pnr_lineage_words_dup_author (PnrDecision *decision)
{
  const char *author = pnr_decision_get_author (decision);
  gint64 created = pnr_decision_get_created (decision);
  g_autofree char *when = created > 0 ? pnr_wording_dup_time (created) : NULL;

  if (when == NULL)
    return g_strdup (is_named (author) ? author : _ ("Unknown"));
  return is_named (author) ? g_strdup_printf ("%s, %s", author, when) : g_steal_pointer (&when);
}

char *
pnr_lineage_words_dup_approval (PnrDecision *decision)
{
  const char *approver = pnr_decision_get_approver (decision);
  g_autofree char *when = NULL;

  if (!pnr_decision_is_approved (decision))
    return g_strdup (_ ("Not approved"));
  when = pnr_wording_dup_time (pnr_decision_get_approved (decision));
  /* Translators: a person, then a date and a time. */
  return is_named (approver) ? g_strdup_printf (_ ("Approved by %s, %s"), approver, when)
                             : g_strdup_printf (_ ("Approved, %s"), when);
}

static char *
dup_mined_evidence (PnrDecision *decision)
{
  g_autofree char *measure = pnr_lineage_words_dup_measure (decision);
  g_autofree char *from = pnr_wording_dup_date (pnr_decision_get_window_from (decision));
  g_autofree char *to = pnr_wording_dup_date (pnr_decision_get_window_to (decision));

  /* Translators: a measure and its value, such as "Lift 2.10", then two dates. */
  return g_strdup_printf (_ ("Counted in past orders: %s, from %s to %s"), measure, from, to);
}

/* What the decision stands on, as a sentence. */
char *
pnr_lineage_words_dup_evidence (PnrDecision *decision)
{
  const char *author = pnr_decision_get_author (decision);
  g_autofree char *when = NULL;

  if (pnr_decision_get_evidence (decision) == PNR_EVIDENCE_MINED)
    return dup_mined_evidence (decision);
  if (pnr_decision_get_created (decision) <= 0)
    return g_strdup (_ ("Judgement of the merchant"));
  when = pnr_wording_dup_date (pnr_decision_get_created (decision));
  if (!is_named (author))
    return g_strdup_printf (_ ("Judgement of the merchant on %s"), when);
  return g_strdup_printf (_ ("Judgement of %s on %s"), author, when);
}
