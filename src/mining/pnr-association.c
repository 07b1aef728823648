/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Four counts of baskets, and every number that says how two sides of a rule hang together. */
#include "config.h"

#include "mining/pnr-association.h"

#include <math.h>

#include "mining/pnr-chance.h"

/* Definitions: M. Hahsler, "A probabilistic comparison of commonly used interest measures for
 * association rules" (2015). A measure with a zero denominator is infinite or not a number, as
 * the limit says; a report writes nothing then. */

/* 97.5 % of a normal value lie below this: both ends of an interval together leave out 5 %. */
#define Z_95 1.959963984540054

static const char *const measure_words[PNR_N_MEASURES] = {
  [PNR_MEASURE_COUNT] = "count",
  [PNR_MEASURE_SUPPORT] = "support",
  [PNR_MEASURE_CONFIDENCE] = "confidence",
  [PNR_MEASURE_LIFT] = "lift",
  [PNR_MEASURE_LEVERAGE] = "leverage",
  [PNR_MEASURE_CONVICTION] = "conviction",
  [PNR_MEASURE_KULCZYNSKI] = "kulczynski",
  [PNR_MEASURE_IMBALANCE] = "imbalance",
  [PNR_MEASURE_PHI] = "phi",
  [PNR_MEASURE_CHI_SQUARE] = "chi_square",
  [PNR_MEASURE_CHI_SQUARE_LOG10_P] = "chi_square_log10_p",
  [PNR_MEASURE_COSINE] = "cosine",
  [PNR_MEASURE_JACCARD] = "jaccard",
  [PNR_MEASURE_ALL_CONFIDENCE] = "all_confidence",
  [PNR_MEASURE_ODDS_RATIO] = "odds_ratio",
  [PNR_MEASURE_HYPERLIFT_99] = "hyperlift_99",
  [PNR_MEASURE_EXPECTED] = "expected",
  [PNR_MEASURE_LIFT_LOW] = "lift_low",
  [PNR_MEASURE_LIFT_HIGH] = "lift_high",
  [PNR_MEASURE_CONFIDENCE_LOW] = "confidence_low",
  [PNR_MEASURE_CONFIDENCE_HIGH] = "confidence_high",
  [PNR_MEASURE_FISHER_GREATER_LOG10_P] = "fisher_greater_log10_p",
  [PNR_MEASURE_FISHER_LESS_LOG10_P] = "fisher_less_log10_p",
  [PNR_MEASURE_FISHER_TWO_SIDED_LOG10_P] = "fisher_two_sided_log10_p",
  [PNR_MEASURE_P_VALUE] = "p_value",
  [PNR_MEASURE_Q_VALUE] = "q_value",
};

/* The words of the command line and of reports. */
const char *
pnr_measure_to_word (PnrMeasure measure)
{
  g_return_val_if_fail (measure < PNR_N_MEASURES, NULL);

  return measure_words[measure];
}

/**
 * pnr_measure_from_word:
 * @word: a word like "lift"; hyphens do for underscores
 * @measure: (out): the measure
 *
 * Returns: whether there is such a measure
 */
gboolean
pnr_measure_from_word (const char *word, PnrMeasure *measure)
{
  g_autofree char *wanted = g_strdelimit (g_ascii_strdown (word, -1), "-", '_');

  for (guint i = 0; i < PNR_N_MEASURES; i++) {
    if (g_str_equal (wanted, measure_words[i])) {
      *measure = i;
      return TRUE;
    }
  }
  return FALSE;
}

/* Probabilities and imbalance: the smaller, the stronger the rule. */
gboolean
pnr_measure_is_better_when_smaller (PnrMeasure measure)
{
  switch (measure) {
  case PNR_MEASURE_IMBALANCE:
  case PNR_MEASURE_CHI_SQUARE_LOG10_P:
  case PNR_MEASURE_FISHER_GREATER_LOG10_P:
  case PNR_MEASURE_FISHER_LESS_LOG10_P:
  case PNR_MEASURE_FISHER_TWO_SIDED_LOG10_P:
  case PNR_MEASURE_P_VALUE:
  case PNR_MEASURE_Q_VALUE:
    return TRUE;
  default:
    return FALSE;
  }
}

/**
 * pnr_association_get_lift_interval:
 * @self: counts
 * @low: (out): lower end
 * @high: (out): upper end
 *
 * 95 % interval of the lift by the delta method on its logarithm, the four cells being
 * multinomial (A. Agresti, Categorical Data Analysis, 2nd edition, section 14.1):
 * Var ln lift = 1/n_both − 1/n_if − 1/n_then + 2 n_both/(n_if n_then) − 1/n.
 * Where the two never met, half a basket stands in for the upper end and the lower end is 0.
 */
void
pnr_association_get_lift_interval (const PnrAssociation *self, double *low, double *high)
{
  double a = self->n_if;
  double b = self->n_then;
  double both = MAX (self->n_both, 0.5);
  double lift = self->n * both / (a * b);
  double variance = 1 / both - 1 / a - 1 / b + 2 * both / (a * b) - 1.0 / self->n;
  double factor = exp (Z_95 * sqrt (MAX (variance, 0.0)));

  *low = self->n_both > 0 ? lift / factor : 0.0;
  *high = lift * factor;
}

/**
 * pnr_association_get_confidence_interval:
 * @self: counts
 * @low: (out): lower end
 * @high: (out): upper end
 *
 * 95 % score interval of the confidence (E. B. Wilson, JASA 22, 1927, 209–212).
 */
