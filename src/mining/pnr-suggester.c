/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Turns pairs that chance does not explain into proposals for the merchant. */
#include "config.h"

#include "mining/pnr-suggester.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "base/pnr-money.h"
#include "mining/pnr-apart-finder.h"
#include "mining/pnr-association.h"
#include "mining/pnr-chance.h"
#include "mining/pnr-significance.h"
#include "model/pnr-product.h"
#include "model/pnr-relation.h"
#include "model/pnr-verdict.h"

/* A cross-sell is a pair met more often than independence expects and more often than the sizes of
 * the baskets expect, an alternative one met less often than either; both with at most 5 % of the
 * proposals by chance (Benjamini and Hochberg). An upsell is an alternative of the same category
 * at a higher price. A cross-sell starts from the dearer product, as shops place it: the accessory
 * is offered with the main product. Where prices are unknown it starts from the item with the
 * higher confidence towards the other. An upsell starts from the cheaper one. */

#define LARGEST_LOG10_Q (-1.3010299956639813)
/* Items are taken one for the other only where they meet at most two thirds as often as the lower
 * chance level has it, at the nearer end of the interval; with enough baskets a pair at nine tenths
 * of chance is certain too, and says nothing of use. In two departments of the shop (the first part
 * of their categories) they may be apart for any reason, as a phone and the case of another one,
 * but do not replace each other. */
#define MOST_OF_CHANCE (2.0 / 3.0)
/* Fewer meetings are an anecdote, however unlikely; of a long history more is asked. What no chance
 * level knows (customers, seasons, shelves) makes small departures certain once there are enough
 * baskets, so the bar grows with the square root of their number: 5 up to 10,000, 50 at a million.
 */
#define LEAST_MEETINGS 5.0
#define MEETINGS_PER_ROOT 0.05
/* Of the baskets with the first item, this share at least must hold the second one beyond chance,
 * at the lower end of the confidence's interval. A link can be real and yet too thin to act on. */
#define LEAST_UPLIFT 0.05

typedef struct {
  PnrRuleSet *pairs;
  PnrBasketSet *baskets;
  const PnrSuggesterContext *context;
  double chance_lift;
  GHashTable *closed;
  GPtrArray *suggestions;
} Suggester;

