/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How it is said where the figures about the takers of an offer come from. */
#include "config.h"

#include "ui/scenarios/pnr-takers-words.h"

#include "ui/pnr-wording.h"

#include <glib/gi18n.h>

/* Enough of a hash to tell two data sets apart by eye. */
#define SHOWN_HASH 12

/* (transfer full): how the figures about takers come about, to be read over them. */
char *
pnr_takers_words_dup_explanation (PnrOutcome *outcome)
{
  g_autofree char *shoppers = pnr_wording_dup_count (outcome->n_shoppers);

  /* Translators: a number of shoppers, a hash of the data. */
  return g_strdup_printf (_ ("Those who take an offer, by what the same simulated shopper buys "
                             "without it ÷ all who take one. Whether it pays is said of their "
                             "whole orders with it, less those without it, shipping and fees "
                             "included; what relationships bring and who leaves is not in it. On "
                             "the bundle's page the others are taken to buy one part of it without "
                             "it: here it is counted what they buy.\nFrom %s simulated shoppers; "
                             "data %.*s"),
                          shoppers, SHOWN_HASH,
                          outcome->inputs_hash != NULL ? outcome->inputs_hash : "");
}
