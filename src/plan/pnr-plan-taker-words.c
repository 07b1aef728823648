/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How it is told whether an offer pays on its takers, on the screen and on paper. */
#include "config.h"

#include "plan/pnr-plan-taker-words.h"

#include <glib/gi18n.h>
#include <math.h>

/* Beyond these decimals nobody reads a share of people. */
#define MOST_DECIMALS 4

static char *
dup_of_100 (double share, int n_decimals)
{
  return g_strdup_printf ("%.*f", n_decimals, 100.0 * share);
}

/* As few decimals as say which of the two is the larger, where the offer pays for that. */
static int
get_n_decimals (const PnrTakers *self)
{
  for (int n = 0; pnr_takers_do_pay (self) && n < MOST_DECIMALS; n++) {
    g_autofree char *giveaway = dup_of_100 (self->giveaway, n);
    g_autofree char *even = dup_of_100 (self->break_even_giveaway, n);

    if (!g_str_equal (giveaway, even))
      return n;
  }
  return pnr_takers_do_pay (self) ? MOST_DECIMALS : 0;
}

static char *
dup_sentence_with_share (const PnrTakers *self)
{
  int n_decimals = get_n_decimals (self);
  g_autofree char *giveaway = dup_of_100 (self->giveaway, n_decimals);
  g_autofree char *even = dup_of_100 (self->break_even_giveaway, n_decimals);

  if (self->verdict == PNR_BREAK_EVEN_ABOVE)
    /* Translators: two numbers of people out of a hundred. */
    return g_strdup_printf (_ ("Of 100 takers, %s would have bought everything anyway; on the "
                               "orders of its takers, the offer pays above %s."),
                            giveaway, even);
  /* Translators: two numbers of people out of a hundred. */
  return g_strdup_printf (_ ("Of 100 takers, %s would have bought everything anyway; on the orders "
                             "of its takers, the offer pays below %s."),
                          giveaway, even);
}

/* Where all takers are of one kind, nothing is known of more or fewer of them. */
static char *
dup_sentence_without_share (const PnrTakers *self)
{
  gboolean has_both = self->giveaway > 0.0 && self->giveaway < 1.0;
  g_autofree char *giveaway = dup_of_100 (self->giveaway, 0);

  if (self->verdict == PNR_BREAK_EVEN_ALWAYS && has_both)
    /* Translators: a number of people out of a hundred. */
    return g_strdup_printf (_ ("Of 100 takers, %s would have bought everything anyway; on the "
                               "orders of its takers, the offer pays however many they are."),
                            giveaway);
  if (self->verdict == PNR_BREAK_EVEN_ALWAYS)
    /* Translators: a number of people out of a hundred. */
    return g_strdup_printf (_ ("Of 100 takers, %s would have bought everything anyway; on the "
                               "orders of its takers, the offer pays."),
                            giveaway);
  if (has_both)
    /* Translators: a number of people out of a hundred. */
    return g_strdup_printf (_ ("Of 100 takers, %s would have bought everything anyway; on the "
                               "orders of its takers, the offer does not pay however few they "
                               "are."),
                            giveaway);
  /* Translators: a number of people out of a hundred. */
  return g_strdup_printf (_ ("Of 100 takers, %s would have bought everything anyway; on the orders "
                             "of its takers, the offer does not pay."),
                          giveaway);
}

/**
 * pnr_takers_dup_sentence:
 * @self: who takes the offers
 *
 * It speaks of the takers' orders alone: relationships and shoppers who leave change the total,
 * too.
 *
 * Returns: (transfer full): how many takers only get a discount, and how many are too many
 */
char *
pnr_takers_dup_sentence (const PnrTakers *self)
{
  if (!isfinite (self->giveaway))
    return g_strdup (_ ("Nobody takes the offer."));
  if (self->verdict == PNR_BREAK_EVEN_BELOW || self->verdict == PNR_BREAK_EVEN_ABOVE)
    return dup_sentence_with_share (self);
  return dup_sentence_without_share (self);
}