/* Pairs are closed in both directions: who turns down "tie for shirt" has seen the pair. */
static void
close_pair (GHashTable *closed, int kind, gint64 from_id, gint64 to_id)
{
  gint64 low = MIN (from_id, to_id);
  gint64 high = MAX (from_id, to_id);

  g_hash_table_add (closed,
                    g_strdup_printf ("%d %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, kind, low, high));
}

static gboolean
is_closed (GHashTable *closed, int kind, gint64 from_id, gint64 to_id)
{
  gint64 low = MIN (from_id, to_id);
  gint64 high = MAX (from_id, to_id);
  g_autofree char *key =
      g_strdup_printf ("%d %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, kind, low, high);

  return g_hash_table_contains (closed, key);
}

/* A relation closes its pair for every kind (−1), a verdict for its own kind. */
static GHashTable *
list_closed (const PnrSuggesterContext *context)
{
  GHashTable *closed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; context->relations != NULL && i < context->relations->len; i++) {
    PnrRelation *relation = g_ptr_array_index (context->relations, i);

    close_pair (closed, -1, pnr_relation_get_from_id (relation), pnr_relation_get_to_id (relation));
  }
  for (guint i = 0; context->verdicts != NULL && i < context->verdicts->len; i++) {
    PnrVerdict *verdict = g_ptr_array_index (context->verdicts, i);
    gint64 until = pnr_verdict_get_until (verdict);

    if (until == 0 || until > context->now)
      close_pair (closed, (int) pnr_verdict_get_kind (verdict), pnr_verdict_get_from_id (verdict),
                  pnr_verdict_get_to_id (verdict));
  }
  return closed;
}

static gint64
get_margin (Suggester *self, gint64 id)
{
  PnrProduct *product = self->context->products != NULL
                            ? pnr_noun_list_get_by_id (self->context->products, id)
                            : NULL;

  return product != NULL ? pnr_product_get_margin_minor (product) : PNR_MONEY_UNKNOWN;
}

static const char *
get_title (Suggester *self, guint32 item)
{
  gint64 id = pnr_basket_set_get_item_id (self->baskets, item);
  PnrProduct *product = self->context->products != NULL
                            ? pnr_noun_list_get_by_id (self->context->products, id)
                            : NULL;

  return product != NULL ? pnr_product_get_title (product)
                         : pnr_basket_set_get_item_name (self->baskets, item);
}

/* Minor units per 100 baskets with the first product.
 * Cross-sell: (both − chance) / n_from × 100 × margin of the second: what the link already brings
 * beyond chance, where chance is the higher of the two levels.
 * Upsell: (chance − both) / n_from × 100 × difference of the margins: those who chose between the
 * two, had they all chosen the dearer one; chance is the lower of the two levels. */
static gint64
expect_margin (Suggester *self, const PnrSuggestionFacts *facts)
{
  double expected = (double) facts->n_from * (double) facts->n_to / (double) facts->n_baskets;
  gint64 margin_from = get_margin (self, facts->from_id);
  gint64 margin_to = get_margin (self, facts->to_id);
  double uplift;

  if (margin_to == PNR_MONEY_UNKNOWN || facts->kind == PNR_RELATION_KIND_ALTERNATIVE)
    return PNR_MONEY_UNKNOWN;
  if (facts->kind == PNR_RELATION_KIND_CROSS_SELL) {
    uplift = (double) facts->n_together - expected * MAX (self->chance_lift, 1.0);
    return llround (100.0 * uplift / (double) facts->n_from * (double) margin_to);
  }
  if (margin_from == PNR_MONEY_UNKNOWN)
    return PNR_MONEY_UNKNOWN;
  uplift = expected * MIN (self->chance_lift, 1.0) - (double) facts->n_together;
  return llround (100.0 * uplift / (double) facts->n_from * (double) (margin_to - margin_from));
}

static void
propose (Suggester *self, PnrRelationKind kind, guint32 from, guint32 to,
         const PnrAssociation *counts, double log10_p, double log10_q)
{
  PnrSuggestionFacts facts = { .kind = kind,
                               .from_id = pnr_basket_set_get_item_id (self->baskets, from),
                               .to_id = pnr_basket_set_get_item_id (self->baskets, to),
                               .n_baskets = counts->n,
                               .n_from = counts->n_if,
                               .n_to = counts->n_then,
                               .n_together = counts->n_both,
                               .support = pnr_association_get (counts, PNR_MEASURE_SUPPORT),
                               .confidence = pnr_association_get (counts, PNR_MEASURE_CONFIDENCE),
                               .lift = pnr_association_get (counts, PNR_MEASURE_LIFT),
                               .leverage = pnr_association_get (counts, PNR_MEASURE_LEVERAGE),
                               .log10_p = log10_p,
                               .q_value = pow (10, log10_q),
                               .window_from = pnr_basket_set_get_first_time (self->baskets),
                               .window_to = pnr_basket_set_get_last_time (self->baskets) };
  double expected = self->chance_lift * pnr_association_get (counts, PNR_MEASURE_EXPECTED);

  if (is_closed (self->closed, -1, facts.from_id, facts.to_id)
      || is_closed (self->closed, (int) kind, facts.from_id, facts.to_id))
    return;
  pnr_association_get_lift_interval (counts, &facts.lift_low, &facts.lift_high);
  facts.chance_low = pnr_chance_poisson_quantile (expected, 0.025);
  facts.chance_high = pnr_chance_poisson_quantile (expected, 0.975);
  facts.expected_margin_minor = expect_margin (self, &facts);
  g_ptr_array_add (self->suggestions,
                   pnr_suggestion_new (&facts, get_title (self, from), get_title (self, to),
                                       pnr_basket_set_get_hash (self->baskets)));
}

static gint64
get_price (Suggester *self, guint32 item)
{
  gint64 id = pnr_basket_set_get_item_id (self->baskets, item);
  PnrProduct *product = self->context->products != NULL
                            ? pnr_noun_list_get_by_id (self->context->products, id)
                            : NULL;

  return product != NULL ? pnr_product_get_price_minor (product) : PNR_MONEY_UNKNOWN;
}

static gboolean
starts_from_second (Suggester *self, const PnrRule *rule, const guint32 *items)
{
  gint64 first_price = get_price (self, items[0]);
  gint64 second_price = get_price (self, items[1]);

  if (first_price != PNR_MONEY_UNKNOWN && second_price != PNR_MONEY_UNKNOWN
      && first_price != second_price)
    return second_price > first_price;
  return rule->count_if > rule->count_then;
}

static double
get_least_meetings (double n_baskets)
{
  return ceil (MAX (LEAST_MEETINGS, MEETINGS_PER_ROOT * sqrt (n_baskets)));
}

/* The bars look at the surer direction, wherever the proposal starts from. */
static gboolean
is_worth_proposing (Suggester *self, const PnrRule *rule)
{
  PnrAssociation surer = { pnr_basket_set_get_n_baskets (self->baskets),
                           MIN (rule->count_if, rule->count_then),
                           MAX (rule->count_if, rule->count_then), rule->count };
  double chance = MAX (self->chance_lift, 1.0) * surer.n_then / surer.n;
  double sure = pnr_association_get (&surer, PNR_MEASURE_CONFIDENCE_LOW);

  return rule->count >= get_least_meetings (surer.n) && sure >= chance + LEAST_UPLIFT;
}

static void
propose_cross_sell (Suggester *self, const PnrRule *rule, double log10_p, double log10_q)
{
  const guint32 *items = pnr_rule_set_get_items (self->pairs, rule->first);
  guint32 n = pnr_basket_set_get_n_baskets (self->baskets);
  PnrAssociation forward = { n, rule->count_if, rule->count_then, rule->count };
  PnrAssociation back = { n, rule->count_then, rule->count_if, rule->count };

  if (log10_q > LARGEST_LOG10_Q || !is_worth_proposing (self, rule))
    return;
  if (starts_from_second (self, rule, items))
    propose (self, PNR_RELATION_KIND_CROSS_SELL, items[1], items[0], &back, log10_p, log10_q);
  else
    propose (self, PNR_RELATION_KIND_CROSS_SELL, items[0], items[1], &forward, log10_p, log10_q);
}

static void
propose_cross_sells (Suggester *self)
{
  guint32 n_rules = pnr_rule_set_get_n_rules (self->pairs);
  guint32 n_baskets = pnr_basket_set_get_n_baskets (self->baskets);
  g_autofree double *log10_p = g_new (double, (gsize) n_rules + 1);
  g_autofree double *log10_q = NULL;

  for (guint32 i = 0; i < n_rules; i++) {
    const PnrRule *rule = pnr_rule_set_get_rule (self->pairs, i);
    PnrAssociation counts = { n_baskets, rule->count_if, rule->count_then, rule->count };

    log10_p[i] = pnr_association_get_chance_log10_p (&counts, self->chance_lift);
    log10_p[i] = MAX (log10_p[i], rule->log10_p);
  }
  log10_q =
      pnr_significance_correct (log10_p, n_rules, (double) pnr_rule_set_get_n_tests (self->pairs));
  for (guint32 i = 0; i < n_rules; i++) {
    const PnrRule *rule = pnr_rule_set_get_rule (self->pairs, i);

    if (rule->n_if == 1 && rule->n_then == 1)
      propose_cross_sell (self, rule, log10_p[i], log10_q[i]);
  }
}

static char *
dup_department (Suggester *self, guint32 item)
{
  gint64 id = pnr_basket_set_get_item_id (self->baskets, item);
  PnrProduct *product = self->context->products != NULL
                            ? pnr_noun_list_get_by_id (self->context->products, id)
                            : NULL;
  const char *category = product != NULL ? pnr_product_get_category (product) : NULL;
  const char *end = category != NULL ? strstr (category, " > ") : NULL;

  return end != NULL ? g_strndup (category, (gsize) (end - category)) : g_strdup (category);
}

static gboolean
may_replace (Suggester *self, const PnrApartPair *pair, const PnrAssociation *counts)
{
  g_autofree char *a = dup_department (self, pair->a);
  g_autofree char *b = dup_department (self, pair->b);
  double low, high;

  pnr_association_get_lift_interval (counts, &low, &high);
  return high <= MOST_OF_CHANCE * MIN (self->chance_lift, 1.0)
         && (a == NULL || b == NULL || strcmp (a, b) == 0);
}

static void
propose_apart (Suggester *self, const PnrApartPair *pair)
{
  guint32 n = pnr_basket_set_get_n_baskets (self->baskets);
  PnrAssociation forward = { n, pair->n_a, pair->n_b, pair->n_both };
  PnrAssociation back = { n, pair->n_b, pair->n_a, pair->n_both };

  if (pair->dearer_step != 0 && pair->log10_step_q <= LARGEST_LOG10_Q) {
    if (pair->dearer_step > 0)
      propose (self, PNR_RELATION_KIND_UPSELL, pair->a, pair->b, &forward, pair->log10_p,
               pair->log10_step_q);
    else
      propose (self, PNR_RELATION_KIND_UPSELL, pair->b, pair->a, &back, pair->log10_p,
               pair->log10_step_q);
  } else if (pair->log10_q <= LARGEST_LOG10_Q && may_replace (self, pair, &forward)) {
    propose (self, PNR_RELATION_KIND_ALTERNATIVE, pair->a, pair->b, &forward, pair->log10_p,
             pair->log10_q);
  }
}

/* The end of the leverage's interval that is nearer to 0, both sides counted positive. */
static double
get_sure_leverage (const PnrSuggestionFacts *facts)
{
  double share = (double) facts->n_from / (double) facts->n_baskets * (double) facts->n_to
                 / (double) facts->n_baskets;

  return facts->kind == PNR_RELATION_KIND_CROSS_SELL ? (facts->lift_low - 1) * share
                                                     : (1 - facts->lift_high) * share;
}

static int
compare_suggestions (gconstpointer a, gconstpointer b)
{
  const PnrSuggestionFacts *first = pnr_suggestion_get_facts (*(PnrSuggestion *const *) a);
  const PnrSuggestionFacts *second = pnr_suggestion_get_facts (*(PnrSuggestion *const *) b);
  double first_sure = get_sure_leverage (first);
  double second_sure = get_sure_leverage (second);

  if (first->expected_margin_minor != second->expected_margin_minor)
    return first->expected_margin_minor > second->expected_margin_minor ? -1 : 1;
  if (first_sure != second_sure)
    return first_sure > second_sure ? -1 : 1;
  if (first->from_id != second->from_id)
    return first->from_id < second->from_id ? -1 : 1;
  return first->to_id < second->to_id ? -1 : first->to_id > second->to_id;
}

/**
 * pnr_suggester_propose:
 * @pairs: what pnr_mine_pairs() found, best with a minimum count of 5
 * @context: products, verdicts and relations
 * @progress: (nullable): told and asked
 * @error: a place for %G_IO_ERROR_CANCELLED
 *
 * Proposals with a known expected margin come first, the largest one at the head; the others
 * follow by the sure end of their leverage.
 *
 * Returns: (transfer full) (nullable) (element-type PnrSuggestion): the proposals
 */
GPtrArray *
pnr_suggester_propose (PnrRuleSet *pairs, const PnrSuggesterContext *context, PnrProgress *progress,
                       GError **error)
{
  g_autoptr (GPtrArray) suggestions = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) closed = list_closed (context);
  g_autoptr (GArray) apart = NULL;
  Suggester self = { .pairs = pairs,
                     .baskets = pnr_rule_set_get_baskets (pairs),
                     .context = context,
                     .chance_lift = pnr_rule_set_get_chance_lift (pairs),
                     .closed = closed,
                     .suggestions = suggestions };

  pnr_progress_begin_step (progress, _ ("Weighing suggestions"));
  apart =
      pnr_apart_finder_find (self.baskets, context->products, self.chance_lift, progress, error);
  if (apart == NULL)
    return NULL;
  propose_cross_sells (&self);
  for (guint i = 0; i < apart->len; i++)
    propose_apart (&self, &g_array_index (apart, PnrApartPair, i));
  g_ptr_array_sort (suggestions, compare_suggestions);
  return g_steal_pointer (&suggestions);
}

/**
 * pnr_suggester_dup_bar:
 * @baskets: all baskets
 *
 * Returns: (transfer full): what is asked of a pair of which a cross-sell is to be proposed, as a
 *   sentence for whoever sees none
 */
char *
pnr_suggester_dup_bar (PnrBasketSet *baskets)
{
  int least = (int) get_least_meetings (pnr_basket_set_get_n_baskets (baskets));

  /* Translators: first a number of times, then a number of baskets. */
  return g_strdup_printf (_ ("A pair is proposed when it was bought together at least %d times, "
                             "more often than chance alone explains, and by so much that of 100 "
                             "baskets with the rarer product at least %d more hold the other one. "
                             "No undecided pair of these orders is like that."),
                          least, (int) (100 * LEAST_UPLIFT + 0.5));
}
