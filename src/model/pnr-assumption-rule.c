/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which assumptions there are, and what each may be.
 *
 * A mistyped name would be left aside in silence, and 19 for 19 per cent would be believed: both
 * change every figure without a word. */
#include "config.h"

#include "model/pnr-assumption-rule.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/pnr-known-keys.h"
#include "base/pnr-text.h"
#include "model/pnr-objective.h"

#define MOST_MONEY 1e12

static const char *const names[] = { "relevant shoppers",
                                     "elasticity",
                                     "shipping per order",
                                     "shipping per unit",
                                     "shipping charge",
                                     "free shipping from",
                                     "payment fee share",
                                     "payment fee fixed",
                                     "vat share",
                                     "lifetime weeks",
                                     "discount rate",
                                     "persistence",
                                     "retention effect",
                                     "cross-sell acceptance",
                                     "upsell acceptance",
                                     "cross-sell lost sales",
                                     "upsell lost sales",
                                     "price step",
                                     PNR_OBJECTIVE_ASSUMPTION,
                                     "parcel up to",
                                     "exposure",
                                     "awareness",
                                     "bother",
                                     "lost sales",
                                     "further unit",
                                     "product page exposure",
                                     "cart exposure",
                                     NULL };

static const PnrAssumptionRule people = { PNR_ASSUMPTION_UNIT_PEOPLE, 1.0, 1e12 };
static const PnrAssumptionRule elasticity = { PNR_ASSUMPTION_UNIT_ELASTICITY, -1000.0, -1e-6 };
static const PnrAssumptionRule money = { PNR_ASSUMPTION_UNIT_MONEY, 0.0, MOST_MONEY };
static const PnrAssumptionRule share = { PNR_ASSUMPTION_UNIT_SHARE, 0.0, 1.0 };
static const PnrAssumptionRule change = { PNR_ASSUMPTION_UNIT_CHANGE, -1.0, 1.0 };
static const PnrAssumptionRule weeks = { PNR_ASSUMPTION_UNIT_WEEKS, 1.0, 520.0 };
static const PnrAssumptionRule number = { PNR_ASSUMPTION_UNIT_NUMBER, 0.0, 1000.0 };
static const PnrAssumptionRule choice = { PNR_ASSUMPTION_UNIT_CHOICE, 0.0, PNR_N_OBJECTIVES - 1 };

/* In the order of the names. */
static const PnrAssumptionRule *const rules[] = {
  &people, &elasticity, &money, &money,  &money, &money, &share, &money, &share,
  &weeks,  &share,      &share, &change, &share, &share, &share, &share, &number,
  &choice, &money,      &share, &share,  &money, &share, &share, &share, &share,
};

G_STATIC_ASSERT (G_N_ELEMENTS (rules) == G_N_ELEMENTS (names) - 1);

/* Names that one product or offer may follow, or a weight. */
static gboolean
takes_more (const char *name)
{
  static const char *const of_one[] = { "elasticity", "exposure",     "awareness", "bother",
                                        "lost sales", "further unit", NULL };

  return g_strv_contains (of_one, name) || g_str_has_suffix (name, " acceptance")
         || g_str_has_prefix (name, "parcel");
}

static gboolean
is_named (const char *folded, const char *name)
{
  gsize length = strlen (name);
  gboolean needs_more = g_str_has_prefix (name, "parcel");

  if (strncmp (folded, name, length) != 0)
    return FALSE;
  return (folded[length] == '\0' && !needs_more) || (folded[length] == ' ' && takes_more (name));
}

/**
 * pnr_assumption_rule_find:
 * @name: the name of an assumption
 * @rule: (out): what it may be
 *
 * Returns: whether anything reads an assumption of that name
 */
gboolean
pnr_assumption_rule_find (const char *name, PnrAssumptionRule *rule)
{
  g_autofree char *folded = pnr_text_fold (name != NULL ? name : "");

  for (guint i = 0; names[i] != NULL; i++) {
    g_autofree char *known = pnr_text_fold (names[i]);

    if (!is_named (folded, known))
      continue;
    *rule = *rules[i];
    return TRUE;
  }
  return FALSE;
}

