/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Splits frequent itemsets into "who buys this also buys that". */
#include "config.h"

#include "mining/pnr-rule-maker.h"

#include <string.h>

#include "mining/pnr-mining-error.h"

/* Both sides of a split are subsets of a frequent set and so frequent themselves: their counts are
 * looked up, never counted again. A set's key is the exclusive or of its items' random numbers, so
 * the key of a subset is one operation away. A split that misses the confidence is no rule but
 * was a candidate, which the q values of the others have to know, so no branch is left out. Cost:
 * two look-ups per split. */

/* Stop is asked for after this many splits. */
#define SPLITS_PER_CHECK 65536

typedef struct {
  PnrRuleSet *itemsets;
  PnrRuleSet *found;
  PnrCandidateTally *candidates;
  PnrProgress *progress;
  GError **error;
  double min_confidence;
  gboolean any_split;
  guint64 max_rules;
  guint32 *slots;
  guint32 *tags;
  guint32 n_slots;
  guint64 *keys;
  const PnrItemset *set;
  const guint32 *items;
  gboolean *is_right;
  guint32 *sides;
  guint n_splits;
  gboolean is_full;
  gboolean is_cancelled;
} RuleMaker;

/* The finaliser of SplitMix64 (G. Steele, D. Lea, C. Flood, OOPSLA 2014). */
static guint64
mix (guint64 z)
{
  z += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  z = (z ^ z >> 30) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ z >> 27) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ z >> 31;
}

static guint64
key_of_set (const RuleMaker *self, const PnrItemset *set)
{
  const guint32 *items = pnr_rule_set_get_items (self->itemsets, set->first);
  guint64 key = 0;

  for (guint32 i = 0; i < set->n_items; i++)
    key ^= self->keys[items[i]];
  return key;
}

static void
rule_maker_init (RuleMaker *self)
{
  guint32 n_itemsets = pnr_rule_set_get_n_itemsets (self->itemsets);
  guint32 n_items = pnr_basket_set_get_n_items (pnr_rule_set_get_baskets (self->itemsets));
  guint32 longest = 1;

  self->keys = g_new (guint64, (gsize) n_items + 1);
  for (guint32 i = 0; i < n_items; i++)
    self->keys[i] = mix (i);
  for (self->n_slots = 16; self->n_slots / 2 < n_itemsets; self->n_slots *= 2)
    ;
  self->slots = g_new0 (guint32, self->n_slots);
  self->tags = g_new (guint32, self->n_slots);
  for (guint32 i = 0; i < n_itemsets; i++) {
    const PnrItemset *set = pnr_rule_set_get_itemset (self->itemsets, i);
    guint64 key = key_of_set (self, set);
    guint32 slot = (guint32) key & (self->n_slots - 1);

    while (self->slots[slot] != 0)
      slot = (slot + 1) & (self->n_slots - 1);
    self->slots[slot] = i + 1;
    self->tags[slot] = (guint32) (key >> 32);
    longest = MAX (longest, set->n_items);
  }
  self->is_right = g_new0 (gboolean, longest);
  self->sides = g_new (guint32, longest);
}

static void
rule_maker_clear (RuleMaker *self)
{
  g_free (self->keys);
  g_free (self->slots);
  g_free (self->tags);
  g_free (self->is_right);
  g_free (self->sides);
}

/* Writes the left items, then the right ones, each side ascending; returns how many are left. */
static guint32
write_sides (RuleMaker *self)
{
  guint32 n_left = 0;
  guint32 n = 0;

  for (guint32 i = 0; i < self->set->n_items; i++) {
    if (!self->is_right[i])
      self->sides[n++] = self->items[i];
  }
  n_left = n;
  for (guint32 i = 0; i < self->set->n_items; i++) {
    if (self->is_right[i])
      self->sides[n++] = self->items[i];
  }
  return n_left;
}

