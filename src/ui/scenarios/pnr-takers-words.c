/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How it is said what the takers of an offer would have bought without it. */
#include "config.h"

#include "ui/scenarios/pnr-takers-words.h"

#include "ui/pnr-wording.h"

#include <glib/gi18n.h>
#include <math.h>

/* Enough of a hash to tell two data sets apart by eye. */
#define SHOWN_HASH 12

/**
 * pnr_takers_words_dup_sentence:
 * @outcome: what the simulation said
 *
 * Returns: (transfer full): how many takers only get a discount, and how many are too many
 */
char *
pnr_takers_words_dup_sentence (PnrOutcome *outcome)
{
  const PnrTakers *takers = &outcome->takers;
  int giveaway = (int) lround (takers->giveaway * 100.0);

  if (!isfinite (takers->giveaway))
    return g_strdup (_ ("Nobody takes the offer."));
  if (isfinite (takers->break_even_giveaway) && takers->break_even_giveaway <= 0.0)
    return g_strdup_printf (
        /* Translators: a number of people out of a hundred. */
        _ ("Of 100 takers, %d would have bought everything anyway; with what the others would "
           "have bought in this simulation, the offer pays with none of them."),
        giveaway);
  if (!isfinite (takers->break_even_giveaway))
    return g_strdup_printf (_ ("Of 100 takers, %d would have bought everything anyway."), giveaway);
  return g_strdup_printf (
      /* Translators: two numbers of people out of a hundred. */
      _ ("Of 100 takers, %d would have bought everything anyway; with what the others would "
         "have bought in this simulation, the offer pays below %d."),
      giveaway, (int) lround (takers->break_even_giveaway * 100.0));
}

/* (transfer full): how the figures about takers come about, to be read over them. */
char *
pnr_takers_words_dup_explanation (PnrOutcome *outcome)
{
  g_autofree char *shoppers = pnr_wording_dup_count (outcome->n_shoppers);

  /* Translators: a number of shoppers, a hash of the data. */
  return g_strdup_printf (_ ("Those who take an offer, by what the same simulated shopper buys "
                             "without it ÷ all who take one. The share below which the offer pays "
                             "is another than on the bundle's page, which takes the others to buy "
                             "one part of it without it: here it is counted what they buy.\nFrom "
                             "%s simulated shoppers; data "
                             "%.*s"),
                          shoppers, SHOWN_HASH,
                          outcome->inputs_hash != NULL ? outcome->inputs_hash : "");
}
