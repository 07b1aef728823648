/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The rule that a bundle still is what was decided, though its products' prices have moved. */
#include "config.h"

#include <glib/gi18n.h>

#include "base/pnr-money.h"
#include "plan/check/pnr-check-rule.h"
#include "plan/pnr-plan-drift.h"

static void
fill_in (GString *sentence, const char *place, gint64 minor, const char *currency)
{
  g_autofree char *money = pnr_money_format (minor, currency);

  g_string_replace (sentence, place, money, 1);
}

char *
pnr_check_find_drift (PnrCheckScene *scene, gpointer noun)
{
  const char *currency = scene->contents->currency;
  g_autoptr (PnrDrift) drift =
      scene->past_prices != NULL ? pnr_drift_new (scene->contents, noun, scene->past_prices) : NULL;
  g_autoptr (GString) sentence = NULL;

  if (drift == NULL)
    return NULL;
  /* Translators: each {…} is an amount of money. */
  sentence = g_string_new (_ ("Since it was decided its products went from {old_sum} to {new_sum}, "
                              "its price from {old_price} to {new_price}, its margin from "
                              "{old_margin} to {new_margin}."));
  fill_in (sentence, "{old_sum}", drift->before.sum_minor, currency);
  fill_in (sentence, "{new_sum}", drift->now.sum_minor, currency);
  fill_in (sentence, "{old_price}", drift->before.price_minor, currency);
  fill_in (sentence, "{new_price}", drift->now.price_minor, currency);
  fill_in (sentence, "{old_margin}", drift->before.margin_minor, currency);
  fill_in (sentence, "{new_margin}", drift->now.margin_minor, currency);
  return g_strdup (sentence->str);
}