static guint32
look_up (const RuleMaker *self, guint64 key, const guint32 *items, guint32 n_items)
{
  guint32 slot = (guint32) key & (self->n_slots - 1);

  for (; self->slots[slot] != 0; slot = (slot + 1) & (self->n_slots - 1)) {
    const PnrItemset *set;

    if (self->tags[slot] != (guint32) (key >> 32))
      continue;
    set = pnr_rule_set_get_itemset (self->itemsets, self->slots[slot] - 1);
    if (set->n_items == n_items
        && memcmp (pnr_rule_set_get_items (self->itemsets, set->first), items,
                   sizeof (guint32) * n_items)
               == 0)
      return set->count;
  }
  g_return_val_if_reached (0);
}

/* Counts the split in hand, and keeps it as a rule when it is confident enough. */
static void
try_split (RuleMaker *self, guint64 left_key, guint64 right_key)
{
  guint32 n_left = write_sides (self);
  guint32 n_right = self->set->n_items - n_left;
  PnrRule rule = { .n_if = (guint16) n_left,
                   .n_then = (guint16) n_right,
                   .count = self->set->count };

  rule.count_if = look_up (self, left_key, self->sides, n_left);
  rule.count_then = look_up (self, right_key, self->sides + n_left, n_right);
  pnr_candidate_tally_add (self->candidates, self->set->n_items, rule.count, rule.count_if,
                           rule.count_then);
  if (++self->n_splits % SPLITS_PER_CHECK == 0)
    self->is_cancelled = !pnr_progress_check (self->progress, self->error);
  if ((double) rule.count / rule.count_if < self->min_confidence)
    return;
  if (pnr_rule_set_get_n_rules (self->found) >= self->max_rules) {
    self->is_full = TRUE;
    return;
  }
  rule.first = pnr_rule_set_add_items (self->found, self->sides, self->set->n_items);
  pnr_rule_set_add_rule (self->found, &rule);
}

static void
move_right (RuleMaker *self, guint64 left_key, guint64 right_key, guint32 next, guint32 n_left)
{
  for (guint32 i = next; i < self->set->n_items && !self->is_full && !self->is_cancelled; i++) {
    guint64 key = self->keys[self->items[i]];

    self->is_right[i] = TRUE;
    try_split (self, left_key ^ key, right_key ^ key);
    if (self->any_split && n_left > 2)
      move_right (self, left_key ^ key, right_key ^ key, i + 1, n_left - 1);
    self->is_right[i] = FALSE;
  }
}

/**
 * pnr_rule_maker_split:
 * @itemsets: all frequent itemsets, subsets included
 * @min_confidence: the least confidence; equality passes
 * @any_split: whether the right side may have more than one item
 * @max_rules: more rules than this are an error
 * @found: the rules are added here, with counts but without statistics
 * @candidates: every split is counted here, also one that is no rule
 * @progress: (nullable): told and asked
 * @error: a place for an error
 *
 * Returns: whether all rules were made
 */
gboolean
pnr_rule_maker_split (PnrRuleSet *itemsets, double min_confidence, gboolean any_split,
                      guint64 max_rules, PnrRuleSet *found, PnrCandidateTally *candidates,
                      PnrProgress *progress, GError **error)
{
  RuleMaker self = { .itemsets = itemsets,
                     .found = found,
                     .candidates = candidates,
                     .progress = progress,
                     .error = error,
                     .min_confidence = min_confidence,
                     .any_split = any_split,
                     .max_rules = max_rules };
  guint32 n_itemsets = pnr_rule_set_get_n_itemsets (itemsets);

  rule_maker_init (&self);
  for (guint32 i = 0; i < n_itemsets && !self.is_full && !self.is_cancelled; i++) {
    self.set = pnr_rule_set_get_itemset (itemsets, i);
    self.items = pnr_rule_set_get_items (itemsets, self.set->first);
    if (self.set->n_items > 1)
      move_right (&self, key_of_set (&self, self.set), 0, 0, self.set->n_items);
  }
  rule_maker_clear (&self);
  if (self.is_full)
    pnr_mining_set_too_many (error, max_rules, pnr_rule_set_get_min_count (itemsets));
  return !self.is_full && !self.is_cancelled;
}