/* (transfer full) */
static char *
say_range (const PnrAssumptionRule *rule, double value)
{
  char written[G_ASCII_DTOSTR_BUF_SIZE], meant[G_ASCII_DTOSTR_BUF_SIZE];

  switch (rule->unit) {
  case PNR_ASSUMPTION_UNIT_PEOPLE:
    return g_strdup (_ ("Enter at least one person."));
  case PNR_ASSUMPTION_UNIT_ELASTICITY:
    return g_strdup (_ ("When a price rises, sales fall: enter a number below zero, like −2.5."));
  case PNR_ASSUMPTION_UNIT_MONEY:
    return g_strdup (_ ("A cost cannot be below zero."));
  case PNR_ASSUMPTION_UNIT_SHARE:
    if (!(value > 1.0 && value <= 100.0))
      return g_strdup (_ ("Enter a share from 0 to 1."));
    g_ascii_formatd (written, sizeof written, "%.6g", value);
    g_ascii_formatd (meant, sizeof meant, "%.6g", value / 100.0);
    /* Translators: 0.19 for 19 per cent. */
    return g_strdup_printf (_ ("Enter a share from 0 to 1: %s for %s %%."), meant, written);
  case PNR_ASSUMPTION_UNIT_CHANGE:
    return g_strdup (_ ("Enter a share from −1 to 1."));
  case PNR_ASSUMPTION_UNIT_WEEKS:
    return g_strdup (_ ("Enter 1 to 520 weeks."));
  case PNR_ASSUMPTION_UNIT_NUMBER:
    return g_strdup (_ ("A dearer offer is not accepted more often: enter zero or more."));
  default:
    return g_strdup (_ ("Enter a whole number from 0 to 3."));
  }
}

/* @sentence: (transfer full) */
static gboolean
tell (PnrAssumptionFault *fault, const char *field, const char *code, char *sentence)
{
  *fault = (PnrAssumptionFault){ field, code, sentence };
  return TRUE;
}

static char *
say_unknown (const char *name)
{
  const char *nearest = pnr_known_keys_find_nearest (name, names);

  if (nearest != NULL)
    return g_strdup_printf (_ ("Nothing reads the assumption “%s”. Is “%s” meant?"), name, nearest);
  return g_strdup_printf (
      _ ("Nothing reads the assumption “%s”. Take it out, or give it one of the "
         "names that the scenario’s editor lists."),
      name);
}

/* A range of zeros around another value was not stated. */
static gboolean
has_range_fault (PnrAssumption *self, const PnrAssumptionRule *rule, PnrAssumptionFault *fault)
{
  double value = pnr_assumption_get_value (self);
  double low = pnr_assumption_get_low (self), high = pnr_assumption_get_high (self);

  if (low == 0.0 && high == 0.0)
    return FALSE;
  if (!(low <= high))
    return tell (fault, "low", "low-above-high", g_strdup (_ ("The low is above the high.")));
  if (!(low <= value && value <= high))
    return tell (fault, "value", "outside-range",
                 g_strdup (_ ("The value must lie from its low to its high.")));
  if (low < rule->least)
    return tell (fault, "low", "out-of-range", say_range (rule, low));
  if (high > rule->most)
    return tell (fault, "high", "out-of-range", say_range (rule, high));
  return FALSE;
}

/**
 * pnr_assumption_find_fault:
 * @self: an assumption
 * @fault: (out): what is wrong with it, and what to do
 *
 * Returns: whether nobody can mean it so
 */
gboolean
pnr_assumption_find_fault (PnrAssumption *self, PnrAssumptionFault *fault)
{
  const char *name = pnr_assumption_get_name (self);
  double value = pnr_assumption_get_value (self);
  PnrAssumptionRule rule;

  if (!pnr_assumption_rule_find (name, &rule))
    return tell (fault, "name", "unknown-name", say_unknown (name != NULL ? name : ""));
  if (!(value >= rule.least && value <= rule.most))
    return tell (fault, "value", "out-of-range", say_range (&rule, value));
  return has_range_fault (self, &rule, fault);
}

void
pnr_assumption_fault_clear (PnrAssumptionFault *self)
{
  g_clear_pointer (&self->sentence, g_free);
}
