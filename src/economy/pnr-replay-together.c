/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What all offers take off one past order, whoever sees which of them.
 *
 * A product takes part in one offer only, so the order gets those that make it cheapest of the ones
 * that are seen. Where not everybody sees an offer, each combination counts by its probability. */
#include "config.h"

#include "economy/pnr-replay-private.h"

#include <math.h>

#include "base/pnr-money.h"

/* The offers that together take most off an order; a product takes part in one offer only. What a
 * set that is left out still could save bounds the search. */
typedef struct {
  const PnrReplaying *replaying;
  guint64 best;
  gint64 best_saving;
  gboolean has_best;
} Choice;

static void
choose (Choice *self, guint at, guint64 taken, guint64 barred, gint64 saving)
{
  const PnrReplaying *replaying = self->replaying;
  gint64 most = saving;

  for (guint b = at; b < replaying->n_offers; b++)
    if (!(barred >> b & 1) && replaying->fits[b].stand == PNR_REPLAY_TOUCHED)
      most -= replaying->fits[b].change_minor;
  if (self->has_best && most <= self->best_saving)
    return;
  while (at < replaying->n_offers
         && (barred >> at & 1 || replaying->fits[at].stand != PNR_REPLAY_TOUCHED))
    at++;
  if (at == replaying->n_offers) {
    *self = (Choice){ replaying, taken, saving, TRUE };
    return;
  }
  choose (self, at + 1, taken | (guint64) 1 << at, barred | replaying->offers[at].rivals,
          saving - replaying->fits[at].change_minor);
  choose (self, at + 1, taken, barred, saving);
}

static void
expect (PnrReplayExpected *expected, const PnrReplaySums *sums, double probability)
{
  expected->paid += probability * (double) sums->paid_minor;
  expected->net += probability * (double) sums->net_minor;
  expected->charge += probability * (double) sums->charge_minor;
  expected->ship += probability * (double) sums->ship_minor;
  if (sums->cost_minor == PNR_MONEY_UNKNOWN)
    expected->is_cost_unknown = TRUE;
  else
    expected->cost += probability * (double) sums->cost_minor;
}

/* An order to whose shopper all offers but those of @barred are shown. */
static void
count_seen (PnrReplaying *self, const PnrPastOrder *order, guint64 barred, double probability)
{
  Choice choice = { .replaying = self };
  PnrReplayFit change = { 0 };
  PnrReplaySums sums = { 0 };

  choose (&choice, 0, 0, barred, 0);
  if (choice.best == 0)
    return;
  for (guint b = 0; b < self->n_offers; b++) {
    if (!(choice.best >> b & 1))
      continue;
    pnr_replay_sums_add (&sums, &self->fits[b]);
    change.change_minor += self->fits[b].change_minor;
    change.units += self->fits[b].units;
    change.weight_g += self->fits[b].weight_g;
  }
  pnr_replay_sums_add_order (self, order, &change, &sums);
  expect (&self->together, &sums, probability);
}

/* Each offer is seen or not whatever the others are, as in a simulation. */
static void
count_combinations (PnrReplaying *self, const PnrPastOrder *order, guint at, guint64 barred,
                    double probability)
{
  double exposure;

  while (at < self->n_offers
         && (self->fits[at].stand != PNR_REPLAY_TOUCHED || self->offers[at].exposure >= 1.0))
    at++;
  if (at == self->n_offers) {
    count_seen (self, order, barred, probability);
    return;
  }
  exposure = self->offers[at].exposure;
  if (exposure > 0.0)
    count_combinations (self, order, at + 1, barred, probability * exposure);
  count_combinations (self, order, at + 1, barred | (guint64) 1 << at,
                      probability * (1.0 - exposure));
}

void
pnr_replay_count_together (PnrReplaying *self, const PnrPastOrder *order)
{
  gboolean is_touched = FALSE;

  for (guint b = 0; b < self->n_offers && !is_touched; b++)
    is_touched = self->fits[b].stand == PNR_REPLAY_TOUCHED;
  if (!is_touched)
    return;
  self->n_touched++;
  count_combinations (self, order, 0, 0, 1.0);
}

/* What all offers together change; amounts as expected, orders and uses not counted. */
PnrReplaySums
pnr_replay_round_together (const PnrReplayExpected *expected)
{
  return (PnrReplaySums){
    .paid_minor = llround (expected->paid),
    .net_minor = llround (expected->net),
    .charge_minor = llround (expected->charge),
    .ship_minor = llround (expected->ship),
    .cost_minor = expected->is_cost_unknown ? PNR_MONEY_UNKNOWN : llround (expected->cost),
  };
}