void
pnr_association_get_confidence_interval (const PnrAssociation *self, double *low, double *high)
{
  double n = self->n_if;
  double share = self->n_both / n;
  double square = Z_95 * Z_95;
  double centre = (share + square / (2 * n)) / (1 + square / n);
  double half = Z_95 / (1 + square / n) * sqrt (share * (1 - share) / n + square / (4 * n * n));

  *low = self->n_both == 0 ? 0.0 : MAX (centre - half, 0.0);
  *high = self->n_both == self->n_if ? 1.0 : MIN (centre + half, 1.0);
}

/**
 * pnr_association_get_chance_log10_p:
 * @self: counts of a pair
 * @chance_lift: the lift that basket sizes alone give, see pnr_rule_set_get_chance_lift()
 *
 * The second chance level. Large baskets put everything together; with basket sizes and item
 * totals held as they are, a pair meets @chance_lift × n_if × n_then / n times on average, and a
 * rare meeting is Poisson.
 *
 * Returns: log10 of the probability of as many meetings or more
 */
double
pnr_association_get_chance_log10_p (const PnrAssociation *self, double chance_lift)
{
  double expected = chance_lift * self->n_if * self->n_then / self->n;

  return pnr_chance_poisson_at_least (expected, self->n_both);
}

static double
get_phi (const PnrAssociation *self)
{
  double n = self->n;
  double a = self->n_if;
  double b = self->n_then;

  return (n * self->n_both - a * b) / sqrt (a * b * (n - a) * (n - b));
}

static double
get_odds_ratio (const PnrAssociation *self)
{
  double only_if = (double) self->n_if - self->n_both;
  double only_then = (double) self->n_then - self->n_both;
  double neither = (double) self->n - self->n_if - only_then;

  return self->n_both * neither / (only_if * only_then);
}

static double
get_tail (const PnrAssociation *self, PnrMeasure measure)
{
  switch (measure) {
  case PNR_MEASURE_FISHER_LESS_LOG10_P:
    return pnr_chance_hypergeometric_at_most (self->n, self->n_if, self->n_then, self->n_both);
  case PNR_MEASURE_FISHER_TWO_SIDED_LOG10_P:
    return pnr_chance_hypergeometric_two_sided (self->n, self->n_if, self->n_then, self->n_both);
  default:
    return pnr_chance_hypergeometric_at_least (self->n, self->n_if, self->n_then, self->n_both);
  }
}

static double
get_end (const PnrAssociation *self, PnrMeasure measure)
{
  double low;
  double high;

  if (measure == PNR_MEASURE_LIFT_LOW || measure == PNR_MEASURE_LIFT_HIGH)
    pnr_association_get_lift_interval (self, &low, &high);
  else
    pnr_association_get_confidence_interval (self, &low, &high);
  return measure == PNR_MEASURE_LIFT_LOW || measure == PNR_MEASURE_CONFIDENCE_LOW ? low : high;
}

/**
 * pnr_association_get:
 * @self: counts, each side in one basket at least
 * @measure: what to compute
 *
 * The p value is Fisher's one-sided ("together more than by chance") and may underflow to 0, its
 * log10 never does. A q value depends on all tests, so here it is the p value of a single test.
 *
 * Returns: the measure; infinite or NaN where its denominator is 0
 */
double
pnr_association_get (const PnrAssociation *self, PnrMeasure measure)
{
  double n = self->n;
  double a = self->n_if;
  double b = self->n_then;
  double both = self->n_both;

  switch (measure) {
  case PNR_MEASURE_COUNT:
    return both;
  case PNR_MEASURE_SUPPORT:
    return both / n;
  case PNR_MEASURE_CONFIDENCE:
    return both / a;
  case PNR_MEASURE_LIFT:
    return n * both / (a * b);
  case PNR_MEASURE_LEVERAGE:
    return (both * n - a * b) / (n * n);
  case PNR_MEASURE_CONVICTION:
    return a * (n - b) / (n * (a - both));
  case PNR_MEASURE_KULCZYNSKI:
    return (both / a + both / b) / 2;
  case PNR_MEASURE_IMBALANCE:
    return fabs (a - b) / (a + b - both);
  case PNR_MEASURE_PHI:
    return get_phi (self);
  case PNR_MEASURE_CHI_SQUARE:
    return n * get_phi (self) * get_phi (self);
  case PNR_MEASURE_CHI_SQUARE_LOG10_P:
    return pnr_chance_chi_square_beyond (n * get_phi (self) * get_phi (self));
  case PNR_MEASURE_COSINE:
    return both / sqrt (a * b);
  case PNR_MEASURE_JACCARD:
    return both / (a + b - both);
  case PNR_MEASURE_ALL_CONFIDENCE:
    return both / MAX (a, b);
  case PNR_MEASURE_ODDS_RATIO:
    return get_odds_ratio (self);
  case PNR_MEASURE_HYPERLIFT_99:
    return both / pnr_chance_hypergeometric_quantile (self->n, self->n_if, self->n_then, 0.99);
  case PNR_MEASURE_EXPECTED:
    return a * b / n;
  case PNR_MEASURE_LIFT_LOW:
  case PNR_MEASURE_LIFT_HIGH:
  case PNR_MEASURE_CONFIDENCE_LOW:
  case PNR_MEASURE_CONFIDENCE_HIGH:
    return get_end (self, measure);
  case PNR_MEASURE_P_VALUE:
  case PNR_MEASURE_Q_VALUE:
    return pow (10, get_tail (self, PNR_MEASURE_FISHER_GREATER_LOG10_P));
  default:
    return get_tail (self, measure);
  }
}
